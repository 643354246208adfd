// The time of the slides that the page has, if it has any.
#include "ui/slides.h"
#include "ui/ui_private.h"

static const struct node *find_slides(const struct ui *ui)
{
    const struct node *root = ui->trees[UI_PAGE].root;
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->kind == NODE_INSIDE && n->inside == &slides_inside)
            return n;
    return NULL;
}

void show_take(struct ui *ui)
{
    const struct node *n = find_slides(ui);
    uint64_t path = n ? n->path : 0;
    if (path != ui->show) {
        ui->show_from_us = -1;
        ui->show_at_us = 0;
    }
    ui->show = path;
}

void show_step(struct ui *ui, int64_t now_us)
{
    const struct node *n = ui->show ? find_slides(ui) : NULL;
    if (!n)
        return;
    if (ui->trees[UI_SHEET].root) { // seen again, it goes on from where it stood
        ui->show_from_us = -1;
        return;
    }
    if (ui->show_from_us < 0)
        ui->show_from_us = now_us - ui->show_at_us;
    int64_t at = now_us - ui->show_from_us;
    ui->changed |= at >= slides_until_us(n, &ui->look, ui->show_at_us);
    if (ui->changed)
        ui->show_at_us = at;
}

int64_t show_deadline_us(const struct ui *ui)
{
    const struct node *n = ui->show ? find_slides(ui) : NULL;
    if (!n || ui->trees[UI_SHEET].root)
        return -1;
    if (ui->show_from_us < 0)
        return 0;
    return ui->show_from_us + slides_until_us(n, &ui->look, ui->show_at_us);
}

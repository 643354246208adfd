// The tree as text, and finding things in it by name: the readers that need no pixels.
#include <math.h>
#include <string.h>

#include "ui/ui_private.h"

// Node, with how deep it is among nodes that have a role.
static int depth_of(const struct node *n, const struct node *root)
{
    int depth = 0;
    while (n != root) {
        n = n->parent;
        depth += n->role != ROLE_NONE;
    }
    return depth;
}

static void dump_words(struct str *out, const char *words)
{
    str_add(out, " \"");
    for (; *words; words++) {
        if (*words == '\n')
            str_add(out, "\\n");
        else if (*words == '"' || *words == '\\')
            str_printf(out, "\\%c", *words);
        else
            str_add_bytes(out, words, 1);
    }
    str_add(out, "\"");
}

static void dump_state(struct str *out, const struct ui *ui, const struct node *n)
{
    static const char *const names[] = {"selected", "disabled", "expanded", "collapsed"};
    for (unsigned i = 0; i < 4; i++)
        if (n->state & 1u << i)
            str_printf(out, " %s", names[i]);
    if (n->modal)
        str_add(out, " modal");
    if (n->live != LIVE_OFF)
        str_add(out, n->live == LIVE_POLITE ? " polite" : " assertive");
    if (ui_focus(ui) == n)
        str_add(out, " focus");
}

static void dump_node(struct str *out, const struct ui *ui, const struct node *n,
                      int depth)
{
    float x, y;
    ui_window_box(ui, n, &x, &y);
    str_printf(out, "%*s%s", 2 * depth, "", role_name(n->role));
    dump_words(out, node_name(n));
    dump_state(out, ui, n);
    if (n->value) {
        str_add(out, " value");
        dump_words(out, n->value);
    }
    if (n->position)
        str_printf(out, " %d/%d", n->position, n->of);
    else if (n->of)
        str_printf(out, " of %d", n->of);
    if (n->lang && (!n->parent || strcmp(n->lang, node_lang(n->parent)) != 0))
        str_printf(out, " lang=%s", n->lang);
    str_printf(out, " (%.0f,%.0f %.0fx%.0f)\n", (double)roundf(x), (double)roundf(y),
               (double)roundf(n->w), (double)roundf(n->h));
}

void ui_dump(const struct ui *ui, struct str *out)
{
    for (int i = 0; i < UI_STACKS; i++) {
        const struct node *root = ui->trees[i].root;
        for (const struct node *n = root; n; n = node_after(n, root))
            if (n->role != ROLE_NONE)
                dump_node(out, ui, n, depth_of(n, root));
    }
}

static int match(const struct node *n, const char *name)
{
    if (n->role == ROLE_NONE)
        return 0;
    const char *words = node_name(n), *value = n->value ? n->value : "";
    int better = node_pressable(n) && !n->by_touch ? 1 : 0;
    if (strcmp(words, name) == 0 || strcmp(value, name) == 0)
        return 4 + better;
    return strstr(words, name) || strstr(value, name) ? 2 + better : 0;
}

const struct node *ui_find(const struct ui *ui, const char *name)
{
    const struct node *root = ui_active_root(ui), *best = NULL;
    int best_match = 0;
    for (const struct node *n = root; n; n = node_after(n, root)) {
        int m = match(n, name);
        if (m > best_match) {
            best = n;
            best_match = m;
        }
    }
    return best;
}

bool ui_where(const struct ui *ui, const struct node *n, float *x_px_out, float *y_px_out)
{
    float x, y, left = 0, top = 0, right = ui->look.w_dp, below = ui->look.h_dp;
    ui_window_box(ui, n, &x, &y);
    if (n->scroller) {
        float sx, sy;
        ui_window_box(ui, n->scroller, &sx, &sy);
        left = fmaxf(left, sx);
        top = fmaxf(top, sy);
        right = fminf(right, sx + n->scroller->w);
        below = fminf(below, sy + n->scroller->h);
    }
    float x0 = fmaxf(x, left), x1 = fminf(x + n->w, right);
    float y0 = fmaxf(y, top), y1 = fminf(y + n->h, below);
    *x_px_out = (x0 + x1) / 2 * ui->look.scale;
    *y_px_out = (y0 + y1) / 2 * ui->look.scale;
    return x1 > x0 + 1 && y1 > y0 + 1;
}

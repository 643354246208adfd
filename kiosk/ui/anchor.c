// The reader's place: when rows above become known, letters grow or an answer opens, what was
// at the top of the view stays there.
#include <math.h>

#include "ui/ui_private.h"

// The word or picture of which the top of the view shows the end, or what comes next.
static const struct node *at_top(const struct node *s, float top)
{
    const struct node *found = NULL;
    for (const struct node *n = s; n; n = node_after(n, s)) {
        if (n->scroller != s || n->role == ROLE_NONE || n->first || n->y + n->h <= top)
            continue;
        if (!found || n->y + n->h < found->y + found->h)
            found = n;
    }
    return found;
}

static const struct node *same(const struct node *root, const struct node *old)
{
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->path == old->path)
            return n;
    return NULL;
}

static void shift(struct ui *ui, const struct node *s, float by_dp)
{
    kept_find(&ui->kept, s->path)->offset_dp += by_dp;
    if (ui->moving != s->path)
        return;
    ui->scroll.pos_dp += by_dp;
    ui->scroll.pull_dp += by_dp;
    ui->scroll.goal_dp += by_dp;
}

void anchor_keep(struct ui *ui, const struct node *old, const struct node *root)
{
    for (const struct node *s = old; s; s = node_after(s, old)) {
        float offset = ui_offset(ui, s);
        if (!s->style.scroll || offset <= 0)
            continue;
        const struct node *was = at_top(s, offset), *is = was ? same(root, was) : NULL;
        if (!is || !is->scroller || is->scroller->path != s->path)
            continue;
        // As far down in it as before, should it have grown itself.
        float down = offset - was->y;
        if (down > 0 && was->h > 0)
            down *= is->h / was->h;
        float by = is->y + down - offset;
        if (fabsf(by) > 0.5f)
            shift(ui, s, by);
    }
}

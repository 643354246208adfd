// The reader's place: when rows above become known, letters grow or an answer opens, what was
// at the top of the view stays there.
#include <math.h>

#include "ui/ui_private.h"

// The word or picture of which the top of the view shows the end, or what comes next. Where
// nothing is built yet: the innermost that will have it.
static const struct node *at_top(const struct node *s, float top)
{
    const struct node *leaf = NULL, *around = NULL;
    for (const struct node *n = s; n; n = node_after(n, s)) {
        float end = n->y + n->h;
        if (n->scroller != s || end <= top || n->y >= top + s->h)
            continue;
        bool seen = n->role != ROLE_NONE && n->kind != NODE_INSIDE && !n->first;
        if (seen && (!leaf || end < leaf->y + leaf->h))
            leaf = n;
        else if (n->y <= top)
            around = n;
    }
    return leaf ? leaf : around;
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
    struct motion *m = ui_motion(ui, s->path);
    kept_find(&ui->kept, s->path)->offset_dp += by_dp;
    if (!m)
        return;
    m->y.pos_dp += by_dp;
    m->y.pull_dp += by_dp;
    m->y.goal_dp += by_dp;
}

void anchor_keep(struct ui *ui, const struct node *old, const struct node *root)
{
    for (const struct node *s = old; s; s = node_after(s, old)) {
        float offset = s->style.scroll ? ui_offset(ui, s) : 0;
        if (offset <= 0)
            continue;
        const struct node *was = at_top(s, offset), *is = was ? same(root, was) : NULL;
        // A row may not be built where it would be now: then as far down in its list.
        while (was && !is && was->parent != s) {
            was = was->parent;
            is = same(root, was);
        }
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

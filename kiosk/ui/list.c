#include "ui/list.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "ui/kept.h"
#include "ui/layout.h"

#define GUESS_DP 120

// Heights hold for one width of the window and one size of text.
static struct kept_item *extents(struct build *b, const struct node *n, size_t count)
{
    struct kept_item *item = kept_get(b->kept, b->entry, n->path);
    float measured_for = b->look->w_dp * 8 + (float)b->look->text_size;
    if (item->n_extents != count || item->extents_for != measured_for) {
        free(item->extents_dp);
        item->extents_dp = xcalloc(count, sizeof(float));
        item->n_extents = count;
        item->extents_for = measured_for;
    }
    return item;
}

static float mean(const struct kept_item *item)
{
    float sum = 0;
    size_t seen = 0;
    for (size_t i = 0; i < item->n_extents; i++) {
        sum += item->extents_dp[i];
        seen += item->extents_dp[i] > 0;
    }
    return seen ? sum / (float)seen : GUESS_DP;
}

static float total(const struct kept_item *item, float gap)
{
    float guess = mean(item), sum = 0;
    for (size_t i = 0; i < item->n_extents; i++)
        sum += item->extents_dp[i] > 0 ? item->extents_dp[i] : guess;
    return sum + gap * (float)(item->n_extents > 1 ? item->n_extents - 1 : 0);
}

// Rows that reach into from..to, measured as they are built. True if the last is among them.
static bool build_rows(struct build *b, struct node *n, float w, float from, float to)
{
    const struct list_source *s = n->inside_data;
    float guess = mean(extents(b, n, s->count)), y = 0;
    n->first = n->last = NULL;
    size_t i = 0;
    for (; i < s->count && y < to; i++) {
        // Building a row may keep more items and so move this one.
        float h = extents(b, n, s->count)->extents_dp[i];
        if (y + (h > 0 ? h : guess) >= from) {
            struct node *row = s->row(b, n, s->data, i);
            b->at = n->y + y;
            h = layout_height(b, row, w);
            extents(b, n, s->count)->extents_dp[i] = h;
            layout_place(b, row, n->x, n->y + y, w, h);
        }
        y += (h > 0 ? h : guess) + s->gap_dp;
    }
    return i == s->count;
}

// The first screenful is built to be measured, for a fair guess of the others.
static float list_measure(struct build *b, struct node *n, float w_dp)
{
    const struct list_source *s = n->inside_data;
    bool unknown = s->count && extents(b, n, s->count)->extents_dp[0] <= 0;
    if (unknown && layout_is_far(b) && b->letters <= 0) {
        b->rough = true;
    } else if (unknown) {
        // Heights are kept, and so must be right.
        float limit = b->limit;
        b->limit = 0;
        build_rows(b, n, w_dp, 0, b->look->h_dp);
        b->limit = limit;
    }
    return total(extents(b, n, s->count), s->gap_dp);
}

static void list_children(struct build *b, struct node *n, float from_dp, float to_dp)
{
    const struct list_source *s = n->inside_data;
    float before = total(extents(b, n, s->count), s->gap_dp);
    bool whole = build_rows(b, n, n->w, fmaxf(0, from_dp), to_dp);
    // What follows far below may wait for the next tree.
    b->learned |= whole && total(extents(b, n, s->count), s->gap_dp) != before;
}

static bool list_describe(struct arena *arena, const struct node *n, size_t i,
                          struct inside_item *out)
{
    const struct list_source *s = n->inside_data;
    if (i >= s->count)
        return false;
    *out = (struct inside_item){s->name(arena, s->data, i), i + 1, s->count};
    return true;
}

const struct inside_class list_inside = {
    .name = "list",
    .measure = list_measure,
    .children = list_children,
    .describe = list_describe,
};

struct node *list_add(struct build *b, struct node *parent, const char *key,
                      const char *name, const struct list_source *source)
{
    return node_add(b, parent,
                    &(struct node){
                        .key = key,
                        .kind = NODE_INSIDE,
                        .role = ROLE_LIST,
                        .name = name,
                        .of = (int)source->count,
                        .inside = &list_inside,
                        .inside_data = source,
                        .style = {.w = GROW},
                    });
}

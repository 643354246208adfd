#include "ui/list.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "ui/kept.h"
#include "ui/layout.h"

#define GUESS_DP 120

// By how much rows have grown since they were measured for another width or size of text.
static float growth(const struct kept_item *item)
{
    return item->extents_then_dp > 0 ? item->extents_now_dp / item->extents_then_dp : 1;
}

// Heights hold for one width of the window and one size of text; for others they are a guess, by
// which the row that is read is found again.
static struct kept_item *extents(struct build *b, const struct node *n, size_t count)
{
    struct kept_item *item = kept_get(b->kept, b->entry, n->path);
    float measured_for = b->look->w_dp * 8 + (float)b->look->text_size;
    if (item->n_extents != count) {
        free(item->extents_dp);
        item->extents_dp = xcalloc(count, sizeof(float));
        item->n_extents = count;
    } else if (item->extents_for != measured_for) {
        float by = growth(item);
        for (size_t i = 0; i < count; i++)
            item->extents_dp[i] *= item->extents_dp[i] > 0 ? -1 : by;
    }
    if (item->extents_for != measured_for)
        item->extents_then_dp = item->extents_now_dp = 0;
    item->extents_for = measured_for;
    return item;
}

static void learn(struct kept_item *item, size_t i, float h)
{
    if (item->extents_dp[i] < 0) {
        item->extents_then_dp -= item->extents_dp[i];
        item->extents_now_dp += h;
    }
    item->extents_dp[i] = h;
}

// Of those that are known, or were.
static float mean(const struct kept_item *item)
{
    float sum = 0, by = growth(item);
    size_t seen = 0;
    for (size_t i = 0; i < item->n_extents; i++) {
        float h = item->extents_dp[i];
        sum += h > 0 ? h : -h * by;
        seen += h != 0;
    }
    return seen ? sum / (float)seen : GUESS_DP;
}

static float height(float extent, float by, float otherwise)
{
    return extent > 0 ? extent : extent < 0 ? -extent * by : otherwise;
}

static float total(const struct kept_item *item, float gap)
{
    float guess = mean(item), by = growth(item), sum = 0;
    for (size_t i = 0; i < item->n_extents; i++)
        sum += height(item->extents_dp[i], by, guess);
    return sum + gap * (float)(item->n_extents > 1 ? item->n_extents - 1 : 0);
}

// Rows that reach into from..to, measured as they are built. True if the last is among them.
static bool build_rows(struct build *b, struct node *n, float w, float from, float to)
{
    const struct list_source *s = n->inside_data;
    const struct kept_item *item = extents(b, n, s->count);
    float guess = mean(item), by = growth(item), y = 0;
    n->first = n->last = NULL;
    size_t i = 0;
    for (; i < s->count && y < to; i++) {
        // Building a row may keep more items and so move this one.
        float h = height(extents(b, n, s->count)->extents_dp[i], by, guess);
        if (y + h >= from) {
            struct node *row = s->row(b, n, s->data, i);
            b->at = n->y + y;
            h = layout_height(b, row, w);
            learn(extents(b, n, s->count), i, h);
            layout_place(b, row, n->x, n->y + y, w, h);
        }
        y += h + s->gap_dp;
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

#include "ui/compare.h"

#include <math.h>

#include "ui/kept.h"
#include "ui/paint.h"
#include "ui/pages_place.h"

#define LINE_DP 4.0f
#define KNOB_DP 72.0f
#define ARROW_DP 40.0f

void compare_size(const struct node *n, float *w, float *h)
{
    const struct compare *c = n->inside_data;
    *w = fminf(n->w, n->h * c->aspect);
    *h = *w / c->aspect;
}

float compare_at(const struct build *b, const struct node *n)
{
    const struct kept_item *item = kept_find(b->kept, n->path);
    return item && item->canvas.zoom > 0 ? item->canvas.x : 0.5f;
}

static void draw_knob(const struct build *b, struct draw_list *list, int x,
                      struct rect box)
{
    int line = paint_px(b->look, LINE_DP), knob = paint_px(b->look, KNOB_DP);
    int icon = paint_px(b->look, ARROW_DP), y = box.y + box.h / 2;
    struct draw_command c = {.kind = DRAW_FILL,
                             .box = {x - line / 2, box.y, line, box.h},
                             .clip = box,
                             .colour = look_colour(b->look, COLOUR_CARD)};
    draw_add(list, &c);
    c.box = (struct rect){x - knob / 2, y - knob / 2, knob, knob};
    c.radius = knob / 2;
    c.corners = CORNER_ALL;
    draw_add(list, &c);
    c = (struct draw_command){.kind = DRAW_ICON,
                              .box = {x - icon / 2, y - icon / 2, icon, icon},
                              .clip = box,
                              .icon = "compare",
                              .colour = look_colour(b->look, COLOUR_INK)};
    draw_add(list, &c);
}

static void draw(const struct build *b, const struct node *n, struct draw_list *list,
                 struct rect box)
{
    const struct compare *c = n->inside_data;
    float w, h;
    compare_size(n, &w, &h);
    int pw = paint_px(b->look, w), ph = paint_px(b->look, h);
    box = (struct rect){box.x + (box.w - pw) / 2, box.y + (box.h - ph) / 2, pw, ph};
    int edge = (int)lroundf((float)box.w * compare_at(b, n));
    struct draw_command one = {.kind = DRAW_IMAGE, .box = box};
    for (int i = 0; i < 2; i++) {
        one.image = c->image[i];
        one.image.w = box.w;
        one.image.h = box.h;
        one.clip = i ? (struct rect){box.x + edge, box.y, box.w - edge, box.h}
                     : (struct rect){box.x, box.y, edge, box.h};
        if (one.clip.w > 0)
            draw_add(list, &one);
        else
            paint_soon(b, one.image);
    }
    draw_knob(b, list, box.x + edge, box);
}

static float measure(struct build *b, struct node *n, float w_dp)
{
    const struct compare *c = n->inside_data;
    (void)b;
    return w_dp / c->aspect;
}

const struct inside_class compare_inside = {
    .name = "compare", .measure = measure, .draw = draw};

struct node *compare_add(struct build *b, struct node *parent, const char *key,
                         const char *name, const struct compare *compare)
{
    struct node *n = node_add(b, parent,
                              &(struct node){.key = key,
                                             .kind = NODE_INSIDE,
                                             .role = ROLE_CANVAS,
                                             .name = name,
                                             .inside = &compare_inside,
                                             .inside_data = compare,
                                             .style = {.w = GROW, .h = GROW}});
    n->told = compare_at(b, n);
    n->value = arena_printf(b->arena, "%d %%", (int)lroundf(n->told * 100));
    return n;
}

#include "ui/pages.h"

static float measure(struct build *b, struct node *n, float w_dp)
{
    (void)b, (void)n;
    return w_dp / 1.6f;
}

static void draw(const struct build *b, const struct node *n, struct draw_list *list,
                 struct rect box)
{
    const struct pages *p = n->inside_data;
    struct draw_command c = {
        .kind = DRAW_IMAGE, .box = box, .image = p->items[p->index].image};
    (void)b;
    c.image.w = box.w;
    c.image.h = box.h;
    draw_add(list, &c);
}

const struct inside_class pages_inside = {
    .name = "pages", .measure = measure, .draw = draw};

struct node *pages_add(struct build *b, struct node *parent, const char *key,
                       const char *name, const struct pages *pages)
{
    return node_add(b, parent,
                    &(struct node){.key = key,
                                   .kind = NODE_INSIDE,
                                   .role = ROLE_CANVAS,
                                   .name = name,
                                   .inside = &pages_inside,
                                   .inside_data = pages,
                                   .style = {.w = GROW, .h = GROW}});
}

float pages_zoom(const struct build *b, const struct node *pages)
{
    (void)b, (void)pages;
    return 1;
}

#include "ui/compare.h"

static float measure(struct build *b, struct node *n, float w_dp)
{
    (void)b;
    const struct compare *c = n->inside_data;
    return w_dp / c->aspect;
}

static void draw(const struct build *b, const struct node *n, struct draw_list *list,
                 struct rect box)
{
    const struct compare *c = n->inside_data;
    struct draw_command cmd = {.kind = DRAW_IMAGE, .box = box, .image = c->image[0]};
    (void)b;
    cmd.image.w = box.w;
    cmd.image.h = box.h;
    draw_add(list, &cmd);
}

const struct inside_class compare_inside = {
    .name = "compare", .measure = measure, .draw = draw};

struct node *compare_add(struct build *b, struct node *parent, const char *key,
                         const char *name, const struct compare *compare)
{
    return node_add(b, parent,
                    &(struct node){.key = key,
                                   .kind = NODE_INSIDE,
                                   .role = ROLE_CANVAS,
                                   .name = name,
                                   .inside = &compare_inside,
                                   .inside_data = compare,
                                   .style = {.w = GROW, .h = GROW}});
}

float compare_at(const struct build *b, const struct node *compare)
{
    (void)b, (void)compare;
    return 0.5f;
}

#include "screens/compass.h"

#include <math.h>

#define SIDE_DP 88.0f
#define DOTS 16

const char *compass_words(const struct screen_env *env, double degrees)
{
    static const char *const names[] = {
        WORD("north"), WORD("north-east"), WORD("east"), WORD("south-east"),
        WORD("south"), WORD("south-west"), WORD("west"), WORD("north-west")};
    return parts_word(env, names[(int)floor(degrees / 45 + 0.5) % 8]);
}

static void disc(struct draw_list *list, float x, float y, float radius, uint32_t colour)
{
    int r = (int)lroundf(radius);
    draw_add(list, &(struct draw_command){
                       .kind = DRAW_FILL,
                       .box = {(int)lroundf(x) - r, (int)lroundf(y) - r, 2 * r, 2 * r},
                       .radius = r,
                       .corners = CORNER_ALL,
                       .colour = colour});
}

// The needle is a row of dots with a head: nothing here paints slanted lines.
static void draw(const struct build *b, const struct node *n, struct draw_list *list,
                 struct rect box)
{
    const double *degrees = n->inside_data;
    float r = (float)(box.w < box.h ? box.w : box.h) / 2;
    float x = (float)box.x + r, y = (float)box.y + r;
    float angle = (float)(*degrees * 0.017453292519943295);
    disc(list, x, y, r, look_colour(b->look, COLOUR_LINE));
    disc(list, x, y, r * 0.93f, look_colour(b->look, COLOUR_CARD));
    disc(list, x, y - r * 0.8f, r * 0.07f, look_colour(b->look, COLOUR_INK));
    uint32_t coral = look_colour(b->look, COLOUR_CORAL_TEXT);
    for (int i = 0; i < DOTS; i++) {
        float at = r * 0.6f * (float)i / (DOTS - 1);
        float size = i < DOTS - 1 ? r * 0.045f : r * 0.15f;
        disc(list, x + at * sinf(angle), y - at * cosf(angle), size, coral);
    }
}

static float measure(struct build *b, struct node *n, float w_dp)
{
    (void)b, (void)n;
    return w_dp;
}

static const struct inside_class compass_inside = {
    .name = "compass", .measure = measure, .draw = draw};

struct node *compass_add(struct build *b, struct node *parent, const char *name,
                         double degrees)
{
    double *kept = ARENA_NEW(b->arena, double);
    *kept = degrees;
    return node_add(b, parent,
                    &(struct node){.key = "compass",
                                   .kind = NODE_INSIDE,
                                   .role = ROLE_IMAGE,
                                   .name = name,
                                   .inside = &compass_inside,
                                   .inside_data = kept,
                                   .style = {.w = DP(SIDE_DP), .h = DP(SIDE_DP)}});
}

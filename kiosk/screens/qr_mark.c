#include "screens/qr_mark.h"

#include <math.h>

#include "qr/qr.h"

#define LEAST_MM 32.0f // with the quiet zone, so that the squares are 25 mm and more
#define LEAST_DP 208.0f

static void fill(struct draw_list *list, struct rect box, uint32_t colour)
{
    draw_add(list,
             &(struct draw_command){.kind = DRAW_FILL, .box = box, .colour = colour});
}

// A run of dark modules is one rectangle. Whole pixels a module, and what is left over is light.
static void draw(const struct build *b, const struct node *n, struct draw_list *list,
                 struct rect box)
{
    const struct qr_code *code = n->inside_data;
    int modules = code->side + 2 * QR_QUIET;
    int px = (box.w < box.h ? box.w : box.h) / modules;
    (void)b;
    fill(list, box, 0xFFFFFFFFu);
    int left = box.x + (box.w - px * code->side) / 2;
    int top = box.y + (box.h - px * code->side) / 2;
    for (int y = 0; y < code->side; y++) {
        const unsigned char *row = &code->dark[y * code->side];
        for (int x = 0, end; x < code->side; x = end + 1) {
            for (end = x; end < code->side && row[end];)
                end++;
            if (end > x)
                fill(list, (struct rect){left + x * px, top + y * px, (end - x) * px, px},
                     0xFF000000u);
        }
    }
}

static float measure(struct build *b, struct node *n, float w_dp)
{
    (void)b, (void)n;
    return w_dp;
}

static const struct inside_class qr_inside = {
    .name = "qr", .measure = measure, .draw = draw};

// Rounded up to whole pixels a module, so that no pixel of it is wasted.
static float side_dp(const struct look *look, const struct qr_code *code)
{
    float least = fmaxf(LEAST_DP, LEAST_MM / look->dp_mm);
    float modules = (float)(code->side + 2 * QR_QUIET);
    return ceilf(least * look->scale / modules) * modules / look->scale;
}

struct node *qr_mark_add(struct build *b, struct node *parent, const char *name,
                         const char *text)
{
    struct qr_code *code = ARENA_NEW(b->arena, struct qr_code);
    struct err err;
    if (!qr_make(b->arena, text, code, &err))
        return NULL;
    float side = side_dp(b->look, code);
    return node_add(b, parent,
                    &(struct node){.key = "qr",
                                   .kind = NODE_INSIDE,
                                   .role = ROLE_IMAGE,
                                   .name = name,
                                   .inside = &qr_inside,
                                   .inside_data = code,
                                   .style = {.w = DP(side), .h = DP(side)}});
}

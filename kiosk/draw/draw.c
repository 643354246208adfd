#include "draw/draw.h"

#include <string.h>

#include "base/hash.h"

uint64_t image_ref_hash(const struct image_ref *ref)
{
    uint64_t h = hash_str(HASH_START, ref->media);
    h = hash_u64(h, (uint64_t)ref->w << 32 | (uint32_t)ref->h);
    h = hash_f32(hash_f32(h, ref->focus_x), ref->focus_y);
    h = hash_f32(hash_f32(h, ref->part.x), ref->part.y);
    return hash_f32(hash_f32(h, ref->part.w), ref->part.h);
}

static bool part_eq(struct part a, struct part b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

bool image_ref_eq(const struct image_ref *a, const struct image_ref *b)
{
    return a->w == b->w && a->h == b->h && a->focus_x == b->focus_x &&
           a->focus_y == b->focus_y && part_eq(a->part, b->part) &&
           strcmp(a->media, b->media) == 0;
}

void draw_list_init(struct draw_list *list, struct arena *arena)
{
    *list = (struct draw_list){.arena = arena};
}

struct draw_command *draw_add(struct draw_list *list, const struct draw_command *command)
{
    if (list->count == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 32;
        struct draw_command *items = ARENA_ARRAY(list->arena, struct draw_command, cap);
        if (list->count)
            memcpy(items, list->items, list->count * sizeof(*items));
        list->items = items;
        list->cap = cap;
    }
    list->items[list->count] = *command;
    return &list->items[list->count++];
}

struct rect draw_reach(const struct draw_command *c)
{
    struct rect r = c->box;
    if (c->kind == DRAW_TEXT && c->paragraph) {
        // Italics and display faces lean out of their box, marks stand above it.
        int lean = (int)(paragraph_first_baseline(c->paragraph) * 0.4f) + 1;
        r = (struct rect){r.x - lean, r.y - lean, r.w + 2 * lean, r.h + 2 * lean};
    }
    if (c->kind == DRAW_SHADOW) {
        r.x -= c->blur;
        r.w += 2 * c->blur;
        r.y += c->dy - c->blur;
        r.h += 2 * c->blur;
    }
    return c->clip.w ? rect_cut(r, c->clip) : r;
}

int draw_parts(const struct draw_command *c, struct rect out[DRAW_PARTS_MAX])
{
    struct rect b = c->box;
    int l = c->line, t = c->corners && c->radius > l ? c->radius : l;
    if (c->kind != DRAW_OUTLINE || b.w <= 2 * t || b.h <= 2 * t) {
        out[0] = draw_reach(c);
        return 1;
    }
    int right = b.x + b.w, below = b.y + b.h;
    const struct rect parts[DRAW_PARTS_MAX] = {
        {b.x + t, b.y, b.w - 2 * t, l},
        {b.x + t, below - l, b.w - 2 * t, l},
        {b.x, b.y + t, l, b.h - 2 * t},
        {right - l, b.y + t, l, b.h - 2 * t},
        {b.x, b.y, t, t},
        {right - t, b.y, t, t},
        {b.x, below - t, t, t},
        {right - t, below - t, t, t},
    };
    for (int i = 0; i < DRAW_PARTS_MAX; i++)
        out[i] = c->clip.w ? rect_cut(parts[i], c->clip) : parts[i];
    return DRAW_PARTS_MAX;
}

static uint64_t hash_rect(uint64_t h, struct rect r)
{
    h = hash_u64(h, (uint64_t)(uint32_t)r.x << 32 | (uint32_t)r.y);
    return hash_u64(h, (uint64_t)(uint32_t)r.w << 32 | (uint32_t)r.h);
}

static uint64_t hash_fbox(uint64_t h, struct fbox b)
{
    h = hash_f32(hash_f32(h, b.x), b.y);
    return hash_f32(hash_f32(h, b.w), b.h);
}

static uint64_t hash_zoom(const struct draw_zoom *z)
{
    uint64_t h = hash_fbox(image_ref_hash(&z->whole), z->whole_at);
    for (int i = 0; i < DRAW_SHARP_MAX && *z->sharp[i].media; i++)
        h = hash_fbox(hash_u64(h, image_ref_hash(&z->sharp[i])), z->sharp_at[i]);
    return h;
}

static uint64_t hash_warp(uint64_t h, const struct draw_warp *w)
{
    if (!w)
        return h;
    h = hash_f32(hash_f32(hash_f32(h, w->xx), w->xy), w->x);
    return hash_f32(hash_f32(hash_f32(h, w->yx), w->yy), w->y);
}

uint64_t draw_hash(const struct draw_command *c)
{
    uint64_t h = hash_u64(HASH_START, (uint64_t)c->kind << 32 | c->colour);
    h = hash_u64(h, (uint64_t)c->colour2 << 32 | (uint32_t)c->radius);
    h = hash_u64(h, (uint64_t)c->corners << 32 | (uint32_t)c->line);
    h = hash_u64(h, (uint64_t)c->blur << 32 | (uint32_t)c->dy);
    h = hash_u64(h, (uint64_t)c->faded << 8 | (uint64_t)c->hollow << 2 |
                        (uint64_t)c->axis << 1 | c->flip);
    h = hash_rect(hash_rect(h, c->box), c->clip);
    if (c->icon)
        h = hash_str(h, c->icon);
    if (c->paragraph)
        h = hash_u64(h, paragraph_hash(c->paragraph));
    if (c->kind == DRAW_IMAGE)
        h = hash_u64(image_ref_hash(&c->image) ^ h, c->image.colour);
    if (c->kind == DRAW_ZOOM)
        h = hash_u64(hash_zoom(c->zoom) ^ h, c->image.colour);
    if (c->kind == DRAW_PIXELS)
        h = hash_warp(hash_u64(h, c->pixels->id), c->warp);
    return h;
}

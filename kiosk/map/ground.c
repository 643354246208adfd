// The ground of a map: squares of pixels, and what stands in for those that are not there yet.
#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "map/picture.h"

#define PART_PX 256
// Zooms: from further above tiles would be too many to look for, and too small to be seen.
#define FINER 3

// The squares of a frame that a rectangle of the box shows.
struct squares {
    int x0, y0, x1, y1;
};

static struct squares squares_of(const struct map_picture *p, const struct map_frame *f,
                                 struct rect in)
{
    struct map_affine a = map_frame_affine(f, 0, 0);
    double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
    for (int i = 0; i < 4; i++) {
        struct geo_xy m =
            map_from_px(&p->to, in.x + (i & 1 ? in.w : 0), in.y + (i & 2 ? in.h : 0));
        struct geo_xy at = map_to_px(&a, m.x, m.y);
        x0 = fmin(x0, at.x);
        y0 = fmin(y0, at.y);
        x1 = fmax(x1, at.x);
        y1 = fmax(y1, at.y);
    }
    return (struct squares){
        (int)floor((x0 + 0.01) / MAP_TILE_PX), (int)floor((y0 + 0.01) / MAP_TILE_PX),
        (int)floor((x1 - 0.01) / MAP_TILE_PX), (int)floor((y1 - 0.01) / MAP_TILE_PX)};
}

// ---- wishes ----

static void want_squares(const struct map_picture *p, const struct map_frame *f,
                         struct rect in)
{
    struct squares s = squares_of(p, f, in);
    int cx = s.x0 + s.x1, cy = s.y0 + s.y1;
    // From the middle out, ring by ring.
    int rings = (s.x1 - s.x0 + s.y1 - s.y0 + 2);
    for (int ring = 0; ring <= rings; ring++)
        for (int y = s.y0; y <= s.y1; y++)
            for (int x = s.x0; x <= s.x1; x++) {
                int far =
                    abs(2 * x - cx) > abs(2 * y - cy) ? abs(2 * x - cx) : abs(2 * y - cy);
                if ((far + 1) / 2 == ring)
                    map_tiles_want(p->map->tiles, f, x, y, p->extent);
            }
}

static struct rect whole(const struct map_picture *p)
{
    return (struct rect){0, 0, p->box.w, p->box.h};
}

// Where a finger pulls the map, more of it will be seen.
static void want_ahead(const struct map_picture *p, const struct camera *camera)
{
    const struct camera *last = &p->map->last;
    struct geo_xy before = map_to_px(&p->to, last->x, last->y);
    struct geo_xy now = map_to_px(&p->to, camera->x, camera->y);
    double dx = now.x - before.x, dy = now.y - before.y;
    if (!p->still || hypot(dx, dy) < 1 || hypot(dx, dy) > p->box.w)
        return;
    struct rect in = whole(p);
    if (fabs(dx) > fabs(dy) / 2)
        in.x += dx > 0 ? MAP_TILE_PX : -MAP_TILE_PX;
    if (fabs(dy) > fabs(dx) / 2)
        in.y += dy > 0 ? MAP_TILE_PX : -MAP_TILE_PX;
    want_squares(p, &p->frame, in);
}

static void note_seen(const struct map_picture *p)
{
    struct map *map = p->map;
    struct rect in = {-100, -100, p->box.w + 200, p->box.h + 200};
    struct map_cover c = map_cover(&p->to, in, p->frame.zoom, p->extent);
    map->n_seen = 0;
    for (int i = 0; i < c.n; i++)
        map->seen[map->n_seen++] =
            map_sources_want(map->sources, c.z, c.x[i], c.y[i], map->frames);
}

void ground_want(const struct map_picture *p, const struct camera *camera)
{
    map_tiles_begin(p->map->tiles, p->map->frames);
    if (p->frame.zoom - p->coarse.zoom > 0.5)
        want_squares(p, &p->coarse, whole(p));
    note_seen(p);
    if (p->still) {
        want_squares(p, &p->frame, whole(p));
        want_ahead(p, camera);
    }
    map_tiles_pump(p->map->tiles);
}

// ---- tiles ----

static struct rect moved(struct rect r, int dx, int dy)
{
    return (struct rect){r.x + dx, r.y + dy, r.w, r.h};
}

static void add_pixels(const struct map_picture *p, const struct map_pixels *tile,
                       struct rect in, const struct draw_warp *warp)
{
    struct draw_pixels *px = ARENA_NEW(p->list->arena, struct draw_pixels);
    *px = (struct draw_pixels){.px = tile->px,
                               .w = MAP_TILE_PX,
                               .h = MAP_TILE_PX,
                               .pitch_px = MAP_TILE_PX,
                               .id = tile->id,
                               .opaque = true};
    draw_add(
        p->list,
        &(struct draw_command){
            .kind = DRAW_PIXELS, .box = in, .clip = p->box, .pixels = px, .warp = warp});
}

// Of a tile of another frame, what of it falls into a rectangle of the box.
static void draw_warped(const struct map_picture *p, const struct map_pixels *tile,
                        struct rect in)
{
    struct map_affine a = map_frame_affine(&tile->frame, -(double)tile->ix * MAP_TILE_PX,
                                           -(double)tile->iy * MAP_TILE_PX);
    double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
    for (int i = 0; i < 4; i++) {
        struct geo_xy m =
            map_from_px(&a, i & 1 ? MAP_TILE_PX : 0, i & 2 ? MAP_TILE_PX : 0);
        struct geo_xy at = map_to_px(&p->to, m.x, m.y);
        x0 = fmin(x0, at.x);
        y0 = fmin(y0, at.y);
        x1 = fmax(x1, at.x);
        y1 = fmax(y1, at.y);
    }
    x0 = fmax(floor(x0), in.x);
    y0 = fmax(floor(y0), in.y);
    x1 = fmin(ceil(x1), in.x + in.w);
    y1 = fmin(ceil(y1), in.y + in.h);
    if (x0 >= x1 || y0 >= y1)
        return;
    struct geo_xy o[3];
    for (int i = 0; i < 3; i++) {
        struct geo_xy m = map_from_px(&p->to, x0 + (i == 1), y0 + (i == 2));
        o[i] = map_to_px(&a, m.x, m.y);
    }
    struct draw_warp *w = ARENA_NEW(p->list->arena, struct draw_warp);
    *w = (struct draw_warp){.xx = (float)(o[1].x - o[0].x),
                            .xy = (float)(o[2].x - o[0].x),
                            .yx = (float)(o[1].y - o[0].y),
                            .yy = (float)(o[2].y - o[0].y),
                            .x = (float)o[0].x,
                            .y = (float)o[0].y};
    struct rect at = {(int)x0, (int)y0, (int)(x1 - x0), (int)(y1 - y0)};
    add_pixels(p, tile, moved(at, p->box.x, p->box.y), w);
}

static void draw_frame(const struct map_picture *p, const struct map_frame *f,
                       struct rect in)
{
    struct squares s = squares_of(p, f, in);
    for (int y = s.y0; y <= s.y1; y++)
        for (int x = s.x0; x <= s.x1; x++) {
            const struct map_pixels *tile = map_tiles_find(p->map->tiles, f, x, y);
            if (tile)
                draw_warped(p, tile, in);
        }
}

static bool has_frame(const struct map_picture *p, const struct map_frame *f,
                      struct rect in)
{
    struct squares s = squares_of(p, f, in);
    for (int y = s.y0; y <= s.y1; y++)
        for (int x = s.x0; x <= s.x1; x++)
            if (!map_tiles_find(p->map->tiles, f, x, y))
                return false;
    return true;
}

static bool usable(const struct map_picture *p, const struct map_frame *f)
{
    return f->px_dp == p->frame.px_dp && f->theme == p->frame.theme &&
           f->zoom <= p->frame.zoom + FINER;
}

// What there is of a rectangle of the box: of what stood still, the newest frame that has all of
// it, and else what the last one has, over the coarse one.
static void draw_stand_in(const struct map_picture *p, struct rect in)
{
    const struct map_frame *shown = p->map->shown;
    for (int i = 0; i < MAP_SHOWN; i++)
        if (usable(p, &shown[i]) && has_frame(p, &shown[i], in)) {
            draw_frame(p, &shown[i], in);
            return;
        }
    if (!has_frame(p, &p->coarse, in)) {
        p->map->paper_px += in.w * in.h;
        draw_add(p->list, &(struct draw_command){.kind = DRAW_FILL,
                                                 .box = moved(in, p->box.x, p->box.y),
                                                 .clip = p->box,
                                                 .colour = map_paper(p->frame.theme)});
    }
    draw_frame(p, &p->coarse, in);
    if (usable(p, &shown[0]))
        draw_frame(p, &shown[0], in);
}

// Part by part, so that where the last frame has all nothing is drawn below it.
static void draw_moving(const struct map_picture *p)
{
    for (int y = 0; y < p->box.h; y += PART_PX)
        for (int x = 0; x < p->box.w; x += PART_PX)
            draw_stand_in(p, rect_cut((struct rect){x, y, PART_PX, PART_PX}, whole(p)));
}

// All squares as one command, so that nothing is painted below them; false where one is missing.
static bool draw_whole(const struct map_picture *p, struct squares s)
{
    int columns = s.x1 - s.x0 + 1, n = 0;
    const uint32_t **px = ARENA_ARRAY(p->list->arena, const uint32_t *,
                                      (size_t)columns *(size_t)(s.y1 - s.y0 + 1));
    struct draw_pixels *all = ARENA_NEW(p->list->arena, struct draw_pixels);
    *all = (struct draw_pixels){.w = p->box.w,
                                .h = p->box.h,
                                .id = HASH_START,
                                .opaque = true,
                                .squares = px,
                                .columns = columns,
                                .side = MAP_TILE_PX,
                                .x = -(int)p->to.px - s.x0 * MAP_TILE_PX,
                                .y = -(int)p->to.py - s.y0 * MAP_TILE_PX};
    for (int y = s.y0; y <= s.y1; y++)
        for (int x = s.x0; x <= s.x1; x++) {
            const struct map_pixels *tile =
                map_tiles_find(p->map->tiles, &p->frame, x, y);
            if (!tile)
                return false;
            px[n++] = tile->px;
            all->id = hash_u64(all->id, tile->id);
        }
    all->id = hash_u64(all->id, (uint64_t)(uint32_t)all->x << 32 | (uint32_t)all->y);
    draw_add(p->list,
             &(struct draw_command){.kind = DRAW_PIXELS, .box = p->box, .pixels = all});
    return true;
}

// True if any of them was there.
static bool draw_each(const struct map_picture *p, struct squares s)
{
    bool any = false;
    for (int y = s.y0; y <= s.y1; y++)
        for (int x = s.x0; x <= s.x1; x++) {
            struct rect at = {x * MAP_TILE_PX + (int)p->to.px,
                              y * MAP_TILE_PX + (int)p->to.py, MAP_TILE_PX, MAP_TILE_PX};
            const struct map_pixels *tile =
                map_tiles_find(p->map->tiles, &p->frame, x, y);
            any |= tile != NULL;
            if (tile)
                add_pixels(p, tile, moved(at, p->box.x, p->box.y), NULL);
            else
                draw_stand_in(p, rect_cut(at, whole(p)));
        }
    return any;
}

void ground_draw(const struct map_picture *p)
{
    struct map *map = p->map;
    if (!p->still) {
        draw_moving(p);
        return;
    }
    struct squares s = squares_of(p, &p->frame, whole(p));
    bool any = draw_whole(p, s) || draw_each(p, s);
    if (any && !map_frame_eq(&map->shown[0], &p->frame)) {
        map->shown[1] = map->shown[0];
        map->shown[0] = p->frame;
    }
}

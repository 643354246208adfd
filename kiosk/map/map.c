#include "map/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "map/labels.h"
#include "map/overlay.h"
#include "map/tiles.h"
#include "ui/plane.h"

#define MOST_ZOOM 18
#define COARSE 3 // zooms below: what stands in
#define LABELS_US 200000
#define SHOWN 2
#define SEEN_MAX 64

struct map {
    struct map_sources *sources;
    struct map_tiles *tiles;
    struct map_labels *labels;
    struct map_overlay *overlay;
    char lang[ID_CAP];
    uint64_t frames;
    struct camera last;            // of the frame before ...
    uint64_t last_path;            // ... and its node
    bool unsettled;                // that one's camera was on its way
    struct map_frame shown[SHOWN]; // what stood still last, and before
    int paper_px;                  // of this frame
    uint64_t labels_for;           // hash of what they were placed for
    int64_t labels_us;
    bool labels_noticed;               // that there are more to draw
    struct map_source *seen[SEEN_MAX]; // under the window, for their names
    size_t n_seen;
};

static void source_arrived(void *data)
{
    struct map *map = data;
    map_tiles_pump(map->tiles);
}

struct map *map_create(struct jobs *jobs, struct type *type, map_read_fn read, void *data)
{
    struct map *map = xcalloc(1, sizeof(*map));
    map->sources = map_sources_create(jobs, read, data, source_arrived, map);
    map->tiles = map_tiles_create(jobs, map->sources);
    map->labels = map_labels_create(type);
    map->overlay = map_overlay_create(type);
    return map;
}

void map_destroy(struct map *map)
{
    if (!map)
        return;
    map_tiles_destroy(map->tiles);
    map_sources_destroy(map->sources);
    map_labels_destroy(map->labels);
    map_overlay_destroy(map->overlay);
    free(map);
}

void map_forget(struct map *map)
{
    map_tiles_forget(map->tiles);
    map_sources_forget(map->sources, map->lang);
    map->n_seen = 0;
    map->labels_for = 0;
}

bool map_stirred(const struct map *map, bool moving)
{
    return (map->unsettled && !moving) || map_tiles_arrived(map->tiles) ||
           (map_labels_waiting(map->labels) && !map->labels_noticed);
}

bool map_take_stirred(struct map *map, bool moving)
{
    bool stirred = map_stirred(map, moving);
    map->unsettled &= moving;
    map->labels_noticed = true;
    map_tiles_notice(map->tiles);
    return stirred;
}

struct map_stats map_stats(const struct map *map)
{
    return (struct map_stats){map->paper_px, map_tiles_waiting(map->tiles) +
                                                 map_labels_waiting(map->labels)};
}

size_t map_bytes(const struct map *map)
{
    return map_tiles_bytes(map->tiles) + map_sources_bytes(map->sources) +
           map_labels_bytes(map->labels) + map_overlay_bytes(map->overlay);
}

void map_trim(struct map *map)
{
    map->n_seen = 0;
    map->labels_for = 0;
    map_labels_trim(map->labels);
    map_tiles_begin(map->tiles, ++map->frames);
    map_tiles_evict(map->tiles, 0, map->frames);
    map_sources_evict(map->sources, 0, map->frames);
}

// ---- what a frame is made of ----

struct picture {
    const struct build *b;
    const struct map_view *view;
    struct map *map;
    struct draw_list *list;
    struct rect box;      // px of the layer
    struct map_affine to; // px of the box's top left
    struct map_frame frame, coarse;
    struct map_extent extent;
    bool still; // neither zoom nor bearing is changing
};

static enum map_theme theme_of(const struct look *look, const struct map_view *view)
{
    const char *name = look->theme->name;
    if (strcmp(name, "contrast") == 0)
        return MAP_CONTRAST;
    return view->dark || strcmp(name, "evening") == 0 ? MAP_EVENING : MAP_DAYLIGHT;
}

// Where Mercator's (0, 0) lies, on a whole pixel, so that a map that is only pulled moves by
// whole ones.
static struct map_affine affine_of(const struct camera *c, float px_dp, struct rect box)
{
    struct map_frame f = {c->zoom, c->bearing_deg, px_dp, MAP_DAYLIGHT};
    struct map_affine a = map_frame_affine(&f, 0, 0);
    struct geo_xy middle = map_to_px(&a, c->x, c->y);
    a.px = round(box.w / 2.0 - middle.x);
    a.py = round(box.h / 2.0 - middle.y);
    return a;
}

// The squares of a frame that a rectangle of the box shows.
struct squares {
    int x0, y0, x1, y1;
};

static struct squares squares_of(const struct picture *p, const struct map_frame *f,
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

static void want_squares(const struct picture *p, const struct map_frame *f,
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

static struct rect whole(const struct picture *p)
{
    return (struct rect){0, 0, p->box.w, p->box.h};
}

// Where a finger pulls the map, more of it will be seen.
static void want_ahead(const struct picture *p, const struct camera *camera)
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

static void note_seen(const struct picture *p)
{
    struct map *map = p->map;
    struct rect in = {-100, -100, p->box.w + 200, p->box.h + 200};
    struct map_cover c = map_cover(&p->to, in, p->frame.zoom, p->extent);
    map->n_seen = 0;
    for (int i = 0; i < c.n; i++)
        map->seen[map->n_seen++] =
            map_sources_want(map->sources, c.z, c.x[i], c.y[i], map->frames);
}

static void want_all(const struct picture *p, const struct camera *camera)
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

static void add_pixels(const struct picture *p, const struct map_pixels *tile,
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
static void draw_warped(const struct picture *p, const struct map_pixels *tile,
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

// True if all of it was there.
static bool draw_frame(const struct picture *p, const struct map_frame *f, struct rect in)
{
    struct squares s = squares_of(p, f, in);
    bool all = true;
    for (int y = s.y0; y <= s.y1; y++)
        for (int x = s.x0; x <= s.x1; x++) {
            const struct map_pixels *tile = map_tiles_find(p->map->tiles, f, x, y);
            all &= tile != NULL;
            if (tile)
                draw_warped(p, tile, in);
        }
    return all;
}

static bool has_frame(const struct picture *p, const struct map_frame *f, struct rect in)
{
    struct squares s = squares_of(p, f, in);
    for (int y = s.y0; y <= s.y1; y++)
        for (int x = s.x0; x <= s.x1; x++)
            if (!map_tiles_find(p->map->tiles, f, x, y))
                return false;
    return true;
}

static bool usable(const struct picture *p, const struct map_frame *f)
{
    return f->px_dp == p->frame.px_dp && f->theme == p->frame.theme;
}

// What there is of a rectangle of the box: the newest frame that has all of it, else all of them
// over each other.
static void draw_stand_in(const struct picture *p, struct rect in)
{
    const struct map_frame *f[SHOWN + 1] = {&p->coarse, &p->map->shown[1],
                                            &p->map->shown[0]};
    int from = SHOWN;
    while (from > 0 && !(usable(p, f[from]) && has_frame(p, f[from], in)))
        from--;
    if (from == 0 && !has_frame(p, f[0], in))
        p->map->paper_px += in.w * in.h;
    if (from == 0)
        draw_add(p->list, &(struct draw_command){.kind = DRAW_FILL,
                                                 .box = moved(in, p->box.x, p->box.y),
                                                 .clip = p->box,
                                                 .colour = map_paper(p->frame.theme)});
    for (; from <= SHOWN; from++)
        if (usable(p, f[from]) && !map_frame_eq(f[from], &p->frame))
            draw_frame(p, f[from], in);
}

static void draw_tiles(const struct picture *p)
{
    struct squares s = squares_of(p, &p->frame, whole(p));
    bool any = false;
    if (!p->still) {
        draw_stand_in(p, whole(p));
        return;
    }
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
    struct map *map = p->map;
    if (any && !map_frame_eq(&map->shown[0], &p->frame)) {
        map->shown[1] = map->shown[0];
        map->shown[0] = p->frame;
    }
}

// ---- names ----

static uint64_t hash_double(uint64_t h, double v)
{
    uint64_t bits;
    memcpy(&bits, &v, sizeof(bits));
    return hash_u64(h, bits);
}

static size_t pins(const struct picture *p, struct rect **out)
{
    const struct map_view *v = p->view;
    struct rect *r = ARENA_ARRAY(p->list->arena, struct rect, v->n_stops + 1);
    for (size_t i = 0; i < v->n_stops; i++) {
        int side =
            (int)lroundf(map_overlay_pin_dp(v->stops[i].state) * p->b->look->scale);
        struct geo_xy m = geo_mercator(v->stops[i].at), at = map_to_px(&p->to, m.x, m.y);
        double far = 1e6;
        r[i] = (struct rect){(int)fmax(fmin(at.x, far), -far) - side / 2,
                             (int)fmax(fmin(at.y, far), -far) - side / 2, side, side};
    }
    *out = r;
    return v->n_stops;
}

static struct rect uncovered(const struct picture *p)
{
    const struct edges *c = &p->view->covered;
    float px = p->b->look->scale;
    struct rect r = {(int)(c->start * px), (int)(c->top * px), p->box.w, p->box.h};
    r.w -= r.x + (int)(c->end * px);
    r.h -= r.y + (int)(c->bottom * px);
    return rect_empty(r) ? (struct rect){0, 0, p->box.w, p->box.h} : r;
}

static size_t titles(const struct picture *p, struct map_labels_stop **out)
{
    const struct map_view *v = p->view;
    *out = ARENA_ARRAY(p->list->arena, struct map_labels_stop, v->n_stops + 1);
    for (size_t i = 0; i < v->n_stops; i++)
        (*out)[i] = (struct map_labels_stop){
            .at = geo_mercator(v->stops[i].at),
            .title = v->stops[i].title,
            .radius_px = map_overlay_pin_dp(v->stops[i].state) / 2 * p->b->look->scale,
            .next = v->stops[i].state == MAP_STOP_NEXT};
    return v->n_stops;
}

static size_t route_points(const struct picture *p, struct geo_xy **out)
{
    const struct map_view *v = p->view;
    size_t n = 0, at = 0;
    for (size_t i = 0; i < v->n_routes; i++)
        n += v->routes[i].n;
    *out = ARENA_ARRAY(p->list->arena, struct geo_xy, n + 1);
    for (size_t i = 0; i < v->n_routes; i++)
        for (size_t k = 0; k < v->routes[i].n; k++)
            (*out)[at++] = geo_mercator(v->routes[i].line[k]);
    return n;
}

// Placed anew when the camera rests or other names arrived, and while it moves now and then.
static void place_labels(const struct picture *p, bool at_rest, int64_t now_us)
{
    struct map *map = p->map;
    const struct look *look = p->b->look;
    const struct map_names *names[SEEN_MAX];
    size_t n = 0;
    uint64_t h = hash_u64(HASH_START, p->frame.theme);
    h = hash_double(hash_double(h, p->to.px), p->to.py);
    h = hash_double(hash_double(h, p->frame.zoom), p->frame.bearing_deg);
    h = hash_u64(h, (uint64_t)(unsigned)p->box.w << 32 | (unsigned)p->box.h);
    h = hash_u64(h, (uint64_t)look->text_size);
    for (size_t i = 0; i < p->view->n_stops; i++)
        h = hash_str(hash_u64(h, p->view->stops[i].state), p->view->stops[i].title);
    for (size_t i = 0; i < map->n_seen; i++)
        if (map->seen[i]->there && map->seen[i]->names) {
            names[n++] = map->seen[i]->names;
            h = hash_u64(h, (uint64_t)(uintptr_t)map->seen[i]->names);
        }
    if (h == map->labels_for || (!at_rest && now_us - map->labels_us < LABELS_US))
        return;
    struct map_labels_spec spec = {
        .tiles = names,
        .n_tiles = n,
        .to_px = p->to,
        .w = p->box.w,
        .h = p->box.h,
        .zoom = p->frame.zoom,
        .px_dp = p->frame.px_dp,
        .theme = p->frame.theme,
        // Never smaller than captions in the hand, and with the size of text.
        .text = fminf(
            1.4f, fmaxf(0.92f, look->caption_dp / 26 * look_factor(look, TEXT_CAPTION))),
    };
    struct rect *blocked;
    struct geo_xy *route;
    struct map_labels_stop *stops;
    spec.open = uncovered(p);
    spec.n_stops = titles(p, &stops);
    spec.stops = stops;
    spec.n_blocked = pins(p, &blocked);
    spec.blocked = blocked;
    spec.n_route = route_points(p, &route);
    spec.route = route;
    map_labels_place(map->labels, &spec);
    map->labels_for = h;
    map->labels_us = now_us;
}

// ---- the node ----

static void tell_lang(struct map *map, const char *lang)
{
    if (!lang || strcmp(map->lang, lang) == 0)
        return;
    str_copy(map->lang, sizeof(map->lang), lang);
    map_forget(map);
}

static void keep_within(struct map *map)
{
    size_t others = map_labels_bytes(map->labels) + map_overlay_bytes(map->overlay);
    size_t tiles = map_tiles_bytes(map->tiles),
           room = MAP_BYTES > others ? MAP_BYTES - others : 0;
    map_sources_evict(map->sources, room > tiles ? room - tiles : room / 6, map->frames);
    size_t sources = map_sources_bytes(map->sources);
    map_tiles_evict(map->tiles, room > sources ? room - sources : 0, map->frames);
}

static void draw(const struct build *b, const struct node *n, struct draw_list *list,
                 struct rect box, const struct camera *camera)
{
    const struct plane *plane = n->inside_data;
    const struct map_view *view = plane->data;
    struct map *map = view->map;
    struct picture p = {.b = b,
                        .view = view,
                        .map = map,
                        .list = list,
                        .box = box,
                        .to = affine_of(camera, b->look->scale, box),
                        .frame = {camera->zoom, camera->bearing_deg, b->look->scale,
                                  theme_of(b->look, view)},
                        .extent = {(int)view->min_zoom, (int)view->max_zoom}};
    if (rect_empty(box))
        return;
    if (!map) {
        draw_add(list, &(struct draw_command){.kind = DRAW_FILL,
                                              .box = box,
                                              .colour = map_paper(p.frame.theme)});
        return;
    }
    tell_lang(map, view->lang);
    map->frames++;
    map->paper_px = 0;
    p.coarse = (struct map_frame){fmax(floor(camera->zoom) - COARSE, view->min_zoom - 1),
                                  0, p.frame.px_dp, p.frame.theme};
    bool other = view->fixed || map->last_path != n->path;
    p.still = other || (map->last.zoom == camera->zoom &&
                        map->last.bearing_deg == camera->bearing_deg);
    bool at_rest = other || camera_eq(&map->last, camera);
    int64_t now_us = b->frame ? b->frame->now_us : 0;
    want_all(&p, camera);
    draw_tiles(&p);
    map_overlay_route(map->overlay, b, view, &p.to, box, list);
    place_labels(&p, at_rest, now_us);
    map_labels_draw(map->labels, &p.to, box, list);
    map->labels_noticed = false;
    map_overlay_marks(map->overlay, b, view, &p.to, box, list);
    keep_within(map);
    map->last = *camera;
    map->last_path = n->path;
    map->unsettled = !at_rest;
}

static void children(struct build *b, struct node *n, const struct camera *camera)
{
    const struct plane *plane = n->inside_data;
    const struct map_view *view = plane->data;
    float side = fmaxf(look_touch(b->look), MAP_PIN_DP), x, y;
    for (size_t i = 0; i < view->n_stops; i++) {
        const struct map_stop *s = &view->stops[i];
        struct geo_xy m = geo_mercator(s->at);
        plane_to_box(camera, n->w, n->h, m.x, m.y, &x, &y);
        if (!s->command.kind || x < 0 || y < 0 || x > n->w || y > n->h)
            continue;
        plane_child(b, n, x, y, side,
                    &(struct node){.key = arena_printf(b->arena, "stop-%zu", i),
                                   .role = ROLE_BUTTON,
                                   .name = s->name,
                                   .state = s->state == MAP_STOP_NEXT ? NODE_SELECTED : 0,
                                   .command = s->command,
                                   .style = {.radius = side / 2}});
    }
}

struct node *map_add(struct build *b, struct node *parent, const char *key,
                     const char *name, const struct map_view *view)
{
    struct plane *p = ARENA_NEW(b->arena, struct plane);
    bool bounded = view->west < view->east && view->south < view->north;
    struct geo_xy top = geo_mercator((struct geo_point){view->north, view->west});
    struct geo_xy low = geo_mercator((struct geo_point){view->south, view->east});
    *p = (struct plane){.base = view->base,
                        .serial = view->serial,
                        .slack_dp = view->slack_dp,
                        .min_zoom = fmax(view->min_zoom - 1, 0),
                        .max_zoom = MOST_ZOOM,
                        .right = 1,
                        .bottom = 1,
                        .fixed = view->fixed,
                        .draw = draw,
                        .children = view->fixed ? NULL : children,
                        .data = view};
    if (bounded) {
        p->left = top.x;
        p->top = top.y;
        p->right = low.x;
        p->bottom = low.y;
    }
    return plane_add(b, parent, key, name, p);
}

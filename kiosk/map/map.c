#include "map/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "map/picture.h"
#include "ui/plane.h"

#define MOST_ZOOM 18
#define COARSE 3 // zooms below: what stands in

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
    struct map_picture p = {.b = b,
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
    ground_want(&p, camera);
    ground_draw(&p);
    map_overlay_route(map->overlay, b, view, &p.to, box, list);
    lettered_place(&p, at_rest, now_us);
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

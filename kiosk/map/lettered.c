// The names of a map, in their time.
#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "map/picture.h"

#define LABELS_US 200000

static uint64_t hash_double(uint64_t h, double v)
{
    uint64_t bits;
    memcpy(&bits, &v, sizeof(bits));
    return hash_u64(h, bits);
}

static size_t pins(const struct map_picture *p, struct rect **out)
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

static struct rect uncovered(const struct map_picture *p)
{
    const struct edges *c = &p->view->covered;
    float px = p->b->look->scale;
    struct rect r = {(int)(c->start * px), (int)(c->top * px), p->box.w, p->box.h};
    r.w -= r.x + (int)(c->end * px);
    r.h -= r.y + (int)(c->bottom * px);
    return rect_empty(r) ? (struct rect){0, 0, p->box.w, p->box.h} : r;
}

static size_t titles(const struct map_picture *p, struct map_labels_stop **out)
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

static size_t route_points(const struct map_picture *p, struct geo_xy **out)
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
void lettered_place(const struct map_picture *p, bool at_rest, int64_t now_us)
{
    struct map *map = p->map;
    const struct look *look = p->b->look;
    const struct map_names *names[MAP_SEEN_MAX];
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

#include "map/labels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "map/anchors.h"
#include "map/collide.h"
#include "map/lettering.h"
#include "map/streets.h"

#define AIR_DP 3.0f // between two names, around each
#define BUCKETS 256
#define DEGREE 0.017453292519943295

// A name that stands somewhere.
struct placed {
    struct letters letters; // its text is the arena's
    struct geo_xy at;       // Mercator
    float off_x, off_y;     // px from there to the letters' middle
    float x, y, w, h;       // as it was placed, px of the box
    bool turns;             // with the map
    int turn_deg;
    float dot;
    uint32_t ink, halo;
    uint64_t id;
    float plane_x, plane_y;
    struct placed *next; // of the same bucket
};

struct map_labels {
    struct lettering *lettering;
    struct streets streets;
    uint64_t streets_of; // hash of their tiles; 0: none
    struct arena arena;  // of what is placed
    struct placed **placed;
    size_t n;
    double cos, sin; // of the bearing then
};

struct map_labels *map_labels_create(struct type *type)
{
    struct map_labels *l = xcalloc(1, sizeof(*l));
    l->lettering = lettering_create(type);
    l->cos = 1;
    arena_init(&l->arena);
    arena_init(&l->streets.arena);
    return l;
}

void map_labels_destroy(struct map_labels *l)
{
    if (!l)
        return;
    lettering_destroy(l->lettering);
    streets_release(&l->streets);
    arena_release(&l->arena);
    free(l);
}

size_t map_labels_bytes(const struct map_labels *l)
{
    return sizeof(*l) + lettering_bytes(l->lettering) + l->streets.arena.used_bytes +
           l->arena.used_bytes;
}

void map_labels_trim(struct map_labels *l)
{
    lettering_clear(l->lettering);
    streets_release(&l->streets);
    arena_init(&l->streets.arena);
    l->streets_of = 0;
    arena_clear(&l->arena);
    l->n = 0;
}

// Streets are put together once for the same tiles, in whatever order they come.
static void take_streets(struct map_labels *l, const struct map_labels_spec *spec)
{
    uint64_t sum = 1, n = 0;
    for (size_t i = 0; i < spec->n_tiles; i++)
        if (spec->tiles[i]) {
            sum += hash_u64(HASH_START, spec->tiles[i]->hash);
            n++;
        }
    uint64_t of = hash_u64(sum, n) | 1;
    if (of == l->streets_of)
        return;
    streets_release(&l->streets);
    streets_init(&l->streets, spec->tiles, spec->n_tiles);
    l->streets_of = of;
}

// --- placing ---

struct placing {
    struct map_labels *labels;
    const struct map_labels_spec *spec;
    struct geo_xy move;
    struct collide collide;
    struct placed *same[BUCKETS]; // by words
    float air;
    struct arena *scratch;
};

static struct turned_box box_of(const struct placing *p, const struct anchor *a, int i)
{
    float turn = (float)(a->turn_deg * DEGREE);
    return (struct turned_box){
        .x = (float)(a->at.x + p->move.x) + a->off[i].x,
        .y = (float)(a->at.y + p->move.y) + a->off[i].y,
        .half_w = a->w / 2 + p->air,
        .half_h = a->h / 2 + p->air * 0.5f,
        .cos = cosf(turn),
        .sin = sinf(turn),
    };
}

static bool said_nearby(const struct placing *p, const struct anchor *a)
{
    for (const struct placed *s = p->same[a->id % BUCKETS]; s; s = s->next)
        if (s->id == a->id &&
            hypotf(s->plane_x - (float)(a->at.x + p->move.x),
                   s->plane_y - (float)(a->at.y + p->move.y)) < a->repeat_px)
            return true;
    return false;
}

static struct turned_box dot_of(const struct placing *p, const struct anchor *a)
{
    return (struct turned_box){.x = (float)(a->at.x + p->move.x),
                               .y = (float)(a->at.y + p->move.y),
                               .half_w = a->dot / 2,
                               .half_h = a->dot / 2,
                               .cos = 1};
}

static void keep(struct placing *p, const struct anchor *a, int i,
                 const struct turned_box *box)
{
    struct map_labels *l = p->labels;
    struct placed *s = ARENA_NEW(&l->arena, struct placed);
    const struct map_affine *to = &p->spec->to_px;
    *s = (struct placed){
        .letters = a->letters,
        .at = map_from_px(to, a->at.x + p->move.x, a->at.y + p->move.y),
        .off_x = a->off[i].x,
        .off_y = a->off[i].y,
        .x = box->x,
        .y = box->y,
        .w = a->w,
        .h = a->h,
        .turns = a->turns,
        .turn_deg = a->turn_deg,
        .dot = a->dot,
        .ink = anchors_ink(a, p->spec->theme),
        .halo = map_paper(p->spec->theme),
        .id = a->id,
        .plane_x = (float)(a->at.x + p->move.x),
        .plane_y = (float)(a->at.y + p->move.y),
        .next = p->same[a->id % BUCKETS],
    };
    s->letters.text = arena_strdup(&l->arena, a->text);
    p->same[a->id % BUCKETS] = s;
    l->placed[l->n++] = s;
}

static void try_anchor(struct placing *p, const struct anchor *a)
{
    struct turned_box dot = dot_of(p, a);
    if (said_nearby(p, a) || (a->dot > 0 && !collide_free(&p->collide, &dot)))
        return;
    for (int i = 0; i < a->n_off; i++) {
        struct turned_box box = box_of(p, a, i);
        if (!collide_free(&p->collide, &box))
            continue;
        collide_add(&p->collide, &box);
        if (a->dot > 0)
            collide_add(&p->collide, &dot);
        keep(p, a, i, &box);
        return;
    }
}

static void block(struct placing *p)
{
    for (size_t i = 0; i < p->spec->n_blocked; i++) {
        struct rect r = p->spec->blocked[i];
        struct turned_box box = {.x = (float)r.x + (float)r.w / 2,
                                 .y = (float)r.y + (float)r.h / 2,
                                 .half_w = (float)r.w / 2,
                                 .half_h = (float)r.h / 2,
                                 .cos = 1};
        if (!rect_empty(r))
            collide_add(&p->collide, &box);
    }
}

void map_labels_place(struct map_labels *l, const struct map_labels_spec *spec)
{
    struct arena scratch;
    arena_init(&scratch);
    take_streets(l, spec);
    const struct map_affine *to = &spec->to_px;
    struct geo_xy origin = map_plane_px(to, to->origin);
    struct placing p = {
        .labels = l,
        .spec = spec,
        .move = {to->px - origin.x, to->py - origin.y},
        .air = AIR_DP * spec->px_dp,
        .scratch = &scratch,
    };
    struct anchors anchors;
    anchors_find(&anchors, &scratch, l->lettering, spec, &l->streets, p.move);
    float around = ANCHORS_AROUND_PX;
    collide_init(&p.collide, &scratch, -around, -around, (float)spec->w + 2 * around,
                 (float)spec->h + 2 * around);
    block(&p);
    arena_clear(&l->arena);
    l->placed = ARENA_ARRAY(&l->arena, struct placed *, anchors.n);
    l->n = 0;
    l->cos = to->cos;
    l->sin = to->sin;
    for (size_t i = 0; i < anchors.n; i++)
        try_anchor(&p, &anchors.items[i]);
    arena_release(&scratch);
}

// --- drawing ---

struct drawing {
    struct map_labels *labels;
    struct rect box;
    struct draw_list *list;
    // What the camera has turned since: 1 and 0 where it has not.
    float cos, sin;
    bool turned;
};

static void add(const struct drawing *d, struct draw_command c)
{
    c.clip = d->box;
    if (!rect_empty(rect_cut(c.box, d->box)))
        draw_add(d->list, &c);
}

// A band turned on about the middle of its name.
static void add_turned(const struct drawing *d, const struct lettering_band *b, float x,
                       float y, const struct draw_pixels *pixels)
{
    float left = (float)b->x, top = (float)b->y, w = (float)b->w, h = (float)b->h;
    float mx = left + w / 2, my = top + h / 2;
    float cx = x + d->cos * mx - d->sin * my, cy = y + d->sin * mx + d->cos * my;
    float rx = (fabsf(d->cos) * w + fabsf(d->sin) * h) / 2 + 1;
    float ry = (fabsf(d->sin) * w + fabsf(d->cos) * h) / 2 + 1;
    struct rect at = {(int)floorf(cx - rx), (int)floorf(cy - ry), (int)ceilf(2 * rx) + 1,
                      (int)ceilf(2 * ry) + 1};
    struct draw_warp *warp = ARENA_NEW(d->list->arena, struct draw_warp);
    float dx = (float)at.x - x, dy = (float)at.y - y;
    *warp = (struct draw_warp){.xx = d->cos,
                               .xy = d->sin,
                               .yx = -d->sin,
                               .yy = d->cos,
                               .x = d->cos * dx + d->sin * dy - left,
                               .y = d->cos * dy - d->sin * dx - top};
    add(d, (struct draw_command){
               .kind = DRAW_PIXELS, .box = at, .pixels = pixels, .warp = warp});
}

static void add_dot(const struct drawing *d, const struct placed *s, float x, float y)
{
    for (int ring = 1; ring >= 0; ring--) {
        int side = (int)lroundf(s->dot + 2 * (float)ring * s->letters.halo_px);
        add(d,
            (struct draw_command){.kind = DRAW_FILL,
                                  .box = {(int)lroundf(x - (float)side / 2),
                                          (int)lroundf(y - (float)side / 2), side, side},
                                  .colour = ring ? s->halo : s->ink,
                                  .radius = side / 2,
                                  .corners = CORNER_ALL});
    }
}

static bool seen(const struct drawing *d, const struct placed *s, float x, float y)
{
    float reach = hypotf(s->w, s->h) / 2 + s->letters.size_px;
    return x + reach > (float)d->box.x && y + reach > (float)d->box.y &&
           x - reach < (float)(d->box.x + d->box.w) &&
           y - reach < (float)(d->box.y + d->box.h);
}

static void draw_one(const struct drawing *d, const struct placed *s, struct geo_xy at)
{
    float x = (float)at.x + (float)d->box.x, y = (float)at.y + (float)d->box.y;
    if (s->dot > 0)
        add_dot(d, s, x, y);
    // Of places the letters stay upright, and where they are beside them.
    bool turns = d->turned && s->turns;
    if (turns) {
        x += d->cos * s->off_x - d->sin * s->off_y;
        y += d->sin * s->off_x + d->cos * s->off_y;
    } else {
        x += s->off_x;
        y += s->off_y;
    }
    if (!seen(d, s, x, y))
        return;
    struct lettering_picture p = lettering_picture(d->labels->lettering, &s->letters,
                                                   s->turn_deg, s->ink, s->halo);
    for (size_t i = 0; i < p.n; i++) {
        const struct lettering_band *b = &p.bands[i];
        struct draw_pixels *pixels = ARENA_NEW(d->list->arena, struct draw_pixels);
        *pixels = (struct draw_pixels){
            .px = b->px, .w = b->w, .h = b->h, .pitch_px = b->w, .id = hash_u64(p.id, i)};
        struct rect to = {(int)lroundf(x) + b->x, (int)lroundf(y) + b->y, b->w, b->h};
        if (turns)
            add_turned(d, b, x, y, pixels);
        else
            add(d,
                (struct draw_command){.kind = DRAW_PIXELS, .box = to, .pixels = pixels});
    }
}

void map_labels_draw(struct map_labels *l, const struct map_affine *to_px,
                     struct rect box, struct draw_list *list)
{
    lettering_tick(l->lettering);
    // From the bearing then to the bearing now, clockwise on the screen.
    double c = l->cos * to_px->cos + l->sin * to_px->sin;
    double s = l->sin * to_px->cos - l->cos * to_px->sin;
    struct drawing d = {l, box, list, (float)c, (float)s, fabs(s) > 1e-4 || c < 0};
    for (size_t i = 0; i < l->n; i++) {
        const struct placed *p = l->placed[i];
        draw_one(&d, p, map_to_px(to_px, p->at.x, p->at.y));
    }
}

bool map_labels_waiting(const struct map_labels *l)
{
    return lettering_waiting(l->lettering);
}

size_t map_labels_count(const struct map_labels *l)
{
    return l->n;
}

struct map_label map_labels_at(const struct map_labels *l, size_t i)
{
    const struct placed *p = l->placed[i];
    return (struct map_label){.text = p->letters.text,
                              .x = p->x,
                              .y = p->y,
                              .angle_rad = (float)(p->turn_deg * DEGREE),
                              .w = p->w,
                              .h = p->h};
}

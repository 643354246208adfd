#include "map/overlay.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/mem.h"
#include "map/strokes.h"

// dp. A dot stands every 16 to 32: the same places of the ground for a whole zoom.
#define LINE_DP 10.0f
#define DOT_DP 12.0f
#define CASING_DP 2.5f
#define DOT_STEP_DP 16.0
#define DOTS_A_CHEVRON 6
#define PIN_LARGE_DP 60.0f
#define PIN_RING_DP 3.0f
#define DOT_HERE_DP 26.0f
#define WEDGE_DP 52.0f
#define WEDGE_HALF_DEG 32.0
// A circle of accuracy that is larger says nothing that the map could show.
#define CIRCLE_MAX_PX 6000.0f

// A route's line, projected once.
struct line {
    struct geo_point *points; // as they were given
    struct geo_xy *at;        // Mercator
    double *along;            // from the beginning
    size_t n_points, n;       // n: without those that are nowhere
    unsigned used;
};

struct wedge {
    uint32_t *px;
    int side;
    uint64_t id;
    unsigned used;
};

#define LINES 32
#define WEDGES 4

struct map_overlay {
    struct type *type;
    struct strokes *route, *circle;
    struct line lines[LINES];
    struct wedge wedges[WEDGES];
    unsigned now;
};

struct map_overlay *map_overlay_create(struct type *type)
{
    struct map_overlay *o = xcalloc(1, sizeof(*o));
    o->type = type;
    o->route = strokes_create();
    o->circle = strokes_create();
    return o;
}

static void line_release(struct line *l)
{
    free(l->points);
    free(l->at);
    free(l->along);
    *l = (struct line){0};
}

void map_overlay_destroy(struct map_overlay *o)
{
    if (!o)
        return;
    for (int i = 0; i < LINES; i++)
        line_release(&o->lines[i]);
    for (int i = 0; i < WEDGES; i++)
        free(o->wedges[i].px);
    strokes_destroy(o->route);
    strokes_destroy(o->circle);
    free(o);
}

size_t map_overlay_bytes(const struct map_overlay *o)
{
    size_t bytes = sizeof(*o) + strokes_bytes(o->route) + strokes_bytes(o->circle);
    for (int i = 0; i < LINES; i++)
        bytes += o->lines[i].n_points *
                 (sizeof(struct geo_point) + sizeof(struct geo_xy) + sizeof(double));
    for (int i = 0; i < WEDGES; i++)
        bytes += (size_t)o->wedges[i].side * (size_t)o->wedges[i].side * 4;
    return bytes;
}

// --- the route ---

static const struct line *line_of(struct map_overlay *o, const struct map_route *r)
{
    struct line *oldest = &o->lines[0];
    for (int i = 0; i < LINES; i++) {
        struct line *l = &o->lines[i];
        if (l->n_points == r->n &&
            memcmp(l->points, r->line, r->n * sizeof(*r->line)) == 0) {
            l->used = o->now;
            return l;
        }
        if (o->now - l->used > o->now - oldest->used)
            oldest = l;
    }
    line_release(oldest);
    *oldest = (struct line){
        .points = xcalloc(r->n, sizeof(struct geo_point)),
        .at = xcalloc(r->n, sizeof(struct geo_xy)),
        .along = xcalloc(r->n, sizeof(double)),
        .n_points = r->n,
        .used = o->now,
    };
    memcpy(oldest->points, r->line, r->n * sizeof(*r->line));
    for (size_t i = 0; i < r->n; i++) {
        if (!geo_valid(r->line[i]))
            continue;
        size_t n = oldest->n++;
        struct geo_xy at = geo_mercator(r->line[i]), *to = &oldest->at[n];
        *to = at;
        if (n)
            oldest->along[n] =
                oldest->along[n - 1] + hypot(at.x - to[-1].x, at.y - to[-1].y);
    }
    return oldest;
}

static struct geo_xy between(struct geo_xy a, struct geo_xy b, double t)
{
    return (struct geo_xy){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

struct routing {
    struct strokes *strokes;
    const struct line *line;
    double done;         // of Mercator
    double step, radius; // from dot to dot, and half of one; of Mercator
    float dp;            // px
};

static void chevron(const struct routing *r, struct geo_xy at, struct geo_xy a,
                    struct geo_xy b)
{
    double len = hypot(b.x - a.x, b.y - a.y), size = 6.5 * (double)r->dp;
    double x = (b.x - a.x) / len * size, y = (b.y - a.y) / len * size;
    struct geo_xy tip = {at.x + 0.6 * x, at.y + 0.6 * y};
    struct geo_xy left = {at.x - 0.4 * x - y, at.y - 0.4 * y + x};
    struct geo_xy right = {at.x - 0.4 * x + y, at.y - 0.4 * y - x};
    strokes_line(r->strokes, left, tip, 0.5f);
    strokes_line(r->strokes, right, tip, 0.5f);
}

static void dots(const struct routing *r, size_t i, struct geo_xy a, struct geo_xy b)
{
    const double *along = r->line->along;
    double from, to, run = along[i + 1] - along[i];
    if (run <= 0 || !strokes_seen(r->strokes, a, b, &from, &to))
        return;
    double low = fmax(along[i] + from * run, r->done + r->radius);
    double high = along[i] + to * run;
    // Half a step from the beginning, so that two legs' dots at a stop keep apart.
    for (double k = ceil(low / r->step - 0.5);; k++) {
        double s = (k + 0.5) * r->step;
        if (s > high || s >= along[i + 1])
            break;
        struct geo_xy at = between(a, b, (s - along[i]) / run);
        if (fmod(k, DOTS_A_CHEVRON) == DOTS_A_CHEVRON / 2)
            chevron(r, at, a, b);
        else
            strokes_line(r->strokes, at, at, DOT_DP / LINE_DP);
    }
}

static void walked(const struct routing *r, size_t i, struct geo_xy a, struct geo_xy b)
{
    const double *along = r->line->along;
    double run = along[i + 1] - along[i];
    if (along[i] >= r->done || run <= 0)
        return;
    strokes_line(r->strokes, a, between(a, b, fmin(1, (r->done - along[i]) / run)), 1);
}

static void route(struct routing *r, double done)
{
    const struct line *l = r->line;
    if (l->n < 2)
        return;
    done = done > 0 ? fmin(done, 1) : 0;
    r->done = done * l->along[l->n - 1];
    if (done <= 0)
        r->done = -r->radius; // the first dot may stand at the beginning
    struct geo_xy a = strokes_at(r->strokes, l->at[0]);
    for (size_t i = 0; i + 1 < l->n; i++) {
        struct geo_xy b = strokes_at(r->strokes, l->at[i + 1]);
        walked(r, i, a, b);
        if (l->along[i + 1] > r->done)
            dots(r, i, a, b);
        a = b;
    }
}

// From far away the line is thinner.
static double thinner(double zoom)
{
    return fmin(1, fmax(0.55, 0.55 + (zoom - 10) * 0.1));
}

static void routes(struct map_overlay *o, const struct build *b,
                   const struct map_view *view, const struct map_affine *to_px,
                   struct rect box, struct draw_list *list)
{
    double zoom = log2(to_px->scale / (PLANE_SIDE_DP * (double)b->look->scale));
    float dp = b->look->scale * (float)thinner(zoom);
    const struct strokes_style style = {
        .radius_px = LINE_DP / 2 * dp,
        .casing_px = CASING_DP * dp,
        .colour = look_colour(b->look, COLOUR_CORAL),
        .casing = look_colour(b->look, COLOUR_PAPER),
    };
    strokes_begin(o->route, to_px, box, &style);
    for (size_t i = 0; i < view->n_routes; i++) {
        if (view->routes[i].n < 2)
            continue;
        struct routing r = {
            .strokes = o->route,
            .line = line_of(o, &view->routes[i]),
            .dp = dp,
            .step =
                DOT_STEP_DP * thinner(floor(zoom)) / (PLANE_SIDE_DP * exp2(floor(zoom))),
            .radius = (DOT_DP + LINE_DP) / 2 * (double)dp / to_px->scale,
        };
        route(&r, view->routes[i].done);
    }
    strokes_end(o->route, list);
}

// --- discs, and what is made of them ---

struct marking {
    struct map_overlay *overlay;
    const struct look *look;
    struct draw_list *list;
    struct rect box; // clip
};

static int px_of(const struct marking *m, float dp)
{
    int px = (int)lroundf(dp * m->look->scale);
    return px > 0 ? px : 1;
}

static uint32_t colour_of(const struct marking *m, enum colour colour)
{
    return look_colour(m->look, colour);
}

static void add(const struct marking *m, struct draw_command c)
{
    c.clip = m->box;
    if (!rect_empty(rect_cut(draw_reach(&c), m->box)))
        draw_add(m->list, &c);
}

// Whole pixels: `side` is even or odd, and the middle half a pixel off.
static struct rect square(int x, int y, int side)
{
    return (struct rect){x - side / 2, y - side / 2, side, side};
}

static void disc(const struct marking *m, int x, int y, int side, uint32_t colour)
{
    add(m, (struct draw_command){.kind = DRAW_FILL,
                                 .box = square(x, y, side),
                                 .colour = colour,
                                 .radius = side / 2,
                                 .corners = CORNER_ALL});
}

static void ring(const struct marking *m, int x, int y, int side, int line,
                 uint32_t colour)
{
    add(m, (struct draw_command){.kind = DRAW_OUTLINE,
                                 .box = square(x, y, side),
                                 .colour = colour,
                                 .radius = side / 2,
                                 .line = line,
                                 .corners = CORNER_ALL});
}

static void shadow(const struct marking *m, int x, int y, int side)
{
    if (!m->look->theme->outlines)
        add(m, (struct draw_command){.kind = DRAW_SHADOW,
                                     .box = square(x, y, side),
                                     .colour = colour_of(m, COLOUR_SHADOW),
                                     .radius = side / 2,
                                     .corners = CORNER_ALL,
                                     .blur = px_of(m, 10),
                                     .dy = px_of(m, 3)});
}

// Words in the middle of a disc: capitals and figures, which reach 0.71 of the size.
static void words(const struct marking *m, int x, int y, int side, uint32_t colour,
                  const char *label)
{
    float size = (float)side * (strlen(label) > 2 ? 0.4f : 0.5f);
    const struct type_spec spec = {
        .text = label,
        .style = {.face = TYPE_SANS, .size_px = size, .line_px = size, .bold = true},
        .align = TYPE_CENTER,
        .dir = TYPE_DIR_AUTO,
        .width_px = (float)side,
        .max_lines = 1,
    };
    const struct paragraph *p = type_paragraph(m->overlay->type, &spec);
    float top = (float)y + 0.357f * size - paragraph_first_baseline(p);
    add(m, (struct draw_command){
               .kind = DRAW_TEXT,
               .box = {x - side / 2, (int)lroundf(top), side, (int)paragraph_height(p)},
               .colour = colour,
               .colour2 = colour,
               .paragraph = p});
}

float map_overlay_pin_dp(enum map_stop_state state)
{
    static const float sides[] = {
        [MAP_STOP_LATER] = MAP_PIN_DP,
        [MAP_STOP_NEXT] = PIN_LARGE_DP + 2 * PIN_RING_DP,
        [MAP_STOP_HERE] = PIN_LARGE_DP + 6 * PIN_RING_DP,
        [MAP_STOP_SEEN] = MAP_PIN_DP * 0.75f + 4,
    };
    return sides[state];
}

static void pin_seen(const struct marking *m, int x, int y)
{
    int side = px_of(m, MAP_PIN_DP * 0.75f), icon = px_of(m, MAP_PIN_DP * 0.55f);
    disc(m, x, y, side + 2 * px_of(m, 2), colour_of(m, COLOUR_PAPER));
    disc(m, x, y, side, colour_of(m, COLOUR_INK_SOFT));
    add(m, (struct draw_command){.kind = DRAW_ICON,
                                 .box = square(x, y, icon),
                                 .icon = "check",
                                 .colour = colour_of(m, COLOUR_PAPER)});
}

static void pin_later(const struct marking *m, int x, int y, const char *label)
{
    int side = px_of(m, MAP_PIN_DP);
    shadow(m, x, y, side);
    disc(m, x, y, side, colour_of(m, COLOUR_INK));
    disc(m, x, y, side - 2 * px_of(m, 2.5f), colour_of(m, COLOUR_CARD));
    words(m, x, y, side, colour_of(m, COLOUR_INK), label);
}

static void pin_large(const struct marking *m, int x, int y, const char *label, bool here)
{
    int side = px_of(m, PIN_LARGE_DP), line = px_of(m, PIN_RING_DP);
    uint32_t coral = colour_of(m, COLOUR_CORAL), card = colour_of(m, COLOUR_CARD);
    if (here) {
        disc(m, x, y, side + 4 * line + 2 * line, card);
        disc(m, x, y, side + 4 * line, coral);
    }
    shadow(m, x, y, side);
    disc(m, x, y, side + 2 * line, card);
    disc(m, x, y, side, coral);
    words(m, x, y, side, colour_of(m, COLOUR_ON_CORAL), label);
}

static void pin(const struct marking *m, const struct map_stop *stop, int x, int y)
{
    const char *label = stop->label ? stop->label : "";
    switch (stop->state) {
    case MAP_STOP_SEEN:
        pin_seen(m, x, y);
        break;
    case MAP_STOP_LATER:
        pin_later(m, x, y, label);
        break;
    case MAP_STOP_NEXT:
    case MAP_STOP_HERE:
        pin_large(m, x, y, label, stop->state == MAP_STOP_HERE);
        break;
    }
}

// False: far outside the box.
static bool place(const struct marking *m, const struct map_affine *to_px,
                  struct geo_point at, int *x_out, int *y_out)
{
    if (!geo_valid(at))
        return false;
    struct geo_xy mercator = geo_mercator(at);
    struct geo_xy p = map_to_px(to_px, mercator.x, mercator.y);
    double margin = 4 * (double)PIN_LARGE_DP * (double)m->look->scale;
    if (!(p.x > -margin && p.y > -margin && p.x < m->box.w + margin &&
          p.y < m->box.h + margin))
        return false;
    *x_out = m->box.x + (int)lround(p.x);
    *y_out = m->box.y + (int)lround(p.y);
    return true;
}

// --- the position ---

static void circle(struct map_overlay *o, const struct marking *m,
                   const struct map_position *at, const struct map_affine *to_px)
{
    struct geo_xy mercator = geo_mercator(at->at);
    struct geo_xy p = map_to_px(to_px, mercator.x, mercator.y);
    float r = at->accuracy_m / (float)geo_mercator_m(at->at.lat) * (float)to_px->scale;
    float x = (float)p.x, y = (float)p.y;
    float dx = fmaxf(fabsf(x), fabsf(x - (float)m->box.w));
    float dy = fmaxf(fabsf(y), fabsf(y - (float)m->box.h));
    if (!(r > DOT_HERE_DP / 2 * m->look->scale) || r > CIRCLE_MAX_PX ||
        !(hypotf(dx, dy) < 1e6f) || hypotf(dx, dy) < r)
        return;
    uint32_t colour = colour_of(m, at->stale ? COLOUR_INK_SOFT : COLOUR_FOCUS) & 0xFFFFFF;
    disc(m, m->box.x + (int)lroundf(x), m->box.y + (int)lroundf(y), (int)lroundf(2 * r),
         colour | 0x22000000u);
    const struct strokes_style style = {.radius_px = m->look->scale,
                                        .colour = colour | 0xB0000000u};
    strokes_begin(o->circle, to_px, m->box, &style);
    struct geo_xy middle = strokes_at(o->circle, mercator), last = {0};
    // As many sides as keep within a fifth of a pixel of the circle.
    int sides = (int)(3.2f * sqrtf(r / 0.4f)) + 12;
    for (int i = 0; i <= sides; i++) {
        double turn = 6.283185307179586 * (i % sides) / sides;
        struct geo_xy next = {middle.x + (double)r * cos(turn),
                              middle.y + (double)r * sin(turn)};
        if (i)
            strokes_line(o->circle, last, next, 1);
        last = next;
    }
    strokes_end(o->circle, m->list);
}

static float within(float v)
{
    return v < 0 ? 0 : v > 1 ? 1 : v;
}

// A sector that fades outwards; turned clockwise from up.
static void wedge_ink(uint32_t *px, int side, float turn_deg, uint32_t colour)
{
    const float radian = 0.017453293f;
    float half = (float)WEDGE_HALF_DEG * radian, middle = (float)side / 2;
    float ux = sinf(turn_deg * radian), uy = -cosf(turn_deg * radian);
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            float dx = (float)x + 0.5f - middle, dy = (float)y + 0.5f - middle;
            float r = sqrtf(dx * dx + dy * dy);
            float off = fabsf(atan2f(ux * dy - uy * dx, ux * dx + uy * dy));
            // Pixels from its side and its end.
            float cover = within((half - off) * r + 0.5f) * within(middle - r);
            uint32_t a = (uint32_t)(cover * (1 - r / middle) * 230 + 0.5f);
            uint32_t c = a << 24;
            for (int shift = 0; shift < 24; shift += 8)
                c |= ((colour >> shift & 255) * a + 127) / 255 << shift;
            px[y * side + x] = c;
        }
}

static const struct wedge *wedge_of(struct map_overlay *o, int side, int turn_deg,
                                    uint32_t colour)
{
    uint64_t id = hash_str(HASH_START, "wedge");
    id = hash_u64(id, (uint64_t)side << 32 | (uint32_t)turn_deg);
    id = hash_u64(id, colour);
    struct wedge *oldest = &o->wedges[0];
    for (int i = 0; i < WEDGES; i++) {
        struct wedge *w = &o->wedges[i];
        if (w->id == id) {
            w->used = o->now;
            return w;
        }
        if (o->now - w->used > o->now - oldest->used)
            oldest = w;
    }
    free(oldest->px);
    *oldest = (struct wedge){xcalloc((size_t)side * (size_t)side, 4), side, id, o->now};
    wedge_ink(oldest->px, side, (float)turn_deg, colour);
    return oldest;
}

static void heading(const struct marking *m, int x, int y, double turn_deg)
{
    int turn = (int)lround(fmod(turn_deg, 360)) & ~1; // by two degrees
    const struct wedge *w = wedge_of(m->overlay, px_of(m, 2 * WEDGE_DP), turn,
                                     colour_of(m, COLOUR_FOCUS) & 0xFFFFFF);
    struct draw_pixels *p = ARENA_NEW(m->list->arena, struct draw_pixels);
    *p = (struct draw_pixels){
        .px = w->px, .w = w->side, .h = w->side, .pitch_px = w->side, .id = w->id};
    add(m, (struct draw_command){
               .kind = DRAW_PIXELS, .box = square(x, y, w->side), .pixels = p});
}

static void position(const struct marking *m, const struct map_position *at,
                     const struct map_affine *to_px)
{
    int x, y, side = px_of(m, DOT_HERE_DP), line = px_of(m, 4);
    if (!place(m, to_px, at->at, &x, &y))
        return;
    if (isfinite(at->heading_deg) && !at->stale)
        heading(m, x, y,
                (double)at->heading_deg -
                    atan2(to_px->sin, to_px->cos) * 57.29577951308232);
    shadow(m, x, y, side + 2 * line);
    if (m->look->theme->outlines)
        ring(m, x, y, side + 4 * line, line, colour_of(m, COLOUR_INK));
    disc(m, x, y, side + 2 * line, colour_of(m, COLOUR_CARD));
    disc(m, x, y, side, colour_of(m, at->stale ? COLOUR_INK_SOFT : COLOUR_FOCUS));
}

void map_overlay_route(struct map_overlay *o, const struct build *b,
                       const struct map_view *view, const struct map_affine *to_px,
                       struct rect box, struct draw_list *list)
{
    if (rect_empty(box))
        return;
    o->now++;
    routes(o, b, view, to_px, box, list);
    const struct marking m = {o, b->look, list, box};
    if (view->position.shown && geo_valid(view->position.at))
        circle(o, &m, &view->position, to_px);
}

void map_overlay_marks(struct map_overlay *o, const struct build *b,
                       const struct map_view *view, const struct map_affine *to_px,
                       struct rect box, struct draw_list *list)
{
    if (rect_empty(box))
        return;
    // The next stop lies over the others, and where the visitor is over all.
    static const enum map_stop_state order[] = {MAP_STOP_SEEN, MAP_STOP_LATER,
                                                MAP_STOP_HERE, MAP_STOP_NEXT};
    const struct marking m = {o, b->look, list, box};
    for (size_t k = 0; k < ARRAY_LEN(order); k++)
        for (size_t i = 0; i < view->n_stops; i++) {
            int x, y;
            const struct map_stop *stop = &view->stops[i];
            if (stop->state == order[k] && place(&m, to_px, stop->at, &x, &y))
                pin(&m, stop, x, y);
        }
    if (view->position.shown)
        position(&m, &view->position, to_px);
}

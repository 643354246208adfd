#include "screens/mapping.h"

#include <math.h>
#include <string.h>

#include "ui/ui.h"

#define PIN_DP 36    // of a pin at the edge
#define CLOSEST 17.0 // a walk of two stops side by side is not shown larger
#define VAGUE_DP 120 // how large what is known of a place is shown at most

bool mapping_load(struct pack *pack, struct arena *arena, const char *tour,
                  struct mapping *out, struct err *err)
{
    return pack_load_walk(pack, arena, tour, &out->walk, err) &&
           pack_load_regions(pack, arena, &out->regions, err);
}

const struct walking *mapping_walking(const struct screen_env *env,
                                      const struct mapping *m)
{
    const struct walking *w = &env->visit->walking;
    return m->walk.n_legs && strcmp(w->tour, m->walk.tour) == 0 ? w : NULL;
}

bool mapping_guide(const struct screen_env *env, const struct mapping *m,
                   struct walk_guide *out)
{
    const struct walking *w = mapping_walking(env, m);
    if (!w || !env->plan || walk_plan_stops(env->plan) != m->walk.n_stops)
        return false;
    *out = walk_guide(&w->walk, env->plan);
    return true;
}

// ---- regions ----

static struct geo_point point_of(const struct walk_stop *s)
{
    return (struct geo_point){s->lat, s->lon};
}

static bool holds(const struct map_region *r, struct geo_point p)
{
    return p.lat >= r->south && p.lat <= r->north && p.lon >= r->west && p.lon <= r->east;
}

bool mapping_on(const struct map_regions *regions, struct geo_point at)
{
    for (size_t i = 0; i < regions->n; i++)
        if (holds(&regions->items[i], at))
            return true;
    return false;
}

bool mapping_holds(const struct mapping *m, size_t region, size_t stop)
{
    return region >= m->regions.n ||
           holds(&m->regions.items[region], point_of(&m->walk.stops[stop]));
}

size_t mapping_count(const struct mapping *m, size_t region)
{
    size_t count = 0;
    for (size_t i = 0; i < m->walk.n_stops; i++)
        count += mapping_holds(m, region, i);
    return count;
}

size_t mapping_home(const struct mapping *m)
{
    size_t best = m->regions.n, most = 0;
    for (size_t i = 0; i < m->regions.n; i++) {
        size_t count = mapping_count(m, i);
        if (count > most) {
            most = count;
            best = i;
        }
    }
    return best;
}

// ---- what is on it ----

static enum map_stop_state state_of(const struct walking *w, size_t i)
{
    if (!w)
        return MAP_STOP_LATER;
    if (w->walk.at == (int)i)
        return MAP_STOP_HERE;
    if (w->walk.next == i)
        return MAP_STOP_NEXT;
    return walk_seen(&w->walk, i) ? MAP_STOP_SEEN : MAP_STOP_LATER;
}

static const char *stop_name(struct build *b, const struct screen_env *env,
                             const struct walk_stop *s, enum map_stop_state state)
{
    static const char *const forms[] = {
        [MAP_STOP_LATER] = WORD("Stop {n}: {title}"),
        [MAP_STOP_NEXT] = WORD("Stop {n}: {title}, next"),
        [MAP_STOP_HERE] = WORD("Stop {n}: {title}, you are here"),
        [MAP_STOP_SEEN] = WORD("Stop {n}: {title}, seen"),
    };
    const struct word_arg args[] = {
        {"n", words_number(env->words, b->arena, s->position)},
        {"title", text_line(&s->title)},
        {0}};
    return words_format(env->words, b->arena, NULL, forms[state], args);
}

static void add_stops(struct build *b, const struct screen_env *env,
                      const struct mapping *m, struct map_view *view)
{
    const struct walking *w = mapping_walking(env, m);
    struct map_stop *stops = ARENA_ARRAY(b->arena, struct map_stop, m->walk.n_stops);
    for (size_t i = 0; i < m->walk.n_stops; i++) {
        const struct walk_stop *s = &m->walk.stops[i];
        enum map_stop_state state = state_of(w, i);
        stops[i] = (struct map_stop){
            .at = point_of(s),
            .label = words_number(env->words, b->arena, s->position),
            .title = text_line(&s->title),
            .name = stop_name(b, env, s, state),
            .state = state,
        };
    }
    view->stops = stops;
    view->n_stops = m->walk.n_stops;
}

static struct geo_point *line_of(struct arena *arena, const struct walk_leg *leg)
{
    struct geo_point *line = ARENA_ARRAY(arena, struct geo_point, leg->n_line);
    for (size_t i = 0; i < leg->n_line; i++)
        line[i] = (struct geo_point){leg->line[i].lat, leg->line[i].lon};
    return line;
}

// A route for each leg; what was walked of it is known in metres from the walk's beginning.
static void add_routes(struct build *b, const struct screen_env *env,
                       const struct mapping *m, struct map_view *view)
{
    const struct walking *w = mapping_walking(env, m);
    double from = 0, walked = w ? w->walk.metres : 0;
    struct map_route *routes = ARENA_ARRAY(b->arena, struct map_route, m->walk.n_legs);
    for (size_t i = 0; i < m->walk.n_legs; i++) {
        const struct walk_leg *leg = &m->walk.legs[i];
        double part = leg->metres > 0 ? (walked - from) / leg->metres : walked > from;
        routes[i] = (struct map_route){line_of(b->arena, leg), leg->n_line,
                                       fmax(0, fmin(1, part))};
        from += leg->metres;
    }
    view->routes = routes;
    view->n_routes = m->walk.n_legs;
}

struct map_view *mapping_view(
    struct build *b, const struct screen_env *env, const struct mapping *m, size_t region,
    struct command (*pin)(const struct mapping *m, size_t stop, int number), int number)
{
    struct map_view *view = ARENA_NEW(b->arena, struct map_view);
    *view = (struct map_view){.map = env->map,
                              .lang = words_content_lang(env->words),
                              .position = {.heading_deg = NAN}};
    if (region < m->regions.n) {
        const struct map_region *r = &m->regions.items[region];
        view->west = r->west;
        view->south = r->south;
        view->east = r->east;
        view->north = r->north;
        view->min_zoom = r->min_zoom;
        view->max_zoom = r->max_zoom;
    }
    add_stops(b, env, m, view);
    add_routes(b, env, m, view);
    for (size_t i = 0; pin && i < view->n_stops; i++)
        ((struct map_stop *)view->stops)[i].command = pin(m, i, number);
    return view;
}

// Where even the best known of the region's stops is a district, a nearer view would promise more.
static double closest(const struct mapping *m, size_t region)
{
    double zoom = 0;
    for (size_t i = 0; i < m->walk.n_stops; i++) {
        const struct walk_stop *s = &m->walk.stops[i];
        if (mapping_holds(m, region, i))
            zoom = fmax(zoom, log2(map_metres_a_dp(s->lat, 0) * VAGUE_DP /
                                   fmax(s->precision_m, 1)));
    }
    return zoom > 0 ? fmin(zoom, CLOSEST) : CLOSEST;
}

struct camera mapping_fit(struct build *b, const struct mapping *m, size_t region,
                          float w_dp, float h_dp, struct edges covered)
{
    size_t room = m->walk.n_stops, n = 0;
    for (size_t i = 0; i < m->walk.n_legs; i++)
        room += m->walk.legs[i].n_line;
    struct geo_point *points = ARENA_ARRAY(b->arena, struct geo_point, room);
    for (size_t i = 0; i < m->walk.n_stops; i++)
        if (mapping_holds(m, region, i))
            points[n++] = point_of(&m->walk.stops[i]);
    for (size_t i = 0; i < m->walk.n_legs; i++)
        for (size_t k = 0; k < m->walk.legs[i].n_line; k++)
            points[n++] = (struct geo_point){m->walk.legs[i].line[k].lat,
                                             m->walk.legs[i].line[k].lon};
    float pin = fminf(PIN_DP, 0.08f * fminf(w_dp, h_dp));
    covered.top += pin;
    covered.end += pin;
    covered.bottom += pin;
    covered.start += pin;
    return map_fit(points, n, w_dp, h_dp, covered, closest(m, region), 0);
}

struct edges mapping_covered(const struct look *look, struct edges e)
{
    return look->rtl ? (struct edges){e.top, e.start, e.bottom, e.end} : e;
}

struct node *mapping_attribution(struct build *b, struct node *parent,
                                 const struct screen_env *env, const struct mapping *m,
                                 size_t region, bool line)
{
    if (region >= m->regions.n)
        return NULL;
    const struct map_region *r = &m->regions.items[region];
    const char *words = r->attribution;
    if (r->illustrated)
        words = arena_printf(b->arena, "%s · %s",
                             parts_word(env, "Illustrated map, not to scale"), words);
    struct node *chip =
        node_box(b, parent, "attribution",
                 (struct node_style){.pad = PAD2(2, 12),
                                     .radius = line ? 0 : 12,
                                     .fill = line ? COLOUR_NONE : COLOUR_CARD,
                                     .fill_alpha = 235});
    struct node *n = node_text(b, chip, "words", TEXT_CAPTION, COLOUR_INK, words);
    if (line) { // as large as the smallest letters, where they are large
        chip->style.w = n->style.w = GROW;
        n->text.fit_lines = look_compact(b->look) ? 3 : 2;
    }
    return chip;
}

void mapping_zoom(struct build *b, struct node *parent, const struct screen_env *env)
{
    const struct parts_button buttons[] = {
        {.key = "zoom-in",
         .icon = "zoom-in",
         .name = parts_word(env, "Larger"),
         .command = command_make(UI_ZOOM, 1, NULL)},
        {.key = "zoom-out",
         .icon = "zoom-out",
         .name = parts_word(env, "Smaller"),
         .command = command_make(UI_ZOOM, -1, NULL)},
    };
    for (int i = 0; i < 2; i++)
        parts_round(b, parent, &buttons[i]);
}

const char *mapping_way(struct build *b, const struct screen_env *env, double metres,
                        double seconds)
{
    int minutes = (int)fmax(1, ceil(fmin(seconds, 1e6) / 60));
    const struct word_arg args[] = {
        {"distance", words_distance(env->words, b->arena, metres)},
        {"time", words_minutes(env->words, b->arena, minutes)},
        {0}};
    return words_format(env->words, b->arena, NULL, "{distance} · {time}", args);
}

void mapping_length(struct build *b, struct node *parent, const struct screen_env *env,
                    const struct mapping *m)
{
    if (!m->walk.n_legs)
        return;
    const struct word_arg args[] = {
        {"distance", words_distance(env->words, b->arena, m->walk.metres)},
        {"time", words_minutes(env->words, b->arena, m->walk.minutes)},
        {0}};
    const char *words = words_format(env->words, b->arena, NULL,
                                     "{distance}, {time} on foot at an easy pace", args);
    struct node *row = node_box(
        b, parent, "length",
        (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 16, .align = AT_CENTER});
    node_icon(b, row, "walk", COLOUR_INK, 40);
    node_text(b, row, "words", TEXT_BODY, COLOUR_INK, words)->style.w = GROW;
}

void mapping_begin(struct build *b, struct node *parent, const struct screen_env *env,
                   const struct mapping *m)
{
    const char *tour = m->walk.tour;
    const struct walking *w = mapping_walking(env, m);
    if (!m->walk.n_legs)
        return;
    bool on = w && w->walk.status != WALK_ENDED, walks = env->live || env->carried;
    bool walking = on && !w->preview, previews = on && w->preview;
    struct command walk = command_make(VISIT_WALK, 0, tour);
    struct command preview = command_make(VISIT_WALK, 1, tour);
    const char *again = parts_word(env, previews ? WORD("Go on with the preview")
                                                 : WORD("Preview this walk"));
    if (walking || walks)
        parts_primary(
            b, parent, "walk",
            parts_word(env, walking ? WORD("Go on walking") : WORD("Start walking")),
            walk);
    if (walks && !walking)
        parts_secondary(b, parent, "preview", again, preview);
    else if (!walking)
        parts_primary(b, parent, "preview", again, preview);
}

// The map of a tour: its stops and the way between them, to be moved about; and its stops as a
// list, with the distances.
#include <math.h>

#include "screens/mapping.h"
#include "ui/list.h"
#include "ui/ui.h"

#define STOP_ZOOM 15.6
#define STOP_BITS                                                                        \
    10 // of the page's number: the stop chosen, from 1; above them the region

struct map_page {
    const struct screen_env *env;
    const struct mapping *m;
    size_t region;
    int chosen; // stop, -1: none
    float map_w, map_h;
    bool portrait, compact, small; // small: hardly room for the map
    float pad, gap;
};

struct command mapping_choose(const struct mapping *m, size_t region, int stop)
{
    return visit_open(SCREEN_MAP, (stop + 1) | (int)(region + 1) << STOP_BITS,
                      m->walk.tour);
}

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct mapping *m = ARENA_NEW(arena, struct mapping);
    *model_out = m;
    return mapping_load(pack, arena, visit_top(visit)->id, m, err);
}

static struct map_page plan(const struct build *b, const struct screen_env *env,
                            const struct mapping *m)
{
    const struct look *look = b->look;
    int number = visit_top(env->visit)->number;
    size_t region = (size_t)(number >> STOP_BITS);
    int stop = (number & ((1 << STOP_BITS) - 1)) - 1;
    struct map_page p = {.env = env,
                         .m = m,
                         .region = mapping_home(m),
                         .chosen = stop < (int)m->walk.n_stops ? stop : -1,
                         .portrait = look_portrait(look),
                         .compact = look_compact(look),
                         .small = look_compact(look) || look->text_size > 3,
                         .pad = look_compact(look) ? 8 : 24,
                         .gap = look_compact(look) ? 8 : 12};
    if (region >= 1 && region <= m->regions.n)
        p.region = region - 1;
    else if (p.chosen >= 0)
        for (size_t i = 0; i < m->regions.n; i++)
            if (mapping_holds(m, i, (size_t)p.chosen) &&
                !mapping_holds(m, p.region, (size_t)p.chosen))
                p.region = i;
    p.map_w = p.portrait ? look->w_dp : look->w_dp * 0.58f;
    p.map_h = (look->h_dp - parts_round_dp(look) - 34) *
              (p.portrait ? p.small ? 0.48f : 0.56f : 1);
    return p;
}

// ---- the map ----

static struct command pin(const struct mapping *m, size_t stop, int region)
{
    return mapping_choose(m, (size_t)region, (int)stop);
}

static struct node *add_canvas(struct build *b, struct node *stack,
                               const struct map_page *p)
{
    struct map_view *view = mapping_view(b, p->env, p->m, p->region, pin, (int)p->region);
    float round = parts_round_dp(b->look) + p->pad;
    view->covered = (struct edges){p->pad + 72, round, p->pad + 40, p->pad + 24};
    if (p->small) // the buttons are a row at the foot
        view->covered = (struct edges){p->pad, p->pad, round * 0.6f, p->pad};
    if (p->chosen >= 0)
        view->covered.bottom =
            fminf(180 * look_factor(b->look, TEXT_CAPTION), p->map_h * 0.4f);
    view->covered = mapping_covered(b->look, view->covered);
    view->serial = (uint64_t)(p->chosen + 1) | (uint64_t)p->region << 32;
    if (p->chosen >= 0) {
        const struct walk_stop *s = &p->m->walk.stops[p->chosen];
        view->base =
            map_at((struct geo_point){s->lat, s->lon}, STOP_ZOOM, 0, view->covered);
        for (size_t i = 0; i < view->n_stops; i++)
            if ((int)i == p->chosen && view->stops[i].state == MAP_STOP_LATER)
                ((struct map_stop *)view->stops)[i].state = MAP_STOP_NEXT;
    } else {
        view->base = mapping_fit(b, p->m, p->region, p->map_w, p->map_h, view->covered);
    }
    struct node *n = map_add(b, stack, "map", parts_word(p->env, "Map"), view);
    n->style.w = n->style.h = GROW;
    return n;
}

static void add_buttons(struct build *b, struct node *over, const struct map_page *p,
                        const struct node *map)
{
    const struct screen_env *env = p->env;
    struct node *row = node_box(b, over, "sides",
                                (struct node_style){.flow = FLOW_ROW,
                                                    .w = GROW,
                                                    .h = GROW,
                                                    .gap = p->gap,
                                                    .align = AT_END,
                                                    .justify = AT_END});
    if (p->small)
        row->style.flow = FLOW_COLUMN;
    if (plane_astray(b, map))
        parts_moves(b, row, env);
    struct node *column = node_box(
        b, row, "column",
        (struct node_style){.flow = p->small ? FLOW_ROW : FLOW_COLUMN, .gap = p->gap});
    mapping_zoom(b, column, env);
    // Fits the route again: by another choice, or where nothing is chosen by the camera alone.
    parts_round(b, column,
                &(struct parts_button){
                    .key = "fit",
                    .icon = "fit",
                    .name = parts_word(env, "The whole route"),
                    .command = p->chosen >= 0 ? mapping_choose(p->m, p->region, -1)
                                              : command_make(UI_ZOOM, 0, NULL)});
}

// The stop that was touched.
static void add_chosen(struct build *b, struct node *over, const struct map_page *p)
{
    const struct screen_env *env = p->env;
    if (p->chosen < 0)
        return;
    const struct walk_stop *s = &p->m->walk.stops[p->chosen];
    float pad = p->compact ? 12 : 24;
    bool narrow = p->map_w < 640 * look_factor(b->look, TEXT_LABEL);
    struct node *card =
        node_add(b, over,
                 &(struct node){.key = "chosen",
                                .role = ROLE_GROUP,
                                .name = text_line(&s->title),
                                .lang = s->title.lang,
                                .style = {.w = GROW,
                                          .max_h = p->map_h * (p->small ? 0.9f : 0.6f),
                                          .pad = PAD2(pad * 0.6f, 0),
                                          .radius = 24,
                                          .shadow = true,
                                          .fill = COLOUR_CARD}});
    struct node *body =
        node_add(b, card,
                 &(struct node){.key = "body",
                                .role = ROLE_GROUP,
                                .name = text_line(&s->title),
                                .lang = s->title.lang,
                                .style = {.scroll = true,
                                          .flow = narrow ? FLOW_COLUMN : FLOW_ROW,
                                          .w = GROW,
                                          .pad = PAD2(4, pad),
                                          .gap = p->gap * 2,
                                          .align = narrow ? AT_START : AT_CENTER,
                                          .fill = COLOUR_CARD}});
    if (!narrow)
        parts_picture(b, body, "image", &s->picture,
                      (struct node_style){.w = DP(150), .h = DP(112), .radius = 16});
    struct node *words = node_box(b, body, "words", (struct node_style){.w = GROW});
    const struct word_arg args[] = {
        {"n", words_number(env->words, b->arena, s->position)}, {0}};
    parts_eyebrow(b, words, "eyebrow",
                  words_format(env->words, b->arena, NULL, "Stop {n}", args));
    struct node *t =
        node_text(b, words, "title", TEXT_SUBHEADING, COLOUR_INK, text_line(&s->title));
    t->lang = s->title.lang;
    t->style.w = GROW;
    t->live = LIVE_POLITE;
    parts_primary(b, body, "open", parts_word(env, "Open stop"),
                  command_make(VISIT_OPEN_STOP, 0, s->id));
}

static void add_map(struct build *b, struct node *parent, const struct map_page *p)
{
    struct node *side =
        node_box(b, parent, "side",
                 (struct node_style){.w = p->portrait ? GROW : DP(p->map_w),
                                     .h = p->portrait ? (struct length){0} : GROW});
    struct node *stack = node_box(
        b, side, "stage",
        (struct node_style){
            .flow = FLOW_STACK, .w = GROW, .h = p->portrait ? DP(p->map_h) : GROW});
    struct node *map = add_canvas(b, stack, p);
    struct node *over = node_box(
        b, stack, "over",
        (struct node_style){.w = GROW, .h = GROW, .pad = PAD(p->pad), .gap = p->gap});
    mapping_attribution(b, p->small ? side : over, p->env, p->m, p->region, p->small);
    if (p->small && p->chosen >= 0)
        node_box(b, over, "space", (struct node_style){.h = GROW});
    else
        add_buttons(b, over, p, map);
    add_chosen(b, over, p);
}

// ---- the list ----

static const char *steps_words(const struct screen_env *env, enum walk_steps steps)
{
    static const char *const forms[] = {[STEPS_YES] = WORD("steps on the way"),
                                        [STEPS_NO] = WORD("no steps"),
                                        [STEPS_UNKNOWN] = WORD("steps not known")};
    return parts_word(env, forms[steps]);
}

static void add_leg(struct build *b, struct node *parent, const struct map_page *p,
                    const struct walk_leg *leg)
{
    const struct screen_env *env = p->env;
    struct node *row = node_box(b, parent, "leg",
                                (struct node_style){.flow = FLOW_ROW,
                                                    .w = GROW,
                                                    .gap = 16,
                                                    .pad = PAD2(12, 24),
                                                    .align = AT_CENTER});
    node_icon(b, row, "walk", COLOUR_CORAL_TEXT, 32);
    const char *way = mapping_way(b, env, leg->metres, leg->minutes * 60.0);
    struct node *n =
        node_text(b, row, "way", TEXT_CAPTION, COLOUR_INK_SOFT,
                  arena_printf(b->arena, "%s · %s", way, steps_words(env, leg->steps)));
    n->style.w = GROW;
}

static struct node *stop_row(struct build *b, struct node *parent, const void *data,
                             size_t i)
{
    const struct map_page *p = data;
    const struct screen_env *env = p->env;
    const struct walk_stop *s = &p->m->walk.stops[i];
    const struct look *look = b->look;
    bool chosen = p->chosen == (int)i;
    struct node *both = node_box(b, parent, s->id, (struct node_style){.w = GROW});
    struct node *row = node_add(
        b, both,
        &(struct node){.key = "stop",
                       .role = ROLE_LINK,
                       .name = text_line(&s->title),
                       .lang = s->title.lang,
                       .state = chosen ? NODE_SELECTED : 0,
                       .position = s->position,
                       .of = (int)p->m->walk.n_stops,
                       .command = mapping_choose(p->m, p->region, (int)i),
                       .style = {.flow = FLOW_ROW,
                                 .w = GROW,
                                 .min_h = fmaxf(look_touch(look), 88),
                                 .pad = PAD2(12, 24),
                                 .gap = 20,
                                 .align = AT_CENTER,
                                 .radius = 24,
                                 .fill = chosen ? COLOUR_CORAL_SOFT : COLOUR_CARD,
                                 .shadow = !chosen}});
    struct node *number = node_box(b, row, "number",
                                   (struct node_style){.flow = FLOW_STACK,
                                                       .min_w = 52,
                                                       .min_h = 52,
                                                       .radius = 26,
                                                       .align = AT_CENTER,
                                                       .justify = AT_CENTER,
                                                       .fill = COLOUR_CORAL});
    node_text(b, number, "n", TEXT_LABEL, COLOUR_ON_CORAL,
              words_number(env->words, b->arena, s->position));
    struct node *words =
        node_box(b, row, "words", (struct node_style){.w = GROW, .gap = 2});
    struct node *t =
        node_text(b, words, "title", TEXT_LABEL, COLOUR_INK, text_line(&s->title));
    t->lang = s->title.lang;
    t->style.w = GROW;
    if (*text_line(&s->area)) {
        t = node_text(b, words, "area", TEXT_CAPTION, COLOUR_INK_SOFT,
                      text_line(&s->area));
        t->lang = s->area.lang;
        t->style.w = GROW;
    }
    if (i < p->m->walk.n_legs)
        add_leg(b, both, p, &p->m->walk.legs[i]);
    return both;
}

static const char *stop_name(struct arena *arena, const void *data, size_t i)
{
    const struct map_page *p = data;
    (void)arena;
    return text_line(&p->m->walk.stops[i].title);
}

// Where a tour's stops lie on several maps, one of them is shown.
static void add_regions(struct build *b, struct node *parent, const struct map_page *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->m->regions.n; i++)
        n += mapping_count(p->m, i) > 0;
    if (n < 2)
        return;
    struct node *row =
        node_add(b, parent,
                 &(struct node){.key = "regions",
                                .role = ROLE_GROUP,
                                .name = parts_word(p->env, "Maps"),
                                .style = {.flow = FLOW_WRAP, .w = GROW, .gap = 16}});
    int at = 0;
    for (size_t i = 0; i < p->m->regions.n; i++) {
        const struct map_region *r = &p->m->regions.items[i];
        if (!mapping_count(p->m, i))
            continue;
        struct parts_choice choice = {.key = r->id,
                                      .name = text_line(&r->title),
                                      .lang = r->title.lang,
                                      .chosen = i == p->region,
                                      .position = ++at,
                                      .of = (int)n,
                                      .command = mapping_choose(p->m, i, -1)};
        parts_choice_words(b, parts_choice(b, row, &choice), &choice);
    }
}

static void add_text(struct build *b, struct node *text, const struct map_page *p)
{
    const struct screen_env *env = p->env;
    const struct walk_model *walk = &p->m->walk;
    struct node *t =
        node_text(b, text, "title", TEXT_HEADING, COLOUR_INK, text_line(&walk->title));
    t->lang = walk->title.lang;
    t->style.w = GROW;
    t->text.fit_lines = 3;
    mapping_length(b, text, env, p->m);
    struct node *ways = node_box(
        b, text, "ways", (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 16});
    mapping_begin(b, ways, env, p->m);
    add_regions(b, text, p);
    struct map_page *kept = ARENA_NEW(b->arena, struct map_page);
    struct list_source *source = ARENA_NEW(b->arena, struct list_source);
    *kept = *p;
    *source = (struct list_source){.count = walk->n_stops,
                                   .gap_dp = walk->n_legs ? 0 : 16,
                                   .data = kept,
                                   .row = stop_row,
                                   .name = stop_name};
    list_add(b, text, "list", parts_word(env, "Stops"), source);
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct map_page p = plan(b, env, model);
    float margin = p.portrait ? look_margin(b->look) : fminf(look_margin(b->look), 48);
    struct node *root = node_root(b, entry,
                                  &(struct node){.key = "page",
                                                 .role = ROLE_PAGE,
                                                 .name = parts_word(env, "Map"),
                                                 .style = {.fill = COLOUR_PAPER}});
    struct node *both =
        node_box(b, root, "both",
                 (struct node_style){.flow = p.portrait ? FLOW_COLUMN : FLOW_ROW,
                                     .w = GROW,
                                     .h = GROW,
                                     .align = AT_STRETCH});
    add_map(b, both, &p);
    struct node *text =
        node_add(b, both,
                 &(struct node){.key = "text",
                                .role = ROLE_GROUP,
                                .name = parts_word(env, "Stops"),
                                .style = {.scroll = true,
                                          .fill = COLOUR_PAPER,
                                          .w = GROW,
                                          .h = GROW,
                                          .pad = {margin * 0.7f, margin, 64, margin},
                                          .gap = 20}});
    add_text(b, text, &p);
    struct parts_bar bar = parts_bar(b, root, env);
    parts_back_button(b, bar.from, env, true);
    parts_home(b, bar.tools, env);
    parts_search(b, bar.tools, env);
    parts_keypad(b, bar.tools, env);
    parts_settings(b, bar.tools, env);
    const char *about = parts_word(env, "About this tour");
    struct command tour = command_make(VISIT_OPEN_TOUR, 0, p.m->walk.tour);
    if (!bar.folds)
        parts_primary(b, bar.on, "tour", about, tour);
    else // the map needs that line
        parts_way(b, text, &(struct parts_way){"tour", "tour", about, tour});
    return root;
}

static uint32_t accent(const void *model)
{
    const struct mapping *m = model;
    return m->walk.accent;
}

const struct screen_class screen_map = {load, view, accent, NULL};

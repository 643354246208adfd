#include "screens/walk_parts.h"

#include <math.h>

#include "screens/compass.h"

// ---- the guidance ----

// Which picture, and in which words: the large ones above the others.
struct told {
    const char *icon, *large, *words, *lang;
};

static const char *way_icon(struct build *b, const struct walk_shown *s)
{
    double turn = fmod(s->guide.bearing_deg - s->bearing, 360);
    int i = isfinite(turn) ? (int)lround(turn / 22.5) : 0;
    return arena_printf(b->arena, "way-%d", (i % 16 + 16) % 16);
}

static const char *turn_icon(struct build *b, const struct walk_shown *s,
                             enum way_turn turn)
{
    static const char *const icons[WAY_TURNS] = {
        [WAY_SLIGHT_LEFT] = "turn-slight-left",
        [WAY_LEFT] = "turn-left",
        [WAY_SHARP_LEFT] = "turn-sharp-left",
        [WAY_SLIGHT_RIGHT] = "turn-slight-right",
        [WAY_RIGHT] = "turn-right",
        [WAY_SHARP_RIGHT] = "turn-sharp-right",
        [WAY_CROSS] = "cross",
        [WAY_UP] = "steps-up",
        [WAY_DOWN] = "steps-down",
        [WAY_ARRIVE] = "pin",
    };
    return icons[turn] ? icons[turn] : way_icon(b, s);
}

// What the next of the directions says, and how far it is; NULL: none.
static const struct walk_step *step_ahead(const struct walk_shown *s)
{
    const struct walk_guide *g = &s->guide;
    const struct walk_model *walk = &s->m->walk;
    if (g->leg >= walk->n_legs || g->step < 0 ||
        (size_t)g->step >= walk->legs[g->leg].n_directions)
        return NULL;
    return &walk->legs[g->leg].directions[g->step];
}

static void tell_way(struct build *b, const struct walk_shown *s, struct told *t)
{
    const struct screen_env *env = s->env;
    const struct walk_guide *g = &s->guide;
    const struct walk_step *step = step_ahead(s);
    t->large = mapping_way(b, env, g->metres, g->seconds);
    t->icon = step ? turn_icon(b, s, step->turn) : way_icon(b, s);
    if (!step)
        return;
    t->words = text_line(&step->body);
    t->lang = step->body.lang;
    if (g->step_metres < 15)
        return;
    const struct word_arg args[] = {
        {"distance", words_distance(env->words, b->arena, g->step_metres)},
        {"words", t->words},
        {0}};
    t->words = words_format(env->words, b->arena, NULL, "In {distance}: {words}", args);
    t->lang = NULL;
}

// The way on is told already while one looks about.
static void tell_here(struct build *b, const struct walk_shown *s, struct told *t)
{
    const struct screen_env *env = s->env;
    int at = s->w->walk.at;
    long n = at >= 0 && (size_t)at < s->m->walk.n_stops ? s->m->walk.stops[at].position
                                                        : at + 1;
    const struct walk_step *step = step_ahead(s);
    t->large = mapping_way(b, env, s->guide.metres, s->guide.seconds);
    t->words = step ? text_line(&step->body) : "";
    const struct word_arg args[] = {{"n", words_number(env->words, b->arena, n)},
                                    {"way", t->large},
                                    {"words", t->words},
                                    {0}};
    t->words =
        words_format(env->words, b->arena, NULL,
                     *t->words ? WORD("Then {way}: {words}") : WORD("Then {way}"), args);
    t->large = words_format(env->words, b->arena, NULL, "You are at stop {n}", args);
    t->icon = "pin";
    t->lang = NULL;
}

static void tell_off(struct build *b, const struct walk_shown *s, struct told *t)
{
    const struct screen_env *env = s->env;
    double bearing = fmod(fmod(s->guide.bearing_deg, 360) + 360, 360);
    const struct word_arg args[] = {
        {"distance", words_distance(env->words, b->arena, s->guide.back_metres)},
        {"direction", compass_words(env, isfinite(bearing) ? bearing : 0)},
        {0}};
    t->icon = way_icon(b, s);
    t->large = words_format(env->words, b->arena, NULL,
                            "You are {distance} from the route", args);
    t->words =
        words_format(env->words, b->arena, NULL, "It lies to the {direction}.", args);
}

static void tell_ended(struct build *b, const struct walk_shown *s, struct told *t)
{
    const struct screen_env *env = s->env;
    const struct word_arg args[] = {
        {"distance", words_distance(env->words, b->arena, s->m->walk.metres)},
        {"stops", words_plural(env->words, b->arena, "{n} stop", "{n} stops",
                               (long)s->m->walk.n_stops)},
        {0}};
    t->icon = "check";
    t->large = parts_word(env, "You have walked it all");
    t->words = words_format(env->words, b->arena, NULL, "{distance}, {stops}", args);
}

static struct told tell(struct build *b, const struct walk_shown *s)
{
    const struct screen_env *env = s->env;
    struct told t = {.icon = "locate", .words = ""};
    switch (s->guide.status) {
    case WALK_ON:
        tell_way(b, s, &t);
        break;
    case WALK_AT:
        tell_here(b, s, &t);
        break;
    case WALK_OFF:
        tell_off(b, s, &t);
        break;
    case WALK_POOR:
        t.icon = "map";
        t.large = parts_word(env, "GPS is poor here");
        t.words = parts_word(env, "Go by the map and the names of the streets.");
        break;
    case WALK_ENDED:
        tell_ended(b, s, &t);
        break;
    case WALK_WAITING:
        t.large = env->live ? parts_word(env, "Waiting for your position")
                            : parts_word(env, "You say where you are");
        t.words =
            env->live
                ? parts_word(env, "Looking for satellites. At a stop you can also "
                                  "touch “I’m here”.")
                : parts_word(env, "Touch “I’m here” at each stop that you come to.");
        break;
    }
    return t;
}

static const char *mode_words(const struct walk_shown *s)
{
    const struct screen_env *env = s->env;
    if (!s->w || s->guide.status == WALK_ENDED)
        return NULL;
    if (s->w->preview)
        return s->w->paused ? parts_word(env, "Preview, paused")
                            : parts_word(env, "Preview");
    return s->w->paused ? parts_word(env, "Paused") : NULL;
}

struct node *walk_guidance(struct build *b, struct node *parent,
                           const struct walk_shown *s)
{
    const struct told t = tell(b, s);
    float pad = s->compact ? 16 : 28;
    float wide = 24 * b->look->caption_dp * fmaxf(1, look_factor(b->look, TEXT_CAPTION));
    struct node *card =
        node_add(b, parent,
                 &(struct node){.key = "guidance",
                                .role = ROLE_GROUP,
                                .name = parts_word(s->env, "The way"),
                                .style = {.flow = FLOW_ROW,
                                          .w = GROW,
                                          .max_w = s->beside ? 0 : wide,
                                          .max_h = s->beside ? 0 : b->look->h_dp * 0.32f,
                                          .pad = PAD2(pad * 0.8f, pad),
                                          .gap = pad,
                                          .align = AT_CENTER,
                                          .radius = 28,
                                          .shadow = true,
                                          .fill = COLOUR_PLUM}});
    node_icon(b, card, t.icon, COLOUR_ON_PLUM, s->compact ? 48 : 80);
    struct node *words = node_add(b, card,
                                  &(struct node){.key = "words",
                                                 .role = ROLE_GROUP,
                                                 .name = t.large,
                                                 .style = {.scroll = !s->beside,
                                                           .w = GROW,
                                                           .h = GROW,
                                                           .gap = 4,
                                                           .fill = COLOUR_PLUM}});
    const char *mode = mode_words(s);
    if (mode)
        node_text(b, words, "mode", TEXT_EYEBROW, COLOUR_GLOW, mode);
    struct node *n = node_text(b, words, "far", TEXT_SUBHEADING, COLOUR_ON_PLUM, t.large);
    n->text.scale = s->compact ? 1.1f : 1.4f;
    n->text.fit_lines = 2;
    n->style.w = GROW;
    if (!*t.words)
        return card;
    n = node_text(b, words, "way", TEXT_CAPTION, COLOUR_ON_PLUM, t.words);
    n->lang = t.lang;
    n->live = LIVE_POLITE;
    n->style.w = GROW;
    return card;
}

// ---- the card ----

bool walk_card_open(const struct walk_shown *s)
{
    return s->w && s->w->card >= 0 && (size_t)s->w->card < s->m->walk.n_stops;
}

static const struct walk_stop *stop_shown(const struct walk_shown *s)
{
    const struct walk_model *walk = &s->m->walk;
    size_t i = walk_card_open(s) ? (size_t)s->w->card : s->guide.next;
    return i < walk->n_stops ? &walk->stops[i] : NULL;
}

static void add_stop_words(struct build *b, struct node *parent,
                           const struct walk_shown *s, const struct walk_stop *stop)
{
    const struct screen_env *env = s->env;
    bool here = walk_card_open(s);
    const struct word_arg args[] = {
        {"n", words_number(env->words, b->arena, stop->position)},
        {"total", words_number(env->words, b->arena, (long)s->m->walk.n_stops)},
        {0}};
    parts_eyebrow(b, parent, "eyebrow",
                  words_format(env->words, b->arena, NULL,
                               here ? WORD("You are here · stop {n} of {total}")
                                    : WORD("Next · stop {n} of {total}"),
                               args));
    struct node *t =
        node_text(b, parent, "title", TEXT_HEADING, COLOUR_INK, text_line(&stop->title));
    t->lang = stop->title.lang;
    t->text.fit_lines = 2;
    t->live = LIVE_POLITE;
    t->style.w = GROW;
    if (here && s->lede)
        parts_text(b, parent, s->lede,
                   &(struct parts_words){TEXT_BODY, COLOUR_INK, NULL, 0});
    else if (!s->w || !s->w->preview)
        parts_text(b, parent, &stop->area,
                   &(struct parts_words){TEXT_CAPTION, COLOUR_INK_SOFT, NULL, 0});
}

static void add_open(struct build *b, struct node *parent, const struct walk_shown *s,
                     const struct walk_stop *stop)
{
    parts_primary(b, parent, "open", parts_word(s->env, "Open stop"),
                  command_make(VISIT_OPEN_STOP, 0, stop->id))
        ->way = WAY_ON;
    if (!walk_card_open(s))
        return;
    bool last = s->guide.status == WALK_ENDED;
    parts_secondary(b, parent, "walk-on",
                    parts_word(s->env, last ? WORD("What comes next") : WORD("Walk on")),
                    command_make(VISIT_WALK_CARD, 0, NULL));
}

static struct node *add_card(struct build *b, struct node *parent,
                             const struct walk_shown *s, const char *name)
{
    float part = walk_card_open(s) ? 0.5f : look_portrait(b->look) ? 0.48f : 0.44f;
    return node_add(
        b, parent,
        &(struct node){.key = "card",
                       .role = ROLE_GROUP,
                       .name = name,
                       .style = {.flow = s->wide ? FLOW_ROW : FLOW_COLUMN,
                                 .w = GROW,
                                 .max_h = s->beside ? 0 : b->look->h_dp * part,
                                 .align = AT_STRETCH,
                                 .radius = 28,
                                 .shadow = true,
                                 .fill = COLOUR_CARD}});
}

static struct node *add_scroller(struct build *b, struct node *card,
                                 const struct walk_shown *s, const char *name,
                                 struct edges pad, float gap)
{
    return node_add(b, card,
                    &(struct node){.key = "words",
                                   .role = ROLE_GROUP,
                                   .name = name,
                                   .style = {.scroll = !s->beside,
                                             .w = GROW,
                                             .pad = pad,
                                             .gap = gap,
                                             .fill = COLOUR_CARD}});
}

// One row: picture, words, buttons.
static void fill_wide(struct build *b, struct node *card, const struct walk_shown *s,
                      const struct walk_stop *stop)
{
    bool here = walk_card_open(s);
    parts_picture(b, card, "image", &stop->picture,
                  (struct node_style){.w = DP(here                    ? 400
                                              : s->w && s->w->preview ? 220
                                                                      : 280),
                                      .min_h = here ? 300 : 0,
                                      .h = GROW,
                                      .radius = 28,
                                      .corners = b->look->rtl ? CORNER_TR | CORNER_BR
                                                              : CORNER_TL | CORNER_BL});
    struct node *words =
        add_scroller(b, card, s, text_line(&stop->title), PAD2(24, 32), here ? 12 : 6);
    add_stop_words(b, words, s, stop);
    node_box(b, words, "space", (struct node_style){.h = DP(8)});
    walk_progress(b, words, s);
    struct node *side = node_box(b, card, "side",
                                 (struct node_style){.pad = {24, 28, 24, 0},
                                                     .max_w = b->look->w_dp * 0.46f,
                                                     .gap = s->gap,
                                                     .align = AT_STRETCH,
                                                     .justify = AT_CENTER});
    add_open(b, side, s, stop);
    walk_controls(b, side, s);
}

// Upright, or in large letters: one below the other, and it scrolls.
static void fill_narrow(struct build *b, struct node *card, const struct walk_shown *s,
                        const struct walk_stop *stop)
{
    float pad = s->compact ? 16 : 28;
    bool here = walk_card_open(s);
    card->style.pad = PAD2(pad, 0);
    struct node *all = add_scroller(b, card, s, text_line(&stop->title),
                                    (struct edges){0, pad, 0, pad}, s->gap);
    struct node *row = node_box(
        b, all, "stop",
        (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = pad, .align = AT_CENTER});
    if (!s->compact && b->look->text_size <= 3)
        parts_picture(b, row, "image", &stop->picture,
                      (struct node_style){.w = DP(here ? 260 : 200),
                                          .h = DP(here ? 200 : 140),
                                          .radius = 20});
    struct node *words =
        node_box(b, row, "words", (struct node_style){.w = GROW, .gap = 6});
    add_stop_words(b, words, s, stop);
    walk_progress(b, all, s);
    walk_controls(b, all, s);
    bool pair = here && !s->beside;
    struct node *buttons =
        node_box(b, all, "buttons",
                 (struct node_style){
                     .flow = pair ? FLOW_ROW : FLOW_COLUMN, .w = GROW, .gap = s->gap});
    add_open(b, buttons, s, stop);
    for (struct node *n = buttons->first; n; n = n->next)
        n->style.w = GROW;
}

// After the last stop: nothing here is over but the walk.
static void fill_ended(struct build *b, struct node *card, const struct walk_shown *s)
{
    const struct screen_env *env = s->env;
    float pad = s->compact ? 16 : 28;
    card->style.pad = PAD2(pad, 0);
    card->style.flow = FLOW_COLUMN;
    struct node *all = add_scroller(b, card, s, parts_word(env, "What comes next"),
                                    (struct edges){0, pad, 0, pad}, s->gap);
    parts_eyebrow(b, all, "eyebrow", parts_word(env, "What comes next"));
    struct node *title = node_text(b, all, "title", TEXT_HEADING, COLOUR_INK,
                                   text_line(&s->m->walk.title));
    title->lang = s->m->walk.title.lang;
    title->style.w = GROW;
    title->text.fit_lines = 2;
    struct node *ways = node_box(
        b, all, "ways", (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = s->gap});
    parts_primary(b, ways, "tours", parts_word(env, "See the tours"),
                  command_make(VISIT_HOME, 0, NULL));
    parts_secondary(b, ways, "quiz", parts_word(env, "Quiz"),
                    visit_open(SCREEN_QUIZ, 0, NULL));
    parts_secondary(b, ways, "saved", parts_word(env, "My stops"),
                    visit_open(SCREEN_SAVED, 0, NULL));
    if (s->w->preview)
        parts_secondary(b, ways, "again", parts_word(env, "Preview it again"),
                        command_make(VISIT_WALK_SEEK, 0, NULL));
    else
        parts_secondary(b, ways, "tour", parts_word(env, "Back to the tour"),
                        command_make(VISIT_OPEN_TOUR, 0, s->m->walk.tour));
}

struct node *walk_card(struct build *b, struct node *parent, const struct walk_shown *s)
{
    const struct walk_stop *stop = stop_shown(s);
    bool ended = s->w && s->guide.status == WALK_ENDED && !walk_card_open(s);
    if (ended) {
        struct node *card = add_card(b, parent, s, parts_word(s->env, "What comes next"));
        fill_ended(b, card, s);
        return card;
    }
    if (!stop)
        return NULL;
    struct node *card = add_card(b, parent, s,
                                 walk_card_open(s) ? parts_word(s->env, "You are here")
                                                   : parts_word(s->env, "Next stop"));
    if (s->wide)
        fill_wide(b, card, s, stop);
    else
        fill_narrow(b, card, s, stop);
    return card;
}

bool walk_safety(struct build *b, struct node *parent, const struct walk_shown *s)
{
    if (!s->w || s->w->preview || s->w->safe || s->guide.status == WALK_ENDED ||
        walk_card_open(s))
        return false;
    float pad = s->compact ? 16 : 28;
    struct node *card =
        node_add(b, parent,
                 &(struct node){.key = "safety",
                                .role = ROLE_GROUP,
                                .name = parts_word(s->env, "Walking safely"),
                                .style = {.flow = s->beside ? FLOW_COLUMN : FLOW_ROW,
                                          .w = GROW,
                                          .pad = PAD(pad),
                                          .gap = pad,
                                          .align = s->beside ? AT_STRETCH : AT_CENTER,
                                          .radius = 28,
                                          .shadow = true,
                                          .fill = COLOUR_CORAL_SOFT}});
    if (!s->beside)
        node_icon(b, card, "walk", COLOUR_CORAL_DEEP, 56);
    struct node *t = node_text(
        b, card, "words", TEXT_LABEL, COLOUR_CORAL_DEEP,
        parts_word(s->env, "Look up at every crossing; the streets come first."));
    t->style.w = GROW;
    t->live = LIVE_POLITE;
    parts_primary(b, card, "ok", parts_word(s->env, "OK"),
                  command_make(VISIT_WALK_SAFE, 0, NULL));
    return true;
}

// A tour: what it is, what it asks of you, and its stops.
#include <math.h>

#include "base/log.h"
#include "screens/mapping.h"
#include "ui/list.h"

struct tour_page {
    struct tour_model tour; // first, for those who know no more of the page
    struct mapping mapping;
};

// What the list's rows are built from; lives as long as the tree.
struct rows {
    const struct tour_model *tour;
    const struct screen_env *env;
};

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct tour_page *m = ARENA_NEW(arena, struct tour_page);
    const char *id = visit_top(visit)->id;
    struct err why = {0};
    *model_out = m;
    if (!pack_load_tour(pack, arena, id, &m->tour, err))
        return false;
    // A tour whose walk is damaged is still a tour.
    if (!mapping_load(pack, arena, id, &m->mapping, &why)) {
        log_warn("%s", why.text);
        m->mapping = (struct mapping){.walk = {.tour = m->tour.id}};
    }
    return true;
}

// NULL: there is no such stop, or it can't be read.
static const struct stop_card *read_card(struct arena *arena, const struct rows *rows,
                                         size_t i)
{
    struct stop_card *card = ARENA_NEW(arena, struct stop_card);
    struct err err;
    bool good =
        pack_load_card(rows->env->pack, arena, rows->tour->id, (int)i + 1, card, &err);
    return good && *card->id ? card : NULL;
}

// What one types on the keypad; no word of any language, and written as it is typed.
static const char *code_of(struct arena *arena, const struct stop_card *stop)
{
    return arena_printf(arena, "%d", stop->code);
}

static void add_row_words(struct build *b, struct node *row, const struct rows *rows,
                          const struct stop_card *stop, bool narrow)
{
    const struct words *words = rows->env->words;
    const char *number = words_number(words, b->arena, stop->position);
    struct node *column =
        node_box(b, row, "words",
                 (struct node_style){
                     .w = GROW, .gap = 6, .pad = {24, 24, 24, 0}, .justify = AT_CENTER});
    const struct word_arg args[] = {
        {"n", number}, {"code", code_of(b->arena, stop)}, {0}};
    bool both = narrow && stop->code;
    parts_eyebrow(b, column, "eyebrow",
                  words_format(words, b->arena, NULL,
                               both ? WORD("Stop {n} · {code}") : WORD("Stop {n}"),
                               args));
    struct node *title =
        node_text(b, column, "title", TEXT_HEADING, COLOUR_INK, text_line(&stop->title));
    title->lang = stop->title.lang;
    if (*text_line(&stop->area)) {
        struct node *area = node_text(b, column, "area", TEXT_CAPTION, COLOUR_INK_SOFT,
                                      text_line(&stop->area));
        area->lang = stop->area.lang;
    }
}

// As a key of the keypad looks.
static void add_code(struct build *b, struct node *row, const struct stop_card *stop)
{
    struct node *side = node_box(
        b, row, "code", (struct node_style){.pad = {0, 32, 0, 0}, .justify = AT_CENTER});
    struct node *key = node_box(
        b, side, "key",
        (struct node_style){.pad = PAD2(8, 20), .radius = 16, .fill = COLOUR_SAND});
    node_text(b, key, "digits", TEXT_LABEL, COLOUR_INK, code_of(b->arena, stop));
}

static struct node *stop_row(struct build *b, struct node *parent, const void *data,
                             size_t i)
{
    const struct rows *rows = data;
    const struct stop_card *stop = read_card(b->arena, rows, i);
    const struct look *look = b->look;
    if (!stop) // its place stays, so that the others keep theirs
        return node_box(b, parent, NULL,
                        (struct node_style){.w = GROW, .min_h = look_touch(look)});
    float w = (look_portrait(look) ? look->w_dp : look->w_dp / 2) - 2 * look_margin(look);
    bool narrow = w < 640 * look_factor(look, TEXT_HEADING);
    float side = narrow ? 140 : 220;
    struct node *row =
        node_add(b, parent,
                 &(struct node){.key = stop->id,
                                .role = ROLE_LINK,
                                .name = text_line(&stop->title),
                                .lang = stop->title.lang,
                                .position = stop->position,
                                .of = (int)rows->tour->n_stops,
                                .grows = true,
                                .command = command_make(VISIT_OPEN_STOP, 0, stop->id),
                                .style = {.flow = FLOW_ROW,
                                          .w = GROW,
                                          .min_h = look_touch(look),
                                          .align = AT_STRETCH,
                                          .gap = 32,
                                          .fill = COLOUR_CARD,
                                          .radius = 24,
                                          .shadow = true}});
    parts_picture(b, row, "image", &stop->picture,
                  (struct node_style){.w = DP(side),
                                      .min_h = 168,
                                      .radius = 24,
                                      .corners = b->look->rtl ? CORNER_TR | CORNER_BR
                                                              : CORNER_TL | CORNER_BL});
    add_row_words(b, row, rows, stop, narrow);
    if (stop->code && !narrow)
        add_code(b, row, stop);
    return row;
}

static const char *stop_name(struct arena *arena, const void *data, size_t i)
{
    const struct stop_card *stop = read_card(arena, data, i);
    return stop ? text_line(&stop->title) : "";
}

static void add_head(struct build *b, struct node *picture, const struct tour_model *m)
{
    float margin = look_margin(b->look);
    picture->style.justify = AT_END;
    struct node *head = parts_on_picture(
        b, picture, "head", (struct edges){0, margin, margin * 0.7f, margin}, 12);
    if (*text_line(&m->eyebrow)) {
        struct node *n = node_text(b, head, "eyebrow", TEXT_EYEBROW, COLOUR_ON_PLUM,
                                   text_line(&m->eyebrow));
        n->lang = m->eyebrow.lang;
    }
    if (m->title.n_blocks) {
        struct node *t =
            parts_block(b, head, &m->title.blocks[0], m->title.lang,
                        &(struct parts_words){TEXT_TITLE, COLOUR_ON_PLUM, NULL, 0});
        t->text.balance = true;
        t->text.fit_lines = 4;
    }
}

static void add_chips(struct build *b, struct node *parent, const struct screen_env *env,
                      const struct tour_model *m)
{
    struct node *chips = node_box(
        b, parent, "chips", (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 12});
    parts_chip(
        b, chips, "stops",
        words_plural(env->words, b->arena, "{n} stop", "{n} stops", (long)m->n_stops),
        NULL);
    parts_chip(b, chips, "mode", parts_mode(env, m->mode), NULL);
    if (m->minutes)
        parts_chip(b, chips, "time", words_minutes(env->words, b->arena, m->minutes),
                   NULL);
}

static void add_hunt(struct build *b, struct node *parent, const struct screen_env *env,
                     const struct tour_model *m)
{
    if (!m->has_eggs)
        return;
    parts_way(b, parent,
              &(struct parts_way){.key = "eggs",
                                  .icon = "easter-egg",
                                  .words = parts_word(env, "Look for the easter eggs"),
                                  .command = visit_open(SCREEN_EGGS, 0, m->id)});
}

// A picture of the map, which opens it; how far it is, and the ways to begin.
static void add_walk(struct build *b, struct node *parent, const struct screen_env *env,
                     const struct mapping *m)
{
    const struct look *look = b->look;
    size_t region = mapping_home(m);
    float w = (look_portrait(look) ? look->w_dp : look->w_dp / 2) - 2 * look_margin(look);
    float h = fminf(w / 1.9f, look->h_dp * 0.45f);
    if (region < m->regions.n) {
        struct map_view *view = mapping_view(b, env, m, region, NULL, 0);
        struct node *stack =
            node_box(b, parent, "map",
                     (struct node_style){.flow = FLOW_STACK, .w = GROW, .h = DP(h)});
        view->fixed = true;
        view->covered = PAD2(36, 96); // names are beside the stops
        view->base = mapping_fit(b, m, region, w, h, view->covered);
        struct node *map = map_add(b, stack, "map", parts_word(env, "Map"), view);
        map->style.w = map->style.h = GROW;
        node_add(b, stack,
                 &(struct node){.key = "open",
                                .role = ROLE_LINK,
                                .name = parts_word(env, "Open the map"),
                                .grows = true,
                                .command = mapping_choose(m, region, -1),
                                .style = {.w = GROW, .h = GROW, .radius = 8}});
        mapping_attribution(b, parent, env, m, region, true);
    }
    mapping_length(b, parent, env, m);
    if (!m->walk.n_legs)
        return;
    struct node *ways = node_box(
        b, parent, "ways", (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 16});
    mapping_begin(b, ways, env, m);
}

static void add_bar(struct build *b, const struct parts_bar *bar,
                    const struct screen_env *env, const struct tour_model *m)
{
    parts_home(b, bar->tools, env);
    parts_search(b, bar->tools, env);
    parts_keypad(b, bar->tools, env);
    parts_settings(b, bar->tools, env);
    if (*m->first_stop)
        parts_primary(b, bar->on, "start", parts_word(env, "Start tour"),
                      command_make(VISIT_OPEN_STOP, 0, m->first_stop))
            ->way = WAY_ON;
}

static void add_section(struct build *b, struct node *parent, const char *words,
                        const struct text *text, const struct parts_words *how)
{
    if (!text->n_blocks)
        return;
    parts_eyebrow(b, parent, NULL, words)->style.pad.top = 16;
    parts_text(b, parent, text, how);
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct tour_page *page = model;
    const struct tour_model *m = &page->tour;
    struct parts_page p = parts_page(b, env, entry, text_line(&m->title), &m->picture);
    struct rows *rows = ARENA_NEW(b->arena, struct rows);
    struct list_source *source = ARENA_NEW(b->arena, struct list_source);
    *rows = (struct rows){m, env};
    *source = (struct list_source){.count = m->n_stops,
                                   .gap_dp = 24,
                                   .data = rows,
                                   .row = stop_row,
                                   .name = stop_name};
    parts_back(b, &p, env);
    add_head(b, p.picture, m);
    add_chips(b, p.text, env, m);
    parts_text(b, p.text, &m->lede,
               &(struct parts_words){TEXT_LEDE, COLOUR_INK, m->sources, m->n_sources});
    add_walk(b, p.text, env, &page->mapping);
    add_hunt(b, p.text, env, m);
    parts_eyebrow(b, p.text, "stops", parts_word(env, "Stops"))->style.pad.top = 16;
    list_add(b, p.text, "list", parts_word(env, "Stops"), source);
    const struct parts_words how = {TEXT_BODY, COLOUR_INK, m->sources, m->n_sources};
    const char *needs = parts_word(env, "What it asks of you");
    const char *about = parts_word(env, "About this tour");
    add_section(b, p.text, needs, &m->needs, &how);
    add_section(b, p.text, about, &m->about, &how);
    parts_sources(b, p.text, env, m->sources, m->n_sources);
    add_bar(b, &p.bar, env, m);
    return p.root;
}

static uint32_t accent(const void *model)
{
    const struct tour_page *m = model;
    return m->tour.accent;
}

const struct screen_class screen_tour = {load, view, accent, NULL};

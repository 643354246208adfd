// All films, books and series of the pack: some as pictures, then each as a row.
#include <math.h>

#include "screens/cinema.h"
#include "screens/nav.h"
#include "ui/list.h"

// What the list's rows are built from; lives as long as the tree.
struct rows {
    const struct films_model *m;
    const struct screen_env *env;
};

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct films_model *m = ARENA_NEW(arena, struct films_model);
    (void)visit;
    *model_out = m;
    return pack_load_films(pack, arena, m, err);
}

static const char *line_of(struct build *b, const struct screen_env *env,
                           const struct film_card *card)
{
    const char *line = cinema_line(b, env, card, 0);
    return *text_line(&card->director)
               ? arena_printf(b->arena, "%s · %s", line, text_line(&card->director))
               : line;
}

static const char *places_of(struct build *b, const struct screen_env *env,
                             const struct film_card *card)
{
    return card->n_places ? words_plural(env->words, b->arena, "{n} place", "{n} places",
                                         card->n_places)
                          : "";
}

static struct node *film_row(struct build *b, struct node *parent, const void *data,
                             size_t i)
{
    const struct rows *rows = data;
    const struct screen_env *env = rows->env;
    const struct look *look = b->look;
    struct film_card *card = ARENA_NEW(b->arena, struct film_card);
    struct err err;
    const char *id = rows->m->ids[i];
    if (!pack_load_film_card(env->pack, b->arena, id, card, &err))
        return node_box(b, parent, NULL,
                        (struct node_style){.w = GROW, .min_h = look_touch(look)});
    struct node *n =
        cinema_row(b, parent,
                   &(struct cinema_row){.key = card->id,
                                        .name = text_line(&card->title),
                                        .lang = card->title.lang,
                                        .icon = "film",
                                        .end = places_of(b, env, card),
                                        .note = line_of(b, env, card),
                                        .w_dp = look->w_dp - 2 * look_margin(look),
                                        .command = visit_open(SCREEN_FILM, 0, card->id)});
    n->position = (int)i + 1;
    n->of = (int)rows->m->n;
    n->style.fill = COLOUR_CARD;
    n->style.radius = 24;
    n->style.shadow = true;
    n->style.pad = PAD2(14, look_compact(look) ? 20 : 32);
    return n;
}

static const char *film_name(struct arena *arena, const void *data, size_t i)
{
    const struct rows *rows = data;
    struct film_card card;
    struct err err;
    bool good = pack_load_film_card(rows->env->pack, arena, rows->m->ids[i], &card, &err);
    return good ? text_line(&card.title) : "";
}

static void add_card(struct build *b, struct node *row, const struct screen_env *env,
                     const struct film_card *card)
{
    const struct look *look = b->look;
    struct node *n = node_add(
        b, row,
        &(struct node){
            .key = card->id,
            .role = ROLE_LINK,
            .name = text_line(&card->title),
            .lang = card->title.lang,
            .grows = true,
            .command = visit_open(SCREEN_FILM, 0, card->id),
            .style = {.flow = FLOW_STACK,
                      .w = GROW,
                      .min_h = fmaxf(look_touch(look),
                                     look->h_dp * (look_portrait(look) ? 0.17f : 0.3f)),
                      .justify = AT_END,
                      .fill = COLOUR_CARD,
                      .radius = 24,
                      .shadow = true}});
    parts_picture(b, n, "image", &card->picture,
                  (struct node_style){.w = GROW, .h = GROW, .radius = 24});
    float pad = look_compact(look) ? 20 : 32;
    struct node *words =
        parts_on_picture(b, n, "over", (struct edges){0, pad, pad * 0.8f, pad}, 6);
    struct node *dusk = words->parent->first;
    dusk->style.radius = words->style.radius = 24;
    dusk->style.corners = CORNER_TL | CORNER_TR;
    words->style.corners = CORNER_BL | CORNER_BR;
    node_text(b, words, "line", TEXT_EYEBROW, COLOUR_ON_PLUM,
              cinema_line(b, env, card, 0));
    struct node *t = node_text(b, words, "title", TEXT_HEADING, COLOUR_ON_PLUM,
                               text_line(&card->title));
    t->lang = card->title.lang;
    t->style.w = GROW;
    t->text.fit_lines = 3;
}

static void add_featured(struct build *b, struct node *parent,
                         const struct screen_env *env, const struct films_model *m)
{
    const struct look *look = b->look;
    float w = look->w_dp - 2 * look_margin(look), gap = look_compact(look) ? 16 : 32;
    float fit = floorf((w + gap) / (380 * look_factor(look, TEXT_HEADING) + gap));
    size_t columns = fit < 1 ? 1 : fit > 4 ? 4 : (size_t)fit;
    // As many beside each other as make full rows, if that can be.
    for (size_t c = columns; c > 1; c--)
        if (m->n_featured % c == 0) {
            columns = c;
            break;
        }
    for (size_t i = 0; i < m->n_featured;) {
        struct node *row =
            node_box(b, parent, arena_printf(b->arena, "featured-%zu", i),
                     (struct node_style){
                         .flow = FLOW_ROW, .w = GROW, .gap = gap, .align = AT_STRETCH});
        for (size_t k = 0; k < columns && i < m->n_featured; k++, i++)
            add_card(b, row, env, &m->featured[i]);
    }
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct films_model *m = model;
    float margin = look_margin(b->look);
    const char *name = parts_word(env, "Films");
    struct node *root = node_root(b, entry,
                                  &(struct node){.key = "page",
                                                 .role = ROLE_PAGE,
                                                 .name = name,
                                                 .style = {.fill = COLOUR_PAPER}});
    struct node *all = node_add(
        b, root,
        &(struct node){.key = "text",
                       .role = ROLE_GROUP,
                       .name = name,
                       .style = {.scroll = true,
                                 .fill = COLOUR_PAPER,
                                 .w = GROW,
                                 .h = GROW,
                                 .gap = look_compact(b->look) ? 16 : 32,
                                 .pad = {margin * 0.7f, margin, margin, margin}}});
    parts_eyebrow(
        b, all, "eyebrow",
        words_plural(env->words, b->arena, "{n} title", "{n} titles", (long)m->n));
    node_text(b, all, "title", TEXT_TITLE, COLOUR_INK,
              parts_word(env, "The films behind the places"))
        ->text.fit_lines = 2;
    add_featured(b, all, env, m);
    if (m->n) {
        struct rows *rows = ARENA_NEW(b->arena, struct rows);
        struct list_source *source = ARENA_NEW(b->arena, struct list_source);
        *rows = (struct rows){m, env};
        *source = (struct list_source){m->n, 16, rows, film_row, film_name};
        parts_eyebrow(b, all, "all", parts_word(env, "All by title"))->style.pad.top = 16;
        list_add(b, all, "list", parts_word(env, "All by title"), source);
    } else {
        node_text(b, all, "none", TEXT_BODY, COLOUR_INK,
                  parts_word(env, "This guide names no films yet."));
    }
    nav_bar(b, root, env, SCREEN_FILMS);
    return root;
}

const struct screen_class screen_films = {load, view, NULL, NULL};

// A place: every film that was shot there and who says so, how it came about, and the way there.
#include "screens/gallery.h"
#include "screens/going.h"
#include "screens/qr_mark.h"
#include "screens/statements.h"
#include "ui/list.h"

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct place_model *m = ARENA_NEW(arena, struct place_model);
    *model_out = m;
    return pack_load_place(pack, arena, visit_top(visit)->id, m, err);
}

// ---- the films ----

// What the list's rows are built from; lives as long as the tree.
struct rows {
    const struct place_model *m;
    struct statements s;
};

static const char *film_name(struct arena *arena, const struct rows *rows, size_t i)
{
    const struct claim *c = &rows->m->claims[i];
    if (!c->work_year)
        return text_line(&c->work_title);
    const struct word_arg args[] = {{"title", text_line(&c->work_title)},
                                    {"year", arena_printf(arena, "%d", c->work_year)},
                                    {0}};
    return words_format(rows->s.env->words, arena, NULL, "{title} ({year})", args);
}

static const char *row_name(struct arena *arena, const void *data, size_t i)
{
    return film_name(arena, data, i);
}

// The film is pressed, and so are those who say so.
static struct node *film_row(struct build *b, struct node *parent, const void *data,
                             size_t i)
{
    const struct rows *rows = data;
    const struct claim *c = &rows->m->claims[i];
    struct node *card = statements_card(b, parent, c->id, COLOUR_CARD);
    struct node *film =
        node_add(b, card,
                 &(struct node){.key = "film",
                                .role = ROLE_LINK,
                                .name = film_name(b->arena, rows, i),
                                .lang = c->work_title.lang,
                                .position = (int)i + 1,
                                .of = (int)rows->m->n_claims,
                                .command = visit_open(SCREEN_FILM, 0, c->work),
                                .style = {.flow = FLOW_ROW,
                                          .w = GROW,
                                          .min_h = look_touch(b->look),
                                          .gap = 16,
                                          .align = AT_CENTER}});
    node_icon(b, film, "film", COLOUR_CORAL_TEXT, 40);
    struct node *words =
        node_box(b, film, "words", (struct node_style){.w = GROW, .gap = 4});
    node_text(b, words, "title", TEXT_SUBHEADING, COLOUR_INK, film->name)->style.w = GROW;
    struct node *claim = node_text(b, words, "claim", TEXT_CAPTION, COLOUR_INK,
                                   statements_claim_words(rows->s.env, c));
    claim->style.w = GROW;
    claim->lang = b->lang;
    node_icon(b, film, "next", COLOUR_INK, 32)->icon_mirrors = true;
    parts_text(b, card, &c->body, &rows->s.body);
    statements_behind(
        b, card, &rows->s,
        &(struct statement){CITE_CLAIM, c->id, c->citations, c->n_citations});
    return card;
}

static void add_films(struct build *b, struct node *parent, const struct place_model *m,
                      const struct statements *s)
{
    if (!m->n_claims)
        return;
    struct rows *rows = ARENA_NEW(b->arena, struct rows);
    struct list_source *source = ARENA_NEW(b->arena, struct list_source);
    *rows = (struct rows){m, *s};
    *source = (struct list_source){.count = m->n_claims,
                                   .gap_dp = 24,
                                   .data = rows,
                                   .row = film_row,
                                   .name = row_name};
    const char *name = parts_word(s->env, "Films at this place");
    statements_section(b, parent, "films", name);
    list_add(b, parent, "list", name, source);
}

// ---- the place itself ----

static void add_line(struct build *b, struct node *parent, const char *key,
                     const char *icon, const char *words)
{
    struct node *row = node_box(
        b, parent, key,
        (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 16, .align = AT_CENTER});
    node_icon(b, row, icon, COLOUR_INK, 40);
    node_text(b, row, "words", TEXT_BODY, COLOUR_INK, words)->style.w = GROW;
}

static void add_history(struct build *b, struct node *parent, const struct place_model *m,
                        const struct statements *s)
{
    const struct screen_env *env = s->env;
    bool named = *text_line(&m->architects) != '\0', dated = *m->place.opened != '\0';
    if (!named && !dated && !m->history.n_blocks)
        return;
    statements_section(b, parent, "built", parts_word(env, "Architecture and history"));
    if (dated)
        add_line(b, parent, "opened", "clock",
                 words_format(env->words, b->arena, NULL, "Opened: {when}",
                              (struct word_arg[]){{"when", m->place.opened}, {0}}));
    if (named)
        add_line(
            b, parent, "by", "people",
            words_format(env->words, b->arena, NULL, "Architects: {names}",
                         (struct word_arg[]){{"names", text_line(&m->architects)}, {0}}));
    parts_text(b, parent, &m->history, &s->body);
}

// In plain words, before anybody sets out.
static void add_warning(struct build *b, struct node *parent,
                        const struct screen_env *env, enum etiquette etiquette)
{
    static const char *const forms[] = {
        [ETI_PUBLIC] = NULL,
        [ETI_TICKETED] = WORD("To go in you need a ticket or a booking."),
        [ETI_PRIVATE_HOME] = WORD("Somebody lives here. Please look at it from afar, "
                                  "or on this screen."),
        [ETI_CLOSED_LOT] =
            WORD("This place is closed to visitors. Please don’t go there; "
                 "see it here."),
    };
    if (!forms[etiquette])
        return;
    struct node *card = statements_card(b, parent, "warning", COLOUR_CORAL_SOFT);
    card->style.flow = FLOW_ROW;
    card->style.gap = 24;
    card->style.align = AT_CENTER;
    node_icon(b, card, etiquette == ETI_TICKETED ? "tour" : "warning", COLOUR_CORAL_DEEP,
              48);
    node_text(b, card, "words", TEXT_LABEL, COLOUR_INK, parts_word(env, forms[etiquette]))
        ->style.w = GROW;
}

// How to book, with the address to be read, typed or taken along.
static void add_booking(struct build *b, struct node *parent, const struct place_model *m,
                        const struct statements *s)
{
    const struct screen_env *env = s->env;
    if (!m->booking.n_blocks && !*m->booking_address)
        return;
    struct node *card = statements_card(b, parent, "booking", COLOUR_CARD);
    bool narrow = look_compact(b->look) || b->look->text_size > 3;
    card->style.flow = narrow ? FLOW_COLUMN : FLOW_ROW;
    card->style.gap = 32;
    struct node *words =
        node_box(b, card, "words", (struct node_style){.w = GROW, .gap = 12});
    node_text(b, words, "how", TEXT_LABEL, COLOUR_INK, parts_word(env, "How to visit"));
    parts_text(b, words, &m->booking, &s->body);
    if (!*m->booking_address)
        return;
    node_text(b, words, "address", TEXT_CAPTION, COLOUR_INK_SOFT, m->booking_address)
        ->style.w = GROW;
    qr_mark_add(b, card,
                words_format(env->words, b->arena, NULL, "QR code of {address}",
                             (struct word_arg[]){{"address", m->booking_address}, {0}}),
                m->booking_address);
}

static void add_stops(struct build *b, struct node *parent, const struct screen_env *env,
                      const struct place_model *m)
{
    if (!m->n_stops)
        return;
    statements_section(b, parent, "tours", parts_word(env, "On a tour"));
    for (size_t i = 0; i < m->n_stops; i++) {
        const struct place_stop *s = &m->stops[i];
        struct node *row = node_add(
            b, parent,
            &(struct node){.key = arena_printf(b->arena, "stop:%s", s->id),
                           .role = ROLE_LINK,
                           .name = words_format(
                               env->words, b->arena, NULL, "{tour}: {stop}",
                               (struct word_arg[]){{"tour", text_line(&s->tour_title)},
                                                   {"stop", text_line(&s->title)},
                                                   {0}}),
                           .command = command_make(VISIT_OPEN_STOP, 0, s->id),
                           .style = {.flow = FLOW_ROW,
                                     .w = GROW,
                                     .max_w = 960,
                                     .min_h = look_touch(b->look),
                                     .pad = PAD2(20, 28),
                                     .gap = 20,
                                     .radius = 24,
                                     .fill = COLOUR_CARD,
                                     .shadow = true,
                                     .align = AT_CENTER}});
        node_icon(b, row, "tour", COLOUR_CORAL_TEXT, 40);
        struct node *words =
            node_box(b, row, "words", (struct node_style){.w = GROW, .gap = 4});
        struct node *title =
            node_text(b, words, "title", TEXT_LABEL, COLOUR_INK, text_line(&s->title));
        title->lang = s->title.lang;
        title->style.w = GROW;
        struct node *tour = node_text(b, words, "tour", TEXT_CAPTION, COLOUR_INK_SOFT,
                                      text_line(&s->tour_title));
        tour->lang = s->tour_title.lang;
        tour->style.w = GROW;
        node_icon(b, row, "next", COLOUR_INK, 32)->icon_mirrors = true;
    }
}

static struct node *add_head(struct build *b, struct node *parent,
                             const struct screen_env *env, const struct place_model *m)
{
    const struct place *p = &m->place;
    struct node *eyebrow = parts_eyebrow(
        b, parent, "eyebrow",
        *text_line(&p->area) ? text_line(&p->area) : parts_word(env, "A place"));
    if (*text_line(&p->area))
        eyebrow->lang = p->area.lang;
    struct node *t =
        node_text(b, parent, "title", TEXT_TITLE, COLOUR_INK, text_line(&p->title));
    t->lang = p->title.lang;
    t->text.balance = true;
    t->text.fit_lines = 3;
    struct node *chips = going_chips(b, parent, env, p);
    if (m->indoors != INDOORS_UNKNOWN)
        parts_chip(b, chips, "indoors", going_indoors_words(env, m->indoors), NULL);
    if (p->step_free == STEP_FREE_YES)
        parts_chip(b, chips, "step-free", going_step_free_words(env, p->step_free), NULL);
    if (m->n_vantages)
        parts_secondary(b, parent, "scene", parts_word(env, "Stand here, look there"),
                        visit_open(SCREEN_SCENE, 0, p->id));
    return chips;
}

// Without a picture its half is a quiet ground with a pin.
static void add_ground(struct build *b, struct node *picture)
{
    picture->style.fill = COLOUR_SAND;
    struct node *middle =
        node_box(b, picture, "ground",
                 (struct node_style){
                     .w = GROW, .h = GROW, .align = AT_CENTER, .justify = AT_CENTER});
    node_icon(b, middle, "pin", COLOUR_CORAL_TEXT, look_compact(b->look) ? 96 : 200);
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct place_model *m = model;
    const struct gallery gallery = gallery_of(env, m);
    struct parts_page p = parts_page(b, env, entry, text_line(&m->place.title), NULL);
    if (!m->n_pictures)
        add_ground(b, p.picture);
    gallery_add(b, &p, env, &gallery);
    const struct statements s = statements_of(env, m->sources, m->n_sources);
    struct node *chips = add_head(b, p.text, env, m);
    add_warning(b, p.text, env, m->place.etiquette);
    add_films(b, p.text, m, &s);
    add_history(b, p.text, m, &s);
    statements_facts(b, p.text, &s, m->facts, m->n_facts);
    going_access(b, p.text, env, &m->place);
    add_booking(b, p.text, m, &s);
    add_stops(b, p.text, env, m);
    parts_sources(b, p.text, env, m->sources, m->n_sources);
    parts_home(b, p.bar.tools, env);
    parts_search(b, p.bar.tools, env);
    parts_settings(b, p.bar.tools, env);
    going_heart(b, &p.bar, chips, env, SCREEN_PLACE, m->place.id);
    return p.root;
}

const struct screen_class screen_place = {load, view, NULL, NULL};

// What a visitor put by in this visit, and what of it suits them now.
#include "pack/grounds.h"
#include "screens/going.h"
#include "screens/nav.h"
#include "screens/statements.h"
#include "ui/list.h"

struct saved_model {
    struct saved_card *cards; // in the order of saving
    size_t n;
};

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct saved_model *m = ARENA_NEW(arena, struct saved_model);
    *model_out = m;
    m->cards = ARENA_ARRAY(arena, struct saved_card, SAVED_MAX);
    for (int i = 0; i < visit->saved.n; i++) {
        const struct saved_item *item = &visit->saved.items[i];
        bool found;
        if (!pack_load_saved(pack, arena, item->screen == SCREEN_STOP, item->id,
                             &m->cards[m->n], &found, err))
            return false;
        m->n += found;
    }
    return true;
}

static uint64_t depends(const struct visit *visit)
{
    return saved_hash(&visit->saved, 0);
}

// ---- what is left by the filters ----

struct rows {
    const struct screen_env *env;
    const struct saved_card **cards;
    size_t n;
    int minutes; // of them together, where only those with minutes are left
};

static bool suits(const struct saved_card *c, unsigned filters)
{
    return !(filters & FILTER_STEP_FREE && c->step_free != STEP_FREE_YES) &&
           !(filters & FILTER_INDOORS && c->indoors != INDOORS_YES);
}

// In their order, each that still fits. How long one stays must be known: none is guessed.
static struct rows left(struct build *b, const struct screen_env *env,
                        const struct saved_model *m)
{
    unsigned filters = env->visit->filters;
    struct rows rows = {env, ARENA_ARRAY(b->arena, const struct saved_card *, m->n), 0,
                        0};
    for (size_t i = 0; i < m->n; i++) {
        const struct saved_card *c = &m->cards[i];
        if (!suits(c, filters))
            continue;
        if (filters & FILTER_SHORT) {
            if (!c->minutes || rows.minutes + c->minutes > FILTER_MINUTES)
                continue;
            rows.minutes += c->minutes;
        }
        rows.cards[rows.n++] = c;
    }
    return rows;
}

// ---- rows ----

static const char *row_name(struct arena *arena, const void *data, size_t i)
{
    const struct rows *rows = data;
    (void)arena;
    return text_line(&rows->cards[i]->title);
}

static void add_row_words(struct build *b, struct node *row, const struct rows *rows,
                          const struct saved_card *c)
{
    const struct screen_env *env = rows->env;
    struct node *words =
        node_box(b, row, "words",
                 (struct node_style){
                     .w = GROW, .gap = 6, .pad = {24, 24, 24, 0}, .justify = AT_CENTER});
    struct node *title =
        node_text(b, words, "title", TEXT_SUBHEADING, COLOUR_INK, text_line(&c->title));
    title->lang = c->title.lang;
    title->style.w = GROW;
    const struct text *where = c->stop ? &c->tour_title : &c->area;
    if (*text_line(where)) {
        struct node *n =
            node_text(b, words, "where", TEXT_CAPTION, COLOUR_INK_SOFT, text_line(where));
        n->lang = where->lang;
        n->style.w = GROW;
    }
    const char *more = c->minutes ? words_minutes(env->words, b->arena, c->minutes) : "";
    if (c->step_free == STEP_FREE_YES)
        more = arena_printf(b->arena, "%s%s%s", more, *more ? " · " : "",
                            going_step_free_words(env, c->step_free));
    if (c->indoors == INDOORS_YES)
        more = arena_printf(b->arena, "%s%s%s", more, *more ? " · " : "",
                            going_indoors_words(env, c->indoors));
    if (*more)
        node_text(b, words, "more", TEXT_CAPTION, COLOUR_INK_SOFT, more)->style.w = GROW;
}

static struct node *saved_row(struct build *b, struct node *parent, const void *data,
                              size_t i)
{
    const struct rows *rows = data;
    const struct saved_card *c = rows->cards[i];
    enum screen screen = c->stop ? SCREEN_STOP : SCREEN_PLACE;
    const char *title = text_line(&c->title);
    bool narrow = look_compact(b->look) || b->look->text_size > 3;
    struct node *line = node_box(
        b, parent, arena_printf(b->arena, "%s:%s", c->stop ? "stop" : "place", c->id),
        (struct node_style){
            .flow = FLOW_ROW, .w = GROW, .max_w = 1240, .gap = 16, .align = AT_CENTER});
    struct node *card = node_add(
        b, line,
        &(struct node){.key = "open",
                       .role = ROLE_LINK,
                       .name = title,
                       .lang = c->title.lang,
                       .position = (int)i + 1,
                       .of = (int)rows->n,
                       .grows = true,
                       .command = c->stop ? command_make(VISIT_OPEN_STOP, 0, c->id)
                                          : visit_open(SCREEN_PLACE, 0, c->id),
                       .style = {.flow = FLOW_ROW,
                                 .w = GROW,
                                 .min_h = look_touch(b->look),
                                 .align = AT_STRETCH,
                                 .gap = 28,
                                 .fill = COLOUR_CARD,
                                 .radius = 24,
                                 .shadow = true}});
    parts_picture(b, card, "image", &c->picture,
                  (struct node_style){.w = DP(narrow ? 96 : 240),
                                      .min_h = narrow ? 96 : 152,
                                      .fill = COLOUR_SAND,
                                      .radius = 24,
                                      .corners = b->look->rtl ? CORNER_TR | CORNER_BR
                                                              : CORNER_TL | CORNER_BL});
    add_row_words(b, card, rows, c);
    const char *name = words_format(rows->env->words, b->arena, NULL, "Remove {title}",
                                    (struct word_arg[]){{"title", title}, {0}});
    parts_round(
        b, line,
        &(struct parts_button){.key = "remove",
                               .icon = "close",
                               .name = name,
                               .command = command_make(VISIT_SAVE, (int)screen, c->id)});
    return line;
}

static void add_list(struct build *b, struct node *parent, const struct rows *rows)
{
    struct rows *kept = ARENA_NEW(b->arena, struct rows);
    struct list_source *source = ARENA_NEW(b->arena, struct list_source);
    *kept = *rows;
    *source = (struct list_source){
        .count = rows->n, .gap_dp = 20, .data = kept, .row = saved_row, .name = row_name};
    list_add(b, parent, "list", parts_word(rows->env, "My stops"), source);
}

// ---- the page ----

static void add_filters(struct build *b, struct node *parent,
                        const struct screen_env *env)
{
    static const struct {
        enum filter filter;
        const char *key, *name;
    } filters[] = {{FILTER_SHORT, "short", WORD("I have 30 minutes")},
                   {FILTER_STEP_FREE, "step-free", WORD("Step-free")},
                   {FILTER_INDOORS, "indoors", WORD("Indoors")}};
    struct node *row =
        node_box(b, parent, "filters",
                 (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 16});
    for (int i = 0; i < 3; i++) {
        struct parts_choice choice = {
            .key = filters[i].key,
            .name = parts_word(env, filters[i].name),
            .chosen = (env->visit->filters & filters[i].filter) != 0,
            .command = command_make(VISIT_FILTER, (int)filters[i].filter, NULL)};
        struct node *n = parts_choice(b, row, &choice);
        n->role = ROLE_BUTTON; // each by itself
        parts_choice_words(b, n, &choice);
    }
}

static void add_line(struct build *b, struct node *parent, const char *key,
                     const char *words)
{
    struct node *n = node_text(b, parent, key, TEXT_BODY, COLOUR_INK, words);
    n->style.w = GROW;
    n->style.max_w = 900;
    n->live = LIVE_POLITE;
}

static void add_found(struct build *b, struct node *parent, const struct screen_env *env,
                      const struct rows *rows)
{
    if (!rows->n) {
        add_line(b, parent, "none",
                 parts_word(env, "Of what you saved nothing is known to be like that."));
    } else if (env->visit->filters & FILTER_SHORT) {
        const struct word_arg args[] = {
            {"stops",
             words_plural(env->words, b->arena, "{n} stop", "{n} stops", (long)rows->n)},
            {"minutes", words_minutes(env->words, b->arena, rows->minutes)},
            {0}};
        add_line(b, parent, "together",
                 words_format(env->words, b->arena, NULL,
                              "{stops}, together {minutes}. The way between them is not "
                              "counted.",
                              args));
    }
    if (rows->n)
        add_list(b, parent, rows);
}

static void add_empty(struct build *b, struct node *parent, const struct screen_env *env)
{
    node_icon(b, parent, "heart", COLOUR_CORAL_TEXT, 96);
    add_line(b, parent, "empty",
             parts_word(env,
                        "Nothing is saved yet. Touch the heart on the page of a stop "
                        "or a place, and you find it here again."));
    parts_primary(b, parent, "tours", parts_word(env, "See the tours"),
                  command_make(VISIT_HOME, 0, NULL));
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct saved_model *m = model;
    const char *name = parts_word(env, "My stops");
    struct parts_column page = parts_column(b, env, entry, name, 28);
    struct node *root = page.root, *text = page.text;
    node_text(b, text, "title", TEXT_TITLE, COLOUR_INK, name)->text.fit_lines = 2;
    if (m->n) {
        const struct rows rows = left(b, env, m);
        node_text(b, text, "how-long", TEXT_CAPTION, COLOUR_INK_SOFT,
                  parts_word(env, "Kept for this visit only."))
            ->style.w = GROW;
        add_filters(b, text, env);
        add_found(b, text, env, &rows);
    } else {
        add_empty(b, text, env);
    }
    nav_bar(b, root, env, SCREEN_SAVED);
    return root;
}

const struct screen_class screen_saved = {load, view, NULL, depends};

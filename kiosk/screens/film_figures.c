// The figures of a film: a few large ones, and each of them with its day and who says so.
#include <math.h>
#include <string.h>

#include "screens/cinema.h"

static const char *as_of(struct build *b, const struct screen_env *env, const char *date)
{
    if (!*date)
        return parts_word(env, "No date is given");
    return words_format(env->words, b->arena, NULL, "As of {date}",
                        (struct word_arg[]){{"date", date}, {0}});
}

static const char *about(struct build *b, const struct screen_env *env, bool is_about,
                         const char *figure)
{
    if (!is_about)
        return figure;
    return words_format(env->words, b->arena, NULL, "About {figure}",
                        (struct word_arg[]){{"figure", figure}, {0}});
}

static const char *counted(struct build *b, const struct screen_env *env,
                           const struct rating *r)
{
    if (r->count < 0)
        return "";
    return about(
        b, env, r->about,
        words_plural(env->words, b->arena, "{n} rating", "{n} ratings", r->count));
}

static const char *money_kind(const struct screen_env *env, const struct money *m)
{
    static const char *const kinds[] = {
        [MONEY_BUDGET] = WORD("Budget"),
        [MONEY_GROSS] = WORD("Takings"),
        [MONEY_OPENING] = WORD("Opening weekend"),
    };
    return parts_word(env, kinds[m->kind]);
}

static const char *territory(const struct screen_env *env, const struct money *m)
{
    static const char *const names[] = {
        [TERRITORY_US_CANADA] = WORD("United States and Canada"),
        [TERRITORY_INTERNATIONAL] = WORD("Elsewhere"),
        [TERRITORY_WORLDWIDE] = WORD("Worldwide"),
    };
    return parts_word(env, names[m->territory]);
}

// ---- the large ones ----

struct figure {
    const char *key, *value, *lines[3], *lang; // lang: of the first line
    struct command command;
};

static void add_figure(struct build *b, struct node *row, const struct figure *f)
{
    const char *name = f->value;
    for (int i = 0; i < 3; i++)
        if (f->lines[i] && *f->lines[i])
            name = arena_printf(b->arena, "%s, %s", name, f->lines[i]);
    struct node *n =
        node_add(b, row,
                 &(struct node){.key = f->key,
                                .role = ROLE_BUTTON,
                                .name = name,
                                .command = f->command,
                                .style = {.w = GROW,
                                          .min_h = look_touch(b->look),
                                          .pad = PAD(look_compact(b->look) ? 20 : 28),
                                          .gap = 4,
                                          .radius = 24,
                                          .fill = COLOUR_CARD,
                                          .outline = COLOUR_LINE,
                                          .outline_dp = 2}});
    struct node *value = node_text(b, n, "value", TEXT_HEADING, COLOUR_INK, f->value);
    value->style.w = GROW;
    value->text.fit_lines = 2;
    for (int i = 0; i < 3; i++) {
        if (!f->lines[i] || !*f->lines[i])
            continue;
        struct node *t = node_text(b, n, arena_printf(b->arena, "line-%d", i),
                                   TEXT_CAPTION, COLOUR_INK_SOFT, f->lines[i]);
        t->style.w = GROW;
        if (i == 0)
            t->lang = f->lang;
    }
}

// "94 %, certified fresh": the number is the figure.
static const char *short_value(struct build *b, const char *value)
{
    size_t n = strcspn(value, ",;");
    return n ? arena_strndup(b->arena, value, n) : value;
}

static const struct money *money_first(const struct film_model *m)
{
    const struct money *best = NULL;
    for (size_t i = 0; i < m->n_money; i++) {
        const struct money *one = &m->money[i];
        bool better = !best || (best->kind != MONEY_GROSS && one->kind == MONEY_GROSS);
        bool wider = best && one->kind == MONEY_GROSS && best->kind == MONEY_GROSS &&
                     best->territory != TERRITORY_WORLDWIDE &&
                     one->territory == TERRITORY_WORLDWIDE;
        if (better || wider)
            best = one;
    }
    return best;
}

static bool add_won(struct build *b, struct node *row, const struct screen_env *env,
                    const struct film_model *m)
{
    const struct award *first = NULL;
    int won = 0, from = 0, to = 0;
    for (size_t i = 0; i < m->n_awards; i++) {
        const struct award *a = &m->awards[i];
        if (!a->won)
            continue;
        first = first ? first : a;
        won++;
        from = a->year && (!from || a->year < from) ? a->year : from;
        to = a->year > to ? a->year : to;
    }
    if (!won)
        return false;
    const char *years = from < to ? arena_printf(b->arena, "%d–%d", from, to)
                        : to      ? cinema_year(b, to)
                                  : "";
    add_figure(b, row,
               &(struct figure){
                   "won",
                   words_number(env->words, b->arena, won),
                   {parts_word(env, won == 1 ? WORD("award won") : WORD("awards won")),
                    text_line(&first->award), years},
                   NULL,
                   command_make(VISIT_CITE, CITE_AWARD, first->id)});
    return true;
}

void cinema_figures(struct build *b, struct node *parent, const struct screen_env *env,
                    const struct film_model *m, float w_dp)
{
    const struct money *money = money_first(m);
    if (!m->n_ratings && !money && !m->n_awards)
        return;
    bool beside = w_dp >= 700 * look_factor(b->look, TEXT_CAPTION);
    struct node *row =
        node_box(b, parent, "figures",
                 (struct node_style){.flow = beside ? FLOW_ROW : FLOW_COLUMN,
                                     .w = GROW,
                                     .gap = look_compact(b->look) ? 16 : 24,
                                     .align = AT_STRETCH});
    if (m->n_ratings) {
        const struct rating *r = &m->ratings[0];
        add_figure(b, row,
                   &(struct figure){
                       "rating",
                       short_value(b, r->value),
                       {text_line(&r->by), counted(b, env, r), as_of(b, env, r->as_of)},
                       r->by.lang,
                       command_make(VISIT_CITE, CITE_RATING, r->id)});
    }
    if (money) {
        const char *sum =
            words_money(env->words, b->arena, money->amount, money->currency, true);
        add_figure(b, row,
                   &(struct figure){"money",
                                    sum,
                                    {money_kind(env, money), territory(env, money),
                                     as_of(b, env, money->as_of)},
                                    NULL,
                                    command_make(VISIT_CITE, CITE_MONEY, money->id)});
    }
    add_won(b, row, env, m);
}

// ---- all of them ----

static void add_row(struct build *b, struct node *rows, const struct cinema_row *row)
{
    cinema_row(b, rows, row)->grows = false;
}

static const char *joined(struct build *b, const char *one, const char *two)
{
    return !*one ? two : !*two ? one : arena_printf(b->arena, "%s · %s", one, two);
}

void cinema_all_figures(struct build *b, struct node *parent,
                        const struct screen_env *env, const struct film_model *m,
                        float w_dp)
{
    if (m->n_ratings) {
        statements_section(b, parent, "ratings", parts_word(env, "Ratings"));
        struct node *rows =
            node_box(b, parent, "all-ratings", (struct node_style){.w = GROW});
        for (size_t i = 0; i < m->n_ratings; i++) {
            const struct rating *r = &m->ratings[i];
            add_row(b, rows,
                    &(struct cinema_row){
                        .key = r->id,
                        .name = text_line(&r->by),
                        .lang = r->by.lang,
                        .icon = "star",
                        .end = r->value,
                        .note = joined(b, counted(b, env, r), as_of(b, env, r->as_of)),
                        .w_dp = w_dp,
                        .command = command_make(VISIT_CITE, CITE_RATING, r->id)});
        }
    }
    if (!m->n_money)
        return;
    statements_section(b, parent, "money", parts_word(env, "Budget and takings"));
    struct node *rows = node_box(b, parent, "all-money", (struct node_style){.w = GROW});
    for (size_t i = 0; i < m->n_money; i++) {
        const struct money *one = &m->money[i];
        const char *sum =
            words_money(env->words, b->arena, one->amount, one->currency, false);
        const char *note = joined(b, territory(env, one), text_line(&one->note));
        add_row(b, rows,
                &(struct cinema_row){.key = one->id,
                                     .name = money_kind(env, one),
                                     .icon = "film",
                                     .end = about(b, env, one->about, sum),
                                     .note = joined(b, note, as_of(b, env, one->as_of)),
                                     .w_dp = w_dp,
                                     .command =
                                         command_make(VISIT_CITE, CITE_MONEY, one->id)});
    }
}

// A question of the quiz, for one player or for two beside each other.
#include <math.h>
#include <string.h>

#include "screens/quiz.h"

#define WORDS_PART 0.3f // of the window, of the explanation

struct ask {
    const struct screen_env *env;
    const struct quiz_page_model *m;
    const struct quiz *quiz;
    const struct quiz_question *question;
    bool answered; // by all: right and wrong are shown
    bool two;
};

// ---- how far it has come ----

static void add_progress(struct build *b, struct node *parent, const struct ask *a)
{
    bool outlines = b->look->theme->outlines;
    struct node *row =
        node_box(b, parent, "progress",
                 (struct node_style){.flow = FLOW_ROW,
                                     .w = GROW,
                                     .max_w = 980,
                                     .gap = look_compact(b->look) ? 6 : 14});
    for (int i = 0; i < a->quiz->n; i++) {
        bool past = i < a->quiz->at, now = i == a->quiz->at;
        node_box(b, row, NULL,
                 (struct node_style){.w = GROW,
                                     .h = DP(12),
                                     .radius = 6,
                                     .fill = past ? COLOUR_GLOW : COLOUR_ON_PLUM,
                                     .fill_alpha = past || now ? 0 : 44,
                                     .outline = outlines ? COLOUR_LINE : COLOUR_NONE,
                                     .outline_dp = 2});
    }
}

static const char *count_words(struct build *b, const struct ask *a)
{
    const struct words *w = a->env->words;
    return words_format(
        w, b->arena, NULL, "Question {n} of {total}",
        (struct word_arg[]){{"n", words_number(w, b->arena, a->quiz->at + 1)},
                            {"total", words_number(w, b->arena, a->quiz->n)},
                            {0}});
}

static void add_question(struct build *b, struct node *parent, const struct ask *a,
                         enum text_role role)
{
    const struct text *body = &a->question->body;
    struct node *n = quiz_words(b, parent, "question", role, text_line(body));
    n->lang = body->lang;
    n->text.balance = true;
    n->text.fit_lines = 5;
    n->live = LIVE_POLITE;
}

// ---- the choices ----

enum mark { MARK_NONE, MARK_TAKEN, MARK_RIGHT, MARK_WRONG };

static enum mark mark_of(const struct ask *a, int player, int choice)
{
    bool mine = a->quiz->answers[player][a->quiz->at] == choice;
    if (!a->answered)
        return mine ? MARK_TAKEN : MARK_NONE;
    if (a->question->choices[choice].right)
        return MARK_RIGHT;
    return mine ? MARK_WRONG : MARK_NONE;
}

static const char *mark_words(const struct ask *a, int player, int choice, enum mark mark)
{
    bool mine = a->quiz->answers[player][a->quiz->at] == choice;
    switch (mark) {
    case MARK_RIGHT:
        return parts_word(a->env, mine ? WORD("Right") : WORD("The right answer"));
    case MARK_WRONG:
        return parts_word(a->env, "Your answer");
    case MARK_TAKEN:
        return parts_word(a->env, "Your answer");
    case MARK_NONE:
        break;
    }
    return NULL;
}

// Which key gives this answer, as it stands on a keyboard.
static void add_digit(struct build *b, struct node *n, int player, int place)
{
    struct node *key = node_box(b, n, "key",
                                (struct node_style){.pad = PAD2(4, 16),
                                                    .radius = 12,
                                                    .fill = COLOUR_PLUM,
                                                    .align = AT_CENTER,
                                                    .justify = AT_CENTER});
    node_text(b, key, "digit", TEXT_CAPTION, COLOUR_ON_PLUM,
              arena_printf(b->arena, "%c", quiz_digits(player)[place]));
}

static struct node_style choice_style(const struct build *b, enum mark mark)
{
    bool outlines = b->look->theme->outlines, compact = look_compact(b->look);
    struct node_style style = {.flow = FLOW_ROW,
                               .w = GROW,
                               .h = GROW,
                               .min_h = fmaxf(look_touch(b->look), compact ? 72 : 104),
                               .pad = PAD2(16, compact ? 20 : 40),
                               .gap = 20,
                               .radius = 24,
                               .align = AT_CENTER,
                               .fill = COLOUR_ON_PLUM,
                               .fill_alpha = 30,
                               .outline = outlines ? COLOUR_LINE : COLOUR_NONE,
                               .outline_dp = 2};
    if (mark == MARK_RIGHT) {
        style.fill = COLOUR_LEAF;
        style.fill_alpha = 0;
    } else if (mark != MARK_NONE) {
        style.outline = mark == MARK_WRONG ? COLOUR_GLOW : COLOUR_ON_PLUM;
        style.outline_dp = 4;
    }
    return style;
}

static void add_choice(struct build *b, struct node *row, const struct ask *a, int player,
                       int place, int choice)
{
    const struct text *body = &a->question->choices[choice].body;
    enum mark mark = mark_of(a, player, choice);
    bool open = a->quiz->answers[player][a->quiz->at] == QUIZ_OPEN;
    enum colour ink = mark == MARK_RIGHT ? COLOUR_ON_CORAL : COLOUR_ON_PLUM;
    struct node *n = node_add(
        b, row,
        &(struct node){.key = arena_printf(b->arena, "choice-%d", place),
                       .role = ROLE_BUTTON,
                       .name = text_line(body),
                       .value = mark_words(a, player, choice, mark),
                       .lang = body->lang,
                       .state = open ? 0 : NODE_DISABLED,
                       .position = place + 1,
                       .of = a->question->n_choices,
                       .chord = a->two,
                       .keys_begin = open && place == 0 && player == 0,
                       .command = command_make(VISIT_ANSWER,
                                               quiz_answer_number(player, choice), NULL),
                       .style = choice_style(b, mark)});
    if (a->two)
        add_digit(b, n, player, place);
    struct node *t = node_text(b, n, "words", TEXT_SUBHEADING, ink, text_line(body));
    t->role = ROLE_TEXT;
    t->style.w = GROW;
    if (mark == MARK_RIGHT || mark == MARK_WRONG)
        node_icon(b, n, mark == MARK_RIGHT ? "check" : "close", ink, 40);
}

// In the same order for both players, in as many columns.
static void add_choices(struct build *b, struct node *parent, const struct ask *a,
                        int player, int columns)
{
    int order[QUIZ_CHOICES], n = a->question->n_choices;
    float gap = look_compact(b->look) ? 12 : columns > 1 ? 28 : 18;
    quiz_order(a->quiz, a->quiz->at, n, order);
    struct node *all =
        node_add(b, parent,
                 &(struct node){.key = "choices",
                                .role = ROLE_GROUP,
                                .name = a->two ? quiz_player(a->env, player)
                                               : parts_word(a->env, "Answers"),
                                .style = {.w = GROW, .gap = gap}});
    for (int i = 0; i < n; i += columns) {
        struct node *row =
            node_box(b, all, arena_printf(b->arena, "row-%d", i),
                     (struct node_style){
                         .flow = FLOW_ROW, .w = GROW, .gap = gap, .align = AT_STRETCH});
        for (int k = i; k < i + columns; k++) {
            if (k < n)
                add_choice(b, row, a, player, k, order[k]);
            else
                node_box(b, row, "nothing", (struct node_style){.w = GROW});
        }
    }
}

// ---- the explanation ----

static void add_source(struct build *b, struct node *parent, const struct ask *a)
{
    const struct quiz_question *q = a->question;
    const char *title = "";
    for (size_t i = 0; i < a->m->quiz.n_sources && q->n_citations; i++)
        if (strcmp(a->m->quiz.sources[i].id, q->citations[0].source) == 0)
            title = a->m->quiz.sources[i].title;
    if (!*title)
        return;
    struct node *n =
        quiz_button(b, parent, "source",
                    words_format(a->env->words, b->arena, NULL, "Source: {title}",
                                 (struct word_arg[]){{"title", title}, {0}}),
                    command_make(VISIT_CITE, CITE_QUIZ, q->id));
    n->style.pad = PAD2(12, 32);
    n->style.w = GROW;
    n->first->text.role = TEXT_CAPTION;
    n->first->text.fit_lines = 2;
}

static const char *verdict(const struct ask *a)
{
    if (a->two)
        return parts_word(a->env, "Why");
    return quiz_is_right(a->env, a->m, 0, a->quiz->at)
               ? parts_word(a->env, "Right")
               : parts_word(a->env, "Not this one");
}

static void add_why(struct build *b, struct node *row, const struct ask *a, bool scrolls)
{
    struct node *words = node_add(
        b, row,
        &(struct node){.key = "words",
                       .role = ROLE_GROUP,
                       .name = verdict(a),
                       .live = LIVE_POLITE,
                       .style = {.scroll = scrolls,
                                 .w = GROW,
                                 .max_h = scrolls ? b->look->h_dp * WORDS_PART : 0,
                                 .gap = 8,
                                 .fill = COLOUR_PLUM}});
    quiz_words(b, words, "verdict", TEXT_EYEBROW, verdict(a));
    parts_text(b, words, &a->question->explain,
               &(struct parts_words){TEXT_BODY, COLOUR_ON_PLUM, NULL, 0});
}

// Where the explanation would leave no room for anything else, it stands first in what scrolls.
static bool cramped(const struct look *look)
{
    return look_compact(look) && look->h_dp < 520 * look_factor(look, TEXT_LABEL);
}

// Beside each other, or, where that is too narrow, the words above what can be pressed.
static void add_explanation(struct build *b, struct node *foot, const struct ask *a)
{
    const struct look *look = b->look;
    float factor = look_factor(look, TEXT_LABEL);
    bool wide = look->w_dp >= 1500 * factor, line = look->w_dp >= 700 * factor;
    bool last = a->quiz->at + 1 == a->quiz->n;
    float gap = look_compact(look) ? 12 : 28;
    foot->style.pad.top = foot->style.pad.bottom = gap;
    foot->style.gap = gap;
    foot->style.flow = wide ? FLOW_ROW : FLOW_COLUMN;
    foot->style.align = wide ? AT_CENTER : AT_STRETCH;
    if (!cramped(look))
        add_why(b, foot, a, true);
    struct node *ways =
        node_box(b, foot, "ways",
                 (struct node_style){.flow = line ? FLOW_ROW : FLOW_COLUMN,
                                     .w = wide ? DP(740) : GROW,
                                     .gap = gap,
                                     .align = line ? AT_CENTER : AT_STRETCH});
    if (!cramped(look))
        add_source(b, ways, a);
    struct node *next = parts_primary(
        b, ways, "next",
        parts_word(a->env, last ? WORD("Your score") : WORD("Next question")),
        command_make(VISIT_QUESTION, 0, NULL));
    next->keys_begin = true;
    next->way = WAY_ON;
}

// ---- the page ----

static void ask_one(struct build *b, struct node *body, const struct ask *a)
{
    const struct look *look = b->look;
    const struct picture *p = &a->question->picture;
    bool upright = look_portrait(look), compact = look_compact(look);
    // In a low window question and answers make room for the explanation.
    bool low =
        a->answered && !upright && look->h_dp < 1000 * look_factor(look, TEXT_LABEL);
    bool shown = *p->media && !(compact && !upright) && look->text_size <= 3 && !low;
    float part = upright ? look->w_dp - 2 * look_margin(look) : look->w_dp / 3;
    struct node *top =
        node_box(b, body, "top",
                 (struct node_style){.flow = upright ? FLOW_COLUMN : FLOW_ROW,
                                     .w = GROW,
                                     .min_h = compact || low ? 0 : look->h_dp * 0.32f,
                                     .gap = compact ? 16 : 56});
    struct node_style picture = {
        .w = upright ? GROW : DP(part),
        .h = DP(fminf(part * (upright ? 0.56f : 0.625f), look->h_dp * 0.32f)),
        .radius = 24};
    if (shown && upright)
        parts_picture(b, top, "image", p, picture);
    struct node *words =
        node_box(b, top, "words", (struct node_style){.w = GROW, .gap = 12});
    quiz_words(b, words, "count", TEXT_EYEBROW, count_words(b, a));
    add_question(b, words, a, compact || low ? TEXT_HEADING : TEXT_TITLE);
    if (shown && !upright)
        parts_picture(b, top, "image", p, picture);
    bool columns = look->w_dp >= 1000 * look_factor(look, TEXT_LABEL) && !upright;
    add_choices(b, body, a, 0, columns ? 2 : 1);
}

static const char *right_words(struct build *b, const struct ask *a, int player)
{
    const char *n = words_plural(a->env->words, b->arena, "{n} right", "{n} right",
                                 quiz_right(a->env, a->m, player));
    return arena_printf(b->arena, "%s · %s", quiz_player(a->env, player), n);
}

// Left is left in every direction of reading. Where there is no room, one below the other.
static void ask_two(struct build *b, struct node *body, const struct ask *a)
{
    bool beside = quiz_beside(b->look);
    struct node *both =
        node_box(b, body, "both",
                 (struct node_style){.flow = beside ? FLOW_ROW : FLOW_COLUMN,
                                     .w = GROW,
                                     .gap = beside ? 80 : 40,
                                     .align = AT_STRETCH});
    for (int i = 0; i < QUIZ_PLAYERS; i++) {
        int player = b->look->rtl && beside ? QUIZ_PLAYERS - 1 - i : i;
        struct node *half =
            node_box(b, both, arena_printf(b->arena, "player-%d", player),
                     (struct node_style){.w = GROW, .gap = 20, .justify = AT_SPREAD});
        struct node *words =
            node_box(b, half, "words", (struct node_style){.w = GROW, .gap = 12});
        quiz_words(b, words, "who", TEXT_EYEBROW, right_words(b, a, player));
        add_question(b, words, a, TEXT_HEADING);
        add_choices(b, half, a, player, 1);
    }
}

void quiz_ask(struct build *b, const struct screen_env *env, struct node *root,
              const struct quiz_page_model *m)
{
    const struct quiz *q = &env->visit->quiz;
    const struct ask a = {.env = env,
                          .m = m,
                          .quiz = q,
                          .question = &m->quiz.questions[q->at],
                          .answered = quiz_answered(q),
                          .two = q->players > 1};
    struct quiz_frame f = quiz_frame(b, env, root);
    add_progress(b, f.head, &a);
    if (a.answered && cramped(b->look)) {
        add_why(b, f.body, &a, false);
        add_source(b, f.body, &a);
    }
    if (a.two) {
        bool beside = quiz_beside(b->look);
        struct node *count = quiz_words(b, beside ? f.head : f.body, "count",
                                        TEXT_EYEBROW, count_words(b, &a));
        if (beside)
            count->style.w = (struct length){0};
        ask_two(b, f.body, &a);
    } else {
        ask_one(b, f.body, &a);
    }
    if (a.answered)
        add_explanation(b, f.foot, &a);
}

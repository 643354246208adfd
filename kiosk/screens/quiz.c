// The quiz: the page it begins on, and what its pages have in common.
#include "screens/quiz.h"

#include <math.h>

#include "base/hash.h"

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct quiz_page_model *m = ARENA_NEW(arena, struct quiz_page_model);
    const struct quiz *q = &visit->quiz;
    *model_out = m;
    if (visit_top(visit)->number == QUIZ_PLACES)
        return pack_load_quiz_links(pack, arena, q->asked, (size_t)q->n, &m->links, err);
    size_t n = q->players ? (size_t)q->n : 0;
    return pack_load_quiz(pack, arena, q->asked, n, &m->quiz, err);
}

// A round is loaded as a whole.
static uint64_t depends(const struct visit *visit)
{
    const struct quiz *q = &visit->quiz;
    return hash_u64(HASH_START, (uint64_t)q->rounds << 8 | (uint64_t)(q->players > 0));
}

const char *quiz_digits(int player)
{
    return player == 0 ? "1234" : "7890";
}

bool quiz_digit(const struct visit *visit, const struct quiz_page_model *m, int digit,
                struct command *out)
{
    const struct quiz *q = &visit->quiz;
    if (!quiz_on(q) || visit_top(visit)->number != QUIZ_PLAY ||
        q->at >= (int)m->quiz.n_questions)
        return false;
    int order[QUIZ_CHOICES], n = m->quiz.questions[q->at].n_choices;
    quiz_order(q, q->at, n, order);
    for (int player = 0; player < q->players; player++) {
        for (int i = 0; i < n; i++) {
            if (quiz_digits(player)[i] != '0' + digit)
                continue;
            *out = command_make(VISIT_ANSWER, quiz_answer_number(player, order[i]), NULL);
            return true;
        }
    }
    return false;
}

bool quiz_beside(const struct look *look)
{
    return !look_portrait(look) && !look_compact(look) &&
           look->w_dp >= 1200 * look_factor(look, TEXT_LABEL);
}

bool quiz_is_right(const struct screen_env *env, const struct quiz_page_model *m,
                   int player, int i)
{
    int answer = env->visit->quiz.answers[player][i];
    return answer != QUIZ_OPEN && i < (int)m->quiz.n_questions &&
           m->quiz.questions[i].choices[answer].right;
}

int quiz_right(const struct screen_env *env, const struct quiz_page_model *m, int player)
{
    const struct quiz *q = &env->visit->quiz;
    int right = 0, last = q->at + quiz_answered(q);
    for (int i = 0; i < last && i < q->n; i++)
        right += quiz_is_right(env, m, player, i);
    return right;
}

const char *quiz_player(const struct screen_env *env, int player)
{
    return parts_word(env, player == 0 ? WORD("Left player") : WORD("Right player"));
}

struct node *quiz_words(struct build *b, struct node *parent, const char *key,
                        enum text_role role, const char *words)
{
    struct node *n = node_text(
        b, parent, key, role, role == TEXT_EYEBROW ? COLOUR_GLOW : COLOUR_ON_PLUM, words);
    n->style.w = GROW;
    return n;
}

struct node *quiz_button(struct build *b, struct node *parent, const char *key,
                         const char *words, struct command command)
{
    struct node *n = parts_primary(b, parent, key, words, command);
    n->style.fill = COLOUR_ON_PLUM;
    n->style.fill_alpha = 36;
    n->style.outline = b->look->theme->outlines ? COLOUR_LINE : COLOUR_NONE;
    n->style.outline_dp = 2;
    n->first->text.colour = COLOUR_ON_PLUM;
    return n;
}

static float side_margin(const struct look *look)
{
    return look_compact(look) ? 16 : look_margin(look) / 2;
}

struct quiz_frame quiz_frame(struct build *b, const struct screen_env *env,
                             struct node *root)
{
    struct quiz_frame f;
    const struct look *look = b->look;
    float side = side_margin(look), margin = look_margin(look);
    // On a wide page all stands beside what closes it.
    bool wide = !look_portrait(look) && !look_compact(look);
    float start = wide ? side + parts_round_dp(look) + 40 : margin;
    f.head = node_box(b, root, "head",
                      (struct node_style){.flow = FLOW_ROW,
                                          .w = GROW,
                                          .gap = 40,
                                          .pad = {side, margin, side * 0.5f, side},
                                          .align = AT_CENTER});
    parts_round(b, f.head,
                &(struct parts_button){.key = "close",
                                       .icon = "close",
                                       .flat = true,
                                       .name = parts_word(env, "Leave the quiz"),
                                       .command = command_make(VISIT_BACK, 0, NULL)})
        ->way = WAY_BACK;
    f.body = node_add(b, root,
                      &(struct node){.key = "body",
                                     .role = ROLE_GROUP,
                                     .name = parts_word(env, "Text"),
                                     .style = {.scroll = true,
                                               .fill = COLOUR_PLUM,
                                               .w = GROW,
                                               .h = GROW,
                                               .pad = {side * 0.5f, margin, side, start},
                                               .gap = look_compact(look) ? 16 : 32}});
    f.foot =
        node_box(b, root, "foot",
                 (struct node_style){.w = GROW, .pad = {0, margin, 0, start}, .gap = 16});
    return f;
}

// ---- where it begins ----

static void add_begin(struct build *b, struct node *parent, const struct screen_env *env,
                      const struct quiz_model *m)
{
    int n = (int)m->n_pack;
    bool two = quiz_beside(b->look);
    struct node *row =
        node_box(b, parent, "begin",
                 (struct node_style){
                     .flow = FLOW_WRAP, .w = GROW, .gap = 24, .pad = {24, 0, 0, 0}});
    parts_primary(b, row, "one",
                  parts_word(env, two ? WORD("One player") : WORD("Start the quiz")),
                  command_make(VISIT_QUIZ, quiz_number(1, n), NULL))
        ->keys_begin = true;
    if (!two)
        return;
    quiz_button(b, row, "two", parts_word(env, "Two players"),
                command_make(VISIT_QUIZ, quiz_number(2, n), NULL));
    quiz_words(b, parent, "how", TEXT_CAPTION,
               parts_word(env, "Two players stand side by side. Each has their own "
                               "answers, and both touch at once."));
}

static void add_start(struct build *b, const struct screen_env *env, struct node *root,
                      const struct quiz_model *m)
{
    const struct look *look = b->look;
    bool upright = look_portrait(look), shown = *env->intro->hero.media != '\0';
    struct quiz_frame f = quiz_frame(b, env, root);
    int n = m->n_pack < QUIZ_ROUND ? (int)m->n_pack : QUIZ_ROUND;
    struct node *both =
        node_box(b, f.body, "both",
                 (struct node_style){.flow = upright ? FLOW_COLUMN : FLOW_ROW,
                                     .w = GROW,
                                     .gap = look_margin(look),
                                     .min_h = upright ? 0 : look->h_dp * 0.72f,
                                     .align = upright ? AT_STRETCH : AT_CENTER});
    struct node_style picture = {
        .w = GROW, .h = DP(fminf(look->h_dp * 0.6f, look->w_dp * 0.5f)), .radius = 24};
    if (shown && upright)
        parts_picture(b, both, "image", &env->intro->hero, picture);
    struct node *words =
        node_box(b, both, "words", (struct node_style){.w = GROW, .gap = 20});
    quiz_words(b, words, "eyebrow", TEXT_EYEBROW, parts_word(env, "Quiz"));
    struct node *title = quiz_words(b, words, "title", TEXT_TITLE,
                                    parts_word(env, "What do you know of these films?"));
    title->text.balance = true;
    title->text.fit_lines = 4;
    if (n > 0) {
        const char *count =
            words_plural(env->words, b->arena, "{n} question", "{n} questions", n);
        quiz_words(b, words, "count", TEXT_LEDE,
                   words_format(env->words, b->arena, NULL,
                                "{count}. After each you read why, and who says so.",
                                (struct word_arg[]){{"count", count}, {0}}));
        if (m->spoils)
            quiz_words(b, words, "spoils", TEXT_CAPTION,
                       parts_word(env, "Some of them give away parts of a story."));
        add_begin(b, words, env, m);
    } else {
        quiz_words(b, words, "none", TEXT_LEDE,
                   parts_word(env, "There are no questions here yet."));
    }
    if (shown && !upright && !look_compact(look))
        parts_picture(b, both, "image", &env->intro->hero, picture);
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct quiz_page_model *m = model;
    const struct quiz *q = &env->visit->quiz;
    if (visit_top(env->visit)->number == QUIZ_PLACES)
        return quiz_places(b, env, entry, m);
    struct node *root = node_root(b, entry,
                                  &(struct node){.key = "page",
                                                 .role = ROLE_PAGE,
                                                 .name = parts_word(env, "Quiz"),
                                                 .style = {.fill = COLOUR_PLUM}});
    if (quiz_on(q) && q->at < (int)m->quiz.n_questions)
        quiz_ask(b, env, root, m);
    else if (q->players > 0)
        quiz_score(b, env, root, m);
    else
        add_start(b, env, root, &m->quiz);
    return root;
}

const struct screen_class screen_quiz = {load, view, NULL, depends};

// How many were right, and where the questions lead.
#include <math.h>

#include "screens/quiz.h"

static const char *praise(const struct screen_env *env, int right, int of)
{
    if (right == of)
        return parts_word(env, "You know all of it.");
    if (right * 4 >= of * 3)
        return parts_word(env, "You know these films well.");
    if (right * 2 >= of)
        return parts_word(env, "Half of it and more.");
    return parts_word(env, "Now you know more than before.");
}

// A check or a cross a question, in their order.
static void add_marks(struct build *b, struct node *parent, const struct screen_env *env,
                      const struct quiz_page_model *m, int player)
{
    float side = look_compact(b->look) ? 36 : 56;
    struct node *row = node_box(
        b, parent, "marks", (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 14});
    for (int i = 0; i < env->visit->quiz.n; i++) {
        bool right = quiz_is_right(env, m, player, i);
        const char *n = words_number(env->words, b->arena, i + 1);
        const struct word_arg args[] = {{"n", n}, {0}};
        struct node *dot = node_add(
            b, row,
            &(struct node){.key = arena_printf(b->arena, "mark-%d", i),
                           .role = ROLE_GROUP,
                           .name = words_format(env->words, b->arena, NULL,
                                                right ? WORD("Question {n}: right")
                                                      : WORD("Question {n}: not right"),
                                                args),
                           .style = {.w = DP(side),
                                     .h = DP(side),
                                     .radius = side / 2,
                                     .flow = FLOW_STACK,
                                     .align = AT_CENTER,
                                     .justify = AT_CENTER,
                                     .fill = right ? COLOUR_LEAF : COLOUR_ON_PLUM,
                                     .fill_alpha = right ? 0 : 30,
                                     .outline = right ? COLOUR_NONE : COLOUR_GLOW,
                                     .outline_dp = 3}});
        node_icon(b, dot, right ? "check" : "close",
                  right ? COLOUR_ON_CORAL : COLOUR_ON_PLUM, side * 0.55f);
    }
}

static void add_result(struct build *b, struct node *parent, const struct screen_env *env,
                       const struct quiz_page_model *m, int player)
{
    const struct words *w = env->words;
    int right = quiz_right(env, m, player), of = env->visit->quiz.n;
    const struct word_arg args[] = {{"n", words_number(w, b->arena, right)},
                                    {"total", words_number(w, b->arena, of)},
                                    {0}};
    bool two = env->visit->quiz.players > 1;
    struct node *half = node_box(b, parent, arena_printf(b->arena, "player-%d", player),
                                 (struct node_style){.w = GROW, .gap = 20});
    quiz_words(b, half, "who", TEXT_EYEBROW,
               two ? quiz_player(env, player) : parts_word(env, "Your score"));
    struct node *n = quiz_words(b, half, "score", two ? TEXT_TITLE : TEXT_DISPLAY,
                                words_format(w, b->arena, NULL, "{n} of {total}", args));
    n->text.fit_lines = 1;
    n->live = LIVE_POLITE;
    if (!two)
        quiz_words(b, half, "praise", TEXT_LEDE, praise(env, right, of));
    add_marks(b, half, env, m, player);
}

static bool leads(const struct quiz_model *m)
{
    for (size_t i = 0; i < m->n_questions; i++)
        if (*m->questions[i].work || *m->questions[i].place)
            return true;
    return false;
}

static const char *winner(const struct screen_env *env, const struct quiz_page_model *m)
{
    int left = quiz_right(env, m, 0), right = quiz_right(env, m, 1);
    if (left == right)
        return parts_word(env, "Both know the same.");
    return parts_word(env, left > right ? WORD("The left player knows more.")
                                        : WORD("The right player knows more."));
}

void quiz_score(struct build *b, const struct screen_env *env, struct node *root,
                const struct quiz_page_model *m)
{
    int players = env->visit->quiz.players, n = (int)m->quiz.n_pack;
    bool beside = quiz_beside(b->look), rtl = b->look->rtl;
    struct quiz_frame f = quiz_frame(b, env, root);
    struct node *all = node_box(b, f.body, "all",
                                (struct node_style){.w = GROW,
                                                    .min_h = b->look->h_dp * 0.72f,
                                                    .gap = f.body->style.gap,
                                                    .justify = AT_CENTER});
    struct node *both = node_box(
        b, all, "both",
        (struct node_style){
            .flow = beside ? FLOW_ROW : FLOW_COLUMN, .w = GROW, .gap = beside ? 80 : 40});
    for (int i = 0; i < players; i++)
        add_result(b, both, env, m, rtl && beside ? players - 1 - i : i);
    if (players > 1)
        quiz_words(b, all, "winner", TEXT_LEDE, winner(env, m));
    struct node *row =
        node_box(b, f.body, "ways",
                 (struct node_style){
                     .flow = FLOW_WRAP, .w = GROW, .gap = 24, .pad = {32, 0, 0, 0}});
    struct node *again =
        parts_primary(b, row, "again", parts_word(env, "Again, with other questions"),
                      command_make(VISIT_QUIZ, quiz_number(players, n), NULL));
    again->keys_begin = true;
    if (leads(&m->quiz))
        quiz_button(b, row, "places", parts_word(env, "See the places"),
                    visit_open(SCREEN_QUIZ, QUIZ_PLACES, ""));
    if (beside || players > 1)
        quiz_button(
            b, row, "players",
            parts_word(env, players > 1 ? WORD("One player") : WORD("Two players")),
            command_make(VISIT_QUIZ, quiz_number(players > 1 ? 1 : 2, n), NULL));
}

// ---- where the questions lead ----

static void add_link(struct build *b, struct node *row, const struct play_link *link)
{
    bool film = link->kind == PLAY_WORK;
    enum screen screen = film ? SCREEN_FILM : SCREEN_PLACE;
    struct node *n =
        node_add(b, row,
                 &(struct node){.key = arena_printf(b->arena, "%s:%s",
                                                    screen_name(screen), link->id),
                                .role = ROLE_LINK,
                                .name = text_line(&link->title),
                                .lang = link->title.lang,
                                .grows = true,
                                .command = visit_open(screen, 0, link->id),
                                .style = {.flow = FLOW_ROW,
                                          .w = GROW,
                                          .h = GROW,
                                          .min_h = fmaxf(look_touch(b->look), 150),
                                          .align = AT_STRETCH,
                                          .fill = COLOUR_CARD,
                                          .radius = 24,
                                          .shadow = true}});
    if (*link->picture.media)
        parts_picture(b, n, "image", &link->picture,
                      (struct node_style){.w = DP(look_compact(b->look) ? 120 : 220),
                                          .radius = 24,
                                          .corners = b->look->rtl
                                                         ? CORNER_TR | CORNER_BR
                                                         : CORNER_TL | CORNER_BL});
    struct node *words =
        node_box(b, n, "words",
                 (struct node_style){
                     .w = GROW, .pad = PAD2(20, 28), .gap = 6, .justify = AT_CENTER});
    node_text(b, words, "title", TEXT_SUBHEADING, COLOUR_INK, text_line(&link->title))
        ->lang = link->title.lang;
    const char *line =
        film ? arena_printf(b->arena, "%d", link->year) : text_line(&link->area);
    if (*line && (!film || link->year))
        node_text(b, words, "line", TEXT_CAPTION, COLOUR_INK_SOFT, line)->lang =
            film ? NULL : link->area.lang;
}

struct node *quiz_places(struct build *b, const struct screen_env *env, uint64_t entry,
                         const struct quiz_page_model *m)
{
    const struct look *look = b->look;
    const char *name = parts_word(env, "The places of this quiz");
    float gap = look_compact(look) ? 16 : 28;
    size_t columns = look->w_dp >= 1200 * look_factor(look, TEXT_LABEL) ? 2 : 1;
    struct parts_column page = parts_column(b, env, entry, name, gap);
    struct node *root = page.root, *all = page.text;
    struct node *title = node_text(b, all, "title", TEXT_TITLE, COLOUR_INK, name);
    title->text.fit_lines = 2;
    for (size_t i = 0; i < m->links.n; i += columns) {
        struct node *row =
            node_box(b, all, arena_printf(b->arena, "row-%zu", i),
                     (struct node_style){
                         .flow = FLOW_ROW, .w = GROW, .gap = gap, .align = AT_STRETCH});
        for (size_t k = i; k < i + columns; k++) {
            if (k < m->links.n)
                add_link(b, row, &m->links.items[k]);
            else
                node_box(b, row, "nothing", (struct node_style){.w = GROW});
        }
    }
    struct parts_bar bar = parts_bar(b, root, env);
    parts_back_button(b, bar.from, env, true);
    parts_home(b, bar.tools, env);
    parts_settings(b, bar.tools, env);
    return root;
}

// The home page: the tours as pictures, the first one large.
#include <math.h>

#include "screens/nav.h"

#define COLUMNS 3

// How the cards stand: `first` of them in the first row, `columns` in each further one, so that
// every row is full.
struct shelf {
    const struct screen_env *env;
    const struct home_model *m;
    size_t first, columns;
    float column_w;
    bool beside; // further tours have their picture beside their words
};

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct home_model *m = ARENA_NEW(arena, struct home_model);
    (void)visit;
    *model_out = m;
    return pack_load_home(pack, arena, m, err);
}

static struct shelf plan(const struct build *b, const struct screen_env *env,
                         const struct home_model *m)
{
    const struct look *look = b->look;
    float w = look->w_dp - 2 * look_margin(look), gap = look_compact(look) ? 16 : 40;
    float least = 360 * look_factor(look, TEXT_HEADING);
    struct shelf s = {.env = env, .m = m, .first = 1, .columns = 1, .column_w = w};
    if (look_portrait(look)) {
        s.beside = w >= 1.6f * least;
        return s;
    }
    float fit = floorf((w + gap) / (least + gap));
    s.columns = fit < 1 ? 1 : fit > COLUMNS ? COLUMNS : (size_t)fit;
    s.column_w = (w + gap) / (float)s.columns - gap;
    s.first = m->n_tours ? (m->n_tours - 1) % s.columns + 1 : 1;
    s.beside = s.columns == 1;
    return s;
}

static const char *facts_line(struct build *b, const struct screen_env *env,
                              const struct tour_card *t)
{
    const char *line = parts_mode(env, t->mode);
    if (t->n_stops)
        line = arena_printf(
            b->arena, "%s · %s",
            words_plural(env->words, b->arena, "{n} stop", "{n} stops", t->n_stops),
            line);
    if (t->metres > 0)
        line = arena_printf(b->arena, "%s · %s", line,
                            words_distance(env->words, b->arena, t->metres));
    if (t->minutes)
        line = arena_printf(b->arena, "%s · %s", line,
                            words_minutes(env->words, b->arena, t->minutes));
    return line;
}

static void add_words(struct build *b, struct node *parent, const struct screen_env *env,
                      const struct tour_card *t, bool large)
{
    enum colour ink = large ? COLOUR_ON_PLUM : COLOUR_INK;
    if (*text_line(&t->eyebrow)) {
        struct node *n =
            node_text(b, parent, "eyebrow", TEXT_EYEBROW,
                      large ? COLOUR_ON_PLUM : COLOUR_CORAL_TEXT, text_line(&t->eyebrow));
        n->lang = t->eyebrow.lang;
    }
    if (t->title.n_blocks) {
        struct node *n = parts_block(
            b, parent, &t->title.blocks[0], t->title.lang,
            &(struct parts_words){large ? TEXT_TITLE : TEXT_HEADING, ink, NULL, 0});
        n->key = "title";
        n->text.balance = large;
        n->text.fit_lines = 3;
    }
    node_text(b, parent, "facts", TEXT_CAPTION, large ? ink : COLOUR_INK_SOFT,
              facts_line(b, env, t));
}

static struct node *add_card(struct build *b, struct node *parent, const struct shelf *s,
                             size_t i, struct node_style style)
{
    const struct tour_card *t = &s->m->tours[i];
    style.radius = 24;
    style.shadow = true;
    style.fill = COLOUR_CARD;
    style.min_h = fmaxf(style.min_h, look_touch(b->look));
    return node_add(b, parent,
                    &(struct node){.key = t->id,
                                   .role = ROLE_LINK,
                                   .name = text_line(&t->title),
                                   .lang = t->title.lang,
                                   .position = (int)i + 1,
                                   .of = (int)s->m->n_tours,
                                   .way = i == 0 ? WAY_ON : WAY_NONE,
                                   .grows = true,
                                   .command = command_make(VISIT_OPEN_TOUR, 0, t->id),
                                   .style = style});
}

// Words on the picture, as wide as there is room.
static void add_large(struct build *b, struct node *row, const struct shelf *s)
{
    const struct tour_card *t = &s->m->tours[0];
    const struct look *look = b->look;
    float least = look_portrait(look) ? look->h_dp * 0.2f : look->h_dp * 0.46f;
    float pad = look_compact(look) ? 24 : 44;
    struct node *card = add_card(b, row, s, 0,
                                 (struct node_style){.flow = FLOW_STACK,
                                                     .w = {LENGTH_GROW, 1.6f},
                                                     .justify = AT_END,
                                                     .min_h = fminf(least, 500)});
    parts_picture(b, card, "image", &t->picture,
                  (struct node_style){.w = GROW, .h = GROW, .radius = 24});
    struct node *words =
        parts_on_picture(b, card, "over", (struct edges){0, pad, pad * 0.8f, pad}, 10);
    // The dark ground is rounded as the card is, for it may reach the card's very top.
    struct node *dusk = words->parent->first;
    dusk->style.radius = words->style.radius = 24;
    dusk->style.corners = CORNER_TL | CORNER_TR;
    words->style.corners = CORNER_BL | CORNER_BR;
    add_words(b, words, s->env, t, true);
    if (s->m->n_tours == 1 && !look_compact(look) && look->text_size <= 3)
        parts_text(b, words, &t->lede,
                   &(struct parts_words){TEXT_BODY, COLOUR_ON_PLUM, NULL, 0});
}

// Words under the picture, which takes what they leave; as high as two lines of title, so that
// the pictures of a row end on one line.
static void add_upright(struct build *b, struct node *row, const struct shelf *s,
                        size_t i, float picture_h)
{
    const struct tour_card *t = &s->m->tours[i];
    const struct look *look = b->look;
    float letters = 2.7f * look->caption_dp * look_factor(look, TEXT_CAPTION) +
                    101 * look_factor(look, TEXT_HEADING);
    struct node *card = add_card(b, row, s, i, (struct node_style){.w = GROW});
    parts_picture(b, card, "image", &t->picture,
                  (struct node_style){.w = GROW,
                                      .h = GROW,
                                      .min_h = picture_h,
                                      .radius = 24,
                                      .corners = CORNER_TL | CORNER_TR});
    struct node *words = node_box(
        b, card, "words",
        (struct node_style){
            .w = GROW, .min_h = letters + 68, .pad = {28, 32, 24, 32}, .gap = 8});
    add_words(b, words, s->env, t, false);
}

static void add_beside(struct build *b, struct node *row, const struct shelf *s, size_t i)
{
    const struct tour_card *t = &s->m->tours[i];
    bool large = b->look->text_size > 3;
    float side = s->column_w * (large ? 0.28f : 0.38f);
    struct node *card =
        add_card(b, row, s, i,
                 (struct node_style){.flow = FLOW_ROW, .w = GROW, .align = AT_STRETCH});
    parts_picture(b, card, "image", &t->picture,
                  (struct node_style){.w = DP(side),
                                      .min_h = fminf(side * 0.68f, 260),
                                      .radius = 24,
                                      .corners = b->look->rtl ? CORNER_TR | CORNER_BR
                                                              : CORNER_TL | CORNER_BL});
    struct node *words = node_box(
        b, card, "words",
        (struct node_style){
            .w = GROW, .pad = PAD2(24, large ? 28 : 40), .gap = 8, .justify = AT_CENTER});
    add_words(b, words, s->env, t, false);
}

static void add_rows(struct build *b, struct node *parent, const struct shelf *s)
{
    float gap = parent->style.gap;
    for (size_t i = 0, row_n = s->first, r = 0; i < s->m->n_tours;
         row_n = s->columns, r++) {
        // The first row takes what the window has to spare.
        struct node *row =
            node_box(b, parent, arena_printf(b->arena, "row-%zu", r),
                     (struct node_style){.flow = FLOW_ROW,
                                         .w = GROW,
                                         .h = r == 0 ? GROW : (struct length){0},
                                         .gap = gap,
                                         .align = AT_STRETCH});
        for (size_t k = 0; k < row_n && i < s->m->n_tours; k++, i++) {
            if (i == 0)
                add_large(b, row, s);
            else if (s->beside)
                add_beside(b, row, s, i);
            else
                add_upright(b, row, s, i, r == 0 ? 160 : s->column_w / 1.6f);
        }
    }
}

static void add_head(struct build *b, struct node *parent, const struct shelf *s)
{
    const struct screen_env *env = s->env;
    const struct intro_model *intro = env->intro;
    parts_eyebrow(
        b, parent, "eyebrow",
        parts_word(env, s->m->n_tours > 1 ? WORD("Choose a tour") : WORD("Welcome")));
    if (intro->title.n_blocks) {
        struct node *n =
            parts_block(b, parent, &intro->title.blocks[0], intro->title.lang,
                        &(struct parts_words){TEXT_TITLE, COLOUR_INK, NULL, 0});
        n->key = "title";
        n->style.max_w = 1400;
        n->text.balance = true;
        n->text.fit_lines = 3;
    }
    if (*text_line(&intro->invitation) && !look_compact(b->look)) {
        struct node *n = node_text(b, parent, "invitation", TEXT_BODY, COLOUR_INK_SOFT,
                                   text_line(&intro->invitation));
        n->lang = intro->invitation.lang;
        n->style.max_w = 1200;
        n->style.w = GROW;
    }
}

// The pack's picture, which fades into the paper that the title stands on.
static struct node *add_top(struct build *b, struct node *parent, const struct shelf *s)
{
    const struct intro_model *intro = s->env->intro;
    float margin = look_margin(b->look);
    size_t n = s->m->n_tours;
    float part = look_compact(b->look) ? 0.22f : n > 2 ? 0.26f : n > 1 ? 0.3f : 0.36f;
    float h = b->look->h_dp * part;
    struct node *top =
        node_box(b, parent, "top", (struct node_style){.flow = FLOW_STACK, .w = GROW});
    parts_picture(b, top, "image", &intro->hero,
                  (struct node_style){.w = GROW, .h = DP(h)});
    struct node *column = node_box(b, top, "over", (struct node_style){.w = GROW});
    node_box(b, column, "clear", (struct node_style){.w = GROW, .h = DP(h * 0.5f)});
    node_box(b, column, "fade",
             (struct node_style){
                 .w = GROW, .h = DP(h * 0.4f), .scrim = COLOUR_PAPER, .scrim_to = 255});
    return node_box(b, column, "words",
                    (struct node_style){.w = GROW,
                                        .min_h = h * 0.12f,
                                        .pad = {0, margin, 0, margin},
                                        .gap = 12,
                                        .fill = COLOUR_PAPER});
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct look *look = b->look;
    struct shelf s = plan(b, env, model);
    float margin = look_margin(look), gap = look_compact(look) ? 16 : 40;
    bool upright = look_portrait(look) && *env->intro->hero.media;
    struct node *root = node_root(b, entry,
                                  &(struct node){.key = "page",
                                                 .role = ROLE_PAGE,
                                                 .name = text_line(&env->intro->title),
                                                 .style = {.fill = COLOUR_PAPER}});
    struct node *all = node_add(
        b, root,
        &(struct node){
            .key = "text",
            .role = ROLE_GROUP,
            .name = parts_word(env, "Tours"),
            .style = {.scroll = true, .fill = COLOUR_PAPER, .w = GROW, .h = GROW}});
    // Fills the window where it can, so that the cards' pictures are as large as they may be.
    struct node *content = node_box(
        b, all, "content", (struct node_style){.w = GROW, .min_h = nav_above(look, env)});
    struct node *head =
        upright
            ? add_top(b, content, &s)
            : node_box(b, content, "head",
                       (struct node_style){.w = GROW,
                                           .gap = 12,
                                           .pad = {margin * 0.8f, margin, 0, margin}});
    // Where the bar takes half of the window, the tours come first.
    if (look->h_dp >= 300)
        add_head(b, head, &s);
    struct node *cards =
        node_box(b, content, "cards",
                 (struct node_style){.w = GROW,
                                     .h = GROW,
                                     .gap = look_portrait(look) ? fminf(gap, 28) : gap,
                                     .pad = {gap, margin, margin * 0.6f, margin}});
    add_rows(b, cards, &s);
    nav_bar(b, root, env, SCREEN_HOME);
    return root;
}

const struct screen_class screen_home = {load, view, NULL, NULL};

// The idle screen: one great picture, what this is, and that a touch begins.
#include <math.h>

#include "screens/parts.h"

static void add_invitation(struct build *b, struct node *parent,
                           const struct screen_env *env, const struct intro_model *m)
{
    struct node *row = node_box(
        b, parent, "row",
        (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 28, .align = AT_CENTER});
    struct node *ring = node_box(b, row, "ring",
                                 (struct node_style){.flow = FLOW_STACK,
                                                     .w = DP(64),
                                                     .h = DP(64),
                                                     .radius = 32,
                                                     .align = AT_CENTER,
                                                     .justify = AT_CENTER,
                                                     .fill = COLOUR_ON_PLUM,
                                                     .fill_alpha = 90});
    node_box(b, ring, "dot",
             (struct node_style){
                 .w = DP(28), .h = DP(28), .radius = 14, .fill = COLOUR_ON_PLUM});
    struct node *column =
        node_box(b, row, "words", (struct node_style){.w = GROW, .gap = 4});
    struct node *t = node_text(b, column, "touch", TEXT_LEDE, COLOUR_ON_PLUM,
                               parts_word(env, "Touch anywhere to begin"));
    t->live = LIVE_POLITE;
    if (*text_line(&m->invitation)) {
        struct node *n = node_text(b, column, "about", TEXT_CAPTION, COLOUR_ON_PLUM,
                                   text_line(&m->invitation));
        n->lang = m->invitation.lang;
    }
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct intro_model *m = env->intro;
    (void)model;
    const struct look *look = b->look;
    float margin = fminf(look_margin(look) + 20, look->w_dp * 0.06f);
    struct node *root = node_root(
        b, entry,
        &(struct node){
            .key = "attract",
            .role = ROLE_PAGE,
            .name = text_line(&m->title),
            .style = {.flow = FLOW_STACK, .fill = COLOUR_PLUM, .justify = AT_END}});
    parts_picture(b, root, "image", &m->hero, (struct node_style){.w = GROW, .h = GROW});
    struct node *touch =
        node_add(b, root,
                 &(struct node){.key = "touch",
                                .role = ROLE_BUTTON,
                                .name = parts_word(env, "Touch anywhere to begin"),
                                .command = command_make(VISIT_BEGIN, 0, NULL),
                                .style = {.w = GROW, .h = GROW, .justify = AT_END}});
    struct node *words =
        parts_on_picture(b, touch, "over", (struct edges){0, margin, margin, margin}, 40);
    // In large letters the words below need the room that the poster's title would take.
    enum text_role role = look->text_size > 3 ? TEXT_TITLE : TEXT_DISPLAY;
    if (m->title.n_blocks) {
        struct node *t =
            parts_block(b, words, &m->title.blocks[0], m->title.lang,
                        &(struct parts_words){role, COLOUR_ON_PLUM, NULL, 0});
        t->style.max_w = look_portrait(look) ? 0 : look->w_dp * 0.64f;
        t->text.balance = true;
        t->text.fit_lines = 3;
    }
    add_invitation(b, words, env, m);
    return root;
}

const struct screen_class screen_attract = {NULL, view, NULL};

// The idle screen: the pack's pictures one after the other, what this is, and that a touch
// begins.
#include <math.h>

#include "base/str.h"
#include "screens/parts.h"
#include "ui/slides.h"

#define SLIDES_MAX 24

static bool load(struct pack *pack, struct arena *arena, const char *id, void **model_out,
                 struct err *err)
{
    struct home_model *m = ARENA_NEW(arena, struct home_model);
    (void)id;
    *model_out = m;
    return pack_load_home(pack, arena, m, err);
}

static bool has(const struct slide *items, size_t n, const char *media)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(items[i].image.media, media))
            return true;
    return false;
}

// The hero first, then each tour's; no picture twice.
static const struct slides *make_slides(struct build *b, const struct picture *hero,
                                        const struct home_model *m)
{
    struct slides *s = ARENA_NEW(b->arena, struct slides);
    struct slide *items = ARENA_ARRAY(b->arena, struct slide, SLIDES_MAX);
    size_t n = 0;
    for (size_t i = 0; i <= m->n_tours && n < SLIDES_MAX; i++) {
        const struct picture *p = i ? &m->tours[i - 1].picture : hero;
        if (!*p->media || has(items, n, p->media))
            continue;
        items[n] = (struct slide){
            .image = {.focus_x = p->focus_x,
                      .focus_y = p->focus_y,
                      .colour = 0xFF000000u | p->colour},
            .aspect = p->height > 0 ? (float)p->width / (float)p->height : 0,
        };
        str_copy(items[n].image.media, sizeof(items[n].image.media), p->media);
        n++;
    }
    *s = (struct slides){items, n};
    return s;
}

static void add_pictures(struct build *b, struct node *root, const struct screen_env *env,
                         const struct home_model *m)
{
    const struct slides *s = make_slides(b, &env->intro->hero, m);
    const char *alt = text_line(&env->intro->hero.alt);
    if (s->count)
        slides_add(b, root, "pictures", *alt ? alt : text_line(&env->intro->title), s)
            ->lang = env->intro->hero.alt.lang;
}

static void add_invitation(struct build *b, struct node *parent,
                           const struct screen_env *env)
{
    const struct intro_model *m = env->intro;
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
    struct node *t =
        node_text(b, column, "touch", TEXT_LEDE, COLOUR_ON_PLUM,
                  words_text(env->turn_words, NULL, WORD("Touch anywhere to begin")));
    t->lang = words_content_lang(env->turn_words);
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
    const struct look *look = b->look;
    float margin = fminf(look_margin(look) + 20, look->w_dp * 0.06f);
    struct edges pad = {0, margin - env->shift_x, margin - env->shift_y,
                        margin + env->shift_x};
    struct node *root = node_root(
        b, entry,
        &(struct node){
            .key = "attract",
            .role = ROLE_PAGE,
            .name = text_line(&m->title),
            .style = {.flow = FLOW_STACK, .fill = COLOUR_PLUM, .justify = AT_END}});
    add_pictures(b, root, env, model);
    struct node *touch =
        node_add(b, root,
                 &(struct node){.key = "touch",
                                .role = ROLE_BUTTON,
                                .name = parts_word(env, "Touch anywhere to begin"),
                                .command = command_make(VISIT_BEGIN, 0, NULL),
                                .way = WAY_ON,
                                .style = {.w = GROW, .h = GROW, .justify = AT_END}});
    struct node *words = parts_on_picture(b, touch, "over", pad, 40);
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
    add_invitation(b, words, env);
    return root;
}

const struct screen_class screen_attract = {load, view, NULL};

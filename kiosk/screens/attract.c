// The idle screen: the pack's pictures one after the other, then a walk on its map; what this is,
// and that a touch begins.
#include <math.h>

#include "base/str.h"
#include "screens/mapping.h"
#include "ui/slides.h"

#define SLIDES_MAX 24
#define STOPS_SHOWN 12

// The pictures, each once, and the first tour that can be walked.
struct attract_model {
    struct picture pictures[SLIDES_MAX];
    size_t count;
    struct mapping mapping;
    const struct walk_plan *plan; // NULL: there is none
};

static void add(struct attract_model *m, const struct picture *p)
{
    for (size_t i = 0; i < m->count; i++)
        if (str_eq(m->pictures[i].media, p->media))
            return;
    if (*p->media && m->count < SLIDES_MAX)
        m->pictures[m->count++] = *p;
}

// A walk that can't be read is no reason to show no pictures.
static void load_walk(struct pack *pack, struct arena *arena,
                      const struct home_model *home, struct attract_model *m)
{
    struct err ignored = {0};
    for (size_t i = 0; i < home->n_tours && !m->plan; i++) {
        const struct tour_card *t = &home->tours[i];
        if (t->mode == TOUR_WALK && t->metres > 0 &&
            mapping_load(pack, arena, t->id, &m->mapping, &ignored) &&
            m->mapping.regions.n)
            m->plan = walk_plan_make(arena, &m->mapping.walk);
    }
}

// The hero, each tour's own, and those of the first tour's first stops.
static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct attract_model *m = ARENA_NEW(arena, struct attract_model);
    struct intro_model intro;
    struct home_model home;
    struct stop_card card;
    (void)visit;
    *model_out = m;
    if (!pack_load_intro(pack, arena, &intro, err) ||
        !pack_load_home(pack, arena, &home, err))
        return false;
    *m = (struct attract_model){0};
    add(m, &intro.hero);
    for (size_t i = 0; i < home.n_tours; i++)
        add(m, &home.tours[i].picture);
    for (int i = 1; home.n_tours && i <= home.tours[0].n_stops && i <= STOPS_SHOWN; i++)
        if (pack_load_card(pack, arena, home.tours[0].id, i, &card, err))
            add(m, &card.picture);
    load_walk(pack, arena, &home, m);
    return true;
}

double attract_pictures_s(const void *model)
{
    const struct attract_model *m = model;
    return m->plan ? (double)m->count * SLIDES_HOLD_US / 1e6 : 0;
}

static const struct slides *make_slides(struct build *b, const struct attract_model *m)
{
    struct slides *s = ARENA_NEW(b->arena, struct slides);
    struct slide *items = ARENA_ARRAY(b->arena, struct slide, SLIDES_MAX);
    for (size_t i = 0; i < m->count; i++) {
        const struct picture *p = &m->pictures[i];
        items[i] = (struct slide){
            .image = parts_image(p),
            .aspect = p->height > 0 ? (float)p->width / (float)p->height : 0,
        };
    }
    *s = (struct slides){items, m->count};
    return s;
}

static void add_pictures(struct build *b, struct node *root, const struct screen_env *env,
                         const struct attract_model *m)
{
    const struct slides *s = make_slides(b, m);
    const char *alt = text_line(&env->intro->hero.alt);
    if (s->count)
        slides_add(b, root, "pictures", *alt ? alt : text_line(&env->intro->title), s)
            ->lang = env->intro->hero.alt.lang;
}

// As far as it has come, as if somebody walked there.
static void add_walk(struct build *b, struct node *root, const struct screen_env *env,
                     const struct attract_model *m)
{
    struct visit *v = ARENA_NEW(b->arena, struct visit);
    struct screen_env there = *env;
    double metres = env->walked * walk_plan_metres(m->plan);
    size_t region = mapping_home(&m->mapping);
    *v = *env->visit;
    walking_begin(&v->walking, m->mapping.walk.tour, true);
    walk_seek(&v->walking.walk, m->plan, metres);
    there.visit = v;
    there.plan = m->plan;
    struct map_view *map = mapping_view(b, &there, &m->mapping, region, NULL, 0);
    map->fixed = map->dark = true;
    map->base = mapping_fit(
        b, &m->mapping, region, b->look->w_dp, b->look->h_dp,
        (struct edges){
            .top = 80, .bottom = b->look->h_dp * 0.56f, .start = 80, .end = 80});
    map->position.shown = true;
    map->position.at = walk_plan_at(m->plan, metres);
    map->position.heading_deg = (float)walk_plan_bearing(m->plan, metres);
    map_add(b, root, "walk", text_line(&m->mapping.walk.title), map);
    struct node *top = node_box(
        b, root, "about",
        (struct node_style){.w = GROW, .h = GROW, .pad = PAD(24), .align = AT_END});
    mapping_attribution(b, top, env, &m->mapping, region, false);
}

static void add_ring(struct build *b, struct node *row)
{
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
}

static void add_invitation(struct build *b, struct node *parent,
                           const struct screen_env *env)
{
    const struct intro_model *m = env->intro;
    struct node *row = node_box(
        b, parent, "row",
        (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 28, .align = AT_CENTER});
    if (!look_compact(b->look) || b->look->text_size <= 3)
        add_ring(b, row);
    struct node *column =
        node_box(b, row, "words", (struct node_style){.w = GROW, .gap = 4});
    struct node *t =
        node_text(b, column, "touch", TEXT_LEDE, COLOUR_ON_PLUM,
                  words_text(env->turn_words, NULL, WORD("Touch anywhere to begin")));
    t->lang = words_content_lang(env->turn_words);
    t->text.fit_lines = look_compact(b->look) ? 2 : 0;
    // In the hand there is no room for it; the home page says it too.
    if (*text_line(&m->invitation) && !look_compact(b->look)) {
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
            .name = parts_word(env, "Touch anywhere to begin"),
            .style = {.flow = FLOW_STACK, .fill = COLOUR_PLUM, .justify = AT_END}});
    const struct attract_model *own = model;
    if (env->walked >= 0 && own->plan)
        add_walk(b, root, env, own);
    else
        add_pictures(b, root, env, own);
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
        t->text.fit_lines = look_compact(look) ? 2 : 3;
    }
    add_invitation(b, words, env);
    return root;
}

const struct screen_class screen_attract = {load, view, NULL, NULL};

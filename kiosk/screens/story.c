// A film told in parts. What gives something away lies under a cover that says how much; what
// is covered is not in the tree, so nothing can read it out. Then what it is all about.
#include <math.h>

#include "screens/cinema.h"

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct story_model *m = ARENA_NEW(arena, struct story_model);
    *model_out = m;
    return pack_load_story(pack, arena, visit_top(visit)->id, m, err);
}

static const char *tells(const struct screen_env *env, int spoiler)
{
    static const char *const forms[] = {
        WORD("Gives nothing away"),
        WORD("Tells a little"),
        WORD("Tells what happens"),
        WORD("Tells the ending"),
    };
    return parts_word(env, forms[spoiler]);
}

// The cover, also of what is open: touched again it covers.
static void add_cover(struct build *b, struct node *card, const struct screen_env *env,
                      const struct scene *scene, const char *part, bool open)
{
    const char *how = tells(env, scene->spoiler);
    struct node *n =
        node_add(b, card,
                 &(struct node){.key = "cover",
                                .role = ROLE_BUTTON,
                                .name = arena_printf(b->arena, "%s: %s", part, how),
                                .state = open ? NODE_EXPANDED : NODE_COLLAPSED,
                                .command = command_make(VISIT_UNCOVER, 0, scene->id),
                                .style = {.flow = FLOW_ROW,
                                          .w = GROW,
                                          .min_h = fmaxf(look_touch(b->look), 88),
                                          .gap = 24,
                                          .align = AT_CENTER}});
    enum colour soft = open ? COLOUR_INK : COLOUR_CORAL_DEEP;
    node_icon(b, n, open ? "reveal" : "warning", soft, 44);
    struct node *words =
        node_box(b, n, "words", (struct node_style){.w = GROW, .gap = 4});
    node_text(b, words, "part", TEXT_LABEL, open ? COLOUR_INK : COLOUR_CORAL_DEEP,
              arena_printf(b->arena, "%s · %s", part, how))
        ->style.w = GROW;
    node_text(b, words, "touch", TEXT_CAPTION, soft,
              parts_word(env, open ? WORD("Touch to cover it again")
                                   : WORD("Touch to uncover")))
        ->style.w = GROW;
}

static void add_scene(struct build *b, struct node *parent, const struct statements *s,
                      const struct scene *scene, size_t number)
{
    const struct screen_env *env = s->env;
    bool covers = scene->spoiler > 0;
    bool open = !covers || uncovered_has(&env->visit->uncovered, scene->id);
    struct node *n =
        statements_card(b, parent, arena_printf(b->arena, "scene:%s", scene->id),
                        open ? COLOUR_CARD : COLOUR_CORAL_SOFT);
    const char *nth = words_number(env->words, b->arena, (long)number);
    const char *part = words_format(env->words, b->arena, NULL, "Part {n}",
                                    (struct word_arg[]){{"n", nth}, {0}});
    if (covers)
        add_cover(b, n, env, scene, part, open);
    else
        parts_eyebrow(b, n, "part", part);
    if (!open)
        return;
    parts_text(b, n, &scene->body, &s->body);
    if (*scene->place)
        cinema_row(
            b, n,
            &(struct cinema_row){.key = "place",
                                 .name = text_line(&scene->place_title),
                                 .lang = scene->place_title.lang,
                                 .icon = "pin",
                                 .w_dp = 600,
                                 .command = visit_open(SCREEN_PLACE, 0, scene->place)});
    statements_behind(
        b, n, s,
        &(struct statement){CITE_SCENE, scene->id, scene->citations, scene->n_citations});
}

static void add_theme(struct build *b, struct node *parent, const struct statements *s,
                      const struct topic *t)
{
    struct node *n = statements_card(b, parent, arena_printf(b->arena, "theme:%s", t->id),
                                     COLOUR_CARD);
    node_text(b, n, "title", TEXT_SUBHEADING, COLOUR_INK, text_line(&t->title))->lang =
        t->title.lang;
    parts_text(b, n, &t->body, &s->body);
    statements_behind(
        b, n, s, &(struct statement){CITE_THEME, t->id, t->citations, t->n_citations});
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct story_model *m = model;
    const struct statements s = statements_of(env, m->sources, m->n_sources);
    struct cinema_page p =
        cinema_page(b, env, entry,
                    &(struct cinema_head){.eyebrow = parts_word(env, "The story"),
                                          .title = &m->card.title,
                                          .picture = &m->card.picture});
    const struct cinema_columns c = cinema_columns(b, &p, "first");
    parts_text(b, c.main, &m->synopsis,
               &(struct parts_words){TEXT_LEDE, COLOUR_INK, m->sources, m->n_sources});
    const struct cinema_on on = {SCREEN_FILMS, parts_word(env, "About this title"),
                                 visit_open(SCREEN_FILM, 0, m->card.id)};
    cinema_way(b, c.main, &on);
    if (m->n_scenes)
        statements_section(b, c.main, "scenes", parts_word(env, "Told in parts"));
    for (size_t i = 0; i < m->n_scenes; i++)
        add_scene(b, c.main, &s, &m->scenes[i], i + 1);
    if (!m->n_scenes)
        node_text(
            b, c.main, "none", TEXT_BODY, COLOUR_INK,
            parts_word(env, "This guide does not tell the story of this title yet."))
            ->style.w = GROW;
    if (m->n_themes)
        statements_section(b, c.side, "themes", parts_word(env, "What it is about"));
    for (size_t i = 0; i < m->n_themes; i++)
        add_theme(b, c.side, &s, &m->themes[i]);
    parts_sources(b, p.body, env, m->sources, m->n_sources);
    cinema_bar(b, &p, env, &on);
    return p.root;
}

const struct screen_class screen_story = {load, view, NULL, NULL};

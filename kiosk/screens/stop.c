// A stop: the scene and the place, the story, what to look for, and who says so.
#include <string.h>

#include "screens/gallery.h"
#include "screens/going.h"
#include "screens/mapping.h"
#include "screens/statements.h"

struct stop_page {
    struct stop_model stop; // first, for those who know no more of the page
    struct map_regions regions;
};

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct stop_page *m = ARENA_NEW(arena, struct stop_page);
    *model_out = m;
    return pack_load_stop(pack, arena, visit_top(visit)->id, &m->stop, err) &&
           pack_load_regions(pack, arena, &m->regions, err);
}

static void add_way_to_place(struct build *b, struct node *parent,
                             const struct screen_env *env, const struct stop_model *m)
{
    bool more = (size_t)m->all_claims > m->n_claims;
    const char *words =
        more ? words_plural(env->words, b->arena, "The place, and the {n} film it is in",
                            "The place, and the {n} films it is in", m->all_works)
             : parts_word(env, "More about this place");
    parts_way(b, parent,
              &(struct parts_way){.key = "to-place",
                                  .icon = "pin",
                                  .words = words,
                                  .command = visit_open(SCREEN_PLACE, 0, m->place.id)});
}

static void add_way_to_map(struct build *b, struct node *parent,
                           const struct screen_env *env, const struct stop_page *page)
{
    const struct stop_model *m = &page->stop;
    struct geo_point at = {m->place.lat, m->place.lon};
    if (!mapping_on(&page->regions, at))
        return;
    parts_way(
        b, parent,
        &(struct parts_way){.key = "to-map",
                            .icon = "map",
                            .words = parts_word(env, "Show on the map"),
                            .command = visit_open(SCREEN_MAP, m->position, m->tour)});
}

// While one walks this tour, the way on is the way on.
static bool add_walk(struct build *b, struct node *bar, const struct screen_env *env,
                     const struct stop_model *m)
{
    const struct walking *w = &env->visit->walking;
    if (strcmp(w->tour, m->tour) != 0 || w->walk.status == WALK_ENDED)
        return false;
    parts_primary(b, bar, "walk", parts_word(env, "Back to the walk"),
                  command_make(VISIT_WALK, w->preview, m->tour))
        ->way = WAY_ON;
    return true;
}

static void add_previous(struct build *b, struct node *bar, const struct screen_env *env,
                         const struct stop_link *previous, bool with_title)
{
    if (!*previous->id)
        return;
    const char *title = text_line(&previous->title);
    const char *name = words_format(env->words, b->arena, NULL, "Previous: {title}",
                                    (struct word_arg[]){{"title", title}, {0}});
    struct node *n =
        parts_round(b, bar,
                    &(struct parts_button){
                        .key = "previous",
                        .icon = "previous",
                        .mirrors = true,
                        .flat = true,
                        .name = name,
                        .command = command_make(VISIT_OPEN_STOP, 0, previous->id)});
    n->way = WAY_BACK;
    if (with_title)
        parts_label(b, n, title, previous->title.lang);
}

static void add_next(struct build *b, struct node *bar, const struct screen_env *env,
                     const struct stop_model *m)
{
    const char *title = text_line(&m->next.title);
    bool more = *m->next.id;
    const char *words = more ? words_format(env->words, b->arena, NULL, "Next: {title}",
                                            (struct word_arg[]){{"title", title}, {0}})
                             : parts_word(env, "Back to the tour");
    struct command command = more ? command_make(VISIT_OPEN_STOP, 0, m->next.id)
                                  : command_make(VISIT_OPEN_TOUR, 0, m->tour);
    parts_primary(b, bar, "next", words, command)->way = WAY_ON;
}

static void add_bar(struct build *b, const struct parts_bar *bar, struct node *chips,
                    const struct screen_env *env, const struct stop_model *m)
{
    add_previous(b, bar->from, env, &m->previous, bar->wide);
    parts_home(b, bar->tools, env);
    parts_search(b, bar->tools, env);
    parts_settings(b, bar->tools, env);
    going_heart(b, bar, chips, env, SCREEN_STOP, m->id);
    if (!add_walk(b, bar->on, env, m))
        add_next(b, bar->on, env, m);
}

static struct node *add_head(struct build *b, struct node *parent,
                             const struct screen_env *env, const struct stop_model *m)
{
    const struct words *w = env->words;
    const char *n = words_number(w, b->arena, m->position);
    const struct word_arg args[] = {
        {"n", n},
        {"total", words_number(w, b->arena, m->n_stops)},
        {"code", arena_printf(b->arena, "%d", m->code)}, // as it is typed
        {0}};
    parts_eyebrow(b, parent, "eyebrow",
                  words_format(w, b->arena, NULL,
                               m->code ? WORD("Stop {n} of {total} · {code}")
                                       : WORD("Stop {n} of {total}"),
                               args));
    struct node *t =
        node_text(b, parent, "title", TEXT_TITLE, COLOUR_INK, text_line(&m->title));
    t->lang = m->title.lang;
    t->text.balance = true;
    t->text.fit_lines = 3;
    struct node *chips = going_chips(b, parent, env, &m->place);
    parts_text(b, parent, &m->lede,
               &(struct parts_words){TEXT_LEDE, COLOUR_INK, m->sources, m->n_sources});
    return chips;
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct stop_page *page = model;
    const struct stop_model *m = &page->stop;
    struct parts_page p = parts_page(b, env, entry, text_line(&m->title), NULL);
    const struct gallery gallery = gallery_of(env, m);
    gallery_add(b, &p, env, &gallery);
    const struct statements s = statements_of(env, m->sources, m->n_sources);
    struct node *chips = add_head(b, p.text, env, m);
    statements_claims(b, p.text, &s, m->claims, m->n_claims);
    add_way_to_place(b, p.text, env, m);
    add_way_to_map(b, p.text, env, page);
    parts_text(b, p.text, &m->story, &s.body);
    statements_facts(b, p.text, &s, m->facts, m->n_facts);
    going_access(b, p.text, env, &m->place);
    parts_sources(b, p.text, env, m->sources, m->n_sources);
    add_bar(b, &p.bar, chips, env, m);
    return p.root;
}

static uint32_t accent(const void *model)
{
    const struct stop_page *m = model;
    return m->stop.accent;
}

const struct screen_class screen_stop = {load, view, accent, NULL};

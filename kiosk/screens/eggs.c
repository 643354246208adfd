// The hunt: all easter eggs of a tour, in the order of its stops, and how many are found.
#include "pack/plays.h"
#include "screens/egg.h"
#include "ui/list.h"

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct eggs_model *m = ARENA_NEW(arena, struct eggs_model);
    *model_out = m;
    return pack_load_eggs(pack, arena, visit_top(visit)->id, m, err);
}

struct rows {
    const struct eggs_model *m;
    const struct screen_env *env;
};

static int count_found(const struct eggs_model *m, const struct visit *visit)
{
    int found = 0;
    for (size_t i = 0; i < m->n_eggs; i++) {
        const struct ledger_entry *e = ledger_find(&visit->ledger, m->eggs[i].fact);
        found += e && e->found;
    }
    return found;
}

static void add_stop(struct build *b, struct node *card, const struct rows *rows,
                     const struct egg_place *egg)
{
    const struct words *w = rows->env->words;
    struct stop_card stop;
    struct err ignored; // what is damaged shows when its own page is opened
    if (!pack_load_card(rows->env->pack, b->arena, rows->m->tour, egg->position, &stop,
                        &ignored))
        return;
    const struct word_arg args[] = {{"n", words_number(w, b->arena, egg->position)},
                                    {"title", text_line(&stop.title)},
                                    {0}};
    const char *name = words_format(w, b->arena, NULL, "Stop {n}: {title}", args);
    bool compact = look_compact(b->look);
    struct node *n =
        node_add(b, card,
                 &(struct node){.key = "stop",
                                .role = ROLE_LINK,
                                .name = name,
                                .command = command_make(VISIT_OPEN_STOP, 0, egg->stop),
                                .style = {.flow = FLOW_ROW,
                                          .w = GROW,
                                          .min_h = look_touch(b->look),
                                          .pad = PAD2(12, compact ? 24 : 36),
                                          .gap = 20,
                                          .align = AT_CENTER,
                                          .radius = 24,
                                          .fill = COLOUR_CARD}});
    node_icon(b, n, "pin", COLOUR_CORAL_TEXT, 36);
    node_text(b, n, "words", TEXT_LABEL, COLOUR_INK, name)->style.w = GROW;
    node_icon(b, n, "next", COLOUR_CORAL_TEXT, 32)->icon_mirrors = true;
}

static struct node *egg_row(struct build *b, struct node *parent, const void *data,
                            size_t i)
{
    const struct rows *rows = data;
    const struct egg_place *egg = &rows->m->eggs[i];
    struct fact_card card;
    struct err ignored;
    struct node *row =
        node_box(b, parent, egg->fact,
                 (struct node_style){.w = GROW, .min_h = look_touch(b->look)});
    if (!pack_load_fact(rows->env->pack, b->arena, egg->fact, &card, &ignored))
        return row;
    row->role = ROLE_GROUP;
    row->name = text_line(&card.fact.body);
    row->position = (int)i + 1;
    row->of = (int)rows->m->n_eggs;
    struct statements s = statements_of(rows->env, card.sources, card.n_sources);
    s.body.sources = NULL; // there are no numbered ones at the foot of this page
    s.body.n_sources = 0;
    add_stop(b, egg_card(b, row, &s, &card.fact), rows, egg);
    return row;
}

static const char *egg_name(struct arena *arena, const void *data, size_t i)
{
    const struct rows *rows = data;
    struct fact_card card;
    struct err ignored;
    return pack_load_fact(rows->env->pack, arena, rows->m->eggs[i].fact, &card, &ignored)
               ? text_line(&card.fact.body)
               : "";
}

static void add_count(struct build *b, struct node *parent, const struct screen_env *env,
                      const struct eggs_model *m)
{
    int found = count_found(m, env->visit), of = (int)m->n_eggs;
    const struct words *w = env->words;
    const struct word_arg args[] = {{"n", words_number(w, b->arena, found)},
                                    {"total", words_number(w, b->arena, of)},
                                    {0}};
    struct node *n =
        node_text(b, parent, "found", TEXT_HEADING, COLOUR_INK,
                  words_format(w, b->arena, NULL, "Found {n} of {total}", args));
    n->live = LIVE_POLITE;
    float room = 12;
    struct node *bar =
        node_box(b, parent, "bar",
                 (struct node_style){.flow = FLOW_ROW,
                                     .w = GROW,
                                     .max_w = 720,
                                     .h = DP(room),
                                     .radius = 6,
                                     .fill = COLOUR_SAND,
                                     .outline = b->look->theme->outlines ? COLOUR_LINE
                                                                         : COLOUR_NONE,
                                     .outline_dp = 2});
    if (found > 0)
        node_box(b, bar, "part",
                 (struct node_style){.w = {LENGTH_GROW, (float)found},
                                     .h = DP(room),
                                     .radius = 6,
                                     .fill = COLOUR_CORAL});
    if (found < of)
        node_box(b, bar, "rest",
                 (struct node_style){.w = {LENGTH_GROW, (float)(of - found)}});
    const char *what = WORD("Each egg has three hints. What you find stays found "
                            "until your visit ends.");
    if (found == of)
        what = WORD("You have found all of them.");
    node_text(b, parent, "what", TEXT_LEDE, COLOUR_INK, parts_word(env, what))->style.w =
        GROW;
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct eggs_model *m = model;
    struct parts_page p =
        parts_page(b, env, entry, parts_word(env, "Easter eggs"), &m->picture);
    parts_back(b, &p, env);
    struct node *eyebrow = parts_eyebrow(b, p.text, "eyebrow", text_line(&m->title));
    eyebrow->lang = m->title.lang;
    struct node *title = node_text(b, p.text, "title", TEXT_TITLE, COLOUR_INK,
                                   parts_word(env, "Easter eggs"));
    title->text.fit_lines = 3;
    if (m->n_eggs) {
        struct rows *rows = ARENA_NEW(b->arena, struct rows);
        struct list_source *source = ARENA_NEW(b->arena, struct list_source);
        *rows = (struct rows){m, env};
        *source = (struct list_source){.count = m->n_eggs,
                                       .gap_dp = 28,
                                       .data = rows,
                                       .row = egg_row,
                                       .name = egg_name};
        add_count(b, p.text, env, m);
        list_add(b, p.text, "list", parts_word(env, "Easter eggs"), source);
    } else {
        node_text(b, p.text, "none", TEXT_LEDE, COLOUR_INK,
                  parts_word(env, "Nothing is hidden on this tour."))
            ->style.w = GROW;
    }
    parts_home(b, p.bar.tools, env);
    parts_settings(b, p.bar.tools, env);
    parts_primary(b, p.bar.on, "tour", parts_word(env, "Back to the tour"),
                  command_make(VISIT_OPEN_TOUR, 0, m->tour));
    return p.root;
}

static uint32_t accent(const void *model)
{
    const struct eggs_model *m = model;
    return m->accent;
}

const struct screen_class screen_eggs = {load, view, accent, NULL};

// A stop: the scene and the place, the story, what to look for, and who says so.
#include <math.h>

#include "base/array.h"
#include "base/str.h"
#include "screens/gallery.h"
#include "screens/parts.h"

static bool load(struct pack *pack, struct arena *arena, const char *id, void **model_out,
                 struct err *err)
{
    struct stop_model *m = ARENA_NEW(arena, struct stop_model);
    *model_out = m;
    return pack_load_stop(pack, arena, id, m, err);
}

// What the parts of a page are built from.
struct page {
    const struct screen_env *env;
    const struct stop_model *m;
    struct parts_words lede, body;
};

static const struct source *find_source(const struct stop_model *m, const char *id)
{
    for (size_t i = 0; i < m->n_sources; i++)
        if (str_eq(m->sources[i].id, id))
            return &m->sources[i];
    return NULL;
}

static struct node *card(struct build *b, struct node *parent, const char *key,
                         enum colour fill)
{
    return node_box(b, parent, key,
                    (struct node_style){.w = GROW,
                                        .max_w = 960,
                                        .fill = fill,
                                        .radius = 24,
                                        .shadow = fill == COLOUR_CARD,
                                        .pad = PAD(look_compact(b->look) ? 24 : 36),
                                        .gap = 12});
}

static void section(struct build *b, struct node *parent, const char *key,
                    const char *words)
{
    parts_eyebrow(b, parent, key, words)->style.pad.top = 24;
}

// Who says it, who says otherwise, and who looked into it and is silent.
static void add_citations(struct build *b, struct node *parent, const struct page *page,
                          const struct citation *citations, size_t count)
{
    static const char *const forms[] = {
        [STANCE_SUPPORTS] = WORD("Source: {title}"),
        [STANCE_CONTRADICTS] = WORD("Against it: {title}"),
        [STANCE_SILENT] = WORD("Says nothing of it: {title}"),
    };
    for (size_t i = 0; i < count; i++) {
        const struct source *source = find_source(page->m, citations[i].source);
        if (!source)
            continue;
        const char *who = source->title;
        if (*source->publisher)
            who = arena_printf(b->arena, "%s, %s", source->title, source->publisher);
        const char *words =
            words_format(page->env->words, b->arena, NULL, forms[citations[i].stance],
                         (struct word_arg[]){{"title", who}, {0}});
        if (*citations[i].says)
            words = arena_printf(b->arena, "%s. %s", words, citations[i].says);
        node_text(b, parent, NULL, TEXT_CAPTION, COLOUR_INK_SOFT, words)->style.w = GROW;
    }
}

static bool disputed(const struct claim *c)
{
    for (size_t i = 0; i < c->n_citations; i++)
        if (c->citations[i].stance == STANCE_CONTRADICTS)
            return true;
    return c->confidence == CONF_DISPUTED;
}

static const char *claim_words(const struct screen_env *env, const struct claim *c)
{
    static const char *const sure[] = {
        [REL_FILMED_AT] = WORD("Filmed here"),
        [REL_SET_IN] = WORD("Set here"),
        [REL_STANDS_IN_FOR] = WORD("Stands in for another place"),
        [REL_STUDIO_SET] = WORD("A set in a studio"),
        [REL_PLATE] = WORD("Seen in the background"),
    };
    if (disputed(c))
        return parts_word(env, "Sources differ");
    if (c->confidence == CONF_REPORTED && c->relation == REL_FILMED_AT)
        return parts_word(env, "Said to be filmed here");
    return parts_word(env, sure[c->relation]);
}

static void add_claims(struct build *b, struct node *parent, const struct page *page)
{
    const struct screen_env *env = page->env;
    const struct stop_model *m = page->m;
    for (size_t i = 0; i < m->n_claims; i++) {
        const struct claim *c = &m->claims[i];
        struct node *n =
            card(b, parent, arena_printf(b->arena, "claim:%s", c->id), COLOUR_CARD);
        struct node *row =
            node_box(b, n, "head",
                     (struct node_style){
                         .flow = FLOW_ROW, .w = GROW, .gap = 16, .align = AT_CENTER});
        node_icon(b, row, "film", COLOUR_CORAL_TEXT, 40);
        const char *year = arena_printf(b->arena, "%d", c->work_year);
        const char *film =
            words_format(env->words, b->arena, NULL, "{title} ({year})",
                         (struct word_arg[]){
                             {"title", text_line(&c->work_title)}, {"year", year}, {0}});
        struct node *words = node_box(b, row, "words", (struct node_style){.w = GROW});
        node_text(b, words, "claim", TEXT_LABEL, COLOUR_INK, claim_words(env, c));
        node_text(b, words, "film", TEXT_CAPTION, COLOUR_INK_SOFT, film)->lang =
            c->work_title.lang;
        parts_text(b, n, &c->body, &page->body);
        add_citations(b, n, page, c->citations, c->n_citations);
    }
}

static void add_egg(struct build *b, struct node *parent, const struct page *page,
                    const struct fact *f)
{
    const struct screen_env *env = page->env;
    bool open = visit_revealed(env->visit, f->id);
    struct node *n =
        card(b, parent, arena_printf(b->arena, "fact:%s", f->id), COLOUR_CORAL_SOFT);
    n->role = ROLE_BUTTON;
    n->name = arena_printf(b->arena, "%s: %s", parts_word(env, "Look for it"),
                           text_line(&f->body));
    n->state = open ? NODE_EXPANDED : NODE_COLLAPSED;
    n->command = command_make(VISIT_REVEAL, 0, f->id);
    n->style.flow = FLOW_ROW;
    n->style.gap = 28;
    node_icon(b, n, "easter-egg", COLOUR_CORAL_DEEP, 52);
    struct node *words =
        node_box(b, n, "words", (struct node_style){.w = GROW, .gap = 12});
    node_text(b, words, "look", TEXT_LABEL, COLOUR_INK, parts_word(env, "Look for it"));
    parts_text(b, words, &f->body, &page->body);
    if (!open) {
        node_text(b, words, "touch", TEXT_LABEL, COLOUR_CORAL_DEEP,
                  parts_word(env, "Touch to reveal"));
        return;
    }
    struct node *answer =
        node_box(b, words, "answer", (struct node_style){.w = GROW, .gap = 12});
    parts_text(b, answer, &f->reveal, &page->body);
    add_citations(b, answer, page, f->citations, f->n_citations);
    for (struct node *c = answer->first; c; c = c->next)
        if (c->text.colour == COLOUR_INK_SOFT)
            c->text.colour = COLOUR_INK; // soft ink is too weak on coral
}

static void add_facts(struct build *b, struct node *parent, const struct page *page)
{
    const struct screen_env *env = page->env;
    const struct stop_model *m = page->m;
    bool any = false;
    for (size_t i = 0; i < m->n_facts; i++)
        if (m->facts[i].kind == FACT_EASTER_EGG)
            add_egg(b, parent, page, &m->facts[i]);
    for (size_t i = 0; i < m->n_facts; i++) {
        const struct fact *f = &m->facts[i];
        if (f->kind == FACT_EASTER_EGG)
            continue;
        if (!any)
            section(b, parent, "facts", parts_word(env, "Good to know"));
        any = true;
        struct node *n =
            card(b, parent, arena_printf(b->arena, "fact:%s", f->id), COLOUR_CARD);
        parts_text(b, n, &f->body, &page->body);
        if (f->status != FACT_CONFIRMED)
            node_text(b, n, "status", TEXT_CAPTION, COLOUR_INK_SOFT,
                      parts_word(env, f->status == FACT_RUMOUR
                                          ? WORD("A rumour")
                                          : WORD("Reported, not confirmed")));
        add_citations(b, n, page, f->citations, f->n_citations);
    }
}

static const char *step_free_words(const struct screen_env *env, enum step_free s)
{
    static const char *const forms[] = {
        [STEP_FREE_YES] = WORD("Step-free access"),
        [STEP_FREE_PARTLY] = WORD("Step-free in part"),
        [STEP_FREE_NO] = WORD("Steps on the way"),
        [STEP_FREE_UNKNOWN] = WORD("Step-free access is not known"),
    };
    return parts_word(env, forms[s]);
}

static void add_access(struct build *b, struct node *parent, const struct page *page)
{
    const struct screen_env *env = page->env;
    const struct place *p = &page->m->place;
    const struct parts_words plain = {TEXT_BODY, COLOUR_INK, NULL, 0};
    section(b, parent, "visit", parts_word(env, "Going there"));
    parts_text(b, parent, &p->transit, &plain);
    struct node *row = node_box(
        b, parent, "steps",
        (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 16, .align = AT_CENTER});
    node_icon(b, row, "accessibility", COLOUR_INK, 40);
    node_text(b, row, "words", TEXT_BODY, COLOUR_INK, step_free_words(env, p->step_free))
        ->style.w = GROW;
    parts_text(b, parent, &p->access, &plain);
    parts_text(b, parent, &p->manners, &plain);
    if (*p->checked_on)
        node_text(b, parent, "checked", TEXT_CAPTION, COLOUR_INK_SOFT,
                  words_format(env->words, b->arena, NULL, "Checked on {date}",
                               (struct word_arg[]){{"date", p->checked_on}, {0}}));
}

static void add_chips(struct build *b, struct node *parent, const struct page *page)
{
    const struct screen_env *env = page->env;
    const struct stop_model *m = page->m;
    static const char *const forms[] = {
        [ETI_PUBLIC] = WORD("Open to the public"),
        [ETI_TICKETED] = WORD("With a ticket"),
        [ETI_PRIVATE_HOME] = WORD("A private home"),
        [ETI_CLOSED_LOT] = WORD("Closed to visitors"),
    };
    struct node *chips = node_box(
        b, parent, "chips", (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 12});
    const struct text *where =
        *text_line(&m->place.address) ? &m->place.address : &m->place.area;
    if (*text_line(where))
        parts_chip(b, chips, "where", text_line(where), where->lang);
    parts_chip(b, chips, "open", parts_word(env, forms[m->place.etiquette]), NULL);
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

static void add_bar(struct build *b, const struct parts_bar *bar,
                    const struct screen_env *env, const struct stop_model *m)
{
    add_previous(b, bar->from, env, &m->previous, bar->wide);
    parts_home(b, bar->tools, env);
    parts_settings(b, bar->tools, env);
    add_next(b, bar->on, env, m);
}

static void add_head(struct build *b, struct node *parent, const struct page *page)
{
    const struct screen_env *env = page->env;
    const struct stop_model *m = page->m;
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
    add_chips(b, parent, page);
    parts_text(b, parent, &m->lede, &page->lede);
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct stop_model *m = model;
    struct parts_page p = parts_page(b, env, entry, text_line(&m->title), NULL);
    gallery_add(b, &p, env, m);
    struct page page = {env,
                        m,
                        {TEXT_LEDE, COLOUR_INK, m->sources, m->n_sources},
                        {TEXT_BODY, COLOUR_INK, m->sources, m->n_sources}};
    add_head(b, p.text, &page);
    add_claims(b, p.text, &page);
    parts_text(b, p.text, &m->story, &page.body);
    add_facts(b, p.text, &page);
    add_access(b, p.text, &page);
    parts_sources(b, p.text, env, m->sources, m->n_sources);
    add_bar(b, &p.bar, env, m);
    return p.root;
}

static uint32_t accent(const void *model)
{
    const struct stop_model *m = model;
    return m->accent;
}

const struct screen_class screen_stop = {load, view, accent};

#include "screens/statements.h"

#include "base/str.h"
#include "screens/egg.h"

struct statements statements_of(const struct screen_env *env,
                                const struct source *sources, size_t n_sources)
{
    return (struct statements){
        env, sources, n_sources, {TEXT_BODY, COLOUR_INK, sources, n_sources}};
}

static const struct source *find_source(const struct statements *s, const char *id)
{
    for (size_t i = 0; i < s->n_sources; i++)
        if (str_eq(s->sources[i].id, id))
            return &s->sources[i];
    return NULL;
}

struct node *statements_card(struct build *b, struct node *parent, const char *key,
                             enum colour fill)
{
    return node_box(b, parent, key,
                    (struct node_style){.w = GROW,
                                        .max_w = parts_card_dp(b->look),
                                        .fill = fill,
                                        .radius = 24,
                                        .shadow = fill == COLOUR_CARD,
                                        .pad = PAD(look_compact(b->look) ? 24 : 36),
                                        .gap = 12});
}

void statements_section(struct build *b, struct node *parent, const char *key,
                        const char *words)
{
    parts_eyebrow(b, parent, key, words)->style.pad.top = 24;
}

// "Source: The book, its publisher"; NULL: the page's model doesn't have it.
static const char *cited_words(struct build *b, const struct statements *s,
                               const struct citation *c)
{
    static const char *const forms[] = {
        [STANCE_SUPPORTS] = WORD("Source: {title}"),
        [STANCE_CONTRADICTS] = WORD("Against it: {title}"),
        [STANCE_SILENT] = WORD("Says nothing of it: {title}"),
    };
    const struct source *source = find_source(s, c->source);
    if (!source)
        return NULL;
    const char *who = source->title;
    if (*source->publisher)
        who = arena_printf(b->arena, "%s, %s", source->title, source->publisher);
    return words_format(s->env->words, b->arena, NULL, forms[c->stance],
                        (struct word_arg[]){{"title", who}, {0}});
}

void statements_citations(struct build *b, struct node *parent,
                          const struct statements *s, const struct citation *citations,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *words = cited_words(b, s, &citations[i]);
        if (!words)
            continue;
        if (*citations[i].says)
            words = arena_printf(b->arena, "%s. %s", words, citations[i].says);
        node_text(b, parent, NULL, TEXT_CAPTION, COLOUR_INK_SOFT, words)->style.w = GROW;
    }
}

struct node *statements_behind(struct build *b, struct node *parent,
                               const struct statements *s, const struct statement *of)
{
    const struct source *first = NULL;
    for (size_t i = 0; i < of->count && !first; i++)
        first = find_source(s, of->citations[i].source);
    if (!first)
        return NULL;
    const char *name = words_format(s->env->words, b->arena, NULL, "Who says so: {title}",
                                    (struct word_arg[]){{"title", first->title}, {0}});
    struct command open = command_make(VISIT_CITE, (int)of->kind, of->id);
    struct node *row =
        node_add(b, parent,
                 &(struct node){.key = "behind",
                                .role = ROLE_BUTTON,
                                .name = name,
                                .by_touch = true, // may be higher than the window
                                .command = open,
                                .style = {.flow = FLOW_ROW,
                                          .w = GROW,
                                          .min_h = look_touch(b->look),
                                          .gap = 8,
                                          .align = AT_CENTER}});
    struct node *lines =
        node_box(b, row, "lines", (struct node_style){.w = GROW, .gap = 8});
    statements_citations(b, lines, s, of->citations, of->count);
    struct node *more = node_add(b, row,
                                 &(struct node){.key = "more",
                                                .role = ROLE_BUTTON,
                                                .name = name,
                                                .command = open,
                                                .style = {.flow = FLOW_STACK,
                                                          .w = DP(look_touch(b->look)),
                                                          .h = DP(look_touch(b->look)),
                                                          .radius = 16,
                                                          .align = AT_CENTER,
                                                          .justify = AT_END}});
    node_icon(b, more, "next", COLOUR_CORAL_TEXT, 32)->icon_mirrors = true;
    return row;
}

static bool disputed(const struct claim *c)
{
    for (size_t i = 0; i < c->n_citations; i++)
        if (c->citations[i].stance == STANCE_CONTRADICTS)
            return true;
    return c->confidence == CONF_DISPUTED;
}

const char *statements_claim_words(const struct screen_env *env, const struct claim *c)
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

// Which film, and what is claimed of it; a touch opens it.
static void claim_head(struct build *b, struct node *card, const struct statements *s,
                       const struct claim *c)
{
    const struct screen_env *env = s->env;
    const char *year = arena_printf(b->arena, "%d", c->work_year);
    const char *film = words_format(
        env->words, b->arena, NULL, "{title} ({year})",
        (struct word_arg[]){{"title", text_line(&c->work_title)}, {"year", year}, {0}});
    struct node *row =
        node_add(b, card,
                 &(struct node){.key = "head",
                                .role = ROLE_LINK,
                                .name = film,
                                .lang = c->work_title.lang,
                                .command = visit_open(SCREEN_FILM, 0, c->work),
                                .style = {.flow = FLOW_ROW,
                                          .w = GROW,
                                          .min_h = look_touch(b->look),
                                          .gap = 16,
                                          .align = AT_CENTER}});
    node_icon(b, row, "film", COLOUR_CORAL_TEXT, 40);
    struct node *words = node_box(b, row, "words", (struct node_style){.w = GROW});
    node_text(b, words, "claim", TEXT_LABEL, COLOUR_INK, statements_claim_words(env, c));
    node_text(b, words, "film", TEXT_CAPTION, COLOUR_INK_SOFT, film)->lang =
        c->work_title.lang;
    node_icon(b, row, "next", COLOUR_INK, 32)->icon_mirrors = true;
}

void statements_claims(struct build *b, struct node *parent, const struct statements *s,
                       const struct claim *claims, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct claim *c = &claims[i];
        struct node *n = statements_card(
            b, parent, arena_printf(b->arena, "claim:%s", c->id), COLOUR_CARD);
        claim_head(b, n, s, c);
        parts_text(b, n, &c->body, &s->body);
        statements_behind(
            b, n, s,
            &(struct statement){CITE_CLAIM, c->id, c->citations, c->n_citations});
    }
}

void statements_facts(struct build *b, struct node *parent, const struct statements *s,
                      const struct fact *facts, size_t count)
{
    const struct screen_env *env = s->env;
    bool any = false;
    for (size_t i = 0; i < count; i++)
        if (facts[i].kind == FACT_EASTER_EGG)
            egg_card(b, parent, s, &facts[i]);
    for (size_t i = 0; i < count; i++) {
        const struct fact *f = &facts[i];
        if (f->kind == FACT_EASTER_EGG)
            continue;
        if (!any)
            statements_section(b, parent, "facts", parts_word(env, "Good to know"));
        any = true;
        struct node *n = statements_card(
            b, parent, arena_printf(b->arena, "fact:%s", f->id), COLOUR_CARD);
        parts_text(b, n, &f->body, &s->body);
        if (f->status != FACT_CONFIRMED)
            node_text(b, n, "status", TEXT_CAPTION, COLOUR_INK_SOFT,
                      parts_word(env, f->status == FACT_RUMOUR
                                          ? WORD("A rumour")
                                          : WORD("Reported, not confirmed")));
        statements_behind(
            b, n, s, &(struct statement){CITE_FACT, f->id, f->citations, f->n_citations});
    }
}

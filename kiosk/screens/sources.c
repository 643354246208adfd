// The sheet of who says it: of one statement every source, what it is, where in it, on whose
// side it is and what it says in our words. Addresses are for reading; nothing leads out.
#include <assert.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/str.h"
#include "pack/grounds.h"
#include "screens/parts.h"

static const char *const entities[] = {
    [CITE_CLAIM] = "claim",   [CITE_FACT] = "fact",         [CITE_STOP] = "stop",
    [CITE_PERSON] = "person", [CITE_SCENE] = "scene",       [CITE_THEME] = "theme",
    [CITE_CREDIT] = "credit", [CITE_AWARD] = "award",       [CITE_RATING] = "rating",
    [CITE_MONEY] = "money",   [CITE_RELATION] = "relation", [CITE_VANTAGE] = "vantage",
    [CITE_QUIZ] = "quiz",
};
static_assert(ARRAY_LEN(entities) == CITE_COUNT, "what can be cited has no name");

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct cited_model *m = ARENA_NEW(arena, struct cited_model);
    *model_out = m;
    return pack_load_cited(pack, arena, entities[visit->cite], visit->cited, m, err);
}

static void add_line(struct build *b, struct node *parent, const char *key,
                     const char *words)
{
    if (*words)
        node_text(b, parent, key, TEXT_CAPTION, COLOUR_INK_SOFT, words)->style.w = GROW;
}

static void add_stance(struct build *b, struct node *parent, const struct screen_env *env,
                       enum stance stance)
{
    static const char *const forms[] = {
        [STANCE_SUPPORTS] = WORD("Says so"),
        [STANCE_CONTRADICTS] = WORD("Says otherwise"),
        [STANCE_SILENT] = WORD("Says nothing of it"),
    };
    parts_eyebrow(b, parent, "stance", parts_word(env, forms[stance]));
}

static const char *formed(struct build *b, const struct screen_env *env,
                          const char *msgid, const char *name, const char *value)
{
    return *value ? words_format(env->words, b->arena, NULL, msgid,
                                 (struct word_arg[]){{name, value}, {0}})
                  : "";
}

// `c` NULL: the statement's words refer to it.
static void add_source(struct build *b, struct node *parent, const struct screen_env *env,
                       const struct source *s, const struct citation *c)
{
    struct node *n =
        node_box(b, parent, NULL,
                 (struct node_style){.w = GROW,
                                     .pad = PAD(look_compact(b->look) ? 20 : 32),
                                     .gap = 10,
                                     .radius = 24,
                                     .fill = COLOUR_PAPER,
                                     .outline = COLOUR_LINE,
                                     .outline_dp = 2});
    add_stance(b, n, env, c ? c->stance : STANCE_SUPPORTS);
    node_text(b, n, "title", TEXT_LABEL, COLOUR_INK, s->title)->style.w = GROW;
    add_line(b, n, "publisher", s->publisher);
    if (c && *c->says)
        node_text(b, n, "says", TEXT_BODY, COLOUR_INK, c->says)->style.w = GROW;
    if (c)
        add_line(b, n, "where",
                 formed(b, env, WORD("Where in it: {locator}"), "locator", c->locator));
    add_line(b, n, "address", s->address);
    add_line(b, n, "read", formed(b, env, WORD("Read on {date}"), "date", s->read_on));
}

static const struct citation *cited(const struct cited_model *m, const char *id,
                                    size_t nth)
{
    for (size_t i = 0; i < m->n_citations; i++)
        if (str_eq(m->citations[i].source, id) && nth-- == 0)
            return &m->citations[i];
    return NULL;
}

static struct node *view(struct build *b, const struct screen_env *env, const void *model)
{
    const struct cited_model *m = model;
    struct parts_sheet sheet = parts_sheet(
        b,
        &(struct parts_sheet_way){.key = "sources-of",
                                  .title = parts_word(env, "Who says so"),
                                  .beside = command_make(VISIT_SHEET, SHEET_NONE, NULL),
                                  .beside_name = parts_word(env, "Close"),
                                  .max_w = 1120});
    sheet.body->style.gap = 24;
    parts_text(b, sheet.body, &m->statement,
               &(struct parts_words){TEXT_LEDE, COLOUR_INK, NULL, 0});
    for (size_t i = 0; i < m->n_sources; i++) {
        const struct source *s = &m->sources[i];
        const struct citation *c = cited(m, s->id, 0);
        add_source(b, sheet.body, env, s, c);
        for (size_t k = 1; c && (c = cited(m, s->id, k)); k++)
            add_source(b, sheet.body, env, s, c);
    }
    if (!m->n_sources)
        node_text(b, sheet.body, "none", TEXT_BODY, COLOUR_INK,
                  parts_word(env, "No source is named for this."))
            ->style.w = GROW;
    return sheet.root;
}

static uint64_t depends(const struct visit *visit)
{
    return hash_str(hash_u64(HASH_START, (uint64_t)visit->cite), visit->cited);
}

const struct sheet_class sheet_sources = {load, view, depends};

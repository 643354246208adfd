#include "tourc/gather.h"

#include <string.h>

#include "base/str.h"

static const char *const fact_kinds[] = {"trivia", "easter_egg", "production",
                                         "music",  "history",    NULL};
static const char *const fact_statuses[] = {"confirmed", "reported", "rumour", NULL};
static const char *const hint_fields[] = {"hint-1", "hint-2", "hint-3"};
static const char *const stances[] = {"supports", "contradicts", "silent", NULL};

const struct field gather_source_fields[] = {
    {.name = "source", .kind = FIELD_SLUG, .required = true},
    {.name = "stance", .kind = FIELD_CHOICE, .choices = stances},
    {.name = "locator", .kind = FIELD_LINE},
    {.name = "says", .kind = FIELD_LINE},
    {0},
};

const struct field gather_fact_fields[] = {
    {.name = "id", .kind = FIELD_SLUG, .translated = true, .required = true},
    {.name = "kind", .kind = FIELD_CHOICE, .required = true, .choices = fact_kinds},
    {.name = "status", .kind = FIELD_CHOICE, .choices = fact_statuses},
    {.name = "spoiler", .kind = FIELD_INT, .min = 0, .max = 3},
    {.name = "text", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "reveal", .kind = FIELD_TEXT, .translated = true},
    {.name = "hints",
     .kind = FIELD_TEXTS,
     .translated = true,
     .min = ARRAY_LEN(hint_fields)},
    {.name = "sources",
     .kind = FIELD_SOURCES,
     .required = true,
     .of = gather_source_fields},
    {0},
};

static bool is_cited(const struct book *book, const char *entity, const char *id,
                     const char *source)
{
    // The entity's rows are the newest ones.
    for (size_t i = book->n_cites; i-- > 0;) {
        const struct book_cite *cite = &book->cites[i];
        if (!str_eq(cite->id, id) || !str_eq(cite->entity, entity))
            return false;
        if (str_eq(cite->source.id, source))
            return true;
    }
    return false;
}

static void add_cite(struct book *book, const char *entity, const char *id,
                     struct ref source, const struct node *map)
{
    BOOK_ADD(book, cites,
             (struct book_cite){
                 .entity = entity,
                 .id = id,
                 .source = source,
                 .stance = schema_line(map, "stance", "supports"),
                 .locator = book_plain(book, map, "locator"),
                 .says = book_plain(book, map, "says"),
             });
}

void gather_sources(struct book *book, const char *entity, const char *id,
                    const struct node *list)
{
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *item = list->items[i];
        struct ref source = book_ref(item, "source");
        if (item->kind == NODE_SCALAR && item->len)
            source = (struct ref){item->text, item->at};
        // Named again without more to say, it is the same citation.
        bool known = item->kind != NODE_MAP && is_cited(book, entity, id, source.id);
        if (source.id && !known)
            add_cite(book, entity, id, source, item);
    }
}

void gather_mentions(struct book *book, const char *entity, const char *id,
                     size_t first_mention)
{
    for (size_t i = first_mention; i < book->n_mentions; i++)
        if (!is_cited(book, entity, id, book->mentions[i].id))
            add_cite(book, entity, id, book->mentions[i], NULL);
}

void gather_told(struct book *book, const struct book_owner *owner,
                 const struct node *map, const char *key)
{
    const struct node *value = node_get(map, key);
    bool kept = book_add_text(book, owner, key, value, MARKUP_BLOCKS);
    if (kept && str_eq(owner->lang, book_original(book)) &&
        !strstr(book->texts[book->n_texts - 1].spans, "\"cite\""))
        report_error(book->report, value->text_at,
                     "'%s' without a source: expected [^source-id] behind what it tells",
                     key);
}

// A hint that repeats another, or tells the answer, is none.
static void check_hints(struct book *book, const struct node *map)
{
    const struct node *hints = schema_list(map, "hints");
    const char *reveal = schema_line(map, "reveal", "");
    for (size_t i = 0; hints && i < hints->n && i < ARRAY_LEN(hint_fields); i++) {
        const struct node *hint = hints->items[i];
        bool known = false;
        if (hint->kind != NODE_SCALAR || !hint->len)
            continue; // which was said
        for (size_t j = 0; j < i; j++)
            known = known || str_eq(hints->items[j]->text, hint->text);
        if (str_eq(hint->text, reveal))
            report_error(book->report, hint->at,
                         "this hint is the 'reveal': expected less than the answer");
        else if (known)
            report_error(book->report, hint->at,
                         "this hint is an earlier one: expected each to tell more");
    }
}

// What an easter egg needs, and nothing else has.
static void check_egg(struct book *book, bool is_egg, const struct node *map)
{
    const struct node *reveal = node_get(map, "reveal");
    const struct node *hints = node_get(map, "hints");
    if (!is_egg && reveal)
        report_error(book->report, reveal->at, "only an easter_egg has a 'reveal'");
    if (!is_egg && hints)
        report_error(book->report, hints->at, "only an easter_egg has 'hints'");
    if (is_egg)
        check_hints(book, map);
}

static void add_texts(struct book *book, const char *id, const char *lang,
                      const struct node *map)
{
    struct book_owner owner = {"fact", id, lang};
    book_add_text(book, &owner, "body", node_get(map, "text"), MARKUP_LINE);
    book_add_text(book, &owner, "reveal", node_get(map, "reveal"), MARKUP_LINE);
    const struct node *hints = schema_list(map, "hints");
    for (size_t i = 0; hints && i < hints->n && i < ARRAY_LEN(hint_fields); i++)
        book_add_text(book, &owner, hint_fields[i], hints->items[i], MARKUP_LINE);
}

static void load_fact(struct book *book, const char *entity, const char *owner_id,
                      const struct node *map)
{
    struct ref id = book_ref(map, "id");
    if (!book_name(book, &book->fact_names, "fact", id, book->n_facts))
        return;
    const char *kind = schema_line(map, "kind", "trivia");
    BOOK_ADD(book, facts,
             (struct book_fact){
                 .id = id.id,
                 .owner_entity = entity,
                 .owner = owner_id,
                 .kind = kind,
                 .status = schema_line(map, "status", "confirmed"),
                 .spoiler = schema_int(map, "spoiler", 0),
             });
    bool is_egg = str_eq(kind, "easter_egg");
    if (is_egg && !node_get(map, "reveal"))
        report_error(book->report, map->at, "expected key 'reveal' in an easter_egg");
    if (is_egg && !node_get(map, "hints"))
        report_error(
            book->report, map->at,
            "expected key 'hints' in an easter_egg: three texts, from general to "
            "nearly telling");
    check_egg(book, is_egg, map);
    size_t first = book->n_mentions;
    add_texts(book, id.id, book_original(book), map);
    gather_sources(book, "fact", id.id, schema_list(map, "sources"));
    gather_mentions(book, "fact", id.id, first);
}

void gather_facts(struct book *book, const char *entity, const char *id,
                  const struct node *map)
{
    const struct node *list = schema_list(map, "facts");
    for (size_t i = 0; list && i < list->n; i++)
        load_fact(book, entity, id, list->items[i]);
}

void gather_facts_lang(struct book *book, const char *lang, const struct node *map)
{
    const struct node *list = schema_list(map, "facts");
    for (size_t i = 0; list && i < list->n; i++) {
        struct ref id = book_ref(list->items[i], "id");
        if (!book_knows(book, &book->fact_names, "fact", id))
            continue;
        const struct name *fact = names_find(&book->fact_names, id.id);
        check_egg(book, str_eq(book->facts[fact->index].kind, "easter_egg"),
                  list->items[i]);
        add_texts(book, id.id, lang, list->items[i]);
    }
}

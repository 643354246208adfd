// What the file of a work lists besides its facts. The lists look alike: an entry has columns in
// a table of the pack, texts, and sources. So a table says which, and one loader reads them.
#include <assert.h>

#include "base/str.h"
#include "tourc/gather.h"

static const struct list {
    const char *key, *entity;
    const char *columns[BOOK_VALUES_MAX + 1]; // between `work` and `position`, in order
    const char *texts[3];
    bool named; // entries have ids of their author's
} lists[] = {
    [BOOK_SCENE] = {.key = "scenes",
                    .entity = "scene",
                    .columns = {"place", "spoiler"},
                    .texts = {"text"},
                    .named = true},
    [BOOK_THEME] = {.key = "themes",
                    .entity = "theme",
                    .texts = {"title", "text"},
                    .named = true},
    [BOOK_CREDIT] = {.key = "credits",
                     .entity = "credit",
                     .columns = {"person", "role"},
                     .texts = {"character", "note"}},
    [BOOK_AWARD] = {.key = "awards",
                    .entity = "award",
                    .columns = {"person", "year", "result"},
                    .texts = {"award", "category"},
                    .named = true},
    [BOOK_RATING] = {.key = "ratings",
                     .entity = "rating",
                     .columns = {"value", "count", "about", "as_of"},
                     .texts = {"by"},
                     .named = true},
    [BOOK_MONEY] = {.key = "money",
                    .entity = "money",
                    .columns = {"kind", "territory", "amount", "currency", "about",
                                "as_of"},
                    .texts = {"note"},
                    .named = true},
    [BOOK_RELATION] = {.key = "relations",
                       .entity = "relation",
                       .columns = {"work", "relation"},
                       .texts = {"text"}},
};
static_assert(ARRAY_LEN(lists) == BOOK_LISTS, "a list without its fields");

static const struct field *field_of(const struct list *list, const char *key)
{
    return schema_field(schema_field(gather_work_fields, list->key)->of, key);
}

// Entries without an id go by what they say; the second one that says the same, by "(2)".
static struct ref key_of(struct book *book, const struct list *list, const char *work,
                         const struct node *map, struct names *seen)
{
    if (list->named)
        return book_ref(map, "id");
    const char *first = schema_line(map, list->columns[0], NULL);
    const char *second = schema_line(map, list->columns[1], NULL);
    if (!first || !second)
        return (struct ref){0};
    const char *plain = arena_printf(&book->arena, "%s: %s, %s", work, first, second);
    const char *key = plain;
    for (int n = 2; !names_add(seen, key, map->at, 0); n++)
        key = arena_printf(&book->arena, "%s (%d)", plain, n);
    return (struct ref){key, map->at};
}

static struct book_value value_of(struct book *book, const struct list *list,
                                  const struct node *map, const char *key)
{
    const struct field *field = field_of(list, key);
    const char *text = schema_line(map, key, NULL);
    struct book_value value = {.is_number = true};
    switch (field->kind) {
    case FIELD_YES:
        value.number = str_eq(text, "yes");
        return value;
    case FIELD_INT:
        // A spoiler that isn't given is none; another number, unknown.
        if (!text && !str_eq(key, "spoiler"))
            return (struct book_value){0};
        value.number = schema_int64(map, key, 0);
        return value;
    case FIELD_SLUG:
        book_link(book, key, book_ref(map, key));
        return (struct book_value){.text = text};
    case FIELD_LINE:
        return (struct book_value){.text = book_plain(book, map, key)};
    default:
        return (struct book_value){.text = text ? text : ""};
    }
}

static void add_texts(struct book *book, const struct list *list, const char *id,
                      const char *lang, const struct node *map)
{
    struct book_owner owner = {list->entity, id, lang};
    for (size_t i = 0; list->texts[i]; i++) {
        const char *key = list->texts[i];
        if (field_of(list, key)->kind == FIELD_TEXT)
            book_add_text(book, &owner, "body", node_get(map, key), MARKUP_LINE);
        else
            book_add_words(book, &owner, map, key);
    }
}

// What no table of fields can say.
static void check_entry(struct book *book, const char *work, const struct node *map)
{
    const char *role = schema_line(map, "role", "cast");
    const struct node *character = node_get(map, "character");
    if (character && !str_eq(role, "cast") && !str_eq(role, "voice"))
        report_error(book->report, character->at,
                     "only cast and voice have a 'character': expected a 'note'");
    if (str_eq(schema_line(map, "work", NULL), work))
        report_error(book->report, node_get(map, "work")->at,
                     "expected another work than this one");
}

static void add_entry(struct book *book, enum book_list kind, const char *work,
                      const struct node *map, int position)
{
    const struct list *list = &lists[kind];
    struct book_row row = {
        .list = kind,
        .work = work,
        .id = list->named ? schema_line(map, "id", "")
                          : arena_printf(&book->arena, "%s.%d", work, position),
        .at = list->columns[0] ? book_ref(map, list->columns[0]).at : map->at,
        .position = position,
    };
    for (size_t i = 0; list->columns[i]; i++)
        row.values[row.n++] = value_of(book, list, map, list->columns[i]);
    BOOK_ADD(book, rows, row);
    check_entry(book, work, map);
    size_t first = book->n_mentions;
    add_texts(book, list, row.id, book_original(book), map);
    gather_sources(book, list->entity, row.id, schema_list(map, "sources"));
    gather_mentions(book, list->entity, row.id, first);
}

static void add_translation(struct book *book, enum book_list kind, struct ref key,
                            const char *lang, const struct node *map)
{
    const struct names *names = &book->list_names[kind];
    if (!book_knows(book, names, lists[kind].entity, key))
        return;
    size_t row = names_find(names, key.id)->index;
    add_texts(book, &lists[kind], book->rows[row].id, lang, map);
}

void gather_lists(struct book *book, const char *work, const char *lang,
                  const struct node *map)
{
    for (size_t k = 0; k < BOOK_LISTS; k++) {
        const struct node *list = schema_list(map, lists[k].key);
        struct names seen = {0};
        for (size_t i = 0; list && i < list->n; i++) {
            const struct node *item = list->items[i];
            struct ref key = key_of(book, &lists[k], work, item, &seen);
            if (lang)
                add_translation(book, (enum book_list)k, key, lang, item);
            else if (book_name(book, &book->list_names[k], lists[k].entity, key,
                               book->n_rows))
                add_entry(book, (enum book_list)k, work, item, (int)i + 1);
        }
        names_release(&seen);
    }
}

void gather_check_companies(struct book *book)
{
    for (size_t i = 0; i < book->n_rows; i++) {
        const struct book_row *row = &book->rows[i];
        if (row->list != BOOK_CREDIT || !str_eq(row->values[1].text, "company"))
            continue;
        const struct name *name = names_find(&book->person_names, row->values[0].text);
        if (name && !str_eq(book->people[name->index].kind, "organisation"))
            report_error(book->report, row->at,
                         "the company '%s' is a person: expected 'kind: organisation' "
                         "in its file",
                         name->id);
    }
}

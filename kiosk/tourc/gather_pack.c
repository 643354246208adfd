#include "tourc/gather.h"

#include "tourc/values.h"

static const char *const directions[] = {"ltr", "rtl", NULL};

static const struct field language_fields[] = {
    {.name = "tag", .kind = FIELD_TAG, .required = true},
    {.name = "name", .kind = FIELD_LINE, .required = true},
    {.name = "dir", .kind = FIELD_CHOICE, .choices = directions},
    {.name = "fallback", .kind = FIELD_TAG},
    {0},
};

static const struct field pack_fields[] = {
    {.name = "id", .kind = FIELD_SLUG, .required = true},
    {.name = "title", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "invitation", .kind = FIELD_TEXT, .translated = true},
    {.name = "date", .kind = FIELD_DATE, .required = true},
    {.name = "languages", .kind = FIELD_MAPS, .required = true, .of = language_fields},
    {.name = "default_tour", .kind = FIELD_SLUG, .required = true},
    {.name = "hero", .kind = FIELD_SLUG, .required = true},
    {.name = "maps", .kind = FIELD_PATHS},
    {0},
};

static const struct field licence_fields[] = {
    {.name = "title", .kind = FIELD_LINE, .required = true},
    {.name = "address", .kind = FIELD_LINE, .required = true},
    {0},
};

static const struct field source_fields[] = {
    {.name = "title", .kind = FIELD_LINE, .required = true},
    {.name = "publisher", .kind = FIELD_LINE, .required = true},
    {.name = "address", .kind = FIELD_LINE},
    {.name = "read_on", .kind = FIELD_DATE},
    {0},
};

static void load_languages(struct book *book, const struct node *list)
{
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *map = list->items[i];
        struct ref tag = book_ref(map, "tag");
        if (!book_name(book, &book->language_names, "language", tag, book->n_languages))
            continue;
        BOOK_ADD(book, languages,
                 (struct book_language){
                     .tag = tag.id,
                     .name = book_plain(book, map, "name"),
                     .dir = schema_line(map, "dir", "ltr"),
                     .fallback = book_ref(map, "fallback"),
                 });
    }
}

static void add_texts(struct book *book, const struct node *map, const char *lang)
{
    struct book_owner owner = {"pack", book->id, lang};
    book_add_text(book, &owner, "title", node_get(map, "title"), MARKUP_LINE);
    book_add_text(book, &owner, "invitation", node_get(map, "invitation"), MARKUP_LINE);
}

static void load_root(struct book *book)
{
    book->id = "pack";
    const struct node *map = gather_yaml(book, book_path(book, book->dir, "pack.yaml"));
    book->language_names.unread = !map;
    if (!map)
        return;
    schema_check(book->report, map, pack_fields, "the pack");
    book->id = schema_line(map, "id", "pack");
    value_date(schema_line(map, "date", ""), &book->built_at);
    load_languages(book, schema_list(map, "languages"));
    book->default_tour = book_ref(map, "default_tour");
    book->hero = book_ref(map, "hero");
    book->map_files = book_refs(book, map, "maps");
    add_texts(book, map, book_original(book));
}

// A map from ids to mappings: `add` is called for each. False if there is no such map.
static bool each_named(struct book *book, const char *file, const struct field *fields,
                       const char *thing,
                       void (*add)(struct book *, struct ref, const struct node *))
{
    const struct node *map = gather_yaml(book, book_path(book, book->dir, file));
    for (size_t i = 0; map && i < map->n; i++) {
        schema_check(book->report, map->items[i], fields, thing);
        const char *id = arena_strdup(&book->arena, map->keys[i]->text);
        add(book, (struct ref){id, map->keys[i]->at}, map->items[i]);
    }
    return map != NULL;
}

static void add_licence(struct book *book, struct ref id, const struct node *map)
{
    if (!book_name(book, &book->licence_names, "licence", id, book->n_licences))
        return;
    BOOK_ADD(book, licences,
             (struct book_licence){
                 .id = id.id,
                 .title = book_plain(book, map, "title"),
                 .address = schema_line(map, "address", ""),
             });
}

static void add_source(struct book *book, struct ref id, const struct node *map)
{
    if (!value_is_slug(id.id))
        report_error(book->report, id.at,
                     "'%s' is no name of a source: expected a-z, 0-9 and '-'", id.id);
    if (!book_name(book, &book->source_names, "source", id, book->n_sources))
        return;
    BOOK_ADD(book, sources,
             (struct book_source){
                 .id = id.id,
                 .title = book_plain(book, map, "title"),
                 .publisher = book_plain(book, map, "publisher"),
                 .address = schema_line(map, "address", ""),
                 .read_on = schema_line(map, "read_on", ""),
             });
}

void gather_pack(struct book *book)
{
    load_root(book);
    book->licence_names.unread =
        !each_named(book, "licences.yaml", licence_fields, "a licence", add_licence);
    book->source_names.unread =
        !each_named(book, "sources.yaml", source_fields, "a source", add_source);
}

void gather_pack_lang(struct book *book, const struct gather_file *file)
{
    const struct node *map = gather_yaml(book, file->path);
    if (map &&
        schema_check(book->report, map, schema_translated(&book->page, pack_fields),
                     "a translated pack"))
        add_texts(book, map, file->lang);
}

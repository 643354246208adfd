// The views of a place: stand here, look there.
#include "tourc/gather.h"

const struct field gather_vantage_fields[] = {
    {.name = "id", .kind = FIELD_SLUG, .translated = true, .required = true},
    {.name = "stand", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "look", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "towards", .kind = FIELD_SLUG},
    {.name = "picture", .kind = FIELD_SLUG},
    {.name = "sources",
     .kind = FIELD_SOURCES,
     .required = true,
     .of = gather_source_fields},
    {0},
};

static void add_texts(struct book *book, const char *id, const char *lang,
                      const struct node *map)
{
    struct book_owner owner = {"vantage", id, lang};
    book_add_text(book, &owner, "stand", node_get(map, "stand"), MARKUP_LINE);
    book_add_text(book, &owner, "look", node_get(map, "look"), MARKUP_LINE);
}

static void add_vantage(struct book *book, const char *place, const struct node *map)
{
    struct ref id = book_ref(map, "id");
    if (!book_name(book, &book->vantage_names, "vantage", id, book->n_vantages))
        return;
    struct book_vantage vantage = {
        .id = id.id,
        .place = place,
        .towards = book_ref(map, "towards"),
        .picture = book_ref(map, "picture"),
    };
    book_link(book, "place", vantage.towards);
    book_link(book, "picture", vantage.picture);
    BOOK_ADD(book, vantages, vantage);
    size_t first = book->n_mentions;
    add_texts(book, id.id, book_original(book), map);
    gather_sources(book, "vantage", id.id, schema_list(map, "sources"));
    gather_mentions(book, "vantage", id.id, first);
}

void gather_vantages(struct book *book, const char *place, const struct node *map)
{
    const struct node *list = schema_list(map, "vantages");
    for (size_t i = 0; list && i < list->n; i++)
        add_vantage(book, place, list->items[i]);
}

void gather_vantages_lang(struct book *book, const char *lang, const struct node *map)
{
    const struct node *list = schema_list(map, "vantages");
    for (size_t i = 0; list && i < list->n; i++) {
        struct ref id = book_ref(list->items[i], "id");
        if (book_knows(book, &book->vantage_names, "vantage", id))
            add_texts(book, id.id, lang, list->items[i]);
    }
}

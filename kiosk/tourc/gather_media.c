#include "tourc/gather.h"

#include <string.h>

#include "tourc/values.h"

static const struct field media_fields[] = {
    {.name = "file", .kind = FIELD_LINE, .required = true},
    {.name = "alt", .kind = FIELD_TEXT, .required = true},
    {.name = "credit", .kind = FIELD_LINE, .required = true},
    {.name = "licence", .kind = FIELD_LINE, .required = true},
    {.name = "focus", .kind = FIELD_POINT, .min = 0, .max = 1},
    {.name = "pair", .kind = FIELD_SLUG},
    {0},
};

static const struct field media_lang_fields[] = {
    {.name = "alt", .kind = FIELD_TEXT, .required = true},
    {0},
};

static double focus_of(const struct node *map, size_t i)
{
    const struct node *list = schema_list(map, "focus");
    double value;
    bool good = list && list->n == 2 && list->items[i]->kind == NODE_SCALAR &&
                value_number(list->items[i]->text, &value);
    return good ? value : 0.5;
}

// The picture lies beside media.yaml, under a name that can't lead anywhere else.
static const char *path_of(struct book *book, const struct gather_file *file,
                           struct ref name)
{
    if (!name.id)
        return NULL;
    if (strchr(name.id, '/') || name.id[0] == '.') {
        report_error(book->report, name.at,
                     "expected the name of a file beside media.yaml");
        return NULL;
    }
    size_t folder = (size_t)(strrchr(file->path, '/') - file->path);
    return arena_printf(&book->arena, "%.*s/%s", (int)folder, file->path, name.id);
}

static void add_original(struct book *book, const struct gather_file *file, struct ref id,
                         const struct node *map)
{
    schema_check(book->report, map, media_fields, "a picture");
    if (!value_is_slug(id.id))
        report_error(book->report, id.at,
                     "'%s' is no name of a picture: expected a-z, 0-9 and '-'", id.id);
    if (!book_name(book, &book->media_names, "picture", id, book->n_media))
        return;
    struct ref name = book_ref(map, "file");
    BOOK_ADD(book, media,
             (struct book_media){
                 .id = id.id,
                 .at = id.at,
                 .path = path_of(book, file, name),
                 .path_at = name.at,
                 .credit = book_plain(book, map, "credit"),
                 .licence = book_ref(map, "licence"),
                 .focus_x = focus_of(map, 0),
                 .focus_y = focus_of(map, 1),
                 .pair = book_ref(map, "pair"),
             });
    struct book_owner owner = {"media", id.id, book_original(book)};
    book_add_text(book, &owner, "alt", node_get(map, "alt"), MARKUP_LINE);
}

static void add_translation(struct book *book, const char *lang, struct ref id,
                            const struct node *map)
{
    schema_check(book->report, map, media_lang_fields, "a translated picture");
    struct book_owner owner = {"media", id.id, lang};
    if (book_knows(book, &book->media_names, "picture", id))
        book_add_text(book, &owner, "alt", node_get(map, "alt"), MARKUP_LINE);
}

void gather_media(struct book *book, const struct gather_file *file)
{
    const struct node *map = gather_yaml(book, file->path);
    book->media_names.unread = book->media_names.unread || (!map && !file->lang);
    for (size_t i = 0; map && i < map->n; i++) {
        struct ref id = {arena_strdup(&book->arena, map->keys[i]->text),
                         map->keys[i]->at};
        if (file->lang)
            add_translation(book, file->lang, id, map->items[i]);
        else
            add_original(book, file, id, map->items[i]);
    }
}

// Maps: for each a file that says what it is, and a file of GeoJSON for each of its layers.
#include "tourc/gather.h"

#include <string.h>

#include "base/str.h"
#include "tourc/files.h"
#include "tourc/geojson.h"

static const struct field layer_fields[] = {
    {.name = "layer", .kind = FIELD_CHOICE, .required = true, .choices = geojson_layers},
    {.name = "file", .kind = FIELD_LINE, .required = true},
    {0},
};

static const struct field map_fields[] = {
    {.name = "id", .kind = FIELD_SLUG, .required = true},
    {.name = "title", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "attribution", .kind = FIELD_LINE, .required = true},
    {.name = "illustrated", .kind = FIELD_YES},
    {.name = "min_zoom", .kind = FIELD_INT, .required = true, .max = BOOK_ZOOM_MAX},
    {.name = "max_zoom", .kind = FIELD_INT, .required = true, .max = BOOK_ZOOM_MAX},
    {.name = "bounds", .kind = FIELD_BOUNDS, .required = true},
    {.name = "layers", .kind = FIELD_MAPS, .required = true, .of = layer_fields},
    {0},
};

// A file beside another one.
static const char *beside(struct book *book, const char *path, const char *name)
{
    const char *slash = strrchr(path, '/');
    return arena_printf(&book->arena, "%.*s/%s", slash ? (int)(slash - path) : 1,
                        slash ? path : ".", name);
}

static bool check_path(struct book *book, struct ref ref, const char *path)
{
    if (ref.id[0] == '/')
        report_error(book->report, ref.at,
                     "'%s' would be elsewhere on another computer: expected a path from "
                     "this file's folder",
                     ref.id);
    else if (!files_exists(path))
        report_error(book->report, ref.at, "there is no file '%s'", path);
    else
        return true;
    return false;
}

struct layer_file {
    const char *layer;
    struct ref file;
};

static void read_layers(struct book *book, struct book_map *map, const char *path,
                        const struct layer_file *files, size_t n)
{
    map->layers = ARENA_ARRAY(&book->arena, struct land_layer, n + 1);
    for (size_t i = 0; i < n; i++) {
        const char *file = files[i].file.id ? beside(book, path, files[i].file.id) : NULL;
        struct land_layer *layer = &map->layers[map->n_layers];
        if (file && files[i].layer && check_path(book, files[i].file, file))
            map->n_layers +=
                geojson_read(file, files[i].layer, &book->arena, book->report, layer);
    }
}

static void add_texts(struct book *book, const char *id, const char *lang,
                      const struct node *map)
{
    struct book_owner owner = {"map", id, lang};
    book_add_text(book, &owner, "title", node_get(map, "title"), MARKUP_LINE);
}

static void read_translations(struct book *book, const char *id, const char *path)
{
    size_t stem = strlen(path) - strlen(".yaml");
    for (size_t i = 1; i < book->n_languages; i++) {
        const char *tag = book->languages[i].tag;
        const char *file =
            arena_printf(&book->arena, "%.*s.%s.yaml", (int)stem, path, tag);
        const struct node *map = files_exists(file) ? gather_yaml(book, file) : NULL;
        if (map &&
            schema_check(book->report, map, schema_translated(&book->page, map_fields),
                         "a translated map"))
            add_texts(book, id, tag, map);
    }
}

static void check_map(struct book *book, const struct node *map, const struct book_map *m)
{
    if (m->min_zoom > m->max_zoom)
        report_error(book->report, book_ref(map, "min_zoom").at,
                     "min_zoom %d is more than max_zoom %d: expected less", m->min_zoom,
                     m->max_zoom);
}

static void load_map(struct book *book, const char *path)
{
    const struct node *map = gather_yaml(book, path);
    struct ref id = book_ref(map, "id");
    if (!map || !schema_check(book->report, map, map_fields, "a map")) {
        book->map_names.unread = true;
        return;
    }
    if (!book_name(book, &book->map_names, "map", id, book->n_maps))
        return;
    struct book_map m = {
        .id = id.id,
        .at = spot_top(path),
        .attribution = book_plain(book, map, "attribution"),
        .illustrated = schema_yes(map, "illustrated", false),
        .min_zoom = schema_int(map, "min_zoom", 0),
        .max_zoom = schema_int(map, "max_zoom", 0),
    };
    double b[4] = {0};
    schema_numbers(map, "bounds", b, 4);
    m.west = b[0], m.south = b[1], m.east = b[2], m.north = b[3];
    check_map(book, map, &m);
    add_texts(book, id.id, book_original(book), map);
    const struct node *list = schema_list(map, "layers");
    struct layer_file *files = ARENA_ARRAY(&book->arena, struct layer_file, list->n + 1);
    for (size_t i = 0; i < list->n; i++)
        files[i] = (struct layer_file){schema_line(list->items[i], "layer", NULL),
                                       book_ref(list->items[i], "file")};
    read_layers(book, &m, path, files, list->n);
    BOOK_ADD(book, maps, m);
    read_translations(book, id.id, path);
}

void gather_maps(struct book *book)
{
    for (size_t i = 0; i < book->map_files.n; i++) {
        struct ref ref = book->map_files.items[i];
        const char *path = book_path(book, book->dir, ref.id);
        size_t len = strlen(path);
        if (len < 6 || !str_eq(path + len - 5, ".yaml"))
            report_error(book->report, ref.at,
                         "expected the name of a map's file, like maps/my-town.yaml");
        else if (check_path(book, ref, path))
            load_map(book, path);
        else
            book->map_names.unread = true;
    }
}

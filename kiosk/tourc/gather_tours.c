#include "tourc/gather.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "tourc/files.h"

static const char *const modes[] = {"walk", "drive", "lot", "armchair", NULL};

static const struct field tour_fields[] = {
    {.name = "title", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "eyebrow", .kind = FIELD_TEXT, .translated = true},
    {.name = "lede", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "about", .kind = FIELD_BLOCKS, .translated = true},
    {.name = "needs", .kind = FIELD_BLOCKS, .translated = true},
    {.name = "mode", .kind = FIELD_CHOICE, .required = true, .choices = modes},
    {.name = "minutes", .kind = FIELD_INT, .min = 1, .max = 10000},
    {.name = "picture", .kind = FIELD_SLUG, .required = true},
    {.name = "position", .kind = FIELD_INT, .min = 1, .max = 9999},
    {.name = "accent", .kind = FIELD_COLOUR},
    {.name = "legs", .kind = FIELD_MAPS, .translated = true, .of = gather_leg_fields},
    {0},
};

static void add_texts(struct book *book, const char *id, const char *lang,
                      const struct node *map)
{
    struct book_owner owner = {"tour", id, lang};
    book_add_text(book, &owner, "title", node_get(map, "title"), MARKUP_LINE);
    book_add_text(book, &owner, "eyebrow", node_get(map, "eyebrow"), MARKUP_LINE);
    book_add_text(book, &owner, "lede", node_get(map, "lede"), MARKUP_LINE);
    book_add_text(book, &owner, "about", node_get(map, "about"), MARKUP_BLOCKS);
    book_add_text(book, &owner, "needs", node_get(map, "needs"), MARKUP_BLOCKS);
}

static void load_original(struct book *book, const char *path, const char *id)
{
    const struct node *map = gather_yaml(book, path);
    struct ref name = {id, spot_top(path)};
    if (!map)
        book->leg_names.unread = true;
    if (!book_name(book, &book->tour_names, "tour", name, book->n_tours))
        return;
    struct book_tour tour = {
        .id = id,
        .at = name.at,
        .mode = schema_line(map, "mode", ""),
        .minutes = schema_int(map, "minutes", 0),
        .order = schema_int(map, "position", INT_MAX),
        .picture = book_ref(map, "picture"),
        .accent_at = book_ref(map, "accent").at,
    };
    tour.has_accent = schema_colour(map, "accent", &tour.accent);
    BOOK_ADD(book, tours, tour);
    if (!map)
        return;
    schema_check(book->report, map, tour_fields, "a tour");
    add_texts(book, id, book_original(book), map);
    gather_legs(book, id, map);
}

// "05-union-station" is number 5 and "union-station"; NULL when it isn't like that.
static const char *after_number(const char *id)
{
    size_t digits = strspn(id, "0123456789");
    bool good = digits > 0 && digits < 7 && id[digits] == '-' && id[digits + 1];
    return good ? id + digits + 1 : NULL;
}

static bool name_stop(struct book *book, const char *folder, const char *name,
                      struct gather_file *out)
{
    if (!gather_name(book, folder, name, ".md", out))
        return false;
    const char *id = after_number(out->id);
    if (!id)
        report_error(book->report, spot_top(out->path),
                     "expected a name like 05-%s.md: its number orders the stops",
                     out->id);
    out->id = id;
    return id != NULL;
}

static bool is_translation(const char *name)
{
    const char *dot = strchr(name, '.');
    return dot && strchr(dot + 1, '.');
}

static int by_number(const void *left, const void *right)
{
    const char *a = *(const char *const *)left;
    const char *b = *(const char *const *)right;
    int difference = atoi(a) - atoi(b);
    return difference ? difference : strcmp(a, b);
}

// The originals, by number; `names` is sorted by bytes, which 9 and 10 are not.
static size_t list_stops(struct book *book, const char *folder, const char **names,
                         size_t n, const char **out)
{
    size_t n_out = 0;
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(names[i]);
        if (len >= 4 && str_eq(names[i] + len - 3, ".md") && !is_translation(names[i]) &&
            !gather_is_note(names[i]))
            out[n_out++] = names[i];
    }
    if (n_out)
        qsort(out, n_out, sizeof(*out), by_number);
    for (size_t i = 1; i < n_out; i++)
        if (atoi(out[i - 1]) == atoi(out[i]) && after_number(out[i]))
            report_error(book->report, spot_top(book_path(book, folder, out[i])),
                         "duplicate number %d, '%s' has it too", atoi(out[i]),
                         out[i - 1]);
    return n_out;
}

static void load_stops(struct book *book, const char *folder, const char *tour,
                       const char **names, size_t n)
{
    const char **stops = ARENA_ARRAY(&book->arena, const char *, n + 1);
    size_t n_stops = list_stops(book, folder, names, n, stops);
    struct gather_file file;
    for (size_t i = 0; i < n_stops; i++)
        if (name_stop(book, folder, stops[i], &file))
            gather_stop(book, tour, &file, (int)i + 1);
    if (!n_stops)
        report_error(book->report, spot_top(book_path(book, folder, "tour.yaml")),
                     "a tour without stops: expected files like 01-name.md beside it");
}

// Whatever lies in a tour's folder and is neither tour.yaml nor an original stop.
static void load_other(struct book *book, const char *folder, const char *tour,
                       const char *name)
{
    size_t len = strlen(name);
    bool md = len > 3 && str_eq(name + len - 3, ".md");
    struct gather_file file;
    if (gather_is_note(name) || str_eq(name, "tour.yaml") ||
        (md && !is_translation(name)))
        return;
    if (md) {
        if (name_stop(book, folder, name, &file))
            gather_stop(book, tour, &file, 0);
        return;
    }
    if (strncmp(name, "tour.", 5) != 0) {
        report_error(book->report, spot_top(book_path(book, folder, name)),
                     "unknown file '%s': expected tour.yaml and stops like 01-name.md",
                     name);
        return;
    }
    if (!gather_name(book, folder, name, ".yaml", &file))
        return;
    const struct node *map = gather_yaml(book, file.path);
    if (map &&
        schema_check(book->report, map, schema_translated(&book->page, tour_fields),
                     "a translated tour")) {
        add_texts(book, tour, file.lang, map);
        gather_legs_lang(book, file.lang, map);
    }
}

void gather_tour(struct book *book, const char *folder, const char *id)
{
    const char **names;
    size_t n;
    struct err err;
    if (!files_list(folder, &book->arena, &names, &n, &err)) {
        report_error(book->report, spot_top(folder), "expected a folder: %s", err.text);
        return;
    }
    load_original(book, book_path(book, folder, "tour.yaml"), id);
    load_stops(book, folder, id, names, n);
    for (size_t i = 0; i < n; i++)
        load_other(book, folder, id, names[i]);
}

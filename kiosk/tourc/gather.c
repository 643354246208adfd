#include "tourc/gather.h"

#include <string.h>

#include "base/str.h"
#include "tourc/files.h"
#include "tourc/nearest.h"
#include "tourc/values.h"

static bool ends_with(const char *s, const char *ending)
{
    size_t len = strlen(s);
    size_t part = strlen(ending);
    return len > part && str_eq(s + len - part, ending);
}

const struct node *gather_yaml(struct book *book, const char *path)
{
    size_t len;
    arena_clear(&book->page);
    const char *text = files_text(path, &book->page, book->report, &len);
    if (!text)
        return NULL;
    bool empty;
    const struct node *root = yaml_parse(&(struct yaml_input){path, 1, text, len},
                                         book_memory(book), book->report, &empty);
    if (empty)
        report_error(book->report, spot_top(path), "an empty file: expected a mapping");
    if (root && root->kind != NODE_MAP) {
        report_error(book->report, root->at, "expected a mapping: `key: value` lines");
        return NULL;
    }
    return root;
}

static bool lang_is_good(struct book *book, const char *path, const char *lang)
{
    const struct name *known = names_find(&book->language_names, lang);
    if (!known && !book->language_names.unread)
        report_error(book->report, spot_top(path),
                     "unknown language '%s' in the file's name%s", lang,
                     names_hint(&book->language_names, lang, &book->arena));
    else if (known && known->index == 0)
        report_error(
            book->report, spot_top(path),
            "'%s' is the original language: expected its text in the file without "
            "'.%s'",
            lang, lang);
    return known && known->index > 0;
}

bool gather_name(struct book *book, const char *folder, const char *name,
                 const char *ending, struct gather_file *out)
{
    *out = (struct gather_file){.path = book_path(book, folder, name)};
    if (!ends_with(name, ending)) {
        report_error(book->report, spot_top(out->path),
                     "unknown file: expected names that end "
                     "in %s here",
                     ending);
        return false;
    }
    char *id = arena_strndup(&book->arena, name, strlen(name) - strlen(ending));
    char *dot = strchr(id, '.');
    if (dot)
        *dot = '\0';
    out->id = id;
    out->lang = dot ? dot + 1 : NULL;
    if (!value_is_slug(id)) {
        report_error(book->report, spot_top(out->path),
                     "'%s' is no name: expected a-z, 0-9 and '-', at most 63 of them",
                     id);
        return false;
    }
    return !dot || lang_is_good(book, out->path, out->lang);
}

const struct node *gather_translated(struct book *book, const struct gather_file *file,
                                     const struct names *originals, const char *kind,
                                     const struct field *fields)
{
    const struct node *map = gather_yaml(book, file->path);
    if (!map)
        return NULL;
    schema_check(book->report, map, schema_translated(&book->page, fields),
                 arena_printf(&book->page, "a translated %s", kind));
    struct ref id = {file->id, spot_top(file->path)};
    return book_knows(book, originals, kind, id) ? map : NULL;
}

bool gather_is_note(const char *name)
{
    return strncmp(name, "README", 6) == 0 || strncmp(name, "LICENSE", 7) == 0 ||
           ends_with(name, "~");
}

// Originals come before translations. A folder that isn't there is as good as an empty one;
// false for one that can't be read.
static bool load_folder(struct book *book, const char *folder,
                        void (*load)(struct book *, const struct gather_file *))
{
    const char *path = book_path(book, book->dir, folder);
    if (!files_exists(path))
        return true;
    const char **names;
    size_t n;
    struct err err;
    if (!files_list(path, &book->arena, &names, &n, &err)) {
        report_error(book->report, spot_top(path), "expected a folder: %s", err.text);
        return false;
    }
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < n; i++) {
            const char *dot = strchr(names[i], '.');
            bool translation = dot && !str_eq(dot, ".yaml");
            struct gather_file file;
            if (translation != (pass == 1) || gather_is_note(names[i]))
                continue;
            if (gather_name(book, path, names[i], ".yaml", &file))
                load(book, &file);
        }
    }
    return true;
}

static void load_media_file(struct book *book, const char *name)
{
    struct gather_file file;
    const char *folder = book_path(book, book->dir, "media");
    if (gather_name(book, folder, name, ".yaml", &file) && str_eq(file.id, "media"))
        gather_media(book, &file);
    else if (file.id && !str_eq(file.id, "media"))
        report_error(book->report, spot_top(file.path),
                     "unknown file '%s' (did you mean 'media.yaml'?)", name);
}

// The files that media.yaml names.
static void list_paths(const struct book *book, struct names *paths)
{
    for (size_t i = 0; i < book->n_media; i++)
        if (book->media[i].path)
            names_add(paths, book->media[i].path, book->media[i].path_at, i);
}

// media.yaml first, then its translations; pictures lie beside them.
static void load_media_folder(struct book *book)
{
    const char *folder = book_path(book, book->dir, "media");
    const char **names;
    size_t n;
    struct err err;
    if (!files_list(folder, &book->arena, &names, &n, &err)) {
        report_error(book->report, spot_top(folder), "expected a folder of pictures: %s",
                     err.text);
        return;
    }
    load_media_file(book, "media.yaml");
    struct names paths = {0};
    list_paths(book, &paths);
    for (size_t i = 0; i < n; i++) {
        const char *path = book_path(book, folder, names[i]);
        if (str_eq(names[i], "media.yaml"))
            continue;
        if (ends_with(names[i], ".yaml"))
            load_media_file(book, names[i]);
        else if (!gather_is_note(names[i]) && !book->media_names.unread &&
                 !names_find(&paths, path))
            report_warn(book->report, spot_top(path),
                        "this file is not named in media.yaml");
    }
    names_release(&paths);
}

// A file beside pack.yaml that is none of the four: a translation, a note or a mistake.
static void load_top_file(struct book *book, const char *name)
{
    static const char *const known[] = {"pack.yaml", "licences.yaml", "sources.yaml",
                                        "quiz.yaml"};
    struct nearest near;
    nearest_start(&near, name);
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        if (str_eq(name, known[i]))
            return;
        nearest_offer(&near, known[i]);
    }
    struct gather_file file;
    if (gather_is_note(name) || (!ends_with(name, ".yaml") && !ends_with(name, ".yml") &&
                                 !ends_with(name, ".md")))
        return;
    bool is_pack = strncmp(name, "pack.", 5) == 0;
    if ((is_pack || strncmp(name, "quiz.", 5) == 0) && ends_with(name, ".yaml")) {
        if (gather_name(book, book->dir, name, ".yaml", &file))
            (is_pack ? gather_pack_lang : gather_quiz_lang)(book, &file);
        return;
    }
    report_error(book->report, spot_top(book_path(book, book->dir, name)),
                 "unknown file '%s'%s", name, nearest_hint(&near, &book->arena));
}

static bool is_reserved(const char *name)
{
    return str_eq(name, "works") || str_eq(name, "people") || str_eq(name, "places") ||
           str_eq(name, "media") || str_eq(name, "maps");
}

static void load_top(struct book *book, const char **names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *path = book_path(book, book->dir, names[i]);
        if (!files_is_folder(path) || strchr(names[i], '.')) {
            load_top_file(book, names[i]);
        } else if (is_reserved(names[i])) {
            continue;
        } else if (!value_is_slug(names[i])) {
            report_error(book->report, spot_top(path),
                         "'%s' is no name of a tour: expected a-z, 0-9 and '-'",
                         names[i]);
        } else {
            gather_tour(book, path, names[i]);
        }
    }
}

void gather_book(struct book *book)
{
    const char **names;
    size_t n;
    struct err err;
    if (!files_list(book->dir, &book->arena, &names, &n, &err)) {
        report_error(book->report, spot_top(book->dir),
                     "expected a folder with pack.yaml: %s", err.text);
        return;
    }
    gather_pack(book);
    book->work_names.unread = !load_folder(book, "works", gather_work);
    book->person_names.unread = !load_folder(book, "people", gather_person);
    book->place_names.unread = !load_folder(book, "places", gather_place);
    if (book->work_names.unread || book->person_names.unread || book->place_names.unread)
        book->fact_names.unread = true;
    load_media_folder(book);
    gather_quiz(book);
    gather_maps(book);
    load_top(book, names, n);
    book_check_links(book);
    gather_check_companies(book);
}

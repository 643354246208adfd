#include "tourc/load.h"

static const char *const kinds[] = {"film", "short", "book", "series", NULL};

static const struct field work_fields[] = {
    {.name = "title", .kind = FIELD_TEXT, .required = true},
    {.name = "kind", .kind = FIELD_CHOICE, .required = true, .choices = kinds},
    {.name = "year", .kind = FIELD_INT, .required = true, .min = 1000, .max = 2999},
    {.name = "minutes", .kind = FIELD_INT, .min = 1, .max = 10000},
    {.name = "summary", .kind = FIELD_TEXT},
    {.name = "facts", .kind = FIELD_MAPS, .of = load_fact_fields},
    {0},
};

static const struct field work_lang_fields[] = {
    {.name = "title", .kind = FIELD_TEXT},
    {.name = "summary", .kind = FIELD_TEXT},
    {.name = "facts", .kind = FIELD_MAPS, .of = load_fact_lang_fields},
    {0},
};

static void add_texts(struct book *book, const char *id, const char *lang,
                      const struct node *map)
{
    struct book_owner owner = {"work", id, lang};
    book_add_text(book, &owner, "title", node_get(map, "title"), MARKUP_LINE);
    book_add_text(book, &owner, "summary", node_get(map, "summary"), MARKUP_LINE);
}

static void load_translation(struct book *book, const struct load_file *file,
                             const struct node *map)
{
    schema_check(book->report, map, work_lang_fields, "a translated work");
    struct ref id = {file->id, spot_top(file->path)};
    if (!book_knows(book, &book->work_names, "work", id))
        return;
    add_texts(book, file->id, file->lang, map);
    load_facts_lang(book, file->lang, map);
}

void load_work(struct book *book, const struct load_file *file)
{
    const struct node *map = load_yaml(book, file->path);
    if (file->lang) {
        if (map)
            load_translation(book, file, map);
        return;
    }
    // The name is there even if the file is broken: one complaint is enough.
    struct ref id = {file->id, spot_top(file->path)};
    if (!book_name(book, &book->work_names, "work", id, book->n_works))
        return;
    BOOK_ADD(book, works,
             (struct book_work){
                 .id = file->id,
                 .kind = schema_line(map, "kind", "film"),
                 .year = schema_int(map, "year", 0),
                 .minutes = schema_int(map, "minutes", 0),
             });
    if (!map) {
        book->fact_names.unread = true;
        return;
    }
    schema_check(book->report, map, work_fields, "a work");
    add_texts(book, file->id, book_original(book), map);
    load_facts(book, "work", file->id, map);
}

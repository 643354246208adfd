#include "tourc/gather.h"

static const char *const kinds[] = {"person", "organisation", NULL};

static const struct field person_fields[] = {
    {.name = "title", .kind = FIELD_LINE, .translated = true, .required = true},
    {.name = "kind", .kind = FIELD_CHOICE, .choices = kinds},
    {.name = "born", .kind = FIELD_INT, .min = 1000, .max = 2999},
    {.name = "died", .kind = FIELD_INT, .min = 1000, .max = 2999},
    {.name = "summary", .kind = FIELD_TEXT, .translated = true},
    {.name = "notable", .kind = FIELD_TEXT, .translated = true},
    {.name = "facts", .kind = FIELD_MAPS, .translated = true, .of = gather_fact_fields},
    {.name = "sources", .kind = FIELD_SOURCES, .of = gather_source_fields},
    {0},
};

static void add_texts(struct book *book, const char *id, const char *lang,
                      const struct node *map)
{
    struct book_owner owner = {"person", id, lang};
    book_add_words(book, &owner, map, "title");
    book_add_text(book, &owner, "summary", node_get(map, "summary"), MARKUP_LINE);
    book_add_text(book, &owner, "notable", node_get(map, "notable"), MARKUP_LINE);
}

static void load_translation(struct book *book, const struct gather_file *file)
{
    const struct node *map =
        gather_translated(book, file, &book->person_names, "person", person_fields);
    if (!map)
        return;
    add_texts(book, file->id, file->lang, map);
    gather_facts_lang(book, file->lang, map);
}

static void check_years(struct book *book, const struct node *map)
{
    int born = schema_int(map, "born", 0);
    int died = schema_int(map, "died", born);
    if (died < born)
        report_error(book->report, node_get(map, "died")->at,
                     "died in %d, born in %d: expected 'died' not to be before 'born'",
                     died, born);
}

static void add_person(struct book *book, const char *id, const struct node *map)
{
    size_t mention = book->n_mentions;
    size_t cite = book->n_cites;
    add_texts(book, id, book_original(book), map);
    gather_sources(book, "person", id, schema_list(map, "sources"));
    gather_mentions(book, "person", id, mention);
    static const char *const keys[] = {"summary", "born", "died", "notable"};
    const struct node *said = NULL;
    for (size_t i = 0; i < ARRAY_LEN(keys) && !said; i++)
        said = node_get(map, keys[i]);
    if (said && book->n_cites == cite && !node_get(map, "sources"))
        report_error(book->report, said->at,
                     "expected key 'sources': who says this of '%s'?", id);
    gather_facts(book, "person", id, map);
}

static void load_original(struct book *book, const struct gather_file *file)
{
    const struct node *map = gather_yaml(book, file->path);
    struct ref id = {file->id, spot_top(file->path)};
    if (!book_name(book, &book->person_names, "person", id, book->n_people))
        return;
    BOOK_ADD(book, people,
             (struct book_person){
                 .id = file->id,
                 .kind = schema_line(map, "kind", "person"),
                 .born = schema_int(map, "born", 0),
                 .died = schema_int(map, "died", 0),
             });
    if (!map) {
        book->fact_names.unread = true;
        return;
    }
    if (schema_check(book->report, map, person_fields, "a person"))
        check_years(book, map);
    add_person(book, file->id, map);
}

void gather_person(struct book *book, const struct gather_file *file)
{
    if (file->lang)
        load_translation(book, file);
    else
        load_original(book, file);
}

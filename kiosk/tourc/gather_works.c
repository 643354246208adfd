#include "tourc/gather.h"

static void add_texts(struct book *book, const char *id, const char *lang,
                      const struct node *map)
{
    struct book_owner owner = {"work", id, lang};
    book_add_text(book, &owner, "title", node_get(map, "title"), MARKUP_LINE);
    book_add_text(book, &owner, "summary", node_get(map, "summary"), MARKUP_LINE);
    gather_told(book, &owner, map, "synopsis");
}

static void add_external_ids(struct book *book, const char *work, const struct node *map)
{
    for (size_t i = 0; map && map->kind == NODE_MAP && i < map->n; i++)
        BOOK_ADD(book, externals,
                 (struct book_external){
                     .work = work,
                     .kind = arena_strdup(&book->arena, map->keys[i]->text),
                     .value = book_plain(book, map, map->keys[i]->text),
                 });
}

static void load_translation(struct book *book, const struct gather_file *file)
{
    const struct node *map =
        gather_translated(book, file, &book->work_names, "work", gather_work_fields);
    if (!map)
        return;
    add_texts(book, file->id, file->lang, map);
    gather_lists(book, file->id, file->lang, map);
    gather_facts_lang(book, file->lang, map);
}

static void load_original(struct book *book, const struct gather_file *file)
{
    const struct node *map = gather_yaml(book, file->path);
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
                 .pictures = book_refs(book, map, "pictures"),
             });
    bool good = map && schema_check(book->report, map, gather_work_fields, "a work");
    // Its translations may name what can't be read here.
    for (size_t i = 0; i < BOOK_LISTS && !good; i++)
        book->list_names[i].unread = true;
    book->fact_names.unread = book->fact_names.unread || !map;
    if (!map)
        return;
    add_texts(book, file->id, book_original(book), map);
    add_external_ids(book, file->id, node_get(map, "external_ids"));
    gather_lists(book, file->id, NULL, map);
    gather_facts(book, "work", file->id, map);
}

void gather_work(struct book *book, const struct gather_file *file)
{
    if (file->lang)
        load_translation(book, file);
    else
        load_original(book, file);
}

// From the folder to the book: which files there are, and what each of them says.
#pragma once

#include "tourc/book.h"
#include "tourc/schema.h"

// Reads everything under book->dir. Complaints go to the report; the book holds what is good.
void load_book(struct book *book);

// One file of a folder of YAML files: `<id>.yaml`, or `<id>.<lang>.yaml` for a translation.
struct load_file {
    const char *path, *id;
    const char *lang; // NULL: the original
};

// Splits a name; false with a complaint when it has another shape.
bool load_name(struct book *book, const char *folder, const char *name,
               const char *ending, struct load_file *out);
// Notes for people, not for the pack.
bool load_is_note(const char *name);
// The mapping in a file; NULL with the complaint made.
const struct node *load_yaml(struct book *book, const char *path);
// The same of a translation, checked by its original's fields; NULL, too, if the original is
// not among the names.
const struct node *load_translated(struct book *book, const struct load_file *file,
                                   const struct names *originals, const char *kind,
                                   const struct field *fields);

void load_pack(struct book *book); // load_pack.c: pack.yaml, licences, sources
void load_pack_lang(struct book *book, const struct load_file *file);
void load_media(struct book *book, const struct load_file *file);      // load_media.c
void load_work(struct book *book, const struct load_file *file);       // load_works.c
void load_person(struct book *book, const struct load_file *file);     // load_people.c
void load_place(struct book *book, const struct load_file *file);      // load_places.c
void load_tour(struct book *book, const char *folder, const char *id); // load_tours.c
void load_stop(struct book *book, const char *tour, const struct load_file *file,
               int position);

extern const struct field load_work_fields[]; // load_work_fields.c
// load_lists.c: a work's scenes, credits, awards, ratings, money and relations. `lang` NULL: the
// original.
void load_lists(struct book *book, const char *work, const char *lang,
                const struct node *map);
void load_check_companies(struct book *book); // once all people are read

// load_facts.c: what places, works and people have in common.
extern const struct field load_fact_fields[], load_source_fields[];
void load_facts(struct book *book, const char *entity, const char *id,
                const struct node *map);
void load_facts_lang(struct book *book, const char *lang, const struct node *map);
void load_sources(struct book *book, const char *entity, const char *id,
                  const struct node *list);
// Citation rows for the sources that texts named since `first_mention`.
void load_mentions(struct book *book, const char *entity, const char *id,
                   size_t first_mention);

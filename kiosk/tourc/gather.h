// From the folder to the book: which files there are, and what each of them says.
#pragma once

#include "tourc/book.h"
#include "tourc/schema.h"

// Reads everything under book->dir. Complaints go to the report; the book holds what is good.
void gather_book(struct book *book);

// One file of a folder of YAML files: `<id>.yaml`, or `<id>.<lang>.yaml` for a translation.
struct gather_file {
    const char *path, *id;
    const char *lang; // NULL: the original
};

// Splits a name; false with a complaint when it has another shape.
bool gather_name(struct book *book, const char *folder, const char *name,
                 const char *ending, struct gather_file *out);
// Notes for people, not for the pack.
bool gather_is_note(const char *name);
// The mapping in a file; NULL with the complaint made.
const struct node *gather_yaml(struct book *book, const char *path);
// The same of a translation, checked by its original's fields; NULL, too, if the original is
// not among the names.
const struct node *gather_translated(struct book *book, const struct gather_file *file,
                                     const struct names *originals, const char *kind,
                                     const struct field *fields);

void gather_pack(struct book *book); // gather_pack.c: pack.yaml, licences, sources
void gather_pack_lang(struct book *book, const struct gather_file *file);
void gather_media(struct book *book, const struct gather_file *file);  // gather_media.c
void gather_work(struct book *book, const struct gather_file *file);   // gather_works.c
void gather_person(struct book *book, const struct gather_file *file); // gather_people.c
void gather_place(struct book *book, const struct gather_file *file);  // gather_places.c
void gather_tour(struct book *book, const char *folder, const char *id); // gather_tours.c
void gather_stop(struct book *book, const char *tour, const struct gather_file *file,
                 int position);

extern const struct field gather_work_fields[]; // gather_work_fields.c
// gather_lists.c: a work's scenes, themes, credits, awards, ratings, money and relations. `lang`
// NULL: the original.
void gather_lists(struct book *book, const char *work, const char *lang,
                  const struct node *map);
void gather_check_companies(struct book *book); // once all people are read

// gather_vantages.c: the views of a place.
extern const struct field gather_vantage_fields[];
void gather_vantages(struct book *book, const char *place, const struct node *map);
void gather_vantages_lang(struct book *book, const char *lang, const struct node *map);

// gather_legs.c: the way of a tour.
extern const struct field gather_leg_fields[];
void gather_legs(struct book *book, const char *tour, const struct node *map);
void gather_legs_lang(struct book *book, const char *lang, const struct node *map);

// gather_triggers.c: what starts a stop; `map` is the stop's.
extern const struct field gather_trigger_fields[];
struct book_trigger gather_trigger(struct book *book, const struct node *map);

void gather_maps(struct book *book); // gather_maps.c: the files that pack.yaml names
void gather_quiz(struct book *book); // gather_quiz.c: quiz.yaml, if there is one
void gather_quiz_lang(struct book *book, const struct gather_file *file);

// gather_facts.c: what places, works and people have in common.
extern const struct field gather_fact_fields[], gather_source_fields[];
void gather_facts(struct book *book, const char *entity, const char *id,
                  const struct node *map);
void gather_facts_lang(struct book *book, const char *lang, const struct node *map);
void gather_sources(struct book *book, const char *entity, const char *id,
                    const struct node *list);
// A text of several paragraphs, whose sources stand in it and nowhere else; an original without
// one brings a complaint.
void gather_told(struct book *book, const struct book_owner *owner,
                 const struct node *map, const char *key);
// Citation rows for the sources that texts named since `first_mention`.
void gather_mentions(struct book *book, const char *entity, const char *id,
                     size_t first_mention);

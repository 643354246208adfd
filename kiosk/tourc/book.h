// All that the authors' files say, read and in plain structs, on its way to the pack.
//
// The book owns everything in its arena and arrays. Names of other things are kept as `ref`
// with their place in the files, and looked up once all is read (verify.h).
#pragma once

#include <stdint.h>

#include "base/array.h"
#include "geo/geo.h"
#include "tourc/land.h"
#include "tourc/markup.h"
#include "tourc/names.h"
#include "tourc/yaml.h"

struct ref {
    const char *id; // NULL: none
    struct spot at;
};

struct refs {
    struct ref *items;
    size_t n;
};

struct book_language {
    const char *tag, *name, *dir;
    struct ref fallback;
};

struct book_licence {
    const char *id, *title, *address;
};

struct book_source {
    const char *id, *title, *publisher, *address, *read_on;
};

struct book_media {
    const char *id, *path;
    struct spot at, path_at;
    const char *credit;
    struct ref licence;
    double focus_x, focus_y;
    struct ref pair; // as its author has it
    size_t mate;     // 1 + the index of its pair, whichever names the other; by verify
};

struct book_work {
    const char *id, *kind;
    int year, minutes; // 0: unknown
    struct refs pictures;
};

struct book_external {
    const char *work, *kind, *value; // as in: it, imdb, tt0000001
};

struct book_person {
    const char *id, *kind;
    int born, died; // 0: unknown, or alive
};

// What a work lists. Each has a table in the pack: id, work, the values, position.
enum book_list {
    BOOK_SCENE,
    BOOK_THEME,
    BOOK_CREDIT,
    BOOK_AWARD,
    BOOK_RATING,
    BOOK_MONEY,
    BOOK_RELATION,
    BOOK_LISTS
};

#define BOOK_VALUES_MAX 6

struct book_value { // text, else a number, else NULL
    const char *text;
    int64_t number;
    bool is_number;
};

struct book_row {
    enum book_list list;
    const char *id, *work; // a credit's or relation's id is "<work>.<position>"
    struct spot at;        // of the first value, if it has any
    int position;
    struct book_value values[BOOK_VALUES_MAX];
    size_t n;
};

// A ref that is looked up when all is read: a "person", "place", "work" or "picture".
struct book_link {
    const char *kind;
    struct ref ref;
};

struct book_place {
    const char *id;
    struct spot at;
    double lat, lon;
    struct spot lat_at;
    const char *precision, *etiquette, *opened, *step_free, *indoors, *checked_on;
    const char *booking; // an address, or ""
};

// Stand here, look there.
struct book_vantage {
    const char *id, *place;
    struct ref towards, picture;
};

struct book_claim {
    const char *id, *place, *relation, *precision, *confidence;
    struct ref work;
};

struct book_fact {
    const char *id, *kind, *status;
    const char *owner_entity, *owner; // "place", "work" or "person", and its id
    int spoiler;
};

// Of a quiz; their choices lie in their order.
struct book_question {
    const char *id;
    struct ref work, place, picture;
    int spoiler;
    size_t n_choices;
};

struct book_choice {
    const char *id, *question; // "<question>.<position>"
    int position;
    bool right;
};

struct book_cite {
    const char *entity, *id;
    struct ref source;
    const char *stance, *locator, *says;
};

struct book_tour {
    const char *id, *mode;
    struct spot at;
    int order; // as its author wishes
    int minutes;
    struct ref picture;
    uint32_t accent; // 0xRRGGBB
    bool has_accent;
    struct spot accent_at;
};

// The way to a stop from the one before it.
struct book_leg {
    const char *tour;
    struct ref to;
    struct spot line_at;
    const struct geo_point *line;
    size_t n_line;
    const char *steps;
    size_t first_step, n_steps; // in leg_steps
    int position, minutes;      // by verify
    double metres;              // by verify
};

struct book_leg_step {
    const char *id; // "<leg>.<position>"
    struct spot at;
    struct geo_point point;
    const char *turn;
    double metres; // by verify
};

#define BOOK_OUTLINE_MAX 256

struct book_trigger {
    struct spot at, radius_at, exit_at, outline_at; // without a file: not given
    double radius, exit, dwell; // what isn't given is filled in by verify
    int priority;
    bool once;
    const struct geo_point *outline;
    size_t n_outline;        // 0: a circle
    struct geo_point centre; // by verify
    bool bad;                // which was said
    bool starts;             // by verify: it has a row in the pack
};

struct book_stop {
    const char *id, *tour;
    struct spot at;
    int position, code; // 0: no code
    int minutes;        // 0: not said
    struct spot code_at;
    struct ref place;
    struct refs pictures, facts;
    bool all_facts; // those of its place; `facts` is filled in by verify
    struct book_trigger trigger;
};

#define BOOK_ZOOM_MAX 16

struct book_map {
    const char *id;
    struct spot at;
    const char *attribution;
    bool illustrated;
    int min_zoom, max_zoom;
    double west, south, east, north;
    struct land_layer *layers; // in drawing order
    size_t n_layers;
};

// Made from the maps; rows count from the north.
struct book_tile {
    int z, x, y;
    const void *bytes;
    size_t len;
};

struct book_text {
    const char *entity, *id, *field, *lang, *body, *spans;
    struct spot at;
};

#define BOOK_ARRAY(type, name)                                                           \
    struct type *name;                                                                   \
    size_t n_##name, cap_##name

struct book {
    struct arena arena;
    struct arena
        page; // the text and tree of the file that is being read, until the next one
    struct report *report;
    const char *dir;

    const char *id;
    int64_t built_at;
    struct ref default_tour, hero;

    BOOK_ARRAY(book_language, languages);
    BOOK_ARRAY(book_licence, licences);
    BOOK_ARRAY(book_source, sources);
    BOOK_ARRAY(book_media, media);
    BOOK_ARRAY(book_work, works);
    BOOK_ARRAY(book_external, externals);
    BOOK_ARRAY(book_row, rows);
    BOOK_ARRAY(book_person, people);
    BOOK_ARRAY(book_link, links);
    BOOK_ARRAY(book_place, places);
    BOOK_ARRAY(book_claim, claims);
    BOOK_ARRAY(book_vantage, vantages);
    BOOK_ARRAY(book_fact, facts);
    BOOK_ARRAY(book_question, questions);
    BOOK_ARRAY(book_choice, choices);
    BOOK_ARRAY(book_tour, tours);
    BOOK_ARRAY(book_stop, stops);
    BOOK_ARRAY(book_leg, legs); // tour by tour, in order
    BOOK_ARRAY(book_leg_step, leg_steps);
    struct refs map_files; // as pack.yaml names them
    BOOK_ARRAY(book_map, maps);
    BOOK_ARRAY(book_tile, tiles);
    BOOK_ARRAY(book_text, texts);
    uint32_t
        *text_slots; // finds them by all but body; open addressing; index + 1, 0 is free
    size_t n_text_slots;
    BOOK_ARRAY(book_cite, cites);
    BOOK_ARRAY(ref, mentions); // sources named in texts; of some, citations are made

    struct names language_names, licence_names, source_names, media_names, work_names,
        person_names, place_names, claim_names, vantage_names, fact_names, question_names,
        tour_names, stop_names, leg_names, map_names;
    struct names list_names[BOOK_LISTS];
};

// Appends a value to an array of the book: BOOK_ADD(book, works, (struct book_work){...}).
#define BOOK_ADD(book, name, ...)                                                        \
    do {                                                                                 \
        ARRAY_GROW((book)->name, (book)->n_##name + 1, (book)->cap_##name);              \
        (book)->name[(book)->n_##name] = __VA_ARGS__;                                    \
        (book)->n_##name++;                                                              \
    } while (0)

void book_init(struct book *book, struct report *report, const char *dir);
void book_release(struct book *book);
void book_forget_names(struct book *book);         // when all are looked up
struct yaml_memory book_memory(struct book *book); // trees in `page`, words in `arena`

// Gives an id to the thing `index`; false, with a complaint, if another has it.
bool book_name(struct book *book, struct names *names, const char *kind, struct ref id,
               size_t index);
// Whether there is such a thing; a complaint if there isn't, unless nobody could know. False
// without one when there is no ref.
bool book_knows(struct book *book, const struct names *names, const char *kind,
                struct ref ref);
void book_link(struct book *book, const char *kind, struct ref ref);
void book_check_links(struct book *book); // complains of each that leads nowhere
const char *book_path(struct book *book, const char *folder, const char *name);
const char *book_original(const struct book *book); // the first language's tag

// Whose text it is and in what language.
struct book_owner {
    const char *entity, *id, *lang;
};

// Compiles a text and keeps it; `value` may be NULL or not even text. Returns its words, NULL
// when nothing was kept.
const char *book_add_text(struct book *book, const struct book_owner *owner,
                          const char *field, const struct node *value,
                          enum markup_kind kind);
void book_keep_text(struct book *book, const struct book_owner *owner, const char *field,
                    struct spot at, const struct markup *markup);
// Words without emphasis, kept like a text; the field is the key.
void book_add_words(struct book *book, const struct book_owner *owner,
                    const struct node *map, const char *key);
// The words alone, for what is shown without emphasis: "" when absent.
const char *book_plain(struct book *book, const struct node *map, const char *key);

struct ref book_ref(const struct node *map, const char *key);
struct refs book_refs(struct book *book, const struct node *map, const char *key);

// What keys a mapping may have and what stands behind them, as tables. The check makes every
// complaint about shape; the getters then take what is good and pass over the rest.
#pragma once

#include <stdint.h>

#include "geo/geo.h"
#include "tourc/yaml.h"

enum field_kind {
    FIELD_TEXT,   // Markdown, one paragraph
    FIELD_BLOCKS, // Markdown
    FIELD_LINE,   // words without Markdown
    FIELD_SLUG,
    FIELD_TAG, // of a language
    FIELD_INT, // min to max
    FIELD_NUMBER,
    FIELD_DATE,
    FIELD_WHEN,     // a day, a month or a year
    FIELD_CURRENCY, // ISO 4217
    FIELD_COLOUR,   // #RRGGBB
    FIELD_ADDRESS,  // of a page: https://...
    FIELD_YES,      // yes or no
    FIELD_CHOICE,   // one of `choices`
    FIELD_SLUGS,    // a list of them
    FIELD_TEXTS,    // a list of exactly `min` texts as FIELD_TEXT
    FIELD_POINT,    // [x, y], each min to max
    FIELD_SPOT,     // [lat, lon] on the earth
    FIELD_SPOTS,    // a list of min to max of them
    FIELD_BOUNDS,   // [west, south, east, north]
    FIELD_PATHS,    // a list of names of files
    FIELD_MAP,      // as `of` says
    FIELD_MAPS,     // a list of mappings, each as `of` says
    FIELD_SOURCES,  // a list of slugs, or of mappings as `of` says
};

struct field {
    const char *name; // NULL ends a table
    enum field_kind kind;
    bool required;
    bool translated; // may stand in a translation, too; see schema_translated
    double min, max;
    const char *const *choices; // up to a NULL
    const struct field *of;
};

// `thing` as in "unknown key 'x' in a place". False if any complaint was made.
bool schema_check(struct report *report, const struct node *map,
                  const struct field *fields, const char *thing);

// The fields of a translation, in the arena: the translated ones. None must be there but names
// and choices, by which the original is found.
const struct field *schema_translated(struct arena *arena, const struct field *fields);

const struct field *schema_field(const struct field *fields,
                                 const char *name); // NULL: none

// The values of a checked mapping; the default when the key is absent or its value is bad.
const char *schema_line(const struct node *map, const char *key, const char *otherwise);
int64_t schema_int64(const struct node *map, const char *key, int64_t otherwise);
int schema_int(const struct node *map, const char *key, int otherwise);
double schema_number(const struct node *map, const char *key, double otherwise);
bool schema_colour(const struct node *map, const char *key, uint32_t *out);
bool schema_yes(const struct node *map, const char *key, bool otherwise);
// A spot, one of a list of them, or of `key` in a mapping. False when it is bad.
bool schema_spot(const struct node *node, struct geo_point *out);
// Those that are good, in the arena; their nodes stand in the list as they do there.
struct geo_point *schema_spots(struct arena *arena, const struct node *map,
                               const char *key, size_t *n_out);
bool schema_numbers(const struct node *map, const char *key, double *out, size_t n);
const struct node *schema_list(const struct node *map, const char *key); // NULL: none

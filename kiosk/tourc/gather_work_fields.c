// The tables of fields of a work's file.
#include "tourc/gather.h"

static const char *const kinds[] = {"film", "short", "book", "series", NULL};
static const char *const roles[] = {"director",
                                    "writer",
                                    "producer",
                                    "cast",
                                    "voice",
                                    "camera",
                                    "editor",
                                    "costume",
                                    "music",
                                    "song",
                                    "production_design",
                                    "set_decoration",
                                    "author",
                                    "effects",
                                    "graphics",
                                    "location_manager",
                                    "company",
                                    NULL};
static const char *const results[] = {"won", "nominated", NULL};
static const char *const money_kinds[] = {"budget", "gross", "opening", NULL};
static const char *const territories[] = {"us_canada", "international", "worldwide",
                                          NULL};
static const char *const relations[] = {"predates", "inspired_by", "same_director",
                                        "companion", NULL};

#define ID                                                                               \
    {                                                                                    \
        .name = "id", .kind = FIELD_SLUG, .translated = true, .required = true           \
    }
#define SOURCES                                                                          \
    {                                                                                    \
        .name = "sources", .kind = FIELD_SOURCES, .required = true,                      \
        .of = gather_source_fields                                                       \
    }

static const struct field scene_fields[] = {
    ID,
    {.name = "text", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "place", .kind = FIELD_SLUG},
    {.name = "spoiler", .kind = FIELD_INT, .min = 0, .max = 3},
    SOURCES,
    {0},
};

static const struct field theme_fields[] = {
    ID,
    {.name = "title", .kind = FIELD_LINE, .translated = true, .required = true},
    {.name = "text", .kind = FIELD_TEXT, .translated = true, .required = true},
    SOURCES,
    {0},
};

static const struct field credit_fields[] = {
    {.name = "person", .kind = FIELD_SLUG, .translated = true, .required = true},
    {.name = "role",
     .kind = FIELD_CHOICE,
     .translated = true,
     .required = true,
     .choices = roles},
    {.name = "character", .kind = FIELD_LINE, .translated = true},
    {.name = "note", .kind = FIELD_LINE, .translated = true},
    SOURCES,
    {0},
};

static const struct field award_fields[] = {
    ID,
    {.name = "award", .kind = FIELD_LINE, .translated = true, .required = true},
    {.name = "category", .kind = FIELD_LINE, .translated = true, .required = true},
    {.name = "year", .kind = FIELD_INT, .required = true, .min = 1800, .max = 2999},
    {.name = "result", .kind = FIELD_CHOICE, .required = true, .choices = results},
    {.name = "person", .kind = FIELD_SLUG},
    SOURCES,
    {0},
};

static const struct field rating_fields[] = {
    ID,
    {.name = "by", .kind = FIELD_LINE, .translated = true, .required = true},
    {.name = "value", .kind = FIELD_LINE, .required = true},
    {.name = "count", .kind = FIELD_INT, .min = 0, .max = 1e9},
    {.name = "about", .kind = FIELD_YES},
    {.name = "as_of", .kind = FIELD_WHEN},
    SOURCES,
    {0},
};

static const struct field money_fields[] = {
    ID,
    {.name = "kind", .kind = FIELD_CHOICE, .required = true, .choices = money_kinds},
    {.name = "territory", .kind = FIELD_CHOICE, .required = true, .choices = territories},
    {.name = "amount", .kind = FIELD_INT, .required = true, .min = 0, .max = 1e12},
    {.name = "currency", .kind = FIELD_CURRENCY, .required = true},
    {.name = "about", .kind = FIELD_YES},
    {.name = "as_of", .kind = FIELD_WHEN},
    {.name = "note", .kind = FIELD_LINE, .translated = true},
    SOURCES,
    {0},
};

static const struct field relation_fields[] = {
    {.name = "work", .kind = FIELD_SLUG, .translated = true, .required = true},
    {.name = "relation",
     .kind = FIELD_CHOICE,
     .translated = true,
     .required = true,
     .choices = relations},
    {.name = "text", .kind = FIELD_TEXT, .translated = true},
    SOURCES,
    {0},
};

static const struct field external_fields[] = {
    {.name = "imdb", .kind = FIELD_LINE},
    {.name = "tmdb", .kind = FIELD_LINE},
    {.name = "wikidata", .kind = FIELD_LINE},
    {0},
};

const struct field gather_work_fields[] = {
    {.name = "title", .kind = FIELD_TEXT, .translated = true, .required = true},
    {.name = "kind", .kind = FIELD_CHOICE, .required = true, .choices = kinds},
    {.name = "year", .kind = FIELD_INT, .required = true, .min = 1000, .max = 2999},
    {.name = "minutes", .kind = FIELD_INT, .min = 1, .max = 10000},
    {.name = "summary", .kind = FIELD_TEXT, .translated = true},
    {.name = "synopsis", .kind = FIELD_BLOCKS, .translated = true},
    {.name = "pictures", .kind = FIELD_SLUGS},
    {.name = "scenes", .kind = FIELD_MAPS, .translated = true, .of = scene_fields},
    {.name = "themes", .kind = FIELD_MAPS, .translated = true, .of = theme_fields},
    {.name = "credits", .kind = FIELD_MAPS, .translated = true, .of = credit_fields},
    {.name = "awards", .kind = FIELD_MAPS, .translated = true, .of = award_fields},
    {.name = "ratings", .kind = FIELD_MAPS, .translated = true, .of = rating_fields},
    {.name = "money", .kind = FIELD_MAPS, .translated = true, .of = money_fields},
    {.name = "relations", .kind = FIELD_MAPS, .translated = true, .of = relation_fields},
    {.name = "external_ids", .kind = FIELD_MAP, .of = external_fields},
    {.name = "facts", .kind = FIELD_MAPS, .translated = true, .of = gather_fact_fields},
    {0},
};

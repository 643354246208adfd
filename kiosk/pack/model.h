// What a pack says, as plain values: the read models that screens are made of.
//
// Every pointer is borrowed from the arena that the loading function was given. Strings are
// never NULL (an absent text is ""), and valid UTF-8.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/command.h"

enum span_kind { SPAN_EM, SPAN_STRONG, SPAN_CITE };

struct span {
    uint32_t start,
        end; // bytes into the block's text, end excluded; a cite has start == end
    enum span_kind kind;
    const char *target; // a cite's source
};

enum block_kind { BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_ITEM, BLOCK_QUOTE };

struct block {
    enum block_kind kind;
    const char *text;
    struct span *spans; // in order of start
    size_t n_spans;
};

struct text {
    struct block *blocks; // none: the text is absent
    size_t n_blocks;
    const char *lang; // of the words, e.g. "en"
    bool fallback;    // not in the language that was asked for
};

// The words of the first block, "" when there is none.
const char *text_line(const struct text *t);

struct picture {
    const char *media; // id; "" when there is no picture
    int width, height; // of the original
    float focus_x, focus_y;
    uint32_t colour; // 0xRRGGBB placeholder
    struct text alt;
    const char *credit, *licence;
    // Of the same view at another time, with the same sides, registered to the pixel; NULL: none.
    // Its own pair is NULL.
    const struct picture *pair;
};

struct source {
    const char *id, *title, *publisher, *address;
    const char *read_on; // ISO date, or ""
};

enum stance { STANCE_SUPPORTS, STANCE_CONTRADICTS, STANCE_SILENT };

struct citation {
    const char *source; // id, one of the model's sources
    const char *locator, *says;
    enum stance stance;
};

struct language {
    const char *tag, *endonym;
    bool rtl;
};

// The attract screen, and what the app needs to know of a pack.
struct intro_model {
    const char *id, *default_tour, *original_lang;
    struct text title, invitation;
    struct picture hero;
    struct language *languages;
    size_t n_languages;
    bool has_codes; // a stop has a number for the keypad
};

enum tour_mode { TOUR_WALK, TOUR_DRIVE, TOUR_LOT, TOUR_ARMCHAIR };

struct tour_card {
    const char *id;
    enum tour_mode mode;
    int minutes;      // 0: unknown
    double metres;    // of its legs, 0: it has none
    int walk_minutes; // on foot, without the stops
    int n_stops;
    struct text title, eyebrow, lede;
    struct picture picture;
};

// The tours in their order, the pack's first tour first.
struct home_model {
    struct tour_card *tours;
    size_t n_tours;
};

struct stop_card {
    const char *id;
    int position; // 1 ...
    int code;     // keypad code, 0: none
    struct text title, area;
    struct picture picture;
};

// What the digits typed so far lead to.
struct keypad_model {
    bool leads[10]; // whether another digit leads on to a stop's code
    bool found;
    struct stop_card stop; // if found
    struct text tour_title;
};

struct tour_model {
    const char *id;
    enum tour_mode mode;
    int minutes; // 0: unknown
    struct text title, eyebrow, lede, about, needs;
    struct picture picture;
    uint32_t accent;        // 0xFFRRGGBB, 0: the house's own
    const char *first_stop; // "" when it has none
    bool has_eggs;          // a stop has an easter egg
    bool has_legs;          // there is a way from stop to stop
    double metres;          // of its legs, 0: none
    int walk_minutes;       // on foot, without the stops
    size_t n_stops;         // their cards are read one by one, with pack_load_card
    struct source *sources; // of its texts, in the order lede, needs, about
    size_t n_sources;
};

enum fact_kind {
    FACT_TRIVIA,
    FACT_EASTER_EGG,
    FACT_PRODUCTION,
    FACT_MUSIC,
    FACT_HISTORY
};
enum fact_status { FACT_CONFIRMED, FACT_REPORTED, FACT_RUMOUR };

struct fact {
    const char *id;
    enum fact_kind kind;
    enum fact_status status;
    struct text body, reveal; // an easter egg's body asks, its reveal answers
    struct text hints[3];     // of an easter egg, from general to nearly telling
    struct citation *citations;
    size_t n_citations;
};

enum relation { REL_FILMED_AT, REL_SET_IN, REL_STANDS_IN_FOR, REL_STUDIO_SET, REL_PLATE };
enum confidence { CONF_CONFIRMED, CONF_REPORTED, CONF_DISPUTED };

struct claim {
    const char *id, *work;
    struct text work_title, body;
    int work_year;
    enum relation relation;
    enum confidence confidence;
    struct citation *citations;
    size_t n_citations;
};

enum etiquette { ETI_PUBLIC, ETI_TICKETED, ETI_PRIVATE_HOME, ETI_CLOSED_LOT };
enum step_free { STEP_FREE_YES, STEP_FREE_PARTLY, STEP_FREE_NO, STEP_FREE_UNKNOWN };

struct place {
    const char *id, *opened, *checked_on;
    double lat, lon;
    enum etiquette etiquette;
    enum step_free step_free;
    struct text title, area, address, access, transit, manners;
};

struct stop_link {
    const char *id; // "" at either end of a tour
    struct text title;
    struct picture picture; // the first of its page
};

struct stop_model {
    const char *id, *tour;
    int position, n_stops, code;
    uint32_t accent; // of the tour, as there
    struct text title, lede, story, tour_title;
    struct place place;
    struct picture *pictures;
    size_t n_pictures;
    struct claim *claims; // the first ones of its place
    size_t n_claims;
    int all_claims, all_works; // how many the place has, and of how many works
    struct fact *facts;        // easter eggs too
    size_t n_facts;
    struct source *sources; // all that stand behind this page, in the order of first use
    size_t n_sources;
    struct stop_link previous, next;
};

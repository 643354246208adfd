// What of each kind of thing is searched, as queries over the pack's other tables.
#pragma once

#define INDEX_KINDS 5

struct index_source {
    const char *kind;   // as search_part has it
    const char *ids;    // all of them, best first
    const char *titles; // ?1 the id: in all languages
    const char *texts;  // ?1 the id, ?2 a language: its own words in it
    const char
        *names; // ?1 the id: words of other things that belong to it, in any language
};

extern const struct index_source index_sources[INDEX_KINDS];

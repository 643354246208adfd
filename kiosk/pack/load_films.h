// What the pages of films and people load alike; as in load.h.
#pragma once

#include "pack/films.h"
#include "pack/load.h"

bool load_film_card(const struct load *l, const char *id, struct film_card *out);

struct load_parts {
    struct credits *items;
    size_t n;
};

// A part of a credit's row (id, role, ...).
bool load_part(const struct load *l, sqlite3_stmt *row, struct credits *to);

struct load_awards {
    struct award *items;
    size_t n;
};

// By QUERY_AWARDS of a work, or QUERY_AWARDS_TO of a person.
bool load_awards(const struct load *l, enum query query, const char *id,
                 struct load_sources *sources, struct load_awards *out);

// Facts that give nothing away, at most so many; *all_out: how many there are in all.
bool load_open_facts(const struct load *l, const char *entity, const char *id,
                     struct load_sources *sources, size_t most, struct load_facts *out,
                     size_t *all_out);

// The film's ties and the works at their ends.
bool load_ties(const struct load *l, struct film_model *film,
               struct load_sources *sources);

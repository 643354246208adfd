// What there is to play with: the quiz, easter eggs to hunt for, and trivia in decks. Plain values
// as in model.h, and what loads them.
#pragma once

#include "pack/pack.h"

#define PLAYS_CHOICES 4

struct quiz_choice {
    struct text body;
    bool right; // of exactly one of a question's
};

struct quiz_question {
    const char *id, *work, *place; // "": about none
    struct text body, explain;
    struct picture picture;
    struct quiz_choice choices[PLAYS_CHOICES];
    int n_choices; // at least 2
    struct citation *citations;
    size_t n_citations;
};

struct quiz_model {
    size_t n_pack; // questions there are
    bool spoils;   // some of them give a story away
    struct quiz_question *questions;
    size_t n_questions; // of the round
    struct source *sources;
    size_t n_sources;
};

enum play_kind { PLAY_WORK, PLAY_PLACE, PLAY_PERSON };

// What a question or a fact is about.
struct play_link {
    enum play_kind kind;
    const char *id;
    struct text title, area; // an area is a place's
    int year;                // of a work, or 0
    struct picture picture;
};

struct play_links {
    struct play_link *items;
    size_t n;
};

// A fact with all that its card shows.
struct fact_card {
    struct fact fact;
    int spoiler; // 0 none ... 3
    struct play_links links;
    struct source *sources;
    size_t n_sources;
};

// An easter egg of a tour. Card and stop are read when they are shown, with pack_load_fact and
// pack_load_card.
struct egg_place {
    const char *fact, *stop;
    int position; // of the stop
};

struct eggs_model {
    const char *tour;
    uint32_t accent; // as in tour_model
    struct text title;
    struct picture picture;
    struct egg_place *eggs; // in the order of the stops, each once
    size_t n_eggs;
};

struct deck_card {
    enum play_kind kind; // PLAY_WORK or PLAY_PLACE
    const char *id;
    struct text title;
    int count;
};

// Trivia has all facts that are no easter eggs. Their cards are read when they are shown.
struct trivia_model {
    struct deck_card *decks; // those with facts, films first, the largest first
    size_t n_decks, n_all;
    struct text title; // of the deck; of that of all facts none
    const char **facts;
    size_t n_facts;
};

// The questions at these places in the pack, from 0. One that is not there is left out.
bool pack_load_quiz(struct pack *pack, struct arena *arena, const uint16_t *asked,
                    size_t n, struct quiz_model *out, struct err *err);
// What these questions are about, each once.
bool pack_load_quiz_links(struct pack *pack, struct arena *arena, const uint16_t *asked,
                          size_t n, struct play_links *out, struct err *err);

bool pack_load_eggs(struct pack *pack, struct arena *arena, const char *tour,
                    struct eggs_model *out, struct err *err);
// All facts, or those of a work or a place; false where the pack has no such thing.
bool pack_load_trivia(struct pack *pack, struct arena *arena, struct trivia_model *out,
                      struct err *err);
bool pack_load_deck(struct pack *pack, struct arena *arena, enum play_kind kind,
                    const char *id, struct trivia_model *out, struct err *err);
bool pack_load_fact(struct pack *pack, struct arena *arena, const char *id,
                    struct fact_card *out, struct err *err);

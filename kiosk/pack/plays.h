// What there is to play with: the quiz. Plain values as in model.h, and what loads them.
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

// A film or a place that questions are about.
struct play_link {
    bool film;
    const char *id;
    struct text title, area; // of a film no area, but a
    int year;                // or 0
    struct picture picture;
};

struct play_links {
    struct play_link *items;
    size_t n;
};

// The questions at these places in the pack, from 0. One that is not there is left out.
bool pack_load_quiz(struct pack *pack, struct arena *arena, const uint16_t *asked,
                    size_t n, struct quiz_model *out, struct err *err);
// What these questions are about, each once.
bool pack_load_quiz_links(struct pack *pack, struct arena *arena, const uint16_t *asked,
                          size_t n, struct play_links *out, struct err *err);

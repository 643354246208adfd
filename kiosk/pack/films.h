// What a pack says of films, of those who made them, and of what is told in them. Loaders as in
// pack.h: everything lies in the caller's arena, and false means that there is no such thing or
// that the pack is damaged.
#pragma once

#include "pack/pack.h"

enum work_kind { WORK_FILM, WORK_SHORT, WORK_BOOK, WORK_SERIES };

struct film_card {
    const char *id;
    enum work_kind kind;
    int year; // 0: unknown
    struct text title;
    struct text director; // or author, the first of them; absent if nobody is named
    int n_places;
    struct picture picture;
};

#define FILMS_FEATURED 6

// All works by title; the cards of a long list are read one by one.
struct films_model {
    const char **ids;
    size_t n;
    struct film_card featured[FILMS_FEATURED]; // those with most pictures
    size_t n_featured;
};

bool pack_load_films(struct pack *pack, struct arena *arena, struct films_model *out,
                     struct err *err);
bool pack_load_film_card(struct pack *pack, struct arena *arena, const char *id,
                         struct film_card *out, struct err *err);

enum credit_role {
    CREDIT_DIRECTOR,
    CREDIT_WRITER,
    CREDIT_AUTHOR,
    CREDIT_PRODUCER,
    CREDIT_CAST,
    CREDIT_VOICE,
    CREDIT_CAMERA,
    CREDIT_EDITOR,
    CREDIT_DESIGN,
    CREDIT_DECORATION,
    CREDIT_COSTUME,
    CREDIT_MUSIC,
    CREDIT_SONG,
    CREDIT_LOCATIONS,
    CREDIT_EFFECTS,
    CREDIT_GRAPHICS,
    CREDIT_COMPANY,
    CREDIT_ROLES,
};

struct credit {
    const char *id; // of the credit
    enum credit_role role;
    struct text character, note;
};

// One person's, or organisation's, parts in one film, in the author's order.
struct credits {
    const char *person; // id
    struct text name;
    struct credit *items;
    size_t n;
};

struct award {
    const char *id;
    int year; // 0: unknown
    bool won; // or nominated
    struct text award, category;
    const char *work, *person; // ids; "" for the work itself
    struct text name;          // of the person, or on a person's page of the work
    struct citation *citations;
    size_t n_citations;
};

struct rating {
    const char *id, *value, *as_of;
    long count; // -1: unknown
    bool about;
    struct text by;
};

enum money_kind { MONEY_BUDGET, MONEY_GROSS, MONEY_OPENING };
enum territory { TERRITORY_US_CANADA, TERRITORY_INTERNATIONAL, TERRITORY_WORLDWIDE };

struct money {
    const char *id, *currency, *as_of;
    enum money_kind kind;
    enum territory territory;
    long amount;
    bool about;
    struct text note;
};

// Of a film, or a book, that this one belongs together with, within two steps.
struct related {
    const char *id;
    struct text title;
    enum work_kind kind;
    int year;
};

enum work_relation {
    WORK_PREDATES,
    WORK_INSPIRED_BY,
    WORK_SAME_DIRECTOR,
    WORK_COMPANION
};

// `from` and `to` are places among the related; what came first is `from`, so that an arrow goes
// the way of time.
struct tie {
    const char *id;
    size_t from, to;
    enum work_relation relation;
    struct text body;
    struct citation *citations;
    size_t n_citations;
};

struct film_place {
    struct claim claim;
    const char *place; // id
    struct text title, area;
};

struct film_model {
    struct film_card card;
    int minutes; // 0: unknown
    struct text summary, synopsis;
    struct credits *people; // cast, then those who made it, then organisations
    size_t n_people, n_cast;
    struct award *awards;
    size_t n_awards;
    struct rating *ratings;
    size_t n_ratings;
    struct money *money;
    size_t n_money;
    struct related *related; // the film itself is the first
    size_t n_related;
    struct tie *ties;
    size_t n_ties;
    struct film_place *places;
    size_t n_places;
    struct fact *facts; // the first that give nothing away
    size_t n_facts, n_all_facts;
    size_t n_scenes;
    struct source *sources;
    size_t n_sources;
};

bool pack_load_film(struct pack *pack, struct arena *arena, const char *id,
                    struct film_model *out, struct err *err);

struct scene {
    const char *id;
    int spoiler;       // 0 .. 3
    const char *place; // id, or ""
    struct text body, place_title;
    struct citation *citations;
    size_t n_citations;
};

struct topic {
    const char *id;
    struct text title, body;
    struct citation *citations;
    size_t n_citations;
};

struct story_model {
    struct film_card card;
    struct text synopsis; // or the summary
    struct scene *scenes;
    size_t n_scenes;
    struct topic *themes;
    size_t n_themes;
    struct source *sources;
    size_t n_sources;
};

bool pack_load_story(struct pack *pack, struct arena *arena, const char *id,
                     struct story_model *out, struct err *err);

struct filmed_part {
    struct film_card card;
    struct credits parts;
};

struct person_model {
    const char *id;
    bool organisation;
    int born, died; // years, 0: unknown
    struct text name, summary, notable;
    struct filmed_part *films; // by year
    size_t n_films;
    struct award *awards;
    size_t n_awards;
    struct fact *facts;
    size_t n_facts;
    struct citation *citations;
    size_t n_citations;
    struct source *sources;
    size_t n_sources;
};

bool pack_load_person(struct pack *pack, struct arena *arena, const char *id,
                      struct person_model *out, struct err *err);

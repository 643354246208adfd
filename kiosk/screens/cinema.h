// What the pages of films, stories and people are made of.
#pragma once

#include "pack/films.h"
#include "screens/statements.h"

// "Film", "Short film", "Book", "Series".
const char *cinema_kind(const struct screen_env *env, enum work_kind kind);
// "Film · 2013 · 126 min"; 0: without them.
const char *cinema_line(struct build *b, const struct screen_env *env,
                        const struct film_card *card, int minutes);
const char *cinema_year(struct build *b, int year); // as it is written everywhere

// "Writer, director, producer", "Theodore Twombly", "Samantha (voice)".
const char *cinema_parts(struct build *b, const struct screen_env *env,
                         const struct credits *parts);

// A row that is pressed as a whole: a round badge, a name, and what stands at its end; below the
// name where there is no room beside it.
struct cinema_row {
    const char *key, *name, *lang;
    const char *badge; // letters, or NULL: the icon
    const char *icon;
    const char *end, *note, *note_lang; // NULL: none
    float w_dp;                         // of the column that it stands in
    struct command command;
};

struct node *cinema_row(struct build *b, struct node *parent,
                        const struct cinema_row *row);
const char *cinema_initials(struct build *b, const char *name);

// "Won · 2014 · Spike Jonze"; a touch tells who says so.
void cinema_awards(struct build *b, struct node *parent, const struct screen_env *env,
                   const struct award *awards, size_t n, float w_dp);
// A picture with the name of the page on it, or the name alone, and under it `body`, which
// scrolls with it above a bar.
struct cinema_page {
    struct node *root, *body;
    bool two; // columns stand beside each other
    float w, column_w;
};

struct cinema_head {
    const char *eyebrow; // above the title
    const struct text *title;
    const struct picture *picture; // NULL: none
    const char *badge;             // letters in a circle before the title; NULL: none
};

struct cinema_page cinema_page(struct build *b, const struct screen_env *env,
                               uint64_t entry, const struct cinema_head *head);

// The way on from the page: a button at the bar's end where the page is upright, for the hand,
// else among the ways on the page, since the bar has those to all pages.
struct cinema_on {
    enum screen here;  // of the bar
    const char *words; // NULL: there is no way on
    struct command command;
};

void cinema_bar(struct build *b, struct cinema_page *p, const struct screen_env *env,
                const struct cinema_on *on);
void cinema_way(struct build *b, struct node *parent, const struct cinema_on *on);

struct cinema_columns {
    struct node *main, *side; // the same one where there is no room for two
};

struct cinema_columns cinema_columns(struct build *b, const struct cinema_page *p,
                                     const char *key);

// Parts of a film's page.
void cinema_figures(struct build *b, struct node *parent, const struct screen_env *env,
                    const struct film_model *m, float w_dp);
void cinema_all_figures(struct build *b, struct node *parent,
                        const struct screen_env *env, const struct film_model *m,
                        float w_dp);
void cinema_ties(struct build *b, struct node *parent, const struct statements *s,
                 const struct film_model *m, float w_dp);

// What several screens are made of: buttons, chips, the bar, pictures, rich text.
#pragma once

#include "screens/screens.h"

extern const struct screen_class screen_attract, screen_home, screen_tour, screen_stop,
    screen_films, screen_film, screen_story, screen_person, screen_place, screen_scene,
    screen_trivia, screen_eggs, screen_quiz, screen_search, screen_saved, screen_credits,
    screen_map, screen_walk, screen_fault;
extern const struct sheet_class sheet_settings, sheet_keypad, sheet_still_there,
    sheet_blank, sheet_viewer, sheet_compare, sheet_sources;

// Interface words, by context and msgid.
const char *parts_word(const struct screen_env *env, const char *msgid);

// A round button with an icon alone.
struct parts_button {
    const char *key, *icon;
    bool mirrors;     // the icon points along the line of reading
    bool flat;        // without a shadow, in a bar
    bool off;         // can't be pressed now; on a dark ground
    const char *name; // what is spoken
    struct command command;
};

struct node *parts_round(struct build *b, struct node *parent,
                         const struct parts_button *button);
float parts_round_dp(const struct look *look); // its side
// The one primary action of a page.
struct node *parts_primary(struct build *b, struct node *parent, const char *key,
                           const char *words, struct command command);
// As wide as a card of words may be: 52 to 68 characters a line, also in larger letters.
float parts_card_dp(const struct look *look);
// A row that leads to another page, wide as its parent.
struct parts_way {
    const char *key, *icon, *words;
    struct command command;
};

struct node *parts_way(struct build *b, struct node *parent, const struct parts_way *way);
struct node *parts_chip(struct build *b, struct node *parent, const char *key,
                        const char *words, const char *lang);
struct node *parts_eyebrow(struct build *b, struct node *parent, const char *key,
                           const char *words);
// What a picture is drawn from; its size is set where that is known.
struct image_ref parts_image(const struct picture *picture);
const char *parts_alt(const struct picture *picture); // never empty
struct node *parts_picture(struct build *b, struct node *parent, const char *key,
                           const struct picture *picture, struct node_style style);

// A column over a picture whose dark ground begins above its first line, so that light words
// can be read on any picture. Add the words to what is returned.
struct node *parts_on_picture(struct build *b, struct node *parent, const char *key,
                              struct edges pad, float gap);

// The bar below a page: ways back, tools, and the way on at the end. Wide: ways back have the
// start for themselves (else `from` is `tools`). Narrow, or in large letters, the bar folds: the
// way on has a line of its own above the tools.
struct parts_bar {
    struct node *from, *tools, *on;
    bool wide, folds;
};

struct parts_bar parts_bar(struct build *b, struct node *root,
                           const struct screen_env *env);

// A page: the content above, a bar below. Landscape: picture on the start half, text scrolls
// on the other; portrait: all of it scrolls. The caller may put its own picture there (NULL).
struct parts_page {
    struct node *root, *picture, *text;
    struct parts_bar bar;
};

struct parts_page parts_page(struct build *b, const struct screen_env *env,
                             uint64_t entry, const char *name,
                             const struct picture *picture);

// A page that is one column from edge to edge; what is added to `text` scrolls. The caller adds
// its bar to `root`.
struct parts_column {
    struct node *root, *text;
};

struct parts_column parts_column(struct build *b, const struct screen_env *env,
                                 uint64_t entry, const char *name, float gap);

// The way back, flat in a bar.
struct node *parts_back_button(struct build *b, struct node *parent,
                               const struct screen_env *env, bool flat);
// The same where it stands on a page: on the picture's corner, or first in the bar where the page
// is upright.
void parts_back(struct build *b, struct parts_page *page, const struct screen_env *env);

// Tools of the bar: the home page, the sheet of settings, and the keypad if any stop has a
// number (else NULL).
struct node *parts_home(struct build *b, struct node *bar, const struct screen_env *env);
// NULL where the bar is too narrow for all of them.
struct node *parts_search(struct build *b, struct node *bar,
                          const struct screen_env *env);
struct node *parts_settings(struct build *b, struct node *bar,
                            const struct screen_env *env);
struct node *parts_keypad(struct build *b, struct node *bar,
                          const struct screen_env *env);
// Puts words beside the icon of a round button, for those who see.
void parts_label(struct build *b, struct node *button, const char *words,
                 const char *lang);

// How one gets round a tour.
const char *parts_mode(const struct screen_env *env, enum tour_mode mode);

// A modal card that rises from the bottom edge over a darkened page, in sheet_parts.c. The head
// has the title and stands still; the body is as high as what is added to it, and scrolls when
// that is more than the window has.
struct parts_sheet_way {
    const char *key; // the sheet's own, so that what is kept of one is not another's
    const char *title;
    struct command beside;   // of a touch beside the card, and of the button that closes
    const char *beside_name; // what is spoken of it
    float max_w;             // of the card
    bool asks;               // is answered by its own buttons, without one that closes
};

struct parts_sheet {
    struct node *root, *body;
    float w_dp; // of what is added to the body
};

struct parts_sheet parts_sheet(struct build *b, const struct parts_sheet_way *way);
// A sheet as large as the window, dark as a cinema: the stage, where something is shown (what
// is added lies over what is there already), a bar below for what can be done with it, and in
// the corner what closes it.
struct parts_stage {
    struct node *root, *stage, *bar;
    float w_dp; // of what is added to the bar
};

struct parts_stage parts_stage(struct build *b, const struct screen_env *env,
                               const char *key, const char *name);
// Light words on it; they scroll where they are higher than there is room.
struct node *parts_stage_words(struct build *b, struct node *parent, const char *key,
                               const struct screen_env *env);

// Four round buttons that move what a canvas shows, as a finger does; as they point, in every
// direction of reading.
void parts_moves(struct build *b, struct node *parent, const struct screen_env *env);

// A sheet's further action, quieter than the primary one.
struct node *parts_secondary(struct build *b, struct node *parent, const char *key,
                             const char *words, struct command command);

// One of several; what is chosen has a line around it and a check, besides its colour.
struct parts_choice {
    const char *key, *name;
    const char *lang; // of the name; NULL: the page's
    enum type_dir dir;
    bool chosen;
    int position, of;
    struct command command;
};

struct node *parts_choice(struct build *b, struct node *parent,
                          const struct parts_choice *choice);
// The name, and the check behind it.
struct node *parts_choice_words(struct build *b, struct node *n,
                                const struct parts_choice *choice);

// How authors' text is shown; a cite becomes a raised number into `sources`, or nothing.
struct parts_words {
    enum text_role role;
    enum colour colour;
    const struct source *sources;
    size_t n_sources;
};

void parts_text(struct build *b, struct node *parent, const struct text *text,
                const struct parts_words *how);
// One block into one text node.
struct node *parts_block(struct build *b, struct node *parent, const struct block *block,
                         const char *lang, const struct parts_words *how);

// What stands behind a page, numbered as its cites are; nothing if there is nothing.
void parts_sources(struct build *b, struct node *parent, const struct screen_env *env,
                   const struct source *sources, size_t n_sources);

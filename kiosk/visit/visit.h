// What the visitor is doing: where they are, how they want it, what they found. A plain value
// that only visit_apply changes, and only by a command. Pure: no input, no output, no clock.
//
// The history is a stack whose bottom is the attract screen, with the home page on it; back
// leads to the home page and no further, only a reset leads to the attract screen. Each entry
// has a serial by which ui keeps its scroll and focus apart; a reset gives back exactly the
// value of a cold start.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/command.h"
#include "visit/ledger.h"
#include "visit/quiz.h"
#include "visit/typing.h"
#include "visit/saved.h"
#include "visit/uncovered.h"
#include "visit/walking.h"

enum screen {
    SCREEN_ATTRACT,
    SCREEN_HOME, // the tours
    SCREEN_TOUR, // id: a tour
    SCREEN_STOP, // id: a stop
    SCREEN_FILMS,
    SCREEN_FILM,   // id: a work
    SCREEN_STORY,  // id: a work, told in parts
    SCREEN_PERSON, // id: a person
    SCREEN_PLACE,  // id: a place
    SCREEN_SCENE,  // id: a place: stand here, look there
    SCREEN_TRIVIA, // number: enum deck, id: its work or place
    SCREEN_EGGS,   // id: a tour
    SCREEN_QUIZ,   // number: enum quiz_page
    SCREEN_SEARCH,
    SCREEN_SAVED,   // what this visitor put by
    SCREEN_CREDITS, // sources, pictures, libraries
    SCREEN_MAP, // id: a tour, number: what is chosen on it; opened again on it, only that changes
    SCREEN_WALK,  // id: a tour, number: 1 a preview; the walk is visit.walking
    SCREEN_FAULT, // built in: there is no good pack
    SCREEN_COUNT,
};

enum sheet {
    SHEET_NONE,
    SHEET_SETTINGS,
    SHEET_KEYPAD,
    SHEET_STILL_THERE, // the visitor has been quiet for long
    SHEET_BLANK,       // a presenter's black screen
    SHEET_VIEWER,      // a stop's picture, as large as the window
    SHEET_COMPARE,     // that picture and its pair
    SHEET_SOURCES,     // who says what was asked about, VISIT_CITE
    SHEET_COUNT,
};

// What a statement belongs to whose sources are asked for, by its id.
enum cite {
    CITE_CLAIM,
    CITE_FACT,
    CITE_STOP,
    CITE_PERSON,
    CITE_SCENE,
    CITE_THEME,
    CITE_CREDIT,
    CITE_AWARD,
    CITE_RATING,
    CITE_MONEY,
    CITE_RELATION,
    CITE_VANTAGE,
    CITE_QUIZ,
    CITE_COUNT,
};

enum quiz_page { QUIZ_PLAY, QUIZ_PLACES }; // where the round's questions lead

enum deck { DECK_ALL, DECK_WORK, DECK_PLACE, DECK_COUNT };

// What is left of a list of stops: bits of the visit's filters.
enum filter {
    FILTER_SHORT = 1, // as many as can be seen in FILTER_MINUTES
    FILTER_STEP_FREE = 2,
    FILTER_INDOORS = 4,
    FILTER_ALL = 7,
};

#define FILTER_MINUTES 30

enum visit_command {
    VISIT_NOTHING,
    VISIT_BEGIN, // from the attract screen, and nowhere else
    // id. From a page of its kind it takes that one's place in the history; the page just below
    // is gone back to.
    VISIT_OPEN_TOUR,
    VISIT_OPEN_STOP,
    VISIT_OPEN, // number: visit_page; id as the screen says. Pages of this kind stack up
    VISIT_BACK,
    VISIT_HOME,
    // number: enum sheet; SHEET_NONE closes, down to what it lay over. Or visit_picture, a sheet
    // of pictures that begins at this one.
    VISIT_SHEET,
    VISIT_CITE,      // number: enum cite, id: of the statement; opens SHEET_SOURCES
    VISIT_TEXT_SIZE, // number: 1..5
    VISIT_REVEAL,    // id: a fact; again hides it
    VISIT_HINT,      // id: a fact; its next hint
    VISIT_UNCOVER,   // id: a scene of a story; again covers it
    VISIT_LANG,      // id: a tag
    VISIT_THEME,     // id: a name
    VISIT_MOTION,    // number: 1 reduced, 0 as usual
    VISIT_PICTURE,   // number: which of the page's pictures is the large one, from 0
    VISIT_DIGIT,     // number: 0..9, on the keypad, which opens for the first one
    VISIT_ERASE,     // the last digit, or the last character of the query
    VISIT_QUIZ,      // number: quiz_number
    VISIT_ANSWER,    // number: quiz_answer_number
    VISIT_QUESTION,  // the next one, or the score
    // Of the search page, while no sheet lies over it (typing.h):
    VISIT_TYPE,   // id: characters, to the query
    VISIT_CLEAR,  // the query
    VISIT_KEYS,   // number: enum typing_keys
    VISIT_LAYOUT, // id: of the keyboard
    VISIT_HOLD,   // id: the key whose accents are shown; "": none
    VISIT_SAVE,   // number: SCREEN_STOP or SCREEN_PLACE, id: to put by; again removes it
    VISIT_FILTER, // number: enum filter, again takes it off
    // id: a tour, number: 1 a preview, 0 a walk; begins it or takes it up, and opens SCREEN_WALK.
    // The same as visit_open of that screen.
    VISIT_WALK,
    // Of the walk that is on (walking.h), on whatever page:
    VISIT_WALK_PAUSE,  // again goes on
    VISIT_WALK_SPEED,  // number: 1..WALKING_SPEED_MAX, of a preview
    VISIT_WALK_SEEK,   // number: permille of a preview's time
    VISIT_WALK_SKIP,   // the next stop
    VISIT_WALK_HERE,   // number: the stop one is at, from 0
    VISIT_WALK_CAMERA, // number: enum walking_camera; again is a new wish
    VISIT_WALK_SAFE,   // the line on walking safely was read
    VISIT_WALK_CARD,   // number: 1 opens the card of the stop one is at, 0 closes it
    VISIT_RESET,
    VISIT_COMMANDS,
};

#define VISIT_DEPTH 12
#define VISIT_DIGITS 4
#define VISIT_PICTURES 64

struct visit_entry {
    enum screen screen;
    char id[ID_CAP];
    uint64_t serial;
    int number;  // what else the page is about: trivia's deck
    int picture; // of its gallery
};

struct visit_settings {
    char lang[ID_CAP], theme[ID_CAP];
    int text_size;
    bool reduced_motion;
};

struct visit {
    struct visit_entry history[VISIT_DEPTH];
    int depth; // at least 1
    uint64_t next_serial;
    enum sheet sheet, under;       // what a question or the black screen lies over
    enum cite cite;                // of the statement whose sources are shown ...
    char cited[ID_CAP];            // ... while their sheet is open; ""
    char digits[VISIT_DIGITS + 1]; // of a stop's code, while the keypad is open
    struct visit_settings settings, start; // now, and after a reset
    struct ledger ledger;
    struct quiz quiz;
    struct typing typing; // of the search page
    struct saved saved;
    unsigned filters; // of enum filter
    struct uncovered uncovered;
    struct walking walking;
};

void visit_init(struct visit *v, const struct visit_settings *start);
// True if anything changed. An unknown command or a bad number changes nothing.
bool visit_apply(struct visit *v, const struct command *command);

// The number of a VISIT_OPEN.
int visit_page(enum screen screen, int number);
struct command visit_open(enum screen screen, int number, const char *id);

// The number of a VISIT_SHEET that shows the page's picture of this index.
int visit_picture(enum sheet sheet, int picture);

const struct visit_entry *visit_top(const struct visit *v);
bool visit_has_entry(const struct visit *v, uint64_t serial);
bool visit_types(const struct visit *v); // what is typed goes to the query
bool visit_revealed(const struct visit *v, const char *fact); // it is open now
uint64_t visit_hash(const struct visit *v);

// For options: "tour", "stop:ID", ... by what stands before the colon; SCREEN_COUNT: no such
// screen. "preview" is a walk, too.
enum screen screen_find(const char *name);
const char *screen_name(enum screen screen);

#include "visit/visit.h"

#include <string.h>

#include "base/hash.h"
#include "base/str.h"

static const struct {
    const char *name;
    bool opens;  // by VISIT_OPEN
    bool of_one; // thing, whose id it asks for
    bool listed; // in the bar of pages to choose from
} screens[SCREEN_COUNT] = {
    [SCREEN_ATTRACT] = {"attract", false, false, false},
    [SCREEN_HOME] = {"home", false, false, false},
    [SCREEN_TOUR] = {"tour", false, true, false},
    [SCREEN_STOP] = {"stop", false, true, false},
    [SCREEN_FILMS] = {"films", true, false, true},
    [SCREEN_FILM] = {"film", true, true, false},
    [SCREEN_STORY] = {"story", true, true, false},
    [SCREEN_PERSON] = {"person", true, true, false},
    [SCREEN_PLACE] = {"place", true, true, false},
    [SCREEN_SCENE] = {"scene", true, true, false},
    [SCREEN_TRIVIA] = {"trivia", true, false, true},
    [SCREEN_EGGS] = {"eggs", true, true, false},
    [SCREEN_QUIZ] = {"quiz", true, false, true},
    [SCREEN_SEARCH] = {"search", true, false, true},
    [SCREEN_SAVED] = {"saved", true, false, true},
    [SCREEN_CREDITS] = {"credits", true, false, false},
    [SCREEN_MAP] = {"map", true, true, false},
    [SCREEN_WALK] = {"walk", true, true, false},
    [SCREEN_FAULT] = {"fault", false, false, false},
};

enum screen screen_find(const char *name)
{
    size_t len = strcspn(name, ":");
    int i = 0;
    if (len == 7 && memcmp(name, "preview", 7) == 0)
        return SCREEN_WALK;
    while (i < SCREEN_COUNT &&
           (strlen(screens[i].name) != len || memcmp(screens[i].name, name, len) != 0))
        i++;
    return (enum screen)i;
}

const char *screen_name(enum screen screen)
{
    return screens[screen].name;
}

void visit_init(struct visit *v, const struct visit_settings *start)
{
    // A copy first: start may be v's own.
    struct visit_settings s = *start;
    memset(v, 0, sizeof(*v));
    v->settings = v->start = s;
    v->history[0] = (struct visit_entry){.screen = SCREEN_ATTRACT, .serial = 1};
    v->depth = 1;
    v->next_serial = 2;
    walking_init(&v->walking);
}

const struct visit_entry *visit_top(const struct visit *v)
{
    return &v->history[v->depth - 1];
}

bool visit_has_entry(const struct visit *v, uint64_t serial)
{
    for (int i = 0; i < v->depth; i++)
        if (v->history[i].serial == serial)
            return true;
    return false;
}

static bool is_page(const struct visit_entry *e, enum screen screen, const char *id)
{
    return e->screen == screen && strcmp(e->id, id) == 0;
}

static void push(struct visit *v, enum screen screen, int number, const char *id)
{
    struct visit_entry *e = &v->history[v->depth++];
    *e = (struct visit_entry){
        .screen = screen, .serial = v->next_serial++, .number = number};
    str_copy(e->id, sizeof(e->id), id);
}

static bool set_sheet(struct visit *v, enum sheet sheet)
{
    bool over = sheet == SHEET_STILL_THERE || sheet == SHEET_BLANK;
    if (sheet == SHEET_NONE) {
        sheet = v->under;
        v->under = SHEET_NONE;
    } else if (over && sheet != v->sheet) {
        v->under = v->sheet;
    } else if (!over) {
        v->under = SHEET_NONE;
    }
    if (sheet == v->sheet)
        return false;
    if (sheet != SHEET_KEYPAD && v->under != SHEET_KEYPAD)
        memset(v->digits, 0, sizeof(v->digits));
    if (sheet != SHEET_SOURCES && v->under != SHEET_SOURCES) {
        v->cite = (enum cite)0;
        memset(v->cited, 0, sizeof(v->cited));
    }
    v->sheet = sheet;
    return true;
}

static void close_sheets(struct visit *v)
{
    v->under = SHEET_NONE;
    set_sheet(v, SHEET_NONE);
}

static bool begin(struct visit *v)
{
    if (v->depth > 1)
        return false;
    close_sheets(v);
    push(v, SCREEN_HOME, 0, "");
    return true;
}

// A full history loses its oldest page, but never the bottom two.
static void make_room(struct visit *v)
{
    if (v->depth < VISIT_DEPTH)
        return;
    memmove(&v->history[2], &v->history[3],
            (size_t)(VISIT_DEPTH - 3) * sizeof(v->history[0]));
    v->depth--;
}

static bool open_screen(struct visit *v, enum screen screen, const char *id)
{
    if (!*id || is_page(visit_top(v), screen, id))
        return false;
    begin(v);
    close_sheets(v);
    const struct visit_entry *top = visit_top(v);
    // The tour that a stop leads back to is the one below, as the visitor left it.
    if (is_page(top - 1, screen, id)) {
        v->depth--;
        return true;
    }
    // One page of a kind in a row: the next stop takes the place of this one, and back leads
    // to the tour.
    if (top->screen == screen)
        v->depth--;
    make_room(v);
    push(v, screen, 0, id);
    return true;
}

int visit_page(enum screen screen, int number)
{
    return (int)screen | number << 8;
}

struct command visit_open(enum screen screen, int number, const char *id)
{
    return command_make(VISIT_OPEN, visit_page(screen, number), id);
}

static bool in_history(const struct visit *v, enum screen screen)
{
    for (int i = 0; i < v->depth; i++)
        if (v->history[i].screen == screen)
            return true;
    return false;
}

// A walk, or the same one again. The page of a walk has one place in the history, whose ever it is.
static bool open_walk(struct visit *v, int number, const char *id)
{
    if (!*id || number < 0 || number > 1)
        return false;
    const struct visit_entry *top = visit_top(v);
    bool shown = is_page(top, SCREEN_WALK, id) && top->number == number;
    bool begun = walking_begin(&v->walking, id, number == 1);
    if (shown)
        return begun;
    begin(v);
    close_sheets(v);
    // From a stop or the map that lie on the walk's own page, back to it.
    top = visit_top(v);
    if (is_page(top - 1, SCREEN_WALK, id) && top[-1].number == number) {
        v->depth--;
        return true;
    }
    if (top->screen == SCREEN_WALK)
        v->depth--;
    make_room(v);
    push(v, SCREEN_WALK, number, id);
    return true;
}

// From a film to a person to another film: each of them is gone back to.
static bool open_page(struct visit *v, int page, const char *id)
{
    int screen = page & 0xff, number = page >> 8;
    if (page < 0 || screen >= SCREEN_COUNT || !screens[screen].opens ||
        (screens[screen].of_one && !*id))
        return false;
    if (screen == SCREEN_WALK)
        return open_walk(v, number, id);
    const struct visit_entry *top = visit_top(v);
    if (is_page(top, (enum screen)screen, id) && top->number == number)
        return false;
    // What is chosen on a map is no page of its own.
    if (screen == SCREEN_MAP && is_page(top, SCREEN_MAP, id)) {
        v->history[v->depth - 1].number = number;
        close_sheets(v);
        return true;
    }
    begin(v);
    close_sheets(v);
    // Going from one to the next of what the bar leads to is no way to go back along.
    bool aside = screen == SCREEN_QUIZ && number == QUIZ_PLACES;
    if (screens[top->screen].listed && screens[screen].listed && !aside)
        v->depth--;
    // A search that nobody can go back to is over, and so is what was open on this one.
    if (screen == SCREEN_SEARCH && !in_history(v, SCREEN_SEARCH))
        typing_clear(&v->typing);
    typing_close(&v->typing);
    if (screen == SCREEN_SEARCH)
        v->typing.away = false;
    make_room(v);
    push(v, (enum screen)screen, number, id);
    if (screen == SCREEN_QUIZ && number == QUIZ_PLAY)
        quiz_leave(&v->quiz); // what was left midway is over
    return true;
}

static bool go_back(struct visit *v)
{
    if (v->sheet != SHEET_NONE)
        return set_sheet(v, SHEET_NONE);
    if (v->depth <= 2)
        return false;
    v->depth--;
    return true;
}

static bool go_home(struct visit *v)
{
    bool moves = v->depth > 2, closes = v->sheet != SHEET_NONE;
    if (begin(v))
        return true;
    close_sheets(v);
    v->depth = 2;
    return moves || closes;
}

static bool set_text(char to[ID_CAP], const char *from)
{
    if (!*from || strcmp(to, from) == 0)
        return false;
    str_copy(to, ID_CAP, from);
    return true;
}

// The keyboard follows the language.
static bool set_lang(struct visit *v, const char *tag)
{
    bool changed = set_text(v->settings.lang, tag);
    if (changed)
        memset(v->typing.layout, 0, sizeof(v->typing.layout));
    return changed;
}

static bool set_number(int *to, int from, int least, int most)
{
    if (from < least || from > most || *to == from)
        return false;
    *to = from;
    return true;
}

static bool has_pictures(enum screen screen)
{
    return screen == SCREEN_STOP || screen == SCREEN_PLACE || screen == SCREEN_SCENE;
}

int visit_picture(enum sheet sheet, int picture)
{
    return (int)sheet | (picture + 1) << 8;
}

static bool ask_sheet(struct visit *v, int number)
{
    int picture = (number >> 8) - 1;
    number &= 0xff;
    bool pictures = number == SHEET_VIEWER || number == SHEET_COMPARE;
    if (number >= SHEET_COUNT || number == SHEET_SOURCES || picture < -1 ||
        picture >= VISIT_PICTURES || (picture >= 0 && !pictures) ||
        (pictures && !has_pictures(visit_top(v)->screen)))
        return false;
    if (picture >= 0)
        v->history[v->depth - 1].picture = picture;
    return set_sheet(v, (enum sheet)number) || picture >= 0;
}

static bool save(struct visit *v, int screen, const char *id)
{
    return *id && (screen == SCREEN_STOP || screen == SCREEN_PLACE) &&
           saved_toggle(&v->saved, screen, id);
}

static bool filter(struct visit *v, int bit)
{
    if (bit != FILTER_SHORT && bit != FILTER_STEP_FREE && bit != FILTER_INDOORS)
        return false;
    v->filters ^= (unsigned)bit;
    return true;
}

static bool ask_sources(struct visit *v, int number, const char *id)
{
    if (number < 0 || number >= CITE_COUNT || !*id || !set_sheet(v, SHEET_SOURCES))
        return false;
    v->cite = (enum cite)number;
    str_copy(v->cited, sizeof(v->cited), id);
    return true;
}

static bool set_motion(struct visit *v, int number)
{
    int now = v->settings.reduced_motion;
    bool changed = set_number(&now, number, 0, 1);
    v->settings.reduced_motion = now != 0;
    return changed;
}

static bool add_digit(struct visit *v, int digit)
{
    bool open = v->sheet == SHEET_KEYPAD;
    size_t n = strlen(v->digits);
    // No code begins with a nought.
    if (digit < 0 || digit > 9 || (v->sheet != SHEET_NONE && !open) ||
        n == VISIT_DIGITS || (n == 0 && digit == 0))
        return false;
    begin(v);
    set_sheet(v, SHEET_KEYPAD);
    v->digits[n] = (char)('0' + digit);
    return true;
}

bool visit_types(const struct visit *v)
{
    return visit_top(v)->screen == SCREEN_SEARCH && v->sheet == SHEET_NONE;
}

static bool erase(struct visit *v)
{
    if (visit_types(v))
        return typing_erase(&v->typing);
    size_t n = strlen(v->digits);
    if (n > 0)
        v->digits[n - 1] = '\0';
    return n > 0;
}

static bool on_quiz(const struct visit *v)
{
    return visit_top(v)->screen == SCREEN_QUIZ && v->sheet == SHEET_NONE;
}

static bool reset(struct visit *v)
{
    uint64_t before = visit_hash(v);
    visit_init(v, &v->start);
    return visit_hash(v) != before;
}

static bool type(struct typing *t, const struct command *command)
{
    switch ((enum visit_command)command->kind) {
    case VISIT_TYPE:
        return typing_add(t, command->id);
    case VISIT_CLEAR:
        return typing_clear(t);
    case VISIT_KEYS:
        return typing_keys(t, command->number);
    case VISIT_LAYOUT:
        return typing_layout(t, command->id);
    case VISIT_HOLD:
        return typing_hold(t, command->id);
    default:
        return false;
    }
}

bool visit_apply(struct visit *v, const struct command *command)
{
    switch ((enum visit_command)command->kind) {
    case VISIT_OPEN_TOUR:
        return open_screen(v, SCREEN_TOUR, command->id);
    case VISIT_OPEN_STOP:
        return open_screen(v, SCREEN_STOP, command->id);
    case VISIT_OPEN:
        return open_page(v, command->number, command->id);
    case VISIT_BEGIN:
        return begin(v);
    case VISIT_BACK:
        return go_back(v);
    case VISIT_HOME:
        return go_home(v);
    case VISIT_SHEET:
        return ask_sheet(v, command->number);
    case VISIT_CITE:
        return ask_sources(v, command->number, command->id);
    case VISIT_TEXT_SIZE:
        return set_number(&v->settings.text_size, command->number, 1, 5);
    case VISIT_UNCOVER:
        return uncovered_turn(&v->uncovered, command->id);
    case VISIT_REVEAL:
        return ledger_toggle(&v->ledger, command->id);
    case VISIT_HINT:
        return ledger_hint(&v->ledger, command->id);
    case VISIT_LANG:
        return set_lang(v, command->id);
    case VISIT_THEME:
        return set_text(v->settings.theme, command->id);
    case VISIT_MOTION:
        return set_motion(v, command->number);
    case VISIT_PICTURE:
        return set_number(&v->history[v->depth - 1].picture, command->number, 0,
                          VISIT_PICTURES - 1);
    case VISIT_DIGIT:
        return add_digit(v, command->number);
    case VISIT_ERASE:
        return erase(v);
    case VISIT_QUIZ:
        return on_quiz(v) && quiz_begin(&v->quiz, command->number);
    case VISIT_ANSWER:
        return on_quiz(v) && quiz_answer(&v->quiz, command->number);
    case VISIT_QUESTION:
        return on_quiz(v) && quiz_next(&v->quiz);
    case VISIT_TYPE:
    case VISIT_CLEAR:
    case VISIT_KEYS:
    case VISIT_LAYOUT:
    case VISIT_HOLD:
        return visit_types(v) && type(&v->typing, command);
    case VISIT_SAVE:
        return save(v, command->number, command->id);
    case VISIT_FILTER:
        return filter(v, command->number);
    case VISIT_WALK:
        return open_walk(v, command->number, command->id);
    case VISIT_WALK_PAUSE:
    case VISIT_WALK_SPEED:
    case VISIT_WALK_SEEK:
    case VISIT_WALK_SKIP:
    case VISIT_WALK_HERE:
    case VISIT_WALK_CAMERA:
    case VISIT_WALK_SAFE:
    case VISIT_WALK_CARD:
        return walking_apply(&v->walking, command->kind, command->number);
    case VISIT_RESET:
        return reset(v);
    case VISIT_NOTHING:
    case VISIT_COMMANDS:
        break;
    }
    return false;
}

bool visit_revealed(const struct visit *v, const char *fact)
{
    const struct ledger_entry *e = ledger_find(&v->ledger, fact);
    return e && e->open;
}

uint64_t visit_hash(const struct visit *v)
{
    uint64_t h = hash_u64(HASH_START, (uint64_t)v->depth << 16 | (uint64_t)v->under << 8 |
                                          (uint64_t)v->sheet);
    for (int i = 0; i < v->depth; i++) {
        h = hash_u64(h, (uint64_t)v->history[i].screen << 32 | v->history[i].serial);
        h = hash_str(h, v->history[i].id);
        h = hash_u64(h, (uint64_t)v->history[i].number << 32 |
                            (uint64_t)v->history[i].picture);
    }
    h = hash_u64(h, v->next_serial);
    h = hash_str(hash_str(h, v->settings.lang), v->settings.theme);
    h = hash_u64(h, (uint64_t)v->settings.text_size << 1 | v->settings.reduced_motion);
    h = hash_str(hash_u64(h, (uint64_t)v->cite), v->cited);
    h = hash_str(h, v->digits);
    h = uncovered_hash(&v->uncovered, ledger_hash(h, &v->ledger));
    h = typing_hash(&v->typing, quiz_hash(h, &v->quiz));
    h = saved_hash(&v->saved, hash_u64(h, v->filters));
    return walking_hash(&v->walking, h);
}

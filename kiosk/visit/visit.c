#include "visit/visit.h"

#include <string.h>

#include "base/hash.h"
#include "base/str.h"

static const char *const names[SCREEN_COUNT] = {
    [SCREEN_ATTRACT] = "attract",
    [SCREEN_TOUR] = "tour",
    [SCREEN_STOP] = "stop",
    [SCREEN_FAULT] = "fault",
};

enum screen screen_find(const char *name)
{
    size_t len = strcspn(name, ":");
    int i = 0;
    while (i < SCREEN_COUNT &&
           (strlen(names[i]) != len || memcmp(names[i], name, len) != 0))
        i++;
    return (enum screen)i;
}

const char *screen_name(enum screen screen)
{
    return names[screen];
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

static bool open_screen(struct visit *v, enum screen screen, const char *id)
{
    const struct visit_entry *top = visit_top(v);
    if (!*id || is_page(top, screen, id))
        return false;
    v->sheet = SHEET_NONE;
    // The tour that a stop leads back to is the one below, as the visitor left it.
    if (v->depth > 1 && is_page(top - 1, screen, id)) {
        v->depth--;
        return true;
    }
    // One page of a kind in a row: the next stop takes the place of this one, and back leads
    // to the tour. A full history loses its oldest page, but never the bottom.
    if (top->screen == screen) {
        v->depth--;
    } else if (v->depth == VISIT_DEPTH) {
        memmove(&v->history[1], &v->history[2],
                (size_t)(VISIT_DEPTH - 2) * sizeof(v->history[0]));
        v->depth--;
    }
    struct visit_entry *e = &v->history[v->depth++];
    *e = (struct visit_entry){.screen = screen, .serial = v->next_serial++};
    str_copy(e->id, sizeof(e->id), id);
    return true;
}

static bool go_back(struct visit *v, int depth)
{
    if (v->sheet != SHEET_NONE) {
        v->sheet = SHEET_NONE;
        return true;
    }
    if (v->depth == 1)
        return false;
    v->depth = depth;
    return true;
}

static bool set_text(char to[ID_CAP], const char *from)
{
    if (!*from || strcmp(to, from) == 0)
        return false;
    str_copy(to, ID_CAP, from);
    return true;
}

static bool set_number(int *to, int from, int least, int most)
{
    if (from < least || from > most || *to == from)
        return false;
    *to = from;
    return true;
}

static bool set_sheet(struct visit *v, int number)
{
    int sheet = (int)v->sheet;
    bool changed = set_number(&sheet, number, 0, SHEET_COUNT - 1);
    v->sheet = (enum sheet)sheet;
    return changed;
}

static int find_revealed(const struct visit *v, const char *fact)
{
    for (int i = 0; i < v->n_revealed; i++)
        if (strcmp(v->revealed[i], fact) == 0)
            return i;
    return -1;
}

static bool reveal(struct visit *v, const char *fact)
{
    int at = find_revealed(v, fact);
    if (!*fact || (at < 0 && v->n_revealed == VISIT_REVEALED))
        return false;
    if (at < 0) {
        str_copy(v->revealed[v->n_revealed++], ID_CAP, fact);
        return true;
    }
    v->n_revealed--;
    memmove(v->revealed[at], v->revealed[at + 1], (size_t)(v->n_revealed - at) * ID_CAP);
    memset(v->revealed[v->n_revealed], 0, ID_CAP);
    return true;
}

static bool reset(struct visit *v)
{
    uint64_t before = visit_hash(v);
    visit_init(v, &v->start);
    return visit_hash(v) != before;
}

bool visit_apply(struct visit *v, const struct command *command)
{
    switch ((enum visit_command)command->kind) {
    case VISIT_OPEN_TOUR:
        return open_screen(v, SCREEN_TOUR, command->id);
    case VISIT_OPEN_STOP:
        return open_screen(v, SCREEN_STOP, command->id);
    case VISIT_BACK:
        return go_back(v, v->depth - 1);
    case VISIT_HOME:
        return go_back(v, 1);
    case VISIT_SHEET:
        return set_sheet(v, command->number);
    case VISIT_TEXT_SIZE:
        return set_number(&v->settings.text_size, command->number, 1, 5);
    case VISIT_REVEAL:
        return reveal(v, command->id);
    case VISIT_LANG:
        return set_text(v->settings.lang, command->id);
    case VISIT_THEME:
        return set_text(v->settings.theme, command->id);
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
    return find_revealed(v, fact) >= 0;
}

uint64_t visit_hash(const struct visit *v)
{
    uint64_t h = hash_u64(HASH_START, (uint64_t)v->depth << 8 | (uint64_t)v->sheet);
    for (int i = 0; i < v->depth; i++) {
        h = hash_u64(h, (uint64_t)v->history[i].screen << 32 | v->history[i].serial);
        h = hash_str(h, v->history[i].id);
    }
    h = hash_u64(h, v->next_serial);
    h = hash_str(hash_str(h, v->settings.lang), v->settings.theme);
    h = hash_u64(h, (uint64_t)v->settings.text_size);
    for (int i = 0; i < v->n_revealed; i++)
        h = hash_str(h, v->revealed[i]);
    return h;
}

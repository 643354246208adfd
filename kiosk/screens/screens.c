#include "screens/screens.h"

#include <assert.h>

#include "base/array.h"
#include "screens/parts.h"

static const struct screen_class *const classes[] = {
    [SCREEN_ATTRACT] = &screen_attract, [SCREEN_HOME] = &screen_home,
    [SCREEN_TOUR] = &screen_tour,       [SCREEN_STOP] = &screen_stop,
    [SCREEN_FILMS] = &screen_films,     [SCREEN_FILM] = &screen_film,
    [SCREEN_STORY] = &screen_story,     [SCREEN_PERSON] = &screen_person,
    [SCREEN_PLACE] = &screen_place,     [SCREEN_SCENE] = &screen_scene,
    [SCREEN_TRIVIA] = &screen_trivia,   [SCREEN_EGGS] = &screen_eggs,
    [SCREEN_QUIZ] = &screen_quiz,       [SCREEN_SEARCH] = &screen_search,
    [SCREEN_SAVED] = &screen_saved,     [SCREEN_CREDITS] = &screen_credits,
    [SCREEN_FAULT] = &screen_fault,     [SCREEN_MAP] = &screen_map,
    [SCREEN_WALK] = &screen_walk,
};
static_assert(ARRAY_LEN(classes) == SCREEN_COUNT, "a screen has no class");

const struct screen_class *screen_class(enum screen screen)
{
    return classes[screen];
}

static const struct sheet_class *const sheets[] = {
    [SHEET_NONE] = NULL,
    [SHEET_SETTINGS] = &sheet_settings,
    [SHEET_KEYPAD] = &sheet_keypad,
    [SHEET_STILL_THERE] = &sheet_still_there,
    [SHEET_BLANK] = &sheet_blank,
    [SHEET_VIEWER] = &sheet_viewer,
    [SHEET_COMPARE] = &sheet_compare,
    [SHEET_SOURCES] = &sheet_sources,
};
static_assert(ARRAY_LEN(sheets) == SHEET_COUNT, "a sheet has no class");

const struct sheet_class *sheet_class(enum sheet sheet)
{
    return sheets[sheet];
}

#include "screens/screens.h"

#include <assert.h>

#include "base/array.h"
#include "screens/parts.h"

static const struct screen_class *const classes[] = {
    [SCREEN_ATTRACT] = &screen_attract,
    [SCREEN_TOUR] = &screen_tour,
    [SCREEN_STOP] = &screen_stop,
    [SCREEN_FAULT] = &screen_fault,
};
static_assert(ARRAY_LEN(classes) == SCREEN_COUNT, "a screen has no class");

const struct screen_class *screen_class(enum screen screen)
{
    return classes[screen];
}

// How big, which way and in which colours: all that a view needs to know of the window.
//
// Lengths are in dp. One dp is a physical length (0.25 mm on a kiosk, less in the hand); how
// many pixels that makes is `scale`, known to layout and painting only.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "type/type.h"

enum colour {
    COLOUR_NONE,
    COLOUR_PAPER,
    COLOUR_CARD,
    COLOUR_INK,
    COLOUR_INK_SOFT,
    COLOUR_CORAL,      // primary action, progress
    COLOUR_ON_CORAL,   // text on it
    COLOUR_CORAL_TEXT, // eyebrows and other small text in the accent, on paper or card
    COLOUR_CORAL_DEEP, // text on coral-soft
    COLOUR_CORAL_SOFT,
    COLOUR_SAND,
    COLOUR_LINE,
    COLOUR_PLUM,    // dark surfaces, scrims on pictures
    COLOUR_ON_PLUM, // text on them
    COLOUR_GLOW,    // eyebrows and progress on plum
    COLOUR_BLACK,   // of a blank screen, in every theme
    COLOUR_LEAF,
    COLOUR_FOCUS,  // the ring around what the keys would press
    COLOUR_SHADOW, // with its alpha; transparent where a theme has outlines instead
    COLOUR_COUNT,
};

struct theme {
    const char *name;
    uint32_t colour[COLOUR_COUNT]; // 0xAARRGGBB
    bool outlines;                 // a line around cards and buttons, no shadows
};

// daylight, evening, contrast. NULL: no such theme.
const struct theme *theme_find(const char *name);
const struct theme *theme_at(int i); // NULL after the last

enum text_role {
    TEXT_DISPLAY,
    TEXT_TITLE,
    TEXT_HEADING,
    TEXT_SUBHEADING,
    TEXT_LEDE,
    TEXT_BODY,
    TEXT_LABEL,
    TEXT_CAPTION,
    TEXT_EYEBROW,
    TEXT_ROLE_COUNT,
};

#define TEXT_SIZES 5
#define TEXT_SIZE_DEFAULT 2

struct look {
    float w_dp, h_dp; // of the window, upright
    float scale;      // px a dp
    float dp_mm;      // mm a dp
    bool rtl;
    int text_size; // 1 .. TEXT_SIZES
    const struct theme *theme;
    uint32_t accent;  // 0xFFRRGGBB instead of coral in the daylight theme, 0: none
    float touch_mm;   // least side of a target
    float caption_dp; // the smallest text, before text_size
    bool reduced_motion;
};

bool look_portrait(const struct look *look);
bool look_compact(const struct look *look); // under 700 dp on the short side
float look_margin(const struct look *look); // of a page
float look_touch(const struct look *look);  // least side of a target, dp
float look_factor(const struct look *look, enum text_role role); // of the text size
// Face, size and so on in px for type/type.h; `shrink` (1: none) is for fitted titles.
struct type_style look_style(const struct look *look, enum text_role role, float shrink);
uint32_t look_colour(const struct look *look, enum colour colour);

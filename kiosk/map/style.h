// How each kind of thing on the map looks: one table of rows, in the order in which they are
// drawn. Pure, any thread.
//
// At most six hues, all of them muted: the route, which others draw, is the only saturated colour.
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum map_theme { MAP_DAYLIGHT, MAP_EVENING, MAP_CONTRAST, MAP_THEMES };

// From below. Of the ground areas and lines are drawn row by row; of the roads all casings first,
// then everything else row by row.
enum style_row {
    STYLE_BUILT,
    STYLE_CAMPUS,
    STYLE_SAND,
    STYLE_GREEN,
    STYLE_WOOD,
    STYLE_WATER,
    STYLE_STREAM,
    STYLE_RIVER,
    STYLE_PLAZA,
    STYLE_RUNWAY,
    STYLE_BUILDING, // the last of the ground
    STYLE_FERRY,
    STYLE_BOUNDARY,
    STYLE_TUNNEL,
    STYLE_PATH,
    STYLE_SERVICE,
    STYLE_MINOR,
    STYLE_TERTIARY,
    STYLE_SECONDARY,
    STYLE_LINK,
    STYLE_PRIMARY,
    STYLE_TRUNK,
    STYLE_MOTORWAY,
    STYLE_RAIL,
    STYLE_ROWS,
    STYLE_NONE = STYLE_ROWS, // is not drawn
};

enum style_kind { STYLE_AREA, STYLE_LINE, STYLE_CASED, STYLE_DASHED };

#define STYLE_STOPS 5 // zoom 10, 12, 14, 16, 18

struct style {
    enum style_kind kind;
    float min_zoom;
    float width_dp[STYLE_STOPS]; // of lines, without their casing
    float dash_dp, gap_dp;       // of dashed ones
    uint32_t colour[MAP_THEMES]; // 0xFFRRGGBB
    uint32_t casing[MAP_THEMES];
};

const struct style *style_of(enum style_row row);
// 0: not drawn at this zoom. Between two stops a width grows by the same factor each level, as
// the ground does.
float style_width_dp(enum style_row row, double zoom);
// How much of a casing is seen at each side of a line so wide.
float style_casing_dp(float width_dp);
// Above 0 at any zoom from its min_zoom on, areas too.
bool style_shown(enum style_row row, double zoom);
// What is under everything.
uint32_t style_paper(enum map_theme theme);

#include "map/style.h"

#include <math.h>
#include <stddef.h>

// Hues: sand (land, buildings, casings), white (streets), green, blue, apricot (freeways), grey
// (rail). Contrast has greys alone: streets are black between white lines, so that yellow, the
// route, stands on black.
#define AREA(zoom, daylight, evening, contrast)                                          \
    {                                                                                    \
        .kind = STYLE_AREA, .min_zoom = (zoom), .colour = {daylight, evening, contrast}, \
    }

static const struct style styles[STYLE_ROWS] =
    {
        [STYLE_BUILT] = AREA(0, 0xFFF0E5D7, 0xFF301E2A, 0xFF000000),
        [STYLE_CAMPUS] = AREA(11, 0xFFECDFCD, 0xFF34212D, 0xFF141414),
        [STYLE_SAND] = AREA(10, 0xFFF4E8CC, 0xFF3A2A2C, 0xFF141414),
        [STYLE_GREEN] = AREA(0, 0xFFDCE5D3, 0xFF2B2C2D, 0xFF1E1E1E),
        [STYLE_WOOD] = AREA(0, 0xFFD0DCC6, 0xFF27302E, 0xFF282828),
        [STYLE_WATER] = AREA(0, 0xFFC3D7DC, 0xFF223143, 0xFF3A3A3A),
        [STYLE_STREAM] =
            {
                .kind = STYLE_LINE,
                .min_zoom = 13,
                .width_dp = {0.3f, 0.5f, 1.0f, 2.2f, 5.0f},
                .colour = {0xFFC3D7DC, 0xFF223143, 0xFF3A3A3A},
            },
        [STYLE_RIVER] =
            {
                .kind = STYLE_LINE,
                .min_zoom = 9,
                .width_dp = {1.0f, 1.5f, 2.6f, 6.0f, 14.0f},
                .colour = {0xFFC3D7DC, 0xFF223143, 0xFF3A3A3A},
            },
        [STYLE_PLAZA] = AREA(13, 0xFFFAF3EA, 0xFF452F3D, 0xFF303030),
        [STYLE_RUNWAY] =
            {
                .kind = STYLE_LINE,
                .min_zoom = 10,
                .width_dp = {1.0f, 3.0f, 10.0f, 40.0f, 160.0f},
                .colour = {0xFFE6DACA, 0xFF3E2B37, 0xFF303030},
            },
        [STYLE_BUILDING] = AREA(13, 0xFFE5D6C1, 0xFF3D2935, 0xFF303030),
        [STYLE_FERRY] =
            {
                .kind = STYLE_DASHED,
                .min_zoom = 11,
                .width_dp = {0.6f, 0.8f, 1.0f, 1.4f, 2.0f},
                .dash_dp = 6,
                .gap_dp = 5,
                .colour = {0xFFA3BFC8, 0xFF3A4F66, 0xFF9A9A9A},
            },
        [STYLE_BOUNDARY] =
            {
                .kind = STYLE_DASHED,
                .min_zoom = 0,
                .width_dp = {1.0f, 1.2f, 1.4f, 1.8f, 2.4f},
                .dash_dp = 9,
                .gap_dp = 5,
                .colour = {0xFFCDBBAE, 0xFF6A5060, 0xFF9A9A9A},
            },
        [STYLE_TUNNEL] =
            {
                .kind = STYLE_CASED,
                .min_zoom = 12.5f,
                .width_dp = {0.5f, 1.0f, 3.4f, 11.0f, 36.0f},
                .colour = {0xFFF0E5D7, 0xFF36232F, 0xFF1E1E1E},
                .casing = {0xFFDCCCB8, 0xFF472F3E, 0xFF6A6A6A},
            },
        [STYLE_PATH] =
            {
                .kind = STYLE_DASHED,
                .min_zoom = 13.5f,
                .width_dp = {0.5f, 0.7f, 1.0f, 2.0f, 4.0f},
                .dash_dp = 4,
                .gap_dp = 2.5f,
                .colour = {0xFFCDBBA4, 0xFF5F4958, 0xFF9A9A9A},
            },
        [STYLE_SERVICE] =
            {
                .kind = STYLE_CASED,
                .min_zoom = 13.5f,
                .width_dp = {0.3f, 0.5f, 1.4f, 5.0f, 18.0f},
                .colour = {0xFFFFFDF9, 0xFF513B49, 0xFF1A1A1A},
                .casing = {0xFFE2D5C4, 0xFF24151F, 0xFF6E6E6E},
            },
        [STYLE_MINOR] =
            {
                .kind = STYLE_CASED,
                .min_zoom = 11.5f,
                .width_dp = {0.3f, 0.7f, 3.0f, 11.0f, 36.0f},
                .colour = {0xFFFFFDF9, 0xFF5A4351, 0xFF1A1A1A},
                .casing = {0xFFE2D5C4, 0xFF24151F, 0xFF9C9C9C},
            },
        [STYLE_TERTIARY] =
            {
                .kind = STYLE_CASED,
                .min_zoom = 10,
                .width_dp = {0.6f, 1.3f, 3.9f, 12.5f, 38.0f},
                .colour = {0xFFFFFDF9, 0xFF614957, 0xFF1A1A1A},
                .casing = {0xFFE2D5C4, 0xFF24151F, 0xFFB4B4B4},
            },
        [STYLE_SECONDARY] =
            {
                .kind = STYLE_CASED,
                .min_zoom = 9,
                .width_dp = {0.9f, 1.9f, 4.8f, 14.0f, 41.0f},
                .colour = {0xFFFFFDF9, 0xFF694F5E, 0xFF1A1A1A},
                .casing = {0xFFDFD1BE, 0xFF24151F, 0xFFD0D0D0},
            },
        [STYLE_LINK] =
            {
                .kind = STYLE_CASED,
                .min_zoom = 11,
                .width_dp = {0.6f, 1.2f, 3.2f, 9.0f, 26.0f},
                .colour = {0xFFF8E3C8, 0xFF73534C, 0xFF3A3A3A},
                .casing = {0xFFE3C7A2, 0xFF24151F, 0xFFFFFFFF},
            },
        [STYLE_PRIMARY] =
            {
                .kind = STYLE_CASED,
                .min_zoom = 8,
                .width_dp = {1.2f, 2.5f, 5.6f, 15.5f, 44.0f},
                .colour = {0xFFFFFDF9, 0xFF715665, 0xFF1A1A1A},
                .casing = {0xFFDFD1BE, 0xFF24151F, 0xFFFFFFFF},
            },
        [STYLE_TRUNK] =
            {
                .kind = STYLE_CASED,
                .min_zoom = 6,
                .width_dp = {1.6f, 3.0f, 6.4f, 17.0f, 46.0f},
                .colour = {0xFFFAEBD6, 0xFF785A5B, 0xFF3A3A3A},
                .casing = {0xFFE3CFB2, 0xFF24151F, 0xFFFFFFFF},
            },
        [STYLE_MOTORWAY] =
            {
                .kind = STYLE_CASED,
                .min_zoom = 5,
                .width_dp = {2.0f, 3.6f, 7.2f, 18.0f, 48.0f},
                .colour = {0xFFF8DDBB, 0xFF7C5B4C, 0xFF4A4A4A},
                .casing = {0xFFE0BD92, 0xFF24151F, 0xFFFFFFFF},
            },
        [STYLE_RAIL] =
            {
                .kind = STYLE_DASHED,
                .min_zoom = 11,
                .width_dp = {0.6f, 0.8f, 1.1f, 1.8f, 3.0f},
                .dash_dp = 7,
                .gap_dp = 3.5f,
                .colour = {0xFFB7A9A4, 0xFF8A7482, 0xFFBEBEBE},
            },
};

const struct style *style_of(enum style_row row)
{
    return &styles[row];
}

bool style_shown(enum style_row row, double zoom)
{
    return zoom >= (double)styles[row].min_zoom - 1e-6;
}

float style_width_dp(enum style_row row, double zoom)
{
    const struct style *s = &styles[row];
    if (s->kind == STYLE_AREA || !style_shown(row, zoom))
        return 0;
    double at = (zoom - 10) / 2;
    at = fmin(fmax(at, 0), STYLE_STOPS - 1);
    size_t i = at >= STYLE_STOPS - 2 ? STYLE_STOPS - 2 : (size_t)at;
    double from = (double)s->width_dp[i], to = (double)s->width_dp[i + 1];
    return (float)(from * pow(to / from, at - (double)i));
}

float style_casing_dp(float width_dp)
{
    return fminf(1.0f, 0.22f * width_dp);
}

uint32_t style_paper(enum map_theme theme)
{
    static const uint32_t paper[MAP_THEMES] = {0xFFF3E9DC, 0xFF2B1A25, 0xFF000000};
    return paper[theme];
}

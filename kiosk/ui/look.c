#include "ui/look.h"

#include <string.h>

#include "base/array.h"

static const struct theme themes[] = {
    {
        .name = "daylight",
        .colour =
            {
                [COLOUR_PAPER] = 0xFFFBF3EA,
                [COLOUR_CARD] = 0xFFFFFCF8,
                [COLOUR_INK] = 0xFF2A1D22,
                [COLOUR_INK_SOFT] = 0xFF6B5A58,
                [COLOUR_CORAL] = 0xFFC8402B,
                [COLOUR_ON_CORAL] = 0xFFFFFFFF,
                [COLOUR_CORAL_TEXT] = 0xFFBA3823,
                [COLOUR_CORAL_DEEP] = 0xFF7E2415,
                [COLOUR_CORAL_SOFT] = 0xFFF4D9CF,
                [COLOUR_SAND] = 0xFFEBDCC8,
                [COLOUR_LINE] = 0xFFE3D3C1,
                [COLOUR_PLUM] = 0xFF3A2230,
                [COLOUR_ON_PLUM] = 0xFFFFFFFF,
                [COLOUR_GLOW] = 0xFFF5A48C,
                [COLOUR_BLACK] = 0xFF000000,
                [COLOUR_LEAF] = 0xFF2F6B52,
                [COLOUR_FOCUS] = 0xFF1F5FBF,
                [COLOUR_SHADOW] = 0x2E3A2230,
            },
    },
    {
        .name = "evening",
        .colour =
            {
                [COLOUR_PAPER] = 0xFF2B1A25,
                [COLOUR_CARD] = 0xFF38232F,
                [COLOUR_INK] = 0xFFF6EADD,
                [COLOUR_INK_SOFT] = 0xFFCDB9B0,
                [COLOUR_CORAL] = 0xFFC8402B,
                [COLOUR_ON_CORAL] = 0xFFFFFFFF,
                [COLOUR_CORAL_TEXT] = 0xFFF2A18B,
                [COLOUR_CORAL_DEEP] = 0xFFFFD9CC,
                [COLOUR_CORAL_SOFT] = 0xFF5A2B2A,
                [COLOUR_SAND] = 0xFF4B3340,
                [COLOUR_LINE] = 0xFF573E4A,
                [COLOUR_PLUM] = 0xFF1E1019,
                [COLOUR_ON_PLUM] = 0xFFF6EADD,
                [COLOUR_GLOW] = 0xFFF2A18B,
                [COLOUR_BLACK] = 0xFF000000,
                [COLOUR_LEAF] = 0xFF2F6B52,
                [COLOUR_FOCUS] = 0xFF8FC2FF,
                [COLOUR_SHADOW] = 0x66000000,
            },
    },
    {
        .name = "contrast",
        .outlines = true,
        .colour =
            {
                [COLOUR_PAPER] = 0xFF000000,
                [COLOUR_CARD] = 0xFF000000,
                [COLOUR_INK] = 0xFFFFFFFF,
                [COLOUR_INK_SOFT] = 0xFFFFFFFF,
                [COLOUR_CORAL] = 0xFFFFE14D,
                [COLOUR_ON_CORAL] = 0xFF000000,
                [COLOUR_CORAL_TEXT] = 0xFFFFE14D,
                [COLOUR_CORAL_DEEP] = 0xFFFFE14D,
                [COLOUR_CORAL_SOFT] = 0xFF000000,
                [COLOUR_SAND] = 0xFF000000,
                [COLOUR_LINE] = 0xFFFFFFFF,
                [COLOUR_PLUM] = 0xFF000000,
                [COLOUR_ON_PLUM] = 0xFFFFFFFF,
                [COLOUR_GLOW] = 0xFFFFE14D,
                [COLOUR_BLACK] = 0xFF000000,
                [COLOUR_LEAF] = 0xFFFFE14D,
                [COLOUR_FOCUS] = 0xFFFFE14D,
                [COLOUR_SHADOW] = 0,
            },
    },
};

const struct theme *theme_at(int i)
{
    return i >= 0 && i < (int)ARRAY_LEN(themes) ? &themes[i] : NULL;
}

const struct theme *theme_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(themes); i++)
        if (strcmp(themes[i].name, name) == 0)
            return &themes[i];
    return NULL;
}

struct role {
    enum type_face face;
    float size_dp, line; // line: times the size
    bool bold, capitals;
    float spacing;   // times the size
    bool grows_less; // to 1.3 at most
};

static const struct role roles[TEXT_ROLE_COUNT] = {
    [TEXT_DISPLAY] = {TYPE_SERIF_DISPLAY, 132, 1.05f, false, false, 0, true},
    [TEXT_TITLE] = {TYPE_SERIF_DISPLAY, 68, 1.12f, false, false, 0, true},
    [TEXT_HEADING] = {TYPE_SERIF_DISPLAY, 44, 1.15f, false, false, 0, false},
    [TEXT_SUBHEADING] = {TYPE_SANS, 30, 1.4f, true, false, 0, false},
    [TEXT_LEDE] = {TYPE_SANS, 32, 1.5f, false, false, 0, false},
    [TEXT_BODY] = {TYPE_SANS, 30, 1.5f, false, false, 0, false},
    [TEXT_LABEL] = {TYPE_SANS, 28, 1.3f, true, false, 0, false},
    [TEXT_CAPTION] = {TYPE_SANS, 0, 1.4f, false, false, 0, false},
    [TEXT_EYEBROW] = {TYPE_SANS, 0, 1.3f, true, true, 0.12f, false},
};

static const float factors[TEXT_SIZES] = {0.85f, 1.0f, 1.25f, 1.6f, 2.0f};

static float short_side(const struct look *look)
{
    return look->w_dp < look->h_dp ? look->w_dp : look->h_dp;
}

bool look_portrait(const struct look *look)
{
    return look->h_dp > look->w_dp;
}

bool look_compact(const struct look *look)
{
    return short_side(look) < 700;
}

float look_margin(const struct look *look)
{
    if (look_compact(look))
        return 24;
    if (short_side(look) < 900)
        return 40;
    return look_portrait(look) ? 64 : 80;
}

float look_touch(const struct look *look)
{
    return look->touch_mm / look->dp_mm;
}

float look_factor(const struct look *look, enum text_role role)
{
    int i = look->text_size - 1;
    float f = factors[i < 0 ? 0 : i >= TEXT_SIZES ? TEXT_SIZES - 1 : i];
    return roles[role].grows_less && f > 1.3f ? 1.3f : f;
}

struct type_style look_style(const struct look *look, enum text_role role, float shrink)
{
    const struct role *r = &roles[role];
    float dp = (r->size_dp > 0 ? r->size_dp : look->caption_dp) * look_factor(look, role);
    // Small windows can't carry poster letters.
    if (role <= TEXT_TITLE && short_side(look) < 900)
        dp *= short_side(look) < 700 ? 0.62f : 0.82f;
    float px = dp * look->scale * shrink;
    return (struct type_style){
        .face = r->face,
        .size_px = px,
        .line_px = px * r->line,
        .spacing_px = px * r->spacing,
        .bold = r->bold,
        .capitals = r->capitals,
    };
}

uint32_t look_colour(const struct look *look, enum colour colour)
{
    // An accent is chosen for paper and for white words on it: not for other themes.
    bool accent = colour == COLOUR_CORAL || colour == COLOUR_CORAL_TEXT;
    if (accent && look->accent && look->theme == &themes[0])
        return look->accent;
    return look->theme->colour[colour];
}

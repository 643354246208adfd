#include "app/profile.h"

#include <math.h>
#include <string.h>

#include "base/array.h"

static const struct profile profiles[] = {
    {.name = "kiosk",
     .dp_mm = 0.25f,
     .dp_most_mm = 0.40f,
     .panel_w = 480,
     .panel_h = 270,
     .w = 1920,
     .h = 1080,
     .touch_mm = 20,
     .caption_dp = 28,
     .grab = true,
     .ask_s = 90,
     .ask_word_s = 0.4f,
     .wipe_s = 30},
    {.name = "laptop",
     .dp_mm = 0.19f,
     .panel_w = 310,
     .panel_h = 174,
     .w = 1920,
     .h = 1080,
     .touch_mm = 9,
     .caption_dp = 24,
     .cursor = true,
     .close_leaves = true,
     .keys_leave = true,
     .presenter = true},
    {.name = "tablet",
     .dp_mm = 0.16f,
     .panel_w = 217,
     .panel_h = 136,
     .w = 1280,
     .h = 800,
     .touch_mm = 11.6f,
     .caption_dp = 24,
     .close_leaves = true,
     .keeps_walk = true,
     .dim_s = 120},
};

const struct profile *profile_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(profiles); i++)
        if (strcmp(profiles[i].name, name) == 0)
            return &profiles[i];
    return NULL;
}

void profile_look(const struct profile *profile, int w_px, int h_px, float panel_w_mm,
                  float panel_h_mm, struct look *look)
{
    float pw = panel_w_mm > 0 ? panel_w_mm : profile->panel_w;
    float ph = panel_h_mm > 0 ? panel_h_mm : profile->panel_h;
    if ((pw > ph) != (w_px > h_px)) {
        float turned = pw;
        pw = ph;
        ph = turned;
    }
    float px_mm = fminf(pw / (float)w_px, ph / (float)h_px);
    float short_mm = px_mm * (float)(w_px < h_px ? w_px : h_px);
    float dp_mm = fmaxf(profile->dp_mm, short_mm / 1080);
    if (profile->dp_most_mm > 0)
        dp_mm = fminf(dp_mm, profile->dp_most_mm);
    look->dp_mm = dp_mm;
    look->scale = dp_mm / px_mm;
    look->w_dp = (float)w_px / look->scale;
    look->h_dp = (float)h_px / look->scale;
    look->touch_mm = profile->touch_mm;
    look->caption_dp = profile->caption_dp;
}

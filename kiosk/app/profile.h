// The three ways Backlot is met: a kiosk, a presenter's laptop, a tablet in the hand.
#pragma once

#include <stdbool.h>

#include "ui/look.h"

struct profile {
    const char *name;
    float dp_mm;            // nominal
    float dp_most_mm;       // a bigger panel shows more, not bigger; 0: no limit
    float panel_w, panel_h; // mm, unless told
    int w, h;               // px without a display
    float touch_mm;         // least side of a target
    float caption_dp;
    bool cursor, close_leaves, keys_leave;
    bool grab;       // keys that a window manager would take come here
    bool keeps_walk; // a walk outlives the program
    bool presenter;  // a clicker's Page Up, Page Down and B
    // Seconds without a touch: until the visitor is asked whether they are still there (never
    // less than what the words in sight take to read), and then until the visit is wiped;
    // until the screen goes darker. 0: never.
    float ask_s, ask_word_s, wipe_s, dim_s;
};

const struct profile *profile_find(const char *name); // NULL: none

// Window in px and panel in mm (0: the profile's) to the size of a dp. The panel is turned and
// shrunk to the window's aspect. Theme, text size and direction are the caller's.
void profile_look(const struct profile *profile, int w_px, int h_px, float panel_w_mm,
                  float panel_h_mm, struct look *look);

// The icons of assets/icons, compiled in as alpha masks: no file beside the program is needed.
//
// Rasterised at build by librsvg (kiosk/bake/tool). Only coverage is kept, so an icon drawn in
// currentColor takes whatever colour it is painted with. All of it is const and static.
#pragma once

#define BAKE_ICON_PX 128

struct bake_icon {
    const char *name;           // the file's stem: "back" for assets/icons/back.svg
    int size;                   // BAKE_ICON_PX
    const unsigned char *alpha; // size x size bytes, rows from above
};

// NULL where there is no such icon.
const struct bake_icon *bake_icon_find(const char *name);

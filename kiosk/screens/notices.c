#include "screens/notices.h"

#include "base/array.h"
#include "words/words.h"

const struct notice notices[] = {
    {"", "Backlot", WORD("This guide"), "The authors of Backlot",
     "Apache License 2.0; tours and pictures as said with them"},
    {"SDL", "SDL", WORD("Window, touch and keys"), "Sam Lantinga", "zlib License"},
    {"SDL_TTF", "SDL_ttf", WORD("Letters as pixels"), "Sam Lantinga", "zlib License"},
    {"", "FreeType", WORD("Shapes of letters"), "The FreeType Project (www.freetype.org)",
     "FreeType License"},
    {"", "HarfBuzz", WORD("Letters that join"), "The HarfBuzz authors",
     "MIT License (old)"},
    {"ICU", "ICU", WORD("Languages and writing"), "Unicode, Inc.", "Unicode License"},
    {"FONTCONFIG", "Fontconfig", WORD("Finding fonts"), "Keith Packard and others",
     "MIT License (HPND)"},
    {"SQLITE", "SQLite", WORD("The pack of tours"), "D. Richard Hipp and others",
     "Public domain"},
    {"TURBOJPEG", "libjpeg-turbo", WORD("Pictures"),
     "The libjpeg-turbo project; based in part on the work of the Independent JPEG Group",
     "BSD License, IJG License"},
    {"WEBP", "libwebp", WORD("Pictures"), "Google LLC", "BSD License"},
    {"PNG", "libpng", WORD("Pictures"), "The PNG Reference Library authors",
     "libpng License"},
    {"QRENCODE", "libqrencode", WORD("QR codes"), "Kentaro Fukuchi",
     "GNU LGPL 2.1 or later"},
    {"ZLIB", "zlib", WORD("Packed data"), "Jean-loup Gailly and Mark Adler",
     "zlib License"},
    {"GPS", "libgps", WORD("Where you are, from a receiver"), "The GPSD project",
     "BSD License"},
    {"EXPAT", "Expat", WORD("Recorded walks"), "The Expat maintainers", "MIT License"},
    {"fonts-noto-core", "Noto", WORD("The fonts"), "The Noto project authors",
     "SIL Open Font License 1.1"},
};
const size_t n_notices = ARRAY_LEN(notices);

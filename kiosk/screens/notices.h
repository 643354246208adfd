// Whose work the program is made of: its libraries and fonts, with their licences. tests/tree
// holds the list against what CMakeLists.txt links and the fonts that are installed with it.
#pragma once

#include <stddef.h>

struct notice {
    const char *
        part; // of CMakeLists.txt (library_part), or the package of a font; "": what such
              // a part brings along
    const char *name, *what; // what: an interface string
    const char *whose;       // as its authors sign
    const char *licence;
};

extern const struct notice notices[];
extern const size_t n_notices;

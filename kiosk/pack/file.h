// The file behind a pack, looked at before SQLite sees it: what it is, whether it is whole, and
// how SQLite is to be given its name.
#pragma once

#include <stdbool.h>

#include "base/str.h"
#include "pack/pack.h"

// A path, or another's words, as a sentence shows them: valid UTF-8, its end only if it is long.
struct shown_path {
    char text[204];
};

struct shown_path file_shown(const char *path);

// Follows links to the file itself and reads its header. Never blocks, whatever the path names.
// On success `uri` holds a SQLite URI that opens it read-only and immutable.
bool file_check(const char *path, struct str *uri, enum pack_fault *fault,
                struct err *err);

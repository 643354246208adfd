// Reading what an author wrote, with the checks that every file gets: a plain file, not too
// large, valid UTF-8, no tabs. Lines end in LF afterwards, whatever they ended in before.
#pragma once

#include "tourc/report.h"

#define FILES_TEXT_MAX (1u << 20)

// The bytes of a plain file, malloc'd, at most max of them. Never blocks on a pipe.
bool files_read(const char *path, size_t max, char **out, size_t *len_out,
                struct err *err);

// A text file, NUL-terminated, in the arena; NULL with the complaint made.
const char *files_text(const char *path, struct arena *arena, struct report *report,
                       size_t *len_out);

// The names in a folder, sorted by bytes, without those that begin with a dot.
bool files_list(const char *path, struct arena *arena, const char ***out, size_t *n_out,
                struct err *err);
bool files_is_folder(const char *path);
bool files_exists(const char *path); // also a dangling link

// The files of a new tour.
#pragma once

struct new_file {
    const char *path; // below the new folder
    const char *text; // NULL: a folder
};

extern const struct new_file new_files[]; // up to a NULL path

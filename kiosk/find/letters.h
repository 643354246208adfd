// What becomes of one character of a text when it is folded.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LETTERS_MAX 8

struct letters {
    uint32_t codes[LETTERS_MAX];
    size_t n;     // 0 and not dropped: it separates words
    bool signs;   // of a script without spaces
    bool dropped; // an apostrophe, a mark: as if it weren't there
};

struct letters letters_of(uint32_t code);

// UTF-8 as RFC 3629 has it: no surrogates, no overlong forms, nothing above U+10FFFF.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD 0xFFFDu

// Decodes one code point at s[*pos] and moves *pos on by at least one byte. An invalid
// sequence gives UTF8_BAD. Needs *pos < len.
uint32_t utf8_next(const char *s, size_t len, size_t *pos);

// Writes 1 to 4 bytes; returns how many. An invalid code point is written as U+FFFD.
size_t utf8_put(char out[4], uint32_t code);

// The offset of the first invalid byte, or len if there is none.
size_t utf8_check(const char *s, size_t len);
size_t utf8_count(const char *s, size_t len); // code points

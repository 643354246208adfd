// The bytes of a .mo file (GNU gettext's binary form), read in place.
//
// Borrows the bytes; every string handed out points into them. A damaged file is refused as a
// whole by catalogue_init, so that catalogue_find needs no checks.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct catalogue {
    const unsigned char *bytes;
    size_t len;
    uint32_t count;
    uint32_t ids, texts; // where the two tables start
};

// False where the bytes are no little-endian .mo, or point outside themselves.
bool catalogue_init(struct catalogue *c, const unsigned char *bytes, size_t len);

// The entry i, by msgid: its key (context, U+0004, msgid, and for plurals NUL, msgid_plural)
// and its text. Lengths without the last NUL; *_len may be NULL.
const char *catalogue_key(const struct catalogue *c, uint32_t i, size_t *len_out);
const char *catalogue_value(const struct catalogue *c, uint32_t i, size_t *len_out);

// Finds by context (NULL: none) and msgid, plural entries by their singular. False: absent.
bool catalogue_find(const struct catalogue *c, const char *context, const char *msgid,
                    uint32_t *i_out);
// The form-th of a plural entry's texts, the last one for a higher number.
const char *catalogue_form(const char *value, size_t len, int form);

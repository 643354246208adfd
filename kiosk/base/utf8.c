#include "base/utf8.h"

static bool is_tail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

uint32_t utf8_next(const char *s, size_t len, size_t *pos)
{
    const unsigned char *u = (const unsigned char *)s + *pos;
    size_t left = len - *pos;
    unsigned char c = u[0];
    *pos += 1;
    if (c < 0x80)
        return c;
    size_t more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
    if (c < 0xC2 || c > 0xF4 || left <= more)
        return UTF8_BAD;
    uint32_t code = c & (0x3Fu >> more);
    for (size_t i = 1; i <= more; i++) {
        if (!is_tail(u[i]))
            return UTF8_BAD;
        code = code << 6 | (u[i] & 0x3Fu);
    }
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (code < least[more] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return UTF8_BAD;
    *pos += more;
    return code;
}

size_t utf8_put(char out[4], uint32_t code)
{
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = UTF8_BAD;
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const uint32_t lead[] = {0, 0xC0, 0xE0, 0xF0};
    for (size_t i = more; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(lead[more] | code);
    return more + 1;
}

size_t utf8_check(const char *s, size_t len)
{
    for (size_t pos = 0; pos < len;) {
        size_t at = pos;
        // A real U+FFFD is three bytes; a bad sequence moves on by one.
        if (utf8_next(s, len, &pos) == UTF8_BAD && pos - at != 3)
            return at;
    }
    return len;
}

size_t utf8_count(const char *s, size_t len)
{
    size_t n = 0;
    for (size_t pos = 0; pos < len; n++)
        utf8_next(s, len, &pos);
    return n;
}

#include "visit/typing.h"

#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"

#define JOINER 0x200Du

// A control or half a character types nothing.
static bool typeable(uint32_t code)
{
    bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
    bool invisible = code == 0x2028 || code == 0x2029 || code == 0xFEFF ||
                     (code >= 0x202A && code <= 0x202E) ||
                     (code >= 0x2066 && code <= 0x2069);
    return !control && !invisible && code != UTF8_BAD;
}

// Stands on the character before it, and goes with it.
static bool is_mark(uint32_t code)
{
    return (code >= 0x300 && code <= 0x36F) ||     // accents
           (code >= 0xFE00 && code <= 0xFE0F) ||   // variants
           (code >= 0x1F3FB && code <= 0x1F3FF) || // tones of skin
           code == JOINER || code == 0x20E3;
}

bool typing_close(struct typing *t)
{
    bool open = typing_open(t);
    memset(t->held, 0, sizeof(t->held));
    t->layouts = false;
    return open;
}

bool typing_open(const struct typing *t)
{
    return *t->held || t->layouts;
}

bool typing_add(struct typing *t, const char *characters)
{
    size_t n = strlen(t->query), len = strlen(characters), at = 0;
    bool changed = false;
    while (at < len) {
        size_t from = at;
        uint32_t code = utf8_next(characters, len, &at);
        if (n + (at - from) >= TYPING_CAP)
            break;
        if (!typeable(code) || (code == ' ' && n == 0)) // nothing begins with a space
            continue;
        memcpy(t->query + n, characters + from, at - from);
        n += at - from;
        changed = true;
    }
    changed |= t->shift | typing_close(t);
    t->shift = false;
    return changed;
}

// Where the last character begins; the query is not empty.
static size_t last_begin(const char *s, size_t len, uint32_t *code_out)
{
    size_t at = len - 1;
    while (at > 0 && ((unsigned char)s[at] & 0xC0) == 0x80)
        at--;
    size_t pos = at;
    *code_out = utf8_next(s, len, &pos);
    return at;
}

bool typing_erase(struct typing *t)
{
    size_t len = strlen(t->query);
    bool changed = typing_close(t), more = len > 0;
    while (more) {
        uint32_t code, before = 0;
        size_t at = last_begin(t->query, len, &code);
        memset(t->query + at, 0, len - at);
        changed = true;
        len = at;
        if (len > 0)
            last_begin(t->query, len, &before);
        more = len > 0 && (is_mark(code) || before == JOINER);
    }
    return changed;
}

bool typing_clear(struct typing *t)
{
    bool changed = typing_close(t) || *t->query;
    memset(t->query, 0, sizeof(t->query));
    return changed;
}

static bool set(bool *to, bool value)
{
    bool changed = *to != value;
    *to = value;
    return changed;
}

bool typing_keys(struct typing *t, int keys)
{
    bool listed = t->layouts;
    if (keys < 0 || keys >= KEYS_COUNT)
        return false;
    bool changed = typing_close(t);
    switch ((enum typing_keys)keys) {
    case KEYS_SHIFT:
        return set(&t->shift, !t->shift) || changed;
    case KEYS_SYMBOLS:
        t->shift = false;
        return set(&t->symbols, !t->symbols) || changed;
    case KEYS_LAYOUTS:
        return set(&t->layouts, !listed) || changed;
    case KEYS_AWAY:
    case KEYS_SHOWN:
        return set(&t->away, keys == KEYS_AWAY) || changed;
    case KEYS_COUNT:
        break;
    }
    return changed;
}

bool typing_layout(struct typing *t, const char *id)
{
    bool changed = typing_close(t);
    if (!*id)
        return changed;
    changed |= set(&t->symbols, false);
    changed |= set(&t->shift, false);
    if (strcmp(t->layout, id) == 0)
        return changed;
    memset(t->layout, 0, sizeof(t->layout));
    str_copy(t->layout, sizeof(t->layout), id);
    return true;
}

bool typing_hold(struct typing *t, const char *key)
{
    bool same = strcmp(t->held, key) == 0;
    bool changed = typing_close(t);
    if (!*key || same || strlen(key) >= TYPING_KEY_CAP)
        return changed;
    return str_copy(t->held, sizeof(t->held), key);
}

uint64_t typing_hash(const struct typing *t, uint64_t h)
{
    h = hash_str(hash_str(hash_str(h, t->query), t->layout), t->held);
    return hash_u64(h, (uint64_t)t->shift | (uint64_t)t->symbols << 1 |
                           (uint64_t)t->layouts << 2 | (uint64_t)t->away << 3);
}

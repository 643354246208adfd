#include "find/find.h"

#include <string.h>

#include "base/utf8.h"
#include "find/letters.h"

// What is being folded, and the term that grows.
struct folding {
    struct arena *arena;
    struct find_terms *out;
    enum find_use use;
    size_t most;

    char term[FIND_TERM_BYTES];
    size_t len, start, end;
    size_t since_dot; // letters of the term since the last full stop in it
    bool signs;       // the run is one of signs
    bool joined;      // the next term follows without a space

    char sign[FIND_TERM_BYTES]; // the sign before, of a run of signs
    size_t sign_start, sign_end, n_signs;
};

static void add_term(struct folding *f, const char *text, size_t start, size_t end)
{
    struct find_terms *out = f->out;
    if (out->n == f->most)
        return;
    if ((out->n & (out->n - 1)) == 0) {
        struct find_term *bigger =
            ARENA_ARRAY(f->arena, struct find_term, out->n ? out->n * 2 : 1);
        if (out->n)
            memcpy(bigger, out->items, out->n * sizeof(*bigger));
        out->items = bigger;
    }
    out->items[out->n++] = (struct find_term){
        .text = arena_strdup(f->arena, text),
        .start = start,
        .end = end,
        .signs = f->signs,
        .joined = f->joined,
    };
    f->joined = true;
}

// The end of a word or of a run of signs.
static void finish(struct folding *f)
{
    if (f->signs && f->n_signs > 0 && (f->use == FIND_INDEX || f->n_signs == 1))
        add_term(f, f->sign, f->sign_start, f->sign_end);
    else if (!f->signs && f->len > 0) {
        f->term[f->len] = '\0';
        add_term(f, f->term, f->start, f->end);
    }
    f->len = f->n_signs = f->since_dot = 0;
}

static size_t write_letters(const struct letters *l, char *to, size_t cap)
{
    size_t len = 0;
    for (size_t i = 0; i < l->n; i++) {
        char bytes[4];
        size_t n = utf8_put(bytes, l->codes[i]);
        if (len + n >= cap)
            break;
        memcpy(to + len, bytes, n);
        len += n;
    }
    to[len] = '\0';
    return len;
}

static void take_sign(struct folding *f, const struct letters *l, size_t start,
                      size_t end)
{
    char sign[FIND_TERM_BYTES / 2 - 4];
    write_letters(l, sign, sizeof(sign));
    if (f->n_signs > 0) {
        char two[FIND_TERM_BYTES];
        size_t len = strlen(f->sign);
        memcpy(two, f->sign, len);
        memcpy(two + len, sign, strlen(sign) + 1);
        add_term(f, two, f->sign_start, end);
    }
    memcpy(f->sign, sign, sizeof(sign));
    f->sign_start = start;
    f->sign_end = end;
    f->n_signs++;
}

static void take_letters(struct folding *f, const struct letters *l, size_t start,
                         size_t end)
{
    if (l->signs != f->signs)
        finish(f);
    f->signs = l->signs;
    if (l->signs) {
        take_sign(f, l, start, end);
        return;
    }
    if (f->len == 0)
        f->start = start;
    f->len += write_letters(l, f->term + f->len, FIND_TERM_BYTES - f->len);
    f->end = end;
    f->since_dot++;
}

// A mark on the last letter is shown with it.
static void take_mark(struct folding *f, size_t end)
{
    if (!f->signs) {
        f->end = end;
        return;
    }
    struct find_term *last = f->out->n ? &f->out->items[f->out->n - 1] : NULL;
    if (last && last->end == f->sign_end)
        last->end = end;
    f->sign_end = end;
}

// Whether a full stop belongs to initials: one letter before it, one letter and no more behind.
static bool within_initials(const struct folding *f, const char *text, size_t len,
                            size_t pos)
{
    if (f->signs || f->len == 0 || f->since_dot != 1 || pos >= len)
        return false;
    if (letters_of(utf8_next(text, len, &pos)).n == 0)
        return false;
    return pos >= len || letters_of(utf8_next(text, len, &pos)).n == 0;
}

void find_fold(struct arena *arena, const char *text, enum find_use use, size_t most,
               struct find_terms *out)
{
    *out = (struct find_terms){0};
    struct folding f = {.arena = arena, .out = out, .use = use, .most = most};
    size_t len = strlen(text);
    for (size_t pos = 0; pos < len && out->n < most;) {
        size_t start = pos;
        uint32_t code = utf8_next(text, len, &pos);
        struct letters l = letters_of(code);
        if (l.dropped) {
            take_mark(&f, pos);
            continue;
        }
        if (l.n > 0) {
            take_letters(&f, &l, start, pos);
            continue;
        }
        if (code == '.' && within_initials(&f, text, len, pos)) {
            f.since_dot = 0;
            continue;
        }
        finish(&f);
        f.joined = code == '-' || code == '.' || code == 0xB7 || code == 0x2010 ||
                   code == 0x2011;
    }
    finish(&f);
}

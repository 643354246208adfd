#include "type/text.h"

#include <math.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "base/utf8.h"

#define MARKS_IN_ROW 30 // as Unicode's stream-safe format; more is no language's

// Decoding, piece by piece.
struct reader {
    struct text *text;
    int cap;
    int marks; // combining ones in a row
};

static uint32_t tidy(uint32_t code, const char *s, size_t len, size_t pos)
{
    switch (code) {
    case '\r':
        return pos < len && s[pos] == '\n' ? 0 : '\n';
    case 0x0B: // the other ends of a line
    case 0x0C:
    case 0x85:
    case 0x2028:
    case 0x2029:
        return '\n';
    case '\t':
    case 0x1680: // spaces that fonts forget
    case 0x205F:
        return ' ';
    default:
        return (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF) ? UTF8_BAD
                                                                               : code;
    }
}

static bool is_mark(uint32_t code)
{
    int type = u_charType((UChar32)code);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

static void add_code(struct reader *r, uint32_t code)
{
    if (code >= 0x300 && is_mark(code)) {
        if (++r->marks > MARKS_IN_ROW)
            return;
    } else {
        r->marks = 0;
    }
    struct text *text = r->text;
    if (code >= 0x3041 && code <= 0x30FF)
        text->kana = true;
    if (code >= 0x300)
        text->plain = false;
    if (code >= 0x10000) {
        text->unit[text->len++] = (UChar)(0xD7C0 + (code >> 10));
        text->unit[text->len++] = (UChar)(0xDC00 | (code & 0x3FF));
    } else {
        text->unit[text->len++] = (UChar)code;
    }
}

// Capitals by language, from `start` to the end. What doesn't fit stays as it is.
static void capitalize(struct reader *r, int start)
{
    struct text *text = r->text;
    int room = r->cap - start;
    UChar *to = arena_array(text->arena, (size_t)room, sizeof(UChar));
    UErrorCode status = U_ZERO_ERROR;
    const char *lang = text->spec->lang ? text->spec->lang : "";
    int32_t n =
        u_strToUpper(to, room, text->unit + start, text->len - start, lang, &status);
    if (U_FAILURE(status) || n > room)
        return;
    memcpy(text->unit + start, to, (size_t)n * sizeof(UChar));
    text->len = start + n;
    for (int i = start; i < text->len && text->plain; i++)
        text->plain = text->unit[i] < 0x300;
}

static void add_piece(struct reader *r, size_t start, size_t end,
                      const struct type_part *part)
{
    struct text *text = r->text;
    const char *s = text->spec->text;
    int first = text->len;
    for (size_t pos = start; pos < end;) {
        uint32_t code = utf8_next(s, end, &pos);
        code = tidy(code, s, end, pos);
        if (code != 0)
            add_code(r, code);
    }
    if (text->spec->style.capitals && text->len > first)
        capitalize(r, first);
    if (text->len == first)
        return;
    const struct type_style *style = &text->spec->style;
    text->pieces[text->n_pieces++] = (struct text_piece){
        .end = text->len,
        .bold = style->bold || (part && part->bold),
        .italic = style->italic || (part && part->italic),
        .raised = part && part->raised,
        .colour = part && part->colour ? 1 : 0,
    };
}

static size_t char_start(const char *s, size_t len, size_t at)
{
    while (at > 0 && at < len && ((unsigned char)s[at] & 0xC0) == 0x80)
        at--;
    return at < len ? at : len;
}

static void add_parts(struct reader *r, size_t len)
{
    const struct type_spec *spec = r->text->spec;
    size_t pos = 0;
    for (size_t i = 0; i < spec->n_parts && pos < len; i++) {
        size_t start = char_start(spec->text, len, spec->parts[i].start);
        size_t end = char_start(spec->text, len, spec->parts[i].end);
        if (start < pos)
            start = pos;
        if (end <= start)
            continue;
        add_piece(r, pos, start, NULL);
        add_piece(r, start, end, &spec->parts[i]);
        pos = end;
    }
    add_piece(r, pos, len, NULL);
}

void text_init(struct text *text, const struct type_spec *spec, struct arena *arena)
{
    *text = (struct text){.arena = arena, .spec = spec, .plain = true};
    size_t len = spec->text ? strnlen(spec->text, TEXT_MAX_BYTES + 1) : 0;
    if (len > TEXT_MAX_BYTES) {
        text->cut = true;
        len = char_start(spec->text, len, TEXT_MAX_BYTES);
    }
    // A byte gives at most one unit; its capitals at most three.
    size_t cap = (spec->style.capitals ? 3 : 1) * len + 2;
    text->unit = arena_array(arena, cap, sizeof(UChar));
    text->pieces = arena_array(arena, 2 * spec->n_parts + 2, sizeof(*text->pieces));
    struct reader r = {.text = text, .cap = (int)cap - 1};
    add_parts(&r, len);
    if (text->cut) {
        text->unit[text->len++] = TEXT_ELLIPSIS;
        text->plain = false;
        if (text->n_pieces > 0)
            text->pieces[text->n_pieces - 1].end = text->len;
    }
    text->marks = arena_array(arena, (size_t)text->len + 1, 1);
}

uint32_t text_read(const struct text *text, int *at)
{
    uint32_t lead = text->unit[(*at)++];
    if ((lead & 0xFC00) != 0xD800 || *at >= text->len)
        return lead;
    uint32_t trail = text->unit[*at];
    if ((trail & 0xFC00) != 0xDC00)
        return lead;
    *at += 1;
    return 0x10000 + ((lead - 0xD800) << 10) + (trail - 0xDC00);
}

int text_next_cluster(const struct text *text, int at)
{
    for (at++; at < text->len && !(text->marks[at] & TEXT_CLUSTER);)
        at++;
    return at < text->len ? at : text->len;
}

bool text_is_space(uint32_t code)
{
    return code == ' ' || code == '\n' || code == 0x3000 ||
           (code >= 0x2000 && code <= 0x200B && code != 0x2007);
}

// What a font would show as a box, or nothing: controls, marks of direction, break hints.
// Joiners and selectors stay, for they decide shapes; tags stay for the flags they spell.
static bool is_unseen(uint32_t code)
{
    if (code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD)
        return true;
    if (code < 0x61C)
        return false;
    return code == 0x61C || code == 0x180E || code == 0x200B || code == 0x200E ||
           code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
           (code >= 0xFFF9 && code <= 0xFFFB) || (code >= 0x1D173 && code <= 0x1D17A) ||
           code == 0xE0001;
}

void text_emit(const struct text *text, int start, int end, struct str *out)
{
    for (int i = start; i < end;) {
        uint32_t code = text_read(text, &i);
        if (is_unseen(code))
            continue;
        char bytes[4];
        str_add_bytes(out, bytes, utf8_put(bytes, code));
    }
}

int text_px(const struct type_style *style, bool raised)
{
    long px = lroundf(style->size_px * (raised ? 0.62f : 1.0f));
    return px < TEXT_PX_MIN ? TEXT_PX_MIN : (int)px;
}

#include "type/itemize.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/array.h"

#define CODES_MAX 64
#define ITEM_UNITS_MAX 2000
#define ITEM_PX_MAX 16000 // an item is painted in one piece

// One cluster and what was decided about the ones before it.
struct walk {
    struct text *text;
    struct fonts *fonts;
    struct faces *faces;
    enum font_cjk cjk;
    int piece;
    UScriptCode script; // of the last letter; of the first one, at the start
    uint32_t codes[CODES_MAX];
    size_t n_codes;
};

static bool is_strong(uint32_t code, bool *rtl_out)
{
    UCharDirection direction = u_charDirection((UChar32)code);
    *rtl_out = direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
    return *rtl_out || direction == U_LEFT_TO_RIGHT;
}

// Rules P2 and P3 of the bidirectional algorithm, over the whole text.
static UBiDiLevel auto_level(const struct text *text)
{
    int isolates = 0;
    for (int i = 0; i < text->len;) {
        bool rtl;
        uint32_t code = text_read(text, &i);
        if (code >= 0x2066 && code <= 0x2068)
            isolates++;
        else if (code == 0x2069 && isolates > 0)
            isolates--;
        else if (isolates == 0 && is_strong(code, &rtl))
            return rtl ? 1 : 0;
    }
    return 0;
}

// Whether any unit could belong to a letter from right to left, or to a mark of direction:
// without one there is nothing to turn.
static bool may_turn(const struct text *text)
{
    static const struct {
        UChar first, last;
    } turning[] = {
        {0x0590, 0x08FF}, {0x200F, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069},
        {0xD802, 0xD803}, {0xD83A, 0xD83B}, {0xFB1D, 0xFDFF}, {0xFE70, 0xFEFF},
    };
    for (int i = 0; i < text->len; i++) {
        UChar u = text->unit[i];
        for (size_t t = 0; u >= 0x590 && t < ARRAY_LEN(turning); t++) {
            if (u >= turning[t].first && u <= turning[t].last)
                return true;
        }
    }
    return false;
}

static void find_levels(struct text *text)
{
    size_t n = (size_t)text->len;
    enum type_dir dir = text->spec->dir;
    text->base = dir == TYPE_RTL ? 1 : dir == TYPE_LTR ? 0 : auto_level(text);
    text->levels = arena_array(text->arena, n + 1, sizeof(*text->levels));
    memset(text->levels, text->base, n + 1);
    if (n == 0 || (text->base == 0 && (text->plain || !may_turn(text))))
        return;
    UErrorCode status = U_ZERO_ERROR;
    UBiDi *bidi = ubidi_openSized(text->len, 0, &status);
    ubidi_setPara(bidi, text->unit, text->len, text->base, NULL, &status);
    const UBiDiLevel *levels = ubidi_getLevels(bidi, &status);
    if (U_SUCCESS(status))
        memcpy(text->levels, levels, n);
    ubidi_close(bidi);
}

static UScriptCode script_of(uint32_t code)
{
    if (code < 0x300)
        return u_isalpha((UChar32)code) ? USCRIPT_LATIN : USCRIPT_COMMON;
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)code, &status);
    if (U_FAILURE(status))
        return USCRIPT_COMMON;
    switch (script) {
    case USCRIPT_COMMON:
        // Brackets and full stops as wide as ideographs belong with them.
        return (code >= 0x3001 && code <= 0x303F) || (code >= 0x30FB && code <= 0x30FC) ||
                       (code >= 0xFF01 && code <= 0xFFEF)
                   ? USCRIPT_HAN
                   : USCRIPT_COMMON;
    case USCRIPT_INHERITED:
    case USCRIPT_UNKNOWN:
        return USCRIPT_COMMON;
    case USCRIPT_HIRAGANA: // one font and no joins: no reason to cut runs between them
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
        return USCRIPT_HAN;
    default:
        return script;
    }
}

static UScriptCode first_script(const struct text *text)
{
    for (int i = 0; i < text->len;) {
        UScriptCode script = script_of(text_read(text, &i));
        if (script != USCRIPT_COMMON)
            return script;
    }
    return USCRIPT_LATIN;
}

static void read_codes(struct walk *w, int start, int end)
{
    w->n_codes = 0;
    for (int i = start; i < end && w->n_codes < CODES_MAX;)
        w->codes[w->n_codes++] = text_read(w->text, &i);
}

static bool is_emoji(const struct walk *w)
{
    if (w->codes[0] < 0x203C && w->n_codes == 1)
        return false;
    for (size_t i = 0; i < w->n_codes; i++) {
        if (w->codes[i] == 0xFE0E)
            return false;
        if (w->codes[i] == 0xFE0F)
            return true;
    }
    return u_hasBinaryProperty((UChar32)w->codes[0], UCHAR_EMOJI_PRESENTATION) ||
           u_hasBinaryProperty((UChar32)w->codes[0], UCHAR_REGIONAL_INDICATOR);
}

static bool has_font(struct walk *w, const struct font_file *file, int px)
{
    struct face_metrics metrics;
    return file && !file->broken && faces_metrics(w->faces, file, px, &metrics);
}

// A cluster without a word or picture of its own: white space, a control.
static bool is_silent(const struct walk *w)
{
    uint32_t code = w->codes[0];
    return text_is_space(code) || u_iscntrl((UChar32)code) ||
           u_hasBinaryProperty((UChar32)code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
           u_charType((UChar32)code) == U_FORMAT_CHAR;
}

static const struct font_file *choose_font(struct walk *w, const struct text_piece *piece,
                                           UScriptCode own, const struct text_item *last,
                                           int px)
{
    enum type_face face = w->text->spec->style.face;
    bool silent = is_silent(w);
    // Spaces and hints go with the word before, so as not to cut its run.
    if (silent && last && last->piece == piece && !last->file->colour &&
        (font_file_has(last->file, w->codes[0]) || w->codes[0] != ' '))
        return last->file;
    struct font_want want = {
        .face = face,
        .script = w->script,
        .cjk = w->cjk,
        .bold = piece->bold,
        .italic = piece->italic,
        .emoji = is_emoji(w),
        .wide = own == USCRIPT_COMMON && w->codes[0] >= 0x2000,
    };
    for (int tries = 0; tries < 8; tries++) {
        const struct font_file *file = fonts_for(w->fonts, &want, w->codes, w->n_codes);
        if (!file)
            break;
        if (has_font(w, file, px))
            return file;
    }
    if (!silent)
        w->text->missing++;
    return fonts_base(w->fonts, face, piece->bold, piece->italic);
}

static bool is_spaced(const struct walk *w)
{
    return w->text->spec->style.spacing_px != 0.0f &&
           (w->script == USCRIPT_LATIN || w->script == USCRIPT_GREEK ||
            w->script == USCRIPT_CYRILLIC);
}

static int item_cap(int px)
{
    int cap = ITEM_PX_MAX / px;
    return cap < ITEM_UNITS_MAX ? cap : ITEM_UNITS_MAX;
}

static bool continues(const struct text_item *last, const struct text_item *item)
{
    return last->level == item->level && last->script == item->script &&
           last->piece == item->piece && last->file == item->file &&
           last->spaced == item->spaced && item->end - last->start <= item_cap(item->px);
}

static void add_item(struct text *text, struct text_item item)
{
    if (text->n_items == text->cap_items) {
        text->cap_items = text->cap_items ? text->cap_items * 2 : 16;
        struct text_item *items =
            arena_array(text->arena, (size_t)text->cap_items, sizeof(*items));
        if (text->n_items > 0)
            memcpy(items, text->items, (size_t)text->n_items * sizeof(*items));
        text->items = items;
    }
    text->items[text->n_items++] = item;
}

static void add_cluster(struct walk *w, int start, int end)
{
    struct text *text = w->text;
    while (w->piece < text->n_pieces - 1 && text->pieces[w->piece].end <= start)
        w->piece++;
    const struct text_piece *piece = &text->pieces[w->piece];
    struct text_item *last = text->n_items > 0 ? &text->items[text->n_items - 1] : NULL;
    read_codes(w, start, end);
    UScriptCode own = script_of(w->codes[0]);
    if (own != USCRIPT_COMMON)
        w->script = own;
    int px = text_px(&text->spec->style, piece->raised);
    struct text_item item = {
        .start = start,
        .end = end,
        .piece = piece,
        .level = text->levels[start],
        .script = w->script,
        .file = choose_font(w, piece, own, last, px),
        .px = px,
        .spaced = is_spaced(w),
    };
    if (last && continues(last, &item))
        last->end = end;
    else
        add_item(text, item);
}

void itemize(struct text *text, struct breaks *breaks, struct fonts *fonts,
             struct faces *faces)
{
    breaks_clusters(breaks, text);
    find_levels(text);
    struct walk w = {
        .text = text,
        .fonts = fonts,
        .faces = faces,
        .cjk = fonts_cjk(text->spec->lang, text->kana),
        .script = first_script(text),
    };
    for (int at = 0; at < text->len;) {
        int next = text_next_cluster(text, at);
        add_cluster(&w, at, next);
        at = next;
    }
}

#include "find/letters.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/array.h"

#define UNITS 64

// Letters with a stroke or of two: no normal form takes them apart.
static const struct {
    uint32_t code;
    const char *plain;
} plain_letters[] = {
    {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"}, {0x00FE, "th"}, {0x0111, "d"},
    {0x0127, "h"},  {0x0131, "i"}, {0x0142, "l"}, {0x014B, "n"},  {0x0153, "oe"},
    {0x0167, "t"},  {0x0180, "b"}, {0x0247, "e"}, {0x0249, "j"},  {0x0259, "e"},
};

static bool is_apostrophe(uint32_t code)
{
    switch (code) {
    case '\'':
    case '`':
    case 0x00B4: // acute accent, alone
    case 0x02BB: // ʻokina
    case 0x02BC:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032: // prime
    case 0xFF07:
        return true;
    }
    return false;
}

static bool is_sign(uint32_t code)
{
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript((UChar32)code, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
        return true;
    default:
        return code == 0x30FC; // makes the vowel before it long, in either kana
    }
}

// SQLite's tokenizer knows the letters of Unicode 6.1: to it, later ones are no letters, and
// would cut a term in two.
static bool is_letter(uint32_t code)
{
    UVersionInfo age;
    if (!u_isalnum((UChar32)code) && u_charType((UChar32)code) != U_LETTER_NUMBER &&
        u_charType((UChar32)code) != U_OTHER_NUMBER)
        return false;
    u_charAge((UChar32)code, age);
    return age[0] < 6 || (age[0] == 6 && age[1] <= 1);
}

static void put(struct letters *out, uint32_t code)
{
    if (out->n == LETTERS_MAX)
        return;
    for (size_t i = 0; i < ARRAY_LEN(plain_letters); i++) {
        if (plain_letters[i].code != code)
            continue;
        for (const char *c = plain_letters[i].plain; *c && out->n < LETTERS_MAX; c++)
            out->codes[out->n++] = (unsigned char)*c;
        return;
    }
    out->codes[out->n++] = code;
}

// Case folded and taken apart. Hangul's syllables stay whole.
static int32_t decompose(uint32_t code, UChar32 out[UNITS])
{
    UErrorCode status = U_ZERO_ERROR;
    UChar whole[2], folded[UNITS], parts[UNITS];
    UChar32 one = (UChar32)code;
    int32_t n = 0;
    u_strFromUTF32(whole, 2, &n, &one, 1, &status);
    const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&status);
    const UNormalizer2 *apart = unorm2_getNFKDInstance(&status);
    n = unorm2_normalize(casefold, whole, n, folded, UNITS, &status);
    if (U_SUCCESS(status) && n == 1 && folded[0] >= 0xAC00 && folded[0] <= 0xD7A3) {
        out[0] = folded[0];
        return 1;
    }
    n = unorm2_normalize(apart, folded, n, parts, UNITS, &status);
    u_strToUTF32(out, UNITS, &n, parts, n, &status);
    return U_SUCCESS(status) ? n : 0;
}

struct letters letters_of(uint32_t code)
{
    struct letters out = {.n = 0};
    if (code < 0x80) {
        bool upper = code >= 'A' && code <= 'Z';
        if (upper || (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9'))
            out = (struct letters){{upper ? code + 32 : code}, 1, false, false};
        out.dropped = is_apostrophe(code);
        return out;
    }
    if (is_apostrophe(code)) {
        out.dropped = true;
        return out;
    }
    UChar32 parts[UNITS];
    int32_t n = decompose(code, parts);
    bool marks =
        n > 0 || u_hasBinaryProperty((UChar32)code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
    for (int32_t i = 0; i < n; i++) {
        uint32_t one = (uint32_t)parts[i], type = U_MASK((unsigned)u_charType(parts[i]));
        if (type & (U_GC_M_MASK | U_GC_CF_MASK))
            continue;
        marks = false;
        if (is_letter(one))
            put(&out, one);
    }
    out.dropped = out.n == 0 && marks;
    out.signs = out.n > 0 && is_sign(out.codes[0]);
    return out;
}

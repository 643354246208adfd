#include "type/fonts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <unicode/uchar.h>

#include "base/array.h"
#include "base/log.h"
#include "base/mem.h"

#define FAMILY_CAP 64
#define CHAIN_MAX 16
#define RESORT_SLOTS 256
#define SLANTED 1000 // further off than any weight

struct family {
    char name[FAMILY_CAP];
    bool optional; // not worth a word in the log
    bool told;
    bool looked[4]; // by bold + 2 * italic
    struct font_file *files[4];
};

// The families for one want, in order; files are looked up when the ones before fail.
struct chain {
    struct font_want want;
    struct family *families[CHAIN_MAX];
    int n;
};

// Any installed font that has a character which no family of the order has.
struct resort {
    uint32_t code; // 0: empty
    struct font_file *file;
};

struct fonts {
    FcConfig *config; // private: nothing of fontconfig's is shared with others
    FcFontSet *set;
    struct family **families;
    size_t n_families, cap_families;
    struct chain **chains;
    size_t n_chains, cap_chains;
    struct font_file **files;
    size_t n_files, cap_files;
    struct resort resorts[RESORT_SLOTS];
    FcCharSet **covers; // of each pattern of the set, once a resort was looked for
};

static struct font_file *find_file(struct fonts *fonts, const struct font_file *wanted)
{
    for (size_t i = 0; i < fonts->n_files; i++) {
        struct font_file *file = fonts->files[i];
        if (file->index == wanted->index && file->fake_bold == wanted->fake_bold &&
            file->fake_italic == wanted->fake_italic &&
            strcmp(file->path, wanted->path) == 0)
            return file;
    }
    return NULL;
}

static struct font_file *add_file(struct fonts *fonts, FcPattern *pattern, bool bold,
                                  bool italic)
{
    FcChar8 *path = NULL, *family = NULL;
    FcCharSet *cover = NULL;
    int index = 0, weight = 0, slant = 0;
    FcBool colour = FcFalse;
    if (FcPatternGetString(pattern, FC_FILE, 0, &path) != FcResultMatch ||
        FcPatternGetCharSet(pattern, FC_CHARSET, 0, &cover) != FcResultMatch)
        return NULL;
    FcPatternGetString(pattern, FC_FAMILY, 0, &family);
    FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
    FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight);
    FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
    FcPatternGetBool(pattern, FC_COLOR, 0, &colour);
    struct font_file wanted = {
        .path = (char *)path,
        .index = index,
        .colour = colour,
        .fake_bold = bold && !colour && weight < FC_WEIGHT_DEMIBOLD,
        .fake_italic = italic && !colour && slant == FC_SLANT_ROMAN,
        .cover = cover,
        .family = family ? (const char *)family : "",
    };
    struct font_file *file = find_file(fonts, &wanted);
    if (file)
        return file;
    file = xcalloc(1, sizeof(*file));
    *file = wanted;
    file->path = xstrdup(wanted.path);
    ARRAY_GROW(fonts->files, fonts->n_files + 1, fonts->cap_files);
    fonts->files[fonts->n_files++] = file;
    return file;
}

static bool has_family(FcPattern *pattern, const char *name)
{
    FcChar8 *family;
    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &family) == FcResultMatch;
         i++) {
        if (strcasecmp((const char *)family, name) == 0)
            return true;
    }
    return false;
}

// How far a face is from what is wanted; a negative one can't be used at all.
static int distance(FcPattern *pattern, bool bold, bool italic)
{
    int weight = FC_WEIGHT_REGULAR, slant = 0, width = FC_WIDTH_NORMAL;
    FcBool variable = FcFalse, scalable = FcTrue;
    FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable);
    FcPatternGetBool(pattern, FC_SCALABLE, 0, &scalable);
    if (variable || !scalable)
        return -1;
    FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight);
    FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
    FcPatternGetInteger(pattern, FC_WIDTH, 0, &width);
    int off = abs(weight - (bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR));
    return off + abs(width - FC_WIDTH_NORMAL) * 10 +
           ((slant != 0) != italic ? SLANTED : 0);
}

static FcPattern *find_face(struct fonts *fonts, const char *name, bool bold, bool italic)
{
    FcPattern *best = NULL;
    int least = 0;
    for (int i = 0; i < fonts->set->nfont; i++) {
        FcPattern *pattern = fonts->set->fonts[i];
        if (!has_family(pattern, name))
            continue;
        int d = distance(pattern, bold, italic);
        if (d >= 0 && (!best || d < least)) {
            best = pattern;
            least = d;
        }
    }
    return best;
}

static struct font_file *family_file(struct fonts *fonts, struct family *family,
                                     bool bold, bool italic)
{
    int slot = (bold ? 1 : 0) + (italic ? 2 : 0);
    if (!family->looked[slot]) {
        family->looked[slot] = true;
        FcPattern *pattern = find_face(fonts, family->name, bold, italic);
        if (pattern)
            family->files[slot] = add_file(fonts, pattern, bold, italic);
        else if (!family->optional && !family->told)
            log_info("The font family %s is not installed.", family->name);
        family->told = true;
    }
    struct font_file *file = family->files[slot];
    return file && !file->broken ? file : NULL;
}

static struct family *find_family(struct fonts *fonts, const char *name, bool optional)
{
    for (size_t i = 0; i < fonts->n_families; i++) {
        if (strcmp(fonts->families[i]->name, name) == 0)
            return fonts->families[i];
    }
    struct family *family = xcalloc(1, sizeof(*family));
    snprintf(family->name, sizeof(family->name), "%s", name);
    family->optional = optional;
    ARRAY_GROW(fonts->families, fonts->n_families + 1, fonts->cap_families);
    fonts->families[fonts->n_families++] = family;
    return family;
}

static void chain_add(struct fonts *fonts, struct chain *chain, const char *name,
                      bool optional)
{
    struct family *family = find_family(fonts, name, optional);
    for (int i = 0; i < chain->n; i++) {
        if (chain->families[i] == family)
            return;
    }
    if (chain->n < CHAIN_MAX)
        chain->families[chain->n++] = family;
}

static bool is_cjk(UScriptCode script)
{
    return script == USCRIPT_HAN || script == USCRIPT_HANGUL;
}

static bool is_european(UScriptCode script)
{
    return script == USCRIPT_LATIN || script == USCRIPT_GREEK ||
           script == USCRIPT_CYRILLIC || script <= USCRIPT_INHERITED;
}

static void chain_add_cjk(struct fonts *fonts, struct chain *chain)
{
    static const char *const endings[FONT_CJK_COUNT] = {"JP", "SC", "KR", "TC", "HK"};
    for (int i = 0; i <= FONT_CJK_COUNT; i++) {
        const char *ending = endings[i == 0 ? chain->want.cjk : (enum font_cjk)(i - 1)];
        char name[FAMILY_CAP];
        if (chain->want.face == TYPE_SERIF_DISPLAY) {
            snprintf(name, sizeof(name), "Noto Serif CJK %s", ending);
            chain_add(fonts, chain, name, true);
        }
        snprintf(name, sizeof(name), "Noto Sans CJK %s", ending);
        chain_add(fonts, chain, name, i > 0);
    }
}

// Noto names its families as Unicode names the scripts, but for spaces.
static void chain_add_script(struct fonts *fonts, struct chain *chain)
{
    UScriptCode script = chain->want.script;
    if (is_cjk(script)) {
        chain_add_cjk(fonts, chain);
        return;
    }
    if (is_european(script))
        return;
    char script_name[FAMILY_CAP - 16], name[FAMILY_CAP];
    snprintf(script_name, sizeof(script_name), "%s",
             script == USCRIPT_PHAGS_PA ? "PhagsPa" : uscript_getName(script));
    for (char *c = script_name; *c; c++) {
        if (*c == '_')
            *c = ' ';
    }
    if (chain->want.face == TYPE_SERIF_DISPLAY) {
        snprintf(name, sizeof(name), "%s",
                 script == USCRIPT_ARABIC ? "Noto Naskh Arabic" : "Noto Serif ");
        if (script != USCRIPT_ARABIC)
            strncat(name, script_name, sizeof(name) - strlen(name) - 1);
        chain_add(fonts, chain, name, true);
    }
    snprintf(name, sizeof(name), "Noto Sans %s", script_name);
    chain_add(fonts, chain, name, false);
    snprintf(name, sizeof(name), "Noto Serif %s", script_name);
    chain_add(fonts, chain, name, true);
}

static void chain_fill(struct fonts *fonts, struct chain *chain)
{
    const struct font_want *want = &chain->want;
    if (want->emoji)
        chain_add(fonts, chain, "Noto Color Emoji", false);
    // Only letters of other scripts, and wide punctuation, go before the base face: digits
    // and ASCII look the same on a whole page.
    if (want->wide || !is_cjk(want->script))
        chain_add_script(fonts, chain);
    if (want->face == TYPE_SERIF_DISPLAY) {
        chain_add(fonts, chain, "Noto Serif Display", false);
        chain_add(fonts, chain, "Noto Serif", true);
    }
    chain_add(fonts, chain, "Noto Sans", false);
    chain_add_script(fonts, chain);
    chain_add(fonts, chain, "Noto Sans Symbols", true);
    chain_add(fonts, chain, "Noto Sans Symbols2", true);
    chain_add(fonts, chain, "Noto Sans Math", true);
    chain_add(fonts, chain, "Noto Color Emoji", false);
    chain_add(fonts, chain, "DejaVu Sans", true);
}

static bool same_want(const struct font_want *a, const struct font_want *b)
{
    return a->face == b->face && a->script == b->script && a->cjk == b->cjk &&
           a->bold == b->bold && a->italic == b->italic && a->emoji == b->emoji &&
           a->wide == b->wide;
}

static struct chain *find_chain(struct fonts *fonts, const struct font_want *asked)
{
    struct font_want want = *asked;
    // Slanted letters are a custom of the European scripts.
    want.italic = want.italic && is_european(want.script);
    want.wide = want.wide && is_cjk(want.script);
    for (size_t i = 0; i < fonts->n_chains; i++) {
        if (same_want(&fonts->chains[i]->want, &want))
            return fonts->chains[i];
    }
    struct chain *chain = xcalloc(1, sizeof(*chain));
    chain->want = want;
    chain_fill(fonts, chain);
    ARRAY_GROW(fonts->chains, fonts->n_chains + 1, fonts->cap_chains);
    fonts->chains[fonts->n_chains++] = chain;
    return chain;
}

static void list_covers(struct fonts *fonts)
{
    if (fonts->covers)
        return;
    fonts->covers = xcalloc((size_t)fonts->set->nfont + 1, sizeof(FcCharSet *));
    for (int i = 0; i < fonts->set->nfont; i++)
        FcPatternGetCharSet(fonts->set->fonts[i], FC_CHARSET, 0, &fonts->covers[i]);
}

static struct font_file *find_any(struct fonts *fonts, uint32_t code)
{
    FcPattern *best = NULL;
    FcChar8 *best_path = NULL;
    int least = SLANTED;
    list_covers(fonts);
    for (int i = 0; i < fonts->set->nfont; i++) {
        if (!fonts->covers[i] || !FcCharSetHasChar(fonts->covers[i], code))
            continue;
        FcPattern *pattern = fonts->set->fonts[i];
        FcChar8 *path;
        int d = distance(pattern, false, false);
        if (d < 0 || d > least ||
            FcPatternGetString(pattern, FC_FILE, 0, &path) != FcResultMatch)
            continue;
        // By name, for the order of the set is the disk's.
        if (d < least || !best ||
            strcmp((const char *)path, (const char *)best_path) < 0) {
            least = d;
            best = pattern;
            best_path = path;
        }
    }
    return best ? add_file(fonts, best, false, false) : NULL;
}

static struct font_file *last_resort(struct fonts *fonts, uint32_t code)
{
    struct resort *slot = &fonts->resorts[code % RESORT_SLOTS];
    if (slot->code == code)
        return slot->file;
    struct font_file *file = NULL;
    for (size_t i = 0; i < RESORT_SLOTS && !file; i++) {
        struct font_file *other = fonts->resorts[i].file;
        if (other && font_file_has(other, code))
            file = other;
    }
    slot->code = code;
    slot->file = file ? file : find_any(fonts, code);
    return slot->file;
}

bool font_file_has(const struct font_file *file, uint32_t code)
{
    return FcCharSetHasChar(file->cover, code);
}

// Joiners, selectors and the like show nothing, so a font needn't have them.
static bool has_all(const struct font_file *file, const uint32_t *codes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!font_file_has(file, codes[i]) &&
            !u_hasBinaryProperty((UChar32)codes[i], UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            return false;
    }
    return true;
}

const struct font_file *fonts_for(struct fonts *fonts, const struct font_want *want,
                                  const uint32_t *codes, size_t n)
{
    const struct chain *chain = find_chain(fonts, want);
    for (int i = 0; i < chain->n; i++) {
        const struct font_file *file =
            family_file(fonts, chain->families[i], chain->want.bold, chain->want.italic);
        if (file && has_all(file, codes, n))
            return file;
    }
    // The letter without its marks is better than a box.
    if (n > 1)
        return fonts_for(fonts, want, codes, 1);
    const struct font_file *file = last_resort(fonts, codes[0]);
    return file && !file->broken ? file : NULL;
}

const struct font_file *fonts_base(struct fonts *fonts, enum type_face face, bool bold,
                                   bool italic)
{
    struct font_want want = {
        .face = face, .script = USCRIPT_LATIN, .bold = bold, .italic = italic};
    const struct chain *chain = find_chain(fonts, &want);
    for (int i = 0; i < chain->n; i++) {
        const struct font_file *file =
            family_file(fonts, chain->families[i], bold, italic);
        if (file && !file->colour && font_file_has(file, 'a'))
            return file;
    }
    return last_resort(fonts, 'a');
}

enum font_cjk fonts_cjk(const char *lang, bool has_kana)
{
    static const struct {
        const char *prefix;
        enum font_cjk cjk;
    } table[] = {
        {"ja", FONT_JP},      {"ko", FONT_KR},    {"zh-Hant-HK", FONT_HK},
        {"zh-HK", FONT_HK},   {"zh-MO", FONT_HK}, {"yue", FONT_HK},
        {"zh-Hant", FONT_TC}, {"zh-TW", FONT_TC}, {"zh", FONT_SC},
    };
    for (size_t i = 0; lang && i < ARRAY_LEN(table); i++) {
        size_t len = strlen(table[i].prefix);
        if (strncasecmp(lang, table[i].prefix, len) == 0 &&
            (lang[len] == '\0' || lang[len] == '-'))
            return table[i].cjk;
    }
    return has_kana ? FONT_JP : FONT_SC;
}

struct fonts *fonts_create(struct err *err)
{
    FcConfig *config = FcInitLoadConfigAndFonts();
    FcFontSet *set = config ? FcConfigGetFonts(config, FcSetSystem) : NULL;
    if (!set) {
        if (config)
            FcConfigDestroy(config);
        err_set(err, "The list of fonts could not be read.");
        return NULL;
    }
    struct fonts *fonts = xcalloc(1, sizeof(*fonts));
    fonts->config = config;
    fonts->set = set;
    if (!fonts_base(fonts, TYPE_SANS, false, false)) {
        fonts_destroy(fonts);
        err_set(err, "No font with Latin letters is installed.");
        return NULL;
    }
    return fonts;
}

void fonts_destroy(struct fonts *fonts)
{
    if (!fonts)
        return;
    for (size_t i = 0; i < fonts->n_files; i++) {
        free(fonts->files[i]->path);
        free(fonts->files[i]);
    }
    for (size_t i = 0; i < fonts->n_families; i++)
        free(fonts->families[i]);
    for (size_t i = 0; i < fonts->n_chains; i++)
        free(fonts->chains[i]);
    free(fonts->files);
    free(fonts->families);
    free(fonts->chains);
    free(fonts->covers);
    FcConfigDestroy(fonts->config);
    free(fonts);
}

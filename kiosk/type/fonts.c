#include "type/fonts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <unicode/uchar.h>

#include "base/array.h"
#include "base/log.h"
#include "base/mem.h"
#include "type/installed.h"

#define FAMILY_CAP 64
#define CHAIN_MAX 24

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

struct fonts {
    struct installed *installed;
    struct family **families;
    size_t n_families, cap_families;
    struct chain **chains;
    size_t n_chains, cap_chains;
};

static struct font_file *family_file(struct fonts *fonts, struct family *family,
                                     bool bold, bool italic)
{
    int slot = (bold ? 1 : 0) + (italic ? 2 : 0);
    if (!family->looked[slot]) {
        family->looked[slot] = true;
        family->files[slot] =
            installed_face(fonts->installed, family->name, bold, italic);
        if (!family->files[slot] && !family->optional && !family->told)
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
    const struct font_file *file = installed_any(fonts->installed, codes[0]);
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
    return installed_any(fonts->installed, 'a');
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
    struct installed *installed = installed_create(err);
    if (!installed)
        return NULL;
    struct fonts *fonts = xcalloc(1, sizeof(*fonts));
    fonts->installed = installed;
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
    for (size_t i = 0; i < fonts->n_families; i++)
        free(fonts->families[i]);
    for (size_t i = 0; i < fonts->n_chains; i++)
        free(fonts->chains[i]);
    free(fonts->families);
    free(fonts->chains);
    installed_destroy(fonts->installed);
    free(fonts);
}

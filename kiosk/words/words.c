#include "words/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#include "bake/files.h"
#include "base/array.h"
#include "base/bug.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "words/catalogue.h"
#include "words/pseudo.h"

#define TAG_CAP 64
#define FORMS_MAX 6
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

struct words {
    char tag[TAG_CAP];     // as asked for
    char content[TAG_CAP]; // for the pack
    char locale[TAG_CAP];  // ICU's name
    enum pseudo pseudo;
    bool rtl;
    struct catalogue catalogue;
    // A pseudo-language's strings, made once: entry i of the catalogue, form by form with a
    // NUL between, as the catalogue has it.
    struct arena arena;
    const char **made;
    size_t *made_len;
    char categories[FORMS_MAX][8]; // "one", "other": what msgstr[i] is for
    UPluralRules *rules;
    UNumberFormat *numbers;
};

static bool catalogue_of(const char *lang, struct catalogue *out)
{
    char name[TAG_CAP + 16];
    snprintf(name, sizeof(name), "words/%s.mo", lang);
    const struct bake_file *file = bake_file_find(name);
    if (!file)
        return false;
    if (!catalogue_init(out, file->bytes, file->len))
        BUG("%s is no .mo", name);
    return true;
}

// Chooses the strings: lang is set to what was found.
static void choose_catalogue(struct words *words, char lang[TAG_CAP])
{
    if (catalogue_of(lang, &words->catalogue))
        return;
    lang[strcspn(lang, "-")] = '\0';
    if (catalogue_of(lang, &words->catalogue))
        return;
    str_copy(lang, TAG_CAP, "en");
    if (!catalogue_of(lang, &words->catalogue))
        BUG("English was not compiled in");
}

// "X-Plurals: one other\n" in the header: the msgid "".
static void read_categories(struct words *words)
{
    uint32_t i;
    if (!catalogue_find(&words->catalogue, NULL, "", &i))
        return;
    const char *at = strstr(catalogue_value(&words->catalogue, i, NULL), "X-Plurals:");
    if (!at)
        return;
    at += strlen("X-Plurals:");
    for (size_t form = 0; form < FORMS_MAX; form++) {
        at += strspn(at, " ");
        size_t n = strcspn(at, " \n");
        if (!n || n >= sizeof(words->categories[0]))
            return;
        memcpy(words->categories[form], at, n);
        at += n;
    }
}

static const char *make_forms(struct words *words, const char *value, size_t len,
                              size_t *len_out)
{
    struct str all;
    str_init(&all);
    for (size_t at = 0; at <= len; at += strlen(value + at) + 1) {
        const char *form = pseudo_make(words->pseudo, &words->arena, value + at, NULL);
        str_add_bytes(&all, form, strlen(form) + 1);
    }
    *len_out = all.len - 1;
    const char *kept = arena_strndup(&words->arena, all.data, all.len);
    str_release(&all);
    return kept;
}

static void make_pseudo(struct words *words)
{
    uint32_t n = words->catalogue.count;
    words->made = ARENA_ARRAY(&words->arena, const char *, n);
    words->made_len = ARENA_ARRAY(&words->arena, size_t, n);
    for (uint32_t i = 0; i < n; i++) {
        size_t len;
        const char *value = catalogue_value(&words->catalogue, i, &len);
        words->made[i] = make_forms(words, value, len, &words->made_len[i]);
    }
}

// The tag's language in the strings' language, so that numbers and words agree.
static void choose_locale(struct words *words, const char *lang)
{
    UErrorCode status = U_ZERO_ERROR;
    size_t n = strlen(lang);
    bool ours = strncmp(words->content, lang, n) == 0 &&
                (words->content[n] == '\0' || words->content[n] == '-');
    const char *tag = ours ? words->content : lang;
    uloc_forLanguageTag(tag, words->locale, TAG_CAP - 1, NULL, &status);
    if (U_FAILURE(status) || !words->locale[0])
        str_copy(words->locale, TAG_CAP, lang);
    status = U_ZERO_ERROR;
    words->rules = uplrules_open(words->locale, &status);
    words->numbers = unum_open(UNUM_DECIMAL, NULL, 0, words->locale, NULL, &status);
    if (U_FAILURE(status))
        BUG("ICU knows no numbers for %s: %s", words->locale, u_errorName(status));
}

struct words *words_create(const char *tag)
{
    struct words *words = xcalloc(1, sizeof(*words));
    arena_init(&words->arena);
    str_copy(words->tag, TAG_CAP, tag && *tag ? tag : "en");
    words->pseudo = str_eq(tag, "en-XA")   ? PSEUDO_LONG
                    : str_eq(tag, "ar-XB") ? PSEUDO_RTL
                                           : PSEUDO_NONE;
    str_copy(words->content, TAG_CAP, words->pseudo ? "en" : words->tag);
    char lang[TAG_CAP];
    str_copy(lang, TAG_CAP, words->content);
    choose_catalogue(words, lang);
    choose_locale(words, lang);
    words->rtl = words->pseudo == PSEUDO_RTL || uloc_isRightToLeft(lang);
    read_categories(words);
    if (words->pseudo)
        make_pseudo(words);
    return words;
}

void words_destroy(struct words *words)
{
    if (!words)
        return;
    unum_close(words->numbers);
    uplrules_close(words->rules);
    arena_release(&words->arena);
    free(words);
}

size_t words_languages(const char *const **tags_out)
{
    // A test holds this against assets/words/.
    static const char *const tags[] = {"en", "es", "en-XA", "ar-XB"};
    *tags_out = tags;
    return ARRAY_LEN(tags);
}

const char *words_tag(const struct words *words)
{
    return words->tag;
}

const char *words_content_lang(const struct words *words)
{
    return words->content;
}

bool words_rtl(const struct words *words)
{
    return words->rtl;
}

static const char *find(const struct words *words, const char *context, const char *msgid,
                        size_t *len_out)
{
    uint32_t i;
    if (!catalogue_find(&words->catalogue, context, msgid, &i))
        return NULL;
    if (words->pseudo) {
        *len_out = words->made_len[i];
        return words->made[i];
    }
    return catalogue_value(&words->catalogue, i, len_out);
}

const char *words_text(const struct words *words, const char *context, const char *msgid)
{
    size_t len;
    const char *text = *msgid ? find(words, context, msgid, &len) : NULL;
    return text ? text : msgid;
}

// Whether a value has a letter of the other direction, or a control of its own: a pseudo
// title in an English sentence, Latin in an Arabic one. It is isolated then.
static bool may_differ(const struct words *words, const char *value)
{
    size_t len = strlen(value);
    for (size_t pos = 0; pos < len;) {
        switch (u_charDirection((UChar32)utf8_next(value, len, &pos))) {
        case U_LEFT_TO_RIGHT:
            if (words->rtl)
                return true;
            break;
        case U_RIGHT_TO_LEFT:
        case U_RIGHT_TO_LEFT_ARABIC:
        case U_ARABIC_NUMBER:
            if (!words->rtl)
                return true;
            break;
        case U_LEFT_TO_RIGHT_EMBEDDING:
        case U_LEFT_TO_RIGHT_OVERRIDE:
        case U_RIGHT_TO_LEFT_EMBEDDING:
        case U_RIGHT_TO_LEFT_OVERRIDE:
            return true;
        default:
            break;
        }
    }
    return false;
}

static const struct word_arg *arg_named(const struct word_arg *args, const char *name,
                                        size_t len)
{
    for (; args && args->name; args++) {
        if (strlen(args->name) == len && memcmp(args->name, name, len) == 0)
            return args;
    }
    return NULL;
}

static const char *fill(const struct words *words, struct arena *arena, const char *text,
                        const struct word_arg *args)
{
    struct str out;
    str_init(&out);
    while (*text) {
        size_t plain = strcspn(text, "{");
        str_add_bytes(&out, text, plain);
        text += plain;
        size_t name = *text ? strcspn(text + 1, "}") : 0;
        const struct word_arg *arg = *text ? arg_named(args, text + 1, name) : NULL;
        if (arg && text[name + 1] == '}') {
            bool apart = may_differ(words, arg->value);
            str_printf(&out, apart ? "\u2068%s\u2069" : "%s", arg->value);
            text += name + 2;
        } else if (*text) {
            str_add_bytes(&out, text++, 1);
        }
    }
    const char *kept = arena_strdup(arena, str_c(&out));
    str_release(&out);
    return kept;
}

const char *words_format(const struct words *words, struct arena *arena,
                         const char *context, const char *msgid,
                         const struct word_arg *args)
{
    return fill(words, arena, words_text(words, context, msgid), args);
}

// Which of a plural entry's forms n takes; a category the language did not list is "other".
static int form_for(const struct words *words, long n)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[16];
    int32_t len = uplrules_select(words->rules, (double)n, wide, 16, &status);
    char category[16] = "other";
    if (U_SUCCESS(status) && len < 16)
        u_UCharsToChars(wide, category, len + 1);
    int other = 0;
    for (int i = 0; i < FORMS_MAX; i++) {
        if (strcmp(words->categories[i], category) == 0)
            return i;
        if (strcmp(words->categories[i], "other") == 0)
            other = i;
    }
    return other;
}

const char *words_plural(const struct words *words, struct arena *arena, const char *one,
                         const char *other, long n)
{
    size_t len;
    const char *forms = find(words, NULL, one, &len);
    const char *text = forms    ? catalogue_form(forms, len, form_for(words, n))
                       : n == 1 ? one
                                : other;
    const struct word_arg args[] = {{"n", words_number(words, arena, n)}, {NULL, NULL}};
    return fill(words, arena, text, args);
}

const char *words_number(const struct words *words, struct arena *arena, long n)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[64];
    char narrow[192];
    unum_formatInt64(words->numbers, n, wide, 64, NULL, &status);
    u_strToUTF8(narrow, sizeof(narrow), NULL, wide, -1, &status);
    if (U_FAILURE(status))
        BUG("ICU can't write %ld: %s", n, u_errorName(status));
    return arena_strdup(arena, narrow);
}

const char *words_money(const struct words *words, struct arena *arena, long amount,
                        const char *currency, bool brief)
{
    char skeleton[96], narrow[192];
    UChar wide[96];
    UErrorCode status = U_ZERO_ERROR;
    bool known = strlen(currency) == 3 && strspn(currency, CAPITALS) == 3;
    snprintf(skeleton, sizeof(skeleton), "currency/%s unit-width-%s %s",
             known ? currency : "XTS", brief ? "narrow" : "short",
             brief ? "compact-short @##" : "precision-integer");
    u_charsToUChars(skeleton, wide, (int32_t)strlen(skeleton) + 1);
    UNumberFormatter *f =
        unumf_openForSkeletonAndLocale(wide, -1, words->locale, &status);
    UFormattedNumber *result = unumf_openResult(&status);
    unumf_formatInt(f, amount, result, &status);
    unumf_resultToString(result, wide, 96, &status);
    unumf_closeResult(result);
    unumf_close(f);
    u_strToUTF8(narrow, sizeof(narrow), NULL, wide, -1, &status);
    return U_FAILURE(status) ? words_number(words, arena, amount)
                             : arena_strdup(arena, narrow);
}

const char *words_minutes(const struct words *words, struct arena *arena, int minutes)
{
    const struct word_arg args[] = {
        {"h", words_number(words, arena, minutes / 60)},
        {"m", words_number(words, arena, minutes % 60)},
        {NULL, NULL},
    };
    if (minutes < 60)
        return words_format(words, arena, NULL, "{m} min", args);
    if (minutes % 60 == 0)
        return words_format(words, arena, NULL, "{h} h", args);
    return words_format(words, arena, NULL, "{h} h {m} min", args);
}

// With a tenth, where it has one.
static const char *tenths(const struct words *words, struct arena *arena, double v)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[64];
    char narrow[192];
    UNumberFormatter *f =
        unumf_openForSkeletonAndLocale(u".#", -1, words->locale, &status);
    UFormattedNumber *result = unumf_openResult(&status);
    unumf_formatDouble(f, v, result, &status);
    unumf_resultToString(result, wide, 64, &status);
    unumf_closeResult(result);
    unumf_close(f);
    u_strToUTF8(narrow, sizeof(narrow), NULL, wide, -1, &status);
    return U_FAILURE(status) ? words_number(words, arena, lround(v))
                             : arena_strdup(arena, narrow);
}

const char *words_distance(const struct words *words, struct arena *arena, double metres)
{
    double m = metres > 0 ? metres : 0; // NAN: not known, and nothing
    long whole = m < 100 ? lround(m) : lround(fmin(m, 1e9) / 10) * 10;
    if (whole < 1000)
        return words_format(
            words, arena, NULL, "{n} m",
            (struct word_arg[]){{"n", words_number(words, arena, whole)}, {0}});
    const char *n = m < 9950 ? tenths(words, arena, fmax(1, round(m / 100) / 10))
                             : words_number(words, arena, lround(fmin(m, 1e9) / 1000));
    return words_format(words, arena, NULL, "{n} km", (struct word_arg[]){{"n", n}, {0}});
}

const char *words_pseudo(const struct words *words, struct arena *arena, const char *text,
                         size_t *prefix_out)
{
    return pseudo_make(words->pseudo, arena, text, prefix_out);
}

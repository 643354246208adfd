// The interface's own words: strings from assets/words/*.po (compiled into the program),
// plurals, numbers, distances and times by ICU, and the two pseudo-languages.
//
// A `struct words` is one language; strings are borrowed from it or from the arena.
//   en-XA  every string 40 % longer with an end mark, to find what is cut
//   ar-XB  every string right to left (U+202E ... U+202C), to find what does not mirror
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct words;

// Marks a msgid that stands in a table and is looked up later, for the test that holds the
// code against assets/words/en.po.
#define WORD(msgid) msgid

// The closest language there is: the tag, its part before '-', else English. Never NULL.
struct words *words_create(const char *tag);
void words_destroy(struct words *words);
const char *words_tag(const struct words *words);          // as asked for, e.g. "en-XA"
const char *words_content_lang(const struct words *words); // for the pack: "en" for en-XA
bool words_rtl(const struct words *words);

// The string for a msgid; context tells apart same words, NULL for none. A msgid without a
// translation gives itself: it is English.
const char *words_text(const struct words *words, const char *context, const char *msgid);

struct word_arg {
    const char *name;  // replaces {name}
    const char *value; // isolated (U+2068 ... U+2069) where the directions may differ
};

// Replaces {name}s, into the arena. Ends with an arg whose name is NULL.
const char *words_format(const struct words *words, struct arena *arena,
                         const char *context, const char *msgid,
                         const struct word_arg *args);
// {n} is the number, written by the language's rules; the form by its plural rules.
const char *words_plural(const struct words *words, struct arena *arena, const char *one,
                         const char *other, long n);

const char *words_number(const struct words *words, struct arena *arena, long n);
// Money in whole units of a currency (ISO 4217): "$47.4M" if `brief`, else "$47,400,000".
const char *words_money(const struct words *words, struct arena *arena, long amount,
                        const char *currency, bool brief);
// "1 h 20 min", "45 min".
const char *words_minutes(const struct words *words, struct arena *arena, int minutes);

// As one says it to a walker: "87 m", "180 m" (tens from 100 on), "1.2 km", "14 km".
const char *words_distance(const struct words *words, struct arena *arena, double metres);

// What a pseudo-language does to a string of content; the text itself for a real language.
// *prefix_out bytes were put before it.
const char *words_pseudo(const struct words *words, struct arena *arena, const char *text,
                         size_t *prefix_out);

// All languages there are strings for, the pseudo ones last. Static.
size_t words_languages(const char *const **tags_out);

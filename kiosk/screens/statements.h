// What a page says, and who says it: claims, facts, easter eggs and citations as cards. Shared by
// the pages of stops, places, films and people.
#pragma once

#include "screens/parts.h"

// What the cards of a page are built from. `sources` are numbered at the foot of the page, if
// `body` has them.
struct statements {
    const struct screen_env *env;
    const struct source *sources; // all that stand behind the page
    size_t n_sources;
    struct parts_words body;
};

// The usual one: body text whose cites are numbers into the sources.
struct statements statements_of(const struct screen_env *env,
                                const struct source *sources, size_t n_sources);

struct node *statements_card(struct build *b, struct node *parent, const char *key,
                             enum colour fill);
void statements_section(struct build *b, struct node *parent, const char *key,
                        const char *words);
// Who says it, who says otherwise, and who looked into it and is silent.
struct statement {
    enum cite kind;
    const char *id; // as it stands in the pack
    const struct citation *citations;
    size_t count;
};

// A line each, and a touch on them opens SHEET_SOURCES, where they can be read in full. Not inside
// of what is pressed itself. NULL: nobody is named.
struct node *statements_behind(struct build *b, struct node *parent,
                               const struct statements *s, const struct statement *of);
// The lines alone.
void statements_citations(struct build *b, struct node *parent,
                          const struct statements *s, const struct citation *citations,
                          size_t count);

// "Filmed here", "Said to be filmed here", "Sources differ" ...
const char *statements_claim_words(const struct screen_env *env, const struct claim *c);
void statements_claims(struct build *b, struct node *parent, const struct statements *s,
                       const struct claim *claims, size_t count);
// An egg is a card that reveals its answer; the rest stand under a heading after them.
void statements_facts(struct build *b, struct node *parent, const struct statements *s,
                      const struct fact *facts, size_t count);

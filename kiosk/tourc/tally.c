#include "tourc/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/command.h"
#include "base/str.h"

// What one thing has to say: a tour, a stop, a place, a claim, a fact or a picture.
struct share {
    size_t words;  // in the original language
    size_t *texts; // by language
    // Where its rows stand in the book, which lie together: its citations, and a place's claims
    // or a tour's stops.
    size_t cite, n_cites;
    size_t part, n_parts;
};

// All things, found by "entity/id".
struct ledger {
    const struct book *book;
    struct arena arena;
    struct names names;
    struct share *shares;
    size_t cap;
};

// What a stop, a tour or the whole pack comes to.
struct sum {
    size_t stops, words, facts, pictures;
    size_t *texts;        // by language
    struct names sources; // each once
};

static size_t count_words(const char *text)
{
    size_t n = 0;
    for (;;) {
        text += strspn(text, " \n");
        if (!*text)
            return n;
        text += strcspn(text, " \n");
        n++;
    }
}

static size_t *new_texts(struct ledger *l)
{
    return ARENA_ARRAY(&l->arena, size_t, l->book->n_languages + 1);
}

static const struct share *find(const struct ledger *l, const char *entity,
                                const char *id)
{
    char key[2 * ID_CAP];
    snprintf(key, sizeof(key), "%s/%s", entity, id);
    const struct name *name = names_find(&l->names, key);
    return name ? &l->shares[name->index] : NULL;
}

// The share of a thing, made when it is first heard of.
static struct share *share_of(struct ledger *l, const char *entity, const char *id)
{
    const struct share *known = find(l, entity, id);
    if (known)
        return &l->shares[known - l->shares];
    size_t n = l->names.n;
    ARRAY_GROW(l->shares, n + 1, l->cap);
    l->shares[n] = (struct share){.texts = new_texts(l)};
    names_add(&l->names, arena_printf(&l->arena, "%s/%s", entity, id), spot_top(""), n);
    return &l->shares[n];
}

static void add_text(struct ledger *l, const struct book_text *text)
{
    const struct name *lang = names_find(&l->book->language_names, text->lang);
    if (!lang)
        return;
    struct share *share = share_of(l, text->entity, text->id);
    share->texts[lang->index]++;
    bool story = str_eq(text->entity, "stop") && !str_eq(text->field, "title");
    if (lang->index == 0 && story)
        share->words += count_words(text->body);
}

static void add_part(struct ledger *l, const char *entity, const char *id, size_t row)
{
    struct share *whole = share_of(l, entity, id);
    if (!whole->n_parts++)
        whole->part = row;
}

static void ledger_init(struct ledger *l, const struct book *book)
{
    *l = (struct ledger){.book = book};
    arena_init(&l->arena);
    for (size_t i = 0; i < book->n_texts; i++)
        add_text(l, &book->texts[i]);
    for (size_t i = 0; i < book->n_cites; i++) {
        struct share *share = share_of(l, book->cites[i].entity, book->cites[i].id);
        if (!share->n_cites++)
            share->cite = i;
    }
    for (size_t i = 0; i < book->n_claims; i++)
        add_part(l, "place", book->claims[i].place, i);
    for (size_t i = 0; i < book->n_stops; i++)
        add_part(l, "tour", book->stops[i].tour, i);
}

static void ledger_release(struct ledger *l)
{
    names_release(&l->names);
    free(l->shares);
    arena_release(&l->arena);
}

// Counts a thing's texts and sources.
static const struct share *take(const struct ledger *l, struct sum *sum,
                                const char *entity, const char *id)
{
    const struct share *share = find(l, entity, id);
    if (!share)
        return NULL;
    for (size_t i = 0; i < l->book->n_languages; i++)
        sum->texts[i] += share->texts[i];
    for (size_t i = 0; i < share->n_cites; i++) {
        struct ref source = l->book->cites[share->cite + i].source;
        names_add(&sum->sources, source.id, source.at, 0);
    }
    return share;
}

// All that the stop's page shows: its own, and what its place, claims, facts and pictures say.
static void take_stop(const struct ledger *l, struct sum *sum,
                      const struct book_stop *stop)
{
    const struct share *own = take(l, sum, "stop", stop->id);
    const struct share *place = take(l, sum, "place", stop->place.id);
    for (size_t i = 0; place && i < place->n_parts; i++)
        take(l, sum, "claim", l->book->claims[place->part + i].id);
    for (size_t i = 0; i < stop->facts.n; i++)
        take(l, sum, "fact", stop->facts.items[i].id);
    for (size_t i = 0; i < stop->pictures.n; i++)
        take(l, sum, "media", stop->pictures.items[i].id);
    sum->stops++;
    sum->words += own ? own->words : 0;
    sum->facts += stop->facts.n;
    sum->pictures += stop->pictures.n;
}

static void print_sum(const struct book *book, const struct sum *sum, const char *name,
                      FILE *to)
{
    fprintf(to, "  %-28s %7zu %7zu %9zu %8zu", name, sum->words, sum->facts,
            sum->pictures, sum->sources.n);
    for (size_t i = 1; i < book->n_languages; i++)
        fprintf(to, "%s %s %zu of %zu texts", i > 1 ? "," : " ", book->languages[i].tag,
                sum->texts[i], sum->texts[0]);
    fputs("\n", to);
}

static struct sum sum_create(const struct book *book)
{
    return (struct sum){.texts = xcalloc(book->n_languages + 1, sizeof(size_t))};
}

static void sum_destroy(struct sum *sum)
{
    names_release(&sum->sources);
    free(sum->texts);
}

static void print_total(const struct book *book, const struct sum *sum, FILE *to)
{
    char name[40];
    snprintf(name, sizeof(name), sum->stops == 1 ? "1 stop" : "%zu stops", sum->stops);
    print_sum(book, sum, name, to);
}

static void print_tour(const struct ledger *l, const char *id, FILE *to)
{
    const struct share *tour = find(l, "tour", id);
    struct sum all = sum_create(l->book);
    fprintf(to, "%-30s %7s %7s %9s %8s%s\n", id, "words", "facts", "pictures", "sources",
            l->book->n_languages > 1 ? "  translated" : "");
    for (size_t i = 0; tour && i < tour->n_parts; i++) {
        const struct book_stop *stop = &l->book->stops[tour->part + i];
        struct sum one = sum_create(l->book);
        take_stop(l, &one, stop);
        take_stop(l, &all, stop);
        print_sum(l->book, &one, stop->id, to);
        sum_destroy(&one);
    }
    print_total(l->book, &all, to);
    fputs("\n", to);
    sum_destroy(&all);
}

// Each thing once, also what no stop shows.
static void print_pack(const struct ledger *l, FILE *to)
{
    const struct book *book = l->book;
    struct sum all = sum_create(book);
    for (size_t i = 0; i < l->names.n; i++) {
        all.words += l->shares[i].words;
        for (size_t j = 0; j < book->n_languages; j++)
            all.texts[j] += l->shares[i].texts[j];
    }
    for (size_t i = 0; i < book->n_sources; i++)
        names_add(&all.sources, book->sources[i].id, spot_top(""), 0);
    all.stops = book->n_stops;
    all.facts = book->n_facts;
    all.pictures = book->n_media;
    fprintf(to, "the whole pack, each thing once\n");
    print_total(book, &all, to);
    if (book->n_questions)
        fprintf(to, "  %zu quiz question%s\n", book->n_questions,
                book->n_questions == 1 ? "" : "s");
    sum_destroy(&all);
}

void tally_print(const struct book *book, FILE *to)
{
    struct ledger ledger;
    ledger_init(&ledger, book);
    for (size_t i = 0; i < book->n_tours; i++)
        print_tour(&ledger, book->tours[i].id, to);
    print_pack(&ledger, to);
    ledger_release(&ledger);
}

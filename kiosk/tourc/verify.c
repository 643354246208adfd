#include "tourc/verify.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "tourc/contrast.h"
#include "tourc/languages.h"
#include "tourc/values.h"

static void check_refs(struct book *book, const struct names *names, const char *kind,
                       const struct refs *refs)
{
    struct names seen = {0};
    for (size_t i = 0; i < refs->n; i++) {
        struct ref ref = refs->items[i];
        if (!value_is_slug(ref.id))
            continue; // no name, which was said
        book_knows(book, names, kind, ref);
        if (!names_add(&seen, ref.id, ref.at, i))
            report_error(book->report, ref.at, "%s '%s' is listed twice", kind, ref.id);
    }
    names_release(&seen);
}

static void check_languages(struct book *book)
{
    for (size_t i = 0; i < book->n_languages; i++) {
        const struct book_language *lang = &book->languages[i];
        if (value_is_tag(lang->tag) && !language_is_known(lang->tag))
            report_error(book->report, names_find(&book->language_names, lang->tag)->at,
                         "unknown language '%s': expected a tag of BCP 47, like 'es' or "
                         "'zh-Hant'",
                         lang->tag);
        if (!book_knows(book, &book->language_names, "language", lang->fallback))
            continue;
        // Following fallbacks must end; after as many steps as there are languages it won't.
        const struct book_language *at = lang;
        size_t steps = 0;
        while (at->fallback.id && steps <= book->n_languages) {
            const struct name *next = names_find(&book->language_names, at->fallback.id);
            if (!next)
                break;
            at = &book->languages[next->index];
            steps++;
        }
        if (steps > book->n_languages)
            report_error(book->report, lang->fallback.at,
                         "the fallback of '%s' leads round in a circle", lang->tag);
    }
}

// Each is the other's, whichever of them names it.
static void join(struct book *book, size_t one, size_t other)
{
    struct book_media *a = &book->media[one], *b = &book->media[other];
    const struct book_media *taken = a->mate && a->mate != other + 1 ? a
                                     : b->mate && b->mate != one + 1 ? b
                                                                     : NULL;
    if (one == other)
        report_error(book->report, a->pair.at,
                     "picture '%s' is paired with itself: expected another picture",
                     a->id);
    else if (taken)
        report_error(book->report, a->pair.at,
                     "picture '%s' is already paired with '%s': expected one pair each",
                     taken->id, book->media[taken->mate - 1].id);
    else {
        a->mate = other + 1;
        b->mate = one + 1;
    }
}

static void check_media(struct book *book)
{
    for (size_t i = 0; i < book->n_media; i++) {
        struct ref pair = book->media[i].pair;
        book_knows(book, &book->licence_names, "licence", book->media[i].licence);
        if (pair.id && value_is_slug(pair.id) &&
            book_knows(book, &book->media_names, "picture", pair))
            join(book, i, names_find(&book->media_names, pair.id)->index);
    }
}

static void check_sources(struct book *book)
{
    for (size_t i = 0; i < book->n_cites; i++)
        book_knows(book, &book->source_names, "source", book->cites[i].source);
    for (size_t i = 0; i < book->n_mentions; i++)
        book_knows(book, &book->source_names, "source", book->mentions[i]);
}

// Where the facts of each place stand: they lie together, since a place is read at once.
struct facts_of {
    size_t first, n;
};

static struct facts_of *find_facts(const struct book *book)
{
    struct facts_of *of = xcalloc(book->n_places + 1, sizeof(*of));
    for (size_t i = 0; i < book->n_facts; i++) {
        if (!str_eq(book->facts[i].owner_entity, "place"))
            continue;
        struct facts_of *here =
            &of[names_find(&book->place_names, book->facts[i].owner)->index];
        if (!here->n++)
            here->first = i;
    }
    return of;
}

static void take_all_facts(struct book *book, const struct facts_of *of,
                           struct book_stop *stop)
{
    const struct name *place =
        stop->place.id ? names_find(&book->place_names, stop->place.id) : NULL;
    if (!stop->all_facts || !place)
        return;
    const struct facts_of *here = &of[place->index];
    stop->facts.items = ARENA_ARRAY(&book->arena, struct ref, here->n + 1);
    stop->facts.n = here->n;
    for (size_t i = 0; i < here->n; i++)
        stop->facts.items[i] = (struct ref){book->facts[here->first + i].id, stop->at};
}

static void check_code(struct book *book, const struct book_stop *stop,
                       struct names *codes)
{
    if (!stop->code)
        return; // none, or not a number, which was said
    const char *code = arena_printf(&book->arena, "%d", stop->code);
    if (names_add(codes, code, stop->code_at, 0))
        return;
    struct spot first = names_find(codes, code)->at;
    report_error(book->report, stop->code_at, "duplicate code %d, first given at %s:%d",
                 stop->code, first.file, first.line);
}

static void check_stops(struct book *book)
{
    struct names codes = {0};
    struct facts_of *facts = find_facts(book);
    for (size_t i = 0; i < book->n_stops; i++) {
        struct book_stop *stop = &book->stops[i];
        book_knows(book, &book->place_names, "place", stop->place);
        check_refs(book, &book->media_names, "picture", &stop->pictures);
        check_refs(book, &book->fact_names, "fact", &stop->facts);
        check_code(book, stop, &codes);
        take_all_facts(book, facts, stop);
    }
    free(facts);
    names_release(&codes);
}

static int by_order(const void *left, const void *right)
{
    const struct book_tour *a = left;
    const struct book_tour *b = right;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return strcmp(a->id, b->id);
}

static void check_tours(struct book *book)
{
    if (!book->n_tours && !book->report->n_errors)
        report_error(book->report, spot_top(book->dir),
                     "expected a tour: a folder with tour.yaml in it");
    book_knows(book, &book->tour_names, "tour", book->default_tour);
    book_knows(book, &book->media_names, "picture", book->hero);
    for (size_t i = 0; i < book->n_tours; i++)
        book_knows(book, &book->media_names, "picture", book->tours[i].picture);
    // The names' indices don't follow; nothing looks tours up by them.
    if (book->n_tours)
        qsort(book->tours, book->n_tours, sizeof(*book->tours), by_order);
}

static void check_accent(struct book *book, const struct book_tour *tour, uint32_t ground,
                         const char *what)
{
    double ratio = contrast_ratio(tour->accent, ground);
    // Cut, not rounded: 4.499 is not enough, and must not look so.
    if (ratio < CONTRAST_LEAST)
        report_error(book->report, tour->accent_at,
                     "accent #%06X has a contrast of %.2f:1 with %s: expected at least "
                     "%.1f:1",
                     (unsigned)tour->accent, floor(ratio * 100) / 100, what,
                     CONTRAST_LEAST);
}

static void check_accents(struct book *book)
{
    for (size_t i = 0; i < book->n_tours; i++) {
        if (!book->tours[i].has_accent)
            continue;
        check_accent(book, &book->tours[i], CONTRAST_WHITE, "white");
        check_accent(book, &book->tours[i], CONTRAST_PAPER, "paper #FBF3EA");
    }
}

const struct book_place *verify_place_of(const struct book *book, const char *id)
{
    const struct name *name = id ? names_find(&book->place_names, id) : NULL;
    const struct book_place *place = name ? &book->places[name->index] : NULL;
    // Without a latitude it does not say where it is, which was said.
    return place && place->lat_at.file ? place : NULL;
}

bool verify_next_walk(struct book *book, size_t *at, struct verify_walk *out)
{
    if (*at >= book->n_stops)
        return false;
    *out = (struct verify_walk){.book = book, .stops = &book->stops[*at]};
    while (*at < book->n_stops && book->stops[*at].tour == out->stops[0].tour) {
        out->n++;
        (*at)++;
    }
    for (size_t i = 0; i < book->n_tours && !out->tour; i++)
        if (str_eq(book->tours[i].id, out->stops[0].tour))
            out->tour = &book->tours[i];
    const char *mode = out->tour ? out->tour->mode : "";
    out->on_foot = str_eq(mode, "walk");
    out->elsewhere =
        str_eq(mode, "drive") || str_eq(mode, "lot") || str_eq(mode, "armchair");
    return true;
}

void verify_book(struct book *book)
{
    check_languages(book);
    check_media(book);
    check_sources(book);
    for (size_t i = 0; i < book->n_works; i++)
        check_refs(book, &book->media_names, "picture", &book->works[i].pictures);
    for (size_t i = 0; i < book->n_claims; i++)
        book_knows(book, &book->work_names, "work", book->claims[i].work);
    check_stops(book);
    check_tours(book);
    check_accents(book);
    verify_coordinates(book);
    verify_vantages(book);
    verify_triggers(book);
    verify_legs(book);
    verify_maps(book);
    if (!book->report->n_errors)
        verify_unused(book);
}

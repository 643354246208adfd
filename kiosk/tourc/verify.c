#include "tourc/verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static void check_refs(struct book *book, const struct names *names, const char *kind,
                       const struct refs *refs)
{
    struct names seen = {0};
    for (size_t i = 0; i < refs->n; i++) {
        struct ref ref = refs->items[i];
        book_knows(book, names, kind, ref);
        if (ref.id && !names_add(&seen, ref.id, ref.at, i))
            report_error(book->report, ref.at, "%s '%s' is listed twice", kind, ref.id);
    }
    names_release(&seen);
}

static void check_languages(struct book *book)
{
    for (size_t i = 0; i < book->n_languages; i++) {
        const struct book_language *lang = &book->languages[i];
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

static void check_media(struct book *book)
{
    for (size_t i = 0; i < book->n_media; i++)
        book_knows(book, &book->licence_names, "licence", book->media[i].licence);
}

static void check_sources(struct book *book)
{
    for (size_t i = 0; i < book->n_cites; i++)
        book_knows(book, &book->source_names, "source", book->cites[i].source);
    for (size_t i = 0; i < book->n_mentions; i++)
        book_knows(book, &book->source_names, "source", book->mentions[i]);
}

static void take_all_facts(struct book *book, struct book_stop *stop)
{
    stop->facts = (struct refs){0};
    stop->facts.items = ARENA_ARRAY(&book->arena, struct ref, book->n_facts + 1);
    for (size_t i = 0; i < book->n_facts; i++) {
        const struct book_fact *fact = &book->facts[i];
        if (str_eq(fact->owner_entity, "place") && str_eq(fact->owner, stop->place.id))
            stop->facts.items[stop->facts.n++] = (struct ref){fact->id, stop->at};
    }
}

static void check_code(struct book *book, const struct book_stop *stop,
                       struct names *codes)
{
    if (!stop->code)
        return;
    const char *code = arena_printf(&book->arena, "%d", stop->code);
    if (names_add(codes, code, stop->at, 0))
        return;
    report_error(book->report, stop->at, "duplicate code %d, first given in %s",
                 stop->code, names_find(codes, code)->at.file);
}

static void check_stops(struct book *book)
{
    struct names codes = {0};
    for (size_t i = 0; i < book->n_stops; i++) {
        struct book_stop *stop = &book->stops[i];
        book_knows(book, &book->place_names, "place", stop->place);
        check_refs(book, &book->media_names, "picture", &stop->pictures);
        check_refs(book, &book->fact_names, "fact", &stop->facts);
        check_code(book, stop, &codes);
        if (stop->all_facts && stop->place.id)
            take_all_facts(book, stop);
    }
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

static bool is_visited(const struct book *book, const char *place)
{
    for (size_t i = 0; i < book->n_stops; i++)
        if (str_eq(book->stops[i].place.id, place))
            return true;
    return false;
}

static bool is_shown(const struct book *book, const char *media)
{
    if (str_eq(book->hero.id, media))
        return true;
    for (size_t i = 0; i < book->n_tours; i++)
        if (str_eq(book->tours[i].picture.id, media))
            return true;
    for (size_t i = 0; i < book->n_stops; i++)
        for (size_t j = 0; j < book->stops[i].pictures.n; j++)
            if (str_eq(book->stops[i].pictures.items[j].id, media))
                return true;
    return false;
}

static void warn_unused(struct book *book)
{
    for (size_t i = 0; i < book->n_places; i++)
        if (!is_visited(book, book->places[i].id))
            report_warn(book->report, book->places[i].at, "no stop is at this place");
    for (size_t i = 0; i < book->n_media; i++)
        if (!is_shown(book, book->media[i].id))
            report_warn(book->report, book->media[i].at,
                        "picture '%s' is not shown anywhere", book->media[i].id);
}

void verify_book(struct book *book)
{
    check_languages(book);
    check_media(book);
    check_sources(book);
    for (size_t i = 0; i < book->n_claims; i++)
        book_knows(book, &book->work_names, "work", book->claims[i].work);
    check_stops(book);
    check_tours(book);
    if (!book->report->n_errors)
        warn_unused(book);
}

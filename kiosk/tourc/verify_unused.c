// What nobody will ever see. Mostly it was to be seen, and a line elsewhere is missing.
#include "tourc/verify.h"

#include <stdlib.h>

#include "base/str.h"

// Of each thing that `names` knows, by its index: whether something leads to it.
struct used {
    const struct names *names;
    bool *is;
};

static struct used used_create(const struct names *names)
{
    return (struct used){names, xcalloc(names->n + 1, sizeof(bool))};
}

static void use(struct used *used, struct ref ref)
{
    const struct name *name = ref.id ? names_find(used->names, ref.id) : NULL;
    if (name)
        used->is[name->index] = true;
}

static void warn_places(struct book *book)
{
    struct used used = used_create(&book->place_names);
    for (size_t i = 0; i < book->n_stops; i++)
        use(&used, book->stops[i].place);
    for (size_t i = 0; i < book->n_vantages; i++)
        use(&used, book->vantages[i].towards);
    for (size_t i = 0; i < book->n_places; i++)
        if (!used.is[i])
            report_hint(book->report, book->places[i].at, "no stop is at this place");
    free(used.is);
}

static void warn_pictures(struct book *book)
{
    struct used used = used_create(&book->media_names);
    use(&used, book->hero);
    for (size_t i = 0; i < book->n_tours; i++)
        use(&used, book->tours[i].picture);
    for (size_t i = 0; i < book->n_stops; i++)
        for (size_t j = 0; j < book->stops[i].pictures.n; j++)
            use(&used, book->stops[i].pictures.items[j]);
    for (size_t i = 0; i < book->n_works; i++)
        for (size_t j = 0; j < book->works[i].pictures.n; j++)
            use(&used, book->works[i].pictures.items[j]);
    for (size_t i = 0; i < book->n_vantages; i++)
        use(&used, book->vantages[i].picture);
    for (size_t i = 0; i < book->n_questions; i++)
        use(&used, book->questions[i].picture);
    for (size_t i = 0; i < book->n_media; i++)
        if (!used.is[i] && !(book->media[i].mate && used.is[book->media[i].mate - 1]))
            report_hint(book->report, book->media[i].at,
                        "picture '%s' is not shown anywhere", book->media[i].id);
    free(used.is);
}

// Where each was named; `names` keeps that.
static void warn_names(struct book *book, const struct used *used, const char *kind,
                       const char *what)
{
    for (size_t i = 0; i < used->names->n; i++) {
        const struct name *name = &used->names->items[i];
        if (!used->is[name->index])
            report_hint(book->report, name->at, "%s '%s' %s", kind, name->id, what);
    }
}

static void warn_sources(struct book *book)
{
    struct used used = used_create(&book->source_names);
    for (size_t i = 0; i < book->n_cites; i++)
        use(&used, book->cites[i].source);
    for (size_t i = 0; i < book->n_mentions; i++)
        use(&used, book->mentions[i]);
    warn_names(book, &used, "source", "is cited nowhere");
    free(used.is);
}

static void warn_licences(struct book *book)
{
    struct used used = used_create(&book->licence_names);
    for (size_t i = 0; i < book->n_media; i++)
        use(&used, book->media[i].licence);
    warn_names(book, &used, "licence", "is that of no picture");
    free(used.is);
}

// A stop whose words nobody stands behind: its facts and claims have sources, its story none.
static void warn_unsourced(struct book *book)
{
    bool *sourced = xcalloc(book->n_stops + 1, sizeof(*sourced));
    for (size_t i = 0; i < book->n_cites; i++) {
        const struct book_cite *cite = &book->cites[i];
        if (str_eq(cite->entity, "stop"))
            sourced[names_find(&book->stop_names, cite->id)->index] = true;
    }
    for (size_t i = 0; i < book->n_stops; i++)
        if (!sourced[i])
            report_hint(book->report, book->stops[i].at,
                        "a story without a source: expected [^source-id] behind what it "
                        "tells, or 'sources'");
    free(sourced);
}

void verify_unused(struct book *book)
{
    warn_places(book);
    warn_pictures(book);
    warn_sources(book);
    warn_licences(book);
    warn_unsourced(book);
}

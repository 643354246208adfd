#include "tourc/tally.h"

#include <string.h>

#include "base/str.h"

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

static size_t stop_words(const struct book *book, const struct book_stop *stop)
{
    size_t n = 0;
    for (size_t i = 0; i < book->n_texts; i++) {
        const struct book_text *t = &book->texts[i];
        bool story = str_eq(t->field, "lede") || str_eq(t->field, "story");
        if (story && str_eq(t->entity, "stop") && str_eq(t->id, stop->id) &&
            str_eq(t->lang, book_original(book)))
            n += count_words(t->body);
    }
    return n;
}

static bool fact_is_shown(const struct book_stop *stop, const char *fact)
{
    for (size_t i = 0; i < stop->facts.n; i++)
        if (str_eq(stop->facts.items[i].id, fact))
            return true;
    return false;
}

static bool stands_behind(const struct book *book, const struct book_stop *stop,
                          const struct book_cite *cite)
{
    if (str_eq(cite->entity, "stop"))
        return str_eq(cite->id, stop->id);
    if (str_eq(cite->entity, "fact"))
        return fact_is_shown(stop, cite->id);
    const struct name *claim = names_find(&book->claim_names, cite->id);
    return claim && str_eq(book->claims[claim->index].place, stop->place.id);
}

static size_t stop_sources(const struct book *book, const struct book_stop *stop)
{
    struct names seen = {0};
    for (size_t i = 0; i < book->n_cites; i++)
        if (stands_behind(book, stop, &book->cites[i]))
            names_add(&seen, book->cites[i].source.id, book->cites[i].source.at, 0);
    size_t n = seen.n;
    names_release(&seen);
    return n;
}

void tally_print(const struct book *book, FILE *to)
{
    for (size_t i = 0; i < book->n_tours; i++) {
        fprintf(to, "%s\n", book->tours[i].id);
        for (size_t j = 0; j < book->n_stops; j++) {
            const struct book_stop *stop = &book->stops[j];
            if (!str_eq(stop->tour, book->tours[i].id))
                continue;
            fprintf(to, "  %-24s words %zu, facts %zu, pictures %zu, sources %zu\n",
                    stop->id, stop_words(book, stop), stop->facts.n, stop->pictures.n,
                    stop_sources(book, stop));
        }
    }
}

#include "pack/load_films.h"

#include "base/array.h"

static const char *const kinds[] = {"film", "short", "book", "series"};

bool load_film_card(const struct load *l, const char *id, struct film_card *out)
{
    *out = (struct film_card){.id = arena_strdup(l->arena, id)};
    sqlite3_stmt *row = query_begin(l->pack, QUERY_WORK, id, NULL);
    int got = query_step(l->pack, row, l->err);
    out->kind = (enum work_kind)query_enum(row, 0, kinds, ARRAY_LEN(kinds), WORK_FILM);
    out->year = query_int(row, 1, 1, 9999, 0);
    out->n_places = query_int(row, 3, 0, 100000, 0);
    const char *director = query_id(row, 4, l->arena);
    query_end(row);
    if (got == 0)
        return load_absent(l, "film", id);
    return got > 0 && load_title(l, "work", id, &out->title) &&
           load_title(l, "person", director, &out->director) &&
           load_first_picture(l, "work", id, &out->picture);
}

bool load_part(const struct load *l, sqlite3_stmt *row, struct credits *to)
{
    static const char *const roles[CREDIT_ROLES] = {
        [CREDIT_DIRECTOR] = "director",
        [CREDIT_WRITER] = "writer",
        [CREDIT_AUTHOR] = "author",
        [CREDIT_PRODUCER] = "producer",
        [CREDIT_CAST] = "cast",
        [CREDIT_VOICE] = "voice",
        [CREDIT_CAMERA] = "camera",
        [CREDIT_EDITOR] = "editor",
        [CREDIT_DESIGN] = "production_design",
        [CREDIT_DECORATION] = "set_decoration",
        [CREDIT_COSTUME] = "costume",
        [CREDIT_MUSIC] = "music",
        [CREDIT_SONG] = "song",
        [CREDIT_LOCATIONS] = "location_manager",
        [CREDIT_EFFECTS] = "effects",
        [CREDIT_GRAPHICS] = "graphics",
        [CREDIT_COMPANY] = "company",
    };
    struct credit p = {.id = query_text(row, 0, l->arena),
                       .role = (enum credit_role)query_enum(row, 1, roles, CREDIT_ROLES,
                                                            CREDIT_COMPANY)};
    if (!load_text(l, "credit", p.id, "character", &p.character) ||
        !load_text(l, "credit", p.id, "note", &p.note))
        return false;
    to->items = QUERY_GROW(l->arena, to->items, to->n);
    to->items[to->n++] = p;
    return true;
}

static bool read_award(const struct load *l, sqlite3_stmt *row,
                       struct load_sources *sources, struct award *a)
{
    static const char *const results[] = {"won", "nominated"};
    *a = (struct award){
        .id = query_id(row, 0, l->arena),
        .work = query_id(row, 1, l->arena),
        .person = query_id(row, 2, l->arena),
        .year = query_int(row, 3, 1, 9999, 0),
        .won = query_enum(row, 4, results, ARRAY_LEN(results), 1) == 0,
    };
    return load_text(l, "award", a->id, "award", &a->award) &&
           load_text(l, "award", a->id, "category", &a->category) &&
           load_citations(l, "award", a->id, sources, &a->citations, &a->n_citations);
}

bool load_awards(const struct load *l, enum query query, const char *id,
                 struct load_sources *sources, struct load_awards *out)
{
    sqlite3_stmt *rows = query_begin(l->pack, query, id, NULL);
    bool to = query == QUERY_AWARDS_TO;
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        out->items = QUERY_GROW(l->arena, out->items, out->n);
        struct award *a = &out->items[out->n];
        if (!read_award(l, rows, sources, a) ||
            !load_title(l, to ? "work" : "person", to ? a->work : a->person, &a->name)) {
            got = -1;
            break;
        }
        out->n += *a->id != '\0';
    }
    query_end(rows);
    return got == 0;
}

// 1: its spoiler is 0, 0: it is not, -1: damaged.
static int is_open(const struct load *l, const char *fact)
{
    sqlite3_stmt *row = query_begin(l->pack, QUERY_FACT_OPEN, fact, NULL);
    int got = query_step(l->pack, row, l->err);
    query_end(row);
    return got;
}

bool load_open_facts(const struct load *l, const char *entity, const char *id,
                     struct load_sources *sources, size_t most, struct load_facts *out,
                     size_t *all_out)
{
    struct load_sources every = {0};
    struct load_facts all = {0};
    if (!load_facts(l, entity, id, &every, &all))
        return false;
    *all_out = all.n;
    for (size_t i = 0; i < all.n && out->n < most; i++) {
        struct fact *f = &all.items[i];
        int open = is_open(l, f->id);
        if (open < 0)
            return false;
        if (!open)
            continue;
        // Again, for the sources of those alone that are shown.
        if (!load_citations(l, "fact", f->id, sources, &f->citations, &f->n_citations) ||
            !load_cited(l, &f->body, sources) || !load_cited(l, &f->reveal, sources))
            return false;
        out->items = QUERY_GROW(l->arena, out->items, out->n);
        out->items[out->n++] = *f;
    }
    return true;
}

#include <string.h>

#include "pack/load.h"
#include "pack/plays.h"

static bool load_count(const struct load *l, struct quiz_model *out)
{
    sqlite3_stmt *row = query_begin(l->pack, QUERY_QUIZ_COUNT, NULL, NULL);
    int got = query_step(l->pack, row, l->err);
    out->n_pack = (size_t)query_int(row, 0, 0, 1000000, 0);
    out->spoils = query_int(row, 1, 0, 3, 0) > 0;
    query_end(row);
    return got >= 0;
}

static bool load_choices(const struct load *l, struct quiz_question *q)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_QUIZ_CHOICES, q->id, NULL);
    int got = 0;
    while (q->n_choices < PLAYS_CHOICES &&
           (got = query_step(l->pack, rows, l->err)) > 0) {
        struct quiz_choice *c = &q->choices[q->n_choices++];
        const char *id = query_text(rows, 0, l->arena);
        c->right = query_int(rows, 1, 0, 1, 0) == 1;
        if (!load_text(l, "quiz_choice", id, "body", &c->body)) {
            got = -1;
            break;
        }
    }
    query_end(rows);
    return got >= 0;
}

// 1: it is there, 0: it is not, -1: damaged.
static int read_question(const struct load *l, int at, struct quiz_question *q,
                         const char **media)
{
    sqlite3_stmt *row = query_begin(l->pack, QUERY_QUIZ, NULL, NULL);
    sqlite3_bind_int(row, 1, at);
    int got = query_step(l->pack, row, l->err);
    *q = (struct quiz_question){.id = query_id(row, 0, l->arena),
                                .work = query_id(row, 1, l->arena),
                                .place = query_id(row, 2, l->arena)};
    *media = query_id(row, 3, l->arena);
    query_end(row);
    return got;
}

static int load_question(const struct load *l, int at, struct load_sources *sources,
                         struct quiz_question *q)
{
    const char *media;
    int got = read_question(l, at, q, &media);
    if (got <= 0)
        return got;
    bool good =
        load_text(l, "quiz", q->id, "body", &q->body) &&
        load_text(l, "quiz", q->id, "explain", &q->explain) && load_choices(l, q) &&
        load_picture(l, media, &q->picture) &&
        load_citations(l, "quiz", q->id, sources, &q->citations, &q->n_citations) &&
        load_cited(l, &q->explain, sources);
    return good ? 1 : -1;
}

bool pack_load_quiz(struct pack *pack, struct arena *arena, const uint16_t *asked,
                    size_t n, struct quiz_model *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    struct load_sources sources = {0};
    *out = (struct quiz_model){0};
    out->questions = ARENA_ARRAY(arena, struct quiz_question, n);
    for (size_t i = 0; i < n; i++) {
        int got =
            load_question(&l, asked[i], &sources, &out->questions[out->n_questions]);
        if (got < 0)
            return false;
        out->n_questions += got > 0;
    }
    out->sources = sources.items;
    out->n_sources = sources.n;
    return load_count(&l, out);
}

bool pack_load_quiz_links(struct pack *pack, struct arena *arena, const uint16_t *asked,
                          size_t n, struct play_links *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct play_links){0};
    for (size_t i = 0; i < n; i++) {
        struct quiz_question q;
        const char *media;
        int got = read_question(&l, asked[i], &q, &media);
        if (got < 0 || (got > 0 && (!load_play(&l, PLAY_PLACE, q.place, out) ||
                                    !load_play(&l, PLAY_WORK, q.work, out))))
            return false;
    }
    return true;
}

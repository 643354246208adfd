#include "pack/load_films.h"

static bool read_scene(const struct load *l, sqlite3_stmt *row,
                       struct load_sources *sources, struct scene *s)
{
    *s = (struct scene){
        .id = query_id(row, 0, l->arena),
        .place = query_id(row, 1, l->arena),
        .spoiler = query_int(row, 2, 0, 3, 3), // what is not known gives all away
    };
    return load_text(l, "scene", s->id, "body", &s->body) &&
           load_title(l, "place", s->place, &s->place_title) &&
           load_citations(l, "scene", s->id, sources, &s->citations, &s->n_citations) &&
           load_cited(l, &s->body, sources);
}

static bool load_scenes(const struct load *l, struct story_model *out,
                        struct load_sources *sources)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_SCENES, out->card.id, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        out->scenes = QUERY_GROW(l->arena, out->scenes, out->n_scenes);
        struct scene *s = &out->scenes[out->n_scenes];
        if (!read_scene(l, rows, sources, s)) {
            got = -1;
            break;
        }
        out->n_scenes += *s->id && s->body.n_blocks;
    }
    query_end(rows);
    return got == 0;
}

static bool load_themes(const struct load *l, struct story_model *out,
                        struct load_sources *sources)
{
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_THEMES, out->card.id, NULL);
    int got;
    while ((got = query_step(l->pack, rows, l->err)) > 0) {
        out->themes = QUERY_GROW(l->arena, out->themes, out->n_themes);
        struct topic *t = &out->themes[out->n_themes];
        *t = (struct topic){.id = query_id(rows, 0, l->arena)};
        if (!load_title(l, "theme", t->id, &t->title) ||
            !load_text(l, "theme", t->id, "body", &t->body) ||
            !load_citations(l, "theme", t->id, sources, &t->citations, &t->n_citations) ||
            !load_cited(l, &t->body, sources)) {
            got = -1;
            break;
        }
        out->n_themes += *t->id != '\0';
    }
    query_end(rows);
    return got == 0;
}

static bool load_synopsis(const struct load *l, struct story_model *out,
                          struct load_sources *sources)
{
    const char *id = out->card.id;
    return load_text(l, "work", id, "synopsis", &out->synopsis) &&
           (out->synopsis.n_blocks ||
            load_text(l, "work", id, "summary", &out->synopsis)) &&
           load_cited(l, &out->synopsis, sources);
}

bool pack_load_story(struct pack *pack, struct arena *arena, const char *id,
                     struct story_model *out, struct err *err)
{
    const struct load l = {pack, arena, err};
    struct load_sources sources = {0};
    *out = (struct story_model){0};
    bool good = load_film_card(&l, id, &out->card) && load_synopsis(&l, out, &sources) &&
                load_scenes(&l, out, &sources) && load_themes(&l, out, &sources);
    out->sources = sources.items;
    out->n_sources = sources.n;
    return good;
}

#include "tourc/writer.h"

#include <limits.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>

#include "bake/files.h"
#include "base/bug.h"
#include "base/str.h"
#include "pack/pack.h"
#include "tourc/index.h"
#include "tourc/wkt.h"
#include "tourc/writer_maps.h"

struct writer {
    sqlite3 *db;
    sqlite3_stmt *insert;
    const char *table; // that `insert` is for
    struct err *err;
    bool failed; // then everything else does nothing
};

static void fail(struct writer *w)
{
    if (!w->failed)
        err_set(w->err, "SQLite: %s%s%s", sqlite3_errmsg(w->db),
                w->table ? " in table " : "", w->table ? w->table : "");
    w->failed = true;
}

static void run(struct writer *w, const char *sql)
{
    if (!w->failed && sqlite3_exec(w->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail(w);
}

static void finish_table(struct writer *w)
{
    sqlite3_finalize(w->insert);
    w->insert = NULL;
    w->table = NULL;
}

static void start_table(struct writer *w, const char *table, size_t columns)
{
    finish_table(w);
    w->table = table;
    struct str sql;
    str_init(&sql);
    str_printf(&sql, "INSERT INTO %s VALUES (?", table);
    for (size_t i = 1; i < columns; i++)
        str_add(&sql, ", ?");
    str_add(&sql, ")");
    if (sqlite3_prepare_v2(w->db, sql.data, -1, &w->insert, NULL) != SQLITE_OK)
        fail(w);
    str_release(&sql);
}

static void bind_all(struct writer *w, const char *types, va_list ap)
{
    for (int i = 1; types[i - 1]; i++) {
        int value;
        const int64_t *maybe;
        const char *text;
        const struct picture_variant *variant;
        const struct book_tile *tile;
        switch (types[i - 1]) {
        case 's':
            text = va_arg(ap, const char *);
            sqlite3_bind_text(w->insert, i, text, -1, SQLITE_STATIC); // NULL stays NULL
            break;
        case 'i':
            sqlite3_bind_int64(w->insert, i, va_arg(ap, int64_t));
            break;
        case 'I':
            maybe = va_arg(ap, const int64_t *);
            if (maybe)
                sqlite3_bind_int64(w->insert, i, *maybe);
            break;
        case 'n':
            value = va_arg(ap, int);
            if (value)
                sqlite3_bind_int(w->insert, i, value);
            break;
        case 'd':
            sqlite3_bind_double(w->insert, i, va_arg(ap, double));
            break;
        case 'b':
            variant = va_arg(ap, const struct picture_variant *);
            sqlite3_bind_blob64(w->insert, i, variant->bytes, variant->len,
                                SQLITE_STATIC);
            break;
        case 't':
            tile = va_arg(ap, const struct book_tile *);
            sqlite3_bind_blob64(w->insert, i, tile->bytes, tile->len, SQLITE_STATIC);
            break;
        default:
            BUG("no such type of column as '%c'", types[i - 1]);
        }
    }
}

static void insert(struct writer *w)
{
    if (sqlite3_step(w->insert) != SQLITE_DONE)
        fail(w);
    sqlite3_reset(w->insert);
    sqlite3_clear_bindings(w->insert);
}

// A row; of each column: s text, i int64_t, I a pointer to one or NULL, n int with 0 as NULL,
// d double, b the bytes of a picture_variant, t of a book_tile.
static void put(struct writer *w, const char *table, const char *types, ...)
{
    if (!w->failed && !str_eq(w->table, table))
        start_table(w, table, strlen(types));
    if (w->failed)
        return;
    va_list ap;
    va_start(ap, types);
    bind_all(w, types, ap);
    va_end(ap);
    insert(w);
}

// One of what a work lists.
static void put_row(struct writer *w, const struct book_row *row)
{
    static const char *const tables[] = {
        [BOOK_SCENE] = "scene",       [BOOK_THEME] = "theme",   [BOOK_CREDIT] = "credit",
        [BOOK_AWARD] = "award",       [BOOK_RATING] = "rating", [BOOK_MONEY] = "money",
        [BOOK_RELATION] = "work_rel",
    };
    int column = 0;
    if (!w->failed && !str_eq(w->table, tables[row->list]))
        start_table(w, tables[row->list], row->n + 3);
    if (w->failed)
        return;
    sqlite3_bind_text(w->insert, ++column, row->id, -1, SQLITE_STATIC);
    sqlite3_bind_text(w->insert, ++column, row->work, -1, SQLITE_STATIC);
    for (size_t i = 0; i < row->n; i++) {
        const struct book_value *v = &row->values[i];
        column++;
        if (v->text)
            sqlite3_bind_text(w->insert, column, v->text, -1, SQLITE_STATIC);
        else if (v->is_number)
            sqlite3_bind_int64(w->insert, column, v->number);
    }
    sqlite3_bind_int(w->insert, ++column, row->position);
    insert(w);
}

static void put_pack(struct writer *w, const struct book *b)
{
    put(w, "pack", "sissss", b->id, b->built_at, BACKLOT_VERSION, book_original(b),
        b->default_tour.id, b->hero.id);
    for (size_t i = 0; i < b->n_languages; i++) {
        const struct book_language *l = &b->languages[i];
        put(w, "lang", "sisss", l->tag, (int64_t)i + 1, l->name, l->dir, l->fallback.id);
    }
    for (size_t i = 0; i < b->n_texts; i++) {
        const struct book_text *t = &b->texts[i];
        put(w, "txt", "sssssss", t->entity, t->id, t->field, t->lang, t->body, t->spans,
            "final");
    }
}

static void put_cites(struct writer *w, const struct book *b)
{
    int64_t position = 0;
    for (size_t i = 0; i < b->n_cites; i++) {
        const struct book_cite *c = &b->cites[i];
        bool same = i && str_eq(c->id, b->cites[i - 1].id) &&
                    str_eq(c->entity, b->cites[i - 1].entity);
        position = same ? position + 1 : 1;
        put(w, "citation", "ssissss", c->entity, c->id, position, c->source.id,
            c->locator, c->stance, c->says);
    }
}

static void put_provenance(struct writer *w, const struct book *b)
{
    for (size_t i = 0; i < b->n_sources; i++) {
        const struct book_source *s = &b->sources[i];
        put(w, "source", "sssss", s->id, s->title, s->publisher, s->address, s->read_on);
    }
    put_cites(w, b);
    for (size_t i = 0; i < b->n_licences; i++)
        put(w, "licence", "sss", b->licences[i].id, b->licences[i].title,
            b->licences[i].address);
}

static void put_ground(struct writer *w, const struct book *b)
{
    for (size_t i = 0; i < b->n_works; i++) {
        const struct book_work *k = &b->works[i];
        put(w, "work", "ssin", k->id, k->kind, (int64_t)k->year, k->minutes);
    }
    for (size_t i = 0; i < b->n_places; i++) {
        const struct book_place *p = &b->places[i];
        put(w, "place", "sddsssssss", p->id, p->lat, p->lon, p->precision, p->etiquette,
            p->opened, p->step_free, p->indoors, p->booking, p->checked_on);
    }
    int64_t position = 0;
    for (size_t i = 0; i < b->n_claims; i++) {
        const struct book_claim *c = &b->claims[i];
        position = i && str_eq(c->place, b->claims[i - 1].place) ? position + 1 : 1;
        put(w, "scene_place", "sssisss", c->id, c->work.id, c->place, position,
            c->relation, c->precision, c->confidence);
    }
}

static void put_film(struct writer *w, const struct book *b)
{
    for (size_t i = 0; i < b->n_people; i++) {
        const struct book_person *p = &b->people[i];
        put(w, "person", "ssnn", p->id, p->kind, p->born, p->died);
    }
    for (size_t list = 0; list < BOOK_LISTS; list++)
        for (size_t i = 0; i < b->n_rows; i++)
            if (b->rows[i].list == list)
                put_row(w, &b->rows[i]);
    for (size_t i = 0; i < b->n_externals; i++) {
        const struct book_external *e = &b->externals[i];
        put(w, "external_id", "sss", e->work, e->kind, e->value);
    }
}

static void put_tours(struct writer *w, const struct book *b)
{
    for (size_t i = 0; i < b->n_tours; i++) {
        const struct book_tour *t = &b->tours[i];
        int64_t accent = t->accent;
        put(w, "tour", "sisnI", t->id, (int64_t)i + 1, t->mode, t->minutes,
            t->has_accent ? &accent : NULL);
    }
    for (size_t i = 0; i < b->n_stops; i++) {
        const struct book_stop *s = &b->stops[i];
        put(w, "tour_stop", "ssinns", s->id, s->tour, (int64_t)s->position, s->code,
            s->minutes, s->place.id);
    }
}

static void put_legs(struct writer *w, struct book *b)
{
    for (size_t i = 0; i < b->n_legs; i++) {
        const struct book_leg *l = &b->legs[i];
        put(w, "leg", "ssidiss", l->to.id, l->tour, (int64_t)l->position, l->metres,
            (int64_t)l->minutes, l->steps, wkt_line(&b->page, l->line, l->n_line));
    }
    for (size_t i = 0; i < b->n_legs; i++)
        for (size_t k = 0; k < b->legs[i].n_steps; k++) {
            const struct book_leg_step *s = &b->leg_steps[b->legs[i].first_step + k];
            put(w, "leg_step", "ssids", s->id, b->legs[i].to.id, (int64_t)k + 1,
                s->metres, s->turn);
        }
    for (size_t i = 0; i < b->n_stops; i++) {
        const struct book_trigger *t = &b->stops[i].trigger;
        if (t->starts)
            put(w, "\"trigger\"", "ssdddddiis", b->stops[i].id,
                t->n_outline ? "polygon" : "circle", t->centre.lat, t->centre.lon,
                t->radius, t->exit, t->dwell, (int64_t)t->priority, (int64_t)t->once,
                t->n_outline ? wkt_polygon(&b->page, t->outline, t->n_outline) : "");
    }
}

static void put_maps(struct writer *w, struct book *b)
{
    for (size_t i = 0; i < b->n_maps; i++) {
        const struct book_map *m = &b->maps[i];
        put(w, "map_region", "siddddiiis", m->id, (int64_t)i + 1, m->west, m->south,
            m->east, m->north, (int64_t)m->min_zoom, (int64_t)m->max_zoom,
            (int64_t)m->illustrated, m->attribution);
    }
    size_t n;
    const struct writer_fact *facts = writer_map_facts(b, &n);
    for (size_t i = 0; i < n; i++)
        put(w, "metadata", "ss", facts[i].name, facts[i].value);
    for (size_t i = 0; i < b->n_tiles; i++) {
        const struct book_tile *t = &b->tiles[i];
        // MBTiles counts rows from the south.
        put(w, "tiles", "iiit", (int64_t)t->z, (int64_t)t->x,
            (int64_t)(1 << t->z) - 1 - t->y, t);
    }
}

static void put_facts(struct writer *w, const struct book *b)
{
    for (size_t i = 0; i < b->n_facts; i++) {
        const struct book_fact *f = &b->facts[i];
        put(w, "fact", "ssis", f->id, f->kind, (int64_t)f->spoiler, f->status);
    }
    int64_t position = 0;
    for (size_t i = 0; i < b->n_facts; i++) {
        const struct book_fact *f = &b->facts[i];
        bool same = i && str_eq(f->owner, b->facts[i - 1].owner) &&
                    str_eq(f->owner_entity, b->facts[i - 1].owner_entity);
        position = same ? position + 1 : 1;
        put(w, "fact_use", "ssis", f->owner_entity, f->owner, position, f->id);
    }
    for (size_t i = 0; i < b->n_stops; i++)
        for (size_t j = 0; j < b->stops[i].facts.n; j++)
            put(w, "fact_use", "ssis", "stop", b->stops[i].id, (int64_t)j + 1,
                b->stops[i].facts.items[j].id);
}

// Both may show pictures, which are in the pack by then.
static void put_views(struct writer *w, const struct book *b)
{
    int64_t position = 0;
    for (size_t i = 0; i < b->n_vantages; i++) {
        const struct book_vantage *v = &b->vantages[i];
        position = i && str_eq(v->place, b->vantages[i - 1].place) ? position + 1 : 1;
        put(w, "vantage", "ssssi", v->id, v->place, v->towards.id, v->picture.id,
            position);
    }
    for (size_t i = 0; i < b->n_questions; i++) {
        const struct book_question *q = &b->questions[i];
        put(w, "quiz", "ssssii", q->id, q->work.id, q->place.id, q->picture.id,
            (int64_t)q->spoiler, (int64_t)i + 1);
    }
    for (size_t i = 0; i < b->n_choices; i++) {
        const struct book_choice *c = &b->choices[i];
        put(w, "quiz_choice", "ssii", c->id, c->question, (int64_t)c->right,
            (int64_t)c->position);
    }
}

static void put_media(struct writer *w, struct gallery *g)
{
    for (size_t i = 0; i < g->book->n_media && !w->failed; i++) {
        const struct book_media *m;
        struct picture_set set;
        if (!gallery_get(g, i, &m, &set, w->err)) {
            struct err why = *w->err;
            err_set(w->err, "picture '%s': %s", m->path, why.text);
            w->failed = true;
            return;
        }
        put(w, "media", "ssiissddis", m->id, "picture", (int64_t)set.width,
            (int64_t)set.height, m->credit, m->licence.id, m->focus_x, m->focus_y,
            (int64_t)set.colour, m->mate ? g->book->media[m->mate - 1].id : NULL);
        for (size_t j = 0; j < set.n_variants; j++) {
            const struct picture_variant *v = &set.variants[j];
            put(w, "media_variant", "siisb", m->id, (int64_t)v->width, (int64_t)v->height,
                "jpeg", v);
        }
        for (size_t j = 0; j < set.n_tiles; j++) {
            const struct picture_tile *t = &set.tiles[j];
            put(w, "media_tile", "siib", m->id, (int64_t)t->y, (int64_t)t->x, &t->jpeg);
        }
        picture_release(&set);
    }
}

static void put_media_uses(struct writer *w, const struct book *b)
{
    for (size_t i = 0; i < b->n_tours; i++)
        put(w, "media_use", "ssis", "tour", b->tours[i].id, (int64_t)1,
            b->tours[i].picture.id);
    for (size_t i = 0; i < b->n_works; i++)
        for (size_t j = 0; j < b->works[i].pictures.n; j++)
            put(w, "media_use", "ssis", "work", b->works[i].id, (int64_t)j + 1,
                b->works[i].pictures.items[j].id);
    for (size_t i = 0; i < b->n_stops; i++)
        for (size_t j = 0; j < b->stops[i].pictures.n; j++)
            put(w, "media_use", "ssis", "stop", b->stops[i].id, (int64_t)j + 1,
                b->stops[i].pictures.items[j].id);
}

static void write_all(struct writer *w, struct book *book, struct gallery *gallery)
{
    run(w,
        "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = 0;"
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;");
    struct str head;
    str_init(&head);
    str_printf(&head, "PRAGMA application_id = %d; PRAGMA user_version = %d; BEGIN;",
               PACK_APPLICATION_ID, PACK_SCHEMA);
    run(w, head.data);
    str_release(&head);
    const struct bake_file *schema = bake_file_find("schema.sql");
    if (!schema)
        BUG("schema.sql was not baked in");
    run(w, (const char *)schema->bytes);
    put_pack(w, book);
    put_provenance(w, book);
    put_ground(w, book);
    put_film(w, book);
    put_tours(w, book);
    put_legs(w, book);
    put_maps(w, book);
    put_facts(w, book);
    put_media(w, gallery);
    put_views(w, book);
    put_media_uses(w, book);
    finish_table(w);
    if (!w->failed)
        w->failed = !index_write(w->db, w->err);
    // VACUUM lays the pages out by the rows alone, not by how they came in.
    run(w, "COMMIT; VACUUM;");
}

bool writer_write(const char *path, struct book *book, struct gallery *gallery,
                  struct err *err)
{
    // SQLite would take a name that begins with "file:" for an address.
    struct str name;
    str_init(&name);
    str_printf(&name, "%s%s", path[0] == '/' ? "" : "./", path);
    struct writer w = {.err = err};
    if (sqlite3_open_v2(name.data, &w.db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        fail(&w);
    str_release(&name);
    write_all(&w, book, gallery);
    if (sqlite3_close(w.db) != SQLITE_OK)
        BUG("a statement was left open");
    return !w.failed;
}

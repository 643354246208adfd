// Packs with a search, made from rows: the schema, some rows, and tourc's index over them.
#pragma once

#include "pack/search.h"
#include "rows.h"
#include "tourc/index.h"

static inline void indexed_run(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(db));
}

// An open pack in the making, English first and Spanish beside it.
static inline sqlite3 *indexed_begin(const char *path)
{
    sqlite3 *db;
    size_t len;
    unlink(path);
    char *schema = sandbox_read(SOURCE_DIR "/data/schema.sql", &len);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    indexed_run(db, "PRAGMA application_id = 0x424b4c54; PRAGMA user_version = 1;"
                    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;");
    indexed_run(db, schema);
    indexed_run(db, "INSERT INTO pack VALUES ('p', 0, 'test', 'en', 'walk', 'hero');"
                    "INSERT INTO lang VALUES ('en', 1, 'English', 'ltr', NULL),"
                    " ('es', 2, 'Español', 'ltr', NULL);"
                    "INSERT INTO tour VALUES ('walk', 1, 'walk', NULL, NULL);");
    free(schema);
    return db;
}

static inline void indexed_end(sqlite3 *db)
{
    struct err err;
    if (!index_write(db, &err))
        fail_msg("%s", err.text);
    indexed_run(db, "COMMIT; VACUUM;");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static inline void indexed_put(sqlite3 *db, const char *sql, const char *id,
                               const char *title)
{
    sqlite3_stmt *stmt;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(db));
    sqlite3_bind_text(stmt, 1, id, -1, SQLITE_STATIC);
    if (title)
        sqlite3_bind_text(stmt, 2, title, -1, SQLITE_STATIC);
    if (sqlite3_step(stmt) != SQLITE_DONE)
        fail_msg("%s: %s", id, sqlite3_errmsg(db));
    sqlite3_finalize(stmt);
}

static inline void indexed_work(sqlite3 *db, const char *id, const char *title)
{
    indexed_put(db, "INSERT INTO work VALUES (?1, 'film', 1950, NULL)", id, NULL);
    indexed_put(db,
                "INSERT INTO txt VALUES ('work', ?1, 'title', 'en', ?2, '[]', 'final')",
                id, title);
}

static inline void indexed_person(sqlite3 *db, const char *id, const char *name)
{
    indexed_put(db, "INSERT INTO person VALUES (?1, 'person', NULL, NULL)", id, NULL);
    indexed_put(db,
                "INSERT INTO txt VALUES ('person', ?1, 'title', 'en', ?2, '[]', 'final')",
                id, name);
}

static inline void indexed_place(sqlite3 *db, const char *id, const char *title)
{
    indexed_put(
        db,
        "INSERT INTO place (id, lat, lon, precision, etiquette, opened, step_free,"
        " indoors, booking, checked_on) VALUES"
        " (?1, 34, -118, 'block', 'public', '', 'yes', 'unknown', '', '')",
        id, NULL);
    indexed_put(db,
                "INSERT INTO txt VALUES ('place', ?1, 'title', 'en', ?2, '[]', 'final')",
                id, title);
}

// A stop at the place of the same id, without a title of its own.
static inline void indexed_stop(sqlite3 *db, const char *id, const char *unused)
{
    (void)unused;
    indexed_put(
        db,
        "INSERT INTO tour_stop (id, tour, position, code, minutes, place) VALUES (?1,"
        " 'walk', (SELECT 1 + ifnull(max(position), 0) FROM tour_stop), NULL, NULL, ?1)",
        id, NULL);
}

static inline struct pack *indexed_open(const char *path)
{
    enum pack_fault fault;
    struct err err;
    struct pack *pack = pack_open(path, &fault, &err);
    if (!pack)
        fail_msg("%s", err.text);
    return pack;
}

// Where a thing stands among all hits in the order they are shown, from 1; 0: nowhere.
static inline int indexed_place_of(const struct search_results *r, enum search_kind kind,
                                   const char *id)
{
    int at = 0;
    for (size_t i = 0; i < r->n; i++)
        for (size_t k = 0; k < r->groups[i].n; k++) {
            at++;
            if (r->groups[i].kind == kind && strcmp(r->groups[i].hits[k].id, id) == 0)
                return at;
        }
    return 0;
}

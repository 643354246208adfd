// Small packs for the tests, made with data/schema.sql in a folder of their own.
#pragma once

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bug.h"

struct sample {
    char folder[64];
    char path[160];
};

static inline char *sample_read(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        BUG("no %s", path);
    char *bytes = calloc(1, 4 * 1024 * 1024);
    *len = fread(bytes, 1, 4 * 1024 * 1024 - 1, f);
    fclose(f);
    return bytes;
}

static inline void sample_write(const char *path, const void *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
        BUG("can't write %s", path);
}

static inline void sample_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    char *message = NULL;
    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        BUG("%s", message ? message : sqlite3_errmsg(db));
    sqlite3_close(db);
}

// The pack of two tours and three stops that most tests read.
static const char sample_rows[] =
    "INSERT INTO pack VALUES ('sample', 0, 'test', 'en', 'walk', 'hero');"
    "INSERT INTO lang VALUES ('en', 1, 'English', 'ltr', NULL),"
    " ('ar', 2, 'العربية', 'rtl', 'es'),"
    " ('es', 3, 'Español', 'ltr', NULL), ('es-MX', 4, 'Español de México', 'ltr', 'es');"
    "INSERT INTO txt (entity, id, field, lang, body, spans) VALUES"
    " ('pack', 'sample', 'title', 'en', 'Where was Her filmed?', '[[10,13,\"em\"]]'),"
    " ('pack', 'sample', 'title', 'es', '¿Dónde se rodó Her?', '[]'),"
    " ('tour', 'walk', 'title', 'en', 'A walk', '[]'),"
    " ('tour', 'walk', 'lede', 'en', 'Two stops.', '[[10,10,\"cite\",\"map\"]]'),"
    " ('stop', 'two', 'title', 'en', 'The lake', '[]'),"
    " ('stop', 'one', 'lede', 'en', 'A hall.', '[[7,7,\"cite\",\"map\"]]'),"
    " ('stop', 'one', 'lede', 'es', 'Una sala.', '[]'),"
    " ('stop', 'one', 'story', 'en', 'First words.\n\nA heading\n\nan item\n\na quote',"
    "  '[[0,5,\"strong\"],[3,20,\"em\"],[12,12,\"cite\",\"book\"],[14,23,\"heading\"],"
    "[25,32,\"item\"],[32,32,\"cite\",\"nobody\"],[34,41,\"quote\"]]'),"
    " ('place', 'hall', 'title', 'en', 'The great hall', '[]'),"
    " ('place', 'hall', 'area', 'en', 'Downtown', '[]'),"
    " ('place', 'hall', 'access', 'en', 'Level.', '[[6,6,\"cite\",\"access\"]]'),"
    " ('work', 'her', 'title', 'en', 'Her', '[]'),"
    " ('claim', 'her-hall', 'body', 'en', 'Filmed in the hall.', '[]'),"
    " ('fact', 'egg', 'body', 'en', 'What hangs here?', '[]'),"
    " ('fact', 'egg', 'reveal', 'en', 'A clock.', '[]'),"
    " ('fact', 'dates', 'body', 'en', 'Opened in 1939.', '[]'),"
    " ('media', 'hero', 'alt', 'en', 'A hall at dusk', '[]'),"
    " ('media', 'night', 'alt', 'en', 'The hall by night', '[]');"
    "INSERT INTO source VALUES ('map', 'A map', 'City', '', ''),"
    " ('book', 'A book', 'Press', 'https://example.org', '2026-01-02'),"
    " ('paper', 'A paper', 'Daily', '', ''), ('access', 'Access notes', 'City', '', '');"
    "INSERT INTO citation VALUES ('stop', 'one', 1, 'map', '', 'supports', ''),"
    " ('stop', 'one', 2, 'book', '', 'supports', ''),"
    " ('claim', 'her-hall', 1, 'paper', 'p. 3', 'supports', 'It was filmed here.'),"
    " ('claim', 'her-hall', 2, 'book', '', 'contradicts', 'It was not.'),"
    " ('fact', 'egg', 1, 'paper', '', 'silent', '');"
    "INSERT INTO licence VALUES ('CC-BY-4.0', 'Attribution', 'https://example.org');"
    "INSERT INTO work VALUES ('her', 'film', 2013, 126), ('noir', 'film', 1982, NULL);"
    "INSERT INTO place VALUES"
    " ('hall', 34.056, -118.236, 'building', 'public', '1939', 'yes', 'partly',"
    "  'https://example.org/hall', '2026-11-01'),"
    " ('lake', 34.06, -118.28, 'block', 'private_home', '', 'unknown', 'unknown', '', '');"
    "INSERT INTO scene_place VALUES"
    " ('a-noir-hall', 'noir', 'hall', 2, 'set_in', 'spot', 'reported'),"
    " ('her-hall', 'her', 'hall', 1, 'filmed_at', 'building', 'confirmed');"
    "INSERT INTO tour VALUES ('walk', 1, 'walk', 90, 1998699),"
    " ('drive', 2, 'drive', NULL, 0);"
    "INSERT INTO tour_stop VALUES ('one', 'walk', 1, 101, 10, 'hall'),"
    " ('two', 'walk', 2, NULL, NULL, 'lake'),"
    " ('far', 'drive', 1, 201, NULL, 'hall');"
    "INSERT INTO fact VALUES ('egg', 'easter_egg', 0, 'confirmed'),"
    " ('dates', 'history', 0, 'reported');"
    "INSERT INTO fact_use VALUES ('place', 'hall', 1, 'dates'), ('place', 'hall', 2, 'egg'),"
    " ('stop', 'far', 1, 'egg');"
    "INSERT INTO media VALUES"
    " ('hero', 'picture', 3200, 1800, 'A. Painter', 'CC-BY-4.0', 0.25, 0.75, 11189196,"
    "  'night'),"
    " ('night', 'picture', 3200, 1800, 'A. Painter', 'CC-BY-4.0', 0.25, 0.75, 0, 'hero');"
    "INSERT INTO media_variant VALUES ('hero', 400, 225, 'jpeg', zeroblob(300)),"
    " ('hero', 800, 450, 'webp', zeroblob(90000)), ('hero', 1600, 900, 'jpeg', zeroblob(5000));"
    // 3200 × 1800 px are 7 × 4 tiles; each is as long as its place says.
    "WITH RECURSIVE t(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM t WHERE i < 27)"
    " INSERT INTO media_tile SELECT 'hero', i / 7, i % 7, zeroblob(100 + i) FROM t;"
    "INSERT INTO media_use VALUES ('stop', 'one', 1, 'hero'), ('stop', 'one', 2, 'lost'),"
    " ('tour', 'walk', 1, 'hero');";

static inline void sample_init(struct sample *s)
{
    snprintf(s->folder, sizeof(s->folder), "pack-test-XXXXXX");
    if (!mkdtemp(s->folder))
        BUG("no folder");
    snprintf(s->path, sizeof(s->path), "%s/sample.pack", s->folder);
}

static inline void sample_release(struct sample *s)
{
    unlink(s->path);
    if (rmdir(s->folder) != 0)
        BUG("%s is not empty", s->folder);
}

// A pack with no rows; `more` may add some.
static inline void sample_make_empty(const struct sample *s, const char *more)
{
    size_t len;
    char *schema = sample_read(SOURCE_DIR "/data/schema.sql", &len);
    unlink(s->path);
    sample_sql(s->path, "PRAGMA page_size = 1024; PRAGMA application_id = 0x424b4c54;"
                        "PRAGMA user_version = 1;");
    sample_sql(s->path, schema);
    sample_sql(s->path, more);
    free(schema);
}

static inline void sample_make(const struct sample *s)
{
    sample_make_empty(s, sample_rows);
}

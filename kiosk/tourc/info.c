#include "tourc/info.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/str.h"
#include "mvt/mvt.h"
#include "pack/walks.h"

#define BAD_TILES_TOLD 10

struct reader {
    sqlite3 *db;
    FILE *to;
    struct err *err;
    bool failed;
};

// Prints each row of a query after a label: "label: a, b, c".
static void print_rows(struct reader *r, const char *label, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    if (r->failed)
        return;
    int status = sqlite3_prepare_v2(r->db, sql, -1, &stmt, NULL);
    while (status == SQLITE_OK || status == SQLITE_ROW) {
        status = sqlite3_step(stmt);
        if (status != SQLITE_ROW)
            break;
        fprintf(r->to, "%-10s", label);
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            const unsigned char *text = sqlite3_column_text(stmt, i);
            fprintf(r->to, " %s", text ? (const char *)text : "-");
        }
        fputc('\n', r->to);
    }
    if (status != SQLITE_DONE)
        r->failed = !err_set(r->err, "a damaged pack: %s", sqlite3_errmsg(r->db));
    sqlite3_finalize(stmt);
}

// Whether a kiosk would show a tile; it takes none from a pack on trust, and neither do we.
static bool is_good(struct arena *arena, sqlite3_stmt *row, struct err *why)
{
    struct mvt_tile tile;
    const void *bytes = sqlite3_column_blob(row, 3);
    size_t len = (size_t)sqlite3_column_bytes(row, 3);
    if (len > PACK_MAP_TILE_MAX)
        return err_set(why, "%zu bytes, expected at most %zu", len, PACK_MAP_TILE_MAX);
    return mvt_read(arena, bytes ? bytes : "", len, &tile, why);
}

static void check_tiles(struct reader *r)
{
    sqlite3_stmt *stmt = NULL;
    struct arena arena;
    size_t bad = 0;
    if (r->failed)
        return;
    int status = sqlite3_prepare_v2(
        r->db,
        "SELECT zoom_level, tile_column, (1 << zoom_level) - 1 - tile_row, tile_data"
        " FROM tiles",
        -1, &stmt, NULL);
    arena_init(&arena);
    while (status == SQLITE_OK || status == SQLITE_ROW) {
        struct err why;
        status = sqlite3_step(stmt);
        arena_clear(&arena);
        if (status != SQLITE_ROW || is_good(&arena, stmt, &why))
            continue;
        if (bad++ < BAD_TILES_TOLD)
            fprintf(r->to, "%-10s %d/%d/%d: %s\n", "bad tile",
                    sqlite3_column_int(stmt, 0), sqlite3_column_int(stmt, 1),
                    sqlite3_column_int(stmt, 2), why.text);
    }
    if (status != SQLITE_DONE)
        r->failed = !err_set(r->err, "a damaged pack: %s", sqlite3_errmsg(r->db));
    else if (bad)
        r->failed = !err_set(r->err, "%zu map %s that no kiosk shows", bad,
                             bad == 1 ? "tile" : "tiles");
    sqlite3_finalize(stmt);
    arena_release(&arena);
}

// The first column of the first row; -1, with the handle's error, if there is none.
static int number(struct reader *r, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    int value = -1;
    if (sqlite3_prepare_v2(r->db, sql, -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_step(stmt) == SQLITE_ROW)
        value = sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt); // keeps the handle's error code
    return value;
}

static void print_all(struct reader *r)
{
    print_rows(r, "id", "SELECT id FROM pack");
    print_rows(r, "title",
               "SELECT t.body FROM pack p JOIN txt t ON t.entity = 'pack' AND "
               "t.id = p.id AND t.field = 'title' AND t.lang = p.original_lang");
    print_rows(r, "schema", "SELECT user_version FROM pragma_user_version");
    print_rows(
        r, "built_at",
        "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', built_at, 'unixepoch') || ', tourc ' || "
        "tourc FROM pack");
    print_rows(
        r, "languages",
        "SELECT group_concat(name, ', ') FROM (SELECT tag || ' ' || endonym AS name "
        "FROM lang ORDER BY position)");
    print_rows(
        r, "tour",
        "SELECT t.id || ': ' || count(s.id) || iif(count(s.id) = 1, ' stop', ' stops') "
        "FROM tour t LEFT JOIN tour_stop s ON s.tour = t.id "
        "GROUP BY t.id ORDER BY t.position");
    print_rows(
        r, "way",
        "SELECT l.tour || ': ' || count(*) || iif(count(*) = 1, ' leg, ', ' legs, ')"
        " || CAST(sum(l.metres) AS INTEGER) || ' m, '"
        " || (CAST(sum(l.metres) + 74 AS INTEGER) / 75) || ' min on foot'"
        " FROM leg l JOIN tour t ON t.id = l.tour GROUP BY l.tour ORDER BY t.position");
    print_rows(
        r, "leg",
        "SELECT l.id || ': ' || CAST(l.metres AS INTEGER) || ' m, ' || l.minutes ||"
        " ' min' FROM leg l JOIN tour t ON t.id = l.tour"
        " ORDER BY t.position, l.position");
    print_rows(r, "map",
               "SELECT id || ': zoom ' || min_zoom || ' to ' || max_zoom ||"
               " iif(illustrated, ', illustrated, ', ', ') || attribution"
               " FROM map_region ORDER BY position");
    print_rows(
        r, "tiles",
        "SELECT 'zoom ' || zoom_level || ': ' || count(*) ||"
        " iif(count(*) = 1, ' tile, ', ' tiles, ') ||"
        " sum(length(tile_data)) || ' bytes, the largest ' || max(length(tile_data))"
        " FROM tiles GROUP BY zoom_level");
    static const struct {
        const char *label, *sql;
    } counts[] = {
        {"works", "SELECT count(*) FROM work"},
        {"people", "SELECT count(*) FROM person"},
        {"credits", "SELECT count(*) FROM credit"},
        {"awards", "SELECT count(*) FROM award"},
        {"ratings", "SELECT count(*) FROM rating"},
        {"scenes", "SELECT count(*) FROM scene"},
        {"questions", "SELECT count(*) FROM quiz"},
        {"pictures", "SELECT count(*) FROM media"},
    };
    for (size_t i = 0; i < ARRAY_LEN(counts); i++)
        print_rows(r, counts[i].label, counts[i].sql);
    check_tiles(r);
}

bool info_print(const char *path, FILE *to, struct err *err)
{
    struct stat st;
    if (stat(path, &st) < 0)
        return err_set(err, "can't read this file: %s", strerror(errno));
    if (!S_ISREG(st.st_mode))
        return err_set(err, "expected a pack, this is not a plain file");
    struct str name;
    str_init(&name);
    str_printf(&name, "%s%s", path[0] == '/' ? "" : "./", path);
    struct reader r = {.to = to, .err = err};
    int status = sqlite3_open_v2(name.data, &r.db, SQLITE_OPEN_READONLY, NULL);
    str_release(&name);
    int schema = -1;
    int application = status == SQLITE_OK ? number(&r, "PRAGMA application_id") : -1;
    if (application < 0 && sqlite3_errcode(r.db) == SQLITE_CORRUPT)
        r.failed = !err_set(err, "a damaged pack: %s", sqlite3_errmsg(r.db));
    else if (application != PACK_APPLICATION_ID)
        r.failed = !err_set(err, "not a Backlot pack");
    else if ((schema = number(&r, "PRAGMA user_version")) != PACK_SCHEMA)
        r.failed = !err_set(err, "a pack of schema %d: this tourc knows schema %d",
                            schema, PACK_SCHEMA);
    else
        print_all(&r);
    sqlite3_close(r.db);
    if (!r.failed)
        fprintf(to, "%-10s %lld\n", "bytes", (long long)st.st_size);
    return !r.failed;
}

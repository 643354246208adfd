#include "pack/guard.h"

#include <string.h>

#include "base/array.h"

// The longest string or blob: a picture's variant of some megabytes with room to spare.
#define LONGEST_BYTES (64 * 1024 * 1024)

static const struct {
    int id, most;
} limits[] = {
    {SQLITE_LIMIT_LENGTH, LONGEST_BYTES},
    {SQLITE_LIMIT_SQL_LENGTH, 100 * 1000}, // also of each CREATE in a pack's schema
    {SQLITE_LIMIT_COLUMN, 64},
    {SQLITE_LIMIT_EXPR_DEPTH, 64},
    {SQLITE_LIMIT_COMPOUND_SELECT, 8},
    {SQLITE_LIMIT_FUNCTION_ARG, 8},
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 64},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 16},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
};

static const struct {
    int id, value;
} switches[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1},       {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},  {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
    {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    {SQLITE_DBCONFIG_DQS_DML, 0},         {SQLITE_DBCONFIG_DQS_DDL, 0},
};

bool guard_harden(sqlite3 *db, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(switches); i++) {
        int now = -1;
        if (sqlite3_db_config(db, switches[i].id, switches[i].value, &now) != SQLITE_OK ||
            now != switches[i].value)
            return err_set(err, "SQLite refuses setting %d.", switches[i].id);
    }
    for (size_t i = 0; i < ARRAY_LEN(limits); i++)
        sqlite3_limit(db, limits[i].id, limits[i].most);
    // No mmap: a file that shrinks under a map is a SIGBUS, under read() an error.
    if (sqlite3_exec(db,
                     "PRAGMA cell_size_check = ON; PRAGMA query_only = ON;"
                     "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;",
                     NULL, NULL, NULL) != SQLITE_OK)
        return err_set(err, "%s", sqlite3_errmsg(db));
    return true;
}

static int allow_function(const char *name)
{
    static const char *const allowed[] = {"count", "json_extract", "match", "max", "min"};
    for (size_t i = 0; name && i < ARRAY_LEN(allowed); i++) {
        if (strcmp(name, allowed[i]) == 0)
            return SQLITE_OK;
    }
    return SQLITE_DENY;
}

static int authorize(void *data, int action, const char *one, const char *two,
                     const char *schema, const char *inside)
{
    (void)data, (void)schema;
    (void)inside; // also the name of a common table expression, so no sign of a view
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return allow_function(two);
    case SQLITE_PRAGMA:
        return strcmp(one, "data_version") == 0 && !two ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

// A pack's schema could make any module of SQLite's stand behind the name of the search, or a
// view behind those of the tables in which FTS5 keeps it. So they must be, to the letter, what
// tourc and FTS5 make.
static const struct {
    const char *name, *sql;
} search_tables[] = {
    {"search",
     "CREATE VIRTUAL TABLE search USING fts5(words, content='', columnsize=0, detail=none,"
     " prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2')"},
    {"search_config", "CREATE TABLE 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID"},
    {"search_data", "CREATE TABLE 'search_data'(id INTEGER PRIMARY KEY, block BLOB)"},
    {"search_idx",
     "CREATE TABLE 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term))"
     " WITHOUT ROWID"},
};

static bool check_search(sqlite3 *db, struct err *err)
{
    static const char sql[] = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND"
                              " name = ?1 AND tbl_name = ?1 AND sql = ?2";
    for (size_t i = 0; i < ARRAY_LEN(search_tables); i++) {
        sqlite3_stmt *stmt = NULL;
        if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
            return err_set(err, "%s", sqlite3_errmsg(db));
        sqlite3_bind_text(stmt, 1, search_tables[i].name, -1, SQLITE_STATIC);
        sqlite3_bind_text(stmt, 2, search_tables[i].sql, -1, SQLITE_STATIC);
        int rc = sqlite3_step(stmt);
        sqlite3_finalize(stmt);
        if (rc != SQLITE_ROW)
            return err_set(err, "its table %s is none of tourc's", search_tables[i].name);
    }
    return true;
}

// The constructor of a virtual table asks to CREATE and INSERT, which the authorizer denies; a
// table that was made before stays made. json_each is a virtual table, and so is FTS5's.
static bool prime_tables(sqlite3 *db, struct err *err)
{
    static const char *const tables[] = {
        "SELECT value FROM json_each('[]')",
        "SELECT rowid FROM search WHERE search MATCH ''"};
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        sqlite3_stmt *stmt = NULL;
        int rc = sqlite3_prepare_v2(db, tables[i], -1, &stmt, NULL);
        sqlite3_finalize(stmt);
        if (rc != SQLITE_OK)
            return err_set(err, "%s", sqlite3_errmsg(db));
    }
    return true;
}

bool guard_lock(sqlite3 *db, struct err *err)
{
    if (!check_search(db, err) || !prime_tables(db, err))
        return false;
    return sqlite3_set_authorizer(db, authorize, NULL) == SQLITE_OK ||
           err_set(err, "%s", sqlite3_errmsg(db));
}

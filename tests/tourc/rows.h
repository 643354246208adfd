// What is in a pack that tourc built.
#pragma once

#include <sqlite3.h>

#include "sandbox.h"

// The columns of a query, joined by '|', copied; rows are joined by '\n'.
__attribute__((noinline, unused)) static char *rows_query(const char *path,
                                                          const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    struct str all;
    str_init(&all);
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        str_add(&all, all.len ? "\n" : "");
        for (int i = 0; i < sqlite3_column_count(stmt); i++) {
            const unsigned char *text = sqlite3_column_text(stmt, i);
            str_printf(&all, "%s%s", i ? "|" : "", text ? (const char *)text : "NULL");
        }
    }
    assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    char *copy = strdup(str_c(&all));
    str_release(&all);
    return copy;
}

static inline void expect_rows(const char *pack, const char *sql, const char *rows)
{
    char *got = rows_query(pack, sql);
    assert_string_equal(got, rows);
    free(got);
}

static inline void build(const char *dir, const char *target)
{
    struct sandbox_run run = SANDBOX_TOURC("build", dir, "-o", target);
    if (run.status != 0)
        fail_msg("%s", run.err);
    sandbox_done(&run);
}

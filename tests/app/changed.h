// A copy of the fixture with something done to it.
#pragma once

#include <sqlite3.h>
#include <unistd.h>

#include "stand.h"

static inline void changed_make(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    char *message = NULL;
    char copy[600];
    unlink(path);
    snprintf(copy, sizeof(copy), "VACUUM INTO '%s'", path);
    assert_int_equal(sqlite3_open(FIXTURE_PACK, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, copy, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s", message);
    sqlite3_close(db);
}

#include "keep/keep.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#define BUSY_MS 1000
#define AGAIN_S 5 // after which what could not be written is tried again
#define VALUE_MAX (16 << 20)

struct value {
    struct value *next;
    char *name;
    void *bytes; // NULL: removed
    size_t len;
    bool dirty; // not written yet
};

// The values are the callers' and the thread's under the lock; the database is the thread's alone
// from keep_open's end on.
struct keep {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t thread;
    struct value *values; // few: a list will do
    bool closing, failing;
    sqlite3 *db;
    char *path;
};

static struct value *find(const struct keep *keep, const char *name)
{
    struct value *v = keep->values;
    while (v && strcmp(v->name, name) != 0)
        v = v->next;
    return v;
}

static void set(struct keep *keep, const char *name, const void *bytes, size_t len)
{
    struct value *v = find(keep, name);
    if (!v) {
        v = xcalloc(1, sizeof(*v));
        v->name = xstrdup(name);
        v->next = keep->values;
        keep->values = v;
    }
    void *copy = len ? xmalloc(len) : NULL;
    if (len)
        memcpy(copy, bytes, len);
    free(v->bytes);
    v->bytes = copy;
    v->len = len;
}

static void release(struct keep *keep)
{
    if (keep->db)
        sqlite3_close(keep->db);
    while (keep->values) {
        struct value *v = keep->values;
        keep->values = v->next;
        free(v->name);
        free(v->bytes);
        free(v);
    }
    free(keep->path);
    free(keep);
}

// The folders above it, for nobody but the owner.
static bool make_folders(const char *path, struct err *err)
{
    struct str part;
    str_init(&part);
    bool good = true;
    for (const char *slash = strchr(path + 1, '/'); good && slash;
         slash = strchr(slash + 1, '/')) {
        str_clear(&part);
        str_add_bytes(&part, path, (size_t)(slash - path));
        if (mkdir(str_c(&part), 0700) != 0 && errno != EEXIST)
            good = err_set(err, "The folder '%s' can't be made: %s.", str_c(&part),
                           strerror(errno));
    }
    str_release(&part);
    return good;
}

static int run(struct keep *keep, const char *sql)
{
    return sqlite3_exec(keep->db, sql, NULL, NULL, NULL);
}

static int check(struct keep *keep)
{
    sqlite3_stmt *s;
    int rc = sqlite3_prepare_v2(keep->db, "PRAGMA quick_check(1)", -1, &s, NULL);
    if (rc != SQLITE_OK)
        return rc;
    rc = sqlite3_step(s);
    if (rc == SQLITE_ROW) {
        const char *said = (const char *)sqlite3_column_text(s, 0);
        rc = said && strcmp(said, "ok") == 0 ? SQLITE_OK : SQLITE_CORRUPT;
    }
    sqlite3_finalize(s);
    return rc;
}

static int load(struct keep *keep)
{
    sqlite3_stmt *s;
    int rc = sqlite3_prepare_v2(keep->db, "SELECT name, bytes FROM value", -1, &s, NULL);
    while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(s, 0);
        const void *bytes = sqlite3_column_blob(s, 1);
        int len = sqlite3_column_bytes(s, 1);
        if (name && bytes && len > 0)
            set(keep, name, bytes, (size_t)len);
        rc = SQLITE_OK;
    }
    sqlite3_finalize(s);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int open_database(struct keep *keep)
{
    int file = open(keep->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return SQLITE_CANTOPEN;
    close(file);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    int rc = sqlite3_open_v2(keep->path, &keep->db, flags, NULL);
    if (rc != SQLITE_OK)
        return rc;
    sqlite3_limit(keep->db, SQLITE_LIMIT_LENGTH, VALUE_MAX);
    sqlite3_db_config(keep->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_busy_timeout(keep->db, BUSY_MS);
    if (sqlite3_db_readonly(keep->db, "main") == 1)
        return SQLITE_READONLY;
    rc = check(keep);
    if (rc == SQLITE_OK)
        rc = run(keep, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                       "PRAGMA trusted_schema = OFF;");
    // Says, too, whether it is a file of this kind, and whether it can be written.
    if (rc == SQLITE_OK)
        rc =
            run(keep,
                "BEGIN IMMEDIATE;"
                "CREATE TABLE IF NOT EXISTS value (name TEXT PRIMARY KEY, bytes BLOB NOT "
                "NULL) STRICT, WITHOUT ROWID;"
                "INSERT OR REPLACE INTO value VALUES ('', x'00');"
                "DELETE FROM value WHERE name = ''; COMMIT");
    return rc == SQLITE_OK ? load(keep) : rc;
}

static bool is_damage(int rc)
{
    switch (rc & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: // a file that is something else
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_SCHEMA:
    case SQLITE_READONLY: // the file itself was opened for writing: its head says so
        return true;
    default:
        return false;
    }
}

// The damaged file and its log stay beside, for whoever wants to look into them.
static bool put_aside(struct keep *keep)
{
    bool done = false;
    static const char *const tails[] = {"", "-wal", "-shm"};
    struct str from, to;
    str_init(&from);
    str_init(&to);
    for (int i = 0; i < 3; i++) {
        str_clear(&from);
        str_clear(&to);
        str_printf(&from, "%s%s", keep->path, tails[i]);
        str_printf(&to, "%s.damaged%s", keep->path, tails[i]);
        unlink(str_c(&to)); // of the one before
        done = rename(str_c(&from), str_c(&to)) == 0 || done;
    }
    if (done)
        log_warn("'%s' is damaged; it was put aside as '%s.damaged'.", keep->path,
                 keep->path);
    str_release(&from);
    str_release(&to);
    return done;
}

static bool open_or_begin(struct keep *keep, struct err *err)
{
    int rc = open_database(keep);
    if (is_damage(rc)) {
        sqlite3_close(keep->db);
        keep->db = NULL;
        if (put_aside(keep))
            rc = open_database(keep);
    }
    return rc == SQLITE_OK ||
           err_set(err, "'%s' can't be written: %s.", keep->path,
                   rc == SQLITE_CANTOPEN ? strerror(errno) : sqlite3_errstr(rc));
}

static int write_one(struct keep *keep, const char *sql, const struct value *v)
{
    sqlite3_stmt *s;
    int rc = sqlite3_prepare_v2(keep->db, sql, -1, &s, NULL);
    if (rc != SQLITE_OK)
        return rc;
    sqlite3_bind_text(s, 1, v->name, -1, SQLITE_STATIC);
    if (v->bytes)
        sqlite3_bind_blob64(s, 2, v->bytes, v->len, SQLITE_STATIC);
    rc = sqlite3_step(s);
    sqlite3_finalize(s);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static bool write_all(struct keep *keep, const struct value *list)
{
    int rc = run(keep, "BEGIN IMMEDIATE");
    for (const struct value *v = list; rc == SQLITE_OK && v; v = v->next)
        rc = write_one(keep,
                       v->bytes ? "INSERT OR REPLACE INTO value VALUES (?1, ?2)"
                                : "DELETE FROM value WHERE name = ?1",
                       v);
    if (rc == SQLITE_OK)
        rc = run(keep, "COMMIT");
    if (rc == SQLITE_OK) {
        keep->failing = false;
        return true;
    }
    run(keep, "ROLLBACK");
    if (!keep->failing)
        log_warn("'%s' can't be written: %s.", keep->path, sqlite3_errstr(rc));
    keep->failing = true;
    return false;
}

// Copies of what is to be written, so that the callers can go on meanwhile.
static struct value *take_dirty(struct keep *keep)
{
    struct value *list = NULL;
    for (struct value *v = keep->values; v; v = v->next) {
        if (!v->dirty)
            continue;
        struct value *copy = xcalloc(1, sizeof(*copy));
        copy->name = xstrdup(v->name);
        copy->len = v->len;
        if (v->len) {
            copy->bytes = xmalloc(v->len);
            memcpy(copy->bytes, v->bytes, v->len);
        }
        copy->next = list;
        list = copy;
        v->dirty = false;
    }
    return list;
}

// What could not be written is to be written still, unless something newer is.
static void give_back(struct keep *keep, struct value *list, bool written)
{
    while (list) {
        struct value *v = list;
        list = v->next;
        if (!written)
            find(keep, v->name)->dirty = true;
        free(v->name);
        free(v->bytes);
        free(v);
    }
}

static void wait_again(struct keep *keep)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += AGAIN_S;
    while (!keep->closing &&
           pthread_cond_timedwait(&keep->changed, &keep->lock, &until) != ETIMEDOUT)
        ;
}

static void *write_on(void *data)
{
    struct keep *keep = data;
    pthread_mutex_lock(&keep->lock);
    for (;;) {
        bool last = keep->closing;
        struct value *list = take_dirty(keep);
        if (!list) {
            if (last)
                break;
            pthread_cond_wait(&keep->changed, &keep->lock);
            continue;
        }
        pthread_mutex_unlock(&keep->lock);
        bool written = write_all(keep, list);
        pthread_mutex_lock(&keep->lock);
        give_back(keep, list, written);
        if (!written && last)
            break;
        if (!written)
            wait_again(keep);
    }
    pthread_mutex_unlock(&keep->lock);
    return NULL;
}

struct keep *keep_open(const char *path, struct err *err)
{
    struct keep *keep = xcalloc(1, sizeof(*keep));
    keep->path = xstrdup(path);
    if (!make_folders(path, err) || !open_or_begin(keep, err)) {
        release(keep);
        return NULL;
    }
    pthread_mutex_init(&keep->lock, NULL);
    pthread_cond_init(&keep->changed, NULL);
    if (pthread_create(&keep->thread, NULL, write_on, keep) != 0) {
        err_set(err, "There is no thread for '%s'.", path);
        pthread_cond_destroy(&keep->changed);
        pthread_mutex_destroy(&keep->lock);
        release(keep);
        return NULL;
    }
    return keep;
}

void keep_close(struct keep *keep)
{
    if (!keep)
        return;
    pthread_mutex_lock(&keep->lock);
    keep->closing = true;
    pthread_cond_signal(&keep->changed);
    pthread_mutex_unlock(&keep->lock);
    pthread_join(keep->thread, NULL);
    pthread_cond_destroy(&keep->changed);
    pthread_mutex_destroy(&keep->lock);
    release(keep);
}

void keep_put(struct keep *keep, const char *name, const void *bytes, size_t len)
{
    if (len > KEEP_VALUE_MAX) {
        log_warn("'%s' is too large to be kept.", name);
        return;
    }
    pthread_mutex_lock(&keep->lock);
    const struct value *before = find(keep, name);
    size_t had = before ? before->len : 0;
    if (had != len || (len && memcmp(before->bytes, bytes, len) != 0)) {
        set(keep, name, bytes, len);
        find(keep, name)->dirty = true;
        pthread_cond_signal(&keep->changed);
    }
    pthread_mutex_unlock(&keep->lock);
}

size_t keep_get(struct keep *keep, const char *name, void *out, size_t cap)
{
    pthread_mutex_lock(&keep->lock);
    const struct value *v = find(keep, name);
    size_t len = v ? v->len : 0, n = len < cap ? len : cap;
    if (n)
        memcpy(out, v->bytes, n);
    pthread_mutex_unlock(&keep->lock);
    return len;
}

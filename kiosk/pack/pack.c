#include "pack/pack.h"

#include <stdlib.h>

#include "base/mem.h"
#include "pack/guard.h"
#include "pack/load.h"

static bool open_database(struct pack *pack, const char *uri, struct err *err)
{
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOFOLLOW |
                SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    if (sqlite3_open_v2(uri, &pack->db, flags, NULL) != SQLITE_OK)
        return err_set(err, "The pack '%s' can't be opened: %s.", pack->name.text,
                       sqlite3_errmsg(pack->db));
    sqlite3_extended_result_codes(pack->db, 1);
    struct err why = {""};
    // The first settings already read the schema, so damage may show here.
    if (!guard_harden(pack->db, &why) || !guard_lock(pack->db, &why))
        return err_set(err, "The pack '%s' is damaged: %s.", pack->name.text,
                       file_shown(why.text).text);
    return query_prepare_all(pack, err);
}

// Every pack has one row that says what it is.
static bool read_original(struct pack *pack, struct err *err)
{
    sqlite3_stmt *row = query_begin(pack, QUERY_PACK, NULL, NULL);
    int got = query_step(pack, row, err);
    if (got > 0)
        pack->original = query_id(row, 1, &pack->arena);
    query_end(row);
    if (got == 0 || (got > 0 && !pack->original[0]))
        return err_set(err, "The pack '%s' is damaged: it doesn't say what it is.",
                       pack->name.text);
    return got > 0;
}

static bool read_basics(struct pack *pack, struct err *err)
{
    const struct load l = {pack, &pack->arena, err};
    if (!read_original(pack, err) || !load_languages(&l))
        return false;
    pack_set_lang(pack, NULL);
    return true;
}

struct pack *pack_open(const char *path, enum pack_fault *fault, struct err *err)
{
    struct str uri;
    str_init(&uri);
    struct pack *pack = NULL;
    if (file_check(path, &uri, fault, err)) {
        pack = xcalloc(1, sizeof(*pack));
        pack->name = file_shown(path);
        arena_init(&pack->arena);
        if (!open_database(pack, str_c(&uri), err) || !read_basics(pack, err)) {
            *fault = PACK_FAULT_DAMAGED;
            pack_close(pack);
            pack = NULL;
        }
    }
    str_release(&uri);
    return pack;
}

void pack_close(struct pack *pack)
{
    if (!pack)
        return;
    query_release_all(pack);
    sqlite3_close(pack->db);
    arena_release(&pack->arena);
    free(pack);
}

void pack_set_filter(struct pack *pack, pack_filter_fn filter, void *data)
{
    pack->filter = filter;
    pack->filter_data = data;
}

bool pack_list(struct pack *pack, struct arena *arena, enum pack_things things,
               const char ***out, size_t *n_out, struct err *err)
{
    static const enum query queries[PACK_THINGS] = {QUERY_TOURS, QUERY_STOPS, QUERY_WORKS,
                                                    QUERY_PEOPLE, QUERY_PLACES};
    const char **ids = NULL;
    size_t n = 0;
    sqlite3_stmt *rows = query_begin(pack, queries[things], NULL, NULL);
    int got;
    while ((got = query_step(pack, rows, err)) > 0) {
        const char *id = query_id(rows, 0, arena);
        if (!id[0])
            continue;
        ids = QUERY_GROW(arena, ids, n);
        ids[n++] = id;
    }
    query_end(rows);
    *out = ids;
    *n_out = n;
    return got == 0;
}

bool pack_try(struct pack *pack, const char *sql, struct err *err)
{
    pack->steps = 0;
    if (sqlite3_exec(pack->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return err_set(err, "%s", sqlite3_errmsg(pack->db));
    return true;
}

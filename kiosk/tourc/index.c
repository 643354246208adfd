#include "tourc/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/str.h"
#include "find/find.h"
#include "tourc/index_sources.h"
#include "tourc/index_words.h"

#define TERMS_MOST 20000 // of a text
#define KEYS_LEAST 2     // bytes of a word that is mended when mistyped
#define KEYS_MOST 40

enum statement {
    PUT_SEARCH,
    PUT_PART,
    PUT_ROW,
    PUT_TITLE,
    PUT_WORD,
    PUT_KEY,
    GET_LANGS,
    STATEMENTS,
};

static const char *const sql[STATEMENTS] = {
    [PUT_SEARCH] = "INSERT INTO search (rowid, words) VALUES (?1, ?2)",
    [PUT_PART] = "INSERT INTO search_part VALUES (?1, ?2, ?3, ?4, ?5)",
    [PUT_ROW] = "INSERT INTO search_row VALUES (?1, ?2, ?3, ?4)",
    [PUT_TITLE] = "INSERT OR IGNORE INTO search_title VALUES (?1, ?2, ?3)",
    [PUT_WORD] = "INSERT INTO vocabulary VALUES (?1, ?2, ?3)",
    [PUT_KEY] = "INSERT OR IGNORE INTO vocabulary_key VALUES (?1, ?2)",
    [GET_LANGS] = ("SELECT tag, tag = (SELECT original_lang FROM pack) FROM lang"
                   " ORDER BY position, tag"),
};

struct index {
    sqlite3 *db;
    struct err *err;
    bool failed; // then everything else does nothing
    sqlite3_stmt *statements[STATEMENTS];
    struct find_latin *latin;
    struct index_words words;

    const struct index_source *source;
    sqlite3_stmt *titles, *texts, *names; // of the source; NULL: it has none
    const char **ids;
    size_t n_ids;
    size_t row; // the latest
    struct arena kept, page;
    struct str terms, whole; // of the row that is being made
    bool title;              // it is one of titles
};

static bool check(struct index *x, bool good)
{
    if (!good && !x->failed)
        err_set(x->err, "SQLite: %s, making the search", sqlite3_errmsg(x->db));
    x->failed = x->failed || !good;
    return !x->failed;
}

static sqlite3_stmt *prepared(struct index *x, const char *text)
{
    sqlite3_stmt *stmt = NULL;
    if (text && !x->failed)
        check(x, sqlite3_prepare_v2(x->db, text, -1, &stmt, NULL) == SQLITE_OK);
    return stmt;
}

static void bind(sqlite3_stmt *stmt, int column, const char *text)
{
    sqlite3_bind_text(stmt, column, text, -1, SQLITE_STATIC);
}

static void put(struct index *x, enum statement which)
{
    sqlite3_stmt *stmt = x->statements[which];
    if (!x->failed)
        check(x, sqlite3_step(stmt) == SQLITE_DONE);
    sqlite3_reset(stmt);
}

// Whether there is another row.
static bool next(struct index *x, sqlite3_stmt *stmt)
{
    if (x->failed)
        return false;
    int rc = sqlite3_step(stmt);
    return check(x, rc == SQLITE_ROW || rc == SQLITE_DONE) && rc == SQLITE_ROW;
}

// A term of the row, unless it has it already.
static void add_term(struct index *x, const char *text, bool signs)
{
    struct index_word *word = index_words_get(&x->words, text);
    if (word->last_row == x->row)
        return;
    word->last_row = x->row;
    if (!signs) {
        word->titles += x->title;
        word->texts += !x->title;
    }
    str_printf(&x->terms, "%s%s", x->terms.len ? " " : "", text);
}

// What is written with a hyphen or a full stop within is found without it, too: wall-e, walle.
static void add_joined(struct index *x, const struct find_terms *terms, size_t i)
{
    const struct find_term *one = &terms->items[i], *two = one + 1;
    if (i + 1 < terms->n && two->joined && !two->signs && !one->signs) {
        const char *both = arena_printf(&x->page, "%s%s", one->text, two->text);
        if (strlen(both) < FIND_TERM_BYTES)
            add_term(x, both, false);
    }
}

static void add_terms(struct index *x, const char *text)
{
    struct find_terms terms, latin;
    find_fold(&x->page, text, FIND_INDEX, TERMS_MOST, &terms);
    for (size_t i = 0; i < terms.n; i++) {
        add_term(x, terms.items[i].text, terms.items[i].signs);
        add_joined(x, &terms, i);
    }
    find_latin_terms(x->latin, &x->page, text, &latin);
    for (size_t i = 0; i < latin.n; i++)
        add_term(x, latin.items[i].text, false);
}

static void put_title(struct index *x, const char *words)
{
    if (!*words)
        return;
    str_printf(&x->whole, "%s%s", x->whole.len ? "\n" : "", words);
    sqlite3_stmt *stmt = x->statements[PUT_TITLE];
    bind(stmt, 1, x->source->kind);
    bind(stmt, 2, words);
    sqlite3_bind_int64(stmt, 3, (sqlite3_int64)x->row);
    put(x, PUT_TITLE);
}

// A title as a whole, as a query for it would be; and in Latin letters.
static void add_whole(struct index *x, const char *text)
{
    struct find_terms terms;
    struct str words;
    str_init(&words);
    find_fold(&x->page, text, FIND_QUERY, TERMS_MOST, &terms);
    for (size_t i = 0; i < terms.n; i++)
        str_printf(&words, "%s%s", i ? " " : "", terms.items[i].text);
    put_title(x, str_c(&words));
    str_clear(&words);
    find_latin_terms(x->latin, &x->page, text, &terms);
    for (size_t i = 0; i < terms.n; i++)
        if (terms.items[i].joined)
            str_printf(&words, "%s%s", words.len ? " " : "", terms.items[i].text);
    put_title(x, str_c(&words));
    str_release(&words);
}

static void begin_row(struct index *x, bool title)
{
    x->row++;
    x->title = title;
    str_clear(&x->terms);
    str_clear(&x->whole);
    arena_clear(&x->page);
}

static void end_row(struct index *x, const char *id)
{
    sqlite3_stmt *search = x->statements[PUT_SEARCH], *row = x->statements[PUT_ROW];
    sqlite3_bind_int64(search, 1, (sqlite3_int64)x->row);
    bind(search, 2, str_c(&x->terms));
    put(x, PUT_SEARCH);
    sqlite3_bind_int64(row, 1, (sqlite3_int64)x->row);
    bind(row, 2, x->source->kind);
    bind(row, 3, id);
    bind(row, 4, str_c(&x->whole));
    put(x, PUT_ROW);
}

// The terms of all that a query gives; whether it gave anything.
static bool add_all(struct index *x, sqlite3_stmt *stmt, const char *id, bool whole)
{
    bool any = false;
    if (!stmt)
        return false;
    bind(stmt, 1, id);
    while (next(x, stmt)) {
        const char *text = (const char *)sqlite3_column_text(stmt, 0);
        if (!text || !*text)
            continue;
        any = true;
        add_terms(x, text);
        if (whole)
            add_whole(x, text);
    }
    sqlite3_reset(stmt);
    return any;
}

static void put_part(struct index *x, const char *part, const char *lang, size_t first)
{
    sqlite3_stmt *stmt = x->statements[PUT_PART];
    if (x->row < first)
        return;
    bind(stmt, 1, x->source->kind);
    bind(stmt, 2, part);
    bind(stmt, 3, lang);
    sqlite3_bind_int64(stmt, 4, (sqlite3_int64)first);
    sqlite3_bind_int64(stmt, 5, (sqlite3_int64)x->row);
    put(x, PUT_PART);
}

static void write_titles(struct index *x)
{
    size_t first = x->row + 1;
    for (size_t i = 0; i < x->n_ids && x->titles && !x->failed; i++) {
        begin_row(x, true);
        add_all(x, x->titles, x->ids[i], true);
        end_row(x, x->ids[i]);
    }
    put_part(x, "title", "", first);
}

// What has no words of its own in a language has its row in the original alone. Titles are in it,
// too: who types a word of the title and one of the text means both.
static void write_texts(struct index *x, const char *lang, bool original)
{
    size_t first = x->row + 1;
    for (size_t i = 0; i < x->n_ids && !x->failed; i++) {
        begin_row(x, false);
        bind(x->texts, 2, lang);
        if (!add_all(x, x->texts, x->ids[i], false) && !original) {
            x->row--;
            continue;
        }
        add_all(x, x->titles, x->ids[i], false);
        add_all(x, x->names, x->ids[i], false);
        end_row(x, x->ids[i]);
    }
    put_part(x, "text", lang, first);
}

static void read_ids(struct index *x)
{
    size_t cap = 0;
    sqlite3_stmt *stmt = prepared(x, x->source->ids);
    while (stmt && next(x, stmt)) {
        ARRAY_GROW(x->ids, x->n_ids + 1, cap);
        x->ids[x->n_ids++] =
            arena_strdup(&x->kept, (const char *)sqlite3_column_text(stmt, 0));
    }
    sqlite3_finalize(stmt);
}

static void write_kind(struct index *x, const struct index_source *source)
{
    x->source = source;
    read_ids(x);
    x->titles = prepared(x, source->titles);
    x->texts = prepared(x, source->texts);
    x->names = prepared(x, source->names);
    write_titles(x);
    sqlite3_stmt *langs = x->statements[GET_LANGS];
    while (next(x, langs))
        write_texts(x, (const char *)sqlite3_column_text(langs, 0),
                    sqlite3_column_int(langs, 1) != 0);
    sqlite3_reset(langs);
    sqlite3_finalize(x->titles);
    sqlite3_finalize(x->texts);
    sqlite3_finalize(x->names);
    free(x->ids);
    x->ids = NULL;
    x->n_ids = 0;
    arena_clear(&x->kept);
}

struct key {
    const char *text, *word;
};

static int by_key(const void *a, const void *b)
{
    const struct key *one = a, *two = b;
    int order = strcmp(one->text, two->text);
    return order ? order : strcmp(one->word, two->word);
}

static bool is_mended(const struct index_word *word)
{
    size_t len = strlen(word->text);
    return word->titles + word->texts > 0 && len >= KEYS_LEAST && len <= KEYS_MOST;
}

// Sorted first: a table that grows at its end is made in half the time.
static void write_keys(struct index *x)
{
    struct key *keys = NULL;
    size_t n = 0, cap = 0;
    arena_clear(&x->kept);
    for (size_t i = 0; i < x->words.n; i++) {
        const char **some;
        if (!is_mended(&x->words.items[i]))
            continue;
        size_t more = find_deletions(&x->kept, x->words.items[i].text, &some);
        for (size_t k = 0; k < more; k++) {
            ARRAY_GROW(keys, n + 1, cap);
            keys[n++] = (struct key){some[k], x->words.items[i].text};
        }
    }
    if (n)
        qsort(keys, n, sizeof(*keys), by_key);
    for (size_t i = 0; i < n; i++) {
        bind(x->statements[PUT_KEY], 1, keys[i].text);
        bind(x->statements[PUT_KEY], 2, keys[i].word);
        put(x, PUT_KEY);
    }
    free(keys);
}

static void write_words(struct index *x)
{
    sqlite3_stmt *stmt = x->statements[PUT_WORD];
    index_words_sort(&x->words);
    for (size_t i = 0; i < x->words.n; i++) {
        const struct index_word *word = &x->words.items[i];
        if (word->titles + word->texts == 0)
            continue; // signs
        bind(stmt, 1, word->text);
        sqlite3_bind_int64(stmt, 2, word->titles);
        sqlite3_bind_int64(stmt, 3, word->texts);
        put(x, PUT_WORD);
    }
    write_keys(x);
}

static void run(struct index *x, const char *text)
{
    if (!x->failed)
        check(x, sqlite3_exec(x->db, text, NULL, NULL, NULL) == SQLITE_OK);
}

static void write_all(struct index *x)
{
    // No merging on the way: one segment is made at the end, so that a query reads one.
    run(x, "INSERT INTO search (search, rank) VALUES ('automerge', 0);"
           "INSERT INTO search (search, rank) VALUES ('hashsize', 33554432);");
    for (size_t i = 0; i < STATEMENTS; i++)
        x->statements[i] = prepared(x, sql[i]);
    for (size_t i = 0; i < INDEX_KINDS && !x->failed; i++)
        write_kind(x, &index_sources[i]);
    if (!x->failed)
        write_words(x);
    run(x, "INSERT INTO search (search) VALUES ('optimize')");
    for (size_t i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(x->statements[i]);
}

bool index_write(sqlite3 *db, struct err *err)
{
    struct index x = {.db = db, .err = err, .latin = find_latin_open()};
    index_words_init(&x.words);
    arena_init(&x.kept);
    arena_init(&x.page);
    str_init(&x.terms);
    str_init(&x.whole);
    write_all(&x);
    str_release(&x.whole);
    str_release(&x.terms);
    arena_release(&x.page);
    arena_release(&x.kept);
    index_words_release(&x.words);
    find_latin_close(x.latin);
    return !x.failed;
}

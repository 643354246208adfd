#include <string.h>

#include "base/array.h"
#include "base/str.h"
#include "base/utf8.h"
#include "pack/blocks.h"
#include "pack/load.h"

#define BODY_MOST ((size_t)1024 * 1024)

const char *text_line(const struct text *t)
{
    return t->n_blocks ? t->blocks[0].text : "";
}

bool load_absent(const struct load *l, const char *what, const char *id)
{
    struct shown_path shown = file_shown(id);
    return err_set(l->err, "The pack has no %s named '%s'.", what, shown.text);
}

// One row of json_each: [start, end, kind, target].
static bool read_span(sqlite3_stmt *row, struct arena *arena, const char *body,
                      size_t len, struct blocks_span *out)
{
    static const char *const marks[] = {"em",      "strong", "cite",
                                        "heading", "item",   "quote"};
    int most = (int)len;
    int start = query_int(row, 0, 0, most, -1), end = query_int(row, 1, 0, most, -1);
    int mark = query_enum(row, 2, marks, ARRAY_LEN(marks), -1);
    if (start < 0 || end < 0 || mark < 0)
        return false;
    *out = (struct blocks_span){(size_t)start, (size_t)end, (enum blocks_mark)mark, ""};
    if (mark == BLOCKS_CITE) {
        out->target = query_id(row, 3, arena);
        if (!out->target[0])
            return false;
    }
    return blocks_span_fits(body, len, out);
}

// Text that is no JSON gives no spans: the words are still worth showing.
static void read_spans(const struct load *l, const char *json, struct blocks_input *in)
{
    struct blocks_span *spans = NULL, one;
    sqlite3_stmt *rows = query_begin(l->pack, QUERY_SPANS, json, NULL);
    struct err ignored;
    while (query_step(l->pack, rows, &ignored) > 0) {
        if (!read_span(rows, l->arena, in->body, in->len, &one))
            continue;
        spans = QUERY_GROW(l->arena, spans, in->n_spans);
        spans[in->n_spans++] = one;
    }
    query_end(rows);
    in->spans = spans;
}

struct stored_text {
    const char *body, *spans;
};

// The stored bytes were valid UTF-8 if their text is as long as they were.
static struct stored_text read_row(sqlite3_stmt *row, struct arena *arena)
{
    struct stored_text t = {query_text(row, 0, arena), ""};
    size_t len = strlen(t.body);
    if (len > BODY_MOST) {
        char *shorter = arena_alloc(arena, BODY_MOST);
        str_copy(shorter, BODY_MOST, t.body);
        t.body = shorter;
    }
    // Where bytes were replaced, the offsets point elsewhere.
    if ((size_t)sqlite3_column_bytes(row, 0) == len)
        t.spans = query_text(row, 1, arena);
    return t;
}

// The words in one language; body "" if there are none.
static bool find_text(const struct load *l, const char *const key[3], const char *lang,
                      struct stored_text *out)
{
    sqlite3_stmt *row = query_begin(l->pack, QUERY_TEXT, key[0], key[1]);
    sqlite3_bind_text(row, 3, key[2], -1, SQLITE_STATIC);
    sqlite3_bind_text(row, 4, lang, -1, SQLITE_STATIC);
    int got = query_step(l->pack, row, l->err);
    *out = got > 0 ? read_row(row, l->arena) : (struct stored_text){"", ""};
    query_end(row);
    return got >= 0;
}

static void make_blocks(const struct load *l, const struct stored_text *stored,
                        struct text *out)
{
    struct blocks_input in = {.body = stored->body, .len = strlen(stored->body)};
    if (stored->spans[0] && strcmp(stored->spans, "[]") != 0)
        read_spans(l, stored->spans, &in);
    out->blocks = blocks_split(l->arena, &in, &out->n_blocks);
    for (size_t i = 0; l->pack->filter && i < out->n_blocks; i++)
        l->pack->filter(l->pack->filter_data, l->arena, &out->blocks[i]);
}

bool load_text(const struct load *l, const char *entity, const char *id,
               const char *field, struct text *out)
{
    const struct pack *pack = l->pack;
    *out = (struct text){.lang = arena_strdup(l->arena, pack->chain[0])};
    for (size_t i = 0; i < pack->n_chain; i++) {
        struct stored_text stored;
        if (!find_text(l, (const char *const[]){entity, id, field}, pack->chain[i],
                       &stored))
            return false;
        make_blocks(l, &stored, out);
        if (out->n_blocks == 0)
            continue;
        out->fallback = i > 0;
        out->lang = arena_strdup(l->arena, pack->chain[i]);
        break;
    }
    return true;
}

bool load_title(const struct load *l, const char *entity, const char *id,
                struct text *out)
{
    if (!load_text(l, entity, id, "title", out))
        return false;
    if (out->n_blocks == 0 && *id) {
        out->blocks = ARENA_NEW(l->arena, struct block);
        *out->blocks = (struct block){.text = arena_strdup(l->arena, id)};
        out->n_blocks = 1;
    }
    return true;
}

bool load_stop_title(const struct load *l, const char *stop, const char *place,
                     struct text *out)
{
    if (!load_text(l, "stop", stop, "title", out))
        return false;
    return out->n_blocks > 0 || load_title(l, "place", *place ? place : stop, out);
}

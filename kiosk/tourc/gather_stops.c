#include "tourc/gather.h"

#include <string.h>

#include "base/str.h"
#include "tourc/files.h"

static const struct field stop_fields[] = {
    {.name = "place", .kind = FIELD_SLUG, .required = true},
    {.name = "title", .kind = FIELD_TEXT, .translated = true},
    {.name = "code", .kind = FIELD_INT, .min = 1, .max = 9999},
    {.name = "minutes", .kind = FIELD_INT, .min = 1, .max = 600},
    {.name = "pictures", .kind = FIELD_SLUGS, .required = true},
    {.name = "facts", .kind = FIELD_SLUGS},
    {.name = "sources", .kind = FIELD_SOURCES, .of = gather_source_fields},
    {.name = "trigger", .kind = FIELD_MAP, .of = gather_trigger_fields},
    {0},
};

// The two halves of a stop's file.
struct halves {
    const struct node *front; // NULL: none, or not good
    struct markup_input text;
    bool has_front;
};

// The length of the line at s, and whether it is the fence.
static size_t line_at(const char *s, const char *end, bool *fence_out)
{
    const char *lf = memchr(s, '\n', (size_t)(end - s));
    size_t len = (size_t)((lf ? lf : end) - s);
    size_t used = len;
    while (used > 3 && s[used - 1] == ' ')
        used--;
    *fence_out = used == 3 && memcmp(s, "---", 3) == 0;
    return len;
}

static bool split(struct book *book, const char *path, const char *text, size_t len,
                  struct halves *out)
{
    const char *end = text + len;
    bool fence;
    size_t first = line_at(text, end, &fence);
    *out = (struct halves){.text = {text, len, spot_top(path), true, false}};
    if (!fence)
        return true;
    out->has_front = true;
    const char *front = text + first + (text + first < end);
    const char *line = front;
    for (int n = 2; line < end; n++) {
        size_t used = line_at(line, end, &fence);
        const char *next = line + used + (line + used < end);
        if (fence) {
            bool empty;
            struct yaml_input keys = {path, 2, front, (size_t)(line - front)};
            out->front = yaml_parse(&keys, book_memory(book), book->report, &empty);
            out->text = (struct markup_input){
                next, (size_t)(end - next), {path, n + 1, 1}, true, false};
            return out->front || empty;
        }
        line = next;
    }
    report_error(book->report, spot_top(path),
                 "expected a second '---' line after the keys");
    return false;
}

static void add_story(struct book *book, const struct book_owner *owner,
                      const struct halves *halves)
{
    struct markup lede;
    struct markup story;
    if (!markup_split(&book->arena, book->report, &halves->text, &lede, &story))
        return;
    book_keep_text(book, owner, "lede", halves->text.at, &lede);
    book_keep_text(book, owner, "story", halves->text.at, &story);
    if (!*lede.body && str_eq(owner->lang, book_original(book)))
        report_error(book->report, halves->text.at,
                     "expected a paragraph after the keys");
}

static void load_original(struct book *book, const char *tour,
                          const struct gather_file *file, int position,
                          const struct halves *halves)
{
    const struct node *map = halves->front;
    struct ref id = {file->id, spot_top(file->path)};
    if (!book_name(book, &book->stop_names, "stop", id, book->n_stops))
        return;
    BOOK_ADD(book, stops,
             (struct book_stop){
                 .id = file->id,
                 .tour = tour,
                 .at = id.at,
                 .position = position,
                 .code = schema_int(map, "code", 0),
                 .minutes = schema_int(map, "minutes", 0),
                 .code_at = book_ref(map, "code").at,
                 .place = book_ref(map, "place"),
                 .pictures = book_refs(book, map, "pictures"),
                 .facts = book_refs(book, map, "facts"),
                 .all_facts = !node_get(map, "facts"),
                 .trigger = gather_trigger(book, map),
             });
    if (map)
        schema_check(book->report, map, stop_fields, "a stop");
    else
        report_error(book->report, id.at,
                     "expected '---', the keys of a stop, and '---' again");
    struct book_owner owner = {"stop", file->id, book_original(book)};
    book_add_text(book, &owner, "title", node_get(map, "title"), MARKUP_LINE);
    size_t first = book->n_mentions;
    add_story(book, &owner, halves);
    gather_mentions(book, "stop", file->id, first);
    gather_sources(book, "stop", file->id, schema_list(map, "sources"));
}

static void load_translation(struct book *book, const struct gather_file *file,
                             const struct halves *halves)
{
    struct ref id = {file->id, spot_top(file->path)};
    if (!book_knows(book, &book->stop_names, "stop", id))
        return;
    if (halves->front)
        schema_check(book->report, halves->front,
                     schema_translated(&book->page, stop_fields), "a translated stop");
    struct book_owner owner = {"stop", file->id, file->lang};
    book_add_text(book, &owner, "title", node_get(halves->front, "title"), MARKUP_LINE);
    add_story(book, &owner, halves);
}

void gather_stop(struct book *book, const char *tour, const struct gather_file *file,
                 int position)
{
    size_t len;
    arena_clear(&book->page);
    const char *text = files_text(file->path, &book->page, book->report, &len);
    struct halves halves = {0};
    halves.text = (struct markup_input){"", 0, spot_top(file->path), true, false};
    if (!text || !split(book, file->path, text, len, &halves))
        book->stop_names.unread = true;
    else if (file->lang)
        load_translation(book, file, &halves);
    else
        load_original(book, tour, file, position, &halves);
}

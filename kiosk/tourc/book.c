#include "tourc/book.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "tourc/schema.h"
#include "tourc/values.h"

void book_init(struct book *book, struct report *report, const char *dir)
{
    *book = (struct book){.report = report};
    arena_init(&book->arena);
    arena_init(&book->page);
    size_t len = strlen(dir);
    while (len > 1 && dir[len - 1] == '/')
        len--;
    book->dir = arena_strndup(&book->arena, dir, len);
}

void book_forget_names(struct book *book)
{
    struct names *const names[] = {
        &book->language_names, &book->licence_names, &book->source_names,
        &book->media_names,    &book->work_names,    &book->person_names,
        &book->place_names,    &book->claim_names,   &book->fact_names,
        &book->tour_names,     &book->stop_names,    &book->vantage_names,
        &book->question_names, &book->leg_names,     &book->map_names,
    };
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        names_release(names[i]);
    for (size_t i = 0; i < BOOK_LISTS; i++)
        names_release(&book->list_names[i]);
    free(book->text_slots);
    book->text_slots = NULL;
    book->n_text_slots = 0;
}

void book_release(struct book *book)
{
    void *const arrays[] = {
        book->languages, book->licences,  book->sources,  book->media,     book->works,
        book->places,    book->claims,    book->facts,    book->tours,     book->stops,
        book->texts,     book->cites,     book->mentions, book->externals, book->rows,
        book->people,    book->links,     book->vantages, book->questions, book->choices,
        book->legs,      book->leg_steps, book->maps,     book->tiles,
    };
    for (size_t i = 0; i < ARRAY_LEN(arrays); i++)
        free(arrays[i]);
    book_forget_names(book);
    arena_release(&book->page);
    arena_release(&book->arena);
    *book = (struct book){0};
}

bool book_name(struct book *book, struct names *names, const char *kind, struct ref id,
               size_t index)
{
    if (!id.id || names_add(names, id.id, id.at, index))
        return id.id != NULL;
    const struct name *first = names_find(names, id.id);
    report_error(book->report, id.at, "duplicate %s '%s', first given at %s:%d", kind,
                 id.id, first->at.file, first->at.line);
    return false;
}

bool book_knows(struct book *book, const struct names *names, const char *kind,
                struct ref ref)
{
    if (!ref.id || names_find(names, ref.id))
        return ref.id != NULL;
    if (!names->unread)
        report_error(book->report, ref.at, "unknown %s '%s'%s", kind, ref.id,
                     names_hint(names, ref.id, &book->arena));
    return false;
}

void book_link(struct book *book, const char *kind, struct ref ref)
{
    if (ref.id && value_is_slug(ref.id)) // what is no name was complained of
        BOOK_ADD(book, links, (struct book_link){kind, ref});
}

void book_check_links(struct book *book)
{
    const struct {
        const char *kind;
        const struct names *names;
    } ends[] = {
        {"person", &book->person_names},
        {"place", &book->place_names},
        {"work", &book->work_names},
        {"picture", &book->media_names},
    };
    for (size_t i = 0; i < book->n_links; i++)
        for (size_t k = 0; k < ARRAY_LEN(ends); k++)
            if (str_eq(book->links[i].kind, ends[k].kind))
                book_knows(book, ends[k].names, ends[k].kind, book->links[i].ref);
}

const char *book_path(struct book *book, const char *folder, const char *name)
{
    return arena_printf(&book->arena, "%s/%s", folder, name);
}

const char *book_original(const struct book *book)
{
    return book->n_languages ? book->languages[0].tag : "und";
}

struct yaml_memory book_memory(struct book *book)
{
    return (struct yaml_memory){&book->page, &book->arena};
}

static bool is_same_text(const struct book_text *a, const struct book_text *b)
{
    return str_eq(a->id, b->id) && str_eq(a->field, b->field) &&
           str_eq(a->lang, b->lang) && str_eq(a->entity, b->entity);
}

// There are many, and names (names.h) would need a word of its own for each.
static uint32_t *text_slot(const struct book *book, const struct book_text *text)
{
    uint64_t hash = hash_str(hash_str(HASH_START, text->entity), text->id);
    size_t i = (size_t)hash_str(hash_str(hash, text->field), text->lang);
    for (;; i++) {
        uint32_t *slot = &book->text_slots[i & (book->n_text_slots - 1)];
        if (!*slot || is_same_text(&book->texts[*slot - 1], text))
            return slot;
    }
}

static void grow_text_slots(struct book *book)
{
    if (2 * (book->n_texts + 1) <= book->n_text_slots)
        return;
    free(book->text_slots);
    book->n_text_slots = book->n_text_slots ? book->n_text_slots * 2 : 1024;
    book->text_slots = xcalloc(book->n_text_slots, sizeof(*book->text_slots));
    for (size_t i = 0; i < book->n_texts; i++)
        *text_slot(book, &book->texts[i]) = (uint32_t)i + 1;
}

static void add_text(struct book *book, const struct book_text *text)
{
    grow_text_slots(book);
    uint32_t *slot = text_slot(book, text);
    if (*slot) {
        struct spot first = book->texts[*slot - 1].at;
        report_error(book->report, text->at,
                     "duplicate text '%s/%s/%s/%s', first given at %s:%d", text->entity,
                     text->id, text->field, text->lang, first.file, first.line);
        return;
    }
    BOOK_ADD(book, texts, *text);
    *slot = (uint32_t)book->n_texts;
}

void book_keep_text(struct book *book, const struct book_owner *owner, const char *field,
                    struct spot at, const struct markup *markup)
{
    for (size_t i = 0; i < markup->n_cites; i++)
        BOOK_ADD(book, mentions,
                 (struct ref){markup->cites[i].source, markup->cites[i].at});
    if (!*markup->body)
        return;
    const struct book_text text = {
        .entity = owner->entity,
        .id = owner->id,
        .field = field,
        .lang = owner->lang,
        .body = markup->body,
        .spans = markup->spans,
        .at = at,
    };
    add_text(book, &text);
}

static struct markup_input input_of(const struct node *node)
{
    return (struct markup_input){
        .text = node->text,
        .len = node->len,
        .at = node->text_at,
        .lines_follow = node->lines_follow,
        .lasts = true,
    };
}

const char *book_add_text(struct book *book, const struct book_owner *owner,
                          const char *field, const struct node *value,
                          enum markup_kind kind)
{
    if (!value || value->kind != NODE_SCALAR || !value->len)
        return NULL;
    struct markup markup;
    struct markup_input in = input_of(value);
    if (!markup_parse(&book->arena, book->report, &in, kind, &markup))
        return NULL;
    if (!*markup.body)
        report_error(book->report, value->text_at, "expected words here");
    size_t before = book->n_texts;
    book_keep_text(book, owner, field, value->text_at, &markup);
    return book->n_texts > before ? markup.body : NULL;
}

const char *book_plain(struct book *book, const struct node *map, const char *key)
{
    const struct node *value = node_get(map, key);
    if (!value || value->kind != NODE_SCALAR || !value->len)
        return "";
    struct markup markup;
    struct markup_input in = input_of(value);
    if (!markup_parse(&book->arena, book->report, &in, MARKUP_LINE, &markup))
        return "";
    if (markup.n_cites)
        report_error(book->report, markup.cites[0].at, "a source can't be cited in '%s'",
                     key);
    else if (!*markup.body)
        report_error(book->report, value->text_at, "expected words here");
    return markup.body;
}

void book_add_words(struct book *book, const struct book_owner *owner,
                    const struct node *map, const char *key)
{
    const struct node *value = node_get(map, key);
    struct markup words = {.body = book_plain(book, map, key), .spans = "[]"};
    if (*words.body)
        book_keep_text(book, owner, key, value->text_at, &words);
}

struct ref book_ref(const struct node *map, const char *key)
{
    const struct node *node = node_get(map, key);
    if (!node || node->kind != NODE_SCALAR || !node->len)
        return (struct ref){0};
    return (struct ref){node->text, node->at};
}

struct refs book_refs(struct book *book, const struct node *map, const char *key)
{
    const struct node *list = schema_list(map, key);
    struct refs refs = {0};
    if (!list)
        return refs;
    refs.items = ARENA_ARRAY(&book->arena, struct ref, list->n + 1);
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i]->kind == NODE_SCALAR)
            refs.items[refs.n++] = (struct ref){list->items[i]->text, list->items[i]->at};
    return refs;
}

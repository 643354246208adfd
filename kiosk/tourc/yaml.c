#include "tourc/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/array.h"
#include "base/str.h"
#include "tourc/names.h"

struct reader {
    yaml_parser_t parser;
    const char *file;
    int line_shift; // from libyaml's lines, which begin at 0
    const char *text;
    size_t len;
    const char *line_start; // of line `line`, from 0
    size_t line;
    struct yaml_memory memory;
    bool in_key;
    struct report *report;
    int depth;
};

// The children of a node while their number is not known.
struct brood {
    struct node **nodes;
    size_t n, cap;
};

static struct node *read_node(struct reader *r, const yaml_event_t *event);

static struct spot spot_at(const struct reader *r, yaml_mark_t mark)
{
    return (struct spot){r->file, (int)mark.line + r->line_shift, (int)mark.column + 1};
}

static bool next_event(struct reader *r, yaml_event_t *event)
{
    if (yaml_parser_parse(&r->parser, event))
        return true;
    const yaml_parser_t *p = &r->parser;
    // An unclosed quotation is only noticed at the end of the file, far from its cause.
    if (p->context && strstr(p->context, "quoted scalar"))
        report_error(r->report, spot_at(r, p->context_mark),
                     "expected the end of this quotation, %s", p->problem);
    else
        report_error(r->report, spot_at(r, p->problem_mark), "expected YAML: %s%s%s",
                     p->problem ? p->problem : "no more memory", p->context ? ", " : "",
                     p->context ? p->context : "");
    return false;
}

static void refuse_properties(struct reader *r, struct spot at, const yaml_char_t *anchor,
                              const yaml_char_t *tag)
{
    if (anchor)
        report_error(r->report, at,
                     "an anchor (&%s): expected the value alone, written out",
                     (const char *)anchor);
    if (tag)
        report_error(r->report, at, "a tag (%s): expected the value alone",
                     (const char *)tag);
}

// How far a block scalar is indented: as its first line with something in it. Scalars come
// in order, so the cursor only ever moves on.
static int block_indent(struct reader *r, size_t line)
{
    const char *end = r->text + r->len;
    while (r->line <= line) {
        const char *lf = memchr(r->line_start, '\n', (size_t)(end - r->line_start));
        if (!lf)
            return 0;
        r->line_start = lf + 1;
        r->line++;
    }
    const char *c = r->line_start;
    for (const char *start = c; c < end; c++) {
        if (*c == '\n')
            start = c + 1;
        else if (*c != ' ')
            return (int)(c - start);
    }
    return 0;
}

static void place_text(struct reader *r, struct node *node, const yaml_event_t *event)
{
    node->text_at = node->at;
    switch (event->data.scalar.style) {
    case YAML_LITERAL_SCALAR_STYLE:
        node->text_at.line++;
        node->text_at.col = block_indent(r, event->start_mark.line) + 1;
        node->lines_follow = true;
        break;
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        node->text_at.col++;
        break;
    default:
        break;
    }
}

static struct node *read_scalar(struct reader *r, struct node *node,
                                const yaml_event_t *event)
{
    refuse_properties(r, node->at, event->data.scalar.anchor, event->data.scalar.tag);
    const char *value = (const char *)event->data.scalar.value;
    node->len = event->data.scalar.length;
    node->text =
        arena_strndup(r->in_key ? r->memory.tree : r->memory.words, value, node->len);
    place_text(r, node, event);
    for (size_t i = 0; i < node->len; i++) {
        unsigned char c = (unsigned char)value[i];
        if ((c >= 0x20 || c == '\n') && c != 0x7F)
            continue;
        report_error(r->report, node->at, "a control character (0x%02x): expected text",
                     c);
        node->len = strlen(node->text);
        break;
    }
    return node;
}

// False when the parser gave up. *child is NULL at the end event.
static bool read_child(struct reader *r, yaml_event_type_t end, struct node **child)
{
    yaml_event_t event;
    *child = NULL;
    if (!next_event(r, &event))
        return false;
    bool ok = true;
    if (event.type != end) {
        *child = read_node(r, &event);
        ok = *child != NULL;
    }
    yaml_event_delete(&event);
    return ok;
}

static void brood_add(struct brood *b, struct node *node)
{
    ARRAY_GROW(b->nodes, b->n + 1, b->cap);
    b->nodes[b->n++] = node;
}

static struct node **brood_keep(const struct brood *b, struct arena *arena)
{
    struct node **kept = ARENA_ARRAY(arena, struct node *, b->n + 1);
    if (b->n)
        memcpy(kept, b->nodes, b->n * sizeof(*kept));
    return kept;
}

static bool read_items(struct reader *r, struct node *node)
{
    struct brood items = {0};
    struct node *item = NULL;
    bool ok;
    while ((ok = read_child(r, YAML_SEQUENCE_END_EVENT, &item)) && item)
        brood_add(&items, item);
    node->items = brood_keep(&items, r->memory.tree);
    node->n = items.n;
    free(items.nodes);
    return ok;
}

static bool key_is_good(struct reader *r, const struct node *key, struct names *seen)
{
    if (key->kind != NODE_SCALAR) {
        report_error(r->report, key->at, "expected a word as key");
        return false;
    }
    if (names_add(seen, key->text, key->at, 0))
        return true;
    report_error(r->report, key->at, "duplicate key '%s', first given in line %d",
                 key->text, names_find(seen, key->text)->at.line);
    return false;
}

static bool read_key(struct reader *r, struct node **key)
{
    r->in_key = true;
    bool ok = read_child(r, YAML_MAPPING_END_EVENT, key);
    r->in_key = false;
    return ok;
}

static bool read_pairs(struct reader *r, struct node *node)
{
    struct brood keys = {0};
    struct brood values = {0};
    struct names seen = {0};
    struct node *key = NULL;
    bool ok;
    while ((ok = read_key(r, &key)) && key) {
        struct node *value = NULL;
        ok = read_child(r, YAML_NO_EVENT, &value);
        if (!ok)
            break;
        if (!key_is_good(r, key, &seen))
            continue;
        brood_add(&keys, key);
        brood_add(&values, value);
    }
    node->keys = brood_keep(&keys, r->memory.tree);
    node->items = brood_keep(&values, r->memory.tree);
    node->n = keys.n;
    free(keys.nodes);
    free(values.nodes);
    names_release(&seen);
    return ok;
}

static struct node *read_branch(struct reader *r, struct node *node,
                                const yaml_event_t *event)
{
    if (r->depth >= YAML_DEPTH_MAX) {
        report_error(r->report, node->at, "nested too deep: expected at most %d levels",
                     YAML_DEPTH_MAX);
        return NULL;
    }
    r->depth++;
    bool ok;
    if (event->type == YAML_SEQUENCE_START_EVENT) {
        refuse_properties(r, node->at, event->data.sequence_start.anchor,
                          event->data.sequence_start.tag);
        node->kind = NODE_LIST;
        ok = read_items(r, node);
    } else {
        refuse_properties(r, node->at, event->data.mapping_start.anchor,
                          event->data.mapping_start.tag);
        node->kind = NODE_MAP;
        ok = read_pairs(r, node);
    }
    r->depth--;
    return ok ? node : NULL;
}

static struct node *read_node(struct reader *r, const yaml_event_t *event)
{
    struct node *node = ARENA_NEW(r->memory.tree, struct node);
    node->at = spot_at(r, event->start_mark);
    node->text = "";
    node->text_at = node->at;
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return read_scalar(r, node, event);
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        return read_branch(r, node, event);
    default:
        report_error(
            r->report, node->at, "an alias (*%s): expected the value, written out",
            event->type == YAML_ALIAS_EVENT ? (const char *)event->data.alias.anchor
                                            : "?");
        return node;
    }
}

static void refuse_second_document(struct reader *r)
{
    yaml_event_t event;
    if (!next_event(r, &event))
        return;
    if (event.type != YAML_STREAM_END_EVENT)
        report_error(r->report, spot_at(r, event.start_mark),
                     "a second document: expected one in a file");
    yaml_event_delete(&event);
}

// Skips to the first event of content; NULL at the end of the stream.
static const struct node *read_document(struct reader *r, bool *empty_out)
{
    yaml_event_t event;
    for (;;) {
        if (!next_event(r, &event))
            return NULL;
        if (event.type != YAML_STREAM_START_EVENT &&
            event.type != YAML_DOCUMENT_START_EVENT)
            break;
        yaml_event_delete(&event);
    }
    *empty_out = event.type == YAML_STREAM_END_EVENT;
    const struct node *root = *empty_out ? NULL : read_node(r, &event);
    yaml_event_delete(&event);
    if (!root)
        return NULL;
    if (!next_event(r, &event)) // the document's end
        return NULL;
    yaml_event_delete(&event);
    refuse_second_document(r);
    return root;
}

const struct node *yaml_parse(const struct yaml_input *in, struct yaml_memory memory,
                              struct report *report, bool *empty_out)
{
    struct reader r = {
        .file = in->file,
        .line_shift = in->first_line,
        .text = in->text,
        .len = in->len,
        .line_start = in->text,
        .memory = memory,
        .report = report,
    };
    *empty_out = false;
    if (!yaml_parser_initialize(&r.parser)) {
        report_error(report, spot_top(in->file), "no memory to read this file");
        return NULL;
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)in->text, in->len);
    const struct node *root = read_document(&r, empty_out);
    yaml_parser_delete(&r.parser);
    return root;
}

const struct node *node_get(const struct node *map, const char *key)
{
    if (!map || map->kind != NODE_MAP)
        return NULL;
    for (size_t i = 0; i < map->n; i++)
        if (str_eq(map->keys[i]->text, key))
            return map->items[i];
    return NULL;
}

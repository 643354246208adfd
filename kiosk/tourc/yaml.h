// The YAML that authors write, as a tree of nodes that know where they stand.
//
// A subset, so that a reader sees what is there: mappings, sequences and scalars; everything
// is text until the schema says otherwise (`no` is Norwegian). No anchors, aliases, tags,
// duplicate keys or second documents; at most 32 levels.
#pragma once

#include "tourc/report.h"

#define YAML_DEPTH_MAX 32

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    struct spot at;
    const char *text; // a scalar's, NUL-terminated, without control characters but LF
    size_t len;
    struct spot text_at; // where text[0] stands
    bool lines_follow;   // the text's lines are the file's lines, from column text_at.col
    struct node **keys;  // a map's, scalars, in the order written
    struct node **items; // a map's values or a list's items
    size_t n;
};

// Part of a file, which begins at its line `first_line`.
struct yaml_input {
    const char *file;
    int first_line;
    const char *text;
    size_t len;
};

// Trees are large, and nobody wants them when their file has been read; values are often kept.
struct yaml_memory {
    struct arena *tree;  // nodes and keys
    struct arena *words; // the text of values
};

// NULL when it can't be parsed (the complaint is made) or when there is nothing but space and
// comments (`*empty_out`).
const struct node *yaml_parse(const struct yaml_input *in, struct yaml_memory memory,
                              struct report *report, bool *empty_out);

const struct node *node_get(const struct node *map,
                            const char *key); // NULL: none, or no map

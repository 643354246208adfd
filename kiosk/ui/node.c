#include "ui/node.h"

#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "base/str.h"

static const char *const role_names[ROLE_COUNT] = {
    [ROLE_NONE] = "none",       [ROLE_PAGE] = "page",     [ROLE_SHEET] = "sheet",
    [ROLE_BAR] = "bar",         [ROLE_GROUP] = "group",   [ROLE_LIST] = "list",
    [ROLE_HEADING] = "heading", [ROLE_TEXT] = "text",     [ROLE_IMAGE] = "image",
    [ROLE_BUTTON] = "button",   [ROLE_LINK] = "link",     [ROLE_RADIO] = "radio",
    [ROLE_FIELD] = "field",     [ROLE_CANVAS] = "canvas",
};

const char *role_name(enum role role)
{
    return role_names[role];
}

bool role_pressable(enum role role)
{
    return role == ROLE_BUTTON || role == ROLE_LINK || role == ROLE_RADIO ||
           role == ROLE_FIELD || role == ROLE_CANVAS;
}

static struct node *copy(struct build *b, const struct node *proto)
{
    struct node *n = ARENA_NEW(b->arena, struct node);
    *n = *proto;
    return n;
}

struct node *node_root(struct build *b, uint64_t entry, const struct node *proto)
{
    struct node *n = copy(b, proto);
    n->path = hash_str(hash_u64(HASH_START, entry), n->key);
    if (!n->lang)
        n->lang = b->lang;
    return n;
}

struct node *node_add(struct build *b, struct node *parent, const struct node *proto)
{
    struct node *n = copy(b, proto);
    size_t before = 0;
    n->parent = parent;
    if (!n->key) {
        for (const struct node *c = parent->first; c; c = c->next)
            before++;
        n->key = arena_printf(b->arena, "#%zu", before);
    }
    n->path = hash_str(parent->path, n->key);
    n->scroller = parent->style.scroll ? parent : parent->scroller;
    if (parent->last)
        parent->last->next = n;
    else
        parent->first = n;
    parent->last = n;
    return n;
}

struct node *node_box(struct build *b, struct node *parent, const char *key,
                      struct node_style style)
{
    return node_add(b, parent, &(struct node){.key = key, .style = style});
}

struct node *node_text(struct build *b, struct node *parent, const char *key,
                       enum text_role role, enum colour colour, const char *words)
{
    bool heading = role <= TEXT_SUBHEADING;
    return node_add(b, parent,
                    &(struct node){
                        .key = key,
                        .kind = NODE_TEXT,
                        .role = heading ? ROLE_HEADING : ROLE_TEXT,
                        .dir = TYPE_DIR_AUTO,
                        .text = {.words = words, .role = role, .colour = colour},
                    });
}

struct node *node_icon(struct build *b, struct node *parent, const char *icon,
                       enum colour colour, float size_dp)
{
    return node_add(b, parent,
                    &(struct node){
                        .kind = NODE_ICON,
                        .icon = icon,
                        .icon_colour = colour,
                        .style = {.w = DP(size_dp), .h = DP(size_dp)},
                    });
}

const char *node_name(const struct node *n)
{
    if (n->name)
        return n->name;
    return n->kind == NODE_TEXT && n->text.words ? n->text.words : "";
}

const char *node_lang(const struct node *n)
{
    while (!n->lang && n->parent)
        n = n->parent;
    return n->lang ? n->lang : "en";
}

bool node_pressable(const struct node *n)
{
    return n->command.kind != 0 && !(n->state & NODE_DISABLED);
}

struct node *node_after(const struct node *n, const struct node *root)
{
    if (n->first)
        return n->first;
    while (n != root && !n->next)
        n = n->parent;
    return n == root ? NULL : n->next;
}

static bool check_one(const struct node *n, struct err *err)
{
    const char *what = role_name(n->role);
    if (n->role == ROLE_NONE && (n->command.kind || n->kind == NODE_TEXT ||
                                 n->kind == NODE_PICTURE || n->kind == NODE_INSIDE))
        return err_set(err, "node '%s' has no role", n->key);
    if (n->role != ROLE_NONE && !*node_name(n))
        return err_set(err, "%s '%s' has no name", what, n->key);
    if (n->command.kind && !role_pressable(n->role))
        return err_set(err, "%s '%s' has a command", what, n->key);
    for (const struct node *a = n->first; a; a = a->next)
        for (const struct node *c = a->next; c; c = c->next)
            if (str_eq(a->key, c->key))
                return err_set(err, "two children of '%s' are called '%s'", n->key,
                               a->key);
    return true;
}

bool node_check(const struct node *root, struct err *err)
{
    for (const struct node *n = root; n; n = node_after(n, root))
        if (!check_one(n, err))
            return false;
    return true;
}

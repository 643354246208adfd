// Sources and credits: whose pictures these are, what the program is made of, and everything
// that the tours have read. Addresses are for reading; nothing leads out.
#include "pack/grounds.h"
#include "screens/notices.h"
#include "screens/statements.h"
#include "ui/list.h"

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct credits_model *m = ARENA_NEW(arena, struct credits_model);
    (void)visit;
    *model_out = m;
    return pack_load_credits(pack, arena, m, err);
}

// What the lists' rows are built from; lives as long as the tree.
struct rows {
    const struct screen_env *env;
    const struct credits_model *m;
};

static void add_soft(struct build *b, struct node *parent, const char *key,
                     const char *words)
{
    if (*words)
        node_text(b, parent, key, TEXT_CAPTION, COLOUR_INK_SOFT, words)->style.w = GROW;
}

// Of what can't be read only the id is shown.
static struct node *source_row(struct build *b, struct node *parent, const void *data,
                               size_t i)
{
    const struct rows *rows = data;
    struct source s;
    struct err err;
    const char *id = rows->m->sources[i];
    if (!pack_load_source(rows->env->pack, b->arena, id, &s, &err))
        s = (struct source){id, id, "", "", ""};
    struct node *n =
        node_box(b, parent, id, (struct node_style){.w = GROW, .max_w = 1100, .gap = 4});
    struct node *title = node_text(b, n, "title", TEXT_LABEL, COLOUR_INK, s.title);
    title->style.w = GROW;
    title->position = (int)i + 1;
    title->of = (int)rows->m->n_sources;
    add_soft(b, n, "publisher", s.publisher);
    add_soft(b, n, "address", s.address);
    if (*s.read_on)
        add_soft(b, n, "read",
                 words_format(rows->env->words, b->arena, NULL, "Read on {date}",
                              (struct word_arg[]){{"date", s.read_on}, {0}}));
    return n;
}

static const char *source_name(struct arena *arena, const void *data, size_t i)
{
    const struct rows *rows = data;
    struct source s;
    struct err err;
    const char *id = rows->m->sources[i];
    return pack_load_source(rows->env->pack, arena, id, &s, &err) ? s.title : id;
}

static struct node *picture_row(struct build *b, struct node *parent, const void *data,
                                size_t i)
{
    const struct rows *rows = data;
    const char *id = rows->m->pictures[i];
    struct picture p;
    struct err err;
    if (!pack_load_picture(rows->env->pack, b->arena, id, &p, &err))
        p = (struct picture){.media = "", .credit = "", .licence = ""};
    bool narrow = look_compact(b->look) || b->look->text_size > 3;
    struct node *row = node_box(
        b, parent, id,
        (struct node_style){
            .flow = FLOW_ROW, .w = GROW, .max_w = 1100, .gap = 24, .align = AT_CENTER});
    float side = narrow ? 96 : 160;
    parts_picture(b, row, "image", &p,
                  (struct node_style){.w = DP(side), .h = DP(side * 0.7f), .radius = 12});
    struct node *words =
        node_box(b, row, "words", (struct node_style){.w = GROW, .gap = 4});
    struct node *n = node_text(b, words, "what", TEXT_CAPTION, COLOUR_INK, parts_alt(&p));
    n->lang = p.alt.lang;
    n->style.w = GROW;
    const char *licence = *rows->m->licences[i] ? rows->m->licences[i] : p.licence;
    add_soft(b, words, "by",
             arena_printf(b->arena, "%s%s%s", p.credit, *p.credit ? " · " : "", licence));
    return row;
}

static const char *picture_name(struct arena *arena, const void *data, size_t i)
{
    const struct rows *rows = data;
    struct picture p;
    struct err err;
    const char *id = rows->m->pictures[i];
    return pack_load_picture(rows->env->pack, arena, id, &p, &err) ? parts_alt(&p) : id;
}

static void add_list(struct build *b, struct node *parent, const char *key,
                     const char *name, const struct list_source *proto)
{
    if (!proto->count)
        return;
    struct list_source *source = ARENA_NEW(b->arena, struct list_source);
    *source = *proto;
    source->gap_dp = 24;
    statements_section(b, parent, key, name);
    list_add(b, parent, arena_printf(b->arena, "%s-list", key), name, source);
}

static void add_notices(struct build *b, struct node *parent,
                        const struct screen_env *env)
{
    statements_section(b, parent, "notices", parts_word(env, "Libraries and fonts"));
    for (size_t i = 0; i < n_notices; i++) {
        const struct notice *it = &notices[i];
        struct node *n = node_box(
            b, parent, it->name, (struct node_style){.w = GROW, .max_w = 1100, .gap = 4});
        const struct word_arg args[] = {
            {"name", it->name}, {"what", parts_word(env, it->what)}, {0}};
        node_text(b, n, "name", TEXT_LABEL, COLOUR_INK,
                  words_format(env->words, b->arena, NULL, "{name}: {what}", args))
            ->style.w = GROW;
        add_soft(b, n, "whose",
                 arena_printf(b->arena, "© %s · %s", it->whose, it->licence));
    }
}

static void add_bar(struct build *b, struct node *root, const struct screen_env *env)
{
    struct parts_bar bar = parts_bar(b, root, env);
    parts_back_button(b, bar.from, env, true);
    parts_home(b, bar.tools, env);
    parts_search(b, bar.tools, env);
    parts_settings(b, bar.tools, env);
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct credits_model *m = model;
    const char *name = parts_word(env, "Sources and credits");
    struct rows *rows = ARENA_NEW(b->arena, struct rows);
    *rows = (struct rows){env, m};
    struct parts_column page = parts_column(b, env, entry, name, 24);
    struct node *root = page.root, *text = page.text;
    node_text(b, text, "title", TEXT_TITLE, COLOUR_INK, name)->text.fit_lines = 2;
    node_text(b, text, "how", TEXT_BODY, COLOUR_INK,
              parts_word(env,
                         "Who says what stands beside every statement of this guide. "
                         "Here are all of its sources and everybody’s share in it."))
        ->style = (struct node_style){.w = GROW, .max_w = 900};
    add_list(b, text, "pictures", parts_word(env, "Pictures"),
             &(struct list_source){.count = m->n_pictures,
                                   .data = rows,
                                   .row = picture_row,
                                   .name = picture_name});
    add_notices(b, text, env);
    add_list(
        b, text, "sources", parts_word(env, "Sources"),
        &(struct list_source){
            .count = m->n_sources, .data = rows, .row = source_row, .name = source_name});
    add_bar(b, root, env);
    return root;
}

const struct screen_class screen_credits = {load, view, NULL, NULL};

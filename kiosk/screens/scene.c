// Where to stand at a place and where to look: each view with its picture, then and now where it
// has both, and the heading where two points are known.
#include <math.h>

#include "pack/grounds.h"
#include "screens/compass.h"
#include "screens/statements.h"

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct scene_model *m = ARENA_NEW(arena, struct scene_model);
    *model_out = m;
    return pack_load_scene(pack, arena, visit_top(visit)->id, m, err);
}

static void picture_button(struct build *b, struct node *row, const char *icon,
                           const char *name, int sheet)
{
    parts_round(
        b, row,
        &(struct parts_button){.key = icon,
                               .icon = icon,
                               .name = name,
                               .command = command_make(VISIT_SHEET, sheet, NULL)});
}

// `i`: which of the page's pictures it is.
static void add_picture(struct build *b, struct node *parent,
                        const struct screen_env *env, const struct vantage *v, int i)
{
    const struct picture *p = &v->picture;
    float pad = look_compact(b->look) ? 8 : 24;
    struct node *stack = node_box(b, parent, "view",
                                  (struct node_style){.flow = FLOW_STACK,
                                                      .w = GROW,
                                                      .aspect = 1.5f,
                                                      .justify = AT_END,
                                                      .align = AT_STRETCH});
    parts_picture(b, stack, "image", p,
                  (struct node_style){.w = GROW, .h = GROW, .radius = 24});
    struct node *row = node_box(
        b, stack, "tools",
        (struct node_style){
            .flow = FLOW_ROW, .w = GROW, .pad = PAD(pad), .gap = 16, .justify = AT_END});
    if (p->pair)
        picture_button(b, row, "compare", parts_word(env, "Compare"),
                       visit_picture(SHEET_COMPARE, i));
    picture_button(b, row, "zoom-in", parts_word(env, "Enlarge"),
                   visit_picture(SHEET_VIEWER, i));
}

static void add_where(struct build *b, struct node *parent, const char *key,
                      const char *icon, const char *title, const struct text *text,
                      const struct statements *s)
{
    if (!text->n_blocks)
        return;
    struct node *row = node_box(
        b, parent, key, (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 20});
    node_icon(b, row, icon, COLOUR_CORAL_TEXT, 48);
    struct node *words =
        node_box(b, row, "words", (struct node_style){.w = GROW, .gap = 8});
    node_text(b, words, "what", TEXT_LABEL, COLOUR_INK, title);
    parts_text(b, words, text, &s->body);
}

// Nothing where it is not known: none is invented.
static void add_heading(struct build *b, struct node *parent,
                        const struct screen_env *env, const struct vantage *v)
{
    if (v->heading < 0)
        return;
    const struct word_arg args[] = {
        {"place", text_line(&v->towards)},
        {"direction", compass_words(env, v->heading)},
        {"n", words_number(env->words, b->arena, lround(v->heading) % 360)},
        {0}};
    const char *words = words_format(env->words, b->arena, NULL,
                                     "Towards {place}: {direction}, {n}°", args);
    struct node *row = node_box(
        b, parent, "heading",
        (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 20, .align = AT_CENTER});
    compass_add(b, row, parts_word(env, "Compass"), v->heading);
    node_text(b, row, "words", TEXT_BODY, COLOUR_INK, words)->style.w = GROW;
}

static void add_vantage(struct build *b, struct node *parent, const struct statements *s,
                        const struct vantage *v, int picture)
{
    const struct screen_env *env = s->env;
    bool beside = !look_portrait(b->look) && b->look->text_size <= 3;
    struct node *card =
        node_box(b, parent, arena_printf(b->arena, "vantage:%s", v->id),
                 (struct node_style){.flow = beside ? FLOW_ROW : FLOW_COLUMN,
                                     .w = GROW,
                                     .fill = COLOUR_CARD,
                                     .radius = 24,
                                     .shadow = true,
                                     .pad = PAD(look_compact(b->look) ? 20 : 36),
                                     .gap = 36});
    if (*v->picture.media)
        add_picture(b, card, env, v, picture);
    struct node *words =
        node_box(b, card, "words", (struct node_style){.w = GROW, .gap = 24});
    add_where(b, words, "stand", "pin", parts_word(env, "Stand here"), &v->stand, s);
    add_where(b, words, "look", "reveal", parts_word(env, "Look there"), &v->look, s);
    add_heading(b, words, env, v);
    statements_behind(
        b, words, s,
        &(struct statement){CITE_VANTAGE, v->id, v->citations, v->n_citations});
}

static void add_head(struct build *b, struct node *parent, const struct screen_env *env,
                     const struct scene_model *m)
{
    const struct text *title = &m->place.title;
    parts_eyebrow(b, parent, "eyebrow", parts_word(env, "Stand here, look there"));
    struct node *t =
        node_text(b, parent, "title", TEXT_TITLE, COLOUR_INK, text_line(title));
    t->lang = title->lang;
    t->text.balance = true;
    t->text.fit_lines = 3;
    if (!m->n_vantages)
        node_text(b, parent, "none", TEXT_BODY, COLOUR_INK,
                  parts_word(env, "No view of this place is described yet."))
            ->style.w = GROW;
}

static void add_bar(struct build *b, struct node *root, const struct screen_env *env,
                    const struct scene_model *m)
{
    struct parts_bar bar = parts_bar(b, root, env);
    parts_back_button(b, bar.from, env, true);
    parts_home(b, bar.tools, env);
    parts_search(b, bar.tools, env);
    parts_settings(b, bar.tools, env);
    parts_primary(b, bar.on, "place", parts_word(env, "About this place"),
                  visit_open(SCREEN_PLACE, 0, m->place.id));
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct scene_model *m = model;
    struct parts_column page =
        parts_column(b, env, entry, parts_word(env, "Stand here, look there"), 32);
    struct node *root = page.root, *text = page.text;
    const struct statements s = statements_of(env, m->sources, m->n_sources);
    add_head(b, text, env, m);
    int picture = 0;
    for (size_t i = 0; i < m->n_vantages; i++) {
        add_vantage(b, text, &s, &m->vantages[i], picture);
        picture += *m->vantages[i].picture.media != '\0';
    }
    parts_sources(b, text, env, m->sources, m->n_sources);
    add_bar(b, root, env, m);
    return root;
}

const struct screen_class screen_scene = {load, view, NULL, NULL};

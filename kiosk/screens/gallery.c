#include "screens/gallery.h"

#include "pack/grounds.h"

#define DOTS 8 // more are counted in words
#define DOT_DP 12
#define DOT_LONG_DP 36
#define DOT_GAP_DP 10

struct gallery gallery_of(const struct screen_env *env, const void *model)
{
    switch (visit_top(env->visit)->screen) {
    case SCREEN_STOP: {
        const struct stop_model *m = model;
        return (struct gallery){m->pictures, m->n_pictures, &m->next.picture};
    }
    case SCREEN_PLACE: {
        const struct place_model *m = model;
        return (struct gallery){m->pictures, m->n_pictures, NULL};
    }
    case SCREEN_SCENE: {
        const struct scene_model *m = model;
        return (struct gallery){m->pictures, m->n_pictures, NULL};
    }
    default:
        return (struct gallery){0};
    }
}

size_t gallery_count(const struct gallery *m)
{
    return m->n_pictures < VISIT_PICTURES ? m->n_pictures : VISIT_PICTURES;
}

static size_t shown(const struct screen_env *env, const struct gallery *m)
{
    return (size_t)visit_top(env->visit)->picture % gallery_count(m);
}

const struct picture *gallery_picture(const struct screen_env *env,
                                      const struct gallery *m)
{
    return gallery_count(m) ? &m->pictures[shown(env, m)] : NULL;
}

struct pages *gallery_pages(struct build *b, const struct screen_env *env,
                            const struct gallery *m)
{
    size_t count = gallery_count(m);
    struct pages *pages = ARENA_NEW(b->arena, struct pages);
    struct pages_item *items = ARENA_ARRAY(b->arena, struct pages_item, count);
    for (size_t i = 0; i < count; i++) {
        const struct picture *p = &m->pictures[i];
        bool known = p->width > 0 && p->height > 0;
        items[i] = (struct pages_item){parts_image(p),
                                       known ? (float)p->width / (float)p->height : 1};
    }
    *pages = (struct pages){.items = items,
                            .count = count,
                            .index = shown(env, m),
                            .turned = command_make(VISIT_PICTURE, 0, NULL)};
    return pages;
}

// ---- buttons ----

static void turn_button(struct build *b, struct node *row, const struct parts_button *way,
                        size_t to)
{
    struct parts_button button = *way;
    button.mirrors = true;
    button.command = command_make(VISIT_PICTURE, (int)to, NULL);
    parts_round(b, row, &button);
}

void gallery_previous(struct build *b, struct node *row, const struct screen_env *env,
                      const struct gallery *m)
{
    size_t count = gallery_count(m);
    turn_button(b, row,
                &(struct parts_button){.key = "previous",
                                       .icon = "previous",
                                       .name = parts_word(env, "Previous picture")},
                (shown(env, m) + count - 1) % count);
}

void gallery_next(struct build *b, struct node *row, const struct screen_env *env,
                  const struct gallery *m)
{
    turn_button(b, row,
                &(struct parts_button){.key = "next",
                                       .icon = "next",
                                       .name = parts_word(env, "Next picture")},
                (shown(env, m) + 1) % gallery_count(m));
}

static struct node *sheet_button(struct build *b, struct node *row, const char *icon,
                                 const char *name, enum sheet sheet)
{
    return parts_round(
        b, row,
        &(struct parts_button){.key = icon,
                               .icon = icon,
                               .name = name,
                               .command = command_make(VISIT_SHEET, (int)sheet, NULL)});
}

// ---- which of them, and whose ----

struct node *gallery_credit(struct build *b, struct node *parent,
                            const struct picture *picture, enum type_align align)
{
    const char *words = picture->credit;
    if (!*words)
        return NULL;
    if (*picture->licence)
        words = arena_printf(b->arena, "%s · %s", words, picture->licence);
    struct node *n = node_text(b, parent, "credit", TEXT_CAPTION, COLOUR_ON_PLUM, words);
    n->style.w = GROW;
    n->text.align = align;
    return n;
}

float gallery_place_dp(const struct build *b, const struct gallery *m)
{
    float dots = (float)gallery_count(m) - 1;
    if (dots < DOTS)
        return DOT_LONG_DP + dots * (DOT_DP + DOT_GAP_DP);
    return 160 * look_factor(b->look, TEXT_LABEL);
}

struct node *gallery_place(struct build *b, struct node *parent,
                           const struct screen_env *env, const struct gallery *m)
{
    size_t count = gallery_count(m), at = shown(env, m);
    const struct word_arg args[] = {
        {"n", words_number(env->words, b->arena, (long)at + 1)},
        {"total", words_number(env->words, b->arena, (long)count)},
        {0}};
    const char *words = words_format(env->words, b->arena, NULL, "{n} of {total}", args);
    if (count > DOTS) {
        struct node *n = node_text(b, parent, "place", TEXT_LABEL, COLOUR_ON_PLUM, words);
        n->text.align = TYPE_CENTER;
        n->live = LIVE_POLITE;
        return n;
    }
    struct node *n = node_add(
        b, parent,
        &(struct node){
            .key = "place",
            .role = ROLE_TEXT,
            .name = words,
            .live = LIVE_POLITE,
            .style = {.flow = FLOW_ROW, .gap = DOT_GAP_DP, .justify = AT_CENTER}});
    for (size_t i = 0; i < count; i++)
        node_box(b, n, NULL,
                 (struct node_style){.w = DP(i == at ? DOT_LONG_DP : DOT_DP),
                                     .h = DP(DOT_DP),
                                     .radius = DOT_DP / 2.0f,
                                     .fill = COLOUR_ON_PLUM,
                                     .fill_alpha = i == at ? 0 : 150});
    return n;
}

// ---- on the stop's page ----

// What stands at the foot: buttons at both ends, and words and dots between them, where there
// is room for that.
struct foot {
    const struct screen_env *env;
    const struct gallery *m;
    const struct picture *picture;
    bool turns;       // there is another one
    bool dots, words; // have room between the buttons
    bool label;       // and there is some for a word on the button of the pair
    float gap;
};

static struct foot plan(const struct build *b, const struct screen_env *env,
                        const struct gallery *m, float pad)
{
    const struct look *look = b->look;
    struct foot f = {env, m, gallery_picture(env, m), gallery_count(m) > 1, 0, 0, 0, 0};
    f.gap = look_compact(look) ? 8 : 16;
    int buttons = 1 + (f.turns ? 2 : 0) + (f.picture->pair ? 1 : 0);
    float room = (look_portrait(look) ? look->w_dp : look->w_dp / 2) - 2 * pad -
                 (float)buttons * (parts_round_dp(look) + f.gap);
    float factor = look_factor(look, TEXT_CAPTION);
    f.words = room >= 320 * factor;
    f.label = room >= 460 * factor;
    f.dots = f.turns && room >= gallery_place_dp(b, m);
    return f;
}

static void add_middle(struct build *b, struct node *row, const struct foot *f)
{
    struct node *middle = node_box(
        b, row, "middle", (struct node_style){.w = GROW, .gap = 8, .align = AT_CENTER});
    if (f->dots)
        gallery_place(b, middle, f->env, f->m);
    if (f->words)
        gallery_credit(b, middle, f->picture, f->turns ? TYPE_CENTER : TYPE_START);
}

static void add_buttons(struct build *b, struct node *row, const struct foot *f)
{
    if (f->turns) {
        gallery_previous(b, row, f->env, f->m);
        gallery_next(b, row, f->env, f->m);
    }
    if (f->dots || f->words)
        add_middle(b, row, f);
    if (f->picture->pair) {
        const char *word = parts_word(f->env, "Compare");
        struct node *n = sheet_button(b, row, "compare", word, SHEET_COMPARE);
        if (f->label)
            parts_label(b, n, word, NULL);
    }
    sheet_button(b, row, "zoom-in", parts_word(f->env, "Enlarge"), SHEET_VIEWER);
}

static void add_foot(struct build *b, struct node *picture, const struct screen_env *env,
                     const struct gallery *m)
{
    float pad = look_compact(b->look) ? 8 : 32;
    struct foot f = plan(b, env, m, pad);
    bool middle = f.dots || f.words;
    picture->style.justify = AT_END;
    struct node *foot = parts_on_picture(b, picture, "foot", PAD2(pad * 0.75f, pad), 12);
    foot->style.align = AT_CENTER;
    if (f.turns && !f.dots)
        gallery_place(b, foot, env, m);
    // Four buttons alone are as wide as the smallest window.
    struct node *row = node_box(b, foot, "row",
                                (struct node_style){.flow = FLOW_ROW,
                                                    .w = GROW,
                                                    .gap = middle ? f.gap : 0,
                                                    .align = AT_CENTER,
                                                    .justify = AT_SPREAD});
    add_buttons(b, row, &f);
    if (!f.words)
        gallery_credit(b, foot, f.picture, TYPE_CENTER);
}

// Asked for before the visitor goes on.
static const struct image_ref *next_picture(struct build *b, const struct gallery *m)
{
    if (!m->soon || !*m->soon->media)
        return NULL;
    struct image_ref *soon = ARENA_NEW(b->arena, struct image_ref);
    *soon = parts_image(m->soon);
    return soon;
}

void gallery_add(struct build *b, struct parts_page *page, const struct screen_env *env,
                 const struct gallery *m)
{
    const struct picture *p = gallery_picture(env, m);
    if (p) {
        struct node *n =
            pages_add(b, page->picture, "image", parts_alt(p), gallery_pages(b, env, m));
        n->lang = p->alt.lang;
        n->by_touch = true; // keys enlarge it with the button
        n->command = command_make(VISIT_SHEET, SHEET_VIEWER, NULL);
        n->soon = next_picture(b, m);
    }
    parts_back(b, page, env);
    if (p)
        add_foot(b, page->picture, env, m);
}

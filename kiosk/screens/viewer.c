// The sheet of one picture, as large as the window: swiped to the others, pinched and pulled
// about, each of it by buttons too.
#include <math.h>

#include "screens/gallery.h"
#include "ui/ui.h"

#define ZOOMED 1.01f

static const char *percent(struct build *b, const struct screen_env *env, float zoom)
{
    const char *n = words_number(env->words, b->arena, lroundf(zoom * 100));
    return words_format(env->words, b->arena, NULL, "{n} %",
                        (struct word_arg[]){{"n", n}, {0}});
}

static void add_moves(struct build *b, struct node *stage, const struct screen_env *env)
{
    bool compact = look_compact(b->look);
    struct node *corner =
        node_box(b, stage, "moves",
                 (struct node_style){.w = GROW,
                                     .h = GROW,
                                     .pad = PAD(compact ? 8 : look_margin(b->look) / 2),
                                     .align = AT_END,
                                     .justify = AT_END});
    parts_moves(b, corner, env);
}

static void zoom_button(struct build *b, struct node *row, const struct screen_env *env,
                        int way, bool off)
{
    const char *icon = way > 0 ? "zoom-in" : "zoom-out";
    parts_round(b, row,
                &(struct parts_button){.key = icon,
                                       .icon = icon,
                                       .flat = true,
                                       .off = off,
                                       .name = way > 0 ? parts_word(env, "Larger")
                                                       : parts_word(env, "Smaller"),
                                       .command = command_make(UI_ZOOM, way, NULL)})
        // Where only one of them can be pressed, keys go on there.
        ->keys_begin = !off;
}

// What the bar is made of, and how it folds: all in one line, the words above the buttons, or
// those in two lines.
struct bar {
    const struct screen_env *env;
    const struct gallery *m;
    float zoom, gap, label_w;
    bool wide, folds;
};

static struct bar plan(const struct build *b, const struct screen_env *env,
                       const struct gallery *m, float room)
{
    const struct look *look = b->look;
    struct bar bar = {.env = env, .m = m, .gap = look_compact(look) ? 8 : 16};
    bar.label_w = 96 * look_factor(look, TEXT_LABEL);
    float pair = 2 * parts_round_dp(look) + 2 * bar.gap, used = pair + bar.label_w;
    if (gallery_count(m) > 1)
        used += bar.gap + pair + gallery_place_dp(b, m);
    bar.folds = used > room;
    bar.wide = room - used >= 560 * look_factor(look, TEXT_CAPTION);
    return bar;
}

static void add_turns(struct build *b, struct node *parent, const struct bar *bar)
{
    if (gallery_count(bar->m) < 2)
        return;
    struct node *row = node_box(
        b, parent, "turns",
        (struct node_style){.flow = FLOW_ROW, .gap = bar->gap, .align = AT_CENTER});
    gallery_previous(b, row, bar->env, bar->m);
    gallery_place(b, row, bar->env, bar->m);
    gallery_next(b, row, bar->env, bar->m);
}

static void add_zoom(struct build *b, struct node *parent, const struct bar *bar)
{
    struct node *row = node_box(
        b, parent, "zoom",
        (struct node_style){.flow = FLOW_ROW, .gap = bar->gap, .align = AT_CENTER});
    zoom_button(b, row, bar->env, -1, bar->zoom <= ZOOMED);
    struct node *n = node_text(b, row, "percent", TEXT_LABEL, COLOUR_ON_PLUM,
                               percent(b, bar->env, bar->zoom));
    n->style.min_w = bar->label_w;
    n->text.align = TYPE_CENTER;
    n->live = LIVE_POLITE;
    zoom_button(b, row, bar->env, 1, bar->zoom >= PAGES_ZOOM_MOST - 0.01f);
}

// In words what is seen, where they leave room for it, and who made it.
static void add_words(struct build *b, struct node *parent, const struct bar *bar)
{
    const struct look *look = b->look;
    const struct picture *p = gallery_picture(bar->env, bar->m);
    bool compact = look_compact(look), large = look->text_size > 3;
    if (compact && large)
        return;
    struct node *words = parts_stage_words(b, parent, "words", bar->env);
    if (!compact && (!large || look_portrait(look))) {
        struct node *n =
            node_text(b, words, "alt", TEXT_CAPTION, COLOUR_ON_PLUM, parts_alt(p));
        n->lang = p->alt.lang;
        n->style.w = GROW;
        n->text.align = TYPE_CENTER;
        n->text.balance = true;
    }
    gallery_credit(b, words, p, TYPE_CENTER);
}

static void add_bar(struct build *b, const struct parts_stage *s, const struct bar *bar)
{
    struct node_style row = {.flow = FLOW_ROW,
                             .w = GROW,
                             .gap = bar->wide ? 40 : bar->gap,
                             .align = AT_CENTER,
                             .justify = AT_SPREAD};
    if (bar->wide) {
        struct node *line = node_box(b, s->bar, "line", row);
        add_turns(b, line, bar);
        add_words(b, line, bar);
        add_zoom(b, line, bar);
        return;
    }
    add_words(b, s->bar, bar);
    struct node *line = bar->folds ? s->bar : node_box(b, s->bar, "line", row);
    add_turns(b, line, bar);
    add_zoom(b, line, bar);
}

static struct node *view(struct build *b, const struct screen_env *env, const void *model)
{
    const struct gallery gallery = gallery_of(env, model), *m = &gallery;
    const struct picture *p = gallery_picture(env, m);
    if (!p)
        return NULL;
    struct parts_stage s = parts_stage(b, env, "viewer", parts_word(env, "Pictures"));
    struct pages *pages = gallery_pages(b, env, m);
    pages->whole = pages->zooms = true;
    struct node *canvas = pages_add(b, s.stage, "picture", parts_alt(p), pages);
    canvas->lang = p->alt.lang;
    struct bar bar = plan(b, env, m, s.w_dp);
    bar.zoom = pages_zoom(b, canvas);
    if (bar.zoom > ZOOMED)
        add_moves(b, s.stage, env);
    add_bar(b, &s, &bar);
    return s.root;
}

const struct sheet_class sheet_viewer = {NULL, view, NULL};

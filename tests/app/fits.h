// What every page must be, in every window, language and size of letters: nothing cut, nothing
// outside what it stands in, targets large enough, and words that can be read on what is really
// behind them.
#pragma once

#include <math.h>

#include "stand.h"

static const struct window {
    const char *profile;
    int w, h;
    float panel_w_mm, panel_h_mm; // the last two are in the hand, and compact
} windows[] = {{"kiosk", 1920, 1080, 0, 0},   {"kiosk", 1080, 1920, 0, 0},
               {"laptop", 1920, 1080, 0, 0},  {"tablet", 1280, 800, 0, 0},
               {"tablet", 800, 1280, 0, 0},   {"laptop", 640, 480, 0, 0},
               {"tablet", 400, 640, 64, 102}, {"tablet", 320, 480, 51.2f, 76.8f}};

#define N_WINDOWS (sizeof(windows) / sizeof(windows[0]))

static inline void set_window(struct options *o, size_t w)
{
    o->profile = windows[w].profile;
    o->w = windows[w].w;
    o->h = windows[w].h;
    o->panel_w_mm = windows[w].panel_w_mm;
    o->panel_h_mm = windows[w].panel_h_mm;
}

static inline void fail_at(const struct stand *s, const struct node *n, const char *what)
{
    const struct options *o = &s->options;
    fail_msg("%s %dx%d %s size %d, %s: %s '%s': %s", o->profile, o->w, o->h, o->lang,
             o->text_size, o->screen, role_name(n->role), node_name(n), what);
}

static inline void check_text(const struct stand *s, const struct node *n)
{
    if (paragraph_cut(n->paragraph))
        fail_at(s, n, "cut short");
    if (paragraph_missing(n->paragraph))
        fail_at(s, n, "a glyph is missing");
    // The end mark of the long language stands in the last line that is painted.
    size_t all = strlen(n->text.words);
    if (all > 3 && strcmp(n->text.words + all - 3, "\u27e7") == 0) {
        size_t len;
        int last = paragraph_lines(n->paragraph) - 1;
        const char *line = paragraph_line(n->paragraph, last, &len);
        if (!memmem(line, len, "\u27e7", 3))
            fail_at(s, n, "its end mark is not painted");
    }
    if (paragraph_width(n->paragraph) > n->w * ui_look(s->app.ui)->scale + 1.5f)
        fail_at(s, n, "wider than its box");
}

// Inside every box around it, up to what scrolls.
static inline void check_inside(const struct stand *s, const struct node *n)
{
    // Letters are as high as whole pixels, which may be more than a dp.
    float slack = fmaxf(1.5f, 1.5f / ui_look(s->app.ui)->scale);
    for (const struct node *p = n->parent; p && p != n->scroller; p = p->parent) {
        bool aside = n->x < p->x - slack || n->x + n->w > p->x + p->w + slack;
        bool below = n->y < p->y - slack || n->y + n->h > p->y + p->h + slack;
        if (aside || below)
            fail_at(s, n, "outside what it stands in");
    }
    if (n->scroller && (n->x < -1 || n->x + n->w > n->scroller->w + 1.5f))
        fail_at(s, n, "beside its scroller");
}

// Of the keyboard, which has ten keys beside each other in every window.
static inline bool is_key(const struct node *n)
{
    while (n && strcmp(n->key, "keys") != 0 && strcmp(n->key, "accents") != 0)
        n = n->parent;
    return n != NULL;
}

static inline void check_target(const struct stand *s, const struct node *n)
{
    const struct look *look = ui_look(s->app.ui);
    float least = look_touch(look) - 0.5f, least_w = least, least_h = least;
    if (is_key(n)) {
        least_w = fminf(least, look->w_dp / 14);
        least_h = fminf(least, look->h_dp / 12);
    }
    if (n->w < least_w || n->h < least_h)
        fail_at(s, n, "too small to touch");
}

static inline void check_page(const struct stand *s)
{
    struct err err = {0};
    const struct node *root = ui_active_root(s->app.ui);
    if (!node_check(root, &err))
        fail_at(s, root, err.text);
    for (const struct node *n = root; n; n = node_after(n, root)) {
        bool pin = n->parent && n->parent->role == ROLE_CANVAS; // half of it may be seen
        if (n->role != ROLE_NONE && !pin) // decoration may reach beyond
            check_inside(s, n);
        if (n->kind == NODE_TEXT)
            check_text(s, n);
        if (node_pressable(n))
            check_target(s, n);
    }
}

// ---- contrast, measured on pixels ----

static inline double channel(uint32_t c)
{
    double v = (c & 0xFF) / 255.0;
    return v <= 0.03928 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static inline double contrast(uint32_t a, uint32_t b)
{
    double x = 0.2126 * channel(a >> 16) + 0.7152 * channel(a >> 8) + 0.0722 * channel(a);
    double y = 0.2126 * channel(b >> 16) + 0.7152 * channel(b >> 8) + 0.0722 * channel(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

// The frame again without its words: what is behind them.
static inline uint32_t *ground(struct stand *s, int *pitch)
{
    struct draw_frame bare = *ui_frame(s->app.ui);
    for (size_t i = 0; i < bare.n_layers; i++) {
        struct draw_list *list = &bare.layers[i].list;
        size_t left = 0;
        for (size_t k = 0; k < list->count; k++)
            if (list->items[k].kind != DRAW_TEXT)
                list->items[left++] = list->items[k];
        list->count = left;
    }
    gfx_play(s->app.gfx, &bare);
    const uint32_t *px = gfx_pixels(s->app.gfx, pitch);
    size_t bytes = (size_t)*pitch * (size_t)bare.h * sizeof(uint32_t);
    return memcpy(xmalloc(bytes), px, bytes);
}

struct worst {
    double contrast;
    int x, y, inked;
};

// The words' own pixels: where the frame is nearly the text's colour and the ground is not.
static inline void look_at(const struct draw_command *c, struct rect seen, int dx, int dy,
                           const uint32_t *with, const uint32_t *without, int pitch,
                           struct worst *worst)
{
    struct rect box = c->box;
    box.x += dx;
    box.y += dy;
    box = rect_cut(box, seen);
    for (int y = box.y; y < box.y + box.h; y++) {
        for (int x = box.x; x < box.x + box.w; x++) {
            uint32_t ink = with[y * pitch + x], behind = without[y * pitch + x];
            if (contrast(ink, c->colour) > 1.25 || contrast(ink, behind) < 1.15)
                continue;
            double here = contrast(c->colour, behind);
            worst->inked++;
            if (here < worst->contrast)
                *worst = (struct worst){here, x, y, worst->inked};
        }
    }
}

// The first layer of the tree that takes input: a sheet's begins with what lies over the page.
static inline size_t first_layer(const struct stand *s, const struct draw_frame *f)
{
    size_t first = f->n_layers;
    while (ui_root(s->app.ui, UI_SHEET) && first-- > 0) {
        const struct draw_list *list = &f->layers[first].list;
        if (list->count && list->items[0].kind == DRAW_FILL &&
            list->items[0].box.w == f->w && list->items[0].box.h == f->h)
            return first;
    }
    return 0;
}

// The numbers of a map's pins are no node's: pins may lie over each other.
static inline bool is_of_a_node(const struct stand *s, const struct paragraph *p)
{
    for (int i = 0; i < UI_STACKS; i++) {
        const struct node *root = ui_root(s->app.ui, (enum ui_stack)i);
        for (const struct node *n = root; n; n = node_after(n, root))
            if (n->paragraph == p)
                return true;
    }
    return false;
}

// The worst of the words within `area` of the window.
static inline struct worst worst_words(struct stand *s, struct rect area)
{
    int pitch;
    uint32_t *without = ground(s, &pitch);
    const struct draw_frame *f = ui_frame(s->app.ui);
    gfx_play(s->app.gfx, f);
    const uint32_t *with = gfx_pixels(s->app.gfx, &pitch);
    struct worst worst = {.contrast = 99};
    for (size_t k = first_layer(s, f); k < f->n_layers; k++) {
        const struct draw_layer *l = &f->layers[k];
        bool scrolls = l->kind == LAYER_SCROLLER;
        struct rect seen = rect_cut(l->clip, area);
        for (size_t c = 0; c < l->list.count; c++)
            if (l->list.items[c].kind == DRAW_TEXT &&
                is_of_a_node(s, l->list.items[c].paragraph))
                look_at(&l->list.items[c], seen, scrolls ? l->clip.x : 0,
                        scrolls ? l->clip.y - l->offset_y : 0, with, without, pitch,
                        &worst);
    }
    free(without);
    return worst;
}

static inline void check_words(struct stand *s, struct rect area, double least)
{
    const struct options *o = &s->options;
    struct worst worst = worst_words(s, area);
    if (worst.inked < 500)
        fail_at(s, ui_active_root(s->app.ui), "no words were seen");
    if (worst.contrast < least)
        fail_msg("%s %s, %s %dx%d size %d: %.2f : 1 at %d,%d", o->screen,
                 node_name(ui_active_root(s->app.ui)), o->theme, o->w, o->h, o->text_size,
                 worst.contrast, worst.x, worst.y);
}

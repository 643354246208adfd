#include "screens/keys.h"

#include <math.h>
#include <string.h>

#include "base/str.h"

#define UNIT_MOST 140
#define KEY_H 86
#define COLUMNS 10       // that fit on a panel of 220 mm
#define ROW_KEYS 16      // with shift and erase
#define LETTERS_DP 32.0f // TEXT_LEDE at the usual text size
#define NARROW 64        // a unit on which a word has no room

// What is one key, before it is known in which order they are added.
struct key {
    const char *key, *name, *label, *icon, *hold;
    float w;
    bool quiet, primary, on, chord;
    struct command command;
};

struct row {
    struct key keys[ROW_KEYS];
    size_t count;
};

// ---- how large ----

static size_t widest(const struct keyboard *k)
{
    size_t most = COLUMNS;
    for (size_t i = 0; i < k->n_rows; i++) {
        size_t n = k->rows[i].count + (i + 1 == k->n_rows ? 2 : 0); // shift and erase
        most = n > most ? n : most;
    }
    return most;
}

static float unit_of(float room, size_t columns, float gap)
{
    return (room - gap * (float)(columns - 1)) / (float)columns;
}

static size_t spilt(const struct keys *k, const struct keyboard *of);

struct keys keys_plan(struct build *b, const struct screen_env *env)
{
    const struct look *look = b->look;
    const struct typing *t = &env->visit->typing;
    const struct keyboard *layout = keyboard_find(b->arena, t->layout);
    if (!layout || !*t->layout)
        layout = keyboard_for(b->arena, env->visit->settings.lang);
    const struct keyboard *symbols = keyboard_find(b->arena, KEYBOARD_SYMBOLS);
    float touch = look_touch(look), mm = 1 / look->dp_mm;
    struct keys k = {.env = env,
                     .layout = layout,
                     .shown = t->symbols && symbols ? symbols : layout,
                     .columns = widest(layout),
                     .gap = 14,
                     .pad = 24};
    k.unit = unit_of(look->w_dp - 2 * k.pad, k.columns, k.gap);
    if (k.unit < touch) {
        k.gap = fminf(mm, 6);
        k.pad = fminf(8, look->w_dp / 40);
        k.unit = unit_of(look->w_dp - 2 * k.pad, k.columns, k.gap);
    }
    float fewer = unit_of(look->w_dp - 2 * k.pad, COLUMNS, k.gap);
    if (k.unit < touch && fewer >= touch) {
        k.columns = COLUMNS;
        k.unit = fewer;
    } else if (k.unit < touch) { // in the hand: thumbs are used to small keys
        k.gap = fminf(k.gap, 4);
        k.unit = unit_of(look->w_dp - 2 * k.pad, k.columns, k.gap);
    }
    k.unit = fminf(k.unit, UNIT_MOST);
    // In the hand the keys leave room for the field and for what was found.
    float rows = (float)(k.layout->n_rows + 1 + (spilt(&k, layout) ? 1 : 0));
    float above = fminf(16, k.pad);
    k.key_h = fmaxf(touch, KEY_H);
    if (look->text_size > 3 || look->h_dp < 900)
        k.key_h = fmaxf(touch, 72);
    float most = (look->h_dp * 0.5f - 2 * above - k.gap * (rows - 1)) / rows;
    if (look_compact(look))
        k.key_h = fmaxf(24, fminf(fminf(k.key_h, 64), most));
    k.high = rows * k.key_h + (rows - 1) * k.gap + 2 * above;
    return k;
}

// ---- keys ----

static bool shifted(const struct keys *k)
{
    return k->env->visit->typing.shift;
}

static struct key letter(struct build *b, const struct keys *k, const char *types)
{
    return (struct key){.key = arena_printf(b->arena, "key:%s", types),
                        .name = types,
                        .label = types,
                        .hold = keyboard_hold(k->shown, types) ? types : NULL,
                        .w = k->unit,
                        .chord = true,
                        .command = command_make(VISIT_TYPE, 0, types)};
}

// Of one row what fits; what doesn't stands in a row above all others.
static size_t fits(const struct keys *k, const struct keyboard *of, size_t row)
{
    const struct keyboard_row *r = &of->rows[row];
    size_t room = k->columns - (row + 1 == of->n_rows ? 2 : 0);
    return r->count < room ? r->count : room;
}

static size_t spilt(const struct keys *k, const struct keyboard *of)
{
    size_t n = 0;
    for (size_t i = 0; i < of->n_rows; i++)
        n += of->rows[i].count - fits(k, of, i);
    return n;
}

static void put(struct row *row, struct key key)
{
    if (row->count < ROW_KEYS)
        row->keys[row->count++] = key;
}

static void put_letters(struct build *b, const struct keys *k, struct row *row, size_t i,
                        size_t from, size_t to)
{
    const struct keyboard_row *r = &k->shown->rows[i];
    for (size_t j = from; j < to; j++)
        put(row, letter(b, k, shifted(k) ? r->caps[j] : r->plain[j]));
}

static enum colour fill_of(const struct key *key)
{
    if (key->primary)
        return COLOUR_CORAL;
    if (key->on)
        return COLOUR_CORAL_SOFT;
    return key->quiet ? COLOUR_INK : COLOUR_CARD;
}

static float label_scale(const struct build *b, const struct keys *k, float dp,
                         enum text_role role)
{
    float factor = look_factor(b->look, role);
    float wanted = fminf(dp * fminf(factor, 1.3f), k->key_h * 0.5f);
    return fminf(1, fminf(wanted, k->unit * 0.6f) / (dp * factor));
}

static void add_label(struct build *b, struct node *n, const struct keys *k,
                      const struct key *key)
{
    enum colour ink = key->primary ? COLOUR_ON_CORAL
                      : key->on    ? COLOUR_CORAL_DEEP
                                   : COLOUR_INK;
    if (key->icon) {
        node_icon(b, n, key->icon, ink, fminf(40, fminf(k->key_h, key->w) * 0.6f));
        return;
    }
    bool word = !key->chord;
    enum text_role role = word ? TEXT_LABEL : TEXT_LEDE;
    struct node *t = node_text(b, n, "label", role, ink, key->label);
    t->text.align = TYPE_CENTER;
    t->text.scale = label_scale(b, k, word ? 28 : LETTERS_DP, role);
    t->text.fit_lines = word ? 1 : 0;
    t->style.w = word ? GROW : (struct length){0};
}

static struct node *add_key(struct build *b, struct node *row, const struct keys *k,
                            const struct key *key)
{
    struct node proto = {.key = key->key,
                         .role = ROLE_BUTTON,
                         .name = key->name,
                         .state = key->on ? NODE_SELECTED : 0,
                         .chord = key->chord,
                         .by_touch = keys_accents_open(k),
                         .command = key->command,
                         .style = {.flow = FLOW_STACK,
                                   .h = DP(k->key_h),
                                   .radius = fminf(16, k->key_h / 5),
                                   .align = AT_CENTER,
                                   .justify = AT_CENTER,
                                   .fill = fill_of(key),
                                   .fill_alpha = key->quiet && !key->on ? 28 : 0}};
    proto.style.w = key->w > 0 ? DP(key->w) : GROW;
    if (key->hold)
        proto.long_command = command_make(VISIT_HOLD, 0, key->hold);
    struct node *n = node_add(b, row, &proto);
    if (key->label || key->icon)
        add_label(b, n, k, key);
    return n;
}

static void add_row(struct build *b, struct node *parent, const struct keys *k,
                    const struct row *row)
{
    struct node *n =
        node_box(b, parent, NULL,
                 (struct node_style){.flow = FLOW_ROW,
                                     .w = DP(k->unit * (float)k->columns +
                                             k->gap * (float)(k->columns - 1)),
                                     .gap = k->gap,
                                     .justify = AT_CENTER});
    for (size_t i = 0; i < row->count; i++)
        add_key(b, n, k, &row->keys[b->look->rtl ? row->count - 1 - i : i]);
}

// ---- rows ----

static struct key plain_key(const char *key, const char *name, const char *icon,
                            struct command command)
{
    return (struct key){
        .key = key, .name = name, .icon = icon, .quiet = true, .command = command};
}

// The last row of letters stands between shift and erase.
static void fill_last(struct build *b, const struct keys *k, struct row *row)
{
    size_t last = k->shown->n_rows - 1, n = fits(k, k->shown, last);
    float side = fminf(1.4f, (float)(k->columns - n) / 2);
    float w = side * k->unit + (side - 1) * k->gap;
    struct key shift = plain_key("shift", parts_word(k->env, "Capitals"), "shift",
                                 command_make(VISIT_KEYS, KEYS_SHIFT, NULL));
    struct key erase = plain_key("erase", parts_word(k->env, "Erase"), "erase",
                                 command_make(VISIT_ERASE, 0, NULL));
    shift.w = erase.w = w;
    shift.chord = erase.chord = true;
    shift.on = shifted(k);
    if (k->shown == k->layout)
        put(row, shift);
    put_letters(b, k, row, last, 0, n);
    put(row, erase);
}

static void fill_foot(struct build *b, const struct keys *k, struct row *row)
{
    const struct screen_env *env = k->env;
    const struct typing *t = &env->visit->typing;
    bool narrow = k->unit < NARROW;
    struct key symbols = plain_key(
        "symbols",
        parts_word(env, t->symbols ? WORD("Letters") : WORD("Digits and signs")), NULL,
        command_make(VISIT_KEYS, KEYS_SYMBOLS, NULL));
    symbols.label = t->symbols ? "ABC" : "123";
    struct key layouts = plain_key(
        "layouts",
        words_format(env->words, b->arena, NULL, WORD("Keyboard: {name}"),
                     (struct word_arg[]){{"name", k->layout->name}, {0}}),
        narrow ? "language" : NULL, command_make(VISIT_KEYS, KEYS_LAYOUTS, NULL));
    layouts.label = k->layout->name;
    layouts.on = t->layouts;
    struct key space = {.key = "space",
                        .name = parts_word(env, "Space"),
                        .chord = true,
                        .command = command_make(VISIT_TYPE, 0, " ")};
    struct key done = {.key = "done",
                       .name = parts_word(env, "Done"),
                       .label = parts_word(env, "Done"),
                       .icon = narrow ? "down" : NULL,
                       .primary = true,
                       .command = command_make(VISIT_KEYS, KEYS_AWAY, NULL)};
    symbols.w = layouts.w = 1.6f * k->unit;
    done.w = 2 * k->unit;
    put(row, symbols);
    put(row, layouts);
    put(row, space);
    put(row, done);
}

static void add_letters(struct build *b, struct node *parent, const struct keys *k)
{
    struct row above = {0};
    for (size_t i = 0; i < k->shown->n_rows; i++)
        put_letters(b, k, &above, i, fits(k, k->shown, i), k->shown->rows[i].count);
    if (above.count)
        add_row(b, parent, k, &above);
    for (size_t i = 0; i < k->shown->n_rows; i++) {
        struct row row = {0};
        if (i + 1 == k->shown->n_rows)
            fill_last(b, k, &row);
        else
            put_letters(b, k, &row, i, 0, fits(k, k->shown, i));
        add_row(b, parent, k, &row);
    }
}

// Each under the name that its own speakers give it.
static void add_layouts(struct build *b, struct node *parent, const struct keys *k)
{
    const struct keyboard **all;
    size_t n = keyboard_list(b->arena, &all);
    float rows = k->high - k->key_h - 3 * k->gap;
    struct node *list =
        node_add(b, parent,
                 &(struct node){.key = "list",
                                .role = ROLE_GROUP,
                                .name = parts_word(k->env, "Keyboards"),
                                .style = {.scroll = true,
                                          .w = GROW,
                                          .h = DP(rows),
                                          .fill = COLOUR_SAND,
                                          .pad = PAD2(8, fmaxf(8, k->pad))}});
    struct node *wrap = node_box(
        b, list, "wrap", (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 16});
    for (size_t i = 0; i < n; i++) {
        const struct parts_choice choice = {
            .key = all[i]->id,
            .name = all[i]->name,
            .lang = all[i]->id,
            .dir = TYPE_DIR_AUTO,
            .chosen = str_eq(all[i]->id, k->layout->id),
            .position = (int)i + 1,
            .of = (int)n,
            .command = command_make(VISIT_LAYOUT, 0, all[i]->id)};
        struct node *c = parts_choice(b, wrap, &choice);
        if (!choice.chosen)
            c->style.fill = COLOUR_CARD;
        parts_choice_words(b, c, &choice);
    }
}

void keys_add(struct build *b, struct node *parent, const struct keys *k)
{
    float above = fminf(16, k->pad);
    struct node *n = node_add(b, parent,
                              &(struct node){.key = "keys",
                                             .role = ROLE_GROUP,
                                             .name = parts_word(k->env, "Keyboard"),
                                             .style = {.w = GROW,
                                                       .h = DP(k->high),
                                                       .pad = PAD2(above, 0),
                                                       .gap = k->gap,
                                                       .align = AT_CENTER,
                                                       .justify = AT_END,
                                                       .fill = COLOUR_SAND}});
    if (k->env->visit->typing.layouts)
        add_layouts(b, n, k);
    else
        add_letters(b, n, k);
    struct row foot = {0};
    fill_foot(b, k, &foot);
    add_row(b, n, k, &foot);
}

// ---- accents ----

static const struct keyboard_hold *held(const struct keys *k)
{
    const char *key = k->env->visit->typing.held;
    return *key ? keyboard_hold(k->shown, key) : NULL;
}

bool keys_accents_open(const struct keys *k)
{
    return held(k) != NULL;
}

// The middle of the held key from the window's left, and how far its top is from the foot.
static void find_held(const struct keys *k, float window_w, float *x_out, float *up_out)
{
    const char *key = k->env->visit->typing.held;
    float step = k->unit + k->gap, spill_rows = spilt(k, k->shown) ? 1 : 0;
    float row_h = k->key_h + k->gap;
    size_t spilt_before = 0, all_spilt = spilt(k, k->shown);
    *x_out = window_w / 2;
    *up_out = k->high;
    for (size_t i = 0; i < k->shown->n_rows; i++) {
        const struct keyboard_row *r = &k->shown->rows[i];
        size_t n = fits(k, k->shown, i);
        for (size_t j = 0; j < r->count; j++) {
            if (!str_eq(r->plain[j], key) && !str_eq(r->caps[j], key))
                continue;
            bool above = j >= n;
            float at = above ? (float)(spilt_before + j - n) : (float)j;
            float of = above ? (float)all_spilt : (float)n;
            // A row stands in the middle, and so do the keys between shift and erase.
            *x_out = window_w / 2 + (at - (of - 1) / 2) * step;
            *up_out = k->high - fminf(16, k->pad) -
                      (above ? 0 : ((float)i + spill_rows) * row_h);
        }
        spilt_before += r->count - n;
    }
}

static void fill_accents(struct build *b, const struct keys *k, struct row *row)
{
    const struct keyboard_hold *hold = held(k);
    put(row, letter(b, k, hold->key));
    for (size_t i = 0; i < hold->count; i++)
        put(row, letter(b, k, hold->offers[i]));
    struct key close = plain_key("close", parts_word(k->env, "Close"), "close",
                                 command_make(VISIT_HOLD, 0, ""));
    close.w = k->unit;
    put(row, close);
    for (size_t i = 0; i < row->count; i++) {
        row->keys[i].hold = NULL;
        row->keys[i].key = arena_printf(b->arena, "accent:%s", row->keys[i].name);
    }
}

void keys_add_accents(struct build *b, struct node *over, const struct keys *k)
{
    struct row row = {0};
    float x, up, w = b->look->w_dp, pad = fminf(12, k->pad);
    if (!held(k))
        return;
    fill_accents(b, k, &row);
    find_held(k, w, &x, &up);
    float step = k->unit + k->gap, most = floorf((w - 4 * pad + k->gap) / step);
    size_t columns = most < 1 ? 1 : (size_t)most;
    if (columns > row.count)
        columns = row.count;
    float wide = (float)columns * step - k->gap + 2 * pad;
    float left = fmaxf(pad, fminf(x - wide / 2, w - wide - pad));
    struct node *at =
        node_box(b, over, "at",
                 (struct node_style){.w = GROW,
                                     .h = GROW,
                                     .justify = AT_END,
                                     .pad = {0, 0, up + k->gap / 2,
                                             b->look->rtl ? w - left - wide : left}});
    struct node *card = node_add(b, at,
                                 &(struct node){.key = "accents",
                                                .role = ROLE_GROUP,
                                                .name = parts_word(k->env, "Accents"),
                                                .live = LIVE_POLITE,
                                                .style = {.w = DP(wide),
                                                          .pad = PAD(pad),
                                                          .gap = k->gap,
                                                          .radius = 24,
                                                          .fill = COLOUR_CORAL_SOFT,
                                                          .shadow = true}});
    for (size_t i = 0; i < row.count; i += columns) {
        struct node *n =
            node_box(b, card, NULL,
                     (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = k->gap});
        size_t count = row.count - i < columns ? row.count - i : columns;
        for (size_t j = 0; j < count; j++) {
            size_t which = b->look->rtl ? count - 1 - j : j;
            struct node *c = add_key(b, n, k, &row.keys[i + which]);
            c->by_touch = false;
            c->keys_begin = i + which == 1; // the first accent
        }
    }
}

// The sheet of the keypad: a stop by the number that stands beside it, in print or on a plate.
// Keys that lead to no stop can't be pressed, so nobody gets lost.
#include <math.h>

#include "base/hash.h"
#include "screens/parts.h"

#define GAP 16
#define KEY_DP 112 // of height
#define KEY_DP_COMPACT 72

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct keypad_model *m = ARENA_NEW(arena, struct keypad_model);
    *model_out = m;
    return pack_load_keypad(pack, arena, visit->digits, m, err);
}

static bool leads_on(const struct keypad_model *m)
{
    bool any = false;
    for (int i = 0; i < 10; i++)
        any |= m->leads[i];
    return any;
}

// Room is short in the hand, and where letters are large.
static bool tight(const struct build *b)
{
    return look_compact(b->look) || b->look->text_size > 3;
}

// ---- keys ----

static float key_height(const struct build *b)
{
    return fmaxf(look_touch(b->look), look_compact(b->look) ? KEY_DP_COMPACT : KEY_DP);
}

static struct node *add_key(struct build *b, struct node *row, const char *key,
                            const char *name, struct command command, bool works)
{
    return node_add(b, row,
                    &(struct node){.key = key,
                                   .role = ROLE_BUTTON,
                                   .name = name,
                                   .state = works ? 0 : NODE_DISABLED,
                                   .command = command,
                                   .chord = true,
                                   .style = {.flow = FLOW_STACK,
                                             .w = GROW,
                                             .min_w = look_touch(b->look),
                                             .min_h = key_height(b),
                                             .radius = 24,
                                             .align = AT_CENTER,
                                             .justify = AT_CENTER,
                                             .fill = works ? COLOUR_SAND : COLOUR_NONE}});
}

static struct node *add_digit(struct build *b, struct node *row,
                              const struct screen_env *env, int digit, bool works)
{
    const char *name = words_number(env->words, b->arena, digit);
    struct node *n = add_key(b, row, arena_printf(b->arena, "digit-%d", digit), name,
                             command_make(VISIT_DIGIT, digit, NULL), works);
    struct node *t = node_text(b, n, "words", TEXT_HEADING,
                               works ? COLOUR_INK : COLOUR_INK_SOFT, name);
    t->role = ROLE_TEXT;
    t->text.align = TYPE_CENTER;
    return n;
}

static struct node *add_erase(struct build *b, struct node *row,
                              const struct screen_env *env)
{
    bool works = env->visit->digits[0] != '\0';
    struct node *n = add_key(b, row, "erase", parts_word(env, "Erase"),
                             command_make(VISIT_ERASE, 0, NULL), works);
    node_icon(b, n, "erase", works ? COLOUR_INK : COLOUR_INK_SOFT, 48);
    return n;
}

// As on a telephone: 1 2 3 from left to right in every direction of reading.
static void add_keys(struct build *b, struct node *parent, const struct screen_env *env,
                     const struct keypad_model *m)
{
    enum { NOTHING = -1, ERASE = 10 };
    static const int places[4][3] = {
        {1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {NOTHING, 0, ERASE}};
    bool begun = m->found; // keys begin at what opens the stop
    for (int y = 0; y < 4; y++) {
        struct node *row =
            node_box(b, parent, NULL,
                     (struct node_style){
                         .flow = FLOW_ROW, .w = GROW, .gap = GAP, .align = AT_STRETCH});
        for (int x = 0; x < 3; x++) {
            int what = places[y][b->look->rtl ? 2 - x : x];
            struct node *n;
            if (what == NOTHING)
                n = node_box(b, row, "nothing", (struct node_style){.w = GROW});
            else if (what == ERASE)
                n = add_erase(b, row, env);
            else
                n = add_digit(b, row, env, what, m->leads[what]);
            n->keys_begin = !begun && node_pressable(n);
            begun |= n->keys_begin;
        }
    }
}

// ---- what they lead to ----

static const char *typed(struct build *b, const struct screen_env *env)
{
    const char *all = "";
    for (const char *c = env->visit->digits; *c; c++)
        all = arena_printf(b->arena, "%s%s", all,
                           words_number(env->words, b->arena, *c - '0'));
    return all;
}

static void add_card(struct build *b, struct node *parent, const struct keypad_model *m)
{
    const struct stop_card *stop = &m->stop;
    const float side = 200;
    struct node *card =
        node_add(b, parent,
                 &(struct node){.key = "stop",
                                .role = ROLE_LINK,
                                .name = text_line(&stop->title),
                                .lang = stop->title.lang,
                                .by_touch = true,
                                .command = command_make(VISIT_OPEN_STOP, 0, stop->id),
                                .style = {.flow = FLOW_ROW,
                                          .w = GROW,
                                          .min_h = look_touch(b->look),
                                          .align = AT_STRETCH,
                                          .gap = 24,
                                          .fill = COLOUR_PAPER,
                                          .radius = 24,
                                          .shadow = true}});
    bool shown = *stop->picture.media != '\0' && !tight(b);
    if (shown)
        parts_picture(b, card, "image", &stop->picture,
                      (struct node_style){.w = DP(side),
                                          .min_h = side * 0.75f,
                                          .radius = 24,
                                          .corners = b->look->rtl
                                                         ? CORNER_TR | CORNER_BR
                                                         : CORNER_TL | CORNER_BL});
    struct node *column =
        node_box(b, card, "words",
                 (struct node_style){.w = GROW,
                                     .gap = 4,
                                     .pad = {16, 16, 16, shown ? 0 : 24},
                                     .justify = AT_CENTER});
    struct node *title = node_text(b, column, "title", TEXT_SUBHEADING, COLOUR_INK,
                                   text_line(&stop->title));
    title->lang = stop->title.lang;
    if (*text_line(&m->tour_title))
        node_text(b, column, "tour", TEXT_CAPTION, COLOUR_INK_SOFT,
                  text_line(&m->tour_title))
            ->lang = m->tour_title.lang;
}

static void add_found(struct build *b, struct node *parent, const struct screen_env *env,
                      const struct keypad_model *m)
{
    add_card(b, parent, m);
    struct node *open = parts_primary(b, parent, "open", parts_word(env, "Open"),
                                      command_make(VISIT_OPEN_STOP, 0, m->stop.id));
    open->style.w = GROW;
    open->keys_begin = true;
    if (leads_on(m))
        node_text(b, parent, "more", TEXT_CAPTION, COLOUR_INK_SOFT,
                  parts_word(env, "Other numbers begin like this one. Go on for those."))
            ->style.w = GROW;
}

static void add_result(struct build *b, struct node *parent, const struct screen_env *env,
                       const struct keypad_model *m, float least_h)
{
    const char *digits = typed(b, env);
    struct node *result = node_add(
        b, parent,
        &(struct node){.key = "result",
                       .role = ROLE_GROUP,
                       .name = *digits ? digits : parts_word(env, "Number of a stop"),
                       .live = LIVE_POLITE,
                       .style = {.w = GROW, .min_h = least_h, .gap = GAP}});
    if (*digits) {
        struct node *t =
            node_text(b, result, "typed", tight(b) ? TEXT_TITLE : TEXT_DISPLAY,
                      COLOUR_CORAL_TEXT, digits);
        t->role = ROLE_TEXT;
        t->dir = TYPE_LTR;
        t->text.align = b->look->rtl ? TYPE_END : TYPE_START;
        t->style.w = GROW;
    }
    if (m->found) {
        add_found(b, result, env, m);
        return;
    }
    const char *what = WORD("Type the number of a stop.");
    if (*digits)
        what = leads_on(m) ? WORD("Go on typing.") : WORD("No stop has this number.");
    node_text(b, result, "what", TEXT_LEDE, COLOUR_INK, parts_word(env, what))->style.w =
        GROW;
}

// The keys stand at the foot, within reach, and stay where they are whatever is found.
static struct node *view(struct build *b, const struct screen_env *env, const void *model)
{
    const struct keypad_model *m = model;
    bool upright = look_portrait(b->look);
    struct parts_sheet sheet = parts_sheet(
        b,
        &(struct parts_sheet_way){.key = "keypad",
                                  .title = parts_word(env, "Number of a stop"),
                                  .beside = command_make(VISIT_SHEET, SHEET_NONE, NULL),
                                  .beside_name = parts_word(env, "Close"),
                                  .max_w = 1200});
    struct node *both = node_box(b, sheet.body, "both",
                                 (struct node_style){
                                     .flow = upright ? FLOW_COLUMN : FLOW_ROW,
                                     .w = GROW,
                                     .gap = upright ? 32 : 48,
                                     .align = upright ? AT_STRETCH : AT_END,
                                 });
    struct node_style keys = {.w = GROW, .gap = GAP};
    if (upright) {
        add_result(b, both, env, m, 0);
        add_keys(b, node_box(b, both, "keys", keys), env, m);
    } else {
        add_keys(b, node_box(b, both, "keys", keys), env, m);
        add_result(b, both, env, m, 4 * key_height(b) + 3 * GAP);
    }
    return sheet.root;
}

static uint64_t depends(const struct visit *visit)
{
    return hash_str(HASH_START, visit->digits);
}

const struct sheet_class sheet_keypad = {load, view, depends};

#include "screens/parts.h"

#include <math.h>

#include "base/str.h"

const char *parts_word(const struct screen_env *env, const char *msgid)
{
    return words_text(env->words, NULL, msgid);
}

static float touch_dp(const struct build *b, float least)
{
    return fmaxf(look_touch(b->look), least);
}

float parts_round_dp(const struct look *look)
{
    return fmaxf(look_touch(look), look_compact(look) ? 64 : 88);
}

struct node *parts_round(struct build *b, struct node *parent,
                         const struct parts_button *button)
{
    float side = parts_round_dp(b->look);
    struct node *n = node_add(b, parent,
                              &(struct node){
                                  .key = button->key,
                                  .role = ROLE_BUTTON,
                                  .name = button->name,
                                  .state = button->off ? NODE_DISABLED : 0,
                                  .command = button->command,
                                  .style = {.flow = FLOW_STACK,
                                            .w = DP(side),
                                            .h = DP(side),
                                            .radius = side / 2,
                                            .fill = COLOUR_CARD,
                                            .fill_alpha = button->off ? 40 : 0,
                                            .align = AT_CENTER,
                                            .justify = AT_CENTER,
                                            .shadow = !button->flat},
                              });
    enum colour ink = button->off ? COLOUR_ON_PLUM : COLOUR_INK;
    node_icon(b, n, button->icon, ink, 40)->icon_mirrors = button->mirrors;
    return n;
}

struct node *parts_primary(struct build *b, struct node *parent, const char *key,
                           const char *words, struct command command)
{
    bool compact = look_compact(b->look);
    float high = touch_dp(b, compact ? 72 : 88);
    struct node *n = node_add(b, parent,
                              &(struct node){
                                  .key = key,
                                  .role = ROLE_BUTTON,
                                  .name = words,
                                  .command = command,
                                  .style = {.flow = FLOW_STACK,
                                            .min_h = high,
                                            .min_w = high,
                                            .pad = PAD2(16, compact ? 24 : 44),
                                            .radius = high / 2,
                                            .fill = COLOUR_CORAL,
                                            .align = AT_CENTER,
                                            .justify = AT_CENTER},
                              });
    struct node *t = node_text(b, n, "words", TEXT_LABEL, COLOUR_ON_CORAL, words);
    t->text.align = TYPE_CENTER;
    if (compact) // the page needs room, too
        t->text.fit_lines = b->look->h_dp < 300 ? 1 : 2;
    return n;
}

float parts_card_dp(const struct look *look)
{
    return 960 * fmaxf(1, look_factor(look, TEXT_BODY));
}

struct node *parts_way(struct build *b, struct node *parent, const struct parts_way *way)
{
    struct node *n = node_add(
        b, parent,
        &(struct node){.key = way->key,
                       .role = ROLE_LINK,
                       .name = way->words,
                       .command = way->command,
                       .style = {.flow = FLOW_ROW,
                                 .w = GROW,
                                 .max_w = parts_card_dp(b->look),
                                 .min_h = touch_dp(b, 88),
                                 .pad = PAD2(16, look_compact(b->look) ? 24 : 32),
                                 .gap = 24,
                                 .align = AT_CENTER,
                                 .radius = 24,
                                 .fill = COLOUR_CORAL_SOFT}});
    node_icon(b, n, way->icon, COLOUR_CORAL_DEEP, 44);
    node_text(b, n, "words", TEXT_LABEL, COLOUR_INK, way->words)->style.w = GROW;
    node_icon(b, n, "next", COLOUR_CORAL_DEEP, 32)->icon_mirrors = true;
    return n;
}

struct node *parts_chip(struct build *b, struct node *parent, const char *key,
                        const char *words, const char *lang)
{
    struct node *n =
        node_box(b, parent, key,
                 (struct node_style){.pad = PAD2(10, 24),
                                     .radius = 40,
                                     .fill = COLOUR_SAND,
                                     .outline = b->look->theme->outlines ? COLOUR_LINE
                                                                         : COLOUR_NONE});
    struct node *t = node_text(b, n, "words", TEXT_CAPTION, COLOUR_INK, words);
    t->lang = lang;
    return n;
}

struct node *parts_eyebrow(struct build *b, struct node *parent, const char *key,
                           const char *words)
{
    return node_text(b, parent, key, TEXT_EYEBROW, COLOUR_CORAL_TEXT, words);
}

struct image_ref parts_image(const struct picture *picture)
{
    struct image_ref image = {.focus_x = picture->focus_x,
                              .focus_y = picture->focus_y,
                              .colour = 0xFF000000u | picture->colour};
    str_copy(image.media, sizeof(image.media), picture->media);
    return image;
}

const char *parts_alt(const struct picture *picture)
{
    const char *alt = text_line(&picture->alt);
    return *alt ? alt : picture->media;
}

struct node *parts_picture(struct build *b, struct node *parent, const char *key,
                           const struct picture *picture, struct node_style style)
{
    // A stop without a picture shows paper, and says nothing of it.
    if (!*picture->media)
        return node_box(b, parent, key, style);
    return node_add(b, parent,
                    &(struct node){.key = key,
                                   .kind = NODE_PICTURE,
                                   .role = ROLE_IMAGE,
                                   .name = parts_alt(picture),
                                   .lang = picture->alt.lang,
                                   .style = style,
                                   .image = parts_image(picture)});
}

struct node *parts_on_picture(struct build *b, struct node *parent, const char *key,
                              struct edges pad, float gap)
{
    // Alphas by the lightest sky in our pictures: white on it through 165 of plum is 5.2 : 1.
    const uint8_t least = 165, most = 240;
    float dusk = fminf(220, b->look->h_dp * 0.13f);
    struct node *column = node_box(b, parent, key, (struct node_style){.w = GROW});
    node_box(b, column, "dusk",
             (struct node_style){
                 .w = GROW, .h = DP(dusk), .scrim = COLOUR_PLUM, .scrim_to = least});
    return node_box(b, column, "words",
                    (struct node_style){.w = GROW,
                                        .pad = pad,
                                        .gap = gap,
                                        .scrim = COLOUR_PLUM,
                                        .scrim_from = least,
                                        .scrim_to = most});
}

static void add_line(struct build *b, struct node *root)
{
    node_box(b, root, "line",
             (struct node_style){.w = GROW, .h = DP(2), .fill = COLOUR_LINE});
}

static float bar_pad(const struct look *look)
{
    return look_compact(look) ? 8 : 16;
}

struct parts_bar parts_bar(struct build *b, struct node *root,
                           const struct screen_env *env)
{
    const struct look *look = b->look;
    bool compact = look_compact(look);
    float pad = bar_pad(look), gap = compact ? 8 : 16;
    struct parts_bar bar = {.wide = look->w_dp >= 1500 && look->text_size <= 3,
                            .folds = look->w_dp < 640 * look_factor(look, TEXT_LABEL)};
    add_line(b, root);
    struct node *n = node_add(
        b, root,
        &(struct node){.key = "bar",
                       .role = ROLE_BAR,
                       .name = parts_word(env, "Navigation"),
                       .style = {.flow = bar.folds ? FLOW_COLUMN : FLOW_ROW,
                                 .w = GROW,
                                 .pad = PAD2(pad, compact ? 4 : look_margin(look) / 2),
                                 .gap = gap,
                                 .align = AT_CENTER,
                                 .fill = COLOUR_CARD}});
    struct node_style row = {.flow = FLOW_ROW, .gap = gap, .align = AT_CENTER};
    struct node_style grows = row, ends = row;
    grows.w = ends.w = GROW;
    ends.justify = AT_END;
    if (bar.folds) {
        bar.on =
            node_box(b, n, "on", (struct node_style){.w = GROW, .align = AT_STRETCH});
        grows.justify = AT_SPREAD;
        grows.gap = 0; // four tools are as wide as the smallest window
        bar.from = bar.tools = node_box(b, n, "tools", grows);
        return bar;
    }
    if (bar.wide)
        bar.from = node_box(b, n, "from", grows);
    bar.tools = node_box(b, n, "tools", row);
    if (!bar.wide)
        bar.from = bar.tools;
    bar.on = node_box(b, n, "on", ends);
    return bar;
}

static struct node *add_scroller(struct build *b, struct node *parent, const char *name,
                                 struct edges pad, float gap)
{
    return node_add(b, parent,
                    &(struct node){
                        .key = "text",
                        .role = ROLE_GROUP,
                        .name = name,
                        .style = {.scroll = true,
                                  .fill = COLOUR_PAPER,
                                  .w = GROW,
                                  .h = GROW,
                                  .align = AT_START,
                                  .pad = pad,
                                  .gap = gap},
                    });
}

struct parts_page parts_page(struct build *b, const struct screen_env *env,
                             uint64_t entry, const char *name,
                             const struct picture *picture)
{
    struct parts_page p;
    float margin = look_margin(b->look);
    bool upright = look_portrait(b->look);
    p.root = node_root(b, entry,
                       &(struct node){.key = "page",
                                      .role = ROLE_PAGE,
                                      .name = name,
                                      .style = {.fill = COLOUR_PAPER}});
    if (upright) {
        struct edges none = {0};
        struct node *all = add_scroller(b, p.root, parts_word(env, "Text"), none, 0);
        p.picture =
            node_box(b, all, "picture",
                     (struct node_style){
                         .flow = FLOW_STACK, .w = GROW, .min_h = b->look->h_dp * 0.4f});
        p.text = node_box(b, all, "content",
                          (struct node_style){.w = GROW,
                                              .pad = {margin * 0.75f, margin, 80, margin},
                                              .gap = 24});
    } else {
        struct node *row =
            node_box(b, p.root, "row",
                     (struct node_style){
                         .flow = FLOW_ROW, .w = GROW, .h = GROW, .align = AT_STRETCH});
        p.picture = node_box(b, row, "picture",
                             (struct node_style){.flow = FLOW_STACK, .w = GROW});
        p.text = add_scroller(b, row, parts_word(env, "Text"),
                              (struct edges){margin * 0.9f, margin, 80, margin}, 24);
    }
    if (picture)
        parts_picture(b, p.picture, "image", picture,
                      (struct node_style){.w = GROW, .h = GROW});
    p.bar = parts_bar(b, p.root, env);
    return p;
}

struct parts_column parts_column(struct build *b, const struct screen_env *env,
                                 uint64_t entry, const char *name, float gap)
{
    float margin = look_margin(b->look);
    struct node *root = node_root(b, entry,
                                  &(struct node){.key = "page",
                                                 .role = ROLE_PAGE,
                                                 .name = name,
                                                 .style = {.fill = COLOUR_PAPER}});
    struct node *text =
        add_scroller(b, root, parts_word(env, "Text"),
                     (struct edges){margin * 0.9f, margin, 80, margin}, gap);
    return (struct parts_column){root, text};
}

struct node *parts_back_button(struct build *b, struct node *parent,
                               const struct screen_env *env, bool flat)
{
    return parts_round(
        b, parent,
        &(struct parts_button){.key = "back",
                               .icon = "back",
                               .mirrors = true,
                               .flat = flat,
                               .name = parts_word(env, "Back"),
                               .command = command_make(VISIT_BACK, 0, NULL)});
}

void parts_back(struct build *b, struct parts_page *page, const struct screen_env *env)
{
    bool upright = look_portrait(b->look);
    struct node *corner =
        node_box(b, page->picture, "corner",
                 (struct node_style){.pad = PAD(40), .w = GROW, .h = GROW});
    parts_back_button(b, upright ? page->bar.tools : corner, env, upright);
}

static struct node *tool(struct build *b, struct node *bar, const char *icon,
                         const char *name, struct command command)
{
    return parts_round(
        b, bar,
        &(struct parts_button){
            .key = icon, .icon = icon, .flat = true, .name = name, .command = command});
}

struct node *parts_home(struct build *b, struct node *bar, const struct screen_env *env)
{
    return tool(b, bar, "home", parts_word(env, "All tours"),
                command_make(VISIT_HOME, 0, NULL));
}

struct node *parts_search(struct build *b, struct node *bar, const struct screen_env *env)
{
    if (b->look->w_dp < 6 * parts_round_dp(b->look))
        return NULL;
    return tool(b, bar, "search", parts_word(env, "Search"),
                visit_open(SCREEN_SEARCH, 0, NULL));
}

struct node *parts_settings(struct build *b, struct node *bar,
                            const struct screen_env *env)
{
    return tool(b, bar, "settings", parts_word(env, "Settings"),
                command_make(VISIT_SHEET, SHEET_SETTINGS, NULL));
}

struct node *parts_keypad(struct build *b, struct node *bar, const struct screen_env *env)
{
    if (!env->intro || !env->intro->has_codes)
        return NULL;
    return tool(b, bar, "keypad", parts_word(env, "Number of a stop"),
                command_make(VISIT_SHEET, SHEET_KEYPAD, NULL));
}

void parts_label(struct build *b, struct node *button, const char *words,
                 const char *lang)
{
    button->style.flow = FLOW_ROW;
    button->style.w = (struct length){0};
    button->style.pad = PAD2(0, 24);
    button->style.gap = 12;
    node_text(b, button, "title", TEXT_CAPTION, COLOUR_INK, words)->lang = lang;
}

const char *parts_mode(const struct screen_env *env, enum tour_mode mode)
{
    static const char *const modes[] = {
        [TOUR_WALK] = WORD("On foot"),
        [TOUR_DRIVE] = WORD("By train and car"),
        [TOUR_LOT] = WORD("On a studio lot"),
        [TOUR_ARMCHAIR] = WORD("From where you are"),
    };
    return parts_word(env, modes[mode]);
}

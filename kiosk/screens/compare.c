// The sheet of two pictures of one view, at two times: an edge between them that is moved by a
// finger or by buttons.
#include "ui/compare.h"
#include "screens/gallery.h"
#include "ui/ui.h"

struct sides {
    const struct screen_env *env;
    const struct picture *picture[2]; // left, right
};

static void add_canvas(struct build *b, struct node *stage, const struct sides *sides)
{
    const struct picture *left = sides->picture[0], *right = sides->picture[1];
    bool known = left->width > 0 && left->height > 0;
    struct compare *compare = ARENA_NEW(b->arena, struct compare);
    *compare =
        (struct compare){.image = {parts_image(left), parts_image(right)},
                         .aspect = known ? (float)left->width / (float)left->height : 1};
    const char *name = words_format(
        sides->env->words, b->arena, NULL, "On the left: {left} On the right: {right}",
        (struct word_arg[]){{"left", parts_alt(left)}, {"right", parts_alt(right)}, {0}});
    compare_add(b, stage, "pictures", name, compare);
}

static void add_alt(struct build *b, struct node *parent, const struct picture *p,
                    enum type_align align)
{
    struct node *n =
        node_text(b, parent, "alt", TEXT_CAPTION, COLOUR_ON_PLUM, parts_alt(p));
    n->lang = p->alt.lang;
    n->style.w = GROW;
    n->text.align = align;
}

// Under its picture, and as it ends there.
static void add_words(struct build *b, struct node *row, const struct sides *sides, int i)
{
    const struct picture *p = sides->picture[i];
    enum type_align align = (i == 0) == b->look->rtl ? TYPE_END : TYPE_START;
    struct node *words = parts_stage_words(b, row, i ? "second" : "first", sides->env);
    add_alt(b, words, p, align);
    gallery_credit(b, words, p, align);
}

// Where two columns would be too narrow: one below the other, each with where it belongs.
static void add_list(struct build *b, struct node *parent, const struct sides *sides)
{
    struct node *words = parts_stage_words(b, parent, "words", sides->env);
    // As high as a line of the words.
    float line = 1.4f * b->look->caption_dp * look_factor(b->look, TEXT_CAPTION);
    words->style.gap = 12;
    for (int i = 0; i < 2; i++) {
        struct node *row = node_box(
            b, words, NULL, (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 12});
        node_icon(b, row, i ? "right" : "left", COLOUR_ON_PLUM, line);
        struct node *column =
            node_box(b, row, "column", (struct node_style){.w = GROW, .gap = 4});
        add_alt(b, column, sides->picture[i], TYPE_START);
        gallery_credit(b, column, sides->picture[i], TYPE_START);
    }
}

static void move_button(struct build *b, struct node *row, const char *icon,
                        const char *name, enum arrow arrow)
{
    parts_round(
        b, row,
        &(struct parts_button){.key = icon,
                               .icon = icon,
                               .flat = true,
                               .name = name,
                               .command = command_make(UI_MOVE, (int)arrow, NULL)});
}

static void add_moves(struct build *b, struct node *parent, const struct sides *sides)
{
    struct node *middle = node_box(b, parent, "moves",
                                   (struct node_style){.h = GROW, .justify = AT_CENTER});
    struct node *row = node_box(
        b, middle, "row",
        (struct node_style){.flow = FLOW_ROW, .gap = look_compact(b->look) ? 8 : 16});
    for (int i = 0; i < 2; i++) {
        if ((i == 0) == b->look->rtl)
            move_button(b, row, "right",
                        parts_word(sides->env, "Move the edge to the right"),
                        ARROW_RIGHT);
        else
            move_button(b, row, "left",
                        parts_word(sides->env, "Move the edge to the left"), ARROW_LEFT);
    }
}

static struct node *view(struct build *b, const struct screen_env *env, const void *model)
{
    const struct gallery gallery = gallery_of(env, model);
    const struct picture *p = gallery_picture(env, &gallery);
    const struct look *look = b->look;
    if (!p || !p->pair)
        return NULL;
    struct sides sides = {env, {p, p->pair}};
    struct parts_stage s = parts_stage(b, env, "compare", parts_word(env, "Comparison"));
    add_canvas(b, s.stage, &sides);
    // The buttons between the words where there is room, else below them. Left is left in
    // every direction of reading.
    float columns = s.w_dp / look_factor(look, TEXT_CAPTION);
    if (columns < 900) {
        add_list(b, s.bar, &sides);
        add_moves(b, s.bar, &sides);
        return s.root;
    }
    struct node *row = node_box(
        b, s.bar, "row", (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 40});
    add_words(b, row, &sides, look->rtl ? 1 : 0);
    if (columns >= 1150)
        add_moves(b, row, &sides);
    add_words(b, row, &sides, look->rtl ? 0 : 1);
    if (columns < 1150)
        add_moves(b, s.bar, &sides);
    return s.root;
}

const struct sheet_class sheet_compare = {NULL, view, NULL};

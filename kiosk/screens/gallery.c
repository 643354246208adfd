#include "screens/gallery.h"

#include "screens/parts.h"

static int count_of(const struct stop_model *m)
{
    return m->n_pictures < VISIT_PICTURES ? (int)m->n_pictures : VISIT_PICTURES;
}

static int shown(const struct screen_env *env, const struct stop_model *m)
{
    return visit_top(env->visit)->picture % count_of(m);
}

const struct picture *gallery_picture(const struct screen_env *env,
                                      const struct stop_model *m)
{
    return count_of(m) ? &m->pictures[shown(env, m)] : NULL;
}

static void add_button(struct build *b, struct node *row, const char *icon,
                       const char *name, int to)
{
    parts_round(b, row,
                &(struct parts_button){.key = icon,
                                       .icon = icon,
                                       .mirrors = true,
                                       .name = name,
                                       .command = command_make(VISIT_PICTURE, to, NULL)});
}

static void add_credit(struct build *b, struct node *parent, const struct picture *p,
                       enum type_align align)
{
    if (!*p->credit)
        return;
    const char *words = *p->licence
                            ? arena_printf(b->arena, "%s · %s", p->credit, p->licence)
                            : p->credit;
    struct node *n = node_text(b, parent, "credit", TEXT_CAPTION, COLOUR_ON_PLUM, words);
    n->style.w = GROW;
    n->text.align = align;
}

static void add_place(struct build *b, struct node *parent, const struct screen_env *env,
                      int i, int count)
{
    const char *n = words_number(env->words, b->arena, i + 1);
    const char *of = words_number(env->words, b->arena, count);
    struct node *t =
        node_text(b, parent, "place", TEXT_LABEL, COLOUR_ON_PLUM,
                  words_format(env->words, b->arena, NULL, "{n} of {total}",
                               (struct word_arg[]){{"n", n}, {"total", of}, {0}}));
    t->style.w = GROW;
    t->text.align = TYPE_CENTER;
    t->live = LIVE_POLITE;
}

void gallery_add(struct build *b, struct node *picture, const struct screen_env *env,
                 const struct stop_model *m)
{
    const struct look *look = b->look;
    const struct picture *p = gallery_picture(env, m);
    int count = count_of(m);
    if (!p || (count == 1 && !*p->credit))
        return;
    float room = look_portrait(look) ? look->w_dp : look->w_dp / 2;
    bool narrow = room < 640 * look_factor(look, TEXT_CAPTION);
    float pad = look_compact(look) ? 16 : 32;
    picture->style.justify = AT_END;
    struct node *foot = parts_on_picture(b, picture, "foot", PAD2(pad * 0.75f, pad), 12);
    if (count == 1) {
        add_credit(b, foot, p, TYPE_START);
        return;
    }
    int i = shown(env, m);
    struct node *row = node_box(
        b, foot, "row",
        (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 16, .align = AT_CENTER});
    add_button(b, row, "previous", parts_word(env, "Previous picture"),
               (i + count - 1) % count);
    struct node *words = node_box(b, row, "words", (struct node_style){.w = GROW});
    add_place(b, words, env, i, count);
    if (!narrow)
        add_credit(b, words, p, TYPE_CENTER);
    add_button(b, row, "next", parts_word(env, "Next picture"), (i + 1) % count);
    if (narrow)
        add_credit(b, foot, p, TYPE_CENTER);
}

#include "screens/going.h"

#include "screens/statements.h"

const char *going_open_words(const struct screen_env *env, enum etiquette etiquette)
{
    static const char *const forms[] = {
        [ETI_PUBLIC] = WORD("Open to the public"),
        [ETI_TICKETED] = WORD("With a ticket"),
        [ETI_PRIVATE_HOME] = WORD("A private home"),
        [ETI_CLOSED_LOT] = WORD("Closed to visitors"),
    };
    return parts_word(env, forms[etiquette]);
}

const char *going_step_free_words(const struct screen_env *env, enum step_free step_free)
{
    static const char *const forms[] = {
        [STEP_FREE_YES] = WORD("Step-free access"),
        [STEP_FREE_PARTLY] = WORD("Step-free in part"),
        [STEP_FREE_NO] = WORD("Steps on the way"),
        [STEP_FREE_UNKNOWN] = WORD("Step-free access is not known"),
    };
    return parts_word(env, forms[step_free]);
}

const char *going_indoors_words(const struct screen_env *env, enum indoors indoors)
{
    static const char *const forms[] = {
        [INDOORS_YES] = WORD("Indoors"),
        [INDOORS_PARTLY] = WORD("Partly indoors"),
        [INDOORS_NO] = WORD("Outdoors"),
        [INDOORS_UNKNOWN] = WORD("Indoors or out is not known"),
    };
    return parts_word(env, forms[indoors]);
}

struct node *going_chips(struct build *b, struct node *parent,
                         const struct screen_env *env, const struct place *place)
{
    struct node *chips = node_box(
        b, parent, "chips",
        (struct node_style){.flow = FLOW_WRAP, .w = GROW, .gap = 12, .align = AT_CENTER});
    const struct text *where =
        *text_line(&place->address) ? &place->address : &place->area;
    if (*text_line(where))
        parts_chip(b, chips, "where", text_line(where), where->lang);
    parts_chip(b, chips, "open", going_open_words(env, place->etiquette), NULL);
    return chips;
}

void going_access(struct build *b, struct node *parent, const struct screen_env *env,
                  const struct place *place)
{
    const struct parts_words plain = {TEXT_BODY, COLOUR_INK, NULL, 0};
    statements_section(b, parent, "visit", parts_word(env, "Going there"));
    parts_text(b, parent, &place->transit, &plain);
    struct node *row = node_box(
        b, parent, "steps",
        (struct node_style){.flow = FLOW_ROW, .w = GROW, .gap = 16, .align = AT_CENTER});
    node_icon(b, row, "accessibility", COLOUR_INK, 40);
    node_text(b, row, "words", TEXT_BODY, COLOUR_INK,
              going_step_free_words(env, place->step_free))
        ->style.w = GROW;
    parts_text(b, parent, &place->access, &plain);
    parts_text(b, parent, &place->manners, &plain);
    if (*place->checked_on)
        node_text(b, parent, "checked", TEXT_CAPTION, COLOUR_INK_SOFT,
                  words_format(env->words, b->arena, NULL, "Checked on {date}",
                               (struct word_arg[]){{"date", place->checked_on}, {0}}));
}

void going_heart(struct build *b, const struct parts_bar *bar, struct node *else_in,
                 const struct screen_env *env, enum screen screen, const char *id)
{
    bool in_bar = b->look->w_dp >= 7 * parts_round_dp(b->look);
    bool kept = saved_has(&env->visit->saved, (int)screen, id);
    struct node *n =
        parts_round(b, in_bar ? bar->tools : else_in,
                    &(struct parts_button){
                        .key = "save",
                        .icon = "heart",
                        .flat = in_bar,
                        .name = kept ? parts_word(env, "Saved") : parts_word(env, "Save"),
                        .command = command_make(VISIT_SAVE, (int)screen, id)});
    n->live = LIVE_POLITE;
    if (!kept)
        return;
    n->state = NODE_SELECTED;
    n->style.fill = COLOUR_CORAL;
    n->first->icon_colour = COLOUR_ON_CORAL;
}

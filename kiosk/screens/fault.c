// The built-in page, when there is no good pack: for the visitor that it is not their doing,
// for the staff what is wrong and what to do.
#include "screens/parts.h"

static const char *advice(const struct screen_env *env)
{
    switch (env->fault) {
    case PACK_FAULT_MISSING:
        return parts_word(env, "The tours are not where this program looks for them. Put "
                               "the pack there, or name another one when you start it.");
    case PACK_FAULT_UNREADABLE:
        return parts_word(env, "The tours are there, but this program may not read them. "
                               "Check the file and its permissions.");
    case PACK_FAULT_FOREIGN:
        return parts_word(env,
                          "The file is not a Backlot pack. Make one with tourc build.");
    case PACK_FAULT_NEWER:
        return parts_word(env, "The tours were made for a newer Backlot. Update this "
                               "program, or build the pack with its own tourc.");
    case PACK_FAULT_DAMAGED:
    case PACK_FAULT_NONE:
        break;
    }
    return parts_word(env,
                      "The tours are damaged. Copy the pack again, or build it again "
                      "with tourc build.");
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    (void)model;
    float margin = look_margin(b->look) * 1.5f;
    struct node *root =
        node_root(b, entry,
                  &(struct node){.key = "fault",
                                 .role = ROLE_PAGE,
                                 .name = parts_word(env, "We will be right "
                                                         "back"),
                                 .style = {.fill = COLOUR_PAPER}});
    struct node *page = node_add(b, root,
                                 &(struct node){.key = "text",
                                                .role = ROLE_GROUP,
                                                .name = parts_word(env, "Text"),
                                                .style = {.scroll = true,
                                                          .fill = COLOUR_PAPER,
                                                          .w = GROW,
                                                          .h = GROW,
                                                          .gap = 24,
                                                          .pad = PAD2(margin, margin)}});
    struct node *title = node_text(b, page, "title", TEXT_TITLE, COLOUR_INK,
                                   parts_word(env, "We will be right back"));
    title->text.fit_lines = 2;
    title->live = LIVE_POLITE;
    node_text(b, page, "visitor", TEXT_LEDE, COLOUR_INK,
              parts_word(env, "This guide has no tours to show just now. You did nothing "
                              "wrong; please ask the staff."))
        ->style.max_w = 1100;
    struct node *card = node_box(b, page, "card",
                                 (struct node_style){.fill = COLOUR_CARD,
                                                     .radius = 24,
                                                     .shadow = true,
                                                     .pad = PAD(40),
                                                     .gap = 16,
                                                     .max_w = 1180,
                                                     .w = GROW});
    parts_eyebrow(b, card, "staff", parts_word(env, "For the staff"));
    node_text(b, card, "advice", TEXT_BODY, COLOUR_INK, advice(env));
    if (env->fault_text && *env->fault_text) {
        struct node *n =
            node_text(b, card, "reason", TEXT_CAPTION, COLOUR_INK_SOFT, env->fault_text);
        n->lang = "en";
        n->dir = TYPE_LTR;
    }
    node_text(b, card, "again", TEXT_CAPTION, COLOUR_INK_SOFT,
              parts_word(env, "It is tried again every 30 seconds."));
    return root;
}

const struct screen_class screen_fault = {NULL, view, NULL, NULL};

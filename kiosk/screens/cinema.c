#include "screens/cinema.h"

#include <math.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

const char *cinema_kind(const struct screen_env *env, enum work_kind kind)
{
    static const char *const kinds[] = {
        [WORK_FILM] = WORD("Film"),
        [WORK_SHORT] = WORD("Short film"),
        [WORK_BOOK] = WORD("Book"),
        [WORK_SERIES] = WORD("Series"),
    };
    return parts_word(env, kinds[kind]);
}

const char *cinema_year(struct build *b, int year)
{
    return arena_printf(b->arena, "%d", year);
}

const char *cinema_line(struct build *b, const struct screen_env *env,
                        const struct film_card *card, int minutes)
{
    const char *line = cinema_kind(env, card->kind);
    if (card->year)
        line = arena_printf(b->arena, "%s · %d", line, card->year);
    if (minutes) {
        const char *m = words_number(env->words, b->arena, minutes);
        line = arena_printf(b->arena, "%s · %s", line,
                            words_format(env->words, b->arena, NULL, "{m} min",
                                         (struct word_arg[]){{"m", m}, {0}}));
    }
    return line;
}

// ---- what somebody did ----

// The first of a list begins with a capital, where a language has them.
static const char *const roles[CREDIT_ROLES][2] = {
    [CREDIT_DIRECTOR] = {WORD("Director"), WORD("director")},
    [CREDIT_WRITER] = {WORD("Writer"), WORD("writer")},
    [CREDIT_AUTHOR] = {WORD("Author"), WORD("author")},
    [CREDIT_PRODUCER] = {WORD("Producer"), WORD("producer")},
    [CREDIT_CAST] = {WORD("Cast"), WORD("cast")},
    [CREDIT_VOICE] = {WORD("Voice"), WORD("voice")},
    [CREDIT_CAMERA] = {WORD("Camera"), WORD("camera")},
    [CREDIT_EDITOR] = {WORD("Editor"), WORD("editor")},
    [CREDIT_DESIGN] = {WORD("Production design"), WORD("production design")},
    [CREDIT_DECORATION] = {WORD("Set decoration"), WORD("set decoration")},
    [CREDIT_COSTUME] = {WORD("Costumes"), WORD("costumes")},
    [CREDIT_MUSIC] = {WORD("Music"), WORD("music")},
    [CREDIT_SONG] = {WORD("Song"), WORD("song")},
    [CREDIT_LOCATIONS] = {WORD("Location manager"), WORD("location manager")},
    [CREDIT_EFFECTS] = {WORD("Effects"), WORD("effects")},
    [CREDIT_GRAPHICS] = {WORD("Graphics"), WORD("graphics")},
    [CREDIT_COMPANY] = {WORD("Company"), WORD("company")},
};

static const char *part_words(struct build *b, const struct screen_env *env,
                              const struct credit *p, bool first)
{
    const char *character = text_line(&p->character);
    if (!*character)
        return parts_word(env, roles[p->role][first ? 0 : 1]);
    if (p->role != CREDIT_VOICE)
        return character;
    return words_format(env->words, b->arena, NULL, "{character} (voice)",
                        (struct word_arg[]){{"character", character}, {0}});
}

const char *cinema_parts(struct build *b, const struct screen_env *env,
                         const struct credits *parts)
{
    struct str line;
    unsigned told = 0;
    str_init(&line);
    str_add(&line, "");
    for (size_t i = 0; i < parts->n; i++) {
        const struct credit *p = &parts->items[i];
        bool plain = !*text_line(&p->character);
        if (plain && (told >> p->role & 1))
            continue; // twice the music is music
        if (plain)
            told |= 1u << p->role;
        str_printf(&line, "%s%s", line.len ? ", " : "",
                   part_words(b, env, p, line.len == 0));
    }
    const char *kept = arena_strdup(b->arena, str_c(&line));
    str_release(&line);
    return kept;
}

// ---- a row ----

static bool is_sign(uint32_t c)
{
    bool ascii =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return c < 0x80 ? !ascii : (c >= 0x2000 && c <= 0x2BFF) || c < 0xC0;
}

const char *cinema_initials(struct build *b, const char *name)
{
    char out[16] = "", last[8] = "";
    size_t len = strlen(name), pos = 0;
    bool begins = true;
    while (pos < len) {
        uint32_t c = utf8_next(name, len, &pos);
        if (c == ' ' || c == '-') {
            begins = true;
        } else if (begins && !is_sign(c)) {
            char *to = *out ? last : out;
            to[utf8_put(to, c)] = '\0';
            begins = false;
        }
    }
    return arena_printf(b->arena, "%s%s", out, last);
}

static void add_badge(struct build *b, struct node *parent, const struct cinema_row *row)
{
    float side = 60 * fminf(look_factor(b->look, TEXT_CAPTION), 1.5f);
    struct node *badge = node_box(b, parent, "badge",
                                  (struct node_style){.flow = FLOW_STACK,
                                                      .w = DP(side),
                                                      .h = DP(side),
                                                      .radius = side / 2,
                                                      .fill = COLOUR_SAND,
                                                      .align = AT_CENTER,
                                                      .justify = AT_CENTER});
    if (!row->badge || !*row->badge) {
        node_icon(b, badge, row->icon ? row->icon : "people", COLOUR_INK, side * 0.55f);
        return;
    }
    struct node *t =
        node_text(b, badge, "initials", TEXT_CAPTION, COLOUR_INK, row->badge);
    t->text.fit_lines = 1;
    t->text.scale = 0.86f;
}

struct node *cinema_row(struct build *b, struct node *parent,
                        const struct cinema_row *row)
{
    float factor = look_factor(b->look, TEXT_LABEL);
    bool beside = row->end && row->w_dp >= 560 * factor;
    bool line = parent->first != NULL;
    if (line)
        node_box(b, parent, arena_printf(b->arena, "%s-line", row->key),
                 (struct node_style){.w = GROW, .h = DP(2), .fill = COLOUR_LINE});
    struct node *n = node_add(
        b, parent,
        &(struct node){.key = row->key,
                       .role = ROLE_LINK,
                       .name = row->end && *row->end
                                   ? arena_printf(b->arena, "%s, %s", row->name, row->end)
                                   : row->name,
                       .lang = row->lang,
                       .grows = true,
                       .command = row->command,
                       .style = {.flow = FLOW_ROW,
                                 .w = GROW,
                                 .min_h = fmaxf(look_touch(b->look), 92),
                                 .pad = PAD2(14, 0),
                                 .gap = 24,
                                 .align = AT_CENTER}});
    add_badge(b, n, row);
    // A note wants more room than what stands at the end.
    float share = row->note && *row->note ? 1.7f : 1;
    struct node *words =
        node_box(b, n, "words", (struct node_style){.w = {LENGTH_GROW, share}, .gap = 2});
    node_text(b, words, "name", TEXT_SUBHEADING, COLOUR_INK, row->name)->lang = row->lang;
    if (row->end && *row->end) {
        struct node *end = node_text(b, beside ? n : words, "end", TEXT_CAPTION,
                                     COLOUR_INK_SOFT, row->end);
        end->style.w = GROW;
        if (beside)
            end->text.align = TYPE_END;
    }
    if (row->note && *row->note)
        node_text(b, words, "note", TEXT_CAPTION, COLOUR_INK_SOFT, row->note)->lang =
            row->note_lang;
    return n;
}

// ---- awards ----

void cinema_awards(struct build *b, struct node *parent, const struct screen_env *env,
                   const struct award *awards, size_t n, float w_dp)
{
    struct node *rows = node_box(b, parent, "awards", (struct node_style){.w = GROW});
    for (size_t i = 0; i < n; i++) {
        const struct award *a = &awards[i];
        const char *end = parts_word(env, a->won ? WORD("Won") : WORD("Nominated"));
        if (a->year)
            end = arena_printf(b->arena, "%s · %d", end, a->year);
        const char *note = text_line(&a->category);
        if (*text_line(&a->name))
            note = arena_printf(b->arena, "%s · %s", note, text_line(&a->name));
        cinema_row(
            b, rows,
            &(struct cinema_row){.key = a->id,
                                 .name = text_line(&a->award),
                                 .lang = a->award.lang,
                                 .icon = a->won ? "award" : "star",
                                 .end = end,
                                 .note = note,
                                 .note_lang = a->category.lang,
                                 .w_dp = w_dp,
                                 .command = command_make(VISIT_CITE, CITE_AWARD, a->id)})
            ->grows = false;
    }
}

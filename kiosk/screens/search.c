// The search page: a field, what was found, and the keyboard that it is typed on.
//
// What was found comes from a worker (screen_env.found), and may be that of the query before.
#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "find/find.h"
#include "screens/keys.h"
#include "screens/nav.h"
#include "ui/list.h"

#define NARROW_DP 400 // a field that has room for what is typed alone

// One line of the list: a hit, or the heading of those that follow it.
struct line {
    const struct search_group *group;
    const struct search_hit *hit; // NULL: a heading
    int position;                 // of all hits
};

struct lines {
    const struct screen_env *env;
    const char *marked; // what is marked in them
    struct line *items;
    size_t count;
    int hits;
};

// ---- the field ----

static bool ends_right_to_left(const char *query)
{
    bool rtl = false;
    for (size_t at = 0, len = strlen(query); at < len;) {
        uint32_t code = utf8_next(query, len, &at);
        if (code >= 'A')
            rtl = (code >= 0x590 && code < 0x900) || (code >= 0xFB1D && code < 0xFF00);
    }
    return rtl;
}

static void add_cursor(struct build *b, struct node *row, float high)
{
    node_box(b, row, "cursor",
             (struct node_style){
                 .w = DP(3), .h = DP(high), .radius = 1, .fill = COLOUR_CORAL});
}

// What of a long query has room, from its end, where one types.
static const char *shown_query(struct build *b, const struct screen_env *env, float scale)
{
    const char *query = env->visit->typing.query;
    const struct look *look = b->look;
    float letter = 0.36f * 32 * look_factor(look, TEXT_LEDE) * scale; // when made smaller
    float beside = 2 * parts_round_dp(look) + (look_compact(look) ? 130 : 400);
    size_t all = utf8_count(query, strlen(query));
    size_t room = (size_t)fmaxf(4, (look->w_dp - beside) / letter), at = 0;
    for (size_t left = all; left > room; left--)
        utf8_next(query, strlen(query), &at);
    return at ? arena_printf(b->arena, "…%s", query + at) : query;
}

static void add_query(struct build *b, struct node *field, const struct screen_env *env,
                      float high)
{
    const struct typing *t = &env->visit->typing;
    bool typed = *t->query != '\0';
    // Latin letters on a page that is read from the right go on at their right.
    bool before = b->look->rtl && typed && !ends_right_to_left(t->query);
    if (!t->away && (before || !typed))
        add_cursor(b, field, high);
    if (!typed && b->look->w_dp < NARROW_DP)
        return;
    float scale = fminf(1, 1.3f / look_factor(b->look, TEXT_LEDE));
    const char *shown =
        typed ? shown_query(b, env, scale) : parts_word(env, "A place, a film, a person");
    struct node *words = node_text(b, field, "words", TEXT_LEDE,
                                   typed ? COLOUR_INK : COLOUR_INK_SOFT, shown);
    words->role = ROLE_TEXT;
    words->text.scale = scale;
    words->text.fit_lines = 1;
    if (typed)
        words->dir = TYPE_DIR_AUTO;
    else
        words->style.w = GROW;
    if (!t->away && typed && !before)
        add_cursor(b, field, high);
}

static void add_field(struct build *b, struct node *parent, const struct screen_env *env)
{
    const struct typing *t = &env->visit->typing;
    bool compact = look_compact(b->look);
    float least = fmaxf(look_touch(b->look), compact ? 64 : 96);
    struct node *pill = node_box(b, parent, "pill",
                                 (struct node_style){.flow = FLOW_ROW,
                                                     .w = GROW,
                                                     .align = AT_CENTER,
                                                     .radius = least / 2,
                                                     .fill = COLOUR_CARD,
                                                     .outline = COLOUR_CORAL,
                                                     .outline_dp = 3});
    struct node *field =
        node_add(b, pill,
                 &(struct node){.key = "field",
                                .role = ROLE_FIELD,
                                .name = parts_word(env, "Search"),
                                .value = t->query,
                                .live = LIVE_POLITE,
                                .command = command_make(VISIT_KEYS, KEYS_SHOWN, NULL),
                                .style = {.flow = FLOW_ROW,
                                          .w = GROW,
                                          .min_h = least,
                                          .pad = PAD2(8, compact ? 20 : 44),
                                          .gap = compact ? 8 : 4,
                                          .align = AT_CENTER}});
    if (b->look->w_dp >= NARROW_DP) {
        struct node *icon = node_box(
            b, field, "icon", (struct node_style){.pad = {0, compact ? 8 : 24, 0, 0}});
        node_icon(b, icon, "search", COLOUR_INK, compact ? 32 : 40);
    }
    add_query(b, field, env, compact ? 32 : 48);
    if (*t->query)
        parts_round(
            b, pill,
            &(struct parts_button){.key = "clear",
                                   .icon = "close",
                                   .flat = true,
                                   .name = parts_word(env, "Clear"),
                                   .command = command_make(VISIT_CLEAR, 0, NULL)});
}

static void add_top(struct build *b, struct node *parent, const struct screen_env *env)
{
    bool compact = look_compact(b->look);
    float margin = look_margin(b->look);
    struct node *top =
        node_box(b, parent, "top",
                 (struct node_style){.flow = FLOW_ROW,
                                     .w = GROW,
                                     .pad = {compact ? 12 : fminf(margin / 2, 40),
                                             compact ? 12 : margin, compact ? 8 : 16,
                                             compact ? 12 : margin},
                                     .gap = compact ? 8 : 24,
                                     .align = AT_CENTER});
    parts_round(b, top,
                &(struct parts_button){.key = "back",
                                       .icon = "back",
                                       .mirrors = true,
                                       .name = parts_word(env, "Back"),
                                       .command = command_make(VISIT_BACK, 0, NULL)});
    add_field(b, top, env);
}

// ---- what was found ----

static const char *kind_word(const struct screen_env *env, enum search_kind kind)
{
    static const char *const words[] = {
        [SEARCH_PLACE] = WORD("Places"),  [SEARCH_FILM] = WORD("Films"),
        [SEARCH_PERSON] = WORD("People"), [SEARCH_TRIVIA] = WORD("Trivia"),
        [SEARCH_STOP] = WORD("Stops"),
    };
    return parts_word(env, words[kind]);
}

static const char *kind_icon(enum search_kind kind)
{
    static const char *const icons[] = {
        [SEARCH_PLACE] = "pin",     [SEARCH_FILM] = "film", [SEARCH_PERSON] = "people",
        [SEARCH_TRIVIA] = "trivia", [SEARCH_STOP] = "tour",
    };
    return icons[kind];
}

static struct command opens_owner(const char *kind, const char *id)
{
    static const struct {
        const char *kind;
        enum screen screen;
    } owners[] = {
        {"place", SCREEN_PLACE}, {"work", SCREEN_FILM}, {"person", SCREEN_PERSON}};
    for (size_t i = 0; i < 3; i++)
        if (str_eq(kind, owners[i].kind))
            return visit_open(owners[i].screen, 0, id);
    return command_make(VISIT_OPEN_STOP, 0, id);
}

static struct command opens(const struct search_hit *hit)
{
    switch (hit->kind) {
    case SEARCH_PLACE:
        return visit_open(SCREEN_PLACE, 0, hit->id);
    case SEARCH_FILM:
        return visit_open(SCREEN_FILM, 0, hit->id);
    case SEARCH_PERSON:
        return visit_open(SCREEN_PERSON, 0, hit->id);
    case SEARCH_TRIVIA:
        return opens_owner(hit->owner_kind, hit->owner);
    case SEARCH_STOP:
    case SEARCH_KINDS:
        break;
    }
    return command_make(VISIT_OPEN_STOP, 0, hit->id);
}

static const char *sort_word(const struct screen_env *env, const struct search_hit *hit)
{
    static const char *const words[] = {
        [SEARCH_WORK_FILM] = WORD("Film"),
        [SEARCH_WORK_SHORT] = WORD("Short film"),
        [SEARCH_WORK_BOOK] = WORD("Book"),
        [SEARCH_WORK_SERIES] = WORD("Series"),
    };
    return parts_word(env, words[hit->sort]);
}

static const char *joined(struct build *b, const char *one, const char *other)
{
    if (!*one || !*other)
        return *one ? one : other;
    return arena_printf(b->arena, "%s · %s", one, other);
}

// What it is, in a few words.
static const char *about(struct build *b, const struct screen_env *env,
                         const struct search_hit *hit)
{
    const char *line = text_line(&hit->line);
    if (hit->kind == SEARCH_FILM) {
        const char *year = hit->year ? arena_printf(b->arena, "%d", hit->year) : "";
        return joined(b, joined(b, sort_word(env, hit), year), line);
    }
    if (hit->kind == SEARCH_STOP && hit->code) {
        const char *code = arena_printf(b->arena, "%d", hit->code);
        return joined(b,
                      words_format(env->words, b->arena, NULL, WORD("Number {code}"),
                                   (struct word_arg[]){{"code", code}, {0}}),
                      line);
    }
    return line;
}

// The words with what was typed in bold.
static struct node *add_marked(struct build *b, struct node *parent, const char *key,
                               const char *words, const struct lines *lines)
{
    struct find_mark *marks;
    size_t n = find_marks(b->arena, words, lines->marked, &marks);
    struct type_part *parts = ARENA_ARRAY(b->arena, struct type_part, n);
    for (size_t i = 0; i < n; i++)
        parts[i] = (struct type_part){.start = (uint32_t)marks[i].start,
                                      .end = (uint32_t)marks[i].end,
                                      .bold = true};
    bool title = str_eq(key, "title");
    struct node *t = node_text(b, parent, key, title ? TEXT_SUBHEADING : TEXT_CAPTION,
                               title ? COLOUR_INK : COLOUR_INK_SOFT, words);
    t->text.parts = parts;
    t->text.n_parts = n;
    t->style.w = GROW;
    if (!title)
        return t;
    // A title is bold as it is: what was typed is in the house's colour.
    t->role = ROLE_TEXT;
    t->text.colour2 = COLOUR_CORAL_TEXT;
    for (size_t i = 0; i < n; i++)
        parts[i].colour = 1;
    return t;
}

static void add_hit_words(struct build *b, struct node *row, const struct lines *lines,
                          const struct search_hit *hit)
{
    const char *line = about(b, lines->env, hit);
    struct node *words = node_box(
        b, row, "words", (struct node_style){.w = GROW, .gap = 2, .justify = AT_CENTER});
    add_marked(b, words, "title", text_line(&hit->title), lines)->lang = hit->title.lang;
    if (*line)
        add_marked(b, words, "line", line, lines)->lang = hit->line.lang;
    if (*hit->excerpt)
        add_marked(b, words, "excerpt", hit->excerpt, lines)->lang = hit->excerpt_lang;
}

static void add_hit_picture(struct build *b, struct node *row,
                            const struct search_hit *hit, float w)
{
    struct node_style style = {.flow = FLOW_STACK,
                               .w = DP(w),
                               .h = DP(w * 0.63f),
                               .radius = w > 120 ? 16 : 12,
                               .align = AT_CENTER,
                               .justify = AT_CENTER};
    if (*hit->picture.media) {
        parts_picture(b, row, "image", &hit->picture, style);
        return;
    }
    style.fill = COLOUR_SAND;
    node_icon(b, node_box(b, row, "image", style), kind_icon(hit->kind), COLOUR_INK,
              w * 0.3f);
}

static float picture_w(const struct build *b)
{
    bool narrow = b->look->w_dp < 560 * look_factor(b->look, TEXT_CAPTION);
    return narrow ? fminf(96, b->look->w_dp * 0.2f) : 156;
}

static struct node *hit_row(struct build *b, struct node *parent,
                            const struct lines *lines, const struct line *line)
{
    const struct search_hit *hit = line->hit;
    bool compact = look_compact(b->look);
    bool accents = typing_open(&lines->env->visit->typing); // keys begin there
    struct node *both =
        node_box(b, parent, arena_printf(b->arena, "%d:%s", (int)hit->kind, hit->id),
                 (struct node_style){.w = GROW});
    struct node *row =
        node_add(b, both,
                 &(struct node){.key = "hit",
                                .role = ROLE_LINK,
                                .name = text_line(&hit->title),
                                .lang = hit->title.lang,
                                .position = line->position,
                                .of = lines->hits,
                                .keys_begin = line->position == 1 && !accents,
                                .command = opens(hit),
                                .style = {.flow = FLOW_ROW,
                                          .w = GROW,
                                          .min_h = look_touch(b->look),
                                          .pad = PAD2(compact ? 8 : 14, 0),
                                          .gap = compact ? 16 : 32,
                                          .align = AT_CENTER}});
    // Where a picture would leave no room for words, there are words.
    if (b->look->w_dp >= 300 * look_factor(b->look, TEXT_CAPTION))
        add_hit_picture(b, row, hit, picture_w(b));
    add_hit_words(b, row, lines, hit);
    node_icon(b, row, "next", COLOUR_INK, compact ? 28 : 36)->icon_mirrors = true;
    node_box(b, both, "line",
             (struct node_style){.w = GROW, .h = DP(2), .fill = COLOUR_LINE});
    return both;
}

static struct node *line_row(struct build *b, struct node *parent, const void *data,
                             size_t i)
{
    const struct lines *lines = data;
    const struct line *line = &lines->items[i];
    if (line->hit)
        return hit_row(b, parent, lines, line);
    struct node *head =
        node_box(b, parent, arena_printf(b->arena, "heading:%d", (int)line->group->kind),
                 (struct node_style){.w = GROW, .pad = {i ? 20 : 4, 0, 4, 0}});
    struct node *n =
        parts_eyebrow(b, head, "words", kind_word(lines->env, line->group->kind));
    n->role = ROLE_HEADING;
    return head;
}

static const char *line_name(struct arena *arena, const void *data, size_t i)
{
    const struct lines *lines = data;
    const struct line *line = &lines->items[i];
    (void)arena;
    return line->hit ? text_line(&line->hit->title)
                     : kind_word(lines->env, line->group->kind);
}

static struct lines *lines_of(struct build *b, const struct screen_env *env)
{
    const struct search_results *r = &env->found->results;
    struct lines *lines = ARENA_NEW(b->arena, struct lines);
    size_t most = r->n;
    for (size_t i = 0; i < r->n; i++)
        most += r->groups[i].n;
    *lines = (struct lines){
        .env = env,
        .marked = *r->corrected ? r->corrected : env->found->query,
        .items = ARENA_ARRAY(b->arena, struct line, most),
    };
    for (size_t i = 0; i < r->n; i++) {
        const struct search_group *group = &r->groups[i];
        lines->items[lines->count++] = (struct line){group, NULL, 0};
        for (size_t j = 0; j < group->n; j++)
            lines->items[lines->count++] =
                (struct line){group, &group->hits[j], ++lines->hits};
    }
    return lines;
}

static void add_found(struct build *b, struct node *parent, const struct screen_env *env)
{
    const struct search_results *r = &env->found->results;
    struct lines *lines = lines_of(b, env);
    struct list_source *source = ARENA_NEW(b->arena, struct list_source);
    *source = (struct list_source){
        .count = lines->count, .data = lines, .row = line_row, .name = line_name};
    if (*r->corrected)
        node_text(b, parent, "corrected", TEXT_CAPTION, COLOUR_INK,
                  words_format(env->words, b->arena, NULL, WORD("Showing “{words}”"),
                               (struct word_arg[]){{"words", r->corrected}, {0}}))
            ->style.w = GROW;
    list_add(b, parent, "list",
             words_plural(env->words, b->arena, "{n} result", "{n} results", lines->hits),
             source);
}

// ---- nothing yet, or nothing at all ----

struct hint {
    const char *key, *icon, *name, *about;
    struct command command;
};

static void add_hint(struct build *b, struct node *parent, const struct screen_env *env,
                     const struct hint *hint)
{
    struct node *n =
        node_add(b, parent,
                 &(struct node){.key = hint->key,
                                .role = ROLE_LINK,
                                .name = parts_word(env, hint->name),
                                .command = hint->command,
                                .style = {.flow = FLOW_ROW,
                                          .w = GROW,
                                          .min_h = fmaxf(look_touch(b->look), 88),
                                          .pad = PAD2(8, 0),
                                          .gap = 24,
                                          .align = AT_CENTER}});
    node_icon(b, n, hint->icon, COLOUR_CORAL_TEXT, 48);
    struct node *words = node_box(b, n, "words", (struct node_style){.w = GROW});
    node_text(b, words, "name", TEXT_LABEL, COLOUR_INK, parts_word(env, hint->name))
        ->style.w = GROW;
    node_text(b, words, "about", TEXT_CAPTION, COLOUR_INK_SOFT,
              parts_word(env, hint->about))
        ->style.w = GROW;
    node_icon(b, n, "next", COLOUR_INK, 36)->icon_mirrors = true;
}

static void add_hints(struct build *b, struct node *parent, const struct screen_env *env,
                      bool nothing)
{
    const struct hint hints[] = {
        {"films", "film", WORD("All films"),
         WORD("Who made them, and where they were shot"),
         visit_open(SCREEN_FILMS, 0, NULL)},
        {"tours", "tour", WORD("All tours"), WORD("Stop by stop, with a place for each"),
         command_make(VISIT_HOME, 0, NULL)},
        {"trivia", "trivia", WORD("Trivia"), WORD("Short stories about films and places"),
         visit_open(SCREEN_TRIVIA, 0, NULL)},
    };
    struct node *head =
        node_text(b, parent, "title", TEXT_HEADING, COLOUR_INK,
                  parts_word(env, nothing ? WORD("Nothing here is called that")
                                          : WORD("What are you looking for?")));
    head->text.scale = look_compact(b->look) ? 0.75f : 1;
    head->style.w = GROW;
    node_text(b, parent, "advice", TEXT_CAPTION, COLOUR_INK_SOFT,
              parts_word(env, nothing ? WORD("Fewer letters find more. Or look through "
                                             "what there is:")
                                      : WORD("One letter is enough to begin: a place, a "
                                             "film, somebody who made it.")))
        ->style.w = GROW;
    for (size_t i = 0; i < 3; i++)
        add_hint(b, parent, env, &hints[i]);
}

// ---- the page ----

static bool is_found(const struct screen_env *env)
{
    return env->found && env->found->results.n > 0;
}

static bool is_nothing(const struct screen_env *env)
{
    return env->found && !env->found->results.n &&
           str_eq(env->found->query, env->visit->typing.query);
}

static const char *outcome(struct build *b, const struct screen_env *env)
{
    long hits = 0;
    if (!*env->visit->typing.query)
        return parts_word(env, "What are you looking for?");
    for (size_t i = 0; env->found && i < env->found->results.n; i++)
        hits += (long)env->found->results.groups[i].n;
    if (is_nothing(env))
        return parts_word(env, "Nothing here is called that");
    return words_plural(env->words, b->arena, "{n} result", "{n} results", hits);
}

// Each query begins at its top, and is found again as it was left; a few hundred of them share
// what is kept.
static const char *results_key(struct build *b, const struct screen_env *env)
{
    const char *query = env->found ? env->found->query : "";
    uint64_t h = hash_str(HASH_START, *env->visit->typing.query ? query : "");
    return arena_printf(b->arena, "results-%02x", (unsigned)(h >> 24) & 0xFF);
}

static void add_results(struct build *b, struct node *parent,
                        const struct screen_env *env)
{
    float margin = look_compact(b->look) ? 16 : look_margin(b->look);
    bool typed = *env->visit->typing.query != '\0';
    struct node *s = node_add(b, parent,
                              &(struct node){.key = results_key(b, env),
                                             .role = ROLE_GROUP,
                                             .name = outcome(b, env),
                                             .live = LIVE_POLITE,
                                             .style = {.scroll = true,
                                                       .w = GROW,
                                                       .h = GROW,
                                                       .fill = COLOUR_PAPER,
                                                       .pad = {8, margin, 16, margin},
                                                       .gap = 8}});
    if (typed && is_found(env))
        add_found(b, s, env);
    else if (!typed || is_nothing(env))
        add_hints(b, s, env, typed);
}

// A touch beside the accents closes them; keys have a button for it.
static void add_beside(struct build *b, struct node *parent, const struct screen_env *env)
{
    node_add(b, parent,
             &(struct node){.key = "beside",
                            .role = ROLE_BUTTON,
                            .name = parts_word(env, "Close"),
                            .by_touch = true,
                            .command = command_make(VISIT_HOLD, 0, ""),
                            .style = {.w = GROW, .h = GROW}});
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    struct keys keys = keys_plan(b, env);
    bool accents = keys_accents_open(&keys);
    (void)model;
    struct node *root =
        node_root(b, entry,
                  &(struct node){.key = "page",
                                 .role = ROLE_PAGE,
                                 .name = parts_word(env, "Search"),
                                 .style = {.flow = FLOW_STACK, .fill = COLOUR_PAPER}});
    struct node *column =
        node_box(b, root, "column", (struct node_style){.w = GROW, .h = GROW});
    add_top(b, column, env);
    struct node *middle =
        node_box(b, column, "middle",
                 (struct node_style){.flow = FLOW_STACK, .w = GROW, .h = GROW});
    add_results(b, middle, env);
    if (accents)
        add_beside(b, middle, env);
    if (env->visit->typing.away) {
        nav_bar(b, column, env, SCREEN_SEARCH);
        return root;
    }
    keys_add(b, column, &keys);
    if (accents)
        keys_add_accents(b, root, &keys);
    return root;
}

const struct screen_class screen_search = {NULL, view, NULL, NULL};

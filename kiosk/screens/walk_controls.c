// What a walk is controlled by: pause, here, skip; and a preview scrubbed, leg by leg.
#include <math.h>

#include "base/array.h"
#include "screens/walk_parts.h"

#define LEGS_SHOWN 24  // more are one bar
#define LEG_BEGUN_M 90 // where a stop is left behind

struct control {
    const char *key, *icon, *words;
    bool mirrors, bare; // bare: the icon says it all
    struct command command;
};

static void add_control(struct build *b, struct node *row, const struct walk_shown *s,
                        const struct control *c)
{
    const struct look *look = b->look;
    float side = fmaxf(look_touch(look), 72);
    struct node *n = node_add(b, row,
                              &(struct node){.key = c->key,
                                             .role = ROLE_BUTTON,
                                             .name = c->words,
                                             .command = c->command,
                                             .style = {.min_w = side * 1.25f,
                                                       .min_h = side,
                                                       .pad = PAD2(6, 14),
                                                       .radius = 24,
                                                       .align = AT_CENTER,
                                                       .justify = AT_CENTER,
                                                       .fill = COLOUR_SAND}});
    node_icon(b, n, c->icon, COLOUR_INK, 36)->icon_mirrors = c->mirrors;
    if (s->compact || c->bare) {
        n->style.min_w = side;
        n->style.pad = PAD(0);
        return;
    }
    struct node *t = node_text(b, n, "label", TEXT_CAPTION, COLOUR_INK, c->words);
    t->text.fit_lines = 1;
    t->text.align = TYPE_CENTER;
}

static int permille(const struct walk_shown *s, double metres)
{
    double all = walker_seconds(s->env->plan), at = walker_when(s->env->plan, metres);
    return all > 0 ? (int)fmin(1000, ceil(1000 * at / all)) : 0;
}

static struct command seek(const struct walk_shown *s, double metres)
{
    return command_make(VISIT_WALK_SEEK, permille(s, metres), NULL);
}

// To the stop before or after where the walker is.
static struct command stop_seek(const struct walk_shown *s, int by)
{
    const struct walk_plan *plan = s->env->plan;
    size_t n = walk_plan_stops(plan), to = 0;
    double at = walker_metres(plan, s->w->seconds), near = by < 0 ? 30 : 0;
    while (to + 1 < n && walk_plan_stop_metres(plan, to) <= at + 0.5)
        to++;
    if (by < 0) // the last one that is well behind
        for (to = n - 1; to > 0 && walk_plan_stop_metres(plan, to) > at - near;)
            to--;
    return seek(s, walk_plan_stop_metres(plan, to));
}

static void add_preview_controls(struct build *b, struct node *row,
                                 const struct walk_shown *s)
{
    static const int speeds[] = {1, 2, 5, 10, 20};
    const struct screen_env *env = s->env;
    int speed = s->w->speed, faster = speeds[0];
    for (size_t i = ARRAY_LEN(speeds); i-- > 0;)
        if (speeds[i] > speed)
            faster = speeds[i];
    const struct word_arg args[] = {{"n", words_number(env->words, b->arena, speed)},
                                    {0}};
    const struct control controls[] = {
        {"earlier", "previous", parts_word(env, "Back a stop"), true, true,
         stop_seek(s, -1)},
        {"later", "next", parts_word(env, "On a stop"), true, true, stop_seek(s, 1)},
        {"speed", "speed", words_format(env->words, b->arena, NULL, "Speed {n} ×", args),
         false, false, command_make(VISIT_WALK_SPEED, faster, NULL)},
    };
    for (size_t i = 0; i < ARRAY_LEN(controls); i++)
        add_control(b, row, s, &controls[i]);
}

static void add_walk_controls(struct build *b, struct node *row,
                              const struct walk_shown *s)
{
    const struct screen_env *env = s->env;
    size_t next = s->guide.next;
    if (next >= s->m->walk.n_stops)
        return;
    const struct control controls[] = {
        {"here", "pin", parts_word(env, "I’m here"), false, false,
         command_make(VISIT_WALK_HERE, (int)next, NULL)},
        {"skip", "skip", parts_word(env, "Skip"), true, false,
         command_make(VISIT_WALK_SKIP, 0, NULL)},
    };
    for (size_t i = 0; i < ARRAY_LEN(controls); i++)
        add_control(b, row, s, &controls[i]);
}

void walk_controls(struct build *b, struct node *parent, const struct walk_shown *s)
{
    const struct screen_env *env = s->env;
    if (!s->w || !s->guided || s->guide.status == WALK_ENDED)
        return;
    struct node *row = node_box(b, parent, "controls",
                                (struct node_style){.flow = FLOW_WRAP, .gap = s->gap});
    if (!s->wide)
        row->style.w = GROW;
    bool paused = s->w->paused;
    add_control(
        b, row, s,
        &(struct control){"pause", paused ? "play" : "pause",
                          paused ? parts_word(env, "Go on") : parts_word(env, "Pause"),
                          false, false, command_make(VISIT_WALK_PAUSE, 0, NULL)});
    if (s->w->preview)
        add_preview_controls(b, row, s);
    else
        add_walk_controls(b, row, s);
}

// ---- the walk as a row of legs ----

static void add_track(struct build *b, struct node *parent, double part)
{
    struct node *track = node_box(
        b, parent, "track",
        (struct node_style){
            .flow = FLOW_ROW, .w = GROW, .h = DP(12), .radius = 6, .fill = COLOUR_LINE});
    if (part > 0.01)
        node_box(b, track, "done",
                 (struct node_style){.w = PART((float)fmin(1, part)),
                                     .h = GROW,
                                     .min_w = 12,
                                     .radius = 6,
                                     .fill = COLOUR_CORAL});
}

static double part_of(double at, double from, double to)
{
    return to > from ? fmax(0, fmin(1, (at - from) / (to - from))) : at >= to;
}

static void add_leg(struct build *b, struct node *row, const struct walk_shown *s,
                    size_t i, bool pressed)
{
    const struct screen_env *env = s->env;
    double from = walk_plan_stop_metres(env->plan, i);
    double to = walk_plan_stop_metres(env->plan, i + 1);
    const struct word_arg args[] = {
        {"from", words_number(env->words, b->arena, s->m->walk.stops[i].position)},
        {"to", words_number(env->words, b->arena, s->m->walk.stops[i + 1].position)},
        {0}};
    struct node proto = {.key = arena_printf(b->arena, "leg-%zu", i),
                         .style = {.w = GROW, .justify = AT_CENTER, .h = GROW}};
    if (pressed) {
        proto.role = ROLE_BUTTON;
        proto.name = words_format(env->words, b->arena, NULL,
                                  "From stop {from} to stop {to}", args);
        proto.command = seek(s, from + fmin(LEG_BEGUN_M, (to - from) / 2));
        proto.style.min_h = look_touch(b->look);
    }
    add_track(b, node_add(b, row, &proto), part_of(s->w->walk.metres, from, to));
}

void walk_progress(struct build *b, struct node *parent, const struct walk_shown *s)
{
    const struct screen_env *env = s->env;
    if (!s->w || !s->guided)
        return;
    size_t legs = s->m->walk.n_legs;
    double all = walk_plan_metres(env->plan), at = s->w->walk.metres;
    const struct word_arg args[] = {{"done", words_distance(env->words, b->arena, at)},
                                    {"all", words_distance(env->words, b->arena, all)},
                                    {0}};
    struct node *row =
        node_add(b, parent,
                 &(struct node){.key = "progress",
                                .role = ROLE_GROUP,
                                .name = words_format(env->words, b->arena, NULL,
                                                     "{done} of {all}", args),
                                .style = {.flow = FLOW_ROW, .w = GROW, .gap = 6}});
    float room = s->wide ? b->look->w_dp * 0.4f : b->look->w_dp - 80;
    bool pressed =
        s->w->preview && room >= (float)legs * (look_touch(b->look) + row->style.gap);
    if (legs > LEGS_SHOWN) {
        add_track(b, row, part_of(at, 0, all));
        return;
    }
    for (size_t i = 0; i < legs; i++)
        add_leg(b, row, s, i, pressed);
}

// The walk: the map fills the page, the way stands over it, the next stop below. A preview is the
// same with a walker who isn't there.
#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "screens/walk_parts.h"

#define NEAR_ZOOM 16.4 // a dp is about 0.75 m in Los Angeles
#define SLACK_DP 12.0f

struct walk_page {
    struct mapping mapping;
    struct text lede; // of the stop whose card is open
    bool has_lede;
};

static bool load(struct pack *pack, struct arena *arena, const struct visit *visit,
                 void **model_out, struct err *err)
{
    struct walk_page *m = ARENA_NEW(arena, struct walk_page);
    const struct walking *w = &visit->walking;
    struct stop_model stop;
    *model_out = m;
    m->has_lede = false;
    if (!mapping_load(pack, arena, visit_top(visit)->id, &m->mapping, err))
        return false;
    if (w->card < 0 || (size_t)w->card >= m->mapping.walk.n_stops)
        return true;
    if (!pack_load_stop(pack, arena, m->mapping.walk.stops[w->card].id, &stop, err))
        return false;
    m->lede = stop.lede;
    m->has_lede = true;
    return true;
}

static uint64_t depends(const struct visit *visit)
{
    return hash_u64(HASH_START, (uint64_t)(visit->walking.card + 1));
}

static struct walk_shown shown(const struct build *b, const struct screen_env *env,
                               const struct walk_page *m)
{
    const struct look *look = b->look;
    struct walk_shown s = {.env = env,
                           .m = &m->mapping,
                           .w = mapping_walking(env, &m->mapping),
                           .lede = m->has_lede ? &m->lede : NULL,
                           .compact = look_compact(look),
                           .gap = look_compact(look) ? 8 : 12};
    float f = fmaxf(1, look_factor(look, TEXT_CAPTION));
    s.beside =
        look->text_size > (fminf(look->w_dp, look->h_dp) < 900 ? 2 : 3) || s.compact;
    s.wide = !s.beside && look->w_dp >= 1180 * f;
    bool upright = look_portrait(look);
    s.map_w = look->w_dp * (s.beside && !upright ? 0.45f : 1);
    s.map_h = look->h_dp * (s.beside && upright ? 0.36f : 1);
    s.guide.status = WALK_WAITING;
    s.guide.step = -1;
    s.guided = mapping_guide(env, &m->mapping, &s.guide);
    if (s.w && s.w->camera == WALKING_HEADING && isfinite(s.guide.bearing_deg))
        s.bearing = s.guide.bearing_deg;
    return s;
}

// ---- the map ----

// By what the cards usually take, for they are laid out after the map.
static struct edges covered(const struct look *look, const struct walk_shown *s)
{
    float f = look_factor(look, TEXT_CAPTION) * look->caption_dp / 24;
    float round = parts_round_dp(look) + 24;
    if (s->beside)
        return s->compact ? (struct edges){12, 12, round * 0.6f, 12}
                          : (struct edges){round, 16, round, 16};
    float below = (s->wide ? 300 : 450) * f;
    if (walk_card_open(s))
        below = fminf(below * 1.5f, look->h_dp * 0.5f);
    struct edges e = {190 * f, round, below, 24};
    // With the way up, more is seen of what is ahead.
    if (s->w && s->w->camera == WALKING_HEADING)
        e.top = fmaxf(e.top, look->h_dp - below - 200);
    return e;
}

static struct command pin(const struct mapping *m, size_t stop, int number)
{
    (void)number;
    return command_make(VISIT_OPEN_STOP, 0, m->walk.stops[stop].id);
}

static struct node *add_map(struct build *b, struct node *root,
                            const struct walk_shown *s, size_t region)
{
    const struct look *look = b->look;
    const struct walk_guide *g = &s->guide;
    struct map_view *view = mapping_view(b, s->env, s->m, region, pin, 0);
    bool known = s->guided && g->status != WALK_WAITING;
    bool fit = !known || s->w->camera == WALKING_FIT || g->status == WALK_ENDED;
    view->covered = mapping_covered(look, covered(look, s));
    view->base = fit ? mapping_fit(b, s->m, region, s->map_w, s->map_h, view->covered)
                     : map_at(g->at, NEAR_ZOOM, s->bearing, view->covered);
    // Another wish is another camera, and so is the first position.
    view->serial = (s->w ? (uint64_t)s->w->camera_serial : 0) * 2 + fit;
    view->slack_dp = SLACK_DP;
    if (known)
        view->position = (struct map_position){.shown = true,
                                               .at = g->at,
                                               .accuracy_m = g->accuracy_m,
                                               .heading_deg = (float)g->bearing_deg,
                                               .stale = g->status == WALK_POOR};
    struct node *n = map_add(b, root, "map", parts_word(s->env, "Map"), view);
    n->style.w = n->style.h = GROW;
    return n;
}

// ---- the buttons on it ----

static void camera_button(struct build *b, struct node *column,
                          const struct walk_shown *s, enum walking_camera camera)
{
    static const struct {
        const char *icon, *name;
    } cameras[WALKING_CAMERAS] = {
        [WALKING_FOLLOW] = {"locate", WORD("Where am I")},
        [WALKING_HEADING] = {"heading", WORD("The way ahead up")},
        [WALKING_FIT] = {"fit", WORD("The whole route")},
    };
    struct node *n =
        parts_round(b, column,
                    &(struct parts_button){
                        .key = cameras[camera].icon,
                        .icon = cameras[camera].icon,
                        .name = parts_word(s->env, cameras[camera].name),
                        .command = command_make(VISIT_WALK_CAMERA, (int)camera, NULL)});
    if (s->w->camera != camera || s->beside)
        return;
    n->state |= NODE_SELECTED;
    n->style.fill = COLOUR_CORAL_SOFT;
    n->first->icon_colour = COLOUR_CORAL_DEEP;
}

static void add_cameras(struct build *b, struct node *column, const struct walk_shown *s,
                        bool astray)
{
    if (!s->w)
        return;
    if (s->beside) { // one button: back to where it was, else the next one
        int to = astray ? (int)s->w->camera : ((int)s->w->camera + 1) % WALKING_CAMERAS;
        camera_button(b, column, s, (enum walking_camera)to);
        return;
    }
    camera_button(b, column, s, WALKING_FIT);
    camera_button(b, column, s, WALKING_HEADING);
    camera_button(b, column, s, WALKING_FOLLOW);
}

// What moves the map, at its lower end.
static void add_sides(struct build *b, struct node *parent, const struct walk_shown *s,
                      const struct node *map)
{
    bool astray = plane_astray(b, map);
    struct node *sides = node_box(
        b, parent, "sides",
        (struct node_style){
            .flow = s->beside ? FLOW_COLUMN : FLOW_ROW, .gap = s->gap, .align = AT_END});
    if (astray && !s->compact)
        parts_moves(b, sides, s->env);
    struct node_style way = {.flow = s->beside ? FLOW_ROW : FLOW_COLUMN, .gap = s->gap};
    struct node *rest = s->beside ? node_box(b, sides, "rest", way) : sides;
    mapping_zoom(b, node_box(b, rest, "zoom", way), s->env);
    add_cameras(b, node_box(b, rest, "cameras", way), s, astray);
}

static void add_close(struct build *b, struct node *tools, const struct walk_shown *s)
{
    parts_round(b, tools,
                &(struct parts_button){.key = "close",
                                       .icon = "close",
                                       .name = parts_word(s->env, "Close"),
                                       .command = command_make(VISIT_BACK, 0, NULL)});
}

static void add_list(struct build *b, struct node *tools, const struct walk_shown *s)
{
    parts_round(
        b, tools,
        &(struct parts_button){.key = "list",
                               .icon = "list",
                               .name = parts_word(s->env, "All stops"),
                               .command = visit_open(SCREEN_MAP, 0, s->m->walk.tour)});
}

// In the sun, and back.
static void add_contrast(struct build *b, struct node *tools, const struct walk_shown *s)
{
    const struct screen_env *env = s->env;
    bool on = strcmp(env->visit->settings.theme, "contrast") == 0;
    const char *usual = env->visit->start.theme;
    if (strcmp(usual, "contrast") == 0)
        usual = "daylight";
    parts_round(b, tools,
                &(struct parts_button){
                    .key = "contrast",
                    .icon = "contrast",
                    .name = on ? parts_word(env, "Usual colours")
                               : parts_word(env, "High contrast"),
                    .command = command_make(VISIT_THEME, 0, on ? usual : "contrast")});
}

static void add_tools(struct build *b, struct node *top, const struct walk_shown *s)
{
    bool column = look_portrait(b->look) && !s->beside;
    struct node *tools = node_box(
        b, top, "tools",
        (struct node_style){.flow = column ? FLOW_COLUMN : FLOW_ROW, .gap = s->gap});
    if (column)
        add_close(b, tools, s);
    else
        add_contrast(b, tools, s);
    add_list(b, tools, s);
    if (column)
        add_contrast(b, tools, s);
    else if (!s->compact)
        add_close(b, tools, s);
}

// Over the map, as long as there is room for it.
static void add_over(struct build *b, struct node *over, const struct walk_shown *s,
                     size_t region, const struct node *map)
{
    struct node *upper = node_box(
        b, over, "upper",
        (struct node_style){
            .flow = FLOW_ROW, .w = GROW, .h = GROW, .gap = 24, .align = AT_STRETCH});
    struct node *start =
        node_box(b, upper, "start",
                 (struct node_style){.w = GROW, .gap = s->gap, .justify = AT_SPREAD});
    struct node *end = node_box(
        b, upper, "end",
        (struct node_style){.gap = s->gap, .align = AT_END, .justify = AT_SPREAD});
    walk_guidance(b, start, s);
    mapping_attribution(b, start, s->env, s->m, region, false);
    add_tools(b, end, s);
    if (!walk_card_open(s)) // one stands there and reads
        add_sides(b, end, s, map);
    if (!walk_safety(b, over, s))
        walk_card(b, over, s);
}

static void add_beside(struct build *b, struct node *over, struct node *both,
                       const struct walk_shown *s, const struct node *map)
{
    float pad = s->compact ? 8 : 24;
    over->style.align = AT_END;
    over->style.justify = AT_SPREAD;
    if (s->compact)
        add_close(b, over, s);
    else
        add_tools(b, over, s);
    add_sides(b, over, s, map);
    struct node *text = node_add(b, both,
                                 &(struct node){.key = "text",
                                                .role = ROLE_GROUP,
                                                .name = parts_word(s->env, "The way"),
                                                .style = {.scroll = true,
                                                          .w = GROW,
                                                          .h = GROW,
                                                          .pad = PAD(pad),
                                                          .gap = pad,
                                                          .fill = COLOUR_PAPER}});
    walk_guidance(b, text, s);
    if (!walk_safety(b, text, s))
        walk_card(b, text, s);
    if (s->compact)
        add_tools(b, text, s);
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct walk_shown s = shown(b, env, model);
    size_t region = mapping_home(s.m);
    bool upright = look_portrait(b->look);
    struct node *root =
        node_root(b, entry,
                  &(struct node){.key = "page",
                                 .role = ROLE_PAGE,
                                 .name = text_line(&s.m->walk.title),
                                 .lang = s.m->walk.title.lang,
                                 .style = {.flow = upright ? FLOW_COLUMN : FLOW_ROW,
                                           .align = AT_STRETCH,
                                           .fill = COLOUR_PAPER}});
    bool fixed = s.beside && upright;
    struct node *stage =
        node_box(b, root, "stage",
                 (struct node_style){.flow = s.beside ? FLOW_COLUMN : FLOW_STACK,
                                     .w = upright ? GROW : DP(s.map_w),
                                     .h = fixed ? (struct length){0} : GROW});
    struct node *canvas = stage;
    if (s.beside)
        canvas =
            node_box(b, stage, "canvas",
                     (struct node_style){
                         .flow = FLOW_STACK, .w = GROW, .h = fixed ? DP(s.map_h) : GROW});
    struct node *map = add_map(b, canvas, &s, region);
    struct node *over =
        node_box(b, canvas, "over",
                 (struct node_style){
                     .w = GROW, .h = GROW, .pad = PAD(s.compact ? 8 : 24), .gap = s.gap});
    if (s.beside) {
        mapping_attribution(b, stage, env, s.m, region, true);
        add_beside(b, over, root, &s, map);
    } else {
        add_over(b, over, &s, region, map);
    }
    return root;
}

static uint32_t accent(const void *model)
{
    const struct walk_page *m = model;
    return m->mapping.walk.accent;
}

const struct screen_class screen_walk = {load, view, accent, depends};

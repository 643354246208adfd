#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_private.h"
#include "app/finding.h"
#include "app/maps.h"
#include "app/media.h"
#include "app/walking.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/str.h"

#define FRAME_US 16667
#define NOON_US (12 * 3600 * 1000000ll)
#define VIEWS_MAX 4 // in a step
#define PICTURE_BYTES ((size_t)8 << 20)

// ---- the look ----

void app_relook(struct app *app)
{
    struct gfx_size size = gfx_size(app->gfx);
    const struct options *o = app->options;
    const struct visit_settings *s = &app->visit.settings;
    const struct theme *theme = theme_find(s->theme);
    struct look look = {
        .rtl = words_rtl(app->words),
        .text_size = s->text_size,
        .theme = theme ? theme : theme_at(0),
        .accent = app->accent,
        .reduced_motion = s->reduced_motion,
    };
    float mm_w = o->panel_w_mm, mm_h = o->panel_h_mm;
    if (mm_w <= 0 && !app->clock.manual) {
        mm_w = size.screen_w_mm;
        mm_h = size.screen_h_mm;
    }
    profile_look(app->profile, size.w, size.h, mm_w, mm_h, &look);
    ui_set_look(app->ui, &look, size.w, size.h);
    app->stale = true;
}

void app_filter_block(void *data, struct arena *arena, struct block *block)
{
    const struct words *words = data;
    size_t prefix;
    block->text = words_pseudo(words, arena, block->text, &prefix);
    for (size_t i = 0; i < block->n_spans; i++) {
        block->spans[i].start += (uint32_t)prefix;
        block->spans[i].end += (uint32_t)prefix;
    }
}

static void set_fault(struct app *app, enum pack_fault fault, const struct err *err);

static void load_intro(struct app *app)
{
    struct err err = {0};
    arena_clear(&app->intro_arena);
    app->sheet_for = 0;
    app->env.pack = app->pack;
    app->env.intro = app->pack ? &app->intro : NULL;
    if (app->pack && !pack_load_intro(app->pack, &app->intro_arena, &app->intro, &err))
        set_fault(app, PACK_FAULT_DAMAGED, &err);
}

static void tell_pack_lang(struct app *app)
{
    if (app->pack) {
        pack_set_lang(app->pack, words_content_lang(app->words));
        pack_set_filter(app->pack, app_filter_block, app->words);
    }
    app->model_for = 0;
    app->stale = true;
    load_intro(app);
}

// Until the next view the tree on show borrows words that are gone: nothing may read them.
static void refresh_lang(struct app *app)
{
    words_destroy(app->words);
    app->words = words_create(app->visit.settings.lang);
    app->env.words = app->env.turn_words = app->words;
    app->turns.from_us = -1;
    tell_pack_lang(app);
}

// ---- the pack ----

static void set_fault(struct app *app, enum pack_fault fault, const struct err *err)
{
    // The same again every 30 seconds would fill a month's log.
    if (strcmp(err->text, app->fault_err.text) != 0)
        log_warn("%s", err->text);
    pack_close(app->pack);
    finding_forget(app->finding);
    maps_forget(app->maps);
    walkings_forget(app);
    app->pack = NULL;
    app->env.pack = NULL;
    app->env.intro = NULL;
    app->fault_err = *err;
    app->env.fault = fault;
    app->env.fault_text = app->fault_err.text;
    app->retry_us = clock_now_us(&app->clock) + APP_RETRY_US;
    app->demo = (struct demo){0}; // from the beginning, when there is a pack again
    app->model_for = 0;
    app->stale = true;
}

void app_show_fault(struct app *app, enum pack_fault fault, const char *why)
{
    // First, since what is asked for is nothing for the log.
    err_set(&app->fault_err, "%s", why);
    set_fault(app, fault, &app->fault_err);
}

static bool open_pack(struct app *app)
{
    enum pack_fault fault = PACK_FAULT_NONE;
    struct err err = {0};
    app->pack = pack_open(app->options->pack, &fault, &err);
    if (!app->pack) {
        set_fault(app, fault, &err);
        return false;
    }
    tell_pack_lang(app);
    return true;
}

static void retry_pack(struct app *app)
{
    if (app->pack || clock_now_us(&app->clock) < app->retry_us)
        return;
    if (open_pack(app))
        app_reset(app);
}

// ---- the view ----

static enum screen screen_now(const struct app *app)
{
    return app->pack ? visit_top(&app->visit)->screen : SCREEN_FAULT;
}

static uint64_t wanted_hash(const struct app *app, uint64_t of,
                            uint64_t (*depends)(const struct visit *visit))
{
    return hash_u64(hash_u64(HASH_START, of), depends ? depends(&app->visit) : 0);
}

bool app_model_ready(const struct app *app)
{
    const struct screen_class *class = screen_class(screen_now(app));
    uint64_t wanted = wanted_hash(app, visit_top(&app->visit)->serial, class->depends);
    return !class->load || app->model_for == wanted;
}

static void load_model(struct app *app)
{
    const struct visit_entry *top = visit_top(&app->visit);
    const struct screen_class *class = screen_class(screen_now(app));
    struct err err = {0};
    uint64_t wanted = wanted_hash(app, top->serial, class->depends);
    if (app->model_for == wanted || !class->load)
        return;
    arena_clear(&app->arena);
    app->model_for = wanted;
    if (top->screen <= SCREEN_HOME) { // what a long visit looked at
        gfx_trim(app->gfx);
        map_trim(app->env.map);
    }
    if (!class->load(app->pack, &app->arena, &app->visit, &app->model, &err))
        set_fault(app, PACK_FAULT_DAMAGED, &err);
}

static uint64_t sheet_hash(const struct app *app)
{
    const struct sheet_class *class = sheet_class(app->visit.sheet);
    return wanted_hash(app, (uint64_t)app->visit.sheet, class ? class->depends : NULL);
}

static void load_sheet(struct app *app)
{
    const struct sheet_class *class = sheet_class(app->visit.sheet);
    struct err err = {0};
    if (!app->pack || !class || !class->load || app->sheet_for == sheet_hash(app))
        return;
    arena_clear(&app->sheet_arena);
    app->sheet_for = sheet_hash(app);
    if (!class->load(app->pack, &app->sheet_arena, &app->visit, &app->sheet_model, &err))
        set_fault(app, PACK_FAULT_DAMAGED, &err);
}

bool app_keypad_ready(const struct app *app)
{
    return app->visit.sheet == SHEET_KEYPAD && app->sheet_for == sheet_hash(app);
}

bool app_keypad_leads(struct app *app, int digit)
{
    load_sheet(app);
    const struct keypad_model *m = app->sheet_model;
    return app_keypad_ready(app) && m->leads[digit];
}

// What left the history is forgotten; what is in it now may be kept.
static void forget_left(struct app *app)
{
    for (int i = 0; i < app->n_kept; i++)
        if (!visit_has_entry(&app->visit, app->kept[i]))
            ui_forget(app->ui, app->kept[i]);
    app->n_kept = app->visit.depth;
    for (int i = 0; i < app->n_kept; i++)
        app->kept[i] = app->visit.history[i].serial;
}

// A page is in the colours of its tour.
static void take_accent(struct app *app)
{
    const struct screen_class *class = screen_class(screen_now(app));
    uint32_t accent = class->accent ? class->accent(app->model) : 0;
    if (accent == app->accent)
        return;
    app->accent = accent;
    app_relook(app);
}

static struct command opened_by(const struct visit_entry *e)
{
    if (e->screen == SCREEN_TOUR || e->screen == SCREEN_STOP)
        return command_make(e->screen == SCREEN_TOUR ? VISIT_OPEN_TOUR : VISIT_OPEN_STOP,
                            0, e->id);
    return visit_open(e->screen, e->number, e->id);
}

// How the page on the history's top comes, if it is another one than before.
static void choose_turn(struct app *app)
{
    const struct visit_entry *top = visit_top(&app->visit), before = app->shown;
    int depth = app->shown_depth;
    if (!app->pack) {
        app->shown.serial = 0;
        return;
    }
    app->shown = *top;
    app->shown_depth = app->visit.depth;
    if (!before.serial || (before.serial == top->serial && before.screen == top->screen))
        return;
    struct command opened = opened_by(&before);
    if (before.screen == SCREEN_ATTRACT || top->screen == SCREEN_ATTRACT)
        ui_turn(app->ui, TURN_FADE, false, NULL);
    else if (depth != app->shown_depth)
        ui_turn(app->ui, TURN_GROW, depth > app->shown_depth, &opened);
    else
        ui_turn(app->ui, TURN_PUSH, ui_posted_way(app->ui) == WAY_BACK, NULL);
}

static void build_view(struct app *app)
{
    load_model(app);
    load_sheet(app);
    take_accent(app);
    const struct visit_entry *top = visit_top(&app->visit);
    const struct screen_class *class = screen_class(screen_now(app));
    const char *lang = words_content_lang(app->words);
    app->stale = false;
    choose_turn(app);
    type_tick(app->type);
    struct build *b = ui_begin(app->ui, UI_PAGE, app->pack ? top->serial : 0, lang);
    ui_set(app->ui, UI_PAGE,
           class->view(b, &app->env, app->pack ? top->serial : 0, app->model));
    b = ui_begin(app->ui, UI_SHEET, 0, lang);
    const struct sheet_class *sheet = app->pack ? sheet_class(app->visit.sheet) : NULL;
    const void *model = sheet && sheet->load ? app->sheet_model : app->model;
    ui_set(app->ui, UI_SHEET, sheet ? sheet->view(b, &app->env, model) : NULL);
    forget_left(app);
    if (app->pack)
        app->fault_err = (struct err){0}; // the same one later is news again
}

// Which questions are asked is chance, but for scripts, which go the same way each time.
static struct command seeded(struct app *app, const struct command *command)
{
    struct command c = *command;
    if (c.kind == VISIT_QUIZ && !app->clock.manual)
        c.number = quiz_seeded(c.number, (uint32_t)(clock_now_us(&app->clock) / 1000));
    return c;
}

void app_command(struct app *app, const struct command *command)
{
    struct command full = seeded(app, command);
    struct visit_settings before = app->visit.settings;
    if (command->kind == VISIT_RESET) {
        app_reset(app);
        return;
    }
    if (!app->pack || !visit_apply(&app->visit, &full))
        return;
    const struct visit_settings *now = &app->visit.settings;
    if (strcmp(before.lang, now->lang) != 0)
        refresh_lang(app);
    if (memcmp(&before, now, sizeof(before)) != 0)
        app_relook(app);
    app->stale = true;
}

// Shows the picture, and notes what all of the step's work cost until it was handed over.
static void show(struct app *app, struct clock *watch, int64_t start_us)
{
    const struct draw_frame *frame = ui_frame(app->ui);
    double before_ms = (double)(clock_now_us(watch) - start_us) / 1000;
    gfx_play(app->gfx, frame);
    struct gfx_stats s = gfx_stats(app->gfx);
    app->work_ms = before_ms + s.paint_ms + s.present_ms;
    if (app->options->frames)
        log_info("frame: work %.2f ms, paint %.2f ms, present %.2f ms, %d px, "
                 "strips %d px, pictures %zu kB, textures %d",
                 app->work_ms, s.paint_ms, s.present_ms, s.painted_px, s.strip_px,
                 s.picture_bytes / 1024, s.textures);
}

bool app_step(struct app *app)
{
    struct command command;
    struct clock watch; // of the real time, also where a script has its own
    clock_init(&watch, false);
    int64_t start_us = clock_now_us(&watch);
    app->work_ms = 0;
    retry_pack(app);
    app_idle_step(app);
    app_demo_step(app);
    jobs_drain(app->jobs);
    while (ui_next_command(app->ui, &command))
        app_command(app, &command);
    app_blank_step(app);
    app_turns_step(app);
    if (app->stale)
        ui_outdate(app->ui);
    ui_step(app->ui, clock_now_us(&app->clock));
    while (ui_next_command(app->ui, &command)) // a hold
        app_command(app, &command);
    walkings_step(app);
    finding_step(app);
    if (map_take_stirred(app->env.map, ui_moving(app->ui)))
        ui_refresh(app->ui);
    // A new view may know better how high its rows are, and want others.
    for (int i = 0; i < VIEWS_MAX && (app->stale || ui_wants_view(app->ui)); i++)
        build_view(app);
    if (app->blind)
        ui_frame(app->ui);
    else if (ui_changed(app->ui) || gfx_dirty(app->gfx) || gfx_fading(app->gfx))
        show(app, &watch, start_us);
    bool moving = ui_moving(app->ui);
    return moving || gfx_fading(app->gfx) || map_stirred(app->env.map, moving);
}

static void finish_jobs(struct app *app)
{
    do {
        app_step(app);
        jobs_finish(app->jobs);
    } while (gfx_dirty(app->gfx) || app->stale || ui_rough(app->ui) ||
             map_stirred(app->env.map, ui_moving(app->ui)));
}

void app_settle(struct app *app)
{
    finish_jobs(app);
    ui_finish(app->ui);
    gfx_settle(app->gfx);
    finish_jobs(app);
}

void app_advance(struct app *app, int64_t by_us)
{
    while (by_us > 0 && !app->quit) {
        int64_t step = by_us < FRAME_US ? by_us : FRAME_US;
        clock_advance(&app->clock, step);
        by_us -= step;
        finish_jobs(app);
    }
}

void app_reset(struct app *app)
{
    visit_init(&app->visit, &app->visit.start);
    ui_reset(app->ui);
    refresh_lang(app);
    app_relook(app);
    app->n_kept = 0;
    app->idle = (struct idle){.input_us = clock_now_us(&app->clock)};
    ui_set_dim(app->ui, 0);
    gfx_trim(app->gfx);
    map_trim(app->env.map);
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < 0 ? b : b < 0 || a < b ? a : b;
}

int64_t app_deadline_us(const struct app *app)
{
    int64_t until = sooner(ui_deadline_us(app->ui), app_idle_deadline_us(app));
    until = sooner(until, app_blank_deadline_us(app));
    until = sooner(until, app_turns_deadline_us(app));
    until = sooner(until, app_demo_deadline_us(app));
    until = sooner(until, walkings_deadline_us(app));
    return app->pack ? until : sooner(until, app->retry_us);
}

uint64_t app_hash(const struct app *app)
{
    return hash_u64(visit_hash(&app->visit), ui_hash(app->ui));
}

// ---- life ----

void app_wake(void *data)
{
    struct app *app = data;
    if (app->gfx)
        gfx_wake(app->gfx);
}

static bool create_gfx(struct app *app, struct err *err)
{
    const struct options *o = app->options;
    bool offscreen = options_offscreen(o);
    int w = o->w, h = o->h;
    if (!w && offscreen) {
        bool turned = o->rotate % 180 != 0;
        w = turned ? app->profile->h : app->profile->w;
        h = turned ? app->profile->w : app->profile->h;
    }
    app->fullscreen = !o->w;
    app->gfx = gfx_create(
        &(struct gfx_config){
            .title = "Backlot",
            .w = w,
            .h = h,
            .fullscreen = app->fullscreen,
            .offscreen = offscreen,
            .cursor = app->profile->cursor,
            .grab = app->profile->grab,
            .display = o->display,
            .rotate = o->rotate,
            .picture_bytes = PICTURE_BYTES,
            .type = app->type,
            .jobs = app->jobs,
            .read_media = media_read,
            .read_data = (void *)o->pack,
        },
        err);
    return app->gfx != NULL;
}

static void start_visit(struct app *app)
{
    const struct options *o = app->options;
    struct visit_settings start = {.text_size = o->text_size,
                                   .reduced_motion = o->reduced_motion};
    str_copy(start.theme, sizeof(start.theme), o->theme);
    str_copy(start.lang, sizeof(start.lang), o->lang ? o->lang : "en");
    visit_init(&app->visit, &start);
    app->env.visit = &app->visit;
    app->env.carried = strcmp(app->profile->name, "tablet") == 0;
}

static void *make_words(void *lang)
{
    return words_create(lang);
}

// The words on a thread beside fonts and window: on a cold start each of them mostly waits for
// a disk.
static bool create_parts(struct app *app, struct err *err)
{
    pthread_t maker;
    char *lang = app->visit.settings.lang;
    void *words = NULL;
    bool beside = pthread_create(&maker, NULL, make_words, lang) == 0;
    app->type = type_create(err);
    bool good = app->type && create_gfx(app, err);
    if (beside)
        pthread_join(maker, &words);
    app->words = words ? words : words_create(lang);
    app->env.words = app->words;
    return good;
}

bool app_create(struct app *app, const struct options *options, struct err *err)
{
    bool offscreen = options_offscreen(options);
    *app = (struct app){.options = options, .profile = profile_find(options->profile)};
    clock_init(&app->clock, offscreen);
    app->wall_us = NOON_US;
    app->turns.from_us = -1;
    app->env.walked = -1;
    app->idle.input_us = clock_now_us(&app->clock);
    arena_init(&app->arena);
    arena_init(&app->intro_arena);
    arena_init(&app->sheet_arena);
    app->jobs = jobs_create(2, app_wake, app);
    start_visit(app);
    if (!create_parts(app, err))
        return false;
    app->ui = ui_create(app->type);
    app->maps = maps_create(options->pack, app->jobs, app->type);
    app->env.map = maps_map(app->maps);
    if (!walkings_create(app, err))
        return false;
    open_pack(app);
    app_relook(app);
    if (!options->screen)
        walkings_resume(app);
    return !options->screen || app_go_to(app, options->screen, err);
}

void app_destroy(struct app *app)
{
    jobs_destroy(app->jobs); // first: their results go to what is destroyed below
    finding_destroy(app->finding);
    walkings_destroy(app);
    maps_destroy(app->maps);
    ui_destroy(app->ui);
    gfx_destroy(app->gfx);
    type_destroy(app->type);
    words_destroy(app->words);
    words_destroy(app->turns.words);
    pack_close(app->pack);
    arena_release(&app->arena);
    arena_release(&app->intro_arena);
    arena_release(&app->sheet_arena);
}

// The program: owns everything, and turns the ring. input -> command -> visit -> view -> tree
// -> frame.
//
// With options that need no display it has a clock of its own, which only app_advance moves,
// and after each step no job is pending: the same script gives the same bytes.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "app/options.h"
#include "app/profile.h"
#include "base/clock.h"
#include "base/jobs.h"
#include "gfx/gfx.h"
#include "pack/pack.h"
#include "screens/screens.h"
#include "ui/ui.h"
#include "visit/visit.h"

#define APP_RETRY_US (30 * 1000000ll)

struct idle {
    int64_t input_us; // of the last input
    int64_t
        until_us; // when the visitor is asked, or the screen goes dark; 0: not known yet
    int64_t asked_us; // 0: not asked
    bool dark;
};

struct blank {
    bool on;        // black because nobody is here, not because a presenter wants it
    int64_t due_us; // when to look again; 0: not known yet, -1: never
};

struct turns {
    int64_t from_us; // since when the attract screen is shown, -1: it is not
    int64_t walk_us; // when its walk goes on or begins, -1: there is none
    int64_t turn;
    struct words *words; // of this turn's language, NULL: the visit's own
};

struct demo {
    int64_t next_us;
    size_t tour;                     // which of the home page's
    bool on_stops;                   // of that tour
    int walked;                      // how long its walk has been on show
    int show;                        // how far the show of sheets has come
    bool compared, enlarged, zoomed; // two pictures, and one, once
};

struct finding;
struct maps;
struct walkings;

struct app {
    const struct options *options;
    const struct profile *profile;
    struct clock clock;
    int64_t wall_us; // what a manual clock began at, of local time
    struct jobs *jobs;
    struct type *type;
    struct gfx *gfx;
    struct ui *ui;
    struct words *words;
    struct visit visit;
    struct screen_env env;

    struct pack *pack;    // NULL: the built-in page
    struct err fault_err; // why, as it was logged
    int64_t retry_us;
    struct finding *finding; // finding.h; NULL: nobody has searched yet
    struct maps *maps;
    struct walkings *walkings; // walking.h
    struct arena intro_arena;
    struct intro_model intro;

    struct arena sheet_arena;
    void *sheet_model;
    uint64_t sheet_for; // hash of what it was loaded for, 0: none

    struct arena arena; // of the model
    void *model;
    uint64_t model_for;         // hash of what it was loaded for, 0: none
    uint64_t kept[VISIT_DEPTH]; // serials ui may keep something for
    int n_kept;
    struct idle idle;
    struct blank blank;
    struct turns turns;
    struct demo demo;
    bool deaf;   // the last key meant something else than the text that it gives
    bool waking; // this pointer woke the screen, and is nothing else until it is up
    int64_t waker, woke_us;

    double work_ms; // of the last step until its picture was handed over; 0: it had none
    struct visit_entry shown; // the page that was on show last; serial 0: none
    int shown_depth;
    uint32_t accent; // of the page on show
    bool stale;      // the view has to be built again
    bool quit;
    bool blind; // frames are made and not shown
    bool fullscreen;
};

// False: a usage error, or nothing at all can be shown.
bool app_create(struct app *app, const struct options *options, struct err *err);
void app_destroy(struct app *app);

// Input, as if from the window; px, upright.
void app_pointer(struct app *app, enum pointer_kind kind, int64_t pointer, float x,
                 float y);
// What happened a while ago, but was not seen until now.
void app_pointer_ago(struct app *app, enum pointer_kind kind, int64_t pointer, float x,
                     float y, int64_t age_us);
void app_wheel(struct app *app, float x, float y, float right, float down);
void app_key(struct app *app, const char *key, bool shift, bool ctrl, bool alt);
// What keys gave as text, after their app_key: to the query, or from the home page to a new one.
void app_text(struct app *app, const char *text);
void app_command(struct app *app, const struct command *command);

// Runs commands, loads, builds the view, moves what moves and paints. True while motion goes on.
bool app_step(struct app *app);
// Steps until nothing is pending, with a turn of the page and what fades in at their ends.
void app_settle(struct app *app);
void app_advance(struct app *app, int64_t by_us); // a manual clock, frame by frame
void app_reset(struct app *app);                  // as at a cold start
// The built-in page instead of the pack, for pictures and tests of it; logs nothing.
void app_show_fault(struct app *app, enum pack_fault fault, const char *why);
void app_relook(struct app *app);               // the window has another size
int64_t app_deadline_us(const struct app *app); // when something is due; -1: nothing is
uint64_t app_hash(const struct app *app);

// Before the first thread is made, so that each of them leaves SIGTERM and SIGINT to app_run.
void app_hold_signals(void);
int app_run(struct app *app); // the loop on a real display; the exit status

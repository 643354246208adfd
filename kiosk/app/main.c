// backlot: the kiosk.
#include <stdio.h>

#include "app/app.h"
#include "app/monkey.h"
#include "app/script.h"
#include "app/shots.h"
#include "base/log.h"

static int fail(const struct err *err, int status)
{
    fprintf(stderr, "backlot: %s\n", err->text);
    return status;
}

static void play_monkey(struct app *app, const struct options *o)
{
    struct str line;
    str_init(&line);
    monkey_run(app, o->monkey_seed, o->monkey, &line);
    puts(str_c(&line));
    str_release(&line);
}

static int work(struct app *app, const struct options *o, struct err *err)
{
    if (!options_offscreen(o))
        return app_run(app);
    if (o->script && !script_run(app, o->script, err))
        return fail(err, 1);
    if (o->screenshots && !shots_write(app, o->screenshots, err))
        return fail(err, 1);
    if (o->monkey)
        play_monkey(app, o);
    if (o->dump_tree) {
        app_settle(app);
        if (!script_step(app, "dump", err))
            return fail(err, 1);
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct options options;
    struct err err = {0};
    struct app app;
    if (!options_parse(&options, argc, argv, &err)) {
        fail(&err, 2);
        fputs("backlot: see backlot --help\n", stderr);
        return 2;
    }
    if (options.help) {
        options_help();
        return 0;
    }
    if (options.version) {
        puts("backlot " BACKLOT_VERSION);
        return 0;
    }
    if (!options_offscreen(&options))
        app_hold_signals();
    log_quiet(options_offscreen(&options) && !options.frames);
    int status =
        app_create(&app, &options, &err) ? work(&app, &options, &err) : fail(&err, 1);
    app_destroy(&app);
    return status;
}

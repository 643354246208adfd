// Typing on the search page in real time: from a finger's touch of a key until the picture with
// what it finds is handed over, and what the frames meanwhile cost.
//
//     bench_typing WORDS [OPTION of backlot]...
//
// Types each of the words, which stand between commas, by touch on the screen's keys, a letter
// every 125 ms, as quick thumbs do; then clears them. Without a display with --dump-tree. Prints
// one object of JSON, in ms: `key` from the touch to the first results of just that query, `letter`
// to the frame that shows the letter, `work` of each frame. Not a test: it asserts nothing.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/str.h"

#define SAMPLES_MAX 20000
#define LETTER_US 125000
#define FRAME_US 16667
#define LATE_US 5000000

struct samples {
    double ms[SAMPLES_MAX];
    int n;
};

static struct app app;
static struct clock watch;
static struct samples key, letter, work;

static _Noreturn void fail(const char *why)
{
    fprintf(stderr, "bench_typing: %s\n", why);
    exit(1);
}

static void note(struct samples *s, double ms)
{
    if (s->n < SAMPLES_MAX)
        s->ms[s->n++] = ms;
}

static bool step(void)
{
    app_step(&app);
    if (app.work_ms > 0)
        note(&work, app.work_ms);
    return app.work_ms > 0;
}

// Frames as a display of 60 Hz has them.
static void run_until(int64_t until_us)
{
    struct gfx_event e;
    while (clock_now_us(&watch) < until_us) {
        int64_t next = clock_now_us(&watch) + FRAME_US;
        step();
        int64_t left = (next < until_us ? next : until_us) - clock_now_us(&watch);
        if (left > 0)
            gfx_wait(app.gfx, &e, (int)(left / 1000));
    }
}

static bool found(void)
{
    return app.env.found && str_eq(app.env.found->query, app.visit.typing.query);
}

static const struct node *find(uint32_t kind, const char *id)
{
    const struct node *root = ui_active_root(app.ui);
    for (const struct node *n = root; n; n = node_after(n, root))
        if (n->command.kind == kind && strcmp(n->command.id, id) == 0)
            return n;
    return NULL;
}

static void touch(const struct node *n)
{
    float x, y;
    if (!n || !ui_where(app.ui, n, &x, &y))
        fail("a key can't be touched");
    app_pointer(&app, POINTER_DOWN, 0, x, y);
    app_pointer(&app, POINTER_UP, 0, x, y);
}

static void type_letter(char c)
{
    const char id[2] = {c, '\0'};
    int64_t from = clock_now_us(&watch);
    bool seen = false;
    touch(find(VISIT_TYPE, id));
    while (clock_now_us(&watch) - from < LATE_US) {
        bool shown = step();
        double ms = (double)(clock_now_us(&watch) - from) / 1000;
        if (shown && !seen)
            note(&letter, ms);
        seen |= shown;
        if (shown && found()) {
            note(&key, ms);
            break;
        }
        struct gfx_event e;
        gfx_wait(app.gfx, &e, 1);
    }
    run_until(from + LETTER_US);
}

static void type_word(const char *word)
{
    for (const char *c = word; *c; c++)
        type_letter(*c);
    touch(find(VISIT_CLEAR, ""));
    run_until(clock_now_us(&watch) + LETTER_US);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print_samples(const char *name, struct samples *s)
{
    int over34 = 0, over16 = 0;
    qsort(s->ms, (size_t)s->n, sizeof(*s->ms), by_size);
    for (int i = 0; i < s->n; i++) {
        over16 += s->ms[i] > 16.7;
        over34 += s->ms[i] > 34;
    }
    if (s->n)
        printf("%s\"%s\":{\"n\":%d,\"med\":%.2f,\"p95\":%.2f,\"p99\":%.2f,\"max\":%.2f,"
               "\"over16\":%d,\"over34\":%d}",
               s == &key ? "{" : ",", name, s->n, s->ms[s->n / 2], s->ms[s->n * 95 / 100],
               s->ms[s->n * 99 / 100], s->ms[s->n - 1], over16, over34);
}

int main(int argc, char **argv)
{
    static struct options options;
    struct err err = {0};
    if (argc < 2)
        fail("usage: bench_typing WORDS [OPTION of backlot]...");
    char *words = argv[1], *rest = words;
    if (!options_parse(&options, argc - 1, argv + 1, &err))
        fail(err.text);
    options.screen = "search";
    if (!app_create(&app, &options, &err) || !app.pack)
        fail(app.pack ? err.text : app.fault_err.text);
    clock_init(&watch, false);
    clock_init(&app.clock, false); // a real one, also without a display
    app.idle.input_us = clock_now_us(&app.clock);
    run_until(clock_now_us(&watch) + 1000000);
    work.n = 0;
    for (char *word; (word = strsep(&rest, ","));)
        type_word(word);
    print_samples("key", &key);
    print_samples("letter", &letter);
    print_samples("work", &work);
    puts("}");
    app_destroy(&app);
    return 0;
}

// What the monkey's two files share: what it does, and what must hold.
#pragma once

#include "app/monkey.h"
#include "app/pages.h"

#define MONKEY_FINGERS 4
#define MONKEY_REMEMBERED 12

struct monkey {
    struct app *app;
    struct options options; // its own, to be changed
    uint64_t seed, random, hash, cold;
    int action, count;
    int seen[SCREEN_COUNT], sheets[SHEET_COUNT]; // how often each was on show
    int wiped, dark, black;
    bool down[MONKEY_FINGERS];
    struct arena arena;
    struct pages_list pages;
    int slowest;
    int64_t slowest_us;
    char did[MONKEY_REMEMBERED][96]; // the last ones, for the one who has to find out
};

int monkey_any(struct monkey *m, int below); // 0 .. below - 1
void monkey_act(struct monkey *m);           // one action, and what it did
// Time passes as on a display: frames while something moves, else sleep until something is due.
void monkey_pass(struct monkey *m, int64_t us);
_Noreturn void monkey_broke(struct monkey *m, const char *what);
enum screen monkey_screen(const struct monkey *m);

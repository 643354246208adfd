// A monkey: fingers, keys, wheels, waits, resizes, turns and changes without sense, the same ones
// for the same seed. After each of them the program must be sound and due for nothing that it
// does not do; at the end every screen must still be reachable, and a reset be as a cold start.
//
// Five of six actions are played without painting, or most of the time would go into pixels.
#pragma once

#include "app/app.h"
#include "base/str.h"

// A program without a display, freshly created. The line tells what was seen, and is the same
// for the same seed, count, pack and options. When something breaks or hangs, standard error
// tells what, with the last actions, and the process ends with status 1.
void monkey_run(struct app *app, uint64_t seed, int count, struct str *line);

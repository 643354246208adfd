// The walk's clock and its sources: gives the visit's walk its plan, its fixes and its time, and
// keeps how far it has come.
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct app;
struct walkings;

// False: --position or --record can't be had; the sentence says why.
struct err;
bool walkings_create(struct app *app, struct err *err);
void walkings_destroy(struct app *app); // after what was put is kept
// Once a step, before the view is built.
void walkings_step(struct app *app);
int64_t walkings_deadline_us(const struct app *app); // -1: never
void walkings_forget(struct app *app); // the pack is another one, or is gone
// Takes up the walk that was on when the program ended, if there was one.
void walkings_resume(struct app *app);

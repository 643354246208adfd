// What the files of app/ share; nobody outside this folder includes it.
#pragma once

#include "app/app.h"

void app_wake(void *app); // any thread: ends the main thread's sleep
void app_filter_block(void *words, struct arena *arena, struct block *block);

bool app_go_to(struct app *app, const char *screen, struct err *err);

// The model is that of the page on the top of the history.
bool app_model_ready(const struct app *app);
// The keypad's model is that of the digits typed.
bool app_keypad_ready(const struct app *app);
// Whether one more digit leads on; of an empty keypad that is not open yet, too.
bool app_keypad_leads(struct app *app, int digit);

// shots.c: as a finger would, what is in sight and has this command; for what is ui's own, and
// no command of the visit. False: there is no such thing.
bool app_press(struct app *app, uint32_t kind, int number);

// idle.c: after how long what happens. Told of each input; true: the screen was dark, and the
// input has only lighted it.
bool app_idle_input(struct app *app);
void app_idle_step(struct app *app);
int64_t app_idle_deadline_us(const struct app *app); // -1: never

// blank.c: a black window while nobody is here.
void app_blank_step(struct app *app);
int64_t app_blank_deadline_us(const struct app *app); // -1: never, 0: not known yet

// turns.c: what changes by itself on the attract screen.
void app_turns_step(struct app *app);
int64_t app_turns_deadline_us(const struct app *app); // -1: it is not shown

// demo.c: the program plays itself, until somebody does something, and a minute later again.
void app_demo_rest(struct app *app);
void app_demo_step(struct app *app);
int64_t app_demo_deadline_us(const struct app *app);

// Search on a thread of its own, so that no key waits for it: what was typed last is looked for,
// and what it found becomes the search page's. The thread begins when that page is first shown.
//
// All functions are the main thread's. The thread has a pack and words of its own.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "app/app.h"

// A key and what it finds come in one frame when that takes no longer than this.
#define FINDING_WAIT_US 5000

void finding_destroy(struct finding *f); // takes NULL; waits for a search that goes on
// Asks for what is typed now, and takes what was found into app->env. With a manual clock it
// waits, so that scripts give the same bytes.
void finding_step(struct app *app);
// The pack is another one, or gone.
void finding_forget(struct finding *f); // takes NULL

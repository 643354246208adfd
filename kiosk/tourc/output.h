// A file that appears whole or not at all: written beside its target under another name,
// brought to the disk, then renamed. Ctrl+C and SIGTERM take the other name away as well: a
// thread waits for them, from open to close, and ends the program as they would have.
#pragma once

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>

#include "base/err.h"

struct output {
    char *target, *temp; // paths, owned
    bool committed, guarded;
    pthread_t guard;
    sigset_t caught, mask_before;
};

// False when a file can't be made there. Every opened output is closed.
bool output_open(struct output *out, const char *target, struct err *err);
bool output_commit(struct output *out, struct err *err);
void output_close(struct output *out); // removes what was not committed

// Work off the main thread. `run` runs on a worker; `done` on the thread that calls
// jobs_drain or jobs_finish (the main one), where the result becomes a message.
//
// A job owns its data; `done` is called exactly once for each posted job, also at
// jobs_destroy (with `ran` false for those that never started), so it can free.
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct jobs;

struct job {
    void (*run)(void *data);
    void (*done)(void *data, bool ran);
    void *data;
};

// `wake` is called from a worker whenever a job ended, to end the main thread's sleep.
struct jobs *jobs_create(int threads, void (*wake)(void *), void *wake_data);
void jobs_destroy(struct jobs *jobs); // waits for running ones

void jobs_post(struct jobs *jobs, struct job job);
size_t jobs_drain(struct jobs *jobs); // calls done for ended ones; how many
// Waits until nothing is pending, then calls done in the order of posting, until done posts
// no more: a script's step, so that scripts give the same bytes.
void jobs_finish(struct jobs *jobs);
size_t jobs_pending(struct jobs *jobs); // posted and not yet done

// Waiting without a window: until somebody rings, from any thread, or time has passed.
#pragma once

#include <pthread.h>
#include <stdbool.h>

struct bell {
    pthread_mutex_t lock;
    pthread_cond_t rung;
    bool ringing;
};

void bell_init(struct bell *b);
void bell_release(struct bell *b);
void bell_ring(struct bell *b);
bool bell_wait(struct bell *b,
               int timeout_ms); // -1: for ever. False: the time has passed

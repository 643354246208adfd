#include "gfx/bell.h"

#include <time.h>

void bell_init(struct bell *b)
{
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_mutex_init(&b->lock, NULL);
    pthread_cond_init(&b->rung, &attr);
    pthread_condattr_destroy(&attr);
    b->ringing = false;
}

void bell_release(struct bell *b)
{
    pthread_cond_destroy(&b->rung);
    pthread_mutex_destroy(&b->lock);
}

void bell_ring(struct bell *b)
{
    pthread_mutex_lock(&b->lock);
    b->ringing = true;
    pthread_cond_signal(&b->rung);
    pthread_mutex_unlock(&b->lock);
}

static struct timespec later(int ms)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += ms / 1000;
    t.tv_nsec += (long)(ms % 1000) * 1000000;
    if (t.tv_nsec >= 1000000000) {
        t.tv_sec++;
        t.tv_nsec -= 1000000000;
    }
    return t;
}

bool bell_wait(struct bell *b, int timeout_ms)
{
    struct timespec end = later(timeout_ms > 0 ? timeout_ms : 0);
    pthread_mutex_lock(&b->lock);
    int late = timeout_ms == 0;
    while (!b->ringing && !late)
        late = timeout_ms < 0 ? pthread_cond_wait(&b->rung, &b->lock)
                              : pthread_cond_timedwait(&b->rung, &b->lock, &end);
    bool rung = b->ringing;
    b->ringing = false;
    pthread_mutex_unlock(&b->lock);
    return rung;
}

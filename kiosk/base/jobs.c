#include "base/jobs.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/bug.h"
#include "base/mem.h"

enum state { WAITING, RUNNING, ENDED };

struct entry {
    struct entry *next; // in the order of posting
    struct job job;
    enum state state;
};

// One list holds all: posted at the tail, taken by workers from the head on, removed when
// their `done` was called. Lists are short (tens), so a scan is enough.
struct jobs {
    pthread_mutex_t lock;
    pthread_cond_t posted, ended;
    struct entry *first, **tail;
    size_t count;
    bool closing;
    void (*wake)(void *);
    void *wake_data;
    int threads;
    pthread_t thread[8];
};

static struct entry *first_in(struct jobs *jobs, enum state state)
{
    struct entry *e = jobs->first;
    while (e && e->state != state)
        e = e->next;
    return e;
}

static void *work(void *data)
{
    struct jobs *jobs = data;
    pthread_mutex_lock(&jobs->lock);
    for (;;) {
        struct entry *e = first_in(jobs, WAITING);
        if (jobs->closing)
            break;
        if (!e) {
            pthread_cond_wait(&jobs->posted, &jobs->lock);
            continue;
        }
        e->state = RUNNING;
        pthread_mutex_unlock(&jobs->lock);
        e->job.run(e->job.data);
        pthread_mutex_lock(&jobs->lock);
        e->state = ENDED;
        pthread_cond_broadcast(&jobs->ended);
        pthread_mutex_unlock(&jobs->lock);
        if (jobs->wake)
            jobs->wake(jobs->wake_data);
        pthread_mutex_lock(&jobs->lock);
    }
    pthread_mutex_unlock(&jobs->lock);
    return NULL;
}

struct jobs *jobs_create(int threads, void (*wake)(void *), void *wake_data)
{
    struct jobs *jobs = xcalloc(1, sizeof(*jobs));
    const int most = (int)(sizeof(jobs->thread) / sizeof(jobs->thread[0]));
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_cond_init(&jobs->posted, NULL);
    pthread_cond_init(&jobs->ended, NULL);
    jobs->tail = &jobs->first;
    jobs->wake = wake;
    jobs->wake_data = wake_data;
    for (int i = 0; i < threads && i < most; i++) {
        if (pthread_create(&jobs->thread[i], NULL, work, jobs) != 0)
            BUG("no worker thread");
        jobs->threads++;
    }
    return jobs;
}

void jobs_post(struct jobs *jobs, struct job job)
{
    struct entry *e = xcalloc(1, sizeof(*e));
    e->job = job;
    pthread_mutex_lock(&jobs->lock);
    *jobs->tail = e;
    jobs->tail = &e->next;
    jobs->count++;
    pthread_cond_signal(&jobs->posted);
    pthread_mutex_unlock(&jobs->lock);
}

// Needs the lock.
static void unlink_entry(struct jobs *jobs, struct entry *e)
{
    struct entry **at = &jobs->first;
    while (*at != e)
        at = &(*at)->next;
    *at = e->next;
    if (!*at)
        jobs->tail = at;
}

// Calls done with the lock open, for it may post. Needs the lock; gives it back held.
static void deliver(struct jobs *jobs, struct entry *e)
{
    unlink_entry(jobs, e);
    pthread_mutex_unlock(&jobs->lock);
    if (e->job.done)
        e->job.done(e->job.data, e->state == ENDED);
    free(e);
    pthread_mutex_lock(&jobs->lock);
    jobs->count--;
}

size_t jobs_drain(struct jobs *jobs)
{
    size_t n = 0;
    pthread_mutex_lock(&jobs->lock);
    for (struct entry *e; (e = first_in(jobs, ENDED)); n++)
        deliver(jobs, e);
    pthread_mutex_unlock(&jobs->lock);
    return n;
}

void jobs_finish(struct jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    while (jobs->first) {
        if (jobs->first->state == ENDED)
            deliver(jobs, jobs->first);
        else
            pthread_cond_wait(&jobs->ended, &jobs->lock);
    }
    pthread_mutex_unlock(&jobs->lock);
}

size_t jobs_pending(struct jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    size_t n = jobs->count;
    pthread_mutex_unlock(&jobs->lock);
    return n;
}

void jobs_destroy(struct jobs *jobs)
{
    if (!jobs)
        return;
    pthread_mutex_lock(&jobs->lock);
    jobs->closing = true;
    pthread_cond_broadcast(&jobs->posted);
    pthread_mutex_unlock(&jobs->lock);
    for (int i = 0; i < jobs->threads; i++)
        pthread_join(jobs->thread[i], NULL);
    pthread_mutex_lock(&jobs->lock);
    while (jobs->first)
        deliver(jobs, jobs->first);
    pthread_mutex_unlock(&jobs->lock);
    pthread_cond_destroy(&jobs->ended);
    pthread_cond_destroy(&jobs->posted);
    pthread_mutex_destroy(&jobs->lock);
    free(jobs);
}

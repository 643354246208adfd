#include "app/finding.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/app_private.h"
#include "base/mem.h"
#include "base/str.h"

// One is on show, one may be in a tree that is about to go, one is being filled.
#define TURNS 3

struct wanted {
    char query[TYPING_CAP];
    char lang[ID_CAP];
    int pack; // counts packs
};

struct finding {
    const char *path;
    void (*wake)(void *data);
    void *wake_data;
    pthread_t thread;

    pthread_mutex_t lock; // of all that follows, up to the next remark
    pthread_cond_t asked, found;
    struct wanted wanted;
    uint64_t n_asked, n_found; // questions so far, and the one that was answered last
    bool quit;
    struct err err; // of the last answer
    int turn; // where the next answer goes; changed by the main thread, while none runs

    struct screen_found answers[TURNS]; // the thread's while a question is open
    char queries[TURNS][TYPING_CAP];
    struct arena arenas[TURNS];

    // The thread's own.
    struct pack *pack;
    struct words *words;
    struct wanted had; // what pack and words are for

    // The main thread's own.
    struct wanted last;
    uint64_t n_taken;
    int packs;
};

// ---- the thread ----

static bool make_ready(struct finding *f, const struct wanted *w, struct err *err)
{
    enum pack_fault fault;
    if (f->pack && f->had.pack != w->pack) {
        pack_close(f->pack);
        f->pack = NULL;
    }
    if (f->pack && strcmp(f->had.lang, w->lang) == 0)
        return true;
    if (!f->pack)
        f->pack = pack_open(f->path, &fault, err);
    if (!f->pack)
        return false;
    words_destroy(f->words);
    f->words = words_create(w->lang);
    f->had = *w;
    pack_set_lang(f->pack, words_content_lang(f->words));
    pack_set_filter(f->pack, app_filter_block, f->words);
    return true;
}

static bool answer(struct finding *f, const struct wanted *w, int turn, struct err *err)
{
    struct screen_found *out = &f->answers[turn];
    arena_clear(&f->arenas[turn]);
    *out = (struct screen_found){.query = f->queries[turn], .results = {.corrected = ""}};
    str_copy(f->queries[turn], TYPING_CAP, w->query);
    return make_ready(f, w, err) &&
           (!*w->query ||
            pack_search(f->pack, &f->arenas[turn], w->query, &out->results, err));
}

static void *look(void *data)
{
    struct finding *f = data;
    pthread_mutex_lock(&f->lock);
    while (!f->quit) {
        if (f->n_found == f->n_asked) {
            pthread_cond_wait(&f->asked, &f->lock);
            continue;
        }
        struct wanted w = f->wanted;
        uint64_t number = f->n_asked;
        int turn = f->turn;
        struct err err = {0};
        pthread_mutex_unlock(&f->lock);
        answer(f, &w, turn, &err);
        pthread_mutex_lock(&f->lock);
        f->n_found = number;
        f->err = err;
        pthread_cond_signal(&f->found);
        f->wake(f->wake_data);
    }
    pthread_mutex_unlock(&f->lock);
    pack_close(f->pack);
    words_destroy(f->words);
    return NULL;
}

// ---- the main thread ----

static struct finding *create(struct app *app)
{
    struct finding *f = xcalloc(1, sizeof(*f));
    pthread_condattr_t attr;
    f->path = app->options->pack;
    f->wake = app_wake;
    f->wake_data = app;
    for (int i = 0; i < TURNS; i++)
        arena_init(&f->arenas[i]);
    pthread_mutex_init(&f->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&f->asked, NULL);
    pthread_cond_init(&f->found, &attr);
    pthread_condattr_destroy(&attr);
    if (pthread_create(&f->thread, NULL, look, f) == 0)
        return f;
    free(f);
    return NULL; // no thread can be had now; the next step tries again
}

void finding_destroy(struct finding *f)
{
    if (!f)
        return;
    pthread_mutex_lock(&f->lock);
    f->quit = true;
    pthread_cond_signal(&f->asked);
    pthread_mutex_unlock(&f->lock);
    pthread_join(f->thread, NULL);
    pthread_mutex_destroy(&f->lock);
    pthread_cond_destroy(&f->asked);
    pthread_cond_destroy(&f->found);
    for (int i = 0; i < TURNS; i++)
        arena_release(&f->arenas[i]);
    free(f);
}

void finding_forget(struct finding *f)
{
    if (f)
        f->packs++;
}

// One question at a time; what was typed meanwhile is the next one, without what lay between.
static bool ask(struct finding *f, const struct wanted *now)
{
    bool idle = f->n_found == f->n_asked && f->n_taken == f->n_found;
    if (!idle || memcmp(now, &f->last, sizeof(*now)) == 0)
        return false;
    f->wanted = f->last = *now;
    f->n_asked++;
    pthread_cond_signal(&f->asked);
    return true;
}

static void wait_a_little(struct finding *f, bool for_ever)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += FINDING_WAIT_US * 1000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    int late = 0;
    while (f->n_found != f->n_asked && !late)
        late = for_ever ? pthread_cond_wait(&f->found, &f->lock)
                        : pthread_cond_timedwait(&f->found, &f->lock, &until);
}

// False: there is nothing new.
static bool take(struct app *app, struct err *err)
{
    struct finding *f = app->finding;
    if (f->n_found != f->n_asked || f->n_taken == f->n_found)
        return false;
    f->n_taken = f->n_found;
    *err = f->err;
    app->env.found = *err->text ? NULL : &f->answers[f->turn];
    f->turn = (f->turn + 1) % TURNS;
    app->stale = true;
    return true;
}

void finding_step(struct app *app)
{
    const struct visit *v = &app->visit;
    struct err err = {0};
    if (!app->pack || visit_top(v)->screen != SCREEN_SEARCH)
        return;
    if (!app->finding && !(app->finding = create(app)))
        return;
    struct finding *f = app->finding;
    struct wanted now = {.pack = f->packs};
    str_copy(now.query, sizeof(now.query), v->typing.query);
    str_copy(now.lang, sizeof(now.lang), v->settings.lang);
    pthread_mutex_lock(&f->lock);
    take(app, &err);
    if (ask(f, &now)) {
        wait_a_little(f, app->clock.manual);
        take(app, &err);
    }
    pthread_mutex_unlock(&f->lock);
    if (*err.text)
        app_show_fault(app, PACK_FAULT_DAMAGED, err.text);
}

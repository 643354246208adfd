// Work off the main thread. Threads meet at gates here, never at a time of day.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdatomic.h>
#include <string.h>

#include <cmocka.h>
#include <pthread.h>
#include <sched.h>

#include "base/array.h"
#include "base/jobs.h"

// Closed until opened; whoever passes waits.
struct gate {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int open;    // how many may have passed
    int waiting; // how many came
};

static void gate_init(struct gate *g)
{
    *g = (struct gate){.open = 0};
    pthread_mutex_init(&g->lock, NULL);
    pthread_cond_init(&g->changed, NULL);
}

static void gate_release(struct gate *g)
{
    pthread_cond_destroy(&g->changed);
    pthread_mutex_destroy(&g->lock);
}

static void gate_pass(struct gate *g)
{
    pthread_mutex_lock(&g->lock);
    g->waiting++;
    pthread_cond_broadcast(&g->changed);
    while (g->open == 0)
        pthread_cond_wait(&g->changed, &g->lock);
    g->open--;
    pthread_mutex_unlock(&g->lock);
}

static void gate_open(struct gate *g, int n)
{
    pthread_mutex_lock(&g->lock);
    g->open += n;
    pthread_cond_broadcast(&g->changed);
    pthread_mutex_unlock(&g->lock);
}

static void gate_await(struct gate *g, int n)
{
    pthread_mutex_lock(&g->lock);
    while (g->waiting < n)
        pthread_cond_wait(&g->changed, &g->lock);
    pthread_mutex_unlock(&g->lock);
}

struct order {
    int done[64];
    size_t n;
};

struct task {
    int number;
    pthread_t poster;  // where done must be called
    struct gate *gate; // NULL: runs through
    struct order *order;
    struct jobs *jobs; // done posts again to it
    struct task *next;
    atomic_int ran;
    int ended, told;
};

static void task_run(void *data)
{
    struct task *t = data;
    assert_false(pthread_equal(pthread_self(), t->poster));
    if (t->gate)
        gate_pass(t->gate);
    atomic_fetch_add(&t->ran, 1);
}

static void task_done(void *data, bool ran)
{
    struct task *t = data;
    t->ended++;
    t->told = ran;
    if (t->order)
        t->order->done[t->order->n++] = t->number;
    if (t->next)
        jobs_post(t->jobs, (struct job){task_run, task_done, t->next});
}

static void post(struct jobs *jobs, struct task *t)
{
    t->poster = pthread_self();
    t->jobs = jobs;
    jobs_post(jobs, (struct job){task_run, task_done, t});
}

static void test_each_job_runs_once_and_is_done_once_in_the_order_of_posting(void **state)
{
    (void)state;
    for (int threads = 1; threads <= 4; threads++) {
        struct jobs *jobs = jobs_create(threads, NULL, NULL);
        struct order order = {.n = 0};
        struct task tasks[64];
        memset(tasks, 0, sizeof(tasks));
        for (int i = 0; i < 64; i++) {
            tasks[i].number = i;
            tasks[i].order = &order;
            post(jobs, &tasks[i]);
        }
        jobs_finish(jobs);
        assert_int_equal(order.n, 64);
        for (int i = 0; i < 64; i++) {
            assert_int_equal(order.done[i], i);
            assert_int_equal(tasks[i].ran, 1);
            assert_int_equal(tasks[i].ended, 1);
            assert_true(tasks[i].told);
        }
        assert_int_equal(jobs_pending(jobs), 0);
        jobs_destroy(jobs);
    }
}

static void test_finish_keeps_the_order_even_if_a_later_job_ends_first(void **state)
{
    (void)state;
    struct gate gate;
    gate_init(&gate);
    struct jobs *jobs = jobs_create(2, NULL, NULL);
    struct order order = {.n = 0};
    struct task slow = {.number = 1, .gate = &gate, .order = &order};
    struct task fast = {.number = 2, .order = &order},
                opener = {.number = 3, .order = &order};
    post(jobs, &slow);
    gate_await(&gate, 1);
    post(jobs, &fast);
    post(jobs, &opener);
    // Both others have run on the second thread before the first is let through.
    while (atomic_load(&opener.ran) == 0)
        sched_yield();
    gate_open(&gate, 1);
    jobs_finish(jobs);
    assert_int_equal(order.done[0], 1);
    assert_int_equal(order.done[1], 2);
    assert_int_equal(order.done[2], 3);
    jobs_destroy(jobs);
    gate_release(&gate);
}

static void test_drain_delivers_what_has_ended_and_waits_for_nothing(void **state)
{
    (void)state;
    struct gate gate;
    gate_init(&gate);
    struct jobs *jobs = jobs_create(1, NULL, NULL);
    struct task held = {.gate = &gate};
    assert_int_equal(jobs_drain(jobs), 0);
    post(jobs, &held);
    gate_await(&gate, 1);
    assert_int_equal(jobs_drain(jobs), 0);
    assert_int_equal(held.ended, 0);
    assert_int_equal(jobs_pending(jobs), 1);
    gate_open(&gate, 1);
    while (jobs_drain(jobs) == 0)
        sched_yield();
    assert_int_equal(held.ended, 1);
    assert_int_equal(jobs_pending(jobs), 0);
    jobs_destroy(jobs);
    gate_release(&gate);
}

static void test_finish_goes_on_while_done_posts_more(void **state)
{
    (void)state;
    struct jobs *jobs = jobs_create(2, NULL, NULL);
    struct task third = {0}, second = {.next = &third}, first = {.next = &second};
    third.poster = second.poster = pthread_self();
    second.jobs = jobs;
    post(jobs, &first);
    jobs_finish(jobs);
    assert_int_equal(third.ended, 1);
    assert_int_equal(jobs_pending(jobs), 0);
    jobs_destroy(jobs);
}

static void test_destroy_tells_each_job_whether_it_ran(void **state)
{
    (void)state;
    struct gate gate;
    gate_init(&gate);
    struct jobs *jobs = jobs_create(1, NULL, NULL);
    struct task running = {.gate = &gate}, later[3];
    memset(later, 0, sizeof(later));
    post(jobs, &running);
    gate_await(&gate, 1);
    for (size_t i = 0; i < ARRAY_LEN(later); i++)
        post(jobs, &later[i]);
    gate_open(&gate, 1);
    // How many of the later ones start before the end is the scheduler's.
    jobs_destroy(jobs);
    assert_int_equal(running.ended, 1);
    assert_true(running.told);
    for (size_t i = 0; i < ARRAY_LEN(later); i++) {
        assert_int_equal(later[i].ended, 1);
        assert_int_equal(later[i].told, atomic_load(&later[i].ran));
    }
    gate_release(&gate);
}

static void test_a_job_that_never_started_is_done_all_the_same(void **state)
{
    (void)state;
    struct jobs *jobs = jobs_create(0, NULL, NULL);
    struct task never = {.number = 1};
    post(jobs, &never);
    assert_int_equal(jobs_drain(jobs), 0);
    assert_int_equal(jobs_pending(jobs), 1);
    jobs_destroy(jobs);
    assert_int_equal(never.ended, 1);
    assert_false(never.told);
    assert_int_equal(atomic_load(&never.ran), 0);
}

static void count_wake(void *data)
{
    atomic_fetch_add((atomic_int *)data, 1);
}

static void test_each_ended_job_wakes_the_main_thread(void **state)
{
    (void)state;
    atomic_int wakes = 0;
    struct jobs *jobs = jobs_create(2, count_wake, &wakes);
    struct task tasks[10];
    memset(tasks, 0, sizeof(tasks));
    for (size_t i = 0; i < ARRAY_LEN(tasks); i++)
        post(jobs, &tasks[i]);
    jobs_finish(jobs);
    jobs_destroy(jobs); // joins: every wake was called
    assert_int_equal(atomic_load(&wakes), 10);
}

static void plain(void *data)
{
    atomic_store((atomic_int *)data, 1);
}

static void test_a_job_needs_no_done_and_destroy_takes_null(void **state)
{
    (void)state;
    atomic_int ran = 0;
    struct jobs *jobs = jobs_create(1, NULL, NULL);
    jobs_post(jobs, (struct job){plain, NULL, &ran});
    jobs_finish(jobs);
    assert_int_equal(atomic_load(&ran), 1);
    jobs_destroy(jobs);
    jobs_destroy(NULL);
}

static void test_more_threads_than_there_is_room_for_are_not_made(void **state)
{
    (void)state;
    struct jobs *jobs = jobs_create(1000, NULL, NULL);
    struct task t = {0};
    post(jobs, &t);
    jobs_finish(jobs);
    assert_int_equal(t.ended, 1);
    jobs_destroy(jobs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_each_job_runs_once_and_is_done_once_in_the_order_of_posting),
        cmocka_unit_test(test_finish_keeps_the_order_even_if_a_later_job_ends_first),
        cmocka_unit_test(test_drain_delivers_what_has_ended_and_waits_for_nothing),
        cmocka_unit_test(test_finish_goes_on_while_done_posts_more),
        cmocka_unit_test(test_destroy_tells_each_job_whether_it_ran),
        cmocka_unit_test(test_a_job_that_never_started_is_done_all_the_same),
        cmocka_unit_test(test_each_ended_job_wakes_the_main_thread),
        cmocka_unit_test(test_a_job_needs_no_done_and_destroy_takes_null),
        cmocka_unit_test(test_more_threads_than_there_is_room_for_are_not_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

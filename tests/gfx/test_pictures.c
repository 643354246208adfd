#include "gfx/pictures.h"

#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "base/log.h"
#include "encoded.h"

// A pack whose media are named by what is wrong with them, and the workers that read it.
#define READS_MAX 16

struct desk {
    atomic_int reads;
    char read[READS_MAX][ID_CAP]; // in which order, with one worker
    struct jobs *jobs;
    struct pictures *pictures;
};

static bool read_media(void *data, const struct image_ref *ref, struct gfx_media *out,
                       struct err *err)
{
    struct desk *desk = data;
    int turn = atomic_fetch_add(&desk->reads, 1);
    if (turn < READS_MAX)
        snprintf(desk->read[turn], sizeof(desk->read[turn]), "%s", ref->media);
    if (strcmp(ref->media, "absent") == 0 || ref->w <= 0 || ref->h <= 0)
        return err_set(err, "picture %s: not in the pack", ref->media);
    struct gfx_piece piece = encoded_jpeg(80, 60);
    if (strcmp(ref->media, "truncated") == 0)
        piece.len /= 2;
    if (strcmp(ref->media, "empty") == 0)
        piece.len = 0;
    if (strcmp(ref->media, "corrupt") == 0)
        memset(piece.bytes, 0x5A, piece.len);
    *out = encoded_media(piece);
    return true;
}

static struct image_ref ref_of(const char *media, int side)
{
    struct image_ref ref = {.w = side, .h = side, .focus_x = 0.5f, .focus_y = 0.5f};
    snprintf(ref.media, sizeof(ref.media), "%s", media);
    return ref;
}

static void desk_open(struct desk *d, int threads)
{
    atomic_init(&d->reads, 0);
    d->jobs = jobs_create(threads, NULL, NULL);
    d->pictures = pictures_open(d->jobs, read_media, d);
}

static void desk_close(struct desk *d)
{
    jobs_destroy(d->jobs);
    pictures_close(d->pictures);
}

static void show(struct desk *d, const struct image_ref *ref, size_t keep)
{
    pictures_begin(d->pictures, 0, false);
    if (ref)
        pictures_want(d->pictures, ref, PICTURES_SEEN);
    pictures_end(d->pictures, keep);
}

static void test_a_picture_is_there_after_its_job_and_is_read_once(void **state)
{
    (void)state;
    struct desk d;
    struct image_ref ref = ref_of("good", 50);
    desk_open(&d, 2);
    show(&d, &ref, 0);
    assert_int_equal(pictures_pending(d.pictures), 1);
    jobs_finish(d.jobs);
    assert_int_equal(pictures_pending(d.pictures), 0);
    assert_true(pictures_arrived(d.pictures));
    const struct bitmap *b = pictures_find(d.pictures, &ref);
    assert_non_null(b);
    assert_int_equal(b->w, 50);
    assert_int_equal(pictures_bytes(d.pictures), 50 * 50 * 4);
    show(&d, &ref, 0);
    assert_false(pictures_arrived(d.pictures));
    jobs_finish(d.jobs);
    assert_int_equal(atomic_load(&d.reads), 1);
    desk_close(&d);
}

static void test_a_bad_picture_is_tried_once_and_never_there(void **state)
{
    (void)state;
    static const char *const bad[] = {"absent", "truncated", "empty", "corrupt"};
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct desk d;
        struct image_ref ref = ref_of(bad[i], 50);
        desk_open(&d, 2);
        for (int frame = 0; frame < 5; frame++) {
            show(&d, &ref, 0);
            jobs_finish(d.jobs);
            assert_false(pictures_arrived(d.pictures));
            assert_null(pictures_find(d.pictures, &ref));
        }
        assert_int_equal(atomic_load(&d.reads), 1);
        desk_close(&d);
    }
}

static void test_each_size_and_focus_is_a_picture_of_its_own(void **state)
{
    (void)state;
    struct desk d;
    struct image_ref small = ref_of("good", 20), large = ref_of("good", 40), left = small;
    left.focus_x = 0;
    desk_open(&d, 2);
    show(&d, &small, 1 << 20);
    jobs_finish(d.jobs);
    assert_null(pictures_find(d.pictures, &large));
    assert_null(pictures_find(d.pictures, &left));
    show(&d, &large, 1 << 20);
    jobs_finish(d.jobs);
    assert_int_equal(pictures_find(d.pictures, &large)->w, 40);
    assert_int_equal(pictures_find(d.pictures, &small)->w, 20);
    desk_close(&d);
}

static void test_the_longest_unused_goes_when_memory_is_short(void **state)
{
    (void)state;
    struct desk d;
    struct image_ref refs[4] = {ref_of("a", 10), ref_of("b", 10), ref_of("c", 10),
                                ref_of("d", 10)};
    desk_open(&d, 1);
    for (int i = 0; i < 4; i++) {
        show(&d, &refs[i], 1 << 20);
        jobs_finish(d.jobs);
    }
    show(&d, &refs[0], 2 * 400);
    assert_non_null(pictures_find(d.pictures, &refs[0])); // shown
    assert_null(pictures_find(d.pictures, &refs[1]));     // the oldest of the others
    assert_non_null(pictures_find(d.pictures, &refs[2]));
    assert_non_null(pictures_find(d.pictures, &refs[3]));
    assert_int_equal(pictures_bytes(d.pictures), 3 * 400);
    pictures_end(d.pictures, 0);
    assert_int_equal(pictures_bytes(d.pictures), 400);
    desk_close(&d);
}

// With no worker to run them, jobs wait for ever: what was not started is known.
static void test_what_left_before_it_was_decoded_is_not_decoded(void **state)
{
    (void)state;
    struct desk d;
    atomic_init(&d.reads, 0);
    d.jobs = jobs_create(0, NULL, NULL);
    d.pictures = pictures_open(d.jobs, read_media, &d);
    struct image_ref ref = ref_of("good", 10);
    show(&d, &ref, 0);
    show(&d, NULL, 0);
    assert_int_equal(pictures_pending(d.pictures), 1);
    assert_false(pictures_arrived(d.pictures));
    desk_close(&d);
    assert_int_equal(atomic_load(&d.reads), 0);
}

// Holds the only worker until it is let go.
struct gate {
    atomic_bool open;
};

static void gate_run(void *data)
{
    struct gate *gate = data;
    while (!atomic_load(&gate->open))
        ;
}

static void test_a_picture_wanted_again_in_time_still_comes(void **state)
{
    (void)state;
    struct desk d;
    struct gate gate;
    struct image_ref gone = ref_of("gone", 10), back = ref_of("back", 10);
    atomic_init(&gate.open, false);
    desk_open(&d, 1);
    jobs_post(d.jobs, (struct job){gate_run, NULL, &gate});
    pictures_begin(d.pictures, 0, false);
    pictures_want(d.pictures, &gone, PICTURES_SEEN);
    pictures_want(d.pictures, &back, PICTURES_SEEN);
    pictures_end(d.pictures, 0);
    show(&d, NULL, 0); // both left
    show(&d, &back, 0);
    atomic_store(&gate.open, true);
    jobs_finish(d.jobs);
    assert_non_null(pictures_find(d.pictures, &back));
    assert_null(pictures_find(d.pictures, &gone));
    assert_int_equal(atomic_load(&d.reads), 1);
    show(&d, &gone, 0); // not a failure: it is tried when it is wanted
    jobs_finish(d.jobs);
    assert_non_null(pictures_find(d.pictures, &gone));
    desk_close(&d);
}

// ---- fading in

#define MS 1000

// A frame that shows the picture, or none; and what came since is there in the next.
static void show_at(struct desk *d, const struct image_ref *ref, int64_t now_us,
                    bool still)
{
    pictures_begin(d->pictures, now_us, still);
    if (ref)
        pictures_want(d->pictures, ref, PICTURES_SEEN);
    pictures_end(d->pictures, 1 << 20);
}

static void test_a_picture_that_comes_late_fades_in(void **state)
{
    (void)state;
    struct desk d;
    struct image_ref ref = ref_of("late", 10);
    desk_open(&d, 1);
    show_at(&d, &ref, 1000 * MS, false);
    jobs_finish(d.jobs);
    assert_false(pictures_fading(d.pictures));
    show_at(&d, &ref, 1251 * MS, false);
    assert_int_equal(pictures_level(d.pictures, &ref), 0);
    assert_true(pictures_fading(d.pictures));
    show_at(&d, &ref, 1326 * MS, false);
    assert_int_equal(pictures_level(d.pictures, &ref), 127);
    assert_true(pictures_fading(d.pictures));
    show_at(&d, &ref, 1326 * MS, false); // by the frame's time and nothing else
    assert_int_equal(pictures_level(d.pictures, &ref), 127);
    show_at(&d, &ref, 1401 * MS, false);
    assert_int_equal(pictures_level(d.pictures, &ref), 255);
    assert_false(pictures_fading(d.pictures));
    show_at(&d, &ref, 9000 * MS, false); // once
    assert_int_equal(pictures_level(d.pictures, &ref), 255);
    desk_close(&d);
}

static void check_at_once(struct desk *d, const struct image_ref *ref, int64_t now_us,
                          bool still)
{
    show_at(d, ref, now_us, still);
    assert_non_null(pictures_find(d->pictures, ref));
    assert_int_equal(pictures_level(d->pictures, ref), 255);
    assert_false(pictures_fading(d->pictures));
    show_at(d, ref, now_us + 20 * MS, false);
    assert_int_equal(pictures_level(d->pictures, ref), 255);
}

static void test_a_picture_in_good_time_is_there_at_once(void **state)
{
    (void)state;
    struct desk d;
    struct image_ref early = ref_of("early", 10), still = ref_of("still", 10),
                     near = ref_of("near", 10), back = ref_of("back", 10);
    desk_open(&d, 1);
    show_at(&d, &early, 0, false);
    jobs_finish(d.jobs);
    check_at_once(&d, &early, 250 * MS, false);
    show_at(&d, &still, 0, false); // motion is reduced
    jobs_finish(d.jobs);
    check_at_once(&d, &still, 5000 * MS, true);
    pictures_begin(d.pictures, 0, false); // it was never looked at
    pictures_want(d.pictures, &near, PICTURES_NEAR);
    pictures_end(d.pictures, 1 << 20);
    jobs_finish(d.jobs);
    check_at_once(&d, &near, 5000 * MS, false);
    show_at(&d, &back, 0, false); // it came while nobody looked
    show_at(&d, NULL, 100 * MS, false);
    show_at(&d, &back, 4900 * MS, false);
    jobs_finish(d.jobs);
    check_at_once(&d, &back, 5000 * MS, false);
    desk_close(&d);
}

static void test_settling_ends_every_fade_and_those_to_come(void **state)
{
    (void)state;
    struct desk d;
    struct image_ref begun = ref_of("begun", 10), come = ref_of("come", 10);
    desk_open(&d, 1);
    show_at(&d, &begun, 0, false);
    jobs_finish(d.jobs);
    show_at(&d, &begun, 300 * MS, false);
    assert_true(pictures_fading(d.pictures));
    pictures_settle(d.pictures);
    assert_false(pictures_fading(d.pictures));
    check_at_once(&d, &begun, 310 * MS, false);
    show_at(&d, &come, 400 * MS, false);
    jobs_finish(d.jobs);
    pictures_settle(d.pictures);
    check_at_once(&d, &come, 900 * MS, false);
    desk_close(&d);
}

static void test_a_fade_that_nobody_sees_is_none(void **state)
{
    (void)state;
    struct desk d;
    struct image_ref ref = ref_of("late", 10);
    desk_open(&d, 1);
    show_at(&d, &ref, 0, false);
    jobs_finish(d.jobs);
    show_at(&d, &ref, 300 * MS, false);
    assert_true(pictures_fading(d.pictures));
    show_at(&d, NULL, 310 * MS, false);
    assert_false(pictures_fading(d.pictures));
    show_at(&d, &ref, 900 * MS, false);
    assert_int_equal(pictures_level(d.pictures, &ref), 255);
    desk_close(&d);
}

// ---- what is wanted soon

static void test_what_is_wanted_soon_comes_after_all_that_is_seen(void **state)
{
    (void)state;
    struct desk d;
    struct gate gate;
    struct image_ref soon[2] = {ref_of("soon1", 10), ref_of("soon2", 10)},
                     seen[2] = {ref_of("seen1", 10), ref_of("seen2", 10)};
    atomic_init(&gate.open, false);
    desk_open(&d, 1);
    jobs_post(d.jobs, (struct job){gate_run, NULL, &gate});
    // Soon alone; then both; then one that is seen, and later another.
    for (int frame = 0; frame < 3; frame++) {
        pictures_begin(d.pictures, 0, false);
        for (int i = 0; i < frame; i++)
            pictures_want(d.pictures, &seen[i], PICTURES_SEEN);
        pictures_want(d.pictures, &soon[0], PICTURES_SOON);
        pictures_want(d.pictures, &soon[1], PICTURES_SOON);
        pictures_end(d.pictures, 0);
        assert_int_equal(pictures_pending(d.pictures),
                         1 + frame); // one of those at a time
    }
    atomic_store(&gate.open, true);
    jobs_finish(d.jobs);
    assert_int_equal(atomic_load(&d.reads), 4);
    assert_int_equal(strncmp(d.read[0], "seen", 4), 0);
    assert_int_equal(strncmp(d.read[1], "seen", 4), 0);
    assert_int_equal(strncmp(d.read[2], "soon", 4), 0);
    assert_non_null(pictures_find(d.pictures, &soon[0]));
    assert_non_null(pictures_find(d.pictures, &soon[1]));
    desk_close(&d);
}

static void test_what_is_wanted_soon_is_kept_and_wakes_nobody(void **state)
{
    (void)state;
    struct desk d;
    struct image_ref soon = ref_of("soon", 10);
    desk_open(&d, 1);
    for (int frame = 0; frame < 3; frame++) {
        pictures_begin(d.pictures, frame * 1000 * MS, false);
        pictures_want(d.pictures, &soon, PICTURES_SOON);
        pictures_end(d.pictures, 0);
        jobs_finish(d.jobs);
        assert_non_null(pictures_find(d.pictures, &soon));
        assert_false(pictures_arrived(d.pictures));
    }
    check_at_once(&d, &soon, 5000 * MS, false);
    show(&d, NULL, 0);
    assert_null(pictures_find(d.pictures, &soon));
    assert_int_equal(atomic_load(&d.reads), 1);
    desk_close(&d);
}

static void test_what_is_no_longer_wanted_soon_is_not_decoded(void **state)
{
    (void)state;
    struct desk d;
    struct gate gate;
    struct image_ref soon = ref_of("soon", 10), other = ref_of("other", 10),
                     seen = ref_of("seen", 10);
    atomic_init(&gate.open, false);
    desk_open(&d, 1);
    jobs_post(d.jobs, (struct job){gate_run, NULL, &gate});
    pictures_begin(d.pictures, 0, false);
    pictures_want(d.pictures, &soon, PICTURES_SOON);
    pictures_want(d.pictures, &other, PICTURES_SOON);
    pictures_end(d.pictures, 0);
    show(&d, &other, 0); // one of them was tapped, and another page came
    show(&d, &seen, 0);
    atomic_store(&gate.open, true);
    jobs_finish(d.jobs);
    assert_int_equal(atomic_load(&d.reads), 1);
    assert_string_equal(d.read[0], "seen");
    desk_close(&d);
}

// ---- the log

// What is logged while it is held, by a file in the place of standard error.
static int log_hold(FILE **file)
{
    *file = tmpfile();
    assert_non_null(*file);
    fflush(stderr);
    int real = dup(STDERR_FILENO);
    dup2(fileno(*file), STDERR_FILENO);
    return real;
}

static int log_count(FILE *file, int real, const char *what)
{
    char line[2048];
    int n = 0;
    fflush(stderr);
    dup2(real, STDERR_FILENO);
    close(real);
    rewind(file);
    while (fgets(line, sizeof(line), file))
        n += strstr(line, what) != NULL;
    fclose(file);
    return n;
}

static void test_the_log_names_a_bad_picture_once(void **state)
{
    (void)state;
    struct desk d;
    FILE *file;
    desk_open(&d, 2);
    int real = log_hold(&file);
    for (int frame = 0; frame < 6; frame++) {
        struct image_ref ref = ref_of("corrupt", 20 + frame), part = ref;
        part.part = (struct part){0, 0, 0.1f * (float)(frame + 1), 1};
        pictures_begin(d.pictures, 0, false);
        pictures_want(d.pictures, &ref, PICTURES_SEEN);
        pictures_want(d.pictures, &part, PICTURES_SEEN);
        pictures_end(d.pictures, 0);
        jobs_finish(d.jobs);
        show(&d, NULL, 0);
    }
    assert_int_equal(log_count(file, real, "picture corrupt"), 1);
    // All were tried. Of those parts nothing is kept; that all of it failed is known for good.
    assert_int_equal(atomic_load(&d.reads), 12);
    struct image_ref ref = ref_of("corrupt", 20), part = ref;
    part.part = (struct part){0, 0, 0.1f, 1};
    show(&d, &ref, 0);
    show(&d, &part, 0);
    jobs_finish(d.jobs);
    assert_int_equal(atomic_load(&d.reads), 13);
    assert_int_equal(pictures_bytes(d.pictures), 0);
    desk_close(&d);
}

static void test_jobs_may_outlive_the_pictures(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++) {
        struct desk d;
        struct image_ref a = ref_of("a", 30), b = ref_of("corrupt", 30);
        desk_open(&d, 2);
        pictures_begin(d.pictures, 0, false);
        pictures_want(d.pictures, &a, PICTURES_SEEN);
        pictures_want(d.pictures, &b, PICTURES_SEEN);
        pictures_end(d.pictures, 0);
        pictures_close(d.pictures);
        jobs_destroy(d.jobs);
    }
}

static void test_without_workers_or_a_pack_there_are_placeholders(void **state)
{
    (void)state;
    struct pictures *p = pictures_open(NULL, NULL, NULL);
    struct image_ref ref = ref_of("good", 10), nameless = ref_of("", 10);
    pictures_begin(p, 0, false);
    pictures_want(p, &ref, PICTURES_SEEN);
    pictures_want(p, &nameless, PICTURES_SEEN);
    pictures_end(p, 0);
    assert_int_equal(pictures_pending(p), 0);
    assert_null(pictures_find(p, &ref));
    pictures_close(p);
    pictures_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_picture_is_there_after_its_job_and_is_read_once),
        cmocka_unit_test(test_a_bad_picture_is_tried_once_and_never_there),
        cmocka_unit_test(test_each_size_and_focus_is_a_picture_of_its_own),
        cmocka_unit_test(test_the_longest_unused_goes_when_memory_is_short),
        cmocka_unit_test(test_what_left_before_it_was_decoded_is_not_decoded),
        cmocka_unit_test(test_a_picture_wanted_again_in_time_still_comes),
        cmocka_unit_test(test_a_picture_that_comes_late_fades_in),
        cmocka_unit_test(test_a_picture_in_good_time_is_there_at_once),
        cmocka_unit_test(test_settling_ends_every_fade_and_those_to_come),
        cmocka_unit_test(test_a_fade_that_nobody_sees_is_none),
        cmocka_unit_test(test_what_is_wanted_soon_comes_after_all_that_is_seen),
        cmocka_unit_test(test_what_is_wanted_soon_is_kept_and_wakes_nobody),
        cmocka_unit_test(test_what_is_no_longer_wanted_soon_is_not_decoded),
        cmocka_unit_test(test_the_log_names_a_bad_picture_once),
        cmocka_unit_test(test_jobs_may_outlive_the_pictures),
        cmocka_unit_test(test_without_workers_or_a_pack_there_are_placeholders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

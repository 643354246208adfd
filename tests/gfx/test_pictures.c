#include "gfx/pictures.h"

#include <stdatomic.h>
#include <stdio.h>

#include "base/log.h"
#include "encoded.h"

// A pack whose media are named by what is wrong with them, and the workers that read it.
struct desk {
    atomic_int reads;
    struct jobs *jobs;
    struct pictures *pictures;
};

static bool read_media(void *data, const char *media, int min_w, int min_h,
                       struct gfx_media *out, struct err *err)
{
    struct desk *desk = data;
    atomic_fetch_add(&desk->reads, 1);
    if (strcmp(media, "absent") == 0 || min_w <= 0 || min_h <= 0)
        return err_set(err, "picture %s: not in the pack", media);
    *out = encoded_jpeg(80, 60);
    if (strcmp(media, "truncated") == 0)
        out->len /= 2;
    if (strcmp(media, "empty") == 0)
        out->len = 0;
    if (strcmp(media, "corrupt") == 0)
        memset(out->bytes, 0x5A, out->len);
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
    pictures_begin(d->pictures);
    if (ref)
        pictures_want(d->pictures, ref);
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
    pictures_begin(d.pictures);
    pictures_want(d.pictures, &gone);
    pictures_want(d.pictures, &back);
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

static void test_jobs_may_outlive_the_pictures(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++) {
        struct desk d;
        struct image_ref a = ref_of("a", 30), b = ref_of("corrupt", 30);
        desk_open(&d, 2);
        pictures_begin(d.pictures);
        pictures_want(d.pictures, &a);
        pictures_want(d.pictures, &b);
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
    pictures_begin(p);
    pictures_want(p, &ref);
    pictures_want(p, &nameless);
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
        cmocka_unit_test(test_jobs_may_outlive_the_pictures),
        cmocka_unit_test(test_without_workers_or_a_pack_there_are_placeholders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

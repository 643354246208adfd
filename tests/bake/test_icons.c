// The icons and files that are compiled in.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>

#include "bake/files.h"
#include "bake/icons.h"

// How many of an icon's pixels are at least half covered.
static int covered(const struct bake_icon *icon)
{
    int n = 0;
    for (int i = 0; i < icon->size * icon->size; i++)
        n += icon->alpha[i] >= 128;
    return n;
}

static void test_every_icon_of_the_assets_folder_is_found_and_is_a_drawing(void **state)
{
    (void)state;
    DIR *dir = opendir(SOURCE_DIR "/assets/icons");
    assert_non_null(dir);
    int n = 0;
    for (struct dirent *e; (e = readdir(dir));) {
        char *dot = strrchr(e->d_name, '.');
        if (!dot || strcmp(dot, ".svg") != 0)
            continue;
        *dot = '\0';
        const struct bake_icon *icon = bake_icon_find(e->d_name);
        if (!icon)
            fail_msg("icon '%s' isn't found", e->d_name);
        assert_string_equal(icon->name, e->d_name);
        assert_int_equal(icon->size, BAKE_ICON_PX);
        // Neither empty nor a full square.
        assert_in_range(covered(icon), 100, BAKE_ICON_PX * BAKE_ICON_PX * 3 / 4);
        n++;
    }
    closedir(dir);
    assert_true(n > 10);
}

static void test_an_icon_fills_its_square_and_points_where_it_should(void **state)
{
    (void)state;
    const struct bake_icon *back = bake_icon_find("back");
    assert_non_null(back);
    int left = BAKE_ICON_PX, right = 0;
    for (int y = 0; y < back->size; y++) {
        for (int x = 0; x < back->size; x++) {
            if (back->alpha[y * back->size + x] < 128)
                continue;
            left = x < left ? x : left;
            right = x > right ? x : right;
        }
    }
    assert_in_range(left, 4, 24);
    assert_in_range(right, 104, 124);
    // The arrow's head is on the left: more is covered there.
    int halves[2] = {0, 0};
    for (int i = 0; i < back->size * back->size; i++)
        halves[i % back->size >= back->size / 2] += back->alpha[i] >= 128;
    assert_true(halves[0] > halves[1]);
}

static void test_names_that_are_none_give_null(void **state)
{
    (void)state;
    static const char *const names[] = {"", "bac", "backs", "no-such", "back.svg", "zzz"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        assert_null(bake_icon_find(names[i]));
        assert_null(bake_file_find(names[i]));
    }
}

static void test_the_schema_is_the_file_byte_by_byte(void **state)
{
    (void)state;
    const struct bake_file *schema = bake_file_find("schema.sql");
    assert_non_null(schema);
    FILE *in = fopen(SOURCE_DIR "/data/schema.sql", "rb");
    assert_non_null(in);
    for (size_t i = 0; i < schema->len; i++)
        assert_int_equal(fgetc(in), schema->bytes[i]);
    assert_int_equal(fgetc(in), EOF);
    assert_int_equal(schema->bytes[schema->len], 0);
    fclose(in);
}

static void test_all_files_are_listed_in_order_and_found_by_name(void **state)
{
    (void)state;
    size_t n = 0;
    const struct bake_file *files = bake_files(&n);
    assert_true(n >= 3);
    for (size_t i = 0; i < n; i++) {
        assert_ptr_equal(bake_file_find(files[i].name), &files[i]);
        assert_int_equal((uintptr_t)files[i].bytes % 16, 0);
        if (i)
            assert_true(strcmp(files[i - 1].name, files[i].name) < 0);
    }
    assert_non_null(bake_file_find("words/en.mo"));
    assert_non_null(bake_file_find("words/es.mo"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_icon_of_the_assets_folder_is_found_and_is_a_drawing),
        cmocka_unit_test(test_an_icon_fills_its_square_and_points_where_it_should),
        cmocka_unit_test(test_names_that_are_none_give_null),
        cmocka_unit_test(test_the_schema_is_the_file_byte_by_byte),
        cmocka_unit_test(test_all_files_are_listed_in_order_and_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

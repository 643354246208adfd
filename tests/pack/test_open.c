// What pack_open makes of every kind of path and file an operator can give it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/stat.h>

#include "pack/pack.h"
#include "sample.h"

static struct sample sample;

static int setup(void **state)
{
    (void)state;
    sample_init(&sample);
    sample_make(&sample);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sample_release(&sample);
    return 0;
}

static void expect_fault(const char *path, enum pack_fault want, const char *word)
{
    struct err err = {""};
    enum pack_fault fault = PACK_FAULT_NONE;
    struct pack *pack = pack_open(path, &fault, &err);
    if (pack || fault != want || !strstr(err.text, word))
        fail_msg("'%s': fault %d, not %d: '%s' lacks '%s'", path, (int)fault, (int)want,
                 err.text, word);
}

static void expect_opens(const char *path)
{
    struct err err = {""};
    enum pack_fault fault = PACK_FAULT_DAMAGED;
    struct pack *pack = pack_open(path, &fault, &err);
    if (!pack)
        fail_msg("'%s': %s", path, err.text);
    assert_int_equal(fault, PACK_FAULT_NONE);
    pack_close(pack);
}

// Overwrites the file with a changed copy, checks, and removes it again.
static void with_bytes(const void *bytes, size_t len, enum pack_fault want,
                       const char *word)
{
    sample_write(sample.path, bytes, len);
    expect_fault(sample.path, want, word);
}

static void test_a_good_pack_opens(void **state)
{
    (void)state;
    expect_opens(sample.path);
    pack_close(NULL);
}

static void test_what_is_no_file_is_missing_or_unreadable(void **state)
{
    (void)state;
    char path[200];
    expect_fault("", PACK_FAULT_MISSING, "no pack");
    expect_fault("nowhere/at/all", PACK_FAULT_MISSING, "'nowhere/at/all'");
    expect_fault(sample.folder, PACK_FAULT_UNREADABLE, "a folder");
    expect_fault("/dev/zero", PACK_FAULT_UNREADABLE, "a device");
    snprintf(path, sizeof(path), "%s/under", sample.path);
    expect_fault(path, PACK_FAULT_MISSING, "no pack");

    snprintf(path, sizeof(path), "%s/fifo", sample.folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    expect_fault(path, PACK_FAULT_UNREADABLE, "pipe");
    unlink(path);

    assert_int_equal(symlink("not-there", path), 0);
    expect_fault(path, PACK_FAULT_MISSING, "no pack");
    unlink(path);
    assert_int_equal(symlink("fifo", path), 0); // to itself
    expect_fault(path, PACK_FAULT_UNREADABLE, "can't be reached");
    unlink(path);
}

static void test_a_link_to_a_pack_opens(void **state)
{
    (void)state;
    char path[200];
    snprintf(path, sizeof(path), "%s/link", sample.folder);
    assert_int_equal(symlink("sample.pack", path), 0);
    expect_opens(path);
    unlink(path);
}

static void test_odd_names_open_the_file_they_name(void **state)
{
    (void)state;
    static const char *const names[] = {"with space", "a#b",     "a?mode=rwc",
                                        "100%",       "%41",     "ä-東京.pack",
                                        "a&b;c",      "\xff\xfe"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        char path[200];
        snprintf(path, sizeof(path), "%s/%s", sample.folder, names[i]);
        assert_int_equal(rename(sample.path, path), 0);
        expect_opens(path);
        assert_int_equal(rename(path, sample.path), 0);
    }
}

static void test_long_and_unprintable_paths_are_shown_by_their_end(void **state)
{
    (void)state;
    char path[600];
    memset(path, 'x', sizeof(path));
    memcpy(path + sizeof(path) - 9, "/the-end", 9);
    expect_fault(path, PACK_FAULT_MISSING, "…x");
    expect_fault(path, PACK_FAULT_MISSING, "/the-end'");
    expect_fault("a\nb\xff", PACK_FAULT_MISSING,
                 "'a\xEF\xBF\xBD"
                 "b\xEF\xBF\xBD'");
}

static void test_files_of_other_kinds_are_foreign(void **state)
{
    (void)state;
    char noise[5000];
    for (size_t i = 0; i < sizeof(noise); i++)
        noise[i] = (char)(i * i * 31 + 7);
    with_bytes(noise, sizeof(noise), PACK_FAULT_FOREIGN, "not a Backlot pack");
    unlink(sample.path);
    sample_sql(sample.path, "CREATE TABLE pack (id TEXT); PRAGMA user_version = 1;");
    expect_fault(sample.path, PACK_FAULT_FOREIGN, "not a Backlot pack");
}

static void test_a_newer_schema_is_named_so_and_none_is_damage(void **state)
{
    (void)state;
    sample_sql(sample.path, "PRAGMA user_version = 2");
    expect_fault(sample.path, PACK_FAULT_NEWER, "newer tourc");
    sample_sql(sample.path, "PRAGMA user_version = 0");
    expect_fault(sample.path, PACK_FAULT_DAMAGED, "no schema");
}

static void test_what_is_cut_short_is_damaged(void **state)
{
    (void)state;
    size_t len;
    char *bytes = sample_read(sample.path, &len);
    with_bytes(bytes, 0, PACK_FAULT_DAMAGED, "empty");
    with_bytes(bytes, 99, PACK_FAULT_DAMAGED, "cut short");
    with_bytes(bytes, 100, PACK_FAULT_DAMAGED, "cut short");
    with_bytes(bytes, 1024, PACK_FAULT_DAMAGED, "cut short");
    with_bytes(bytes, len - 1, PACK_FAULT_DAMAGED, "cut short");
    bytes[16] = 3;
    with_bytes(bytes, len, PACK_FAULT_DAMAGED, "page size");
    free(bytes);
}

static void test_a_pack_without_its_tables_or_its_row_is_damaged(void **state)
{
    (void)state;
    sample_sql(sample.path, "DELETE FROM pack");
    expect_fault(sample.path, PACK_FAULT_DAMAGED, "what it is");
    sample_make(&sample);
    sample_sql(sample.path, "UPDATE pack SET original_lang = ''");
    expect_fault(sample.path, PACK_FAULT_DAMAGED, "what it is");
    sample_make(&sample);
    sample_sql(sample.path, "DROP TABLE fact_use");
    expect_fault(sample.path, PACK_FAULT_DAMAGED, "fact_use");
}

static void test_a_view_in_the_place_of_a_table_is_damage(void **state)
{
    (void)state;
    sample_sql(sample.path,
               "DROP TABLE fact_use; CREATE VIEW fact_use (entity, entity_id,"
               " position, fact) AS WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL"
               " SELECT x + 1 FROM t) SELECT 'place', 'hall', x, 'egg' FROM t");
    expect_fault(sample.path, PACK_FAULT_DAMAGED, "damaged");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define OPEN_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        OPEN_TEST(test_a_good_pack_opens),
        OPEN_TEST(test_what_is_no_file_is_missing_or_unreadable),
        OPEN_TEST(test_a_link_to_a_pack_opens),
        OPEN_TEST(test_odd_names_open_the_file_they_name),
        OPEN_TEST(test_long_and_unprintable_paths_are_shown_by_their_end),
        OPEN_TEST(test_files_of_other_kinds_are_foreign),
        OPEN_TEST(test_a_newer_schema_is_named_so_and_none_is_damage),
        OPEN_TEST(test_what_is_cut_short_is_damaged),
        OPEN_TEST(test_a_pack_without_its_tables_or_its_row_is_damaged),
        OPEN_TEST(test_a_view_in_the_place_of_a_table_is_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

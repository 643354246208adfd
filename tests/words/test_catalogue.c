// Reading .mo bytes, and refusing damaged ones.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bake/files.h"
#include "base/array.h"
#include "base/str.h"
#include "words/catalogue.h"

struct entry {
    const char *key, *value;
    size_t key_len, value_len;
};

#define ENTRY(k, v)                                                                      \
    {                                                                                    \
        k, v, sizeof(k) - 1, sizeof(v) - 1                                               \
    }

static void put_number(unsigned char *b, size_t n)
{
    for (int i = 0; i < 4; i++)
        b[i] = (unsigned char)(n >> (8 * i));
}

// A .mo as GNU gettext documents it. The caller frees it.
static unsigned char *make_mo(const struct entry *entries, size_t n, size_t *len_out)
{
    size_t len = 28 + n * 16;
    for (size_t i = 0; i < n; i++)
        len += entries[i].key_len + entries[i].value_len + 2;
    unsigned char *mo = calloc(1, len);
    const size_t head[] = {0x950412de, 0, n, 28, 28 + n * 8, 0, 0};
    for (size_t i = 0; i < ARRAY_LEN(head); i++)
        put_number(mo + i * 4, head[i]);
    size_t at = 28 + n * 16;
    for (size_t i = 0; i < n; i++) {
        put_number(mo + 28 + i * 8, entries[i].key_len);
        put_number(mo + 32 + i * 8, at);
        memcpy(mo + at, entries[i].key, entries[i].key_len);
        at += entries[i].key_len + 1;
        put_number(mo + 28 + n * 8 + i * 8, entries[i].value_len);
        put_number(mo + 32 + n * 8 + i * 8, at);
        memcpy(mo + at, entries[i].value, entries[i].value_len);
        at += entries[i].value_len + 1;
    }
    *len_out = len;
    return mo;
}

static const struct entry some[] = {
    ENTRY("", "Language: xx\n"),
    ENTRY("Back", "Zurück"),
    ENTRY("Backwards", "Rückwärts"),
    ENTRY("door\x04"
          "Open",
          "Auf"),
    ENTRY("shop\x04"
          "Open",
          "Offen"),
    ENTRY("{n} stop\0{n} stops", "{n} Halt\0{n} Halte"),
    ENTRY("\xC3\x84", "last"),
};

static void test_entries_are_found_by_context_and_msgid(void **state)
{
    (void)state;
    static const struct {
        const char *context, *msgid, *value; // value NULL: absent
    } cases[] = {
        {NULL, "Back", "Zurück"},
        {NULL, "Backwards", "Rückwärts"},
        {"door", "Open", "Auf"},
        {"shop", "Open", "Offen"},
        {NULL, "{n} stop", "{n} Halt"},
        {NULL, "\xC3\x84", "last"},
        {NULL, "", "Language: xx\n"},
        {NULL, "Open", NULL},
        {"doo", "Open", NULL},
        {"doors", "Open", NULL},
        {"shop", "Back", NULL},
        {NULL, "Bac", NULL},
        {NULL, "Backs", NULL},
        {NULL, "zzz", NULL},
        {NULL, "{n} stops", NULL},
        {NULL, " ", NULL},
        {"", "Back", NULL},
    };
    size_t len;
    unsigned char *mo = make_mo(some, ARRAY_LEN(some), &len);
    struct catalogue c;
    assert_true(catalogue_init(&c, mo, len));
    assert_int_equal(c.count, ARRAY_LEN(some));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        uint32_t at = 99;
        bool found = catalogue_find(&c, cases[i].context, cases[i].msgid, &at);
        assert_int_equal(found, cases[i].value != NULL);
        if (found)
            assert_string_equal(catalogue_value(&c, at, NULL), cases[i].value);
    }
    free(mo);
}

static void test_a_plural_entry_gives_its_forms_and_the_last_for_more(void **state)
{
    (void)state;
    size_t len;
    unsigned char *mo = make_mo(some, ARRAY_LEN(some), &len);
    struct catalogue c;
    assert_true(catalogue_init(&c, mo, len));
    uint32_t i;
    assert_true(catalogue_find(&c, NULL, "{n} stop", &i));
    size_t n;
    const char *value = catalogue_value(&c, i, &n);
    assert_string_equal(catalogue_form(value, n, 0), "{n} Halt");
    assert_string_equal(catalogue_form(value, n, 1), "{n} Halte");
    assert_string_equal(catalogue_form(value, n, 5), "{n} Halte");
    assert_string_equal(catalogue_key(&c, i, &n), "{n} stop");
    assert_int_equal(n, 18);
    free(mo);
}

static void test_an_empty_catalogue_finds_nothing(void **state)
{
    (void)state;
    size_t len;
    unsigned char *mo = make_mo(NULL, 0, &len);
    struct catalogue c;
    uint32_t i;
    assert_true(catalogue_init(&c, mo, len));
    assert_false(catalogue_find(&c, NULL, "Back", &i));
    free(mo);
}

// A copy of exactly `len` bytes, so that a sanitizer sees a read beyond it.
static bool accepts(const unsigned char *bytes, size_t len)
{
    unsigned char *exact = malloc(len ? len : 1);
    memcpy(exact, bytes, len);
    struct catalogue c;
    bool good = catalogue_init(&c, exact, len);
    uint32_t i;
    // Must be safe either way.
    catalogue_find(&c, NULL, "Back", &i);
    for (i = 0; i < c.count; i++) {
        size_t n;
        assert_int_equal(catalogue_value(&c, i, &n)[n], '\0');
    }
    free(exact);
    return good;
}

static void test_every_truncation_is_refused(void **state)
{
    (void)state;
    size_t len;
    unsigned char *mo = make_mo(some, ARRAY_LEN(some), &len);
    assert_true(accepts(mo, len));
    for (size_t cut = 0; cut < len; cut++)
        assert_false(accepts(mo, cut));
    free(mo);
}

static void test_offsets_that_point_elsewhere_are_refused(void **state)
{
    (void)state;
    static const struct {
        size_t at;
        uint32_t value;
    } cases[] = {
        {0, 0xde120495},                    // big-endian
        {4, 0x00010000},                    // a later format
        {8, 0xFFFFFFFF},                    // entries
        {8, 1000},                          // more than there is room for
        {12, 0xFFFFFFF8},                   // where the msgids are
        {12, 0},                            // in the header
        {16, 0xFFFFFFF8}, {28, 0xFFFFFFFF}, // a length
        {32, 0xFFFFFFFF},                   // an offset
        {28, 1},                            // no NUL at the end
    };
    size_t len;
    unsigned char *mo = make_mo(some, ARRAY_LEN(some), &len);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        unsigned char saved[4];
        memcpy(saved, mo + cases[i].at, 4);
        put_number(mo + cases[i].at, cases[i].value);
        if (accepts(mo, len))
            fail_msg("%u at byte %zu was accepted", cases[i].value, cases[i].at);
        memcpy(mo + cases[i].at, saved, 4);
    }
    free(mo);
}

static void test_any_one_byte_changed_is_safe_to_read(void **state)
{
    (void)state;
    size_t len;
    unsigned char *mo = make_mo(some, ARRAY_LEN(some), &len);
    for (size_t i = 0; i < len; i++) {
        for (int bit = 0; bit < 8; bit++) {
            mo[i] ^= (unsigned char)(1 << bit);
            accepts(mo, len);
            mo[i] ^= (unsigned char)(1 << bit);
        }
    }
    free(mo);
}

static void test_what_msgfmt_wrote_is_read(void **state)
{
    (void)state;
    const struct bake_file *es = bake_file_find("words/es.mo");
    struct catalogue c;
    assert_true(catalogue_init(&c, es->bytes, es->len));
    // Each entry is found by its own key: the order is the one the search expects.
    for (uint32_t i = 0; i < c.count; i++) {
        const char *key = catalogue_key(&c, i, NULL);
        const char *mark = strchr(key, '\x04');
        char context[64] = "";
        if (mark)
            memcpy(context, key, (size_t)(mark - key));
        uint32_t at;
        assert_true(
            catalogue_find(&c, mark ? context : NULL, mark ? mark + 1 : key, &at));
        assert_int_equal(at, i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entries_are_found_by_context_and_msgid),
        cmocka_unit_test(test_a_plural_entry_gives_its_forms_and_the_last_for_more),
        cmocka_unit_test(test_an_empty_catalogue_finds_nothing),
        cmocka_unit_test(test_every_truncation_is_refused),
        cmocka_unit_test(test_offsets_that_point_elsewhere_are_refused),
        cmocka_unit_test(test_any_one_byte_changed_is_safe_to_read),
        cmocka_unit_test(test_what_msgfmt_wrote_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

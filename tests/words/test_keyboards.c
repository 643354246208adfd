// The keyboards in the program type their language, and what is wrong with one is told.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "words/keyboards.h"

static const struct keyboard *of(struct arena *arena, const char *id)
{
    const struct keyboard *k = keyboard_find(arena, id);
    if (!k)
        fail_msg("there is no keyboard '%s'", id);
    return k;
}

// By a key, with shift, or by holding one.
static bool types(const struct keyboard *k, const char *character)
{
    for (size_t i = 0; i < k->n_rows; i++)
        for (size_t j = 0; j < k->rows[i].count; j++)
            if (strcmp(k->rows[i].plain[j], character) == 0 ||
                strcmp(k->rows[i].caps[j], character) == 0)
                return true;
    for (size_t i = 0; i < k->n_holds; i++)
        for (size_t j = 0; j < k->holds[i].count; j++)
            if (strcmp(k->holds[i].offers[j], character) == 0)
                return true;
    return false;
}

static void test_every_letter_of_a_language_is_on_its_keyboard(void **state)
{
    (void)state;
    static const char latin[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const struct {
        const char *id, *letters;
    } cases[] = {
        {"en", latin},
        {"es", latin},
        {"es", "áéíóúüñÁÉÍÓÚÜÑ"},
        {"fr", latin},
        {"fr", "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ"},
        {"de", latin},
        {"de", "äöüßÄÖÜẞ"},
        {"ru", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"},
        {"ru", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"},
        {KEYBOARD_SYMBOLS, "0123456789.,-?!’'\"&:/¿¡"},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct keyboard *k = of(&arena, cases[i].id);
        size_t len = strlen(cases[i].letters);
        for (size_t at = 0; at < len;) {
            char one[5] = "";
            uint32_t code = utf8_next(cases[i].letters, len, &at);
            one[utf8_put(one, code)] = '\0';
            if (!types(k, one))
                fail_msg("%s does not type '%s'", cases[i].id, one);
        }
    }
    arena_release(&arena);
}

static void test_the_first_rows_are_those_that_hands_know(void **state)
{
    (void)state;
    static const struct {
        const char *tag, *id, *name, *first[3];
    } cases[] = {
        {"en", "en", "English", {"q", "w", "e"}},
        {"en-XA", "en", "English", {"q", "w", "e"}},
        {"es-MX", "es", "Español", {"q", "w", "e"}},
        {"fr", "fr", "Français", {"a", "z", "e"}},
        {"de", "de", "Deutsch", {"q", "w", "e"}},
        {"ru", "ru", "Русский", {"й", "ц", "у"}},
        {"ja", "en", "English", {"q", "w", "e"}},
        {"", "en", "English", {"q", "w", "e"}},
        {"symbols", "en", "English", {"q", "w", "e"}},
        {"../../x", "en", "English", {"q", "w", "e"}},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct keyboard *k = keyboard_for(&arena, cases[i].tag);
        assert_string_equal(k->id, cases[i].id);
        assert_string_equal(k->name, cases[i].name);
        for (size_t j = 0; j < 3; j++)
            assert_string_equal(k->rows[0].plain[j], cases[i].first[j]);
    }
    assert_string_equal(keyboard_for(&arena, "de")->rows[0].plain[5], "z");
    arena_release(&arena);
}

static void test_all_but_the_signs_are_offered(void **state)
{
    (void)state;
    static const char *const ids[] = {"de", "en", "es", "fr", "ru"};
    const struct keyboard **all;
    struct arena arena;
    arena_init(&arena);
    assert_int_equal(keyboard_list(&arena, &all), 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(all[i]->id, ids[i]);
    assert_null(keyboard_find(&arena, "xx"));
    assert_null(keyboard_hold(all[1], "q"));
    assert_string_equal(keyboard_hold(all[1], "e")->offers[1], "é");
    arena_release(&arena);
}

static void test_what_is_wrong_is_told_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"name X\nkeys a b\ncaps A B\nhold a á\n", NULL},
        {"# a remark\n\nname X\nkeys a\n", NULL},
        {"keys a b\n", "x: a keyboard has a name and keys"},
        {"name X\n", "x: a keyboard has a name and keys"},
        {"name\nkeys a\n", "x:1: there is no name"},
        {"name X\nkeys a b a\n", "x:2: the key 'a' stands there twice"},
        {"name X\nkeys a b\nkeys c b\n", "x:3: the key 'b' stands there twice"},
        {"name X\nkeys a b\ncaps A a\n", "x:3: the key 'a' stands there twice"},
        {"name X\nkeys a b\ncaps A\n", "x:3: the row of keys above it is not as long"},
        {"name X\ncaps A\n", "x:2: the row of keys above it is not as long"},
        {"name X\nkeys a\nhold b c\n", "x:3: no row has the key 'b'"},
        {"name X\nkeys a\nhold a\n", "x:3: 'a' offers nothing, or more than 10"},
        {"name X\nkeys a\nhold a b\nhold a c\n",
         "x:4: what 'a' offers stands there twice"},
        {"name X\nkeys\n", "x:2: there is nothing behind the first word"},
        {"name X\nkeys a b c d e f g h i j k l\n", "x:2: there are more than 11 keys"},
        {"name X\nkeys a\nkeys b\nkeys c\nkeys d\n", "x:5: there are more than 3 rows"},
        {"name X\nrows a\n", "x:2: 'rows' is not name, keys, caps or hold"},
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct keyboard k;
        struct err err = {0};
        bool good = keyboard_read(&arena, "x", cases[i].text, &k, &err);
        assert_int_equal(good, cases[i].why == NULL);
        if (cases[i].why)
            assert_string_equal(err.text, cases[i].why);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_letter_of_a_language_is_on_its_keyboard),
        cmocka_unit_test(test_the_first_rows_are_those_that_hands_know),
        cmocka_unit_test(test_all_but_the_signs_are_offered),
        cmocka_unit_test(test_what_is_wrong_is_told_with_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

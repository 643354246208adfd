#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "visit/visit.h"

static struct visit fresh(void)
{
    struct visit v;
    struct command c = visit_open(SCREEN_QUIZ, QUIZ_PLAY, "");
    visit_init(&v, &(struct visit_settings){"en", "daylight", 2, false});
    assert_true(visit_apply(&v, &c));
    return v;
}

static bool apply(struct visit *v, uint32_t kind, int number)
{
    struct command c = command_make(kind, number, NULL);
    return visit_apply(v, &c);
}

static void answer_all(struct visit *v)
{
    while (quiz_on(&v->quiz)) {
        for (int p = 0; p < v->quiz.players; p++)
            assert_true(apply(v, VISIT_ANSWER, quiz_answer_number(p, 1)));
        assert_true(apply(v, VISIT_QUESTION, 0));
    }
    assert_true(quiz_over(&v->quiz));
}

static void test_no_question_comes_again_before_all_have_been_asked(void **state)
{
    (void)state;
    for (int n = 1; n <= 40; n++) {
        for (uint32_t seed = 0; seed < 40; seed++) {
            struct visit v = fresh();
            int asked[40] = {0}, times = 0;
            for (int round = 0; round < 5; round++) {
                assert_true(apply(&v, VISIT_QUIZ, quiz_seeded(quiz_number(1, n), seed)));
                assert_int_equal(v.quiz.n, n < QUIZ_ROUND ? n : QUIZ_ROUND);
                bool here[40] = {false};
                for (int i = 0; i < v.quiz.n; i++) {
                    int q = v.quiz.asked[i];
                    assert_true(q >= 0 && q < n && !here[q]);
                    here[q] = true;
                    asked[q]++;
                    times++;
                }
                for (int q = 0; q < n; q++)
                    if (times <= n)
                        assert_true(asked[q] <= 1);
            }
            for (int q = 0; q < n && times >= n; q++)
                assert_true(asked[q] >= 1);
        }
    }
}

static void test_each_seed_has_its_own_round_and_always_the_same(void **state)
{
    (void)state;
    int same = 0;
    for (uint32_t seed = 0; seed < 200; seed++) {
        struct visit a = fresh(), b = fresh(), c = fresh();
        int number = quiz_number(1, 30);
        apply(&a, VISIT_QUIZ, quiz_seeded(number, seed));
        apply(&b, VISIT_QUIZ, quiz_seeded(number, seed));
        apply(&c, VISIT_QUIZ, quiz_seeded(number, seed + 1));
        assert_true(visit_hash(&a) == visit_hash(&b));
        assert_true(visit_hash(&a) != visit_hash(&c));
        same += memcmp(a.quiz.asked, c.quiz.asked, sizeof(a.quiz.asked)) == 0;
    }
    assert_int_equal(same, 0);
}

// Every choice is shown once, and each of them comes first now and then.
static void test_choices_are_shuffled_and_none_is_lost(void **state)
{
    (void)state;
    for (int n = 2; n <= QUIZ_CHOICES; n++) {
        int first[QUIZ_CHOICES] = {0};
        for (uint32_t seed = 0; seed < 200; seed++) {
            struct visit v = fresh();
            apply(&v, VISIT_QUIZ, quiz_seeded(quiz_number(2, 20), seed));
            for (int i = 0; i < v.quiz.n; i++) {
                int order[QUIZ_CHOICES], again[QUIZ_CHOICES];
                bool shown[QUIZ_CHOICES] = {false};
                quiz_order(&v.quiz, i, n, order);
                quiz_order(&v.quiz, i, n, again);
                assert_memory_equal(order, again, (size_t)n * sizeof(int));
                for (int k = 0; k < n; k++) {
                    assert_true(order[k] >= 0 && order[k] < n && !shown[order[k]]);
                    shown[order[k]] = true;
                }
                first[order[0]]++;
            }
        }
        for (int k = 0; k < n; k++)
            assert_true(first[k] > 200 * QUIZ_ROUND / n / 2);
    }
}

static void test_it_goes_on_when_all_players_have_answered(void **state)
{
    (void)state;
    struct visit v = fresh();
    assert_false(apply(&v, VISIT_QUESTION, 0));
    assert_false(apply(&v, VISIT_ANSWER, 0));
    assert_true(apply(&v, VISIT_QUIZ, quiz_number(2, 20)));
    assert_false(apply(&v, VISIT_QUESTION, 0));
    assert_true(apply(&v, VISIT_ANSWER, quiz_answer_number(1, 3)));
    assert_false(apply(&v, VISIT_ANSWER, quiz_answer_number(1, 2)));
    assert_false(quiz_answered(&v.quiz));
    assert_false(apply(&v, VISIT_QUESTION, 0));
    assert_false(apply(&v, VISIT_ANSWER, quiz_answer_number(2, 0)));
    assert_false(apply(&v, VISIT_ANSWER, quiz_answer_number(0, 4)));
    assert_false(apply(&v, VISIT_ANSWER, -1));
    assert_true(apply(&v, VISIT_ANSWER, quiz_answer_number(0, 0)));
    assert_true(quiz_answered(&v.quiz));
    assert_true(apply(&v, VISIT_QUESTION, 0));
    assert_int_equal(v.quiz.at, 1);
    answer_all(&v);
    assert_false(apply(&v, VISIT_QUESTION, 0));
    assert_false(apply(&v, VISIT_ANSWER, 0));
    assert_true(apply(&v, VISIT_QUIZ, quiz_number(1, 20)));
    assert_int_equal(v.quiz.players, 1);
    assert_int_equal(v.quiz.at, 0);
}

static void test_bad_numbers_begin_nothing(void **state)
{
    (void)state;
    struct visit v = fresh();
    const int bad[] = {-1, 0, quiz_number(1, 0), quiz_number(3, 9), 1 | 1023 << 4};
    uint64_t before = visit_hash(&v);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(apply(&v, VISIT_QUIZ, bad[i]));
    assert_true(visit_hash(&v) == before);
    apply(&v, VISIT_HOME, 0);
    assert_false(
        apply(&v, VISIT_QUIZ, quiz_number(1, 9))); // it is played on its own page
}

static void test_what_was_left_is_over_and_a_reset_forgets_it(void **state)
{
    (void)state;
    struct visit v;
    visit_init(&v, &(struct visit_settings){"en", "daylight", 2, false});
    uint64_t cold = visit_hash(&v);
    struct command open = visit_open(SCREEN_QUIZ, QUIZ_PLAY, "");
    visit_apply(&v, &open);
    apply(&v, VISIT_QUIZ, quiz_number(1, 20));
    uint64_t begun = visit_hash(&v);
    apply(&v, VISIT_ANSWER, 2);
    assert_true(visit_hash(&v) != begun);
    // A look at the places and back: the score is still there.
    struct command places = visit_open(SCREEN_QUIZ, QUIZ_PLACES, "");
    visit_apply(&v, &places);
    assert_int_equal(visit_top(&v)->number, QUIZ_PLACES);
    apply(&v, VISIT_BACK, 0);
    assert_int_equal(visit_top(&v)->screen, SCREEN_QUIZ);
    assert_int_equal(visit_top(&v)->number, QUIZ_PLAY);
    assert_int_equal(v.quiz.players, 1);
    apply(&v, VISIT_HOME, 0);
    visit_apply(&v, &open);
    assert_int_equal(v.quiz.players, 0);
    assert_int_equal(v.quiz.rounds, 1);
    apply(&v, VISIT_RESET, 0);
    assert_true(visit_hash(&v) == cold);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_question_comes_again_before_all_have_been_asked),
        cmocka_unit_test(test_each_seed_has_its_own_round_and_always_the_same),
        cmocka_unit_test(test_choices_are_shuffled_and_none_is_lost),
        cmocka_unit_test(test_it_goes_on_when_all_players_have_answered),
        cmocka_unit_test(test_bad_numbers_begin_nothing),
        cmocka_unit_test(test_what_was_left_is_over_and_a_reset_forgets_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

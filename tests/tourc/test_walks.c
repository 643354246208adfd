// Legs, directions and triggers: what becomes of them, and what is said when they are wrong.
#include "mistakes.h"
#include "rows.h"

static int setup(void **state)
{
    (void)state;
    sandbox_enter("walks");
    sandbox_copy_fixture("tour");
    build("tour", "tour.pack");
    return 0;
}

static void test_a_leg_is_a_line_with_its_length_and_minutes(void **state)
{
    (void)state;
    expect_rows("tour.pack", "SELECT * FROM leg",
                "square|walk|1|213.0|3|no|"
                "LINESTRING(-118.2363 34.0558, -118.2375 34.056, -118.238 34.0568)");
    expect_rows("tour.pack", "SELECT * FROM leg_step",
                "square.1|square|1|0.0|start\nsquare.2|square|2|104.0|slight_right\n"
                "square.3|square|3|213.0|arrive");
    expect_rows("tour.pack",
                "SELECT id, lang, body FROM txt WHERE entity = 'leg_step' AND"
                " id <> 'square.2'",
                "square.1|en|Leave the gate behind you.\n"
                "square.1|es|La puerta queda atrás.\n"
                "square.3|en|The square.\nsquare.3|es|La plaza.");
}

static void test_every_stop_of_a_walk_has_a_trigger(void **state)
{
    (void)state;
    expect_rows("tour.pack", "SELECT * FROM \"trigger\"",
                "gate|circle|34.0558|-118.2363|40.0|60.0|3.0|0|1|\n"
                "square|polygon|34.0569|-118.2381|0.0|20.0|1.5|2|0|"
                "POLYGON((-118.2384 34.0566, -118.2384 34.0572, -118.2378 34.0572, "
                "-118.2378 34.0566, -118.2384 34.0566))");
    sandbox_shell(
        "rm -rf t && cp -r tour t && sed -i '/^trigger:/,/priority/d' "
        "t/walk/02-square.md && sed -i 's/precision: building/precision: city/' "
        "t/places/old-gate.yaml && sed -i '/towards/d' t/places/old-gate.yaml");
    build("t", "t.pack");
    // As wide as a block is known; and a city has none.
    expect_rows("t.pack", "SELECT stop, radius, exit, once FROM \"trigger\"",
                "square|75.0|112.5|1");
    sandbox_shell("rm -rf t && cp -r tour t && sed -i '/^trigger:/,/priority/d' "
                  "t/walk/02-square.md && sed -i '/^legs:/,$d' t/walk/tour*.yaml && "
                  "sed -i 's/mode: walk/mode: lot/' t/walk/tour.yaml");
    build("t", "t.pack");
    expect_rows("t.pack", "SELECT (SELECT count(*) FROM \"trigger\"), count(*) FROM leg",
                "0|0");
}

static void test_a_walk_may_end_where_it_began(void **state)
{
    (void)state;
    sandbox_shell("rm -rf t && cp -r tour t && sed 's/code: 101/code: 103/' "
                  "t/walk/01-gate.md > t/walk/03-again.md && "
                  "sed -i '/^legs:/,$d' t/walk/tour*.yaml");
    build("t", "t.pack");
    expect_rows("t.pack", "SELECT count(*) FROM \"trigger\"", "3");
}

#define TOUR "walk/tour.yaml"
#define TOUR_ES "walk/tour.es.yaml"
#define STOP "walk/02-square.md"
#define GATE "walk/01-gate.md"
#define OUTLINE                                                                          \
    "  outline:\n    - [34.0566, -118.2384]\n    - [34.0572, -118.2384]\n"               \
    "    - [34.0572, -118.2378]\n    - [34.0566, -118.2378]\n"

static const struct mistake mistakes[] = {
    // Legs.
    {TOUR, "steps: no", "steps: maybe",
     TOUR ":15:12: unknown steps 'maybe': expected one of yes, no, unknown"},
    {TOUR, "steps: no", "step: no",
     TOUR ":15:5: unknown key 'step' in legs (did you mean 'steps'?)"},
    {TOUR, "[34.0560, -118.2375]", "[34.0560]",
     TOUR ":18:9: expected a point like [34.05583, -118.23611], latitude first"},
    {TOUR, "[34.0560, -118.2375]", "[-118.2375, 34.0560]",
     TOUR ":18:10: expected a number from -90 to 90 for 'lat', found '-118.2375'"},
    {TOUR, "[34.0560, -118.2375]", "[34.0560, west]",
     TOUR ":18:19: expected a number from -180 to 180 for 'lon', found 'west'"},
    {TOUR,
     "      - [34.0558, -118.2363]\n      - [34.0560, -118.2375]\n"
     "      - [34.0568, -118.2380]\n",
     "      - [34.0558, -118.2363]\n",
     TOUR ":17:7: expected 2 to 5000 points for 'line', found 1"},
    {TOUR, "- [34.0558, -118.2363]", "- [34.0550, -118.2363]",
     TOUR ":17:7: the leg to 'square' begins 89 m from stop 'gate': expected at most 60"},
    {TOUR, "- [34.0568, -118.2380]", "- [34.0578, -118.2380]",
     TOUR
     ":17:7: the leg to 'square' ends 100 m from stop 'square': expected at most 60"},
    {TOUR, "- [34.0568, -118.2380]", "- [34.0568, -118.2377]",
     TOUR ":17:7: the leg to 'square' ends outside the stop's trigger, 38 m from its "
          "place: expected an end inside, or a larger 'trigger'"},
    // Directions.
    {TOUR, "turn: slight_right", "turn: slight_rihgt",
     TOUR ":25:15: unknown turn 'slight_rihgt' (did you mean 'slight_right'?)"},
    {TOUR, "at: [34.0560, -118.2374]", "at: [34.0564, -118.2374]",
     TOUR ":24:13: direction 2 of the leg to 'square' is off the leg's line: expected a "
          "point at most 15 m from it"},
    {TOUR, "at: [34.0558, -118.2363]", "at: [34.0562, -118.23763]",
     TOUR ":24:13: direction 2 of the leg to 'square' lies before the one above it: "
          "expected the order of the way"},
    {TOUR, "        say: Past the benches.\n", "",
     TOUR ":24:9: expected key 'say' in directions"},
    {TOUR, "say: Past the benches.", "say: Past the benches.[^plaque]",
     TOUR ":26:31: a source can't be cited in 'say'"},
    {TOUR_ES, "      - say: La plaza.\n", "",
     TOUR_ES ":5:7: expected 3 directions, in the order of the original, found 2"},
    {TOUR_ES, "to: square", "to: sqare",
     TOUR_ES ":3:9: unknown leg to 'sqare' (did you mean 'square'?)"},
    {TOUR_ES, "say: La plaza.", "turn: left",
     TOUR_ES ":7:9: unknown key 'turn' in directions"},
    // Triggers.
    {STOP, OUTLINE, "  radius: 60\n",
     STOP ":8:11: radius 60 is less than how well place 'square' is known: expected at "
          "least 75 for the precision 'block'"},
    {STOP, OUTLINE, "  radius: 80\n  exit: 80\n",
     STOP ":9:9: exit 80 lies within radius 80: expected more"},
    {STOP, OUTLINE, "  radius: wide\n",
     STOP ":8:11: expected a number from 1 to 2000 for 'radius', found 'wide'"},
    {STOP, "  outline:", "  radius: 80\n  outline:",
     STOP ":8:11: a trigger with both 'radius' and 'outline': expected one of them"},
    {STOP, OUTLINE, "  outline: [[34.0566, -118.2384], [34.0572, -118.2384]]\n",
     STOP ":8:12: expected 3 to 256 points for 'outline', found 2"},
    {STOP, OUTLINE,
     "  outline: [[34.0576, -118.2384], [34.0582, -118.2384], [34.0582, -118.2378]]\n",
     STOP ":8:12: the outline is 83 m from place 'square': expected one around it, or "
          "within 60 m"},
    {STOP, "once: no", "once: never",
     STOP ":14:9: unknown once 'never': expected one of yes, no"},
    {"places/square.yaml", "precision: block", "precision: district",
     STOP
     ":8:3: of place 'square' only the district is known, and nobody can say when it "
     "is reached: expected no 'trigger'"},
    {GATE, "code: 101", "code: 101\ntrigger:\n  radius: 900\n  priority: 2",
     STOP
     ":8:3: the trigger of stop 'square' lies wholly in that of stop 'gate': expected "
     "smaller ones, or another 'priority'"},
};

// Of a tour without translated legs, which would bring complaints of their own.
static const struct mistake disordered[] = {
    {TOUR, "to: square", "to: gate",
     TOUR ":14:9: leg 1 leads to 'gate': expected 'square', the stop after 'gate'"},
    {TOUR, "  - to: square",
     "  - to: square\n    line: [[34.0558, -118.2363], [34.0568, "
     "-118.2380]]\n  - to: gate",
     TOUR ":16:9: 2 legs for 2 stops: expected 1, one from each stop to the next"},
    {TOUR, "  - to: square\n",
     "  - to: square\n    line: [[34.0558, -118.2363], [34.0568, "
     "-118.2380]]\n  - to: square\n",
     TOUR ":16:9: duplicate leg to 'square', first given at t/" TOUR ":14"},
};

static void test_a_mistake_brings_one_complaint_that_names_it(void **state)
{
    (void)state;
    assert_int_equal(mistakes_missed(mistakes, ARRAY_LEN(mistakes)), 0);
    sandbox_shell("sed -i '/^legs:/,$d' tour/walk/tour.es.yaml");
    assert_int_equal(mistakes_missed(disordered, ARRAY_LEN(disordered)), 0);
}

static void test_only_a_walk_is_walked(void **state)
{
    (void)state;
    sandbox_shell("rm -rf t && cp -r tour t && sed -i 's/mode: walk/mode: drive/' "
                  "t/walk/tour.yaml");
    struct sandbox_run run = SANDBOX_TOURC("check", "t");
    assert_string_equal(
        run.err,
        "t/" STOP ":8:3: only a tour with 'mode: walk' has triggers: expected none\n"
        "t/" TOUR ":14:9: only a tour with 'mode: walk' has legs: expected none\n");
    sandbox_done(&run);
}

static void test_a_walk_has_at_most_256_stops(void **state)
{
    (void)state;
    sandbox_shell("rm -rf t && cp -r tour t && cd t/walk && for i in $(seq 100 354); do "
                  "grep -v code 01-gate.md > $i-stop-$i.md; done");
    struct sandbox_run run = SANDBOX_TOURC("check", "t");
    assert_string_equal(run.err,
                        "t/" TOUR ":1:1: a walk of 257 stops: expected at most 256\n");
    sandbox_done(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_leg_is_a_line_with_its_length_and_minutes),
        cmocka_unit_test(test_every_stop_of_a_walk_has_a_trigger),
        cmocka_unit_test(test_a_walk_may_end_where_it_began),
        cmocka_unit_test(test_a_mistake_brings_one_complaint_that_names_it),
        cmocka_unit_test(test_only_a_walk_is_walked),
        cmocka_unit_test(test_a_walk_has_at_most_256_stops),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}

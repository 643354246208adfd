#include "town.h"

#include "map/alias.h"
#include "map/shapes_data.h"

static const struct {
    const char *layer;
    enum mvt_kind kind;
    const char *tags[4]; // key, value, key, value
    enum style_row row;
} features[] = {
    // OpenMapTiles
    {"transportation", MVT_LINE, {"class", "motorway"}, STYLE_MOTORWAY},
    {"transportation", MVT_LINE, {"class", "motorway", "ramp", "1"}, STYLE_LINK},
    {"transportation",
     MVT_LINE,
     {"class", "primary", "brunnel", "bridge"},
     STYLE_PRIMARY},
    {"transportation", MVT_LINE, {"class", "primary", "brunnel", "tunnel"}, STYLE_TUNNEL},
    {"transportation", MVT_LINE, {"class", "minor"}, STYLE_MINOR},
    {"transportation", MVT_LINE, {"class", "path", "subclass", "footway"}, STYLE_PATH},
    {"transportation",
     MVT_LINE,
     {"class", "path", "subclass", "pedestrian"},
     STYLE_MINOR},
    {"transportation",
     MVT_AREA,
     {"class", "path", "subclass", "pedestrian"},
     STYLE_PLAZA},
    {"transportation", MVT_LINE, {"class", "rail"}, STYLE_RAIL},
    {"transportation", MVT_LINE, {"class", "rail", "service", "yard"}, STYLE_NONE},
    {"transportation", MVT_LINE, {"class", "subway", "brunnel", "tunnel"}, STYLE_NONE},
    {"transportation", MVT_LINE, {"class", "proposed"}, STYLE_NONE},
    {"transportation", MVT_LINE, {NULL}, STYLE_NONE},
    {"landcover", MVT_AREA, {"class", "wood", "subclass", "forest"}, STYLE_WOOD},
    {"landcover", MVT_AREA, {"class", "grass", "subclass", "park"}, STYLE_GREEN},
    {"landcover", MVT_AREA, {"class", "farmland", "subclass", "vineyard"}, STYLE_NONE},
    {"landcover", MVT_LINE, {"class", "wood"}, STYLE_NONE},
    {"landuse", MVT_AREA, {"class", "residential"}, STYLE_BUILT},
    {"park", MVT_AREA, {"class", "nature_reserve"}, STYLE_GREEN},
    {"park", MVT_POINT, {"class", "nature_reserve"}, STYLE_NONE},
    {"water", MVT_AREA, {"class", "lake"}, STYLE_WATER},
    {"waterway", MVT_LINE, {"class", "river"}, STYLE_RIVER},
    {"waterway", MVT_LINE, {"class", "stream", "brunnel", "tunnel"}, STYLE_NONE},
    {"building", MVT_AREA, {NULL}, STYLE_BUILDING},
    {"aeroway", MVT_LINE, {"class", "runway"}, STYLE_RUNWAY},
    {"transportation_name", MVT_LINE, {"class", "primary"}, STYLE_NONE},
    {"poi", MVT_POINT, {"class", "park"}, STYLE_NONE},
    // Mapbox Streets v7
    {"road", MVT_LINE, {"class", "main", "type", "secondary"}, STYLE_SECONDARY},
    {"road", MVT_LINE, {"class", "main"}, STYLE_PRIMARY},
    {"road", MVT_LINE, {"class", "street", "type", "residential"}, STYLE_MINOR},
    {"road", MVT_LINE, {"class", "street_limited"}, STYLE_MINOR},
    {"road", MVT_LINE, {"class", "motorway_link"}, STYLE_LINK},
    {"road", MVT_LINE, {"class", "driveway"}, STYLE_SERVICE},
    {"road", MVT_LINE, {"class", "path", "type", "sidewalk"}, STYLE_NONE},
    {"road", MVT_LINE, {"class", "major_rail", "structure", "tunnel"}, STYLE_NONE},
    {"road", MVT_LINE, {"class", "major_rail"}, STYLE_RAIL},
    {"landuse", MVT_AREA, {"class", "wood"}, STYLE_WOOD},
    {"landuse_overlay", MVT_AREA, {"class", "national_park"}, STYLE_GREEN},
    {"water", MVT_AREA, {NULL}, STYLE_WATER},
    {"waterway", MVT_LINE, {"class", "canal"}, STYLE_RIVER},
    // Protomaps, 3 and 4
    {"roads", MVT_LINE, {"pmap:kind", "highway"}, STYLE_MOTORWAY},
    {"roads",
     MVT_LINE,
     {"kind", "major_road", "kind_detail", "tertiary"},
     STYLE_TERTIARY},
    {"roads", MVT_LINE, {"kind", "highway", "is_link", "true"}, STYLE_LINK},
    {"roads", MVT_LINE, {"kind", "minor_road"}, STYLE_MINOR},
    {"roads", MVT_LINE, {"kind", "rail", "is_tunnel", "true"}, STYLE_NONE},
    {"landuse", MVT_AREA, {"kind", "park"}, STYLE_GREEN},
    {"natural", MVT_AREA, {"pmap:kind", "beach"}, STYLE_SAND},
    {"water", MVT_AREA, {"kind", "ocean"}, STYLE_WATER},
    {"water", MVT_LINE, {"kind", "river"}, STYLE_RIVER},
    {"buildings", MVT_AREA, {"kind", "building"}, STYLE_BUILDING},
    {"boundaries", MVT_LINE, {"kind", "country"}, STYLE_BOUNDARY},
    {"boundaries", MVT_LINE, {"kind", "county"}, STYLE_NONE},
    {"earth", MVT_AREA, {"kind", "earth"}, STYLE_NONE},
    // Shortbread
    {"streets", MVT_LINE, {"kind", "residential"}, STYLE_MINOR},
    {"street_polygons", MVT_AREA, {"kind", "pedestrian"}, STYLE_PLAZA},
    {"land", MVT_AREA, {"kind", "forest"}, STYLE_WOOD},
    {"ocean", MVT_AREA, {NULL}, STYLE_WATER},
    {"water_lines", MVT_LINE, {"kind", "ditch"}, STYLE_STREAM},
};

static void test_each_schema_is_read_by_one_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(features); i++) {
        struct mvt_tag tags[2];
        struct mvt_feature f = {.kind = features[i].kind, .tags = tags};
        for (size_t k = 0; k < 4 && features[i].tags[k]; k += 2)
            tags[f.n_tags++] = (struct mvt_tag){features[i].tags[k],
                                                {MVT_STRING, features[i].tags[k + 1], 0}};
        enum style_row row = alias_row(alias_layer(features[i].layer), &f);
        if (row != features[i].row)
            fail_msg("feature %zu of %s is row %d", i, features[i].layer, (int)row);
    }
}

static void test_boundaries_are_of_countries_and_states(void **state)
{
    (void)state;
    for (int level = 2; level < 9; level++) {
        struct mvt_tag tag = {"admin_level", {MVT_NUMBER, "", level}};
        struct mvt_feature f = {.kind = MVT_LINE, .tags = &tag, .n_tags = 1};
        assert_int_equal(alias_row(ALIAS_BOUNDARY, &f),
                         level <= 4 ? STYLE_BOUNDARY : STYLE_NONE);
    }
}

static size_t count(const struct map_shapes *s, enum style_row row)
{
    return s->begin[row + 1] - s->begin[row];
}

static void test_streets_in_pieces_become_one_line(void **state)
{
    (void)state;
    struct town *t = town_create();
    // A cross, its four arms drawn from anywhere; and a loop of two halves.
    TOWN_LINE(t, "road", "street", {100, 200}, {200, 200});
    TOWN_LINE(t, "road", "street", {300, 200}, {200, 200});
    TOWN_LINE(t, "road", "street", {200, 200}, {200, 100});
    TOWN_LINE(t, "road", "street", {200, 200}, {200, 250}, {200, 300});
    TOWN_LINE(t, "road", "street", {1000, 1000}, {1000, 1100}, {1100, 1100});
    TOWN_LINE(t, "road", "street", {1000, 1000}, {1100, 1000}, {1100, 1100});
    struct map_shapes *s = map_shapes_create(&t->tile, 14, 0, 0);
    assert_int_equal(count(s, STYLE_MINOR), 3);
    size_t flat = 0, points = 0;
    for (uint32_t i = s->begin[STYLE_MINOR]; i < s->begin[STYLE_MINOR + 1]; i++) {
        flat += s->shapes[i].ends == (SHAPE_START_FLAT | SHAPE_END_FLAT);
        points += s->shapes[i].n;
    }
    assert_int_equal(flat, 1); // the loop, which begins in the middle of a side
    assert_int_equal(points, 3 + 4 + 6);
    map_shapes_destroy(s);
    town_destroy(t);
}

static void test_a_street_ends_flat_on_another_and_round_by_itself(void **state)
{
    (void)state;
    struct town *t = town_create();
    TOWN_LINE(t, "road", "primary", {0, 500}, {500, 500}, {1000, 500});
    TOWN_LINE(t, "road", "street", {500, 500}, {500, 900});
    struct mvt_feature *tunnel = town_feature(t, "road", MVT_LINE, "class", "main");
    tunnel->tags[tunnel->n_tags++] =
        (struct mvt_tag){"brunnel", {MVT_STRING, "tunnel", 0}};
    TOWN_PART(t, tunnel, {1000, 500}, {2000, 500});
    TOWN_LINE(t, "road", "trunk", {0, 500}, {100, 100}); // round the corner
    struct map_shapes *s = map_shapes_create(&t->tile, 14, 0, 0);
    assert_int_equal(s->shapes[s->begin[STYLE_MINOR]].ends, SHAPE_START_FLAT);
    assert_int_equal(s->shapes[s->begin[STYLE_PRIMARY]].ends, SHAPE_END_FLAT);
    assert_int_equal(s->shapes[s->begin[STYLE_TUNNEL]].ends, 0);
    assert_int_equal(s->shapes[s->begin[STYLE_TRUNK]].ends, 0);
    map_shapes_destroy(s);
    town_destroy(t);
}

static void test_what_is_kept_stays_within_the_tile(void **state)
{
    (void)state;
    struct town *t = town_create();
    TOWN_AREA(t, "water", "lake", {-300, -300}, {5000, -300}, {5000, 2000}, {-300, 2000});
    TOWN_AREA(t, "water", "lake", {-300, -300}, {-10, -300}, {-10, 2000}); // outside
    TOWN_LINE(t, "road", "street", {-100000, 100}, {100000, 100});
    TOWN_LINE(t, "road", "path", {-200, 100}, {2000, 100}, {2000, -50});
    struct map_shapes *s = map_shapes_create(&t->tile, 14, 3, 4);
    assert_int_equal(count(s, STYLE_WATER), 1);
    const struct shape *lake = &s->shapes[s->begin[STYLE_WATER]];
    assert_true(lake->west == 0 && lake->north == 0 && lake->east == 1);
    assert_float_equal(lake->south, 2000.0 / 4096, 1e-7);
    const struct shape *street = &s->shapes[s->begin[STYLE_MINOR]];
    assert_true(street->west >= -0.6f && street->east <= 1.6f);
    assert_int_equal(street->ends, SHAPE_START_CUT | SHAPE_END_CUT);
    const struct shape *path = &s->shapes[s->begin[STYLE_PATH]];
    assert_true(path->west == 0 && path->north == 0 && path->n == 3);
    assert_int_equal(path->ends, SHAPE_START_CUT | SHAPE_END_CUT);
    assert_true(map_shapes_bytes(s) >
                sizeof(*s) +
                    (size_t)(lake->n + street->n + path->n) * sizeof(*s->points));
    map_shapes_destroy(s);
    town_destroy(t);
}

static void test_widths_grow_with_the_zoom_and_classes_with_their_rank(void **state)
{
    (void)state;
    for (enum style_row row = 0; row < STYLE_ROWS; row++) {
        if (style_of(row)->kind == STYLE_AREA)
            continue;
        float last = 0;
        for (double zoom = 4; zoom < 20; zoom += 0.125) {
            float width = style_width_dp(row, zoom);
            assert_true(width >= last && width < 200);
            assert_true((width > 0) == style_shown(row, zoom));
            assert_true(last == 0 || width < last * 1.3f);
            last = width;
        }
        assert_float_equal(style_width_dp(row, 16), style_of(row)->width_dp[3], 1e-4);
    }
    for (enum style_row row = STYLE_SERVICE; row < STYLE_MOTORWAY; row++)
        if (row != STYLE_LINK && row + 1 != STYLE_LINK)
            assert_true(style_width_dp(row, 15) < style_width_dp(row + 1, 15));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_schema_is_read_by_one_table),
        cmocka_unit_test(test_boundaries_are_of_countries_and_states),
        cmocka_unit_test(test_streets_in_pieces_become_one_line),
        cmocka_unit_test(test_a_street_ends_flat_on_another_and_round_by_itself),
        cmocka_unit_test(test_what_is_kept_stays_within_the_tile),
        cmocka_unit_test(test_widths_grow_with_the_zoom_and_classes_with_their_rank),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

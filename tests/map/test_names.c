// What of a tile has a name, and which of its names is shown.
#include "city.h"

#include "map/names_private.h"

static struct map_names *names_of(struct town *t, const char *lang)
{
    return map_names_create(&t->tile, 14, 2804, 6540, lang);
}

static const struct name *find(const struct map_names *names, const char *text)
{
    for (size_t i = 0; i < names->n; i++)
        if (strcmp(names->items[i].text, text) == 0)
            return &names->items[i];
    return NULL;
}

static void test_the_visitor_s_language_comes_first(void **state)
{
    (void)state;
    static const struct {
        const char *lang;
        const char *tags[5][2];
        const char *shown;
    } cases[] = {
        {"es", {{"name", "Street"}, {"name:es", "Calle"}}, "Calle"},
        {"es", {{"name", "Street"}, {"name_es", "Calle"}}, "Calle"},
        {"es", {{"name", "Street"}, {"name:fr", "Rue"}}, "Street"},
        {"en-XA", {{"name", "人民路"}, {"name:en", "Renmin Road"}}, "Renmin Road"},
        {"es", {{"name", "人民路"}, {"name:en", "Renmin Road"}}, "Renmin Road"},
        {"es", {{"name", "人民路"}, {"name:latin", "Renmin Lu"}}, "Renmin Lu"},
        {"zh", {{"name", "人民路"}, {"name:en", "Renmin Road"}}, "人民路"},
        {"zh-Hans", {{"name", "People"}, {"name:zh", "人民路"}}, "人民路"},
        {"es", {{"name", "人民路"}}, "人民路"},
        {"ar-XB", {{"name", "King Road"}, {"name:ar", "شارع الملك"}}, "شارع الملك"},
        {"en", {{"name:latin", "Rheinstraße"}}, "Rheinstraße"},
        {"", {{"name", "Ł’Hôpital – 1"}, {"name:en", "Hospital"}}, "Ł’Hôpital – 1"},
        {NULL, {{"name", "Street"}}, "Street"},
        {"en", {{"name", ""}, {"name_int", "Int"}}, "Int"},
        {"en", {{"name", "  two\n\twords \x7F "}}, "two words"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct town *t = town_create();
        struct mvt_feature *f = town_feature(t, "poi", MVT_POINT, "class", "museum");
        for (int k = 0; k < 5 && cases[i].tags[k][0]; k++)
            city_tag(f, cases[i].tags[k][0], cases[i].tags[k][1]);
        TOWN_PART(t, f, {100, 100});
        struct map_names *names = names_of(t, cases[i].lang);
        assert_int_equal(names->n, 1);
        assert_string_equal(names->items[0].text, cases[i].shown);
        map_names_destroy(names);
        town_destroy(t);
    }
}

static void test_features_are_known_in_every_schema(void **state)
{
    (void)state;
    static const struct {
        const char *layer;
        enum mvt_kind kind;
        const char *key, *class;
        int is; // of enum name_kind; -1: nothing
    } cases[] = {
        {"transportation_name", MVT_LINE, "class", "primary", NAME_MAIN_ROAD},
        {"transportation", MVT_LINE, "class", "minor", NAME_MINOR_ROAD},
        {"road", MVT_LINE, "class", "street", NAME_MINOR_ROAD},
        {"road_label", MVT_LINE, "class", "main", NAME_MAIN_ROAD},
        {"roads", MVT_LINE, "kind", "major_road", NAME_MAIN_ROAD},
        {"transportation_name", MVT_LINE, "class", "rail", -1},
        {"transportation_name", MVT_POINT, "class", "primary", -1},
        {"place", MVT_POINT, "class", "city", NAME_TOWN},
        {"place_label", MVT_POINT, "type", "neighbourhood", NAME_DISTRICT},
        {"poi", MVT_POINT, "subclass", "station", NAME_STATION},
        {"poi", MVT_POINT, "class", "railway", NAME_STATION},
        {"poi", MVT_POINT, "subclass", "subway_entrance", -1},
        {"poi", MVT_POINT, "class", "bus", -1},
        {"poi", MVT_POINT, "class", "cafe", -1},
        {"rail_station_label", MVT_POINT, "maki", "rail-metro", NAME_STATION},
        {"park", MVT_AREA, "class", "nature_reserve", NAME_PARK},
        {"landuse", MVT_AREA, "class", "park", NAME_PARK},
        {"landuse", MVT_AREA, "class", "industrial", -1},
        {"water_name", MVT_POINT, "class", "lake", NAME_WATER},
        {"waterway", MVT_LINE, "class", "river", NAME_WATER},
        {"water", MVT_AREA, "class", "lake", NAME_WATER},
        {"building", MVT_AREA, "class", "park", -1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct town *t = town_create();
        struct mvt_feature *f =
            town_feature(t, cases[i].layer, cases[i].kind, cases[i].key, cases[i].class);
        city_tag(f, "name", "Somewhere");
        if (cases[i].kind == MVT_POINT)
            TOWN_PART(t, f, {9, 9});
        else
            TOWN_PART(t, f, {9, 9}, {2000, 9}, {2000, 2000});
        struct map_names *names = names_of(t, "en");
        assert_int_equal(names->n, cases[i].is >= 0);
        if (names->n)
            assert_int_equal(names->items[0].kind, cases[i].is);
        map_names_destroy(names);
        town_destroy(t);
    }
}

static void test_a_street_is_told_once(void **state)
{
    (void)state;
    struct town *t = town_create();
    static const char *const layers[] = {"transportation", "transportation_name"};
    for (int i = 0; i < 2; i++) {
        struct mvt_feature *f = town_feature(t, layers[i], MVT_LINE, "class", "minor");
        city_tag(f, "name", "Spring Street");
        TOWN_PART(t, f, {0, 0}, {900, 900});
    }
    struct map_names *names = names_of(t, "en");
    assert_int_equal(names->n, 1);
    map_names_destroy(names);
    town_destroy(t);
}

static void test_what_lies_beyond_the_tile_is_the_neighbours(void **state)
{
    (void)state;
    struct town *t = town_create();
    struct mvt_feature *f = town_feature(t, "road", MVT_LINE, "class", "street");
    city_tag(f, "name", "In and Out");
    // In, out at the right, back in, and out at the top.
    TOWN_PART(t, f, {4000, 100}, {4200, 100}, {4200, 500}, {4000, 500}, {4000, -90});
    f = town_feature(t, "road", MVT_LINE, "class", "street");
    city_tag(f, "name", "Outside");
    TOWN_PART(t, f, {-80, -10}, {4096, -10});
    f = town_feature(t, "poi", MVT_POINT, "class", "museum");
    city_tag(f, "name", "Next Door");
    TOWN_PART(t, f, {4096, 5});
    f = town_feature(t, "park", MVT_AREA, "class", "park");
    city_tag(f, "name", "Elysian Park");
    TOWN_PART(t, f, {-64, 1000}, {1000, 1000}, {1000, 3000}, {-64, 3000});
    struct map_names *names = names_of(t, "en");
    assert_int_equal(names->n, 3);
    double side = ldexp(1, -14), unit = side / TOWN_EXTENT;
    for (size_t i = 0; i < names->n; i++)
        for (size_t k = 0; k < names->items[i].n; k++) {
            struct geo_xy p = names->items[i].points[k];
            assert_true(p.x >= 2804 * side && p.x <= 2805 * side);
            assert_true(p.y >= 6540 * side && p.y <= 6541 * side);
        }
    const struct name *park = find(names, "Elysian Park");
    assert_int_equal(park->n, 1);
    assert_true(fabs(park->points[0].x - 2804 * side - 500 * unit) < 200 * unit);
    assert_true(fabs(park->extent / unit - 1459) < 2);
    map_names_destroy(names);
    town_destroy(t);
}

static void test_a_tile_full_of_names_stays_small(void **state)
{
    (void)state;
    enum { N = 30000 };
    struct arena arena;
    arena_init(&arena);
    struct mvt_feature *features = ARENA_ARRAY(&arena, struct mvt_feature, N);
    char *endless = arena_alloc(&arena, 100001);
    memset(endless, 'W', 100000);
    for (int i = 0; i < N; i++) {
        struct mvt_tag *tags = ARENA_ARRAY(&arena, struct mvt_tag, 2);
        struct mvt_point *points = ARENA_ARRAY(&arena, struct mvt_point, 30);
        struct mvt_part *part = ARENA_NEW(&arena, struct mvt_part);
        tags[0] = (struct mvt_tag){"name", {MVT_STRING, endless, 0}};
        tags[1] = (struct mvt_tag){"class", {MVT_STRING, "minor", 0}};
        for (int k = 0; k < 30; k++)
            points[k] = (struct mvt_point){k % 2 ? INT32_MAX : 7, k % 3 ? INT32_MIN : 9};
        *part = (struct mvt_part){points, (size_t)(i % 31)};
        features[i] =
            (struct mvt_feature){0, MVT_LINE, part, i % 5 != 0, tags, i % 7 ? 2 : 1};
    }
    struct mvt_layer layers[] = {{"road", 0, features, N}, {"road", 1, features, N}};
    const struct mvt_tile tile = {layers, 2};
    struct map_names *names = map_names_create(&tile, 14, 2804, 6540, "en");
    assert_in_range(names->n, 1, 6000);
    assert_in_range(map_names_bytes(names), 1, 8 << 20);
    assert_in_range(strlen(names->items[0].text), 90, 100);
    map_names_destroy(names);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_visitor_s_language_comes_first),
        cmocka_unit_test(test_features_are_known_in_every_schema),
        cmocka_unit_test(test_a_street_is_told_once),
        cmocka_unit_test(test_what_lies_beyond_the_tile_is_the_neighbours),
        cmocka_unit_test(test_a_tile_full_of_names_stays_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// Maps: from GeoJSON to tiles that a kiosk and other tools read, and what is said of mistakes.
#include <math.h>

#include "mistakes.h"
#include "mvt/mvt.h"
#include "pack/walks.h"
#include "rows.h"

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena);
    sandbox_enter("maps");
    sandbox_copy_fixture("tour");
    build("tour", "tour.pack");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static void test_a_map_is_a_row_with_a_title(void **state)
{
    (void)state;
    expect_rows("tour.pack", "SELECT * FROM map_region",
                "old-town|1|-118.25|34.045|-118.23|34.065|12|14|1|Drawn for the tests");
    expect_rows("tour.pack", "SELECT id, lang, body FROM txt WHERE entity = 'map'",
                "old-town|en|The Old Town\nold-town|es|El casco viejo");
}

// MBTiles 1.3 asks for name, format and, of vector tiles, json; the others it knows.
static void test_the_pack_says_what_it_is_as_mbtiles_does(void **state)
{
    (void)state;
    expect_rows("tour.pack", "SELECT * FROM metadata WHERE name <> 'json'",
                "name|Where was It filmed?\nformat|pbf\n"
                "bounds|-118.25,34.045,-118.23,34.065\ncenter|-118.24,34.055,13\n"
                "minzoom|12\nmaxzoom|14\nattribution|Drawn for the tests\n"
                "type|baselayer\nversion|1");
    expect_rows("tour.pack",
                "SELECT json_extract(l.value, '$.id'), json_extract(l.value, '$.fields'),"
                " json_extract(l.value, '$.minzoom'), json_extract(l.value, '$.maxzoom')"
                " FROM metadata m, json_each(m.value, '$.vector_layers') l"
                " WHERE m.name = 'json'",
                "water|{\"class\":\"String\"}|12|14\n"
                "transportation|{\"class\":\"String\",\"name\":\"String\","
                "\"name:es\":\"String\"}|12|14\n"
                "transportation_name|{\"class\":\"String\",\"name\":\"String\","
                "\"name:es\":\"String\"}|12|14\n"
                "place|{\"class\":\"String\",\"name\":\"String\",\"rank\":\"Number\","
                "\"capital\":\"Boolean\"}|12|14");
    expect_rows("tour.pack",
                "SELECT name, type FROM pragma_table_info('tiles') UNION ALL"
                " SELECT name, type FROM pragma_table_info('metadata')",
                "zoom_level|INTEGER\ntile_column|INTEGER\ntile_row|INTEGER\n"
                "tile_data|BLOB\nname|TEXT\nvalue|TEXT");
    // gzip, as MBTiles has it.
    expect_rows(
        "tour.pack",
        "SELECT DISTINCT hex(substr(tile_data, 1, 3)), typeof(tile_data) FROM tiles",
        "1F8B08|blob");
}

// Where a place is in a zoom, in tiles from the north-west. Source: EPSG 3857.
static void tile_of(double lat, double lon, int z, double *x, double *y)
{
    double phi = lat * acos(-1) / 180;
    *x = (lon + 180) / 360 * (1 << z);
    *y = (1 - log(tan(phi) + 1 / cos(phi)) / acos(-1)) / 2 * (1 << z);
}

static void test_rows_count_from_the_south(void **state)
{
    (void)state;
    double x, y;
    tile_of(34.057, -118.239, 14, &x, &y);
    char sql[200];
    snprintf(sql, sizeof(sql),
             "SELECT count(*) FROM tiles WHERE zoom_level = 14 AND tile_column = %d AND"
             " tile_row = %d",
             (int)x, 16383 - (int)y);
    expect_rows("tour.pack", sql, "1");
    expect_rows("tour.pack", "SELECT zoom_level, count(*) FROM tiles GROUP BY 1",
                "12|1\n13|2\n14|4");
}

static struct mvt_tile tile_at(const char *path, int z, int x, int y)
{
    enum pack_fault fault;
    struct err err;
    const void *bytes;
    size_t len;
    struct mvt_tile tile;
    struct pack *pack = pack_open(path, &fault, &err);
    assert_non_null(pack);
    assert_true(pack_load_map_tile(pack, &arena, z, x, y, &bytes, &len, &err));
    pack_close(pack);
    if (!bytes)
        return (struct mvt_tile){0};
    if (!mvt_read(&arena, bytes, len, &tile, &err))
        fail_msg("%s", err.text);
    return tile;
}

static struct mvt_tile tile_with(const char *path, double lat, double lon, int z)
{
    double x, y;
    tile_of(lat, lon, z, &x, &y);
    return tile_at(path, z, (int)x, (int)y);
}

static const struct mvt_layer *layer(const struct mvt_tile *tile, const char *name)
{
    for (size_t i = 0; i < tile->n_layers; i++)
        if (str_eq(tile->layers[i].name, name))
            return &tile->layers[i];
    return NULL;
}

static void test_a_tile_has_its_layers_in_order_and_their_tags(void **state)
{
    (void)state;
    struct mvt_tile t = tile_with("tour.pack", 34.056, -118.2375, 12);
    assert_int_equal(t.n_layers, 4);
    static const char *const names[] = {"water", "transportation", "place",
                                        "transportation_name"};
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(t.layers[i].name, names[i]);
        assert_int_equal(t.layers[i].extent, 4096);
        assert_int_equal(t.layers[i].n_features, 1);
    }
    const struct mvt_feature *f = &t.layers[3].features[0];
    assert_int_equal(f->kind, MVT_LINE);
    assert_string_equal(mvt_string(f, "class"), "primary");
    assert_string_equal(mvt_string(f, "name"), "Gate Street");
    assert_string_equal(mvt_string(f, "name:es"), "Calle de la Puerta");
    f = &t.layers[2].features[0];
    assert_string_equal(mvt_string(f, "name"), "Old Town");
    assert_true(mvt_tag(f, "rank")->number > 0.9 && mvt_tag(f, "rank")->number < 1.1);
    assert_int_equal(mvt_tag(f, "capital")->kind, MVT_BOOL);
    assert_null(mvt_tag(&t.layers[0].features[0], "_note"));
    assert_null(mvt_tag(&t.layers[0].features[0], "min_zoom"));
}

static void test_what_is_small_is_seen_from_near_alone(void **state)
{
    (void)state;
    struct mvt_tile t = tile_with("tour.pack", 34.05005, -118.23993, 14);
    assert_int_equal(layer(&t, "water")->n_features, 1); // of eleven metres
    assert_string_equal(mvt_string(&layer(&t, "water")->features[0], "class"), "pond");
    t = tile_with("tour.pack", 34.05005, -118.23993, 13);
    assert_int_equal(layer(&t, "water")->n_features, 1);
    assert_string_equal(mvt_string(&layer(&t, "water")->features[0], "class"), "lake");
    t = tile_with("tour.pack", 34.056, -118.238, 14); // a path has min_zoom 14
    assert_int_equal(layer(&t, "transportation")->n_features, 2);
    assert_int_equal(layer(&t, "transportation")->features[1].n_parts, 2);
    assert_int_equal(layer(&t, "transportation_name")->n_features, 1);
}

static double area(const struct mvt_part *part)
{
    double twice = 0;
    for (size_t i = 0; i < part->n; i++) {
        struct mvt_point a = part->points[i], b = part->points[(i + 1) % part->n];
        twice += (double)a.x * b.y - (double)b.x * a.y;
    }
    return twice / 2;
}

// The lake goes beyond the map in the east, and has an island.
static void test_areas_are_cut_at_the_maps_bounds_and_keep_their_holes(void **state)
{
    (void)state;
    struct mvt_tile t = tile_with("tour.pack", 34.056, -118.2375, 12);
    const struct mvt_feature *lake = &layer(&t, "water")->features[0];
    assert_int_equal(lake->n_parts, 2);
    assert_true(area(&lake->parts[0]) > 0);
    assert_true(area(&lake->parts[1]) < 0);
    double x, y;
    tile_of(34.05, -118.23, 12, &x, &y);
    int right = 0;
    for (size_t i = 0; i < lake->parts[0].n; i++)
        right = lake->parts[0].points[i].x > right ? lake->parts[0].points[i].x : right;
    assert_true(fabs(right - (x - floor(x)) * 4096) <= 0.51);
}

static void test_nothing_lies_beyond_the_buffer(void **state)
{
    (void)state;
    for (int x = 2808; x < 2814; x++) {
        for (int y = 6540; y < 6544; y++) {
            struct mvt_tile t = tile_at("tour.pack", 14, x, y);
            for (size_t i = 0; i < t.n_layers; i++)
                for (size_t k = 0; k < t.layers[i].n_features; k++) {
                    const struct mvt_feature *f = &t.layers[i].features[k];
                    int buffer = f->kind == MVT_POINT ? 0 : 64;
                    for (size_t p = 0; p < f->n_parts; p++)
                        for (size_t n = 0; n < f->parts[p].n; n++) {
                            struct mvt_point at = f->parts[p].points[n];
                            assert_in_range(at.x + buffer, 0, 4096 + 2 * buffer);
                            assert_in_range(at.y + buffer, 0, 4096 + 2 * buffer);
                        }
                }
        }
    }
}

// Where the first street crosses a column, in units from the tile's top.
static double crosses(const struct mvt_tile *tile, double x)
{
    const struct mvt_part *line = &layer(tile, "transportation")->features[0].parts[0];
    for (size_t i = 1; i < line->n; i++) {
        struct mvt_point a = line->points[i - 1], b = line->points[i];
        if (a.x <= x && b.x >= x && a.x < b.x)
            return a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
    }
    fail_msg("the street does not cross %g", x);
    return 0;
}

static void test_a_street_goes_on_in_the_next_tile(void **state)
{
    (void)state;
    double x, y;
    tile_of(34.0558, -118.2363, 14, &x, &y);
    struct mvt_tile left = tile_at("tour.pack", 14, 2810, (int)y);
    struct mvt_tile right = tile_at("tour.pack", 14, 2811, (int)y);
    assert_true(fabs(crosses(&left, 4096) - crosses(&right, 0)) <= 1);
    assert_true(fabs(crosses(&left, 4130) - crosses(&right, 34)) <= 1);
}

static void test_a_point_is_in_one_tile_and_none_beyond_the_map(void **state)
{
    (void)state;
    size_t n = 0;
    for (int x = 2800; x < 2820; x++) {
        for (int y = 6530; y < 6550; y++) {
            struct mvt_tile t = tile_at("tour.pack", 14, x, y);
            n += layer(&t, "place") ? layer(&t, "place")->n_features : 0;
        }
    }
    assert_int_equal(n, 1);
}

static void test_things_lie_where_they_are(void **state)
{
    (void)state;
    for (int z = 12; z <= 14; z++) {
        double x, y;
        tile_of(34.057, -118.239, z, &x, &y);
        struct mvt_tile t = tile_at("tour.pack", z, (int)x, (int)y);
        struct mvt_point p = layer(&t, "place")->features[0].parts[0].points[0];
        assert_true(fabs(p.x - (x - floor(x)) * 4096) <= 0.51);
        assert_true(fabs(p.y - (y - floor(y)) * 4096) <= 0.51);
    }
}

static void test_two_maps_share_a_tile(void **state)
{
    (void)state;
    sandbox_shell(
        "rm -rf t && cp -r tour t && sed 's/old-town$/beside/; s/^title.*/title: Beside/; "
        "s/^bounds.*/bounds: [-118.23, 34.045, -118.22, 34.065]/; s/min_zoom: 12/min_zoom: "
        "10/; s/Drawn for/Made for/' t/maps/old-town.yaml > t/maps/beside.yaml && "
        "echo '  - maps/beside.yaml' >> t/pack.yaml");
    build("t", "t.pack");
    expect_rows("t.pack", "SELECT id, position FROM map_region ORDER BY position",
                "old-town|1\nbeside|2");
    expect_rows("t.pack",
                "SELECT value FROM metadata WHERE name IN ('bounds', 'minzoom',"
                " 'attribution') ORDER BY name",
                "Drawn for the tests; Made for the tests\n"
                "-118.25,34.045,-118.22,34.065\n10");
    struct mvt_tile t = tile_with("t.pack", 34.056, -118.2301, 12);
    assert_int_equal(layer(&t, "water")->n_features, 2); // a half from each
    t = tile_with("t.pack", 34.056, -118.2301, 11);
    assert_int_equal(layer(&t, "water")->n_features, 1);
}

static void test_a_pack_without_maps_has_empty_tables(void **state)
{
    (void)state;
    sandbox_shell("rm -rf t && cp -r tour t && sed -i '/^maps/,$d' t/pack.yaml");
    build("t", "t.pack");
    expect_rows("t.pack",
                "SELECT (SELECT count(*) FROM tiles), (SELECT count(*) FROM metadata),"
                " (SELECT count(*) FROM map_region)",
                "0|0|0");
}

#define MAP "maps/old-town.yaml"
#define WATER "maps/old-town/water.geojson"
#define STREETS "maps/old-town/streets.geojson"
#define NAMES "maps/old-town/names.geojson"
#define SHAPE(kind, at)                                                                  \
    "{\"type\": \"FeatureCollection\", \"features\": [\n{\"type\": \"Feature\", "        \
    "\"properties\": {}, \"geometry\":\n {\"type\": \"" kind "\", \"coordinates\": " at  \
    "}}]}\n"

static const struct mistake mistakes[] = {
    {"pack.yaml", "maps/old-town.yaml", "maps/odl-town.yaml",
     "pack.yaml:14:5: there is no file 't/maps/odl-town.yaml'"},
    {"pack.yaml", "maps/old-town.yaml", "/maps/old-town.yaml",
     "pack.yaml:14:5: '/maps/old-town.yaml' would be elsewhere on another computer: expected "
     "a path from this file's folder"},
    {"pack.yaml", "maps/old-town.yaml", "maps/old-town",
     "pack.yaml:14:5: expected the name of a map's file, like maps/my-town.yaml"},
    {"pack.yaml", "maps/old-town.yaml", "maps/old-town.yaml\n  - maps/old-town.yaml",
     MAP ":1:5: duplicate map 'old-town', first given at t/" MAP ":1"},
    {MAP, "attribution: Drawn for the tests\n", "",
     MAP ":1:1: expected key 'attribution' in a map"},
    {MAP, "attribution: Drawn for the tests",
     "attribution:", MAP ":3:13: 'attribution' is empty: expected a value"},
    {MAP, "[-118.25, 34.045, -118.23, 34.065]", "[-118.25, 34.065, -118.23, 34.045]",
     MAP ":7:9: expected [west, south, east, north], west of east and south of north"},
    {MAP, "[-118.25, 34.045, -118.23, 34.065]", "[-118.25, 34.045, -118.23]",
     MAP ":7:9: expected [west, south, east, north] in degrees"},
    {MAP, "min_zoom: 12", "min_zoom: 15",
     MAP ":5:11: min_zoom 15 is more than max_zoom 14: expected less"},
    {MAP, "max_zoom: 14", "max_zoom: 18",
     MAP ":6:11: expected a whole number from 0 to 16 for 'max_zoom', found '18'"},
    {MAP, "layer: water", "layer: waters",
     MAP ":9:12: unknown layer 'waters' (did you mean 'water'?)"},
    {MAP, "water.geojson", "watre.geojson",
     MAP ":10:11: there is no file 't/maps/old-town/watre.geojson'"},
    {"maps/old-town.es.yaml", "title", "titel",
     "maps/old-town.es.yaml:1:1: unknown key 'titel' in a translated map (did you mean "
     "'title'?)"},
    {MAP, "[-118.25, 34.045, -118.23, 34.065]", "[-118.25, 34.045, -118.238, 34.065]",
     "walk/01-gate.md:2:8: stop 'gate' is on no map: its place lies 157 m beyond map "
     "'old-town'"},
    {"walk/tour.yaml", "      - [34.0560, -118.2375]\n",
     "      - [34.0560, -118.2375]\n      - [34.0660, -118.2375]\n      - [34.0560, -118.2375]\n",
     "walk/tour.yaml:17:7: the leg to 'square' leaves map 'old-town' by 112 m, at [34.066, "
     "-118.2375]"},
    {MAP, "[-118.25, 34.045, -118.23, 34.065]", "[-170, -80, 170, 80]",
     MAP
     ":1:1: the maps would have 258106937 tiles: expected at most 100000, by narrower "
     "'bounds' or a lower 'max_zoom'"},
    // GeoJSON.
    {WATER, "\"lake\", \"_note\"", "\"lake\" \"_note\"",
     WATER ":2:60: this is no JSON: '}' expected near '\"_note\"'"},
    {WATER, "FeatureCollection", "Topology",
     WATER ":1:1: expected a FeatureCollection with 'features', found a Topology"},
    {WATER, "\"features\": [\n", "\"featuers\": [\n",
     WATER
     ":1:1: expected a FeatureCollection with 'features', found a FeatureCollection"},
    {NAMES,
     "\"type\": \"Feature\", \"properties\": {\"class\": \"suburb\", \"name\": \"Far",
     "\"type\": \"Faeture\", \"properties\": {\"class\": \"suburb\", \"name\": \"Far",
     NAMES ":4:3: feature 2: expected \"type\": \"Feature\""},
    {WATER, "[-118.2399, 34.0501]", "[-118.2399, \"34.0501\"]",
     WATER ":6:3: feature 2: expected a position, [longitude, latitude], of two numbers"},
    {WATER, "[-118.2399, 34.0501]", "[34.0501, -118.2399]",
     WATER
     ":6:3: feature 2: [34.0501, -118.2399] is not on the earth: expected [longitude, "
     "latitude]"},
    {WATER, ", [-118.2400, 34.0500]]]", ", [-118.2400, 34.0501]]]",
     WATER ":6:3: feature 2: a ring does not end where it begins"},
    {WATER, "", SHAPE("Polygon", "[[[1, 2], [3, 4], [1, 2]]]"),
     WATER ":2:1: feature 1: a ring of 3 positions: expected at least 4"},
    {WATER, "", SHAPE("Polygon", "[[1, 2], [3, 4], [5, 6], [1, 2]]"),
     WATER ":2:1: feature 1: expected a list of positions for a ring"},
    {WATER, "", SHAPE("MultiPolygon", "[[[1, 2], [3, 4], [5, 6], [1, 2]]]"),
     WATER ":2:1: feature 1: expected a list of positions for a ring"},
    {WATER, "", SHAPE("Polygon", "[]"),
     WATER ":2:1: feature 1: expected a list of rings for a polygon"},
    {WATER, "", SHAPE("MultiPolygon", "[]"),
     WATER ":2:1: feature 1: expected a list of polygons"},
    {WATER, "", SHAPE("Circle", "[1, 2]"),
     WATER ":2:1: feature 1: unknown geometry 'Circle': expected a Point, LineString or "
           "Polygon, or several as MultiPoint and so on"},
    {WATER, "", SHAPE("LineString", "[[1, 2], [3, 4]]"),
     WATER ":2:1: feature 1: expected areas in layer 'water'"},
    {WATER, "",
     "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\"}]}",
     WATER ":1:44: feature 1: expected a 'geometry' with a 'type'"},
    {STREETS, "\"class\": \"primary\"", "\"class\": \"pirmary\"",
     STREETS ":2:3: feature 1: unknown class 'pirmary' (did you mean 'primary'?)"},
    {STREETS, "\"class\": \"primary\", ", "",
     STREETS
     ":2:3: feature 1: expected a 'class', like 'minor', in layer 'transportation'"},
    {STREETS, "\"min_zoom\": 14", "\"min_zoom\": \"14\"",
     STREETS ":5:3: feature 2: expected a number from 0 to 24 for 'min_zoom'"},
    {STREETS, "\"min_zoom\": 14", "\"bends\": [14]",
     STREETS ":5:3: feature 2: expected text, a number, true or false for 'bends'"},
    {STREETS, "", SHAPE("LineString", "[[1, 2]]"),
     STREETS ":2:1: feature 1: a line of 1 positions: expected at least 2"},
    {STREETS, "", SHAPE("MultiLineString", "[]"),
     STREETS ":2:1: feature 1: expected a list of lines"},
};

static void test_a_mistake_brings_one_complaint_that_names_it(void **state)
{
    (void)state;
    assert_int_equal(mistakes_missed(mistakes, ARRAY_LEN(mistakes)), 0);
}

static void test_the_same_mistake_is_not_told_a_thousand_times(void **state)
{
    (void)state;
    struct str text;
    str_init(&text);
    str_add(&text, "{\"type\": \"FeatureCollection\", \"features\": [\n{}");
    for (int i = 0; i < 1000; i++)
        str_add(&text, ",\n{}");
    str_add(&text, "]}");
    sandbox_shell("rm -rf t && cp -r tour t");
    sandbox_write("t/" WATER, str_c(&text), text.len);
    str_release(&text);
    struct sandbox_run run = SANDBOX_TOURC("check", "t");
    size_t lines = 0;
    for (const char *c = run.err; *c; c++)
        lines += *c == '\n';
    assert_int_equal(lines, 10);
    assert_true(sandbox_has_line(run.err,
                                 "t/" WATER ":11:1: feature 10: expected \"type\": "
                                 "\"Feature\""));
    sandbox_done(&run);
}

static void add_positions(struct str *text, size_t n)
{
    str_add(text, "[[-118.24, 34.05]");
    for (size_t i = 1; i < n; i++)
        str_printf(text, ",[%s,34.0%d]", i % 2 ? "-118.24" : "-118.239",
                   50 + (int)(i % 3));
    str_add(text, "]}}]}");
}

static void expect_said(const char *file, const struct str *text, const char *says)
{
    sandbox_shell("rm -rf t && cp -r tour t");
    sandbox_write(file, str_c(text), text->len);
    struct sandbox_run run = SANDBOX_TOURC("check", "t");
    assert_int_equal(run.status, 1);
    if (strncmp(run.err, says, strlen(says)) != 0)
        fail_msg("%s", run.err);
    sandbox_done(&run);
}

static void test_what_no_kiosk_would_show_is_named(void **state)
{
    (void)state;
    struct str text;
    str_init(&text);
    str_add(&text, "{\"type\": \"FeatureCollection\", \"features\": [\n"
                   "{\"type\": \"Feature\", \"properties\": {}, \"geometry\": {\"type\": "
                   "\"MultiPoint\", \"coordinates\": ");
    add_positions(&text, 1100000);
    expect_said("t/" NAMES, &text, "t/" MAP ":1:1: tile 12/702/1635: ");
    str_clear(&text);
    str_add(&text, "{\"type\": \"FeatureCollection\", \"features\": [\n"
                   "{\"type\": \"Feature\", \"properties\": {\"class\": \"minor\"}, "
                   "\"geometry\": {\"type\": \"LineString\", \"coordinates\": ");
    add_positions(&text, 10001);
    expect_said("t/" STREETS, &text,
                "t/" STREETS
                ":2:1: feature 1: a line of 10001 positions: expected at most "
                "10000\n");
    str_release(&text);
}

static void test_info_names_tiles_that_no_kiosk_shows(void **state)
{
    (void)state;
    sandbox_shell("cp tour.pack bad.pack");
    sqlite3 *db;
    assert_int_equal(sqlite3_open("bad.pack", &db), SQLITE_OK);
    // Cut short, as large as fifty megabytes, of rubbish, and none at all.
    assert_int_equal(
        sqlite3_exec(db,
                     "UPDATE tiles SET tile_data = substr(tile_data, 1, 40)"
                     " WHERE zoom_level = 12;"
                     "INSERT INTO tiles VALUES (3, 1, 0, zeroblob(50000000)),"
                     " (3, 2, 0, x'1F8B0800FFFFFFFF'), (3, 3, 0, NULL),"
                     " (3, 4, 0, x'1AFFFFFFFF0F')",
                     NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    struct sandbox_run run = SANDBOX_TOURC("info", "bad.pack");
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(run.out, "\nbad tile   12/702/1635: "));
    assert_non_null(strstr(
        run.out, "\nbad tile   3/1/7: 50000000 bytes, expected at most 8388608\n"));
    assert_non_null(strstr(run.out, "\nbad tile   3/2/7: "));
    assert_non_null(strstr(run.out, "\nbad tile   3/4/7: "));
    assert_null(strstr(run.out, "\nbad tile   14/"));
    assert_non_null(strstr(run.err, " that no kiosk shows\n"));
    sandbox_done(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_map_is_a_row_with_a_title),
        cmocka_unit_test(test_the_pack_says_what_it_is_as_mbtiles_does),
        cmocka_unit_test(test_rows_count_from_the_south),
        cmocka_unit_test(test_a_tile_has_its_layers_in_order_and_their_tags),
        cmocka_unit_test(test_what_is_small_is_seen_from_near_alone),
        cmocka_unit_test(test_areas_are_cut_at_the_maps_bounds_and_keep_their_holes),
        cmocka_unit_test(test_nothing_lies_beyond_the_buffer),
        cmocka_unit_test(test_a_street_goes_on_in_the_next_tile),
        cmocka_unit_test(test_a_point_is_in_one_tile_and_none_beyond_the_map),
        cmocka_unit_test(test_things_lie_where_they_are),
        cmocka_unit_test(test_two_maps_share_a_tile),
        cmocka_unit_test(test_a_pack_without_maps_has_empty_tables),
        cmocka_unit_test(test_a_mistake_brings_one_complaint_that_names_it),
        cmocka_unit_test(test_the_same_mistake_is_not_told_a_thousand_times),
        cmocka_unit_test(test_what_no_kiosk_would_show_is_named),
        cmocka_unit_test(test_info_names_tiles_that_no_kiosk_shows),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

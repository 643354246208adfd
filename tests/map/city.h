// A town with names on four tiles of zoom 14, made by hand.
#pragma once

#include <stdio.h>

#include "town.h"

#include "map/labels.h"

#define CITY_Z 14
#define CITY_X 2804 // of the top left tile
#define CITY_Y 6540
#define CITY_SIDE 2 // tiles

struct city {
    struct town *towns[CITY_SIDE * CITY_SIDE];
    struct map_names *names[CITY_SIDE * CITY_SIDE];
};

static inline struct city *city_create(void)
{
    struct city *c = test_malloc(sizeof(*c));
    memset(c, 0, sizeof(*c));
    for (int i = 0; i < CITY_SIDE * CITY_SIDE; i++)
        c->towns[i] = town_create();
    return c;
}

static inline void city_tag(struct mvt_feature *f, const char *key, const char *value)
{
    f->tags[f->n_tags++] = (struct mvt_tag){key, {MVT_STRING, value, 0}};
}

// Coordinates are units of a tile from the top left one's corner on. Each tile gets all of it:
// what lies outside it is its buffer.
static inline void city_line(struct city *c, const char *class, const char *name,
                             const int (*at)[2], size_t n)
{
    for (int i = 0; i < CITY_SIDE * CITY_SIDE; i++) {
        struct town *t = c->towns[i];
        int(*to)[2] = arena_array(&t->arena, n, sizeof(*to));
        for (size_t k = 0; k < n; k++) {
            to[k][0] = at[k][0] - i % CITY_SIDE * TOWN_EXTENT;
            to[k][1] = at[k][1] - i / CITY_SIDE * TOWN_EXTENT;
        }
        struct mvt_feature *f =
            town_feature(t, "transportation_name", MVT_LINE, "class", class);
        city_tag(f, "name", arena_strdup(&t->arena, name));
        town_part(t, f, (const int(*)[2])to, n);
    }
}

static inline void city_place(struct city *c, const char *layer, const char *class,
                              const char *name, int x, int y)
{
    for (int i = 0; i < CITY_SIDE * CITY_SIDE; i++) {
        struct town *t = c->towns[i];
        const int at[1][2] = {
            {x - i % CITY_SIDE * TOWN_EXTENT, y - i / CITY_SIDE * TOWN_EXTENT}};
        struct mvt_feature *f = town_feature(t, layer, MVT_POINT, "class", class);
        city_tag(f, "name", arena_strdup(&t->arena, name));
        town_part(t, f, at, 1);
    }
}

static inline void city_finish(struct city *c)
{
    for (int i = 0; i < CITY_SIDE * CITY_SIDE; i++)
        c->names[i] = map_names_create(&c->towns[i]->tile, CITY_Z, CITY_X + i % CITY_SIDE,
                                       CITY_Y + i / CITY_SIDE, "en");
}

static inline void city_destroy(struct city *c)
{
    for (int i = 0; i < CITY_SIDE * CITY_SIDE; i++) {
        map_names_destroy(c->names[i]);
        town_destroy(c->towns[i]);
    }
    test_free(c);
}

static inline void city_street(struct city *c, const char *class, const char *name,
                               int x0, int y0, int x1, int y1)
{
    const int at[2][2] = {{x0, y0}, {x1, y1}};
    city_line(c, class, name, at, 2);
}

// Streets and avenues in a grid, some bent, diagonal and winding ones, places of all kinds.
static inline struct city *city_grid(void)
{
    struct city *c = city_create();
    static const char *const classes[] = {"primary", "minor", "tertiary", "minor",
                                          "secondary"};
    char name[64];
    for (int i = 0; i < 16; i++) {
        snprintf(name, sizeof(name), "West %dth Street", i + 1);
        city_street(c, classes[i % 5], name, 40, 300 + 500 * i, 8150, 260 + 500 * i);
        snprintf(name, sizeof(name), "%c Avenue", 'A' + i);
        city_street(c, classes[(i + 2) % 5], name, 280 + 510 * i, 30, 330 + 510 * i,
                    8160);
    }
    city_street(c, "primary", "Old Post Road", 100, 100, 8000, 7900);
    city_street(c, "secondary", "شارع الملك فيصل", 4300, 3100, 5600, 3500);
    city_street(c, "primary", "南京西路", 4600, 3600, 4640, 5200);
    city_street(c, "secondary", "Улица Гоголя", 2700, 4700, 3900, 5400);
    int winding[40][2];
    for (int i = 0; i < 40; i++) {
        winding[i][0] = 300 + 190 * i;
        winding[i][1] = 4300 + (int)lround(260 * sin(i * 0.7));
    }
    city_line(c, "secondary", "Creek Way", (const int(*)[2])winding, 40);
    city_place(c, "place", "suburb", "Old Town", 3000, 3300);
    city_place(c, "place", "neighbourhood", "Fish Market", 5200, 5000);
    city_place(c, "poi", "railway", "Central Station", 4090, 4080);
    city_place(c, "poi", "subway", "Grand and Seventh", 6000, 3000);
    city_place(c, "poi", "park", "Pershing Square", 2500, 5600);
    city_place(c, "poi", "museum", "Museum of Neon Art and Other Signs", 5600, 2300);
    return c;
}

static inline struct map_labels_spec city_spec(const struct city *c, int w, int h,
                                               double zoom, double bearing)
{
    // The middle of the window is where the four tiles meet.
    double side = ldexp(1, -CITY_Z);
    return (struct map_labels_spec){
        .tiles = (const struct map_names *const *)c->names,
        .n_tiles = CITY_SIDE * CITY_SIDE,
        .to_px = {.origin = {(CITY_X + 1) * side, (CITY_Y + 1) * side},
                  .scale = 512 * exp2(zoom),
                  .cos = cos(bearing),
                  .sin = sin(bearing),
                  .px = w / 2,
                  .py = h / 2},
        .w = w,
        .h = h,
        .zoom = zoom,
        .px_dp = 1,
    };
}

// The modes of bench_glass that look at a map.
#include <math.h>
#include <string.h>

#include "glass.h"
#include "map/map.h"
#include "ui/plane.h"

#define PAN_PX_S 1000
#define PAN_S 12

static bool is_map(const struct node *n)
{
    return n->inside == &plane_inside;
}

static bool opens_map(const struct node *n)
{
    return n->command.kind == VISIT_OPEN && (n->command.number & 0xFF) == SCREEN_MAP &&
           n->role == ROLE_LINK;
}

static bool turns(const struct node *n)
{
    return n->command.kind == VISIT_WALK_CAMERA && n->command.number == WALKING_HEADING;
}

static bool turns_back(const struct node *n)
{
    return n->command.kind == VISIT_WALK_CAMERA && n->command.number == WALKING_FOLLOW;
}

static void need_map(struct glass *g)
{
    glass_settle(g);
    if (!glass_seek(g, is_map))
        glass_fail("no map; --screen map:TOUR");
}

// To and fro over half of the window, a little lower each time.
static void sweep(const struct glass *g, float t, struct spot *s)
{
    float way = g->w * .5f, at = fmodf(t * PAN_PX_S * PAN_S / 6 / way, 2);
    s[0] =
        (struct spot){g->w * .2f + way * (at > 1 ? 2 - at : at), g->h * (.3f + .2f * t)};
}

// One way as far as it goes, again and again: always into what was not seen yet.
static void far_on(const struct glass *g, float t, struct spot *s)
{
    float way = .7f * g->w * (t - .5f) * (g->round % 2 ? 1 : -1);
    s[0] = (struct spot){g->w / 2 + way, g->h * .4f};
}

void glass_map_pan(struct glass *g)
{
    need_map(g);
    g->recording = true;
    glass_stroke(g, 1, PAN_S * 1000 / 6, sweep);
    for (g->round = 0; g->round < 8; g->round++)
        for (int i = 0; i < 2; i++) // twice the same way: the finger is set down again
            glass_stroke(g, 1, (int)(.7f * g->w * 1000 / PAN_PX_S), far_on);
    g->recording = false;
    glass_settle(g);
}

static void spread(const struct glass *g, float t, struct spot *s)
{
    float apart = (.1f + .5f * (g->round % 2 ? 1 - t : t)) * fminf(g->w, g->h) / 2;
    s[0] = (struct spot){g->w * .45f - apart, g->h * .4f};
    s[1] = (struct spot){g->w * .45f + apart, g->h * .4f};
}

void glass_map_pinch(struct glass *g)
{
    need_map(g);
    for (g->round = 0; g->round < 8; g->round++) {
        g->recording = true;
        glass_stroke(g, 2, 700, spread);
        g->recording = false;
        glass_settle(g);
    }
}

void glass_map_turn(struct glass *g)
{
    need_map(g);
    for (int i = 0; i < 12; i++) {
        // While one is at a stop its card is there instead.
        for (int wait = 0; wait < 100 && !glass_seek(g, i % 2 ? turns_back : turns);
             wait++)
            glass_run(g, glass_now_us(g) + 100000);
        glass_touch(g, glass_seek(g, i % 2 ? turns_back : turns),
                    "no button turns the map; --screen preview:TOUR");
        g->recording = true;
        glass_run(g, glass_now_us(g) + 400000);
        g->recording = false;
        glass_settle(g);
    }
}

void glass_map_first(struct glass *g)
{
    for (int i = 0; i < 8; i++) {
        glass_settle(g);
        map_forget(g->app.env.map); // as if nobody had looked yet
        const struct node *n = glass_seek(g, opens_map);
        if (!n)
            glass_fail("no map on the page; --screen tour:ID");
        struct command open = n->command;
        app_command(&g->app, &open);
        g->touched = true;
        int64_t from_us = glass_now_us(g);
        while (glass_now_us(g) < from_us + 3000000) {
            glass_run(g, glass_now_us(g) + 2000);
            if (visit_top(&g->app.visit)->screen == SCREEN_MAP && !g->app.stale &&
                !map_stats(g->app.env.map).waiting && !ui_changed(g->app.ui) &&
                !map_stirred(g->app.env.map, false))
                break;
        }
        glass_note(&g->complete, (double)(glass_now_us(g) - from_us) / 1000);
        glass_settle(g);
        struct command back = command_make(VISIT_BACK, 0, NULL);
        app_command(&g->app, &back);
    }
}

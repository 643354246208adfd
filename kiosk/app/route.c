// The way to a page that is named when the program starts.
#include <string.h>

#include "app/app_private.h"
#include "pack/plays.h"

// A page and what a visitor would pass on the way there.
struct route {
    const char *tour, *stop;
};

// Without an id it is the first stop of the tour, else its own tour's.
static bool find_stop(struct pack *pack, struct arena *arena, struct route *route,
                      struct err *err)
{
    struct tour_model t;
    struct stop_model s;
    if (!*route->stop) {
        if (!pack_load_tour(pack, arena, route->tour, &t, err))
            return false;
        if (!*t.first_stop)
            return err_set(err, "The tour %s has no stops.", route->tour);
        route->stop = t.first_stop;
    }
    if (!pack_load_stop(pack, arena, route->stop, &s, err))
        return false;
    route->tour = s.tour;
    return true;
}

static bool open_screen(struct app *app, struct arena *arena, enum screen screen,
                        const char *id, struct err *err)
{
    struct tour_model t;
    bool stop = screen == SCREEN_STOP;
    struct route route = {stop || !*id ? app->intro.default_tour : id, id};
    if (stop && !find_stop(app->pack, arena, &route, err))
        return false;
    if (!pack_load_tour(app->pack, arena, route.tour, &t, err))
        return false;
    struct command c = command_make(VISIT_OPEN_TOUR, 0, route.tour);
    app_command(app, &c);
    c = command_make(VISIT_OPEN_STOP, 0, route.stop);
    if (stop)
        app_command(app, &c);
    return true;
}

// "trivia:her" is of a work; what is none is taken for a place.
static int deck_of(struct pack *pack, struct arena *arena, enum screen screen,
                   const char *id)
{
    struct trivia_model m;
    struct err ignored;
    if (screen != SCREEN_TRIVIA || !*id)
        return DECK_ALL;
    return pack_load_deck(pack, arena, PLAY_WORK, id, &m, &ignored) ? DECK_WORK
                                                                    : DECK_PLACE;
}

// "": no tour is walked.
static const char *first_walk(struct pack *pack, struct arena *arena)
{
    struct home_model m;
    struct err ignored;
    for (size_t i = 0; pack_load_home(pack, arena, &m, &ignored) && i < m.n_tours; i++)
        if (m.tours[i].mode == TOUR_WALK)
            return m.tours[i].id;
    return "";
}

// A page of one thing says so itself when there is no such thing.
static bool open_page(struct app *app, struct arena *arena, const char *name,
                      enum screen screen, const char *id, struct err *err)
{
    if (!*id && (screen == SCREEN_EGGS || screen == SCREEN_MAP))
        id = app->intro.default_tour;
    if (!*id && screen == SCREEN_WALK)
        id = first_walk(app->pack, arena);
    int number = deck_of(app->pack, arena, screen, id);
    if (screen == SCREEN_WALK)
        number = strncmp(name, "preview", 7) == 0;
    struct command c = visit_open(screen, number, id);
    app_command(app, &c);
    if (visit_top(&app->visit)->screen != screen)
        return err_set(err, "Expected an id, as in '%s:ID'.", screen_name(screen));
    const struct screen_class *class = screen_class(screen);
    void *model;
    return !class->load || class->load(app->pack, arena, &app->visit, &model, err);
}

// "stop:union-station", with the history that a visitor would have on the way there.
bool app_go_to(struct app *app, const char *name, struct err *err)
{
    const char *colon = strchr(name, ':');
    enum screen screen = screen_find(name);
    struct arena arena;
    if (screen == SCREEN_FAULT)
        app_show_fault(app, PACK_FAULT_MISSING, "There is no pack at 'tours.pack'.");
    if (!app->pack || screen == SCREEN_ATTRACT)
        return true;
    if (screen == SCREEN_HOME) {
        app_command(app, &(struct command){.kind = VISIT_BEGIN});
        return true;
    }
    arena_init(&arena);
    const char *id = colon ? colon + 1 : "";
    bool tours = screen == SCREEN_TOUR || screen == SCREEN_STOP;
    bool good = tours ? open_screen(app, &arena, screen, id, err)
                      : open_page(app, &arena, name, screen, id, err);
    arena_release(&arena);
    return good;
}

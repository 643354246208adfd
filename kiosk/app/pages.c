#include "app/pages.h"

#include "base/array.h"

static const struct {
    enum screen screen;
    enum pack_things of; // PACK_THINGS: nothing in particular
} kinds[] = {
    {SCREEN_TOUR, PACK_TOURS},    {SCREEN_STOP, PACK_STOPS},
    {SCREEN_FILMS, PACK_THINGS},  {SCREEN_FILM, PACK_WORKS},
    {SCREEN_STORY, PACK_WORKS},   {SCREEN_PERSON, PACK_PEOPLE},
    {SCREEN_PLACE, PACK_PLACES},  {SCREEN_SCENE, PACK_PLACES},
    {SCREEN_TRIVIA, PACK_THINGS}, {SCREEN_EGGS, PACK_TOURS},
    {SCREEN_QUIZ, PACK_THINGS},   {SCREEN_SEARCH, PACK_THINGS},
    {SCREEN_SAVED, PACK_THINGS},  {SCREEN_CREDITS, PACK_THINGS},
    {SCREEN_MAP, PACK_TOURS},     {SCREEN_WALK, PACK_TOURS},
};

static struct command opens(enum screen screen, const char *id)
{
    if (screen == SCREEN_TOUR)
        return command_make(VISIT_OPEN_TOUR, 0, id);
    if (screen == SCREEN_STOP)
        return command_make(VISIT_OPEN_STOP, 0, id);
    if (screen == SCREEN_WALK) // a preview, which everybody can have
        return command_make(VISIT_WALK, 1, id);
    return visit_open(screen, 0, id);
}

bool pages_list(struct pack *pack, struct arena *arena, size_t most,
                struct pages_list *out, struct err *err)
{
    const char **ids[PACK_THINGS];
    size_t counts[PACK_THINGS], room = ARRAY_LEN(kinds);
    for (int i = 0; i < PACK_THINGS; i++) {
        if (!pack_list(pack, arena, (enum pack_things)i, &ids[i], &counts[i], err))
            return false;
        if (most && counts[i] > most)
            counts[i] = most;
        room += 4 * counts[i]; // no thing has more pages than four
    }
    *out = (struct pages_list){.items = ARENA_ARRAY(arena, struct command, room)};
    for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
        if (kinds[k].of == PACK_THINGS)
            out->items[out->n++] = opens(kinds[k].screen, NULL);
        for (size_t i = 0; kinds[k].of != PACK_THINGS && i < counts[kinds[k].of]; i++)
            out->items[out->n++] = opens(kinds[k].screen, ids[kinds[k].of][i]);
    }
    return true;
}

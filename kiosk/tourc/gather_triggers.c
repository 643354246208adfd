// What starts a stop on a walk: a circle around its place, or an outline.
#include "tourc/gather.h"

const struct field gather_trigger_fields[] = {
    {.name = "radius", .kind = FIELD_NUMBER, .min = 1, .max = 2000},
    {.name = "exit", .kind = FIELD_NUMBER, .min = 1, .max = 5000},
    {.name = "dwell", .kind = FIELD_NUMBER, .min = 0, .max = 600},
    {.name = "priority", .kind = FIELD_INT, .min = -100, .max = 100},
    {.name = "once", .kind = FIELD_YES},
    {.name = "outline", .kind = FIELD_SPOTS, .min = 3, .max = BOOK_OUTLINE_MAX},
    {0},
};

#define DWELL_S 3

struct book_trigger gather_trigger(struct book *book, const struct node *stop)
{
    const struct node *map = node_get(stop, "trigger");
    const struct node *outline = node_get(map, "outline");
    struct book_trigger t = {
        .radius = schema_number(map, "radius", 0),
        .exit = schema_number(map, "exit", 0),
        .dwell = schema_number(map, "dwell", DWELL_S),
        .priority = schema_int(map, "priority", 0),
        .once = schema_yes(map, "once", true),
        .at = map ? map->at : (struct spot){0},
        .radius_at = book_ref(map, "radius").at,
        .exit_at = book_ref(map, "exit").at,
        .outline_at = outline ? outline->at : (struct spot){0},
    };
    t.outline = schema_spots(&book->arena, map, "outline", &t.n_outline);
    t.bad = (t.radius_at.file && t.radius <= 0) || (t.exit_at.file && t.exit <= 0) ||
            (outline && (t.n_outline != outline->n || t.n_outline < 3 ||
                         t.n_outline > BOOK_OUTLINE_MAX));
    if (outline && t.radius_at.file)
        report_error(book->report, t.radius_at,
                     "a trigger with both 'radius' and 'outline': expected one of them");
    return t;
}

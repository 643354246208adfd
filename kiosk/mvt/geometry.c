#include "mvt/geometry.h"

enum command { MOVE_TO = 1, LINE_TO = 2, CLOSE_PATH = 7 };

struct pen {
    struct wire steps;
    uint32_t x, y; // wrap, as the arithmetic of many writers does
    struct geometry_room *room;
};

static bool next_command(struct pen *pen, enum command due, uint32_t *count)
{
    uint64_t word;
    if (!wire_varint(&pen->steps, &word) || (word & 7) != due)
        return false;
    *count = (uint32_t)word >> 3;
    return *count > 0;
}

// Version 1 first wrote it with a count of 0.
static bool closes(struct pen *pen, uint32_t version)
{
    uint64_t word;
    return wire_varint(&pen->steps, &word) &&
           (word == (1 << 3 | CLOSE_PATH) || (version == 1 && word == CLOSE_PATH));
}

static const char *take_points(struct pen *pen, uint32_t count)
{
    struct geometry_room *room = pen->room;
    // A point has two bytes at least: no count makes us look beyond, or wait.
    if (count > (size_t)(pen->steps.end - pen->steps.at) / 2)
        return "its geometry has fewer points than it says";
    if (count > room->most_points - room->n_points)
        return "the tile has too many points";
    struct mvt_point *out = room->points + room->n_points;
    struct wire steps = pen->steps;
    uint32_t x = pen->x, y = pen->y;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t dx, dy;
        if (!wire_varint(&steps, &dx) || !wire_varint(&steps, &dy))
            return "its geometry has fewer points than it says";
        x += (uint32_t)dx >> 1 ^ (0 - ((uint32_t)dx & 1));
        y += (uint32_t)dy >> 1 ^ (0 - ((uint32_t)dy & 1));
        out[i] = (struct mvt_point){(int32_t)x, (int32_t)y};
    }
    room->n_points += count;
    pen->steps = steps;
    pen->x = x;
    pen->y = y;
    return NULL;
}

static void add_part(struct geometry_room *room, size_t first,
                     struct mvt_feature *feature)
{
    room->parts[room->n_parts++] = (struct mvt_part){
        .points = room->points + first,
        .n = room->n_points - first,
    };
    feature->n_parts++;
}

double geometry_area(const struct mvt_point *ring, size_t n)
{
    double area = 0;
    for (size_t i = 0, j = n - 1; i < n; j = i++)
        area += (double)ring[j].x * ring[i].y - (double)ring[i].x * ring[j].y;
    return area;
}

void geometry_turn(struct mvt_point *ring, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        struct mvt_point p = ring[i];
        ring[i] = ring[n - 1 - i];
        ring[n - 1 - i] = p;
    }
}

// The first ring is an outer one, and those that go like it. Where it goes the wrong way all
// do, as in version 1, which had no rule, and are turned.
static void end_ring(struct geometry_room *room, size_t first,
                     struct mvt_feature *feature, bool *turned)
{
    struct mvt_point *ring = room->points + first;
    size_t n = room->n_points - first;
    while (n > 1 && ring[n - 1].x == ring[0].x && ring[n - 1].y == ring[0].y)
        n--;
    double area = n < 3 ? 0 : geometry_area(ring, n);
    if (!(area > 0 || area < 0)) {
        room->n_points = first;
        return;
    }
    room->n_points = first + n;
    if (feature->n_parts == 0)
        *turned = area < 0;
    if (*turned)
        geometry_turn(ring, n);
    add_part(room, first, feature);
}

static const char *read_points(struct pen *pen, struct mvt_feature *feature)
{
    size_t first = pen->room->n_points;
    while (pen->steps.at < pen->steps.end) {
        uint32_t count;
        if (!next_command(pen, MOVE_TO, &count))
            return "its points are not places to move to";
        const char *wrong = take_points(pen, count);
        if (wrong)
            return wrong;
    }
    if (pen->room->n_points > first)
        add_part(pen->room, first, feature);
    return NULL;
}

// A line may be closed in version 1: it ends where it began.
static const char *end_line(struct pen *pen, size_t first, uint32_t version,
                            struct mvt_feature *feature)
{
    struct geometry_room *room = pen->room;
    if (version == 1 && pen->steps.at < pen->steps.end &&
        (*pen->steps.at & 7) == CLOSE_PATH) {
        if (!closes(pen, version))
            return "a line of it is closed more than once";
        if (room->n_points == room->most_points)
            return "the tile has too many points";
        room->points[room->n_points] = room->points[first];
        room->n_points++;
    }
    add_part(room, first, feature);
    return NULL;
}

const char *geometry_read(struct geometry_room *room, struct wire steps, uint32_t version,
                          struct mvt_feature *feature)
{
    struct pen pen = {.steps = steps, .room = room};
    bool turned = false;
    feature->parts = room->parts + room->n_parts;
    feature->n_parts = 0;
    if (feature->kind == MVT_POINT)
        return read_points(&pen, feature);
    while (feature->kind != MVT_UNKNOWN && pen.steps.at < pen.steps.end) {
        size_t first = room->n_points;
        uint32_t count;
        if (!next_command(&pen, MOVE_TO, &count) || count != 1)
            return "a part of it doesn't begin with a move to one place";
        const char *wrong = take_points(&pen, 1);
        if (wrong)
            return wrong;
        if (!next_command(&pen, LINE_TO, &count))
            return "a part of it goes nowhere";
        wrong = take_points(&pen, count);
        if (!wrong && feature->kind == MVT_LINE)
            wrong = end_line(&pen, first, version, feature);
        if (wrong)
            return wrong;
        if (feature->kind == MVT_AREA) {
            if (!closes(&pen, version))
                return "a ring of it is not closed once";
            end_ring(room, first, feature, &turned);
        }
    }
    return NULL;
}

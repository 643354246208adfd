#include "map/chains.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"

#define NO_END UINT32_MAX
#define MEET_MOST 12 // ends at one node; where more meet they stay as they are

// An end is 2 * line, or that + 1 for the line's last point.
struct node {
    struct shape_point at;
    uint32_t first; // end; NO_END: a free place of the table
    uint32_t n;
};

struct chains {
    struct arena *arena;
    const struct chain_line *lines;
    size_t n;
    struct node *nodes;
    size_t mask;
    uint32_t *next; // of an end: the next one at the same node
    uint32_t *mate; // of an end: what it is joined to
    bool *flat;     // of an end
    bool *done;     // of a line
};

static bool same(struct shape_point a, struct shape_point b)
{
    return a.x == b.x && a.y == b.y;
}

static struct shape_point end_at(const struct chains *c, uint32_t end)
{
    const struct chain_line *line = &c->lines[end / 2];
    return line->points[end % 2 ? line->n - 1 : 0];
}

static struct node *node_at(const struct chains *c, struct shape_point at)
{
    // -0 is 0.
    float of[2] = {at.x + 0.0f, at.y + 0.0f};
    size_t i = (size_t)(hash_bytes(HASH_START, of, sizeof(of)) >> 7) & c->mask;
    while (c->nodes[i].first != NO_END && !same(c->nodes[i].at, at))
        i = (i + 1) & c->mask;
    return &c->nodes[i];
}

static void gather(struct chains *c)
{
    for (uint32_t end = 0; end < 2 * c->n; end++) {
        struct shape_point at = end_at(c, end);
        struct node *node = node_at(c, at);
        c->mate[end] = NO_END;
        c->next[end] = node->first;
        node->at = at;
        node->first = end;
        node->n++;
    }
}

// Where a line leads from its end, 1 long.
static struct shape_point away(const struct chains *c, uint32_t end)
{
    const struct chain_line *line = &c->lines[end / 2];
    struct shape_point at = end_at(c, end), to = at;
    for (size_t k = 1; k < line->n && same(to, at); k++)
        to = line->points[end % 2 ? line->n - 1 - k : k];
    float x = to.x - at.x, y = to.y - at.y, length = sqrtf(x * x + y * y);
    return length > 0 ? (struct shape_point){x / length, y / length}
                      : (struct shape_point){0, 0};
}

static void join_most_straight(struct chains *c, const uint32_t *ends, size_t n,
                               float most)
{
    struct shape_point ways[MEET_MOST];
    float best = most;
    size_t one = n, two = n;
    for (size_t i = 0; i < n; i++)
        ways[i] = away(c, ends[i]);
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) {
            float dot = ways[i].x * ways[k].x + ways[i].y * ways[k].y;
            if (c->mate[ends[i]] == NO_END && c->mate[ends[k]] == NO_END && dot < best) {
                best = dot;
                one = i;
                two = k;
            }
        }
    if (one == n)
        return;
    c->mate[ends[one]] = ends[two];
    c->mate[ends[two]] = ends[one];
}

static void join(struct chains *c, const struct node *node)
{
    uint32_t ends[MEET_MOST];
    size_t n = 0;
    if (node->first == NO_END || node->n > MEET_MOST)
        return;
    for (uint32_t end = node->first; end != NO_END; end = c->next[end])
        ends[n++] = end;
    if (n >= 2)
        join_most_straight(c, ends, n, 2);
    for (size_t pairs = 1; pairs < n / 2; pairs++)
        join_most_straight(c, ends, n, -0.5f);
    for (size_t i = 0; i < n; i++)
        c->flat[ends[i]] = n > 1;
}

// From the free or the first end through all that are joined.
static struct chain_line follow(struct chains *c, uint32_t start)
{
    size_t room = 0;
    uint32_t end = start;
    do {
        room += c->lines[end / 2].n;
        end = c->mate[end ^ 1];
    } while (end != NO_END && end != start);
    bool loop = end == start;
    struct shape_point *points = ARENA_ARRAY(c->arena, struct shape_point, room + 2);
    struct chain_line out = {.points = points};
    uint32_t last = start;
    end = start;
    do {
        const struct chain_line *line = &c->lines[end / 2];
        c->done[end / 2] = true;
        for (size_t k = 0; k < line->n; k++) {
            struct shape_point p = line->points[end % 2 ? line->n - 1 - k : k];
            if (out.n == 0 || !same(points[out.n - 1], p))
                points[out.n++] = p;
        }
        last = end ^ 1;
        end = c->mate[last];
    } while (end != NO_END && end != start);
    if (!loop) {
        out.ends = (c->flat[start] ? SHAPE_START_FLAT : 0u) |
                   (c->flat[last] ? SHAPE_END_FLAT : 0u);
    } else if (out.n > 2) {
        // A loop begins and ends in the middle of a side, where its two flat ends are one.
        struct shape_point middle = {(points[0].x + points[1].x) / 2,
                                     (points[0].y + points[1].y) / 2};
        points[0] = middle;
        points[out.n++] = middle;
        out.ends = SHAPE_START_FLAT | SHAPE_END_FLAT;
    }
    return out;
}

// The same line twice, in either direction, would have edges twice as hard.
static size_t without_twins(struct arena *arena, const struct chain_line *lines, size_t n,
                            struct chain_line *out)
{
    size_t mask = 15, count = 0;
    while (mask < 2 * n)
        mask = 2 * mask + 1;
    uint64_t *seen = ARENA_ARRAY(arena, uint64_t, mask + 1);
    for (size_t i = 0; i < n; i++) {
        uint64_t there = HASH_START, back = HASH_START;
        for (size_t k = 0; k < lines[i].n; k++) {
            there = hash_bytes(there, &lines[i].points[k], sizeof(struct shape_point));
            back = hash_bytes(back, &lines[i].points[lines[i].n - 1 - k],
                              sizeof(struct shape_point));
        }
        uint64_t both = (there + back) | 1;
        size_t at = (size_t)(both >> 9) & mask;
        while (seen[at] && seen[at] != both)
            at = (at + 1) & mask;
        if (!seen[at])
            out[count++] = lines[i];
        seen[at] = both;
    }
    return count;
}

static void table_create(struct chains *c)
{
    c->mask = 15;
    while (c->mask < 4 * c->n)
        c->mask = 2 * c->mask + 1;
    c->nodes = ARENA_ARRAY(c->arena, struct node, c->mask + 1);
    for (size_t i = 0; i <= c->mask; i++)
        c->nodes[i].first = NO_END;
    c->next = ARENA_ARRAY(c->arena, uint32_t, 2 * c->n + 1);
    c->mate = ARENA_ARRAY(c->arena, uint32_t, 2 * c->n + 1);
    gather(c);
}

struct chain_line *chain_lines(struct arena *arena, const struct chain_line *given,
                               size_t n, size_t *n_out)
{
    struct chain_line *lines = ARENA_ARRAY(arena, struct chain_line, n + 1);
    n = without_twins(arena, given, n, lines);
    struct chains c = {.arena = arena, .lines = lines, .n = n};
    struct chain_line *out = ARENA_ARRAY(arena, struct chain_line, n + 1);
    size_t count = 0;
    table_create(&c);
    c.flat = ARENA_ARRAY(arena, bool, 2 * n + 1);
    c.done = ARENA_ARRAY(arena, bool, n + 1);
    for (size_t i = 0; i <= c.mask; i++)
        join(&c, &c.nodes[i]);
    for (uint32_t end = 0; end < 2 * n; end++)
        if (!c.done[end / 2] && c.mate[end] == NO_END)
            out[count++] = follow(&c, end);
    for (uint32_t line = 0; line < n; line++)
        if (!c.done[line])
            out[count++] = follow(&c, 2 * line);
    *n_out = count;
    return out;
}

static void flatten_end(struct chain_line *lines, uint32_t end)
{
    lines[end / 2].ends |= end % 2 ? SHAPE_END_FLAT : SHAPE_START_FLAT;
}

static void flatten_over(const struct chains *c, struct chain_line *lines,
                         const struct node *node)
{
    if (node->first == NO_END || node->n > MEET_MOST)
        return;
    for (uint32_t end = node->first; end != NO_END; end = c->next[end])
        for (uint32_t other = node->first; other != NO_END; other = c->next[other]) {
            if (lines[end / 2].row <= lines[other / 2].row)
                continue;
            struct shape_point a = away(c, end), b = away(c, other);
            if (a.x * b.x + a.y * b.y < -0.7f)
                flatten_end(lines, end);
        }
}

void chain_flatten(struct arena *arena, struct chain_line *lines, size_t n)
{
    struct chains c = {.arena = arena, .lines = lines, .n = n};
    table_create(&c);
    for (size_t i = 0; i <= c.mask; i++)
        flatten_over(&c, lines, &c.nodes[i]);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 1; k + 1 < lines[i].n; k++) {
            struct node *node = node_at(&c, lines[i].points[k]);
            uint32_t end = node->n > 0 ? node->first : NO_END;
            node->n = 0; // once is enough
            for (; end != NO_END; end = c.next[end])
                flatten_end(lines, end);
        }
}

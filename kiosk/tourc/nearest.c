#include "tourc/nearest.h"

#include <stdint.h>
#include <string.h>

#define WORD_MAX 63

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

// The distance, or SIZE_MAX as soon as it is known to be `limit` or more: of the ids of a large
// pack, nearly all are done with after a few letters.
static size_t distance_below(const char *a, const char *b, size_t limit)
{
    size_t n_a = strlen(a);
    size_t n_b = strlen(b);
    if (n_a > WORD_MAX || n_b > WORD_MAX)
        return SIZE_MAX;
    if ((n_a > n_b ? n_a - n_b : n_b - n_a) >= limit)
        return SIZE_MAX;
    size_t rows[3][WORD_MAX + 1];
    for (size_t j = 0; j <= n_b; j++)
        rows[0][j] = j;
    size_t lowest_above = 0;
    for (size_t i = 1; i <= n_a; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *above2 = rows[(i + 1) % 3];
        row[0] = i;
        size_t lowest = row[0];
        for (size_t j = 1; j <= n_b; j++) {
            size_t replaced = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = least(replaced, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], above2[j - 2] + 1);
            lowest = least(lowest, row[j]);
        }
        // No row grows from less than the two above it.
        if (lowest >= limit && lowest_above >= limit)
            return SIZE_MAX;
        lowest_above = lowest;
    }
    return rows[n_a % 3][n_b];
}

size_t nearest_distance(const char *a, const char *b)
{
    return distance_below(a, b, SIZE_MAX);
}

void nearest_start(struct nearest *n, const char *word)
{
    // A third of the letters may be wrong; of a very short word, one.
    size_t allowed = strlen(word) / 3;
    *n = (struct nearest){.word = word, .distance = (allowed ? allowed : 1) + 1};
}

void nearest_offer(struct nearest *n, const char *candidate)
{
    size_t d = distance_below(n->word, candidate, n->distance);
    if (d >= n->distance)
        return;
    n->distance = d;
    n->best = candidate;
}

const char *nearest_hint(const struct nearest *n, struct arena *arena)
{
    return n->best ? arena_printf(arena, " (did you mean '%s'?)", n->best) : "";
}

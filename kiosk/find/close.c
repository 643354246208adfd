// Words that are nearly the same.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "find/find.h"

#define LETTERS_MOST 96

static size_t letters(const char *text, uint32_t out[LETTERS_MOST])
{
    size_t n = 0, len = strlen(text);
    for (size_t pos = 0; pos < len && n < LETTERS_MOST;)
        out[n++] = utf8_next(text, len, &pos);
    return n;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

// Three rows of the table of distances of beginnings: a swap looks two rows back.
int find_distance(const char *a, const char *b, int most)
{
    uint32_t one[LETTERS_MOST], two[LETTERS_MOST];
    int rows[3][LETTERS_MOST + 1];
    int n = (int)letters(a, one), m = (int)letters(b, two);
    if (abs(n - m) > most)
        return most + 1;
    for (int j = 0; j <= m; j++)
        rows[0][j] = j;
    for (int i = 1; i <= n; i++) {
        int *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
        int best = now[0] = i;
        for (int j = 1; j <= m; j++) {
            int differs = one[i - 1] != two[j - 1];
            now[j] = least(least(before[j], now[j - 1]) + 1, before[j - 1] + differs);
            if (i > 1 && j > 1 && one[i - 1] == two[j - 2] && one[i - 2] == two[j - 1])
                now[j] = least(now[j], earlier[j - 2] + 1);
            best = least(best, now[j]);
        }
        if (best > most)
            return most + 1;
    }
    return least(rows[n % 3][m], most + 1);
}

size_t find_deletions(struct arena *arena, const char *word, const char ***out)
{
    size_t len = strlen(word), n = 0;
    const char **keys = ARENA_ARRAY(arena, const char *, len + 1);
    keys[n++] = arena_strdup(arena, word);
    for (size_t pos = 0, start; pos < len;) {
        start = pos;
        utf8_next(word, len, &pos);
        // Of two equal letters side by side, either leaves the same.
        if (pos < len && strncmp(word + start, word + pos, pos - start) == 0)
            continue;
        if (pos - start == len)
            break; // nothing would be left
        char *key = arena_alloc(arena, len + 1);
        memcpy(key, word, start);
        memcpy(key + start, word + pos, len - pos);
        keys[n++] = key;
    }
    *out = keys;
    return n;
}

// How long a key takes: types words into a pack's search letter by letter, each letter a search
// with all its hits loaded, as the screen does. Prints and asserts nothing. Times are the
// processor's, which other programs lengthen less.
//
//     bench_search PACK [TITLES]
//
// Types each letter of the alphabet, words that every generated stop has (make_tours.py), TITLES
// titles of stops from all over the pack (100), and the same with a slip in the middle.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/array.h"
#include "base/bug.h"
#include "pack/search.h"

#define KEYS_MOST 100000

struct key {
    double ms;
    char typed[80];
};

struct bench {
    struct pack *pack;
    struct key *keys;
    size_t n, first;
    size_t hits;
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static long pss_kb(void)
{
    FILE *f = fopen("/proc/self/smaps_rollup", "r");
    char line[200];
    long kb = 0;
    while (f && fgets(line, sizeof(line), f))
        if (strncmp(line, "Pss:", 4) == 0)
            kb = strtol(line + 4, NULL, 10);
    if (f)
        fclose(f);
    return kb;
}

static void search(struct bench *b, const char *typed)
{
    struct arena arena;
    struct search_results results;
    struct err err = {""};
    arena_init(&arena);
    double start = now_ms();
    if (!pack_search(b->pack, &arena, typed, &results, &err))
        BUG("%s", err.text);
    struct key *key = &b->keys[b->n++ % KEYS_MOST];
    key->ms = now_ms() - start;
    snprintf(key->typed, sizeof(key->typed), "%s", typed);
    for (size_t i = 0; i < results.n; i++)
        b->hits += results.groups[i].n;
    arena_release(&arena);
}

static void type(struct bench *b, const char *words)
{
    char typed[80];
    for (size_t len = 1; len <= strlen(words) && len < sizeof(typed); len++) {
        if (((unsigned char)words[len] & 0xC0) == 0x80)
            continue;
        memcpy(typed, words, len);
        typed[len] = '\0';
        search(b, typed);
    }
}

static int by_ms(const void *a, const void *b)
{
    const struct key *one = a, *two = b;
    return (one->ms > two->ms) - (one->ms < two->ms);
}

static void report(struct bench *b, const char *what)
{
    struct key *keys = b->keys + b->first;
    size_t n = b->n - b->first;
    if (n == 0)
        return;
    qsort(keys, n, sizeof(*keys), by_ms);
    printf("%-16s %6zu %8.2f %8.2f %8.2f %8.2f   %s\n", what, n, keys[n / 2].ms,
           keys[n * 95 / 100].ms, keys[n * 99 / 100].ms, keys[n - 1].ms,
           keys[n - 1].typed);
    b->first = b->n;
}

static void type_titles(struct bench *b, size_t most, bool slip)
{
    struct arena arena;
    struct err err = {""};
    const char **ids;
    size_t n;
    arena_init(&arena);
    if (!pack_list(b->pack, &arena, PACK_STOPS, &ids, &n, &err))
        BUG("%s", err.text);
    for (size_t i = 0; i < most && i < n; i++) {
        struct stop_model stop;
        char title[80];
        if (!pack_load_stop(b->pack, &arena, ids[i * (n / (most < n ? most : n))], &stop,
                            &err))
            BUG("%s", err.text);
        snprintf(title, sizeof(title), "%s", text_line(&stop.title));
        size_t middle = strlen(title) / 2;
        if (slip && middle > 0) {
            char other = title[middle];
            title[middle] = title[middle - 1];
            title[middle - 1] = other;
        }
        type(b, title);
    }
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    static const char *const common[] = {
        "the",
        "the quiet",
        "the old market hall",
        "of",
        "station at the end",
        "fountain",
        "the the the",
        "narrow bridge",
        "a b c d",
        "harbour in winter light",
        "without a",
        "new new york",
        "xyzzy",
        "borrowed",
        "street stair window",
    };
    enum pack_fault fault;
    struct err err = {""};
    struct bench b = {.keys = calloc(KEYS_MOST, sizeof(struct key))};
    if (argc < 2 || !b.keys)
        return fprintf(stderr, "usage: bench_search PACK [TITLES]\n"), 1;
    size_t titles = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 100;
    long pss = pss_kb();
    double start = now_ms();
    b.pack = pack_open(argv[1], &fault, &err);
    if (!b.pack)
        return fprintf(stderr, "%s\n", err.text), 1;
    printf("open %.2f ms\n", now_ms() - start);
    printf("%-16s %6s %8s %8s %8s %8s   %s\n", "ms a key", "keys", "median", "p95", "p99",
           "worst", "of");
    for (char c = 'a'; c <= 'z'; c++)
        search(&b, (char[]){c, '\0'});
    report(&b, "one letter");
    for (size_t i = 0; i < ARRAY_LEN(common); i++)
        type(&b, common[i]);
    report(&b, "common words");
    type_titles(&b, titles, false);
    report(&b, "titles");
    type_titles(&b, titles, true);
    report(&b, "titles, a slip");
    b.first = 0;
    report(&b, "all");
    printf("%zu hits, PSS %+ld kB\n", b.hits, pss_kb() - pss);
    pack_close(b.pack);
    free(b.keys);
    return 0;
}

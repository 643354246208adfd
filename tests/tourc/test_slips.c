// Titles and names with one slip of the finger: the right one is still among the first five.
#include "indexed.h"

#include <glob.h>

#include "base/utf8.h"

#define QUERIES 500
#define LEAST_FOUND 95 // percent
#define THINGS_MOST 6000

static const char *const films[] = {
    "Her",
    "Up",
    "Jaws",
    "Psycho",
    "Vertigo",
    "Chinatown",
    "Casablanca",
    "Alien",
    "Aliens",
    "Heat",
    "Drive",
    "Collateral",
    "Blade Runner",
    "The Big Sleep",
    "The Long Goodbye",
    "Sunset Boulevard",
    "Rebel Without a Cause",
    "La La Land",
    "Mulholland Drive",
    "The Terminator",
    "Terminator 2: Judgment Day",
    "Back to the Future",
    "Die Hard",
    "Speed",
    "Pulp Fiction",
    "Jackie Brown",
    "Reservoir Dogs",
    "Boogie Nights",
    "Magnolia",
    "There Will Be Blood",
    "The Big Lebowski",
    "Barton Fink",
    "Fargo",
    "L.A. Confidential",
    "Double Indemnity",
    "The Player",
    "Short Cuts",
    "Nightcrawler",
    "Training Day",
    "To Live and Die in L.A.",
    "Repo Man",
    "They Live",
    "Escape from L.A.",
    "Volcano",
    "Falling Down",
    "Swingers",
    "Clueless",
    "Valley Girl",
    "Boyz n the Hood",
    "Friday",
    "500 Days of Summer",
    "Gattaca",
    "Inception",
    "Interstellar",
    "The Dark Knight Rises",
    "WALL·E",
    "E.T. the Extra-Terrestrial",
    "Amélie",
    "Léon",
    "Señorita",
    "Les Misérables",
    "Crouching Tiger, Hidden Dragon",
    "In the Mood for Love",
    "Lost in Translation",
    "Ex Machina",
    "A.I. Artificial Intelligence",
    "Metropolis",
    "Westworld",
    "RoboCop",
    "I, Robot",
    "Bicentennial Man",
    "Short Circuit",
    "Robot & Frank",
    "After Yang",
    "Moon",
    "2001: A Space Odyssey",
    "Close Encounters of the Third Kind",
    "The Birds",
    "Rear Window",
    "North by Northwest",
    "Dial M for Murder",
    "Rope",
    "Notorious",
    "Spellbound",
    "Marnie",
    "It's a Wonderful Life",
    "Singin' in the Rain",
    "Some Like It Hot",
    "The Apartment",
    "Ace in the Hole",
    "Touch of Evil",
    "Citizen Kane",
    "The Third Man",
    "D.O.A.",
    "Them!",
    "Kiss Me Deadly",
    "In a Lonely Place",
    "Detour",
    "Criss Cross",
    "The Killing",
    "Gilda",
};

static const char *const sites[] = {
    "Union Station",
    "Bradbury Building",
    "Griffith Observatory",
    "Angels Flight",
    "City Hall",
    "Grand Central Market",
    "Walt Disney Concert Hall",
    "Second Street Tunnel",
    "El Pueblo",
    "Million Dollar Theatre",
    "Biltmore Hotel",
    "Grand Park",
    "Olvera Street",
    "Ennis House",
    "Stahl House",
    "Bronson Caves",
    "Venice Boardwalk",
    "Santa Monica Pier",
    "LAX",
    "Musso & Frank Grill",
    "Capitol Records Building",
    "Chateau Marmont",
    "Formosa Cafe",
    "Colorado Street Bridge",
    "Rose Bowl",
    "Huntington Gardens",
    "Sixth Street Viaduct",
    "Los Angeles River",
    "Elysian Park",
    "Dodger Stadium",
    "Echo Park Lake",
    "Hollywood Bowl",
    "Cañón de los Ángeles",
    "Lujiazui",
    "MacArthur Park",
    "Vasquez Rocks",
    "Point Dume",
};

static const char *const firsts[] = {
    "Anna",  "Maria",  "John",  "Jon",  "Jane",  "Joan",   "Peter",   "Paul",
    "Carl",  "Karl",   "Laura", "Lara", "Sofia", "Sophie", "Michael", "Michelle",
    "David", "Daniel", "Diane", "Dana", "Zoë",   "José",   "Björn",   "Chloé",
    "Tomás", "Emily",  "Emma",  "Erik", "Frank", "Grace",
};
static const char *const lasts[] = {
    "Smith",    "Smythe",   "Schmidt",     "Jones",     "Johnson", "Jonsson", "Baker",
    "Barker",   "Parker",   "Miller",      "Müller",    "Moore",   "Moreau",  "Garcia",
    "García",   "Lopez",    "Kowalski",    "Nguyen",    "Okafor",  "Tanaka",  "Ivanova",
    "Rossi",    "Russo",    "Hansen",      "Hanson",    "O’Brien", "O’Neill", "Delgado",
    "Fontaine", "Whitaker", "Castellanos", "Abernathy", "Quinn",   "Vance",   "Vega",
};
static const char *const colours[] = {
    "Old",      "New",      "Red",    "Green",   "Golden",  "Silver",
    "North",    "South",    "West",   "Upper",   "Crystal", "Paramount",
    "Republic", "Imperial", "Sunset", "Sunrise", "Magic",   "Silent",
};
static const char *const buildings[] = {
    "Hotel",   "Theatre", "Bridge", "Tower",  "Station",    "Market",
    "Gardens", "Stage",   "Stairs", "Pier",   "Tunnel",     "Arcade",
    "Library", "Diner",   "Ranch",  "Studio", "Courthouse", "Mansion",
};

struct thing {
    enum search_kind kind;
    char id[80], title[120];
};

struct things {
    struct thing items[THINGS_MOST];
    size_t n;
};

static uint32_t next_random(uint32_t *seed, size_t most)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (uint32_t)((*seed >> 8) % most);
}

static void add(struct things *things, enum search_kind kind, const char *title)
{
    assert_true(things->n < THINGS_MOST);
    struct thing *t = &things->items[things->n++];
    t->kind = kind;
    snprintf(t->title, sizeof(t->title), "%s", title);
    snprintf(t->id, sizeof(t->id), "t%zu", things->n);
}

// The titles that stand in the authors' files of our own tours.
static size_t add_ours(struct things *things, enum search_kind kind, const char *folder)
{
    char pattern[400];
    glob_t found;
    size_t before = things->n;
    snprintf(pattern, sizeof(pattern), "%s/tours/%s/*.yaml", SOURCE_DIR, folder);
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        size_t len;
        char *file = sandbox_read(found.gl_pathv[i], &len);
        char *title = strncmp(file, "title: ", 7) == 0 ? file + 7 : NULL;
        if (title && title[0] != '"' && title[0] != '\'') {
            title[strcspn(title, "\n")] = '\0';
            add(things, kind, title);
        }
        free(file);
    }
    globfree(&found);
    return things->n - before;
}

static void add_pairs(struct things *things, enum search_kind kind,
                      const char *const *one, size_t n_one, const char *const *two,
                      size_t n_two)
{
    for (size_t i = 0; i < n_one; i++)
        for (size_t k = 0; k < n_two; k++) {
            char title[120];
            snprintf(title, sizeof(title), "%s %s", one[i], two[k]);
            add(things, kind, title);
        }
}

static void make(const char *path, struct things *things)
{
    assert_true(add_ours(things, SEARCH_FILM, "works") >= 5);
    assert_true(add_ours(things, SEARCH_PERSON, "people") >= 30);
    assert_true(add_ours(things, SEARCH_PLACE, "places") >= 5);
    for (size_t i = 0; i < ARRAY_LEN(films); i++)
        add(things, SEARCH_FILM, films[i]);
    for (size_t i = 0; i < ARRAY_LEN(sites); i++)
        add(things, SEARCH_PLACE, sites[i]);
    add_pairs(things, SEARCH_PERSON, firsts, ARRAY_LEN(firsts), lasts, ARRAY_LEN(lasts));
    add_pairs(things, SEARCH_PLACE, colours, ARRAY_LEN(colours), buildings,
              ARRAY_LEN(buildings));
    sqlite3 *db = indexed_begin(path);
    for (size_t i = 0; i < things->n; i++) {
        const struct thing *t = &things->items[i];
        if (t->kind == SEARCH_FILM)
            indexed_work(db, t->id, t->title);
        else if (t->kind == SEARCH_PERSON)
            indexed_person(db, t->id, t->title);
        else
            indexed_place(db, t->id, t->title);
        if (t->kind == SEARCH_PLACE && i % 3 == 0)
            indexed_stop(db, t->id, NULL);
    }
    indexed_end(db);
}

static size_t codes_of(const char *text, uint32_t out[128])
{
    size_t n = 0, len = strlen(text);
    for (size_t pos = 0; pos < len && n < 120;)
        out[n++] = utf8_next(text, len, &pos);
    return n;
}

// Left out, put in, replaced, or swapped with its neighbour.
static size_t slip(uint32_t codes[128], size_t n, uint32_t *seed)
{
    size_t at = next_random(seed, n);
    uint32_t letter = 'a' + next_random(seed, 26);
    switch (next_random(seed, 4)) {
    case 0:
        memmove(codes + at, codes + at + 1, (n - at - 1) * sizeof(*codes));
        return n - 1;
    case 1:
        memmove(codes + at + 1, codes + at, (n - at) * sizeof(*codes));
        codes[at] = letter;
        return n + 1;
    case 2:
        codes[at] = letter;
        return n;
    default:
        if (at + 1 < n) {
            uint32_t other = codes[at];
            codes[at] = codes[at + 1];
            codes[at + 1] = other;
        }
        return n;
    }
}

static void mistype(const char *title, uint32_t *seed, char out[512])
{
    do {
        uint32_t codes[128];
        size_t n = slip(codes, codes_of(title, codes), seed), len = 0;
        for (size_t i = 0; i < n; i++)
            len += utf8_put(out + len, codes[i]);
        out[len] = '\0';
    } while (strcmp(out, title) == 0 || !out[0]);
}

// One in three of those tried is real, the rest are the generator's.
static const struct thing *draw(const struct things *things, size_t real, uint32_t *seed)
{
    bool made = next_random(seed, 3) > 0;
    size_t first = made ? real : 0, n = made ? things->n - real : real;
    return &things->items[first + next_random(seed, n)];
}

static void test_the_right_one_is_among_the_first_five(void **state)
{
    (void)state;
    static struct things things;
    uint32_t seed = 20261123;
    int found = 0, first = 0, missed = 0;
    make("slips.pack", &things);
    size_t real = things.n - ARRAY_LEN(firsts) * ARRAY_LEN(lasts) -
                  ARRAY_LEN(colours) * ARRAY_LEN(buildings);
    struct pack *pack = indexed_open("slips.pack");
    for (int i = 0; i < QUERIES; i++) {
        const struct thing *t = draw(&things, real, &seed);
        struct arena arena;
        struct search_results results;
        struct err err;
        char typed[512];
        mistype(t->title, &seed, typed);
        arena_init(&arena);
        if (!pack_search(pack, &arena, typed, &results, &err))
            fail_msg("%s: %s", typed, err.text);
        int at = indexed_place_of(&results, t->kind, t->id);
        found += at >= 1 && at <= 5;
        first += at == 1;
        if (at < 1 || at > 5)
            printf("  %2d. missed '%s' by '%s' (found at %d)\n", ++missed, t->title,
                   typed, at);
        arena_release(&arena);
    }
    pack_close(pack);
    printf(
        "of %zu things, %d typed with a slip: %.1f %% among the first five, %.1f %% first\n",
        things.n, QUERIES, found * 100.0 / QUERIES, first * 100.0 / QUERIES);
    assert_true(found * 100 >= LEAST_FOUND * QUERIES);
}

int main(void)
{
    sandbox_enter("slips");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_right_one_is_among_the_first_five),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

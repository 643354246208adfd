// The trees of the screens as text, in both pseudo-languages and all profiles, against what
// was agreed on. After a change that is meant: BACKLOT_UPDATE=1, and read the difference.
#include <sys/stat.h>

#include "stand.h"

#include "base/array.h"

#define FOLDER SOURCE_DIR "/tests/app/dumps"

static char *read_all(const char *path)
{
    struct str text;
    char part[4096];
    size_t n;
    FILE *f = fopen(path, "r");
    str_init(&text);
    str_add(&text, "");
    while (f && (n = fread(part, 1, sizeof(part), f)) > 0)
        str_add_bytes(&text, part, n);
    if (f)
        fclose(f);
    return text.data;
}

static void write_all(const char *path, const char *text)
{
    mkdir(FOLDER, 0777);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

// The first line that differs.
static void fail_where(const char *path, const char *is, const char *was)
{
    int line = 1;
    while (*is && *is == *was) {
        line += *is == '\n';
        is++;
        was++;
    }
    while (line > 1 && is[-1] != '\n') {
        is--;
        was--;
    }
    fail_msg("%s:%d: is\n%.*s\nwas\n%.*s", path, line, (int)strcspn(is, "\n"), is,
             (int)strcspn(was, "\n"), was);
}

struct shown {
    const char *name, *screen;
    enum sheet sheet;
};

// What is done on the search page before it is looked at.
static void use_search(struct stand *s, const char *name)
{
    static const struct {
        const char *name, *typed, *held;
    } uses[] = {{"search-found", "ga", NULL},
                {"search-nothing", "zzqq", NULL},
                {"search-held", "ga", "e"}};
    for (size_t i = 0; i < ARRAY_LEN(uses); i++) {
        if (strcmp(uses[i].name, name) != 0)
            continue;
        struct command hold = command_make(VISIT_HOLD, 0, uses[i].held);
        app_text(&s->app, uses[i].typed);
        app_command(&s->app, &hold);
    }
}

static void check(const struct shown *shown, const char *profile, const char *lang)
{
    char path[512];
    struct options o = stand_options(FIXTURE_PACK);
    o.profile = profile;
    o.lang = lang;
    o.screen = shown->screen;
    snprintf(path, sizeof(path), FOLDER "/%s-%s-%s.txt", shown->name, profile, lang);
    struct stand *s = stand_create(&o);
    struct command sheet = command_make(VISIT_SHEET, (int)shown->sheet, NULL);
    if (shown->sheet == SHEET_SOURCES)
        sheet = command_make(VISIT_CITE, CITE_CLAIM, "gate-in-it");
    app_command(&s->app, &sheet);
    use_search(s, shown->name);
    app_settle(&s->app);
    struct str text;
    str_init(&text);
    ui_dump(s->app.ui, &text);
    if (getenv("BACKLOT_UPDATE"))
        write_all(path, str_c(&text));
    char *was = read_all(path);
    if (strcmp(str_c(&text), was) != 0)
        fail_where(path, str_c(&text), was);
    free(was);
    str_release(&text);
    stand_destroy(s);
}

static void test_the_trees_are_as_agreed(void **state)
{
    (void)state;
    static const char *const profiles[] = {"kiosk", "laptop", "tablet"};
    static const char *const langs[] = {"en-XA", "ar-XB"};
    static const struct shown screens[] = {
        {"attract", "attract", SHEET_NONE},
        {"home", "home", SHEET_NONE},
        {"tour", "tour", SHEET_NONE},
        {"stop", "stop:gate", SHEET_NONE},
        {"fault", "fault", SHEET_NONE},
        {"settings", "home", SHEET_SETTINGS},
        {"keypad", "home", SHEET_KEYPAD},
        {"still-there", "home", SHEET_STILL_THERE},
        {"place", "place:old-gate", SHEET_NONE},
        {"scene", "scene:old-gate", SHEET_NONE},
        {"saved", "saved", SHEET_NONE},
        {"films", "films", SHEET_NONE},
        {"film", "film:second-film", SHEET_NONE},
        {"story", "story:second-film", SHEET_NONE},
        {"person", "person:ada-example", SHEET_NONE},
        {"credits", "credits", SHEET_NONE},
        {"sources", "place:old-gate", SHEET_SOURCES},
        {"trivia", "trivia", SHEET_NONE},
        {"trivia-place", "trivia:old-gate", SHEET_NONE},
        {"eggs", "eggs", SHEET_NONE},
        {"quiz", "quiz", SHEET_NONE},
        {"viewer", "stop:gate", SHEET_VIEWER},
        {"compare", "stop:gate", SHEET_COMPARE},
        {"map", "map:walk", SHEET_NONE},
        {"walk", "walk:walk", SHEET_NONE},
        {"preview", "preview:walk", SHEET_NONE},
        {"search", "search", SHEET_NONE},
        {"search-found", "search", SHEET_NONE},
        {"search-nothing", "search", SHEET_NONE},
        {"search-held", "search", SHEET_NONE},
    };
    for (size_t i = 0; i < ARRAY_LEN(screens); i++)
        for (int j = 0; j < 6; j++)
            check(&screens[i], profiles[j % 3], langs[j / 3]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_trees_are_as_agreed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

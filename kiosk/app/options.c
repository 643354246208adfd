#include "app/options.h"

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/profile.h"
#include "place/place.h"
#include "ui/look.h"
#include "visit/visit.h"
#include "words/words.h"

enum {
    OPT_PROFILE = 256,
    OPT_SIZE,
    OPT_PANEL,
    OPT_ROTATE,
    OPT_LANG,
    OPT_TEXT_SIZE,
    OPT_THEME,
    OPT_STATE,
    OPT_SCREEN,
    OPT_SCREENSHOTS,
    OPT_SCRIPT,
    OPT_MONKEY,
    OPT_DUMP,
    OPT_REDUCED_MOTION,
    OPT_DISPLAY,
    OPT_DEMO,
    OPT_BLANK,
    OPT_BLANK_AFTER,
    OPT_FRAMES,
    OPT_POSITION,
    OPT_RECORD,
    OPT_VERSION,
    OPT_HELP,
};

static const struct option names[] = {
    {"profile", required_argument, NULL, OPT_PROFILE},
    {"size", required_argument, NULL, OPT_SIZE},
    {"panel-mm", required_argument, NULL, OPT_PANEL},
    {"rotate", required_argument, NULL, OPT_ROTATE},
    {"lang", required_argument, NULL, OPT_LANG},
    {"text-size", required_argument, NULL, OPT_TEXT_SIZE},
    {"theme", required_argument, NULL, OPT_THEME},
    {"state", required_argument, NULL, OPT_STATE},
    {"screen", required_argument, NULL, OPT_SCREEN},
    {"screenshots", required_argument, NULL, OPT_SCREENSHOTS},
    {"script", required_argument, NULL, OPT_SCRIPT},
    {"monkey", required_argument, NULL, OPT_MONKEY},
    {"dump-tree", no_argument, NULL, OPT_DUMP},
    {"reduced-motion", no_argument, NULL, OPT_REDUCED_MOTION},
    {"display", required_argument, NULL, OPT_DISPLAY},
    {"demo", no_argument, NULL, OPT_DEMO},
    {"blank", required_argument, NULL, OPT_BLANK},
    {"blank-after", required_argument, NULL, OPT_BLANK_AFTER},
    {"frames", no_argument, NULL, OPT_FRAMES},
    {"position", required_argument, NULL, OPT_POSITION},
    {"record", required_argument, NULL, OPT_RECORD},
    {"version", no_argument, NULL, OPT_VERSION},
    {"help", no_argument, NULL, OPT_HELP},
    {0},
};

static bool whole(const char *s, long least, long most, int *out)
{
    char *end;
    long v = strtol(s, &end, 10);
    if (end == s || *end || v < least || v > most)
        return false;
    *out = (int)v;
    return true;
}

static bool pair(const char *s, long least, long most, int *w, int *h)
{
    const char *x = strchr(s, 'x');
    char first[16];
    if (!x || (size_t)(x - s) >= sizeof(first))
        return false;
    memcpy(first, s, (size_t)(x - s));
    first[x - s] = '\0';
    return whole(first, least, most, w) && whole(x + 1, least, most, h);
}

static bool take_lang(struct options *o, const char *arg)
{
    const char *const *tags;
    size_t count = words_languages(&tags);
    for (size_t i = 0; i < count; i++)
        if (strcmp(tags[i], arg) == 0)
            o->lang = arg;
    return o->lang == arg;
}

static bool take_panel(struct options *o, const char *arg)
{
    int w, h;
    if (!pair(arg, 50, 5000, &w, &h))
        return false;
    o->panel_w_mm = (float)w;
    o->panel_h_mm = (float)h;
    return true;
}

// "22:00-09:30" as two minutes of the day.
static bool take_hours(struct options *o, const char *arg)
{
    static const char form[] = "00:00-00:00";
    int v[4];
    if (strlen(arg) != strlen(form))
        return false;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == '0' ? arg[i] < '0' || arg[i] > '9' : arg[i] != form[i])
            return false;
    for (size_t i = 0; i < 4; i++)
        v[i] = (arg[3 * i] - '0') * 10 + arg[3 * i + 1] - '0';
    o->blank_from = v[0] * 60 + v[1];
    o->blank_to = v[2] * 60 + v[3];
    return v[0] < 24 && v[1] < 60 && v[2] < 24 && v[3] < 60 &&
           o->blank_from != o->blank_to;
}

static bool take_minutes(struct options *o, const char *arg)
{
    char *end;
    o->blank_after = strtof(arg, &end);
    return end != arg && !*end && o->blank_after >= 0.01f && o->blank_after <= 1440;
}

// SEED:COUNT
static bool take_monkey(struct options *o, const char *arg)
{
    const char *colon = strchr(arg, ':');
    char first[16];
    int seed;
    if (!colon || (size_t)(colon - arg) >= sizeof(first))
        return false;
    memcpy(first, arg, (size_t)(colon - arg));
    first[colon - arg] = '\0';
    if (!whole(first, 0, INT_MAX, &seed) || !whole(colon + 1, 1, 100000000, &o->monkey))
        return false;
    o->monkey_seed = (unsigned)seed;
    return true;
}

static bool take(struct options *o, int option, const char *arg)
{
    switch (option) {
    case OPT_PROFILE:
        o->profile = arg;
        return profile_find(arg) != NULL;
    case OPT_SIZE:
        return pair(arg, 320, 8192, &o->w, &o->h);
    case OPT_PANEL:
        return take_panel(o, arg);
    case OPT_ROTATE:
        return whole(arg, 0, 270, &o->rotate) && o->rotate % 90 == 0;
    case OPT_LANG:
        return take_lang(o, arg);
    case OPT_TEXT_SIZE:
        return whole(arg, 1, TEXT_SIZES, &o->text_size);
    case OPT_THEME:
        o->theme = arg;
        return theme_find(arg) != NULL;
    case OPT_STATE:
        o->state = arg;
        return true;
    case OPT_SCREEN:
        o->screen = arg;
        return screen_find(arg) != SCREEN_COUNT;
    case OPT_SCREENSHOTS:
        o->screenshots = arg;
        return true;
    case OPT_SCRIPT:
        o->script = arg;
        return true;
    case OPT_MONKEY:
        return take_monkey(o, arg);
    case OPT_DUMP:
        return o->dump_tree = true;
    case OPT_DISPLAY:
        return whole(arg, 0, 63, &o->display);
    case OPT_REDUCED_MOTION:
        return o->reduced_motion = true;
    case OPT_DEMO:
        return o->demo = true;
    case OPT_BLANK:
        return take_hours(o, arg);
    case OPT_BLANK_AFTER:
        return take_minutes(o, arg);
    case OPT_FRAMES:
        return o->frames = true;
    case OPT_POSITION:
        o->position = arg;
        return true;
    case OPT_RECORD:
        o->record = arg;
        return *arg != '\0';
    case OPT_VERSION:
        return o->version = true;
    case OPT_HELP:
        return o->help = true;
    default:
        return false;
    }
}

// Where the position comes from, also when nothing was said; and what may be written down.
static bool settle_position(struct options *o, struct err *err)
{
    struct place_spec spec;
    struct err why = {0};
    // What runs without a display is the same on every run, wherever the machine stands.
    bool walks = strcmp(o->profile, "tablet") == 0 && !options_offscreen(o);
    if (!o->position)
        o->position = walks ? "gpsd" : "none";
    if (!place_parse(o->position, &spec, &why))
        return err_set(err, "--position: %s", why.text);
    if (o->record && strcmp(o->profile, "kiosk") == 0)
        return err_set(err, "--record is not for the kiosk profile: nobody there has "
                            "agreed to leave a track");
    return true;
}

bool options_parse(struct options *o, int argc, char **argv, struct err *err)
{
    *o = (struct options){.pack = "build/backlot.pack",
                          .profile = "laptop",
                          .theme = "daylight",
                          .text_size = TEXT_SIZE_DEFAULT};
    int at = 0, option;
    opterr = 0;
    optind = 0; // from the start, also when called again by a test
    while ((option = getopt_long(argc, argv, ":", names, &at)) != -1) {
        if (option == '?')
            return err_set(err, "unknown option %s", argv[optind - 1]);
        if (option == ':')
            return err_set(err, "%s needs a value", argv[optind - 1]);
        if (!take(o, option, optarg))
            return err_set(err, "--%s can't be '%s'", names[at].name, optarg);
    }
    if (argc - optind > 1)
        return err_set(err, "one pack, not also '%s'", argv[optind + 1]);
    if (optind < argc)
        o->pack = argv[optind];
    return settle_position(o, err);
}

bool options_offscreen(const struct options *o)
{
    return o->screenshots || o->script || o->dump_tree || o->monkey;
}

void options_help(void)
{
    puts(
        "usage: backlot [PACK] [OPTION]...\n"
        "Shows the tours of a pack (build/backlot.pack) on the whole screen.\n"
        "\n"
        "  --profile NAME       kiosk, laptop (the default) or tablet\n"
        "  --size WxH           pixels of the upright picture; a window, not the whole screen\n"
        "  --panel-mm WxH       how large the panel is, in millimetres\n"
        "  --rotate N           0, 90, 180 or 270 degrees clockwise, touches too\n"
        "  --lang TAG           language, e.g. en, es; en-XA and ar-XB are test languages\n"
        "  --text-size 1..5     2 is the usual one\n"
        "  --theme NAME         daylight, evening or contrast\n"
        "  --reduced-motion     nothing moves by itself; a visitor may still change it\n"
        "  --state DIR          where a tablet keeps how far a walk has come\n"
        "  --screen NAME[:ID]   start there, as --screen film:her; its names are below\n"
        "  --display N          on that display; 0 is the first\n"
        "  --blank HH:MM-HH:MM  a black window at these hours, while nobody is there\n"
        "  --blank-after N      a black window after N minutes of nobody\n"
        "  --demo               plays all of it by itself; any touch or key takes over\n"
        "  --frames             print what each frame cost\n"
        "  --position FROM      where one is: none, gpsd[:HOST:PORT] (a tablet's default, at\n"
        "                       localhost:2947), replay:FILE[@SPEED] (GPX or NMEA, 1 to 20\n"
        "                       times as fast) or simulate[:SPEED]\n"
        "  --record FILE.gpx    write the track down, or on; never in the kiosk profile\n"
        "\n"
        "Without a display:\n"
        "  --screenshots DIR    write a PNG of every screen and every stop\n"
        "  --script FILE        do what the file says, with a clock of its own\n"
        "  --dump-tree          print the screen as text\n"
        "  --monkey SEED:COUNT  so many touches, keys and changes without sense, the same ones\n"
        "                       for the same seed; what breaks is told, with status 1\n"
        "\n"
        "  --version, --help\n"
        "\n"
        "Screens: attract, home, tour:ID, stop:ID, films, film:ID, story:ID, person:ID,\n"
        "place:ID, scene:ID (a place), trivia, eggs:ID (a tour), quiz, search, saved,\n"
        "credits, map:ID, walk:ID, preview:ID (a tour), fault.\n"
        "\n"
        "Keys: arrows and Tab move, Return presses, digits open the keypad, Page Down and\n"
        "Up scroll, + and - zoom a picture, Escape goes back. On a laptop Page Down and Up\n"
        "also lead on to the next stop and back, as a presenter's clicker does, B makes the\n"
        "screen black, F11 leaves the whole screen, Ctrl+Q ends, and so does Escape on the\n"
        "first screen.");
}

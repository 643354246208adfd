// xprobe: looks at any X11 program from outside, by the root window and the Damage extension,
// and touches it through XTest. Nothing in the program needs to help. Prints one JSON object.
//
//   first [-c X Y RRGGBB | -r REF.ppm] [-t MS] -- CMD...   exec -> first change -> complete page
//   drag X YTOP YBOT SECONDS HZ [cont|flick]   swipes with coasting, or one finger that stays
//                                         down, or quick swipes far down and back
//   slide X Y MS N GAP_MS                 frames of what a touch there sets off and takes MS, N
//                                         times; frames: painted, seen: that changed what is seen
//   click X Y RX RY RW RH N [AWAY_X]      press -> first change in a region -> settled, N times;
//                                         the finger leaves at AWAY_X, so that nothing is chosen
//   tap X Y
//   key NAME                              as X names keysyms: Page_Down
//   shot FILE.ppm                         the root window
//   wait STABLE_MS [TIMEOUT_MS]           until nothing changes; a hash of what is seen
//   waitpx X Y RRGGBB TIMEOUT_MS          until a pixel has a colour
#include "xlook.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>

static uint32_t parse_colour(const char *s)
{
    return (uint32_t)strtoul(s, NULL, 16) & 0xffffff;
}

struct picture {
    int w, h;
    uint8_t *rgb; // NULL: none
};

static struct picture load_ppm(const char *path)
{
    struct picture p = {0};
    int most;
    FILE *f = fopen(path, "rb");
    if (!f || fscanf(f, "P6 %d %d %d", &p.w, &p.h, &most) != 3) {
        perror(path);
        exit(2);
    }
    fgetc(f);
    size_t bytes = (size_t)p.w * (size_t)p.h * 3;
    p.rgb = malloc(bytes);
    if (fread(p.rgb, 1, bytes, f) != bytes)
        exit(2);
    fclose(f);
    return p;
}

// The share of sampled pixels (every 4th in x and y) that differ by more than 24 in a channel.
static double difference(const struct grab *g, const struct picture *ref)
{
    long n = 0, bad = 0;
    int w = ref->w < g->w ? ref->w : g->w, h = ref->h < g->h ? ref->h : g->h;
    const uint32_t *pixels = (const uint32_t *)(const void *)g->image->data;
    for (int y = 0; y < h; y += 4) {
        for (int x = 0; x < w; x += 4) {
            uint32_t p = pixels[y * g->w + x];
            const uint8_t *q = ref->rgb + ((size_t)y * (size_t)ref->w + (size_t)x) * 3;
            int r = abs((int)(p >> 16 & 255) - q[0]);
            int gr = abs((int)(p >> 8 & 255) - q[1]);
            int b = abs((int)(p & 255) - q[2]);
            n++;
            bad += r > 24 || gr > 24 || b > 24;
        }
    }
    return (double)bad / (double)n;
}

struct first_options {
    int x, y; // -1: no pixel is looked at
    uint32_t colour;
    struct picture ref;
    double timeout_ms;
    char **command;
};

static struct first_options first_parse(int argc, char **argv)
{
    struct first_options o = {.x = -1, .timeout_ms = 60000};
    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "-c") == 0 && i + 3 < argc) {
            o.x = atoi(argv[++i]);
            o.y = atoi(argv[++i]);
            o.colour = parse_colour(argv[++i]);
        } else if (strcmp(argv[i], "-r") == 0 && i + 1 < argc) {
            o.ref = load_ppm(argv[++i]);
        } else if (strcmp(argv[i], "-t") == 0 && i + 1 < argc) {
            o.timeout_ms = atof(argv[++i]);
        } else if (strcmp(argv[i], "--") == 0) {
            o.command = argv + i + 1;
            break;
        }
    }
    if (!o.command || !o.command[0])
        exit(2);
    return o;
}

static pid_t start(char **command)
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    const char *log = getenv("BENCH_LOG");
    int out = open(log ? log : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0644);
    dup2(out, 1);
    dup2(out, 2);
    dup2(open("/dev/null", O_RDONLY), 0);
    setsid();
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

static int cmd_first(int argc, char **argv)
{
    struct first_options o = first_parse(argc, argv);
    struct grab *dot = grab_open(1, 1), *all = grab_open(0, 0);
    int event, error;
    XDamageQueryExtension(all->display, &event, &error);
    Damage damage = XDamageCreate(all->display, all->root, XDamageReportNonEmpty);
    XSync(all->display, False);
    damaged(all->display, event + XDamageNotify);
    XDamageSubtract(all->display, damage, None, None);
    XSync(all->display, False);
    uint64_t before = look_hash(all, 0, 0);

    double start_ms = now_ms(), first = -1, complete = -1;
    pid_t pid = start(o.command);
    while (complete < 0 && now_ms() - start_ms < o.timeout_ms) {
        if (damaged(all->display, event + XDamageNotify) && (first < 0 || o.ref.rgb)) {
            // Before looking: what is drawn after this makes a new event.
            XDamageSubtract(all->display, damage, None, None);
            XSync(all->display, False);
            look(all, 0, 0);
            double t = now_ms() - start_ms;
            if (first < 0 && hash_pixels(all) != before)
                first = t;
            if (o.ref.rgb && difference(all, &o.ref) <= 0.0005)
                complete = t;
        }
        if (o.x >= 0 && first >= 0 && look_pixel(dot, o.x, o.y) == o.colour)
            complete = now_ms() - start_ms;
        int status;
        if (waitpid(pid, &status, WNOHANG) == pid) {
            printf("{\"pid\":0,\"error\":\"exit %d\"}\n", status);
            return 1;
        }
        if (complete < 0)
            sleep_ms(1);
    }
    printf("{\"pid\":%d,\"first_change_ms\":%.1f,\"complete_ms\":%.1f}\n", pid, first,
           complete);
    return complete < 0;
}

static int cmd_tap(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    Display *d = open_display();
    point(d, atoi(argv[0]), atoi(argv[1]));
    button(d, true);
    sleep_ms(40);
    button(d, false);
    return 0;
}

struct click {
    double first; // ms from press to the first change; < 0: nothing changed
    double last;  // ms from release to the last change
    double release;
};

struct target {
    int x, y;           // where the finger goes down
    int look_x, look_y; // the corner of the region that is watched
    int away_x;         // where it is lifted; -1: where it went down
};

// One press of 30 ms; looks until nothing has changed for 400 ms.
static struct click click_once(Display *d, struct grab *g, const struct target *to)
{
    struct click c = {-1, -1, -1};
    uint64_t before = look_hash(g, to->look_x, to->look_y);
    double press = now_ms();
    button(d, true);
    for (double t = now_ms(); t - press < 5000; t = now_ms()) {
        if (c.release < 0 && t - press >= 30) {
            if (to->away_x >= 0)
                XTestFakeMotionEvent(d, -1, to->away_x, to->y, 0);
            button(d, false);
            c.release = t;
        }
        uint64_t h = look_hash(g, to->look_x, to->look_y);
        t = now_ms();
        if (h != before) {
            c.first = c.first < 0 ? t : c.first;
            c.last = t;
            before = h;
        }
        if (c.first > 0 && c.release > 0 && t - c.last > 400)
            break;
        sleep_ms(0.3);
    }
    c.last -= c.release;
    c.first -= c.first < 0 ? 0 : press;
    return c;
}

static int cmd_click(int argc, char **argv)
{
    if (argc < 7)
        return 2;
    int n = atoi(argv[6]), seen = 0;
    struct target to = {atoi(argv[0]), atoi(argv[1]), atoi(argv[2]), atoi(argv[3]),
                        argc > 7 ? atoi(argv[7]) : -1};
    struct grab *g = grab_open(atoi(argv[4]), atoi(argv[5]));
    Display *d = open_display();
    double *press = calloc((size_t)n + 1, sizeof(double));
    double *settle = calloc((size_t)n + 1, sizeof(double));
    for (int i = 0; i < n; i++) {
        point(d, to.x, to.y);
        sleep_ms(120 + i * 37 % 60);
        struct click c = click_once(d, g, &to);
        if (c.first < 0) {
            fprintf(stderr, "click %d: no change\n", i);
            continue;
        }
        press[seen] = c.first;
        settle[seen++] = c.last;
    }
    printf("{");
    print_stats("press_to_first_change", press, seen);
    printf(",");
    print_stats("release_to_settled", settle, seen);
    printf("}\n");
    return 0;
}

static int cmd_key(int argc, char **argv)
{
    Display *d = open_display();
    KeyCode code = argc > 0 ? XKeysymToKeycode(d, XStringToKeysym(argv[0])) : 0;
    if (!code)
        return 2;
    XTestFakeKeyEvent(d, code, True, 0);
    XSync(d, False);
    sleep_ms(40);
    XTestFakeKeyEvent(d, code, False, 0);
    XSync(d, False);
    return 0;
}

static int cmd_shot(int argc, char **argv)
{
    FILE *f = argc > 0 ? fopen(argv[0], "wb") : NULL;
    if (!f)
        return 2;
    struct grab *g = grab_open(0, 0);
    const uint32_t *p = look(g, 0, 0);
    fprintf(f, "P6\n%d %d\n255\n", g->w, g->h);
    for (size_t i = 0; i < (size_t)g->w * (size_t)g->h; i++) {
        putc((int)(p[i] >> 16 & 255), f);
        putc((int)(p[i] >> 8 & 255), f);
        putc((int)(p[i] & 255), f);
    }
    return fclose(f) != 0;
}

static int cmd_wait(int argc, char **argv)
{
    double still = argc > 0 ? atof(argv[0]) : 500,
           timeout = argc > 1 ? atof(argv[1]) : 15000;
    struct grab *g = grab_open(0, 0);
    double start_ms = now_ms(), last = start_ms;
    uint64_t before = 0;
    while (now_ms() - start_ms < timeout) {
        uint64_t h = look_hash(g, 0, 0);
        if (h != before)
            last = now_ms();
        before = h;
        if (now_ms() - last > still) {
            printf("{\"seen\":\"%016llx\"}\n", (unsigned long long)h);
            return 0;
        }
        sleep_ms(50);
    }
    return 1;
}

static int cmd_waitpx(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    struct grab *g = grab_open(1, 1);
    int x = atoi(argv[0]), y = atoi(argv[1]);
    for (double start_ms = now_ms(); now_ms() - start_ms < atof(argv[3]); sleep_ms(1)) {
        if (look_pixel(g, x, y) == parse_colour(argv[2]))
            return 0;
    }
    fprintf(stderr, "waitpx: the pixel is %06x\n", look_pixel(g, x, y));
    return 1;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(int argc, char **argv);
    } commands[] = {{"first", cmd_first}, {"drag", cmd_drag}, {"slide", cmd_slide},
                    {"click", cmd_click}, {"tap", cmd_tap},   {"key", cmd_key},
                    {"shot", cmd_shot},   {"wait", cmd_wait}, {"waitpx", cmd_waitpx}};
    XInitThreads();
    for (size_t i = 0; argc > 1 && i < sizeof(commands) / sizeof(commands[0]); i++) {
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 2, argv + 2);
    }
    fprintf(stderr,
            "usage: xprobe first|drag|slide|click|tap|key|shot|wait|waitpx ...\n");
    return 2;
}

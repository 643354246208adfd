// xprobe: looks at any X11 program from outside, by the root window and the Damage extension,
// and touches it through XTest. Nothing in the program needs to help. Prints one JSON object.
//
//   first [-c X Y RRGGBB | -r REF.ppm] [-t MS] -- CMD...   exec -> first change -> complete page
//   drag X YTOP YBOT SECONDS HZ [cont]    swipes, or with `cont` one finger up and down
//   click X Y RX RY RW RH N [AWAY_X]      press -> first change in a region -> settled, N times;
//                                         the finger leaves at AWAY_X, so that nothing is chosen
//   tap X Y
//   key NAME                              as X names keysyms: Page_Down
//   shot FILE.ppm                         the root window
//   wait STABLE_MS [TIMEOUT_MS]           until nothing changes; a hash of what is seen
//   waitpx X Y RRGGBB TIMEOUT_MS          until a pixel has a colour
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>

#define MOST 200000

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void sleep_ms(double ms)
{
    if (ms <= 0)
        return;
    long us = (long)(ms * 1000);
    struct timespec t = {us / 1000000, us % 1000000 * 1000};
    nanosleep(&t, NULL);
}

// A region of the root window, in memory that is shared with the server.
struct grab {
    Display *display;
    Window root;
    int w, h;
    XImage *image;
    XShmSegmentInfo segment;
};

static Display *open_display(void)
{
    Display *d = XOpenDisplay(NULL);
    if (!d) {
        fprintf(stderr, "no display\n");
        exit(2);
    }
    return d;
}

static struct grab *grab_open(int w, int h) // 0, 0: the whole
{
    struct grab *g = calloc(1, sizeof(*g));
    Display *d = g->display = open_display();
    int screen = DefaultScreen(d);
    g->root = DefaultRootWindow(d);
    g->w = w ? w : DisplayWidth(d, screen);
    g->h = h ? h : DisplayHeight(d, screen);
    g->image =
        XShmCreateImage(d, DefaultVisual(d, screen), (unsigned)DefaultDepth(d, screen),
                        ZPixmap, NULL, &g->segment, (unsigned)g->w, (unsigned)g->h);
    size_t bytes = (size_t)g->image->bytes_per_line * (size_t)g->h;
    g->segment.shmid = shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
    g->segment.shmaddr = g->image->data = shmat(g->segment.shmid, NULL, 0);
    g->segment.readOnly = False;
    XShmAttach(d, &g->segment);
    XSync(d, False);
    shmctl(g->segment.shmid, IPC_RMID, NULL);
    return g;
}

static const uint32_t *look(struct grab *g, int x, int y)
{
    XShmGetImage(g->display, g->root, g->image, x, y, AllPlanes);
    return (const uint32_t *)(const void *)g->image->data;
}

static uint64_t hash_pixels(const struct grab *g)
{
    const uint32_t *p = (const uint32_t *)(const void *)g->image->data;
    uint64_t h = 1469598103934665603u;
    for (size_t i = 0; i < (size_t)g->w * (size_t)g->h; i++)
        h = (h ^ (p[i] & 0xffffff)) * 1099511628211u;
    return h;
}

static uint64_t look_hash(struct grab *g, int x, int y)
{
    look(g, x, y);
    return hash_pixels(g);
}

static uint32_t look_pixel(struct grab *g, int x, int y)
{
    return *look(g, x, y) & 0xffffff;
}

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

static bool damaged(Display *d, int event)
{
    bool any = false;
    while (XPending(d)) {
        XEvent e;
        XNextEvent(d, &e);
        any |= e.type == event;
    }
    return any;
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

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void print_stats(const char *name, double *v, int n)
{
    if (n == 0) {
        printf("\"%s\":null", name);
        return;
    }
    qsort(v, (size_t)n, sizeof(*v), by_value);
    printf("\"%s\":{\"n\":%d,\"min\":%.2f,\"med\":%.2f,\"p95\":%.2f,\"max\":%.2f}", name,
           n, v[0], v[n / 2], v[(int)(n * .95)], v[n - 1]);
}

static void point(Display *d, int x, int y)
{
    XTestFakeMotionEvent(d, -1, x, y, 0);
    XSync(d, False);
    sleep_ms(3);
}

static void button(Display *d, bool down)
{
    XTestFakeButtonEvent(d, 1, down, 0);
    XSync(d, False);
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

// Watches a column of the screen on a thread of its own, and notes when it changes.
struct watch {
    int x, y, h;
    volatile bool stop;
    double *times;
    int n;
};

static void *watch_run(void *data)
{
    struct watch *w = data;
    setpriority(PRIO_PROCESS, 0, -10);
    struct grab *g = grab_open(2, w->h);
    uint64_t before = look_hash(g, w->x, w->y);
    double next = now_ms();
    while (!w->stop) {
        uint64_t h = look_hash(g, w->x, w->y);
        double t = now_ms();
        if (h != before && w->n < MOST)
            w->times[w->n++] = t;
        before = h;
        next = next + 2 < t ? t : next + 2;
        sleep_ms(next - now_ms());
    }
    return NULL;
}

struct drag {
    Display *display;
    int x, top, bottom, hz;
    double seconds;
};

// The finger stays down and goes up and down, a second each way.
static void drag_on(const struct drag *g)
{
    double start_ms = now_ms(), next = start_ms;
    XTestFakeMotionEvent(g->display, -1, g->x, g->bottom, 0);
    XTestFakeButtonEvent(g->display, 1, True, 0);
    XFlush(g->display);
    while (now_ms() - start_ms < g->seconds * 1000) {
        next += 1000.0 / g->hz;
        sleep_ms(next - now_ms());
        double f = (now_ms() - start_ms) / 1000.0;
        f -= 2 * (int)(f / 2);
        if (f > 1)
            f = 2 - f;
        XTestFakeMotionEvent(g->display, -1, g->x,
                             g->bottom + (int)((g->top - g->bottom) * f), 0);
        XFlush(g->display);
    }
    XTestFakeButtonEvent(g->display, 1, False, 0);
    XFlush(g->display);
}

// Half a second of movement, 0.3 s of rest, three times up, three times down.
static void drag_swipes(const struct drag *g)
{
    double start_ms = now_ms(), next = start_ms;
    int steps = g->hz / 2;
    for (int i = 0; now_ms() - start_ms < g->seconds * 1000; i++) {
        bool up = i / 3 % 2 == 0;
        int from = up ? g->bottom : g->top, to = up ? g->top : g->bottom;
        XTestFakeMotionEvent(g->display, -1, g->x, from, 0);
        XTestFakeButtonEvent(g->display, 1, True, 0);
        XFlush(g->display);
        for (int k = 1; k <= steps; k++) {
            next += 1000.0 / g->hz;
            sleep_ms(next - now_ms());
            XTestFakeMotionEvent(g->display, -1, g->x, from + (to - from) * k / steps, 0);
            XFlush(g->display);
        }
        XTestFakeButtonEvent(g->display, 1, False, 0);
        XFlush(g->display);
        next += 300;
        sleep_ms(next - now_ms());
    }
}

static void drag_report(const struct watch *w, double seconds)
{
    double *intervals = calloc((size_t)w->n + 1, sizeof(double));
    int n = 0, over20 = 0, over34 = 0;
    for (int i = 1; i < w->n; i++) {
        double v = w->times[i] - w->times[i - 1];
        if (v > 400) // a rest, not a frame
            continue;
        intervals[n++] = v;
        over20 += v > 20;
        over34 += v > 34;
    }
    printf("{\"secs\":%.2f,\"frames\":%d,\"fps\":%.1f,", seconds, w->n, w->n / seconds);
    print_stats("frame_ms", intervals, n);
    printf(",\"over20\":%d,\"over34\":%d}\n", over20, over34);
}

static int cmd_drag(int argc, char **argv)
{
    if (argc < 5)
        return 2;
    struct drag g = {open_display(), atoi(argv[0]), atoi(argv[1]),
                     atoi(argv[2]),  atoi(argv[4]), atof(argv[3])};
    struct watch w = {.x = g.x - 200, .y = 150, .times = calloc(MOST, sizeof(double))};
    w.h = DisplayHeight(g.display, DefaultScreen(g.display)) - 200;
    pthread_t thread;
    if (pthread_create(&thread, NULL, watch_run, &w) != 0)
        return 1;
    sleep_ms(200);
    double start_ms = now_ms();
    if (argc > 5 && strcmp(argv[5], "cont") == 0)
        drag_on(&g);
    else
        drag_swipes(&g);
    double seconds = (now_ms() - start_ms) / 1000;
    w.stop = true;
    pthread_join(thread, NULL);
    drag_report(&w, seconds);
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
    } commands[] = {{"first", cmd_first}, {"drag", cmd_drag},    {"click", cmd_click},
                    {"tap", cmd_tap},     {"key", cmd_key},      {"shot", cmd_shot},
                    {"wait", cmd_wait},   {"waitpx", cmd_waitpx}};
    XInitThreads();
    for (size_t i = 0; argc > 1 && i < sizeof(commands) / sizeof(commands[0]); i++) {
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 2, argv + 2);
    }
    fprintf(stderr, "usage: xprobe first|drag|click|tap|key|shot|wait|waitpx ...\n");
    return 2;
}

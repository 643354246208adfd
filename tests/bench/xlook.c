#include "xlook.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <time.h>

#include <X11/extensions/XTest.h>

double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void sleep_ms(double ms)
{
    if (ms <= 0)
        return;
    long us = (long)(ms * 1000);
    struct timespec t = {us / 1000000, us % 1000000 * 1000};
    nanosleep(&t, NULL);
}

Display *open_display(void)
{
    Display *d = XOpenDisplay(NULL);
    if (!d) {
        fprintf(stderr, "no display\n");
        exit(2);
    }
    return d;
}

struct grab *grab_open(int w, int h)
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

const uint32_t *look(struct grab *g, int x, int y)
{
    XShmGetImage(g->display, g->root, g->image, x, y, AllPlanes);
    return (const uint32_t *)(const void *)g->image->data;
}

uint64_t hash_pixels(const struct grab *g)
{
    const uint32_t *p = (const uint32_t *)(const void *)g->image->data;
    uint64_t h = 1469598103934665603u;
    for (size_t i = 0; i < (size_t)g->w * (size_t)g->h; i++)
        h = (h ^ (p[i] & 0xffffff)) * 1099511628211u;
    return h;
}

uint64_t look_hash(struct grab *g, int x, int y)
{
    look(g, x, y);
    return hash_pixels(g);
}

uint32_t look_pixel(struct grab *g, int x, int y)
{
    return *look(g, x, y) & 0xffffff;
}

bool damaged(Display *d, int event)
{
    bool any = false;
    while (XPending(d)) {
        XEvent e;
        XNextEvent(d, &e);
        any |= e.type == event;
    }
    return any;
}

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

void print_stats(const char *name, double *v, int n)
{
    if (n == 0) {
        printf("\"%s\":null", name);
        return;
    }
    qsort(v, (size_t)n, sizeof(*v), by_value);
    printf("\"%s\":{\"n\":%d,\"min\":%.2f,\"med\":%.2f,\"p95\":%.2f,\"max\":%.2f}", name,
           n, v[0], v[n / 2], v[(int)(n * .95)], v[n - 1]);
}

void point(Display *d, int x, int y)
{
    XTestFakeMotionEvent(d, -1, x, y, 0);
    XSync(d, False);
    sleep_ms(3);
}

void button(Display *d, bool down)
{
    XTestFakeButtonEvent(d, 1, down, 0);
    XSync(d, False);
}

// What the commands of xprobe share: looking at the root window, and one finger by XTest.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>

double now_ms(void);
void sleep_ms(double ms);

Display *open_display(void);

// A region of the root window, in memory that is shared with the server.
struct grab {
    Display *display;
    Window root;
    int w, h;
    XImage *image;
    XShmSegmentInfo segment;
};

struct grab *grab_open(int w, int h);               // 0, 0: the whole
const uint32_t *look(struct grab *g, int x, int y); // rows of w pixels
uint64_t hash_pixels(const struct grab *g);         // of what was looked at last
uint64_t look_hash(struct grab *g, int x, int y);
uint32_t look_pixel(struct grab *g, int x, int y);

bool damaged(Display *d, int event); // takes all events that wait

void point(Display *d, int x, int y);
void button(Display *d, bool down);

// "name":{...} of JSON; sorts.
void print_stats(const char *name, double *v, int n);

// The commands of xmotion.c.
int cmd_drag(int argc, char **argv);
int cmd_slide(int argc, char **argv);

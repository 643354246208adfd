#include "gfx/screen.h"

#include "gfx/rotate.h"

static bool quarter_turned(const struct screen *s)
{
    return s->degrees == 90 || s->degrees == 270;
}

bool screen_init(struct screen *s, struct window *window, int degrees, int w, int h,
                 struct err *err)
{
    *s = (struct screen){.window = window, .degrees = degrees, .lost = true};
    if (window)
        return true;
    return screen_resize(s, degrees, w, h, err);
}

bool screen_resize(struct screen *s, int degrees, int w, int h, struct err *err)
{
    struct bitmap picture;
    if (!bitmap_init(&picture, w, h))
        return err_set(err, "no memory for a picture of %d x %d", w, h);
    bitmap_release(&s->picture);
    s->picture = picture;
    s->degrees = degrees;
    s->own_picture = s->lost = true;
    return true;
}

void screen_release(struct screen *s)
{
    if (s->own_picture)
        bitmap_release(&s->picture);
    bitmap_release(&s->turned);
    *s = (struct screen){0};
}

void screen_size(const struct screen *s, int *w_out, int *h_out)
{
    if (!s->window) {
        *w_out = s->picture.w;
        *h_out = s->picture.h;
    } else if (quarter_turned(s)) {
        window_size(s->window, h_out, w_out);
    } else {
        window_size(s->window, w_out, h_out);
    }
}

// Memory of ours for the window's present size; without memory it stays without a picture.
static void make_own(struct screen *s, bool plain)
{
    int w, h;
    if (s->own_picture)
        bitmap_release(&s->picture);
    bitmap_release(&s->turned);
    s->own_picture = true;
    screen_size(s, &w, &h);
    bool ok = bitmap_init(&s->picture, w, h);
    if (ok && s->degrees && !plain)
        ok = quarter_turned(s) ? bitmap_init(&s->turned, h, w)
                               : bitmap_init(&s->turned, w, h);
    if (!ok)
        bitmap_release(&s->picture);
}

bool screen_begin(struct screen *s)
{
    bool lost = s->lost;
    s->lost = false;
    if (!s->window)
        return lost;
    struct bitmap px = window_pixels(s->window);
    if (px.px && s->degrees == 0) {
        if (s->own_picture)
            bitmap_release(&s->picture);
        lost |= s->picture.px != px.px || s->picture.w != px.w || s->picture.h != px.h;
        s->own_picture = false;
        s->picture = px;
        return lost;
    }
    int w, h;
    screen_size(s, &w, &h);
    if (!s->own_picture || s->picture.w != w || s->picture.h != h) {
        make_own(s, px.px != NULL);
        lost = true;
    }
    return lost;
}

// Turns one part and hands over where it lies in the window.
static struct rect hang(struct screen *s, struct rect part)
{
    struct bitmap px = window_pixels(s->window);
    struct rect at = rotate_rect(part, s->picture.w, s->picture.h, s->degrees);
    if (px.px && rect_eq(rect_cut(at, bitmap_rect(&px)), at)) {
        rotate_copy(&s->picture, &px, part, s->degrees);
    } else if (!px.px) {
        if (s->degrees)
            rotate_copy(&s->picture, &s->turned, part, s->degrees);
        window_copy(s->window, s->degrees ? &s->turned : &s->picture, &at, 1);
    }
    return at;
}

void screen_present(struct screen *s, const struct rect *rects, size_t count)
{
    if (!s->window)
        return;
    if (!s->own_picture) {
        window_present(s->window, rects, count);
        return;
    }
    struct rect at[64];
    for (size_t i = 0; i < count;) {
        size_t n = 0;
        while (n < 64 && i < count)
            at[n++] = hang(s, rects[i++]);
        window_present(s->window, at, n);
    }
}

// How long gfx needs for the frames of a drag: a stop page like the real one, its text pulled
// up and down, with a picture beside it and a bar below.
//
//     bench_frame PICTURE.jpg [window] [FRAMES]
//
// Prints what the first frames cost and the percentiles of the rest, in ms. Not a test: it
// asserts nothing.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "gfx/gfx.h"
#include "type/type.h"

#define W 1920
#define H 1080
#define BAR_H 120
#define FRAMES_MAX 100000

static const char words[] =
    "Los Angeles built its last great railway station in 1939, and the film hardly had to "
    "dress it: cream walls, long light and people crossing a hall without looking up.";

struct bench {
    struct type *type;
    struct arena arena;
    const char *picture;
};

static bool read_picture(void *data, const struct image_ref *ref, struct gfx_media *out,
                         struct err *err)
{
    const struct bench *bench = data;
    FILE *file = fopen(bench->picture, "rb");
    if (!file)
        return err_set(err, "picture %s: %s can't be read", ref->media, bench->picture);
    size_t cap = 32u << 20;
    out->n = 1;
    out->pieces = xcalloc(1, sizeof(*out->pieces));
    out->pieces->bytes = xmalloc(cap);
    out->pieces->len = fread(out->pieces->bytes, 1, cap, file);
    out->pieces->format = GFX_JPEG;
    fclose(file);
    return true;
}

static int add_text(struct bench *bench, struct draw_layer *layer, int x, int y, int w,
                    float size, uint32_t colour)
{
    const struct type_spec spec = {
        .text = words,
        .lang = "en",
        .width_px = (float)w,
        .style = {.face = size > 50 ? TYPE_SERIF_DISPLAY : TYPE_SANS,
                  .size_px = size,
                  .line_px = size * 1.5f}};
    const struct paragraph *p = type_paragraph(bench->type, &spec);
    int h = (int)paragraph_height(p);
    draw_add(&layer->list, &(struct draw_command){.kind = DRAW_TEXT,
                                                  .box = {x, y, w, h},
                                                  .colour = colour,
                                                  .paragraph = p});
    return y + h;
}

static int add_card(struct bench *bench, struct draw_layer *layer, int y)
{
    struct rect box = {80, y, 800, 320};
    struct draw_command c = {.box = box, .radius = 24, .corners = CORNER_ALL};
    c.kind = DRAW_SHADOW;
    c.colour = 0x28402010;
    c.blur = 24;
    c.dy = 8;
    draw_add(&layer->list, &c);
    c.kind = DRAW_FILL;
    c.colour = 0xFFFFFCF8;
    draw_add(&layer->list, &c);
    c.kind = DRAW_ICON;
    c.box = (struct rect){120, y + 40, 48, 48};
    c.icon = "easter-egg";
    c.colour = 0xFF2A1D22;
    draw_add(&layer->list, &c);
    add_text(bench, layer, 190, y + 32, 640, 28, 0xFF2A1D22);
    c.kind = DRAW_IMAGE;
    c.box = (struct rect){80, y + 360, 800, 400};
    c.image =
        (struct image_ref){.media = "small", .w = 800, .h = 400, .colour = 0xFFEBDCC8};
    draw_add(&layer->list, &c);
    return y + 800;
}

static void add_text_page(struct bench *bench, struct draw_layer *page)
{
    int y = add_text(bench, page, 80, 80, 800, 68, 0xFF2A1D22) + 40;
    for (int i = 0; i < 5; i++) {
        for (int k = 0; k < 3; k++)
            y = add_text(bench, page, 80, y, 800, 30, 0xFF2A1D22) + 24;
        y = add_card(bench, page, y);
    }
    page->content_h = y + 80;
}

static struct draw_layer *add_layer(struct bench *bench, struct draw_frame *f,
                                    enum layer_kind kind, struct rect clip)
{
    struct draw_layer *layer = &f->layers[f->n_layers++];
    *layer = (struct draw_layer){.kind = kind, .key = f->n_layers, .clip = clip};
    layer->opacity = 255;
    layer->background = 0xFFFBF3EA;
    draw_list_init(&layer->list, &bench->arena);
    return layer;
}

static void build(struct bench *bench, struct draw_frame *f)
{
    *f = (struct draw_frame){.w = W, .h = H, .background = 0xFFFBF3EA};
    struct draw_layer *page = add_layer(bench, f, LAYER_PLAIN, (struct rect){0, 0, W, H});
    struct draw_command c = {.kind = DRAW_IMAGE, .box = {0, 0, 960, H - BAR_H}};
    c.image = (struct image_ref){.media = "hero", .w = 960, .h = H - BAR_H};
    c.image.colour = 0xFF905040;
    draw_add(&page->list, &c);
    c = (struct draw_command){.kind = DRAW_GRADIENT, .box = {0, 700, 960, 260}};
    c.colour2 = 0xC03A2230;
    draw_add(&page->list, &c);
    add_text_page(bench, add_layer(bench, f, LAYER_SCROLLER,
                                   (struct rect){960, 0, 960, H - BAR_H}));
    struct draw_layer *bar =
        add_layer(bench, f, LAYER_PLAIN, (struct rect){0, H - BAR_H - 30, W, BAR_H + 30});
    c = (struct draw_command){.kind = DRAW_FILL, .box = {0, 30, W, BAR_H}};
    c.colour = 0xFFFFFCF8;
    draw_add(&bar->list, &c);
    c = (struct draw_command){.kind = DRAW_FILL, .box = {1500, 46, 380, 88}};
    c.colour = 0xFFC8402B;
    c.radius = 44;
    c.corners = CORNER_ALL;
    draw_add(&bar->list, &c);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void print_percentiles(const char *what, double *ms, int count)
{
    qsort(ms, (size_t)count, sizeof(*ms), by_size);
    printf("%-8s p50 %.2f  p90 %.2f  p95 %.2f  p99 %.2f  most %.2f\n", what,
           ms[count / 2], ms[count * 9 / 10], ms[count * 95 / 100], ms[count * 99 / 100],
           ms[count - 1]);
}

static void first_frames(struct gfx *gfx, struct jobs *jobs, const struct draw_frame *f)
{
    gfx_play(gfx, f);
    struct gfx_stats s = gfx_stats(gfx);
    printf("first    paint %.2f  present %.2f\n", s.paint_ms, s.present_ms);
    struct clock clock;
    clock_init(&clock, false);
    int64_t start = clock_now_us(&clock);
    jobs_finish(jobs);
    printf("pictures %.2f\n", (double)(clock_now_us(&clock) - start) / 1000);
    gfx_play(gfx, f);
    s = gfx_stats(gfx);
    printf("with them paint %.2f  present %.2f\n", s.paint_ms, s.present_ms);
}

static void drag(struct gfx *gfx, struct draw_frame *f, int frames)
{
    static double paint[FRAMES_MAX], all[FRAMES_MAX];
    struct draw_layer *page = &f->layers[1];
    int span = page->content_h - page->clip.h, speed = 23;
    for (int i = 0; i < frames; i++) {
        page->offset_y += speed;
        if (page->offset_y < 0 || page->offset_y > span)
            speed = -speed;
        gfx_play(gfx, f);
        struct gfx_stats s = gfx_stats(gfx);
        paint[i] = s.paint_ms;
        all[i] = s.paint_ms + s.present_ms;
    }
    print_percentiles("paint", paint, frames);
    print_percentiles("frame", all, frames);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: bench_frame PICTURE.jpg [window] [FRAMES]\n");
        return 2;
    }
    bool window = argc > 2 && str_eq(argv[2], "window");
    int frames = argc > 2 + window ? atoi(argv[2 + window]) : 600;
    frames = frames < 1 ? 1 : frames > FRAMES_MAX ? FRAMES_MAX : frames;
    struct err err;
    struct bench bench = {.type = type_create(&err), .picture = argv[1]};
    struct jobs *jobs = jobs_create(2, NULL, NULL);
    struct gfx *gfx = gfx_create(&(struct gfx_config){.title = "frames",
                                                      .w = W,
                                                      .h = H,
                                                      .offscreen = !window,
                                                      .fullscreen = window,
                                                      .type = bench.type,
                                                      .jobs = jobs,
                                                      .read_media = read_picture,
                                                      .read_data = &bench},
                                 &err);
    if (!bench.type || !gfx) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    struct draw_frame f;
    arena_init(&bench.arena);
    build(&bench, &f);
    first_frames(gfx, jobs, &f);
    drag(gfx, &f, frames);
    if (argc > 3 + window && !gfx_write_png(gfx, argv[3 + window], &err))
        fprintf(stderr, "%s\n", err.text);
    gfx_destroy(gfx);
    jobs_destroy(jobs);
    arena_release(&bench.arena);
    type_destroy(bench.type);
    return 0;
}

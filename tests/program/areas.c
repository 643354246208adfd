// areas FIRST SECOND [FIRST SECOND...]: how much two PNGs differ. For each pair a line: the
// largest connected area of pixels of which a channel differs by more than 2 %, in pixels, how
// many differ so, and where. Ends with 1 if a pair could not be compared.
#include <png.h>
#include <stdio.h>
#include <stdlib.h>

#define MUCH 5 // of 255

struct picture {
    png_image head;
    png_byte *rgb;
};

static int load(const char *path, struct picture *p)
{
    *p = (struct picture){.head = {.version = PNG_IMAGE_VERSION}};
    if (!png_image_begin_read_from_file(&p->head, path))
        return 0;
    p->head.format = PNG_FORMAT_RGB;
    p->rgb = malloc(PNG_IMAGE_SIZE(p->head));
    return p->rgb && png_image_finish_read(&p->head, NULL, p->rgb, 0, NULL);
}

static int differs(const png_byte *a, const png_byte *b)
{
    for (int i = 0; i < 3; i++)
        if (abs(a[i] - b[i]) > MUCH)
            return 1;
    return 0;
}

// Empties the area that holds `at`, also over corners; `stack` has room for all pixels.
static long empty_area(char *map, size_t *stack, size_t at, long w, long h)
{
    size_t n = 0;
    long size = 0;
    map[at] = 0;
    stack[n++] = at;
    while (n) {
        long x = (long)stack[--n] % w, y = (long)stack[n] / w;
        size++;
        for (long ny = y - 1; ny <= y + 1; ny++)
            for (long nx = x - 1; nx <= x + 1; nx++)
                if (nx >= 0 && ny >= 0 && nx < w && ny < h && map[ny * w + nx]) {
                    map[ny * w + nx] = 0;
                    stack[n++] = (size_t)(ny * w + nx);
                }
    }
    return size;
}

static int compare(const struct picture *a, const struct picture *b, const char *name)
{
    long w = a->head.width, h = a->head.height, most = 0, all = 0, where = 0;
    size_t count = (size_t)w * (size_t)h;
    char *map = malloc(count);
    size_t *stack = malloc(count * sizeof(*stack));
    int good = map && stack && b->head.width == w && b->head.height == h;
    for (size_t i = 0; good && i < count; i++)
        all += map[i] = (char)differs(a->rgb + 3 * i, b->rgb + 3 * i);
    for (size_t i = 0; good && all && i < count; i++) {
        long area = map[i] ? empty_area(map, stack, i, w, h) : 0;
        if (area > most) {
            most = area;
            where = (long)i;
        }
    }
    if (good)
        printf("%ld %ld %ld,%ld %s\n", most, all, where % w, where / w, name);
    free(map);
    free(stack);
    return good;
}

int main(int argc, char **argv)
{
    int status = argc < 3 || argc % 2 == 0;
    for (int i = 1; i + 1 < argc; i += 2) {
        struct picture a, b = {0};
        if (!load(argv[i], &a) || !load(argv[i + 1], &b) || !compare(&a, &b, argv[i])) {
            fprintf(stderr, "%s and %s can't be compared\n", argv[i], argv[i + 1]);
            status = 1;
        }
        free(a.rgb);
        free(b.rgb);
        png_image_free(&a.head);
        png_image_free(&b.head);
    }
    return status;
}

#include "type/faces.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <SDL2/SDL_ttf.h>
#include <unicode/uchar.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#define FACES_OPEN 40    // 0.1 to 3 MB each
#define STRIKE_PX 109    // the one size of Noto Color Emoji's bitmaps
#define SINGLES 0x250    // Latin's advances are kept
#define SINGLE_COPIES 16 // measured at once, for a fraction of a pixel
#define IMAGE_PX_MAX (64 << 20)

struct face {
    TTF_Font *font; // NULL: a free place
    const struct font_file *file;
    int px;
    float scale;
    uint64_t used;
    int pad; // advance of the two spaces around a run
    UScriptCode script;
    TTF_Direction direction;
    float *singles; // SINGLES of them, NAN: not measured
};

struct faces {
    struct face face[FACES_OPEN];
    uint64_t clock;
    struct str text; // of the run at hand, with its spaces
};

static void face_close(struct face *face)
{
    if (face->font)
        TTF_CloseFont(face->font);
    free(face->singles);
    memset(face, 0, sizeof(*face));
}

static int width_of(const struct face *face, const char *text)
{
    int w = 0;
    if (TTF_SizeUTF8(face->font, text, &w, NULL) != 0)
        return 0;
    return w;
}

// The file as memory: through stdio SDL_ttf seeks and reads ten thousand times for a page.
// It stays mapped, once for all its sizes, until `fonts` goes.
static bool map_file(struct font_file *file)
{
    struct stat info;
    if (file->map)
        return true;
    int fd = open(file->path, O_RDONLY | O_CLOEXEC);
    bool good =
        fd >= 0 && fstat(fd, &info) == 0 && info.st_size > 0 && info.st_size <= INT_MAX;
    if (good) {
        void *map = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        good = map != MAP_FAILED;
        file->map = good ? map : NULL;
        file->map_len = (size_t)info.st_size;
    }
    if (!good)
        TTF_SetError("%s", errno ? strerror(errno) : "it is empty");
    if (fd >= 0)
        close(fd);
    return good;
}

static bool face_open(struct face *face, const struct font_file *file, int px)
{
    int at = file->colour ? STRIKE_PX : px;
    errno = 0;
    if (!map_file((struct font_file *)file))
        return false;
    SDL_RWops *bytes = SDL_RWFromConstMem(file->map, (int)file->map_len);
    face->font = TTF_OpenFontIndexRW(bytes, 1, at, file->index);
    if (!face->font)
        return false;
    TTF_SetFontHinting(face->font, TTF_HINTING_LIGHT);
    int style = (file->fake_bold ? TTF_STYLE_BOLD : 0) |
                (file->fake_italic ? TTF_STYLE_ITALIC : 0);
    if (style)
        TTF_SetFontStyle(face->font, style);
    face->file = file;
    face->px = px;
    face->scale = file->colour ? (float)px / STRIKE_PX : 1.0f;
    face->script = USCRIPT_INVALID_CODE;
    face->direction = TTF_DIRECTION_LTR;
    TTF_SetFontDirection(face->font, TTF_DIRECTION_LTR);
    face->pad = file->colour ? 0 : width_of(face, "  ");
    return true;
}

static struct face *get(struct faces *faces, const struct font_file *file, int px)
{
    struct face *oldest = &faces->face[0];
    faces->clock++;
    for (int i = 0; i < FACES_OPEN; i++) {
        struct face *face = &faces->face[i];
        if (face->font && face->file == file && face->px == px) {
            face->used = faces->clock;
            return face;
        }
        if (face->used < oldest->used)
            oldest = face;
    }
    if (file->broken)
        return NULL;
    face_close(oldest);
    if (!face_open(oldest, file, px)) {
        log_warn("The font %s can't be used: %s.", file->path, TTF_GetError());
        ((struct font_file *)file)->broken = true;
        return NULL;
    }
    oldest->used = faces->clock;
    return oldest;
}

static void prepare(struct face *face, UScriptCode script, bool rtl)
{
    TTF_Direction direction = rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR;
    if (face->direction != direction)
        TTF_SetFontDirection(face->font, direction);
    face->direction = direction;
    if (face->script != script)
        TTF_SetFontScriptName(face->font, uscript_getShortName(script));
    face->script = script;
}

// Sets the text to shape: the run between spaces, joined to what it was cut from by
// zero-width joiners.
static const char *padded(struct faces *faces, const struct face *face,
                          const struct face_run *run)
{
    struct str *text = &faces->text;
    str_clear(text);
    const char *space = face->file->colour ? "" : " ";
    str_add(text, space);
    if (run->join_before)
        str_add(text, "\u200D");
    str_add_bytes(text, run->text, run->len);
    if (run->join_after)
        str_add(text, "\u200D");
    str_add(text, space);
    return str_c(text);
}

bool faces_metrics(struct faces *faces, const struct font_file *file, int px,
                   struct face_metrics *out)
{
    struct face *face = get(faces, file, px);
    *out = (struct face_metrics){px, px / 4};
    if (!face)
        return false;
    out->ascent = (int)lroundf((float)TTF_FontAscent(face->font) * face->scale);
    out->descent = (int)lroundf((float)-TTF_FontDescent(face->font) * face->scale);
    return true;
}

float faces_advance(struct faces *faces, const struct face_run *run)
{
    struct face *face = run->len ? get(faces, run->file, run->px) : NULL;
    if (!face)
        return 0.0f;
    prepare(face, run->script, run->rtl);
    int w = width_of(face, padded(faces, face, run)) - face->pad;
    return w > 0 ? (float)w * face->scale : 0.0f;
}

float faces_advance_one(struct faces *faces, const struct font_file *file, int px,
                        uint32_t code)
{
    struct face *face = get(faces, file, px);
    if (!face)
        return 0.0f;
    if (face->singles && code < SINGLES && !isnan(face->singles[code]))
        return face->singles[code];
    char one[4], copies[4 * SINGLE_COPIES];
    size_t len = utf8_put(one, code);
    for (size_t i = 0; i < SINGLE_COPIES; i++)
        memcpy(copies + i * len, one, len);
    struct face_run run = {.file = file,
                           .px = px,
                           .script = USCRIPT_LATIN,
                           .text = copies,
                           .len = len * SINGLE_COPIES};
    float advance = faces_advance(faces, &run) / SINGLE_COPIES;
    if (code >= SINGLES)
        return advance;
    if (!face->singles) {
        face->singles = xmalloc(SINGLES * sizeof(*face->singles));
        for (size_t i = 0; i < SINGLES; i++)
            face->singles[i] = NAN;
    }
    face->singles[code] = advance;
    return advance;
}

static const SDL_Color white = {255, 255, 255, 255}, black = {0, 0, 0, 255};

// How far SDL_ttf moved the text down because marks reach above the font's ascent: it keeps
// that to itself, but the underline moves along. Column 0 lies in the first space.
static int underline_row(struct face *face, const char *text)
{
    int style = TTF_GetFontStyle(face->font);
    TTF_SetFontStyle(face->font, style | TTF_STYLE_UNDERLINE);
    SDL_Surface *lined = TTF_RenderUTF8_Shaded(face->font, text, white, black);
    TTF_SetFontStyle(face->font, style);
    if (!lined)
        return 0;
    const uint8_t *mask = lined->pixels;
    int row = 0;
    while (row < lined->h - 1 && mask[row * lined->pitch] == 0)
        row++;
    SDL_FreeSurface(lined);
    return row;
}

static int rows_above(struct face *face, const char *text)
{
    int rows = underline_row(face, text) - underline_row(face, " ");
    return rows > 0 ? rows : 0;
}

static SDL_Surface *render(struct face *face, const char *text)
{
    int w = 0, h = 0;
    if (TTF_SizeUTF8(face->font, text, &w, &h) != 0 || w <= 0 || h <= 0 ||
        w > IMAGE_PX_MAX / h)
        return NULL;
    return face->file->colour ? TTF_RenderUTF8_Blended(face->font, text, white)
                              : TTF_RenderUTF8_Shaded(face->font, text, white, black);
}

bool faces_render(struct faces *faces, const struct face_run *run, struct face_image *out)
{
    struct face *face = run->len ? get(faces, run->file, run->px) : NULL;
    if (!face)
        return false;
    prepare(face, run->script, run->rtl);
    const char *text = padded(faces, face, run);
    SDL_Surface *surface = render(face, text);
    if (!surface)
        return false;
    bool colour = run->file->colour;
    int above =
        !colour && surface->h > TTF_FontHeight(face->font) ? rows_above(face, text) : 0;
    *out = (struct face_image){
        .mask = colour ? NULL : surface->pixels,
        .colour = colour ? surface->pixels : NULL,
        .w = surface->w,
        .h = surface->h,
        .pitch = colour ? surface->pitch / 4 : surface->pitch,
        .left = -face->pad / 2,
        .top = TTF_FontAscent(face->font) + above,
        .scale = face->scale,
        .held = surface,
    };
    return true;
}

void face_image_release(struct face_image *image)
{
    SDL_FreeSurface(image->held);
    *image = (struct face_image){0};
}

struct faces *faces_create(struct err *err)
{
    if (TTF_Init() != 0) {
        err_set(err, "The font renderer can't be started: %s.", TTF_GetError());
        return NULL;
    }
    struct faces *faces = xcalloc(1, sizeof(*faces));
    str_init(&faces->text);
    return faces;
}

void faces_destroy(struct faces *faces)
{
    if (!faces)
        return;
    for (int i = 0; i < FACES_OPEN; i++)
        face_close(&faces->face[i]);
    str_release(&faces->text);
    free(faces);
    TTF_Quit();
}

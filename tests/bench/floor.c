// floor [surface|software|opengl|opengles2]: one picture, one page of text, drag to scroll, one
// button. The least a native SDL2 program can do, and so what ours is measured against. It shows
// the page that other toolkits were measured with; what it does must not change.
//
// Run it beside content/. Complete when the pixel in the lower right corner is fffe00.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <SDL2/SDL.h>
#include <SDL2/SDL_ttf.h>
#include <turbojpeg.h>

#include "content/page.h"

#define BAR_H 100
#define COLUMN_W 1600
#define PAPER 0x14161c
#define CARD 0x1f232d
#define INK 0xe8e6e1

struct floor {
    int w, h, page_h;
    SDL_Window *window;
    SDL_Renderer *renderer; // NULL: the window's surface is drawn to
    SDL_Surface *page, *bar[2];
    SDL_Texture *page_texture, *bar_texture[2];
    double scroll, velocity; // px, px a ms
    int saved, last_y;
    bool down, dirty, bar_only;
    Uint64 last_ms;
};

static SDL_Surface *surface(int w, int h)
{
    return SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_RGB888);
}

static SDL_Surface *load_jpeg(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f) {
        perror(path);
        exit(1);
    }
    fseek(f, 0, SEEK_END);
    size_t len = (size_t)ftell(f);
    rewind(f);
    unsigned char *bytes = malloc(len);
    if (!bytes || fread(bytes, 1, len, f) != len)
        exit(1);
    fclose(f);
    tjhandle tj = tjInitDecompress();
    int w, h, sampling, space;
    tjDecompressHeader3(tj, bytes, len, &w, &h, &sampling, &space);
    SDL_Surface *s = surface(w, h);
    tjDecompress2(tj, bytes, len, s->pixels, w, s->pitch, h, TJPF_BGRX, 0);
    tjDestroy(tj);
    free(bytes);
    return s;
}

static TTF_Font *font(int px, bool bold)
{
    return TTF_OpenFont(bold ? "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
                             : "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
                        px * 72 / 96);
}

// A wrapped text with its upper left corner in `box`; returns its height.
static int write_text(SDL_Surface *to, TTF_Font *f, const char *text, SDL_Rect box,
                      Uint32 colour)
{
    SDL_Color c = {(Uint8)(colour >> 16), (Uint8)(colour >> 8), (Uint8)colour, 255};
    SDL_Surface *s = TTF_RenderUTF8_Blended_Wrapped(f, text, c, (Uint32)box.w);
    int h = s->h;
    SDL_Rect at = {box.x, box.y, 0, 0};
    SDL_BlitSurface(s, NULL, to, &at);
    SDL_FreeSurface(s);
    return h;
}

static void make_page(struct floor *fl)
{
    const char *jpeg = getenv("FLOOR_JPEG");
    SDL_Surface *hero = load_jpeg(jpeg ? jpeg : "content/hero.jpg");
    fl->page = surface(fl->w, 3000);
    SDL_FillRect(fl->page, NULL, PAPER);
    int x = (fl->w - COLUMN_W) / 2, y = 924;
    SDL_Rect at = {x, 0, 0, 0};
    SDL_SetSurfaceBlendMode(hero, SDL_BLENDMODE_NONE);
    SDL_BlitSurface(hero, NULL, fl->page, &at);

    TTF_Font *title = font(44, true), *body = font(28, false);
    TTF_Font *question = font(26, true), *answer = font(24, false);
    y += write_text(fl->page, title, page.title, (SDL_Rect){x, y, COLUMN_W, 0}, INK) + 12;
    y += write_text(fl->page, body, page.text, (SDL_Rect){x, y, COLUMN_W, 0}, INK) + 24;
    for (int k = 0; k < 8; k++) {
        SDL_Rect b = {x + k % 2 * 812, y + k / 2 * 254, 788, 230};
        SDL_FillRect(fl->page, &b, CARD);
        SDL_Rect in = {b.x + 24, b.y + 24, 740, 0};
        in.y += write_text(fl->page, question, page.cards[k].question, in, INK);
        write_text(fl->page, answer, page.cards[k].answer, in, 0xc3c8d2);
    }
    y += 4 * 254 + 60;
    fl->page_h = y < 3000 ? y : 3000;
}

static void make_bars(struct floor *fl)
{
    TTF_Font *title = font(34, true), *label = font(26, true);
    for (int on = 0; on < 2; on++) {
        SDL_Surface *s = fl->bar[on] = surface(fl->w, BAR_H);
        SDL_FillRect(s, NULL, CARD);
        write_text(s, title, page.title, (SDL_Rect){160, 26, 1000, 0}, INK);
        SDL_Rect button = {fl->w - 540, 20, 160, 60};
        SDL_FillRect(s, &button, on ? 0xd33a4c : 0x3a4254);
        write_text(s, label, "Save", (SDL_Rect){fl->w - 500, 34, 160, 0}, 0xffffff);
    }
}

static void make_textures(struct floor *fl)
{
    if (!fl->renderer)
        return;
    fl->page_texture = SDL_CreateTextureFromSurface(fl->renderer, fl->page);
    SDL_SetTextureBlendMode(fl->page_texture, SDL_BLENDMODE_NONE);
    for (int on = 0; on < 2; on++)
        fl->bar_texture[on] = SDL_CreateTextureFromSurface(fl->renderer, fl->bar[on]);
}

static bool open_window(struct floor *fl, const char *mode)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_Init(SDL_INIT_VIDEO);
    TTF_Init();
    SDL_DisplayMode display;
    SDL_GetDesktopDisplayMode(0, &display);
    fl->w = display.w;
    fl->h = display.h;
    Uint32 gl = strncmp(mode, "opengl", 6) == 0 ? SDL_WINDOW_OPENGL : 0;
    fl->window =
        SDL_CreateWindow("floor", 0, 0, fl->w, fl->h, SDL_WINDOW_BORDERLESS | gl);
    if (strcmp(mode, "surface") == 0)
        return true;
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, mode);
    fl->renderer = SDL_CreateRenderer(fl->window, -1, 0);
    if (!fl->renderer) {
        fprintf(stderr, "%s\n", SDL_GetError());
        return false;
    }
    SDL_RendererInfo info;
    SDL_GetRendererInfo(fl->renderer, &info);
    fprintf(stderr, "renderer %s\n", info.name);
    return true;
}

static void draw(struct floor *fl)
{
    SDL_Rect from = {0, (int)fl->scroll, fl->w, fl->h - BAR_H};
    SDL_Rect to = {0, BAR_H, fl->w, fl->h - BAR_H}, bar = {0, 0, fl->w, BAR_H};
    SDL_Rect mark = {fl->w - 16, fl->h - 16, 16, 16};
    if (fl->renderer) {
        SDL_RenderCopy(fl->renderer, fl->bar_texture[fl->saved], NULL, &bar);
        SDL_RenderCopy(fl->renderer, fl->page_texture, &from, &to);
        SDL_SetRenderDrawColor(fl->renderer, 255, 254, 0, 255);
        SDL_RenderFillRect(fl->renderer, &mark);
        SDL_RenderPresent(fl->renderer);
        return;
    }
    SDL_Surface *window = SDL_GetWindowSurface(fl->window);
    SDL_SetSurfaceBlendMode(fl->page, SDL_BLENDMODE_NONE);
    SDL_BlitSurface(fl->bar[fl->saved], NULL, window, &bar);
    if (fl->bar_only) {
        SDL_UpdateWindowSurfaceRects(fl->window, &bar, 1);
        return;
    }
    SDL_BlitSurface(fl->page, &from, window, &to);
    SDL_FillRect(window, &mark, 0xfffe00);
    SDL_UpdateWindowSurface(fl->window);
}

// One step of coasting, at most every 8 ms.
static void coast(struct floor *fl)
{
    Uint64 now = SDL_GetTicks64();
    int dt = (int)(now - fl->last_ms);
    if (dt < 8) {
        SDL_Delay((Uint32)(8 - dt));
        now = SDL_GetTicks64();
        dt = (int)(now - fl->last_ms);
    }
    fl->last_ms = now;
    fl->scroll += fl->velocity * dt;
    for (int i = 0; i < dt; i++)
        fl->velocity *= .998;
    if (fl->velocity < .02 && fl->velocity > -.02)
        fl->velocity = 0;
    fl->dirty = true;
}

static void press(struct floor *fl, int x, int y)
{
    fl->down = true;
    fl->velocity = 0;
    fl->last_y = y;
    fl->last_ms = SDL_GetTicks64();
    if (y < BAR_H && x > fl->w - 540 && x < fl->w - 380) {
        fl->saved = !fl->saved;
        fl->bar_only = !fl->dirty;
        fl->dirty = true;
    }
}

static void move(struct floor *fl, int y)
{
    if (!fl->down)
        return;
    Uint64 now = SDL_GetTicks64();
    int dy = fl->last_y - y, dt = (int)(now - fl->last_ms);
    if (dt < 1)
        dt = 1;
    fl->last_y = y;
    fl->last_ms = now;
    fl->scroll += dy;
    fl->velocity = .7 * fl->velocity + .3 * dy / dt;
    fl->dirty = true;
    fl->bar_only = false;
}

static void handle(struct floor *fl, const SDL_Event *e)
{
    switch (e->type) {
    case SDL_QUIT:
        exit(0);
    case SDL_MOUSEBUTTONDOWN:
        press(fl, e->button.x, e->button.y);
        break;
    case SDL_MOUSEBUTTONUP:
        fl->down = false;
        fl->last_ms = SDL_GetTicks64();
        break;
    case SDL_MOUSEMOTION:
        move(fl, e->motion.y);
        break;
    case SDL_WINDOWEVENT:
        if (e->window.event == SDL_WINDOWEVENT_EXPOSED) {
            fl->dirty = true;
            fl->bar_only = false;
        }
        break;
    default:
        break;
    }
}

static void run(struct floor *fl)
{
    for (;;) {
        if (fl->dirty)
            draw(fl);
        fl->dirty = fl->bar_only = false;
        SDL_Event e;
        int any;
        if (fl->velocity != 0 && !fl->down) {
            coast(fl);
            any = SDL_PollEvent(&e);
        } else {
            any = SDL_WaitEvent(&e);
        }
        for (; any; any = SDL_PollEvent(&e))
            handle(fl, &e);
        int most = fl->page_h - (fl->h - BAR_H);
        if (fl->scroll < 0)
            fl->scroll = 0;
        if (fl->scroll > most)
            fl->scroll = most;
    }
}

int main(int argc, char **argv)
{
    static struct floor fl = {.dirty = true};
    if (!open_window(&fl, argc > 1 ? argv[1] : "surface"))
        return 1;
    make_page(&fl);
    make_bars(&fl);
    make_textures(&fl);
    run(&fl);
}

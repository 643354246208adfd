#include "gfx/gpu.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/log.h"
#include "base/mem.h"
#include "gfx/cutout.h"
#include "gfx/gpu_turn.h"

#define CELL PLAYER_CELL
#define RUNS_MAX (2 * DRAW_LAYERS_MAX) // a strip's ring may be cut in two

// A layer's pixels.
struct plate {
    uint64_t key;
    SDL_Texture *texture;
    struct rect area; // in the layer's own coordinates; a strip's: in its pixels
    bool strip;
    struct grid cells; // of a plain layer, as they were painted; area.w == 0: never
};

// What of a plate is laid where.
struct run {
    SDL_Texture *texture;
    struct rect from, at;
    uint8_t opacity;
    bool opaque; // its pixels are
};

struct gpu {
    SDL_Renderer *renderer;
    SDL_BlendMode over; // premultiplied
    SDL_Texture *picture;
    SDL_Texture *frozen, *coming; // during a turn
    struct draw_turn turn;        // as it is shown; TURN_NONE: none is
    uint64_t serial;              // of the last one that began, or could not
    bool any;                     // serial is one
    int w, h;
    struct plate plates[DRAW_LAYERS_MAX];
    size_t n_plates;
    struct run runs[RUNS_MAX];
    size_t n_runs;
    uint64_t look; // a hash of the runs
    bool sent;     // pixels, for this frame
    struct grid cells;
    struct region region;
    struct cutout cutout;
    struct bitmap read;
    bool read_stale;
    int textures;
    bool failed;
};

struct gpu *gpu_create(SDL_Renderer *renderer)
{
    struct gpu *g = xcalloc(1, sizeof(*g));
    g->renderer = renderer;
    g->over = SDL_ComposeCustomBlendMode(
        SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA, SDL_BLENDOPERATION_ADD,
        SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA, SDL_BLENDOPERATION_ADD);
    grid_init(&g->cells);
    region_init(&g->region);
    cutout_init(&g->cutout);
    return g;
}

void gpu_destroy(struct gpu *g)
{
    if (!g)
        return;
    gpu_lost(g);
    grid_release(&g->cells);
    region_release(&g->region);
    cutout_release(&g->cutout);
    bitmap_release(&g->read);
    free(g);
}

// ---- textures

static SDL_Texture *make_texture(struct gpu *g, int access, int w, int h)
{
    SDL_Texture *t =
        SDL_CreateTexture(g->renderer, SDL_PIXELFORMAT_ARGB8888, access, w, h);
    if (t) {
        g->textures++;
        SDL_SetTextureBlendMode(t, SDL_BLENDMODE_NONE);
    } else if (!g->failed) {
        log_warn("no texture of %d x %d: %s", w, h, SDL_GetError());
        g->failed = true;
    }
    return t;
}

static void drop_texture(struct gpu *g, SDL_Texture **t)
{
    if (*t) {
        SDL_DestroyTexture(*t);
        g->textures--;
    }
    *t = NULL;
}

static void drop_plate(struct gpu *g, struct plate *plate)
{
    drop_texture(g, &plate->texture);
    grid_release(&plate->cells);
}

static void end_turn(struct gpu *g)
{
    drop_texture(g, &g->frozen);
    drop_texture(g, &g->coming);
    g->turn.kind = TURN_NONE;
}

void gpu_lost(struct gpu *g)
{
    for (size_t i = 0; i < g->n_plates; i++)
        drop_plate(g, &g->plates[i]);
    drop_texture(g, &g->picture);
    end_turn(g);
    g->n_plates = g->n_runs = 0;
}

static void send(struct gpu *g, SDL_Texture *t, struct rect at, const uint32_t *px,
                 int pitch_px)
{
    const SDL_Rect r = {at.x, at.y, at.w, at.h};
    SDL_UpdateTexture(t, &r, px, pitch_px * (int)sizeof(*px));
    g->sent = true;
}

// ---- plates

// The part of a plain layer that its commands reach, in whole cells: a thing that moves a
// little stays in the texture that there is.
static struct rect find_area(const struct draw_layer *layer)
{
    struct rect all = {0},
                own = {layer->offset_x, layer->offset_y, layer->clip.w, layer->clip.h};
    if (layer->kind == LAYER_SCROLLER)
        return own;
    for (size_t i = 0; i < layer->list.count; i++)
        all = rect_join(all, rect_cut(draw_reach(&layer->list.items[i]), own));
    if (rect_empty(all))
        return (struct rect){0};
    int right = all.x + all.w, below = all.y + all.h;
    all.x -= (all.x - own.x) % CELL;
    all.y -= (all.y - own.y) % CELL;
    all.w = (right - all.x + CELL - 1) / CELL * CELL;
    all.h = (below - all.y + CELL - 1) / CELL * CELL;
    return rect_cut(all, own);
}

static struct plate take_plate(struct gpu *g, uint64_t key, bool strip, struct rect area)
{
    for (size_t i = 0; i < g->n_plates; i++) {
        struct plate found = g->plates[i];
        if (found.key != key || found.strip != strip || !rect_eq(found.area, area))
            continue;
        g->plates[i] = g->plates[--g->n_plates];
        return found;
    }
    struct plate plate = {.key = key, .strip = strip, .area = area};
    plate.texture = make_texture(g, SDL_TEXTUREACCESS_STATIC, area.w, area.h);
    return plate;
}

static void send_bands(struct gpu *g, const struct plate *plate, const struct bitmap *px,
                       const struct region *parts)
{
    for (size_t i = 0; plate->texture && i < parts->count; i++) {
        struct rect r = parts->items[i];
        send(g, plate->texture, r, px->px + (ptrdiff_t)r.y * px->pitch_px + r.x,
             px->pitch_px);
    }
}

static struct plate strip_plate(struct gpu *g, const struct draw_layer *layer,
                                const struct strip *strip)
{
    struct rect area = bitmap_rect(strip_pixels(strip));
    int textures = g->textures;
    struct plate plate = take_plate(g, layer->key, true, area);
    if (g->textures == textures) {
        send_bands(g, &plate, strip_pixels(strip), strip_painted(strip));
        return plate;
    }
    region_clear(&g->region);
    strip_add_all(strip, &g->region);
    send_bands(g, &plate, strip_pixels(strip), &g->region);
    return plate;
}

static void hash_cells(struct gpu *g, const struct painter *painter,
                       const struct draw_layer *layer, struct rect area, uint32_t below)
{
    grid_start(&g->cells, area, CELL, CELL, hash_u64(HASH_START, below));
    for (size_t i = 0; i < layer->list.count; i++) {
        const struct draw_command *c = &layer->list.items[i];
        struct rect parts[DRAW_PARTS_MAX];
        if (rect_empty(rect_cut(draw_reach(c), area)))
            continue;
        int n = draw_parts(c, parts);
        uint64_t hash = painter_hash(painter, c);
        for (int k = 0; k < n; k++)
            grid_fold(&g->cells, parts[k], hash);
    }
}

static void paint_part(struct gpu *g, struct player *p, const struct draw_layer *layer,
                       const struct plate *plate, struct rect part, uint32_t below)
{
    // Cell by cell in height, so that little memory is needed.
    for (int end = part.y + part.h; part.y < end; part.y += CELL) {
        part.h = end - part.y < CELL ? end - part.y : CELL;
        if (!cutout_paint(&g->cutout, &p->painter, layer, part, below))
            return;
        struct rect at = {part.x - plate->area.x, part.y - plate->area.y, part.w, part.h};
        send(g, plate->texture, at, g->cutout.px.px, g->cutout.px.pitch_px);
        p->painted_px += part.w * part.h;
    }
}

static struct plate plain_plate(struct gpu *g, struct player *p,
                                const struct draw_layer *layer, uint32_t below)
{
    struct rect area = find_area(layer);
    struct plate plate = take_plate(g, layer->key, false, area);
    if (!plate.texture)
        return plate;
    hash_cells(g, &p->painter, layer, area, below);
    region_clear(&g->region);
    if (plate.cells.area.w == 0)
        region_add(&g->region, area);
    else
        region_add_changed(&g->region, &g->cells, &plate.cells);
    for (size_t i = 0; i < g->region.count; i++)
        paint_part(g, p, layer, &plate, g->region.items[i], below);
    struct grid last = plate.cells;
    plate.cells = g->cells;
    g->cells = last;
    return plate;
}

// ---- the picture

static void add_run(struct gpu *g, struct run run)
{
    if (!rect_empty(run.at) && run.texture && g->n_runs < RUNS_MAX)
        g->runs[g->n_runs++] = run;
}

static void add_runs(struct gpu *g, const struct draw_layer *layer,
                     const struct plate *plate, const struct strip *strip, bool opaque)
{
    struct run run = {plate->texture, {0}, {0}, layer->opacity, opaque};
    struct rect cut = rect_cut(layer->clip, (struct rect){0, 0, g->w, g->h}),
                a = plate->area;
    if (!strip) {
        run.from = (struct rect){0, 0, a.w, a.h};
        run.at = (struct rect){layer->clip.x + a.x - layer->offset_x,
                               layer->clip.y + a.y - layer->offset_y, a.w, a.h};
        add_run(g, run);
        return;
    }
    while (!rect_empty(cut)) {
        int y, rows = strip_run(strip, layer, cut, &y);
        run.from = (struct rect){cut.x - layer->clip.x, y, cut.w, rows};
        run.at = (struct rect){cut.x, cut.y, cut.w, rows};
        add_run(g, run);
        cut.y += rows;
        cut.h -= rows;
    }
}

// Brings the textures of all layers up to date, and lets go of those that no layer has.
static void update_plates(struct gpu *g, struct player *p, const struct draw_frame *frame)
{
    struct plate now[DRAW_LAYERS_MAX];
    size_t n = 0;
    g->n_runs = 0;
    for (size_t i = 0; i < frame->n_layers; i++) {
        const struct draw_layer *layer = &frame->layers[i];
        const struct strip *strip = p->strip_of[i];
        bool lowest = g->n_runs == 0 && layer->opacity == 255;
        uint32_t below = layer->kind == LAYER_SCROLLER ? layer->background | 0xFF000000u
                         : lowest                      ? frame->background | 0xFF000000u
                                                       : 0;
        if (layer->opacity == 0 || (!strip && rect_empty(find_area(layer))))
            continue;
        now[n] = strip ? strip_plate(g, layer, strip) : plain_plate(g, p, layer, below);
        add_runs(g, layer, &now[n++], strip, strip || below);
    }
    for (size_t i = 0; i < g->n_plates; i++)
        drop_plate(g, &g->plates[i]);
    for (size_t i = 0; i < n; i++)
        g->plates[i] = now[i];
    g->n_plates = n;
}

static uint64_t hash_rect(uint64_t h, struct rect r)
{
    h = hash_u64(h, (uint64_t)(uint32_t)r.x << 32 | (uint32_t)r.y);
    return hash_u64(h, (uint64_t)(uint32_t)r.w << 32 | (uint32_t)r.h);
}

static uint64_t hash_runs(const struct gpu *g, uint32_t background)
{
    uint64_t h = hash_u64(HASH_START, background);
    for (size_t i = 0; i < g->n_runs; i++) {
        const struct run *r = &g->runs[i];
        h = hash_u64(h, (uint64_t)(uintptr_t)r->texture);
        h = hash_rect(hash_rect(h, r->from), r->at);
        h = hash_u64(h, r->opacity);
    }
    return h;
}

static SDL_Rect sdl_rect(struct rect r)
{
    return (SDL_Rect){r.x, r.y, r.w, r.h};
}

static void lay(struct gpu *g, const struct run *run)
{
    const SDL_Rect from = sdl_rect(run->from), at = sdl_rect(run->at);
    uint8_t o = run->opacity;
    SDL_SetTextureBlendMode(run->texture,
                            run->opaque && o == 255 ? SDL_BLENDMODE_NONE : g->over);
    // Premultiplied: the colours fade as the alpha does.
    SDL_SetTextureColorMod(run->texture, o, o, o);
    SDL_SetTextureAlphaMod(run->texture, o);
    SDL_RenderCopy(g->renderer, run->texture, &from, &at);
}

static void compose(struct gpu *g, SDL_Texture *to, uint32_t background)
{
    SDL_SetRenderTarget(g->renderer, to);
    SDL_SetRenderDrawColor(g->renderer, background >> 16 & 255, background >> 8 & 255,
                           background & 255, 255);
    SDL_RenderClear(g->renderer);
    for (size_t i = 0; i < g->n_runs; i++)
        lay(g, &g->runs[i]);
    SDL_SetRenderTarget(g->renderer, NULL);
}

// ---- turns

// Whether the frame is one of a turn. With its first one, what is shown is frozen; where
// nothing is, or there are no textures for it, the new page is shown at once.
static bool enter_turn(struct gpu *g, const struct draw_turn *next, bool fresh)
{
    if (next->kind == TURN_NONE)
        return false;
    bool same = g->any && g->serial == next->serial;
    g->any = true;
    g->serial = next->serial;
    if (same || fresh)
        return same && g->turn.kind != TURN_NONE;
    // Asked of SDL while they are made: where it is changed later, SDL 2.26 loses track of
    // which texture is bound.
    SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "linear");
    if (!g->frozen)
        g->frozen = make_texture(g, SDL_TEXTUREACCESS_TARGET, g->w, g->h);
    if (!g->coming)
        g->coming = make_texture(g, SDL_TEXTUREACCESS_TARGET, g->w, g->h);
    SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "nearest");
    if (!g->frozen || !g->coming)
        return false;
    SDL_SetRenderTarget(g->renderer, g->frozen);
    SDL_RenderCopy(g->renderer, g->picture, NULL, NULL);
    SDL_SetRenderTarget(g->renderer, NULL);
    g->turn = (struct draw_turn){.kind = next->kind, .at = -1}; // not yet shown
    return true;
}

// True if the picture changed.
static bool show_turn(struct gpu *g, const struct draw_frame *frame, bool changed)
{
    const struct draw_turn *next = &frame->turn;
    bool first = g->turn.at < 0;
    if (changed || first)
        compose(g, g->coming, frame->background);
    if (!changed && g->turn.at == next->at && rect_eq(g->turn.box, next->box))
        return false;
    const struct gpu_turn turn = {g->renderer, g->over, g->frozen, g->coming, g->w, g->h};
    SDL_SetRenderTarget(g->renderer, g->picture);
    gpu_turn_compose(&turn, next);
    SDL_SetRenderTarget(g->renderer, NULL);
    g->turn = *next;
    return true;
}

bool gpu_play(struct gpu *g, struct player *p, const struct draw_frame *frame, int w,
              int h)
{
    if (g->picture && (g->w != w || g->h != h))
        gpu_lost(g);
    bool fresh = !g->picture, was_turning = g->turn.kind != TURN_NONE;
    g->w = w;
    g->h = h;
    g->sent = false;
    if (fresh)
        g->picture = make_texture(g, SDL_TEXTUREACCESS_TARGET, w, h);
    bool turning = enter_turn(g, &frame->turn, fresh);
    if (!turning)
        end_turn(g);
    player_prepare(p, frame, (struct rect){0, 0, w, h});
    update_plates(g, p, frame);
    uint64_t look = hash_runs(g, frame->background);
    bool changed = fresh || g->sent || look != g->look;
    g->look = look;
    if (turning)
        changed = show_turn(g, frame, changed);
    else if (changed || was_turning)
        compose(g, g->picture, frame->background);
    changed |= was_turning && !turning;
    g->read_stale |= changed;
    return changed;
}

void gpu_fill_ahead(struct gpu *g, const struct player *p, const struct draw_frame *frame)
{
    for (size_t i = 0; i < frame->n_layers; i++)
        for (size_t k = 0; p->strip_of[i] && k < g->n_plates; k++)
            if (g->plates[k].strip && g->plates[k].key == frame->layers[i].key)
                send_bands(g, &g->plates[k], strip_pixels(p->strip_of[i]),
                           strip_painted(p->strip_of[i]));
}

void gpu_present(struct gpu *g, int degrees)
{
    bool turned = degrees == 90 || degrees == 270;
    float out = turned ? (float)(g->h - g->w) / 2 : 0;
    const SDL_FRect at = {out, -out, (float)g->w, (float)g->h};
    SDL_SetRenderDrawColor(g->renderer, 0, 0, 0, 255);
    SDL_RenderClear(g->renderer);
    if (g->picture)
        SDL_RenderCopyExF(g->renderer, g->picture, NULL, &at, degrees, NULL,
                          SDL_FLIP_NONE);
    SDL_RenderPresent(g->renderer);
}

const struct bitmap *gpu_read(struct gpu *g)
{
    struct bitmap *b = &g->read;
    if (b->w != g->w || b->h != g->h) {
        bitmap_release(b);
        g->read_stale = bitmap_init(b, g->w, g->h);
    }
    if (!g->read_stale || !g->picture)
        return b;
    SDL_SetRenderTarget(g->renderer, g->picture);
    SDL_RenderReadPixels(g->renderer, NULL, SDL_PIXELFORMAT_ARGB8888, b->px,
                         b->pitch_px * (int)sizeof(*b->px));
    SDL_SetRenderTarget(g->renderer, NULL);
    for (size_t i = 0; i < (size_t)b->w * (size_t)b->h; i++)
        b->px[i] |= 0xFF000000u;
    g->read_stale = false;
    return b;
}

bool gpu_failed(const struct gpu *g)
{
    return g->failed;
}

int gpu_textures(const struct gpu *g)
{
    return g->textures;
}

#include "gfx/events.h"

#include "base/array.h"
#include "base/str.h"
#include "gfx/rotate.h"

#define MOUSE (-1)
#define AGE_MOST_MS 1000 // an older one has no time of its own

void events_init(struct events *e, struct window *window, int degrees)
{
    *e = (struct events){.window = window, .degrees = degrees};
    if (window)
        window_size(window, &e->w, &e->h);
}

static void add(struct events *e, struct gfx_event event)
{
    event.age_us = e->age_us;
    size_t cap = ARRAY_LEN(e->waiting);
    if (e->count < cap)
        e->waiting[(e->first + e->count++) % cap] = event;
}

static bool take(struct events *e, struct gfx_event *out)
{
    if (e->count == 0)
        return false;
    *out = e->waiting[e->first];
    e->first = (e->first + 1) % ARRAY_LEN(e->waiting);
    e->count--;
    return true;
}

// ---- pointers

static size_t find_down(const struct events *e, int64_t id)
{
    size_t i = 0;
    while (i < e->n_down && e->down[i].id != id)
        i++;
    return i;
}

static bool is_down(const struct events *e, int64_t id)
{
    return find_down(e, id) < e->n_down;
}

static void place(const struct events *e, struct gfx_event *event, float x, float y)
{
    int w, h;
    window_size(e->window, &w, &h);
    bool turned = e->degrees == 90 || e->degrees == 270;
    event->x = x;
    event->y = y;
    rotate_point_back(&event->x, &event->y, turned ? h : w, turned ? w : h, e->degrees);
}

// x, y in the window.
static void add_pointer(struct events *e, enum gfx_event_kind kind, int64_t id, float x,
                        float y)
{
    struct gfx_event event = {.kind = kind, .pointer = id};
    place(e, &event, x, y);
    size_t at = find_down(e, id);
    if (kind == GFX_EVENT_POINTER_DOWN) {
        if (at == EVENTS_POINTERS)
            return;
        e->down[at].id = id;
        e->n_down += at == e->n_down;
    } else if (at == e->n_down) {
        return; // never went down, or was cancelled
    }
    e->down[at].x = event.x;
    e->down[at].y = event.y;
    if (kind == GFX_EVENT_POINTER_UP)
        e->down[at] = e->down[--e->n_down];
    add(e, event);
}

static void cancel_all(struct events *e)
{
    for (size_t i = 0; i < e->n_down; i++)
        add(e, (struct gfx_event){.kind = GFX_EVENT_POINTER_CANCEL,
                                  .pointer = e->down[i].id,
                                  .x = e->down[i].x,
                                  .y = e->down[i].y});
    e->n_down = 0;
}

static void add_finger(struct events *e, enum gfx_event_kind kind,
                       const SDL_TouchFingerEvent *f)
{
    int w, h;
    window_size(e->window, &w, &h);
    int64_t id = f->fingerId == MOUSE ? MOUSE - 1 : f->fingerId;
    add_pointer(e, kind, id, f->x * (float)w, f->y * (float)h);
}

static void add_button(struct events *e, const SDL_MouseButtonEvent *b)
{
    if (b->button != SDL_BUTTON_LEFT)
        return;
    add_pointer(
        e, b->type == SDL_MOUSEBUTTONDOWN ? GFX_EVENT_POINTER_DOWN : GFX_EVENT_POINTER_UP,
        MOUSE, (float)b->x, (float)b->y);
}

static void add_wheel(struct events *e, const SDL_MouseWheelEvent *w)
{
    struct gfx_event event = {.kind = GFX_EVENT_WHEEL, .pointer = MOUSE};
    // Not turned: whoever looks at the upright picture means its down, too.
    event.dx = w->preciseX;
    event.dy = -w->preciseY;
    place(e, &event, (float)w->mouseX, (float)w->mouseY);
    add(e, event);
}

// ---- the rest

static void add_key(struct events *e, const SDL_KeyboardEvent *k)
{
    struct gfx_event event = {.kind = GFX_EVENT_KEY, .repeat = k->repeat != 0};
    event.shift = (k->keysym.mod & KMOD_SHIFT) != 0;
    event.ctrl = (k->keysym.mod & KMOD_CTRL) != 0;
    event.alt = (k->keysym.mod & KMOD_ALT) != 0;
    str_copy(event.key, sizeof(event.key), SDL_GetKeyName(k->keysym.sym));
    add(e, event);
}

// SDL has text input on from the start, where there is a keyboard.
static void add_text(struct events *e, const SDL_TextInputEvent *t)
{
    struct gfx_event event = {.kind = GFX_EVENT_TEXT};
    str_copy(event.key, sizeof(event.key), t->text);
    add(e, event);
}

// Also told where only SDL's pixels were replaced.
static void add_size(struct events *e)
{
    int w, h;
    window_size(e->window, &w, &h);
    e->resized = true;
    if (w == e->w && h == e->h) {
        add(e, (struct gfx_event){.kind = GFX_EVENT_NONE});
        return;
    }
    e->w = w;
    e->h = h;
    cancel_all(e);
    add(e, (struct gfx_event){.kind = GFX_EVENT_RESIZED});
}

static void add_window(struct events *e, const SDL_WindowEvent *w)
{
    switch (w->event) {
    case SDL_WINDOWEVENT_EXPOSED:
        e->exposed = true;
        add(e, (struct gfx_event){.kind = GFX_EVENT_NONE});
        break;
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        add_size(e);
        break;
    case SDL_WINDOWEVENT_HIDDEN:
    case SDL_WINDOWEVENT_MINIMIZED:
        cancel_all(e);
        window_come_back(e->window);
        break;
    case SDL_WINDOWEVENT_CLOSE:
        add(e, (struct gfx_event){.kind = GFX_EVENT_CLOSE});
        break;
    default:
        break;
    }
}

static void translate(struct events *e, const SDL_Event *sdl)
{
    switch (sdl->type) {
    case SDL_FINGERDOWN:
        add_finger(e, GFX_EVENT_POINTER_DOWN, &sdl->tfinger);
        break;
    case SDL_FINGERUP:
        add_finger(e, GFX_EVENT_POINTER_UP, &sdl->tfinger);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        add_button(e, &sdl->button);
        break;
    case SDL_FINGERMOTION:
        add_finger(e, GFX_EVENT_POINTER_MOVE, &sdl->tfinger);
        break;
    case SDL_MOUSEMOTION:
        if (is_down(e, MOUSE))
            add_pointer(e, GFX_EVENT_POINTER_MOVE, MOUSE, (float)sdl->motion.x,
                        (float)sdl->motion.y);
        break;
    case SDL_MOUSEWHEEL:
        add_wheel(e, &sdl->wheel);
        break;
    case SDL_KEYDOWN:
        add_key(e, &sdl->key);
        break;
    case SDL_TEXTINPUT:
        add_text(e, &sdl->text);
        break;
    case SDL_WINDOWEVENT:
        add_window(e, &sdl->window);
        break;
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        e->lost = true;
        add(e, (struct gfx_event){.kind = GFX_EVENT_NONE});
        break;
    default:
        if (window_is_wake(e->window, sdl))
            add(e, (struct gfx_event){.kind = GFX_EVENT_WAKE});
        break;
    }
}

bool events_wait(struct events *e, struct gfx_event *out, int timeout_ms)
{
    Uint64 start = SDL_GetTicks64();
    int left = timeout_ms;
    SDL_Event sdl;
    while (!take(e, out)) {
        if (!window_wait(e->window, &sdl, left))
            return false;
        Uint32 age_ms = SDL_GetTicks() - sdl.common.timestamp;
        e->age_us = age_ms < AGE_MOST_MS ? (int64_t)age_ms * 1000 : 0;
        translate(e, &sdl);
        int64_t gone = (int64_t)(SDL_GetTicks64() - start);
        left = timeout_ms < 0 ? -1 : gone < timeout_ms ? (int)(timeout_ms - gone) : 0;
    }
    return true;
}

#include "gfx/gl.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/log.h"

#define GL_RENDERER 0x1F01
// A strip may be twice as high as the display and a band or two.
#define STRIP_ROOM 128

typedef const char *(*get_string_fn)(unsigned name);

static bool has_render_node(void)
{
    DIR *folder = opendir("/dev/dri");
    bool found = false;
    if (!folder)
        return false;
    for (const struct dirent *e; !found && (e = readdir(folder));)
        found = strncmp(e->d_name, "renderD", 7) == 0;
    closedir(folder);
    return found;
}

struct gl_wish gl_wish(void)
{
    const char *asked = getenv("SDL_RENDER_DRIVER");
    if (!asked || !*asked)
        return (struct gl_wish){has_render_node() ? "opengles2" : NULL, false};
    if (strcmp(asked, "opengl") != 0 && strcmp(asked, "opengles2") != 0)
        return (struct gl_wish){0};
    return (struct gl_wish){asked, true};
}

// What SDL's renderer needs; a window for another kind of context it would make once more.
void gl_prepare(struct gl_wish wish)
{
    bool es = strcmp(wish.driver, "opengles2") == 0;
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, es ? SDL_GL_CONTEXT_PROFILE_ES : 0);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, es ? 0 : 1);
}

static int driver_index(const char *name)
{
    SDL_RendererInfo info;
    for (int i = 0; i < SDL_GetNumRenderDrivers(); i++)
        if (SDL_GetRenderDriverInfo(i, &info) == 0 && strcmp(info.name, name) == 0)
            return i;
    return -1;
}

static const char *computed_by(void)
{
    get_string_fn get = NULL;
    void *address = SDL_GL_GetProcAddress("glGetString");
    memcpy(&get, &address, sizeof(get));
    const char *name = get ? get(GL_RENDERER) : NULL;
    return name ? name : "";
}

static bool is_a_program(const char *renderer)
{
    static const char *const programs[] = {"llvmpipe", "softpipe", "swrast",
                                           "software rasterizer"};
    for (size_t i = 0; i < ARRAY_LEN(programs); i++)
        if (strcasestr(renderer, programs[i]))
            return true;
    return false;
}

// Why it can't be used, or NULL.
static const char *unfit(SDL_Window *window, SDL_Renderer *renderer, struct gl_wish wish)
{
    SDL_RendererInfo info;
    SDL_Rect display = {0};
    if (SDL_GetRendererInfo(renderer, &info) != 0 || strcmp(info.name, wish.driver) != 0)
        return "another renderer came";
    if (!(info.flags & SDL_RENDERER_TARGETTEXTURE))
        return "it can't draw into textures";
    SDL_GetDisplayBounds(SDL_GetWindowDisplayIndex(window), &display);
    int side = display.w > display.h ? display.w : display.h;
    int needed = 2 * (side + STRIP_ROOM);
    if (info.max_texture_width < needed || info.max_texture_height < needed)
        return "its textures are too small";
    return !wish.forced && is_a_program(computed_by()) ? "it is computed by a program"
                                                       : NULL;
}

SDL_Renderer *gl_open(SDL_Window *window, struct gl_wish wish)
{
    // Also where the driver is asked for by name.
    SDL_SetHint(SDL_HINT_RENDER_BATCHING, "1");
    Uint32 flags =
        SDL_RENDERER_ACCELERATED | SDL_RENDERER_TARGETTEXTURE | SDL_RENDERER_PRESENTVSYNC;
    SDL_Renderer *renderer =
        window ? SDL_CreateRenderer(window, driver_index(wish.driver), flags) : NULL;
    const char *why = renderer ? unfit(window, renderer, wish) : SDL_GetError();
    if (!why) {
        log_info("layers are composed by %s: %s", wish.driver, computed_by());
        return renderer;
    }
    // What was asked for and isn't there is worth more than a remark.
    (wish.forced ? log_warn : log_info)(
        "no %s, so pictures are painted by the processor: %s", wish.driver, why);
    if (renderer)
        SDL_DestroyRenderer(renderer);
    return NULL;
}

// The home page: the tours.
#include "screens/parts.h"

static bool load(struct pack *pack, struct arena *arena, const char *id, void **model_out,
                 struct err *err)
{
    struct home_model *m = ARENA_NEW(arena, struct home_model);
    (void)id;
    *model_out = m;
    return pack_load_home(pack, arena, m, err);
}

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    const struct home_model *m = model;
    static const struct picture none = {.media = ""};
    struct parts_page p = parts_page(b, env, entry, text_line(&env->intro->title), &none);
    for (size_t i = 0; i < m->n_tours; i++)
        parts_primary(b, p.text, m->tours[i].id, text_line(&m->tours[i].title),
                      command_make(VISIT_OPEN_TOUR, 0, m->tours[i].id));
    parts_settings(b, p.bar, env);
    parts_keypad(b, p.bar, env);
    return p.root;
}

const struct screen_class screen_home = {load, view, NULL};

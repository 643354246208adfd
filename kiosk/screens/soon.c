// Pages that are being built.
#include "screens/parts.h"

static struct node *view(struct build *b, const struct screen_env *env, uint64_t entry,
                         const void *model)
{
    (void)model;
    const char *name = screen_name(visit_top(env->visit)->screen);
    return parts_page(b, env, entry, name, NULL).root;
}

const struct screen_class screen_films = {NULL, view, NULL, NULL};
const struct screen_class screen_film = {NULL, view, NULL, NULL};
const struct screen_class screen_story = {NULL, view, NULL, NULL};
const struct screen_class screen_person = {NULL, view, NULL, NULL};

#include "pack/load.h"

static void copy_languages(const struct load *l, struct intro_model *out)
{
    const struct pack *pack = l->pack;
    out->languages = ARENA_ARRAY(l->arena, struct language, pack->n_languages);
    out->n_languages = pack->n_languages;
    for (size_t i = 0; i < pack->n_languages; i++) {
        const struct language *from = &pack->languages[i].shown;
        out->languages[i] =
            (struct language){arena_strdup(l->arena, from->tag),
                              arena_strdup(l->arena, from->endonym), from->rtl};
    }
}

bool pack_load_intro(struct pack *pack, struct arena *arena, struct intro_model *out,
                     struct err *err)
{
    const struct load l = {pack, arena, err};
    *out = (struct intro_model){.original_lang = arena_strdup(arena, pack->original)};
    sqlite3_stmt *row = query_begin(pack, QUERY_PACK, NULL, NULL);
    int got = query_step(pack, row, err);
    out->id = query_id(row, 0, arena);
    out->default_tour = query_id(row, 2, arena);
    const char *hero = query_id(row, 3, arena);
    out->has_codes = query_int(row, 4, 0, 1, 0) != 0;
    query_end(row);
    if (got == 0)
        return load_absent(&l, "description", "pack");
    copy_languages(&l, out);
    return got > 0 && load_title(&l, "pack", out->id, &out->title) &&
           load_text(&l, "pack", out->id, "invitation", &out->invitation) &&
           load_picture(&l, hero, &out->hero);
}

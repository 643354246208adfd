#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "pack/load.h"

static struct pack_language read_language(sqlite3_stmt *row, struct arena *arena)
{
    static const char *const dirs[] = {"ltr", "rtl"};
    return (struct pack_language){
        .shown = {.tag = query_id(row, 0, arena),
                  .endonym = query_text(row, 1, arena),
                  .rtl = query_enum(row, 2, dirs, 2, 0) == 1},
        .fallback = query_id(row, 3, arena),
    };
}

bool load_languages(const struct load *l)
{
    struct pack *pack = l->pack;
    sqlite3_stmt *rows = query_begin(pack, QUERY_LANGS, NULL, NULL);
    int got;
    while ((got = query_step(pack, rows, l->err)) > 0) {
        struct pack_language one = read_language(rows, l->arena);
        if (!one.shown.tag[0])
            continue;
        pack->languages = QUERY_GROW(l->arena, pack->languages, pack->n_languages);
        pack->languages[pack->n_languages++] = one;
    }
    query_end(rows);
    return got == 0;
}

// Tags are equal whatever their case (RFC 5646, 2.1.1).
static const struct pack_language *find(const struct pack *pack, const char *tag,
                                        size_t len)
{
    for (size_t i = 0; i < pack->n_languages; i++) {
        const char *have = pack->languages[i].shown.tag;
        if (strlen(have) == len && strncasecmp(have, tag, len) == 0)
            return &pack->languages[i];
    }
    return NULL;
}

static bool in_chain(const struct pack *pack, const char *tag)
{
    for (size_t i = 0; i < pack->n_chain; i++) {
        if (strcasecmp(pack->chain[i], tag) == 0)
            return true;
    }
    return false;
}

void pack_set_lang(struct pack *pack, const char *tag)
{
    const struct pack_language *lang = tag ? find(pack, tag, strlen(tag)) : NULL;
    if (!lang && tag)
        lang = find(pack, tag, strcspn(tag, "-"));
    pack->n_chain = 0;
    while (lang && pack->n_chain < CHAIN_MAX - 1 && !in_chain(pack, lang->shown.tag)) {
        pack->chain[pack->n_chain++] = lang->shown.tag;
        lang = find(pack, lang->fallback, strlen(lang->fallback));
    }
    if (!in_chain(pack, pack->original))
        pack->chain[pack->n_chain++] = pack->original;
}

const char *pack_lang(const struct pack *pack)
{
    return pack->chain[0];
}

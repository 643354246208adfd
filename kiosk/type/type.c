#include "type/type.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "type/layout.h"
#include "type/paint.h"

#define BUCKETS 1024

// A kept paragraph under the bytes of what it was made from.
struct entry {
    struct entry *next;
    struct paragraph *p;
    char *key;
    size_t key_len;
    uint64_t asked; // the tick it was last asked for in
};

struct type {
    struct layout_tools tools;
    struct entry *buckets[BUCKETS];
    struct str key; // of the spec at hand
    uint64_t tick;
};

static void key_add(struct str *key, const void *bytes, size_t len)
{
    str_add_bytes(key, bytes, len);
}

static void key_int(struct str *key, int64_t value)
{
    key_add(key, &value, sizeof(value));
}

// Every field, one by one: the gaps between them in memory hold anything.
static void make_key(struct str *key, const struct type_spec *spec)
{
    const struct type_style *style = &spec->style;
    const float sizes[] = {style->size_px, style->line_px, style->spacing_px,
                           spec->width_px};
    const unsigned char flags[] = {style->bold,
                                   style->italic,
                                   style->capitals,
                                   spec->balance,
                                   (unsigned char)style->face,
                                   (unsigned char)spec->dir,
                                   (unsigned char)spec->align};
    str_clear(key);
    key_add(key, sizes, sizeof(sizes));
    key_add(key, flags, sizeof(flags));
    key_int(key, spec->max_lines);
    key_int(key, (int64_t)spec->n_parts);
    for (size_t i = 0; i < spec->n_parts; i++) {
        const struct type_part *part = &spec->parts[i];
        const unsigned char look[] = {part->bold, part->italic, part->raised,
                                      part->colour};
        key_int(key, part->start);
        key_int(key, part->end);
        key_add(key, look, sizeof(look));
    }
    const char *lang = spec->lang ? spec->lang : "";
    key_add(key, lang, strlen(lang) + 1);
    // What lies behind the most that is shown makes no difference.
    if (spec->text)
        key_add(key, spec->text, strnlen(spec->text, TEXT_MAX_BYTES + 1));
}

static struct entry *find(struct type *type, uint64_t hash)
{
    struct entry *e = type->buckets[hash % BUCKETS];
    while (e && (e->p->hash != hash || e->key_len != type->key.len ||
                 memcmp(e->key, type->key.data, e->key_len) != 0))
        e = e->next;
    return e;
}

const struct paragraph *type_ready(struct type *type, const struct type_spec *spec)
{
    make_key(&type->key, spec);
    struct entry *e = find(type, hash_bytes(HASH_START, type->key.data, type->key.len));
    if (e)
        e->asked = type->tick;
    return e ? e->p : NULL;
}

const struct paragraph *type_paragraph(struct type *type, const struct type_spec *spec)
{
    make_key(&type->key, spec);
    uint64_t hash = hash_bytes(HASH_START, type->key.data, type->key.len);
    struct entry *e = find(type, hash);
    if (!e) {
        e = xcalloc(1, sizeof(*e));
        e->p = layout_paragraph(&type->tools, spec);
        e->p->hash = hash;
        e->key = xmalloc(type->key.len);
        memcpy(e->key, type->key.data, type->key.len);
        e->key_len = type->key.len;
        e->next = type->buckets[hash % BUCKETS];
        type->buckets[hash % BUCKETS] = e;
    }
    e->asked = type->tick;
    return e->p;
}

static void entry_destroy(struct entry *e)
{
    paragraph_destroy(e->p);
    free(e->key);
    free(e);
}

void type_tick(struct type *type)
{
    type->tick++;
    for (size_t i = 0; i < BUCKETS; i++) {
        for (struct entry **at = &type->buckets[i]; *at;) {
            struct entry *e = *at;
            if (type->tick - e->asked <= 2) {
                at = &e->next;
                continue;
            }
            *at = e->next;
            entry_destroy(e);
        }
    }
}

struct type *type_create(struct err *err)
{
    struct fonts *fonts = fonts_create(err);
    if (!fonts)
        return NULL;
    struct faces *faces = faces_create(err);
    if (!faces) {
        fonts_destroy(fonts);
        return NULL;
    }
    struct type *type = xcalloc(1, sizeof(*type));
    type->tools.fonts = fonts;
    type->tools.faces = faces;
    type->tools.breaks = breaks_create();
    arena_init(&type->tools.arena);
    str_init(&type->tools.scratch);
    str_init(&type->key);
    return type;
}

void type_destroy(struct type *type)
{
    if (!type)
        return;
    for (size_t i = 0; i < BUCKETS; i++) {
        while (type->buckets[i]) {
            struct entry *e = type->buckets[i];
            type->buckets[i] = e->next;
            entry_destroy(e);
        }
    }
    str_release(&type->key);
    str_release(&type->tools.scratch);
    arena_release(&type->tools.arena);
    breaks_destroy(type->tools.breaks);
    faces_destroy(type->tools.faces);
    fonts_destroy(type->tools.fonts);
    free(type);
}

static void paint_line(struct type *type, const struct paragraph *p,
                       const struct line *line, const struct type_target *target,
                       struct rect clip, int x, int y, const uint32_t colours[2])
{
    for (int i = line->first; i < line->first + line->n; i++) {
        const struct run *run = &p->runs[i];
        int left = x + run->x;
        // Glyphs may hang over by an em.
        if (left - run->px > clip.x + clip.w ||
            left + (int)run->advance + run->px < clip.x)
            continue;
        struct face_run shape = paragraph_face_run(p, run);
        struct face_image image;
        if (!faces_render(type->tools.faces, &shape, &image))
            continue;
        paint_image(&image, target, clip, left, y + line->baseline - run->rise,
                    colours[run->colour]);
        face_image_release(&image);
    }
}

void paragraph_paint(struct type *type, const struct paragraph *p,
                     const struct type_target *target, int x, int y,
                     const uint32_t colours[2])
{
    // Ink may leave the box by a quarter em and no more, whatever marks a text piles up.
    int reach = p->em_px / 4;
    int w = p->box_w > p->width ? p->box_w : p->width;
    struct rect box = {x - reach, y - reach, w + 2 * reach, p->height + 2 * reach};
    struct rect clip = rect_cut(box, target->clip);
    if (rect_empty(clip))
        return;
    for (size_t i = 0; i < p->n_lines; i++) {
        const struct line *line = &p->lines[i];
        int top = y + line->top, bottom = top + line->height;
        int over = line->height / 2 > p->em_px ? line->height / 2 : p->em_px;
        if (bottom + over > clip.y && top - over < clip.y + clip.h)
            paint_line(type, p, line, target, clip, x, y, colours);
    }
}

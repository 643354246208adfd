#include "tourc/cache.h"

#include <dirent.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "tourc/files.h"

#define MAGIC 0x33544349504b4c42u // "BLKPICT3"
#define ENDING ".picture"

// An entry is this, then each variant's and tile's shape, then their bytes. Read by the machine
// that wrote it, so in its own byte order.
struct entry_head {
    uint64_t magic, key;
    uint64_t sum; // of all that follows
    int32_t width, height;
    uint32_t colour, n_variants;
    uint64_t n_tiles;
};

struct entry_piece {
    int32_t x, y; // of a tile
    int32_t width, height;
    uint64_t len;
};

uint64_t cache_key(const void *bytes, size_t len)
{
    return hash_bytes(hash_u64(hash_str(HASH_START, picture_recipe()), len), bytes, len);
}

static void path_of(const struct cache *cache, uint64_t key, struct str *out)
{
    str_printf(out, "%s/%016llx" ENDING, cache->folder, (unsigned long long)key);
}

// What is still to be read of an entry.
struct rest {
    const char *shapes, *bytes;
    size_t left; // of the bytes
};

static bool unpack_piece(struct rest *rest, struct entry_piece *shape,
                         struct picture_variant *out)
{
    memcpy(shape, rest->shapes, sizeof(*shape));
    if (shape->len == 0 || shape->len > rest->left)
        return false;
    *out = (struct picture_variant){shape->width, shape->height, malloc(shape->len),
                                    shape->len};
    if (!out->bytes)
        return false;
    memcpy(out->bytes, rest->bytes, out->len);
    rest->shapes += sizeof(*shape);
    rest->bytes += out->len;
    rest->left -= out->len;
    return true;
}

static bool unpack_pieces(const char *body, size_t len, const struct entry_head *head,
                          struct picture_set *set)
{
    struct entry_piece shape;
    size_t most = len / sizeof(shape);
    if (head->n_variants > PICTURE_VARIANTS || head->n_variants > most ||
        head->n_tiles > most - head->n_variants)
        return false;
    size_t shapes = (head->n_variants + head->n_tiles) * sizeof(shape);
    struct rest rest = {body, body + shapes, len - shapes};
    for (; set->n_variants < head->n_variants; set->n_variants++)
        if (!unpack_piece(&rest, &shape, &set->variants[set->n_variants]))
            return false;
    set->tiles = xcalloc(head->n_tiles + 1, sizeof(*set->tiles));
    for (; set->n_tiles < head->n_tiles; set->n_tiles++) {
        struct picture_tile *tile = &set->tiles[set->n_tiles];
        if (!unpack_piece(&rest, &shape, &tile->jpeg))
            return false;
        tile->x = shape.x;
        tile->y = shape.y;
    }
    return rest.left == 0;
}

// `entry` is whole: its head and what follows.
static uint64_t sum_of(const char *entry, size_t len)
{
    size_t from = offsetof(struct entry_head, sum) + sizeof(uint64_t);
    return hash_bytes(HASH_START, entry + from, len - from);
}

static bool unpack(const char *bytes, size_t len, uint64_t key, struct picture_set *out)
{
    struct entry_head head;
    *out = (struct picture_set){0};
    if (len < sizeof(head))
        return false;
    memcpy(&head, bytes, sizeof(head));
    if (head.magic != MAGIC || head.key != key || head.sum != sum_of(bytes, len))
        return false;
    out->width = head.width;
    out->height = head.height;
    out->colour = head.colour;
    if (unpack_pieces(bytes + sizeof(head), len - sizeof(head), &head, out))
        return true;
    picture_release(out);
    return false;
}

bool cache_find(const struct cache *cache, uint64_t key, struct picture_set *out)
{
    if (!cache->folder)
        return false;
    struct str path;
    str_init(&path);
    path_of(cache, key, &path);
    char *bytes;
    size_t len;
    struct err err;
    bool found = files_read(path.data, PICTURE_FILE_MAX, &bytes, &len, &err);
    str_release(&path);
    if (!found)
        return false;
    found = unpack(bytes, len, key, out);
    free(bytes);
    return found;
}

static void add_shape(struct str *out, int x, int y, const struct picture_variant *v)
{
    struct entry_piece shape = {x, y, v->width, v->height, v->len};
    str_add_bytes(out, (const char *)&shape, sizeof(shape));
}

static void pack(uint64_t key, const struct picture_set *set, struct str *out)
{
    struct entry_head head = {
        .magic = MAGIC,
        .key = key,
        .width = set->width,
        .height = set->height,
        .colour = set->colour,
        .n_variants = (uint32_t)set->n_variants,
        .n_tiles = set->n_tiles,
    };
    str_add_bytes(out, (const char *)&head, sizeof(head));
    for (size_t i = 0; i < set->n_variants; i++)
        add_shape(out, 0, 0, &set->variants[i]);
    for (size_t i = 0; i < set->n_tiles; i++)
        add_shape(out, set->tiles[i].x, set->tiles[i].y, &set->tiles[i].jpeg);
    for (size_t i = 0; i < set->n_variants; i++)
        str_add_bytes(out, set->variants[i].bytes, set->variants[i].len);
    for (size_t i = 0; i < set->n_tiles; i++)
        str_add_bytes(out, set->tiles[i].jpeg.bytes, set->tiles[i].jpeg.len);
    head.sum = sum_of(out->data, out->len);
    memcpy(out->data, &head, sizeof(head));
}

static bool write_file(const char *path, const struct str *bytes)
{
    FILE *file = fopen(path, "wbe");
    if (!file)
        return false;
    bool ok = fwrite(bytes->data, 1, bytes->len, file) == bytes->len;
    return fclose(file) == 0 && ok;
}

void cache_keep(const struct cache *cache, uint64_t key, const struct picture_set *set)
{
    if (!cache->folder || (mkdir(cache->folder, 0777) < 0 && errno != EEXIST))
        return;
    struct str path;
    struct str temp;
    struct str bytes;
    str_init(&path);
    str_init(&temp);
    str_init(&bytes);
    path_of(cache, key, &path);
    str_printf(&temp, "%s.%ld", path.data, (long)getpid());
    pack(key, set, &bytes);
    if (!write_file(temp.data, &bytes) || rename(temp.data, path.data) < 0)
        unlink(temp.data);
    str_release(&path);
    str_release(&temp);
    str_release(&bytes);
}

static bool is_kept(const char *name, const uint64_t *keys, size_t n)
{
    size_t len = strlen(name);
    if (len < 16 + strlen(ENDING) || strncmp(name + 16, ENDING, strlen(ENDING)) != 0)
        return true; // not ours to remove
    if (len > 16 + strlen(ENDING))
        return false; // left by a build that was ended
    uint64_t key = strtoull(name, NULL, 16);
    for (size_t i = 0; i < n; i++)
        if (keys[i] == key)
            return true;
    return false;
}

void cache_prune(const struct cache *cache, const uint64_t *keys, size_t n)
{
    DIR *dir = cache->folder ? opendir(cache->folder) : NULL;
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));)
        if (!is_kept(entry->d_name, keys, n))
            unlinkat(dirfd(dir), entry->d_name, 0);
    closedir(dir);
}

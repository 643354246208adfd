#include "tourc/new.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "tourc/files.h"
#include "tourc/new_files.h"

static bool write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wxe");
    if (!file)
        return false;
    bool ok = fputs(text, file) >= 0;
    ok = fclose(file) == 0 && ok;
    int why = errno;
    if (!ok)
        unlink(path);
    errno = why;
    return ok;
}

// All that were written before `end`.
static void remove_files(struct arena *arena, const char *dir, const struct new_file *end)
{
    for (size_t i = (size_t)(end - new_files); i-- > 0;) {
        const struct new_file *file = &new_files[i];
        const char *path = arena_printf(arena, "%s/%s", dir, file->path);
        if (file->text)
            unlink(path);
        else
            rmdir(path);
    }
}

static bool write_all(struct arena *arena, const char *dir, struct err *err)
{
    for (const struct new_file *file = new_files; file->path; file++) {
        const char *path = arena_printf(arena, "%s/%s", dir, file->path);
        bool ok = file->text ? write_text(path, file->text) : mkdir(path, 0777) == 0;
        if (ok)
            continue;
        err_set(err, "can't write %s: %s", file->path, strerror(errno));
        remove_files(arena, dir, file);
        return false;
    }
    return true;
}

static bool is_free(struct arena *arena, const char *dir, struct err *err)
{
    const char **names;
    size_t n;
    if (!files_exists(dir))
        return true;
    if (!files_list(dir, arena, &names, &n, err))
        return false;
    return n == 0 ||
           err_set(err, "expected a new or empty folder, this has '%s' in it", names[0]);
}

bool new_write(const char *dir, struct err *err)
{
    struct arena arena;
    arena_init(&arena);
    bool ok = is_free(&arena, dir, err);
    bool made = ok && mkdir(dir, 0777) == 0;
    if (ok && !made && errno != EEXIST)
        ok = err_set(err, "can't make this folder: %s", strerror(errno));
    ok = ok && write_all(&arena, dir, err);
    if (!ok && made)
        rmdir(dir);
    arena_release(&arena);
    return ok;
}

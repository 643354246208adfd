#include "tourc/output.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

#define TRIES 100

static bool check_target(const char *target, struct err *err)
{
    struct stat st;
    if (stat(target, &st) < 0)
        return errno == ENOENT ||
               err_set(err, "can't write this file: %s", strerror(errno));
    if (S_ISDIR(st.st_mode))
        return err_set(err, "expected the name of a file, this is a folder");
    if (!S_ISREG(st.st_mode))
        return err_set(err, "expected a plain file");
    return true;
}

static char *temp_name(const char *target, int attempt)
{
    struct str name;
    str_init(&name);
    str_printf(&name, "%s.%ld-%d.part", target, (long)getpid(), attempt);
    return name.data;
}

bool output_open(struct output *out, const char *target, struct err *err)
{
    *out = (struct output){0};
    if (!check_target(target, err))
        return false;
    for (int attempt = 0; attempt < TRIES; attempt++) {
        char *temp = temp_name(target, attempt);
        int fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0) {
            close(fd);
            out->target = xstrdup(target);
            out->temp = temp;
            return true;
        }
        free(temp);
        if (errno != EEXIST)
            break;
    }
    return err_set(err, "can't write this file: %s", strerror(errno));
}

static bool sync_path(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool ok = fsync(fd) == 0;
    close(fd);
    return ok;
}

bool output_commit(struct output *out, struct err *err)
{
    if (!sync_path(out->temp, O_RDWR) || rename(out->temp, out->target) < 0)
        return err_set(err, "can't write this file: %s", strerror(errno));
    free(out->temp);
    out->temp = NULL;
    char *folder = xstrdup(out->target);
    // The rename itself is on the disk only with its folder; some file systems can't do that,
    // and the file is there all the same.
    sync_path(dirname(folder), O_RDONLY | O_DIRECTORY);
    free(folder);
    return true;
}

void output_close(struct output *out)
{
    if (out->temp)
        unlink(out->temp);
    free(out->temp);
    free(out->target);
    *out = (struct output){0};
}

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

static bool make_temp(struct output *out, struct err *err)
{
    for (int attempt = 0; attempt < TRIES; attempt++) {
        char *temp = temp_name(out->target, attempt);
        int fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0) {
            close(fd);
            out->temp = temp;
            return true;
        }
        free(temp);
        if (errno != EEXIST)
            break;
    }
    return err_set(err, "can't write this file: %s", strerror(errno));
}

// What ends the guard: sent to its thread alone.
static int stop_signal(void)
{
    return SIGRTMIN;
}

static void *guard(void *data)
{
    const struct output *out = data;
    int caught = 0;
    if (sigwait(&out->caught, &caught) != 0 || caught == stop_signal())
        return NULL;
    unlink(out->temp); // fails, and rightly, once it was renamed
    sigset_t it;
    sigemptyset(&it);
    sigaddset(&it, caught);
    pthread_sigmask(SIG_UNBLOCK, &it, NULL);
    kill(getpid(), caught);
    return NULL;
}

// Signals that are ignored (nohup, a shell's background job) stay ignored.
static void catch_if_heeded(sigset_t *set, int signal_number)
{
    struct sigaction now;
    if (sigaction(signal_number, NULL, &now) == 0 && now.sa_handler != SIG_IGN)
        sigaddset(set, signal_number);
}

static void start_guard(struct output *out)
{
    sigemptyset(&out->caught);
    catch_if_heeded(&out->caught, SIGINT);
    catch_if_heeded(&out->caught, SIGTERM);
    catch_if_heeded(&out->caught, SIGHUP);
    sigaddset(&out->caught, stop_signal());
    pthread_sigmask(SIG_BLOCK, &out->caught, &out->mask_before);
}

bool output_open(struct output *out, const char *target, struct err *err)
{
    *out = (struct output){.target = xstrdup(target)};
    start_guard(out);
    if (check_target(target, err) && make_temp(out, err)) {
        out->guarded = pthread_create(&out->guard, NULL, guard, out) == 0;
        if (!out->guarded) // better a file left over than a program that can't be stopped
            pthread_sigmask(SIG_SETMASK, &out->mask_before, NULL);
        return true;
    }
    output_close(out);
    return false;
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
    out->committed = true;
    char *folder = xstrdup(out->target);
    // The rename itself is on the disk only with its folder; some file systems can't do that,
    // and the file is there all the same.
    sync_path(dirname(folder), O_RDONLY | O_DIRECTORY);
    free(folder);
    return true;
}

void output_close(struct output *out)
{
    if (!out->target)
        return;
    if (out->guarded) {
        pthread_kill(out->guard, stop_signal());
        pthread_join(out->guard, NULL);
    }
    if (out->temp && !out->committed)
        unlink(out->temp);
    pthread_sigmask(SIG_SETMASK, &out->mask_before, NULL);
    free(out->temp);
    free(out->target);
    *out = (struct output){0};
}

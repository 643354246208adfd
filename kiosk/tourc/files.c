#include "tourc/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/utf8.h"

static bool read_all(int fd, char *to, size_t size, size_t *len_out)
{
    size_t len = 0;
    while (len < size) {
        ssize_t got = read(fd, to + len, size - len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        len += (size_t)got;
    }
    *len_out = len;
    return true;
}

static bool read_open(int fd, size_t max, char **out, size_t *len_out, struct err *err)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        return err_set(err, "%s", strerror(errno));
    if (S_ISDIR(st.st_mode))
        return err_set(err, "this is a folder");
    if (!S_ISREG(st.st_mode))
        return err_set(err, "this is not a plain file");
    if (st.st_size < 0 || (size_t)st.st_size > max)
        return err_set(err, "expected at most %zu kB, this has %lld", max / 1024,
                       (long long)st.st_size / 1024);
    size_t size = (size_t)st.st_size;
    char *bytes = malloc(size + 1);
    if (!bytes)
        return err_set(err, "no memory for %zu bytes", size);
    if (!read_all(fd, bytes, size, len_out)) {
        free(bytes);
        return err_set(err, "%s", strerror(errno));
    }
    bytes[*len_out] = '\0';
    *out = bytes;
    return true;
}

bool files_read(const char *path, size_t max, char **out, size_t *len_out,
                struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return err_set(err, "%s", strerror(errno));
    bool ok = read_open(fd, max, out, len_out, err);
    close(fd);
    return ok;
}

// CR LF becomes LF, in place: columns and lines stay what an editor shows.
static size_t unify_lines(char *text, size_t len)
{
    size_t to = 0;
    for (size_t from = 0; from < len; from++) {
        if (text[from] == '\r' && from + 1 < len && text[from + 1] == '\n')
            continue;
        text[to++] = text[from];
    }
    text[to] = '\0';
    return to;
}

static bool check_text(const char *path, const char *text, size_t len,
                       struct report *report)
{
    struct spot top = spot_top(path);
    size_t bad = utf8_check(text, len);
    if (bad < len) {
        report_error(report, spot_in(top, text, bad),
                     "invalid UTF-8: expected a text file in UTF-8");
        return false;
    }
    bool ok = true;
    for (size_t i = 0; i < len && ok; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '\t')
            report_error(report, spot_in(top, text, i), "a tab: expected spaces");
        else if ((c < 0x20 && c != '\n') || c == 0x7F)
            report_error(report, spot_in(top, text, i),
                         "a control character (0x%02x): expected text", c);
        else
            continue;
        ok = false; // there are often thousands more
    }
    return ok;
}

const char *files_text(const char *path, struct arena *arena, struct report *report,
                       size_t *len_out)
{
    char *bytes;
    size_t len;
    struct err err;
    if (!files_read(path, FILES_TEXT_MAX, &bytes, &len, &err)) {
        report_error(report, spot_top(path), "can't read this file: %s", err.text);
        return NULL;
    }
    const char *start = bytes;
    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        start += 3;
        len -= 3;
    }
    char *text = arena_alloc(arena, len + 1);
    memcpy(text, start, len);
    free(bytes);
    *len_out = unify_lines(text, len);
    return check_text(path, text, *len_out, report) ? text : NULL;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool files_list(const char *path, struct arena *arena, const char ***out, size_t *n_out,
                struct err *err)
{
    *out = NULL;
    *n_out = 0;
    DIR *dir = opendir(path);
    if (!dir)
        return err_set(err, "%s", strerror(errno));
    const char **names = NULL;
    size_t n = 0;
    size_t cap = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] == '.')
            continue;
        ARRAY_GROW(names, n + 1, cap);
        names[n++] = arena_strdup(arena, entry->d_name);
    }
    closedir(dir);
    if (n) {
        qsort(names, n, sizeof(*names), by_bytes);
        *out = ARENA_ARRAY(arena, const char *, n);
        memcpy(*out, names, n * sizeof(*names));
        *n_out = n;
    }
    free(names);
    return true;
}

bool files_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool files_exists(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

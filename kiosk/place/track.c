#include "place/track.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "place/track_read.h"

// A track of a million fixes, with all that others write about each.
#define FILE_BYTES_MAX (INT64_C(1) << 30)

bool track_add(struct track_reading *r, const struct fix *fix, unsigned long line)
{
    struct track *t = r->track;
    if (t->n > 0 && fix->time_us <= t->fixes[t->n - 1].time_us)
        return true;
    if (t->n == TRACK_FIXES_MAX)
        return err_set(r->err, "%s:%lu: a track has at most %zu points", r->path, line,
                       TRACK_FIXES_MAX);
    ARRAY_GROW(t->fixes, t->n + 1, r->cap);
    t->fixes[t->n++] = *fix;
    return true;
}

// GPX is XML, and begins with <, whatever stands before it in the first bytes.
static bool looks_like_xml(FILE *file)
{
    unsigned char head[64];
    size_t n = fread(head, 1, sizeof(head), file), i = 0;
    rewind(file);
    if (n >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0)
        i = 3;
    if (n >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 || memcmp(head, "\xFE\xFF", 2) == 0))
        return true; // UTF-16, which expat reads
    while (i < n && strchr(" \t\r\n", head[i]) && head[i])
        i++;
    return i < n && head[i] == '<';
}

static bool read_file(struct track_reading *r, FILE *file)
{
    struct stat st;
    // Neither a pipe, which might never end, nor a folder.
    if (fstat(fileno(file), &st) != 0 || !S_ISREG(st.st_mode))
        return err_set(r->err, "%s: not a file", r->path);
    if (st.st_size > FILE_BYTES_MAX)
        return err_set(r->err, "%s: more than a gigabyte is no track", r->path);
    if (!(looks_like_xml(file) ? gpx_read(r, file) : nmea_read(r, file)))
        return false;
    if (ferror(file))
        return err_set(r->err, "%s: %s", r->path, strerror(errno));
    return true;
}

bool track_read(const char *path, struct track *out, struct err *err)
{
    struct track_reading r = {.path = path, .track = out, .err = err};
    struct stat st;
    *out = (struct track){.n = 0};
    // Opening a pipe would wait for who writes it.
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
        return err_set(err, "%s: not a file", path);
    FILE *file = fopen(path, "rbe");
    if (!file)
        return err_set(err, "%s: %s", path, strerror(errno));
    bool ok = read_file(&r, file);
    fclose(file);
    if (!ok)
        track_release(out);
    return ok;
}

void track_release(struct track *track)
{
    free(track->fixes);
    *track = (struct track){.n = 0};
}

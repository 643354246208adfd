// A track as GPX 1.1, whole at every moment, even if the program is killed while it writes.
//
// A point and the file's end are written over the old end by one write within one page (4096
// bytes): such a write is done or not. Where the next point doesn't fit into the page, two pages
// must change, and each moment between must be a whole file, too. So the point is written into
// the next page in such a way that it is well-formed in both contexts:
//
//     ...</trkseg></trk></gpx>          <?next --> <trkpt ... </gpx><?next ?>
//
// behind the old end, it is one processing instruction; then the old end is covered by a
// comment's beginning, by another write within its page, and the same bytes are a comment, the
// point, an end and an instruction:
//
//     ...<!--                           <?next --> <trkpt ... </gpx><?next ?>
#include "place/track.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "geo/geo.h"
#include "place/accuracy.h"
#include "place/number.h"

#define PAGE 4096
#define HEAD                                                                             \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                       \
    "<gpx version=\"1.1\" creator=\"Backlot\" "                                          \
    "xmlns=\"http://www.topografix.com/GPX/1/1\" "                                       \
    "xmlns:tp=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v2\" "              \
    "xmlns:backlot=\"urn:backlot:track\">\n"                                             \
    "<trk><trkseg>\n"
#define TAIL "</trkseg></trk></gpx>\n"
#define TAIL_LEN (sizeof(TAIL) - 1)

struct track_writer {
    int fd;
    off_t end;   // where TAIL begins
    bool resume; // the next point begins a segment
    char *path;
};

static bool put(struct track_writer *w, const char *bytes, size_t len, off_t at,
                struct err *err)
{
    ssize_t done = pwrite(w->fd, bytes, len, at);
    if (done < 0)
        return err_set(err, "%s: %s", w->path, strerror(errno));
    if ((size_t)done < len)
        return err_set(err, "%s: no room left on the disk", w->path);
    return true;
}

// One that was written before: where its TAIL begins; -1: somebody else's. The first one of the
// last two pages: a second one would be in an instruction that nothing covers yet.
static off_t find_end(int fd, off_t size)
{
    char head[sizeof(HEAD) - 1], last[2 * PAGE];
    size_t n = size < (off_t)sizeof(last) ? (size_t)size : sizeof(last);
    if (pread(fd, head, sizeof(head), 0) != (ssize_t)sizeof(head) ||
        memcmp(head, HEAD, sizeof(head)) != 0 ||
        pread(fd, last, n, size - (off_t)n) != (ssize_t)n)
        return -1;
    const char *tail = memmem(last, n, TAIL, TAIL_LEN);
    return tail ? size - (off_t)n + (tail - last) : -1;
}

static bool begin(struct track_writer *w, struct err *err)
{
    struct stat st;
    if (fstat(w->fd, &st) != 0)
        return err_set(err, "%s: %s", w->path, strerror(errno));
    if (!S_ISREG(st.st_mode))
        return err_set(err, "%s: not a file", w->path);
    if (st.st_size == 0) {
        w->end = sizeof(HEAD) - 1;
        return put(w, HEAD TAIL, sizeof(HEAD TAIL) - 1, 0, err);
    }
    w->end = find_end(w->fd, st.st_size);
    w->resume = true;
    if (w->end < 0)
        return err_set(err, "%s: is there, and no track that Backlot wrote", w->path);
    if (ftruncate(w->fd, w->end + (off_t)TAIL_LEN) != 0)
        return err_set(err, "%s: %s", w->path, strerror(errno));
    return true;
}

struct track_writer *track_create(const char *path, struct err *err)
{
    struct track_writer *w = xcalloc(1, sizeof(*w));
    w->path = xstrdup(path);
    // Where somebody walked is nobody else's business: 0600.
    w->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
    if (w->fd < 0)
        err_set(err, "%s: %s", path, strerror(errno));
    if (w->fd < 0 || !begin(w, err)) {
        track_close(w);
        return NULL;
    }
    return w;
}

static void add_number(struct str *s, const char *before, double value, int digits,
                       const char *after)
{
    char text[32];
    number_write(text, sizeof(text), value, digits);
    str_add(s, before);
    str_add(s, text);
    str_add(s, after);
}

// GPX 1.1 has no place for speed, course and accuracy but extensions; hdop, from which others
// read how good a point is, is what gives this accuracy.
static void add_point(struct str *s, const struct fix *fix)
{
    char time[32];
    bool accurate = fix->accuracy_m > 0 && fix->accuracy_m < 1e6f;
    bool fast = fix->speed_m_s >= 0 && fix->speed_m_s < 1e4f;
    bool bound = fix->course_deg >= 0 && fix->course_deg <= 360;
    number_write_time(time, sizeof(time), fix->time_us);
    add_number(s, "<trkpt lat=\"", fix->lat, 7, "\"");
    add_number(s, " lon=\"", fix->lon, 7, "\">");
    str_printf(s, "<time>%s</time>", time);
    if (accurate)
        add_number(s, "<hdop>", (double)fix->accuracy_m / ACCURACY_RANGE_M, 2, "</hdop>");
    if (accurate || fast || bound)
        str_add(s, "<extensions>");
    if (accurate)
        add_number(s, "<backlot:accuracy>", (double)fix->accuracy_m, 2,
                   "</backlot:accuracy>");
    if (fast || bound)
        str_add(s, "<tp:TrackPointExtension>");
    if (fast)
        add_number(s, "<tp:speed>", (double)fix->speed_m_s, 2, "</tp:speed>");
    if (bound)
        add_number(s, "<tp:course>", (double)fix->course_deg, 1, "</tp:course>");
    if (fast || bound)
        str_add(s, "</tp:TrackPointExtension>");
    if (accurate || fast || bound)
        str_add(s, "</extensions>");
    str_add(s, "</trkpt>\n");
}

static bool in_one_page(off_t at, size_t len)
{
    return at / PAGE == (at + (off_t)len - 1) / PAGE;
}

// The way over a page's edge, as above. `s` holds the point.
static bool put_in_next_page(struct track_writer *w, struct str *s, struct err *err)
{
    static const char open[] = "<?next -->\n", close[] = TAIL "<?next ?>\n",
                      cover[] = "<!--                                     ";
    static_assert(sizeof(cover) > TAIL_LEN, "the cover is too short");
    const off_t page = (w->end / PAGE + 1) * PAGE, old = w->end + (off_t)TAIL_LEN;
    char spaces[PAGE];
    struct str next;
    // Up to the page's end, and nothing in both contexts.
    memset(spaces, ' ', sizeof(spaces));
    str_init(&next);
    str_add(&next, open);
    str_add(&next, str_c(s));
    off_t end = page + (off_t)next.len;
    str_add(&next, close);
    bool ok = put(w, spaces, (size_t)(page - old), old, err) &&
              put(w, str_c(&next), next.len, page, err) &&
              put(w, cover, TAIL_LEN, w->end, err);
    if (ok)
        w->end = end;
    str_release(&next);
    return ok;
}

static bool put_here(struct track_writer *w, struct str *s, struct err *err)
{
    off_t end = w->end + (off_t)s->len;
    str_add(s, TAIL);
    if (!put(w, str_c(s), s->len, w->end, err))
        return false;
    w->end = end;
    return true;
}

// After a write that failed, or was done in part: as it was before. What was there before has its
// room on the disk.
static void mend(struct track_writer *w)
{
    struct err ignored;
    if (put(w, TAIL, TAIL_LEN, w->end, &ignored))
        (void)!ftruncate(w->fd, w->end + (off_t)TAIL_LEN);
}

bool track_write(struct track_writer *w, const struct fix *fix, struct err *err)
{
    struct str s;
    if (!geo_valid((struct geo_point){fix->lat, fix->lon}))
        return true; // nowhere, and no number in XML either
    str_init(&s);
    if (w->resume)
        str_add(&s, "</trkseg><trkseg>\n");
    add_point(&s, fix);
    bool ok = in_one_page(w->end, s.len + TAIL_LEN) ? put_here(w, &s, err)
                                                    : put_in_next_page(w, &s, err);
    str_release(&s);
    if (ok)
        w->resume = false;
    else
        mend(w);
    return ok;
}

void track_close(struct track_writer *w)
{
    if (!w)
        return;
    if (w->fd >= 0)
        close(w->fd);
    free(w->path);
    free(w);
}

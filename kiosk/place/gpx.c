// GPX through expat. A document type, and with it every entity that could grow, is refused; what
// isn't known is passed over, whatever its size, and nothing is kept of it.
#include "place/track.h"

#include <expat.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "geo/geo.h"
#include "place/accuracy.h"
#include "place/number.h"
#include "place/track_read.h"

#define DEPTH_MAX 64 // GPX with extensions has about eight
#define TEXT_MAX 64
#define CHUNK_BYTES (64 * 1024)

// What is read of a point, by the end of its name: gpxtpx:speed is speed.
enum part { PART_NONE, PART_TIME, PART_HDOP, PART_ACCURACY, PART_COURSE, PART_SPEED };

struct gpx {
    struct track_reading *r;
    XML_Parser parser;
    int depth;
    bool failed, in_point, timed;
    enum part part;
    int part_depth;
    char text[TEXT_MAX];
    size_t len;
    struct fix fix;
    double hdop;
    size_t points; // with or without a time
};

static unsigned long line_of(const struct gpx *g)
{
    return XML_GetCurrentLineNumber(g->parser);
}

static void fail(struct gpx *g, const char *expected)
{
    if (!g->failed)
        err_set(g->r->err, "%s:%lu: %s", g->r->path, line_of(g), expected);
    g->failed = true;
    XML_StopParser(g->parser, XML_FALSE);
}

static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static enum part part_of(const char *name)
{
    static const struct {
        const char *name;
        enum part part;
    } parts[] = {
        {"time", PART_TIME},     {"hdop", PART_HDOP},   {"accuracy", PART_ACCURACY},
        {"course", PART_COURSE}, {"speed", PART_SPEED},
    };
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        if (strcmp(parts[i].name, local(name)) == 0)
            return parts[i].part;
    return PART_NONE;
}

static bool read_degrees(const char *text, double *out)
{
    return text && number_read(text, strlen(text), out);
}

static void begin_point(struct gpx *g, const char **attributes)
{
    const char *lat = NULL, *lon = NULL;
    for (; attributes[0]; attributes += 2) {
        if (strcmp(attributes[0], "lat") == 0)
            lat = attributes[1];
        if (strcmp(attributes[0], "lon") == 0)
            lon = attributes[1];
    }
    g->fix = (struct fix){.accuracy_m = NAN, .course_deg = NAN, .speed_m_s = NAN};
    g->hdop = NAN;
    g->timed = false;
    g->in_point = true;
    g->points++;
    if (!read_degrees(lat, &g->fix.lat) || !read_degrees(lon, &g->fix.lon) ||
        !geo_valid((struct geo_point){g->fix.lat, g->fix.lon}))
        fail(g, "expected a trkpt with lat (-90 to 90) and lon (-180 to 180)");
}

static void XMLCALL on_start(void *data, const char *name, const char **attributes)
{
    struct gpx *g = data;
    if (g->failed)
        return;
    if (++g->depth > DEPTH_MAX) {
        fail(g, "expected fewer elements within each other");
    } else if (g->depth == 1) {
        if (strcmp(local(name), "gpx") != 0)
            fail(g, "expected <gpx>");
    } else if (!g->in_point) {
        if (strcmp(local(name), "trkpt") == 0)
            begin_point(g, attributes);
    } else if (g->part == PART_NONE && (g->part = part_of(name)) != PART_NONE) {
        g->part_depth = g->depth;
        g->len = 0;
    }
}

static void XMLCALL on_text(void *data, const char *text, int len)
{
    struct gpx *g = data;
    for (int i = 0; g->part != PART_NONE && i < len; i++) {
        if (strchr(" \t\r\n", text[i]) && text[i])
            continue; // none is part of a number or a time
        if (g->len < TEXT_MAX)
            g->text[g->len] = text[i];
        g->len++; // longer than the room: no number and no time
    }
}

static void end_part(struct gpx *g)
{
    double value = NAN;
    enum part part = g->part;
    size_t len = g->len;
    g->part = PART_NONE;
    if (part == PART_TIME) {
        g->timed = len <= TEXT_MAX && number_time(g->text, len, &g->fix.time_us);
        if (!g->timed)
            fail(g, "expected a time such as 2026-11-23T07:10:00Z");
        return;
    }
    // Some write "NaN" of what they don't know.
    bool nan = len == 3 && strncasecmp(g->text, "nan", 3) == 0;
    if (!nan && (len > TEXT_MAX || !number_read(g->text, len, &value))) {
        fail(g, "expected a number");
        return;
    }
    if (part == PART_HDOP)
        g->hdop = value;
    else if (part == PART_ACCURACY && value > 0 && value < 1e6)
        g->fix.accuracy_m = (float)value;
    else if (part == PART_COURSE && value >= 0 && value <= 360)
        g->fix.course_deg = (float)value;
    else if (part == PART_SPEED && value >= 0 && value < 1e4)
        g->fix.speed_m_s = (float)value;
}

static void end_point(struct gpx *g)
{
    g->in_point = false;
    if (isnan(g->fix.accuracy_m))
        g->fix.accuracy_m = accuracy_of_hdop(g->hdop);
    if (g->timed && !track_add(g->r, &g->fix, line_of(g))) {
        g->failed = true; // and the sentence is there
        XML_StopParser(g->parser, XML_FALSE);
    }
}

static void XMLCALL on_end(void *data, const char *name)
{
    struct gpx *g = data;
    if (g->failed)
        return;
    if (g->part != PART_NONE && g->depth == g->part_depth)
        end_part(g);
    else if (g->in_point && g->part == PART_NONE && strcmp(local(name), "trkpt") == 0)
        end_point(g);
    g->depth--;
}

static void XMLCALL on_doctype(void *data, const char *name, const char *system,
                               const char *public, int internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    fail(data, "expected no DOCTYPE: GPX has none");
}

static bool parse(struct gpx *g, FILE *file)
{
    bool last = false;
    while (!last) {
        void *room = XML_GetBuffer(g->parser, CHUNK_BYTES);
        if (!room)
            return err_set(g->r->err, "%s: no memory for it", g->r->path);
        size_t n = fread(room, 1, CHUNK_BYTES, file);
        last = n < CHUNK_BYTES;
        enum XML_Status status = XML_ParseBuffer(g->parser, (int)n, last);
        if (g->failed)
            return false;
        if (status == XML_STATUS_ERROR)
            return err_set(g->r->err, "%s:%lu: expected GPX: %s", g->r->path, line_of(g),
                           XML_ErrorString(XML_GetErrorCode(g->parser)));
    }
    if (g->r->track->n == 0)
        return err_set(g->r->err, "%s:%lu: expected a trkpt with a time%s", g->r->path,
                       line_of(g), g->points ? "; none of its points has one" : "");
    return true;
}

bool gpx_read(struct track_reading *r, FILE *file)
{
    struct gpx g = {.r = r, .parser = XML_ParserCreate(NULL)};
    if (!g.parser)
        return err_set(r->err, "%s: no memory for it", r->path);
    XML_SetUserData(g.parser, &g);
    XML_SetElementHandler(g.parser, on_start, on_end);
    XML_SetCharacterDataHandler(g.parser, on_text);
    XML_SetStartDoctypeDeclHandler(g.parser, on_doctype);
    bool ok = parse(&g, file);
    XML_ParserFree(g.parser);
    return ok;
}

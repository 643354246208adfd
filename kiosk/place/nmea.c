// NMEA 0183: RMC, which has the date and moves, and GGA, which has the quality.
#include "place/track.h"

#include <math.h>
#include <string.h>

#include "geo/geo.h"
#include "place/accuracy.h"
#include "place/number.h"
#include "place/track_read.h"

#define SECOND_US INT64_C(1000000)
#define DAY_US (86400 * SECOND_US)
#define KNOT_M_S (1852.0 / 3600)
#define FIELDS_MAX 24
#define LINE_MAX_BYTES 256 // the standard says 82; some receivers say more
// So many RMC may come without a GGA until its HDOP is too old.
#define HDOP_LASTS 10
// So many GGA must come in a row until it is clear that no RMC will.
#define GGA_ALONE 2

struct field {
    const char *at;
    size_t len;
};

static int hex(char c)
{
    static const char digits[] = "0123456789ABCDEFabcdef";
    const char *at = c ? strchr(digits, c) : NULL;
    int value = at ? (int)(at - digits) : -1;
    return value > 15 ? value - 6 : value;
}

// Splits what stands between $ and *, if its checksum is right; how many fields, 0: no sentence.
static size_t split(const char *line, size_t len, struct field *fields)
{
    unsigned sum = 0;
    size_t end = 1, n = 0;
    while (len > 0 &&
           (line[len - 1] == '\r' || line[len - 1] == '\n' || line[len - 1] == ' '))
        len--;
    if (len < 4 || len > LINE_MAX_BYTES || line[0] != '$')
        return 0;
    for (; end < len && line[end] != '*'; end++)
        sum ^= (unsigned char)line[end];
    if (end + 3 != len || hex(line[end + 1]) < 0 || hex(line[end + 2]) < 0 ||
        (unsigned)(hex(line[end + 1]) * 16 + hex(line[end + 2])) != sum)
        return 0;
    for (size_t i = 1, start = 1; i <= end; i++) {
        if (i < end && line[i] != ',')
            continue;
        if (n == FIELDS_MAX)
            return 0;
        fields[n++] = (struct field){line + start, i - start};
        start = i + 1;
    }
    return n;
}

// $..RMC, whoever talks: GP, GN, GL, ...
static bool is_sentence(struct field f, const char *name)
{
    return f.len == 5 && memcmp(f.at + 2, name, 3) == 0;
}

static bool is_letter(struct field f, char letter)
{
    return f.len == 1 && f.at[0] == letter;
}

// hhmmss[.ss] since midnight.
static bool read_time(struct field f, int64_t *us_out)
{
    int h, m, s;
    int64_t us = 0, unit = SECOND_US / 10;
    if (f.len < 6 || !number_digits(f.at, 2, &h) || !number_digits(f.at + 2, 2, &m) ||
        !number_digits(f.at + 4, 2, &s) || h > 23 || m > 59 || s > 60)
        return false;
    if (f.len > 6 && f.at[6] != '.')
        return false;
    for (size_t i = 7; i < f.len; i++, unit /= 10) {
        if (f.at[i] < '0' || f.at[i] > '9')
            return false;
        us += (f.at[i] - '0') * unit;
    }
    *us_out = (h * 3600 + m * 60 + s) * SECOND_US + us;
    return true;
}

// ddmmyy, of 1980 (when GPS time begins) to 2079.
static bool read_date(struct field f, int64_t *us_out)
{
    int d, m, y;
    int64_t day;
    if (f.len != 6 || !number_digits(f.at, 2, &d) || !number_digits(f.at + 2, 2, &m) ||
        !number_digits(f.at + 4, 2, &y) ||
        !number_day(y < 80 ? 2000 + y : 1900 + y, m, d, &day))
        return false;
    *us_out = day * DAY_US;
    return true;
}

// ddmm.mmmm and dddmm.mmmm, and the letter of a side.
static bool read_degrees(struct field f, struct field side, const char *letters,
                         double *out)
{
    size_t whole = letters[0] == 'N' ? 2 : 3;
    int degrees;
    double minutes;
    if (f.len < whole + 2 || f.at[whole] < '0' || f.at[whole] > '5' ||
        !number_digits(f.at, whole, &degrees) ||
        !number_read(f.at + whole, f.len - whole, &minutes) || !(minutes < 60))
        return false;
    if (!is_letter(side, letters[0]) && !is_letter(side, letters[1]))
        return false;
    *out = (degrees + minutes / 60) * (is_letter(side, letters[0]) ? 1 : -1);
    return true;
}

static bool read_position(const struct field *f, struct fix *out)
{
    return read_degrees(f[0], f[1], "NS", &out->lat) &&
           read_degrees(f[2], f[3], "EW", &out->lon) &&
           geo_valid((struct geo_point){out->lat, out->lon});
}

// $..RMC,time,A,lat,N,lon,E,knots,course,date,variation,E[,mode[,status]]
static bool take_rmc(struct nmea *n, const struct field *f, size_t count, struct fix *out)
{
    struct fix fix = {.accuracy_m = NAN, .course_deg = NAN, .speed_m_s = NAN};
    int64_t time, day;
    double number;
    if (count < 10 || !is_letter(f[2], 'A') || (count > 12 && is_letter(f[12], 'N')) ||
        !read_time(f[1], &time) || !read_position(f + 3, &fix) || !read_date(f[9], &day))
        return false;
    n->day_us = day;
    n->dated = true;
    n->alone = 0;
    if (n->hdop_age < HDOP_LASTS)
        n->hdop_age++;
    else
        n->hdop = NAN;
    fix.time_us = day + time;
    fix.accuracy_m = accuracy_of_hdop((double)n->hdop);
    if (number_read(f[7].at, f[7].len, &number) && number >= 0 && number < 10000)
        fix.speed_m_s = (float)(number * KNOT_M_S);
    if (number_read(f[8].at, f[8].len, &number) && number >= 0 && number <= 360)
        fix.course_deg = (float)number;
    n->fix = *out = fix;
    return true;
}

// $..GGA,time,lat,N,lon,E,quality,satellites,hdop,...
static bool take_gga(struct nmea *n, const struct field *f, size_t count, struct fix *out)
{
    struct fix fix = {.accuracy_m = NAN, .course_deg = NAN, .speed_m_s = NAN};
    int64_t time;
    double hdop;
    int quality;
    if (count < 9 || !number_digits(f[6].at, f[6].len, &quality) || quality == 0 ||
        !read_time(f[1], &time) || !read_position(f + 2, &fix))
        return false;
    n->hdop = number_read(f[8].at, f[8].len, &hdop) ? (float)hdop : NAN;
    n->hdop_age = 0;
    if (n->dated || ++n->alone < GGA_ALONE)
        return false; // RMC says the same, and the date
    // A receiver without RMC: days are counted from the first one.
    if (n->last_us - time > DAY_US / 2)
        n->day_us += DAY_US;
    n->last_us = time;
    fix.time_us = n->day_us + time;
    fix.accuracy_m = accuracy_of_hdop((double)n->hdop);
    n->fix = *out = fix;
    return true;
}

bool nmea_line(struct nmea *n, const char *line, size_t len, struct fix *out)
{
    struct field fields[FIELDS_MAX];
    size_t count = split(line, len, fields);
    if (count == 0)
        return false;
    if (is_sentence(fields[0], "RMC"))
        return take_rmc(n, fields, count, out);
    if (is_sentence(fields[0], "GGA"))
        return take_gga(n, fields, count, out);
    return false;
}

// One line without its end into `to`; of longer ones the beginning. False: there is no more.
static bool next_line(FILE *file, char *to, size_t cap, size_t *len_out)
{
    int c = EOF;
    size_t len = 0;
    bool any = false;
    while ((c = getc_unlocked(file)) != EOF && c != '\n') {
        any = true;
        if (len < cap)
            to[len++] = (char)c;
    }
    *len_out = len;
    return any || c == '\n';
}

bool nmea_read(struct track_reading *r, FILE *file)
{
    struct nmea n = {.dated = false};
    struct fix fix;
    char line[LINE_MAX_BYTES + 8];
    unsigned long number = 0;
    size_t len;
    while (next_line(file, line, sizeof(line), &len))
        if (number++, nmea_line(&n, line, len, &fix) && !track_add(r, &fix, number))
            return false;
    if (r->track->n == 0)
        return err_set(
            r->err,
            "%s:%lu: expected GPX, or a line of NMEA with a position ($GPRMC or "
            "$GPGGA, its checksum right), until here",
            r->path, number);
    return true;
}

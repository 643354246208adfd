#include "place/number.h"

#include <math.h>
#include <stdio.h>

#define SECOND_US INT64_C(1000000)
#define DAY_US (86400 * SECOND_US)
// Of 0000-01-01 and 9999-12-31.
#define FIRST_DAY INT64_C(-719528)
#define LAST_DAY INT64_C(2932896)

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

// What follows an E.
static bool exponent(const char *text, size_t len, int *out)
{
    bool minus = len > 0 && text[0] == '-';
    size_t sign = len > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    if (len - sign > 3 || !number_digits(text + sign, len - sign, out))
        return false;
    if (minus)
        *out = -*out;
    return true;
}

bool number_read(const char *text, size_t len, double *out)
{
    int64_t kept = 0; // the first 18 digits; a double holds no more
    int scale = 0, digits = 0, more = 0;
    bool point = false;
    size_t i = 0;
    if (len > 64)
        return false;
    bool minus = len > 0 && text[0] == '-';
    if (len > 0 && (text[0] == '-' || text[0] == '+'))
        i++;
    for (; i < len && (digit(text[i]) || (text[i] == '.' && !point)); i++) {
        if (text[i] == '.') {
            point = true;
            continue;
        }
        digits++;
        if (kept >= INT64_C(100000000000000000)) {
            scale += !point;
            continue;
        }
        kept = kept * 10 + (text[i] - '0');
        scale -= point;
    }
    if (digits == 0)
        return false;
    if (i < len && ((text[i] != 'e' && text[i] != 'E') ||
                    !exponent(text + i + 1, len - i - 1, &more)))
        return false;
    // Dividing by a power of ten is exact to the last bit; multiplying by a negative one is not.
    int power = scale + more;
    double value =
        power < 0 ? (double)kept / pow(10, -power) : (double)kept * pow(10, power);
    *out = minus ? -value : value;
    return isfinite(value) != 0;
}

bool number_digits(const char *text, size_t len, int *out)
{
    int value = 0;
    if (len == 0 || len > 9)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (!digit(text[i]))
            return false;
        value = value * 10 + (text[i] - '0');
    }
    *out = value;
    return true;
}

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && leap(year));
}

// Days from 0000-01-01 to the first of that year.
static int64_t year_day(int year)
{
    int64_t y = year - 1;
    return year == 0 ? 0 : 366 + y * 365 + y / 4 - y / 100 + y / 400;
}

bool number_day(int year, int month, int day, int64_t *out)
{
    if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > month_days(year, month))
        return false;
    int64_t at = FIRST_DAY + year_day(year) + day - 1;
    for (int m = 1; m < month; m++)
        at += month_days(year, m);
    *out = at;
    return true;
}

// "Z", "+01:00", "-0330", or nothing, as seconds.
static bool zone(const char *text, size_t len, int *out)
{
    int hours, minutes;
    *out = 0;
    if (len == 0 || (len == 1 && text[0] == 'Z'))
        return true;
    size_t colon = len == 6 && text[3] == ':' ? 1 : 0;
    if (len != 5 + colon || (text[0] != '+' && text[0] != '-') ||
        !number_digits(text + 1, 2, &hours) ||
        !number_digits(text + 3 + colon, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *out = (hours * 3600 + minutes * 60) * (text[0] == '-' ? -1 : 1);
    return true;
}

bool number_time(const char *text, size_t len, int64_t *us_out)
{
    static const char form[] = "0000-00-00T00:00:00";
    static const size_t starts[] = {0, 5, 8, 11, 14, 17}, lengths[] = {4, 2, 2, 2, 2, 2};
    const size_t fixed = sizeof(form) - 1;
    int v[6], east;
    int64_t day, us = 0, unit = SECOND_US / 10;
    if (len < fixed || len > 64)
        return false;
    for (size_t i = 0; i < fixed; i++)
        if (form[i] != '0' && text[i] != form[i])
            return false;
    for (size_t i = 0; i < 6; i++)
        if (!number_digits(text + starts[i], lengths[i], &v[i]))
            return false;
    size_t at = fixed;
    if (at < len && text[at] == '.')
        for (at++; at < len && digit(text[at]); at++, unit /= 10)
            us += (text[at] - '0') * unit;
    if (!zone(text + at, len - at, &east) || !number_day(v[0], v[1], v[2], &day) ||
        v[3] > 23 || v[4] > 59 || v[5] > 60)
        return false;
    *us_out = day * DAY_US + (v[3] * 3600 + v[4] * 60 + v[5] - east) * SECOND_US + us;
    return true;
}

void number_write(char *to, size_t cap, double value, int digits)
{
    int64_t one = 1;
    for (int i = 0; i < digits; i++)
        one *= 10;
    int64_t whole = llround(fabs(value) * (double)one);
    const char *sign = value < 0 && whole != 0 ? "-" : "";
    if (digits == 0)
        snprintf(to, cap, "%s%lld", sign, (long long)whole);
    else
        snprintf(to, cap, "%s%lld.%0*lld", sign, (long long)(whole / one), digits,
                 (long long)(whole % one));
}

void number_write_time(char *to, size_t cap, int64_t us)
{
    const int64_t first = FIRST_DAY * DAY_US, last = (LAST_DAY + 1) * DAY_US - 1;
    us = us < first ? first : us > last ? last : us;
    int64_t since = us - first, days = since / DAY_US, ms = since % DAY_US / 1000;
    int year = (int)(days / 366), month = 1; // never after it
    while (year < 9999 && year_day(year + 1) <= days)
        year++;
    days -= year_day(year);
    for (; days >= month_days(year, month); month++)
        days -= month_days(year, month);
    snprintf(to, cap, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", year, month, (int)days + 1,
             (int)(ms / 3600000), (int)(ms / 60000 % 60), (int)(ms / 1000 % 60),
             (int)(ms % 1000));
}

#include "tourc/values.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/command.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool value_is_slug(const char *s)
{
    size_t len = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return len > 0 && len < ID_CAP && s[len] == '\0';
}

bool value_is_tag(const char *s)
{
    size_t letters = 0;
    while (is_letter(s[letters]))
        letters++;
    if (letters < 2 || letters > 8 || strlen(s) > 35)
        return false;
    size_t part = 1;
    for (s += letters; *s; s++) {
        if (*s == '-' ? part == 0 : !is_letter(*s) && !is_digit(*s))
            return false;
        part = *s == '-' ? 0 : part + 1;
        if (part > 9)
            return false;
    }
    return part > 0;
}

bool value_int64(const char *s, int64_t *out)
{
    const char *digits = s + (*s == '-');
    size_t n = strspn(digits, "0123456789");
    if (n == 0 || n > 18 || digits[n])
        return false;
    *out = strtoll(s, NULL, 10);
    return true;
}

bool value_int(const char *s, int *out)
{
    int64_t value;
    if (!value_int64(s, &value) || value < INT_MIN || value > INT_MAX)
        return false;
    *out = (int)value;
    return true;
}

bool value_is_currency(const char *s)
{
    return strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 && !s[3];
}

// What stands between "://" and the path: names with dots between them, and perhaps a port.
static bool is_host(const char *s, size_t len)
{
    const char *colon = memchr(s, ':', len);
    size_t name = colon ? (size_t)(colon - s) : len;
    size_t label = 0;
    size_t dots = 0;
    for (size_t i = 0; i < name; i++) {
        if (s[i] == '.' ? !label : !is_letter(s[i]) && !is_digit(s[i]) && s[i] != '-')
            return false;
        dots += s[i] == '.';
        label = s[i] == '.' ? 0 : label + 1;
    }
    size_t port = len - name;
    return dots && label &&
           (!port || (port > 1 && strspn(colon + 1, "0123456789") == port - 1));
}

bool value_is_address(const char *s)
{
    size_t len = strlen(s);
    size_t scheme = strncmp(s, "https://", 8) == 0  ? 8
                    : strncmp(s, "http://", 7) == 0 ? 7
                                                    : 0;
    size_t host = strcspn(s + scheme, "/?#");
    // Printed and put into a QR code: what doesn't fit, or isn't the same on paper, is no
    // address. Source of the letters: RFC 3986.
    bool good = scheme && len <= 200 && is_host(s + scheme, host);
    for (size_t i = 0; i < len && good; i++)
        good = s[i] > ' ' && s[i] < 0x7F && !strchr("\"<>\\^`{|}", s[i]);
    return good;
}

bool value_colour(const char *s, uint32_t *out)
{
    if (*s != '#' || strspn(s + 1, "0123456789abcdefABCDEF") != 6 || s[7])
        return false;
    *out = (uint32_t)strtoul(s + 1, NULL, 16);
    return true;
}

bool value_number(const char *s, double *out)
{
    const char *digits = s + (*s == '-');
    size_t whole = strspn(digits, "0123456789");
    const char *rest = digits + whole;
    size_t part = *rest == '.' ? strspn(rest + 1, "0123456789") : 0;
    bool good = *rest == '.' ? part > 0 && !rest[1 + part] : !*rest;
    if (whole == 0 || whole + part > 15 || !good)
        return false;
    // At most 15 digits: both are exact as doubles, so their quotient is rounded once, as
    // strtod would; and no locale has a say in it.
    double value = 0;
    double scale = 1;
    for (size_t i = 0; i < whole; i++)
        value = value * 10 + (digits[i] - '0');
    for (size_t i = 0; i < part; i++) {
        value = value * 10 + (rest[1 + i] - '0');
        scale *= 10;
    }
    *out = *s == '-' ? -(value / scale) : value / scale;
    return true;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

// Days since 1970-01-01. Source: the civil calendar, counted from 1 March so that the leap
// day comes last.
static int64_t days_since_1970(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t m = month <= 2 ? month + 9 : month - 3;
    return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1 - 719468;
}

bool value_date(const char *s, int64_t *out)
{
    if (strlen(s) != 10 || s[4] != '-' || s[7] != '-')
        return false;
    for (int i = 0; i < 10; i++)
        if (i != 4 && i != 7 && !is_digit(s[i]))
            return false;
    int year = atoi(s);
    int month = atoi(s + 5);
    int day = atoi(s + 8);
    if (year < 1 || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month))
        return false;
    *out = days_since_1970(year, month, day) * 86400;
    return true;
}

bool value_is_when(const char *s)
{
    // A year or a month is good if its first day is.
    const char *rest = strlen(s) == 4 ? "-01-01" : strlen(s) == 7 ? "-01" : "";
    char day[11];
    int64_t seconds;
    return snprintf(day, sizeof(day), "%s%s", s, rest) == 10 && value_date(day, &seconds);
}

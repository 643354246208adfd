// Numbers and times as tracks, receivers and command lines write them, whatever the locale.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// "-118.2361", "+3", "1.5E-5": all of the text, finite.
bool number_read(const char *text, size_t len, double *out);
// Digits alone: all of the text, at most 9 of them.
bool number_digits(const char *text, size_t len, int *out);

// Days since 1970-01-01; false: there is no such day. Years 0 to 9999.
bool number_day(int year, int month, int day, int64_t *out);
// "2026-11-23T07:10:00.25Z", also with "+01:00", or with neither (then it is UTC), as
// microseconds since 1970.
bool number_time(const char *text, size_t len, int64_t *us_out);

// With so many digits (at most 9) after the point; |value| below 1e9.
void number_write(char *to, size_t cap, double value, int digits);
// With three digits of a second; times beyond the years 0 to 9999 become the last one there.
void number_write_time(char *to, size_t cap, int64_t us);

// The shapes of single values: slugs, whole numbers, decimals, dates, language tags. All
// independent of the locale.
#pragma once

#include <stdbool.h>
#include <stdint.h>

bool value_is_slug(const char *s); // [a-z0-9-], 1 to 63 bytes
bool value_is_tag(const char *s);  // shaped like a language tag, BCP 47: "es", "zh-Hant"
bool value_int(const char *s, int *out);       // -?[0-9]+
bool value_int64(const char *s, int64_t *out); // the same, at most 18 digits
bool value_number(const char *s, double *out); // -?[0-9]+(.[0-9]+)?
// "2026-11-22", a day that exists, as seconds since 1970 UTC at 00:00.
bool value_date(const char *s, int64_t *out);
bool value_is_when(const char *s);     // such a day, a month like "2026-11", or a year
bool value_is_address(const char *s);  // http(s)://host..., at most 200 bytes of ASCII
bool value_is_currency(const char *s); // shaped like one, ISO 4217: "USD"
bool value_colour(const char *s, uint32_t *out); // "#1f6f8b" as 0x1f6f8b

#include "tourc/geojson_lines.h"

#include <string.h>

void geojson_lines_start(struct geojson_lines *l, const char *path, const char *text)
{
    *l = (struct geojson_lines){.at = text, .spot = {path, 1, 1}};
}

// Columns count characters: only their first bytes.
static void step(struct geojson_lines *l)
{
    if (*l->at == '\n') {
        l->spot.line++;
        l->spot.col = 1;
    } else if (((unsigned char)*l->at & 0xC0) != 0x80) {
        l->spot.col++;
    }
    l->at++;
}

// Over a string; true if it is the key of the features.
static bool skip_string(struct geojson_lines *l)
{
    static const char key[] = "\"features\"";
    bool is_key = strncmp(l->at, key, sizeof(key) - 1) == 0;
    step(l);
    while (*l->at && *l->at != '"') {
        if (*l->at == '\\')
            step(l);
        if (*l->at)
            step(l);
    }
    if (*l->at)
        step(l);
    return is_key && l->at[strspn(l->at, " \t\r\n")] == ':';
}

struct spot geojson_lines_next(struct geojson_lines *l)
{
    bool wanted = false;
    while (*l->at) {
        char c = *l->at;
        if (c == '"') {
            wanted = skip_string(l) && l->depth == 1 && l->inside == 0;
            continue;
        }
        struct spot here = l->spot;
        l->depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        step(l);
        if (c == '[' && wanted)
            l->inside = l->depth;
        wanted = wanted && strchr(": \t\r\n", c);
        if (l->inside > 0 && l->depth < l->inside)
            l->inside = -1;
        if (c == '{' && l->inside > 0 && l->depth == l->inside + 1)
            return here;
    }
    return l->spot;
}

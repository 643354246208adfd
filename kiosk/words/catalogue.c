#include "words/catalogue.h"

#include <string.h>

#define MAGIC 0x950412deu
#define HEADER_BYTES 28u

static uint32_t number_at(const unsigned char *b)
{
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
           (uint32_t)b[3] << 24;
}

// A table's row: length and offset of a string that ends with a NUL inside the file.
static bool row_is_good(const struct catalogue *c, uint32_t table, uint32_t i)
{
    const unsigned char *row = c->bytes + table + (size_t)i * 8;
    size_t len = number_at(row), at = number_at(row + 4);
    return at < c->len && len < c->len - at && c->bytes[at + len] == '\0';
}

static bool table_fits(const struct catalogue *c, uint32_t table)
{
    return table >= HEADER_BYTES && table <= c->len && c->count <= (c->len - table) / 8;
}

bool catalogue_init(struct catalogue *c, const unsigned char *bytes, size_t len)
{
    *c = (struct catalogue){.bytes = bytes, .len = len};
    if (len < HEADER_BYTES || number_at(bytes) != MAGIC ||
        number_at(bytes + 4) >> 16 != 0)
        return false;
    c->count = number_at(bytes + 8);
    c->ids = number_at(bytes + 12);
    c->texts = number_at(bytes + 16);
    bool good = table_fits(c, c->ids) && table_fits(c, c->texts);
    for (uint32_t i = 0; good && i < c->count; i++)
        good = row_is_good(c, c->ids, i) && row_is_good(c, c->texts, i);
    if (!good)
        c->count = 0;
    return good;
}

static const char *string_at(const struct catalogue *c, uint32_t table, uint32_t i,
                             size_t *len_out)
{
    const unsigned char *row = c->bytes + table + (size_t)i * 8;
    if (len_out)
        *len_out = number_at(row);
    return (const char *)c->bytes + number_at(row + 4);
}

const char *catalogue_key(const struct catalogue *c, uint32_t i, size_t *len_out)
{
    return string_at(c, c->ids, i, len_out);
}

const char *catalogue_value(const struct catalogue *c, uint32_t i, size_t *len_out)
{
    return string_at(c, c->texts, i, len_out);
}

// How `context U+0004 msgid` compares with a key, up to the key's first NUL: the table is
// sorted that way, and a plural's key goes on after it.
static int compare(const char *context, const char *msgid, const char *key)
{
    if (context) {
        size_t n = strlen(context);
        int order = strncmp(context, key, n);
        if (order)
            return order;
        if (key[n] != '\x04')
            return '\x04' - (int)(unsigned char)key[n];
        key += n + 1;
    }
    return strcmp(msgid, key);
}

bool catalogue_find(const struct catalogue *c, const char *context, const char *msgid,
                    uint32_t *i_out)
{
    uint32_t low = 0, high = c->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare(context, msgid, catalogue_key(c, middle, NULL));
        if (order == 0) {
            *i_out = middle;
            return true;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

const char *catalogue_form(const char *value, size_t len, int form)
{
    const char *end = value + len;
    for (const char *at = value; form > 0; form--) {
        at += strlen(at) + 1;
        if (at > end)
            break;
        value = at;
    }
    return value;
}

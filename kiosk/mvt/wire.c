#include "mvt/wire.h"

#include <string.h>

bool wire_varint_slow(struct wire *w, uint64_t *out)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 70 && w->at < w->end; shift += 7) {
        uint8_t byte = *w->at++;
        if (shift == 63 && byte > 1)
            return false;
        value |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            *out = value;
            return true;
        }
    }
    return false;
}

static bool fixed(struct wire *w, size_t bytes, uint64_t *out)
{
    if ((size_t)(w->end - w->at) < bytes)
        return false;
    *out = 0;
    for (size_t i = 0; i < bytes; i++)
        *out |= (uint64_t)w->at[i] << 8 * i;
    w->at += bytes;
    return true;
}

bool wire_field_slow(struct wire *w, struct wire_field *out)
{
    uint64_t key, len;
    if (!wire_varint(w, &key) || key >> 3 == 0 || key > UINT32_MAX)
        return false;
    out->number = (uint32_t)(key >> 3);
    out->kind = (enum wire_kind)(key & 7);
    out->value = 0;
    out->bytes = (struct wire){w->at, w->at};
    switch (out->kind) {
    case WIRE_VARINT:
        return wire_varint(w, &out->value);
    case WIRE_FIXED64:
        return fixed(w, 8, &out->value);
    case WIRE_FIXED32:
        return fixed(w, 4, &out->value);
    case WIRE_BYTES:
        if (!wire_varint(w, &len) || len > (size_t)(w->end - w->at))
            return false;
        out->bytes = (struct wire){w->at, w->at + len};
        w->at += len;
        return true;
    }
    return false;
}

size_t wire_count(struct wire w)
{
    // Eight at a time: a varint ends with the byte whose highest bit is not set.
    size_t n = 0;
    for (; w.end - w.at >= 8; w.at += 8) {
        uint64_t eight;
        memcpy(&eight, w.at, 8);
        n += (~eight >> 7 & 0x0101010101010101u) * 0x0101010101010101u >> 56;
    }
    for (; w.at < w.end; w.at++)
        n += *w.at < 0x80;
    return n;
}

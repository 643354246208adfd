// Protocol Buffers as they stand in a tile: fields of a message, one after the other.
//
// Source: "Encoding", the Protocol Buffers documentation. Everything is checked against the end
// of what is read; groups, which ended with version 2, are refused.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wire {
    const uint8_t *at, *end;
};

enum wire_kind { WIRE_VARINT, WIRE_FIXED64, WIRE_BYTES, WIRE_FIXED32 = 5 };

struct wire_field {
    uint32_t number;
    enum wire_kind kind;
    uint64_t value;    // a varint, or the bits of a fixed number
    struct wire bytes; // of WIRE_BYTES
};

// Those that the inlined ones below leave to others. False: cut short, or longer than 64 bits.
bool wire_varint_slow(struct wire *w, uint64_t *out);
bool wire_field_slow(struct wire *w, struct wire_field *out);
size_t wire_count(struct wire w); // of varints that end in it

static inline bool wire_varint(struct wire *w, uint64_t *out)
{
    const uint8_t *at = w->at;
    if (w->end - at >= 2) {
        if (at[0] < 0x80) {
            *out = at[0];
            w->at = at + 1;
            return true;
        }
        if (at[1] < 0x80) {
            *out = (uint64_t)(at[0] & 0x7F) | (uint64_t)at[1] << 7;
            w->at = at + 2;
            return true;
        }
    }
    return wire_varint_slow(w, out);
}

// Needs w->at < w->end. False: no field. Most have a key and a length of one byte each.
static inline bool wire_field(struct wire *w, struct wire_field *out)
{
    const uint8_t *at = w->at;
    if (w->end - at >= 2 && (at[0] & 0x87) == WIRE_BYTES && at[0] > 7 && at[1] < 0x80 &&
        at[1] <= w->end - at - 2) {
        *out = (struct wire_field){at[0] >> 3, WIRE_BYTES, 0, {at + 2, at + 2 + at[1]}};
        w->at = at + 2 + at[1];
        return true;
    }
    return wire_field_slow(w, out);
}

#include "base/hash.h"

#include <string.h>

uint64_t hash_bytes(uint64_t h, const void *bytes, size_t len)
{
    const unsigned char *b = bytes;
    for (size_t i = 0; i < len; i++)
        h = (h ^ b[i]) * 0x100000001b3u;
    return h;
}

uint64_t hash_str(uint64_t h, const char *s)
{
    return s ? hash_bytes(h, s, strlen(s) + 1) : hash_u64(h, 0x6e756c6c);
}

uint64_t hash_u64(uint64_t h, uint64_t v)
{
    return hash_bytes(h, &v, sizeof(v));
}

uint64_t hash_f32(uint64_t h, float v)
{
    return hash_bytes(h, &v, sizeof(v));
}

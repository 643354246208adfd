// FNV-1a, 64 bits: for telling whether something changed, never against an adversary.
// Source: Fowler, Noll, Vo; draft-eastlake-fnv.
#pragma once

#include <stddef.h>
#include <stdint.h>

#define HASH_START 0xcbf29ce484222325u

uint64_t hash_bytes(uint64_t h, const void *bytes, size_t len);
uint64_t hash_str(uint64_t h, const char *s); // NULL and "" differ
uint64_t hash_u64(uint64_t h, uint64_t v);
uint64_t hash_f32(uint64_t h, float v);

// The two long commands: from the sources to a pack, and to a verdict.
#pragma once

#include <stdbool.h>
#include <stdio.h>

// False when something is wrong; what is has been printed to `err`.
bool build_pack(const char *dir, const char *target, FILE *out, FILE *err);
bool build_check(const char *dir, FILE *out, FILE *err);

// What is in a pack, for a person at a terminal.
#pragma once

#include <stdio.h>

#include "base/err.h"

bool info_print(const char *path, FILE *to, struct err *err);

// A small tour to begin with: two stops and a picture, with notes that say how to go on.
#pragma once

#include <stdbool.h>

#include "base/err.h"

// The folder must not be there yet, or be empty.
bool new_write(const char *dir, struct err *err);

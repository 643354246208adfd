// What outlives the program: state.db, values under names. Written by a thread of its own, so that
// no frame waits for a disk; WAL and synchronous=FULL, so that a pulled plug loses at most what was
// put in the last moments, and never the file. A damaged file is put aside (.damaged) and a new
// one begun.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define KEEP_VALUE_MAX ((size_t)1 << 20) // a larger value is not kept

struct keep;

// Makes the folders above it, for the owner alone. NULL: they or the file can't be written; the
// sentence says why. The program goes on without. keep_close takes NULL, too.
struct keep *keep_open(const char *path, struct err *err);
void keep_close(struct keep *keep); // after all that was put is on the disk
// The newest value of a name wins, in the order of the calls. A copy is taken. len 0 removes it. A
// disk that is full is told to the log once, and tried again.
void keep_put(struct keep *keep, const char *name, const void *bytes, size_t len);
// What the file had when it was opened, or was put since: how many bytes there are; at most cap
// are copied.
size_t keep_get(struct keep *keep, const char *name, void *out, size_t cap);

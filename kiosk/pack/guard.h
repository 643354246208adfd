// What a pack's connection may do: limits, and an authorizer that lets SELECTs through and
// nothing else. A pack comes from elsewhere; its schema is data, not trusted code.
#pragma once

#include <sqlite3.h>

#include "base/err.h"

// Settings and limits; before any statement.
bool guard_harden(sqlite3 *db, struct err *err);

// Sets the authorizer. From now on views and every statement but a plain SELECT fail.
bool guard_lock(sqlite3 *db, struct err *err);

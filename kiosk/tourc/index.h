// The pack's search: its index and vocabulary, made of what the other tables say.
#pragma once

#include <sqlite3.h>
#include <stdbool.h>

#include "base/err.h"

// After all other rows; within the transaction that wrote them, or none. The same rows give the
// same bytes.
bool index_write(sqlite3 *db, struct err *err);

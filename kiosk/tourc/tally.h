// What `tourc check` prints of a good book: words, facts, pictures and sources of each stop.
#pragma once

#include <stdio.h>

#include "tourc/book.h"

void tally_print(const struct book *book, FILE *to);

// What `tourc check` prints of a good book: of each stop the words of its story, its facts,
// pictures and sources, and how many of its page's texts there are in each other language.
#pragma once

#include <stdio.h>

#include "tourc/book.h"

void tally_print(const struct book *book, FILE *to);

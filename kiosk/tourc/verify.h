// What only shows when everything is read: names that lead nowhere, codes given twice, a stop
// without a picture. Fills in what the authors may leave out, too.
#pragma once

#include "tourc/book.h"

void verify_book(struct book *book);

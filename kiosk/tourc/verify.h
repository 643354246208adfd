// What only shows when everything is read: names that lead nowhere, codes given twice, places
// that are nowhere, colours that can't be read. Fills in what the authors may leave out, too.
//
// What is wrong is an error. What may well be meant is a warning, for when there are no errors:
// a picture that nothing shows, say, is often a slip elsewhere.
#pragma once

#include "tourc/book.h"

void verify_book(struct book *book);

// Its parts with files of their own.
void verify_coordinates(struct book *book); // verify_places.c
void verify_vantages(struct book *book);    // verify_vantages.c
void verify_unused(struct book *book);      // verify_unused.c: the warnings

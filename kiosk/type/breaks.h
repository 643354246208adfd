// Where clusters begin and lines may begin, by ICU's iterators. Opening one costs
// milliseconds (and a dictionary for Thai), so they are kept by language.
#pragma once

#include "type/text.h"

struct breaks;

struct breaks *breaks_create(void);
void breaks_destroy(struct breaks *breaks);

void breaks_clusters(struct breaks *breaks, struct text *text);
// After breaks_clusters: a line begins nowhere but at a cluster.
void breaks_lines(struct breaks *breaks, struct text *text);

#include "base/command.h"

#include <string.h>

#include "base/str.h"

struct command command_make(uint32_t kind, int32_t number, const char *id)
{
    struct command c = {.kind = kind, .number = number};
    if (id)
        str_copy(c.id, sizeof(c.id), id);
    return c;
}

bool command_eq(const struct command *a, const struct command *b)
{
    return a->kind == b->kind && a->number == b->number && strcmp(a->id, b->id) == 0;
}

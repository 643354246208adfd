#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>

static atomic_bool quiet_info;

static void line(const char *level, const char *fmt, va_list ap)
{
    // One write a line, so that lines of several threads don't mix.
    char text[1024];
    vsnprintf(text, sizeof(text), fmt, ap);
    fprintf(stderr, "backlot: %s%s\n", level, text);
}

void log_info(const char *fmt, ...)
{
    if (atomic_load(&quiet_info))
        return;
    va_list ap;
    va_start(ap, fmt);
    line("", fmt, ap);
    va_end(ap);
}

void log_warn(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    line("warning: ", fmt, ap);
    va_end(ap);
}

void log_quiet(bool quiet)
{
    atomic_store(&quiet_info, quiet);
}

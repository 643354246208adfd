// A folder of its own for each test program, below the build, and tourc called in it as a
// shell would: what it printed, and how it ended.
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/str.h"
#include "tourc/cli.h"
#include "tourc/files.h"

struct sandbox_run {
    int status;
    char *out, *err;
};

static inline void sandbox_shell(const char *fmt, ...) PRINTF_LIKE(1, 2);

static inline void sandbox_shell(const char *fmt, ...)
{
    char line[2000];
    va_list ap;
    va_start(ap, fmt);
    assert_true(vsnprintf(line, sizeof(line), fmt, ap) < (int)sizeof(line));
    va_end(ap);
    assert_int_equal(system(line), 0);
}

// An empty folder to be in.
static inline void sandbox_enter(const char *name)
{
    assert_int_equal(chdir(BUILD_DIR), 0);
    sandbox_shell("rm -rf 'sandbox/tourc-%s' && mkdir -p 'sandbox/tourc-%s'", name, name);
    char path[500];
    snprintf(path, sizeof(path), "%s/sandbox/tourc-%s", BUILD_DIR, name);
    assert_int_equal(chdir(path), 0);
}

static inline void sandbox_copy_fixture(const char *to)
{
    sandbox_shell("rm -rf '%s' && cp -r '%s/tests/tourc/fixture' '%s'", to, SOURCE_DIR,
                  to);
}

__attribute__((noinline, unused)) static char *sandbox_read(const char *path,
                                                            size_t *len_out)
{
    char *bytes = NULL;
    struct err err;
    if (!files_read(path, 64u << 20, &bytes, len_out, &err))
        fail_msg("%s: %s", path, err.text);
    return bytes;
}

static inline void sandbox_write(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

// `words` are what follows "tourc", up to a NULL.
static inline struct sandbox_run sandbox_tourc(const char *const *words)
{
    char *argv[16] = {strdup("tourc")};
    int argc = 1;
    for (; words[argc - 1]; argc++)
        argv[argc] = strdup(words[argc - 1]);
    struct sandbox_run run = {0};
    size_t len;
    FILE *out = open_memstream(&run.out, &len);
    FILE *err = open_memstream(&run.err, &len);
    run.status = cli_run(argc, argv, out, err);
    fclose(out);
    fclose(err);
    for (int i = 0; i < argc; i++)
        free(argv[i]);
    return run;
}

static inline void sandbox_done(struct sandbox_run *run)
{
    free(run->out);
    free(run->err);
}

#define SANDBOX_TOURC(...) sandbox_tourc((const char *const[]){__VA_ARGS__, NULL})

// Whether `text` has this line, whole.
static inline bool sandbox_has_line(const char *text, const char *line)
{
    size_t len = strlen(line);
    for (const char *at = text; (at = strstr(at, line)); at++)
        if ((at == text || at[-1] == '\n') && (at[len] == '\n' || !at[len]))
            return true;
    return false;
}

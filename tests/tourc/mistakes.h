// One mistake at a time in a copy of "tour", and the one complaint that names it.
#pragma once

#include "sandbox.h"

struct mistake {
    const char *file;
    const char *find, *replace; // find "": the file is new
    const char *says;           // without "t/"
};

static inline void mistake_make(const char *path, const struct mistake *m)
{
    size_t len;
    if (!*m->find) {
        sandbox_write(path, m->replace, strlen(m->replace));
        return;
    }
    char *bytes = sandbox_read(path, &len);
    char *found = strstr(bytes, m->find);
    if (!found)
        fail_msg("%s has no '%s'", path, m->find);
    struct str text;
    str_init(&text);
    str_add_bytes(&text, bytes, (size_t)(found - bytes));
    str_add(&text, m->replace);
    str_add(&text, found + strlen(m->find));
    sandbox_write(path, str_c(&text), text.len);
    str_release(&text);
    free(bytes);
}

// How many did not bring exactly what they should.
static inline size_t mistakes_missed(const struct mistake *mistakes, size_t n)
{
    size_t missed = 0;
    for (size_t i = 0; i < n; i++) {
        char path[200], says[400];
        snprintf(path, sizeof(path), "t/%s", mistakes[i].file);
        snprintf(says, sizeof(says), "t/%s\n", mistakes[i].says);
        sandbox_shell("rm -rf t && cp -r tour t");
        mistake_make(path, &mistakes[i]);
        struct sandbox_run run = SANDBOX_TOURC("check", "t");
        bool good = run.status == 1 && str_eq(run.err, says);
        if (!good)
            print_error("status %d, expected\n%sfound\n%s\n", run.status, says, run.err);
        missed += !good;
        sandbox_done(&run);
    }
    return missed;
}

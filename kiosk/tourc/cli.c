#include "tourc/cli.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include "base/str.h"
#include "tourc/build.h"
#include "tourc/info.h"
#include "tourc/nearest.h"
#include "tourc/new.h"

enum { EXIT_GOOD, EXIT_SOURCES, EXIT_USAGE };

static const char help[] =
    "tourc makes a Backlot pack from a folder of tours.\n"
    "\n"
    "  tourc build DIR -o PACK   compile the folder into one file\n"
    "  tourc check DIR           find mistakes; count words, facts, pictures, sources\n"
    "  tourc info PACK           say what is in a pack\n"
    "  tourc new DIR             begin a small tour, with notes on how to go on\n"
    "  tourc --help, --version\n"
    "\n"
    "Mistakes are printed as file:line:column: what was expected. The exit status is 0 when\n"
    "all is well, 1 when the sources are not, 2 when the command line is not.\n"
    "\n"
    "Pictures that were made are kept in PACK.cache, which may be removed at any time.\n"
    "SOURCE_DATE_EPOCH, if set, is the pack's date instead of the one in pack.yaml.\n";

struct args {
    const char *names[2]; // what is neither an option nor its value
    int n_names;
    const char *output; // of -o
};

struct verb {
    const char *name, *usage;
    bool has_output;
    int (*run)(const struct args *args, FILE *out, FILE *err);
};

static int usage(FILE *err, const char *fmt, ...) PRINTF_LIKE(2, 3);

static int usage(FILE *err, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    fputs("tourc: ", err);
    vfprintf(err, fmt, ap);
    fputs("\nTry 'tourc --help'.\n", err);
    va_end(ap);
    return EXIT_USAGE;
}

static int run_build(const struct args *args, FILE *out, FILE *err)
{
    return build_pack(args->names[0], args->output, out, err) ? EXIT_GOOD : EXIT_SOURCES;
}

static int run_check(const struct args *args, FILE *out, FILE *err)
{
    return build_check(args->names[0], out, err) ? EXIT_GOOD : EXIT_SOURCES;
}

static int run_info(const struct args *args, FILE *out, FILE *err)
{
    struct err why;
    if (info_print(args->names[0], out, &why))
        return EXIT_GOOD;
    fprintf(err, "%s:1:1: %s\n", args->names[0], why.text);
    return EXIT_SOURCES;
}

static int run_new(const struct args *args, FILE *out, FILE *err)
{
    struct err why;
    if (!new_write(args->names[0], &why)) {
        fprintf(err, "%s:1:1: %s\n", args->names[0], why.text);
        return EXIT_SOURCES;
    }
    fprintf(out, "%s: a tour of two stops. Begin with %s/README.md.\n", args->names[0],
            args->names[0]);
    return EXIT_GOOD;
}

static const struct verb verbs[] = {
    {"build", "tourc build DIR -o PACK", true, run_build},
    {"check", "tourc check DIR", false, run_check},
    {"info", "tourc info PACK", false, run_info},
    {"new", "tourc new DIR", false, run_new},
};

static bool read_args(int argc, char **argv, struct args *args, FILE *err)
{
    bool options = true;
    for (int i = 2; i < argc; i++) {
        const char *arg = argv[i];
        if (options && str_eq(arg, "--")) {
            options = false;
        } else if (options && strncmp(arg, "-o", 2) == 0) {
            const char *value = arg[2] ? arg + 2 : i + 1 < argc ? argv[++i] : "";
            if (!*value)
                return !usage(err, "expected the name of a pack after -o");
            args->output = value;
        } else if (options && arg[0] == '-' && arg[1]) {
            return !usage(err, "unknown option '%s'", arg);
        } else if (args->n_names == 1 || !*arg) {
            return !usage(err, "expected one name, found '%s' too", arg);
        } else {
            args->names[args->n_names++] = arg;
        }
    }
    return true;
}

static int run_verb(const struct verb *verb, int argc, char **argv, FILE *out, FILE *err)
{
    struct args args = {0};
    if (!read_args(argc, argv, &args, err))
        return EXIT_USAGE;
    if (!args.n_names || verb->has_output != (args.output != NULL))
        return usage(err, "expected %s", verb->usage);
    return verb->run(&args, out, err);
}

static int unknown_verb(const char *word, FILE *err)
{
    struct nearest near;
    nearest_start(&near, word);
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
        nearest_offer(&near, verbs[i].name);
    if (near.best)
        return usage(err, "unknown command '%s' (did you mean '%s'?)", word, near.best);
    return usage(err, "unknown command '%s'", word);
}

int cli_run(int argc, char **argv, FILE *out, FILE *err)
{
    const char *word = argc > 1 ? argv[1] : NULL;
    if (!word)
        return usage(err, "expected a command: build, check, info or new");
    if (str_eq(word, "--help") || str_eq(word, "-h")) {
        fputs(help, out);
        return EXIT_GOOD;
    }
    if (str_eq(word, "--version")) {
        fprintf(out, "tourc %s\n", BACKLOT_VERSION);
        return EXIT_GOOD;
    }
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
        if (str_eq(word, verbs[i].name))
            return run_verb(&verbs[i], argc, argv, out, err);
    return unknown_verb(word, err);
}

// The program, but for main(): so that tests can be its caller.
#pragma once

#include <stdio.h>

// 0 when all is well, 1 when the sources are not, 2 when the command line is not.
int cli_run(int argc, char **argv, FILE *out, FILE *err);

#include <stdio.h>

#include "tourc/cli.h"

int main(int argc, char **argv)
{
    int status = cli_run(argc, argv, stdout, stderr);
    // A full disk under a redirected answer is a failure too.
    if (fflush(stdout) != 0 && status == 0)
        status = 1;
    return status;
}

#include "core/cli/cli.h"

enum jx_exit jx_command_merge_reports(struct jx_cli *cli, const struct jx_arguments *arguments) {
    (void)cli;
    (void)arguments;
    return JX_EXIT_USAGE;
}

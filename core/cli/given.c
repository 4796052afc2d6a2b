/*
 * --set and --defaults: facts from the command line and from a file.
 */
#include <string.h>

#include "core/cli/files.h"
#include "core/cli/print.h"
#include "core/cli/session.h"

static enum jx_exit say(const struct jx_cli *cli, const char *subject, const struct jx_givens *givens,
                        size_t *said, enum jx_status status) {
    size_t count;
    const struct jx_diag *diags = jx_givens_diags(givens, &count);
    jx_print_diags(cli, subject, diags + *said, count - *said);
    *said = count;
    if (status == JX_FATAL) JX_SAY(cli, subject, JX_MSG_FILE_MEMORY, NULL);
    return status == JX_FATAL ? JX_EXIT_SYSTEM : status == JX_FAIL ? JX_EXIT_USAGE : JX_EXIT_DONE;
}

static enum jx_exit read_defaults(const struct jx_cli *cli, const struct jx_arguments *arguments,
                                  struct jx_givens *givens, size_t *said) {
    struct jx_file file;
    const char *from = arguments->batch.files_from;
    if (from && !strcmp(arguments->defaults, "-") && !strcmp(from, "-"))
        return JX_SAY(cli, "jixiao", JX_MSG_USAGE_STDIN_TWICE, NULL), JX_EXIT_USAGE;
    for (size_t i = 0; i < arguments->input_count; i++)
        if (!strcmp(arguments->defaults, "-") && !strcmp(arguments->inputs[i], "-"))
            return JX_SAY(cli, "jixiao", JX_MSG_USAGE_STDIN_TWICE, NULL), JX_EXIT_USAGE;
    enum jx_exit exit = jx_file_read(cli, arguments->defaults, NULL, arguments->read.limits.bytes, &file);
    if (exit) return exit;
    struct jx_source source = {file.name, file.bytes, file.length};
    exit = say(cli, file.name, givens, said, jx_givens_read(givens, &source));
    jx_file_free(&file);
    return exit;
}

enum jx_exit jx_session_givens(const struct jx_cli *cli, const struct jx_arguments *arguments,
                               struct jx_givens **givens) {
    size_t said = 0;
    *givens = NULL;
    if (!arguments->set.count && !arguments->defaults) return JX_EXIT_DONE;
    *givens = jx_givens_new(cli->language);
    if (!*givens) return JX_SAY(cli, "jixiao", JX_MSG_FILE_MEMORY, NULL), JX_EXIT_SYSTEM;
    enum jx_exit worst = JX_EXIT_DONE;
    for (size_t i = 0; i < arguments->set.count; i++) {
        enum jx_exit exit =
            say(cli, "--set", *givens, &said, jx_givens_set(*givens, arguments->set.items[i]));
        if (exit > worst) worst = exit;
    }
    if (!worst && arguments->defaults) worst = read_defaults(cli, arguments, *givens, &said);
    return worst;
}

/*
 * What -o asks for.
 */
#include "core/cli/output.h"

#include <string.h>
#include <sys/stat.h>

#include "core/cli/blank.h"
#include "core/cli/files.h"

const char *jx_ending_of(const char *path) {
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *point = strrchr(name, '.');
    return point && point != name ? point + 1 : "";
}

static bool is_folder(const char *path) {
    struct stat status;
    return !stat(path, &status) && S_ISDIR(status.st_mode);
}

bool jx_names_folder(const char *output) {
    return strcmp(output, "-") != 0 && (is_folder(output) || output[strlen(output) - 1] == '/');
}

bool jx_output_collects(const struct jx_arguments *arguments) {
    return arguments->input_count > 1 && !arguments->split && arguments->output &&
           !jx_names_folder(arguments->output);
}

size_t jx_output_others(const struct jx_arguments *arguments, const char *others[JX_OTHERS_MOST]) {
    size_t count = 0;
    if (arguments->to && jx_blank_named(arguments->to)) others[count++] = arguments->to;
    if (arguments->defaults && strcmp(arguments->defaults, "-") != 0) others[count++] = arguments->defaults;
    return count;
}

enum jx_exit jx_output_writable(const struct jx_cli *cli, const struct jx_arguments *arguments,
                                const char *path) {
    const char *others[JX_OTHERS_MOST];
    size_t count = jx_output_others(arguments, others);
    for (size_t i = 0; i < count; i++) {
        char *const other = (char *)(uintptr_t)others[i];
        enum jx_exit exit = jx_file_writable(cli, path, &other, 1, arguments->force);
        if (exit) return exit;
    }
    return jx_file_writable(cli, path, arguments->inputs, arguments->input_count, arguments->force);
}

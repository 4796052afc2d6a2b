/*
 * What -o asks for.
 */
#include "core/cli/output.h"

#include <string.h>
#include <sys/stat.h>

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

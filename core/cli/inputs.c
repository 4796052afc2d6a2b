#include "core/cli/inputs.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/cli/print.h"

/* Which file a path leads to, and where it stands among the inputs. */
struct known {
    dev_t device;
    ino_t inode;
    size_t index;
};

static int by_file(const void *a, const void *b) {
    const struct known *one = a, *two = b;
    if (one->device != two->device) return one->device < two->device ? -1 : 1;
    if (one->inode != two->inode) return one->inode < two->inode ? -1 : 1;
    return one->index < two->index ? -1 : one->index > two->index;
}

/* All that are files and there; pipes and standard input are what they are. */
static size_t files_of(char *const *paths, size_t count, struct known *known) {
    size_t found = 0;
    struct stat status;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(paths[i], "-") == 0 || stat(paths[i], &status) != 0 || !S_ISREG(status.st_mode)) continue;
        known[found++] = (struct known){status.st_dev, status.st_ino, i};
    }
    qsort(known, found, sizeof *known, by_file);
    return found;
}

/* Marks those that came before; `first` is where the same file was given first. */
static void mark(const struct known *known, size_t count, size_t *first) {
    for (size_t i = 1, begin = 0; i < count; i++) {
        bool same = known[i].device == known[begin].device && known[i].inode == known[begin].inode;
        if (same)
            first[known[i].index] = known[begin].index;
        else
            begin = i;
    }
}

size_t jx_inputs_once(const struct jx_cli *cli, char **paths, size_t count) {
    struct known *known = calloc(count + 1, sizeof *known);
    size_t *first = calloc(count + 1, sizeof *first), kept = 0, left = 0;
    char **rest = calloc(count + 1, sizeof *rest);
    for (size_t i = 0; i < count && first; i++) first[i] = i;
    if (known && first && rest) mark(known, files_of(paths, count, known), first);
    for (size_t i = 0; i < count && known && first && rest; i++)
        if (first[i] != i) JX_SAY(cli, paths[i], JX_MSG_INPUT_TWICE, paths[first[i]]);
    for (size_t i = 0; i < count && known && first && rest; i++) {
        if (first[i] == i)
            paths[kept++] = paths[i];
        else
            rest[left++] = paths[i];
    }
    for (size_t i = 0; i < left; i++) paths[kept + i] = rest[i];
    bool failed = !known || !first || !rest;
    free(known);
    free(first);
    free(rest);
    return failed ? count : kept;
}

bool jx_inputs_single(const struct jx_cli *cli, struct jx_arguments *arguments) {
    size_t count = arguments->input_count;
    char **paths = calloc(count + 1, sizeof *paths);
    if (!paths) return JX_SAY(cli, "jixiao", JX_MSG_FILE_MEMORY, NULL), false;
    memcpy(paths, arguments->inputs, count * sizeof *paths);
    arguments->input_count = jx_inputs_once(cli, paths, count);
    arguments->inputs = paths; /* as long as the process */
    return true;
}

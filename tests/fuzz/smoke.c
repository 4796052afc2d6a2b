/*
 * smoke RUNS SEED…: every target on its seeds and on so many mutations of them, always the same ones. What it finds ends it, with the
 * target and the number of the run on standard error; the last line is `N passed, 0 failed`. FUZZ_TARGET: one target alone.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/mutate.h"
#include "tests/fuzz/target.h"

/* Whether a path has one of the endings, which are separated by blanks. */
static bool ends(const char *path, const char *endings) {
    const char *point = strrchr(path, '.');
    size_t length = point ? strlen(point) : 0;
    for (const char *at = endings; length > 0 && (at = strstr(at, point)); at += length)
        if (at[length] == ' ' || at[length] == '\0') return true;
    return false;
}

int main(int argc, char **argv) {
    static uint8_t room[FUZZ_LONGEST];
    struct fuzz_bytes *seeds = calloc((size_t)argc + 1, sizeof *seeds);
    unsigned long runs = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
    size_t passed = 0;
    if (!seeds) return 1;
    fuzz_open();
    const char *only = getenv("FUZZ_TARGET");
    for (const struct fuzz_target *target = fuzz_targets; target->name; target++) {
        size_t count = 0;
        if (only && strcmp(only, target->name) != 0) continue;
        for (int i = 2; i < argc; i++)
            if (target->ending && ends(argv[i], target->ending)) seeds[count++] = fuzz_load(argv[i]);
        for (size_t i = 0; i < count; i++) target->run(seeds[i].at, seeds[i].length);
        for (unsigned long run = 0; run < (target->ending ? runs : 50 * runs); run++) {
            struct fuzz_bytes bytes = fuzz_make(seeds, count, room);
            if (getenv("FUZZ_TELL")) fprintf(stderr, "%s %lu\n", target->name, run);
            target->run(bytes.at, bytes.length);
        }
        for (size_t i = 0; i < count; i++) free(seeds[i].at);
        passed++;
    }
    free(seeds);
    printf("%zu passed, 0 failed\n", passed);
    return 0;
}

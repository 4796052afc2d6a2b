/*
 * The fuzz targets, for whatever runs them.
 */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* `ending`: of fixtures that are its seeds; NULL: it begins with words. A NULL name ends the list. */
struct fuzz_target {
    const char *name, *ending;
    void (*run)(const uint8_t *bytes, size_t length);
};
extern const struct fuzz_target fuzz_targets[];

/* Opens the library with all plugins, from JIXIAO_PLUGIN_PATH. */
void fuzz_open(void);

#endif

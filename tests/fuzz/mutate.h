/*
 * Inputs made by chance for whatever is tried on them.
 */
#ifndef TESTS_FUZZ_MUTATE_H
#define TESTS_FUZZ_MUTATE_H

#include <stddef.h>
#include <stdint.h>

enum { FUZZ_LONGEST = 200000 };

struct fuzz_bytes {
    uint8_t *at;
    size_t length;
};

/* The beginning of a file, up to FUZZ_LONGEST. To be freed. */
struct fuzz_bytes fuzz_load(const char *path);

/* The next input: one of the seeds, or words if there is none, changed a few times; `room` holds FUZZ_LONGEST. */
struct fuzz_bytes fuzz_make(const struct fuzz_bytes *seeds, size_t count, uint8_t *room);

#endif

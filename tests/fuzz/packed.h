/*
 * A package around one part, for targets that change the part's own words: its parts are stored as they are.
 */
#ifndef TESTS_FUZZ_PACKED_H
#define TESTS_FUZZ_PACKED_H

#include <stddef.h>
#include <stdint.h>

struct packed_part {
    const char *name;
    const void *bytes;
    size_t length;
};

/* The package of these parts; to be freed. */
uint8_t *packed_make(const struct packed_part *parts, size_t count, size_t *length);

#endif

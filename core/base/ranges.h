/*
 * Sets of characters as ranges, from the first to the last.
 */
#ifndef JX_BASE_RANGES_H
#define JX_BASE_RANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jx_range {
    uint32_t first, last;
};

/* Whether a character is in one of the ranges, which are in order. */
bool jx_ranges_hold(const struct jx_range *ranges, size_t count, uint32_t c);

#endif

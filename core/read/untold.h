/*
 * Cells of a text without blank ones that may stand under either of two columns.
 */
#ifndef JX_READ_UNTOLD_H
#define JX_READ_UNTOLD_H

#include "core/read/block.h"
#include "core/read/reading.h"

/* The column in which the cell was put, and the other one in which it may belong; SIZE_MAX: there is no such cell. */
struct jx_untold {
    size_t at, other;
};

struct jx_untold jx_row_untold(const struct jx_reading *reading, const struct jx_block *block,
                               const struct jx_block_row *row, unsigned panel);

#endif

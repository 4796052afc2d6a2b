/*
 * What is said once of a block of indicators without a layout: why its columns were taken for what they are, and where others might
 * have been meant.
 */
#ifndef JX_READ_BLOCK_TOLD_H
#define JX_READ_BLOCK_TOLD_H

#include "core/read/block.h"
#include "core/read/reading.h"

/* `form`: what was read of the form so far, which may say the year. */
void jx_block_tell(struct jx_reading *reading, const struct jx_block *block,
                   const struct jx_compiled_table *table, const struct jx_form *form);

#endif

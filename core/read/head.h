/*
 * The labels of a form and the values they name, above and below its indicators.
 */
#ifndef JX_READ_HEAD_H
#define JX_READ_HEAD_H

#include "core/read/reading.h"

/* Reads rows [first, end) into the draft. Every cell with text is claimed; what belongs to nothing goes to the unread. */
void jx_head_read(struct jx_reading *reading, struct jx_draft *draft, uint32_t first, uint32_t end);

#endif

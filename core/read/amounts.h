/*
 * A row of words over a row of amounts, above the indicators of a form that no layout claims: 合计 | 本级财政 | 上级补助 | 自筹.
 */
#ifndef JX_READ_AMOUNTS_H
#define JX_READ_AMOUNTS_H

#include "core/read/reading.h"

/* Reads such a row and the one below it; false: it is none. A word that no form of ours uses gives its amount to an extra of
 * that name; 合计 is the total if the others add up to it. */
bool jx_amounts_take(struct jx_reading *reading, struct jx_draft *draft, uint32_t row, uint32_t end,
                     struct jx_spot *spots, size_t count);

#endif

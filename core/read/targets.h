/*
 * An indicator's targets out of the cells of its row: operator, number and unit stand in one cell, or in three.
 */
#ifndef JX_READ_TARGETS_H
#define JX_READ_TARGETS_H

#include "core/read/band.h"

/* Sets the indicator's targets, of the year and of the period, and its polarity, which may stand among the operators. */
void jx_targets_take(const struct jx_reading *reading, const struct jx_compiled_table *table,
                     const struct jx_band_row *row, struct jx_indicator *indicator);

/* Whether an operator's or a unit's cell says what the target beside it has no use for: 是/否 | 是, 28.8万元 | %. */
bool jx_sign_is_unused(const struct jx_reading *reading, const struct jx_spot *sign, bool is_operator,
                       const struct jx_measure *target);

#endif

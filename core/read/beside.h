/*
 * What stands beside the indicators of a row: columns that are none of the model's, signs and units that no target has taken,
 * and sums. It is kept as extras, under its heading and the indicator's name.
 */
#ifndef JX_READ_BESIDE_H
#define JX_READ_BESIDE_H

#include "core/read/band.h"

/* Keeps a cell under its heading: `得分 (维修数量)`, or the heading alone where `name` is NULL. */
void jx_beside_take(struct jx_reading *reading, struct jx_draft *draft, struct jx_spot *spot,
                    const char *heading, const char *name);

/* Keeps all cells of a row that stand under columns of others. `target`: of the row's indicator, which may have its unit from there;
 * or NULL. */
void jx_beside_take_all(struct jx_reading *reading, struct jx_draft *draft, const struct jx_band_row *row,
                        const char *name, const struct jx_measure *target);

/* The same of an indicator that was made of the row, with the signs and words that it did not take. */
void jx_beside_indicator(struct jx_reading *reading, struct jx_draft *draft, const struct jx_band_row *row,
                         const struct jx_indicator *indicator);

/* Keeps a row of sums below the indicators. */
void jx_beside_total(struct jx_reading *reading, struct jx_draft *draft, const struct jx_band_row *row);

/* Whether anything in the row is kept so. */
bool jx_beside_any(const struct jx_draft *draft, const struct jx_band_row *row);

#endif

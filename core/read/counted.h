/*
 * Names of indicators that are counted: 1.服务老人数量 2.上门次数, ①改造面积. The numbers are no part of the names.
 */
#ifndef JX_READ_COUNTED_H
#define JX_READ_COUNTED_H

#include "core/read/band.h"

/* Whether the names of one panel's rows are counted: the first has the number 1, and so has each that begins anew, or one
 * more than the row before it. A single number is somebody's words. `last`: the number of the last name, 0 for none; of the
 * rows before these, which may be those of an earlier page, then of these. */
bool jx_names_counted(struct jx_reading *reading, const struct jx_band_row *rows, size_t count,
                      unsigned panel, unsigned *last);

#endif

/*
 * Names of indicators that are counted: 1.服务老人数量 2.上门次数, ①改造面积. The numbers are no part of the names.
 */
#ifndef JX_READ_COUNTED_H
#define JX_READ_COUNTED_H

#include "core/read/band.h"

/* Whether the names of one panel's rows are counted: most of them have a number before them, and one has the first; or those
 * that have one go up, beginning anew from 1. A single number is somebody's words. `before`: the names of the same form's rows
 * on an earlier page are counted. */
bool jx_names_counted(struct jx_reading *reading, const struct jx_band_row *rows, size_t count,
                      unsigned panel, bool before);

#endif

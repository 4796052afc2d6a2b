/*
 * Where one form ends and the next begins, between the indicators of one and the headings of the other.
 */
#ifndef JX_READ_CUT_H
#define JX_READ_CUT_H

#include "core/read/shape.h"

/* The first of the rows [from, to) that is the next form's; `from`: all of them are. What stands on the wrong side costs. */
uint32_t jx_form_cut(struct jx_terms *terms, const struct jx_shape *shape, uint32_t from, uint32_t to);

#endif

/*
 * Spans of time in several cells of a row.
 */
#ifndef JX_READ_SPANS_H
#define JX_READ_SPANS_H

#include "core/read/pairs.h"

/* The text of a label's value, with what stands behind it if both are the ends of a span; those cells are claimed. */
const char *jx_span_text(struct jx_arena *arena, const struct jx_pairs *pairs, const struct jx_pair *pair,
                         const char *text);

#endif

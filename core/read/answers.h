/*
 * Words of a label that label nothing: they may be what another label has beside it, 资金性质 | 财政拨款.
 */
#ifndef JX_READ_ANSWERS_H
#define JX_READ_ANSWERS_H

#include "core/read/pairs.h"

/* Whether the words of a label are the answer to the cell before them, which asks for a kind or is a label that nobody knows. Once the
 * pairs are taken and their cells claimed. */
bool jx_answer_stands(const struct jx_pairs *pairs, const struct jx_seen *before,
                      const struct jx_seen *label);

/* Whether a label of a row stands where the value of the one before it should be, and neither has anything: nobody knows which of
 * them it is, so that it is left unread. */
bool jx_answer_perhaps(const struct jx_pairs *pairs, const struct jx_seen *cells, size_t index);

#endif

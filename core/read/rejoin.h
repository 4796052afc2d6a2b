/*
 * A text that does not say for sure where its rows end, as a sheet whose rows are whole: from here on nobody need ask whether a row
 * goes on in the next one.
 */
#ifndef JX_READ_REJOIN_H
#define JX_READ_REJOIN_H

#include "core/read/reading.h"

/* Turns to a sheet of the rows that joined.h puts together, or of those that the text tells if these explain more. It lives in the
 * arena of the reading. */
void jx_rejoin_open(struct jx_reading *reading);

/* Tells, at a cell of the table, rows that were put together without proof; or, if cells stand badly under their headings, any rows
 * of a text that does not say for sure where they end. */
void jx_rejoin_tell(struct jx_reading *reading, const struct jx_spot *at, bool badly);

#endif

/*
 * Totals that a list prints below its projects, where they are not simply the sum of all.
 */
#ifndef JX_CONVERT_TOTALS_H
#define JX_CONVERT_TOTALS_H

#include "core/convert/plan.h"

/* Says of each total that some projects of the list state no amount for it, or that the sum is too long to be exact. */
void jx_totals_tell(struct jx_planning *planning, const struct jx_planned *planned, size_t count);

#endif

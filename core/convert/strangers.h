/*
 * Files that hold no table though people take them for one: pictures, archives, lock files, shortcuts.
 */
#ifndef JX_CONVERT_STRANGERS_H
#define JX_CONVERT_STRANGERS_H

#include "core/base/diags.h"

struct jx_input;

/* Whether this is what an office program leaves beside an open file; told then. */
bool jx_lock_told(struct jx_diags *diags, const struct jx_input *input);

/* Says what a file is and what to do instead, if it is one of those that no carrier will ever read. To be asked before the
 * carriers, some of which would take its text for a table. */
bool jx_stranger_told(struct jx_diags *diags, const struct jx_input *input);

/* Says what a file is that no carrier reads; of one that nobody knows, its first bytes. */
void jx_stranger_tell(struct jx_diags *diags, const struct jx_input *input);

#endif

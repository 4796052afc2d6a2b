/*
 * Every cell with text is a label, a value, an extra or unread: the count that proves it.
 */
#ifndef JX_READ_ACCOUNT_H
#define JX_READ_ACCOUNT_H

#include "core/read/reading.h"

/* Gives the cells of the current sheet that nothing claimed to the unread, and adds all of them up. */
void jx_sheet_account(struct jx_reading *reading);

#endif

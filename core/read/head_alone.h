/*
 * Forms of which no indicators are understood: what stands above them is still what the form says.
 */
#ifndef JX_READ_HEAD_ALONE_H
#define JX_READ_HEAD_ALONE_H

#include "core/read/unclaimed.h"

/* Reads the current sheet as such a form, told; false: it has no title of one, or not enough facts, and nothing was claimed. `found` is
 * called before it is read. Where the indicators begin the `next` sheet (NULL: there is none) it may have fewer facts, and the form is left
 * open for them. `alone`: no other form has come before. */
bool jx_head_alone_read(struct jx_reading *reading, struct jx_sheet *next, bool alone,
                        jx_unclaimed_found *found, void *user);

/* The form was left open, and nothing of the sheet behind it belongs to it: it is told. */
void jx_head_alone_close(struct jx_reading *reading);

/* Whether a form without indicators has enough facts to be one; and the message about it, at one of its cells. */
bool jx_form_is_head(const struct jx_form *form);
void jx_head_alone_tell(struct jx_reading *reading, const struct jx_seen *seen);

#endif

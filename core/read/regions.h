/*
 * Where one table of a sheet ends and the next begins, before anybody knows what they are: at a title, or where the
 * label that opens a form comes again.
 */
#ifndef JX_READ_REGIONS_H
#define JX_READ_REGIONS_H

#include "core/read/reading.h"

/* Rows [first, end). */
struct jx_region {
    uint32_t first, end;
};

/* The labels that open a form: of every form of the layouts, and all that the lexicon has for a project's name. */
struct jx_openers;

const struct jx_openers *jx_openers_new(struct jx_arena *arena,
                                        const struct jx_compiled_layout *const *layouts, size_t count,
                                        const struct jx_lexicon *lexicon);

/* Whether a cell's key is such a label, perhaps with a value behind its colon. */
bool jx_key_opens_form(const struct jx_reading *reading, const char *key);

/* The regions of the sheet, in order, without gaps; `*count` of them, none for an empty sheet. */
const struct jx_region *jx_sheet_regions(struct jx_reading *reading, size_t *count);

/* Whether a sheet begins with headings of indicators and with nothing of a form's head, but for a title, notes, and the name of this
 * project; NULL: with no name. */
bool jx_sheet_lacks_head(struct jx_reading *reading, struct jx_sheet *sheet, const char *name);

#endif

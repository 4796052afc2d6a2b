/*
 * Taking along what a layout cannot show: a hidden sheet of the written workbook that holds the model of the forms that
 * were converted, and what it takes to put them back together with the cells that a person may have edited since.
 *
 * The sheet `_jixiao` has one text per row in its first column:
 *     jixiao-carry-1        the marker
 *     anhui                 the layout that was written
 *     project department    the kinds of forms that it has
 *     derive                stand-ins were filled in; `as-is`: they were not
 *     28114 9a3c…           how many bytes follow, and a check over all that
 *     {"schema":…           the model as JSON, in pieces that fit into a cell
 */
#ifndef JX_CONVERT_CARRY_H
#define JX_CONVERT_CARRY_H

#include <jixiao/jixiao.h>

#include "core/grid/grid.h"
#include "core/read/read.h"

#define JX_CARRY_SHEET "_jixiao"

/* Adds bytes to a check that begins as JX_CARRY_CHECK. It notices damage, not malice: who can write the sheet can write
 * its check. */
#define JX_CARRY_CHECK 0xcbf29ce484222325u
uint64_t jx_carry_check(uint64_t check, const void *bytes, size_t length);

/* What a workbook carries along: the forms before they were converted (their places are those of another file and left
 * out), and how they were. */
struct jx_carried {
    const struct jx_compiled_layout *layout;
    bool kinds[JX_KIND_DEPARTMENT + 1]; /* forms of this kind were written, the others refused */
    bool derived;
    const struct jx_document *document;
};

/* Adds the sheet to a book that is about to be written. */
void jx_carry_add(struct jx_book *book, const struct jx_document *document,
                  const struct jx_compiled_layout *layout, bool derived);

/* Takes the sheet out of a book that was read, known by its marker, and its name out of the document's. How many there
 * were: of several, as in a workbook put together from others, nobody can say which tables they belong to. */
size_t jx_carry_take(struct jx_book *book, struct jx_document *document, const struct jx_sheet **sheet);

/* What the sheet says; NULL, with a warning, where it is damaged or of a layout that is not there. */
const struct jx_carried *jx_carry_parse(const struct jx_reading *reading, const struct jx_sheet *sheet);

/*
 * Puts what was carried together with what was read from the visible sheets, reading->document (restore.c).
 *
 * What the sheets said when they were written is found by writing the carried forms again, in memory, and reading that.
 * Where a visible fact is still the same, the carried one stands for it, origin and all; where a person changed it, the
 * person wins. What the layout has no place for comes back as it was.
 */
void jx_carry_restore(const struct jx_reading *reading, const struct jx_book_read_options *asked,
                      const struct jx_carried *carried);

#endif

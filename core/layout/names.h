/*
 * Names of sheets that every spreadsheet program takes.
 */
#ifndef JX_LAYOUT_NAMES_H
#define JX_LAYOUT_NAMES_H

#include <jixiao/model.h>

#include "core/grid/grid.h"
#include "core/layout/table.h"

/* After the project or department, or a list's title: at most 31 characters, none of []:*?/\, no ' at an end, and none
 * that the book has already (without regard to case, as spreadsheet programs compare). */
const char *jx_sheet_name(const struct jx_book *book, const struct jx_compiled_table *table,
                          const struct jx_form *const *forms, size_t count);

#endif

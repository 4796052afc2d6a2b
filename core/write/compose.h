/*
 * Forms as a book of grids, in the exact geometry of a layout's table.
 */
#ifndef JX_WRITE_COMPOSE_H
#define JX_WRITE_COMPOSE_H

#include <jixiao/model.h>

#include "core/form/table.h"
#include "core/grid/grid.h"

struct jx_paper;

/* Adds the forms, all of this table's kind, to the book: one sheet for each; a list takes all that share what stands
 * above and below it on one sheet. What the paper limits is kept to. `unmarked`: categories without indicators stay
 * blank, without the form's 不适用. */
void jx_forms_compose(struct jx_book *book, const struct jx_paper *paper,
                      const struct jx_compiled_table *table, const struct jx_form *const *forms, size_t count,
                      bool unmarked);

/* The title that is printed for this form: the one it was read with if it comes from this layout, else the table's. */
const char *jx_table_title(struct jx_arena *arena, const struct jx_compiled_table *table,
                           const struct jx_form *form);

#endif

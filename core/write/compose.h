/*
 * Forms as a book of grids, in the exact geometry of a layout's table.
 */
#ifndef JX_WRITE_COMPOSE_H
#define JX_WRITE_COMPOSE_H

#include <jixiao/model.h>

#include "core/form/table.h"
#include "core/grid/grid.h"

struct jx_names;
struct jx_paper;

/* How forms become sheets: what the paper limits is kept to; `names` are those that sheets have already; `scratch` is for what is
 * only looked at. `unmarked`: categories without indicators stay blank, without the form's 不适用. */
struct jx_composing {
    const struct jx_paper *paper;
    struct jx_names *names;
    struct jx_arena *scratch;
    bool unmarked;
};

/* Adds the first of the forms, all of this table's kind, to the book as a sheet; a list takes all that follow and share what
 * stands above and below it. How many it took. */
size_t jx_forms_compose(struct jx_book *book, const struct jx_composing *how,
                        const struct jx_compiled_table *table, const struct jx_form *const *forms,
                        size_t count);

/* The title that is printed for this form: the one it was read with if it comes from this layout, else the table's. */
const char *jx_table_title(struct jx_arena *arena, const struct jx_compiled_table *table,
                           const struct jx_form *form);

#endif

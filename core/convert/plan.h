/*
 * What a conversion loses, leaves blank and derives, found out before anything is written. All of it is computed from
 * the target's table.
 */
#ifndef JX_CONVERT_PLAN_H
#define JX_CONVERT_PLAN_H

#include <jixiao/jixiao.h>

#include "core/base/diags.h"
#include "core/convert/given.h"
#include "core/form/table.h"
#include "core/model/derive.h"
#include "core/paper/names.h"
#include "core/paper/paper.h"
#include "core/write/compose.h"

/* One form on its way: the source's, the table it goes into (NULL: the target has none of its kind), and what is
 * written: a copy with stand-ins filled in, or the source itself where nothing stands in. */
struct jx_planned {
    const struct jx_form *source;
    const struct jx_compiled_table *table;
    const struct jx_form *printed;
    const bool *given; /* by field: the user gave it, the source does not state it; NULL: none */
};

struct jx_planning {
    struct jx_arena *arena;
    struct jx_diags *diags;
    const struct jx_library *library;
    const struct jx_document *document;
    const struct jx_compiled_layout *layout;
    bool derive, overwrite, carry;
    const struct jx_givens *given;
    struct jx_conversion *conversion;
    size_t item_capacity;
    struct jx_tally tally; /* of given facts */
    bool blank;            /* no 不适用 in categories without indicators */
    bool unit_told;        /* that amounts are written in another unit */
};

/* Plans every form of the document; the items go to the conversion, their words to the diagnostics. */
struct jx_planned *jx_plan_forms(struct jx_planning *planning);

/* Fills stand-ins into what is printed: fields that the table has and the source does not state, and polarities. Returns what
 * came of the fields. */
const struct jx_derived *jx_stand_ins(struct jx_arena *arena, struct jx_planned *planned,
                                      enum jx_language language, size_t *count);

/* Whether two projects of one table, written below each other in a list, would be read as one. */
bool jx_planned_joined(const struct jx_planning *planning, const struct jx_planned pair[2]);

/* The planned forms as sheets: those that go into one table, one after the other as they came. Refused ones are passed over,
 * and part no list. */
struct jx_planned_walk {
    const struct jx_planned *planned; /* that are left */
    size_t count;
    struct jx_names names; /* of all sheets so far */
    struct jx_composing how;
    const struct jx_compiled_table *table;
    const struct jx_form **forms; /* that go into it, of which some are sheets already */
    size_t form_count, taken;
};

/* Begins; the book's sheets keep their names. `walk` must stay where it is. `unmarked`: see compose.h. */
void jx_planned_begin(struct jx_planned_walk *walk, const struct jx_book *book, const struct jx_paper *paper,
                      const struct jx_planned *planned, size_t count, bool unmarked);
/* Adds the next sheet to a book. false: there is no other. */
bool jx_planned_next(struct jx_planned_walk *walk, struct jx_book *book);

/* Adds all of them. */
void jx_planned_compose(struct jx_book *book, const struct jx_paper *paper, const struct jx_planned *planned,
                        size_t count, bool unmarked);

#endif

/*
 * Where facts would stand in a form that nobody has filled in yet: its map of places.
 *
 * The map is found by the same steps that read a filled form. Cells that wait for something (`open`) take part as values that
 * suit every label and every column; what a form prints decides alone.
 */
#ifndef JX_READ_SLOTS_H
#define JX_READ_SLOTS_H

#include "core/model/money.h"
#include "core/read/block.h"
#include "core/read/inside.h"

struct jx_sheet;

/* A cell to be filled: blank, or with words that only hold the place. */
struct jx_open_cell {
    uint32_t row, column, rows, columns;
};

/* A label and the cell that its value stands in. `unit`: of its amounts, where its own words say it. */
struct jx_cell_slot {
    struct jx_sense sense;
    const char *word; /* the label's key */
    uint32_t label_row, label_column;
    uint32_t row, column;
    struct jx_money_unit unit;
    bool borrows;              /* an amount of which nothing but another amount's label says the unit */
    struct jx_money_unit lent; /* that one's, where it is not the form's */
    uint32_t lender_row, lender_column; /* and where the other amount stands */
    bool dated;                         /* it asks for a date, not for a year: 开始日期 */
    int year;                           /* of which year's amount it asks, 0: it does not say */
};

/* A text behind a label in its own cell: bytes of the cell's text, up to the next label. */
struct jx_slot_inside {
    struct jx_sense sense;
    const char *word; /* the label's key */
    uint32_t row, column;
    uint32_t first, last;
    bool dated;
};

struct jx_slots {
    struct jx_terms terms;
    struct jx_shape *shape; /* as it stands */
    struct jx_cell_slot *cells;
    size_t cell_count, cell_capacity;
    struct jx_slot_inside *inside;
    size_t inside_count, inside_capacity;
    struct jx_block *blocks; /* of the shape, or of the turned one */
    size_t block_count;
    bool turned;
    struct jx_money_unit unit;     /* of the form's amounts; SILENT: it does not say */
    const struct jx_seen *unit_of; /* the label of an amount, where nothing else says it; else NULL */
};

/* Finds the map of a sheet's rows [first, end). `open` are sorted by row and column; none of them is covered. */
struct jx_slots *jx_slots_find(struct jx_arena *arena, const struct jx_lexicon *lexicon,
                               struct jx_sheet *sheet, enum jx_kind kind, const struct jx_open_cell *open,
                               size_t open_count, uint32_t first, uint32_t end);

/* What a label asks for: a code only if its words say so, though people write one behind a name elsewhere, too. */
struct jx_sense jx_slot_sense(const struct jx_sense *sense, const struct jx_term *word);

/* The open cell beside the first cell whose key this is: at its right, or below it. false: there is none. */
bool jx_slots_beside(const struct jx_slots *slots, const char *key, uint32_t *row, uint32_t *column);

#endif

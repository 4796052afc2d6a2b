/*
 * A sheet being read: what the steps of reading share, and how they say what they made of a cell.
 *
 *     errors     what stands in place of a value: #REF!, #####
 *     pasted     rows of a sheet whose cells stand below one another (endless: where no row end was marked)
 *     abreast    forms that stand side by side, put below one another
 *     rejoin     rows that did not say for sure where they end, put together (joined)
 *     regions    where one table ends and the next begins
 *     recognise  which form a table is
 *     head       labels and their values, above and below the indicators (head_labels, head_notes)
 *     headings   which column of the indicators stands where
 *     band       the indicator rows: by position, by alignment
 *     namesakes  two projects of one name, one after the other in a list
 *     repair     rows that a page break gave to the wrong project
 *     levels     carrying down; from rows to indicators
 *     targets    operator, number and unit of an indicator, out of one cell or three
 *     values     from a cell's words to a field
 *     unclaimed  forms that no layout claims (shape, joined, block, pairs, facts: unclaimed.h)
 *     account    every cell is a label, a value, an extra or unread
 */
#ifndef JX_READ_READING_H
#define JX_READ_READING_H

#include <jixiao/model.h>

#include "core/base/arena.h"
#include "core/base/diags.h"
#include "core/form/table.h"
#include "core/grid/grid.h"
#include "core/words/lexicon.h"

enum jx_claim { JX_CLAIM_NONE, JX_CLAIM_LABEL, JX_CLAIM_VALUE, JX_CLAIM_EXTRA, JX_CLAIM_UNREAD };

/* Where a cell of a row that was made stands in the sheet. */
struct jx_pasted_cell {
    uint32_t row, column;
};

struct jx_pasted_row {
    struct jx_pasted_cell *cells;
    size_t capacity;
    bool again; /* they are those of a row above: they count once */
};

/* Rows made of the lines of a pasted sheet, or (`joined`) of rows that did not say for sure where they end; `guessed`: by what
 * the cells say alone. */
struct jx_pasted {
    struct jx_sheet made;
    struct jx_pasted_row *rows;
    size_t row_capacity;
    bool joined, guessed;
};

/* How much the lists of the document at hand have room for: nothing for a fresh one. */
struct jx_room {
    size_t forms, unread, reasons;
};

struct jx_reading {
    struct jx_arena *arena;
    struct jx_arena *scratch;  /* rows of spots and their keys, until the form they make is done */
    struct jx_arena *passing;  /* the same for steps that only look at rows, until the next row */
    struct jx_arena *weighing; /* what recognising a table found, until the next one; NULL: nothing yet */
    struct jx_diags *diags;
    struct jx_document *document;
    const struct jx_compiled_layout *const *layouts;
    size_t layout_count;
    const struct jx_lexicon *lexicon;
    const struct jx_openers *openers;
    const struct jx_recogniser *recogniser;
    const struct jx_book *book;
    struct jx_sheet *sheet;
    const struct jx_spots
        *kept; /* the spots of each row of the sheet; NULL: it has too many rows to keep them */
    const struct jx_pasted *pasted; /* the sheet is made of the cells of another one; NULL: it is not */
    unsigned score;                 /* of the region that is read: how well it fits its table */
    bool repair;                    /* move rows at page breaks */
    struct jx_room room;
    const char
        *headings;  /* of the last table that no layout claims, which ended with its sheet; NULL: none did */
    bool head_open; /* the last form is a head whose indicators stand on the next sheet, as it seems */
    struct jx_place head_at;
    bool resumed;        /* the sheet at hand goes on with the form of the one before */
    uint64_t forms_most; /* tables of a sheet and forms of the document; 0: as many as there are */
};

/* A cell with text, where it stands, and its comparison key (made when first asked for). */
struct jx_spot {
    struct jx_cell *cell;
    uint32_t row, column;
    const char *key;
};

/* Those of one row, in order. */
struct jx_spots {
    struct jx_spot *spots;
    size_t count;
};

/* A form under construction. Amounts are as printed until `jx_form_scale`; `scaled` marks those whose cell named its
 * own unit. `strange_unit` is what the form says they are in, where that is none of our units of money. `total` is what a
 * list's 合计 says. `unit_of_amount`: the unit was in the label of one amount. `counted`: the names of its indicators are, with numbers before them; `level2_told`: that
 * none of them has a level 2. */
struct jx_draft {
    const struct jx_compiled_table *table;
    struct jx_form form;
    bool scaled[JX_FIELD_COUNT];
    const char *strange_unit;
    bool unit_of_amount;
    size_t extra_capacity;
    const char *total;
    struct jx_place total_at;
    const char *total_label; /* its words and those of its column */
    const struct jx_draft *
        group; /* of a list: what a row above this project and its next ones says of whose they are; or NULL */
    bool counted, level2_told;
};

/* Ends the reading, reported, once there are more tables or forms than allowed. */
void jx_reading_count(struct jx_reading *reading, size_t count);

/* The cell with text at this place, or NULL. Covered and blank cells have none. */
struct jx_cell *jx_reading_cell(const struct jx_reading *reading, uint32_t row, uint32_t column);

/* Makes the spots of the sheet at hand once for all steps that look at them, keys and all. Those of a long list would take
 * too much memory: they are made row by row, as often as they are asked for. */
void jx_spots_keep(struct jx_reading *reading, struct jx_arena *arena);

/* The spots of a row, in order, to be looked at; `*count` of them. If they are not kept, they and their keys are in the scratch
 * arena. */
struct jx_spot *jx_reading_row(const struct jx_reading *reading, uint32_t row, size_t *count);

/* The same to be changed, in the scratch arena. */
struct jx_spot *jx_reading_row_own(const struct jx_reading *reading, uint32_t row, size_t *count);

const char *jx_spot_key(const struct jx_reading *reading, struct jx_spot *spot);
/* Where a cell of the sheet stands in its file. */
struct jx_place jx_reading_place(const struct jx_reading *reading, uint32_t row, uint32_t column);
struct jx_place jx_spot_place(const struct jx_reading *reading, const struct jx_spot *spot);

/* 续表 between two pages of a table asks for nothing, and nothing is lost with it: whether it is such a line, which is a label then. */
bool jx_goes_on_claim(const struct jx_reading *reading, struct jx_cell *cell);

/* Gives the text to the document's unread cells, with a message. */
void jx_reading_unread(struct jx_reading *reading, const char *text, size_t length, struct jx_place at);
void jx_unread_add(struct jx_reading *reading, const char *words,
                   struct jx_place at); /* words: of the arena */

/* Makes room for so many more unread cells, for a list that grows by doubling stands in memory twice. */
void jx_unread_expect(struct jx_reading *reading, size_t more);
void jx_spot_claim(struct jx_spot *spot, enum jx_claim claim);

/* Keeps why something of the form at hand was read so. */
void jx_reason_add(struct jx_reading *reading, struct jx_reason reason);

/* Empties a draft for a form of this table. */
void jx_draft_begin(struct jx_draft *draft, const struct jx_compiled_table *table);

/* Makes room for so many more forms at once. */
void jx_forms_expect(struct jx_reading *reading, size_t more);

/* A draft that is complete: amounts into yuan, and into the document. */
void jx_draft_finish(struct jx_reading *reading, struct jx_draft *draft);

#endif

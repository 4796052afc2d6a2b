/*
 * Learning a layout from a form: what its parts have in common.
 *
 *     grid     cells by the places they reach over, blank ones too
 *     sample   values put into a blank, so that it is read like a form that is filled in
 *     words    from a cell's text to a pattern: what it prints always, what is a fact
 *     rows     the rows above and below the indicators as rows of a table
 *     band     the columns of the indicators
 *     fit      columns as letters, widths, the table as a plugin would have it
 *     print    the table as C
 *     learn    all of them, and a look whether the table reads the form
 *
 * A blank is filled with samples and then read like any other form, by what it says itself. So a value's place is known
 * by one mechanism, whether anything stood there or not.
 */
#ifndef JX_LEARN_LEARN_H
#define JX_LEARN_LEARN_H

#include <jixiao/jixiao.h>

#include "core/base/arena.h"
#include "core/base/diags.h"
#include "core/read/block.h"
#include "core/read/reading.h"

/* A slot of a row; `first` and `last` are columns of the sheet. */
struct jx_learned_slot {
    uint32_t first, last;
    const char *pattern;
    enum jx_slot_kind kind;
    enum jx_look look;
    unsigned rows;
};

/* A row of the table; `remarks`: lines of what is not sure in it, NULL: nothing. `at`: the sheet's row. */
struct jx_learned_row {
    enum jx_row_kind kind;
    const char *pattern; /* of a title */
    struct jx_learned_slot *slots;
    size_t count, capacity;
    const char *remarks;
    uint32_t at;
};

struct jx_learned_column {
    uint32_t first, last;
    const char *heading, *fact; /* `fact` "": the model knows nothing of the column */
    const char *above;          /* headings over its own, parted by /, NULL: none */
    enum jx_part part;
    enum jx_look look;
    unsigned panel;
};

struct jx_lesson {
    struct jx_arena *arena;
    struct jx_diags *diags;
    struct jx_book *book;
    struct jx_sheet *sheet;
    uint32_t sheet_index;
    struct jx_reading *reading;
    struct jx_terms terms;
    const struct jx_document *document;
    const struct jx_form *form;
    struct jx_block block;
    const struct jx_survey *survey; /* NULL: the carrier tells none */
    enum jx_kind kind;
    uint32_t end;     /* of the form's rows */
    uint32_t columns; /* of the sheet that hold anything */
    unsigned samples; /* put in so far */
    bool sampled_band;
    bool filled; /* indicators stand in it */

    const char *numbering, *empty_mark;
    const char *side_heading; /* what stands over the side of the indicators, NULL: nothing */
    bool virtual_columns
        [3]; /* level 1, level 2, operator: there are none in the form, and a table needs one */
    struct jx_learned_row *rows;
    size_t row_count, row_capacity;
    struct jx_learned_column *band;
    size_t band_count, band_capacity;
    const char *band_remarks;
    struct jx_spelling *spellings;
    const char *unit; /* of its amounts */
    size_t unsure;

    struct jx_table table; /* as a plugin has it */
    struct jx_layout layout;
    const struct jx_table *tables[2];
};

/* --- grid -------------------------------------------------------------------------------------------------------- */

/* What shows at a place: the first cell of the merge there, its own place, and how far it reaches. `cell` may be NULL. */
struct jx_spread {
    struct jx_cell *cell;
    uint32_t row, column, rows, columns;
};

struct jx_spread jx_lesson_at(const struct jx_lesson *lesson, uint32_t row, uint32_t column);
/* Its text; "" for none. */
const char *jx_spread_text(const struct jx_spread *spread);
struct jx_term *jx_spread_term(struct jx_lesson *lesson, const struct jx_spread *spread);

/* --- samples ----------------------------------------------------------------------------------------------------- */

/* Five characters that no label is made of. */
#define JX_SAMPLE_WORDS "甲乙丙丁戊"

/* Whether a row has headings of indicators, at least three. */
bool jx_lesson_is_heading(struct jx_lesson *lesson, uint32_t row);

/* Fills what is blank. */
void jx_lesson_sample(struct jx_lesson *lesson);

/* A text that suits a field, another one each time. `second`: another field in the same cell, JX_FIELD_COUNT: none. */
const char *jx_lesson_sample_of(struct jx_lesson *lesson, enum jx_field field, enum jx_field second);

/* 填报单位：　　　　, （　　年度）: the text with samples in its gaps; the same text if there are none. `alone`: nothing else
 * stands in its row. */
const char *jx_lesson_fill_gaps(struct jx_lesson *lesson, const char *text, bool alone);

/* --- words ------------------------------------------------------------------------------------------------------- */

/* What a cell is to the table.
 *   NOTHING  no text
 *   TITLE    of the form
 *   LABEL    printed by the form
 *   VALUE    filled in
 *   LINE     both in one cell
 *   GOES_ON  a value goes on from the cell above */
enum jx_role { JX_ROLE_NOTHING, JX_ROLE_TITLE, JX_ROLE_LABEL, JX_ROLE_VALUE, JX_ROLE_LINE, JX_ROLE_GOES_ON };

/* The pattern is of the arena; `*words`, of an extra's value: the label it was read by, else NULL. */
enum jx_role jx_lesson_role(struct jx_lesson *lesson, const struct jx_spread *spread, const char **pattern,
                            const char **words);

/* Text as a pattern that prints it: what has a meaning in patterns is replaced by its wide twin. */
const char *jx_lesson_literal(struct jx_arena *arena, const char *text, size_t length);

/* A fact of a list's column: {unit_code}-{unit_name}. */
const char *jx_lesson_fact(struct jx_lesson *lesson, const struct jx_sense *sense);

/* --- the table --------------------------------------------------------------------------------------------------- */

/* A remark in the reader's language on the row at hand, `english` and `chinese` as printf has it with one text. */
void jx_lesson_remark(struct jx_lesson *lesson, const char **remarks, const char *english,
                      const char *chinese, const char *text);

void jx_lesson_rows(struct jx_lesson *lesson);
void jx_lesson_band(struct jx_lesson *lesson);
void jx_lesson_fit(struct jx_lesson *lesson);
const char *jx_lesson_print(struct jx_lesson *lesson, const char *faults, size_t *length);

#endif

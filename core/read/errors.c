/*
 * Workbooks say of a cell that it is an error, and their carriers leave it blank. A page or a CSV made of one holds only
 * what was shown: #REF! as if somebody had typed it, and ##### where a column had no room for its number.
 */
#include "core/read/errors.h"

#include <string.h>

#include "core/base/text.h"

/* Longer texts are something else. */
enum { LONGEST = 300 };

static bool is_error(const char *text) {
    static const char *const names[] = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!",  "#NAME?",
                                        "#NUM!",  "#N/A",    "#SPILL!", "#CALC!", "#GETTING_DATA"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(text, names[i]) == 0) return true;
    return false;
}

/* One sign alone may be the heading of a column of numbers. */
static bool is_narrow(const char *text) {
    return text[1] != '\0' && text[strspn(text, "#")] == '\0';
}

static void blank_error(struct jx_reading *reading, struct jx_cell *cell, uint32_t row, uint32_t column) {
    struct jx_place at = jx_reading_place(reading, row, column);
    const char *text = jx_text_trim(reading->scratch, cell->text, cell->length);
    if (is_error(text))
        JX_DIAG(reading->diags, JX_MSG_CELL_ERROR, &at, text);
    else if (is_narrow(text))
        JX_DIAG(reading->diags, JX_MSG_CELL_NARROW, &at, text);
    else
        return;
    cell->kind = JX_CELL_BLANK;
    cell->text = NULL;
    cell->length = 0;
}

void jx_sheet_blank_errors(struct jx_reading *reading) {
    for (uint32_t row = 0; row < reading->sheet->row_count; row++)
        for (uint32_t column = 0; column < reading->sheet->rows[row].count; column++) {
            struct jx_cell *cell = &reading->sheet->rows[row].cells[column];
            if (cell->length > 1 && cell->length <= LONGEST && memchr(cell->text, '#', cell->length))
                blank_error(reading, cell, row, column);
        }
}

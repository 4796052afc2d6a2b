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

/* Whether it may be one of these: they begin with a sign, and blanks may stand before it. */
static bool may_be_error(const struct jx_cell *cell) {
    unsigned char first = (unsigned char)cell->text[0];
    bool blank = first <= ' ' || first == 0xC2 || first == 0xE2 || first == 0xE3 || first == 0xEF;
    return first == '#' || (blank && memchr(cell->text, '#', cell->length));
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

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* 4.40981E+17 somewhere in the text: an account or telephone number, as a spreadsheet program shows it. Its length; 0:
 * there is none. */
static size_t find_scientific(const char *text, size_t length, const char **found) {
    if (length == 0 || !memchr(text, '+', length)) return 0;
    for (size_t e = 1; e + 2 < length; e++) {
        if ((text[e] != 'E' && text[e] != 'e') || text[e + 1] != '+' || !is_digit(text[e + 2]) ||
            !is_digit(text[e - 1]))
            continue;
        size_t start = e, end = e + 2;
        while (start > 0 && (is_digit(text[start - 1]) || text[start - 1] == '.')) start--;
        while (end < length && is_digit(text[end])) end++;
        if (!memchr(text + start, '.', e - start) && end - e < 4) continue;
        *found = text + start;
        return end - start;
    }
    return 0;
}

/* What was damaged before it came here is read as it stands, but not in silence. */
static void tell_damage(struct jx_reading *reading, const struct jx_cell *cell, uint32_t row,
                        uint32_t column) {
    static const char lost[] = "\xEF\xBF\xBD"; /* U+FFFD, which stands for what is no character */
    const char *number;
    size_t length = find_scientific(cell->text, cell->length, &number);
    bool damaged = cell->length >= strlen(lost) && memchr(cell->text, (unsigned char)lost[0], cell->length) &&
                   memmem(cell->text, cell->length, lost, strlen(lost));
    if (length == 0 && !damaged) return;
    struct jx_place at = jx_reading_place(reading, row, column);
    if (length > 0)
        JX_DIAG(reading->diags, JX_MSG_NUMBER_SCIENTIFIC, &at, jx_arena_copy(reading->arena, number, length));
    if (damaged)
        JX_DIAG(reading->diags, JX_MSG_CELL_MENDED, &at,
                jx_text_trim(reading->arena, cell->text, cell->length));
}

void jx_sheet_blank_errors(struct jx_reading *reading) {
    for (uint32_t row = 0; row < reading->sheet->row_count; row++)
        for (uint32_t column = 0; column < reading->sheet->rows[row].count; column++) {
            struct jx_cell *cell = &reading->sheet->rows[row].cells[column];
            if (cell->length > 1 && cell->length <= LONGEST && may_be_error(cell))
                blank_error(reading, cell, row, column);
            tell_damage(reading, cell, row, column);
        }
}

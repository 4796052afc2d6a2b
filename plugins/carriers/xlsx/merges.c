/*
 * Addresses, and the areas that are merged.
 */
#include "workbook.h"

#include <stdio.h>
#include <string.h>

const char *jx_xlsx_address_read(const char *text, uint32_t *row, uint32_t *column) {
    enum { FAR = 1 << 30 };
    uint32_t letters = 0, digits = 0;
    if (*text == '$') text++;
    const char *start = text;
    for (; (*text | 0x20) >= 'a' && (*text | 0x20) <= 'z'; text++)
        if (letters < FAR / 32) letters = letters * 26 + (uint32_t)((*text | 0x20) - 'a') + 1;
    if (text == start) return NULL;
    if (*text == '$') text++;
    for (start = text; *text >= '0' && *text <= '9'; text++)
        if (digits < FAR / 16) digits = digits * 10 + (uint32_t)(*text - '0');
    if (text == start || digits == 0) return NULL;
    *row = digits - 1;
    *column = letters - 1;
    return text;
}

/* The first text under a merge that is not the one it shows; false: there is none. Spreadsheet programs that merge equal
 * cells leave all their texts in place. */
static bool hidden_find(const struct jx_sheet *sheet, const struct jx_merge *merge, struct jx_place *place,
                        const char **text) {
    const char *shown = NULL;
    for (uint32_t r = merge->row; r - merge->row < merge->rows && r < sheet->row_count; r++) {
        const struct jx_row *row = &sheet->rows[r];
        for (uint32_t c = merge->column; c - merge->column < merge->columns && c < row->count; c++) {
            *text = row->cells[c].text;
            if (r == merge->row && c == merge->column)
                shown = *text;
            else if (*text && (!shown || strcmp(*text, shown) != 0)) {
                *place = (struct jx_place){sheet->name, r + 1, c + 1, 0};
                return true;
            }
        }
    }
    return false;
}

/* A merge that passes a limit, which was reported, or overlaps another one, which is ignored. To find out takes time,
 * so the areas of ignored ones are limited as well. */
static bool refusal_bear(struct jx_xlsx_workbook *workbook, struct jx_sheet *sheet,
                         const struct jx_merge *merge, const char *area, uint64_t *ignored) {
    struct jx_package *package = &workbook->package;
    uint64_t limit = package->input->limits->merge_area;
    if (!package->host->cell(package->call, sheet, merge->row, merge->column)) return false;
    *ignored += (uint64_t)merge->rows * merge->columns;
    if (*ignored <= limit) return true;
    struct jx_place place = {sheet->name, merge->row + 1, merge->column + 1, 0};
    char number[24];
    snprintf(number, sizeof number, "%llu", (unsigned long long)limit);
    JX_REPORT(package->host, package->call, JX_MSG_FILE_MERGE_AREA, &place, area, number);
    return false;
}

bool jx_xlsx_merge_read(struct jx_xlsx_workbook *workbook, struct jx_sheet *sheet, const char *area,
                        uint64_t *ignored) {
    struct jx_package *package = &workbook->package;
    uint32_t row, column, last_row, last_column;
    const char *end = jx_xlsx_address_read(area, &row, &column);
    if (!end || *end != ':' || !jx_xlsx_address_read(end + 1, &last_row, &last_column) || last_row < row ||
        last_column < column || (last_row == row && last_column == column))
        return true;
    struct jx_merge merge = {
        .row = row, .column = column, .rows = last_row - row + 1, .columns = last_column - column + 1};
    struct jx_place place;
    const char *text;
    bool hides = hidden_find(sheet, &merge, &place, &text);
    if (package->host->merge(package->call, sheet, &merge) > JX_WARN)
        return refusal_bear(workbook, sheet, &merge, area, ignored);
    if (hides) JX_REPORT(package->host, package->call, JX_MSG_MERGE_HIDES, &place, text, area);
    return true;
}

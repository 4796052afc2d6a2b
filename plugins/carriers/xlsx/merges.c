/*
 * Addresses, and the areas that are merged.
 */
#include "workbook.h"

const char *jx_xlsx_address_read(const char *text, uint32_t *row, uint32_t *column) {
    enum { FAR = 1 << 30 };
    uint32_t letters = 0, digits = 0;
    if (*text == '$') text++;
    const char *start = text;
    for (unsigned letter; (letter = ((unsigned char)*text | 0x20u) - 'a') < 26; text++)
        if (letters < FAR / 32) letters = letters * 26 + letter + 1;
    if (text == start) return NULL;
    if (*text == '$') text++;
    start = text;
    for (unsigned digit; (digit = (unsigned char)*text - (unsigned)'0') < 10; text++)
        if (digits < FAR / 16) digits = digits * 10 + digit;
    if (text == start || digits == 0) return NULL;
    *row = digits - 1;
    *column = letters - 1;
    return text;
}

bool jx_xlsx_merge_read(struct jx_fill *fill, const char *area) {
    uint32_t row, column, last_row, last_column;
    const char *end = jx_xlsx_address_read(area, &row, &column);
    if (!end || *end != ':' || !jx_xlsx_address_read(end + 1, &last_row, &last_column) || last_row < row ||
        last_column < column)
        return true;
    struct jx_merge merge = {
        .row = row, .column = column, .rows = last_row - row + 1, .columns = last_column - column + 1};
    return jx_fill_merge(fill, &merge);
}

/*
 * Numbers as texts show them, and as a workbook holds them: in decimal both, so that nothing is ever rounded.
 */
#include "writer.h"

#include <string.h>

/* Whether commas stand at every third digit before the point, and nowhere else. */
static bool commas_fit(const char *start, const char *end) {
    size_t shown = 0;
    const char *stop = memchr(start, '.', (size_t)(end - start));
    for (const char *in = stop ? stop : end; in > start; shown++)
        if ((*--in == ',') != (shown % 4 == 3)) return false;
    return shown % 4 != 0;
}

/* 12.50 is 12.5, and 12.00 is 12. */
static void zeros_cut(struct jx_xlsx_number *number) {
    if (number->decimals == 0) return;
    while (number->digits[number->length - 1] == '0') number->length--;
    if (number->digits[number->length - 1] == '.') number->length--;
}

bool jx_xlsx_number_read(const struct jx_cell *cell, struct jx_xlsx_number *number) {
    const char *in = cell->text, *end = in + cell->length;
    size_t whole = 0, zeros = 0;
    bool point = false, nonzero = false;
    *number = (struct jx_xlsx_number){0};
    if (cell->length >= sizeof number->digits) return false;
    if (in < end && *in == '-') number->digits[number->length++] = *in++;
    const char *start = in;
    for (; in < end; in++) {
        bool digit = *in >= '0' && *in <= '9';
        if (*in == ',' && !point) {
            number->grouped = true;
            continue;
        }
        if (*in == '.' && !point && in > start && in + 1 < end)
            point = true;
        else if (!digit)
            return false;
        number->digits[number->length++] = *in;
        if (!digit) continue;
        if (point)
            number->decimals++;
        else
            whole++;
        nonzero = nonzero || *in != '0';
        if (!nonzero) continue;
        number->significant++;
        zeros = *in == '0' ? zeros + 1 : 0;
    }
    number->significant -= (int)zeros;
    if (whole == 0 || (whole > 1 && *start == '0') || number->decimals > JX_XLSX_DECIMALS_MOST) return false;
    if (!nonzero && *cell->text == '-') return false;
    if (number->grouped && !commas_fit(start, end)) return false;
    zeros_cut(number);
    return true;
}

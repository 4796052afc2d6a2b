/*
 * The empty workbook with which every workbook begins. libxlsxwriter made it when the carrier was built (blank/make.c).
 */
#ifndef JX_XLSX_BLANK_H
#define JX_XLSX_BLANK_H

#include <stddef.h>
#include <stdint.h>

/* A part that is the same in every workbook, packed. */
struct jx_xlsx_constant {
    const char *part;
    const unsigned char *bytes;
    size_t packed, length;
    uint32_t sum; /* CRC-32 of the unpacked bytes */
};
extern const struct jx_xlsx_constant jx_xlsx_constants[];
extern const size_t jx_xlsx_constant_count;

/*
 * The part of styles: head, the list of number formats if there are any, middle, the list of looks, tail. Of the lists a
 * workbook has those that its cells use: the format of a number's kind (looks.h) stands at its kind less one, a look at its
 * slot. The first of all looks is `standard`.
 */
extern const char jx_xlsx_styles_head[], jx_xlsx_styles_middle[], jx_xlsx_styles_tail[],
    jx_xlsx_styles_standard[];
extern const char *const jx_xlsx_number_formats[];
extern const char *const jx_xlsx_look_elements[];

#endif

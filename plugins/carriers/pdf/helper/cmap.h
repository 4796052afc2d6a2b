/*
 * CMaps: what a character code means, in Unicode (/ToUnicode, ISO 32000-1, 9.10.3) or as the number of a glyph (9.7.5).
 */
#ifndef PDF_CMAP_H
#define PDF_CMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "plugins/carriers/pdf/helper/page.h"

/* Codes of `bytes` bytes from `low` to `high`. */
struct pdf_code_space {
    uint32_t low, high;
    uint32_t bytes;
};

/* Codes and what the first of them means: characters, the last of which counts on, or a glyph's number. */
struct pdf_code_range {
    uint32_t low, high;
    uint32_t glyph;
    uint32_t text[PDF_GLYPH_TEXT];
    uint32_t text_count;
};

struct pdf_cmap {
    struct pdf_code_space *spaces;
    uint32_t space_count, space_capacity;
    struct pdf_code_range *ranges; /* by `low` */
    uint32_t range_count, range_capacity;
};

void pdf_cmap_read(struct pdf_cmap *cmap, struct jx_arena *arena, const unsigned char *bytes, size_t length);

const struct pdf_code_range *pdf_cmap_find(const struct pdf_cmap *cmap, uint32_t code);

/* How many bytes the first code takes, by the code spaces; 0 if none fits. */
uint32_t pdf_cmap_length(const struct pdf_cmap *cmap, const unsigned char *bytes, size_t length);

/* The first four bytes, or fewer, as a number. */
uint32_t pdf_big_endian(const unsigned char *bytes, size_t length);

/* UTF-16 with the high byte first, as far as there is room; how many characters. */
uint32_t pdf_utf16(const unsigned char *bytes, size_t length, uint32_t *text, uint32_t room);

#endif

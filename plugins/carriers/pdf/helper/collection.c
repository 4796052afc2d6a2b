/*
 * The glyph numbers of Adobe-GB1, as far as they go by GB 2312 (Adobe technical note 5079, CMap GB-EUC-H): Latin letters twice,
 * symbols, and the ideographs row by row. What came later (GBK) has no order of its own and would take a table.
 */
#include "plugins/carriers/pdf/helper/encoding.h"

#include <stddef.h>

enum {
    LATIN = 1,
    HALF = 814,
    HALF_SPACE = 7716,
    ROW = 94,
    IDEOGRAPHS = 940,
    FIRST_LEVEL_END = 4695,
    IDEOGRAPHS_END = 7703
};

/* Symbols: the first glyph, how many, and the code of the first. */
static const struct {
    uint16_t glyph, count, code;
} symbols[] = {
    {96, 94, 0xA1A1},  {190, 50, 0xA2B1}, {240, 10, 0xA2E5}, {250, 12, 0xA2F1}, {262, 94, 0xA3A1},
    {356, 83, 0xA4A1}, {439, 86, 0xA5A1}, {525, 24, 0xA6A1}, {549, 24, 0xA6C1}, {602, 33, 0xA7A1},
    {635, 33, 0xA7D1}, {668, 32, 0xA8A1}, {700, 38, 0xA8C5}, {738, 76, 0xA9A4},
};

static uint32_t by_code(uint32_t code) {
    const unsigned char bytes[] = {(unsigned char)(code >> 8), (unsigned char)(code & 0xFF)};
    return pdf_decode(PDF_GB18030, bytes, sizeof bytes);
}

uint32_t pdf_gb1_character(uint32_t glyph) {
    if (glyph >= LATIN && glyph < LATIN + 95) return glyph - LATIN + 32;
    if (glyph >= HALF && glyph < HALF + 94) return glyph - HALF + 33;
    if (glyph == HALF_SPACE) return ' ';
    if (glyph >= IDEOGRAPHS && glyph < IDEOGRAPHS_END) {
        /* the last row of the first level has five less than the others */
        uint32_t number = glyph - IDEOGRAPHS + (glyph >= FIRST_LEVEL_END ? 5 : 0);
        return by_code((0xB0 + number / ROW) << 8 | (0xA1 + number % ROW));
    }
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (glyph >= symbols[i].glyph && glyph < symbols[i].glyph + symbols[i].count)
            return by_code(symbols[i].code + glyph - symbols[i].glyph);
    return 0;
}

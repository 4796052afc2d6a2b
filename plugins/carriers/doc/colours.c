/*
 * Colours: whether what is behind a text, or a text itself, is as white as the paper.
 */
#include "doc.h"

/* Of the seventeen colours of old (2.9.121, Ico). */
enum { ICO_AUTO = 0, ICO_WHITE = 8 };

/* Of patterns: nothing but the colour behind, nothing but the one before, nothing at all (2.9.122, Ipat). */
enum { CLEAR = 0, SOLID = 1, NIL_SHORT = 63, NIL = 0xFFFF };

static int8_t ico_shade(unsigned colour) {
    return colour == ICO_AUTO ? 0 : colour == ICO_WHITE ? -1 : 1;
}

/* Where the program chooses the colour, it is none behind a text, and black in a pattern (2.9.43, COLORREF). */
static int8_t reference_shade(const unsigned char *colour) {
    enum { AUTO = 0xFF };
    if (colour[3] == AUTO) return 0;
    return jx_looks_paper(colour[0], colour[1], colour[2]) ? -1 : 1;
}

static int8_t pattern_shade(unsigned pattern, unsigned nil, int8_t before, int8_t behind) {
    if (pattern == nil) return 0;
    if (pattern == CLEAR) return behind;
    return pattern == SOLID && before < 0 ? -1 : 1;
}

/* One of two bytes (2.9.247, Shd80). */
static int8_t shade_short(const unsigned char *shade) {
    unsigned value = jx_u16(shade);
    return pattern_shade(value >> 10, NIL_SHORT, ico_shade(value & 31), ico_shade(value >> 5 & 31));
}

/* One of ten (2.9.245, Shd). */
static int8_t shade_of(const unsigned char *shade) {
    return pattern_shade(jx_u16(shade + 8), NIL, reference_shade(shade), reference_shade(shade + 4));
}

void jx_doc_colour_apply(const struct jx_doc_properties *list, struct jx_looks *looks) {
    enum { CIco = 0x2A42, CCv = 0x6870, CHighlight = 0x2A0C, CShd80 = 0x4866, CShd = 0xCA71 };
    enum { PShd80 = 0x442D, PShd = 0xC64D, SHADE = 1 + 10 };
    const unsigned char *operand = list->operand;
    int8_t shaded = 0;
    switch (list->code) {
    case CIco: looks->white = operand[0] == ICO_WHITE ? 1 : -1; break;
    case CCv: looks->white = reference_shade(operand) < 0 ? 1 : -1; break;
    case CHighlight: shaded = ico_shade(operand[0]); break;
    case CShd80:
    case PShd80: shaded = shade_short(operand); break;
    case CShd:
    case PShd:
        if (list->size >= SHADE) shaded = shade_of(operand + 1);
        break;
    default: break;
    }
    if (shaded != 0 && looks->shaded <= 0) looks->shaded = shaded;
}

/* --- cells ------------------------------------------------------------------------------------------------------- */

static void cell_paint(struct jx_doc_row_format *row, uint32_t cell, int8_t shaded) {
    if (cell >= JX_DOC_CELLS_MOST || shaded == 0) return;
    row->painted &= ~(UINT64_C(1) << cell);
    if (shaded > 0) row->painted |= UINT64_C(1) << cell;
}

/* A shading for each cell from this one on. */
static void cells_paint(const struct jx_doc_properties *list, uint32_t cell, struct jx_doc_row_format *row) {
    enum { SHADE = 10 };
    for (size_t at = 1; at + SHADE <= list->size; at += SHADE)
        cell_paint(row, cell++, shade_of(list->operand + at));
}

static void cells_paint_alike(uint32_t first, uint32_t end, int8_t shaded, struct jx_doc_row_format *row) {
    for (uint32_t cell = first; cell < end && cell < JX_DOC_CELLS_MOST; cell++) cell_paint(row, cell, shaded);
}

void jx_doc_cells_paint(const struct jx_doc_properties *list, struct jx_doc_row_format *row) {
    enum { TDefTableShd80 = 0xD609, TSetShd80 = 0x7627, TSetShd = 0xD62D, TSetShdTable = 0xD660 };
    enum { TDefTableShd = 0xD612, TDefTableShd2nd = 0xD616, TDefTableShd3rd = 0xD60C };
    enum { TDefTableShdRaw = 0xD670, TDefTableShdRaw2nd = 0xD671, TDefTableShdRaw3rd = 0xD672 };
    enum { SECOND = 22, THIRD = 44, SHADE = 10 };
    const unsigned char *operand = list->operand;
    switch (list->code) {
    case TDefTableShd80:
        for (uint32_t cell = 0; 3 + 2 * (size_t)cell <= list->size; cell++)
            cell_paint(row, cell, shade_short(operand + 1 + 2 * (size_t)cell));
        break;
    case TDefTableShd:
    case TDefTableShdRaw: cells_paint(list, 0, row); break;
    case TDefTableShd2nd:
    case TDefTableShdRaw2nd: cells_paint(list, SECOND, row); break;
    case TDefTableShd3rd:
    case TDefTableShdRaw3rd: cells_paint(list, THIRD, row); break;
    case TSetShd80: cells_paint_alike(operand[0], operand[1], shade_short(operand + 2), row); break;
    case TSetShd:
        if (list->size >= 3 + SHADE) cells_paint_alike(operand[1], operand[2], shade_of(operand + 3), row);
        break;
    case TSetShdTable:
        if (list->size >= 1 + SHADE) cells_paint_alike(0, JX_DOC_CELLS_MOST, shade_of(operand + 1), row);
        break;
    default: break;
    }
}

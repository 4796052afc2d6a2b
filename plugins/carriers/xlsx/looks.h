/*
 * The looks of cells: 宋体 at 10.5 points in thin rules, titles in 黑体. These are the names by which WPS and Excel know the
 * typefaces of printed forms.
 */
#ifndef JX_XLSX_LOOKS_H
#define JX_XLSX_LOOKS_H

#include <stdbool.h>
#include <stdint.h>

#include <jixiao/grid.h>
#include <jixiao/paper.h>

enum jx_xlsx_align { JX_XLSX_NEITHER, JX_XLSX_LEFT, JX_XLSX_CENTRE, JX_XLSX_RIGHT };

struct jx_xlsx_look {
    uint8_t align; /* enum jx_xlsx_align */
    bool title;
    bool ruled;
    bool wrapped;
};

extern const struct jx_xlsx_look jx_xlsx_looks[JX_LOOK_COUNT];

/* A cell is of kind 0 if it is text, else a number with 0 to 15 digits after its point, without and with grouping commas. */
enum { JX_XLSX_DECIMALS_MOST = 15, JX_XLSX_KINDS = 1 + 2 * (JX_XLSX_DECIMALS_MOST + 1) };
static inline unsigned jx_xlsx_number_kind(int decimals, bool grouping) {
    return 1 + (unsigned)decimals + (grouping ? JX_XLSX_DECIMALS_MOST + 1 : 0);
}

/*
 * Every look in each of its kinds has a slot, a small number. Looks that are the same share theirs. `lines`: the cell has line
 * ends, for which a PLAIN one wraps, too.
 */
enum { JX_XLSX_SLOTS = JX_LOOK_COUNT * 2 * JX_XLSX_KINDS };
unsigned jx_xlsx_slot(unsigned look, bool lines, unsigned kind);

struct jx_xlsx_slot {
    unsigned look, kind;
    bool lines;
};
struct jx_xlsx_slot jx_xlsx_slot_parts(unsigned slot);

/* Whether jx_xlsx_slot gives this number. */
bool jx_xlsx_slot_used(unsigned slot);

#endif

#include "core/paper/paper.h"

#include "core/paper/heights.h"
#include "core/paper/pages.h"

/* A workbook's: 409 points, less what a rounded height may need, and 31 characters. */
enum { HEIGHT_MOST = 400, NAME_MOST = 31 };

/* A quarter of a Chinese character in Word and WPS where the file does not forbid it; LibreOffice sets a fifth all the same. And
 * rules of half a point. */
#define SPACING 0.5
#define RULE    0.5

struct jx_paper jx_paper_of(const struct jx_carrier *carrier) {
    struct jx_paper paper = {.height_most = HEIGHT_MOST, .name_most = NAME_MOST};
    if (!carrier) return paper;
    if (JX_CARRIER_MEMBER(carrier, height_most) != 0) paper.height_most = carrier->height_most;
    if (JX_CARRIER_MEMBER(carrier, name_most) != 0) paper.name_most = carrier->name_most;
    paper.prints = jx_carrier_able(carrier, JX_CARRIER_PRINTS);
    paper.paged = jx_carrier_able(carrier, JX_CARRIER_PAGES);
    if (jx_carrier_able(carrier, JX_CARRIER_SPACED)) {
        paper.spacing = SPACING;
        paper.rule = RULE;
    }
    return paper;
}

void jx_paper_lay_out(const struct jx_paper *paper, struct jx_book *book) {
    for (size_t i = 0; i < book->sheet_count && paper->prints; i++) {
        struct jx_sheet *sheet = book->sheets[i];
        if (sheet->hidden) continue;
        jx_sheet_heights(sheet, paper);
        if (paper->paged) jx_sheet_pages(book->arena, sheet, paper);
    }
}

/*
 * What a file limits that a form is composed for: a workbook's rows can be only so high and its sheets' names only so
 * long, while a document has no such bounds.
 */
#ifndef JX_PAPER_PAPER_H
#define JX_PAPER_PAPER_H

#include <jixiao/carrier.h>

struct jx_paper {
    double height_most; /* of a row, in points */
    double spacing;     /* between Chinese and other letters, in half-width characters */
    double rule;        /* what the rule below a row takes, in points */
    uint32_t name_most; /* of a sheet's name, in units of UTF-16 */
    bool prints, paged; /* heights of rows are wanted; scale and page ends are, too */
};

/* As the carrier says; NULL: a workbook. */
struct jx_paper jx_paper_of(const struct jx_carrier *carrier);

/* Makes a composed book ready for this paper: rows get their heights, and sheets their scale and page ends, with what
 * is merged down repeated on each page. Hidden sheets stay as they are. */
void jx_paper_lay_out(const struct jx_paper *paper, struct jx_book *book);

#endif

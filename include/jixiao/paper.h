/*
 * The sheet of paper that forms are printed on, and how large cells are on it: what carriers that print and the
 * library, which counts pages for them, must agree about. All lengths are in points, 1/72 inch.
 */
#ifndef JIXIAO_PAPER_H
#define JIXIAO_PAPER_H

/* A4, and its margins: at the sides, and at the top and bottom. */
#define JX_PAPER_SHORT 595.3
#define JX_PAPER_LONG  841.9
#define JX_MARGIN_SIDE 43.2
#define JX_MARGIN_ENDS 50.4

/* The typefaces' sizes at natural size: of the body (宋体, 五号) and of titles (黑体, 三号). A Chinese character of the body
 * is as wide as it is high, any other half of that. */
#define JX_TYPE_BODY  10.5
#define JX_TYPE_TITLE 16.0

/* The width of a column at natural size: its characters of 7 pixels each, and 5 pixels of margins, at 96 dots an inch,
 * as spreadsheet programs count. */
#define JX_COLUMN_POINTS(characters) (((characters)*7 + 5) * 0.75)

#endif

/*
 * A sheet as pages: scaled and parted as the library has found (struct jx_sheet), its head on each page.
 */
#include "draw.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <string.h>

#include <jixiao/paper.h>

/* Rules, and what is left between them and the text, in points. */
#define RULE   0.5
#define MARGIN 1.9

static double column_left(const struct jx_sheet *sheet, uint32_t column) {
    double left = 0;
    for (uint32_t c = 0; c < column; c++)
        left += JX_COLUMN_POINTS(c < sheet->width_count ? sheet->widths[c] : 8);
    return left;
}

static double rows_height(const struct jx_sheet *sheet, uint32_t first, uint32_t end) {
    double height = 0;
    for (uint32_t r = first; r < end && r < sheet->row_count; r++) height += sheet->rows[r].height;
    return height;
}

static PangoAlignment alignment_of(unsigned look) {
    switch ((enum jx_look)look) {
    case JX_LOOK_TITLE:
    case JX_LOOK_NOTE_CENTRE:
    case JX_LOOK_LABEL:
    case JX_LOOK_CENTRE: return PANGO_ALIGN_CENTER;
    case JX_LOOK_NOTE_RIGHT:
    case JX_LOOK_LABEL_RIGHT: return PANGO_ALIGN_RIGHT;
    default: return PANGO_ALIGN_LEFT;
    }
}

static void draw_cell(struct jx_pdf_writer *writer, const struct jx_sheet *sheet, const struct jx_cell *cell,
                      uint32_t row, uint32_t column, double top) {
    double left = column_left(sheet, column);
    double width = column_left(sheet, column + (cell->columns > 1 ? cell->columns : 1)) - left;
    double height = rows_height(sheet, row, row + (cell->rows > 1 ? cell->rows : 1));
    if (cell->look >= JX_LOOK_LABEL) {
        cairo_rectangle(writer->cairo, left, top, width, height);
        cairo_stroke(writer->cairo);
    }
    if (!cell->text || cell->length == 0 || cell->kind == JX_CELL_BLANK) return;
    jx_pdf_text(writer, cell->look == JX_LOOK_TITLE ? JX_PDF_TITLE : JX_PDF_BODY, alignment_of(cell->look),
                cell->text, cell->length, left + MARGIN, top, width - 2 * MARGIN, height);
}

/* The page on which a row stands. */
static uint32_t page_of(const struct jx_sheet *sheet, uint32_t row) {
    uint32_t page = 0;
    while (page + 1 < sheet->pages && row >= sheet->breaks[page]) page++;
    return page;
}

/* One piece of a cell that reaches over page ends: the one on the page of the rows from `first`. */
static void draw_piece(struct jx_pdf_writer *writer, const struct jx_sheet *sheet, const struct jx_cell *cell,
                       uint32_t row, uint32_t column, uint32_t first, double top) {
    uint32_t stop = row + cell->rows, from = page_of(sheet, row), pages = page_of(sheet, stop - 1) - from + 1;
    double left = column_left(sheet, column), width = column_left(sheet, column + cell->columns) - left;
    double *heights = writer->host->allocate(writer->call, pages * sizeof *heights);
    struct jx_pdf_pieces pieces = {.heights = heights, .count = pages, .drawn = page_of(sheet, first) - from};
    for (uint32_t i = 0; i < pages; i++) {
        uint32_t begin = i == 0 ? row : sheet->breaks[from + i - 1];
        uint32_t end = i + 1 == pages ? stop : sheet->breaks[from + i];
        heights[i] = rows_height(sheet, begin, end);
    }
    cairo_rectangle(writer->cairo, left, top, width, heights[pieces.drawn]);
    cairo_stroke(writer->cairo);
    if (cell->text && cell->length > 0)
        jx_pdf_text_piece(writer, &pieces, cell->text, cell->length, left + MARGIN, top, width - 2 * MARGIN);
}

/* Whether a cell of these rows reaches over the page's end. */
static bool crosses(const struct jx_sheet *sheet, const struct jx_cell *cell, uint32_t row) {
    return cell->kind != JX_CELL_COVERED && cell->rows > 1 &&
           page_of(sheet, row) != page_of(sheet, row + cell->rows - 1);
}

/* What goes on from the page before. */
static void draw_rest(struct jx_pdf_writer *writer, const struct jx_sheet *sheet, uint32_t first,
                      double top) {
    for (uint32_t c = 0; c < sheet->rows[first].count; c++) {
        const struct jx_cell *cell = &sheet->rows[first].cells[c];
        if (cell->kind != JX_CELL_COVERED || cell->rows == 0 || cell->columns > 0) continue;
        uint32_t row = first - cell->rows;
        draw_piece(writer, sheet, &sheet->rows[row].cells[c], row, c, first, top);
    }
}

static double draw_rows(struct jx_pdf_writer *writer, const struct jx_sheet *sheet, uint32_t first,
                        uint32_t end, double top) {
    if (first > 0 && first < end) draw_rest(writer, sheet, first, top);
    for (uint32_t r = first; r < end; r++) {
        for (uint32_t c = 0; c < sheet->rows[r].count; c++) {
            const struct jx_cell *cell = &sheet->rows[r].cells[c];
            if (crosses(sheet, cell, r))
                draw_piece(writer, sheet, cell, r, c, r, top);
            else if (cell->kind != JX_CELL_COVERED)
                draw_cell(writer, sheet, cell, r, c, top);
        }
        top += sheet->rows[r].height;
    }
    return top;
}

/* The headings alone: a label at their side that reaches far below them was cut at the page's end. */
static double draw_head(struct jx_pdf_writer *writer, const struct jx_sheet *sheet, double top) {
    uint32_t end = sheet->head_first + sheet->head_count;
    double height = rows_height(sheet, sheet->head_first, end);
    for (uint32_t r = sheet->head_first; r < end; r++)
        for (uint32_t c = 0; c < sheet->rows[r].count; c++) {
            struct jx_cell cell = sheet->rows[r].cells[c];
            if (cell.kind == JX_CELL_COVERED) continue;
            if (cell.rows > end - r) {
                cell.rows = end - r;
                cell.text = NULL;
            }
            draw_cell(writer, sheet, &cell, r, c, top + rows_height(sheet, sheet->head_first, r));
        }
    return top + height;
}

static void draw_foot(struct jx_pdf_writer *writer, double wide, double high, uint32_t page, uint32_t pages) {
    char text[96];
    int length = snprintf(text, sizeof text, "第 %u 页 共 %u 页", page, pages);
    jx_pdf_text(writer, JX_PDF_BODY, PANGO_ALIGN_CENTER, text, (size_t)length, JX_MARGIN_SIDE,
                high - JX_MARGIN_ENDS * 0.8, wide - 2 * JX_MARGIN_SIDE, 20);
}

static void draw_page(struct jx_pdf_writer *writer, const struct jx_sheet *sheet, uint32_t page,
                      uint32_t first, uint32_t end) {
    double wide = sheet->landscape ? JX_PAPER_LONG : JX_PAPER_SHORT;
    double high = sheet->landscape ? JX_PAPER_SHORT : JX_PAPER_LONG;
    double scale = sheet->scale > 0 ? sheet->scale : 1;
    double top = 0;
    cairo_pdf_surface_set_size(writer->surface, wide, high);
    if (sheet->pages > 1) draw_foot(writer, wide, high, page + 1, sheet->pages);
    cairo_save(writer->cairo);
    cairo_translate(writer->cairo, (wide - column_left(sheet, sheet->width_count) * scale) / 2,
                    JX_MARGIN_ENDS);
    cairo_scale(writer->cairo, scale, scale);
    cairo_set_line_width(writer->cairo, RULE);
    if (sheet->head_count > 0 && sheet->pages > 1 && first >= sheet->head_first + sheet->head_count)
        top = draw_head(writer, sheet, top);
    draw_rows(writer, sheet, first, end, top);
    cairo_restore(writer->cairo);
    cairo_show_page(writer->cairo);
}

bool jx_pdf_sheet(struct jx_pdf_writer *writer, const struct jx_sheet *sheet) {
    uint32_t pages = sheet->pages > 0 ? sheet->pages : 1;
    for (uint32_t page = 0; page < pages; page++) {
        uint32_t first = page == 0 ? 0 : sheet->breaks[page - 1];
        uint32_t end = page + 1 < pages ? sheet->breaks[page] : sheet->row_count;
        if (writer->host->expired(writer->call)) return false;
        draw_page(writer, sheet, page, first, end);
    }
    return true;
}

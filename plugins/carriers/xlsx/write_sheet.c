/*
 * A sheet's part: how it is shown and printed, around its rows.
 */
#include "patch.h"
#include "writer.h"

#include <stdio.h>
#include <string.h>

#define MAIN      "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

#define WIDTH_MOST 255.0

bool jx_xlsx_head_repeats(const struct jx_sheet *sheet) {
    return sheet->head_count > 0 && (!sheet->head_if_paged || sheet->pages > 1);
}

char *jx_xlsx_real_put(char *at, double value) {
    enum { SCALE = 10000000 };
    uint64_t scaled = (uint64_t)(value * SCALE + 0.5), whole = scaled / SCALE, rest = scaled % SCALE;
    char digits[JX_XLSX_REAL_ROOM], *first = digits + sizeof digits;
    do *--first = (char)('0' + whole % 10);
    while ((whole /= 10) > 0);
    while (first < digits + sizeof digits) *at++ = *first++;
    if (rest > 0) *at++ = '.';
    for (; rest > 0; rest %= SCALE) {
        rest *= 10;
        *at++ = (char)('0' + rest / SCALE);
    }
    return at;
}

static void real_add(struct jx_xlsx_writer *writer, double value) {
    char digits[JX_XLSX_REAL_ROOM];
    const char *end = jx_xlsx_real_put(digits, value);
    jx_bytes_add(&writer->xml, digits, (size_t)(end - digits));
}

static void extent_write(struct jx_xlsx_writer *writer, const struct jx_xlsx_extent *extent) {
    struct jx_merge area = {extent->first_row, extent->first_column, extent->last_row - extent->first_row + 1,
                            extent->last_column - extent->first_column + 1};
    jx_bytes_text(&writer->xml, "<dimension ref=\"");
    if (extent->empty) area = (struct jx_merge){0, 0, 1, 1};
    jx_xlsx_area_write(&writer->xml, &area);
    jx_bytes_text(&writer->xml, "\"/>");
}

/* Where the head repeats on every page, it stays in sight, too. */
static void view_write(struct jx_xlsx_writer *writer, size_t index) {
    const struct jx_sheet *sheet = writer->sheets[index];
    bool opened = index == (writer->shown < writer->sheet_count ? writer->shown : 0);
    jx_xlsx_put(writer, "<sheetViews><sheetView", opened ? " tabSelected=\"1\"" : "",
                " workbookViewId=\"0\"");
    if (jx_xlsx_head_repeats(sheet) && !sheet->head_if_paged) {
        uint32_t rows = sheet->head_first + sheet->head_count;
        jx_bytes_text(&writer->xml, "><pane ySplit=\"");
        jx_bytes_number(&writer->xml, rows);
        jx_bytes_text(&writer->xml, "\" topLeftCell=\"");
        jx_xlsx_address_write(&writer->xml, rows, 0);
        jx_bytes_text(&writer->xml,
                      "\" activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/>"
                      "</sheetView>");
    } else {
        jx_bytes_text(&writer->xml, "/>");
    }
    jx_bytes_text(&writer->xml, "</sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>");
}

/* A width in characters as the format has it: in pixels, of which 7 are a digit's and 5 the cell's margins, and again in
 * digits, cut to a 256th of one. */
static double width_of(double characters) {
    enum { DIGIT = 7, MARGINS = 5, PART = 256 };
    if (characters > WIDTH_MOST) characters = WIDTH_MOST;
    unsigned pixels = characters < 1 ? (unsigned)(characters * (DIGIT + MARGINS) + 0.5)
                                     : (unsigned)(characters * DIGIT + 0.5) + MARGINS;
    unsigned parts = pixels * PART / DIGIT;
    return (double)parts / PART;
}

static void widths_write(struct jx_xlsx_writer *writer, const struct jx_sheet *sheet) {
    bool any = false;
    for (uint32_t c = 0; c < sheet->width_count; c++) {
        if (!(sheet->widths[c] > 0)) continue;
        jx_bytes_text(&writer->xml, any ? "<col min=\"" : "<cols><col min=\"");
        jx_bytes_number(&writer->xml, c + 1);
        jx_bytes_text(&writer->xml, "\" max=\"");
        jx_bytes_number(&writer->xml, c + 1);
        jx_bytes_text(&writer->xml, "\" width=\"");
        real_add(writer, width_of(sheet->widths[c]));
        jx_bytes_text(&writer->xml, "\" customWidth=\"1\"/>");
        any = true;
    }
    if (any) jx_bytes_text(&writer->xml, "</cols>");
}

static void merges_write(struct jx_xlsx_writer *writer, const struct jx_sheet *sheet) {
    enum { ROOM = 50 };
    uint32_t count = 0;
    for (uint32_t m = 0; m < sheet->merge_count; m++)
        count += sheet->merges[m].rows * (uint64_t)sheet->merges[m].columns > 1;
    if (count == 0) return;
    jx_bytes_room(&writer->xml, (size_t)count * ROOM);
    jx_bytes_text(&writer->xml, "<mergeCells count=\"");
    jx_bytes_number(&writer->xml, count);
    jx_bytes_text(&writer->xml, "\">");
    for (uint32_t m = 0; m < sheet->merge_count; m++) {
        if (sheet->merges[m].rows * (uint64_t)sheet->merges[m].columns < 2) continue;
        jx_bytes_text(&writer->xml, "<mergeCell ref=\"");
        jx_xlsx_area_write(&writer->xml, &sheet->merges[m]);
        jx_bytes_text(&writer->xml, "\"/>");
    }
    jx_bytes_text(&writer->xml, "</mergeCells>");
}

/* The rows that begin pages, of which the format takes a thousand. */
static void breaks_write(struct jx_xlsx_writer *writer, const struct jx_sheet *sheet) {
    enum { BREAKS_MOST = 1023 };
    char piece[96];
    uint32_t count = sheet->pages > 1 ? sheet->pages - 1 : 0;
    if (count > BREAKS_MOST) count = BREAKS_MOST;
    if (count == 0) return;
    snprintf(piece, sizeof piece, "<rowBreaks count=\"%u\" manualBreakCount=\"%u\">", count, count);
    jx_bytes_text(&writer->xml, piece);
    for (uint32_t i = 0; i < count; i++) {
        snprintf(piece, sizeof piece, "<brk id=\"%u\" max=\"16383\" man=\"1\"/>", sheet->breaks[i]);
        jx_bytes_text(&writer->xml, piece);
    }
    jx_bytes_text(&writer->xml, "</rowBreaks>");
}

/* Paper, margins, page numbers, page ends. A sheet of one page is made to fit it. Codes and targets are texts made of digits;
 * no green corners for them. */
static void page_write(struct jx_xlsx_writer *writer, const struct jx_sheet *sheet) {
    static const double margins[] = {JX_MARGIN_SIDE, JX_MARGIN_SIDE, JX_MARGIN_ENDS, JX_MARGIN_ENDS};
    static const char *const sides[] = {" left=\"", " right=\"", " top=\"", " bottom=\""};
    jx_bytes_text(&writer->xml, "<printOptions horizontalCentered=\"1\"/><pageMargins");
    for (size_t i = 0; i < 4; i++) {
        jx_bytes_text(&writer->xml, sides[i]);
        real_add(writer, margins[i] / 72);
        jx_bytes_text(&writer->xml, "\"");
    }
    jx_xlsx_put(writer, " header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\"",
                sheet->pages == 1 ? "" : " fitToHeight=\"0\"", " orientation=\"",
                sheet->landscape ? "landscape" : "portrait", "\"/>");
    if (sheet->pages > 1)
        jx_bytes_text(&writer->xml,
                      "<headerFooter><oddFooter>&amp;C第 &amp;P 页 共 &amp;N 页</oddFooter></headerFooter>");
    breaks_write(writer, sheet);
    jx_bytes_text(
        &writer->xml,
        "<ignoredErrors><ignoredError sqref=\"A1:XFD1048576\" numberStoredAsText=\"1\"/></ignoredErrors>");
}

static const char *part_name(struct jx_xlsx_writer *writer, size_t index) {
    enum { ROOM = 48 };
    char *name = writer->host->allocate(writer->call, ROOM);
    snprintf(name, ROOM, "xl/worksheets/sheet%zu.xml", index + 1);
    return name;
}

enum jx_status jx_xlsx_sheet_write(struct jx_xlsx_writer *writer, size_t index) {
    const struct jx_sheet *sheet = writer->sheets[index];
    struct jx_xlsx_extent extent = jx_xlsx_extent_of(sheet);
    jx_bytes_text(&writer->xml, JX_XML_HEAD "<worksheet xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONS
                                            "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
    extent_write(writer, &extent);
    view_write(writer, index);
    widths_write(writer, sheet);
    jx_bytes_text(&writer->xml, "<sheetData>");
    enum jx_status status = jx_xlsx_rows_write(writer, sheet, &extent);
    if (status != JX_OK) return status;
    jx_bytes_text(&writer->xml, "</sheetData>");
    merges_write(writer, sheet);
    page_write(writer, sheet);
    jx_bytes_text(&writer->xml, "</worksheet>");
    jx_xlsx_part_end(writer, part_name(writer, index));
    return JX_OK;
}

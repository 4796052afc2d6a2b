/*
 * The rows of a sheet. They are most of a workbook, and are put together in room that is taken once.
 */
#include "escape.h"
#include "plugins/carriers/shared/number.h"
#include "writer.h"

#include <stdio.h>
#include <string.h>

enum { UNITS_MOST = 32767 /* of UTF-16, in a cell */, CELL_ROOM = 64, ROW_ROOM = 96 };
#define HEIGHT_MOST 409.5

/* --- what is written --------------------------------------------------------------------------------------------- */

/* The first cell of the merge that this one belongs to, itself where it belongs to none. */
static const struct jx_cell *first_of(const struct jx_sheet *sheet, uint32_t row, uint32_t column) {
    const struct jx_cell *cell = &sheet->rows[row].cells[column];
    return cell->kind == JX_CELL_COVERED ? &sheet->rows[row - cell->rows].cells[column - cell->columns]
                                         : cell;
}

static bool is_filled(const struct jx_cell *cell) {
    return (cell->kind == JX_CELL_TEXT || cell->kind == JX_CELL_NUMBER) && cell->text && cell->length > 0;
}

/* Cells under a merge have its look, so that the rules go all round it. */
static bool is_written(const struct jx_sheet *sheet, uint32_t row, uint32_t column) {
    return is_filled(&sheet->rows[row].cells[column]) || first_of(sheet, row, column)->look != JX_LOOK_PLAIN;
}

struct jx_xlsx_extent jx_xlsx_extent_of(const struct jx_sheet *sheet) {
    struct jx_xlsx_extent extent = {.first_column = UINT32_MAX, .empty = true};
    for (uint32_t r = 0; r < sheet->row_count; r++) {
        const struct jx_row *row = &sheet->rows[r];
        extent.room += ROW_ROOM;
        for (uint32_t c = 0; c < row->count; c++) {
            if (!is_written(sheet, r, c)) continue;
            if (extent.empty) extent.first_row = r;
            extent.empty = false;
            extent.last_row = r;
            if (c < extent.first_column) extent.first_column = c;
            if (c > extent.last_column) extent.last_column = c;
            extent.room += CELL_ROOM + (row->cells[c].kind == JX_CELL_NUMBER ? row->cells[c].length : 0);
        }
    }
    return extent;
}

/* --- pieces ------------------------------------------------------------------------------------------------------ */

#define PUT(at, words) put((at), (words), sizeof(words) - 1)

static char *put(char *at, const char *bytes, size_t length) {
    memcpy(at, bytes, length);
    return at + length;
}

static char *put_number(char *at, uint32_t number) {
    char digits[12];
    size_t from = sizeof digits;
    do digits[--from] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    return put(at, digits + from, sizeof digits - from);
}

static char *put_column(char *at, uint32_t column) {
    if (column >= 26) at = put_column(at, column / 26 - 1);
    *at++ = (char)('A' + column % 26);
    return at;
}

/* --- cells ------------------------------------------------------------------------------------------------------- */

/* A row being written: where the next byte goes, and its number as cells say it. */
struct line {
    char *at;
    char digits[12];
    size_t length;
};

static void cell_begin(struct line *line, uint32_t column, unsigned look) {
    line->at = PUT(line->at, "<c r=\"");
    line->at = put_column(line->at, column);
    line->at = put(line->at, line->digits, line->length);
    line->at = PUT(line->at, "\" s=\"");
    line->at = put_number(line->at, look);
}

static void blank_write(struct line *line, uint32_t column, unsigned look) {
    cell_begin(line, column, look);
    line->at = PUT(line->at, "\"/>");
}

static enum jx_status text_write(struct jx_xlsx_writer *writer, struct line *line,
                                 const struct jx_place *place, const struct jx_cell *cell) {
    size_t units, length = cell->length;
    const char *text = jx_xlsx_escape(writer->host, writer->call, cell->text, length, &units);
    if (text != cell->text) length = strlen(text);
    if (units > UNITS_MOST) {
        char count[24];
        snprintf(count, sizeof count, "%zu", units);
        JX_REPORT(writer->host, writer->call, JX_MSG_CELL_LONG, place, count);
        return JX_FAIL;
    }
    bool lines = memchr(cell->text, '\n', cell->length);
    cell_begin(line, place->column - 1, jx_xlsx_look_number(writer, jx_xlsx_slot(cell->look, lines, 0)));
    line->at = PUT(line->at, "\" t=\"s\"><v>");
    line->at = put_number(line->at, jx_xlsx_text_number(writer, text, length));
    line->at = PUT(line->at, "</v></c>");
    return JX_OK;
}

/* A number that a spreadsheet cannot hold exactly stays text: a wrong amount is worse than one that does not add up. */
static enum jx_status number_write(struct jx_xlsx_writer *writer, struct line *line,
                                   const struct jx_place *place, const struct jx_cell *cell) {
    struct jx_xlsx_number number;
    if (!jx_xlsx_number_read(cell, &number)) return text_write(writer, line, place, cell);
    if (number.significant > JX_NUMBER_DIGITS) {
        JX_REPORT(writer->host, writer->call, JX_MSG_NUMBER_LONG, place, cell->text);
        return text_write(writer, line, place, cell);
    }
    int decimals = number.decimals > cell->decimals ? number.decimals : cell->decimals;
    if (decimals > JX_XLSX_DECIMALS_MOST) decimals = JX_XLSX_DECIMALS_MOST;
    unsigned slot = jx_xlsx_slot(cell->look, false, jx_xlsx_number_kind(decimals, number.grouped));
    cell_begin(line, place->column - 1, jx_xlsx_look_number(writer, slot));
    line->at = PUT(line->at, "\"><v>");
    line->at = put(line->at, number.digits, number.length);
    line->at = PUT(line->at, "</v></c>");
    return JX_OK;
}

static enum jx_status cell_write(struct jx_xlsx_writer *writer, struct line *line,
                                 const struct jx_sheet *sheet, const struct jx_place *place) {
    uint32_t row = place->row - 1, column = place->column - 1;
    const struct jx_cell *cell = &sheet->rows[row].cells[column];
    if (is_filled(cell))
        return cell->kind == JX_CELL_NUMBER ? number_write(writer, line, place, cell)
                                            : text_write(writer, line, place, cell);
    unsigned look = first_of(sheet, row, column)->look;
    if (look != JX_LOOK_PLAIN)
        blank_write(line, column, jx_xlsx_look_number(writer, jx_xlsx_slot(look, false, 0)));
    return JX_OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static void row_begin(struct line *line, double height) {
    line->at = PUT(line->at, "<row r=\"");
    line->at = put(line->at, line->digits, line->length);
    if (height > 0) {
        line->at = PUT(line->at, "\" ht=\"");
        line->at = jx_xlsx_real_put(line->at, height < HEIGHT_MOST ? height : HEIGHT_MOST);
        line->at = PUT(line->at, "\" customHeight=\"1");
    }
    line->at = PUT(line->at, "\">");
}

/* A row without height and cells is left out. */
static enum jx_status row_write(struct jx_xlsx_writer *writer, struct line *line,
                                const struct jx_sheet *sheet, struct jx_place *place) {
    const struct jx_row *row = &sheet->rows[place->row - 1];
    enum jx_status status = JX_OK;
    char *before = line->at;
    line->length = (size_t)(put_number(line->digits, place->row) - line->digits);
    row_begin(line, row->height);
    const char *begun = line->at;
    for (uint32_t c = 0; c < row->count && status == JX_OK; c++) {
        place->column = c + 1;
        status = cell_write(writer, line, sheet, place);
    }
    if (line->at == begun && !(row->height > 0))
        line->at = before;
    else
        line->at = PUT(line->at, "</row>");
    return status;
}

enum jx_status jx_xlsx_rows_write(struct jx_xlsx_writer *writer, const struct jx_sheet *sheet,
                                  const struct jx_xlsx_extent *extent) {
    struct jx_place place = {.sheet = sheet->name};
    struct line line = {.at = jx_bytes_room(&writer->xml, extent->room)};
    enum jx_status status = JX_OK;
    for (uint32_t r = 0; r < sheet->row_count && status == JX_OK; r++) {
        if (writer->host->expired(writer->call)) return JX_FAIL;
        place.row = r + 1;
        status = row_write(writer, &line, sheet, &place);
    }
    writer->xml.length = (size_t)(line.at - writer->xml.bytes);
    return status;
}

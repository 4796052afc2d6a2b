#include "core/paper/heights.h"

#include <string.h>

#include <jixiao/paper.h>

#include "core/base/text.h"

/* What a wrapped line leaves unused, because of signs that may not begin a line. A text that fits into one line leaves
 * nothing. */
#define USABLE 0.94

/* What is set between letters of different scripts, in a text of one line. */
static double spacing_of(const char *text, const char *end, double spacing) {
    double all = 0;
    bool latin = false, chinese = false; /* was the last one */
    while (spacing > 0 && text < end) {
        uint32_t c = jx_text_next(&text, end);
        bool wide = jx_text_is_wide(c), letter = c > 0x20 && !wide && !jx_text_prints_wide(c);
        if ((wide && latin) || (letter && chinese)) all += spacing;
        latin = letter;
        chinese = wide;
    }
    return all;
}

/* Lines of one paragraph in a cell of `room` half-width characters. Chinese breaks anywhere, Latin words do not. */
static unsigned paragraph_lines(const char *text, const char *end, double room, double spacing) {
    /* No character of UTF-8 is wider than it has bytes, and no more than `spacing` is set between two. */
    if ((double)(end - text) * (1 + spacing) <= room) return 1;
    double whole = (double)jx_print_width(text, (size_t)(end - text)), more = spacing_of(text, end, spacing);
    if (whole + more <= room) return 1;
    room *= whole / (whole + more); /* as if it were spread evenly */
    unsigned lines = 1;
    double used = 0, word = 0;
    room *= USABLE;
    while (text < end) {
        const char *start = text;
        uint32_t c = jx_text_next(&text, end);
        double width = (double)jx_print_width(start, (size_t)(text - start));
        bool breaks = jx_text_prints_wide(c) || jx_text_is_space(c);
        word = breaks ? width : word + width;
        used += width;
        if (used <= room) continue;
        lines++;
        used = word < room ? word : width;
    }
    return lines;
}

unsigned jx_text_lines(const char *text, const double *widths, uint32_t first, uint32_t last, double type,
                       double spacing) {
    double room = 0; /* the carrier adds the margins */
    unsigned lines = 0;
    if (!text) return 0;
    for (uint32_t column = first; column <= last; column++) room += widths[column];
    room *= JX_TYPE_BODY / type;
    if (room < 2) room = 2;
    for (const char *end; text; text = *end == '\0' ? NULL : end + 1) {
        end = text + strcspn(text, "\n");
        lines += paragraph_lines(text, end, room, spacing);
    }
    return lines;
}

double jx_text_height(const char *text, const double *widths, uint32_t first, uint32_t last, double spacing) {
    if (!text || *text == '\0') return JX_HEIGHT_LEAST;
    double height =
        jx_text_lines(text, widths, first, last, JX_TYPE_BODY, spacing) * JX_HEIGHT_LINE + JX_HEIGHT_PADDING;
    return height < JX_HEIGHT_LEAST ? JX_HEIGHT_LEAST : height;
}

static double cell_height(const struct jx_sheet *sheet, const struct jx_cell *cell, uint32_t column,
                          double spacing) {
    uint32_t last = column + (cell->columns == 0 ? 1 : cell->columns) - 1;
    if (last >= sheet->width_count) last = sheet->width_count - 1;
    return jx_text_height(cell->text, sheet->widths, column, last, spacing);
}

static void fit_single_rows(struct jx_sheet *sheet, const struct jx_paper *paper) {
    for (uint32_t r = 0; r < sheet->row_count; r++) {
        struct jx_row *row = &sheet->rows[r];
        if (row->height > 0) continue;
        row->height = JX_HEIGHT_LEAST;
        for (uint32_t column = 0; column < row->count; column++) {
            const struct jx_cell *cell = &row->cells[column];
            if (cell->kind == JX_CELL_COVERED || cell->rows > 1) continue;
            double height = cell_height(sheet, cell, column, paper->spacing);
            if (height > row->height) row->height = height;
        }
        if (row->height > paper->height_most) row->height = paper->height_most;
    }
}

static void stretch(struct jx_sheet *sheet, const struct jx_merge *merge, double height, double most) {
    double have = 0;
    for (uint32_t r = 0; r < merge->rows; r++) have += sheet->rows[merge->row + r].height;
    if (height <= have) return;
    double more = (height - have) / merge->rows;
    for (uint32_t r = 0; r < merge->rows; r++) {
        struct jx_row *row = &sheet->rows[merge->row + r];
        row->height += more;
        if (row->height > most) row->height = most;
    }
}

void jx_sheet_heights(struct jx_sheet *sheet, const struct jx_paper *paper) {
    fit_single_rows(sheet, paper);
    for (uint32_t i = 0; i < sheet->merge_count; i++) {
        const struct jx_merge *merge = &sheet->merges[i];
        if (merge->rows < 2) continue;
        const struct jx_cell *cell = &sheet->rows[merge->row].cells[merge->column];
        stretch(sheet, merge, cell_height(sheet, cell, merge->column, paper->spacing), paper->height_most);
    }
}

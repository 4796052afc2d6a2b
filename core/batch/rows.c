/*
 * A workbook of rows that are all alike, written as they come, so that a million takes no more memory than one.
 */
#include "core/batch/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xlsxwriter.h>

/* A spreadsheet's rows, what a cell holds of a text, and the digits that its numbers keep. */
enum { ROWS_MOST = 1048576, TEXT_MOST = 32000, DIGITS_MOST = 15 };

struct book {
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *head, *text, *number;
    lxw_row_t row;
    unsigned sheets;
    enum jx_language language;
    const struct jx_rows *rows;
};

static bool chinese(const struct book *book) {
    return book->language == JX_LANGUAGE_CHINESE;
}

/* Whether a spreadsheet's number is this text exactly: what is longer stays a text. */
static bool is_exact(const char *text) {
    size_t digits = 0;
    bool point = false;
    if (*text == '-') text++;
    for (; *text; text++) {
        if (*text == '.' && !point)
            point = true;
        else if (*text >= '0' && *text <= '9')
            digits++;
        else
            return false;
    }
    return digits > 0 && digits <= DIGITS_MOST;
}

/* No control characters, which no XML can hold, and not more than a cell takes. */
static void put_text(struct book *book, lxw_col_t column, const char *text, lxw_format *format) {
    size_t length = strlen(text), used = length < TEXT_MOST ? length : TEXT_MOST;
    while (used < length && used && ((unsigned char)text[used] & 0xC0) == 0x80) used--;
    char *room = strndup(text, used);
    if (!room) return;
    for (char *c = room; *c; c++) {
        if ((unsigned char)*c < 0x20 && *c != '\n') *c = ' ';
        if ((unsigned char)*c == 0xEF && !memcmp(c, "\xEF\xBF", 2) && (unsigned char)c[2] >= 0xBE)
            c[2] = '\xBD'; /* U+FFFE and U+FFFF */
    }
    worksheet_write_string(book->sheet, book->row, column, room, format);
    free(room);
}

static void add_formats(struct book *book) {
    lxw_format **formats[] = {&book->head, &book->text, &book->number};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        lxw_format *format = *formats[i] = workbook_add_format(book->workbook);
        format_set_font_name(format, chinese(book) ? "宋体" : "Calibri");
        format_set_font_size(format, 11);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    }
    format_set_bold(book->head);
    format_set_text_wrap(book->head);
    format_set_bg_color(book->head, 0xD9E1F2);
    format_set_border(book->head, LXW_BORDER_THIN);
    format_set_num_format(book->number, "General");
}

/* Rows that no sheet has room for go on in the next one. */
static bool add_sheet(struct book *book) {
    char name[32];
    snprintf(name, sizeof name, chinese(book) ? "指标%u" : "indicators%u", ++book->sheets);
    if (book->sheets == 1) name[strlen(name) - 1] = '\0';
    book->sheet = workbook_add_worksheet(book->workbook, name);
    if (!book->sheet) return false;
    for (size_t i = 0; i < book->rows->column_count; i++) {
        const struct jx_row_column *column = &book->rows->columns[i];
        book->row = 0;
        worksheet_set_column(book->sheet, (lxw_col_t)i, (lxw_col_t)i, column->number ? 14 : 18, NULL);
        put_text(book, (lxw_col_t)i, chinese(book) ? column->chinese : column->english, book->head);
    }
    book->row = 1;
    worksheet_freeze_panes(book->sheet, 1, 1);
    worksheet_set_landscape(book->sheet);
    worksheet_set_paper(book->sheet, 9); /* A4 */
    worksheet_repeat_rows(book->sheet, 0, 0);
    return true;
}

static void end_sheet(struct book *book) {
    if (book->sheet && book->rows->column_count)
        worksheet_autofilter(book->sheet, 0, 0, book->row > 1 ? book->row - 1 : 1,
                             (lxw_col_t)(book->rows->column_count - 1));
}

static void put_row(struct book *book, const char *const *cells) {
    for (size_t i = 0; i < book->rows->column_count; i++) {
        lxw_col_t column = (lxw_col_t)i;
        if (!cells[i]) continue;
        if (book->rows->columns[i].number && is_exact(cells[i]))
            worksheet_write_number(book->sheet, book->row, column, strtod(cells[i], NULL), book->number);
        else
            put_text(book, column, cells[i], book->text);
    }
    book->row++;
}

JX_API jx_rows_writer jx_rows_write;

const char *jx_rows_write(const char *path, enum jx_language language, const struct jx_rows *rows) {
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    struct book book = {.workbook = workbook_new_opt(path, &options), .language = language, .rows = rows};
    const char **cells = calloc(rows->column_count + 1, sizeof *cells);
    if (!book.workbook || !cells) return free(cells), "out of memory";
    add_formats(&book);
    bool room = add_sheet(&book);
    while (room && rows->next(rows->user, cells)) {
        if (book.row == ROWS_MOST) {
            end_sheet(&book);
            room = add_sheet(&book);
        }
        if (room) put_row(&book, cells);
    }
    end_sheet(&book);
    free(cells);
    lxw_error error = workbook_close(book.workbook);
    if (!room) return "out of memory";
    return error ? lxw_strerror(error) : NULL;
}

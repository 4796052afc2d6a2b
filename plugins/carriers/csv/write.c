/*
 * Writing: RFC 4180 to the letter, every row padded to the width of its sheet.
 */
#include "plugins/carriers/csv/csv.h"

#include <string.h>
#include <strings.h>

static uint32_t widest(const struct jx_sheet *sheet) {
    uint32_t width = 0;
    for (uint32_t i = 0; i < sheet->row_count; i++)
        if (sheet->rows[i].count > width) width = sheet->rows[i].count;
    return width;
}

/* What a cell has to say; a covered one nothing. */
static const char *cell_text(const struct jx_row *row, uint32_t column, size_t *length) {
    *length = 0;
    if (column >= row->count) return "";
    const struct jx_cell *cell = &row->cells[column];
    if (!cell->text || cell->kind == JX_CELL_BLANK || cell->kind == JX_CELL_COVERED) return "";
    *length = cell->length;
    return cell->text;
}

/* A text that spreadsheet programs may calculate when they open the file, or that reading would take for guarded: an
 * apostrophe before it says that it is text. */
static bool needs_guard(const struct jx_cell *cell) {
    if (cell->kind != JX_CELL_TEXT || !cell->text || cell->length == 0) return false;
    return jx_csv_begins_formula(cell->text, cell->length) || jx_csv_is_guarded(cell->text, cell->length);
}

/* "sep=" and then a comma would be taken for a declaration of the separator. */
static bool is_quoted(const char *text, size_t length) {
    return jx_csv_needs_quotes(text, length, ',') || (length == 4 && !strncasecmp(text, "sep=", 4));
}

/* How many bytes a field takes. */
static size_t field_size(const char *text, size_t length) {
    if (!is_quoted(text, length)) return length;
    size_t size = length + 2;
    for (size_t i = 0; i < length; i++) size += text[i] == '"';
    return size;
}

static char *put_field(char *to, const char *text, size_t length) {
    if (!is_quoted(text, length)) {
        memcpy(to, text, length);
        return to + length;
    }
    *to++ = '"';
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"') *to++ = '"';
        *to++ = text[i];
    }
    *to++ = '"';
    return to;
}

static size_t sheet_size(const struct jx_sheet *sheet, uint32_t width) {
    size_t size = 0, length;
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        size += (width ? width - 1 : 0) + 2;
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            const char *text = cell_text(&sheet->rows[row], column, &length);
            size += field_size(text, length);
        }
    }
    return size;
}

/* The cell's text with its guard. Sheets whose texts need none are spared the copy. */
static const char *guarded_text(const struct jx_host *host, struct jx_call *call,
                                const struct jx_cell *cell) {
    char *text = host->allocate(call, cell->length + 2);
    *text = '\'';
    memcpy(text + 1, cell->text, cell->length);
    return text;
}

static void guard_sheet(const struct jx_host *host, struct jx_call *call, const struct jx_sheet *sheet,
                        struct jx_sheet *copy) {
    *copy = *sheet;
    copy->rows = host->allocate(call, (sheet->row_count + 1) * sizeof *copy->rows);
    if (sheet->row_count > 0) memcpy(copy->rows, sheet->rows, sheet->row_count * sizeof *copy->rows);
    for (uint32_t row = 0; row < copy->row_count; row++) {
        struct jx_row *to = &copy->rows[row];
        for (uint32_t column = 0; column < to->count; column++) {
            if (!needs_guard(&to->cells[column])) continue;
            if (to->cells == sheet->rows[row].cells) {
                to->cells = host->allocate(call, to->count * sizeof *to->cells);
                memcpy(to->cells, sheet->rows[row].cells, to->count * sizeof *to->cells);
            }
            struct jx_cell *cell = &to->cells[column];
            cell->text = guarded_text(host, call, cell);
            cell->length++;
        }
    }
}

/* The book with an apostrophe before every text that needs one. */
static const struct jx_book *guard_book(const struct jx_host *host, struct jx_call *call,
                                        const struct jx_book *book) {
    struct jx_book *copy = host->allocate(call, sizeof *copy);
    *copy = *book;
    copy->sheets = host->allocate(call, (book->sheet_count + 1) * sizeof(struct jx_sheet *));
    for (size_t i = 0; i < book->sheet_count; i++) {
        copy->sheets[i] = host->allocate(call, sizeof(struct jx_sheet));
        guard_sheet(host, call, book->sheets[i], copy->sheets[i]);
    }
    return copy;
}

static char *put_sheet(const struct jx_sheet *sheet, uint32_t width, char *to) {
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        for (uint32_t column = 0; column < width; column++) {
            size_t length;
            const char *text = cell_text(&sheet->rows[row], column, &length);
            if (column) *to++ = ',';
            to = put_field(to, text, length);
        }
        *to++ = '\r';
        *to++ = '\n';
    }
    return to;
}

/* All sheets as one text, a blank record between two. */
static const char *book_text(const struct jx_host *host, struct jx_call *call, const struct jx_book *book,
                             size_t *length) {
    size_t size = 1;
    uint32_t *widths = host->allocate(call, (book->sheet_count + 1) * sizeof *widths);
    for (size_t i = 0; i < book->sheet_count; i++) {
        widths[i] = widest(book->sheets[i]);
        size += 2 + sheet_size(book->sheets[i], widths[i]);
    }
    char *text = host->allocate(call, size), *to = text;
    for (size_t i = 0; i < book->sheet_count; i++) {
        if (i) *to++ = '\r', *to++ = '\n';
        to = put_sheet(book->sheets[i], widths[i], to);
    }
    *length = (size_t)(to - text);
    return text;
}

/* A text that a spreadsheet program would calculate when it opens the file; CSV has no way to say "this is text". */
static bool is_formula(const char *text, size_t length) {
    if (length < 2) return false;
    bool sign = *text == '+' || *text == '-';
    if (*text == '\t' || *text == '\r') return false;
    if (sign) return memchr(text, '(', length);
    return jx_csv_begins_formula(text, length);
}

static enum jx_status warn_formulas(const struct jx_host *host, struct jx_call *call,
                                    const struct jx_sheet *sheet) {
    enum jx_status status = JX_OK;
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            size_t length;
            const char *text = cell_text(&sheet->rows[row], column, &length);
            if (!is_formula(text, length)) continue;
            struct jx_place place = {.sheet = sheet->name, .row = row + 1, .column = column + 1};
            JX_REPORT(host, call, JX_MSG_CSV_FORMULA, &place, text);
            status = JX_WARN;
        }
    }
    return status;
}

enum jx_status jx_csv_write(const struct jx_host *host, struct jx_call *call, const struct jx_output *output,
                            const struct jx_book *book) {
    const char *encoding = output->encoding;
    enum jx_status status = JX_OK;
    size_t length;
    if (!output->unguarded) book = guard_book(host, call, book);
    const char *text = book_text(host, call, book, &length);
    bool marked = !encoding || !strcasecmp(encoding, "utf-8-bom") || !strcasecmp(encoding, "utf-8-sig");
    if (marked) {
        host->append(call, "\xEF\xBB\xBF", 3);
    } else if (strcasecmp(encoding, "utf-8") && strcasecmp(encoding, "utf8")) {
        text = host->encode(call, text, &length, encoding);
        if (!text) return JX_FAIL;
    }
    host->append(call, text, length);
    for (size_t i = 0; output->unguarded && i < book->sheet_count; i++)
        if (warn_formulas(host, call, book->sheets[i]) != JX_OK) status = JX_WARN;
    return status;
}

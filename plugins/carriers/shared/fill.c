/*
 * Cells and merges put into a sheet, under limits.
 */
#include "plugins/carriers/shared/fill.h"
#include "plugins/carriers/shared/margin.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Room for a number in writing. */
enum { NUMBER_ROOM = 24 };

static const char *number_write(uint64_t number, char room[NUMBER_ROOM]) {
    snprintf(room, NUMBER_ROOM, "%" PRIu64, number);
    return room;
}

void jx_fill_report(struct jx_fill *fill, uint32_t row, uint32_t column, enum jx_code code,
                    const char *argument) {
    struct jx_place place = {.sheet = fill->sheet->name, .row = row + 1, .column = column + 1};
    JX_REPORT(fill->book->host, fill->book->call, code, &place, argument);
}

/* Counts the text of a cell. false: all of them together pass the limit on bytes. */
static bool text_allowed(struct jx_fill_book *book, uint32_t length) {
    book->texts += length;
    if (book->texts <= book->limits->bytes) return true;
    char limit[NUMBER_ROOM];
    JX_REPORT(book->host, book->call, JX_MSG_FILE_LARGE, NULL, number_write(book->limits->bytes, limit));
    return false;
}

/*
 * A row holds its cells from the first column on, and a sheet its rows from the first on, so that a few cells at the far
 * right or far below make a sheet that is large and empty: some kilobytes could ask for a gigabyte.
 */
static bool density_allowed(struct jx_fill *fill, uint32_t row, uint32_t column, uint64_t more) {
    enum { HARMLESS = 2000000, EMPTY_PER_FILLED = 20 };
    struct jx_fill_book *book = fill->book;
    uint64_t held = book->held + more;
    if (held < HARMLESS || held / EMPTY_PER_FILLED < book->filled) return true;
    struct jx_place place = {.sheet = fill->sheet->name, .row = row + 1, .column = column + 1};
    char filled[NUMBER_ROOM], all[NUMBER_ROOM];
    JX_REPORT(book->host, book->call, JX_MSG_SHEET_SPARSE, &place, number_write(book->filled, filled),
              number_write(held, all));
    return false;
}

/* How many cells and rows it takes that some rows reach up to a column; none where the library refuses them anyway. */
static uint64_t reach_cost(const struct jx_fill *fill, uint64_t row, uint64_t rows, uint64_t columns) {
    const struct jx_limits *limits = fill->book->limits;
    const struct jx_sheet *sheet = fill->sheet;
    uint64_t end = row + rows, cost = 0;
    if (end > limits->rows || columns > limits->columns) return 0;
    if (row > sheet->row_count) cost = row - sheet->row_count;
    for (; row < end && row < sheet->row_count; row++)
        if (columns > sheet->rows[row].count) cost += columns - sheet->rows[row].count;
    return cost + (end - row) * columns;
}

/* Counts what a number looks like. false: long number formats make more of the file than any table needs. */
static bool shown_allowed(struct jx_fill_book *book, size_t length) {
    enum { HARMLESS = 16 << 20, SHOWN_PER_BYTE = 8 };
    book->shown += length;
    if (book->source == 0 || book->shown < HARMLESS || book->shown / SHOWN_PER_BYTE < book->source)
        return true;
    char number[NUMBER_ROOM];
    JX_REPORT(book->host, book->call, JX_MSG_NUMBERS_LONG, NULL, number_write(book->shown, number));
    return false;
}

/* B2:D5 */
static void area_write(const struct jx_merge *merge, char room[64]) {
    char first[4], last[4];
    jx_unseen_name(merge->column, first);
    jx_unseen_name(merge->column + merge->columns - 1, last);
    snprintf(room, 64, "%s%" PRIu64 ":%s%" PRIu64, first, (uint64_t)merge->row + 1, last,
             (uint64_t)merge->row + merge->rows);
}

void jx_fill_struck(struct jx_fill *fill, uint32_t row, uint32_t column) {
    if (fill->struck++ == 0)
        fill->struck_first =
            (struct jx_place){.sheet = fill->sheet->name, .row = row + 1, .column = column + 1};
}

void jx_fill_margin(struct jx_fill *fill, const char *text, size_t length) {
    const struct jx_fill_book *book = fill->book;
    if (book->into && length > 0 && !fill->sheet->hidden)
        jx_margin_codes_tell(book->host, book->call, book->into, fill->sheet->name, text, length);
}

void jx_fill_tell(struct jx_fill *fill) {
    const struct jx_fill_book *book = fill->book;
    char number[NUMBER_ROOM];
    jx_unseen_tell(&fill->unseen, book->host, book->call, fill->sheet);
    if (fill->struck > 0)
        JX_REPORT(book->host, book->call, JX_MSG_DOCUMENT_STRUCK, &fill->struck_first,
                  number_write(fill->struck, number));
}

static struct jx_cell *cell_put(struct jx_fill *fill, uint32_t row, uint32_t column, const char *text,
                                uint32_t length) {
    struct jx_fill_book *book = fill->book;
    uint64_t cost = reach_cost(fill, row, 1, (uint64_t)column + 1);
    book->filled++;
    if (!text_allowed(book, length) || !density_allowed(fill, row, column, cost)) return NULL;
    struct jx_cell *cell = book->host->cell(book->call, fill->sheet, row, column);
    if (!cell) return NULL;
    book->held += cost;
    cell->hidden = jx_unseen_note(&fill->unseen, row, column, fill->hidden_row, false);
    cell->kind = JX_CELL_TEXT;
    cell->text = text;
    cell->length = length;
    return cell;
}

bool jx_fill_text(struct jx_fill *fill, uint32_t row, uint32_t column, const char *text, uint32_t length) {
    return length == 0 || cell_put(fill, row, column, text, length);
}

/* What a format hides is not lost in silence. */
static void rounding_report(struct jx_fill *fill, uint32_t row, uint32_t column,
                            const struct jx_number_decimal *number, const char *text) {
    struct jx_fill_book *book = fill->book;
    struct jx_place place = {.sheet = fill->sheet->name, .row = row + 1, .column = column + 1};
    struct jx_number_shown whole;
    jx_number_show(NULL, number, false, &whole);
    JX_REPORT(book->host, book->call, JX_MSG_NUMBER_ROUNDED, &place,
              book->host->text(book->call, whole.bytes, whole.length), text);
}

bool jx_fill_number(struct jx_fill *fill, uint32_t row, uint32_t column,
                    const struct jx_number_decimal *number, const struct jx_number_format *format,
                    bool date1904) {
    struct jx_number_shown shown;
    jx_number_show(format, number, date1904, &shown);
    if (shown.length == 0) return true;
    if (!shown_allowed(fill->book, shown.length)) return false;
    const char *text = fill->book->host->text(fill->book->call, shown.bytes, shown.length);
    struct jx_cell *cell = cell_put(fill, row, column, text, (uint32_t)shown.length);
    if (!cell) return false;
    cell->kind = JX_CELL_NUMBER;
    cell->decimals = shown.decimals;
    if (shown.rounded) rounding_report(fill, row, column, number, text);
    return true;
}

/* The first text under a merge that is not the one it shows; NULL: there is none. Programs that merge equal cells leave
 * all their texts in place. */
static const char *hidden_find(const struct jx_sheet *sheet, const struct jx_merge *merge,
                               struct jx_place *place) {
    const char *shown = NULL;
    for (uint32_t r = merge->row; r - merge->row < merge->rows && r < sheet->row_count; r++) {
        const struct jx_row *row = &sheet->rows[r];
        for (uint32_t c = merge->column; c - merge->column < merge->columns && c < row->count; c++) {
            const char *text = row->cells[c].text;
            if (r == merge->row && c == merge->column) {
                shown = text;
            } else if (text && (!shown || strcmp(text, shown) != 0)) {
                *place = (struct jx_place){.sheet = sheet->name, .row = r + 1, .column = c + 1};
                return text;
            }
        }
    }
    return NULL;
}

/* A merge of whole columns or rows, which ends where sheets of .xlsx or of .xls end, reaches no further than the cells. */
static struct jx_merge within_sheet(const struct jx_fill *fill, const struct jx_merge *merge) {
    struct jx_merge within = *merge;
    uint64_t end = (uint64_t)merge->row + merge->rows, side = (uint64_t)merge->column + merge->columns;
    bool down = end == 1048576 || end == 65536, across = side == 16384 || side == 256;
    uint32_t rows = fill->sheet->row_count, columns = 0;
    for (uint32_t row = 0; across && row < rows; row++)
        if (fill->sheet->rows[row].count > columns) columns = fill->sheet->rows[row].count;
    if (down) within.rows = rows > merge->row ? rows - merge->row : 1;
    if (across) within.columns = columns > merge->column ? columns - merge->column : 1;
    return within;
}

bool jx_fill_merge(struct jx_fill *fill, const struct jx_merge *given) {
    struct jx_merge cut = within_sheet(fill, given);
    const struct jx_merge *merge = &cut;
    struct jx_fill_book *book = fill->book;
    uint64_t area = (uint64_t)merge->rows * merge->columns, limit = book->limits->merge_area;
    if (area < 2) return true;
    uint64_t cost = area > limit
                        ? 0
                        : reach_cost(fill, merge->row, merge->rows, (uint64_t)merge->column + merge->columns);
    if (!density_allowed(fill, merge->row, merge->column, cost)) return false;
    struct jx_place hidden;
    const char *text = hidden_find(fill->sheet, merge, &hidden);
    if (book->host->merge(book->call, fill->sheet, merge) <= JX_WARN) {
        book->held += cost;
        if (text) {
            char covering[64];
            area_write(merge, covering);
            JX_REPORT(book->host, book->call, JX_MSG_MERGE_HIDES, &hidden, text, covering);
        }
        return true;
    }
    /* It passes a limit, after which no cell can be had, or overlaps another one. To find that out costs time, so the
     * areas of the ignored ones are limited too. */
    if (!book->host->cell(book->call, fill->sheet, merge->row, merge->column)) return false;
    fill->ignored += area;
    if (fill->ignored <= limit) return true;
    char name[64], number[NUMBER_ROOM];
    area_write(merge, name);
    struct jx_place place = {.sheet = fill->sheet->name, .row = merge->row + 1, .column = merge->column + 1};
    JX_REPORT(book->host, book->call, JX_MSG_FILE_MERGE_AREA, &place, name, number_write(limit, number));
    return false;
}

bool jx_fill_merges_make(struct jx_fill *fill) {
    bool good = true;
    for (uint32_t i = 0; i < fill->merge_count && good; i++)
        good = jx_fill_merge(fill, &fill->merges[i]) && !fill->book->host->expired(fill->book->call);
    fill->merge_count = 0;
    return good;
}

bool jx_fill_merge_note(struct jx_fill *fill, const struct jx_merge *merge) {
    enum { NOTED_MOST = 65536 };
    if (fill->merge_count == NOTED_MOST && !jx_fill_merges_make(fill)) return false;
    fill->merges = fill->book->host->grow(fill->book->call, fill->merges, fill->merge_count,
                                          &fill->merge_capacity, sizeof *fill->merges);
    fill->merges[fill->merge_count++] = *merge;
    return true;
}

enum jx_status jx_fill_finish(const struct jx_host *host, struct jx_call *call, const struct jx_book *book,
                              enum jx_status status) {
    if (status > JX_WARN) return status;
    for (size_t i = 0; i < book->sheet_count; i++)
        if (book->sheets[i]->row_count > 0) return status;
    JX_REPORT(host, call, JX_MSG_SHEET_NONE, NULL, NULL);
    return JX_FAIL;
}

/*
 * The cells of a sheet.
 *
 * Each cell is a record, or part of one; blank ones and all that is not cells is passed over.
 */
#include "plugins/carriers/shared/utf8.h"
#include "xls.h"

#include <stdio.h>
#include <string.h>

/* `row`, `column` and `format` are those of the cell being read. */
struct sheet_reader {
    struct jx_xls_book *book;
    struct jx_fill fill;
    struct jx_xls_record record;
    uint32_t row, column;
    const struct jx_number_format *format;
    bool struck;          /* the cell is struck out */
    uint8_t *hidden_rows; /* a bit for each; NULL: none is hidden */
    bool awaited; /* the cell's formula has a text as its result, which comes in a record of its own */
};

static struct jx_place cell_place(const struct sheet_reader *reader) {
    return (struct jx_place){
        .sheet = reader->fill.sheet->name, .row = reader->row + 1, .column = reader->column + 1};
}

/* --- values ------------------------------------------------------------------------------------------------------ */

/* Reports what is wrong with the cell's text, if that was not done. */
static bool text_failed(struct sheet_reader *reader) {
    struct jx_place place = cell_place(reader);
    if (reader->record.cut) jx_xls_damaged(reader->book, &reader->record, &place);
    return false;
}

/* A text, without what is struck out. */
static bool string_put(struct sheet_reader *reader, const struct jx_xls_string *string) {
    const struct jx_xls_runs none = {.plain =
                                         string->length > 0 && !jx_utf8_blank(string->text, string->length)};
    const struct jx_xls_runs *runs = string->runs == 0 ? &none : &reader->book->runs[string->runs - 1];
    if (runs->struck || (reader->struck && runs->plain))
        jx_fill_struck(&reader->fill, reader->row, reader->column);
    if (reader->struck)
        return jx_fill_text(&reader->fill, reader->row, reader->column, runs->own, runs->own_length);
    return jx_fill_text(&reader->fill, reader->row, reader->column, string->text, string->length);
}

/* Whether the cell is struck out, and so has no value. */
static bool is_struck(struct sheet_reader *reader) {
    if (reader->struck) jx_fill_struck(&reader->fill, reader->row, reader->column);
    return reader->struck;
}

static bool text_put(struct sheet_reader *reader, int size) {
    struct jx_xls_string string;
    if (!jx_xls_string_read(reader->book, &reader->record, size, &string)) return text_failed(reader);
    return string_put(reader, &string);
}

static bool shared_put(struct sheet_reader *reader) {
    uint32_t index = jx_xls_u32(&reader->record);
    if (index >= reader->book->string_count) {
        char number[24];
        snprintf(number, sizeof number, "%u", index);
        jx_fill_report(&reader->fill, reader->row, reader->column, JX_MSG_STRING_INDEX, number);
        return true;
    }
    return string_put(reader, &reader->book->strings[index]);
}

static bool decimal_put(struct sheet_reader *reader, const struct jx_number_decimal *number) {
    if (is_struck(reader)) return true;
    return jx_fill_number(&reader->fill, reader->row, reader->column, number, reader->format,
                          reader->book->date1904);
}

/* Infinity and the like are no cell's; they are passed over as blank, with the message for errors. */
static bool double_put(struct sheet_reader *reader, double value) {
    struct jx_number_decimal number;
    if (jx_number_decimal_double(value, &number)) return decimal_put(reader, &number);
    if (is_struck(reader)) return true;
    jx_fill_report(&reader->fill, reader->row, reader->column, JX_MSG_CELL_ERROR, "#NUM!");
    return true;
}

/* [MS-XLS] 2.5.217, RkNumber: thirty bits of a whole number, or the first thirty of a double; by 1, to be divided by a
 * hundred, which moves the point. */
static bool rk_put(struct sheet_reader *reader, uint32_t rk) {
    enum { HUNDREDTHS = 1, WHOLE = 2 };
    struct jx_number_decimal number;
    double value;
    if (rk & WHOLE) {
        value = (rk >> 2) - (rk >> 31) * 1073741824.0; /* less than 2 to the 30th: exact */
    } else {
        uint64_t bits = (uint64_t)(rk & ~(uint32_t)3) << 32;
        memcpy(&value, &bits, sizeof value);
    }
    if (!jx_number_decimal_double(value, &number)) return double_put(reader, value);
    if (rk & HUNDREDTHS && number.count > 0) number.point -= 2;
    return decimal_put(reader, &number);
}

static bool boolean_put(struct sheet_reader *reader, uint8_t value) {
    if (is_struck(reader)) return true;
    return jx_fill_text(&reader->fill, reader->row, reader->column, value ? "TRUE" : "FALSE", value ? 4 : 5);
}

/* [MS-XLS] 2.5.10, BErr. */
static bool error_put(struct sheet_reader *reader, uint8_t value) {
    static const struct {
        uint8_t value;
        const char *name;
    } errors[] = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"},
                  {0x1D, "#NAME?"}, {0x24, "#NUM!"},   {0x2A, "#N/A"}};
    const char *name = "#?";
    if (is_struck(reader)) return true;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (errors[i].value == value) name = errors[i].name;
    jx_fill_report(&reader->fill, reader->row, reader->column, JX_MSG_CELL_ERROR, name);
    return true;
}

/* [MS-XLS] 2.5.133, FormulaValue: a double, unless its last two bytes are 0xFFFF; the first then says what it is. */
static bool formula_put(struct sheet_reader *reader) {
    enum { TEXT, BOOLEAN, ERROR };
    unsigned char bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = jx_xls_u8(&reader->record);
    if (bytes[6] == 0xFF && bytes[7] == 0xFF) {
        reader->awaited = bytes[0] == TEXT;
        if (bytes[0] == BOOLEAN) return boolean_put(reader, bytes[2]);
        if (bytes[0] == ERROR) return error_put(reader, bytes[2]);
        return true;
    }
    struct jx_xls_record again = {.at = bytes, .end = bytes + sizeof bytes};
    return double_put(reader, jx_xls_double(&again));
}

/* --- records ----------------------------------------------------------------------------------------------------- */

/* The next cell begins: a formula's text that has not come will not come. */
static void awaited_end(struct sheet_reader *reader) {
    if (reader->awaited)
        jx_fill_report(&reader->fill, reader->row, reader->column, JX_MSG_CELL_FORMULA, NULL);
    reader->awaited = false;
}

static void style_take(struct sheet_reader *reader, uint32_t style) {
    reader->format = jx_xls_format(reader->book, style);
    reader->struck = jx_xls_style_struck(reader->book, style);
}

/* The cell's format. Version 2 has the number of a format in the cell itself, in the second of three bytes. */
static void format_read(struct sheet_reader *reader, bool old) {
    struct jx_xls_book *book = reader->book;
    struct jx_xls_record *record = &reader->record;
    if (!old) {
        style_take(reader, jx_xls_u16(record));
        return;
    }
    reader->struck = jx_xls_style_struck(book, jx_xls_u8(record) & 0x3F);
    uint32_t id = jx_xls_u8(record) & 0x3F;
    jx_xls_u8(record);
    reader->format = jx_number_formats_find(book->host, book->call, &book->formats, id);
}

static void row_begin(struct sheet_reader *reader, uint16_t row) {
    const uint8_t *hidden = reader->hidden_rows;
    reader->row = row;
    reader->fill.hidden_row = hidden && (hidden[row / 8] >> row % 8 & 1) != 0;
}

/* [MS-XLS] 2.4.221: the row's number, ten bytes, and flags of which 0x20 hides it. */
static void row_read(struct sheet_reader *reader) {
    enum { HIDDEN = 0x20, ROWS = 65536 };
    struct jx_xls_record *record = &reader->record;
    uint16_t row = jx_xls_u16(record);
    jx_xls_skip(record, 10);
    uint8_t flags = jx_xls_u8(record);
    if (record->cut || (flags & HIDDEN) == 0) return;
    if (!reader->hidden_rows)
        reader->hidden_rows = reader->book->host->allocate(reader->book->call, ROWS / 8);
    reader->hidden_rows[row / 8] = (uint8_t)(reader->hidden_rows[row / 8] | 1 << row % 8);
}

/* [MS-XLS] 2.4.53: first and last column, four bytes, and flags of which 1 hides them. */
static void columns_read(struct sheet_reader *reader) {
    struct jx_xls_record *record = &reader->record;
    uint16_t first = jx_xls_u16(record), last = jx_xls_u16(record);
    jx_xls_skip(record, 4);
    uint16_t flags = jx_xls_u16(record);
    if (!record->cut && (flags & 1) != 0) jx_unseen_columns(&reader->fill.unseen, first, last);
}

/* Row, column and style, with which each cell begins ([MS-XLS] 2.5.13). */
static void head_read(struct sheet_reader *reader, bool old) {
    awaited_end(reader);
    row_begin(reader, jx_xls_u16(&reader->record));
    reader->column = jx_xls_u16(&reader->record);
    format_read(reader, old);
}

/* [MS-XLS] 2.4.175: a row, the first column, for each cell a style and a number, the last column. */
static bool mulrk_read(struct sheet_reader *reader) {
    struct jx_xls_record *record = &reader->record;
    awaited_end(reader);
    row_begin(reader, jx_xls_u16(record));
    reader->column = jx_xls_u16(record);
    for (; jx_xls_left(record) >= 8; reader->column++) {
        style_take(reader, jx_xls_u16(record));
        if (!rk_put(reader, jx_xls_u32(record))) return false;
    }
    return true;
}

/* [MS-XLS] 2.4.168: how many, and for each its first and last row, first and last column. */
static bool merges_read(struct sheet_reader *reader) {
    struct jx_xls_record *record = &reader->record;
    for (uint32_t count = jx_xls_u16(record); count > 0; count--) {
        uint32_t top = jx_xls_u16(record), bottom = jx_xls_u16(record);
        uint32_t left = jx_xls_u16(record), right = jx_xls_u16(record);
        if (record->cut) return true;
        if (bottom < top || right < left) continue;
        struct jx_merge merge = {
            .row = top, .column = left, .rows = bottom - top + 1, .columns = right - left + 1};
        if (!jx_fill_merge(&reader->fill, &merge)) return false;
        if (reader->book->host->expired(reader->book->call)) return false;
    }
    return true;
}

/* A cell of its own record. false: nothing more is to be read. `*known`: it is one. */
static bool cell_read(struct sheet_reader *reader, bool *known) {
    struct jx_xls_record *record = &reader->record;
    *known = true;
    switch (record->type) {
    case JX_XLS_LABELSST: head_read(reader, false); return shared_put(reader);
    case JX_XLS_NUMBER2:
    case JX_XLS_NUMBER:
        head_read(reader, record->type == JX_XLS_NUMBER2);
        return double_put(reader, jx_xls_double(record));
    case JX_XLS_RK_OLD:
    case JX_XLS_RK: head_read(reader, false); return rk_put(reader, jx_xls_u32(record));
    case JX_XLS_INTEGER2: head_read(reader, true); return double_put(reader, jx_xls_u16(record));
    case JX_XLS_LABEL2: head_read(reader, true); return text_put(reader, 1);
    case JX_XLS_LABEL:
    case JX_XLS_RSTRING: head_read(reader, false); return text_put(reader, 2);
    case JX_XLS_BOOLERR2:
    case JX_XLS_BOOLERR: {
        head_read(reader, record->type == JX_XLS_BOOLERR2);
        uint8_t value = jx_xls_u8(record);
        return jx_xls_u8(record) ? error_put(reader, value) : boolean_put(reader, value);
    }
    case JX_XLS_FORMULA:
    case JX_XLS_FORMULA3:
    case JX_XLS_FORMULA4:
        head_read(reader, record->type == JX_XLS_FORMULA && reader->book->version == 2);
        return formula_put(reader);
    default: *known = false; return true;
    }
}

/* Nothing in the record: there is none. One that does not decode says nothing, and its cells may. */
static void margin_read(struct sheet_reader *reader) {
    struct jx_xls_record *record = &reader->record;
    struct jx_xls_string string;
    if (jx_xls_left(record) == 0) return;
    if (jx_xls_string_read(reader->book, record, reader->book->version == 8 ? 2 : 1, &string))
        jx_fill_margin(&reader->fill, string.text, string.length);
}

static bool record_read(struct sheet_reader *reader) {
    struct jx_xls_record *record = &reader->record;
    bool known;
    switch (record->type) {
    case JX_XLS_MULRK: return mulrk_read(reader);
    case JX_XLS_MERGEDCELLS: return merges_read(reader);
    case JX_XLS_ROW: row_read(reader); return true;
    case JX_XLS_HEADER:
    case JX_XLS_FOOTER: margin_read(reader); return true;
    case JX_XLS_COLINFO: columns_read(reader); return true;
    case JX_XLS_STRING2:
    case JX_XLS_STRING:
        if (!reader->awaited) return true;
        reader->awaited = false;
        return text_put(reader, record->type == JX_XLS_STRING2 ? 1 : 2);
    default: break;
    }
    if (!cell_read(reader, &known)) return false;
    if (!known) return true;
    struct jx_place place = cell_place(reader);
    return !record->cut || jx_xls_damaged(reader->book, record, &place) <= JX_WARN;
}

/* Where the last record ends without an EOF, it may have been cut off, or never been written by a careless program. */
static enum jx_status sheet_unended(struct sheet_reader *reader, enum jx_xls_step step) {
    struct jx_place place = {.sheet = reader->fill.sheet->name};
    if (step == JX_XLS_BROKEN) return jx_xls_damaged(reader->book, &reader->record, &place);
    JX_REPORT(reader->book->host, reader->book->call, JX_MSG_BIFF_UNENDED, &place, NULL);
    return JX_WARN;
}

/*
 * Records up to the sheet's EOF. Charts in it are parts of their own, between a BOF and an EOF. Sheets do not overlap;
 * if they did, a small file could have the same records read over and over.
 */
static enum jx_status records_read(struct sheet_reader *reader, size_t offset) {
    struct jx_xls_book *book = reader->book;
    struct jx_xls_record *record = &reader->record;
    uint32_t depth = 0;
    for (;;) {
        enum jx_xls_step step = jx_xls_next(record);
        if (step != JX_XLS_RECORD) return sheet_unended(reader, step);
        if (book->walked + (record->next - offset) > book->length) {
            struct jx_place place = {.sheet = reader->fill.sheet->name};
            return jx_xls_damaged(book, record, &place);
        }
        if (book->host->expired(book->call)) return JX_FAIL;
        if (record->type == JX_XLS_BOF) {
            depth++;
        } else if (record->type == JX_XLS_EOF) {
            if (depth-- == 0) return JX_OK;
        } else if (depth == 0) {
            if (!record_read(reader)) return JX_FAIL;
            if (book->kind != JX_XLS_GLOBALS && jx_xls_shared_read(book, record) > JX_WARN) return JX_FAIL;
        }
    }
}

enum jx_status jx_xls_sheet_read(struct jx_xls_book *book, struct jx_sheet *sheet, size_t offset) {
    struct sheet_reader reader = {.book = book, .fill = {.book = &book->fill, .sheet = sheet}};
    struct jx_place place = {.sheet = sheet->name};
    unsigned version;
    uint16_t kind;
    reader.record = jx_xls_records(book->bytes, book->length, offset);
    if (jx_xls_next(&reader.record) != JX_XLS_RECORD || !jx_xls_bof(&reader.record, &version, &kind))
        return jx_xls_damaged(book, &reader.record, &place);
    if (kind != JX_XLS_SHEET) return JX_OK;
    enum jx_status status = records_read(&reader, offset);
    awaited_end(&reader);
    if (status <= JX_WARN) jx_fill_tell(&reader.fill);
    book->walked += reader.record.next - offset;
    return status;
}

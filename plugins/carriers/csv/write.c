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

/* What is written. UTF-8 goes out sheet by sheet; all of it is needed for another encoding. */
struct writer {
    const struct jx_host *host;
    struct jx_call *call;
    const char *encoding; /* NULL: UTF-8 */
    bool guards;
    char *text;
    size_t length, room;
};

/* `guard`: with an apostrophe before it. */
static char *put_field(char *to, bool guard, const char *text, size_t length) {
    bool quoted = is_quoted(text, length);
    if (quoted) *to++ = '"';
    if (guard) *to++ = '\'';
    if (!quoted) {
        memcpy(to, text, length);
        return to + length;
    }
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"') *to++ = '"';
        *to++ = text[i];
    }
    *to++ = '"';
    return to;
}

/* The most that a sheet can take: every byte a quote, every cell guarded and quoted. */
static size_t sheet_most(const struct jx_sheet *sheet, uint32_t width) {
    enum { AROUND = 4, ROW_END = 2 };
    size_t size = ROW_END, length;
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        size += ROW_END + width;
        for (uint32_t column = 0; column < sheet->rows[row].count; column++) {
            cell_text(&sheet->rows[row], column, &length);
            size += 2 * length + AROUND;
        }
    }
    return size;
}

static void room_make(struct writer *writer, size_t more) {
    if (writer->room - writer->length >= more) return;
    size_t room = 2 * writer->room > writer->length + more ? 2 * writer->room : writer->length + more;
    char *larger = writer->host->allocate(writer->call, room);
    if (writer->length > 0) memcpy(larger, writer->text, writer->length);
    writer->text = larger;
    writer->room = room;
}

/* Every row padded to the width of the sheet; a blank record before all but the first. */
static void put_sheet(struct writer *writer, const struct jx_sheet *sheet, bool first) {
    uint32_t width = widest(sheet);
    room_make(writer, sheet_most(sheet, width));
    char *to = writer->text + writer->length;
    if (!first) *to++ = '\r', *to++ = '\n';
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        for (uint32_t column = 0; column < width; column++) {
            size_t length;
            const char *text = cell_text(&sheet->rows[row], column, &length);
            bool guard = length > 0 && writer->guards && needs_guard(&sheet->rows[row].cells[column]);
            if (column) *to++ = ',';
            to = put_field(to, guard, text, length);
        }
        *to++ = '\r';
        *to++ = '\n';
    }
    writer->length = (size_t)(to - writer->text);
}

/* false: a character cannot be expressed, which is reported. */
static bool send(struct writer *writer) {
    const char *text = writer->text;
    size_t length = writer->length;
    if (writer->encoding) text = writer->host->encode(writer->call, text, &length, writer->encoding);
    if (!text) return false;
    writer->host->append(writer->call, text, length);
    writer->length = 0;
    return true;
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
    bool marked = !encoding || !strcasecmp(encoding, "utf-8-bom") || !strcasecmp(encoding, "utf-8-sig");
    bool plain = marked || !strcasecmp(encoding, "utf-8") || !strcasecmp(encoding, "utf8");
    struct writer writer = {.host = host,
                            .call = call,
                            .guards = !output->unguarded,
                            .encoding = plain ? NULL : encoding,
                            .text = ""};
    enum jx_status status = JX_OK;
    bool first = true;
    if (marked) host->append(call, "\xEF\xBB\xBF", 3);
    for (const struct jx_sheet *sheet; (sheet = host->next(call, book)); first = false) {
        put_sheet(&writer, sheet, first);
        if (plain && !send(&writer)) return JX_FAIL;
        if (output->unguarded && warn_formulas(host, call, sheet) != JX_OK) status = JX_WARN;
    }
    return send(&writer) ? status : JX_FAIL;
}

/*
 * The cells of a sheet.
 *
 * This is where the time goes in a large list, so a cell without text costs nothing but its parsing, shared texts are
 * not copied, and a style is an index.
 */
#include "plugins/carriers/shared/utf8.h"
#include "workbook.h"

#include <string.h>
#include <strings.h>

/* Where in the part the parser is. */
enum place { OUTSIDE, IN_DATA, IN_ROW, IN_CELL, IN_VALUE, IN_FORMULA, IN_INLINE, IN_MARGIN };

/* What kind of value a cell says it has, its attribute t. */
enum value_type { NUMBER, SHARED, STRING, INLINE, BOOLEAN, ERROR, DATE };

struct sheet_reader {
    struct jx_xlsx_workbook *workbook;
    struct jx_fill fill;
    enum place place;
    uint32_t skipped; /* how deep in elements that are not the cells' */
    uint32_t row;     /* of the cell, or the next one; from zero */
    uint32_t column;
    enum value_type type;
    uint32_t style;
    bool formula, value;
    bool even_pages, first_page; /* have heads and feet of their own */
    bool inlined;                /* the cell has its text in itself: that alone counts */
    struct jx_scratch scratch;
    struct jx_xlsx_rich rich;
};

static void sheet_stop(struct sheet_reader *reader) {
    jx_package_stop(&reader->workbook->package);
}

/* --- values ------------------------------------------------------------------------------------------------------ */

/* Puts a text that lives in the document's memory into the cell. */
static void text_put(struct sheet_reader *reader, const char *text, uint32_t length) {
    if (!jx_fill_text(&reader->fill, reader->row, reader->column, text, length)) sheet_stop(reader);
}

static void text_copy(struct sheet_reader *reader, const char *bytes, uint32_t length) {
    struct jx_package *package = &reader->workbook->package;
    if (length > 0) text_put(reader, package->host->text(package->call, bytes, length), length);
}

static bool is_struck(const struct sheet_reader *reader) {
    const struct jx_xlsx_workbook *workbook = reader->workbook;
    return workbook->struck && reader->style < workbook->format_count && workbook->struck[reader->style];
}

/* Nobody misses blanks. */
static void struck_note(struct sheet_reader *reader, const char *text, uint32_t length) {
    if (length > 0 && !jx_utf8_blank(text, length))
        jx_fill_struck(&reader->fill, reader->row, reader->column);
}

/* A text that looks differently in places: what is not struck out of it. */
static void dressed_put(struct sheet_reader *reader, const struct jx_xlsx_string *string,
                        const struct jx_xlsx_dress *dress) {
    bool cell = is_struck(reader);
    if (dress->struck || (cell && dress->plain)) jx_fill_struck(&reader->fill, reader->row, reader->column);
    if (cell)
        text_put(reader, dress->own, dress->own_length);
    else
        text_put(reader, string->text, string->length);
}

/* Reports something about the cell, with what it says as the argument. */
static void cell_report(struct sheet_reader *reader, enum jx_code code) {
    struct jx_package *package = &reader->workbook->package;
    const char *value = package->host->text(package->call, reader->scratch.bytes ? reader->scratch.bytes : "",
                                            reader->scratch.length);
    jx_fill_report(&reader->fill, reader->row, reader->column, code, value);
}

static void number_finish(struct sheet_reader *reader) {
    struct jx_xlsx_workbook *workbook = reader->workbook;
    const struct jx_scratch *scratch = &reader->scratch;
    struct jx_number_decimal number;
    if (!jx_number_decimal_parse(scratch->bytes, scratch->length, &number)) {
        text_copy(reader, scratch->bytes, scratch->length);
        return;
    }
    const struct jx_number_format *format =
        reader->style < workbook->format_count ? workbook->formats[reader->style] : NULL;
    if (!jx_fill_number(&reader->fill, reader->row, reader->column, &number, format, workbook->date1904))
        sheet_stop(reader);
}

static void shared_finish(struct sheet_reader *reader) {
    const struct jx_xlsx_workbook *workbook = reader->workbook;
    const struct jx_scratch *scratch = &reader->scratch;
    uint64_t index = 0;
    bool good = true;
    for (uint32_t i = 0; i < scratch->length; i++) {
        char c = scratch->bytes[i];
        good = good && c >= '0' && c <= '9' && index < UINT32_MAX;
        if (good) index = index * 10 + (uint64_t)(c - '0');
    }
    if (!good || index >= workbook->string_count) {
        cell_report(reader, JX_MSG_STRING_INDEX);
        return;
    }
    const struct jx_xlsx_string *string = &workbook->strings[index];
    if (string->dress != 0)
        dressed_put(reader, string, &workbook->dresses[string->dress - 1]);
    else if (is_struck(reader))
        struck_note(reader, string->text, string->length);
    else
        text_put(reader, string->text, string->length);
}

/* A date written out, 2024-06-24T00:00:00: the day alone if the time says nothing. */
static void date_finish(struct sheet_reader *reader) {
    static const char midnight[] = "T00:00:00";
    const struct jx_scratch *scratch = &reader->scratch;
    uint32_t length = scratch->length;
    if (length >= 19 && memcmp(scratch->bytes + 10, midnight, sizeof midnight - 1) == 0) length = 10;
    text_copy(reader, scratch->bytes, length);
}

static void inline_finish(struct sheet_reader *reader) {
    struct jx_package *package = &reader->workbook->package;
    struct jx_scratch *scratch = &reader->scratch;
    jx_xlsx_unescape(scratch);
    struct jx_xlsx_string string = {.length = scratch->length};
    if (string.length > 0) string.text = package->host->text(package->call, scratch->bytes, string.length);
    const struct jx_xlsx_dress dress = jx_xlsx_rich_dress(package, &reader->rich);
    dressed_put(reader, &string, &dress);
}

static void cell_finish(struct sheet_reader *reader) {
    struct jx_scratch *scratch = &reader->scratch;
    if (reader->type == INLINE && reader->inlined && (reader->rich.struck || is_struck(reader))) {
        inline_finish(reader);
        return;
    }
    if (reader->type != SHARED && is_struck(reader)) {
        struck_note(reader, scratch->bytes, scratch->length);
        return;
    }
    if (scratch->length == 0) {
        if (reader->formula && !(reader->value && reader->type == STRING))
            cell_report(reader, JX_MSG_CELL_FORMULA);
        return;
    }
    switch (reader->type) {
    case NUMBER: number_finish(reader); break;
    case SHARED: shared_finish(reader); break;
    case ERROR: cell_report(reader, JX_MSG_CELL_ERROR); break;
    case DATE: date_finish(reader); break;
    case BOOLEAN:
        if ((scratch->length == 1 && scratch->bytes[0] == '1') ||
            (scratch->length == 4 && strncasecmp(scratch->bytes, "true", 4) == 0))
            text_put(reader, "TRUE", 4);
        else
            text_put(reader, "FALSE", 5);
        break;
    case STRING:
    case INLINE:
        jx_xlsx_unescape(scratch);
        text_copy(reader, scratch->bytes, scratch->length);
        break;
    }
}

/* --- elements ---------------------------------------------------------------------------------------------------- */

static enum value_type type_parse(const char *text) {
    if (text[0] == 's' && text[1] == '\0') return SHARED; /* as most */
    static const struct {
        const char *name;
        enum value_type type;
    } types[] = {{"str", STRING}, {"inlineStr", INLINE}, {"b", BOOLEAN}, {"e", ERROR}, {"d", DATE}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(text, types[i].name) == 0) return types[i].type;
    return NUMBER;
}

/* A cell without an address follows the one before it. */
static void cell_start(struct sheet_reader *reader, const char **attributes) {
    reader->place = IN_CELL;
    reader->type = NUMBER;
    reader->style = 0;
    reader->formula = reader->value = reader->inlined = false;
    reader->scratch.length = 0;
    for (; attributes[0]; attributes += 2) {
        const char *name = attributes[0], *value = attributes[1];
        if (name[0] == '\0' || name[1] != '\0') continue;
        if (name[0] == 'r')
            jx_xlsx_address_read(value, &reader->row, &reader->column);
        else if (name[0] == 't')
            reader->type = type_parse(value);
        else if (name[0] == 's')
            reader->style = jx_xml_number(value);
    }
}

/* A row without a number follows the one before it. */
static void row_start(struct sheet_reader *reader, const char **attributes) {
    reader->place = IN_ROW;
    reader->column = 0;
    reader->fill.hidden_row = false;
    for (; attributes[0]; attributes += 2) {
        const char *name = attributes[0], *value = attributes[1];
        if (name[0] == 'r' && name[1] == '\0') {
            uint32_t number = jx_xml_number(value);
            if (number > 0 && number != UINT32_MAX) reader->row = number - 1;
        } else if (name[0] == 'h' && strcmp(name, "hidden") == 0) {
            reader->fill.hidden_row = jx_xml_truth(value);
        }
    }
}

static void merge_start(struct sheet_reader *reader, const char **attributes) {
    const char *area = jx_xml_attribute(attributes, "ref");
    if (area && !jx_xlsx_merge_read(&reader->fill, area)) sheet_stop(reader);
}

/* Columns `min` to `max`, counted from one. */
static void columns_hide(struct sheet_reader *reader, const char **attributes) {
    uint32_t first = jx_xml_number(jx_xml_attribute(attributes, "min"));
    uint32_t last = jx_xml_number(jx_xml_attribute(attributes, "max"));
    if (first > 0 && first != UINT32_MAX && last != UINT32_MAX)
        jx_unseen_columns(&reader->fill.unseen, first - 1, last - 1);
}

/* The head or foot of pages begins, if such pages have one of their own. */
static bool margin_start(struct sheet_reader *reader, const char *name) {
    bool odd = strcmp(name, "oddHeader") == 0 || strcmp(name, "oddFooter") == 0;
    bool even = strcmp(name, "evenHeader") == 0 || strcmp(name, "evenFooter") == 0;
    bool first = strcmp(name, "firstHeader") == 0 || strcmp(name, "firstFooter") == 0;
    reader->scratch.length = 0;
    return odd || (even && reader->even_pages) || (first && reader->first_page);
}

/* What stands before and behind the cells. */
static void outer_start(struct sheet_reader *reader, const char *name, const char **attributes) {
    if (strcmp(name, "mergeCell") == 0) {
        merge_start(reader, attributes);
    } else if (strcmp(name, "sheetData") == 0) {
        reader->place = IN_DATA;
    } else if (strcmp(name, "col") == 0 && jx_xml_truth(jx_xml_attribute(attributes, "hidden"))) {
        columns_hide(reader, attributes);
    } else if (strcmp(name, "headerFooter") == 0) {
        reader->even_pages = jx_xml_truth(jx_xml_attribute(attributes, "differentOddEven"));
        reader->first_page = jx_xml_truth(jx_xml_attribute(attributes, "differentFirst"));
    } else if (margin_start(reader, name)) {
        reader->place = IN_MARGIN;
    }
}

static void sheet_start(void *user, const char *name, const char **attributes) {
    struct sheet_reader *reader = user;
    if (reader->skipped > 0) {
        reader->skipped++;
        return;
    }
    if (reader->place == IN_ROW && name[0] == 'c' && name[1] == '\0') { /* as nearly all */
        cell_start(reader, attributes);
        return;
    }
    switch (reader->place) {
    case OUTSIDE: outer_start(reader, name, attributes); return;
    case IN_DATA:
        if (strcmp(name, "row") == 0) {
            row_start(reader, attributes);
            return;
        }
        break;
    case IN_ROW: break;
    case IN_CELL:
        if (name[0] == 'v' && name[1] == '\0') {
            reader->value = true;
            reader->place = IN_VALUE;
            return;
        }
        if (name[0] == 'f' && name[1] == '\0') {
            reader->formula = true;
            reader->place = IN_FORMULA;
            return;
        }
        if (strcmp(name, "is") == 0) {
            jx_xlsx_rich_begin(&reader->rich, reader->workbook);
            if (reader->type == INLINE && !reader->inlined) reader->scratch.length = 0;
            reader->inlined = true;
            reader->place = IN_INLINE;
            return;
        }
        break;
    case IN_INLINE: jx_xlsx_rich_start(&reader->rich, name, attributes); return;
    case IN_VALUE:
    case IN_FORMULA:
    case IN_MARGIN: break;
    }
    reader->skipped = 1;
}

static void sheet_end(void *user, const char *name) {
    struct sheet_reader *reader = user;
    if (reader->skipped > 0) {
        reader->skipped--;
        return;
    }
    if (reader->place == IN_CELL) { /* as nearly all */
        cell_finish(reader);
        reader->column++;
        reader->place = IN_ROW;
        return;
    }
    switch (reader->place) {
    case OUTSIDE:
    case IN_CELL: break;
    case IN_MARGIN:
        jx_xlsx_unescape(&reader->scratch);
        jx_fill_margin(&reader->fill, reader->scratch.bytes, reader->scratch.length);
        reader->place = OUTSIDE;
        break;
    case IN_DATA: reader->place = OUTSIDE; break;
    case IN_ROW:
        reader->row++;
        reader->place = IN_DATA;
        break;
    case IN_VALUE:
    case IN_FORMULA: reader->place = IN_CELL; break;
    case IN_INLINE:
        if (reader->rich.skipped == 0 && strcmp(name, "is") == 0)
            reader->place = IN_CELL;
        else
            jx_xlsx_rich_end(&reader->rich, name);
        break;
    }
}

static void sheet_text(void *user, const char *text, size_t length) {
    struct sheet_reader *reader = user;
    if (reader->skipped > 0) return;
    struct jx_package *package = &reader->workbook->package;
    if (reader->place == IN_MARGIN ||
        (reader->place == IN_VALUE && !(reader->type == INLINE && reader->inlined)))
        jx_scratch_add(package, &reader->scratch, text, length);
    else if (reader->place == IN_INLINE)
        jx_xlsx_rich_text(package, &reader->rich, &reader->scratch, text, length);
}

enum jx_status jx_xlsx_sheet_read(struct jx_xlsx_workbook *workbook, const char *part,
                                  struct jx_sheet *sheet) {
    static const struct jx_xml_handlers handlers = {
        .start = sheet_start, .end = sheet_end, .text = sheet_text};
    struct sheet_reader reader = {.workbook = workbook, .fill = {.book = &workbook->fill, .sheet = sheet}};
    enum jx_status status = jx_package_parse(&workbook->package, part, &handlers, &reader);
    if (status <= JX_WARN) jx_fill_tell(&reader.fill);
    return status;
}

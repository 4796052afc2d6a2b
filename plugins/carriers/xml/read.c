/*
 * The sheets of an XML Spreadsheet.
 *
 * An element counts only where it belongs: a remark has a Data as a cell has, and a style of Word's a Table. So each is
 * known together with the one that it stands in; whatever else stands there is passed over with all that it holds.
 *
 * Rows and cells follow each other unless they say where they are, which they may only do forwards.
 */
#include "plugins/carriers/shared/utf8.h"
#include "table.h"

#include <stdio.h>
#include <string.h>

enum element {
    OTHER,
    FILE_ITSELF, /* what the first element stands in */
    WORKBOOK,
    PROGRAM, /* ExcelWorkbook */
    DATES_OF_1904,
    STYLES,
    STYLE,
    FORMAT,
    FONT,
    SHEET,
    OPTIONS,
    VISIBLE,
    PAGE,
    MARGIN,
    TABLE,
    COLUMN,
    ROW,
    CELL,
    DATA
};

static const struct {
    const char *name;
    enum element parent, element;
} elements[] = {
    {"Cell", ROW, CELL},
    {"Data", CELL, DATA},
    {"Row", TABLE, ROW},
    {"Style", STYLES, STYLE},
    {"NumberFormat", STYLE, FORMAT},
    {"Font", STYLE, FONT},
    {"Column", TABLE, COLUMN},
    {"Table", SHEET, TABLE},
    {"Worksheet", WORKBOOK, SHEET},
    {"WorksheetOptions", SHEET, OPTIONS},
    {"Visible", OPTIONS, VISIBLE},
    {"PageSetup", OPTIONS, PAGE},
    {"Header", PAGE, MARGIN},
    {"Footer", PAGE, MARGIN},
    {"Styles", WORKBOOK, STYLES},
    {"ExcelWorkbook", WORKBOOK, PROGRAM},
    {"Date1904", PROGRAM, DATES_OF_1904},
    {"Workbook", FILE_ITSELF, WORKBOOK},
};

enum type { STRING, NUMBER, DATE, TRUTH, ERROR };

/* Columns that name a style for the cells in them. */
struct columns {
    uint32_t first, last;
    const char *style;
};

struct reader {
    struct jx_package package;
    struct jx_book *book;
    struct jx_fill_book fill_book;
    struct jx_fill fill;
    struct jx_xml_styles styles;
    const struct jx_number_format *date, *date_and_time; /* of dates whose style says nothing */
    bool date1904;

    enum element place;
    uint32_t skipped; /* how deep in elements that are not looked at */
    uint32_t words;   /* how deep in marked up words */
    uint32_t crossed; /* and how deep in such as are struck out; 0: they are not */

    /* of the sheet */
    bool tabled;             /* it has had its table */
    uint32_t row, column;    /* of the cell, or the next one; from zero */
    uint32_t row_span;       /* further rows that this one stands for */
    uint32_t next_column;    /* the one after the last that was described */
    struct columns *columns; /* in their order */
    uint32_t column_count, column_capacity;
    const char *table_style, *row_style; /* NULL: none */

    /* of the cell */
    bool styled; /* by itself, so that its numbers show by this format */
    const struct jx_number_format *format;
    bool struck;     /* the cell's style strikes out */
    bool struck_out; /* words of it are struck out, and left out */
    enum type type;
    bool formula, valued;      /* it has one; it has a Data, be it empty */
    uint32_t across;           /* further columns that it covers */
    struct jx_scratch scratch; /* its text; or whether the sheet is seen */
};

static const char *keep(struct reader *reader, const char *text) {
    return text ? reader->package.host->text(reader->package.call, text, strlen(text)) : NULL;
}

static uint32_t add_far(uint32_t a, uint32_t b) {
    return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

/* Spans count from zero and are often written though they are. No address reaches so far as a billion. */
static uint32_t span_read(const char **attributes, const char *name) {
    enum { FAR = 1 << 30 };
    const char *text = jx_xml_attribute(attributes, name);
    uint32_t span = jx_xml_number(text);
    if (span == UINT32_MAX) return text && strspn(text, "0123456789") > 9 ? FAR : 0;
    return span > FAR ? FAR : span;
}

/* Where an element says that it is. false: backwards, or nowhere; every program refuses such a file, for it cannot be
 * told what stands where. Reported. */
static bool index_read(struct reader *reader, const char **attributes, uint32_t *at) {
    const char *text = jx_xml_attribute(attributes, "Index");
    if (!text) return true;
    uint32_t index = jx_xml_number(text);
    if (index != UINT32_MAX && index > *at) {
        *at = index - 1;
        return true;
    }
    char what[48], line[24];
    snprintf(what, sizeof what, "ss:Index=\"%.24s\"", text);
    snprintf(line, sizeof line, "%zu", jx_package_line(&reader->package));
    JX_REPORT(reader->package.host, reader->package.call, JX_MSG_XML_DAMAGED, NULL, reader->package.part,
              what, line);
    jx_package_stop(&reader->package);
    return false;
}

/* --- sheets ------------------------------------------------------------------------------------------------------ */

static void sheet_start(struct reader *reader, const char **attributes) {
    const struct jx_host *host = reader->package.host;
    uint64_t most = reader->package.input->limits->sheets;
    if (reader->book->sheet_count >= most) {
        char number[24];
        snprintf(number, sizeof number, "%llu", (unsigned long long)most);
        JX_REPORT(host, reader->package.call, JX_MSG_SHEET_COUNT, NULL, number);
        jx_package_stop(&reader->package);
        return;
    }
    const char *name = jx_xml_attribute(attributes, "Name");
    reader->fill = (struct jx_fill){
        .book = &reader->fill_book,
        .sheet = host->sheet(reader->package.call, reader->book, keep(reader, name ? name : "")),
        .merges = reader->fill.merges, /* the room of the sheet before */
        .merge_capacity = reader->fill.merge_capacity,
    };
    reader->tabled = false;
}

static void table_start(struct reader *reader, const char **attributes) {
    reader->tabled = true;
    reader->row = reader->next_column = reader->column_count = 0;
    reader->table_style = keep(reader, jx_xml_attribute(attributes, "StyleID"));
}

/* Columns matter for the style that they name, and where they are hidden. */
static void column_start(struct reader *reader, const char **attributes) {
    const char *style = jx_xml_attribute(attributes, "StyleID");
    uint32_t first = reader->next_column;
    if (!index_read(reader, attributes, &first)) return;
    uint32_t last = add_far(first, span_read(attributes, "Span"));
    reader->next_column = add_far(last, 1);
    if (jx_xml_truth(jx_xml_attribute(attributes, "Hidden")))
        jx_unseen_columns(&reader->fill.unseen, first, last);
    if (!style || first >= reader->package.input->limits->columns) return;
    reader->columns = reader->package.host->grow(reader->package.call, reader->columns, reader->column_count,
                                                 &reader->column_capacity, sizeof *reader->columns);
    reader->columns[reader->column_count++] = (struct columns){first, last, keep(reader, style)};
}

static void row_start(struct reader *reader, const char **attributes) {
    if (!index_read(reader, attributes, &reader->row)) return;
    reader->row_span = span_read(attributes, "Span");
    reader->row_style = keep(reader, jx_xml_attribute(attributes, "StyleID"));
    reader->fill.hidden_row = jx_xml_truth(jx_xml_attribute(attributes, "Hidden"));
    reader->column = 0;
}

/* --- cells ------------------------------------------------------------------------------------------------------- */

/* The style that a column names, or NULL. */
static const char *column_style(const struct reader *reader, uint32_t column) {
    uint32_t first = 0, last = reader->column_count;
    while (first < last) {
        uint32_t middle = first + (last - first) / 2;
        if (reader->columns[middle].last < column)
            first = middle + 1;
        else
            last = middle;
    }
    bool found = first < reader->column_count && reader->columns[first].first <= column;
    return found ? reader->columns[first].style : NULL;
}

/* A cell without a style of its own has that of its row, its column or the table. */
static struct jx_xml_style *outer_style(struct reader *reader) {
    const char *style = reader->row_style;
    if (!style) style = column_style(reader, reader->column);
    if (!style) style = reader->table_style;
    return jx_xml_style_find(&reader->styles, style);
}

static const struct jx_number_format *cell_format(struct reader *reader) {
    if (reader->styled) return reader->format;
    return jx_xml_style_number(&reader->styles, outer_style(reader));
}

static enum type type_parse(const char *text) {
    static const struct {
        const char *name;
        enum type type;
    } types[] = {{"Number", NUMBER}, {"DateTime", DATE}, {"Boolean", TRUTH}, {"Error", ERROR}};
    for (size_t i = 0; text && i < sizeof types / sizeof *types; i++)
        if (strcmp(text, types[i].name) == 0) return types[i].type;
    return STRING;
}

static void merge_note(struct reader *reader, uint32_t down, uint32_t across) {
    struct jx_merge merge = {
        .row = reader->row, .column = reader->column, .rows = down + 1, .columns = across + 1};
    if ((down > 0 || across > 0) && !jx_fill_merge_note(&reader->fill, &merge))
        jx_package_stop(&reader->package);
}

static void cell_start(struct reader *reader, const char **attributes) {
    if (!index_read(reader, attributes, &reader->column)) return;
    uint32_t across = span_read(attributes, "MergeAcross");
    merge_note(reader, span_read(attributes, "MergeDown"), across);
    const char *style = jx_xml_attribute(attributes, "StyleID");
    reader->styled = style;
    if (style)
        reader->format = jx_xml_style_number(&reader->styles, jx_xml_style_find(&reader->styles, style));
    reader->struck = reader->styles.any_struck &&
                     jx_xml_style_struck(&reader->styles, style ? jx_xml_style_find(&reader->styles, style)
                                                                : outer_style(reader));
    reader->struck_out = false;
    reader->formula = jx_xml_attribute(attributes, "Formula");
    reader->valued = false;
    reader->type = STRING;
    reader->scratch.length = 0;
    reader->across = across;
}

static bool text_put(struct reader *reader, const char *text, uint32_t length) {
    return jx_fill_text(&reader->fill, reader->row, reader->column, text, length);
}

static bool scratch_put(struct reader *reader) {
    const struct jx_scratch *scratch = &reader->scratch;
    return text_put(reader, reader->package.host->text(reader->package.call, scratch->bytes, scratch->length),
                    scratch->length);
}

static bool number_put(struct reader *reader) {
    struct jx_number_decimal number;
    if (!jx_number_decimal_parse(reader->scratch.bytes, reader->scratch.length, &number))
        return scratch_put(reader);
    return jx_fill_number(&reader->fill, reader->row, reader->column, &number, cell_format(reader),
                          reader->date1904);
}

static bool date_put(struct reader *reader) {
    struct jx_number_decimal number;
    bool timed;
    if (!jx_xml_date_parse(reader->scratch.bytes, reader->scratch.length, reader->date1904, &number, &timed))
        return scratch_put(reader);
    const struct jx_number_format *format = cell_format(reader);
    if (!format) format = timed ? reader->date_and_time : reader->date;
    return jx_fill_number(&reader->fill, reader->row, reader->column, &number, format, reader->date1904);
}

/* Errors are blank, as in all workbooks. */
static bool error_put(struct reader *reader) {
    jx_fill_report(
        &reader->fill, reader->row, reader->column, JX_MSG_CELL_ERROR,
        reader->package.host->text(reader->package.call, reader->scratch.bytes, reader->scratch.length));
    return true;
}

static bool cell_put(struct reader *reader) {
    const struct jx_scratch *scratch = &reader->scratch;
    if (reader->struck_out) jx_fill_struck(&reader->fill, reader->row, reader->column);
    if (scratch->length == 0) {
        if (reader->formula && !reader->valued)
            jx_fill_report(&reader->fill, reader->row, reader->column, JX_MSG_CELL_FORMULA, "");
        return true;
    }
    switch (reader->type) {
    case NUMBER: return number_put(reader);
    case DATE: return date_put(reader);
    case ERROR: return error_put(reader);
    case TRUTH: {
        bool yes = scratch->bytes[0] == '1' || scratch->bytes[0] == 't' || scratch->bytes[0] == 'T';
        return text_put(reader, yes ? "TRUE" : "FALSE", yes ? 4 : 5);
    }
    default: return scratch_put(reader);
    }
}

static void cell_end(struct reader *reader) {
    if (!cell_put(reader)) jx_package_stop(&reader->package);
    reader->column = add_far(reader->column, reader->across + 1);
}

/* --- elements ---------------------------------------------------------------------------------------------------- */

static enum element element_find(const char *name, enum element parent) {
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (elements[i].parent == parent && strcmp(elements[i].name, name) == 0) return elements[i].element;
    return OTHER;
}

static enum element parent_of(enum element element) {
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (elements[i].element == element) return elements[i].parent;
    return FILE_ITSELF;
}

static void margin_note(struct reader *reader, const char *data) {
    if (data) jx_fill_margin(&reader->fill, data, strlen(data));
}

static void element_start(struct reader *reader, enum element element, const char **attributes) {
    switch (element) {
    case DATES_OF_1904: reader->date1904 = true; break;
    case STYLE:
        jx_xml_style_start(&reader->styles, jx_xml_attribute(attributes, "ID"),
                           jx_xml_attribute(attributes, "Parent"));
        break;
    case FONT: jx_xml_style_font(&reader->styles, jx_xml_attribute(attributes, "StrikeThrough")); break;
    case FORMAT: jx_xml_style_format(&reader->styles, jx_xml_attribute(attributes, "Format")); break;
    case SHEET: sheet_start(reader, attributes); break;
    case TABLE: table_start(reader, attributes); break;
    case COLUMN: column_start(reader, attributes); break;
    case ROW: row_start(reader, attributes); break;
    case CELL: cell_start(reader, attributes); break;
    case DATA:
        reader->type = type_parse(jx_xml_attribute(attributes, "Type"));
        reader->valued = true;
        break;
    case VISIBLE: reader->scratch.length = 0; break;
    case MARGIN: margin_note(reader, jx_xml_attribute(attributes, "Data")); break;
    default: break;
    }
}

static void element_end(struct reader *reader, enum element element) {
    const struct jx_scratch *scratch = &reader->scratch;
    switch (element) {
    case VISIBLE:
        reader->fill.sheet->hidden = scratch->length > 5 && !memcmp(scratch->bytes, "Sheet", 5) &&
                                     memmem(scratch->bytes, scratch->length, "Hidden", 6);
        break;
    case TABLE:
        if (!jx_fill_merges_make(&reader->fill)) jx_package_stop(&reader->package);
        break;
    case SHEET: /* only behind the table does it say whether it is hidden as a whole */
        if (!reader->package.stopped) jx_fill_tell(&reader->fill);
        break;
    case ROW: reader->row = add_far(reader->row, reader->row_span + 1); break;
    case CELL: cell_end(reader); break;
    default: break;
    }
}

/* Words are marked up as in pages. */
static bool strikes(const char *name) {
    return strcmp(name, "S") == 0 || strcmp(name, "Strike") == 0 || strcmp(name, "Del") == 0;
}

static void on_start(void *user, const char *name, const char **attributes) {
    struct reader *reader = user;
    if (reader->place == DATA && reader->skipped == 0) {
        reader->words++;
        if (reader->crossed == 0 && strikes(name)) reader->crossed = reader->words;
        return;
    }
    enum element element = reader->skipped > 0 ? OTHER : element_find(name, reader->place);
    if (element == OTHER || (element == TABLE && reader->tabled)) {
        reader->skipped++;
        return;
    }
    reader->place = element;
    element_start(reader, element, attributes);
}

static void on_end(void *user, const char *name) {
    (void)name;
    struct reader *reader = user;
    if (reader->skipped > 0) {
        reader->skipped--;
    } else if (reader->words > 0) {
        if (reader->crossed == reader->words) reader->crossed = 0;
        reader->words--;
    } else {
        element_end(reader, reader->place);
        reader->place = parent_of(reader->place);
    }
}

static void on_text(void *user, const char *text, size_t length) {
    struct reader *reader = user;
    if (reader->skipped > 0 || (reader->place != DATA && reader->place != VISIBLE)) return;
    if (reader->place == DATA && (reader->struck || reader->crossed > 0))
        reader->struck_out = reader->struck_out || !jx_utf8_blank(text, length);
    else
        jx_scratch_add(&reader->package, &reader->scratch, text, length);
}

enum jx_status jx_xml_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                           struct jx_book *book) {
    static const struct jx_xml_handlers handlers = {.start = on_start, .end = on_end, .text = on_text};
    struct jx_input *decoded = host->allocate(call, sizeof *decoded);
    if (jx_xml_decode(host, call, input, decoded) != JX_OK) return JX_FAIL;
    struct reader *reader = host->allocate(call, sizeof *reader);
    reader->package = (struct jx_package){.host = host, .call = call, .input = decoded, .decoded = true};
    reader->book = book;
    reader->place = FILE_ITSELF;
    reader->fill_book = (struct jx_fill_book){
        .host = host, .call = call, .limits = input->limits, .into = book, .source = decoded->length};
    reader->styles = (struct jx_xml_styles){.host = host, .call = call};
    reader->date = jx_number_format_compile(host, call, "yyyy-mm-dd");
    reader->date_and_time = jx_number_format_compile(host, call, "yyyy-mm-dd hh:mm:ss");
    enum jx_status status = jx_package_parse_flat(&reader->package, &handlers, reader);
    jx_package_close(&reader->package);
    return jx_fill_finish(host, call, book, status);
}

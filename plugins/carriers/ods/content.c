/*
 * The sheets of a spreadsheet.
 *
 * Rows and cells that are alike are written once, with how often they repeat: a sheet of a few lines ends in a million
 * blank rows. So a row is collected first, and then put into the grid as often as it says; what is blank costs nothing.
 */
#include "plugins/carriers/shared/utf8.h"
#include "spreadsheet.h"

#include <stdio.h>
#include <string.h>

enum {
    REPEATED_MOST = 1 << 22, /* four columns filled to the last row of a sheet */
    STRUCK_MOST = 1000
};

enum element {
    OTHER,
    SKIPPED,
    OWN_STYLES,
    STYLE,
    TABLE_LOOKS,
    TEXT_LOOKS,
    TABLE,
    COLUMN,
    ROW,
    CELL,
    COVERED,
    PARAGRAPH,
    SPAN,
    BLANKS,
    TAB,
    LINE_BREAK
};

/* Sorted by name. What is passed over stands beside the cells (shapes, changes), or is no text of theirs (comments). */
static const struct jx_xml_element elements[] = {
    {"annotation", SKIPPED},
    {"automatic-styles", OWN_STYLES},
    {"caption", SKIPPED},
    {"circle", SKIPPED},
    {"connector", SKIPPED},
    {"control", SKIPPED},
    {"covered-table-cell", COVERED},
    {"custom-shape", SKIPPED},
    {"ellipse", SKIPPED},
    {"forms", SKIPPED},
    {"frame", SKIPPED},
    {"g", SKIPPED},
    {"h", PARAGRAPH},
    {"line", SKIPPED},
    {"line-break", LINE_BREAK},
    {"master-styles", SKIPPED},
    {"measure", SKIPPED},
    {"note", SKIPPED},
    {"p", PARAGRAPH},
    {"path", SKIPPED},
    {"polygon", SKIPPED},
    {"polyline", SKIPPED},
    {"rect", SKIPPED},
    {"regular-polygon", SKIPPED},
    {"ruby-text", SKIPPED},
    {"s", BLANKS},
    {"shapes", SKIPPED},
    {"span", SPAN},
    {"style", STYLE},
    {"tab", TAB},
    {"table", TABLE},
    {"table-cell", CELL},
    {"table-column", COLUMN},
    {"table-properties", TABLE_LOOKS},
    {"table-row", ROW},
    {"table-source", SKIPPED},
    {"text-properties", TEXT_LOOKS},
    {"tracked-changes", SKIPPED},
};

/* Columns whose cells are struck out unless they say otherwise. */
struct struck_columns {
    uint32_t first, last;
};

/* A cell of the row being read, with content or a merge; `repeats` columns from `column` on are alike. */
struct row_cell {
    uint32_t column, repeats;
    struct jx_ods_content content;
    uint32_t rows, columns; /* of its merge; 1, 1 without one */
    bool covered;
};

struct reader {
    struct jx_package *package;
    struct jx_book *book;
    struct jx_fill_book fill_book;
    struct jx_fill fill;
    uint32_t skipped;
    uint32_t tables; /* open ones; those inside of another are passed over */
    bool in_row, in_cell, in_paragraph;
    uint32_t row, row_repeats;
    uint32_t repeated; /* cells of all sheets that are only said to be there again */
    uint32_t column;
    struct row_cell *cells; /* of the row */
    uint32_t count, capacity;

    /* of the cell */
    struct row_cell cell;
    struct jx_ods_value value;
    bool formula;
    uint32_t paragraphs;
    uint32_t blanks; /* of all cells, that were only counted */
    bool blank;      /* the last character is white space that further white space adds nothing to */
    bool soft;       /* and there was a line end of the file in it */

    /* names of styles of tables that are not displayed */
    const char *style;
    const char **hidden;
    uint32_t hidden_count, hidden_capacity;

    struct jx_ods_pages *pages;

    /* what is struck out */
    struct jx_ods_styles styles;
    bool common; /* the part is that of styles which all parts know */
    struct struck_columns *columns;
    uint32_t column_count, column_capacity;
    int row_struck;  /* by the row's style for its cells: 1, -1, 0: it says nothing */
    bool struck;     /* the cell */
    bool struck_out; /* something of the cell was left out */
    bool *spans;     /* whether the words are that stand in the open spans */
    uint32_t span_count, span_capacity;
};

static enum element element_find(const char *name) {
    return (enum element)jx_xml_find(elements, sizeof elements / sizeof *elements, name);
}

/* How often, or how far: at least once, and no further than a 32-bit address can reach. */
static uint32_t count_read(const char *text) {
    enum { FAR = 1 << 30 };
    uint32_t count = jx_xml_number(text);
    if (count == UINT32_MAX) return text && strlen(text) > 9 ? FAR : 1;
    return count == 0 ? 1 : count > FAR ? FAR : count;
}

static uint32_t add_far(uint32_t a, uint32_t b) {
    return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

/* --- sheets ------------------------------------------------------------------------------------------------------ */

static void style_note(struct reader *reader, const char **attributes) {
    enum { HIDDEN_MOST = 1000 };
    const struct jx_host *host = reader->package->host;
    const char *display = jx_xml_attribute(attributes, "display");
    if (!reader->style || !display || strcmp(display, "false") != 0 || reader->hidden_count >= HIDDEN_MOST)
        return;
    reader->hidden = host->grow(reader->package->call, reader->hidden, reader->hidden_count,
                                &reader->hidden_capacity, sizeof *reader->hidden);
    reader->hidden[reader->hidden_count++] = reader->style;
}

static void page_note(struct reader *reader, const char *name) {
    enum { PAGES_MOST = 1000 };
    const struct jx_package *package = reader->package;
    struct jx_ods_pages *pages = reader->pages;
    if (!name || pages->count >= PAGES_MOST) return;
    pages->names = package->host->grow(package->call, pages->names, pages->count, &pages->capacity,
                                       sizeof *pages->names);
    pages->names[pages->count++] = package->host->text(package->call, name, strlen(name));
}

static bool table_hidden(const struct reader *reader, const char **attributes) {
    const char *style = jx_xml_attribute(attributes, "style-name");
    for (uint32_t i = 0; style && i < reader->hidden_count; i++)
        if (strcmp(reader->hidden[i], style) == 0) return true;
    return false;
}

/* false: there are more than any program writes, which is reported. */
static bool table_start(struct reader *reader, const char **attributes) {
    const struct jx_host *host = reader->package->host;
    uint64_t most = reader->package->input->limits->sheets;
    if (reader->book->sheet_count >= most) {
        char number[24];
        snprintf(number, sizeof number, "%llu", (unsigned long long)most);
        JX_REPORT(host, reader->package->call, JX_MSG_SHEET_COUNT, NULL, number);
        jx_package_stop(reader->package);
        return false;
    }
    const char *name = jx_xml_attribute(attributes, "name");
    if (!name) name = "";
    reader->fill = (struct jx_fill){
        .book = &reader->fill_book,
        .sheet = host->sheet(reader->package->call, reader->book,
                             host->text(reader->package->call, name, strlen(name))),
        .merges = reader->fill.merges, /* the room of the sheet before */
        .merge_capacity = reader->fill.merge_capacity,
    };
    reader->fill.sheet->hidden = table_hidden(reader, attributes);
    reader->row = reader->column = reader->column_count = 0;
    return true;
}

/* Hidden by hand (collapse), or by a filter. */
static bool is_hidden(const char **attributes) {
    const char *visibility = jx_xml_attribute(attributes, "visibility");
    return visibility && (strcmp(visibility, "collapse") == 0 || strcmp(visibility, "filter") == 0);
}

static void columns_start(struct reader *reader, const char **attributes) {
    uint32_t count = count_read(jx_xml_attribute(attributes, "number-columns-repeated"));
    uint32_t next = add_far(reader->column, count);
    if (is_hidden(attributes) && next > reader->column)
        jx_unseen_columns(&reader->fill.unseen, reader->column, next - 1);
    const char *style = jx_xml_attribute(attributes, "default-cell-style-name");
    if (style && reader->column_count < STRUCK_MOST &&
        jx_ods_style_struck(&reader->styles, style, true) > 0) {
        reader->columns =
            reader->package->host->grow(reader->package->call, reader->columns, reader->column_count,
                                        &reader->column_capacity, sizeof *reader->columns);
        reader->columns[reader->column_count++] = (struct struck_columns){reader->column, next - 1};
    }
    reader->column = next;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* Puts one cell where it stands. */
static bool cell_put(struct reader *reader, uint32_t row, const struct row_cell *cell, uint32_t column) {
    const struct jx_host *host = reader->package->host;
    struct jx_fill *fill = &reader->fill;
    const struct jx_ods_content *content = &cell->content;
    if (content->length > 0) {
        if (!jx_fill_text(fill, row, column, content->text, content->length)) return false;
        struct jx_cell *made = host->cell(reader->package->call, fill->sheet, row, column);
        made->kind = (uint8_t)content->kind;
        made->decimals = content->decimals;
    }
    if (content->rounded) {
        struct jx_place place = {fill->sheet->name, row + 1, column + 1, 0};
        JX_REPORT(host, reader->package->call, JX_MSG_NUMBER_ROUNDED, &place, content->rounded,
                  content->text);
    }
    if (cell->rows == 1 && cell->columns == 1) return true;
    struct jx_merge merge = {.row = row, .column = column, .rows = cell->rows, .columns = cell->columns};
    return jx_fill_merge_note(fill, &merge);
}

/* A short file can ask for the same cell as often as it likes. false: it does so more often than a table would, which is
 * reported. */
static bool repeat_count(struct reader *reader, uint32_t row, uint32_t column) {
    char number[24];
    if (++reader->repeated <= REPEATED_MOST) return true;
    snprintf(number, sizeof number, "%d", REPEATED_MOST);
    jx_fill_report(&reader->fill, row, column, JX_MSG_SHEET_REPEATS, number);
    return false;
}

/* `again`: the row has been put before. */
static bool row_put(struct reader *reader, uint32_t row, bool again) {
    const struct jx_host *host = reader->package->host;
    for (uint32_t i = 0; i < reader->count; i++) {
        const struct row_cell *cell = &reader->cells[i];
        for (uint32_t k = 0; k < cell->repeats; k++) {
            uint32_t column = add_far(cell->column, k);
            if (host->expired(reader->package->call)) return false;
            if ((again || k > 0) && !repeat_count(reader, row, column)) return false;
            if (!cell_put(reader, row, cell, column)) return false;
        }
    }
    return true;
}

/* What is merged downwards stands there once, even in rows that repeat. */
static void merged_drop(struct reader *reader) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < reader->count; i++)
        if (reader->cells[i].rows == 1) reader->cells[kept++] = reader->cells[i];
    reader->count = kept;
}

static void row_finish(struct reader *reader) {
    reader->in_row = false;
    for (uint32_t k = 0; reader->count > 0 && k < reader->row_repeats; k++) {
        if (!row_put(reader, add_far(reader->row, k), k > 0)) {
            jx_package_stop(reader->package);
            break;
        }
        merged_drop(reader);
    }
    reader->row = add_far(reader->row, reader->row_repeats);
    reader->count = 0;
}

/* --- cells ------------------------------------------------------------------------------------------------------- */

static void value_note(struct reader *reader, const char *text) {
    reader->value.value.length = 0;
    jx_scratch_add(reader->package, &reader->value.value, text, strlen(text));
}

static enum jx_ods_type type_parse(const char *text) {
    static const struct {
        const char *name;
        enum jx_ods_type type;
    } types[] = {{"string", JX_ODS_TEXT},        {"float", JX_ODS_NUMBER}, {"currency", JX_ODS_NUMBER},
                 {"percentage", JX_ODS_PERCENT}, {"date", JX_ODS_DATE},    {"time", JX_ODS_TIME},
                 {"boolean", JX_ODS_TRUTH},      {"error", JX_ODS_ERROR},  {"void", JX_ODS_NONE}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(text, types[i].name) == 0) return types[i].type;
    return JX_ODS_NONE;
}

/* LibreOffice writes the type twice, in its own namespace too; only there it is that of an error. */
static void cell_attribute(struct reader *reader, const char *name, const char *value) {
    const char *local = jx_xml_local(name);
    if (strcmp(local, "value-type") == 0) {
        enum jx_ods_type type = type_parse(value);
        if (type == JX_ODS_ERROR || (reader->value.type == JX_ODS_NONE && strncmp(name, "calcext", 7) != 0))
            reader->value.type = type;
    } else if (strcmp(local, "value") == 0 || strcmp(local, "date-value") == 0 ||
               strcmp(local, "time-value") == 0 || strcmp(local, "boolean-value") == 0 ||
               strcmp(local, "string-value") == 0) {
        value_note(reader, value);
    } else if (strcmp(local, "formula") == 0) {
        reader->formula = true;
    } else if (strcmp(local, "number-columns-repeated") == 0) {
        reader->cell.repeats = count_read(value);
    } else if (strcmp(local, "number-columns-spanned") == 0) {
        reader->cell.columns = count_read(value);
    } else if (strcmp(local, "number-rows-spanned") == 0) {
        reader->cell.rows = count_read(value);
    }
}

/* A cell without a style of its own has that of its row or of its column. */
static bool cell_struck(struct reader *reader, const char **attributes) {
    if (!reader->styles.any_struck) return false;
    const char *style = jx_xml_attribute(attributes, "style-name");
    if (style) return jx_ods_style_struck(&reader->styles, style, true) > 0;
    bool struck = reader->row_struck > 0;
    for (uint32_t i = 0; i < reader->column_count && reader->row_struck == 0; i++)
        struck = struck ||
                 (reader->columns[i].first <= reader->column && reader->column <= reader->columns[i].last);
    return struck;
}

static void cell_start(struct reader *reader, const char **attributes, bool covered) {
    reader->in_cell = true;
    reader->cell = (struct row_cell){
        .column = reader->column, .repeats = 1, .rows = 1, .columns = 1, .covered = covered};
    reader->value.type = JX_ODS_NONE;
    reader->value.value.length = reader->value.shown.length = 0;
    reader->formula = false;
    reader->paragraphs = 0;
    reader->struck = cell_struck(reader, attributes);
    reader->struck_out = false;
    reader->span_count = 0;
    for (; attributes[0]; attributes += 2) cell_attribute(reader, attributes[0], attributes[1]);
}

/* Errors and lost results are told as for workbooks, once for all cells that are alike; they are blank. */
static void cell_report(struct reader *reader) {
    struct jx_ods_content *content = &reader->cell.content;
    if (reader->value.type == JX_ODS_ERROR && content->length > 0)
        jx_fill_report(&reader->fill, reader->row, reader->cell.column, JX_MSG_CELL_ERROR, content->text);
    else if (reader->value.type == JX_ODS_NONE && content->length == 0)
        jx_fill_report(&reader->fill, reader->row, reader->cell.column, JX_MSG_CELL_FORMULA, "");
    if (reader->value.type == JX_ODS_ERROR) *content = (struct jx_ods_content){0};
}

/* Where nothing is left of what a cell shows, it has no value either. */
static void struck_drop(struct reader *reader) {
    struct jx_ods_value *value = &reader->value;
    if (reader->struck && value->value.length > 0) reader->struck_out = true;
    if (!reader->struck_out) return;
    jx_fill_struck(&reader->fill, reader->row, reader->cell.column);
    if (!reader->struck && !jx_utf8_blank(value->shown.bytes, value->shown.length)) return;
    if (jx_utf8_blank(value->shown.bytes, value->shown.length)) value->shown.length = 0;
    value->value.length = 0;
    value->type = JX_ODS_TEXT;
}

static void cell_finish(struct reader *reader) {
    const struct jx_host *host = reader->package->host;
    struct jx_call *call = reader->package->call;
    struct row_cell *cell = &reader->cell;
    reader->in_cell = false;
    reader->column = add_far(reader->column, cell->repeats);
    bool merged = !cell->covered && (cell->rows > 1 || cell->columns > 1);
    if (merged) cell->repeats = 1;
    struck_drop(reader);
    if (reader->value.shown.length > 0 || reader->value.value.length > 0)
        cell->content = jx_ods_value_show(host, call, &reader->value);
    if (reader->value.type == JX_ODS_ERROR || reader->formula) cell_report(reader);
    if (cell->content.length == 0 && !merged) return;
    reader->cells = host->grow(call, reader->cells, reader->count, &reader->capacity, sizeof *reader->cells);
    reader->cells[reader->count++] = *cell;
}

/* --- texts ------------------------------------------------------------------------------------------------------- */

static bool is_struck(const struct reader *reader) {
    return reader->span_count > 0 ? reader->spans[reader->span_count - 1] : reader->struck;
}

static void span_start(struct reader *reader, const char **attributes) {
    const char *style = jx_xml_attribute(attributes, "style-name");
    int said = style ? jx_ods_style_struck(&reader->styles, style, false) : 0;
    bool struck = said == 0 ? is_struck(reader) : said > 0;
    reader->spans = reader->package->host->grow(reader->package->call, reader->spans, reader->span_count,
                                                &reader->span_capacity, sizeof *reader->spans);
    reader->spans[reader->span_count++] = struck;
}

static void text_add(struct reader *reader, const char *bytes, size_t length) {
    if (is_struck(reader)) {
        reader->struck_out = reader->struck_out || !jx_utf8_blank(bytes, length);
        return;
    }
    jx_scratch_add(reader->package, &reader->value.shown, bytes, length);
}

/* White space counts as one blank, and for nothing at the start of a paragraph; more of it has elements of its own. A
 * blank at the end stays, as LibreOffice has it, but not a line end. */
static void text_put(struct reader *reader, const char *text, size_t length) {
    for (size_t i = 0; i < length;) {
        size_t start = i;
        while (i < length && !memchr(" \t\n\r", text[i], 4)) i++;
        if (i > start) text_add(reader, text + start, i - start);
        if (i > start) reader->blank = false;
        if (i == length) return;
        if (!reader->blank) {
            text_add(reader, " ", 1);
            reader->soft = false;
        }
        reader->soft = reader->soft || text[i] != ' ';
        reader->blank = true;
        i++;
    }
}

/* `c` says how many; a short file could make a text of nothing else, or many, so that all of a file's are counted. */
static void blanks_put(struct reader *reader, const char **attributes) {
    enum { BLANKS_MOST = 10000, BLANKS_OF_ALL = 1 << 20 };
    static const char blanks[64] = "                                                               ";
    uint32_t count = count_read(jx_xml_attribute(attributes, "c"));
    if (count > BLANKS_MOST) count = BLANKS_MOST;
    if (count > BLANKS_OF_ALL - reader->blanks) count = 1;
    if (count > 1) reader->blanks += count;
    for (; count > 0 && !reader->package->stopped; count -= count < 63 ? count : 63)
        text_add(reader, blanks, count < 63 ? count : 63);
    reader->blank = false;
}

static void paragraph_start(struct reader *reader) {
    if (reader->paragraphs++ > 0) text_add(reader, "\n", 1);
    reader->in_paragraph = true;
    reader->blank = true;
    reader->soft = false;
}

static void paragraph_end(struct reader *reader) {
    struct jx_scratch *shown = &reader->value.shown;
    if (reader->blank && reader->soft && shown->length > 0 && shown->bytes[shown->length - 1] == ' ')
        shown->length--;
    reader->in_paragraph = false;
}

/* --- elements ---------------------------------------------------------------------------------------------------- */

static void text_element(struct reader *reader, enum element element, const char **attributes) {
    if (element == PARAGRAPH && !reader->in_paragraph) paragraph_start(reader);
    if (!reader->in_paragraph) return;
    if (element == SPAN) span_start(reader, attributes);
    if (element == BLANKS) blanks_put(reader, attributes);
    if (element == TAB) text_add(reader, "\t", 1);
    if (element == LINE_BREAK) text_add(reader, "\n", 1);
    if (element == TAB || element == LINE_BREAK) reader->blank = false;
}

static int row_struck(struct reader *reader, const char **attributes) {
    const char *style = jx_xml_attribute(attributes, "default-cell-style-name");
    if (!style || !reader->styles.any_struck) return 0;
    return jx_ods_style_struck(&reader->styles, style, true) > 0 ? 1 : -1;
}

/* false: the element is passed over, with all that it holds. */
static bool element_start(struct reader *reader, enum element element, const char **attributes) {
    const struct jx_package *package = reader->package;
    switch (element) {
    case SKIPPED: return false;
    case OWN_STYLES: return !reader->common;
    case STYLE:
        jx_ods_style_start(reader->package, &reader->styles, attributes);
        if (!reader->common) page_note(reader, jx_xml_attribute(attributes, "master-page-name"));
        reader->style = jx_xml_attribute(attributes, "name");
        if (reader->style)
            reader->style = package->host->text(package->call, reader->style, strlen(reader->style));
        return true;
    case TABLE_LOOKS: style_note(reader, attributes); return true;
    case TEXT_LOOKS: jx_ods_style_looks(&reader->styles, attributes); return true;
    case TABLE:
        if (reader->tables > 0) return false;
        reader->tables = 1;
        return table_start(reader, attributes);
    case COLUMN:
        if (reader->tables == 0 || reader->in_row) return false;
        columns_start(reader, attributes);
        return true;
    case ROW:
        if (reader->tables == 0 || reader->in_row) return false;
        reader->in_row = true;
        reader->fill.hidden_row = is_hidden(attributes);
        reader->column = 0;
        reader->row_struck = row_struck(reader, attributes);
        reader->row_repeats = count_read(jx_xml_attribute(attributes, "number-rows-repeated"));
        return true;
    case CELL:
    case COVERED:
        if (!reader->in_row || reader->in_cell) return false;
        cell_start(reader, attributes, element == COVERED);
        return true;
    default:
        if (reader->in_cell) text_element(reader, element, attributes);
        return true;
    }
}

static void on_start(void *user, const char *name, const char **attributes) {
    struct reader *reader = user;
    if (reader->skipped > 0 || !element_start(reader, element_find(name), attributes)) reader->skipped++;
}

static void on_end(void *user, const char *name) {
    struct reader *reader = user;
    if (reader->skipped > 0) {
        reader->skipped--;
        return;
    }
    switch (element_find(name)) {
    case STYLE:
        reader->style = NULL;
        reader->styles.open = false;
        break;
    case SPAN:
        if (reader->span_count > 0) reader->span_count--;
        break;
    case TABLE:
        reader->tables = 0;
        if (!jx_fill_merges_make(&reader->fill)) jx_package_stop(reader->package);
        if (!reader->package->stopped) jx_fill_tell(&reader->fill);
        break;
    case ROW: row_finish(reader); break;
    case CELL:
    case COVERED: cell_finish(reader); break;
    case PARAGRAPH:
        if (reader->in_cell && reader->in_paragraph) paragraph_end(reader);
        break;
    default: break;
    }
}

static void on_text(void *user, const char *text, size_t length) {
    struct reader *reader = user;
    if (reader->skipped == 0 && reader->in_paragraph) text_put(reader, text, length);
}

enum jx_status jx_ods_content_read(struct jx_package *package, const char *part, struct jx_book *book,
                                   struct jx_ods_pages *pages) {
    static const struct jx_xml_handlers handlers = {.start = on_start, .end = on_end, .text = on_text};
    static const struct jx_xml_handlers common = {
        .start = on_start, .end = on_end, .text = on_text, .again = true};
    struct reader *reader = package->host->allocate(package->call, sizeof *reader);
    reader->package = package;
    reader->book = book;
    reader->pages = pages;
    reader->fill_book =
        (struct jx_fill_book){.host = package->host, .call = package->call, .limits = package->input->limits};
    if (!part) return jx_package_parse_flat(package, &handlers, reader);
    enum jx_status status = JX_OK;
    if (jx_package_has(package, "styles.xml")) {
        reader->common = true;
        status = jx_package_parse(package, "styles.xml", &common, reader);
        reader->common = false;
        reader->hidden_count = 0;
    }
    return status > JX_WARN ? status : jx_package_parse(package, part, &handlers, reader);
}

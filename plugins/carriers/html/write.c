/*
 * Writing a book as one page that prints like the paper form and needs nothing beside it: no script, no picture, no
 * file of styles.
 *
 * A browser repeats the head of a table on every page only if the table begins with it. So rows above a head that is to
 * be repeated are a table of their own, of the same columns; reading the page back gives the same rows.
 */
#include "html.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

struct writer {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_sheet *sheet;
    char *bytes;
    uint32_t length, capacity;
    uint32_t columns;
};

/* --- bytes ------------------------------------------------------------------------------------------------------- */

static void put_bytes(struct writer *writer, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (writer->length == writer->capacity)
            writer->bytes =
                writer->host->grow(writer->call, writer->bytes, writer->length, &writer->capacity, 1);
        writer->bytes[writer->length++] = bytes[i];
    }
}

static void put(struct writer *writer, const char *text) {
    put_bytes(writer, text, strlen(text));
}

/* Short pieces with numbers in them. */
static void put_number(struct writer *writer, const char *before, uint64_t number, const char *after) {
    char text[24];
    snprintf(text, sizeof text, "%llu", (unsigned long long)number);
    put(writer, before);
    put(writer, text);
    put(writer, after);
}

/* What a character is written as; NULL: as it is. Control characters cannot stand in a page. */
static const char *escaped(unsigned char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\n': return "<br>";
    case '\r': return "";
    case '\t': return "<span style=\"white-space:pre\">\t</span>";
    default: return c < 0x20 || c == 0x7F ? "\xEF\xBF\xBD" : NULL;
    }
}

/* Text between tags. A browser would make one of several blanks and none of one at either end of a line: those are
 * written so that they stay. */
static void put_text(struct writer *writer, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        const char *instead = escaped((unsigned char)text[i]);
        bool edge =
            i == 0 || i + 1 == length || strchr(" \n\r\t", text[i - 1]) || strchr("\n\r", text[i + 1]);
        if (text[i] == ' ' && edge)
            put(writer, "&nbsp;");
        else if (instead)
            put(writer, instead);
        else
            put_bytes(writer, text + i, 1);
    }
}

/* Text within a tag or the title: no markup, line ends are blanks. */
static void put_value(struct writer *writer, const char *text) {
    for (; text && *text; text++) {
        const char *instead = strchr("\n\r\t", *text) ? " " : escaped((unsigned char)*text);
        if (instead)
            put(writer, instead);
        else
            put_bytes(writer, text, 1);
    }
}

/* --- the head ---------------------------------------------------------------------------------------------------- */

/* The looks by class; sizes in points as in the printed form. On paper a table is as wide as the page lets it. */
static const char styles[] =
    "@page{size:A4 portrait;margin:18mm 15mm}\n"
    "@page wide{size:A4 landscape;margin:15mm 18mm}\n"
    "body{margin:0;font:10.5pt/1.35 SimSun,\"宋体\",\"Noto Serif CJK SC\",serif;color:#000;background:#fff}\n"
    "section{width:180mm;margin:10mm auto;padding:0 1pt}\n"
    "section.wide{width:261mm;page:wide}\n"
    "section+section{break-before:page;page-break-before:always}\n"
    "table{width:100%;border-collapse:collapse;table-layout:fixed}\n"
    "thead{display:table-header-group}\n"
    "tr{break-inside:avoid;page-break-inside:avoid}\n"
    "td{padding:1pt "
    "3pt;vertical-align:middle;text-align:left;overflow-wrap:break-word;word-wrap:break-word}\n"
    ".label,.label-left,.label-right,.text,.centre{border:0.75pt solid #000}\n"
    ".title{font:bold 16pt/1.4 SimHei,\"黑体\",\"Noto Sans CJK SC\",sans-serif;text-align:center}\n"
    ".label,.centre,.note-centre{text-align:center}\n"
    ".label-right,.note-right{text-align:right}\n"
    ".title,.note,.note-centre,.note-right,.label,.label-left,.label-right,.text,.centre{"
    "mso-number-format:\"\\@\"}\n"
    "@media print{section,section.wide{width:auto;margin:0}}\n";

static void put_head(struct writer *writer, const struct jx_output *output, const struct jx_book *book) {
    time_t created = (time_t)output->created;
    struct tm when;
    char date[48];
    const char *encoding = output->encoding ? output->encoding : "utf-8";
    put(writer, "<!DOCTYPE html>\n<html lang=\"zh-CN\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\n"
                "<head>\n<meta charset=\"");
    put_value(writer, encoding);
    put(writer, "\">\n<title>");
    put_value(writer, book->title ? book->title : "");
    put(writer, "</title>\n<meta name=\"generator\" content=\"jixiao\">\n");
    if (book->author && *book->author) {
        put(writer, "<meta name=\"author\" content=\"");
        put_value(writer, book->author);
        put(writer, "\">\n");
    }
    if (output->created > 0 && gmtime_r(&created, &when) &&
        strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &when)) {
        put(writer, "<meta name=\"dcterms.created\" content=\"");
        put(writer, date);
        put(writer, "\">\n");
    }
    put(writer, "<style>\n");
    put(writer, styles);
    put(writer, "</style>\n</head>\n<body>\n");
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

static const char *const looks[JX_LOOK_COUNT] = {
    [JX_LOOK_TITLE] = "title",
    [JX_LOOK_NOTE] = "note",
    [JX_LOOK_NOTE_CENTRE] = "note-centre",
    [JX_LOOK_NOTE_RIGHT] = "note-right",
    [JX_LOOK_LABEL] = "label",
    [JX_LOOK_LABEL_LEFT] = "label-left",
    [JX_LOOK_LABEL_RIGHT] = "label-right",
    [JX_LOOK_TEXT] = "text",
    [JX_LOOK_CENTRE] = "centre",
};

static void put_cell(struct writer *writer, const struct jx_cell *cell) {
    bool filled = cell->text && cell->length && cell->kind != JX_CELL_BLANK;
    const char *look = cell->look < JX_LOOK_COUNT ? looks[cell->look] : NULL;
    put(writer, "<td");
    if (cell->rows > 1) put_number(writer, " rowspan=\"", cell->rows, "\"");
    if (cell->columns > 1) put_number(writer, " colspan=\"", cell->columns, "\"");
    if (look) {
        put(writer, " class=\"");
        put(writer, look);
        put(writer, "\"");
    }
    if (filled && cell->kind == JX_CELL_NUMBER) put(writer, " x:num style=\"mso-number-format:General\"");
    put(writer, ">");
    if (filled) put_text(writer, cell->text, cell->length);
    put(writer, "</td>");
}

static void put_row(struct writer *writer, const struct jx_row *row) {
    put(writer, "<tr");
    if (row->height > 0) {
        uint64_t tenths = (uint64_t)((row->height < 5000 ? row->height : 5000) * 10 + 0.5);
        put_number(writer, " style=\"height:", tenths / 10, ".");
        put_number(writer, "", tenths % 10, "pt\"");
    }
    put(writer, ">");
    for (uint32_t c = 0; c < row->count; c++)
        if (row->cells[c].kind != JX_CELL_COVERED) put_cell(writer, &row->cells[c]);
    put(writer, "</tr>\n");
}

/* Columns as shares of the table's width, in hundredths of a percent, for a page has its own width. */
static void put_columns(struct writer *writer) {
    const struct jx_sheet *sheet = writer->sheet;
    double all = 0;
    for (uint32_t c = 0; c < sheet->width_count; c++) all += sheet->widths[c] > 0 ? sheet->widths[c] : 0;
    put(writer, "<colgroup>");
    for (uint32_t c = 0; c < writer->columns; c++) {
        double width = c < sheet->width_count && sheet->widths[c] > 0 ? sheet->widths[c] : 0;
        if (width <= 0 || !(all < 1e6)) {
            put(writer, "<col>");
            continue;
        }
        uint64_t share = (uint64_t)(width / all * 10000 + 0.5);
        put_number(writer, "<col style=\"width:", share / 100, share % 100 < 10 ? ".0" : ".");
        put_number(writer, "", share % 100, "%\">");
    }
    put(writer, "</colgroup>\n");
}

/* A table of the rows [first, end), of which `heads` are its head. false: out of time. */
static bool put_table(struct writer *writer, uint32_t first, uint32_t end, uint32_t heads) {
    const struct jx_sheet *sheet = writer->sheet;
    if (first == end) return true;
    put(writer, "<table>\n");
    put_columns(writer);
    put(writer, heads ? "<thead>\n" : "<tbody>\n");
    for (uint32_t r = first; r < end; r++) {
        if (writer->host->expired(writer->call)) return false;
        if (heads && r == first + heads) put(writer, "</thead>\n<tbody>\n");
        put_row(writer, &sheet->rows[r]);
    }
    put(writer, heads && first + heads == end ? "</thead>\n</table>\n" : "</tbody>\n</table>\n");
    return true;
}

/* Whether a merge reaches over the line above this row; tables and heads must not be parted there. */
static bool is_crossed(const struct jx_sheet *sheet, uint32_t row) {
    for (uint32_t i = 0; i < sheet->merge_count; i++) {
        const struct jx_merge *merge = &sheet->merges[i];
        if (merge->row < row && row - merge->row < merge->rows) return true;
    }
    return false;
}

static uint32_t count_columns(const struct jx_sheet *sheet) {
    uint32_t columns = sheet->width_count;
    for (uint32_t r = 0; r < sheet->row_count; r++)
        if (sheet->rows[r].count > columns) columns = sheet->rows[r].count;
    return columns;
}

static bool put_sheet(struct writer *writer, const struct jx_sheet *sheet) {
    uint32_t first = sheet->head_first, heads = sheet->head_if_paged ? 0 : sheet->head_count;
    writer->sheet = sheet;
    writer->columns = count_columns(sheet);
    put(writer, sheet->landscape ? "<section class=\"wide\"" : "<section");
    if (sheet->name && *sheet->name) {
        put(writer, " data-sheet=\"");
        put_value(writer, sheet->name);
        put(writer, "\"");
    }
    put(writer, sheet->hidden ? " hidden>\n" : ">\n");
    if (heads > sheet->row_count || first > sheet->row_count - heads || is_crossed(sheet, first) ||
        is_crossed(sheet, first + heads))
        heads = 0;
    bool fine = heads ? put_table(writer, 0, first, 0) && put_table(writer, first, sheet->row_count, heads)
                      : put_table(writer, 0, sheet->row_count, 0);
    put(writer, "</section>\n");
    return fine;
}

enum jx_status jx_html_write(const struct jx_host *host, struct jx_call *call, const struct jx_output *output,
                             const struct jx_book *book) {
    struct writer *writer = host->allocate(call, sizeof *writer);
    *writer = (struct writer){.host = host, .call = call};
    put_head(writer, output, book);
    for (size_t i = 0; i < book->sheet_count; i++)
        if (!put_sheet(writer, book->sheets[i])) return JX_FAIL;
    put(writer, "</body>\n</html>\n");
    size_t length = writer->length;
    const char *bytes = host->encode(call, writer->bytes, &length, output->encoding);
    if (!bytes) return JX_FAIL;
    host->append(call, bytes, length);
    return JX_OK;
}

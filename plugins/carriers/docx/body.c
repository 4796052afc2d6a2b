/*
 * The text of a document: sheets as paragraphs and tables.
 *
 * A sheet begins on a new page, in a section of its own. Its ruled rows are a table with the sheet's columns; what stands
 * above and below, title, notes and signatures, are paragraphs. Heights are the least that rows have, so that whoever
 * edits a text sees all of it. Page ends are left to the word processor, but for forms that take several pages: it is
 * told which rows belong together, and where a text that is merged down has been repeated.
 *
 * The order of elements is that of ECMA-376's schema (CT_PPr, CT_TblPr, CT_TrPr, CT_TcPr, CT_SectPr).
 */
#include "writer.h"

#include <string.h>

#include <jixiao/paper.h>

enum {
    COLUMNS_MOST = 63, /* of a table */
    LONG = 16838,      /* A4, in twentieths of a point */
    SHORT = 11906,
    HEIGHT_MOST = 31680, /* of a row, 22 inches */
    CELL_MARGIN = 40,
};
#define TWIPS(points) ((uint64_t)((points)*20 + 0.5))

struct body {
    struct jx_docx_writer *writer;
    const struct jx_sheet *sheet;
    uint64_t edges[COLUMNS_MOST + 1]; /* where columns begin, and the last one ends, in twips */
    uint32_t columns;
    double scale;
    uint32_t next_break; /* index of the next of the sheet's breaks */
    const char *open;    /* the borders that the cell at hand does not have, NULL: it has all */
};

/* --- texts ------------------------------------------------------------------------------------------------------------- */

/* Type sizes are in half points. */
static uint64_t type_size(const struct body *body, bool title) {
    return (uint64_t)((title ? JX_TYPE_TITLE : JX_TYPE_BODY) * body->scale * 2 + 0.01);
}

/* The hint has signs that both scripts know, such as “ ” and …, drawn as Chinese ones. */
static void put_run_looks(struct body *body, bool title) {
    uint64_t size = type_size(body, title);
    jx_docx_mark(body->writer, "<w:rPr><w:rFonts w:hint=\"eastAsia\"/>");
    if (size != (uint64_t)((title ? JX_TYPE_TITLE : JX_TYPE_BODY) * 2)) {
        jx_docx_mark_number(body->writer, "<w:sz w:val=\"", size, "\"/>");
        jx_docx_mark_number(body->writer, "<w:szCs w:val=\"", size, "\"/>");
    }
    jx_docx_mark(body->writer, "</w:rPr>");
}

/* One line of text as a run; its tabs are tabs. */
static void put_run(struct body *body, const char *text, size_t length, bool title) {
    const char *end = text + length;
    if (length == 0) return;
    jx_docx_mark(body->writer, "<w:r>");
    put_run_looks(body, title);
    while (text < end) {
        const char *tab = memchr(text, '\t', (size_t)(end - text));
        size_t piece = (size_t)((!tab ? end : tab) - text);
        if (piece > 0) {
            jx_docx_mark(body->writer, "<w:t xml:space=\"preserve\">");
            jx_docx_mark_text(body->writer, text, piece);
            jx_docx_mark(body->writer, "</w:t>");
        }
        if (tab) jx_docx_mark(body->writer, "<w:tab/>");
        text += piece + (tab ? 1 : 0);
    }
    jx_docx_mark(body->writer, "</w:r>");
}

static const char *alignment(unsigned look) {
    switch ((enum jx_look)look) {
    case JX_LOOK_TITLE:
    case JX_LOOK_NOTE_CENTRE:
    case JX_LOOK_LABEL:
    case JX_LOOK_CENTRE: return "center";
    case JX_LOOK_NOTE_RIGHT:
    case JX_LOOK_LABEL_RIGHT: return "right";
    default: return "left";
    }
}

static bool is_filled(const struct jx_cell *cell) {
    return cell->text && cell->length > 0 && (cell->kind == JX_CELL_TEXT || cell->kind == JX_CELL_NUMBER);
}

/* --- tables ------------------------------------------------------------------------------------------------------------ */

static bool is_ruled(const struct jx_cell *cell) {
    return cell->look >= JX_LOOK_LABEL && cell->look < JX_LOOK_COUNT;
}

/* A cell's paragraphs, at least one: a line each. */
static void put_paragraphs(struct body *body, const struct jx_cell *cell, bool keep, bool new_page) {
    const char *text = is_filled(cell) ? cell->text : "", *end = text + (is_filled(cell) ? cell->length : 0);
    for (;;) {
        const char *line = memchr(text, '\n', (size_t)(end - text));
        if (!line) line = end;
        jx_docx_mark(body->writer, "<w:p><w:pPr>");
        if (keep) jx_docx_mark(body->writer, "<w:keepNext/>");
        if (new_page) jx_docx_mark(body->writer, "<w:pageBreakBefore/>");
        jx_docx_mark(body->writer, "<w:jc w:val=\"");
        jx_docx_mark(body->writer, alignment(cell->look));
        jx_docx_mark(body->writer, "\"/>");
        put_run_looks(body, false);
        jx_docx_mark(body->writer, "</w:pPr>");
        put_run(body, text, (size_t)(line - text), false);
        jx_docx_mark(body->writer, "</w:p>");
        if (line == end) return;
        text = line + 1;
        new_page = false;
    }
}

/* `cell` says what stands in it, `columns` how wide it is; `down`: NULL, or how it is merged. */
static void put_cell(struct body *body, uint32_t column, uint32_t columns, const struct jx_cell *cell,
                     const char *down, bool keep, bool new_page) {
    struct jx_docx_writer *writer = body->writer;
    jx_docx_mark_number(writer, "<w:tc><w:tcPr><w:tcW w:w=\"",
                        body->edges[column + columns] - body->edges[column], "\" w:type=\"dxa\"/>");
    if (columns > 1) jx_docx_mark_number(writer, "<w:gridSpan w:val=\"", columns, "\"/>");
    if (down) jx_docx_mark(writer, down);
    if (!is_ruled(cell))
        jx_docx_mark(writer,
                     "<w:tcBorders><w:top w:val=\"nil\"/><w:left w:val=\"nil\"/><w:bottom w:val=\"nil\"/>"
                     "<w:right w:val=\"nil\"/></w:tcBorders>");
    else if (body->open)
        jx_docx_mark(writer, body->open);
    jx_docx_mark(writer, "<w:vAlign w:val=\"center\"/></w:tcPr>");
    put_paragraphs(body, cell, keep, new_page);
    jx_docx_mark(writer, "</w:tc>");
}

/* Whether the program must begin a page with this row: only in forms, for a list's projects keep together by themselves. */
static bool begins_page(struct body *body, uint32_t row) {
    const struct jx_sheet *sheet = body->sheet;
    if (sheet->pages < 2 || body->next_break >= sheet->pages - 1 || sheet->breaks[body->next_break] > row)
        return false;
    body->next_break++;
    return sheet->head_if_paged;
}

/* Word repeats the first rows of a table only. Where the head of a form's indicators is to come again, it begins a table of its
 * own, if no cell above is merged down into it. */
static bool has_own_table(const struct jx_sheet *sheet) {
    if (!sheet->head_if_paged || sheet->head_count == 0 || sheet->head_first == 0 || sheet->pages < 2)
        return false;
    const struct jx_row *head = &sheet->rows[sheet->head_first];
    for (uint32_t c = 0; c < head->count; c++)
        if (head->cells[c].kind == JX_CELL_COVERED && head->cells[c].rows > 0) return false;
    return true;
}

static bool repeats(const struct jx_sheet *sheet, uint32_t row) {
    return (!sheet->head_if_paged || has_own_table(sheet)) && row >= sheet->head_first &&
           row - sheet->head_first < sheet->head_count;
}

static uint32_t head_end(const struct jx_sheet *sheet) {
    return sheet->head_first + sheet->head_count;
}

static bool is_break(const struct jx_sheet *sheet, uint32_t row) {
    for (uint32_t i = 0; i + 1 < sheet->pages; i++)
        if (sheet->breaks[i] == row) return true;
    return false;
}

/* A cell merged down from the repeated head over the rows below it: the head has a blank piece of it, which comes again on each page,
 * and the text is that of the piece below; no border parts them. `down` and `blank` in and out. */
static void part_from_head(struct body *body, uint32_t row, uint32_t start, uint32_t end, const char **down,
                           bool *blank) {
    const struct jx_sheet *sheet = body->sheet;
    uint32_t below = head_end(sheet);
    if (!has_own_table(sheet) || start < sheet->head_first || start >= below || end <= below) return;
    if (row < below) {
        *blank = true;
        if (below - start == 1) *down = NULL;
        if (row + 1 == below) body->open = "<w:tcBorders><w:bottom w:val=\"nil\"/></w:tcBorders>";
    } else if (row == below) {
        *blank = false;
        *down = end - below > 1 ? "<w:vMerge w:val=\"restart\"/>" : NULL;
        body->open = "<w:tcBorders><w:top w:val=\"nil\"/></w:tcBorders>";
    }
}

/* Whether the head's cell in this column is the blank piece of one that goes on below. */
static bool is_parted(const struct jx_sheet *sheet, uint32_t column) {
    const struct jx_row *head = &sheet->rows[sheet->head_first];
    return has_own_table(sheet) && column < head->count && head->cells[column].kind != JX_CELL_COVERED &&
           head->cells[column].rows > sheet->head_count;
}

/* The cell that shows at this place of the row: its own, or the one above that is merged down over it. */
static void put_cell_at(struct body *body, uint32_t row, uint32_t *column, bool keep, bool new_page) {
    static const struct jx_cell nothing = {.look = JX_LOOK_PLAIN};
    const struct jx_sheet *sheet = body->sheet;
    const struct jx_cell *cell =
        *column < sheet->rows[row].count ? &sheet->rows[row].cells[*column] : &nothing;
    const struct jx_cell *first = cell;
    const char *down = NULL;
    uint32_t start = row;
    if (cell->kind == JX_CELL_COVERED && cell->rows <= row && cell->columns <= *column) {
        start = row - cell->rows;
        first = &sheet->rows[start].cells[*column - cell->columns];
        down = "<w:vMerge/>";
    } else if (cell->rows > 1) {
        down = "<w:vMerge w:val=\"restart\"/>";
    }
    bool blank = first != cell;
    body->open = NULL;
    part_from_head(body, row, start, start + first->rows, &down, &blank);
    if (!body->open && first == cell && is_break(sheet, row) && is_parted(sheet, *column))
        body->open = "<w:tcBorders><w:top w:val=\"nil\"/></w:tcBorders>";
    uint32_t columns = first->columns > 1 ? first->columns : 1;
    struct jx_cell piece = *first;
    piece.kind = JX_CELL_BLANK;
    if (columns > body->columns - *column) columns = body->columns - *column;
    put_cell(body, *column, columns, blank ? &piece : first, down, keep, new_page);
    *column += columns;
}

static void put_row(struct body *body, uint32_t row) {
    struct jx_docx_writer *writer = body->writer;
    uint64_t height = TWIPS(body->sheet->rows[row].height * body->scale);
    bool new_page = begins_page(body, row), keep = body->sheet->keeps && body->sheet->keeps[row];
    double page = (body->sheet->landscape ? JX_PAPER_SHORT : JX_PAPER_LONG) - 2 * JX_MARGIN_ENDS;
    jx_docx_mark(writer, "<w:tr><w:trPr>");
    if (height < TWIPS(page)) { /* a higher row must break */
        jx_docx_mark(writer, "<w:cantSplit/>");
        if (height > 0 && height <= HEIGHT_MOST)
            jx_docx_mark_number(writer, "<w:trHeight w:val=\"", height, "\" w:hRule=\"atLeast\"/>");
    }
    if (repeats(body->sheet, row)) jx_docx_mark(writer, "<w:tblHeader/>");
    jx_docx_mark(writer, "</w:trPr>");
    for (uint32_t column = 0; column < body->columns;) {
        put_cell_at(body, row, &column, keep, new_page);
        new_page = false;
    }
    jx_docx_mark(writer, "</w:tr>");
}

#define RULE(side) "<w:" side " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"

/* `open`: another table closes it below. */
static void put_table_start(struct body *body, bool open) {
    struct jx_docx_writer *writer = body->writer;
    jx_docx_mark_number(writer, "<w:tbl><w:tblPr><w:tblW w:w=\"", body->edges[body->columns],
                        "\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>" RULE("top") RULE("left"));
    jx_docx_mark(writer, open ? "<w:bottom w:val=\"nil\"/>" : RULE("bottom"));
    jx_docx_mark(writer, RULE("right") RULE("insideH")
                             RULE("insideV") "</w:tblBorders>"
                                             "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar>");
    jx_docx_mark_number(writer, "<w:left w:w=\"", CELL_MARGIN, "\" w:type=\"dxa\"/>");
    jx_docx_mark_number(writer, "<w:right w:w=\"", CELL_MARGIN,
                        "\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>");
    for (uint32_t c = 0; c < body->columns; c++)
        jx_docx_mark_number(writer, "<w:gridCol w:w=\"", body->edges[c + 1] - body->edges[c], "\"/>");
    jx_docx_mark(writer, "</w:tblGrid>");
}

/* --- paragraphs -------------------------------------------------------------------------------------------------------- */

/* Whether nothing in the row is ruled or merged down: it stands outside the table. */
static bool is_outside(const struct jx_sheet *sheet, uint32_t row) {
    for (uint32_t c = 0; c < sheet->rows[row].count; c++) {
        const struct jx_cell *cell = &sheet->rows[row].cells[c];
        if (is_ruled(cell) || cell->rows > 1 || (cell->kind == JX_CELL_COVERED && cell->rows > 0))
            return false;
    }
    return true;
}

/* Where a text in the middle or at the right of a line is set: a stop for the tab before it. */
static void put_stop(struct body *body, uint32_t column, const struct jx_cell *cell) {
    uint32_t end = column + (cell->columns > 1 ? cell->columns : 1);
    if (end > body->columns) end = body->columns;
    uint64_t left = body->edges[column], right = body->edges[end], at = left;
    const char *kind = alignment(cell->look);
    if (strcmp(kind, "right") == 0) at = right;
    if (strcmp(kind, "center") == 0) at = (left + right) / 2;
    jx_docx_mark(body->writer, "<w:tab w:val=\"");
    jx_docx_mark(body->writer, kind);
    jx_docx_mark_number(body->writer, "\" w:pos=\"", at, "\"/>");
}

/* How the paragraph looks; `section`, if not NULL, is the section that it ends. */
static void put_paragraph_looks(struct body *body, uint32_t row, const struct jx_cell *first,
                                uint32_t filled) {
    struct jx_docx_writer *writer = body->writer;
    const struct jx_row *cells = &body->sheet->rows[row];
    bool title = first && first->look == JX_LOOK_TITLE, above = row + 1 < body->sheet->row_count;
    jx_docx_mark(writer, "<w:pPr>");
    if (title) jx_docx_mark(writer, "<w:pStyle w:val=\"a3\"/>");
    if (above) jx_docx_mark(writer, "<w:keepNext/>");
    if (filled > 1) {
        bool passed = false;
        jx_docx_mark(writer, "<w:tabs>");
        for (uint32_t c = 0; c < cells->count; c++) {
            if (is_filled(&cells->cells[c]) && passed) put_stop(body, c, &cells->cells[c]);
            passed = passed || is_filled(&cells->cells[c]);
        }
        jx_docx_mark(writer, "</w:tabs>");
    }
    if (!title) jx_docx_mark(writer, "<w:spacing w:before=\"60\" w:after=\"60\"/>");
    if (!title && filled == 1) {
        jx_docx_mark(writer, "<w:jc w:val=\"");
        jx_docx_mark(writer, alignment(first->look));
        jx_docx_mark(writer, "\"/>");
    }
    put_run_looks(body, title);
}

/* The texts of the row in one paragraph, with tabs between them. `put_end` closes its looks. */
static void put_paragraph(struct body *body, uint32_t row) {
    const struct jx_row *cells = &body->sheet->rows[row];
    const struct jx_cell *first = NULL;
    uint32_t filled = 0;
    for (uint32_t c = 0; c < cells->count; c++)
        if (is_filled(&cells->cells[c]) && filled++ == 0) first = &cells->cells[c];
    jx_docx_mark(body->writer, "<w:p>");
    put_paragraph_looks(body, row, first, filled);
    jx_docx_mark(body->writer, "</w:pPr>");
    for (uint32_t c = 0, put = 0; c < cells->count; c++) {
        const struct jx_cell *cell = &cells->cells[c];
        if (!is_filled(cell)) continue;
        if (put++ > 0) jx_docx_mark(body->writer, "<w:r><w:tab/></w:r>");
        for (const char *text = cell->text, *end = text + cell->length; text <= end;) {
            const char *line = memchr(text, '\n', (size_t)(end - text));
            if (!line) line = end;
            if (text > cell->text) jx_docx_mark(body->writer, "<w:r><w:br/></w:r>");
            put_run(body, text, (size_t)(line - text), cell->look == JX_LOOK_TITLE);
            text = line + 1;
        }
    }
    jx_docx_mark(body->writer, "</w:p>");
}

/* --- sections ---------------------------------------------------------------------------------------------------------- */

static void put_section(struct body *body) {
    struct jx_docx_writer *writer = body->writer;
    bool landscape = body->sheet->landscape;
    jx_docx_mark(writer, "<w:sectPr>");
    if (writer->footers)
        jx_docx_mark(writer, body->sheet->pages > 1
                                 ? "<w:footerReference w:type=\"default\" r:id=\"rId4\"/>"
                                 : "<w:footerReference w:type=\"default\" r:id=\"rId5\"/>");
    jx_docx_mark(writer, "<w:type w:val=\"nextPage\"/>");
    jx_docx_mark_number(writer, "<w:pgSz w:w=\"", landscape ? LONG : SHORT, "\" ");
    jx_docx_mark_number(writer, "w:h=\"", landscape ? SHORT : LONG,
                        landscape ? "\" w:orient=\"landscape\"/>" : "\"/>");
    jx_docx_mark_number(writer, "<w:pgMar w:top=\"", TWIPS(JX_MARGIN_ENDS), "\" ");
    jx_docx_mark_number(writer, "w:right=\"", TWIPS(JX_MARGIN_SIDE), "\" ");
    jx_docx_mark_number(writer, "w:bottom=\"", TWIPS(JX_MARGIN_ENDS), "\" ");
    jx_docx_mark_number(writer, "w:left=\"", TWIPS(JX_MARGIN_SIDE), "\" ");
    jx_docx_mark(writer,
                 "w:header=\"500\" w:footer=\"500\" w:gutter=\"0\"/><w:cols w:space=\"425\"/></w:sectPr>");
}

#define SMALLEST                                                                                             \
    "<w:spacing w:line=\"20\" w:lineRule=\"exact\"/><w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr>"

/* A table must be followed by a paragraph, and a section ends with one: as small as can be, so that it asks for no page
 * of its own. */
static void put_section_end(struct body *body, bool last) {
    jx_docx_mark(body->writer, "<w:p><w:pPr>" SMALLEST);
    if (!last) put_section(body);
    jx_docx_mark(body->writer, "</w:pPr></w:p>");
    if (last) put_section(body);
}

/* --- sheets ------------------------------------------------------------------------------------------------------------ */

static uint32_t count_columns(const struct jx_sheet *sheet) {
    uint32_t columns = sheet->width_count;
    for (uint32_t r = 0; r < sheet->row_count; r++)
        if (sheet->rows[r].count > columns) columns = sheet->rows[r].count;
    return columns;
}

/* The columns share the width of the page. false: a table has no room for so many; reported. */
static bool measure_columns(struct body *body) {
    const struct jx_sheet *sheet = body->sheet;
    double all = 0, passed = 0,
           page = (sheet->landscape ? JX_PAPER_LONG : JX_PAPER_SHORT) - 2 * JX_MARGIN_SIDE;
    body->columns = count_columns(sheet);
    if (body->columns > COLUMNS_MOST) {
        JX_REPORT(body->writer->host, body->writer->call, JX_MSG_DOCUMENT_COLUMNS, NULL, sheet->name);
        return false;
    }
    for (uint32_t c = 0; c < body->columns; c++)
        all += JX_COLUMN_POINTS(c < sheet->width_count ? sheet->widths[c] : 8);
    for (uint32_t c = 0; c < body->columns; c++) {
        passed += JX_COLUMN_POINTS(c < sheet->width_count ? sheet->widths[c] : 8);
        body->edges[c + 1] = TWIPS(page * passed / all);
    }
    return true;
}

/* The head of the indicators begins a table of its own right below the one before. */
static void put_own_table(struct body *body) {
    jx_docx_mark(body->writer, "</w:tbl><w:p><w:pPr><w:keepNext/>" SMALLEST "</w:pPr></w:p>");
    put_table_start(body, false);
}

static bool put_sheet(struct body *body, bool last) {
    const struct jx_sheet *sheet = body->sheet;
    bool in_table = false;
    body->scale = sheet->scale > 0 ? sheet->scale : 1;
    body->next_break = 0;
    if (!measure_columns(body)) return false;
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        bool outside = is_outside(sheet, row);
        if (body->writer->host->expired(body->writer->call)) return false;
        if (in_table && outside) jx_docx_mark(body->writer, "</w:tbl>");
        if (!in_table && !outside)
            put_table_start(body, has_own_table(sheet) && row < sheet->head_first);
        else if (in_table && !outside && row == sheet->head_first && has_own_table(sheet))
            put_own_table(body);
        in_table = !outside;
        if (outside)
            put_paragraph(body, row);
        else
            put_row(body, row);
    }
    if (in_table) jx_docx_mark(body->writer, "</w:tbl>");
    put_section_end(body, last);
    return true;
}

enum jx_status jx_docx_body_write(struct jx_docx_writer *writer) {
    const struct jx_book *book = writer->book;
    struct body *body = writer->host->allocate(writer->call, sizeof *body);
    size_t last = book->sheet_count;
    while (last > 0 && book->sheets[last - 1]->hidden) last--;
    body->writer = writer;
    jx_docx_mark(writer,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document "
                 "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
                 "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>");
    for (size_t i = 0; i < last; i++) {
        body->sheet = book->sheets[i];
        if (!body->sheet->hidden && !put_sheet(body, i + 1 == last)) return JX_FAIL;
    }
    jx_docx_mark(writer, "</w:body></w:document>");
    jx_docx_part_end(writer, "word/document.xml");
    return JX_OK;
}

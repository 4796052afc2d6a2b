/*
 * The carrier of text dumps: what copying a table out of a document, or a converter, leaves of it. Reads only.
 *
 * Two shapes, told apart by their lines:
 *
 *   rows      a line is a row, tabs separate its cells, or the pipes of Markdown; any other line is a paragraph
 *   stream    a line that begins with a tab is a cell; a line that does not goes on with the cell above, even after one
 *             blank line, so a blank line ends a row only perhaps; two blank lines end the table, and what follows
 *             without a tab is a paragraph; so is a heading, and, after a blank line, a note such as people sign with
 *
 * Cells are slices of the text from their first character to their last, line ends included; only the few with markup
 * left in them are copied with care.
 */
#include "plugins/carriers/txt/txt.h"

#include "plugins/carriers/plain.h"

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* Where the next cell goes, and the cell of a stream whose end is not known yet. */
struct reader {
    const struct jx_host *host;
    struct jx_call *call;
    struct jx_sheet *sheet;
    uint32_t row, column;
    uint32_t made; /* cells of the row */
    struct jx_txt_slice cell;
    uint32_t cell_line; /* 0: there is none */
    bool pipes;         /* cells are of a Markdown table */
    bool full;          /* a limit is passed, which is reported */
};

static void put_text(struct reader *reader, struct jx_cell *cell, struct jx_txt_slice slice) {
    const struct jx_host *host = reader->host;
    slice = jx_txt_trim(slice);
    if (jx_txt_needs_cleaning(slice, reader->pipes)) {
        char *room = host->allocate(reader->call, (size_t)(slice.end - slice.start) + 1);
        struct jx_txt_slice clean =
            jx_txt_trim((struct jx_txt_slice){room, jx_txt_clean(slice, reader->pipes, room)});
        room[clean.end - room] = 0;
        cell->text = clean.start;
        cell->length = (uint32_t)(clean.end - clean.start);
    } else if (slice.start < slice.end) {
        cell->length = (uint32_t)(slice.end - slice.start);
        cell->text = host->text(reader->call, slice.start, cell->length);
    }
    if (cell->length)
        cell->kind = JX_CELL_TEXT;
    else
        cell->text = NULL;
}

/* Blank cells of a row are made once one with words stands behind them: those at its end, of which a file could ask for any
 * number, never are. In a stream each has a line of its own. */
static void put(struct reader *reader, struct jx_txt_slice slice, uint32_t line) {
    uint32_t column = reader->column++;
    if (!reader->sheet->soft_rows && jx_txt_blank(slice)) return;
    for (; !reader->full && reader->made <= column; reader->made++) {
        struct jx_cell *cell = reader->host->cell(reader->call, reader->sheet, reader->row, reader->made);
        reader->full = !cell;
        if (!cell) return;
        cell->line = line;
        if (reader->made == column) put_text(reader, cell, slice);
    }
}

static void end_cell(struct reader *reader) {
    if (reader->cell_line) put(reader, reader->cell, reader->cell_line);
    reader->cell_line = 0;
}

static void end_row(struct reader *reader) {
    end_cell(reader);
    if (reader->column) reader->row++;
    reader->column = reader->made = 0;
}

/* Cells between tabs. The last one is left open if it may go on in the next line. */
static void put_cells(struct reader *reader, struct jx_txt_slice slice, uint32_t line, bool open) {
    const char *tab;
    while ((tab = memchr(slice.start, '\t', (size_t)(slice.end - slice.start)))) {
        put(reader, (struct jx_txt_slice){slice.start, tab}, line);
        slice.start = tab + 1;
    }
    reader->cell = slice;
    reader->cell_line = line;
    if (!open) end_cell(reader);
}

/* The length of the marks of a Markdown heading, `## `, or 0. A single one must have a blank after it: #1机组. */
static size_t heading(struct jx_txt_slice slice) {
    size_t marks = 0, length = (size_t)(slice.end - slice.start);
    while (marks < length && slice.start[marks] == '#') marks++;
    if (!marks || marks > 6) return 0;
    return marks > 1 || jx_txt_space(slice.start + 1, slice.end) ? marks : 0;
}

static void put_paragraph(struct reader *reader, const struct jx_txt_line *line) {
    struct jx_txt_slice slice = jx_txt_trim(line->slice);
    slice.start += heading(slice);
    end_row(reader);
    put(reader, slice, line->number);
    end_row(reader);
}

static void put_row(struct reader *reader, const struct jx_txt_line *line) {
    end_row(reader);
    put_cells(reader, line->slice, line->number, false);
    end_row(reader);
}

/* A row of a Markdown table. */
static void put_pipes(struct reader *reader, const struct jx_txt_line *line) {
    struct jx_txt_slice slice = jx_txt_trim(line->slice);
    const char *pipe;
    end_row(reader);
    reader->pipes = true;
    for (slice.start++; (pipe = jx_txt_pipe(slice.start, slice.end)); slice.start = pipe + 1)
        put(reader, (struct jx_txt_slice){slice.start, pipe}, line->number);
    reader->pipes = false;
    end_row(reader);
}

static bool goes_on(struct reader *reader) {
    return !reader->full && !reader->host->expired(reader->call);
}

/* In a text of words alone a blank line is a row, too: it may end a row of cells that stand below one another, and have
 * lost the tabs in front. */
static bool read_rows(struct reader *reader, struct jx_txt_lines lines, bool words) {
    struct jx_txt_line line;
    while (jx_txt_next(&lines, &line)) {
        enum jx_txt_kind kind = jx_txt_kind_of(line.slice);
        if (!goes_on(reader)) return false;
        switch (kind) {
        case JX_TXT_WORDS: put_paragraph(reader, &line); break;
        case JX_TXT_PIPES: put_pipes(reader, &line); break;
        case JX_TXT_CELL:
        case JX_TXT_ROW: put_row(reader, &line); break;
        case JX_TXT_BLANK: reader->row += words && reader->row > 0; break;
        default: break;
        }
    }
    return !reader->full;
}

/* `blanks` counts the blank lines before this one; `inside`: a cell is open. */
static void stream_line(struct reader *reader, const struct jx_txt_line *line, enum jx_txt_kind kind,
                        uint32_t blanks) {
    bool inside = reader->cell_line != 0;
    const char *start = line->slice.start;
    const char *tab = memchr(start, '\t', (size_t)(line->slice.end - start));
    if (tab && jx_txt_blank((struct jx_txt_slice){start, tab})) {
        if (blanks || !inside)
            end_row(reader);
        else
            end_cell(reader);
        put_cells(reader, (struct jx_txt_slice){tab + 1, line->slice.end}, line->number, true);
    } else if (kind == JX_TXT_ROW) {
        put_row(reader, line);
    } else if (inside && blanks < 2 && !heading(line->slice) && !(blanks && jx_txt_is_note(line->slice))) {
        reader->cell.end = line->slice.end;
    } else {
        put_paragraph(reader, line);
    }
}

static bool read_stream(struct reader *reader, struct jx_txt_lines lines) {
    struct jx_txt_line line;
    uint32_t blanks = 0;
    while (jx_txt_next(&lines, &line)) {
        enum jx_txt_kind kind = jx_txt_kind_of(line.slice);
        if (!goes_on(reader)) return false;
        if (kind == JX_TXT_BLANK) {
            blanks++;
            continue;
        }
        stream_line(reader, &line, kind, blanks);
        blanks = 0;
    }
    end_row(reader);
    return !reader->full;
}

static enum jx_status txt_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                               struct jx_book *book) {
    size_t length;
    const char *text = jx_plain_decode(host, call, input, &length);
    if (!text) return JX_FAIL;
    struct jx_txt_counts counts = jx_txt_count(text, length);
    struct reader reader = {.host = host, .call = call, .sheet = host->sheet(call, book, "")};
    struct jx_txt_lines lines = {text, text + length, 1};
    reader.sheet->soft_rows = jx_txt_is_stream(&counts);
    bool words = !counts.of[JX_TXT_ROW] && !counts.of[JX_TXT_CELL] && !counts.of[JX_TXT_PIPES];
    bool done = reader.sheet->soft_rows ? read_stream(&reader, lines) : read_rows(&reader, lines, words);
    return done ? JX_OK : JX_FAIL;
}

/* --- bidding ----------------------------------------------------------------------------------------------------- */

/* A stream is unmistakable. Rows of one length may as well be a file of tab separated values, so the bid leaves room
 * above. Any text gets a little: better to read it and find no table than to call it unreadable. */
static int txt_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    struct jx_plain_sample sample;
    enum jx_plain_verdict verdict = jx_plain_look(host, call, input, &sample);
    if (verdict == JX_PLAIN_BINARY) return 0;
    if (verdict == JX_PLAIN_BROKEN) return 10;
    struct jx_txt_counts counts = jx_txt_count(sample.text, sample.length);
    uint32_t tabbed = counts.of[JX_TXT_CELL] + counts.of[JX_TXT_ROW], piped = counts.of[JX_TXT_PIPES];
    if (jx_txt_is_stream(&counts)) return tabbed >= counts.of[JX_TXT_WORDS] ? 90 : 75;
    if (piped > 1 && piped > counts.of[JX_TXT_ROW]) return counts.of[JX_TXT_RULE] ? 85 : 70;
    if (!counts.of[JX_TXT_ROW]) return 15;
    if (counts.of[JX_TXT_ROW] < 2 || tabbed * 4 < counts.of[JX_TXT_WORDS]) return 30;
    return counts.ragged || counts.of[JX_TXT_WORDS] ? 80 : 70;
}

/* --- the plugin -------------------------------------------------------------------------------------------------- */

JX_CARRIER_PLUGIN(txt) {
    static const struct jx_carrier carrier = {
        .abi = JX_CARRIER_ABI,
        .size = sizeof(struct jx_carrier),
        .id = "txt",
        .chinese = "表格的文本",
        .english = "text dump of tables",
        .extensions = "",
        .packages = "",
        .bid = txt_bid,
        .read = txt_read,
    };
    return &carrier;
}

/*
 * A page as rows: its tables, and between them every line of text as a row of one cell, in the order of the page.
 *
 * Titles and notes (填报单位, 填表人) stand outside of the table as often as in it. A table inside a cell is how pages
 * are laid out: its rows come where the cell stands, and the cell is otherwise taken for a paragraph.
 */
#include "html.h"
#include "plugins/carriers/shared/looks.h"
#include "plugins/carriers/shared/utf8.h"

#include <stdio.h>

enum { PIECE = 16 * 1024, FILES_SHOWN = 4 };

/* An open element: what holds for all in it. */
struct jx_html_element {
    uint8_t tag;
    bool skipped;   /* nothing in it is shown */
    bool unseen;    /* ... for it is hidden */
    bool row, cell; /* the row is hidden in whose cells this stands; or the cell itself */
    bool kept;      /* white space is */
    bool raised;
    bool crossed; /* a line goes through it */
    uint8_t font;
};

static struct jx_html_table *innermost(struct jx_html_page *page) {
    return page->table_count ? &page->tables[page->table_count - 1] : NULL;
}

static bool in_cell(struct jx_html_page *page) {
    struct jx_html_table *table = innermost(page);
    return table && table->cell_open;
}

static bool is_skipped(const struct jx_html_page *page) {
    return page->element_count && page->elements[page->element_count - 1].skipped;
}

/* --- text -------------------------------------------------------------------------------------------------------- */

/* The edge of a block: in a cell the line ends, elsewhere the row. */
static void edge(struct jx_html_page *page) {
    if (in_cell(page)) {
        jx_html_text_edge(&page->text);
    } else {
        /* Text between the cells of a table: nothing above may reach over it. */
        if (innermost(page) && jx_html_text_finish(&page->text)) jx_html_table_cut(page, innermost(page));
        jx_html_put_line(page, false);
    }
}

/* A line ends, and were it a blank one. */
static void end_line(struct jx_html_page *page) {
    if (innermost(page))
        edge(page);
    else
        jx_html_put_line(page, true);
}

static void line_break(struct jx_html_page *page) {
    if (in_cell(page))
        jx_html_text_break(page->host, page->call, &page->text);
    else
        end_line(page);
}

static void too_long(struct jx_html_page *page) {
    char number[24];
    struct jx_place place = {.line = page->line};
    snprintf(number, sizeof number, "%d", (int)JX_HTML_TEXT_MOST);
    JX_REPORT(page->host, page->call, JX_MSG_PAGE_TEXT_LONG, &place, number);
    page->stopped = true;
}

/* Words that a browser would show if they were not hidden: once for each hidden element. */
static void note_unseen(struct jx_html_page *page, const struct jx_html_element *element, const char *words,
                        size_t length) {
    size_t blank = 0;
    while (blank < length && strchr(" \t\r\n\f", words[blank])) blank++;
    if (!element->unseen || page->told || blank == length) return;
    page->unseen_texts++;
    page->told = true;
}

/* Words with a line through them are none: told once for each element. */
static void note_struck(struct jx_html_page *page, const char *words, size_t length) {
    if (page->struck_told || jx_utf8_blank(words, length)) return;
    page->struck_texts++;
    page->struck_told = true;
}

/* What words that are set in a typeface of symbols draw. */
static const char *drawn(struct jx_html_page *page, uint8_t font, const char *words, size_t *length) {
    struct jx_dress dress = {.own = {.font = jx_html_font_name(font)}};
    if (!dress.own.font) return words;
    return jx_seen_text(&dress, "", 0, words, length,
                        page->host->allocate(page->call, jx_seen_room(*length)));
}

static void add_words(struct jx_html_page *page, const char *words, size_t length) {
    enum jx_html_style style = JX_HTML_FLOW;
    if (page->element_count) {
        const struct jx_html_element *element = &page->elements[page->element_count - 1];
        if (element->skipped) {
            note_unseen(page, element, words, length);
            return;
        }
        if (element->crossed) {
            note_struck(page, words, length);
            return;
        }
        words = drawn(page, element->font, words, &length);
        style = element->raised ? JX_HTML_SUPERSCRIPT : element->kept ? JX_HTML_KEPT : JX_HTML_FLOW;
    }
    if (style == JX_HTML_KEPT && !in_cell(page)) {
        /* Preformatted paragraphs: every line a row. */
        for (const char *end; length && (end = memchr(words, '\n', length));) {
            if (!jx_html_text_add(page->host, page->call, &page->text, words, (size_t)(end - words), style))
                return too_long(page);
            end_line(page);
            length -= (size_t)(end + 1 - words);
            words = end + 1;
        }
    }
    if (!jx_html_text_add(page->host, page->call, &page->text, words, length, style)) too_long(page);
}

/* --- elements ---------------------------------------------------------------------------------------------------- */

static void start_table(struct jx_html_page *page) {
    struct jx_html_table *outer = innermost(page);
    if (outer)
        jx_html_table_cut(page, outer);
    else
        edge(page);
    jx_html_lines_settle(page);
    page->tables = page->host->grow(page->call, page->tables, page->table_count, &page->table_capacity,
                                    sizeof *page->tables);
    struct jx_html_table *table = &page->tables[page->table_count++];
    struct jx_html_cover *covers = table->covers;
    struct jx_merge *merges = table->merges;
    uint32_t cover_room = table->cover_capacity, merge_room = table->merge_capacity;
    /* The room of a table that ended on this level is used again. */
    *table = (struct jx_html_table){
        .covers = covers, .cover_capacity = cover_room, .merges = merges, .merge_capacity = merge_room};
}

static void end_table(struct jx_html_page *page) {
    if (!page->table_count) return;
    if (!in_cell(page)) edge(page);
    jx_html_table_end(page, innermost(page));
    page->table_count--;
    jx_html_text_clear(&page->text);
}

static void start_sheet(struct jx_html_page *page, const struct jx_html_event *event, bool hidden) {
    edge(page);
    if (page->table_count || !event->length) return;
    jx_html_lines_settle(page);
    jx_html_tell_hidden(page);
    page->sheet =
        page->host->sheet(page->call, page->book, page->host->text(page->call, event->text, event->length));
    page->sheet->hidden = hidden;
    page->next_row = 0;
}

static void add_file(struct jx_html_page *page, const struct jx_html_event *event) {
    if (!event->length || page->file_count == FILES_SHOWN) return;
    size_t old = page->files ? strlen(page->files) + 1 : 0,
           length = event->length < 200 ? event->length : 200;
    char *files = page->host->allocate(page->call, old + length + 1);
    if (old) snprintf(files, old + 1, "%s ", page->files);
    memcpy(files + old, event->text, length);
    page->files = page->host->text(page->call, files, old + length);
    page->file_count++;
}

static void count_columns(struct jx_html_table *table, uint32_t columns, bool hidden) {
    if (!table || columns > 1000 || table->declared > 16384) return;
    if (columns == 0) columns = 1;
    for (uint32_t column = table->declared; hidden && column < table->declared + columns; column++)
        if (column < 64 * JX_HTML_UNSEEN_WORDS) table->unseen[column / 64] |= (uint64_t)1 << column % 64;
    table->declared += columns;
}

/* What an element does that is not hidden. Those of a table do so only in one. */
static void start_shown(struct jx_html_page *page, const struct jx_html_event *event) {
    struct jx_html_table *table = innermost(page);
    switch (event->tag) {
    case JX_HTML_TABLE: start_table(page); break;
    case JX_HTML_GROUP:
    case JX_HTML_ROW:
        edge(page);
        if (table && event->tag == JX_HTML_GROUP) jx_html_group_end(page, table);
        if (table && event->tag == JX_HTML_ROW) jx_html_row_start(page, table);
        break;
    case JX_HTML_CELL:
        edge(page);
        if (table) jx_html_cell_start(page, table, event);
        break;
    case JX_HTML_COLUMN: count_columns(table, event->columns, event->flags & JX_HTML_HIDDEN); break;
    case JX_HTML_BREAK: line_break(page); break;
    case JX_HTML_BLOCK:
    case JX_HTML_PRE: edge(page); break;
    case JX_HTML_SECTION: start_sheet(page, event, event->flags & JX_HTML_HIDDEN); break;
    case JX_HTML_INPUT: add_words(page, event->text, event->length); break;
    case JX_HTML_FRAME: add_file(page, event); break;
    default: break;
    }
}

/* Hidden cells, rows and columns of tables are read like those of workbooks, which are saved as pages, too; anything else that
 * is hidden is not read. */
static void hide(struct jx_html_page *page, const struct jx_html_event *event,
                 struct jx_html_element *element) {
    bool table = innermost(page) && !element->skipped;
    if (event->tag == JX_HTML_SECTION && event->length > 0) return; /* a sheet */
    if (table && (event->tag == JX_HTML_ROW || event->tag == JX_HTML_GROUP)) {
        element->row = true;
    } else if (table && event->tag == JX_HTML_CELL) {
        element->cell = true;
    } else if (!element->skipped && event->tag != JX_HTML_COLUMN) {
        element->skipped = element->unseen = true;
        page->told = false;
    }
}

static void start(struct jx_html_page *page, const struct jx_html_event *given) {
    struct jx_html_element element = {.tag = given->tag};
    struct jx_html_event seen = *given, *event = &seen;
    if (page->element_count) element = page->elements[page->element_count - 1];
    element.tag = event->tag;
    if (event->flags & JX_HTML_HIDDEN) hide(page, event, &element);
    element.skipped = element.skipped || event->tag == JX_HTML_SKIPPED || event->tag == JX_HTML_LOOKS ||
                      event->flags & JX_HTML_MARK ||
                      (event->tag == JX_HTML_OPTION && !(event->flags & JX_HTML_CHOSEN));
    if (event->tag == JX_HTML_CELL && element.cell) event->flags |= JX_HTML_HIDDEN;
    if (event->tag == JX_HTML_CELL && element.row) event->flags |= JX_HTML_ROW_HIDDEN;
    element.kept = element.kept || event->tag == JX_HTML_PRE || event->flags & JX_HTML_KEEP;
    element.raised = element.raised || event->tag == JX_HTML_RAISED;
    if (!element.crossed || event->tag == JX_HTML_CELL) page->struck_told = false;
    if (event->font != 0) element.font = event->font;
    element.crossed = element.crossed || event->tag == JX_HTML_CROSSED || event->flags & JX_HTML_STRUCK;
    if (!element.skipped) start_shown(page, event);
    page->elements = page->host->grow(page->call, page->elements, page->element_count,
                                      &page->element_capacity, sizeof *page->elements);
    page->elements[page->element_count++] = element;
}

static void end(struct jx_html_page *page, const struct jx_html_event *event) {
    if (!page->element_count || page->elements[page->element_count - 1].tag != event->tag) return;
    bool skipped = is_skipped(page);
    struct jx_html_table *table = innermost(page);
    page->element_count--;
    if (skipped) return;
    switch (event->tag) {
    case JX_HTML_TABLE: end_table(page); break;
    case JX_HTML_GROUP:
        edge(page);
        if (table) jx_html_group_end(page, table);
        break;
    case JX_HTML_ROW:
        edge(page);
        if (table) jx_html_row_end(page, table);
        break;
    case JX_HTML_CELL:
        edge(page);
        if (table) jx_html_cell_end(page, table);
        break;
    case JX_HTML_BLOCK:
    case JX_HTML_SECTION:
    case JX_HTML_PRE: edge(page); break;
    default: break;
    }
}

/* Excel names a worksheet, and then its file. More than some thousand are no workbook's. */
static void add_source(struct jx_html_page *page, const struct jx_html_event *event) {
    enum { SOURCES_MOST = 4096 };
    const char *text = page->host->text(page->call, event->text, event->length);
    if (event->kind == JX_HTML_SHEET_FILE) {
        if (page->source_count > 0) page->sources[page->source_count - 1].file = text;
    } else if (page->source_count < SOURCES_MOST) {
        page->sources = page->host->grow(page->call, page->sources, page->source_count,
                                         &page->source_capacity, sizeof *page->sources);
        page->sources[page->source_count++] = (struct jx_html_source){.name = text};
    }
}

static void take(struct jx_html_page *page, const struct jx_html_event *event) {
    if (event->kind == JX_HTML_SHEET_NAME || event->kind == JX_HTML_SHEET_FILE) add_source(page, event);
    switch (event->kind) {
    case JX_HTML_START: start(page, event); break;
    case JX_HTML_END: end(page, event); break;
    case JX_HTML_TEXT: add_words(page, event->text, event->length); break;
    case JX_HTML_SHEET_FILE: add_file(page, event); break;
    case JX_HTML_SHEET_NAME:
        /* Of several it is not known whose page this is. */
        page->sheet_name = ++page->sheet_names == 1 && page->sources ? page->sources[0].name : NULL;
        break;
    default: break;
    }
}

/* --- the page ---------------------------------------------------------------------------------------------------- */

/*
 * Copies a piece, of whole characters, and returns how much was taken. Control characters, which the parser would
 * stumble over, become blanks; Microsoft's <![if …]> and <![endif]>, which it would show, become instructions <?…>, which
 * it skips.
 */
static size_t cut_piece(const char *text, size_t length, char piece[PIECE]) {
    size_t taken = length < PIECE ? length : PIECE;
    if (taken < length) {
        while (((unsigned char)text[taken] & 0xC0) == 0x80) taken--;
        if (text[taken] == '[' && text[taken - 1] == '!' && text[taken - 2] == '<') taken -= 2;
        if (text[taken] == '!' && text[taken - 1] == '<') taken--;
    }
    for (size_t i = 0; i < taken; i++) {
        unsigned char c = (unsigned char)text[i];
        piece[i] = c >= 0x20 || c == '\n' || c == '\r' || c == '\t' ? text[i] : ' ';
        if (c == '!' && i > 0 && i + 1 < length && text[i - 1] == '<' && text[i + 1] == '[') piece[i] = '?';
        if (c == '[' && i > 1 && piece[i - 1] == '?' && text[i - 1] == '!') piece[i] = 'x';
    }
    return taken;
}

static void report_outcome(struct jx_html_page *page, enum jx_html_outcome outcome) {
    char number[24], line[24];
    struct jx_place place = {.line = page->line};
    snprintf(number, sizeof number, "%llu", (unsigned long long)page->input->limits->depth);
    snprintf(line, sizeof line, "%u", page->line);
    if (outcome == JX_HTML_DEEP)
        JX_REPORT(page->host, page->call, JX_MSG_PAGE_DEPTH, &place, number);
    else
        JX_REPORT(page->host, page->call, JX_MSG_PAGE_DAMAGED, &place, line);
}

static enum jx_status read_text(struct jx_html_page *page, const char *text, size_t length) {
    struct jx_html_parser *parser = jx_html_parser_new(page->host, page->call, page->input->limits->depth);
    char *piece = page->host->allocate(page->call, PIECE);
    if (!parser) return JX_FATAL;
    for (bool last = false; !last && !page->stopped;) {
        size_t taken = cut_piece(text, length, piece);
        struct jx_html_event event;
        last = taken == length;
        enum jx_html_outcome outcome = jx_html_parse(parser, piece, taken, last);
        text += taken;
        length -= taken;
        page->line = jx_html_line(parser);
        page->text.spaced = jx_html_spaced(parser);
        if (outcome == JX_HTML_NO_MEMORY) return JX_FATAL;
        if (outcome != JX_HTML_FINE) {
            report_outcome(page, outcome);
            return JX_FAIL;
        }
        while (!page->stopped && jx_html_next(parser, &event)) {
            take(page, &event);
            if (page->host->expired(page->call)) page->stopped = true;
        }
    }
    return page->starved ? JX_FATAL : page->stopped ? JX_FAIL : JX_OK;
}

/* A page of frames shows other pages; one that a script fills has nothing to read. */
static enum jx_status report_empty(struct jx_html_page *page) {
    if (page->files)
        JX_REPORT(page->host, page->call, JX_MSG_PAGE_FRAMES, NULL, page->files);
    else
        JX_REPORT(page->host, page->call, JX_MSG_PAGE_EMPTY, NULL, NULL);
    return JX_FAIL;
}

enum jx_status jx_html_page_fill(struct jx_html_page *page) {
    size_t length;
    const char *text = jx_html_decode(page->host, page->call, page->input, &length);
    if (!text) return JX_FAIL;
    enum jx_status status = read_text(page, text, length);
    if (status != JX_OK) return status;
    while (page->table_count) end_table(page);
    edge(page);
    if (page->stopped) return page->starved ? JX_FATAL : JX_FAIL;
    return page->filled ? jx_html_lines_end(page) : JX_OK;
}

enum jx_status jx_html_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                            struct jx_book *book) {
    if (jx_html_is_archive(input)) return jx_html_archive_read(host, call, input, book);
    struct jx_html_page *page = host->allocate(call, sizeof *page);
    *page = (struct jx_html_page){.host = host, .call = call, .input = input, .book = book};
    enum jx_status status = jx_html_page_fill(page);
    if (status <= JX_WARN) jx_html_tell_hidden(page);
    return status > JX_WARN || page->filled ? status : report_empty(page);
}

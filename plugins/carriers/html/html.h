/*
 * Web pages: what the files of the carrier share.
 *
 *   bytes ──charset──▶ UTF-8 ──parser──▶ events ──page──▶ rows and merges
 *
 * The parser (libxml2's, as a stream: no tree is built) never calls the library, and the library is never called while
 * the parser is at work: its findings wait in a buffer of events until it returns. So running out of memory, which
 * unwinds past the carrier, never unwinds past the parser.
 */
#ifndef JX_HTML_H
#define JX_HTML_H

#include <string.h>

#include <jixiao/carrier.h>

#include "plugins/carriers/shared/unseen.h"

/* --- the encoding (charset.c) ------------------------------------------------------------------------------------ */

/* What to decode the page with: what the user said, or what the page declares of itself where that is to be believed;
 * NULL: find out from the bytes. */
const char *jx_html_charset(const struct jx_input *input);

/* The page as UTF-8, of `*length` bytes without a NUL behind them, valid until the call ends; NULL, reported, if that cannot
 * be (decode.c). */
const char *jx_html_decode(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                           size_t *length);

/* How many bytes the character of UTF-8 at `at` has; 0: it is none. What is longer than it need be, half of UTF-16 or
 * beyond Unicode is none. */
size_t jx_html_character(const unsigned char *at, const unsigned char *end);

/* How sure the bytes are a web page: 0 or 90. */
int jx_html_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input);

/* Whether the input is a page packed as a letter. */
bool jx_html_is_archive(const struct jx_input *input);

/* --- events (parser.c) ------------------------------------------------------------------------------------------- */

/* Elements by what they do to a table of rows. All others only pass their text on. */
enum jx_html_tag {
    JX_HTML_INLINE,
    JX_HTML_BLOCK,   /* begins and ends on a line of its own */
    JX_HTML_BREAK,   /* br */
    JX_HTML_SKIPPED, /* script, head …: nothing in it is shown */
    JX_HTML_PRE,
    JX_HTML_RAISED,  /* sup */
    JX_HTML_CROSSED, /* s, strike, del */
    JX_HTML_LOOKS,   /* style */
    JX_HTML_INPUT,
    JX_HTML_OPTION,
    JX_HTML_SECTION,
    JX_HTML_FRAME,
    JX_HTML_TABLE,
    JX_HTML_GROUP, /* thead, tbody, tfoot */
    JX_HTML_COLUMN,
    JX_HTML_ROW,
    JX_HTML_CELL
};

enum jx_html_kind {
    JX_HTML_START,
    JX_HTML_END,
    JX_HTML_TEXT,
    JX_HTML_SHEET_NAME, /* Excel's name of a worksheet, from a comment */
    JX_HTML_SHEET_FILE  /* the file in which Excel put a worksheet of a page of frames */
};

/* What the attributes of an element say. */
enum {
    JX_HTML_HIDDEN = 1,
    JX_HTML_KEEP = 2,        /* white space is kept */
    JX_HTML_NUMBER = 4,      /* Excel: x:num; LibreOffice: sdval */
    JX_HTML_LOOSE = 8,       /* Excel: colspan for text that runs over its neighbours, no merge */
    JX_HTML_CHOSEN = 16,     /* option: selected */
    JX_HTML_ROW_HIDDEN = 32, /* of a cell: its row is hidden, or the group of rows */
    JX_HTML_STRUCK = 64,     /* a line goes through its words */
    JX_HTML_MARK = 128       /* it only points at a note below the text */
};

/* `text`, of `length` bytes: the words, the name, the value of an input, what a frame shows. `rows` and `columns` are
 * the spans as they stand there, 1 if they do not; rows 0 is "to the end". */
struct jx_html_event {
    const char *text;
    uint32_t length;
    uint32_t rows, columns;
    uint8_t kind; /* enum jx_html_kind */
    uint8_t tag;  /* enum jx_html_tag */
    uint8_t flags;
    uint8_t font; /* as of jx_html_font */
};

struct jx_html_parser;

/* A parser that gives up beyond `depth` open elements. It is given back with the call. NULL: no memory. */
struct jx_html_parser *jx_html_parser_new(const struct jx_host *host, struct jx_call *call, uint64_t depth);

enum jx_html_outcome { JX_HTML_FINE, JX_HTML_DEEP, JX_HTML_BROKEN, JX_HTML_NO_MEMORY };

/* Parses the next piece, of valid UTF-8 and whole characters; with `last`, the end of the page. */
enum jx_html_outcome jx_html_parse(struct jx_html_parser *parser, const char *text, size_t length, bool last);

/* The next event of what was parsed last; false: there are no more. It is valid until the next piece is parsed. */
bool jx_html_next(struct jx_html_parser *parser, struct jx_html_event *event);

/* Whether the page's program ends lines of the file at blanks alone, so that such an end is a blank. */
bool jx_html_spaced(const struct jx_html_parser *parser);

/* The line of the page at which the parser stands. */
uint32_t jx_html_line(const struct jx_html_parser *parser);

/* --- looks (looks.c) --------------------------------------------------------------------------------------------- */

/* The typeface of a list of names, the first of which counts: 0: there is none; JX_HTML_LETTERS; or one of symbols, whose name
 * jx_html_font_name has; and that which declarations say. */
enum { JX_HTML_LETTERS = 1 };
uint8_t jx_html_font(const char *names, size_t length);
uint8_t jx_html_font_said(const char *declarations);
const char *jx_html_font_name(uint8_t font);

/* What of its looks a class says: a bit, and the number of a typeface from another bit on. */
enum { JX_HTML_CLASS_CROSSES = 1, JX_HTML_CLASS_FONT = 1 };

/* Classes of a page that draw a line through words, or set them in a typeface of symbols, as its style sheets say. Starts as all
 * zero; in memory of its own. */
struct jx_html_classes {
    char *sheet; /* the sheet being read */
    size_t length, capacity;
    char *names; /* one after the other, each with what it says before it and a NUL behind it */
    size_t names_length, names_capacity;
};

/* Whether declarations draw a line through words. */
bool jx_html_crosses(const char *declarations);

/* A piece of a style sheet; its end. false: no memory. */
bool jx_html_classes_add(struct jx_html_classes *classes, const char *text, size_t length);
bool jx_html_classes_end(struct jx_html_classes *classes);
/* What an element's classes say together. */
unsigned jx_html_classes_say(const struct jx_html_classes *classes, const char *names);
void jx_html_classes_free(struct jx_html_classes *classes);

/* --- text (text.c) ----------------------------------------------------------------------------------------------- */

/* The words of a cell or a paragraph being collected, as a browser would show them. */
struct jx_html_text {
    char *bytes;
    uint32_t length, capacity;
    bool space;   /* white space waits to be followed by words */
    bool newline; /* … and there was a line end in it */
    bool block;   /* the next words begin a line */
    bool spaced;  /* a line end is a blank, whatever stands around it */
};

/* A cell's text is no longer than this. */
enum { JX_HTML_TEXT_MOST = 16 * 1024 * 1024 };

enum jx_html_style { JX_HTML_FLOW, JX_HTML_KEPT, JX_HTML_SUPERSCRIPT };

/* Adds words; false: the text is too long for a cell. */
bool jx_html_text_add(const struct jx_host *host, struct jx_call *call, struct jx_html_text *text,
                      const char *words, size_t length, enum jx_html_style style);

/* <br>, and the edge of a block. */
void jx_html_text_break(const struct jx_host *host, struct jx_call *call, struct jx_html_text *text);
void jx_html_text_edge(struct jx_html_text *text);

/* Takes the blank lines around away. Returns whether anything can be seen. */
bool jx_html_text_finish(struct jx_html_text *text);
void jx_html_text_clear(struct jx_html_text *text);

/* --- tables (table.c) -------------------------------------------------------------------------------------------- */

/* Words of 64 bits for the columns of a table that may be hidden. */
enum { JX_HTML_UNSEEN_WORDS = 16 };

/* How far a column is covered by cells from above: for rows `from` (where the cell stands) up to `until`. */
struct jx_html_cover {
    uint32_t from, until;
};

/*
 * A table being read. Its own rows are counted by `ordinal`; `sheet_row` is where the current one went, once it has a
 * place. Merges wait until the table's width is known.
 */
struct jx_html_table {
    uint32_t ordinal;     /* of the current row */
    uint32_t group_first; /* the ordinal with which the group of rows began */
    uint32_t sheet_row;
    bool row_open, row_placed, cell_open;
    bool row_hidden; /* the row takes no place where nothing stands in it */
    bool resumed;    /* the row goes on after another table stood in one of its cells */
    uint32_t column;
    uint32_t rows, columns; /* spans of the open cell */
    uint8_t flags;
    struct jx_html_cover *covers;
    uint32_t cover_count, cover_capacity;
    struct jx_merge *merges;
    uint32_t merge_count, merge_capacity;
    uint32_t run_first; /* the first merge whose rows are not settled yet */
    uint32_t width;
    uint32_t declared;                     /* columns by <col> */
    uint64_t unseen[JX_HTML_UNSEEN_WORDS]; /* those of them that are hidden, a bit for each */
};

/* Lines outside of tables that wait, each with its line end; a blank one may keep a tab. `tabbed` of them have one. */
struct jx_html_lines {
    char *bytes;
    size_t length, capacity;
    bool deferred; /* they are given back with the call */
    uint32_t tabbed;
};

/* A worksheet that Excel names, and the file that it stands in, NULL: the page itself. */
struct jx_html_source {
    const char *name, *file;
};

/* What a reader of a page owns; page.c. The first four are the caller's to set, and a name for the sheet if it has one. */
struct jx_html_page {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_input *input;
    struct jx_book *book;
    struct jx_sheet *sheet;
    const char *sheet_name;
    uint32_t next_row;
    uint32_t line;           /* of the page, for messages */
    bool stopped;            /* a limit was passed, which is reported */
    bool starved;            /* it was stopped for want of memory */
    bool filled;             /* something was read */
    bool tabled;             /* the first table or sheet has come */
    bool told;               /* the hidden element at hand is counted */
    uint64_t unseen_texts;   /* hidden pieces that are no cells of a table, and not read */
    uint64_t struck_texts;   /* pieces that are struck out */
    bool struck_told;        /* the struck element at hand is counted */
    struct jx_unseen unseen; /* hidden rows and columns of the sheet at hand */
    struct jx_html_lines lines;
    struct jx_html_text text;
    struct jx_html_element *elements;
    uint32_t element_count, element_capacity;
    struct jx_html_table *tables;
    uint32_t table_count, table_capacity;
    uint32_t sheet_names;
    const char *files; /* the pages that frames show, separated by blanks */
    uint32_t file_count;
    struct jx_html_source *sources;
    uint32_t source_count, source_capacity;
};

/* Puts the text at a place of the sheet. Without one (`filled` is false) no cell is made; the place must be within the
 * limits all the same, for spans are counted in memory. */
void jx_html_put(struct jx_html_page *page, uint32_t row, uint32_t column, bool filled, uint8_t flags);

void jx_html_row_start(struct jx_html_page *page, struct jx_html_table *table);
void jx_html_row_end(struct jx_html_page *page, struct jx_html_table *table);
void jx_html_cell_start(struct jx_html_page *page, struct jx_html_table *table,
                        const struct jx_html_event *event);
void jx_html_cell_end(struct jx_html_page *page, struct jx_html_table *table);

/* A group of rows ends: no cell reaches further down. */
void jx_html_group_end(struct jx_html_page *page, struct jx_html_table *table);

/* Something else is to stand between this row and the next: what is open is put down, the columns stay as they are. */
void jx_html_table_cut(struct jx_html_page *page, struct jx_html_table *table);
void jx_html_table_end(struct jx_html_page *page, struct jx_html_table *table);

/* --- what is hidden (unseen.c) ----------------------------------------------------------------------------------- */

bool jx_html_column_hidden(const struct jx_html_table *table, uint32_t column);

/* Tells what of the sheet was hidden, once it ends. */
void jx_html_tell_hidden(struct jx_html_page *page);

/* --- lines (lines.c) --------------------------------------------------------------------------------------------- */

/* A line of its own for the text collected, if anything can be seen of it, or if it is `blank` but a line all the same. */
void jx_html_put_line(struct jx_html_page *page, bool blank);

/* A table comes, or a sheet: the lines before it are rows. */
void jx_html_lines_settle(struct jx_html_page *page);

/* The page ends: lines still wait if it has no table. Those with tabs are for the carrier of text dumps. */
enum jx_status jx_html_lines_end(struct jx_html_page *page);

/* --- reading (page.c, archive.c) --------------------------------------------------------------------------------- */

/* Reads a page from end to end; OK and not `filled`: it has nothing to read. */
enum jx_status jx_html_page_fill(struct jx_html_page *page);

/* Reads a page that is packed as a letter, or the sheets of a workbook that is. */
enum jx_status jx_html_archive_read(const struct jx_host *host, struct jx_call *call,
                                    const struct jx_input *input, struct jx_book *book);

/* --- the carrier ------------------------------------------------------------------------------------------------- */

enum jx_status jx_html_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                            struct jx_book *book);
enum jx_status jx_html_write(const struct jx_host *host, struct jx_call *call, const struct jx_output *output,
                             const struct jx_book *book);

#endif

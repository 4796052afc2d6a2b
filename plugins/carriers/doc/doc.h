/*
 * A document of Word 97 to 2003 being read: what the files of the carrier share.
 *
 * The text stands in pieces, scattered over a stream; tables beside it say, for ranges of its bytes, how characters and
 * paragraphs are formatted. What is a table and what a cell follows from the formatting of paragraphs. Sections named in
 * comments are those of [MS-DOC].
 */
#ifndef JX_DOC_DOC_H
#define JX_DOC_DOC_H

#include "plugins/carriers/shared/flow.h"
#include "plugins/carriers/shared/lists.h"
#include "plugins/carriers/shared/little.h"
#include "plugins/carriers/shared/looks.h"
#include "plugins/carriers/shared/ole.h"

/* A piece of a stream; of length 0 where the file has none. */
struct jx_doc_span {
    const unsigned char *bytes;
    size_t length;
};

/* The parts of the document, one behind the other in the text (2.5.4, FibRgLw97). */
enum jx_doc_story {
    JX_DOC_BODY,
    JX_DOC_FOOTNOTES,
    JX_DOC_HEADERS,
    JX_DOC_MACROS, /* always empty */
    JX_DOC_COMMENTS,
    JX_DOC_ENDNOTES,
    JX_DOC_BOXES,
    JX_DOC_HEADER_BOXES,
    JX_DOC_STORIES
};

/* Tables that the header points to, by their number in FibRgFcLcb97 (2.5.6). */
enum jx_doc_table {
    JX_DOC_STYLES = 1,             /* STSH, 2.9.271 */
    JX_DOC_HEADER_TEXTS = 11,      /* PlcfHdd, 2.8.22 */
    JX_DOC_CHARACTER_FORMATS = 12, /* PlcBteChpx, 2.8.5 */
    JX_DOC_PARAGRAPH_FORMATS = 13, /* PlcBtePapx, 2.8.6 */
    JX_DOC_FONTS = 15,             /* SttbfFfn, 2.9.286 */
    JX_DOC_PIECES = 33,            /* Clx, 2.9.38 */
    JX_DOC_ANCHORS = 40,           /* PlcfSpa, 2.8.37 */
    JX_DOC_BOX_TEXTS = 56,         /* PlcftxbxTxt, 2.8.32 */
    JX_DOC_LISTS = 73,             /* PlfLst, 2.9.131 */
    JX_DOC_LISTED = 74             /* PlfLfo, 2.9.132 */
};

/* A range of the text that stands in one place (2.9.177, Pcd). */
struct jx_doc_piece {
    uint32_t first, end; /* characters of the text */
    uint32_t at;         /* of the stream's bytes */
    bool narrow;         /* a byte for each character, not two */
    uint16_t changes;    /* to the formatting of all that is in it (2.9.213, Prm) */
};

/* Ranges of bytes with the same formatting, in pages of 512 bytes (2.9.33, ChpxFkp; 2.9.175, PapxFkp). */
struct jx_doc_formats {
    struct jx_doc_span pages; /* which range of bytes each page is for */
    bool paragraphs;
    uint32_t from, to; /* the range found last, and its formatting */
    struct jx_doc_span found;
    uint16_t style; /* of a paragraph */
};

/* Which number a paragraph has: of what lists.c reads, 0: none; NOT_SAID: its style says it. And on which level. */
enum { JX_DOC_NOT_SAID = 0xFFFF };
struct jx_doc_listed {
    uint16_t number, level;
};

/* A text box, and whose it is. */
struct jx_doc_box {
    uint32_t shape;
    uint32_t number; /* in the order of the file */
    uint32_t first, end;
    bool taken;
};

struct jx_doc {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_input *input;
    struct jx_flow *flow;

    struct jx_doc_span main, table, data; /* streams */
    uint16_t language;
    uint32_t lengths[JX_DOC_STORIES]; /* in characters */

    uint16_t *text; /* in UTF-16 */
    uint32_t length;
    struct jx_doc_piece *pieces;
    uint32_t piece_count;
    struct jx_doc_span *changes; /* those that pieces refer to by number */
    uint32_t change_count, change_capacity;
    struct jx_doc_formats characters, paragraphs;

    struct jx_looks *styles;
    struct jx_doc_listed *styles_listed; /* what styles say of their paragraphs' numbers */
    struct jx_lists lists;
    uint32_t style_count;
    const char **fonts;
    uint32_t font_count, font_capacity;
    struct jx_doc_box *boxes;
    uint32_t box_count;
    struct jx_doc_walk *aside; /* through a text beside the body's */
    uint8_t *edges; /* a bit for each place where a cell can end; used while a table becomes a grid */

    struct jx_flow_left_out left_out;
};

/* In a character's place in the text: it is a part of the one before it. */
enum { JX_DOC_NOTHING = 0xFFFF };

/* Reports that the document is damaged, and where; returns FAIL. */
enum jx_status jx_doc_damaged(struct jx_doc *doc, const char *where);

/* --- the file ---------------------------------------------------------------------------------------------------- */

/* How the header says that the document is kept. */
enum jx_doc_kind { JX_DOC_READABLE, JX_DOC_OLD, JX_DOC_ENCRYPTED, JX_DOC_DAMAGED };

/* Reads the header (2.5.1, Fib) and opens the streams. */
enum jx_doc_kind jx_doc_header_read(struct jx_doc *doc, struct jx_ole *ole);

/* A table of the header's list; empty if the document has none, or not where the header says. */
struct jx_doc_span jx_doc_table(const struct jx_doc *doc, enum jx_doc_table table);

/* Where a part of the document begins in the text. */
uint32_t jx_doc_story(const struct jx_doc *doc, enum jx_doc_story story);

/* Reads the pieces and their text. FAIL is reported. */
enum jx_status jx_doc_text_read(struct jx_doc *doc);

/* The piece that a character of the text is in. */
const struct jx_doc_piece *jx_doc_piece_at(const struct jx_doc *doc, uint32_t character);

/* The byte of the stream at which a character of a piece stands. */
uint32_t jx_doc_place(const struct jx_doc_piece *piece, uint32_t character);

/* --- formatting -------------------------------------------------------------------------------------------------- */

/* How the byte at this place is formatted, and for how far; `formats` remembers it. */
struct jx_doc_span jx_doc_format_at(const struct jx_doc *doc, struct jx_doc_formats *formats, uint32_t place);

/* A list of properties being gone through (2.2.5.1, Prl). */
struct jx_doc_properties {
    const unsigned char *at, *end;
    uint16_t code;
    const unsigned char *operand;
    size_t size;
};

/* Goes to the next one; false: there is none, or it is cut short. */
bool jx_doc_property_next(struct jx_doc_properties *properties);

/* What of a paragraph's formatting matters here. */
struct jx_doc_paragraph {
    bool in_table, row_end, inner_cell_end, inner_row_end;
    struct jx_doc_listed listed;
    uint32_t depth; /* of tables within one another, as far as it says */
    struct jx_doc_span format;
    uint16_t changes, style;
    struct jx_looks looks; /* its shading, as if it were the characters' */
};

/* Of the paragraph that ends with this character. */
struct jx_doc_paragraph jx_doc_paragraph_at(struct jx_doc *doc, uint32_t character);

/* What of a character's formatting matters here. */
struct jx_doc_character {
    bool deleted, special, symbol;
    bool picture, data;   /* it stands for a picture, for what a field needs */
    uint32_t where;       /* of the picture or the data, in their stream */
    uint16_t font, place; /* of the symbol */
    struct jx_dress dress;
};

/* Of the characters from this one on, in a paragraph of this style, up to `*end`, which is made smaller where their formatting
 * ends before. */
struct jx_doc_character jx_doc_character_at(struct jx_doc *doc, uint32_t character, uint16_t style,
                                            uint32_t *end);

/* Reads what the styles say of looks; and what the one of this number does, NULL: nothing. */
void jx_doc_styles_read(struct jx_doc *doc);
const struct jx_looks *jx_doc_style(const struct jx_doc *doc, uint16_t number);

/* Reads the lists, whose numbers stand before paragraphs; and the next one of those: "": a sign that is none, NULL: nobody knows. */
void jx_doc_lists_read(struct jx_doc *doc);
const char *jx_doc_number_next(struct jx_doc *doc, const struct jx_doc_listed *listed);

/* What a property says of a paragraph's number. */
void jx_doc_listed_apply(const struct jx_doc_properties *list, struct jx_doc_listed *listed);
/* What a list of properties says of it. */
void jx_doc_listed_read(struct jx_doc_span list, struct jx_doc_listed *listed);

/* What a list of properties says of looks, into `looks`. A switch that is the opposite of what styles say is
 * JX_DOC_TURNED (2.9.327, ToggleOperand). */
enum { JX_DOC_TURNED = 2 };
void jx_doc_looks_apply(const struct jx_doc *doc, struct jx_doc_span list, struct jx_looks *looks);

/* What is chosen from the list whose data stand there, or the box as it is ticked or not, in UTF-16; of length 0: nothing, or
 * the data are of something else. */
struct jx_doc_span jx_doc_choice(const struct jx_doc *doc, uint32_t where);

/* What a row is like (2.9.349, TDefTableOperand): where its cells begin and end, and how they are merged. */
enum { JX_DOC_CELLS_MOST = 64 };
struct jx_doc_row_format {
    uint32_t count;
    int16_t edges[JX_DOC_CELLS_MOST + 1];
    uint16_t merges[JX_DOC_CELLS_MOST]; /* the lowest bits of TC80 (2.9.330) */
    uint64_t painted; /* a bit for each cell: another colour than the paper's is behind it */
};

/* Of the row that ends with this paragraph. */
void jx_doc_row_format_read(struct jx_doc *doc, const struct jx_doc_paragraph *paragraph,
                            struct jx_doc_row_format *row);

/* What a property says of colours: of characters and what is behind them, and of what is behind cells. */
void jx_doc_colour_apply(const struct jx_doc_properties *list, struct jx_looks *looks);
void jx_doc_cells_paint(const struct jx_doc_properties *list, struct jx_doc_row_format *row);

/* The name of a typeface; NULL: there is none of this number. */
void jx_doc_fonts_read(struct jx_doc *doc);
const char *jx_doc_font(const struct jx_doc *doc, uint16_t number);

/* --- the grid of a table ------------------------------------------------------------------------------------------ */

/* A row that has been read, with what it is like; `format` is NULL where the document does not say. */
struct jx_doc_row {
    struct jx_doc_row *next;
    struct jx_flow_row *row;
    const struct jx_doc_row_format *format;
};

/* Gives the cells of a table's rows their places: its columns lie between all edges of all its rows. */
void jx_doc_grid_make(struct jx_doc *doc, const struct jx_doc_row *rows);

/* --- texts and tables -------------------------------------------------------------------------------------------- */

/* Reads the body into the grid. FAIL is reported. */
enum jx_status jx_doc_body_read(struct jx_doc *doc);

/* Reads another part, such as a page header, as one would read a cell. false: a limit is passed, and reported. */
bool jx_doc_range_read(struct jx_doc *doc, uint32_t first, uint32_t end, struct jx_flow_blocks *blocks);

/* Tells what stands at the head and foot of pages, which is not read. */
enum jx_status jx_doc_headers_tell(struct jx_doc *doc);
enum jx_status jx_doc_notes_tell(struct jx_doc *doc);

/* Finds the text boxes. */
void jx_doc_boxes_find(struct jx_doc *doc);

/* Reads the text boxes that are anchored in a character of the body, or, with UINT32_MAX, those that are anchored in
 * none. */
bool jx_doc_boxes_read(struct jx_doc *doc, uint32_t character, struct jx_flow_blocks *blocks);

#endif

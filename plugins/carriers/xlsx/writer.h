/*
 * A workbook being written: what its parts have in common.
 */
#ifndef JX_XLSX_WRITER_H
#define JX_XLSX_WRITER_H

#include "looks.h"
#include "plugins/carriers/shared/pack.h"
#include "plugins/carriers/shared/splice.h"

/* A text of the table that cells name their texts from. */
struct jx_xlsx_text {
    const char *text;
    uint32_t length, hash;
};

struct jx_xlsx_writer {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_output *output;
    const struct jx_sheet *const *sheets;
    const char **names; /* theirs, as the workbook lists them */
    size_t sheet_count;
    size_t shown; /* the sheet that is opened, before which all are hidden; sheet_count: none is hidden */
    struct jx_pack pack;
    struct jx_bytes xml; /* the part at hand */

    struct jx_xlsx_text *texts;
    uint32_t text_count, text_capacity;
    uint32_t *text_table; /* of hashes: numbers from one; a power of two */
    uint32_t text_room;
    uint64_t text_uses, text_bytes;

    /* the number under which cells name the look of a slot; 0: no cell has it */
    uint16_t looks[JX_XLSX_SLOTS];
    uint16_t slots[JX_XLSX_SLOTS]; /* of those numbers, less one */
    uint16_t look_count;
};

/* What every part begins with. */
#define JX_XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* Writes the part at hand into the package and empties it. `part` must stay. */
void jx_xlsx_part_end(struct jx_xlsx_writer *writer, const char *part);

/* Texts one after the other, up to NULL, into the part at hand. */
void jx_xlsx_put_all(struct jx_xlsx_writer *writer, const char *const *texts);
#define jx_xlsx_put(writer, ...) jx_xlsx_put_all(writer, (const char *const[]){__VA_ARGS__, NULL})

/* The names of the sheets: their own if a workbook can have them, else Sheet1 and so on. */
void jx_xlsx_names_make(struct jx_xlsx_writer *writer);
/* A sheet's name as it stands in a formula. */
void jx_xlsx_name_quoted(struct jx_xlsx_writer *writer, const char *name);

/* The number of a text in the table of texts. `text` must stay. */
uint32_t jx_xlsx_text_number(struct jx_xlsx_writer *writer, const char *text, size_t length);
void jx_xlsx_texts_write(struct jx_xlsx_writer *writer);

/* The number under which cells name a look. */
unsigned jx_xlsx_look_number(struct jx_xlsx_writer *writer, unsigned slot);
void jx_xlsx_styles_write(struct jx_xlsx_writer *writer);

/* A number's text taken apart: [-] digits, with or without grouping commas, [. digits]. */
struct jx_xlsx_number {
    char digits[64]; /* as XML has it: without commas, and without zeros at its end */
    size_t length;
    int decimals;
    int significant;
    bool grouped;
};

/* Whether a text is a number that would look the same as a number: no leading zeros, which a code may have, no plus
 * sign, no percent sign. */
bool jx_xlsx_number_read(const struct jx_cell *cell, struct jx_xlsx_number *number);

/* The rows of a sheet, from <dimension> of its cells on; which a caller must know before the rows are written. FAIL, reported:
 * a cell's text is too long, or the time is up. */
struct jx_xlsx_extent {
    uint32_t first_row, first_column, last_row, last_column;
    size_t room; /* the rows need at most */
    bool empty;
};
struct jx_xlsx_extent jx_xlsx_extent_of(const struct jx_sheet *sheet);
enum jx_status jx_xlsx_rows_write(struct jx_xlsx_writer *writer, const struct jx_sheet *sheet,
                                  const struct jx_xlsx_extent *extent);

enum jx_status jx_xlsx_sheet_write(struct jx_xlsx_writer *writer, size_t index);

/* A number that is not negative, such as a height: at most seven digits after its point, which is always a point. Returns what
 * follows. */
enum { JX_XLSX_REAL_ROOM = 40 };
char *jx_xlsx_real_put(char *at, double value);

/* Whether the sheet's head repeats on every page. */
bool jx_xlsx_head_repeats(const struct jx_sheet *sheet);

/* The parts beside the sheets; the first before them, the last after them. */
void jx_xlsx_types_write(struct jx_xlsx_writer *writer);
void jx_xlsx_book_write(struct jx_xlsx_writer *writer, const struct jx_book *book);

#endif

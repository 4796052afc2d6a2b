/*
 * A workbook being read: its parts, its texts and its formats.
 */
#ifndef JX_XLSX_WORKBOOK_H
#define JX_XLSX_WORKBOOK_H

#include "plugins/carriers/shared/fill.h"
#include "plugins/carriers/shared/package.h"

/* A text of the table of shared strings, without what is struck out in it; NULL when empty. */
struct jx_xlsx_string {
    const char *text;
    uint32_t length;
    uint32_t
        dress; /* its number, from one, among those that look differently in places; 0: it does not, or that says nothing */
};

/* A text that looks differently in places. Runs without looks of their own look as the cell does. */
struct jx_xlsx_dress {
    const char *own; /* what is left of it in a cell that is struck out: runs with looks of their own */
    uint32_t own_length;
    bool struck; /* runs are struck out, which can be seen */
    bool plain;  /* there are runs without looks */
};

/* A sheet as the workbook lists it. */
struct jx_xlsx_listing {
    const char *name;
    const char *relation;
    bool hidden;
};

struct jx_xlsx_workbook {
    struct jx_package package;
    struct jx_fill_book fill;
    const char *part; /* its own */
    struct jx_relations relations;
    struct jx_xlsx_listing *listings;
    uint32_t listing_count, listing_capacity;
    bool date1904;
    bool raw; /* numbers are not shown to anybody: their formats are not read */

    struct jx_xlsx_string *strings;
    uint32_t string_count, string_capacity;

    /* by style number, as cells name them; NULL: General */
    const struct jx_number_format **formats;
    uint32_t format_count, format_capacity;
    const bool *struck; /* by style number, too: cells of the style are struck out. NULL: no style is */

    struct jx_xlsx_dress *dresses;
    uint32_t dress_count, dress_capacity;
};

/* Replaces _x000D_ and the like by the characters they stand for, as far as those can stand in a text. */
void jx_xlsx_unescape(struct jx_scratch *scratch);

/*
 * Rich text, as it stands in <si> and <is>: the texts of its runs, one after the other, without the phonetic guides.
 * White space is kept whether or not xml:space asks for it. Runs that are struck out are left out.
 */
struct jx_xlsx_rich {
    uint32_t skipped; /* how deep in elements whose text is not the cell's */
    bool in_text;
    bool in_looks, dressed,
        crossed;        /* of the run: its looks are being read; it has some; they strike it out */
    bool wanted;        /* the caller's to set: `own` is, for cells may be struck out */
    bool struck, plain; /* as in struct jx_xlsx_dress */
    struct jx_scratch own;
};

/* A rich text begins. */
void jx_xlsx_rich_begin(struct jx_xlsx_rich *rich, const struct jx_xlsx_workbook *workbook);
void jx_xlsx_rich_start(struct jx_xlsx_rich *rich, const char *name, const char **attributes);
void jx_xlsx_rich_end(struct jx_xlsx_rich *rich, const char *name);
void jx_xlsx_rich_text(struct jx_package *package, struct jx_xlsx_rich *rich, struct jx_scratch *scratch,
                       const char *text, size_t length);
/* Once it ends: its looks, the text in the document's memory. */
struct jx_xlsx_dress jx_xlsx_rich_dress(struct jx_package *package, struct jx_xlsx_rich *rich);

enum jx_status jx_xlsx_strings_read(struct jx_xlsx_workbook *workbook, const char *part);
enum jx_status jx_xlsx_styles_read(struct jx_xlsx_workbook *workbook, const char *part);
enum jx_status jx_xlsx_sheet_read(struct jx_xlsx_workbook *workbook, const char *part,
                                  struct jx_sheet *sheet);

/* Reads B3 as row 2, column 1. What is far beyond any sheet becomes a large number, which the limits then refuse.
 * Returns what follows, or NULL, leaving both as they are, if it is no address. */
const char *jx_xlsx_address_read(const char *text, uint32_t *row, uint32_t *column);

/* Reads an area, B2:D5, and merges it. false: a limit is passed, which is reported. */
bool jx_xlsx_merge_read(struct jx_fill *fill, const char *area);

/* Reads the list of sheets, the shared strings and the styles. */
enum jx_status jx_xlsx_workbook_open(struct jx_xlsx_workbook *workbook);

/* The carrier's functions. */
int jx_xlsx_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input);
enum jx_status jx_xlsx_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                            struct jx_book *book);
enum jx_status jx_xlsx_write(const struct jx_host *host, struct jx_call *call, const struct jx_output *output,
                             const struct jx_book *book);

#endif

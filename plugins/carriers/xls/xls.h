/*
 * A workbook of the old kind being read: what its sheets share.
 */
#ifndef JX_XLS_XLS_H
#define JX_XLS_XLS_H

#include "plugins/carriers/shared/fill.h"
#include "record.h"

/* A text, in the document's memory, without what is struck out in it; NULL when empty. */
struct jx_xls_string {
    const char *text;
    uint32_t length;
    uint32_t runs; /* its number, from one, among those with runs of fonts that matter; 0: it has none */
};

/* A text with runs of fonts. What stands before the first looks as the cell does. */
struct jx_xls_runs {
    const char *own; /* what is left of it in a cell that is struck out */
    uint32_t own_length;
    bool struck; /* of what looks as the cell does not, there are visible characters that are struck out */
    bool plain;  /* something visible looks as the cell does */
};

/* A sheet as the workbook lists it. */
struct jx_xls_listing {
    const char *name;
    uint32_t offset; /* of its first record in the stream */
    bool hidden;
};

/* A style: of all that it says, the number of its number format and that of its font. */
struct jx_xls_style {
    uint32_t format_id, font;
    bool found;
    const struct jx_number_format *format;
};

struct jx_xls_book {
    struct jx_fill_book fill;
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_input *input;

    const unsigned char *bytes; /* the stream */
    size_t length;
    size_t walked;        /* bytes of the sheets read so far */
    unsigned version;     /* 2, 3, 4, 5 or 8; Excel 95 writes 5, Excel 97 and later 8 */
    uint16_t kind;        /* of the stream's first part, enum jx_xls_kind */
    const char *encoding; /* of texts before version 8, NULL: the file does not say */
    bool guessed;         /* which has been reported */
    bool date1904;

    struct jx_xls_listing *listings;
    uint32_t listing_count, listing_capacity;
    struct jx_xls_string *strings;
    uint32_t string_count, string_capacity;
    struct jx_number_formats formats;
    uint32_t format_count; /* before version 5 formats are numbered as they come */
    struct jx_xls_style *styles;
    uint32_t style_count, style_capacity;
    bool *fonts; /* by number: it is struck out */
    uint32_t font_count, font_capacity;
    bool any_struck; /* some font is */
    struct jx_xls_runs *runs;
    uint32_t run_count, run_capacity;

    char *scratch; /* room for the longest text */
};

/* What a BOF says that follows ([MS-XLS] 2.4.21, dt). */
enum jx_xls_kind { JX_XLS_GLOBALS = 0x0005, JX_XLS_SHEET = 0x0010 };

/* --- the container ----------------------------------------------------------------------------------------------- */

/* What an OLE2 file is: none at all, damaged, something else (a document, a mail), a workbook that a password hides, or
 * a workbook. */
enum jx_xls_content { JX_XLS_NO_OLE, JX_XLS_DAMAGED, JX_XLS_OTHER, JX_XLS_ENCRYPTED, JX_XLS_WORKBOOK };

/* Looks what the file is; with `bytes`, reads the stream of the workbook into the call's memory. Reports nothing. */
enum jx_xls_content jx_xls_container_open(const struct jx_host *host, struct jx_call *call,
                                          const struct jx_input *input, const unsigned char **bytes,
                                          size_t *length);

/* --- texts ------------------------------------------------------------------------------------------------------- */

/* Reads a text whose length in characters stands before it in `size` bytes, 1 or 2. false: it does not decode, which is
 * reported, or is longer than its record, which is not (`record->cut`). */
bool jx_xls_string_read(struct jx_xls_book *book, struct jx_xls_record *record, int size,
                        struct jx_xls_string *string);

/* Notes the encoding that a CODEPAGE names. */
void jx_xls_codepage(struct jx_xls_book *book, uint16_t number);

/* The table of shared texts. */
enum jx_status jx_xls_sst_read(struct jx_xls_book *book, struct jx_xls_record *record);

/* --- the parts of the stream ------------------------------------------------------------------------------------- */

/* Reports that the workbook is damaged, and where; returns FAIL. */
enum jx_status jx_xls_damaged(struct jx_xls_book *book, const struct jx_xls_record *record,
                              const struct jx_place *place);

/* Reads the version and kind from a BOF. false: it is none. */
bool jx_xls_bof(const struct jx_xls_record *record, unsigned *version, uint16_t *kind);

/* Decrypts the stream from a FILEPASS on, if it is encrypted with the password that all programs know. false: it is so
 * with another one, or in another way. */
bool jx_xls_decrypt(struct jx_xls_book *book, struct jx_xls_record *record);

/* Reads a record that stands before cells, of the workbook or of a sheet that is a file of its own; others are passed
 * over. */
enum jx_status jx_xls_shared_read(struct jx_xls_book *book, struct jx_xls_record *record);

/* Reads what stands before the sheets, and which there are. */
enum jx_status jx_xls_globals_read(struct jx_xls_book *book);

/* Reads the cells of the sheet whose BOF is at `offset`. */
enum jx_status jx_xls_sheet_read(struct jx_xls_book *book, struct jx_sheet *sheet, size_t offset);

/* Whether a font strikes out, by its number as styles and texts say it; and whether a style's font does. */
bool jx_xls_font_struck(const struct jx_xls_book *book, uint32_t font);
bool jx_xls_style_struck(const struct jx_xls_book *book, uint32_t style);

/* The format of a style, NULL: General. */
const struct jx_number_format *jx_xls_format(struct jx_xls_book *book, uint32_t style);

/* The carrier's functions. */
int jx_xls_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input);
enum jx_status jx_xls_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                           struct jx_book *book);

#endif

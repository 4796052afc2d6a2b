/*
 * Writing: the looks of cells as formats of the workbook, and texts as XML can hold them.
 */
#ifndef JX_XLSX_LOOKS_H
#define JX_XLSX_LOOKS_H

#include <locale.h>
#include <xlsxwriter.h>

#include <jixiao/carrier.h>

/* How the content of a cell is formatted: as text, or as a number with so many digits after its point. */
enum { JX_XLSX_AS_TEXT = 0, JX_XLSX_AS_NUMBER = 1, JX_XLSX_DECIMALS_MOST = 15 };

/* What was written into a workbook: sheets, cells (blank ones in a look too), those with contents, merges. */
struct jx_xlsx_count {
    uint64_t sheets, cells, values, merges;
};

struct jx_xlsx_writer {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_book *book;
    lxw_workbook *workbook;
    int fd; /* of the file in memory that it is written to, or -1 */
    void *bytes;
    size_t length;
    struct jx_xlsx_count given;
    locale_t locale, before; /* the C locale, in which numbers have points, and what it replaced */
    /* Made when first used. The second index: with line breaks in it (0: text without). The third: as text, as a
     * number with 0 to 15 digits after its point, and the same with grouping commas. */
    lxw_format *formats[JX_LOOK_COUNT][2][2 * (JX_XLSX_DECIMALS_MOST + 1) + 1];
};

/* To be called before any other: sets the workbook's standard typeface. */
void jx_xlsx_looks_standard(struct jx_xlsx_writer *writer);

/* The format of a look. `decimals` -1: for text. `lines`: the text has line breaks, for which a PLAIN one wraps too. */
lxw_format *jx_xlsx_look_format(struct jx_xlsx_writer *writer, enum jx_look look, bool lines, int decimals,
                                bool grouping);

/* Whether the finished workbook holds what was given to the library (whole.c). */
bool jx_xlsx_whole(struct jx_xlsx_writer *writer);

/* Appends the finished workbook to the output, its hidden sheets very hidden (hide.c); false: the package does not let
 * itself be changed. */
bool jx_xlsx_append_hidden(struct jx_xlsx_writer *writer);

/*
 * The text with what XML or the format cannot hold written as _xHHHH_: control characters, U+FFFE and U+FFFF, and what
 * already looks like such an escape. Bad UTF-8 becomes U+FFFD. The text itself if it needs none of this. `*units` is
 * its length in UTF-16, by which spreadsheets count.
 */
const char *jx_xlsx_escape(const struct jx_host *host, struct jx_call *call, const char *text, size_t length,
                           size_t *units);

/* For properties and names, which know no escapes: such characters become blanks. NULL stays NULL. */
const char *jx_xlsx_plain(const struct jx_host *host, struct jx_call *call, const char *text);

#endif

/*
 * A spreadsheet of OpenDocument being read: .ods and .ots, which are zips, and .fods, which is one XML file.
 */
#ifndef JX_ODS_SPREADSHEET_H
#define JX_ODS_SPREADSHEET_H

#include "plugins/carriers/shared/fill.h"
#include "plugins/carriers/shared/package.h"

/* --- styles (styles.c) -------------------------------------------------------------------------------------------- */

/* A style of cells, or of words; `struck`: 1 it strikes out, -1 it does not, 0 that is as its parent says. */
struct jx_ods_style {
    const char *name, *parent;
    uint32_t order; /* in the file */
    int8_t struck;
    bool cell;
};

struct jx_ods_styles {
    struct jx_ods_style *items;
    uint32_t count, capacity;
    bool sorted, any_struck;
    bool open; /* the last one is being read */
};

void jx_ods_style_start(struct jx_package *package, struct jx_ods_styles *styles, const char **attributes);
void jx_ods_style_looks(struct jx_ods_styles *styles, const char **attributes);

/* What the style of this name, of cells or of words, says of striking out: 1, -1 or 0. */
int jx_ods_style_struck(struct jx_ods_styles *styles, const char *name, bool cell);

/* --- values (value.c) --------------------------------------------------------------------------------------------- */

/* What a cell says that it holds. */
enum jx_ods_type {
    JX_ODS_NONE,
    JX_ODS_TEXT,
    JX_ODS_NUMBER,
    JX_ODS_PERCENT,
    JX_ODS_DATE,
    JX_ODS_TIME,
    JX_ODS_TRUTH,
    JX_ODS_ERROR
};

/* A cell's value and the text that it shows; either may be empty. */
struct jx_ods_value {
    enum jx_ods_type type;
    struct jx_scratch value;
    struct jx_scratch shown;
};

/* What a cell comes to. `rounded`: its number, where it shows less of it. */
struct jx_ods_content {
    enum jx_cell_kind kind;
    const char *text;
    uint32_t length;
    uint8_t decimals;
    const char *rounded;
};

/* Decides between value and shown text. The content is in the document's memory. */
struct jx_ods_content jx_ods_value_show(const struct jx_host *host, struct jx_call *call,
                                        const struct jx_ods_value *value);

/* --- sheets (content.c) ------------------------------------------------------------------------------------------- */

/* Names of the kinds of pages that sheets are printed on. */
struct jx_ods_pages {
    const char **names;
    uint32_t count, capacity;
};

/* Reads all sheets: of the part, or of the input itself if it is NULL. `pages` are noted. */
enum jx_status jx_ods_content_read(struct jx_package *package, const char *part, struct jx_book *book,
                                   struct jx_ods_pages *pages);

/* margins.c: tells of heads and feet of such pages. NULL: of the input itself, which is XML and no zip. */
enum jx_status jx_ods_margins_read(struct jx_package *package, const char *part,
                                   const struct jx_ods_pages *pages, struct jx_book *book);

/* The carrier's functions. */
int jx_ods_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input);
enum jx_status jx_ods_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                           struct jx_book *book);

#endif

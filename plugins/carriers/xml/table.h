/*
 * An XML Spreadsheet 2003 being read: one XML file with a whole workbook in it, its styles first, then its sheets.
 *
 *   bytes ──decode──▶ UTF-8 ──expat──▶ elements ──read──▶ cells and merges
 */
#ifndef JX_XML_TABLE_H
#define JX_XML_TABLE_H

#include "plugins/carriers/shared/fill.h"
#include "plugins/carriers/shared/package.h"

/* --- the file (decode.c) ----------------------------------------------------------------------------------------- */

/* How sure the bytes are such a file: 0 or 95. */
int jx_xml_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input);

/* Makes `decoded` the same input in UTF-8. FAIL, reported: it is in no encoding wholly. */
enum jx_status jx_xml_decode(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                             struct jx_input *decoded);

/* --- styles (styles.c) ------------------------------------------------------------------------------------------- */

/* A style; `code` is the number format it sets, NULL: that of its parent. */
struct jx_xml_style {
    const char *id, *parent, *code;
    int8_t struck;  /* whether its text is struck out: 1, -1: it is not; 0: that is as its parent says */
    uint32_t order; /* in the file */
    bool compiled;
    const struct jx_number_format *format;
};

/* Starts as all zero but for host and call. */
struct jx_xml_styles {
    const struct jx_host *host;
    struct jx_call *call;
    struct jx_xml_style *items;
    uint32_t count, capacity;
    bool sorted;
    bool any_struck; /* some style strikes out */
};

/* Notes a style and the format that it sets; formats after it belong to it until the next. */
void jx_xml_style_start(struct jx_xml_styles *styles, const char *id, const char *parent);
void jx_xml_style_format(struct jx_xml_styles *styles, const char *code);

/* The style of this id, or, if there is none, that of all cells; NULL if the file has not even that. It is valid until
 * another style is noted. */
struct jx_xml_style *jx_xml_style_find(struct jx_xml_styles *styles, const char *id);

/* The font of the style last noted says whether it strikes out; NULL: it does not say. */
void jx_xml_style_font(struct jx_xml_styles *styles, const char *struck);
bool jx_xml_style_struck(struct jx_xml_styles *styles, const struct jx_xml_style *style);

/* How numbers of a style show; NULL, as for no style: as General. */
const struct jx_number_format *jx_xml_style_number(struct jx_xml_styles *styles, struct jx_xml_style *style);

/* --- dates (date.c) ---------------------------------------------------------------------------------------------- */

/* 2024-06-24T08:30:00.000 as the serial number that it is in the date system of the workbook. false: it is no date that
 * a spreadsheet can hold. `*timed`: it has a time of day. */
bool jx_xml_date_parse(const char *text, size_t length, bool date1904, struct jx_number_decimal *number,
                       bool *timed);

/* --- the carrier (read.c) ---------------------------------------------------------------------------------------- */

enum jx_status jx_xml_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                           struct jx_book *book);

#endif

/*
 * What stands before the sheets: which there are, and what their cells refer to.
 */
#include "xls.h"

#include <stdio.h>
#include <string.h>

enum jx_status jx_xls_damaged(struct jx_xls_book *book, const struct jx_xls_record *record,
                              const struct jx_place *place) {
    char what[64];
    snprintf(what, sizeof what, "0x%04X @ %zu", record->type, record->offset);
    JX_REPORT(book->host, book->call, JX_MSG_ZIP_DAMAGED, place, what);
    return JX_FAIL;
}

/* Of what 0x0809 begins, the version is in the content; some small programs leave it zero and mean the older one. */
bool jx_xls_bof(const struct jx_xls_record *record, unsigned *version, uint16_t *kind) {
    if (jx_xls_left(record) < 4) return false;
    unsigned number = (unsigned)(record->at[0] | record->at[1] << 8);
    *kind = (uint16_t)(record->at[2] | record->at[3] << 8);
    switch (record->type) {
    case JX_XLS_BOF2: *version = 2; return true;
    case JX_XLS_BOF3: *version = 3; return true;
    case JX_XLS_BOF4: *version = 4; return true;
    case JX_XLS_BOF: *version = number >= 0x0600 ? 8 : 5; return true;
    default: return false;
    }
}

/* --- formats and styles ------------------------------------------------------------------------------------------ */

/* [MS-XLS] 2.4.126. Before version 5 formats have no numbers of their own. */
static bool format_read(struct jx_xls_book *book, struct jx_xls_record *record) {
    uint32_t id = book->format_count++;
    if (book->version >= 5)
        id = jx_xls_u16(record);
    else if (book->version == 4)
        jx_xls_skip(record, 2);
    struct jx_xls_string code;
    if (!jx_xls_string_read(book, record, book->version == 8 ? 2 : 1, &code)) return record->cut;
    jx_number_formats_add(book->host, book->call, &book->formats, id, code.text ? code.text : "");
    return true;
}

/* [MS-XLS] 2.4.122: a height, then flags. */
static void font_read(struct jx_xls_book *book, struct jx_xls_record *record) {
    enum { STRUCK = 8 };
    jx_xls_skip(record, 2);
    bool struck = (jx_xls_u16(record) & STRUCK) != 0 && !record->cut;
    book->fonts = book->host->grow(book->call, book->fonts, book->font_count, &book->font_capacity,
                                   sizeof *book->fonts);
    book->fonts[book->font_count++] = struck;
    book->any_struck = book->any_struck || struck;
}

/* No font has the number 4. */
bool jx_xls_font_struck(const struct jx_xls_book *book, uint32_t font) {
    if (font > 4) font--;
    return font < book->font_count && book->fonts[font];
}

bool jx_xls_style_struck(const struct jx_xls_book *book, uint32_t style) {
    return book->any_struck && style < book->style_count &&
           jx_xls_font_struck(book, book->styles[style].font);
}

/* [MS-XLS] 2.4.353: a font, then a format. */
static void style_read(struct jx_xls_book *book, struct jx_xls_record *record) {
    uint32_t id, font;
    if (book->version >= 5) {
        font = jx_xls_u16(record);
        id = jx_xls_u16(record);
    } else {
        font = jx_xls_u8(record);
        jx_xls_skip(record, book->version == 2 ? 1 : 0);
        id = jx_xls_u8(record) & (book->version == 2 ? 0x3F : 0xFF);
    }
    if (record->cut) id = 0;
    book->styles = book->host->grow(book->call, book->styles, book->style_count, &book->style_capacity,
                                    sizeof *book->styles);
    book->styles[book->style_count++] = (struct jx_xls_style){.format_id = id, .font = font};
}

const struct jx_number_format *jx_xls_format(struct jx_xls_book *book, uint32_t style) {
    if (style >= book->style_count) return NULL;
    struct jx_xls_style *wanted = &book->styles[style];
    if (!wanted->found)
        wanted->format = jx_number_formats_find(book->host, book->call, &book->formats, wanted->format_id);
    wanted->found = true;
    return wanted->format;
}

enum jx_status jx_xls_shared_read(struct jx_xls_book *book, struct jx_xls_record *record) {
    switch (record->type) {
    case JX_XLS_FILEPASS:
        if (jx_xls_decrypt(book, record)) return JX_OK;
        JX_REPORT(book->host, book->call, JX_MSG_ZIP_ENCRYPTED, NULL, NULL);
        return JX_FAIL;
    case JX_XLS_CODEPAGE: jx_xls_codepage(book, jx_xls_u16(record)); return JX_OK;
    case JX_XLS_DATE1904: book->date1904 = jx_xls_u16(record) == 1; return JX_OK;
    case JX_XLS_FORMAT2:
    case JX_XLS_FORMAT: return format_read(book, record) ? JX_OK : JX_FAIL;
    case JX_XLS_FONT:
    case JX_XLS_FONT3: font_read(book, record); return JX_OK;
    case JX_XLS_XF2:
    case JX_XLS_XF3:
    case JX_XLS_XF4:
    case JX_XLS_XF: style_read(book, record); return JX_OK;
    case JX_XLS_SST: return jx_xls_sst_read(book, record);
    default: return JX_OK;
    }
}

/* --- the list of sheets ------------------------------------------------------------------------------------------ */

/* [MS-XLS] 2.4.28. Charts, macros and the like are parts of their own kinds and have no cells that count. */
static enum jx_status listing_read(struct jx_xls_book *book, struct jx_xls_record *record) {
    enum { WORKSHEET = 0, STATE = 3 };
    struct jx_xls_listing listing = {.offset = jx_xls_u32(record)};
    listing.hidden = (jx_xls_u8(record) & STATE) != 0;
    uint8_t kind = jx_xls_u8(record);
    struct jx_xls_string name;
    if (!jx_xls_string_read(book, record, 1, &name))
        return record->cut ? jx_xls_damaged(book, record, NULL) : JX_FAIL;
    if (kind != WORKSHEET) return JX_OK;
    listing.name = name.text ? name.text : "";
    book->listings = book->host->grow(book->call, book->listings, book->listing_count,
                                      &book->listing_capacity, sizeof *book->listings);
    book->listings[book->listing_count++] = listing;
    return JX_OK;
}

enum jx_status jx_xls_globals_read(struct jx_xls_book *book) {
    struct jx_xls_record record = jx_xls_records(book->bytes, book->length, 0);
    enum jx_status worst = JX_OK;
    jx_xls_next(&record); /* its BOF */
    for (;;) {
        enum jx_status status = JX_OK;
        if (jx_xls_next(&record) != JX_XLS_RECORD) return jx_xls_damaged(book, &record, NULL);
        if (record.type == JX_XLS_EOF) return worst;
        if (record.type == JX_XLS_BOUNDSHEET)
            status = listing_read(book, &record);
        else
            status = jx_xls_shared_read(book, &record);
        if (status > worst) worst = status;
        if (worst > JX_WARN) return worst;
        if (book->host->expired(book->call)) return JX_FAIL;
    }
}

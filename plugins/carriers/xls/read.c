/*
 * Reading a workbook from end to end.
 *
 * Nearly always the stream stands in an OLE2 file. Small programs that export tables write the bare stream, some of them
 * without the parts that a workbook has: a single sheet then.
 */
#include "xls.h"

#include <string.h>
#include <strings.h>

/* Reads the BOF with which the stream begins. */
static bool stream_begins(const unsigned char *bytes, size_t length, unsigned *version, uint16_t *kind) {
    struct jx_xls_record record = jx_xls_records(bytes, length, 0);
    return jx_xls_next(&record) == JX_XLS_RECORD && jx_xls_left(&record) <= 32 &&
           jx_xls_bof(&record, version, kind);
}

static bool extension_is_ours(const char *extension) {
    static const char *const ours[] = {"xls", "et", "xlt", "ett"};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (strcasecmp(extension, ours[i]) == 0) return true;
    return false;
}

/* A damaged OLE2 file is claimed where its name or its list of streams says that it was a workbook, so that somebody
 * says what is wrong with it. */
static int damaged_bid(const struct jx_input *input) {
    static const char workbook[] = "W\0o\0r\0k\0b\0o\0o\0k",
                      document[] = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t";
    if (memmem(input->bytes, input->length, document, sizeof document)) return 0;
    if (extension_is_ours(input->extension)) return 40;
    return memmem(input->bytes, input->length, workbook, sizeof workbook) ? 40 : 0;
}

int jx_xls_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    unsigned version;
    uint16_t kind;
    switch (jx_xls_container_open(host, call, input, NULL, NULL)) {
    case JX_XLS_WORKBOOK:
    case JX_XLS_ENCRYPTED: return 95;
    case JX_XLS_DAMAGED: return damaged_bid(input);
    case JX_XLS_OTHER: return 0;
    case JX_XLS_NO_OLE: break;
    }
    if (!stream_begins(input->bytes, input->length, &version, &kind)) return 0;
    if (kind != JX_XLS_GLOBALS && kind != JX_XLS_SHEET) return extension_is_ours(input->extension) ? 40 : 0;
    return 90;
}

/* Finds the stream. FAIL, reported: there is none that can be read. */
static enum jx_status stream_open(struct jx_xls_book *book) {
    enum jx_xls_content content =
        jx_xls_container_open(book->host, book->call, book->input, &book->bytes, &book->length);
    if (content == JX_XLS_NO_OLE) {
        book->bytes = book->input->bytes;
        book->length = book->input->length;
    } else if (content == JX_XLS_ENCRYPTED) {
        JX_REPORT(book->host, book->call, JX_MSG_ZIP_ENCRYPTED, NULL, NULL);
        return JX_FAIL;
    } else if (content != JX_XLS_WORKBOOK) {
        JX_REPORT(book->host, book->call, JX_MSG_ZIP_DAMAGED, NULL, "OLE2");
        return JX_FAIL;
    }
    if (!stream_begins(book->bytes, book->length, &book->version, &book->kind)) {
        JX_REPORT(book->host, book->call, JX_MSG_ZIP_DAMAGED, NULL, "BOF");
        return JX_FAIL;
    }
    if (book->kind == JX_XLS_SHEET || (book->kind == JX_XLS_GLOBALS && book->version >= 5)) return JX_OK;
    JX_REPORT(book->host, book->call, JX_MSG_BIFF_OLD, NULL, NULL);
    return JX_FAIL;
}

static enum jx_status sheets_read(struct jx_xls_book *book, struct jx_book *out) {
    enum jx_status worst = JX_OK;
    for (uint32_t i = 0; i < book->listing_count && worst <= JX_WARN; i++) {
        const struct jx_xls_listing *listing = &book->listings[i];
        struct jx_sheet *sheet = book->host->sheet(book->call, out, listing->name);
        sheet->hidden = listing->hidden;
        enum jx_status status = jx_xls_sheet_read(book, sheet, listing->offset);
        if (status > worst) worst = status;
    }
    return worst;
}

enum jx_status jx_xls_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                           struct jx_book *out) {
    struct jx_xls_book *book = host->allocate(call, sizeof *book);
    book->fill = (struct jx_fill_book){.host = host, .call = call, .limits = input->limits, .into = out};
    book->host = host;
    book->call = call;
    book->input = input;
    enum jx_status status = stream_open(book);
    if (status > JX_WARN) return status;
    book->fill.source = book->length;
    if (book->kind == JX_XLS_GLOBALS) {
        status = jx_xls_globals_read(book);
        enum jx_status sheets = status <= JX_WARN ? sheets_read(book, out) : JX_OK;
        if (sheets > status) status = sheets;
    } else {
        status = jx_xls_sheet_read(book, host->sheet(call, out, ""), 0);
    }
    return jx_fill_finish(host, call, out, status);
}

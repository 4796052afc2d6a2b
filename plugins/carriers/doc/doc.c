/*
 * Documents of Word 97 to 2003: .doc and, from WPS, .wps. They are only read.
 *
 * What Word 6 and 95 wrote LibreOffice reads, by way of the carrier that has it convert files; and all others where the
 * user wants it so.
 */
#include "doc.h"

#include <string.h>

static bool mentions_document(const struct jx_input *input) {
    static const char name[] = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t";
    return memmem(input->bytes, input->length, name, sizeof name);
}

/* A damaged file is claimed where its list of streams says that it was a document, so that somebody says what is wrong
 * with it. */
static int doc_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    struct jx_ole ole;
    if (!jx_ole_begins(input) || !mentions_document(input)) return 0;
    if (!jx_ole_open(&ole, host, call, input)) return 40;
    return jx_ole_has(&ole, "WordDocument") ? 95 : 0;
}

static enum jx_status document_read(struct jx_doc *doc) {
    enum jx_status status = jx_doc_text_read(doc);
    if (status > JX_WARN) return status;
    doc->characters.pages = jx_doc_table(doc, JX_DOC_CHARACTER_FORMATS);
    doc->paragraphs.pages = jx_doc_table(doc, JX_DOC_PARAGRAPH_FORMATS);
    doc->paragraphs.paragraphs = true;
    jx_doc_fonts_read(doc);
    jx_doc_styles_read(doc);
    jx_doc_lists_read(doc);
    jx_doc_boxes_find(doc);
    status = jx_doc_body_read(doc);
    if (status <= JX_WARN) status = jx_doc_headers_tell(doc);
    return status > JX_WARN ? status : jx_doc_notes_tell(doc);
}

static enum jx_status doc_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                               struct jx_book *book) {
    struct jx_ole ole;
    struct jx_doc *doc = host->allocate(call, sizeof *doc);
    doc->host = host;
    doc->call = call;
    doc->input = input;
    doc->flow = jx_flow_new(host, call, input, "WordDocument", book);
    if (input->via_office) return host->read_as(call, "office", input, book);
    if (!jx_ole_open(&ole, host, call, input)) return jx_doc_damaged(doc, "OLE2");
    switch (jx_doc_header_read(doc, &ole)) {
    case JX_DOC_OLD: return host->read_as(call, "office", input, book);
    case JX_DOC_ENCRYPTED: JX_REPORT(host, call, JX_MSG_ZIP_ENCRYPTED, NULL, NULL); return JX_FAIL;
    case JX_DOC_DAMAGED: return jx_doc_damaged(doc, "FIB");
    case JX_DOC_READABLE: break;
    }
    return jx_flow_finish(doc->flow, document_read(doc));
}

static const struct jx_carrier doc_carrier = {
    .abi = JX_CARRIER_ABI,
    .size = sizeof(struct jx_carrier),
    .id = "doc",
    .chinese = "Word 97-2003 文档（.doc、.wps）",
    .english = "Word 97-2003 document (.doc, .wps)",
    .extensions = "",
    .packages = "",
    .bid = doc_bid,
    .read = doc_read,
};

JX_CARRIER_PLUGIN(doc) {
    return &doc_carrier;
}

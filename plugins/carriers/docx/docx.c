/*
 * Documents of word processors, .docx and .docm, in which many counties keep their forms.
 */
#include "document.h"

#include <string.h>

/* A zip whose end is missing has no list of its members; the first of them still tell what it was. */
static bool looks_cut_short(const struct jx_input *input) {
    size_t length = input->length < 1 << 20 ? input->length : 1 << 20;
    return memmem(input->bytes, length, "word/", 5) != NULL &&
           (memmem(input->bytes, length, "[Content_Types].xml", 19) != NULL ||
            memmem(input->bytes, length, "word/document", 13) != NULL);
}

/* The part need not be called word/document.xml; its content type is what makes it a document. */
static bool has_document(struct jx_package *package) {
    static const char *const types[] = {
        "wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml",
        "ms-word.document.macroEnabled.main+xml", "ms-word.template.macroEnabledTemplate.main+xml"};
    if (jx_package_has(package, "word/document.xml")) return true;
    enum { ROOM = 64 * 1024 };
    char *bytes = package->host->allocate(package->call, ROOM);
    size_t length = jx_package_peek(package, "[Content_Types].xml", bytes, ROOM);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (memmem(bytes, length, types[i], strlen(types[i]))) return true;
    return false;
}

int jx_docx_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    if (input->length < 4 || memcmp(input->bytes, "PK\3\4", 4) != 0) return 0;
    struct jx_package *package = host->allocate(call, sizeof *package);
    if (jx_package_open(package, host, call, input, true) != JX_OK) return looks_cut_short(input) ? 40 : 0;
    bool ours = jx_package_has(package, "[Content_Types].xml") && has_document(package);
    jx_package_close(package);
    return ours ? 95 : 0;
}

/* The main part, by the package's relationships or where it usually is. */
static enum jx_status document_locate(struct jx_package *package, const char **part) {
    struct jx_relations relations;
    enum jx_status status = jx_relations_read(package, "", &relations);
    const struct jx_relation *relation = jx_relation_by_type(&relations, "officeDocument");
    *part = relation ? relation->target : "word/document.xml";
    return status;
}

enum jx_status jx_docx_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                            struct jx_book *book) {
    struct jx_package *package = host->allocate(call, sizeof *package);
    struct jx_docx_sheet *sheet = host->allocate(call, sizeof *sheet);
    const char *part = NULL;
    enum jx_status status = jx_package_open(package, host, call, input, false);
    if (status == JX_OK) status = document_locate(package, &part);
    if (status > JX_WARN) return status;
    sheet->package = package;
    sheet->book = (struct jx_fill_book){.host = host, .call = call, .limits = input->limits};
    sheet->fill = (struct jx_fill){.book = &sheet->book, .sheet = host->sheet(call, book, "")};
    status = jx_docx_document_read(sheet, part);
    if (status <= JX_WARN) status = jx_docx_headers_tell(sheet, part);
    jx_package_close(package);
    if (status > JX_WARN || sheet->fill.sheet->row_count > 0) return status;
    JX_REPORT(host, call, JX_MSG_DOCUMENT_EMPTY, NULL, NULL);
    return JX_FAIL;
}

static const struct jx_carrier docx = {
    .abi = JX_CARRIER_ABI,
    .size = sizeof(struct jx_carrier),
    .id = "docx",
    .chinese = "Word 文档",
    .english = "Word document",
    .extensions = "docx",
    .packages = "libzip4 libexpat1",
    .bid = jx_docx_bid,
    .read = jx_docx_read,
};

JX_CARRIER_PLUGIN(docx) {
    return &docx;
}

/*
 * Documents of word processors, .docx and .docm, in which many counties keep their forms.
 */
#include "document.h"

#include "plugins/carriers/shared/opening.h"

static const struct jx_opening opening = {
    .folder = "word/",
    .front = "word/document",
    .parts = (const char *const[]){"word/document.xml", NULL},
    .types = (const char *const[]){"wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml",
                                   "ms-word.document.macroEnabled.main+xml",
                                   "ms-word.template.macroEnabledTemplate.main+xml", NULL},
};

int jx_docx_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    return jx_opening_bid(host, call, input, &opening);
}

enum jx_status jx_docx_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                            struct jx_book *book) {
    struct jx_package *package = host->allocate(call, sizeof *package);
    const char *part = NULL;
    enum jx_status status = jx_opening_open(package, host, call, input, &opening, &part);
    if (status > JX_WARN) return status;
    struct jx_flow *flow = jx_flow_new(host, call, input, part, book);
    status = jx_docx_document_read(flow, package, part);
    if (status <= JX_WARN) status = jx_docx_headers_tell(flow, package, part);
    jx_package_close(package);
    return jx_flow_finish(flow, status);
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

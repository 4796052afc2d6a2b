/*
 * Documents of word processors, .docx and .docm, in which many counties keep their forms; and the same as one XML file.
 */
#include "document.h"
#include "looks.h"
#include "numbering.h"
#include "patch.h"
#include "writer.h"

#include <string.h>

#include "plugins/carriers/shared/opening.h"

static const struct jx_opening opening = {
    .folder = "word/",
    .front = "word/document",
    .parts = (const char *const[]){"word/document.xml", NULL},
    .types = (const char *const[]){"wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml",
                                   "ms-word.document.macroEnabled.main+xml",
                                   "ms-word.template.macroEnabledTemplate.main+xml", NULL},
};

/* XML in one file: what Word 2003 called its XML, and the parts of a package one behind the other. The first element
 * declares many namespaces; in UTF-16, what is looked for has a zero beside each letter. */
static bool looks_flat(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    enum { HEAD = 16384 };
    static const char *const roots[] = {"<w:wordDocument", "<pkg:package"};
    size_t length = input->length < HEAD ? input->length : HEAD, kept = 0;
    char *head = host->allocate(call, length + 1);
    for (size_t i = 0; i < length; i++)
        if (input->bytes[i] != 0) head[kept++] = (char)input->bytes[i];
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (memmem(head, kept, roots[i], strlen(roots[i]))) return true;
    return false;
}

/* Templates that write a document leave blank lines before it, which XML does not allow. */
static struct jx_input *without_blanks(const struct jx_host *host, struct jx_call *call,
                                       const struct jx_input *input) {
    struct jx_input *trimmed = host->allocate(call, sizeof *trimmed);
    *trimmed = *input;
    while (trimmed->length > 0 && memchr(" \t\r\n", trimmed->bytes[0], 4))
        trimmed->bytes++, trimmed->length--;
    return trimmed;
}

bool jx_docx_is_main(const char *type) {
    for (const char *const *known = opening.types; *known; known++)
        if (strstr(type, *known)) return true;
    return false;
}

int jx_docx_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    if (!jx_opening_zip(input)) return looks_flat(host, call, input) ? 95 : 0;
    return jx_opening_bid(host, call, input, &opening);
}

static enum jx_status package_read(struct jx_flow *flow, struct jx_package *package) {
    struct jx_docx_chunks chunks = {.count = 0};
    struct jx_docx_styles styles;
    struct jx_docx_numbers numbers;
    enum jx_status status =
        jx_opening_open(package, flow->host, flow->call, flow->input, &opening, &flow->part);
    if (status > JX_WARN) return status;
    status = jx_docx_styles_read(package, flow->part, &styles);
    if (status <= JX_WARN) status = jx_docx_numbers_read(package, flow->part, &numbers);
    if (status > JX_WARN) return status;
    status = jx_docx_document_read(flow, package, flow->part, &styles, &numbers, &chunks);
    if (status <= JX_WARN) status = jx_docx_headers_tell(flow, package, flow->part);
    if (status <= JX_WARN) status = jx_docx_notes_tell(flow, package, flow->part);
    return status > JX_WARN ? status : jx_docx_chunks_read(flow, package, flow->part, &chunks);
}

enum jx_status jx_docx_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                            struct jx_book *book) {
    struct jx_package *package = host->allocate(call, sizeof *package);
    struct jx_flow *flow = jx_flow_new(host, call, input, input->name, book);
    enum jx_status status;
    if (jx_opening_zip(input)) {
        status = package_read(flow, package);
    } else {
        *package =
            (struct jx_package){.host = host, .call = call, .input = without_blanks(host, call, input)};
        status = jx_docx_document_read(flow, package, NULL, NULL, NULL, NULL);
    }
    status = jx_flow_finish(flow, status);
    if (status <= JX_WARN && package->zip) status = jx_docx_hidden_read(flow, package, flow->part);
    jx_package_close(package);
    return status;
}

static const struct jx_carrier docx = {
    .abi = JX_CARRIER_ABI,
    .size = sizeof(struct jx_carrier),
    .id = "docx",
    .chinese = "Word 文档",
    .english = "Word document",
    .extensions = "docx",
    .packages = "zlib1g libexpat1 libdeflate0",
    .bid = jx_docx_bid,
    .read = jx_docx_read,
    .write = jx_docx_write,
    .abilities = JX_CARRIER_HIDES | JX_CARRIER_PRINTS | JX_CARRIER_PAGES | JX_CARRIER_SPACED,
    .height_most = JX_UNLIMITED,
    .name_most = JX_UNLIMITED,
    .patch = jx_docx_patch,
    .survey = jx_docx_survey,
};

JX_CARRIER_PLUGIN(docx) {
    return &docx;
}

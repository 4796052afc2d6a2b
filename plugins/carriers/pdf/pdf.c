/*
 * The carrier of PDF files: tables with lines, read by a helper process. It is built without libqpdf, too, so that a PDF is
 * known as one and `jixiao carriers` says what is missing.
 */
#include "plugins/carriers/pdf/pdf.h"

#include <string.h>
#include <unistd.h>

static bool is_program(const char *path) {
    return path && access(path, X_OK) == 0;
}

/* The header may stand behind other bytes (ISO 32000-1, annex H, note 13), but then it may be a text about such files. */
static int pdf_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    static const char header[] = "%PDF-";
    enum { LOOK = 1024, SURE = 95, LIKELY = 85 };
    size_t length = input->length < LOOK ? input->length : LOOK;
    const unsigned char *found = memmem(input->bytes, length, header, strlen(header));
    (void)host;
    (void)call;
    if (!found) return 0;
    return found == input->bytes ? SURE : LIKELY;
}

static enum jx_status pdf_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                               struct jx_book *book) {
    const char *helper = jx_pdf_helper(host, call);
    if (!is_program(helper)) {
        JX_REPORT(host, call, JX_MSG_PDF_HELPER, NULL, helper);
        return JX_FAIL;
    }
    struct jx_pdf *pdf = host->allocate(call, sizeof *pdf);
    *pdf = (struct jx_pdf){.host = host, .call = call, .input = input, .file = -1, .pipe = -1};
    host->defer(call, jx_pdf_release, pdf);
    return jx_pdf_run(pdf) ? jx_pdf_tell(pdf, book) : JX_FAIL;
}

static const char *pdf_missing(const struct jx_host *host, struct jx_call *call) {
    return is_program(jx_pdf_helper(host, call)) ? NULL : "pdf-helper (libqpdf >= 11)";
}

/* It has another program read the file: a process that may start none cannot use it. */
enum { STARTS_A_PROGRAM = 64 };

JX_CARRIER_PLUGIN(pdf) {
    static const struct jx_carrier carrier = {
        .abi = JX_CARRIER_ABI,
        .size = sizeof(struct jx_carrier),
        .id = "pdf",
        .chinese = "PDF 文件（有文字层的表格）",
        .english = "PDF files (tables with a text layer)",
        .extensions = "",
        .packages = "libqpdf29",
        .bid = pdf_bid,
        .read = pdf_read,
        .abilities = STARTS_A_PROGRAM,
        .missing = pdf_missing,
    };
    return &carrier;
}

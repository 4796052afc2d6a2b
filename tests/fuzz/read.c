/*
 * A target for libFuzzer: any bytes, as any kind of file, through the whole library and out again. `make fuzz` builds it
 * with clang and runs it for a while on the fixtures; FUZZ_SECONDS says how long. What must hold for every input: nothing
 * crashes, every cell with text is accounted for, and what was read can be written in each layout.
 */
#include <jixiao/jixiao.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static struct jx_library *library;

static void demand(int holds, const char *what) {
    if (holds) return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

/* Small limits, so that each input is done at once. */
static struct jx_read_options options(void) {
    struct jx_read_options read = {.hidden = true};
    read.limits = (struct jx_limits){
        .bytes = 1 << 22, .rows = 4000, .columns = 300, .cells = 40000, .milliseconds = 5000};
    return read;
}

static void write_all(const struct jx_document *document) {
    static const char *const layouts[] = {"hunan", "anhui", "guangdong", "neimenggu", "national"};
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        struct jx_target target = {.layout = layouts[i], .extension = "csv"};
        struct jx_conversion *conversion;
        jx_convert(library, document, &target, &conversion);
        jx_conversion_free(conversion);
    }
}

/* The first byte chooses the name, so that the order in which carriers are asked varies. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    static const char *const names[] = {"a.csv", "a.txt",  "a.xlsx", "a.json", "a.html",
                                        "a.xls", "a.docx", "a.ods",  "a.xml",  "a.doc"};
    if (library == NULL) library = jx_library_open(NULL);
    if (library == NULL || length == 0) return 0;
    struct jx_source source = {names[bytes[0] % (sizeof names / sizeof *names)], bytes + 1, length - 1};
    struct jx_read_options read = options();
    struct jx_document *document;
    enum jx_status status = jx_read(library, &source, &read, &document);
    if (document == NULL) return 0;
    const struct jx_account *account = &document->account;
    demand(account->cells == account->labels + account->values + account->extras + account->unread,
           "the account");
    demand(status <= JX_WARN || document->diag_count > 0, "a failure without a message");
    if (status <= JX_WARN) write_all(document);
    jx_document_free(document);
    return 0;
}

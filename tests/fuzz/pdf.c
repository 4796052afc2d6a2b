/*
 * Fuzzing the helper that reads PDF files, within one process: `make fuzz-pdf`.
 *
 * What it would write to its pipe is only counted. Streams are bounded tightly, so that inputs which unpack to much do not
 * take all the time.
 */
#include "plugins/carriers/pdf/helper/encoding.h"
#include "plugins/carriers/pdf/helper/helper.h"

static bool count_bytes(void *user, const void *bytes, size_t length) {
    (void)bytes;
    *(uint64_t *)user += length;
    return true;
}

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerInitialize(int *count, char ***arguments) {
    (void)count;
    (void)arguments;
    pdf_encoding_open();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    static struct pdf_sink sink;
    uint64_t told = 0;
    sink = (struct pdf_sink){.write = count_bytes, .user = &told};
    if (length > 0) pdf_tell(&sink, (const char *)bytes, length, 1 << 22);
    return 0;
}

/*
 * The helper that reads a PDF for jixiao: pdf-helper MEMORY SECONDS STREAM, with the file as standard input.
 *
 * MEMORY: bytes it may use; SECONDS of the processor; STREAM: bytes of a stream, unpacked. It answers with the records of
 * answer.h on standard output, and is started for one file only, by the carrier: nobody calls it by hand.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugins/carriers/pdf/helper/encoding.h"
#include "plugins/carriers/pdf/helper/helper.h"

static bool write_all(void *user, const void *bytes, size_t length) {
    const char *at = bytes;
    (void)user;
    while (length > 0) {
        ssize_t done = write(STDOUT_FILENO, at, length);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        at += done;
        length -= (size_t)done;
    }
    return true;
}

static uint64_t number(const char *text) {
    return strtoull(text, NULL, 10);
}

int main(int count, char **arguments) {
    static struct pdf_sink sink = {.write = write_all};
    struct stat status;
    if (count != 4 || fstat(STDIN_FILENO, &status) != 0 || status.st_size <= 0) {
        fputs("jixiao's helper for PDF files: jixiao inspect FILE.pdf starts it\n", stderr);
        return 2;
    }
    size_t length = (size_t)status.st_size;
    void *bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
    if (bytes == MAP_FAILED) return 1;
    pdf_encoding_open();
    if (!pdf_box_close(number(arguments[1]), number(arguments[2]))) {
        struct pdf_record record = {.kind = PDF_DOUBT, .row = PDF_NOWHERE, .columns = PDF_DOUBT_UNGUARDED};
        pdf_sink_put(&sink, &record, NULL);
    }
    pdf_tell(&sink, bytes, length, number(arguments[3]));
    /* Without what libraries do at the end: it may ask for what is no longer allowed. */
    _exit(sink.deaf ? 1 : 0);
}

/*
 * The helper as a whole: bytes of a PDF in, records of answer.h out.
 */
#ifndef PDF_HELPER_H
#define PDF_HELPER_H

#include "plugins/carriers/pdf/helper/block.h"

/* Where records go. `write` is called with whole records, many at a time; false: nobody listens any longer. */
struct pdf_sink {
    bool (*write)(void *user, const void *bytes, size_t length);
    void *user;
    bool deaf;
    uint32_t used;
    unsigned char bytes[64 * 1024];
};

void pdf_sink_put(struct pdf_sink *sink, const struct pdf_record *record, const char *text);
void pdf_sink_flush(struct pdf_sink *sink);

/* Reads a file and tells all of it, the END record too. `most_bytes` bounds every stream, unpacked. */
void pdf_tell(struct pdf_sink *sink, const char *bytes, size_t length, uint64_t most_bytes);

/* answer.c: tells the blocks of a document as the cells of one sheet, or as lines if there is no table. */
void pdf_answer(struct pdf_sink *sink, struct pdf_document *document);

/* box.c: from here on only memory and the pipe are left. `memory` bytes and `seconds` of processor time. False: there is no
 * seccomp filter. */
bool pdf_box_close(uint64_t memory, uint64_t seconds);

#endif

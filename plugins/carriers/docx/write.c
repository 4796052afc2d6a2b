/*
 * Writing a book as a document of a word processor.
 */
#include "writer.h"

void jx_docx_part_end(struct jx_docx_writer *writer, const char *part) {
    jx_pack_add(&writer->pack, part, writer->bytes, writer->length);
    writer->length = 0;
}

static void look_through(struct jx_docx_writer *writer) {
    for (size_t i = 0; i < writer->book->sheet_count; i++) {
        const struct jx_sheet *sheet = writer->book->sheets[i];
        if (sheet->hidden)
            writer->hidden = true;
        else if (sheet->pages > 1)
            writer->footers = true;
    }
}

enum jx_status jx_docx_write(const struct jx_host *host, struct jx_call *call, const struct jx_output *output,
                             const struct jx_book *book) {
    struct jx_docx_writer *writer = host->allocate(call, sizeof *writer);
    *writer = (struct jx_docx_writer){.host = host, .call = call, .output = output, .book = book};
    look_through(writer);
    writer->pack = (struct jx_pack){.host = host, .call = call};
    jx_pack_open(&writer->pack);
    jx_docx_parts_write(writer);
    enum jx_status status = jx_docx_body_write(writer);
    if (status <= JX_WARN && writer->hidden) status = jx_docx_hidden_write(writer);
    if (status > JX_WARN) return status;
    enum jx_status closed = jx_pack_close(&writer->pack);
    if (closed == JX_FAIL) JX_REPORT(host, call, JX_MSG_DOCUMENT_WRITE, NULL, "4 GiB");
    return closed == JX_OK ? status : closed;
}

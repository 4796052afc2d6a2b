/*
 * Writing a book as a document of a word processor.
 */
#include "writer.h"

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
    enum jx_status status = jx_docx_archive_open(writer);
    if (status <= JX_WARN) status = jx_docx_parts_write(writer);
    if (status <= JX_WARN) status = jx_docx_body_write(writer);
    if (status <= JX_WARN && writer->hidden) status = jx_docx_hidden_write(writer);
    return status <= JX_WARN ? jx_docx_archive_finish(writer) : status;
}

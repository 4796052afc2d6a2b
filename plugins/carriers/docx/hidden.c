/*
 * Sheets that nobody sees. A document has none, but it may have parts of the user's own ("custom XML"), which word
 * processors keep and do not show: one of them holds all hidden sheets, cell by cell.
 *
 *     <sheets xmlns="urn:jixiao:sheets:1"><sheet name="_jixiao"><row><cell>…</cell></row></sheet></sheets>
 */
#include "document.h"
#include "writer.h"

#include <string.h>

/* --- writing ----------------------------------------------------------------------------------------------------------- */

static bool sheet_write(struct jx_docx_writer *writer, const struct jx_sheet *sheet) {
    jx_docx_mark(writer, "<sheet name=\"");
    jx_docx_mark_text(writer, sheet->name, strlen(sheet->name));
    jx_docx_mark(writer, "\">");
    for (uint32_t r = 0; r < sheet->row_count; r++) {
        if (writer->host->expired(writer->call)) return false;
        jx_docx_mark(writer, "<row>");
        for (uint32_t c = 0; c < sheet->rows[r].count; c++) {
            const struct jx_cell *cell = &sheet->rows[r].cells[c];
            jx_docx_mark(writer, "<cell>");
            if (cell->text) jx_docx_mark_text(writer, cell->text, cell->length);
            jx_docx_mark(writer, "</cell>");
        }
        jx_docx_mark(writer, "</row>");
    }
    jx_docx_mark(writer, "</sheet>");
    return true;
}

enum jx_status jx_docx_hidden_write(struct jx_docx_writer *writer) {
    jx_docx_mark(
        writer,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<sheets xmlns=\"" JX_DOCX_HIDDEN
        "\">");
    for (size_t i = 0; i < writer->book->sheet_count; i++)
        if (writer->book->sheets[i]->hidden && !sheet_write(writer, writer->book->sheets[i])) return JX_FAIL;
    jx_docx_mark(writer, "</sheets>");
    jx_docx_part_end(writer, JX_DOCX_HIDDEN_PART);
    return JX_OK;
}

/* --- reading ----------------------------------------------------------------------------------------------------------- */

struct hidden_reader {
    struct jx_package *package;
    struct jx_book *into;
    struct jx_fill fill;
    struct jx_scratch text;
    uint32_t row, column; /* those that follow */
    bool in_cell;
};

static void hidden_start(void *user, const char *name, const char **attributes) {
    struct hidden_reader *reader = user;
    const struct jx_package *package = reader->package;
    if (strcmp(name, "sheet") == 0) {
        const char *called = jx_xml_attribute(attributes, "name");
        if (!called) called = "";
        reader->fill.sheet = package->host->sheet(package->call, reader->into,
                                                  package->host->text(package->call, called, strlen(called)));
        reader->fill.sheet->hidden = true;
        reader->row = 0;
    }
    if (strcmp(name, "row") == 0) reader->column = 0;
    reader->in_cell = strcmp(name, "cell") == 0 && reader->fill.sheet;
    reader->text.length = 0;
}

static void hidden_end(void *user, const char *name) {
    struct hidden_reader *reader = user;
    struct jx_package *package = reader->package;
    if (reader->in_cell) {
        const char *text = package->host->text(
            package->call, reader->text.length == 0 ? "" : reader->text.bytes, reader->text.length);
        if (!jx_fill_text(&reader->fill, reader->row, reader->column++, text, reader->text.length))
            jx_package_stop(package);
    }
    reader->in_cell = false;
    if (strcmp(name, "row") == 0) reader->row++;
}

static void hidden_text(void *user, const char *text, size_t length) {
    struct hidden_reader *reader = user;
    if (reader->in_cell) jx_scratch_add(reader->package, &reader->text, text, length);
}

/* Whether the part is one of ours: its namespace stands in its first tag. */
static bool is_hidden_part(struct jx_package *package, const char *part) {
    char bytes[256];
    size_t length = jx_package_peek(package, part, bytes, sizeof bytes);
    return memmem(bytes, length, JX_DOCX_HIDDEN, strlen(JX_DOCX_HIDDEN));
}

enum jx_status jx_docx_hidden_read(struct jx_flow *flow, struct jx_package *package, const char *part) {
    static const struct jx_xml_handlers handlers = {
        .start = hidden_start, .end = hidden_end, .text = hidden_text};
    struct jx_relations relations;
    enum jx_status status = jx_relations_read(package, part, &relations);
    for (uint32_t i = 0; i < relations.count && status <= JX_WARN; i++) {
        const struct jx_relation *relation = &relations.items[i];
        if (strcmp(relation->type, "customXml") != 0 || !jx_package_has(package, relation->target) ||
            !is_hidden_part(package, relation->target))
            continue;
        struct hidden_reader reader = {.package = package, .into = flow->into, .fill = {.book = &flow->book}};
        status = jx_package_parse(package, relation->target, &handlers, &reader);
    }
    return status;
}

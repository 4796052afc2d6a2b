/*
 * Writing a book as PDF, as its workbook would print: cairo draws, pango sets the texts.
 *
 * Both unwind for nobody: what they hold is handed to `defer`, and what they write goes to memory of its own until they
 * are done.
 */
#include "draw.h"

#include <cairo-pdf.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void writer_release(void *thing) {
    struct jx_pdf_writer *writer = thing;
    for (int type = 0; type < JX_PDF_TYPES; type++)
        if (writer->types[type]) pango_font_description_free(writer->types[type]);
    if (writer->layout) g_object_unref(writer->layout);
    if (writer->cairo) cairo_destroy(writer->cairo);
    if (writer->surface) cairo_surface_destroy(writer->surface);
    free(writer->bytes);
    memset(writer->types, 0, sizeof writer->types);
    writer->layout = NULL;
    writer->cairo = NULL;
    writer->surface = NULL;
    writer->bytes = NULL;
}

static cairo_status_t take_bytes(void *user, const unsigned char *bytes, unsigned length) {
    struct jx_pdf_writer *writer = user;
    if (writer->length + length > writer->capacity) {
        size_t capacity = 2 * (writer->length + length) + 65536;
        char *larger = realloc(writer->bytes, capacity);
        if (!larger) {
            writer->exhausted = true;
            return CAIRO_STATUS_WRITE_ERROR;
        }
        writer->bytes = larger;
        writer->capacity = capacity;
    }
    memcpy(writer->bytes + writer->length, bytes, length);
    writer->length += length;
    return CAIRO_STATUS_SUCCESS;
}

static void properties_set(struct jx_pdf_writer *writer, int64_t seconds) {
    const struct jx_book *book = writer->book;
    time_t created = (time_t)seconds;
    struct tm when;
    char date[48] = "1970-01-01T00:00:00Z";
    if (gmtime_r(&created, &when)) strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &when);
    cairo_pdf_surface_set_metadata(writer->surface, CAIRO_PDF_METADATA_TITLE, book->title ? book->title : "");
    cairo_pdf_surface_set_metadata(writer->surface, CAIRO_PDF_METADATA_AUTHOR,
                                   book->author && *book->author != '\0' ? book->author : "jixiao");
    cairo_pdf_surface_set_metadata(writer->surface, CAIRO_PDF_METADATA_CREATOR, "jixiao");
    cairo_pdf_surface_set_metadata(writer->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(writer->surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

/* Texts are measured as they are printed, not as a screen would show them. */
static void layout_create(struct jx_pdf_writer *writer) {
    cairo_font_options_t *options = cairo_font_options_create();
    writer->layout = pango_cairo_create_layout(writer->cairo);
    PangoContext *context = pango_layout_get_context(writer->layout);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    pango_context_set_language(context, pango_language_from_string("zh-cn"));
    pango_context_set_round_glyph_positions(context, FALSE);
    cairo_font_options_destroy(options);
}

static enum jx_status draw_all(struct jx_pdf_writer *writer) {
    const struct jx_book *book = writer->book;
    enum jx_status status = jx_pdf_types_find(writer);
    for (size_t i = 0; i < book->sheet_count && status <= JX_WARN; i++)
        if (!book->sheets[i]->hidden && !jx_pdf_sheet(writer, book->sheets[i])) status = JX_FAIL;
    if (status > JX_WARN) return status;
    cairo_surface_finish(writer->surface);
    if (writer->exhausted) return JX_FATAL;
    if (writer->unopened) {
        JX_REPORT(writer->host, writer->call, JX_MSG_PDF_UNOPENED, NULL, writer->unopened, NULL);
        return JX_FAIL;
    }
    cairo_status_t result = cairo_surface_status(writer->surface);
    if (result == CAIRO_STATUS_SUCCESS) result = cairo_status(writer->cairo);
    if (result == CAIRO_STATUS_NO_MEMORY) return JX_FATAL;
    if (result == CAIRO_STATUS_SUCCESS || result == CAIRO_STATUS_SURFACE_FINISHED) return JX_OK;
    JX_REPORT(writer->host, writer->call, JX_MSG_DOCUMENT_WRITE, NULL, cairo_status_to_string(result));
    return JX_FAIL;
}

static enum jx_status pdf_write(const struct jx_host *host, struct jx_call *call,
                                const struct jx_output *output, const struct jx_book *book) {
    struct jx_pdf_writer *writer = host->allocate(call, sizeof *writer);
    *writer = (struct jx_pdf_writer){.host = host, .call = call, .book = book};
    host->defer(call, writer_release, writer);
    writer->surface = cairo_pdf_surface_create_for_stream(take_bytes, writer, 595, 842);
    properties_set(writer, output->created);
    writer->cairo = cairo_create(writer->surface);
    layout_create(writer);
    enum jx_status status = draw_all(writer);
    if (status <= JX_WARN) host->append(call, writer->bytes, writer->length);
    writer_release(writer);
    return status;
}

static const struct jx_carrier pdf_out = {
    .abi = JX_CARRIER_ABI,
    .size = sizeof(struct jx_carrier),
    .id = "pdf-out",
    .chinese = "PDF（写出）",
    .english = "PDF, written",
    .extensions = "pdf",
    .packages = "libcairo2 libpango-1.0-0 libpangocairo-1.0-0",
    .write = pdf_write,
    .abilities = JX_CARRIER_PRINTS | JX_CARRIER_PAGES,
    .name_most = JX_UNLIMITED,
};

JX_CARRIER_PLUGIN(pdf_out) {
    return &pdf_out;
}

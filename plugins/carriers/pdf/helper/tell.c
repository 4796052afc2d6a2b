/*
 * A file from its bytes to its records: page after page, then all of them together.
 */
#include <setjmp.h>

#include "core/base/arena.h"
#include "plugins/carriers/pdf/helper/encoding.h"
#include "plugins/carriers/pdf/helper/helper.h"
#include "plugins/carriers/pdf/helper/interpret.h"

enum { MOST_PAGES = 2000 };

static void doubt(struct pdf_sink *sink, const struct pdf_page *page, enum pdf_doubt kind, uint32_t number) {
    struct pdf_record record = {PDF_DOUBT, PDF_NOWHERE, 0, page->number, (uint32_t)kind, number, 0};
    pdf_sink_put(sink, &record, NULL);
}

static void end(struct pdf_sink *sink, enum pdf_end how, uint32_t pages, uint32_t read) {
    struct pdf_record record = {PDF_END, 0, 0, pages, (uint32_t)how, read, 0};
    pdf_sink_put(sink, &record, NULL);
    pdf_sink_flush(sink);
}

/* Glyphs without Unicode among those that count. */
static uint32_t count_unknown(const struct pdf_page *page) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < page->glyph_count; i++)
        count += (page->glyphs[i].flags & PDF_TAKEN) == 0 && page->glyphs[i].text[0] == 0xFFFD;
    return count;
}

static void read_page(struct pdf_sink *sink, struct pdf_file *file, struct pdf_document *document,
                      uint32_t index, struct jx_arena *arena) {
    const double most = 0.5; /* of the paper */
    struct pdf_page page = {.arena = arena, .number = index + 1};
    uint32_t seen;
    pdf_read_page(file, index, &page);
    uint32_t left = pdf_page_settle(&page, &seen);
    bool picture = page.picture_area > most * page.width * page.height;
    uint32_t unknown = count_unknown(&page);
    if (unknown > 0) doubt(sink, &page, PDF_DOUBT_UNKNOWN, unknown);
    if (page.white > 0) doubt(sink, &page, PDF_DOUBT_WHITE, page.white);
    if (left > 0 && seen == 0) doubt(sink, &page, PDF_DOUBT_OCR, left);
    if (left == 0 && picture) doubt(sink, &page, PDF_DOUBT_SCAN, 1);
    pdf_find_tables(document, &page);
    pdf_find_rivers(document, &page);
    pdf_find_lines(document, &page);
    if (page.limited) doubt(sink, &page, PDF_DOUBT_LIMIT, 1);
    if (page.damaged) doubt(sink, &page, PDF_DOUBT_DAMAGE, 1);
}

static void read_file(struct pdf_sink *sink, struct pdf_file *file) {
    struct pdf_document document = {.arena = file->arena};
    struct jx_arena *arena = jx_arena_scratch(file->arena);
    document.page_count = file->page_count < MOST_PAGES ? file->page_count : MOST_PAGES;
    for (uint32_t i = 0; i < document.page_count && !sink->deaf; i++) {
        read_page(sink, file, &document, i, arena);
        jx_arena_reset(arena);
    }
    pdf_join_pages(&document);
    pdf_part_abreast(&document);
    pdf_answer(sink, &document);
    end(sink, PDF_END_DONE, file->page_count, document.page_count);
}

void pdf_tell(struct pdf_sink *sink, const char *bytes, size_t length, uint64_t most_bytes) {
    struct pdf_file file = {.arena = jx_arena_new(), .most_bytes = most_bytes};
    if (!file.arena || setjmp(*jx_arena_guard(file.arena)) != 0) {
        end(sink, PDF_END_MEMORY, 0, 0);
    } else {
        enum pdf_opened opened = pdf_file_open(&file, bytes, length);
        if (opened == PDF_OPENED)
            read_file(sink, &file);
        else
            end(sink, opened == PDF_LOCKED ? PDF_END_PASSWORD : PDF_END_DAMAGED, 0, 0);
    }
    if (file.qpdf) pdf_file_close(&file);
    jx_arena_free(file.arena);
}

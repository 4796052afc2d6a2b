/*
 * The helper's answer as a book: cells and merges of one sheet, and messages about what is in doubt. A file without tables
 * is a text, and read as one.
 */
#include "plugins/carriers/pdf/pdf.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "plugins/carriers/shared/fill.h"

/* --- records ----------------------------------------------------------------------------------------------------- */

/* The next record and its bytes; false at the end, or where the rest is none. */
struct cursor {
    const char *at, *end;
};

static bool next_record(struct cursor *cursor, struct pdf_record *record, const char **bytes) {
    if ((size_t)(cursor->end - cursor->at) < sizeof *record) return false;
    memcpy(record, cursor->at, sizeof *record);
    *bytes = cursor->at + sizeof *record;
    if (record->length > PDF_LONGEST || record->length > (size_t)(cursor->end - *bytes)) return false;
    cursor->at = *bytes + record->length;
    return true;
}

/* --- doubts ------------------------------------------------------------------------------------------------------ */

/* One kind of doubt over all pages. */
struct doubts {
    uint64_t number;
    struct jx_place place; /* of the first one */
    uint32_t *pages;       /* ascending */
    uint32_t page_count, page_capacity;
};

static const enum jx_code doubt_codes[PDF_DOUBT_COUNT] = {
    [PDF_DOUBT_SHAPE] = JX_MSG_PDF_SHAPE,
    [PDF_DOUBT_LINES] = JX_MSG_PDF_LINES,
    [PDF_DOUBT_COLOUR] = JX_MSG_PDF_COLOUR,
    [PDF_DOUBT_RIVERS] = JX_MSG_PDF_RIVERS,
    [PDF_DOUBT_NESTED] = JX_MSG_PDF_NESTED,
    [PDF_DOUBT_CUT] = JX_MSG_PDF_CUT,
    [PDF_DOUBT_OVERPRINT] = JX_MSG_PDF_OVERPRINT,
    [PDF_DOUBT_HIGH] = JX_MSG_PDF_HIGH,
    [PDF_DOUBT_STRIPS] = JX_MSG_PDF_STRIPS,
    [PDF_DOUBT_STRUCK] = JX_MSG_PDF_STRUCK,
    [PDF_DOUBT_DELETED] = JX_MSG_DOCUMENT_STRUCK,
    [PDF_DOUBT_PICTURE] = JX_MSG_PDF_PICTURE,
    [PDF_DOUBT_MISSING] = JX_MSG_PDF_MISSING,
    [PDF_DOUBT_ACROSS] = JX_MSG_PDF_ACROSS,
    [PDF_DOUBT_WHITE] = JX_MSG_PDF_WHITE,
    [PDF_DOUBT_UNKNOWN] = JX_MSG_PDF_UNKNOWN,
    [PDF_DOUBT_OCR] = JX_MSG_PDF_OCR,
    [PDF_DOUBT_SCAN] = JX_MSG_PDF_SCAN_PAGES,
    [PDF_DOUBT_LIMIT] = JX_MSG_PDF_LIMIT,
    [PDF_DOUBT_DAMAGE] = JX_MSG_PDF_DAMAGED_PAGE,
    [PDF_DOUBT_UNGUARDED] = JX_MSG_PDF_UNGUARDED,
};

static void note_doubt(struct jx_pdf *pdf, struct doubts *all, const struct pdf_record *record) {
    if (record->columns >= PDF_DOUBT_COUNT) return;
    struct doubts *doubts = &all[record->columns];
    uint32_t count = doubts->page_count;
    doubts->number += record->number;
    if (count > 0 && doubts->pages[count - 1] == record->rows) return;
    if (count == 0 && record->row != PDF_NOWHERE)
        doubts->place = (struct jx_place){.row = record->row + 1, .column = record->column + 1};
    doubts->pages =
        pdf->host->grow(pdf->call, doubts->pages, count, &doubts->page_capacity, sizeof *doubts->pages);
    doubts->pages[doubts->page_count++] = record->rows;
}

/* Pages as people write them: 1-3, 7; the first few if there are many. */
static const char *page_list(const struct doubts *doubts, char *room, size_t size) {
    size_t used = 0;
    room[0] = '\0';
    for (uint32_t first = 0, last; first < doubts->page_count; first = last + 1) {
        for (last = first;
             last + 1 < doubts->page_count && doubts->pages[last + 1] == doubts->pages[last] + 1;)
            last++;
        if (size - used < 40) {
            snprintf(room + used, size - used, ", …");
            break;
        }
        used += (size_t)snprintf(room + used, size - used, "%s%" PRIu32, first > 0 ? ", " : "",
                                 doubts->pages[first]);
        if (last > first)
            used += (size_t)snprintf(room + used, size - used, "-%" PRIu32, doubts->pages[last]);
    }
    return room;
}

static void report_doubts(struct jx_pdf *pdf, const struct doubts *all) {
    for (int kind = 0; kind < PDF_DOUBT_COUNT; kind++) {
        char pages[160], number[24];
        const struct doubts *doubts = &all[kind];
        if (doubts->page_count == 0) continue;
        snprintf(number, sizeof number, "%" PRIu64, doubts->number);
        const struct jx_place *place = doubts->place.row > 0 ? &doubts->place : NULL;
        if (kind == PDF_DOUBT_DELETED)
            JX_REPORT(pdf->host, pdf->call, doubt_codes[kind], place, number);
        else
            JX_REPORT(pdf->host, pdf->call, doubt_codes[kind], place, page_list(doubts, pages, sizeof pages),
                      number);
    }
}

/* --- the book ---------------------------------------------------------------------------------------------------- */

struct telling {
    struct jx_pdf *pdf;
    struct jx_book *book;
    struct jx_fill_book fills;
    struct jx_fill fill;
    char *lines; /* of a file without tables */
    size_t line_length, line_room;
    struct doubts doubts[PDF_DOUBT_COUNT];
    struct pdf_record end;
    bool full;
};

static void put_cell(struct telling *telling, const struct pdf_record *record, const char *bytes) {
    const struct jx_host *host = telling->pdf->host;
    struct jx_call *call = telling->pdf->call;
    if (!telling->fill.sheet) telling->fill.sheet = host->sheet(call, telling->book, "");
    const char *text = host->text(call, bytes, record->length);
    bool fits = jx_fill_text(&telling->fill, record->row, record->column, text, (uint32_t)strlen(text));
    telling->full = !fits || host->expired(call);
}

static void put_merge(struct telling *telling, const struct pdf_record *record) {
    struct jx_merge merge = {record->row, record->column, record->rows, record->columns};
    if (!telling->fill.sheet || record->rows == 0 || record->columns == 0) return;
    if (record->rows > 1 || record->columns > 1) telling->full = !jx_fill_merge(&telling->fill, &merge);
}

static void put_line(struct telling *telling, const struct pdf_record *record, const char *bytes) {
    memcpy(telling->lines + telling->line_length, bytes, record->length);
    telling->line_length += record->length;
    telling->lines[telling->line_length++] = '\n';
}

/* How many bytes all lines take, with their ends. */
static size_t measure_lines(const struct jx_pdf *pdf) {
    struct cursor cursor = {pdf->answer, pdf->answer + pdf->length};
    struct pdf_record record;
    const char *bytes;
    size_t room = 0;
    while (next_record(&cursor, &record, &bytes))
        if (record.kind == PDF_LINE) room += (size_t)record.length + 1;
    return room;
}

/* Texts first, merges once all of them are there. */
static void walk(struct telling *telling, bool merges) {
    struct cursor cursor = {telling->pdf->answer, telling->pdf->answer + telling->pdf->length};
    struct pdf_record record;
    const char *bytes;
    while (!telling->full && next_record(&cursor, &record, &bytes)) {
        if (merges) {
            if (record.kind == PDF_CELL) put_merge(telling, &record);
            continue;
        }
        switch (record.kind) {
        case PDF_CELL: put_cell(telling, &record, bytes); break;
        case PDF_LINE: put_line(telling, &record, bytes); break;
        case PDF_DOUBT: note_doubt(telling->pdf, telling->doubts, &record); break;
        case PDF_END: telling->end = record; break;
        default: break;
        }
    }
}

static enum jx_status read_lines(struct telling *telling) {
    const struct jx_pdf *pdf = telling->pdf;
    struct jx_input text = {.name = pdf->input->name,
                            .extension = "txt",
                            .bytes = (const unsigned char *)telling->lines,
                            .length = telling->line_length,
                            .encoding = "utf-8",
                            .limits = pdf->input->limits};
    return pdf->host->read_as(pdf->call, "txt", &text, telling->book);
}

/* --- how it ended ------------------------------------------------------------------------------------------------ */

static bool refused(const struct telling *telling) {
    static const enum jx_code codes[PDF_END_COUNT] = {
        [PDF_END_PASSWORD] = JX_MSG_PDF_PASSWORD,
        [PDF_END_DAMAGED] = JX_MSG_PDF_DAMAGED,
        [PDF_END_MEMORY] = JX_MSG_PDF_STOPPED,
    };
    const struct pdf_record *end = &telling->end;
    if (end->kind == PDF_END && end->columns == PDF_END_DONE) return false;
    bool known = end->kind == PDF_END && end->columns < PDF_END_COUNT;
    enum jx_code code = known ? codes[end->columns] : JX_MSG_PDF_STOPPED;
    JX_REPORT(telling->pdf->host, telling->pdf->call, code, NULL, known ? "memory" : "?");
    return true;
}

/* Nothing but pictures. */
static bool is_scan(struct telling *telling) {
    char pages[160];
    const struct doubts *scans = &telling->doubts[PDF_DOUBT_SCAN];
    if (telling->fill.sheet || telling->line_length > 0 || scans->page_count == 0) return false;
    JX_REPORT(telling->pdf->host, telling->pdf->call, JX_MSG_PDF_SCAN, NULL,
              page_list(scans, pages, sizeof pages));
    return true;
}

static void report_pages(const struct telling *telling) {
    char all[24], read[24];
    if (telling->end.number >= telling->end.rows) return;
    snprintf(all, sizeof all, "%" PRIu32, telling->end.rows);
    snprintf(read, sizeof read, "%" PRIu32, telling->end.number);
    JX_REPORT(telling->pdf->host, telling->pdf->call, JX_MSG_PDF_PAGES, NULL, read, all);
}

enum jx_status jx_pdf_tell(struct jx_pdf *pdf, struct jx_book *book) {
    struct telling *telling = pdf->host->allocate(pdf->call, sizeof *telling);
    telling->pdf = pdf;
    telling->book = book;
    telling->fills =
        (struct jx_fill_book){.host = pdf->host, .call = pdf->call, .limits = pdf->input->limits};
    telling->fill.book = &telling->fills;
    telling->lines = pdf->host->allocate(pdf->call, measure_lines(pdf) + 1);
    walk(telling, false);
    if (!telling->full) walk(telling, true);
    if (telling->full || refused(telling) || is_scan(telling)) return JX_FAIL;
    report_doubts(pdf, telling->doubts);
    report_pages(telling);
    if (telling->line_length > 0) return read_lines(telling);
    return jx_fill_finish(pdf->host, pdf->call, book, JX_OK);
}

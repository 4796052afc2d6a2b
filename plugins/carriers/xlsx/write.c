/*
 * Writing a book as a workbook that prints like the paper form. It begins as the empty workbook that libxlsxwriter made
 * (blank.h); its sheets, their texts and what lists them are written here, in memory, where nothing is lost unseen.
 */
#include "blank.h"
#include "workbook.h"
#include "writer.h"

#include <stdio.h>

enum { ROWS_MOST = 1048576, COLUMNS_MOST = 16384 };

static enum jx_status write_report(struct jx_xlsx_writer *writer, const char *why) {
    JX_REPORT(writer->host, writer->call, JX_MSG_WORKBOOK_WRITE, NULL, why);
    return JX_FAIL;
}

/* Whether a workbook can hold so many rows and columns. Those of merges are there as cells. */
static bool sheet_fits(struct jx_xlsx_writer *writer, const struct jx_sheet *sheet) {
    uint32_t rows = sheet->row_count, columns = sheet->width_count;
    for (uint32_t r = 0; r < sheet->row_count; r++)
        if (sheet->rows[r].count > columns) columns = sheet->rows[r].count;
    if (rows <= ROWS_MOST && columns <= COLUMNS_MOST) return true;
    char tall[24], wide[24];
    snprintf(tall, sizeof tall, "%u", rows);
    snprintf(wide, sizeof wide, "%u", columns);
    JX_REPORT(writer->host, writer->call, JX_MSG_SHEET_SIZE, NULL, sheet->name, tall, wide);
    return false;
}

/* A workbook shows at least one sheet. */
static void sheets_take(struct jx_xlsx_writer *writer, const struct jx_book *book) {
    static const struct jx_sheet empty = {.name = ""};
    static const struct jx_sheet *const alone[] = {&empty};
    bool any = book->sheet_count > 0;
    writer->sheets = any ? (const struct jx_sheet *const *)book->sheets : alone;
    writer->sheet_count = any ? book->sheet_count : 1;
    while (writer->shown < writer->sheet_count && writer->sheets[writer->shown]->hidden) writer->shown++;
}

static bool sheets_too_many(struct jx_xlsx_writer *writer) {
    const struct jx_limits *limits = writer->output->limits;
    if (!limits || writer->sheet_count <= limits->sheets) return false;
    char count[24], most[24];
    snprintf(count, sizeof count, "%zu", writer->sheet_count);
    snprintf(most, sizeof most, "%llu", (unsigned long long)limits->sheets);
    JX_REPORT(writer->host, writer->call, JX_MSG_SHEETS_MANY, NULL, count, most);
    return true;
}

enum jx_status jx_xlsx_write(const struct jx_host *host, struct jx_call *call, const struct jx_output *output,
                             const struct jx_book *book) {
    struct jx_xlsx_writer *writer = host->allocate(call, sizeof *writer);
    *writer = (struct jx_xlsx_writer){.host = host, .call = call, .output = output};
    writer->pack = (struct jx_pack){.host = host, .call = call};
    writer->xml = (struct jx_bytes){.host = host, .call = call};
    sheets_take(writer, book);
    if (sheets_too_many(writer)) return JX_FAIL;
    for (size_t i = 0; i < writer->sheet_count; i++)
        if (!sheet_fits(writer, writer->sheets[i])) return JX_FAIL;
    jx_pack_open(&writer->pack);
    jx_xlsx_names_make(writer);
    jx_xlsx_types_write(writer);
    for (size_t i = 0; i < jx_xlsx_constant_count; i++) {
        const struct jx_xlsx_constant *constant = &jx_xlsx_constants[i];
        jx_pack_add_packed(&writer->pack, constant->part, constant->bytes, constant->packed, constant->length,
                           constant->sum);
    }
    enum jx_status status = JX_OK;
    for (size_t i = 0; i < writer->sheet_count && status == JX_OK; i++)
        status = jx_xlsx_sheet_write(writer, i);
    if (status != JX_OK) return status;
    jx_xlsx_book_write(writer, book);
    status = jx_pack_close(&writer->pack);
    return status == JX_FAIL ? write_report(writer, "4 GiB") : status;
}

/*
 * The blocks of a document as cells of one sheet: tables below one another, the lines between them in the columns of the
 * nearest table.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "plugins/carriers/pdf/helper/helper.h"
#include "plugins/carriers/pdf/helper/line.h"

void pdf_sink_flush(struct pdf_sink *sink) {
    if (sink->used > 0 && !sink->deaf) sink->deaf = !sink->write(sink->user, sink->bytes, sink->used);
    sink->used = 0;
}

static void sink_bytes(struct pdf_sink *sink, const void *bytes, size_t length) {
    const unsigned char *at = bytes;
    while (length > 0) {
        size_t part = sizeof sink->bytes - sink->used;
        if (part > length) part = length;
        memcpy(sink->bytes + sink->used, at, part);
        sink->used += (uint32_t)part;
        at += part;
        length -= part;
        if (sink->used == sizeof sink->bytes) pdf_sink_flush(sink);
    }
}

void pdf_sink_put(struct pdf_sink *sink, const struct pdf_record *record, const char *text) {
    sink_bytes(sink, record, sizeof *record);
    if (record->length > 0) sink_bytes(sink, text, record->length);
}

/* --- lines that belong together ---------------------------------------------------------------------------------- */

/* Where the text of each page begins and ends. */
static struct pdf_box *page_sides(const struct pdf_document *document) {
    struct pdf_box *sides = jx_arena_alloc(document->arena, (document->page_count + 1) * sizeof *sides);
    for (uint32_t i = 0; i <= document->page_count; i++)
        sides[i] = (struct pdf_box){INFINITY, 0, -INFINITY, 0};
    for (uint32_t i = 0; i < document->block_count; i++) {
        const struct pdf_block *block = &document->blocks[i];
        if (block->dropped) continue;
        const uint32_t pages[2] = {block->first_page, block->page};
        for (int k = 0; k < 2; k++) {
            sides[pages[k]].left = fmin(sides[pages[k]].left, block->box.left);
            sides[pages[k]].right = fmax(sides[pages[k]].right, block->box.right);
        }
    }
    return sides;
}

static bool is_line_of(const struct pdf_block *block, uint32_t page, double size) {
    const double alike = 0.6;
    return !block->is_table && !block->dropped && block->page == page && fabs(block->size - size) <= alike;
}

/* Whether a text begins with a number: 1. 一、 （二） ①. */
static bool is_numbered(const char *text) {
    const char *end = text + strlen(text);
    uint32_t first = jx_text_next(&text, end), next = jx_text_next(&text, end);
    bool numeral = first >= 0x4E00 && first <= 0x9FFF && next == 0x3001; /* a single character and 、 */
    bool digit = first >= '0' && first <= '9' && (next == '.' || next == 0xFF0E || next == 0x3001);
    bool bracket = (first == '(' || first == 0xFF08) && ((next >= '0' && next <= '9') || next == 0x4E00 ||
                                                         next == 0x4E8C || next == 0x4E09 || next == 0x56DB);
    return numeral || digit || bracket || (first >= 0x2460 && first <= 0x2473);
}

static void join_segment(struct pdf_document *document, struct pdf_segment *segment, const char *more) {
    size_t length = strlen(segment->text);
    bool latin = length > 0 && (unsigned char)segment->text[length - 1] < 0x80 && (unsigned char)*more < 0x80;
    segment->text = jx_arena_join(document->arena, segment->text, latin ? " " : "", more);
}

/* A note of two lines with a short text beside both, at half their height: 单位：万元. */
static void join_beside(struct pdf_document *document, uint32_t index) {
    const double indent = 1.5;
    struct pdf_block *block = &document->blocks[index], *beside = block + 1, *below = block + 2;
    if (index + 2 >= document->block_count || block->segment_count != 1 || beside->is_table ||
        beside->dropped || beside->page != block->page || !is_line_of(below, block->page, block->size) ||
        below->segment_count != 1)
        return;
    if (beside->box.top >= block->box.bottom || beside->box.bottom <= below->box.top ||
        beside->box.left <= block->box.right || below->box.right >= beside->box.left ||
        below->box.left >= block->box.left + indent * block->size)
        return;
    join_segment(document, &block->segments[0], below->segments[0].text);
    pdf_add_segments(document, block, beside);
    block->box.right = beside->box.right;
    block->box.bottom = below->box.bottom;
    beside->dropped = below->dropped = true;
}

/* How much room a line lacked for what the next one begins with, in sizes: numbers and Latin words are not broken. */
static double room_for(const char *text) {
    const double least = 2.6, letter = 0.62;
    size_t letters = 0;
    while ((unsigned char)text[letters] > ' ' && (unsigned char)text[letters] < 0x7F) letters++;
    return fmax(least, (double)letters * letter);
}

/* A note that goes on in the next lines: each comes to the edge of the page's text and the next begins at the left. */
static void join_wrapped(struct pdf_document *document, uint32_t index, const struct pdf_box *sides) {
    const double spacing = 1.2, indent = 1.5, title = 15;
    struct pdf_block *block = &document->blocks[index];
    if (block->segment_count == 0 || block->size > title) return;
    for (uint32_t i = index + 1; i < document->block_count; i++) {
        struct pdf_block *next = &document->blocks[i];
        if (!is_line_of(next, block->page, block->size) || next->segment_count != 1 ||
            next->box.top - block->box.bottom > spacing * block->size)
            return;
        double rest = room_for(next->segments[0].text) * block->size;
        if (block->box.right < sides[block->page].right - rest ||
            next->box.left > sides[block->page].left + indent * block->size ||
            is_numbered(next->segments[0].text))
            return;
        join_segment(document, &block->segments[block->segment_count - 1], next->segments[0].text);
        block->box.right = next->box.right;
        block->box.bottom = next->box.bottom;
        next->dropped = true;
    }
}

/* --- as cells ---------------------------------------------------------------------------------------------------- */

struct teller {
    struct pdf_sink *sink;
    struct pdf_document *document;
    const double *sides; /* of the nearest table */
    uint32_t side_count;
    uint32_t row;
};

static void tell_doubts(struct teller *teller, const struct pdf_block *table) {
    for (uint32_t doubt = 0; doubt < PDF_DOUBT_COUNT; doubt++) {
        if ((table->doubts & 1u << doubt) == 0) continue;
        uint32_t row = doubt == PDF_DOUBT_CUT ? table->cut_row : 0;
        uint32_t number = doubt == PDF_DOUBT_HIGH      ? table->high
                          : doubt == PDF_DOUBT_DELETED ? table->struck
                                                       : 1;
        struct pdf_record record = {PDF_DOUBT, teller->row + row, 0, table->first_page, doubt, number, 0};
        pdf_sink_put(teller->sink, &record, NULL);
    }
}

static int by_place(const void *a, const void *b) {
    const struct pdf_cell *one = a, *other = b;
    if (one->row != other->row) return one->row < other->row ? -1 : 1;
    return one->column < other->column ? -1 : one->column > other->column;
}

static void tell_cell(struct teller *teller, const struct pdf_cell *cell) {
    size_t length = strlen(cell->text);
    if (length == 0 && cell->rows == 1 && cell->columns == 1) return;
    struct pdf_record record = {PDF_CELL,
                                teller->row + cell->row,
                                cell->column,
                                cell->rows,
                                cell->columns,
                                0,
                                length < PDF_LONGEST ? (uint32_t)length : PDF_LONGEST};
    pdf_sink_put(teller->sink, &record, cell->text);
}

static void tell_table(struct teller *teller, struct pdf_block *table) {
    tell_doubts(teller, table);
    if (table->cell_count > 0) qsort(table->cells, table->cell_count, sizeof *table->cells, by_place);
    for (uint32_t i = 0; i < table->cell_count; i++) tell_cell(teller, &table->cells[i]);
    teller->row += table->row_count;
    teller->sides = table->sides;
    teller->side_count = table->column_count + 1;
}

/* The first segment stands in the first column, others in the column that holds their beginning. */
static void tell_line(struct teller *teller, const struct pdf_block *line) {
    uint32_t least = 0;
    for (uint32_t i = 0; i < line->segment_count; i++) {
        const struct pdf_segment *segment = &line->segments[i];
        uint32_t column = i == 0 ? 0 : i;
        if (i > 0 && teller->side_count > 1)
            column = pdf_slot(teller->sides, teller->side_count, segment->left + 1);
        struct pdf_cell cell = {.rows = 1, .columns = 1, .text = segment->text};
        cell.column = column > least ? column : least;
        least = cell.column + 1;
        tell_cell(teller, &cell);
    }
    teller->row++;
}

/* Lines above a table go by its columns. */
static void look_ahead(struct teller *teller, uint32_t index) {
    const struct pdf_document *document = teller->document;
    for (uint32_t i = index; i < document->block_count; i++) {
        const struct pdf_block *block = &document->blocks[i];
        if (block->dropped || !block->is_table) continue;
        teller->sides = block->sides;
        teller->side_count = block->column_count + 1;
        return;
    }
}

static void tell_sheet(struct teller *teller, const struct pdf_box *sides) {
    struct pdf_document *document = teller->document;
    bool ahead = true;
    for (uint32_t i = 0; i < document->block_count; i++) {
        struct pdf_block *block = &document->blocks[i];
        if (block->dropped) continue;
        if (block->is_table) {
            tell_table(teller, block);
            ahead = true;
            continue;
        }
        if (ahead) look_ahead(teller, i);
        ahead = false;
        join_beside(document, i);
        join_wrapped(document, i, sides);
        tell_line(teller, block);
    }
}

/* --- as lines ---------------------------------------------------------------------------------------------------- */

static void tell_lines(struct teller *teller) {
    for (uint32_t i = 0; i < teller->document->block_count; i++) {
        const struct pdf_block *block = &teller->document->blocks[i];
        struct pdf_text line = {.arena = teller->document->arena};
        if (block->dropped) continue;
        for (uint32_t k = 0; k < block->segment_count; k++) {
            if (k > 0) pdf_text_add(&line, "\t");
            pdf_text_add(&line, block->segments[k].text);
        }
        const char *text = pdf_text_end(&line);
        struct pdf_record record = {.kind = PDF_LINE,
                                    .length = line.length < PDF_LONGEST ? line.length : PDF_LONGEST};
        pdf_sink_put(teller->sink, &record, text);
    }
}

void pdf_answer(struct pdf_sink *sink, struct pdf_document *document) {
    struct teller teller = {.sink = sink, .document = document};
    bool tables = false;
    for (uint32_t i = 0; i < document->block_count && !tables; i++) tables = document->blocks[i].is_table;
    if (tables)
        tell_sheet(&teller, page_sides(document));
    else
        tell_lines(&teller);
}

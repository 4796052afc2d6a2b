/*
 * Paragraphs and tables as rows of the grid.
 *
 * A row of a table is a row of the grid, and its cells stand in the columns of the table's own grid, so that a table has
 * the geometry it would have in a workbook. A paragraph is a row with one cell.
 */
#include "document.h"

#include <string.h>

/* A merge downwards that may go on in the next row. */
struct jx_docx_open {
    uint32_t row, column, columns;
    bool downwards; /* else it only spans columns, and ends with its row */
};

/* A cell as it stands in the grid: with those merged to it from the right. */
struct place {
    const struct jx_docx_cell *cell;
    uint32_t column, columns;
};

bool jx_docx_blank(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
        if (length - i >= 2 && memcmp(text + i, "\xC2\xA0", 2) == 0)
            i += 1;
        else if (length - i >= 3 && memcmp(text + i, "\xE3\x80\x80", 3) == 0)
            i += 2;
        else
            return false;
    }
    return true;
}

/* --- texts ------------------------------------------------------------------------------------------------------- */

static bool text_add(struct jx_docx_sheet *sheet, struct jx_scratch *text, const char *bytes, size_t length) {
    return jx_scratch_add(sheet->package, text, bytes, length);
}

static bool blocks_text(struct jx_docx_sheet *sheet, const struct jx_docx_blocks *blocks,
                        struct jx_scratch *text);

/* A small table inside a cell: its rows as lines, its cells side by side. */
static bool table_text(struct jx_docx_sheet *sheet, const struct jx_docx_table *table,
                       struct jx_scratch *text) {
    for (const struct jx_docx_row *row = table->first; row; row = row->next) {
        bool first = true;
        if (row->deleted) continue;
        for (const struct jx_docx_cell *cell = row->first; cell; cell = cell->next) {
            if (!cell->blocks.first) continue;
            if (!first && !text_add(sheet, text, " ", 1)) return false;
            first = false;
            if (!blocks_text(sheet, &cell->blocks, text)) return false;
        }
        if (!first && row->next && !text_add(sheet, text, "\n", 1)) return false;
    }
    return true;
}

/* All that a cell says, its paragraphs on lines of their own. */
static bool blocks_text(struct jx_docx_sheet *sheet, const struct jx_docx_blocks *blocks,
                        struct jx_scratch *text) {
    for (const struct jx_docx_block *block = blocks->first; block; block = block->next) {
        uint32_t breaks = block == blocks->first ? 0 : block->blanks + 1;
        for (; breaks > 0; breaks--)
            if (!text_add(sheet, text, "\n", 1)) return false;
        if (block->table ? !table_text(sheet, block->table, text)
                         : !text_add(sheet, text, block->text, block->length))
            return false;
    }
    return true;
}

const char *jx_docx_text(struct jx_docx_sheet *sheet, const struct jx_docx_blocks *blocks, uint32_t *length) {
    const struct jx_docx_block *block = blocks->first;
    struct jx_scratch text = {0};
    *length = 0;
    if (!block) return "";
    if (block == blocks->last && !block->table) {
        *length = block->length;
        return block->text;
    }
    if (!blocks_text(sheet, blocks, &text)) return NULL;
    *length = text.length;
    return sheet->package->host->text(sheet->package->call, text.bytes ? text.bytes : "", text.length);
}

/* --- merges ------------------------------------------------------------------------------------------------------ */

/* Notes the merge that ends above `row`. */
static bool open_close(struct jx_docx_sheet *sheet, const struct jx_docx_open *open, uint32_t row) {
    struct jx_merge merge = {
        .row = open->row, .column = open->column, .rows = row - open->row, .columns = open->columns};
    return jx_fill_merge(&sheet->fill, &merge);
}

static bool open_close_all(struct jx_docx_sheet *sheet, uint32_t *count) {
    bool good = true;
    for (uint32_t i = 0; i < *count && good; i++) good = open_close(sheet, &sheet->open[i], sheet->row);
    *count = 0;
    return good;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static bool cell_put(struct jx_docx_sheet *sheet, const struct place *place) {
    uint32_t length;
    const char *text = jx_docx_text(sheet, &place->cell->blocks, &length);
    return text && jx_fill_text(&sheet->fill, sheet->row, place->column, text, length);
}

/*
 * The open merges of the row before and the cells of this one both stand from left to right, so that one pass tells which
 * go on. Those of this row take the place of the others in the list as it passes.
 */
static bool row_put(struct jx_docx_sheet *sheet, const struct place *places, uint32_t place_count,
                    uint32_t *open_count) {
    const struct jx_host *host = sheet->package->host;
    uint32_t before = *open_count, at = 0, count = before;
    for (uint32_t i = 0; i < place_count; i++) {
        const struct place *place = &places[i];
        while (at < before && sheet->open[at].column < place->column)
            if (!open_close(sheet, &sheet->open[at++], sheet->row)) return false;
        bool goes_on = place->cell->down == JX_DOCX_CONTINUE && at < before && sheet->open[at].downwards &&
                       sheet->open[at].column == place->column && sheet->open[at].columns == place->columns;
        /* What a cell holds that goes on from above does not show; the merge will tell. */
        if (!cell_put(sheet, place)) return false;
        sheet->open =
            host->grow(sheet->package->call, sheet->open, count, &sheet->open_capacity, sizeof *sheet->open);
        sheet->open[count++] = goes_on
                                   ? sheet->open[at++]
                                   : (struct jx_docx_open){.row = sheet->row,
                                                           .column = place->column,
                                                           .columns = place->columns,
                                                           .downwards = place->cell->down != JX_DOCX_ALONE};
    }
    while (at < before)
        if (!open_close(sheet, &sheet->open[at++], sheet->row)) return false;
    if (count > before) memmove(sheet->open, sheet->open + before, (count - before) * sizeof *sheet->open);
    *open_count = count - before;
    sheet->row++;
    return true;
}

/* Where the cells of a row stand. The places are the caller's, to be used again for each row. */
static uint32_t row_places(struct jx_docx_sheet *sheet, const struct jx_docx_table *table,
                           const struct jx_docx_row *row, struct place **places, uint32_t *capacity) {
    uint32_t count = 0;
    uint32_t column = row->before;
    for (const struct jx_docx_cell *cell = row->first; cell; cell = cell->next) {
        uint32_t span = cell->span;
        if (span > JX_DOCX_COLUMNS_MOST && table->columns > 0)
            span = column < table->columns ? table->columns - column : 1;
        if (span > UINT32_MAX / 2 - column) span = UINT32_MAX / 2 - column;
        if (cell->right == JX_DOCX_CONTINUE && count > 0 && !cell->blocks.first) {
            (*places)[count - 1].columns += span;
        } else {
            *places =
                sheet->package->host->grow(sheet->package->call, *places, count, capacity, sizeof **places);
            (*places)[count++] = (struct place){cell, column, span};
        }
        column += span;
    }
    return count;
}

/* --- tables within tables ---------------------------------------------------------------------------------------- */

/* Whether a table inside a cell is one of its own, which the outer one only puts in its place on the page: it has three
 * rows at least with two cells that say something. A smaller one belongs to the cell's text. */
static bool stands_alone(const struct jx_docx_table *table) {
    uint32_t rows = 0;
    for (const struct jx_docx_row *row = table->first; row && rows < 3; row = row->next) {
        uint32_t cells = 0;
        for (const struct jx_docx_cell *cell = row->first; cell && !row->deleted; cell = cell->next)
            cells += cell->blocks.first != NULL;
        rows += cells >= 2;
    }
    return rows >= 3;
}

static bool holds_tables(const struct jx_docx_table *table);

static bool row_holds_tables(const struct jx_docx_row *row) {
    for (const struct jx_docx_cell *cell = row->first; cell; cell = cell->next)
        for (const struct jx_docx_block *block = cell->blocks.first; block; block = block->next)
            if (block->table && (stands_alone(block->table) || holds_tables(block->table))) return true;
    return false;
}

static bool holds_tables(const struct jx_docx_table *table) {
    for (const struct jx_docx_row *row = table->first; row; row = row->next)
        if (row_holds_tables(row)) return true;
    return false;
}

static bool table_put(struct jx_docx_sheet *sheet, const struct jx_docx_table *table);

static bool block_put(struct jx_docx_sheet *sheet, const struct jx_docx_block *block) {
    const struct jx_package *package = sheet->package;
    if (!sheet->fill.sheet) sheet->fill.sheet = package->host->sheet(package->call, sheet->into, "");
    if (!block->table) {
        if (jx_docx_blank(block->text, block->length)) return true;
        sheet->under_table = false;
        return jx_fill_text(&sheet->fill, sheet->row++, 0, block->text, block->length);
    }
    if (sheet->under_table) sheet->row++;
    bool good = table_put(sheet, block->table);
    sheet->under_table = true;
    return good;
}

/* A row that only holds tables in place is as if it were not there: what it holds follows one after the other. */
static bool row_unfold(struct jx_docx_sheet *sheet, const struct jx_docx_row *row) {
    for (const struct jx_docx_cell *cell = row->first; cell; cell = cell->next)
        for (const struct jx_docx_block *block = cell->blocks.first; block; block = block->next)
            if (!block_put(sheet, block)) return false;
    return true;
}

static bool table_put(struct jx_docx_sheet *sheet, const struct jx_docx_table *table) {
    struct place *places = NULL;
    uint32_t capacity = 0, open_count = 0;
    for (const struct jx_docx_row *row = table->first; row; row = row->next) {
        if (row->deleted) continue;
        if (sheet->package->host->expired(sheet->package->call)) return false;
        if (row_holds_tables(row)) {
            if (!open_close_all(sheet, &open_count) || !row_unfold(sheet, row)) return false;
            continue;
        }
        uint32_t count = row_places(sheet, table, row, &places, &capacity);
        if (!row_put(sheet, places, count, &open_count)) return false;
    }
    return open_close_all(sheet, &open_count);
}

/* --- paragraphs without a table ---------------------------------------------------------------------------------- */

/* So many paragraphs with tabs are more than a note or two with its parts set apart. */
enum { TABBED_LEAST = 3 };

void jx_docx_blocks_append(struct jx_docx_blocks *blocks, struct jx_docx_block *first,
                           struct jx_docx_block *last) {
    if (!first) return;
    if (blocks->last)
        blocks->last->next = first;
    else
        blocks->first = first;
    blocks->last = last;
}

bool jx_docx_put(struct jx_docx_sheet *sheet, struct jx_docx_block *block) {
    if (!sheet->tables && !block->table) {
        sheet->tabbed += memchr(block->text, '\t', block->length) != NULL;
        jx_docx_blocks_append(&sheet->waiting, block, block);
        return true;
    }
    sheet->tables = true;
    for (const struct jx_docx_block *line = sheet->waiting.first; line; line = line->next)
        if (!block_put(sheet, line)) return false;
    sheet->waiting = (struct jx_docx_blocks){0};
    return block_put(sheet, block);
}

/* A dump of a table that somebody has pasted: its lines are paragraphs. */
static enum jx_status text_read(struct jx_docx_sheet *sheet) {
    const struct jx_package *package = sheet->package;
    uint32_t length;
    const char *text = jx_docx_text(sheet, &sheet->waiting, &length);
    if (!text) return JX_FAIL;
    const struct jx_input lines = {
        .name = package->input->name,
        .extension = "txt",
        .bytes = (const unsigned char *)text,
        .length = length,
        .encoding = "UTF-8",
        .limits = package->input->limits,
    };
    return package->host->read_as(package->call, "txt", &lines, sheet->into);
}

/* Without a table a blank paragraph says something, too: it may end a row of cells that stand below one another. */
enum jx_status jx_docx_put_waiting(struct jx_docx_sheet *sheet) {
    if (sheet->tables) return JX_OK;
    if (sheet->tabbed >= TABBED_LEAST) return text_read(sheet);
    for (const struct jx_docx_block *line = sheet->waiting.first; line; line = line->next) {
        if (line != sheet->waiting.first) sheet->row += line->blanks;
        sheet->row += jx_docx_blank(line->text, line->length);
        if (!block_put(sheet, line)) return JX_FAIL;
    }
    return JX_OK;
}

/*
 * Paragraphs and tables as rows of the grid.
 *
 * A row of a table is a row of the grid, and its cells stand in the columns of the table's own grid, so that a table has
 * the geometry it would have in a workbook. A paragraph is a row with one cell.
 */
#include "plugins/carriers/shared/flow.h"
#include "plugins/carriers/shared/utf8.h"

#include <stdio.h>
#include <string.h>

/* A merge downwards that may go on in the next row. */
struct jx_flow_open {
    uint32_t row, column, columns;
    bool downwards; /* else it only spans columns, and ends with its row */
};

/* A cell as it stands in the grid: with those merged to it from the right. */
struct place {
    const struct jx_flow_cell *cell;
    uint32_t column, columns;
};

bool jx_flow_blank(const char *text, size_t length) {
    return jx_utf8_blank(text, length);
}

struct jx_flow *jx_flow_new(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                            const char *part, struct jx_book *into) {
    struct jx_flow *flow = host->allocate(call, sizeof *flow);
    *flow = (struct jx_flow){.host = host, .call = call, .input = input, .part = part, .into = into};
    flow->book = (struct jx_fill_book){.host = host, .call = call, .limits = input->limits};
    flow->fill = (struct jx_fill){.book = &flow->book};
    return flow;
}

enum jx_status jx_flow_finish(struct jx_flow *flow, enum jx_status status) {
    if (status > JX_WARN) return status;
    for (size_t i = 0; i < flow->into->sheet_count; i++)
        if (flow->into->sheets[i]->row_count > 0) return status;
    JX_REPORT(flow->host, flow->call, JX_MSG_DOCUMENT_EMPTY, NULL, NULL);
    return JX_FAIL;
}

/* --- trees ------------------------------------------------------------------------------------------------------- */

static bool cells_allowed(struct jx_flow *flow) {
    char limit[24];
    if (++flow->cells <= flow->input->limits->cells) return true;
    snprintf(limit, sizeof limit, "%llu", (unsigned long long)flow->input->limits->cells);
    JX_REPORT(flow->host, flow->call, JX_MSG_FILE_CELLS, NULL, limit);
    return false;
}

struct jx_flow_row *jx_flow_row_add(struct jx_flow *flow, struct jx_flow_table *table) {
    if (!cells_allowed(flow)) return NULL;
    struct jx_flow_row *row = flow->host->allocate(flow->call, sizeof *row);
    if (table->last)
        table->last->next = row;
    else
        table->first = row;
    table->last = row;
    return row;
}

struct jx_flow_cell *jx_flow_cell_add(struct jx_flow *flow, struct jx_flow_row *row) {
    if (!cells_allowed(flow)) return NULL;
    struct jx_flow_cell *cell = flow->host->allocate(flow->call, sizeof *cell);
    cell->span = 1;
    if (row->last)
        row->last->next = cell;
    else
        row->first = cell;
    row->last = cell;
    return cell;
}

void jx_flow_append(struct jx_flow_blocks *blocks, struct jx_flow_block *first, struct jx_flow_block *last) {
    if (!first) return;
    if (blocks->last)
        blocks->last->next = first;
    else
        blocks->first = first;
    blocks->last = last;
}

/* --- texts ------------------------------------------------------------------------------------------------------- */

static bool text_add(struct jx_flow *flow, struct jx_scratch *text, const char *bytes, size_t length) {
    return jx_scratch_put(flow->host, flow->call, flow->part, text, bytes, length);
}

static bool blocks_text(struct jx_flow *flow, const struct jx_flow_blocks *blocks, struct jx_scratch *text);

/* A small table inside a cell: its rows as lines, its cells side by side. */
static bool table_text(struct jx_flow *flow, const struct jx_flow_table *table, struct jx_scratch *text) {
    for (const struct jx_flow_row *row = table->first; row; row = row->next) {
        bool first = true;
        if (row->deleted) continue;
        for (const struct jx_flow_cell *cell = row->first; cell; cell = cell->next) {
            if (!cell->blocks.first) continue;
            if (!first && !text_add(flow, text, " ", 1)) return false;
            first = false;
            if (!blocks_text(flow, &cell->blocks, text)) return false;
        }
        if (!first && row->next && !text_add(flow, text, "\n", 1)) return false;
    }
    return true;
}

/* All that a cell says, its paragraphs on lines of their own. */
static bool blocks_text(struct jx_flow *flow, const struct jx_flow_blocks *blocks, struct jx_scratch *text) {
    for (const struct jx_flow_block *block = blocks->first; block; block = block->next) {
        uint32_t breaks = block == blocks->first ? 0 : block->blanks + 1;
        for (; breaks > 0; breaks--)
            if (!text_add(flow, text, "\n", 1)) return false;
        if (block->table ? !table_text(flow, block->table, text)
                         : !text_add(flow, text, block->text, block->length))
            return false;
    }
    return true;
}

const char *jx_flow_text(struct jx_flow *flow, const struct jx_flow_blocks *blocks, uint32_t *length) {
    const struct jx_flow_block *block = blocks->first;
    struct jx_scratch text = {0};
    *length = 0;
    if (!block) return "";
    if (block == blocks->last && !block->table) {
        *length = block->length;
        return block->text;
    }
    if (!blocks_text(flow, blocks, &text)) return NULL;
    *length = text.length;
    return flow->host->text(flow->call, text.bytes ? text.bytes : "", text.length);
}

/* --- merges ------------------------------------------------------------------------------------------------------ */

/* Notes the merge that ends above `row`. */
static bool open_close(struct jx_flow *flow, const struct jx_flow_open *open, uint32_t row) {
    struct jx_merge merge = {
        .row = open->row, .column = open->column, .rows = row - open->row, .columns = open->columns};
    return flow->traces || jx_fill_merge(&flow->fill, &merge);
}

static bool open_close_all(struct jx_flow *flow, uint32_t *count) {
    bool good = true;
    for (uint32_t i = 0; i < *count && good; i++) good = open_close(flow, &flow->open[i], flow->row);
    *count = 0;
    return good;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* Puts a text into the next row, or notes where it comes from. */
static bool spot_put(struct jx_flow *flow, uint32_t column, size_t at, const char *text, uint32_t length) {
    if (!flow->traces) return jx_fill_text(&flow->fill, flow->row, column, text, length);
    flow->spots = flow->host->grow(flow->call, flow->spots, flow->spot_count, &flow->spot_capacity,
                                   sizeof *flow->spots);
    flow->spots[flow->spot_count++] = (struct jx_flow_spot){flow->row, column, at, text, length};
    return true;
}

static bool cell_put(struct jx_flow *flow, const struct place *place) {
    uint32_t length;
    const char *text = jx_flow_text(flow, &place->cell->blocks, &length);
    return text && spot_put(flow, place->column, place->cell->at, text, length);
}

/*
 * The open merges of the row before and the cells of this one both stand from left to right, so that one pass tells which
 * go on. Those of this row take the place of the others in the list as it passes.
 */
static bool row_put(struct jx_flow *flow, const struct place *places, uint32_t place_count,
                    uint32_t *open_count) {
    const struct jx_host *host = flow->host;
    uint32_t before = *open_count, at = 0, count = before;
    for (uint32_t i = 0; i < place_count; i++) {
        const struct place *place = &places[i];
        while (at < before && flow->open[at].column < place->column)
            if (!open_close(flow, &flow->open[at++], flow->row)) return false;
        bool goes_on = place->cell->down == JX_FLOW_CONTINUE && at < before && flow->open[at].downwards &&
                       flow->open[at].column == place->column && flow->open[at].columns == place->columns;
        /* What a cell holds that goes on from above does not show; the merge will tell. */
        if (!cell_put(flow, place)) return false;
        flow->open = host->grow(flow->call, flow->open, count, &flow->open_capacity, sizeof *flow->open);
        flow->open[count++] = goes_on
                                  ? flow->open[at++]
                                  : (struct jx_flow_open){.row = flow->row,
                                                          .column = place->column,
                                                          .columns = place->columns,
                                                          .downwards = place->cell->down != JX_FLOW_ALONE};
    }
    while (at < before)
        if (!open_close(flow, &flow->open[at++], flow->row)) return false;
    if (count > before) memmove(flow->open, flow->open + before, (count - before) * sizeof *flow->open);
    *open_count = count - before;
    flow->row++;
    return true;
}

/* Where the cells of a row stand. The places are the caller's, to be used again for each row. */
static uint32_t row_places(struct jx_flow *flow, const struct jx_flow_table *table,
                           const struct jx_flow_row *row, struct place **places, uint32_t *capacity) {
    uint32_t count = 0;
    uint32_t column = row->before;
    for (const struct jx_flow_cell *cell = row->first; cell; cell = cell->next) {
        uint32_t span = cell->span;
        if (span > JX_FLOW_COLUMNS_MOST && table->columns > 0)
            span = column < table->columns ? table->columns - column : 1;
        if (span > UINT32_MAX / 2 - column) span = UINT32_MAX / 2 - column;
        if (cell->right == JX_FLOW_CONTINUE && count > 0 && !cell->blocks.first) {
            (*places)[count - 1].columns += span;
        } else {
            *places = flow->host->grow(flow->call, *places, count, capacity, sizeof **places);
            (*places)[count++] = (struct place){cell, column, span};
        }
        column += span;
    }
    return count;
}

/* --- tables within tables ---------------------------------------------------------------------------------------- */

/* How many cells of a row say something, and whether all of these are numbers, or none is. */
static uint32_t row_says(const struct jx_flow_row *row, bool *numbers, bool *words) {
    uint32_t cells = 0;
    *numbers = *words = true;
    for (const struct jx_flow_cell *cell = row->first; cell && !row->deleted; cell = cell->next) {
        const struct jx_flow_block *block = cell->blocks.first;
        if (!block) continue;
        bool number = !block->table && block->length > 0 && !block->next;
        for (uint32_t i = 0; number && i < block->length; i++)
            number = strchr("0123456789., ", block->text[i]);
        *numbers = *numbers && number;
        *words = *words && !number;
        cells++;
    }
    return cells;
}

/* Words over as many amounts: a table of them, though it has two rows only. */
static bool is_of_amounts(const struct jx_flow_table *table) {
    bool numbers, words, others;
    const struct jx_flow_row *first = table->first, *second = first ? first->next : NULL;
    if (!second || second->next) return false;
    uint32_t heads = row_says(first, &others, &words), amounts = row_says(second, &numbers, &others);
    return heads >= 2 && heads == amounts && words && numbers;
}

/* Whether a table inside a cell is one of its own, which the outer one only puts in its place on the page: it has three
 * rows at least with two cells that say something, or is one of amounts. A smaller one belongs to the cell's text. */
static bool stands_alone(const struct jx_flow_table *table) {
    uint32_t rows = 0;
    if (is_of_amounts(table)) return true;
    for (const struct jx_flow_row *row = table->first; row && rows < 3; row = row->next) {
        uint32_t cells = 0;
        for (const struct jx_flow_cell *cell = row->first; cell && !row->deleted; cell = cell->next)
            cells += cell->blocks.first ? 1 : 0;
        rows += cells >= 2;
    }
    return rows >= 3;
}

static bool holds_tables(const struct jx_flow_table *table);

static bool row_holds_tables(const struct jx_flow_row *row) {
    for (const struct jx_flow_cell *cell = row->first; cell; cell = cell->next)
        for (const struct jx_flow_block *block = cell->blocks.first; block; block = block->next)
            if (block->table && (stands_alone(block->table) || holds_tables(block->table))) return true;
    return false;
}

static bool holds_tables(const struct jx_flow_table *table) {
    for (const struct jx_flow_row *row = table->first; row; row = row->next)
        if (row_holds_tables(row)) return true;
    return false;
}

static bool table_put(struct jx_flow *flow, const struct jx_flow_table *table);

static bool block_put(struct jx_flow *flow, const struct jx_flow_block *block) {
    if (!flow->fill.sheet && !flow->traces) flow->fill.sheet = flow->host->sheet(flow->call, flow->into, "");
    if (!block->table) {
        if (jx_flow_blank(block->text, block->length)) return true;
        flow->under_table = false;
        bool put = spot_put(flow, 0, block->at, block->text, block->length);
        flow->row++;
        return put;
    }
    if (flow->under_table) flow->row++;
    bool good = table_put(flow, block->table);
    flow->under_table = true;
    return good;
}

/* A row that only holds tables in place is as if it were not there: what it holds follows one after the other. */
static bool row_unfold(struct jx_flow *flow, const struct jx_flow_row *row) {
    for (const struct jx_flow_cell *cell = row->first; cell; cell = cell->next)
        for (const struct jx_flow_block *block = cell->blocks.first; block; block = block->next)
            if (!block_put(flow, block)) return false;
    return true;
}

static bool table_put(struct jx_flow *flow, const struct jx_flow_table *table) {
    struct place *places = NULL;
    uint32_t capacity = 0, open_count = 0;
    for (const struct jx_flow_row *row = table->first; row; row = row->next) {
        if (row->deleted) continue;
        if (flow->host->expired(flow->call)) return false;
        if (row_holds_tables(row)) {
            if (!open_close_all(flow, &open_count) || !row_unfold(flow, row)) return false;
            continue;
        }
        uint32_t count = row_places(flow, table, row, &places, &capacity);
        if (!row_put(flow, places, count, &open_count)) return false;
    }
    return open_close_all(flow, &open_count);
}

/* --- paragraphs without a table ---------------------------------------------------------------------------------- */

/* So many paragraphs with tabs are more than a note or two with its parts set apart. */
enum { TABBED_LEAST = 3 };

bool jx_flow_put(struct jx_flow *flow, struct jx_flow_block *block) {
    if (!flow->tables && !block->table) {
        flow->tabbed += memchr(block->text, '\t', block->length) ? 1 : 0;
        jx_flow_append(&flow->waiting, block, block);
        return true;
    }
    flow->tables = true;
    for (const struct jx_flow_block *line = flow->waiting.first; line; line = line->next)
        if (!block_put(flow, line)) return false;
    flow->waiting = (struct jx_flow_blocks){0};
    return block_put(flow, block);
}

/* A dump of a table that somebody has pasted: its lines are paragraphs. */
static enum jx_status text_read(struct jx_flow *flow) {
    uint32_t length;
    const char *text = jx_flow_text(flow, &flow->waiting, &length);
    if (!text) return JX_FAIL;
    const struct jx_input lines = {
        .name = flow->input->name,
        .extension = "txt",
        .bytes = (const unsigned char *)text,
        .length = length,
        .encoding = "UTF-8",
        .limits = flow->input->limits,
    };
    return flow->host->read_as(flow->call, "txt", &lines, flow->into);
}

/* Without a table a blank paragraph says something, too: it may end a row of cells that stand below one another. */
enum jx_status jx_flow_put_waiting(struct jx_flow *flow) {
    if (flow->tables) return JX_OK;
    if (flow->tabbed >= TABBED_LEAST && flow->traces) {
        JX_REPORT(flow->host, flow->call, JX_MSG_BLANK_TABS, NULL, "");
        return JX_FAIL;
    }
    if (flow->tabbed >= TABBED_LEAST) return text_read(flow);
    for (const struct jx_flow_block *line = flow->waiting.first; line; line = line->next) {
        if (line != flow->waiting.first) flow->row += line->blanks;
        flow->row += jx_flow_blank(line->text, line->length);
        if (!block_put(flow, line)) return JX_FAIL;
    }
    return JX_OK;
}

/*
 * Where the cells of a table stand, by the rules of HTML: a cell takes the first column that no cell from above
 * covers, and reaches down no further than its group of rows.
 */
#include "html.h"

/* What browsers allow a span to be; a wider one than PLAUSIBLE says nothing about how wide the table is. */
enum { COLUMNS_MOST = 1000, PLAUSIBLE = 32 };

/* The words collected, for a cell. In a list the same ones often stand in the cell above, and are kept once. */
static const char *cell_text(struct jx_html_page *page, uint32_t row, uint32_t column) {
    const struct jx_row *above = row > 0 ? &page->sheet->rows[row - 1] : NULL;
    const struct jx_cell *cell = above && column < above->count ? &above->cells[column] : NULL;
    uint32_t length = page->text.length;
    if (cell && cell->text && cell->length == length && !memcmp(cell->text, page->text.bytes, length))
        return cell->text;
    return page->host->text(page->call, page->text.bytes, length);
}

void jx_html_put(struct jx_html_page *page, uint32_t row, uint32_t column, bool filled, uint8_t flags) {
    const struct jx_host *host = page->host;
    if (page->stopped || (!filled && column < page->input->limits->columns)) return;
    if (!page->sheet)
        page->sheet = host->sheet(page->call, page->book, page->sheet_name ? page->sheet_name : "");
    struct jx_cell *cell = host->cell(page->call, page->sheet, row, column);
    if (!cell) {
        page->stopped = true;
    } else if (filled) {
        cell->text = cell_text(page, row, column);
        cell->length = (uint32_t)strlen(cell->text);
        cell->kind = flags & JX_HTML_NUMBER ? JX_CELL_NUMBER : JX_CELL_TEXT;
        cell->hidden =
            jx_unseen_note(&page->unseen, row, column, flags & JX_HTML_ROW_HIDDEN, flags & JX_HTML_HIDDEN);
        page->filled = true;
    }
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* A row gets its place in the sheet with its first cell, so that a table which only holds another one leaves none. */
static void place_row(struct jx_html_page *page, struct jx_html_table *table) {
    if (table->row_placed) return;
    table->sheet_row = page->next_row++;
    table->row_placed = true;
}

void jx_html_row_start(struct jx_html_page *page, struct jx_html_table *table) {
    jx_html_row_end(page, table);
    table->row_open = true;
    table->row_placed = table->resumed = table->row_hidden = false;
    table->column = 0;
}

void jx_html_row_end(struct jx_html_page *page, struct jx_html_table *table) {
    jx_html_cell_end(page, table);
    if (!table->row_open) return;
    if (!table->resumed && !table->row_hidden) place_row(page, table);
    table->row_open = false;
    table->ordinal++;
}

/* --- cells ------------------------------------------------------------------------------------------------------- */

static bool is_covered(const struct jx_html_table *table, uint32_t column) {
    if (column >= table->cover_count) return false;
    const struct jx_html_cover *cover = &table->covers[column];
    return cover->from >= table->group_first && cover->until > table->ordinal;
}

void jx_html_cell_start(struct jx_html_page *page, struct jx_html_table *table,
                        const struct jx_html_event *event) {
    jx_html_cell_end(page, table);
    if (!table->row_open) jx_html_row_start(page, table);
    while (is_covered(table, table->column)) table->column++;
    table->cell_open = true;
    table->rows = event->rows;
    table->columns = event->columns == 0 ? 1 : event->columns > COLUMNS_MOST ? COLUMNS_MOST : event->columns;
    table->flags = event->flags;
    table->row_hidden = (event->flags & JX_HTML_ROW_HIDDEN) != 0;
    if (jx_html_column_hidden(table, table->column)) table->flags |= JX_HTML_HIDDEN;
    for (uint32_t c = 1; c < table->columns; c++)
        if (is_covered(table, table->column + c)) table->columns = c;
    jx_html_text_clear(&page->text);
}

static void cover(struct jx_html_page *page, struct jx_html_table *table) {
    uint32_t until = table->rows == 0 || table->rows > UINT32_MAX - table->ordinal
                         ? UINT32_MAX
                         : table->ordinal + table->rows;
    for (uint32_t c = table->column; c < table->column + table->columns; c++) {
        for (; table->cover_count <= c; table->cover_count++) {
            table->covers = page->host->grow(page->call, table->covers, table->cover_count,
                                             &table->cover_capacity, sizeof *table->covers);
            table->covers[table->cover_count] = (struct jx_html_cover){0, 0};
        }
        table->covers[c] = (struct jx_html_cover){table->ordinal, until};
    }
}

static void remember_merge(struct jx_html_page *page, struct jx_html_table *table) {
    table->merges = page->host->grow(page->call, table->merges, table->merge_count, &table->merge_capacity,
                                     sizeof *table->merges);
    table->merges[table->merge_count++] = (struct jx_merge){
        table->sheet_row, table->column, table->rows == 0 ? UINT32_MAX : table->rows, table->columns};
}

void jx_html_cell_end(struct jx_html_page *page, struct jx_html_table *table) {
    if (!table->cell_open) return;
    table->cell_open = false;
    bool filled = jx_html_text_finish(&page->text);
    bool loose = table->flags & JX_HTML_LOOSE;
    if (filled || (!table->resumed && !table->row_hidden)) {
        place_row(page, table);
        jx_html_put(page, table->sheet_row, table->column, filled, table->flags);
        if (!loose && (table->rows != 1 || table->columns != 1)) remember_merge(page, table);
    }
    if (table->rows != 1) cover(page, table);
    uint32_t counted = table->columns > PLAUSIBLE || loose ? 1 : table->columns;
    if (table->column + counted > table->width) table->width = table->column + counted;
    table->column += table->columns;
    jx_html_text_clear(&page->text);
}

/* --- ends -------------------------------------------------------------------------------------------------------- */

/* Lets no merge of the rows since the last end reach below them. */
static void settle_rows(struct jx_html_page *page, struct jx_html_table *table) {
    for (; table->run_first < table->merge_count; table->run_first++) {
        struct jx_merge *merge = &table->merges[table->run_first];
        if (merge->rows > page->next_row - merge->row) merge->rows = page->next_row - merge->row;
    }
}

void jx_html_group_end(struct jx_html_page *page, struct jx_html_table *table) {
    jx_html_row_end(page, table);
    settle_rows(page, table);
    table->group_first = table->ordinal;
}

void jx_html_table_cut(struct jx_html_page *page, struct jx_html_table *table) {
    if (table->cell_open) {
        /* What the cell says before the cut stands in its place; the rest will stand below. */
        if (jx_html_text_finish(&page->text)) {
            place_row(page, table);
            jx_html_put(page, table->sheet_row, table->column, true,
                        table->flags & (JX_HTML_HIDDEN | JX_HTML_ROW_HIDDEN));
        }
        jx_html_text_clear(&page->text);
        table->rows = table->columns = 1;
    }
    settle_rows(page, table);
    table->row_placed = false;
    table->resumed = true;
}

void jx_html_table_end(struct jx_html_page *page, struct jx_html_table *table) {
    jx_html_group_end(page, table);
    uint32_t width = table->width > table->declared ? table->width : table->declared;
    /* A table of which no cell was placed may have left no sheet. */
    for (uint32_t i = 0; i < table->merge_count && page->sheet && !page->stopped; i++) {
        struct jx_merge *merge = &table->merges[i];
        if (merge->columns > width - merge->column) merge->columns = width - merge->column;
        if (page->host->expired(page->call)) page->stopped = true;
        if ((merge->rows > 1 || merge->columns > 1) &&
            page->host->merge(page->call, page->sheet, merge) >= JX_FAIL)
            page->stopped = true;
    }
    table->merge_count = table->run_first = 0;
}

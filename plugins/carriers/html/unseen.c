/*
 * What of a page is hidden: rows, columns and cells of its tables, which are read like those of workbooks, and other text,
 * which is not.
 */
#include "html.h"

#include <stdio.h>

bool jx_html_column_hidden(const uint64_t columns[JX_HTML_UNSEEN_WORDS], uint32_t column) {
    return column < 64 * JX_HTML_UNSEEN_WORDS && (columns[column / 64] >> column % 64 & 1) != 0;
}

void jx_html_note_hidden(struct jx_html_page *page, uint32_t row, uint32_t column, uint8_t flags,
                         struct jx_cell *cell) {
    if (flags & JX_HTML_HIDDEN) cell->hidden = JX_HIDDEN_COLUMN;
    if (flags & JX_HTML_ROW_HIDDEN) cell->hidden |= JX_HIDDEN_ROW;
    if (flags & JX_HTML_ROW_HIDDEN) {
        if (page->unseen.rows > 0 && page->unseen.last_row == row) return;
        if (page->unseen.rows++ == 0) page->unseen.first_row = row;
        page->unseen.last_row = row;
    } else if (flags & JX_HTML_HIDDEN && column < 64 * JX_HTML_UNSEEN_WORDS) {
        page->unseen.columns[column / 64] |= (uint64_t)1 << column % 64;
    }
}

void jx_html_tell_hidden(struct jx_html_page *page) {
    struct jx_place place = {.sheet = page->sheet ? page->sheet->name : NULL};
    char count[24], first[24], name[4];
    uint32_t columns = 0, leftmost = 0;
    for (uint32_t column = 64 * JX_HTML_UNSEEN_WORDS; column-- > 0;)
        if (jx_html_column_hidden(page->unseen.columns, column)) {
            columns++;
            leftmost = column;
        }
    bool shown = !page->sheet || !page->sheet->hidden;
    if (shown && page->unseen.rows > 0) {
        snprintf(count, sizeof count, "%u", page->unseen.rows);
        snprintf(first, sizeof first, "%u", page->unseen.first_row + 1);
        JX_REPORT(page->host, page->call, JX_MSG_ROWS_HIDDEN, &place, count, first);
    }
    if (shown && columns > 0) {
        snprintf(count, sizeof count, "%u", columns);
        snprintf(name, sizeof name, "%c", (char)('A' + leftmost % 26));
        if (leftmost >= 26)
            snprintf(name, sizeof name, "%c%c", (char)('A' + (leftmost / 26 - 1) % 26),
                     (char)('A' + leftmost % 26));
        JX_REPORT(page->host, page->call, JX_MSG_COLUMNS_HIDDEN, &place, count, name);
    }
    if (page->unseen.texts > 0) {
        snprintf(count, sizeof count, "%llu", (unsigned long long)page->unseen.texts);
        JX_REPORT(page->host, page->call, JX_MSG_DOCUMENT_HIDDEN, NULL, count);
    }
    memset(&page->unseen, 0, sizeof page->unseen);
}

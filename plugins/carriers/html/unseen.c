/*
 * What of a page is hidden: rows, columns and cells of its tables, which are read like those of workbooks, and other text,
 * which is not.
 */
#include "html.h"

#include <stdio.h>

bool jx_html_column_hidden(const struct jx_html_table *table, uint32_t column) {
    return column < 64 * JX_HTML_UNSEEN_WORDS && (table->unseen[column / 64] >> column % 64 & 1) != 0;
}

void jx_html_tell_hidden(struct jx_html_page *page) {
    char count[24];
    if (page->sheet) jx_unseen_tell(&page->unseen, page->host, page->call, page->sheet);
    if (page->unseen_texts > 0) {
        snprintf(count, sizeof count, "%llu", (unsigned long long)page->unseen_texts);
        JX_REPORT(page->host, page->call, JX_MSG_DOCUMENT_HIDDEN, NULL, count);
    }
    if (page->struck_texts > 0) {
        snprintf(count, sizeof count, "%llu", (unsigned long long)page->struck_texts);
        JX_REPORT(page->host, page->call, JX_MSG_DOCUMENT_STRUCK, NULL, count);
    }
    memset(&page->unseen, 0, sizeof page->unseen);
    page->unseen_texts = page->struck_texts = 0;
}

/*
 * Lines outside of tables. Each is a row of one cell, but not before the page shows whether it has tables at all: one
 * without any may be a dump of a table that somebody has put on a page as it was, in <pre>, where tabs part cells and
 * blank lines rows.
 */
#include "html.h"

#include <stdlib.h>

/* So many lines with tabs are more than a note or two with its parts set apart. */
enum { TABBED_LEAST = 3 };

static void release(void *thing) {
    struct jx_html_lines *lines = thing;
    free(lines->bytes);
    *lines = (struct jx_html_lines){.deferred = true};
}

/* A page of lines only is kept twice while it is read, here and in its cells: not in the document's memory as well. */
static void add(struct jx_html_page *page, const char *bytes, size_t length) {
    struct jx_html_lines *lines = &page->lines;
    if (!lines->deferred) page->host->defer(page->call, release, lines);
    lines->deferred = true;
    if (length > lines->capacity - lines->length) {
        size_t capacity = lines->capacity + lines->capacity / 2 + length;
        char *larger = realloc(lines->bytes, capacity);
        if (!larger) {
            page->stopped = page->starved = true;
            return;
        }
        lines->bytes = larger;
        lines->capacity = capacity;
    }
    memcpy(lines->bytes + lines->length, bytes, length);
    lines->length += length;
}

void jx_html_put_line(struct jx_html_page *page, bool blank) {
    struct jx_html_text *text = &page->text;
    bool tab = text->length > 0 && memchr(text->bytes, '\t', text->length);
    bool some = text->length > 0;
    bool filled = jx_html_text_finish(text);
    if (page->tabled) {
        if (filled) jx_html_put(page, page->next_row++, 0, true, 0);
    } else if (filled || some || blank) {
        if (filled)
            add(page, text->bytes, text->length);
        else if (tab)
            add(page, "\t", 1);
        add(page, "\n", 1);
        page->lines.tabbed += tab;
        page->filled = page->filled || filled;
    }
    jx_html_text_clear(text);
}

static bool is_blank(const char *line, uint32_t length) {
    return length == 0 || (length == 1 && *line == '\t');
}

/* Makes rows of the lines; with `blanks`, of the blank ones, too. */
static void put_rows(struct jx_html_page *page, bool blanks) {
    struct jx_html_text text = page->text;
    const char *at = page->lines.bytes, *end = at ? at + page->lines.length : at;
    while (at < end && !page->stopped) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        uint32_t length = (uint32_t)(stop - at);
        page->text =
            (struct jx_html_text){.bytes = page->lines.bytes + (at - page->lines.bytes), .length = length};
        if (!is_blank(at, length))
            jx_html_put(page, page->next_row++, 0, true, 0);
        else
            page->next_row += blanks;
        at = stop + 1;
    }
    page->text = text;
    release(&page->lines);
}

void jx_html_lines_settle(struct jx_html_page *page) {
    if (page->tabled) return;
    page->tabled = true;
    put_rows(page, false);
}

enum jx_status jx_html_lines_end(struct jx_html_page *page) {
    if (page->tabled) return JX_OK;
    if (page->lines.tabbed < TABBED_LEAST) {
        put_rows(page, true);
        return page->stopped ? JX_FAIL : JX_OK;
    }
    const struct jx_input lines = {
        .name = page->input->name,
        .extension = "txt",
        .bytes = (const unsigned char *)page->lines.bytes,
        .length = page->lines.length,
        .encoding = "UTF-8",
        .limits = page->input->limits,
    };
    return page->host->read_as(page->call, "txt", &lines, page->book);
}

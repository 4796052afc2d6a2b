/*
 * What stands outside of tables: titles, notes, signatures. A line is cut where a gap is wide.
 */
#include "core/base/arena.h"
#include "plugins/carriers/pdf/helper/block.h"
#include "plugins/carriers/pdf/helper/line.h"

static void add_segment(struct pdf_document *document, struct pdf_block *block, const struct pdf_line *line,
                        uint32_t first, uint32_t last) {
    while (last > first && pdf_blank(line->glyphs[last - 1]->text[0])) last--;
    while (first < last && pdf_blank(line->glyphs[first]->text[0])) first++;
    if (first == last) return;
    struct pdf_text text = {.arena = document->arena};
    pdf_line_print(&text, line, first, last);
    block->segments = jx_arena_grow32(document->arena, block->segments, block->segment_count,
                                      &block->segment_capacity, sizeof *block->segments);
    block->segments[block->segment_count++] =
        (struct pdf_segment){line->glyphs[first]->left, line->glyphs[last - 1]->right, pdf_text_end(&text)};
}

/* The text of all segments without blanks and digits: what lines of the same kind share. */
static const char *key_of(struct pdf_document *document, const struct pdf_block *block) {
    struct pdf_text key = {.arena = document->arena};
    for (uint32_t i = 0; i < block->segment_count; i++)
        for (const char *at = block->segments[i].text; *at != '\0'; at++)
            if ((unsigned char)*at > ' ' && (*at < '0' || *at > '9')) {
                char one[2] = {*at, '\0'};
                pdf_text_add(&key, one);
            }
    return pdf_text_end(&key);
}

static void add_line(struct pdf_document *document, const struct pdf_page *page,
                     const struct pdf_line *line) {
    const double wide = 2.2;
    struct pdf_block *block = pdf_block_add(document, page);
    block->box = (struct pdf_box){line->left, line->top, line->right, line->bottom};
    block->size = line->size;
    uint32_t first = line->first;
    for (uint32_t i = line->first; i < line->last; i++) {
        bool end = i + 1 == line->last;
        if (!end && line->glyphs[i + 1]->left - line->glyphs[i]->right <= wide * line->size) continue;
        add_segment(document, block, line, first, i + 1);
        first = i + 1;
    }
    block->key = key_of(document, block);
}

void pdf_find_lines(struct pdf_document *document, struct pdf_page *page) {
    struct pdf_glyph **glyphs =
        jx_arena_alloc(page->arena, (page->glyph_count + 1) * sizeof(struct pdf_glyph *));
    struct pdf_line *lines;
    uint32_t glyph_count = 0;
    for (uint32_t i = 0; i < page->glyph_count; i++)
        if ((page->glyphs[i].flags & PDF_TAKEN) == 0) glyphs[glyph_count++] = &page->glyphs[i];
    uint32_t count = pdf_lines(page->arena, glyphs, glyph_count, &lines);
    for (uint32_t i = 0; i < count; i++) add_line(document, page, &lines[i]);
}

/*
 * What stands outside of tables: titles, notes, signatures. A line is cut where a gap is wide.
 */
#include <stdlib.h>
#include <string.h>

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

void pdf_add_segments(struct pdf_document *document, struct pdf_block *block, const struct pdf_block *more) {
    for (uint32_t i = 0; i < more->segment_count; i++) {
        block->segments = jx_arena_grow32(document->arena, block->segments, block->segment_count,
                                          &block->segment_capacity, sizeof *block->segments);
        block->segments[block->segment_count++] = more->segments[i];
    }
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

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* How many bytes at `at` are digits and the blanks around them. */
static size_t number_length(const char *at) {
    return strspn(at, "0123456789 ");
}

/* How many bytes of 第 1 页, 共 2 页, 第1/2页 stand at `at`; 0: none. */
static size_t chinese_number(const char *at) {
    static const char *const begins[] = {"第", "共"};
    const char *end = NULL;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (strncmp(at, begins[i], strlen(begins[i])) == 0) end = at + strlen(begins[i]);
    if (!end) return 0;
    if (number_length(end) == 0) return 0;
    end += number_length(end);
    if (*end == '/') end += 1 + number_length(end + 1);
    return strncmp(end, "页", strlen("页")) == 0 ? (size_t)(end - at) : 0;
}

/* How many bytes of 1/3 stand at `at`, parted from other words by blanks; 0: none. */
static size_t fraction(const char *text, const char *at) {
    size_t first = strspn(at, "0123456789");
    if (first == 0 || first > 4 || at[first] != '/' || (at > text && at[-1] != ' ')) return 0;
    size_t second = strspn(at + first + 1, "0123456789"), all = first + 1 + second;
    if (second == 0 || second > 4 || (at[all] != '\0' && at[all] != ' ')) return 0;
    return strtoul(at, NULL, 10) <= strtoul(at + first + 1, NULL, 10) ? all : 0;
}

/* Whether a text is a page's number and nothing else: 3, - 3 -. A longer number is one of something else. */
static bool is_number_alone(const char *text) {
    size_t digits = 0;
    for (; *text != '\0'; text++) {
        if (!is_digit(*text) && *text != ' ' && *text != '-') return false;
        digits += is_digit(*text);
    }
    return digits > 0 && digits < 5;
}

/* The text of all segments without blanks and numbers of pages: what a line says that is printed on every page. Any other number
 * is what it says: 管网改造1期 and 管网改造2期 are two projects. */
static const char *said_by(struct pdf_document *document, const struct pdf_block *block) {
    struct pdf_text said = {.arena = document->arena};
    for (uint32_t i = 0; i < block->segment_count; i++) {
        const char *text = block->segments[i].text;
        if (is_number_alone(text)) continue;
        for (const char *at = text; *at != '\0';) {
            size_t number = chinese_number(at);
            if (number == 0) number = fraction(text, at);
            char one[2] = {*at, '\0'};
            if (number == 0 && (unsigned char)*at > ' ') pdf_text_add(&said, one);
            at += number > 0 ? number : 1;
        }
    }
    return pdf_text_end(&said);
}

/* The box around a line as it stands on the page, before its glyphs were turned. */
static struct pdf_box box_of(const struct pdf_line *line, int turn) {
    struct pdf_box box = {line->left, line->top, line->right, line->bottom};
    switch (turn) {
    case PDF_DOWN: return (struct pdf_box){-box.bottom, box.left, -box.top, box.right};
    case PDF_UP: return (struct pdf_box){box.top, -box.right, box.bottom, -box.left};
    case PDF_LEFT: return (struct pdf_box){-box.right, -box.bottom, -box.left, -box.top};
    default: return box;
    }
}

static void add_line(struct pdf_document *document, const struct pdf_page *page, const struct pdf_line *line,
                     int turn) {
    const double wide = 2.2;
    struct pdf_block *block = pdf_block_add(document, page);
    block->box = box_of(line, turn);
    block->size = line->size;
    uint32_t first = line->first;
    for (uint32_t i = line->first; i < line->last; i++) {
        bool end = i + 1 == line->last;
        if (!end && line->glyphs[i + 1]->left - line->glyphs[i]->right <= wide * line->size) continue;
        add_segment(document, block, line, first, i + 1);
        first = i + 1;
    }
    block->key = key_of(document, block);
    block->said = said_by(document, block);
}

/* The lines of one direction. */
static void find_turned(struct pdf_document *document, struct pdf_page *page, int turn) {
    struct pdf_glyph **glyphs = NULL;
    struct pdf_line *lines;
    uint32_t count = 0, capacity = 0;
    for (uint32_t i = 0; i < page->glyph_count; i++) {
        struct pdf_glyph *glyph = &page->glyphs[i];
        if ((glyph->flags & PDF_TAKEN) != 0 || glyph->turn != turn) continue;
        if (turn != PDF_RIGHT) *glyph = pdf_turned_back(glyph, turn);
        glyphs = jx_arena_grow32(page->arena, glyphs, count, &capacity, sizeof(struct pdf_glyph *));
        glyphs[count++] = glyph;
    }
    uint32_t line_count = pdf_lines(page->arena, glyphs, count, &lines);
    for (uint32_t i = 0; i < line_count; i++) add_line(document, page, &lines[i], turn);
}

/* The glyphs are of no use to anybody else afterwards. */
void pdf_find_lines(struct pdf_document *document, struct pdf_page *page) {
    for (int turn = PDF_RIGHT; turn <= PDF_UP; turn++) find_turned(document, page, turn);
}

/*
 * Tables that no lines make: columns are where nothing stands over several lines, the rivers between the words. Never certain.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "plugins/carriers/pdf/helper/block.h"
#include "plugins/carriers/pdf/helper/line.h"

enum { MOST_COLUMNS = 62, WIDEST_PAGE = 20000 };

/* The columns of a page, a point wide each, that some glyph covers. */
struct cover {
    unsigned char *covered;
    uint32_t width;
};

static struct cover cover_new(const struct pdf_page *page) {
    double width = fmin(fmax(page->width, 1), WIDEST_PAGE);
    struct cover cover = {NULL, (uint32_t)width + 1};
    cover.covered = jx_arena_alloc(page->arena, cover.width);
    return cover;
}

static void cover_glyph(const struct cover *cover, const struct pdf_glyph *glyph) {
    if (pdf_blank(glyph->text[0]) || glyph->right < 0 || glyph->left >= cover->width) return;
    uint32_t from = (uint32_t)fmax(0, glyph->left), to = (uint32_t)fmin(cover->width - 1, glyph->right);
    for (uint32_t x = from; x <= to; x++) cover->covered[x] = 1;
}

/* Lines down through the middle of the rivers that are at least `least` wide, between two sides. */
static uint32_t find_columns(const struct cover *cover, const struct pdf_box *box, double least,
                             struct pdf_rule *rules) {
    const double margin = 4;
    uint32_t count = 0, from = (uint32_t)fmax(0, box->left), start = 0;
    bool open = false;
    rules[count++] = (struct pdf_rule){.at = box->left};
    for (uint32_t x = from; x <= box->right && x < cover->width && count < MOST_COLUMNS; x++) {
        if (cover->covered[x] == 0) {
            if (!open) start = x;
            open = true;
            continue;
        }
        if (open && start > box->left + margin && x - start >= least)
            rules[count++] = (struct pdf_rule){.at = (start + x) / 2.0};
        open = false;
    }
    rules[count++] = (struct pdf_rule){.at = box->right};
    for (uint32_t i = 0; i < count; i++) {
        rules[i].from = box->top;
        rules[i].to = box->bottom;
        rules[i].width = 1;
    }
    return count;
}

/* --- no lines at all --------------------------------------------------------------------------------------------- */

/* How many parts a line has that stand apart. */
static uint32_t part_count(const struct pdf_line *line) {
    const double apart = 1.1;
    uint32_t parts = 1;
    for (uint32_t i = line->first + 1; i < line->last; i++)
        parts += line->glyphs[i]->left - line->glyphs[i - 1]->right > apart * line->size;
    return parts;
}

/* The last line of a block of lines that follow one another closely, in letters of one size. */
static uint32_t block_end(const struct pdf_line *lines, uint32_t count, uint32_t first) {
    const double close = 2.4, size = 2.5;
    uint32_t last = first;
    while (last + 1 < count && lines[last + 1].top - lines[last].bottom < close * lines[last].size &&
           fabs(lines[last + 1].size - lines[last].size) < size)
        last++;
    return last;
}

/* The lines between rows. Where lines stand at two distances, the wider one parts rows. */
static uint32_t part_rows(const struct pdf_line *lines, uint32_t count, const struct pdf_box *box,
                          struct pdf_rule *rules) {
    const double unlike = 1.3, tight = 1.75;
    double nearest = INFINITY, widest = 0;
    uint32_t made = 0;
    for (uint32_t i = 0; i + 1 < count; i++) {
        nearest = fmin(nearest, lines[i + 1].y - lines[i].y);
        widest = fmax(widest, lines[i + 1].y - lines[i].y);
    }
    bool two = widest > unlike * nearest && nearest < tight * lines[0].size;
    rules[made++].at = box->top;
    for (uint32_t i = 0; i + 1 < count; i++)
        if (!two || lines[i + 1].y - lines[i].y > (nearest + widest) / 2 - 0.01)
            rules[made++].at = (lines[i].bottom + lines[i + 1].top) / 2;
    rules[made++].at = box->bottom;
    for (uint32_t i = 0; i < made; i++) {
        rules[i].from = box->left;
        rules[i].to = box->right;
        rules[i].width = 1;
        rules[i].horizontal = true;
    }
    return made;
}

static void make_rivers(struct pdf_document *document, struct pdf_page *page, const struct pdf_line *lines,
                        uint32_t count) {
    const double margin = 3, above = 2, least = 0.6;
    struct pdf_box box = {INFINITY, lines[0].top - above, -INFINITY, lines[count - 1].bottom + above};
    struct pdf_rule columns[MOST_COLUMNS + 2],
        *rules = jx_arena_alloc(page->arena, (count + 2) * sizeof *rules);
    struct cover cover = cover_new(page);
    for (uint32_t i = 0; i < count; i++) {
        box.left = fmin(box.left, lines[i].left - margin);
        box.right = fmax(box.right, lines[i].right + margin);
        for (uint32_t k = lines[i].first; k < lines[i].last; k++) cover_glyph(&cover, lines[i].glyphs[k]);
    }
    uint32_t column_count = find_columns(&cover, &box, least * lines[0].size, columns);
    uint32_t rule_count = part_rows(lines, count, &box, rules);
    struct pdf_lattice lattice = {rules, columns, rule_count, column_count, box, 1u << PDF_DOUBT_RIVERS};
    if (column_count >= 3 && rule_count >= 3) pdf_make_table(document, page, &lattice, false);
}

/* Looks at one block: most of its lines, three at least, are in parts. Lines of one part at its ends are prose. */
static void try_block(struct pdf_document *document, struct pdf_page *page, const struct pdf_line *lines,
                      uint32_t count) {
    enum { FEWEST_LINES = 3 };
    const double prose = 200;
    uint32_t parted = 0, first = 0, last = count - 1;
    for (uint32_t i = 0; i < count; i++) parted += part_count(&lines[i]) > 1;
    while (first < last && part_count(&lines[first]) < 2) first++;
    while (last > first && part_count(&lines[last]) < 2 && lines[last].right - lines[last].left > prose)
        last--;
    count = last - first + 1;
    if (parted >= FEWEST_LINES && parted * 2 >= count && count >= FEWEST_LINES)
        make_rivers(document, page, lines + first, count);
}

void pdf_find_rivers(struct pdf_document *document, struct pdf_page *page) {
    struct pdf_glyph **glyphs =
        jx_arena_alloc(page->arena, (page->glyph_count + 1) * sizeof(struct pdf_glyph *));
    struct pdf_line *lines;
    uint32_t glyph_count = 0;
    if (page->tables > 0) return;
    for (uint32_t i = 0; i < page->glyph_count; i++) {
        struct pdf_glyph *glyph = &page->glyphs[i];
        if ((glyph->flags & PDF_TAKEN) == 0 && glyph->turn == PDF_RIGHT) glyphs[glyph_count++] = glyph;
    }
    uint32_t count = pdf_lines(page->arena, glyphs, glyph_count, &lines);
    for (uint32_t first = 0, last; first < count; first = last + 1) {
        last = block_end(lines, count, first);
        try_block(document, page, lines + first, last - first + 1);
    }
}

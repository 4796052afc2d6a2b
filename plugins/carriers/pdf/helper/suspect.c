/*
 * What a table looks like that may say something else than its words do: a line drawn through them, a picture over its cells, a
 * line that is missing between two of its rows or columns.
 */
#include <math.h>

#include "core/base/arena.h"
#include "plugins/carriers/pdf/helper/block.h"
#include "plugins/carriers/pdf/helper/line.h"

/* --- lines through words ----------------------------------------------------------------------------------------- */

static bool is_near_side(const struct pdf_block *block, double at) {
    const double near = 1.5;
    for (uint32_t i = 0; i <= block->column_count; i++)
        if (fabs(block->sides[i] - at) < near) return true;
    return false;
}

/* Whether a line across lies in the table and ends within its cells: a line of the table ends at a side. */
static bool is_loose(const struct pdf_block *block, const struct pdf_rule *rule) {
    const struct pdf_box *box = &block->box;
    return rule->horizontal && !rule->gone && rule->at > box->top && rule->at < box->bottom &&
           rule->from > box->left && rule->to < box->right && !is_near_side(block, rule->from) &&
           !is_near_side(block, rule->to);
}

/* Whether it runs through a glyph's middle, over most of its width. */
static bool strikes(const struct pdf_rule *rule, const struct pdf_glyph *glyph) {
    const double middle = 0.2, most = 0.6;
    double over = fmin(rule->to, glyph->right) - fmax(rule->from, glyph->left);
    return glyph->turn == PDF_RIGHT && !pdf_blank(glyph->text[0]) &&
           fabs(rule->at - glyph->y) < middle * glyph->size && over > most * (glyph->right - glyph->left);
}

/* The words that a line runs through: where they begin and end, how large they are. */
struct words {
    double left, right, size;
    uint32_t count;
};

static struct words words_under(const struct pdf_rule *rule, struct pdf_glyph *const *glyphs,
                                uint32_t count) {
    struct words words = {.left = INFINITY, .right = -INFINITY};
    for (uint32_t i = 0; i < count; i++) {
        if (!strikes(rule, glyphs[i])) continue;
        words.left = fmin(words.left, glyphs[i]->left);
        words.right = fmax(words.right, glyphs[i]->right);
        words.size = fmax(words.size, glyphs[i]->size);
        words.count++;
    }
    return words;
}

/* Whether a line was drawn to strike words out: it begins and ends with them, and at no side of a cell. */
static bool is_sure(const struct pdf_block *block, const struct pdf_rule *rule, const struct words *words) {
    const double same = 0.4, apart = 0.6;
    const struct pdf_box *box = &block->box;
    if (words->count == 0 || fabs(rule->from - words->left) > same * words->size ||
        fabs(rule->to - words->right) > same * words->size || rule->from < box->left || rule->to > box->right)
        return false;
    for (uint32_t i = 0; i <= block->column_count; i++)
        if (fabs(block->sides[i] - rule->from) < apart || fabs(block->sides[i] - rule->to) < apart)
            return false;
    return true;
}

uint32_t pdf_drop_struck(struct pdf_page *page, struct pdf_block *block, struct pdf_glyph **glyphs,
                         uint32_t count) {
    for (uint32_t i = 0; i < page->rule_count; i++) {
        const struct pdf_rule *rule = &page->rules[i];
        uint32_t kept = 0;
        if (!rule->horizontal || rule->gone || rule->at < block->box.top || rule->at > block->box.bottom)
            continue;
        if (!pdf_page_work(page, count)) return count;
        const struct words words = words_under(rule, glyphs, count);
        if (!is_sure(block, rule, &words)) continue;
        for (uint32_t k = 0; k < count; k++)
            if (!strikes(rule, glyphs[k])) glyphs[kept++] = glyphs[k];
        count = kept;
        block->struck++;
        block->doubts |= 1u << PDF_DOUBT_DELETED;
    }
    return count;
}

static bool has_struck(struct pdf_page *page, const struct pdf_block *block, struct pdf_glyph *const *glyphs,
                       uint32_t count) {
    for (uint32_t i = 0; i < page->rule_count; i++) {
        if (!is_loose(block, &page->rules[i])) continue;
        if (!pdf_page_work(page, count)) return false;
        for (uint32_t k = 0; k < count; k++)
            if (strikes(&page->rules[i], glyphs[k])) return true;
    }
    return false;
}

/* --- pictures ---------------------------------------------------------------------------------------------------- */

/* Whether a picture covers most of a cell that has no text: it may show one. A picture of the whole page is paper. */
static bool is_pictured(const struct pdf_page *page, const struct pdf_box *picture,
                        const struct pdf_box *cell) {
    const double whole = 0.8, most = 0.6;
    double width = picture->right - picture->left, height = picture->bottom - picture->top;
    double x = fmin(picture->right, cell->right) - fmax(picture->left, cell->left);
    double y = fmin(picture->bottom, cell->bottom) - fmax(picture->top, cell->top);
    if (width * height > whole * page->width * page->height || x <= 0 || y <= 0) return false;
    return x * y > most * (cell->right - cell->left) * (cell->bottom - cell->top);
}

static bool has_pictured(struct pdf_page *page, const struct pdf_block *block) {
    for (uint32_t i = 0; i < page->picture_count; i++) {
        if (!pdf_page_work(page, block->cell_count)) return false;
        for (uint32_t k = 0; k < block->cell_count; k++) {
            const struct pdf_cell *cell = &block->cells[k];
            struct pdf_box box = {cell->left, block->tops[cell->row], cell->right,
                                  block->tops[cell->row + cell->rows]};
            if (*cell->text == '\0' && is_pictured(page, &page->pictures[i], &box)) return true;
        }
    }
    return false;
}

/* --- missing lines ----------------------------------------------------------------------------------------------- */

/* Where the glyphs of a cell stand: the heights of its first and last line, and whether there is nothing between. */
struct heights {
    double first, last, size;
    bool between;
    uint32_t count;
};

static struct heights *measure_cells(struct pdf_page *page, const struct pdf_block *block,
                                     struct pdf_glyph *const *glyphs, uint32_t count) {
    const double line = 0.5;
    struct heights *all = jx_arena_alloc(page->arena, (block->cell_count + 1) * sizeof *all);
    for (uint32_t i = 0; i < count; i++) {
        const struct pdf_glyph *glyph = glyphs[i];
        struct heights *cell = &all[glyph->cell];
        if (pdf_blank(glyph->text[0])) continue;
        bool first = cell->count++ == 0;
        cell->first = first ? glyph->y : fmin(cell->first, glyph->y);
        cell->last = first ? glyph->y : fmax(cell->last, glyph->y);
        cell->size = fmax(cell->size, glyph->size);
    }
    for (uint32_t i = 0; i < count; i++) {
        struct heights *cell = &all[glyphs[i]->cell];
        if (glyphs[i]->y > cell->first + line * cell->size && glyphs[i]->y < cell->last - line * cell->size)
            cell->between = true;
    }
    return all;
}

/* Whether all texts of a row, three at the least, have two lines at the same two heights, with room for another one between: two
 * rows without a line between them. */
static bool is_double_row(const struct pdf_block *block, const struct heights *heights, uint32_t row) {
    enum { FEWEST = 3 };
    const double far = 1.8, same = 1;
    const struct heights *like = NULL;
    uint32_t found = 0;
    for (uint32_t i = 0; i < block->cell_count; i++) {
        const struct heights *cell = &heights[i];
        if (block->cells[i].row != row || block->cells[i].rows > 1 || cell->count == 0) continue;
        if (!like) like = cell;
        if (cell->between || cell->last - cell->first < far * cell->size ||
            fabs(cell->first - like->first) > same || fabs(cell->last - like->last) > same)
            return false;
        found++;
    }
    return found >= FEWEST;
}

/* Whether a glyph may stand in an amount of money. */
static bool is_of_amount(const struct pdf_glyph *glyph) {
    uint32_t c = glyph->text[0];
    return (c >= '0' && c <= '9') || c == ',' || c == '.' || c == 0xFF0C;
}

/* Whether a side of other rows runs through a cell, with words without a number before it and an amount alone behind it. */
static bool is_double_cell(const struct pdf_block *block, uint32_t index, struct pdf_glyph *const *glyphs,
                           uint32_t count) {
    const struct pdf_cell *cell = &block->cells[index];
    for (uint32_t side = cell->column + 1; side < cell->column + cell->columns; side++) {
        uint32_t words = 0, digits = 0;
        bool mixed = false;
        for (uint32_t i = 0; i < count && !mixed; i++) {
            const struct pdf_glyph *glyph = glyphs[i];
            if (glyph->cell != index || pdf_blank(glyph->text[0])) continue;
            bool behind = glyph->left >= block->sides[side];
            mixed = behind != is_of_amount(glyph) || (!behind && glyph->right > block->sides[side]);
            words += !behind;
            digits += behind;
        }
        if (!mixed && words > 1 && digits > 0) return true;
    }
    return false;
}

static bool lacks_line(struct pdf_page *page, const struct pdf_block *block, struct pdf_glyph *const *glyphs,
                       uint32_t count) {
    const struct heights *heights = measure_cells(page, block, glyphs, count);
    for (uint32_t row = 0; row < block->row_count; row++) {
        if (!pdf_page_work(page, block->cell_count)) return false;
        if (is_double_row(block, heights, row)) return true;
    }
    for (uint32_t i = 0; i < block->cell_count; i++) {
        if (block->cells[i].columns < 2 || heights[i].count == 0) continue;
        if (!pdf_page_work(page, count)) return false;
        if (is_double_cell(block, i, glyphs, count)) return true;
    }
    return false;
}

void pdf_suspect(struct pdf_page *page, struct pdf_block *block, struct pdf_glyph *const *glyphs,
                 uint32_t count) {
    if (has_struck(page, block, glyphs, count)) block->doubts |= 1u << PDF_DOUBT_STRUCK;
    if (has_pictured(page, block)) block->doubts |= 1u << PDF_DOUBT_PICTURE;
    if (lacks_line(page, block, glyphs, count)) block->doubts |= 1u << PDF_DOUBT_MISSING;
}

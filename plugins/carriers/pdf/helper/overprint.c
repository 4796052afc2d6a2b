/*
 * Texts that are printed over one another, because rows were too low for them when a spreadsheet program printed: no reader
 * of the paper could tell them apart. The order of painting can: a program paints one cell after the other.
 */
#include <math.h>
#include <stdlib.h>

#include "core/base/arena.h"
#include "plugins/carriers/pdf/helper/block.h"

/* Glyphs that were painted one after the other as the lines of one cell, from above to below. */
struct stack {
    uint32_t first, count; /* of the table's glyphs, in painting order */
    double top, bottom, left, right;
    double line; /* the height of its last line */
    double line_left, line_right;
    double size;
};

/* Which part of a stack stands in its own cell, by how the cells are aligned. */
enum alignment { ALIGN_MIDDLE, ALIGN_BOTTOM, ALIGN_TOP, ALIGN_COUNT };

struct overprint {
    struct pdf_page *page;
    const struct pdf_block *block;
    struct pdf_glyph **glyphs;
    uint32_t glyph_count;
    const double *rows; /* where rows begin, and the last one ends */
    struct stack *stacks;
    uint32_t stack_count, stack_capacity;
};

static bool covers(const struct pdf_glyph *one, const struct pdf_glyph *other) {
    const double much = 0.5, near = 0.6;
    double shared = fmin(one->right, other->right) - fmax(one->left, other->left);
    double width = fmin(one->right - one->left, other->right - other->left);
    return one->show != other->show && shared > much * width &&
           fabs(one->y - other->y) < near * fmin(one->size, other->size) && one->text[0] != other->text[0] &&
           !pdf_blank(one->text[0]) && !pdf_blank(other->text[0]);
}

static int by_left(const void *a, const void *b) {
    const struct pdf_glyph *one = *(struct pdf_glyph *const *)a, *other = *(struct pdf_glyph *const *)b;
    if (one->left != other->left) return one->left < other->left ? -1 : 1;
    return one->order < other->order ? -1 : one->order > other->order;
}

/* Whether more than a few glyphs of a table cover others. */
bool pdf_is_overprinted(struct pdf_page *page, struct pdf_glyph *const *glyphs, uint32_t count) {
    enum { FEW = 3, SHARE = 50, LOOK = 40 };
    struct pdf_glyph **sorted = jx_arena_alloc(page->arena, (count + 1) * sizeof(struct pdf_glyph *));
    uint32_t covered = 0, used = 0;
    for (uint32_t i = 0; i < count; i++)
        if (glyphs[i]->turn == PDF_RIGHT && !pdf_blank(glyphs[i]->text[0])) sorted[used++] = glyphs[i];
    if (used > 0) qsort(sorted, used, sizeof(struct pdf_glyph *), by_left);
    for (uint32_t i = 0; i < used; i++)
        for (uint32_t k = i + 1; k < used && sorted[k]->left < sorted[i]->right; k++)
            if (covers(sorted[i], sorted[k])) {
                covered++;
                break;
            }
    return covered > FEW && covered * SHARE > used;
}

/* --- stacks ------------------------------------------------------------------------------------------------------ */

static void widen(struct stack *stack, const struct pdf_glyph *glyph) {
    stack->left = fmin(stack->left, glyph->left);
    stack->right = fmax(stack->right, glyph->right);
    stack->top = fmin(stack->top, glyph->y);
    stack->bottom = fmax(stack->bottom, glyph->y);
    stack->line_left = fmin(stack->line_left, glyph->left);
    stack->line_right = fmax(stack->line_right, glyph->right);
    stack->count++;
}

/* Whether a glyph goes on in the last line of a stack, after `before`. A line ends with its cell, but for a run that overflows. */
static bool in_line(const struct stack *stack, const struct pdf_glyph *before,
                    const struct pdf_glyph *glyph) {
    const double same = 0.2, gap = 1.1, overlap = 0.3;
    double step = glyph->left - stack->line_right;
    if (glyph->cell != before->cell && glyph->show != before->show) return false;
    return fabs(glyph->y - stack->line) < same * stack->size && step < gap * stack->size &&
           step > -overlap * stack->size;
}

/* Whether a line between rows runs through a glyph. */
static bool is_crossing(const struct pdf_glyph *glyph) {
    return (glyph->flags & PDF_CROSSING) != 0;
}

/* Whether two cells share a column. */
static bool share_column(const struct pdf_cell *one, const struct pdf_cell *other) {
    return one->column < other->column + other->columns && other->column < one->column + one->columns;
}

/* Whether the last line of a stack had no room for more in a cell. */
static bool fills(const struct stack *stack, const struct pdf_cell *cell) {
    const double word = 2, beyond = 0.5;
    double rest = cell->right - stack->line_right;
    return rest < word * stack->size && rest > -beyond * stack->size;
}

/* Whether a glyph begins the next line of a stack: `pitch` below, at its left or, centred, somewhere below its middle. A line that
 * stands well inside of another cell is one only if it had no room in the line before. */
static bool in_next_line(const struct overprint *over, const struct stack *stack,
                         const struct pdf_glyph *glyph, double pitch) {
    const double exact = 0.03, aligned = 0.3;
    const struct pdf_cell *cells = over->block->cells;
    const struct pdf_glyph *before = over->glyphs[stack->first + stack->count - 1];
    if (glyph->cell != before->cell && !is_crossing(before) && !is_crossing(glyph) &&
        !fills(stack, &cells[before->cell]) && !fills(stack, &cells[glyph->cell]))
        return false;
    double step = glyph->y - stack->line;
    if (!share_column(&cells[over->glyphs[stack->first]->cell], &cells[glyph->cell])) return false;
    if (fabs(step - pitch * stack->size) > exact * stack->size) return false;
    return fabs(glyph->left - stack->left) < aligned * stack->size ||
           (glyph->left > stack->left - stack->size &&
            glyph->left < (stack->left + stack->right) / 2 + stack->size);
}

static int by_value(const void *a, const void *b) {
    double one = *(const double *)a, other = *(const double *)b;
    return one < other ? -1 : one > other;
}

/* The distance between lines of one cell, in em: the one that is most usual between lines painted one after the other. */
static double usual_pitch(const struct overprint *over) {
    const double least = 0.8, most = 2, same = 0.02, none = 1.3;
    double *steps = jx_arena_alloc(over->page->arena, (over->glyph_count + 1) * sizeof *steps), best = none;
    uint32_t count = 0, times = 0;
    for (uint32_t i = 1; i < over->glyph_count; i++) {
        const struct pdf_glyph *before = over->glyphs[i - 1], *glyph = over->glyphs[i];
        double step = (glyph->y - before->y) / fmax(glyph->size, 1);
        bool crossing = is_crossing(before) || is_crossing(glyph);
        if (glyph->cell != before->cell && !crossing) continue; /* that is how high the rows are */
        if (step > least && step < most && glyph->left < before->right) steps[count++] = step;
    }
    if (count > 0) qsort(steps, count, sizeof *steps, by_value);
    for (uint32_t first = 0, last; first < count; first = last) {
        for (last = first; last < count && steps[last] - steps[first] < same;) last++;
        if (last - first > times) {
            times = last - first;
            best = steps[first + (last - first) / 2];
        }
    }
    return best;
}

static void make_stacks(struct overprint *over) {
    double pitch = usual_pitch(over);
    struct stack *stack = NULL;
    for (uint32_t i = 0; i < over->glyph_count; i++) {
        const struct pdf_glyph *glyph = over->glyphs[i];
        bool line = stack && in_line(stack, over->glyphs[i - 1], glyph);
        bool next = stack && !line && in_next_line(over, stack, glyph, pitch);
        if (next) {
            stack->line = glyph->y;
            stack->line_left = stack->line_right = glyph->left;
        } else if (!line) {
            over->stacks = jx_arena_grow32(over->page->arena, over->stacks, over->stack_count,
                                           &over->stack_capacity, sizeof *over->stacks);
            stack = &over->stacks[over->stack_count++];
            *stack = (struct stack){i,        0,           glyph->y,    glyph->y,   glyph->left, glyph->right,
                                    glyph->y, glyph->left, glyph->left, glyph->size};
        }
        widen(stack, glyph);
    }
}

/* --- homes ------------------------------------------------------------------------------------------------------- */

/* The cell at a point. */
static uint32_t cell_at(const struct overprint *over, double x, double y) {
    const struct pdf_block *block = over->block;
    uint32_t row = pdf_slot(over->rows, block->row_count + 1, y),
             column = pdf_slot(block->sides, block->column_count + 1, x);
    for (uint32_t i = 0; i < block->cell_count; i++) {
        const struct pdf_cell *cell = &block->cells[i];
        if (row >= cell->row && row < cell->row + cell->rows && column >= cell->column &&
            column < cell->column + cell->columns)
            return i;
    }
    return 0;
}

static uint32_t home_of(const struct overprint *over, const struct stack *stack, enum alignment alignment) {
    /* A clip tells whose it is. */
    for (uint32_t i = 0; i < stack->count; i++)
        if ((over->glyphs[stack->first + i]->flags & PDF_CLIPPED) != 0)
            return over->glyphs[stack->first + i]->cell;
    double y = alignment == ALIGN_BOTTOM ? stack->bottom
               : alignment == ALIGN_TOP  ? stack->top
                                         : (stack->top + stack->bottom) / 2;
    return cell_at(over, (stack->left + fmin(stack->right, stack->left + stack->size)) / 2, y);
}

/* How many stacks share their cell with another one. */
static uint32_t conflicts(const struct overprint *over, enum alignment alignment) {
    uint32_t *counts = jx_arena_alloc(over->page->arena, (over->block->cell_count + 1) * sizeof *counts),
             shared = 0;
    for (uint32_t i = 0; i < over->stack_count; i++)
        shared += counts[home_of(over, &over->stacks[i], alignment)]++ > 0;
    return shared;
}

static bool crosses_rows(const struct overprint *over, const struct stack *stack) {
    for (uint32_t i = 0; i < stack->count; i++)
        if (is_crossing(over->glyphs[stack->first + i])) return true;
    return false;
}

/* Gives each glyph the cell of its stack, by the alignment that has the fewest cells shared. */
void pdf_part_overprinted(struct pdf_page *page, const struct pdf_block *block, const double *rows,
                          struct pdf_glyph **glyphs, uint32_t count, bool all) {
    struct overprint over = {
        .page = page, .block = block, .glyphs = glyphs, .glyph_count = count, .rows = rows};
    enum alignment best = ALIGN_MIDDLE;
    make_stacks(&over);
    if (!pdf_page_work(page, 4 * (uint64_t)over.stack_count * block->cell_count)) return;
    for (int alignment = ALIGN_BOTTOM; alignment < ALIGN_COUNT; alignment++)
        if (conflicts(&over, (enum alignment)alignment) < conflicts(&over, best))
            best = (enum alignment)alignment;
    for (uint32_t i = 0; i < over.stack_count; i++) {
        const struct stack *stack = &over.stacks[i];
        if (!all && !crosses_rows(&over, stack)) continue;
        uint32_t home = home_of(&over, stack, best);
        for (uint32_t k = 0; k < stack->count; k++) glyphs[stack->first + k]->cell = home;
    }
}

/*
 * From a lattice to a table: its grid, its cells with their merges, the words in them.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "plugins/carriers/pdf/helper/block.h"
#include "plugins/carriers/pdf/helper/line.h"

/* In points. */
#define SAME_EDGE 2.8 /* lines of one edge of the grid */
#define OVERHANG                                                                                             \
    7.0 /* lines that reach further beyond the outermost line the other way have an open side there */
#define NARROW    5.5 /* a strip without words that is narrower is a double line */
#define NEAR_EDGE 3.2 /* lines that cover an edge */
#define COVERED   0.6 /* an edge is there if so much of it is covered */
#define BESIDE    1.5 /* words belong to a table that begin so far outside */

struct pdf_block *pdf_block_add(struct pdf_document *document, const struct pdf_page *page) {
    document->blocks = jx_arena_grow32(document->arena, document->blocks, document->block_count,
                                       &document->block_capacity, sizeof *document->blocks);
    struct pdf_block *block = &document->blocks[document->block_count];
    *block = (struct pdf_block){.page = page->number,
                                .first_page = page->number,
                                .order = document->block_count++,
                                .page_width = page->width,
                                .page_height = page->height};
    return block;
}

/* --- positions --------------------------------------------------------------------------------------------------- */

static int by_value(const void *a, const void *b) {
    double one = *(const double *)a, other = *(const double *)b;
    return one < other ? -1 : one > other;
}

uint32_t pdf_cluster(double *positions, uint32_t count, double near) {
    uint32_t made = 0;
    if (count > 0) qsort(positions, count, sizeof *positions, by_value);
    for (uint32_t first = 0, last; first < count; first = last) {
        double sum = 0;
        for (last = first; last < count && positions[last] - positions[first] <= near;)
            sum += positions[last++];
        positions[made++] = sum / (last - first);
    }
    return made;
}

uint32_t pdf_slot(const double *positions, uint32_t count, double at) {
    uint32_t first = 0, last = count < 2 ? 0 : count - 2;
    while (first < last) {
        uint32_t middle = first + (last - first + 1) / 2;
        if (positions[middle] <= at)
            first = middle;
        else
            last = middle - 1;
    }
    return first;
}

/* --- edges ------------------------------------------------------------------------------------------------------- */

/* The positions of the grid in one direction. */
struct edges {
    double *at;
    uint32_t count;
};

struct grid {
    struct pdf_page *page;
    const struct pdf_lattice *lattice;
    struct edges x, y;
    uint32_t *owner; /* which region, later which cell, each square belongs to */
};

static void remove_edge(struct edges *edges, uint32_t index) {
    memmove(edges->at + index, edges->at + index + 1, (edges->count - index - 1) * sizeof *edges->at);
    edges->count--;
}

/* The positions of lines, and of an open side where those of the other direction, `from` to `to`, reach beyond. */
static struct edges edges_of(struct jx_arena *arena, const struct pdf_rule *rules, uint32_t count,
                             double from, double to) {
    struct edges edges = {jx_arena_alloc(arena, (count + 2) * sizeof *edges.at), count};
    for (uint32_t i = 0; i < count; i++) edges.at[i] = rules[i].at;
    edges.count = pdf_cluster(edges.at, count, SAME_EDGE);
    if (from < edges.at[0] - OVERHANG) {
        memmove(edges.at + 1, edges.at, edges.count * sizeof *edges.at);
        edges.at[0] = from;
        edges.count++;
    }
    if (to > edges.at[edges.count - 1] + OVERHANG) edges.at[edges.count++] = to;
    return edges;
}

/* Whether the middle of a glyph is in a strip of the grid. */
static bool strip_has_words(const struct grid *grid, bool column, double from, double to) {
    const struct edges *other = column ? &grid->y : &grid->x;
    double low = other->at[0], high = other->at[other->count - 1];
    if (!pdf_page_work(grid->page, grid->page->glyph_count)) return true;
    for (uint32_t i = 0; i < grid->page->glyph_count; i++) {
        const struct pdf_glyph *glyph = &grid->page->glyphs[i];
        double at = column ? glyph->x : glyph->y, along = column ? glyph->y : glyph->x;
        if (at > from && at < to && along > low && along < high) return true;
    }
    return false;
}

/* How long the lines at an edge are, together. */
static double length_at(const struct grid *grid, bool columns, double at) {
    const struct pdf_rule *rules = columns ? grid->lattice->down : grid->lattice->across;
    uint32_t count = columns ? grid->lattice->down_count : grid->lattice->across_count;
    double sum = 0;
    for (uint32_t i = 0; i < count; i++)
        if (fabs(rules[i].at - at) <= SAME_EDGE / 2) sum += rules[i].to - rules[i].from;
    return sum;
}

/* Two lines of one border are one edge: where the longer ones are, for a line below the words of a cell may lie near its
 * border, too. */
static void join_double_lines(struct grid *grid, bool columns) {
    const double longer = 1.05;
    struct edges *edges = columns ? &grid->x : &grid->y;
    for (uint32_t i = 0; i + 1 < edges->count && edges->count > 2;) {
        double from = edges->at[i], to = edges->at[i + 1];
        if (to - from >= NARROW || strip_has_words(grid, columns, from, to)) {
            i++;
            continue;
        }
        if (i + 2 == edges->count ||
            (i > 0 && length_at(grid, columns, to) > longer * length_at(grid, columns, from)))
            edges->at[i] = to;
        remove_edge(edges, i + 1);
    }
}

static uint32_t first_at(const struct pdf_rule *rules, uint32_t count, double at) {
    uint32_t first = 0;
    while (count > 0) {
        uint32_t half = count / 2;
        if (rules[first + half].at < at) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return first;
}

/* Whether lines near `at` cover most of what is between `from` and `to`. Its ends do not count: corners are open. */
static bool is_covered(const struct pdf_rule *rules, uint32_t count, double at, double from, double to) {
    enum { MOST = 64 };
    const double corner = 2, of_length = 0.15;
    const struct pdf_rule *near[MOST];
    uint32_t found = 0;
    double trim = fmin(corner, (to - from) * of_length), sum = 0;
    from += trim;
    to -= trim;
    for (uint32_t i = first_at(rules, count, at - NEAR_EDGE); i < count && rules[i].at <= at + NEAR_EDGE;
         i++) {
        if (rules[i].to <= from || rules[i].from >= to || found == MOST) continue;
        uint32_t place = found++;
        for (; place > 0 && near[place - 1]->from > rules[i].from; place--) near[place] = near[place - 1];
        near[place] = &rules[i];
    }
    double reached = from;
    for (uint32_t i = 0; i < found; i++) {
        double start = fmax(near[i]->from, reached), end = fmin(near[i]->to, to);
        if (end <= start) continue;
        sum += end - start;
        reached = end;
    }
    return sum >= COVERED * (to - from);
}

/* Edges within the table that separate nothing. */
static void drop_idle_edges(struct grid *grid, bool columns) {
    struct edges *edges = columns ? &grid->x : &grid->y;
    const struct edges *other = columns ? &grid->y : &grid->x;
    const struct pdf_rule *rules = columns ? grid->lattice->down : grid->lattice->across;
    uint32_t count = columns ? grid->lattice->down_count : grid->lattice->across_count;
    for (uint32_t i = 1; i + 1 < edges->count;) {
        bool used = false;
        for (uint32_t k = 0; k + 1 < other->count && !used; k++)
            used = is_covered(rules, count, edges->at[i], other->at[k], other->at[k + 1]);
        if (used)
            i++;
        else
            remove_edge(edges, i);
    }
}

static bool make_edges(struct grid *grid) {
    const struct pdf_lattice *lattice = grid->lattice;
    double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (uint32_t i = 0; i < lattice->across_count; i++) {
        left = fmin(left, lattice->across[i].from);
        right = fmax(right, lattice->across[i].to);
    }
    for (uint32_t i = 0; i < lattice->down_count; i++) {
        top = fmin(top, lattice->down[i].from);
        bottom = fmax(bottom, lattice->down[i].to);
    }
    grid->x = edges_of(grid->page->arena, lattice->down, lattice->down_count, left, right);
    grid->y = edges_of(grid->page->arena, lattice->across, lattice->across_count, top, bottom);
    /* What is no line but a guess must make more than a frame. */
    uint32_t least = lattice->doubts != 0 ? 3 : 2;
    if (grid->x.count < least || grid->y.count < least) return false;
    join_double_lines(grid, true);
    join_double_lines(grid, false);
    drop_idle_edges(grid, true);
    drop_idle_edges(grid, false);
    return true;
}

/* --- cells ------------------------------------------------------------------------------------------------------- */

static uint32_t root(uint32_t *parents, uint32_t i) {
    while (parents[i] != i) i = parents[i] = parents[parents[i]];
    return i;
}

static void unite(uint32_t *parents, uint32_t one, uint32_t other) {
    one = root(parents, one);
    other = root(parents, other);
    if (one < other)
        parents[other] = one;
    else
        parents[one] = other;
}

/* Squares without an edge between them are one region. Returns the region of each. */
static uint32_t *find_regions(const struct grid *grid, uint32_t rows, uint32_t columns) {
    const struct pdf_lattice *lattice = grid->lattice;
    const double *x = grid->x.at, *y = grid->y.at;
    uint32_t *parents = jx_arena_alloc(grid->page->arena, (size_t)rows * columns * sizeof *parents);
    for (uint32_t i = 0; i < rows * columns; i++) parents[i] = i;
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t c = 0; c < columns; c++) {
            uint32_t i = r * columns + c;
            if (c + 1 < columns && !is_covered(lattice->down, lattice->down_count, x[c + 1], y[r], y[r + 1]))
                unite(parents, i, i + 1);
            if (r + 1 < rows && !is_covered(lattice->across, lattice->across_count, y[r + 1], x[c], x[c + 1]))
                unite(parents, i, i + columns);
        }
    for (uint32_t i = 0; i < rows * columns; i++) parents[i] = root(parents, i);
    return parents;
}

#define NOBODY UINT32_MAX

/* What is known of a region: how many squares it has, and the box around them. */
struct region {
    uint32_t squares;
    uint32_t top, bottom, left, right;
};

static struct region *measure_regions(const struct grid *grid, const uint32_t *regions, uint32_t rows,
                                      uint32_t columns) {
    struct region *measures = jx_arena_alloc(grid->page->arena, (size_t)rows * columns * sizeof *measures);
    for (uint32_t i = 0; i < rows * columns; i++) {
        struct region *region = &measures[regions[i]];
        uint32_t row = i / columns, column = i % columns;
        if (region->squares++ == 0) *region = (struct region){1, row, row, column, column};
        if (column < region->left) region->left = column;
        if (column > region->right) region->right = column;
        region->bottom = row;
    }
    return measures;
}

static bool is_rectangle(const struct region *region) {
    return region->squares == (region->bottom - region->top + 1) * (region->right - region->left + 1);
}

/* Whether the square at a row and column goes on in the one to its right, or below, within a region that is no rectangle. */
static bool opens_right(const struct grid *grid, uint32_t row, uint32_t column) {
    return !is_covered(grid->lattice->down, grid->lattice->down_count, grid->x.at[column + 1],
                       grid->y.at[row], grid->y.at[row + 1]);
}

static bool opens_below(const struct grid *grid, uint32_t row, uint32_t column) {
    return !is_covered(grid->lattice->across, grid->lattice->across_count, grid->y.at[row + 1],
                       grid->x.at[column], grid->x.at[column + 1]);
}

/* The rectangle that begins at a square of a region which is none: as far to the right as it goes, then down. */
static void cut_cell(const struct grid *grid, const uint32_t *regions, uint32_t rows, uint32_t columns,
                     struct pdf_cell *cell) {
    uint32_t region = regions[cell->row * columns + cell->column];
    uint32_t right = cell->column + 1, below = cell->row + 1;
    for (; right < columns && opens_right(grid, cell->row, right - 1); right++) {
        uint32_t i = cell->row * columns + right;
        if (grid->owner[i] != NOBODY || regions[i] != region) break;
    }
    for (; below < rows; below++) {
        bool whole = true;
        for (uint32_t c = cell->column; c < right && whole; c++) {
            uint32_t i = below * columns + c;
            whole = grid->owner[i] == NOBODY && regions[i] == region && opens_below(grid, below - 1, c);
        }
        if (!whole) break;
    }
    cell->rows = below - cell->row;
    cell->columns = right - cell->column;
}

/* At which of the table's sides each row has no line. */
static unsigned char *find_open_sides(struct pdf_document *document, const struct grid *grid) {
    const struct pdf_lattice *lattice = grid->lattice;
    const double *x = grid->x.at, *y = grid->y.at;
    uint32_t rows = grid->y.count - 1;
    unsigned char *open = jx_arena_alloc(document->arena, rows);
    for (uint32_t row = 0; row < rows; row++) {
        if (!is_covered(lattice->down, lattice->down_count, x[0], y[row], y[row + 1]))
            open[row] |= PDF_OPEN_LEFT;
        if (!is_covered(lattice->down, lattice->down_count, x[grid->x.count - 1], y[row], y[row + 1]))
            open[row] |= PDF_OPEN_RIGHT;
    }
    return open;
}

/* A cell for every region, and several for one that is no rectangle, which is in doubt. */
static void make_cells(struct pdf_document *document, struct grid *grid, struct pdf_block *block) {
    uint32_t rows = block->row_count, columns = block->column_count;
    const uint32_t *regions = find_regions(grid, rows, columns);
    const struct region *measures = measure_regions(grid, regions, rows, columns);
    grid->owner = jx_arena_alloc(grid->page->arena, (size_t)rows * columns * sizeof *grid->owner);
    for (uint32_t i = 0; i < rows * columns; i++) grid->owner[i] = NOBODY;
    for (uint32_t i = 0; i < rows * columns; i++) {
        const struct region *region = &measures[regions[i]];
        if (grid->owner[i] != NOBODY) continue;
        block->cells = jx_arena_grow32(document->arena, block->cells, block->cell_count,
                                       &block->cell_capacity, sizeof *block->cells);
        struct pdf_cell *cell = &block->cells[block->cell_count];
        *cell = (struct pdf_cell){.row = i / columns, .column = i % columns, .text = ""};
        if (is_rectangle(region)) {
            cell->rows = region->bottom - region->top + 1;
            cell->columns = region->right - region->left + 1;
        } else {
            cut_cell(grid, regions, rows, columns, cell);
            block->doubts |= 1u << PDF_DOUBT_SHAPE;
        }
        cell->left = grid->x.at[cell->column];
        cell->right = grid->x.at[cell->column + cell->columns];
        for (uint32_t r = 0; r < cell->rows; r++)
            for (uint32_t c = 0; c < cell->columns; c++)
                grid->owner[(cell->row + r) * columns + cell->column + c] = block->cell_count;
        block->cell_count++;
    }
}

/* --- words ------------------------------------------------------------------------------------------------------- */

/* The glyphs of the table that nobody has taken, each with its cell. */
static struct pdf_glyph **take_glyphs(const struct grid *grid, const struct pdf_block *block,
                                      uint32_t *count) {
    struct pdf_page *page = grid->page;
    const struct pdf_box *box = &block->box;
    struct pdf_glyph **glyphs =
        jx_arena_alloc(page->arena, (page->glyph_count + 1) * sizeof(struct pdf_glyph *));
    *count = 0;
    for (uint32_t i = 0; i < page->glyph_count; i++) {
        struct pdf_glyph *glyph = &page->glyphs[i];
        if ((glyph->flags & PDF_TAKEN) != 0 || glyph->x < box->left - BESIDE ||
            glyph->x > box->right + BESIDE || glyph->y < box->top - BESIDE || glyph->y > box->bottom + BESIDE)
            continue;
        uint32_t row = pdf_slot(grid->y.at, grid->y.count, glyph->y);
        glyph->cell = grid->owner[row * block->column_count + pdf_slot(grid->x.at, grid->x.count, glyph->x)];
        glyph->flags |= PDF_TAKEN;
        glyphs[(*count)++] = glyph;
    }
    return glyphs;
}

/* What a clip moved into its cell goes back to its own line, beyond the cell: the order of its text is as it was printed. */
static void unclip(struct pdf_glyph *const *glyphs, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        struct pdf_glyph *glyph = glyphs[i];
        if ((glyph->flags & PDF_CLIPPED) == 0) continue;
        glyph->x = (glyph->left + glyph->right) / 2;
        glyph->y = (glyph->top + glyph->bottom) / 2;
    }
}

/* Whether a glyph goes on in the run of the one before: shown by the same operator, in the same line, without a gap. */
static bool goes_on(const struct pdf_glyph *before, const struct pdf_glyph *glyph) {
    const double gap = 0.35, overlap = 0.3;
    double step = glyph->left - before->right;
    return glyph->show == before->show && glyph->turn == before->turn && fabs(glyph->y - before->y) < 1 &&
           step < gap * glyph->size && step > -overlap * glyph->size;
}

/* The cell that a run of glyphs belongs to which crosses a border: where it begins, if near its side, where it ends, or
 * where its middle is. */
static uint32_t home_of(const struct pdf_block *block, struct pdf_glyph *const *run, uint32_t count) {
    const double near = 8;
    const struct pdf_glyph *first = run[0], *last = run[count - 1];
    uint32_t home = first->cell;
    double middle = (first->left + last->right) / 2;
    if (first->left - block->cells[first->cell].left < near) return first->cell;
    if (block->cells[last->cell].right - last->right < near) return last->cell;
    for (uint32_t i = 0; i < count; i++)
        if (run[i]->x <= middle) home = run[i]->cell;
    return home;
}

/* Whether a run of glyphs is a number: such one is never in two cells. */
static bool is_number(struct pdf_glyph *const *run, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t c = run[i]->text[0];
        if ((c < '0' || c > '9') && c != '.' && c != ',' && !pdf_blank(c)) return false;
    }
    return true;
}

/* Moves a run that overflows over blank neighbours to the cell it is of. `words` counts the glyphs of each cell. */
static void bring_home(struct pdf_block *block, struct pdf_glyph **run, uint32_t count, uint32_t *words) {
    uint32_t first = run[0]->cell;
    bool crosses = false;
    for (uint32_t i = 0; i < count; i++) crosses |= run[i]->cell != first && !pdf_blank(run[i]->text[0]);
    if (!crosses || run[0]->turn != PDF_RIGHT ||
        block->cells[first].row != block->cells[run[count - 1]->cell].row)
        return;
    uint32_t home = home_of(block, run, count);
    bool other = false; /* a cell that it reaches into has words of its own */
    for (uint32_t i = 0, mine = 0; i < count; i++) {
        mine += !pdf_blank(run[i]->text[0]);
        if (i + 1 < count && run[i + 1]->cell == run[i]->cell) continue;
        other = other || (run[i]->cell != home && words[run[i]->cell] > mine);
        mine = 0;
    }
    if (other) {
        if (!is_number(run, count)) return;
        block->doubts |= 1u << PDF_DOUBT_ACROSS;
    }
    for (uint32_t i = 0; i < count; i++) {
        words[run[i]->cell] -= !pdf_blank(run[i]->text[0]);
        words[home] += !pdf_blank(run[i]->text[0]);
        run[i]->cell = home;
    }
}

static void bring_all_home(struct pdf_page *page, struct pdf_block *block, struct pdf_glyph **glyphs,
                           uint32_t count) {
    uint32_t *words = jx_arena_alloc(page->arena, (block->cell_count + 1) * sizeof *words);
    for (uint32_t i = 0; i < count; i++) words[glyphs[i]->cell] += !pdf_blank(glyphs[i]->text[0]);
    for (uint32_t first = 0, last; first < count; first = last) {
        for (last = first + 1; last < count && goes_on(glyphs[last - 1], glyphs[last]);) last++;
        bring_home(block, glyphs + first, last - first, words);
    }
}

/* How many cells have a text that a line between rows runs through, whose glyphs are marked: their row was too low when it was printed, and what stood
 * beyond it is in the next cell, or was not printed at all. What a clip cut belongs to the clip's cell, and is whole; what is
 * cut at the table's end may go on on the next page. */
static uint32_t count_high(struct pdf_page *page, const struct pdf_block *block, const double *rows,
                           struct pdf_glyph *const *glyphs, uint32_t count) {
    const double much = 0.3;
    unsigned char *high = jx_arena_alloc(page->arena, block->cell_count + 1);
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct pdf_glyph *glyph = glyphs[i];
        const struct pdf_cell *cell = &block->cells[glyph->cell];
        uint32_t last = cell->row + cell->rows;
        double above = cell->row == 0 ? 0 : rows[cell->row] - glyph->top;
        double below = last == block->row_count ? 0 : glyph->bottom - rows[last];
        if (glyph->turn != PDF_RIGHT || (glyph->flags & PDF_CLIPPED) != 0 || pdf_blank(glyph->text[0]) ||
            fmax(above, below) < much * glyph->size)
            continue;
        glyph->flags |= PDF_CROSSING;
        found += high[glyph->cell] == 0;
        high[glyph->cell] = 1;
    }
    return found;
}

/* Gives glyphs that do not stand in the cell they are of to that one. What has no rectangle to be in may lie across lines
 * without harm. */
static void find_homes(struct pdf_page *page, struct pdf_block *block, const double *rows,
                       struct pdf_glyph **glyphs, uint32_t count) {
    bool overprinted = pdf_is_overprinted(page, glyphs, count);
    bool shaped = (block->doubts & 1u << PDF_DOUBT_SHAPE) != 0;
    block->high = shaped ? 0 : count_high(page, block, rows, glyphs, count);
    if (!overprinted) bring_all_home(page, block, glyphs, count);
    if (!overprinted && block->high == 0) return;
    block->doubts |= 1u << (overprinted ? PDF_DOUBT_OVERPRINT : PDF_DOUBT_HIGH);
    pdf_part_overprinted(page, block, rows, glyphs, count, overprinted);
}

/* The least distance that texts keep from the sides of their cells. Marks of punctuation may hang out. */
static double padding_of(const struct pdf_block *block, struct pdf_glyph *const *glyphs, uint32_t count) {
    const double most = 6, least = 0.4;
    double padding = most;
    for (uint32_t i = 0; i < count; i++) {
        const struct pdf_glyph *glyph = glyphs[i];
        uint32_t c = glyph->text[0];
        if (glyph->turn != PDF_RIGHT || pdf_blank(c) || pdf_closes(c) || pdf_opens(c) ||
            (glyph->flags & PDF_CLIPPED) != 0)
            continue;
        const struct pdf_cell *cell = &block->cells[glyph->cell];
        double left = glyph->left - cell->left, right = cell->right - glyph->right;
        if (left > least) padding = fmin(padding, left);
        if (right > least) padding = fmin(padding, right);
    }
    return padding;
}

static void read_cells(struct pdf_document *document, struct pdf_page *page, struct pdf_block *block,
                       struct pdf_glyph *const *glyphs, uint32_t count) {
    struct jx_arena *arena = page->arena;
    double padding = padding_of(block, glyphs, count);
    uint32_t *starts = jx_arena_alloc(arena, (block->cell_count + 2) * sizeof *starts);
    struct pdf_glyph **sorted = jx_arena_alloc(arena, (count + 1) * sizeof(struct pdf_glyph *));
    /* By cell, and in each in the order of before: starts[c + 1] is where the next glyph of cell c goes. */
    for (uint32_t i = 0; i < count; i++) starts[glyphs[i]->cell + 2]++;
    for (uint32_t c = 2; c < block->cell_count + 2; c++) starts[c] += starts[c - 1];
    for (uint32_t i = 0; i < count; i++) sorted[starts[glyphs[i]->cell + 1]++] = glyphs[i];
    for (uint32_t c = 0; c < block->cell_count; c++) {
        struct pdf_cell *cell = &block->cells[c];
        struct pdf_cell_text text =
            pdf_cell_read(document->arena, arena, sorted + starts[c], starts[c + 1] - starts[c], cell->left,
                          cell->right, padding);
        cell->text = text.text;
        cell->size = text.size;
        cell->rest = text.rest;
        cell->unit = text.unit;
        cell->stops = text.stops;
    }
}

/* --- a table ----------------------------------------------------------------------------------------------------- */

bool pdf_make_table(struct pdf_document *document, struct pdf_page *page, struct pdf_lattice *lattice,
                    bool frames) {
    struct grid grid = {.page = page, .lattice = lattice};
    if (!make_edges(&grid)) return false;
    uint32_t rows = grid.y.count - 1, columns = grid.x.count - 1;
    if (rows * columns == 1 && !frames) return false;
    if ((uint64_t)rows * columns > PDF_MOST_SQUARES) {
        page->limited = true;
        return false;
    }
    struct pdf_block *block = pdf_block_add(document, page);
    block->is_table = true;
    block->doubts = lattice->doubts;
    block->box = (struct pdf_box){grid.x.at[0], grid.y.at[0], grid.x.at[columns], grid.y.at[rows]};
    block->row_count = rows;
    block->column_count = columns;
    block->sides = jx_arena_alloc(document->arena, (columns + 1) * sizeof *block->sides);
    memcpy(block->sides, grid.x.at, (columns + 1) * sizeof *block->sides);
    block->tops = jx_arena_alloc(document->arena, (rows + 1) * sizeof *block->tops);
    memcpy(block->tops, grid.y.at, (rows + 1) * sizeof *block->tops);
    block->open = find_open_sides(document, &grid);
    block->strip_right = block->box.right;
    make_cells(document, &grid, block);
    uint32_t count;
    struct pdf_glyph **glyphs = take_glyphs(&grid, block, &count);
    unclip(glyphs, count);
    find_homes(page, block, grid.y.at, glyphs, count);
    count = pdf_drop_struck(page, block, glyphs, count);
    read_cells(document, page, block, glyphs, count);
    pdf_suspect(page, block, glyphs, count);
    page->tables++;
    if (lattice->doubts == 0) page->ruled++;
    return true;
}

/*
 * A table that is too wide for the paper: a spreadsheet program prints its first columns on some pages, and the next ones on as
 * many pages after them, or each strip of columns page by page. Such pages have the same rows at the same heights, but other
 * columns. Here they are put beside one another, as if the paper had been wide enough.
 */
#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "plugins/carriers/pdf/helper/block.h"

/* In points. */
#define SAME_ROW    2.0 /* edges of rows of strips beside one another */
#define SAME_COLUMN 3.0

enum { MOST_PAGES_DOWN = 40, FEWEST_ROWS = 3 };

/* The blocks of a page, which stand together. */
struct page_blocks {
    struct pdf_block *first;
    uint32_t count;
};

static struct page_blocks *blocks_of_pages(const struct pdf_document *document) {
    struct page_blocks *pages = jx_arena_alloc(document->arena, (document->page_count + 2) * sizeof *pages);
    for (uint32_t i = 0; i < document->block_count; i++) {
        struct pdf_block *block = &document->blocks[i];
        struct page_blocks *page = &pages[block->page];
        if (page->count == 0) page->first = block;
        page->count++;
    }
    return pages;
}

static bool is_table(const struct pdf_block *block) {
    return block->is_table && !block->dropped;
}

/* --- rows ---------------------------------------------------------------------------------------------------------- */

static uint32_t row_at(const struct pdf_block *table, double y) {
    return pdf_slot(table->tops, table->row_count + 1, y);
}

static double middle_of(const struct pdf_block *table, uint32_t row) {
    return (table->tops[row] + table->tops[row + 1]) / 2;
}

static double bottom_of(const struct pdf_block *table) {
    return table->tops[table->row_count];
}

/* Whether a row of the table begins or ends at a height. */
static bool has_edge(const struct pdf_block *table, double y) {
    uint32_t row = row_at(table, y);
    return fabs(table->tops[row] - y) < SAME_ROW || fabs(table->tops[row + 1] - y) < SAME_ROW;
}

/* Whether all edges of one table that are within the heights of the other one are edges of that, too. */
static bool has_all_edges(const struct pdf_block *table, const struct pdf_block *of) {
    for (uint32_t i = 0; i <= of->row_count; i++)
        if (of->tops[i] > table->tops[0] - SAME_ROW && of->tops[i] < bottom_of(table) + SAME_ROW &&
            !has_edge(table, of->tops[i]))
            return false;
    return true;
}

/* Whether the rows of a table are those of another one, or some of them: merges may hide edges on one side. */
static bool shares_rows(const struct pdf_block *left, const struct pdf_block *right) {
    if (!has_edge(left, right->tops[0]) || !has_edge(left, bottom_of(right))) return false;
    return has_all_edges(left, right) || has_all_edges(right, left);
}

/* --- which pages are beside one another ------------------------------------------------------------------------------ */

/* The table of the page before whose rows go on in a table. The first column of this had no room beside the last of that. */
static struct pdf_block *table_beside(const struct page_blocks *page, const struct pdf_block *right) {
    for (uint32_t i = 0; i < page->count; i++) {
        struct pdf_block *left = &page->first[i];
        if (!is_table(left)) continue;
        double room = left->page_width - left->box.left - left->strip_right;
        if (right->sides[1] - right->sides[0] > room && shares_rows(left, right)) return left;
    }
    return NULL;
}

/* The table of a page at a height, or NULL. */
static const struct pdf_block *table_at(const struct page_blocks *page, double y) {
    for (uint32_t i = 0; i < page->count; i++)
        if (is_table(&page->first[i]) && y > page->first[i].tops[0] && y < bottom_of(&page->first[i]))
            return &page->first[i];
    return NULL;
}

static bool same_columns(const struct pdf_block *one, const struct pdf_block *other) {
    if (one->column_count != other->column_count) return false;
    for (uint32_t i = 0; i <= one->column_count; i++)
        if (fabs(one->sides[i] - other->sides[i]) >= SAME_COLUMN) return false;
    return true;
}

/* Whether the rows of a table, most of them, go on on the next page; some may be blank there. A merge that the paper's edge cuts
 * has no line there on either page; else the columns must be others, for the same ones are those of a list that goes on below. */
static bool goes_on_beside(const struct pdf_block *left, const struct page_blocks *page) {
    uint32_t cut = 0, alike = 0, found = 0;
    for (uint32_t row = 0; row < left->row_count; row++) {
        double y = middle_of(left, row);
        const struct pdf_block *right = table_at(page, y);
        bool open = (left->open[row] & PDF_OPEN_RIGHT) != 0;
        bool other = !right || (right->open[row_at(right, y)] & PDF_OPEN_LEFT) != 0;
        if (right && open != other) return false;
        cut += open;
        found += right || open;
        alike += right && same_columns(left, right);
    }
    if (found < FEWEST_ROWS || found * 2 < left->row_count || cut == left->row_count) return false;
    return cut > 0 || (alike == 0 && found == left->row_count);
}

/* Whether a line of another text stands where the page before has its title: then it is another form. */
static bool has_other_title(const struct page_blocks *page, const struct pdf_block *line) {
    const double title = 13;
    if (line->size < title) return false;
    for (uint32_t i = 0; i < page->count; i++) {
        const struct pdf_block *block = &page->first[i];
        if (!block->is_table && fabs(block->box.top - line->box.top) < line->size / 2)
            return strcmp(block->key, line->key) != 0;
    }
    return false;
}

/* Whether all tables of a page are beside those of a page before. */
static bool are_beside(const struct page_blocks *left, const struct page_blocks *right) {
    uint32_t tables = 0;
    for (uint32_t i = 0; i < right->count; i++) {
        const struct pdf_block *block = &right->first[i];
        if (block->dropped) continue;
        if (block->is_table ? !table_beside(left, block) : has_other_title(left, block)) return false;
        tables += block->is_table;
    }
    for (uint32_t i = 0; i < right->count; i++)
        if (is_table(&right->first[i]) && !goes_on_beside(table_beside(left, &right->first[i]), right))
            return false;
    return tables > 0;
}

/* Whether the pages from `page` on, as many as `down`, have their next strip on the pages from `next` on. */
static bool is_strip(const struct pdf_document *document, const struct page_blocks *pages, uint32_t page,
                     uint32_t next, uint32_t down) {
    if (next + down > document->page_count + 1) return false;
    for (uint32_t i = 0; i < down; i++)
        if (!are_beside(&pages[page + i], &pages[next + i])) return false;
    return true;
}

/* --- putting them beside one another ------------------------------------------------------------------------------ */

/* A table and its next strip, which may be in several pieces: where merges are cut across there are no lines. */
struct seam {
    struct pdf_document *document;
    struct pdf_block *left;
    const struct page_blocks *page;
    uint32_t columns, cells; /* of the left table alone */
    double step;             /* how far the strip moves to the right */
    double *sides;           /* of the strip, as it is printed */
    uint32_t side_count;
};

static uint32_t nearest(const double *positions, uint32_t count, double at) {
    uint32_t slot = pdf_slot(positions, count, at);
    return fabs(positions[slot] - at) <= fabs(positions[slot + 1] - at) ? slot : slot + 1;
}

static void place(const double *positions, uint32_t count, double from, double to, uint32_t *first,
                  uint32_t *number) {
    uint32_t last = nearest(positions, count, to);
    *first = nearest(positions, count, from);
    *number = last > *first ? last - *first : 1;
}

static void place_rows(struct pdf_block *table, const double *tops, uint32_t count) {
    for (uint32_t i = 0; i < table->cell_count; i++) {
        struct pdf_cell *cell = &table->cells[i];
        place(tops, count, table->tops[cell->row], table->tops[cell->row + cell->rows], &cell->row,
              &cell->rows);
    }
}

static bool is_piece(const struct seam *seam, const struct pdf_block *block) {
    double y = block->is_table ? middle_of(block, 0) : 0;
    return is_table(block) && block != seam->left && y > seam->left->tops[0] && y < bottom_of(seam->left);
}

/* All edges of rows, and the strip's sides. */
static double *gather(struct seam *seam, uint32_t *count) {
    const struct page_blocks *page = seam->page;
    uint32_t rows = seam->left->row_count + 1, sides = 0;
    for (uint32_t i = 0; i < page->count; i++) {
        rows += page->first[i].row_count + 1;
        sides += page->first[i].column_count + 1;
    }
    double *tops = jx_arena_alloc(seam->document->arena, rows * sizeof *tops);
    seam->sides = jx_arena_alloc(seam->document->arena, sides * sizeof *seam->sides);
    memcpy(tops, seam->left->tops, (seam->left->row_count + 1) * sizeof *tops);
    rows = seam->left->row_count + 1;
    for (uint32_t i = 0; i < page->count; i++) {
        const struct pdf_block *block = &page->first[i];
        if (!is_piece(seam, block)) continue;
        memcpy(tops + rows, block->tops, (block->row_count + 1) * sizeof *tops);
        memcpy(seam->sides + seam->side_count, block->sides, (block->column_count + 1) * sizeof *tops);
        rows += block->row_count + 1;
        seam->side_count += block->column_count + 1;
    }
    seam->side_count = pdf_cluster(seam->sides, seam->side_count, SAME_COLUMN);
    *count = pdf_cluster(tops, rows, SAME_ROW);
    return tops;
}

static void add_columns(struct seam *seam) {
    struct pdf_block *left = seam->left;
    uint32_t count = seam->columns + seam->side_count;
    double *sides = jx_arena_alloc(seam->document->arena, count * sizeof *sides);
    memcpy(sides, left->sides, (seam->columns + 1) * sizeof *sides);
    for (uint32_t i = 1; i < seam->side_count; i++) sides[seam->columns + i] = seam->sides[i] + seam->step;
    left->sides = sides;
    left->column_count = count - 1;
    left->strip_right = seam->sides[seam->side_count - 1];
    left->box.right = sides[count - 1];
}

/* Which sides are open in each of the new rows: the table's left one, and the strip's right one. `cut`: where the table is open
 * to the right. */
static unsigned char *open_sides(const struct seam *seam, const double *tops, uint32_t rows, bool *cut) {
    unsigned char *open = jx_arena_alloc(seam->document->arena, rows + 1);
    for (uint32_t row = 0; row < rows; row++) {
        double y = (tops[row] + tops[row + 1]) / 2;
        const struct pdf_block *piece = table_at(seam->page, y);
        unsigned char left = seam->left->open[row_at(seam->left, y)];
        unsigned char right = !piece ? PDF_OPEN_RIGHT : piece->open[row_at(piece, y)];
        open[row] = (unsigned char)((left & PDF_OPEN_LEFT) | (right & PDF_OPEN_RIGHT));
        cut[row] = (left & PDF_OPEN_RIGHT) != 0;
    }
    return open;
}

/* Whether a text has all the characters of another one, in their order. */
static bool has_all(const char *text, const char *of) {
    const char *end = text + strlen(text), *of_end = of + strlen(of);
    while (of < of_end && text < end) {
        const char *next = of;
        if (jx_text_next(&text, end) == jx_text_next(&next, of_end)) of = next;
    }
    return of == of_end;
}

/* Two pieces of one text: both are printed whole, or on one what is left of the paper's edge, on the other what is right of it.
 * A character on the edge is on both. Of a long text what is beyond the edge may be missing from a piece. */
static const char *join_pieces(struct jx_arena *arena, const char *one, const char *other) {
    enum { LONG = 60 };
    size_t length = strlen(one), more = strlen(other);
    if (*one == '\0') return other;
    if (more >= LONG && has_all(one, other)) return one;
    if (length >= LONG && has_all(other, one)) return other;
    for (size_t i = 0; i < length; i++)
        if ((one[i] & 0xC0) != 0x80 && strncmp(one + i, other, length - i) == 0)
            return jx_arena_join(arena, one, other + (length - i), "");
    return jx_arena_join(arena, one, other, "");
}

/* The cell at the right side of the table that begins at this row, before the strip was added. */
static struct pdf_cell *last_cell(const struct seam *seam, uint32_t row) {
    for (uint32_t i = 0; i < seam->cells; i++) {
        struct pdf_cell *cell = &seam->left->cells[i];
        if (cell->row <= row && row < cell->row + cell->rows && cell->column + cell->columns >= seam->columns)
            return cell;
    }
    return NULL;
}

/* Gives the columns of a cell of the strip to the one it is the rest of, if there is one: no line is between them. */
static bool goes_on_from(const struct seam *seam, const struct pdf_cell *cell) {
    struct pdf_cell *before = last_cell(seam, cell->row);
    if (!before || before->row != cell->row || before->rows != cell->rows) return false;
    before->text = join_pieces(seam->document->arena, before->text, cell->text);
    before->columns += cell->columns;
    before->right = cell->right;
    before->rest = cell->rest;
    return true;
}

/* Adds the cells of a piece; `cut`: of the rows in which the table was open to the right. */
static void add_piece(struct seam *seam, struct pdf_block *piece, const bool *cut) {
    struct pdf_block *left = seam->left;
    for (uint32_t i = 0; i < piece->cell_count; i++) {
        struct pdf_cell cell = piece->cells[i];
        uint32_t row = row_at(piece, middle_of(left, cell.row));
        bool open = cut[cell.row] && (piece->open[row] & PDF_OPEN_LEFT) != 0;
        place(seam->sides, seam->side_count, cell.left, cell.right, &cell.column, &cell.columns);
        cell.left += seam->step;
        cell.right += seam->step;
        if (cell.column == 0 && open && goes_on_from(seam, &cell)) continue;
        cell.column += seam->columns;
        left->cells = jx_arena_grow32(seam->document->arena, left->cells, left->cell_count,
                                      &left->cell_capacity, sizeof *left->cells);
        left->cells[left->cell_count++] = cell;
    }
    left->doubts |= piece->doubts | 1u << PDF_DOUBT_STRIPS;
    left->struck += piece->struck;
    piece->dropped = true;
}

/* Rows of which the strip has no lines at all are merges over all of it. */
static void widen_open_rows(const struct seam *seam) {
    for (uint32_t i = 0; i < seam->cells; i++) {
        struct pdf_cell *cell = &seam->left->cells[i];
        if (cell->column + cell->columns != seam->columns ||
            table_at(seam->page, middle_of(seam->left, cell->row)))
            continue;
        cell->columns += seam->side_count - 1;
        cell->right = seam->left->box.right;
    }
}

static void join_beside(struct pdf_document *document, struct pdf_block *left,
                        const struct page_blocks *page) {
    struct seam seam = {document, left, page, left->column_count, left->cell_count, 0, NULL, 0};
    uint32_t count;
    double *tops = gather(&seam, &count);
    bool *cut = jx_arena_alloc(document->arena, count);
    unsigned char *open = open_sides(&seam, tops, count - 1, cut);
    seam.step = left->box.right - seam.sides[0];
    place_rows(left, tops, count);
    for (uint32_t i = 0; i < page->count; i++)
        if (is_piece(&seam, &page->first[i])) place_rows(&page->first[i], tops, count);
    left->tops = tops;
    left->row_count = count - 1;
    left->open = open;
    add_columns(&seam);
    widen_open_rows(&seam);
    for (uint32_t i = 0; i < page->count; i++)
        if (is_piece(&seam, &page->first[i])) add_piece(&seam, &page->first[i], cut);
}

/* A line at a height at which the table has a row: the rest of that row's last text. */
static void join_line(struct pdf_document *document, struct pdf_block *table, const struct pdf_block *line) {
    uint32_t row = row_at(table, (line->box.top + line->box.bottom) / 2);
    for (uint32_t i = 0; i < table->cell_count; i++) {
        struct pdf_cell *cell = &table->cells[i];
        if (cell->row > row || row >= cell->row + cell->rows ||
            cell->column + cell->columns != table->column_count)
            continue;
        for (uint32_t k = 0; k < line->segment_count; k++)
            if (strcmp(cell->text, line->segments[k].text) != 0)
                cell->text = join_pieces(document->arena, cell->text, line->segments[k].text);
        return;
    }
}

/* A line of a page that is put beside another one: it goes, if it stands there, too, or becomes a part of what stands there. */
static void move_line(struct pdf_document *document, const struct page_blocks *page, struct pdf_block *line,
                      double step) {
    double y = (line->box.top + line->box.bottom) / 2;
    for (uint32_t i = 0; i < line->segment_count; i++) {
        line->segments[i].left += step;
        line->segments[i].right += step;
    }
    line->box.left += step;
    line->box.right += step;
    for (uint32_t i = 0; i < page->count; i++) {
        struct pdf_block *block = &page->first[i];
        if (block->dropped || y < block->box.top || y > block->box.bottom) continue;
        line->dropped = true;
        if (block->is_table) {
            join_line(document, block, line);
        } else if (strcmp(block->key, line->key) != 0) {
            pdf_add_segments(document, block, line);
            block->box.right = line->box.right;
        }
        return;
    }
    line->page = line->first_page = page->first->page;
}

static void put_beside(struct pdf_document *document, const struct page_blocks *left,
                       const struct page_blocks *right) {
    double step = 0;
    for (uint32_t i = 0; i < right->count; i++) {
        struct pdf_block *table = is_table(&right->first[i]) ? table_beside(left, &right->first[i]) : NULL;
        if (!table) continue;
        step = table->box.right - right->first[i].box.left;
        join_beside(document, table, right);
    }
    for (uint32_t i = 0; i < right->count; i++)
        if (!right->first[i].is_table && !right->first[i].dropped)
            move_line(document, left, &right->first[i], step);
}

bool pdf_join_strips(struct pdf_document *document) {
    struct page_blocks *pages = blocks_of_pages(document);
    bool joined = false;
    for (uint32_t page = 1; page < document->page_count; page++) {
        uint32_t down = 1;
        while (down <= MOST_PAGES_DOWN && !is_strip(document, pages, page, page + down, down)) down++;
        if (down > MOST_PAGES_DOWN) continue;
        uint32_t next = page + down;
        for (; is_strip(document, pages, page, next, down); next += down)
            for (uint32_t i = 0; i < down; i++) put_beside(document, &pages[page + i], &pages[next + i]);
        joined = true;
        page = next - 1;
    }
    return joined;
}

/*
 * From pages to a document: page numbers and headers go, a table that goes on over the page's end becomes one.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "plugins/carriers/pdf/helper/block.h"

#define SAME_SIDE 3.0 /* points: sides of tables and columns on two pages */

/* --- order ------------------------------------------------------------------------------------------------------- */

/* From above to below. */
static int by_top(const void *a, const void *b) {
    const struct pdf_block *one = a, *other = b;
    if (one->page != other->page) return one->page < other->page ? -1 : 1;
    if (one->box.top != other->box.top) return one->box.top < other->box.top ? -1 : 1;
    return one->order < other->order ? -1 : one->order > other->order;
}

static int by_left(const void *a, const void *b) {
    const struct pdf_block *one = a, *other = b;
    if (one->box.left != other->box.left) return one->box.left < other->box.left ? -1 : 1;
    return one->order < other->order ? -1 : one->order > other->order;
}

/* Whether two blocks stand beside one another: they share half of the lower one's height. */
static bool is_beside(const struct pdf_block *one, const struct pdf_block *other) {
    double shared = fmin(one->box.bottom, other->box.bottom) - fmax(one->box.top, other->box.top);
    double lower = fmin(one->box.bottom - one->box.top, other->box.bottom - other->box.top);
    return one->page == other->page && shared > lower / 2;
}

/* Rows of blocks from above to below, each from left to right. */
static void sort_blocks(struct pdf_document *document) {
    struct pdf_block *blocks = document->blocks;
    uint32_t count = document->block_count;
    if (count > 0) qsort(blocks, count, sizeof *blocks, by_top);
    for (uint32_t first = 0, last; first < count; first = last) {
        for (last = first + 1; last < count && is_beside(&blocks[first], &blocks[last]) &&
                               is_beside(&blocks[last - 1], &blocks[last]);)
            last++;
        qsort(blocks + first, last - first, sizeof *blocks, by_left);
    }
}

/* --- what each page has ------------------------------------------------------------------------------------------ */

/* The text of a page number, digits and blanks aside. A bare number must stand at the very edge. */
static bool is_page_number(const struct pdf_block *block) {
    static const char *const keys[] = {
        "",           "-",        "--",       "—",          "——",        "－－",      "–",
        "––",         "第页",     "第页共页", "第页，共页", "第页,共页", "第页/共页", "第页（共页）",
        "第页(共页)", "共页第页", "页",       "/",          "Page",      "Pageof",    "PAGE",
        "of",         "·",        "··",       "—－",        "P",         "P.",
    };
    enum { LONGEST = 40, MOST_PARTS = 2 };
    const double top = 0.08, bottom = 0.91;
    size_t length = 0;
    bool digits = false;
    if (block->is_table || block->segment_count > MOST_PARTS) return false;
    for (uint32_t i = 0; i < block->segment_count; i++) {
        length += strlen(block->segments[i].text);
        digits = digits || strpbrk(block->segments[i].text, "0123456789");
    }
    if (!digits || length > LONGEST) return false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(block->key, keys[i]) == 0)
            return *block->key != '\0' || block->box.top < block->page_height * top ||
                   block->box.bottom > block->page_height * bottom;
    return false;
}

/* The first and the last lines of a page, if they are its number. */
static void drop_page_numbers(struct pdf_document *document) {
    struct pdf_block *blocks = document->blocks;
    for (uint32_t first = 0, last; first < document->block_count; first = last) {
        for (last = first; last < document->block_count && blocks[last].page == blocks[first].page;) last++;
        for (uint32_t i = first; i < last && is_page_number(&blocks[i]); i++) blocks[i].dropped = true;
        for (uint32_t i = last; i > first && is_page_number(&blocks[i - 1]); i--)
            blocks[i - 1].dropped = true;
    }
}

/* A line at a page's upper or lower edge that is not large. */
struct edge_line {
    const char *key;
    double top;
    struct pdf_block *block;
};

static int by_key(const void *a, const void *b) {
    const struct edge_line *one = a, *other = b;
    int order = strcmp(one->key, other->key);
    if (order != 0) return order;
    return one->top < other->top ? -1 : one->top > other->top;
}

/* The first cell of the first table of each page, "" where there is none. */
static const char **first_cells(struct pdf_document *document) {
    const char **cells = jx_arena_alloc(document->arena, (document->page_count + 1) * sizeof *cells);
    for (uint32_t i = 0; i < document->block_count; i++) {
        const struct pdf_block *block = &document->blocks[i];
        if (block->is_table && !cells[block->page] && block->cell_count > 0)
            cells[block->page] = block->cells[0].text;
    }
    for (uint32_t i = 0; i <= document->page_count; i++)
        if (!cells[i]) cells[i] = "";
    return cells;
}

/* Whether pages with these lines begin alike, which new forms do, or a head that comes again: their titles and notes are
 * equal, too, and no headers of pages. */
static bool are_forms(const struct edge_line *lines, uint32_t count, const char *const *cells) {
    uint32_t alike = 0;
    for (uint32_t i = 1; i < count; i++) {
        const char *cell = cells[lines[i].block->page];
        alike += *cell != '\0' && strcmp(cell, cells[lines[i - 1].block->page]) == 0;
    }
    return alike > 0;
}

/* How far the next block is from a line at the page's edge, towards the middle of the page; `*table`: whether that is a table.
 * Blocks stand from above to below. */
static double next_inward(const struct pdf_document *document, const struct pdf_block *line, bool *table) {
    const struct pdf_block *end = document->blocks + document->block_count, *next = line;
    bool top = line->box.top < line->page_height / 2;
    *table = false;
    do {
        if (next == (top ? end - 1 : document->blocks)) return INFINITY;
        next += top ? 1 : -1;
    } while (next->dropped);
    if (next->page != line->page) return INFINITY;
    *table = next->is_table;
    return top ? next->box.top - line->box.bottom : line->box.top - next->box.bottom;
}

/* Two pages say little of what is printed on all of them: what stands behind the line must stand elsewhere on the other page, or be
 * of another kind, as below the header of a page where a table goes on. */
static bool is_apart(const struct pdf_document *document, const struct edge_line *lines) {
    const double same = 6;
    bool table, other_table;
    double gap = next_inward(document, lines[0].block, &table),
           other = next_inward(document, lines[1].block, &other_table);
    return lines[0].block->page != lines[1].block->page && isfinite(gap) && isfinite(other) &&
           (table != other_table || fabs(gap - other) > same);
}

/* Lines of equal text, numbers of pages aside, at equal height on most pages. */
static void drop_headers(struct pdf_document *document) {
    enum { FEWEST_PAGES = 2 };
    const double edge = 0.12, large = 14, same = 3, most = 0.6;
    if (document->page_count < FEWEST_PAGES || document->block_count == 0) return;
    struct edge_line *lines = jx_arena_alloc(document->arena, document->block_count * sizeof *lines);
    uint32_t count = 0;
    for (uint32_t i = 0; i < document->block_count; i++) {
        struct pdf_block *block = &document->blocks[i];
        bool outer = block->box.top <= block->page_height * edge ||
                     block->box.bottom >= block->page_height * (1 - edge);
        if (!block->is_table && !block->dropped && outer && block->size < large)
            lines[count++] = (struct edge_line){block->said, block->box.top, block};
    }
    if (count > 0) qsort(lines, count, sizeof *lines, by_key);
    const char **cells = first_cells(document);
    for (uint32_t first = 0, last; first < count; first = last) {
        for (last = first + 1; last < count && strcmp(lines[last].key, lines[first].key) == 0 &&
                               lines[last].top - lines[last - 1].top < same;)
            last++;
        if (last - first < FEWEST_PAGES || last - first < most * document->page_count) continue;
        if (are_forms(lines + first, last - first, cells)) continue;
        if (last - first == FEWEST_PAGES && !is_apart(document, lines + first)) continue;
        for (uint32_t i = first; i < last; i++) lines[i].block->dropped = true;
    }
}

/* --- joining two tables ------------------------------------------------------------------------------------------ */

static bool same_sides(double left, double right, double other_left, double other_right) {
    return fabs(left - other_left) < SAME_SIDE && fabs(right - other_right) < SAME_SIDE;
}

/* The head of a table is looked for in so many rows at its top. */
enum { TOP_ROWS = 60 };

/* Whether a cell has the text and the extent of one in a row of another table. Cells are in the order of rows. `merges`: one
 * that goes on below may be of any height, as a label beside all rows of a page is. */
static bool has_cell(const struct pdf_block *table, uint32_t row, const struct pdf_cell *cell, bool merges) {
    for (uint32_t i = 0; i < table->cell_count && table->cells[i].row <= row; i++) {
        const struct pdf_cell *like = &table->cells[i];
        bool high = like->rows == cell->rows || (merges && like->rows > 1 && cell->rows > 1);
        if (like->row == row && high && strcmp(like->text, cell->text) == 0 &&
            same_sides(cell->left, cell->right, like->left, like->right))
            return true;
    }
    return false;
}

/* Whether a row of one table has the cells and texts of a row of the other. */
static bool same_rows(const struct pdf_block *one, uint32_t row, const struct pdf_block *other,
                      uint32_t other_row, bool merges) {
    uint32_t texts = 0;
    for (uint32_t i = 0; i < one->cell_count && one->cells[i].row <= row; i++) {
        const struct pdf_cell *cell = &one->cells[i];
        if (cell->row != row) continue;
        if (!has_cell(other, other_row, cell, merges)) return false;
        texts += *cell->text != '\0';
    }
    return texts > 0;
}

/* Whether a row has three texts at the least, and none with a number: so do headings, and hardly any other row. */
static bool is_words(const struct pdf_block *table, uint32_t row) {
    enum { FEWEST = 3 };
    uint32_t texts = 0;
    for (uint32_t i = 0; i < table->cell_count && table->cells[i].row <= row; i++) {
        const struct pdf_cell *cell = &table->cells[i];
        if (cell->row != row) continue;
        if (strpbrk(cell->text, "0123456789")) return false;
        texts += *cell->text != '\0';
    }
    return texts >= FEWEST;
}

/* How many rows from `first` on of `table` the next table begins with. */
static uint32_t equal_rows(const struct pdf_block *table, uint32_t first, const struct pdf_block *next) {
    uint32_t rows = 0;
    while (rows + 1 < next->row_count && first + rows + 1 < table->row_count &&
           same_rows(table, first + rows, next, rows, false))
        rows++;
    return rows;
}

/* Whether a cell is a label at the beginning of its row: a text without a number. */
static bool is_label(const struct pdf_cell *cell) {
    return cell->column == 0 && cell->rows == 1 && *cell->text != '\0' && !strpbrk(cell->text, "0123456789");
}

/* The first cell of a row, if it is a label. */
static const struct pdf_cell *label_of(const struct pdf_block *table, uint32_t row) {
    for (uint32_t i = 0; i < table->cell_count && table->cells[i].row <= row; i++)
        if (table->cells[i].row == row && is_label(&table->cells[i])) return &table->cells[i];
    return NULL;
}

static bool same_cells(const struct pdf_cell *one, const struct pdf_cell *other) {
    return strcmp(one->text, other->text) == 0 &&
           same_sides(one->left, one->right, other->left, other->right);
}

/* Whether labels that stand above a row come again below it: another form begins there, whose headings are its own. */
static bool begins_again(const struct pdf_block *table, uint32_t row) {
    const struct pdf_cell *end = table->cells + table->cell_count, *below = table->cells;
    while (below < end && below->row <= row) below++;
    for (; below < end; below++) {
        if (!is_label(below)) continue;
        for (const struct pdf_cell *above = table->cells; above < end && above->row < row; above++)
            if (is_label(above) && same_cells(above, below)) return true;
    }
    return false;
}

/* The row of `table` that the next one begins with: its first, or headings that stand below; UINT32_MAX: none. */
static uint32_t repeated_from(const struct pdf_block *table, const struct pdf_block *next) {
    if (same_rows(table, 0, next, 0, false)) return 0;
    if (next->row_count < 2 || !is_words(next, 0)) return UINT32_MAX;
    for (uint32_t row = 1; row + 1 < table->row_count && row < TOP_ROWS; row++)
        if (same_rows(table, row, next, 0, true)) return begins_again(table, row) ? UINT32_MAX : row;
    return UINT32_MAX;
}

/* How many rows at the top of `next` repeat the head of `table`. A head does not end inside of a merge. */
static uint32_t repeated_rows(const struct pdf_block *table, const struct pdf_block *next, uint32_t first) {
    enum { MOST_HEAD_ROWS = 6 };
    uint32_t rows = equal_rows(table, first, next);
    if (rows > MOST_HEAD_ROWS) rows = MOST_HEAD_ROWS;
    for (uint32_t i = 0; i < next->cell_count; i++)
        if (next->cells[i].row < rows && next->cells[i].row + next->cells[i].rows > rows) return 0;
    return rows;
}

/* Whether two rows have the same label. */
static bool same_label(const struct pdf_block *table, const struct pdf_block *next, uint32_t row) {
    const struct pdf_cell *one = label_of(table, row), *other = label_of(next, row);
    return one && other && same_cells(one, other);
}

/* Whether the next table, whose first rows are those of `table`, is a new form of the same kind and no part of it: behind these
 * rows labels come again with other values, or headings. A head that is printed on every page has its headings within it. */
static bool is_new_form(const struct pdf_block *table, const struct pdf_block *next) {
    uint32_t rows = equal_rows(table, 0, next);
    if (rows == 0) return false;
    if (rows + 1 < next->row_count && rows + 1 < table->row_count && same_label(table, next, rows) &&
        same_label(table, next, rows + 1) &&
        strcmp(label_of(next, rows)->text, label_of(next, rows + 1)->text) != 0)
        return true;
    for (uint32_t row = rows + 1; row < next->row_count; row++) {
        if (!is_words(next, row)) continue;
        for (uint32_t other = rows; other < table->row_count && other < TOP_ROWS; other++)
            if (same_rows(table, other, next, row, true)) return true;
    }
    return false;
}

static uint32_t nearest(const double *sides, uint32_t count, double at) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < count; i++)
        if (fabs(sides[i] - at) < fabs(sides[best] - at)) best = i;
    return best;
}

static void place_columns(struct pdf_block *table, const double *sides, uint32_t count) {
    for (uint32_t i = 0; i < table->cell_count; i++) {
        struct pdf_cell *cell = &table->cells[i];
        uint32_t first = nearest(sides, count, cell->left), last = nearest(sides, count, cell->right);
        cell->column = first;
        cell->columns = last > first ? last - first : 1;
    }
}

/* Gives both tables the columns of both. */
static void unite_columns(struct pdf_document *document, struct pdf_block *table, struct pdf_block *next) {
    uint32_t count = table->column_count + next->column_count + 2;
    double *sides = jx_arena_alloc(document->arena, count * sizeof *sides);
    memcpy(sides, table->sides, (table->column_count + 1) * sizeof *sides);
    memcpy(sides + table->column_count + 1, next->sides, (next->column_count + 1) * sizeof *sides);
    count = pdf_cluster(sides, count, SAME_SIDE);
    place_columns(table, sides, count);
    place_columns(next, sides, count);
    table->sides = sides;
    table->column_count = count - 1;
}

/* The cell of the last row that stands above a cell of the next page, with the same extent. */
static struct pdf_cell *cell_above(struct pdf_block *table, uint32_t end, const struct pdf_cell *cell) {
    for (uint32_t i = table->cell_count; i > 0; i--) {
        struct pdf_cell *above = &table->cells[i - 1];
        if (above->row + above->rows == end && above->column == cell->column &&
            above->columns == cell->columns)
            return above;
    }
    return NULL;
}

/* Whether two texts have the same characters: one that the page's end cut through may be printed out of order. */
static bool same_characters(const char *one, const char *other) {
    int32_t counts[256] = {0};
    if (*one == '\0' || strlen(one) != strlen(other)) return false;
    for (; *one != '\0'; one++, other++) {
        counts[(unsigned char)*one]++;
        counts[(unsigned char)*other]--;
    }
    for (int i = 0; i < 256; i++)
        if (counts[i] != 0) return false;
    return true;
}

/* The number that a line begins with, 12、 （12） 目标12：, and what stands behind it; 0: none. */
static uint32_t item_number(const char *line, const char **behind) {
    static const char *const before[] = {"目标", "（", "("};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (strncmp(line, before[i], strlen(before[i])) == 0) line += strlen(before[i]);
    size_t digits = strspn(line, "0123456789");
    *behind = line + digits;
    return digits > 0 && digits < 4 ? (uint32_t)strtoul(line, NULL, 10) : 0;
}

/* Whether a line of the text begins with this number and the mark that stands behind it. */
static bool has_item(const char *text, uint32_t number, const char *mark) {
    const char *behind;
    for (const char *line = text; line; line = strchr(line, '\n')) {
        if (*line == '\n') line++;
        if (item_number(line, &behind) == number && strncmp(behind, mark, strlen(mark)) == 0) return true;
    }
    return false;
}

/* Whether the text's first item is the next one after the last two of the text above: 21、… 22、… and 23、…. One item alone may be
 * a row of its own. */
static bool counts_on(const char *above, const char *text) {
    static const char *const marks[] = {"、", ".", "．", "）", ")", "：", ":"};
    const char *behind, *mark = NULL;
    uint32_t number = item_number(text, &behind);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(behind, marks[i], strlen(marks[i])) == 0) mark = marks[i];
    return number > 2 && mark && has_item(above, number - 1, mark) && has_item(above, number - 2, mark);
}

/* How the cells of the next page's first row stand to those above them. */
struct row_pair {
    uint32_t repeated, other,
        open;    /* texts said again; others; of these such as go on from an unfinished one */
    bool longer; /* one of the others goes on from a long text */
    bool apart;  /* a cell has none above, or a text a blank one */
};

static struct row_pair compare_rows(struct pdf_block *table, const struct pdf_block *next, uint32_t row) {
    enum { LONG_TEXT = 300 };
    const double little = 0.1;
    struct row_pair pair = {0, 0, 0, false, false};
    for (uint32_t i = 0; i < next->cell_count; i++) {
        const struct pdf_cell *cell = &next->cells[i];
        if (cell->row != row) continue;
        const struct pdf_cell *above = cell_above(table, table->row_count, cell);
        if (!above || (*cell->text != '\0' && *above->text == '\0')) pair.apart = true;
        if (pair.apart || *cell->text == '\0') continue;
        if (same_characters(above->text, cell->text)) {
            pair.repeated++;
            continue;
        }
        pair.other++;
        pair.open += (!above->stops && above->rest < cell->unit + little * above->size) ||
                     counts_on(above->text, cell->text);
        pair.longer = pair.longer || strlen(above->text) > LONG_TEXT;
    }
    return pair;
}

/* Whether the page's end cut a row: every text of the next page's first row goes on from an unfinished one above, which has
 * no room for what comes next; or a long one goes on beside a label that is said again. */
static bool is_cut(struct pdf_block *table, const struct pdf_block *next, uint32_t row) {
    struct row_pair pair = compare_rows(table, next, row);
    if (pair.apart || pair.other == 0) return false;
    return pair.open == pair.other || (pair.repeated == 1 && pair.other == 1 && pair.longer);
}

static void append_text(struct pdf_document *document, struct pdf_cell *cell, const struct pdf_cell *more) {
    if (*more->text == '\0') return;
    const double little = 0.1;
    bool wrapped = cell->rest < more->unit + little * cell->size;
    const char *text = more->text;
    if (!wrapped) text = jx_arena_join(document->arena, "\n", text, "");
    cell->text = jx_arena_join(document->arena, cell->text, text, "");
    cell->rest = more->rest;
    cell->stops = more->stops;
}

/* The column of the first cell of a row that holds text. */
static uint32_t first_filled(const struct pdf_block *table, uint32_t row) {
    uint32_t column = UINT32_MAX;
    for (uint32_t i = 0; i < table->cell_count; i++) {
        const struct pdf_cell *cell = &table->cells[i];
        if (cell->row == row && *cell->text != '\0' && cell->column < column) column = cell->column;
    }
    return column;
}

struct seam {
    struct pdf_document *document;
    struct pdf_block *table, *next;
    uint32_t end;    /* rows of the table before */
    uint32_t row;    /* the first one of the next that is added */
    uint32_t filled; /* where the first text of that row is */
    bool cut;
    bool left_joined; /* all cells of that row so far went on from above */
};

/* A merge that the page's end cuts is printed on both pages, with its text on each. */
static bool join_repeated(const struct seam *seam, struct pdf_cell *above, const struct pdf_cell *cell) {
    if (!seam->left_joined || above->rows + cell->rows < 3 || !same_characters(above->text, cell->text))
        return false;
    if (cell->rows > above->rows) above->text = cell->text;
    above->rows += cell->rows;
    return true;
}

/* Joins a cell of the first row with the one above, if it is a part of it; whether it did. Left of the first text a blank
 * piece goes on with the merge above, if one of the two is a merge. */
static bool join_cell(struct seam *seam, const struct pdf_cell *cell) {
    struct pdf_cell *above = cell->row == seam->row ? cell_above(seam->table, seam->end, cell) : NULL;
    if (!above) return false;
    if (seam->cut) {
        if (!same_characters(above->text, cell->text)) append_text(seam->document, above, cell);
        above->rows += cell->rows - 1;
        return true;
    }
    if (join_repeated(seam, above, cell)) return true;
    bool blank = *cell->text == '\0' && *above->text != '\0' && cell->column < seam->filled &&
                 seam->filled != UINT32_MAX;
    if (blank && (above->rows > 1 || cell->rows > 1)) {
        above->rows += cell->rows;
        return true;
    }
    /* One row on each side: a merge that was cut, or a blank cell below. Ink cannot tell. */
    if (blank) {
        seam->table->doubts |= 1u << PDF_DOUBT_CUT;
        seam->table->cut_row = seam->end;
    }
    return false;
}

static void add_cell(struct seam *seam, struct pdf_cell cell) {
    struct pdf_block *table = seam->table;
    if (cell.row < seam->row || join_cell(seam, &cell)) return;
    if (cell.row == seam->row) seam->left_joined = false;
    cell.row = seam->end + cell.row - seam->row - (seam->cut ? 1 : 0);
    table->cells = jx_arena_grow32(seam->document->arena, table->cells, table->cell_count,
                                   &table->cell_capacity, sizeof *table->cells);
    table->cells[table->cell_count++] = cell;
}

/* Adds the rows of the table at the top of the next page. */
static void join_tables(struct pdf_document *document, struct pdf_block *table, struct pdf_block *next) {
    uint32_t from = repeated_from(table, next);
    struct seam seam = {
        .document = document, .table = table, .next = next, .end = table->row_count, .left_joined = true};
    seam.row = from == UINT32_MAX ? 0 : repeated_rows(table, next, from);
    unite_columns(document, table, next);
    seam.filled = first_filled(next, seam.row);
    seam.cut = is_cut(table, next, seam.row);
    for (uint32_t i = 0; i < next->cell_count; i++) add_cell(&seam, next->cells[i]);
    table->row_count += next->row_count - seam.row - (seam.cut ? 1 : 0);
    table->doubts |= next->doubts;
    table->struck += next->struck;
    table->page = next->page;
    table->page_width = next->page_width;
    next->dropped = true;
}

/* Whether a table may go on in the next one: their sides agree, and of the columns within any, if there are some; and the
 * next one is no form of its own. */
static bool may_go_on(const struct pdf_block *table, const struct pdf_block *next) {
    uint32_t alike = 0;
    if (!same_sides(table->box.left, table->box.right, next->box.left, next->box.right)) return false;
    if (is_new_form(table, next)) return false;
    for (uint32_t i = 1; i < next->column_count; i++)
        for (uint32_t k = 1; k < table->column_count; k++)
            alike += fabs(next->sides[i] - table->sides[k]) < SAME_SIDE;
    return alike > 0 || next->column_count < 3 || table->column_count < 3;
}

/* --- titles that come again -------------------------------------------------------------------------------------- */

/* The next table on the page of a block, or NULL. */
static struct pdf_block *table_below(const struct pdf_document *document, uint32_t index) {
    for (uint32_t i = index + 1;
         i < document->block_count && document->blocks[i].page == document->blocks[index].page; i++)
        if (document->blocks[i].is_table) return &document->blocks[i];
    return NULL;
}

/* Whether a line stood above the table on its first page: at the same height, or anywhere. */
static bool stood_above(const struct pdf_document *document, uint32_t table, const struct pdf_block *line,
                        bool anywhere) {
    const double same = 4;
    uint32_t page = document->blocks[table].first_page;
    for (uint32_t i = table; i > 0; i--) {
        const struct pdf_block *block = &document->blocks[i - 1];
        if (block->is_table || block->first_page != page) return false;
        if (strcmp(block->said, line->said) == 0 && (anywhere || fabs(block->box.top - line->box.top) < same))
            return true;
    }
    return false;
}

/* Titles are printed again above a table that goes on; else the table is a new form of the same title. A table that goes on under
 * them repeats its head, and every line between `first` and the table below was there before: where one says another
 * name, year or unit, all of them are the new form's. Above headings alone, without rows of a head, they may stand at another height. */
static bool are_repeated_titles(const struct pdf_document *document, uint32_t table, uint32_t first) {
    const struct pdf_block *before = &document->blocks[table], *below = table_below(document, first);
    if (document->blocks[first].page <= before->page || !below || !may_go_on(before, below)) return false;
    uint32_t from = repeated_from(before, below);
    if (from == UINT32_MAX) return false;
    for (const struct pdf_block *line = &document->blocks[first]; line < below; line++)
        if (!line->dropped && !stood_above(document, table, line, from > 0)) return false;
    return true;
}

/* Drops the lines from `first` to the table below. */
static void drop_titles(struct pdf_document *document, uint32_t first) {
    const struct pdf_block *below = table_below(document, first);
    for (struct pdf_block *line = &document->blocks[first]; line < below; line++) line->dropped = true;
}

void pdf_join_pages(struct pdf_document *document) {
    const uint32_t none = UINT32_MAX;
    uint32_t last = none; /* the table that may go on */
    sort_blocks(document);
    drop_page_numbers(document);
    drop_headers(document);
    if (pdf_join_strips(document)) sort_blocks(document);
    for (uint32_t i = 0; i < document->block_count; i++) {
        struct pdf_block *block = &document->blocks[i],
                         *table = last == none ? NULL : &document->blocks[last];
        if (block->dropped) continue;
        if (!block->is_table) {
            if (table && are_repeated_titles(document, last, i))
                drop_titles(document, i);
            else
                last = none;
        } else if (table && block->page > table->page && may_go_on(table, block)) {
            join_tables(document, table, block);
        } else {
            last = i;
        }
    }
}

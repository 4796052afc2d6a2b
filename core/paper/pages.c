#include "core/paper/pages.h"

#include <string.h>

#include <jixiao/paper.h>

#include "core/base/arena.h"
#include "core/paper/heights.h"

/* How small a sheet may be printed so that it is one page: below, 10.5 points of type are hard to read. */
#define SMALLEST 0.75

/* What of a page is left for rounding: programs round widths and heights to whole pixels. */
#define USED 0.985

/* Where a block must be cut, the page is filled to so much at the least before a good place for the cut is looked for. */
#define FILLED 0.75

/* A row is stretched for a repeated text to so much at the most. A longer text was shown on the page before. */
#define STRETCH 1.5

struct paging {
    struct jx_arena *arena;
    struct jx_sheet *sheet;
    const struct jx_paper *paper;
    double room; /* of a page, at natural size */
    double head; /* the height of the head that repeats */
    uint32_t *breaks;
    size_t count, capacity;
    bool cut; /* some merges were */
};

/* --- what crosses the line above a row -------------------------------------------------------------------------------- */

/* Whether the cell is the first of its row under a merge that begins further up. */
static bool goes_on(const struct jx_cell *cell) {
    return cell->kind == JX_CELL_COVERED && cell->rows > 0 && cell->columns == 0;
}

/* How many merges reach over the line above this row; 0: the rows on both sides belong to different blocks. */
static uint32_t crossings(const struct jx_sheet *sheet, uint32_t row) {
    uint32_t count = 0;
    if (row == 0 || row >= sheet->row_count) return 0;
    for (uint32_t c = 0; c < sheet->rows[row].count; c++) count += goes_on(&sheet->rows[row].cells[c]);
    return count;
}

static double row_height(const struct paging *paging, uint32_t row) {
    return paging->sheet->rows[row].height + paging->paper->rule;
}

static double height_of(const struct paging *paging, uint32_t first, uint32_t end) {
    double height = 0;
    for (uint32_t r = first; r < end && r < paging->sheet->row_count; r++) height += row_height(paging, r);
    return height;
}

static uint32_t block_end(const struct jx_sheet *sheet, uint32_t first) {
    uint32_t end = first + 1;
    while (end < sheet->row_count && crossings(sheet, end) > 0) end++;
    return end;
}

static uint32_t head_end(const struct jx_sheet *sheet) {
    return sheet->head_first + sheet->head_count;
}

/* Whether the head stands in these rows: such a block is the whole band of a form. */
static bool holds_head(const struct jx_sheet *sheet, uint32_t first, uint32_t end) {
    return sheet->head_count > 0 && first < head_end(sheet) && end > sheet->head_first;
}

/* What a page that begins with this row has room for. */
static double room_from(const struct paging *paging, uint32_t row) {
    const struct jx_sheet *sheet = paging->sheet;
    bool repeats = sheet->head_count > 0 && row >= head_end(sheet);
    return paging->room - (repeats ? paging->head : 0);
}

/* --- cutting ------------------------------------------------------------------------------------------------------------ */

/* The cell where the merge begins that goes on at this row and column. */
static struct jx_cell *merge_start(const struct jx_sheet *sheet, uint32_t row, uint32_t column,
                                   uint32_t *first) {
    *first = row - sheet->rows[row].cells[column].rows;
    return &sheet->rows[*first].cells[column];
}

static double text_height(const struct paging *paging, const struct jx_cell *cell, uint32_t column) {
    const struct jx_sheet *sheet = paging->sheet;
    uint32_t last = column + (cell->columns == 0 ? 1 : cell->columns) - 1;
    if (last >= sheet->width_count) last = sheet->width_count - 1;
    return jx_text_height(cell->text, sheet->widths, column, last, paging->paper->spacing);
}

/* Whether what stands above a cut at `row` still has room for the texts that are merged across it. */
static bool can_cut(const struct paging *paging, uint32_t row) {
    const struct jx_sheet *sheet = paging->sheet;
    for (uint32_t c = 0; c < sheet->rows[row].count; c++) {
        uint32_t first;
        if (!goes_on(&sheet->rows[row].cells[c])) continue;
        const struct jx_cell *cell = merge_start(sheet, row, c, &first);
        if (height_of(paging, first, row) < text_height(paging, cell, c)) return false;
    }
    return true;
}

/* Makes room in the rows of a cell for its text, if it does not take much; else the cell stays blank. */
static void fit_repeated(struct paging *paging, uint32_t row, struct jx_cell *cell, uint32_t column) {
    struct jx_sheet *sheet = paging->sheet;
    double have = height_of(paging, row, row + cell->rows), need = text_height(paging, cell, column);
    if (need > have * STRETCH || need > room_from(paging, row)) {
        cell->kind = JX_CELL_BLANK;
        cell->text = NULL;
        cell->length = 0;
        return;
    }
    for (uint32_t r = row; need > have && r < row + cell->rows; r++) {
        double height = sheet->rows[r].height + (need - have) / cell->rows;
        sheet->rows[r].height = height > paging->paper->height_most ? paging->paper->height_most : height;
    }
}

/* Parts the merges that reach over the line above this row, and repeats what they say below it. */
static void cut_merges(struct paging *paging, uint32_t row) {
    struct jx_sheet *sheet = paging->sheet;
    for (uint32_t c = 0; c < sheet->rows[row].count; c++) {
        uint32_t first;
        if (!goes_on(&sheet->rows[row].cells[c])) continue;
        struct jx_cell *above = merge_start(sheet, row, c, &first), *below = &sheet->rows[row].cells[c];
        /* A text without room above the cut stays one: it goes on behind the page's end. */
        if (height_of(paging, first, row) < text_height(paging, above, c)) continue;
        uint32_t rows = above->rows - (row - first);
        *below = *above;
        below->rows = rows;
        above->rows = row - first;
        for (uint32_t r = 0; r < rows; r++)
            for (uint32_t k = 0; k < below->columns; k++)
                if (r > 0 || k > 0) {
                    sheet->rows[row + r].cells[c + k].rows = r;
                    sheet->rows[row + r].cells[c + k].columns = k;
                }
        fit_repeated(paging, row, below, c);
        paging->cut = true;
    }
}

/* The merges that the cells tell of. */
static void gather_merges(struct jx_arena *arena, struct jx_sheet *sheet) {
    sheet->merge_count = 0;
    for (uint32_t r = 0; r < sheet->row_count; r++)
        for (uint32_t c = 0; c < sheet->rows[r].count; c++) {
            const struct jx_cell *cell = &sheet->rows[r].cells[c];
            if (cell->kind == JX_CELL_COVERED || (cell->rows <= 1 && cell->columns <= 1)) continue;
            sheet->merges = jx_arena_grow32(arena, sheet->merges, sheet->merge_count, &sheet->merge_capacity,
                                            sizeof *sheet->merges);
            sheet->merges[sheet->merge_count++] = (struct jx_merge){r, c, cell->rows, cell->columns};
        }
}

/* --- page ends ---------------------------------------------------------------------------------------------------------- */

/* The first row that has no room on the page that begins with `start`. */
static uint32_t overflow(const struct paging *paging, uint32_t start) {
    const struct jx_sheet *sheet = paging->sheet;
    double left = room_from(paging, start) * USED;
    uint32_t row = start;
    while (row < sheet->row_count && (left -= row_height(paging, row)) >= 0) row++;
    return row == start ? start + 1 : row;
}

/* The best line in a block to cut, of those that leave the page well filled: where the fewest merges reach over it. 0:
 * none has room for the texts above it. */
static uint32_t best_cut(const struct paging *paging, uint32_t start, uint32_t first, uint32_t stop) {
    const struct jx_sheet *sheet = paging->sheet;
    double filled = height_of(paging, start, stop), least = filled * FILLED;
    uint32_t best = 0, fewest = UINT32_MAX;
    for (uint32_t row = stop; row > first && filled >= least; row--) {
        bool behind_head = sheet->head_count > 0 && row == head_end(sheet);
        uint32_t count = crossings(sheet, row);
        if (count < fewest && !behind_head && can_cut(paging, row)) {
            best = row;
            fewest = count;
        }
        filled -= row_height(paging, row - 1);
    }
    return best;
}

/* Where the page that begins with `start` ends, if `stop` is the first row without room on it. */
static uint32_t page_end(const struct paging *paging, uint32_t start, uint32_t stop) {
    const struct jx_sheet *sheet = paging->sheet;
    uint32_t first = stop; /* of the block that has no room as a whole */
    while (first > start && crossings(sheet, first) > 0) first--;
    if (first == stop) return stop;
    uint32_t end = block_end(sheet, first);
    bool fits = height_of(paging, first, end) <= room_from(paging, first) * USED;
    if (first > start && fits && !holds_head(sheet, first, end)) return first;
    uint32_t cut = best_cut(paging, start, first > start ? first - 1 : start, stop);
    if (cut > start) return cut;
    return first > start && fits ? first : stop; /* what no page holds begins where it stands */
}

/* The lines below the table, which have no rules: who filled it in, notes. */
static bool is_foot(const struct jx_sheet *sheet, uint32_t row) {
    for (uint32_t c = 0; c < sheet->rows[row].count; c++) {
        const struct jx_cell *cell = &sheet->rows[row].cells[c];
        bool ruled = cell->look >= JX_LOOK_LABEL && cell->look < JX_LOOK_COUNT;
        if (ruled || cell->rows > 1 || (cell->kind == JX_CELL_COVERED && cell->rows > 0)) return false;
    }
    return true;
}

/* A page's end that would leave nothing but such lines for the last page moves up, so that some rows go with them: to where the
 * fewest merges reach over it. */
static uint32_t with_foot(const struct paging *paging, uint32_t start, uint32_t end) {
    enum { LEAST = 2, MOST = 6 }; /* rows that go with the foot */
    const struct jx_sheet *sheet = paging->sheet;
    uint32_t foot = sheet->row_count, best = end, fewest = UINT32_MAX;
    while (foot > 0 && is_foot(sheet, foot - 1)) foot--;
    if (end < foot || end >= sheet->row_count) return end;
    for (uint32_t rows = LEAST; rows <= MOST && foot > start + rows; rows++) {
        uint32_t row = foot - rows, count = crossings(sheet, row);
        bool head = sheet->head_count > 0 && row <= head_end(sheet);
        if (count >= fewest || head || !can_cut(paging, row)) continue;
        best = row;
        fewest = count;
    }
    return best;
}

static void find_breaks(struct paging *paging) {
    const struct jx_sheet *sheet = paging->sheet;
    for (uint32_t start = 0;;) {
        uint32_t stop = overflow(paging, start);
        if (stop >= sheet->row_count) return;
        start = with_foot(paging, start, page_end(paging, start, stop));
        cut_merges(paging, start);
        paging->breaks = jx_arena_grow(paging->arena, paging->breaks, paging->count, &paging->capacity,
                                       sizeof *paging->breaks);
        paging->breaks[paging->count++] = start;
    }
}

static const bool *find_keeps(const struct paging *paging) {
    const struct jx_sheet *sheet = paging->sheet;
    bool *keeps = jx_arena_alloc(paging->arena, (sheet->row_count + 1) * sizeof *keeps);
    for (uint32_t first = 0, end; first < sheet->row_count; first = end) {
        end = block_end(sheet, first);
        bool fits = height_of(paging, first, end) <= room_from(paging, first) * USED;
        for (uint32_t r = first; r + 1 < end && fits && !holds_head(sheet, first, end); r++) keeps[r] = true;
    }
    return keeps;
}

void jx_sheet_pages(struct jx_arena *arena, struct jx_sheet *sheet, const struct jx_paper *paper) {
    struct paging paging = {.arena = arena, .sheet = sheet, .paper = paper};
    double width = 0, height = height_of(&paging, 0, sheet->row_count);
    double wide = (sheet->landscape ? JX_PAPER_LONG : JX_PAPER_SHORT) - 2 * JX_MARGIN_SIDE;
    double high = (sheet->landscape ? JX_PAPER_SHORT : JX_PAPER_LONG) - 2 * JX_MARGIN_ENDS;
    for (uint32_t c = 0; c < sheet->width_count; c++) width += JX_COLUMN_POINTS(sheet->widths[c]);
    if (sheet->row_count == 0 || sheet->width_count == 0) return;
    double fitting = height > 0 ? high * USED / height : 1;
    sheet->scale = width > wide ? wide / width : 1;
    sheet->pages = 1;
    if (fitting < sheet->scale && fitting >= SMALLEST) sheet->scale = fitting;
    paging.room = high / sheet->scale;
    paging.head = height_of(&paging, sheet->head_first, head_end(sheet));
    if (fitting < sheet->scale) {
        find_breaks(&paging);
        sheet->breaks = paging.breaks;
        sheet->pages = (uint32_t)paging.count + 1;
    }
    sheet->keeps = find_keeps(&paging);
    if (paging.cut) gather_merges(arena, sheet);
}

/*
 * Tables whose lines all run across: rows are between them. Columns are where hardly anything stands over the rows: the rivers
 * between the words. A text that runs over a river has a wide cell. Never certain.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "plugins/carriers/pdf/helper/block.h"
#include "plugins/carriers/pdf/helper/line.h"

/* RIVER: how wide a gap is at least that parts columns, in points. */
enum { MOST_COLUMNS = 62, WIDEST_PAGE = 20000, RIVER = 6 };

/* Words of a line that stand together, and the row that they are in. `wide`: they reach over several columns. */
struct run {
    double left, right;
    uint32_t row;
    bool wide;
};

struct across {
    struct pdf_document *document;
    struct pdf_page *page;
    struct pdf_rule *rules; /* from above to below */
    uint32_t rule_count;
    struct pdf_box box;
    struct pdf_glyph **glyphs;
    uint32_t glyph_count;
    struct run *runs;
    uint32_t run_count, run_capacity;
    double columns[MOST_COLUMNS + 2]; /* where they begin, and where the last one ends */
    uint32_t column_count;
};

static int by_height(const void *a, const void *b) {
    const struct pdf_rule *one = a, *other = b;
    return one->at < other->at ? -1 : one->at > other->at;
}

static void find_glyphs(struct across *table) {
    const double beside = 2;
    struct pdf_page *page = table->page;
    table->glyphs = jx_arena_alloc(page->arena, (page->glyph_count + 1) * sizeof(struct pdf_glyph *));
    for (uint32_t i = 0; i < page->glyph_count; i++) {
        struct pdf_glyph *glyph = &page->glyphs[i];
        if ((glyph->flags & PDF_TAKEN) != 0 || pdf_blank(glyph->text[0]) ||
            glyph->x < table->box.left - beside || glyph->x > table->box.right + beside ||
            glyph->y <= table->box.top || glyph->y >= table->box.bottom)
            continue;
        table->glyphs[table->glyph_count++] = glyph;
    }
}

/* Adds a line between any two lines of text that none parts. */
static void part_lines(struct across *table, const struct pdf_line *lines, uint32_t line_count) {
    uint32_t given = table->rule_count;
    for (uint32_t i = 0; i + 1 < line_count; i++) {
        bool parted = false;
        for (uint32_t k = 0; k < given; k++)
            parted = parted || (table->rules[k].at > lines[i].y && table->rules[k].at < lines[i + 1].y);
        if (parted) continue;
        table->rules[table->rule_count] = table->rules[0];
        table->rules[table->rule_count++].at = (lines[i].bottom + lines[i + 1].top) / 2;
    }
    qsort(table->rules, table->rule_count, sizeof *table->rules, by_height);
}

/* --- words that stand together ------------------------------------------------------------------------------------ */

/* The last rule that is above a height. */
static uint32_t row_of(const struct across *table, double y) {
    uint32_t first = 0, last = table->rule_count - 2;
    while (first < last) {
        uint32_t middle = first + (last - first + 1) / 2;
        if (table->rules[middle].at <= y)
            first = middle;
        else
            last = middle - 1;
    }
    return first;
}

static void add_run(struct across *table, const struct run *run) {
    table->runs = jx_arena_grow32(table->page->arena, table->runs, table->run_count, &table->run_capacity,
                                  sizeof *table->runs);
    table->runs[table->run_count++] = *run;
}

static void find_runs(struct across *table, const struct pdf_line *lines, uint32_t line_count) {
    const double apart = 1.1;
    for (uint32_t i = 0; i < line_count; i++) {
        const struct pdf_line *line = &lines[i];
        struct run run = {line->glyphs[line->first]->left, line->glyphs[line->first]->right,
                          row_of(table, line->y), false};
        for (uint32_t k = line->first + 1; k < line->last; k++) {
            const struct pdf_glyph *glyph = line->glyphs[k];
            if (pdf_blank(glyph->text[0])) continue;
            if (glyph->left - run.right > apart * line->size) {
                add_run(table, &run);
                run.left = glyph->left;
            }
            run.right = glyph->right;
        }
        add_run(table, &run);
    }
}

/* In how many rows some words cover a point of the page's width. */
static uint32_t *count_rows(const struct across *table, uint32_t width) {
    uint32_t *rows = jx_arena_alloc(table->page->arena, width * sizeof *rows);
    uint32_t *last = jx_arena_alloc(table->page->arena, width * sizeof *last); /* row + 1 */
    for (uint32_t i = 0; i < table->run_count; i++) {
        const struct run *run = &table->runs[i];
        for (uint32_t x = (uint32_t)fmax(0, run->left); x < width && x <= run->right; x++) {
            rows[x] += last[x] != run->row + 1;
            last[x] = run->row + 1;
        }
    }
    return rows;
}

/* Whether a run lies over a place that hardly any other row has words at, between two where many have. */
static bool crosses_river(const struct across *table, const struct run *run, const uint32_t *rows,
                          uint32_t width) {
    enum { FEW = 4 };
    uint32_t most = 1 + (table->rule_count - 1) / FEW, open = 0;
    bool before = false;
    for (uint32_t x = (uint32_t)fmax(0, run->left); x < width && x <= run->right; x++) {
        bool many = rows[x] > most;
        if (many && before && open >= RIVER) return true;
        before = before || many;
        open = many ? 0 : open + 1;
    }
    return false;
}

/* A text that runs over several columns says nothing of where they are, nor does the rest of it in further lines of its row; but
 * where many rows have a long one, those stand in a column of their own. */
static void find_wide(struct across *table, uint32_t width) {
    enum { FEW = 3 };
    const double share = 0.4, indent = 3;
    double least = share * (table->box.right - table->box.left);
    const uint32_t *covered = count_rows(table, width);
    double *from = jx_arena_alloc(table->page->arena, table->rule_count * sizeof *from);
    double *to = jx_arena_alloc(table->page->arena, table->rule_count * sizeof *to);
    uint32_t rows = 0;
    for (uint32_t i = 0; i < table->rule_count; i++) from[i] = INFINITY, to[i] = -INFINITY;
    for (uint32_t i = 0; i < table->run_count; i++) {
        const struct run *run = &table->runs[i];
        bool large = run->right - run->left >= least;
        if (!large && !crosses_river(table, run, covered, width)) continue;
        rows += large && from[run->row] > to[run->row];
        from[run->row] = fmin(from[run->row], run->left - indent);
        to[run->row] = fmax(to[run->row], run->right + indent);
    }
    if (rows * FEW > table->rule_count - 1) return;
    for (uint32_t i = 0; i < table->run_count; i++) {
        struct run *run = &table->runs[i];
        run->wide = run->left >= from[run->row] && run->right <= to[run->row];
    }
}

/* --- columns ------------------------------------------------------------------------------------------------------ */

/* Which points of the page's width some words cover that are not wide. */
static unsigned char *cover(const struct across *table, uint32_t width) {
    unsigned char *covered = jx_arena_alloc(table->page->arena, width);
    for (uint32_t i = 0; i < table->run_count; i++) {
        const struct run *run = &table->runs[i];
        if (run->wide || run->right < 0 || run->left >= width) continue;
        uint32_t from = (uint32_t)fmax(0, run->left), to = (uint32_t)fmin(width - 1, run->right);
        memset(covered + from, 1, to - from + 1);
    }
    return covered;
}

/* Where in a river its column begins: with a line that begins there, else right before the words. */
static double begin_in(const struct across *table, double from, double to) {
    const double before = 3;
    for (uint32_t i = 0; i < table->rule_count; i++)
        if (table->rules[i].from > from && table->rules[i].from < to) return table->rules[i].from;
    return fmax(to - before, (from + to) / 2);
}

static void find_columns(struct across *table, uint32_t width) {
    const double margin = 4;
    uint32_t start = 0;
    const unsigned char *covered = cover(table, width);
    bool open = false;
    table->columns[table->column_count++] = table->box.left;
    for (uint32_t x = (uint32_t)fmax(0, table->box.left);
         x <= table->box.right && x < width && table->column_count < MOST_COLUMNS; x++) {
        if (covered[x] == 0) {
            if (!open) start = x;
            open = true;
            continue;
        }
        if (open && start > table->box.left + margin && x - start >= RIVER)
            table->columns[table->column_count++] = begin_in(table, start, x);
        open = false;
    }
    table->columns[table->column_count++] = table->box.right;
}

/* In which rows words run over the beginning of which column; not where that column has words of its own. */
static const bool *find_crossed(const struct across *table) {
    uint32_t rows = table->rule_count - 1, columns = table->column_count;
    bool *crossed = jx_arena_alloc(table->page->arena, (size_t)rows * columns);
    bool *own = jx_arena_alloc(table->page->arena, (size_t)rows * columns);
    for (uint32_t i = 0; i < table->run_count; i++) {
        const struct run *run = &table->runs[i];
        uint32_t begin = pdf_slot(table->columns, columns, run->left + 1);
        own[run->row * columns + begin] = true;
        for (uint32_t k = begin + 1; k + 1 < columns && table->columns[k] < run->right; k++)
            crossed[run->row * columns + k] = true;
    }
    for (size_t i = 0; i < (size_t)rows * columns; i++) crossed[i] = crossed[i] && !own[i];
    return crossed;
}

/* A piece of each column's side for every row in which no words run over it. */
static struct pdf_rule *make_sides(const struct across *table, uint32_t *count) {
    uint32_t rows = table->rule_count - 1, columns = table->column_count;
    const bool *crossed = find_crossed(table);
    struct pdf_rule *sides = jx_arena_alloc(table->page->arena, (size_t)rows * columns * sizeof *sides);
    *count = 0;
    for (uint32_t k = 0; k < columns; k++)
        for (uint32_t row = 0; row < rows; row++)
            if (!crossed[row * columns + k])
                sides[(*count)++] = (struct pdf_rule){.at = table->columns[k],
                                                      .from = table->rules[row].at,
                                                      .to = table->rules[row + 1].at,
                                                      .width = 1};
    return sides;
}

/* Makes the table; `lines`: each line of text is a row of its own, where no rule parts it from the next. */
static void make_table(struct across *table, bool lines) {
    enum { FEWEST_GLYPHS = 4 };
    struct pdf_page *page = table->page;
    struct pdf_line *found;
    if (!pdf_page_work(page, page->glyph_count)) return;
    find_glyphs(table);
    if (table->glyph_count < FEWEST_GLYPHS) return;
    uint32_t line_count = pdf_lines(page->arena, table->glyphs, table->glyph_count, &found);
    qsort(table->rules, table->rule_count, sizeof *table->rules, by_height);
    if (lines) part_lines(table, found, line_count);
    find_runs(table, found, line_count);
    uint32_t width = (uint32_t)fmin(fmax(page->width, 1), WIDEST_PAGE) + 1;
    if (!pdf_page_work(page, (uint64_t)table->run_count * width)) return;
    find_wide(table, width);
    find_columns(table, width);
    if (table->column_count < 3) return;
    uint32_t side_count;
    struct pdf_rule *sides = make_sides(table, &side_count);
    struct pdf_lattice lattice = {table->rules, sides,      table->rule_count,
                                  side_count,   table->box, 1u << PDF_DOUBT_LINES};
    pdf_make_table(table->document, page, &lattice, false);
}

void pdf_three_lines(struct pdf_document *document, struct pdf_page *page, struct pdf_rule *rules,
                     uint32_t count, uint32_t partial) {
    enum { FEW_RULES = 4 };
    struct across table = {.document = document, .page = page, .rules = rules, .rule_count = count + partial};
    table.box = (struct pdf_box){rules[0].from, rules[0].at, rules[0].to, rules[count - 1].at};
    make_table(&table, count <= FEW_RULES && partial == 0);
}

/* --- a frame around columns --------------------------------------------------------------------------------------- */

/* How many lines have words that stand far apart. */
static uint32_t count_parted(const struct pdf_line *lines, uint32_t count) {
    const double apart = 2.2;
    uint32_t parted = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool gap = false;
        for (uint32_t k = lines[i].first + 1; k < lines[i].last; k++)
            gap = gap || lines[i].glyphs[k]->left - lines[i].glyphs[k - 1]->right > apart * lines[i].size;
        parted += gap;
    }
    return parted;
}

/* Whether the lines down are no more than the two sides. */
static bool is_frame(const struct pdf_lattice *lattice) {
    const double side = 3;
    for (uint32_t i = 0; i < lattice->down_count; i++)
        if (fabs(lattice->down[i].at - lattice->box.left) > side &&
            fabs(lattice->down[i].at - lattice->box.right) > side)
            return false;
    return lattice->down_count > 0 && lattice->across_count > 1;
}

bool pdf_framed_columns(struct pdf_document *document, struct pdf_page *page,
                        const struct pdf_lattice *lattice) {
    enum { FEWEST_LINES = 5 };
    uint32_t before = page->tables, line_count;
    struct across table = {.document = document, .page = page, .box = lattice->box};
    struct pdf_line *lines;
    if (lattice->doubts != 0 || !is_frame(lattice) || !pdf_page_work(page, page->glyph_count)) return false;
    find_glyphs(&table);
    line_count = pdf_lines(page->arena, table.glyphs, table.glyph_count, &lines);
    if (line_count < FEWEST_LINES || line_count < 2 * (lattice->across_count - 1) ||
        2 * count_parted(lines, line_count) < line_count)
        return false;
    table.rules =
        jx_arena_alloc(page->arena, ((size_t)lattice->across_count + line_count + 1) * sizeof *table.rules);
    memcpy(table.rules, lattice->across, lattice->across_count * sizeof *table.rules);
    table.rule_count = lattice->across_count;
    table.glyph_count = 0;
    make_table(&table, true);
    return page->tables > before;
}

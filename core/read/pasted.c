#include "core/read/pasted.h"

#include <string.h>

#include "core/base/text.h"
#include "core/read/endless.h"
#include "core/read/segments.h"
#include "core/words/title.h"

/* A heading or title is short. So many cells at least make a stream, and no more blank ones than so many stand before the
 * first of a row. A cell that goes on for longer than JOINED_MOST bytes does not go on further. */
enum { LONGEST_LABEL = 150, CELLS_LEAST = 8, BLANKS_MOST = 16, JOINED_MOST = 1 << 24 };

/* The making of rows. */
struct maker {
    struct jx_reading *reading;
    struct jx_arena *arena;
    struct jx_pasted *pasted;
    const struct jx_sheet *from;
    /* rows from each cell to the next, where no row end is marked; 0: blank rows are row ends */
    uint32_t apart;
    uint32_t column;      /* the cells stand in */
    uint32_t row, next;   /* where the next cell goes */
    uint32_t blanks;      /* rows since the last text */
    uint32_t headings;    /* how many of the three have come in this row */
    uint32_t width;       /* of the headings' row, once that is over, until a paragraph; else 0 */
    uint32_t before;      /* cells of the rows above that this one goes on with */
    struct jx_cell *open; /* the cell that may go on, and its room if it has */
    char *room;
    size_t capacity;
};

/* The headings that no table has below one another. */
static const enum jx_part headings_in_order[] = {JX_PART_LEVEL1, JX_PART_LEVEL2, JX_PART_NAME};
enum { HEADINGS = sizeof headings_in_order / sizeof *headings_in_order };

/* --- is it one? ------------------------------------------------------------------------------------------------------- */

/* How many texts stand in a row, up to two, and where the first is. */
static unsigned texts_in(const struct jx_reading *reading, const struct jx_sheet *sheet, uint32_t row,
                         uint32_t *first) {
    unsigned count = 0;
    for (uint32_t column = 0; column < sheet->rows[row].count && count < 2; column++)
        if (jx_reading_cell(reading, row, column) && count++ == 0) *first = column;
    return count;
}

/* The cell's key, in the arena for what passes; "" for a long one. */
static const char *short_key(const struct jx_reading *reading, const struct jx_cell *cell) {
    jx_arena_reset(reading->passing);
    return cell->length > LONGEST_LABEL ? "" : jx_text_key(reading->passing, cell->text, cell->length);
}

/* How many of the headings have come one after the other, when this cell is the next. */
static uint32_t count_heading(const struct jx_reading *reading, const struct jx_cell *cell, uint32_t found) {
    enum jx_part part = jx_lexicon_heading(reading->lexicon, short_key(reading, cell));
    if (found < HEADINGS && part == headings_in_order[found]) return found + 1;
    return part == headings_in_order[0] ? 1 : 0;
}

static bool mostly_alone(const struct jx_reading *reading, const struct jx_sheet *sheet) {
    uint32_t alone = 0, several = 0, first;
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        unsigned texts = texts_in(reading, sheet, row, &first);
        alone += texts == 1;
        several += texts > 1;
    }
    return alone >= CELLS_LEAST && several < alone;
}

/* Whether the headings of indicators stand below one another, each alone in its row; in which column, and in which rows. */
static bool headings_below(const struct jx_reading *reading, const struct jx_sheet *sheet, uint32_t *column,
                           uint32_t rows[HEADINGS]) {
    uint32_t found = 0, first = 0;
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        unsigned texts = texts_in(reading, sheet, row, &first);
        if (texts == 0) continue;
        if (texts > 1 || (found > 0 && first != *column)) found = 0;
        *column = first;
        if (texts == 1) found = count_heading(reading, jx_reading_cell(reading, row, first), found);
        if (found > 0) rows[found - 1] = row;
        if (found == HEADINGS) return true;
    }
    return false;
}

/* How many rows lie from each cell to the next where row ends are not marked at all: blank rows stand between any two
 * headings, or there are hardly any among the cells above. 0: they are. */
static uint32_t rows_apart(const struct jx_reading *reading, const struct jx_sheet *sheet, uint32_t column,
                           const uint32_t headings[HEADINGS]) {
    enum { FEWEST_ABOVE = 4 };
    uint32_t cells = 0, gaps = 0, first, last = UINT32_MAX;
    uint32_t step = headings[1] - headings[0];
    if (step > 2 || headings[2] - headings[1] != step) return 0;
    for (uint32_t row = 0; row <= headings[0] && step == 1; row++) {
        if (texts_in(reading, sheet, row, &first) == 0) continue;
        if (first == column) {
            cells++;
            gaps += last != UINT32_MAX && row - last > 1;
        }
        last = row;
    }
    return step == 2 || (cells >= FEWEST_ABOVE && gaps * 4 < cells) ? step : 0;
}

/* --- rows ------------------------------------------------------------------------------------------------------------- */

static struct jx_cell *put(struct maker *maker, const struct jx_cell *cell, uint32_t row, uint32_t column) {
    struct jx_pasted *pasted = maker->pasted;
    struct jx_cell *made = jx_sheet_cell(maker->arena, &pasted->made, maker->row, maker->next);
    if (cell) {
        *made = *cell;
        made->rows = made->columns = 1;
    }
    pasted->rows =
        jx_arena_grow(maker->arena, pasted->rows, maker->row, &pasted->row_capacity, sizeof *pasted->rows);
    struct jx_pasted_row *origin = &pasted->rows[maker->row];
    origin->cells =
        jx_arena_grow(maker->arena, origin->cells, maker->next, &origin->capacity, sizeof *origin->cells);
    origin->cells[maker->next++] = (struct jx_pasted_cell){row, column};
    return made;
}

static void put_blanks(struct maker *maker, uint32_t count, uint32_t row) {
    for (; count > 0; count--) put(maker, NULL, row, maker->column);
}

static bool is_label(const struct maker *maker, const char *key) {
    return jx_lexicon_label(maker->reading->lexicon, JX_KIND_PROJECT, key) ||
           jx_lexicon_label(maker->reading->lexicon, JX_KIND_DEPARTMENT, key);
}

/* How many of the spare blanks are cells that the row lacks at its end: the value of a label, the last ones of an
 * indicator. A row that lacks some where none is spare was cut by a blank line, and its next piece belongs to it. */
static uint32_t lacking_at_end(struct maker *maker, uint32_t spare) {
    if (maker->headings == HEADINGS) {
        maker->width = maker->next;
        maker->before = 0;
        return 0;
    }
    if (maker->width == 0 && maker->open && is_label(maker, short_key(maker->reading, maker->open)))
        return spare > 0;
    uint32_t held = maker->before + maker->next;
    uint32_t lacking = held < maker->width ? maker->width - held : 0;
    maker->before = lacking > 0 && spare == 0 ? held : 0;
    return lacking < spare ? lacking : spare;
}

/* Ends the row, if one is open. Before `cells` the blank rows are cells, too, but for one. */
static void end_row(struct maker *maker, uint32_t row, bool cells) {
    if (maker->next == 0) return;
    uint32_t spare = maker->blanks > 0 && cells ? maker->blanks - 1 : 0;
    if (spare > BLANKS_MOST) spare = 0;
    uint32_t lacking = lacking_at_end(maker, spare);
    put_blanks(maker, lacking, row);
    maker->row++;
    maker->next = maker->headings = 0;
    put_blanks(maker, spare - lacking, row);
}

/* The row's cells from this column on, with the blank ones between. */
static void put_cells(struct maker *maker, uint32_t row, uint32_t first) {
    uint32_t last = first, count = maker->from->rows[row].count;
    for (uint32_t column = first; column < count; column++)
        if (jx_reading_cell(maker->reading, row, column)) last = column;
    for (uint32_t column = first; column <= last; column++) {
        const struct jx_cell *cell = jx_reading_cell(maker->reading, row, column);
        maker->open = put(maker, cell, row, column);
        maker->capacity = 0;
        if (cell && maker->headings < HEADINGS)
            maker->headings = count_heading(maker->reading, cell, maker->headings);
    }
}

/* Whether the row is as long as the headings' if the blank rows are cells within it, and so are the cells from this row on
 * up to the next blank one. No row end fits that: it would be one of the blank rows. */
static bool goes_over_blanks(const struct maker *maker, uint32_t row) {
    uint32_t held = maker->before + maker->next + maker->blanks, first;
    if (maker->next == 0 || maker->headings == HEADINGS) return false;
    for (; row < maker->from->row_count && held < maker->width; row++) {
        unsigned texts = texts_in(maker->reading, maker->from, row, &first);
        if (texts == 0) return false;
        held += texts == 1 && first == maker->column;
    }
    return held == maker->width &&
           (row == maker->from->row_count || texts_in(maker->reading, maker->from, row, &first) == 0);
}

/* 填表人：… after a blank row is a note, and no more of the cell above. */
static bool is_note(const struct maker *maker, const struct jx_cell *cell) {
    const char *behind, *colon = jx_colon_find(cell->text, cell->length, &behind);
    if (!colon || colon - cell->text > LONGEST_LABEL) return false;
    jx_arena_reset(maker->reading->passing);
    const char *key = jx_text_key(maker->reading->passing, cell->text, (size_t)(colon - cell->text));
    return is_label(maker, key);
}

static bool goes_on(const struct maker *maker, const struct jx_cell *cell) {
    return maker->open && maker->blanks < 2 && cell->length < JOINED_MOST &&
           maker->open->length < JOINED_MOST && !jx_key_is_title(short_key(maker->reading, cell)) &&
           (maker->blanks == 0 || !is_note(maker, cell));
}

static void append(struct maker *maker, const char *text, size_t length) {
    struct jx_cell *cell = maker->open;
    size_t all = cell->length + length;
    if (all >= maker->capacity) {
        char *room = jx_arena_alloc(maker->arena, maker->capacity = 2 * all + 1);
        memcpy(room, cell->text, cell->length);
        maker->room = room;
    }
    memcpy(maker->room + cell->length, text, length);
    maker->room[all] = '\0';
    cell->text = maker->room;
    cell->length = (uint32_t)all;
    cell->kind = JX_CELL_TEXT;
}

/* A row of its own: a paragraph, or several texts that begin left of the cells. */
static void put_alone(struct maker *maker, uint32_t row, uint32_t first) {
    end_row(maker, row, false);
    maker->width = maker->before = 0;
    put_cells(maker, row, first);
    maker->row++;
    maker->next = maker->headings = 0;
    maker->open = NULL;
}

/* Blank rows are cells like all others where no row end is marked, but for those that only stand between two cells. Each
 * is a row: where the rows of the table end is found out later (joined.h). */
static void put_apart(struct maker *maker, uint32_t row) {
    uint32_t spare = !maker->open ? 0 : maker->blanks / maker->apart;
    end_row(maker, row, false);
    for (; spare > 0 && spare <= BLANKS_MOST; spare--) {
        put_blanks(maker, 1, row);
        maker->row++;
        maker->next = 0;
    }
    put_cells(maker, row, maker->column);
}

static void take_row(struct maker *maker, uint32_t row, unsigned texts, uint32_t first) {
    const struct jx_cell *cell = jx_reading_cell(maker->reading, row, first);
    if (texts > 1 && first < maker->column) {
        put_alone(maker, row, 0);
    } else if (texts == 1 && first < maker->column && goes_on(maker, cell)) {
        for (uint32_t line = 0; line <= maker->blanks; line++) append(maker, "\n", 1);
        append(maker, cell->text, cell->length);
    } else if (texts == 1 && (first < maker->column || jx_key_is_title(short_key(maker->reading, cell)))) {
        put_alone(maker, row, first);
    } else if (maker->apart > 0) {
        put_apart(maker, row);
    } else {
        if (goes_over_blanks(maker, row))
            put_blanks(maker, maker->blanks, row);
        else if (maker->blanks > 0 || !maker->open)
            end_row(maker, row, true);
        put_cells(maker, row, maker->column);
    }
    maker->blanks = 0;
}

/* Where no row end was marked at all, each cell becomes a row (endless.h), and so does its place. */
static void cut_rows(struct jx_reading *reading, struct jx_arena *arena, struct jx_pasted *pasted) {
    uint32_t before = pasted->made.row_count;
    const struct jx_row *rows = pasted->made.rows;
    jx_endless_cut(reading, arena, &pasted->made);
    if (pasted->made.row_count == before) return;
    struct jx_pasted_row *cut = jx_arena_alloc(arena, pasted->made.row_count * sizeof *cut), *next = cut;
    for (uint32_t row = 0; row < before; row++) {
        struct jx_pasted_row *whole = &pasted->rows[row];
        bool one =
            next - cut < pasted->made.row_count && pasted->made.rows[next - cut].count == rows[row].count;
        for (uint32_t i = 0; i < (one ? 1 : rows[row].count); i++) (next++)->cells = &whole->cells[i];
    }
    pasted->rows = cut;
}

void jx_pasted_open(struct jx_reading *reading, struct jx_arena *arena, struct jx_sheet *sheet) {
    uint32_t column = 0, first = 0, headings[HEADINGS];
    reading->sheet = sheet;
    reading->kept = NULL;
    reading->pasted = NULL;
    if (sheet->soft_rows || !mostly_alone(reading, sheet) ||
        !headings_below(reading, sheet, &column, headings))
        return;
    struct maker maker = {.reading = reading, .arena = arena, .from = sheet, .column = column};
    maker.apart = rows_apart(reading, sheet, column, headings);
    maker.pasted = jx_arena_alloc(arena, sizeof *maker.pasted);
    maker.pasted->made.name = sheet->name;
    maker.pasted->made.hidden = sheet->hidden;
    maker.pasted->made.soft_rows = true;
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        unsigned texts = texts_in(reading, sheet, row, &first);
        if (texts == 0)
            maker.blanks++;
        else
            take_row(&maker, row, texts, first);
    }
    cut_rows(reading, arena, maker.pasted);
    reading->sheet = &maker.pasted->made;
    reading->pasted = maker.pasted;
}

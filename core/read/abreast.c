#include "core/read/abreast.h"

#include <string.h>

#include "core/base/text.h"
#include "core/read/regions.h"

/* How many forms may stand side by side, and how many rows are looked at for their labels, and below these for their headings. */
enum { MOST = 8, ROWS_LOOKED_AT = 64, LONGEST_LABEL = 60 };

/* The first columns of the forms; the label that opens each is in `row`. */
struct cuts {
    uint32_t columns[MOST + 1]; /* and where the last of them ends */
    size_t count;
    uint32_t row;
};

static const char *key_of(const struct jx_reading *reading, const struct jx_cell *cell) {
    return jx_text_key(reading->passing, cell->text, cell->length);
}

/* Whether a cell may be 项目名称 or 部门名称, by its first character: this is asked of every cell. */
static bool may_open(const struct jx_cell *cell) {
    static const uint64_t begin = JX_TEXT_BIT(U'项') | JX_TEXT_BIT(U'部') | JX_TEXT_BIT(U'单');
    if (cell->length == 0 || cell->length > LONGEST_LABEL) return false;
    return jx_text_may_begin(cell->text, begin) ||
           jx_text_may_begin(jx_text_skip(cell->text, cell->text + cell->length), begin);
}

/* Whether several cells of a row may. */
static bool may_open_several(const struct jx_row *row) {
    size_t count = 0;
    for (uint32_t column = 0; column < row->count && count < 2; column++)
        count += may_open(&row->cells[column]);
    return count > 1;
}

/* The cells of a row that open a form with the same words. */
static void find_openers(const struct jx_reading *reading, uint32_t row, struct cuts *cuts) {
    const char *words = NULL;
    cuts->count = 0;
    cuts->row = row;
    if (!may_open_several(&reading->sheet->rows[row])) return;
    for (uint32_t column = 0; column < reading->sheet->rows[row].count; column++) {
        const struct jx_cell *cell = jx_reading_cell(reading, row, column);
        if (!cell || !may_open(cell)) continue;
        const char *key = key_of(reading, cell);
        if (!jx_key_opens_form(reading, key) || (words && strcmp(words, key) != 0)) continue;
        if (cuts->count == MOST) return;
        words = key;
        cuts->columns[cuts->count++] = column;
    }
}

/* Whether indicators have their heading in these columns, below a row. */
static bool has_heading(const struct jx_reading *reading, uint32_t row, uint32_t first, uint32_t end) {
    const struct jx_sheet *sheet = reading->sheet;
    for (uint32_t last = row + ROWS_LOOKED_AT; row < sheet->row_count && row < last; row++)
        for (uint32_t column = first; column < end && column < sheet->rows[row].count; column++) {
            const struct jx_cell *cell = jx_reading_cell(reading, row, column);
            if (cell && cell->length <= LONGEST_LABEL &&
                jx_lexicon_heading(reading->lexicon, key_of(reading, cell)) == JX_PART_NAME)
                return true;
        }
    return false;
}

/* Whether a cell reaches over a column's left edge, from this row on: above it titles may. */
static bool is_crossed(const struct jx_reading *reading, uint32_t row, uint32_t column) {
    const struct jx_sheet *sheet = reading->sheet;
    for (; row < sheet->row_count; row++)
        for (uint32_t i = 0; i < column && i < sheet->rows[row].count; i++) {
            const struct jx_cell *cell = jx_reading_cell(reading, row, i);
            if (cell && cell->columns > column - i) return true;
        }
    return false;
}

static bool stand_apart(const struct jx_reading *reading, struct cuts *cuts) {
    cuts->columns[0] = 0; /* what stands before the first is the first's */
    cuts->columns[cuts->count] = UINT32_MAX;
    for (size_t i = 0; i < cuts->count; i++) {
        if (!has_heading(reading, cuts->row, cuts->columns[i], cuts->columns[i + 1])) return false;
        if (i > 0 && is_crossed(reading, cuts->row, cuts->columns[i])) return false;
    }
    return true;
}

/* Whether a row above the labels is each form's own: where the first one has its first text the others have one, too. Else it is a
 * title or a unit for all, and each gets the whole of it. */
static bool is_own(const struct jx_reading *reading, const struct cuts *cuts, uint32_t row) {
    uint32_t offset = 0;
    while (offset < cuts->columns[1] && !jx_reading_cell(reading, row, offset)) offset++;
    for (size_t i = 1; i < cuts->count; i++)
        if (!jx_reading_cell(reading, row, cuts->columns[i] + offset)) return false;
    return true;
}

/* The row's cells of one form, as a row of the sheet that is made. `again`: another form has them, too. */
static void put_row(struct jx_pasted *pasted, struct jx_arena *arena, const struct jx_row *from, uint32_t row,
                    uint32_t first, uint32_t end, bool again) {
    uint32_t stop = from->count < end ? from->count : end, count = stop > first ? stop - first : 0;
    struct jx_row *to = &pasted->made.rows[pasted->made.row_count];
    struct jx_pasted_row *places = &pasted->rows[pasted->made.row_count++];
    places->again = again;
    to->cells = jx_arena_alloc(arena, (count + 1) * sizeof *to->cells);
    places->cells = jx_arena_alloc(arena, (count + 1) * sizeof *places->cells);
    to->count = to->capacity = count;
    for (uint32_t i = 0; i < count; i++) {
        to->cells[i] = from->cells[first + i];
        places->cells[i] = (struct jx_pasted_cell){row, first + i};
    }
}

static void put_below(struct jx_reading *reading, struct jx_arena *arena, const struct cuts *cuts) {
    const struct jx_sheet *from = reading->sheet;
    struct jx_pasted *pasted = jx_arena_alloc(arena, sizeof *pasted);
    size_t rows = cuts->count * from->row_count;
    pasted->made.name = from->name;
    pasted->made.hidden = from->hidden;
    pasted->made.rows = jx_arena_alloc(arena, rows * sizeof *pasted->made.rows);
    pasted->rows = jx_arena_alloc(arena, rows * sizeof *pasted->rows);
    pasted->made.row_capacity = (uint32_t)rows;
    for (size_t i = 0; i < cuts->count; i++)
        for (uint32_t row = 0; row < from->row_count; row++) {
            bool own = row >= cuts->row || is_own(reading, cuts, row);
            put_row(pasted, arena, &from->rows[row], row, own ? cuts->columns[i] : 0,
                    own ? cuts->columns[i + 1] : UINT32_MAX, !own && i > 0);
        }
    reading->sheet = &pasted->made;
    reading->pasted = pasted;
}

/* Where the forms of the sheet at hand begin that stand side by side; whether there are several. */
static bool find_cuts(const struct jx_reading *reading, struct cuts *cuts) {
    const struct jx_sheet *sheet = reading->sheet;
    *cuts = (struct cuts){.count = 0};
    for (uint32_t row = 0; row < sheet->row_count && row < ROWS_LOOKED_AT && cuts->count < 2; row++)
        find_openers(reading, row, cuts);
    return cuts->count > 1 && stand_apart(reading, cuts);
}

void jx_abreast_open(struct jx_reading *reading, struct jx_arena *arena) {
    struct cuts cuts;
    if (reading->pasted || reading->sheet->soft_rows) return;
    if (find_cuts(reading, &cuts) && reading->sheet->row_count <= UINT32_MAX / MOST)
        put_below(reading, arena, &cuts);
    jx_arena_reset(reading->passing);
}

bool jx_abreast_second(const struct jx_reading *reading, uint32_t *row, uint32_t *column) {
    struct cuts cuts;
    if (!find_cuts(reading, &cuts)) return false;
    *row = cuts.row;
    *column = cuts.columns[1];
    return true;
}

#include "core/read/slots.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/grid/grid.h"
#include "core/model/fields.h"
#include "core/read/doubts.h"
#include "core/read/pairs.h"
#include "core/read/unclaimed.h"
#include "core/words/costs.h"

/* In columns: a label with a colon in a cell of so many has its value behind it; columns that are looked at for it. */
enum { WIDE = 3, COLUMNS = 64 };

struct finding {
    struct jx_slots *slots;
    struct jx_arena *arena;
    enum jx_kind kind;
    bool known[JX_FIELD_COUNT + 1];
    struct jx_term *open, *held;
    bool inside[COLUMNS]; /* amounts stand behind their labels in this column */
};

struct jx_sense jx_slot_sense(const struct jx_sense *sense, const struct jx_term *word) {
    struct jx_sense own = *sense;
    bool code = own.second != JX_FIELD_COUNT && jx_field_type(own.second) == JX_TYPE_CODE;
    if (code && !jx_tags_have(word->phrase.tags, JX_TAG_CODE)) own.second = JX_FIELD_COUNT;
    return own;
}

/* --- the shape ---------------------------------------------------------------------------------------------------- */

/* A term that suits everything, or nothing. */
static struct jx_term *make_term(struct jx_arena *arena, enum jx_term_stands stands) {
    struct jx_term *term = jx_arena_alloc(arena, sizeof *term);
    term->text = term->key = "";
    term->phrase = (struct jx_phrase){.core = "", .unknown = JX_PHRASE_PROSE};
    term->heading = (struct jx_head_sense){JX_PART_NONE, JX_NO_HEADING};
    term->stands = stands;
    term->amount = stands == JX_TERM_OPEN;
    return term;
}

/* 项目名称：          , with so many blanks behind it: the line that somebody is to write on. */
static bool has_line(const struct jx_inside *inside) {
    enum { SHORTEST = 4 };
    const char *at = inside->text, *end = at + inside->length;
    int blanks = 0;
    while (at < end && jx_text_is_space(jx_text_next(&at, end))) blanks++;
    return at == end && blanks >= SHORTEST;
}

/* Several labels before colons, or one in a wide cell: their values are in the cell itself. So are amounts where one of those
 * below one another has no cell of its own, and what has a line of its own, but no open cell beside it (`lone`). */
static bool holds_places(struct finding *finding, const struct jx_cell *cell, struct jx_term *term,
                         uint32_t column, bool lone) {
    struct jx_inside inside[JX_INSIDE_MOST];
    if (!term->colon) return false;
    size_t count = jx_inside_places(&finding->slots->terms, cell->text, cell->length, finding->kind, inside);
    if (count != 1) return count > 1;
    bool amount = jx_field_is_money(inside[0].sense.field) && column < COLUMNS;
    return cell->columns >= WIDE || (amount && finding->inside[column]) || (lone && has_line(&inside[0]));
}

static bool is_open(const struct jx_open_cell *open, size_t count, uint32_t row, uint32_t column) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        bool before = open[middle].row != row ? open[middle].row < row : open[middle].column < column;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && open[low].row == row && open[low].column == column;
}

/* Columns in which a label of an amount has neither an open cell nor an amount at its right. */
static void find_inside_columns(struct finding *finding, const struct jx_sheet *sheet,
                                const struct jx_open_cell *open, size_t open_count) {
    struct jx_terms *terms = &finding->slots->terms;
    for (uint32_t row = 0; row < sheet->row_count; row++)
        for (uint32_t column = 0; column < sheet->rows[row].count && column < COLUMNS; column++) {
            const struct jx_cell *cell = &sheet->rows[row].cells[column];
            struct jx_inside inside[JX_INSIDE_MOST];
            if (cell->kind == JX_CELL_COVERED || !cell->text || cell->columns >= WIDE) continue;
            if (!jx_text_ends_in_colon(cell->text)) continue;
            size_t count = jx_inside_places(terms, cell->text, cell->length, finding->kind, inside);
            if (count != 1 || !jx_field_is_money(inside[0].sense.field)) continue;
            uint32_t right = column + (cell->columns == 0 ? 1 : cell->columns);
            const struct jx_cell *next = jx_sheet_at(sheet, row, right);
            bool amount = next && next->text && jx_term_of(terms, next->text, next->length)->amount;
            if (!amount && !is_open(open, open_count, row, right)) finding->inside[column] = true;
        }
}

static struct jx_seen *add_seen(struct jx_shape *shape, struct jx_cell *cell, struct jx_term *term,
                                uint32_t row, uint32_t column) {
    struct jx_seen *seen = &shape->cells[shape->count++];
    *seen = (struct jx_seen){.cell = cell,
                             .term = term,
                             .row = row,
                             .column = column,
                             .rows = cell->rows == 0 ? 1 : cell->rows,
                             .columns = cell->columns == 0 ? 1 : cell->columns,
                             .sheet_row = row,
                             .sheet_column = column};
    return seen;
}

/* Cells with words and open cells, in order. What holds places of its own is no label and no value. */
static struct jx_shape *make_shape(struct finding *finding, const struct jx_sheet *sheet,
                                   const struct jx_open_cell *open, size_t open_count, uint32_t first,
                                   uint32_t end) {
    struct jx_terms *terms = &finding->slots->terms;
    struct jx_shape *shape = jx_arena_alloc(finding->arena, sizeof *shape);
    size_t most = open_count, next = 0;
    for (uint32_t row = 0; row < end && row < sheet->row_count; row++) most += sheet->rows[row].count;
    shape->cells = jx_arena_alloc(finding->arena, (most + 1) * sizeof *shape->cells);
    for (uint32_t row = first; row < end; row++) {
        uint32_t count = row < sheet->row_count ? sheet->rows[row].count : 0, column = 0;
        for (; next < open_count && open[next].row < row;) next++;
        while (column < count || (next < open_count && open[next].row == row)) {
            bool opens = next < open_count && open[next].row == row && open[next].column <= column;
            if (column >= count) opens = true;
            if (opens) {
                struct jx_cell *blank = jx_arena_alloc(finding->arena, sizeof *blank);
                *blank = (struct jx_cell){.text = "", .rows = open[next].rows, .columns = open[next].columns};
                add_seen(shape, blank, finding->open, row, open[next].column);
                if (column <= open[next].column) column = open[next].column + 1;
                next++;
                continue;
            }
            struct jx_cell *cell = &sheet->rows[row].cells[column++];
            if (cell->kind == JX_CELL_COVERED || !cell->text || jx_text_is_blank(cell->text)) continue;
            struct jx_term *term = jx_term_of(terms, cell->text, cell->length);
            bool lone =
                !is_open(open, open_count, row, column - 1 + (cell->columns == 0 ? 1 : cell->columns));
            if (holds_places(finding, cell, term, column - 1, lone)) term = finding->held;
            add_seen(shape, cell, term, row, column - 1);
        }
    }
    jx_shape_index(finding->arena, shape);
    return shape;
}

/* --- labels and their cells ------------------------------------------------------------------------------------------ */

static struct jx_money_unit unit_of(struct finding *finding, const char *words) {
    static const struct jx_money_unit silent = {.says = JX_MONEY_SILENT};
    return words ? jx_money_unit_of(finding->arena, words) : silent;
}

/* The unit of an amount's place, as the amount will be read there: what the label of another one says counts where the form has no
 * unit for all, or the same. */
static void take_unit(struct finding *finding, const struct jx_pairs *pairs, const struct jx_pair *pair,
                      struct jx_cell_slot *slot) {
    const struct jx_money_unit *all = &finding->slots->unit;
    struct jx_pair_unit words = jx_pairs_unit(pairs, pair->label, pair->value);
    slot->unit = unit_of(finding, words.words);
    if (!jx_field_is_money(pair->sense.field) || !words.borrowed) return;
    if (jx_pair_unit_is_lent(&slot->unit, all, "", "")) return;
    slot->lent = slot->unit;
    slot->lender_row = words.borrowed->sheet_row;
    slot->lender_column = words.borrowed->sheet_column;
    slot->unit = unit_of(finding, NULL);
    slot->borrows = true;
}

static void add_slot(struct finding *finding, const struct jx_pairs *pairs, const struct jx_pair *pair) {
    struct jx_slots *slots = finding->slots;
    struct jx_term *word = jx_term_of(&slots->terms, pair->word, strlen(pair->word));
    slots->cells = jx_arena_grow(finding->arena, slots->cells, slots->cell_count, &slots->cell_capacity,
                                 sizeof *slots->cells);
    slots->cells[slots->cell_count++] = (struct jx_cell_slot){
        .sense = jx_slot_sense(&pair->sense, word),
        .word = pair->word,
        .label_row = pair->label->sheet_row,
        .label_column = pair->label->sheet_column,
        .row = pair->value->sheet_row,
        .column = pair->value->sheet_column,
        .dated = jx_tags_have(word->phrase.tags, JX_TAG_DATE),
        .year = pair->year,
    };
    take_unit(finding, pairs, pair, &slots->cells[slots->cell_count - 1]);
    finding->known[pair->sense.field] = true;
}

static void find_inside(struct finding *finding, const struct jx_seen *seen) {
    struct jx_slots *slots = finding->slots;
    struct jx_inside inside[JX_INSIDE_MOST];
    size_t count =
        jx_inside_places(&slots->terms, seen->cell->text, seen->cell->length, finding->kind, inside);
    for (size_t i = 0; i < count; i++) {
        const struct jx_term *word = jx_term_of(&slots->terms, inside[i].word, strlen(inside[i].word));
        if (finding->known[JX_FIELD_UNIT_NAME] && jx_inside_filer(&inside[i]))
            inside[i].sense.field = JX_FIELD_FILING_UNIT, inside[i].sense.second = JX_FIELD_COUNT;
        uint32_t first = (uint32_t)(inside[i].text - seen->cell->text);
        slots->inside = jx_arena_grow(finding->arena, slots->inside, slots->inside_count,
                                      &slots->inside_capacity, sizeof *slots->inside);
        slots->inside[slots->inside_count++] =
            (struct jx_slot_inside){.sense = jx_slot_sense(&inside[i].sense, word),
                                    .word = inside[i].word,
                                    .row = seen->sheet_row,
                                    .column = seen->sheet_column,
                                    .first = first,
                                    .last = first + (uint32_t)inside[i].length,
                                    .dated = jx_tags_have(word->phrase.tags, JX_TAG_DATE)};
    }
}

static bool is_paired(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    for (size_t i = 0; i < pairs->taken_count; i++)
        if (pairs->taken[i].where != JX_PAIR_INSIDE &&
            (pairs->taken[i].label == seen || pairs->taken[i].value == seen))
            return true;
    return false;
}

/* The rows [first, end), which hold no indicators. */
static void read_head(struct finding *finding, uint32_t first, uint32_t end) {
    struct jx_slots *slots = finding->slots;
    struct jx_pairs *pairs =
        jx_pairs_of(&slots->terms, slots->shape, finding->kind, first, end, finding->known, 0);
    for (size_t i = 0; i < pairs->taken_count; i++)
        if (pairs->taken[i].where != JX_PAIR_INSIDE && !jx_doubt_place(pairs, &pairs->taken[i]))
            add_slot(finding, pairs, &pairs->taken[i]);
    for (uint32_t row = first; row < end && row < slots->shape->rows; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(slots->shape, row, &count);
        for (size_t i = 0; i < count; i++) {
            const struct jx_seen *seen = &cells[i];
            if (jx_text_has_colon(seen->cell->text, seen->cell->length) && !is_paired(pairs, seen))
                find_inside(finding, seen);
        }
    }
}

/* 单位：万元, （万元）, or what the brackets of a label or title say: the first of them. */
static void find_unit(struct finding *finding) {
    struct jx_slots *slots = finding->slots;
    for (size_t i = 0; i < slots->shape->count && slots->unit.says == JX_MONEY_SILENT; i++) {
        const struct jx_seen *seen = &slots->shape->cells[i];
        if (*seen->cell->text == '\0') continue;
        const struct jx_term *term = jx_term_of(&slots->terms, seen->cell->text, seen->cell->length);
        struct jx_money_unit whole = jx_money_unit_read(term->key, strlen(term->key));
        bool says = whole.alone && whole.says != JX_MONEY_SILENT && !whole.other;
        slots->unit = says ? whole : unit_of(finding, jx_unit_words(finding->arena, term));
        const struct jx_seen *right = jx_shape_at(slots->shape, seen->row, seen->column + seen->columns);
        bool labels = !says && slots->unit.says == JX_MONEY_KNOWN && right && right->term->amount;
        slots->unit_of = labels ? seen : NULL;
    }
}

/* Amounts before the one whose label has the only unit of the form: it may be meant for that one alone. */
static void find_borrowers(struct jx_slots *slots) {
    const struct jx_seen *from = slots->unit_of;
    for (size_t i = 0; from && i < slots->cell_count; i++) {
        struct jx_cell_slot *slot = &slots->cells[i];
        bool before = slot->row < from->sheet_row ||
                      (slot->row == from->sheet_row && slot->column < from->sheet_column);
        if (before && jx_field_is_money(slot->sense.field) && slot->unit.says == JX_MONEY_SILENT)
            slot->borrows = true;
    }
}

/* --- all -------------------------------------------------------------------------------------------------------------- */

/* What stands above a turned table is read as it stands. */
static uint32_t turned_top(const struct jx_slots *slots) {
    uint32_t top = slots->shape->rows;
    const struct jx_block *block = &slots->blocks[0];
    for (size_t i = 0; i < block->column_count; i++)
        if (block->columns[i].part != JX_PART_NONE && block->columns[i].column < top)
            top = block->columns[i].column;
    return top;
}

struct jx_slots *jx_slots_find(struct jx_arena *arena, const struct jx_lexicon *lexicon,
                               struct jx_sheet *sheet, enum jx_kind kind, const struct jx_open_cell *open,
                               size_t open_count, uint32_t first, uint32_t end) {
    struct jx_slots *slots = jx_arena_alloc(arena, sizeof *slots);
    struct finding finding = {.slots = slots, .arena = arena, .kind = kind};
    slots->terms = (struct jx_terms){.arena = arena, .lexicon = lexicon, .blank = true};
    finding.open = make_term(arena, JX_TERM_OPEN);
    finding.held = make_term(arena, JX_TERM_HELD);
    find_inside_columns(&finding, sheet, open, open_count);
    slots->shape = make_shape(&finding, sheet, open, open_count, first, end);
    slots->blocks = jx_shape_blocks(&slots->terms, slots->shape, &slots->block_count);
    if (slots->block_count == 0 && slots->shape->count > 0)
        slots->turned =
            jx_shape_turned(&slots->terms, slots->shape, &slots->blocks, &slots->block_count)->turned;
    find_unit(&finding);
    if (slots->turned) {
        read_head(&finding, 0, turned_top(slots));
        find_borrowers(slots);
        return slots;
    }
    uint32_t from = 0;
    for (size_t i = 0; i < slots->block_count; i++) {
        read_head(&finding, from, slots->blocks[i].head);
        from = slots->blocks[i].stop;
    }
    read_head(&finding, from, slots->shape->rows);
    find_borrowers(slots);
    return slots;
}

bool jx_slots_beside(const struct jx_slots *slots, const char *key, uint32_t *row, uint32_t *column) {
    for (size_t i = 0; i < slots->shape->count; i++) {
        const struct jx_seen *seen = &slots->shape->cells[i];
        if (*seen->term->key == '\0' || strcmp(seen->term->key, key) != 0) continue;
        const struct jx_seen *right = jx_shape_at(slots->shape, seen->row, seen->column + seen->columns);
        if (!right || right->term->stands != JX_TERM_OPEN)
            right = jx_shape_at(slots->shape, seen->row + seen->rows, seen->column);
        if (!right || right->term->stands != JX_TERM_OPEN) return false;
        *row = right->sheet_row;
        *column = right->sheet_column;
        return true;
    }
    return false;
}

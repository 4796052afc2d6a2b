#include "core/read/band.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/vocabulary.h"
#include "core/read/headings.h"
#include "core/read/recognise.h"
#include "core/read/segments.h"
#include "core/words/phrase.h"
#include "core/words/title.h"

enum { LONGEST_LABEL = 150 };

/* --- what is no indicator ------------------------------------------------------------------------------------------------- */

/* The cell's words as a label would have them: all of a short cell, else what stands before its first colon. */
static const char *label_key(struct jx_reading *reading, struct jx_spot *spot) {
    const char *behind, *text = spot->cell->text;
    if (spot->cell->length <= LONGEST_LABEL) return jx_spot_key(reading, spot);
    const char *colon = jx_colon_find(text, spot->cell->length, &behind);
    return !colon || colon - text > LONGEST_LABEL
               ? ""
               : jx_text_key(reading->scratch, text, (size_t)(colon - text));
}

/* Something that the form prints below its band, or a title: the band is over. */
static bool ends_band(struct jx_reading *reading, const struct jx_compiled_table *table,
                      struct jx_line *line) {
    struct jx_capture captures[JX_CAPTURES];
    struct jx_segment segments[JX_SEGMENTS];
    size_t count;
    const char *rest;
    if (line->count == 0) return false;
    struct jx_spot *first = &line->spots[0];
    const char *key = label_key(reading, first);
    if (line->count <= 2 && jx_key_is_title(key)) return true;
    struct jx_label_key parts = jx_label_key(reading->passing, key);
    for (size_t i = 0; i < table->label_count; i++) {
        const struct jx_label *label = &table->labels[i];
        if (label->after_band && !label->inside && jx_label_match(label, &parts, captures, &count, &rest))
            return true;
    }
    return jx_segments_find(reading, table, first->cell->text, first->cell->length, true, segments, &rest) >
           0;
}

/* 备注 | 本项目跨年, left of all columns of the band: what somebody added below it, and no row that slipped. */
static bool is_remark(struct jx_reading *reading, const struct jx_compiled_table *table,
                      const struct jx_band_map *map, struct jx_line *line) {
    enum { LONGEST = 8 };
    if (line->count == 0 || line->count > 2 || table->list) return false;
    for (size_t i = 0; i < table->band_count; i++)
        if (table->band[i].column->part != JX_PART_NONE && map->positions[i] <= line->spots[0].column)
            return false;
    const char *key = label_key(reading, &line->spots[0]);
    struct jx_phrase phrase = jx_phrase_of(reading->lexicon->morphemes, reading->passing, key);
    return phrase.characters <= LONGEST && jx_tags_have(phrase.tags, JX_TAG_REMARK);
}

/* --- finding ------------------------------------------------------------------------------------------------------------ */

static const char *side_words(struct jx_reading *reading, const struct jx_compiled_table *table,
                              const struct jx_region *region, uint32_t row, struct jx_line *line) {
    const char *key = jx_spot_key(reading, &line->spots[0]);
    if (jx_heading_is_side(table, jx_heading_column(table, key)) && !jx_lexicon_is(JX_WORD_ORDINAL, key))
        return key;
    if (row == region->first) return NULL;
    struct jx_line above = jx_line_of_row(reading, row - 1);
    bool alone = above.count == 1 && above.spots[0].cell->length <= LONGEST_LABEL;
    return alone ? jx_spot_key(reading, &above.spots[0]) : NULL;
}

/* The row's words in one line, for messages. */
static const char *line_words(struct jx_reading *reading, const struct jx_line *line) {
    const char *words = "";
    for (size_t i = 0; i < line->count; i++)
        words = jx_arena_format(
            reading->scratch, "%s%s%s", words, *words == '\0' ? "" : " | ",
            jx_text_phrase(reading->scratch, line->spots[i].cell->text, line->spots[i].cell->length));
    return words;
}

/* Two panels print the same headings, and only their order tells whose a column is. Where one of the left panel stands right
 * of one of the right panel, nothing does. */
static void tell_mixed_panels(struct jx_reading *reading, const struct jx_compiled_table *table,
                              const struct jx_band_map *map, const struct jx_line *line) {
    uint32_t last_left = 0, first_right = UINT32_MAX;
    for (size_t i = 0; i < table->band_count && table->panels > 1; i++) {
        uint32_t position = map->positions[i];
        enum jx_part part = table->band[i].column->part;
        if (position == UINT32_MAX || part == JX_PART_NONE || part == JX_PART_LEVEL1) continue;
        if (table->band[i].column->panel == 0 && position > last_left) last_left = position;
        if (table->band[i].column->panel == 1 && position < first_right) first_right = position;
    }
    if (last_left <= first_right) return;
    struct jx_place at = jx_spot_place(reading, &line->spots[0]);
    JX_DIAG(reading->diags, JX_MSG_PANELS_MIXED, &at, line_words(reading, line));
}

bool jx_band_find(struct jx_reading *reading, const struct jx_compiled_table *table,
                  const struct jx_region *region, struct jx_band_place *place) {
    for (uint32_t row = region->first; row < region->end; row++) {
        struct jx_line line;
        if (!jx_headings_at(reading, table, row, region->end, &line, &place->map)) continue;
        jx_headings_claim(reading, table, &place->map, &line);
        tell_mixed_panels(reading, table, &place->map, &line);
        place->heading = row;
        place->first = line.next;
        place->end = region->end;
        place->side = side_words(reading, table, region, row, &line);
        return true;
    }
    return false;
}

/* --- rows ----------------------------------------------------------------------------------------------------------------- */

/* The band column whose heading stands over a position; -1: none does. */
static int column_at(const struct jx_compiled_table *table, const struct jx_band_map *map,
                     uint32_t position) {
    int found = -1;
    for (size_t i = 0; i < table->band_count; i++)
        if (map->positions[i] == position && (found < 0 || jx_heading_is_side(table, found))) found = (int)i;
    return found;
}

/* A row that is right as it stands has a name wherever it has more than levels and facts; and a lone cell under a
 * project's facts is some other line. Between a category and its target the name was left out: then it has none. */
static bool plausible(const struct jx_compiled_table *table, struct jx_cell_kind_set *kinds,
                      const size_t *columns, size_t count) {
    bool has[JX_PART_COUNT] = {false}, category = false, more = count == 1 && table->band[columns[0]].fact;
    for (size_t i = 0; i < count; i++) {
        enum jx_part part = table->band[columns[i]].column->part;
        has[part] = true;
        category = category || (part == JX_PART_LEVEL2 && jx_cell_is(&kinds[i], JX_IS_LEVEL2));
        more = more || (part != JX_PART_NONE && part != JX_PART_LEVEL1 && part != JX_PART_LEVEL2);
    }
    bool left_out = category && (has[JX_PART_TARGET] || has[JX_PART_VALUE]);
    return has[JX_PART_NAME] || !more || left_out;
}

static bool by_position(const struct jx_compiled_table *table, const struct jx_band_map *map,
                        const struct jx_line *line, struct jx_cell_kind_set *kinds, size_t *columns) {
    for (size_t i = 0; i < line->count; i++) {
        int column = column_at(table, map, line->spots[i].column);
        if (column < 0 || jx_column_breaks(table, (size_t)column, &kinds[i], false)) return false;
        columns[i] = (size_t)column;
    }
    return plausible(table, kinds, columns, line->count);
}

/* Project columns of a row that begins a project: at least its name and two more. */
static bool begins_project(const struct jx_compiled_table *table, const size_t *columns, size_t count) {
    size_t facts = 0;
    for (size_t i = 0; i < count; i++) facts += table->band[columns[i]].fact ? 1 : 0;
    return facts >= 3 && table->band[columns[0]].fact;
}

/* Whether a cell that does not look like its heading may stand there all the same: a name that begins with digits (`12345热线
 * 办结率`), a level of the form's own words, a number for a unit. What clearly belongs under another heading may not. */
static bool may_look_odd(enum jx_part part, struct jx_cell_kind_set *kinds) {
    static const enum jx_cell_kind_of clear[] = {JX_IS_LEVEL1,   JX_IS_LEVEL2,   JX_IS_POLARITY,
                                                 JX_IS_OPERATOR, JX_IS_STANDARD, JX_IS_BOUND};
    if (kinds->numbered) return false;
    for (size_t i = 0; i < sizeof clear / sizeof *clear; i++)
        if (jx_cell_is(kinds, clear[i])) return false;
    if (part == JX_PART_LEVEL1) return !jx_cell_is(kinds, JX_IS_NUMBER) && !jx_cell_is(kinds, JX_IS_MEASURE);
    return part == JX_PART_NAME || part == JX_PART_UNIT;
}

/* Each cell under a heading of its own, a name among them, and one at most that looks odd there: where rows have certain
 * columns, the place says more than the looks. A number for a unit is none where it could be the score, slipped. */
static bool in_place(const struct jx_reading *reading, const struct jx_compiled_table *table,
                     const struct jx_band_map *map, const struct jx_line *line,
                     struct jx_cell_kind_set *kinds, size_t *columns) {
    enum jx_part odd = JX_PART_NONE;
    bool has[JX_PART_COUNT] = {false};
    if (reading->pasted || line->count < 2) return false;
    for (size_t i = 0; i < line->count; i++) {
        int column = column_at(table, map, line->spots[i].column);
        if (column < 0 || jx_heading_is_side(table, column)) return false;
        columns[i] = (size_t)column;
        if (jx_column_takes_words(&table->band[column], &kinds[i])) continue;
        if (jx_text_placeholder(reading->passing, line->spots[i].cell->text)) return false; /* a prompt */
        enum jx_part part = table->band[column].column->part;
        if (jx_column_breaks(table, (size_t)column, &kinds[i], false)) {
            if (odd != JX_PART_NONE || !may_look_odd(part, &kinds[i])) return false;
            odd = part;
        }
        has[part] = true;
    }
    return has[JX_PART_NAME] && (odd != JX_PART_UNIT || has[JX_PART_SCORE]);
}

static bool place_cells(struct jx_reading *reading, const struct jx_compiled_table *table,
                        const struct jx_band_map *map, const struct jx_line *line, size_t *columns,
                        enum jx_origin *origin) {
    struct jx_cell_kind_set kinds[JX_ALIGN_MOST];
    if (line->count > JX_ALIGN_MOST) return false;
    for (size_t i = 0; i < line->count; i++) kinds[i] = jx_cell_kinds(reading, &line->spots[i]);
    *origin = JX_READ;
    if (by_position(table, map, line, kinds, columns)) return true;
    if (in_place(reading, table, map, line, kinds, columns)) return true;
    *origin = JX_REALIGNED;
    if (jx_row_align(table, map, line->spots, kinds, line->count, false, columns)) return true;
    return table->list && jx_row_align(table, map, line->spots, kinds, line->count, true, columns) &&
           begins_project(table, columns, line->count);
}

static void leave_unread(struct jx_reading *reading, struct jx_line *line) {
    struct jx_place at = jx_spot_place(reading, &line->spots[0]);
    if (line->count == 1 && jx_goes_on_claim(reading, line->spots[0].cell)) return;
    JX_DIAG(reading->diags, JX_MSG_ROW_UNREADABLE, &at, line_words(reading, line));
    for (size_t i = 0; i < line->count; i++) {
        jx_spot_claim(&line->spots[i], JX_CLAIM_UNREAD);
        jx_reading_unread(reading, line->spots[i].cell->text, line->spots[i].cell->length,
                          jx_spot_place(reading, &line->spots[i]));
    }
}

/* The number of a row, under 序号. */
static bool is_ordinal(const struct jx_compiled_table *table, const struct jx_band_map *map,
                       const struct jx_spot *spot) {
    int column = column_at(table, map, spot->column);
    return jx_heading_is_side(table, column) &&
           jx_lexicon_is(JX_WORD_ORDINAL, table->band[column].column->heading);
}

/* A list has nothing at its side, and need not be asked for each of its cells. */
static bool has_side(const struct jx_compiled_table *table) {
    for (size_t i = 0; i < table->band_count; i++)
        if (jx_heading_is_side(table, (int)i)) return true;
    return false;
}

/* Takes the label at the side (绩效指标, merged down) and the row's number out of the line. */
static void drop_side(struct jx_reading *reading, const struct jx_compiled_table *table,
                      const struct jx_band_map *map, struct jx_line *line) {
    size_t kept = 0;
    if (!has_side(table)) return;
    for (size_t i = 0; i < line->count; i++) {
        struct jx_spot *spot = &line->spots[i];
        if (spot->cell->length <= LONGEST_LABEL &&
            (is_ordinal(table, map, spot) ||
             jx_heading_is_side(table, jx_heading_column(table, jx_spot_key(reading, spot)))))
            jx_spot_claim(spot, JX_CLAIM_LABEL);
        else
            line->spots[kept++] = *spot;
    }
    line->count = kept;
}

void jx_band_sum_add(struct jx_reading *reading, struct jx_band_rows *rows, size_t row,
                     const struct jx_extra *extra) {
    rows->sums =
        jx_arena_grow(reading->scratch, rows->sums, rows->sum_count, &rows->sum_capacity, sizeof *rows->sums);
    rows->sums[rows->sum_count++] = (struct jx_band_sum){row, *extra};
}

const struct jx_band_beside *jx_band_beside(const struct jx_band_row *row) {
    static const struct jx_band_beside nothing = {.others = NULL};
    return row->beside ? row->beside : &nothing;
}

struct jx_band_beside *jx_band_beside_of(struct jx_reading *reading, struct jx_band_row *row) {
    if (!row->beside) row->beside = jx_arena_alloc(reading->scratch, sizeof *row->beside);
    return row->beside;
}

static struct jx_band_row *append_band_row(struct jx_reading *reading, struct jx_band_rows *rows) {
    rows->rows =
        jx_arena_grow(reading->scratch, rows->rows, rows->count, &rows->capacity, sizeof *rows->rows);
    return &rows->rows[rows->count++];
}

/* Sorts the line's cells of one panel under their parts. What all panels share, the level 1 and the project, belongs to
 * the first of them, and the level 1 to the others as well. */
static bool fill_row(struct jx_reading *reading, const struct jx_compiled_table *table, struct jx_line *line,
                     const size_t *columns, unsigned panel, struct jx_band_row *row) {
    bool any = false;
    for (size_t i = 0; i < line->count; i++) {
        const struct jx_compiled_column *column = &table->band[columns[i]];
        bool shared = column->column->part == JX_PART_LEVEL1 && column->column->panel == 0;
        if (column->column->panel != panel && !shared) continue;
        any = true;
        if (column->column->part != JX_PART_NONE) {
            row->parts[column->column->part] = &line->spots[i];
            continue;
        }
        if (!row->facts)
            row->facts = jx_arena_alloc(reading->scratch, table->band_count * sizeof *row->facts);
        row->facts[columns[i]] = &line->spots[i];
    }
    return any;
}

/* Takes the cells of columns that the band does not have out of the line. */
static void drop_others(struct jx_reading *reading, const struct jx_band_map *map, struct jx_line *line,
                        struct jx_band_row *row) {
    size_t kept = 0;
    for (size_t i = 0; i < line->count; i++) {
        const struct jx_other_column *other = NULL;
        for (size_t k = 0; k < map->other_count; k++)
            if (map->others[k].position == line->spots[i].column) other = &map->others[k];
        if (!other) {
            line->spots[kept++] = line->spots[i];
            continue;
        }
        struct jx_spot *spot = jx_arena_alloc(reading->scratch, sizeof *spot);
        *spot = line->spots[i];
        struct jx_band_beside *beside = jx_band_beside_of(reading, row);
        if (!beside->others)
            beside->others = jx_arena_alloc(reading->scratch, map->other_count * sizeof *beside->others);
        if (beside->other_count < map->other_count)
            beside->others[beside->other_count++] = (struct jx_band_other){spot, other->heading};
        if (other->unit) beside->unit = spot;
    }
    line->count = kept;
}

/* Finds the column of each of the line's cells; what that takes in memory is given back, keys and all, for a long list
 * has a million cells. */
static bool sort_cells(struct jx_reading *reading, const struct jx_compiled_table *table,
                       const struct jx_band_map *map, struct jx_line *line, struct jx_band_row *row,
                       size_t *columns, enum jx_origin *origin) {
    struct jx_arena *scratch = reading->scratch;
    reading->scratch = reading->passing;
    drop_side(reading, table, map, line);
    for (size_t i = 0; i < line->count && map->other_count > 0; i++) line->spots[i].key = NULL;
    reading->scratch = scratch;
    drop_others(reading, map, line, row);
    reading->scratch = reading->passing;
    bool sorted = line->count > 0 && place_cells(reading, table, map, line, columns, origin);
    for (size_t i = 0; i < line->count; i++) line->spots[i].key = NULL;
    reading->scratch = scratch;
    jx_arena_reset(reading->passing);
    return sorted;
}

static void add_row(struct jx_reading *reading, const struct jx_compiled_table *table,
                    const struct jx_band_map *map, struct jx_line *line, struct jx_band_rows *rows,
                    bool after_break) {
    size_t columns[JX_ALIGN_MOST];
    enum jx_origin origin;
    struct jx_band_row first = {.beside = NULL};
    if (!sort_cells(reading, table, map, line, &first, columns, &origin)) {
        if (line->count > 0) leave_unread(reading, line);
        return;
    }
    for (size_t i = 0; i < line->count; i++) jx_spot_claim(&line->spots[i], JX_CLAIM_VALUE);
    for (unsigned panel = 0; panel < table->panels; panel++) {
        struct jx_band_row row = {.origin = origin, .after_break = after_break, .panel = (uint8_t)panel};
        row.at = &line->spots[0];
        if (panel == 0) row.beside = first.beside;
        if (fill_row(reading, table, line, columns, panel, &row)) *append_band_row(reading, rows) = row;
    }
    if (origin == JX_REALIGNED) {
        struct jx_place at = jx_spot_place(reading, &line->spots[0]);
        JX_DIAG(reading->diags, JX_MSG_ROW_REALIGNED, &at, line_words(reading, line));
    }
}

/* --- columns by what stands in them --------------------------------------------------------------------------------------- */

/* How many rows are looked at to find out what a column holds. */
enum { ROWS_LEARNT_FROM = 200 };

/* Cells at a position of the band's rows, how many of them are operators, and how many polarities other than 定性, which
 * forms print in either column. */
struct word_count {
    size_t operators, polarities;
};

static void count_word(struct jx_reading *reading, uint32_t row, uint32_t column, struct word_count *count) {
    struct jx_cell *cell = jx_reading_cell(reading, row, column);
    if (!cell || cell->length > LONGEST_LABEL) return;
    struct jx_spot spot = {.cell = cell, .row = row, .column = column};
    struct jx_cell_kind_set kinds = jx_cell_kinds(reading, &spot);
    count->operators += jx_cell_is(&kinds, JX_IS_OPERATOR);
    count->polarities += (jx_cell_is(&kinds, JX_IS_POLARITY) && !jx_cell_is(&kinds, JX_IS_QUALITATIVE)) ||
                         jx_cell_is(&kinds, JX_IS_QUANTITATIVE);
}

static struct word_count count_words(struct jx_reading *reading, const struct jx_region *region,
                                     const struct jx_band_place *place, uint32_t column) {
    struct word_count count = {0, 0};
    uint32_t end =
        region->end - place->first > ROWS_LEARNT_FROM ? place->first + ROWS_LEARNT_FROM : region->end;
    for (uint32_t row = place->first; row < end; row++) count_word(reading, row, column, &count);
    return count;
}

/*
 * 指标性质 holds 正向 and 反向 with some, ≥ and ≤ with others: the values decide, never the heading alone. Operators under it
 * prove nothing where rows have slipped, though; the polarities must then stand where the operators should, or nowhere.
 */
static void learn_operators(struct jx_reading *reading, const struct jx_compiled_table *table,
                            const struct jx_region *region, struct jx_band_place *place) {
    int polarity = table->part_column[JX_PART_POLARITY],
        operator_column = table->part_column[JX_PART_OPERATOR];
    if (polarity < 0 || operator_column < 0) return;
    uint32_t *left = &place->map.positions[polarity], *right = &place->map.positions[operator_column];
    if (*left == UINT32_MAX) return;
    struct word_count here = count_words(reading, region, place, *left);
    if (here.operators <= here.polarities) return;
    bool alone = *right == UINT32_MAX;
    struct word_count there = count_words(
        reading, region, place, alone ? place->map.positions[table->part_column[JX_PART_NAME]] : *right);
    if (alone ? there.polarities > 0 : there.polarities <= there.operators) return;
    uint32_t other = *right;
    *right = *left;
    *left = other;
}

/* Whether the headings come again at this row; the line is only for a glance. */
static bool headings_again(struct jx_reading *reading, const struct jx_compiled_table *table, uint32_t row,
                           uint32_t end, struct jx_line *line, struct jx_band_map *map) {
    struct jx_arena *scratch = reading->scratch;
    reading->scratch = reading->passing;
    bool again = jx_headings_at(reading, table, row, end, line, map);
    reading->scratch = scratch;
    return again;
}

void jx_band_read(struct jx_reading *reading, const struct jx_compiled_table *table,
                  const struct jx_region *region, struct jx_band_place *place, struct jx_band_rows *rows) {
    size_t more = (size_t)(region->end - place->first) * table->panels;
    rows->rows =
        jx_arena_expect(reading->scratch, rows->rows, rows->count, more, &rows->capacity, sizeof *rows->rows);
    uint32_t row = place->first;
    learn_operators(reading, table, region, place);
    bool after_break = false;
    while (row < region->end) {
        struct jx_line line;
        struct jx_band_map again;
        if (headings_again(reading, table, row, region->end, &line, &again)) {
            jx_headings_claim(reading, table, &again, &line);
            place->map = again;
            place->first = line.next;
            learn_operators(reading, table, region, place);
            after_break = true;
            row = line.next;
            continue;
        }
        line = jx_line_own(reading, row);
        if (ends_band(reading, table, &line) || is_remark(reading, table, &place->map, &line)) break;
        size_t before = rows->count;
        add_row(reading, table, &place->map, &line, rows, after_break);
        if (rows->count > before) after_break = false;
        row = line.next;
    }
    place->end = row;
}

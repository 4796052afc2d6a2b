#include "core/read/stream.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/vocabulary.h"
#include "core/read/align.h"
#include "core/words/lexicon.h"

/* LONGEST_LABEL is in bytes. The headings are followed for so many cells to see whether their length holds; and a text may
 * speak of 一级指标 a few times before its headings come. */
enum { LONGEST_LABEL = 150, MOST_BEFORE = 16, CELLS_FOLLOWED = 600, FEWEST_HEADINGS = 3, MOST_TRIES = 32 };

/* --- cells one after the other --------------------------------------------------------------------------------------- */

/* What a cell can be in a row of headings or below it. FACT is a label with a value, SIDE one that only heads others or
 * numbers the rows. */
enum word { WORD_BLANK, WORD_PART, WORD_FACT, WORD_SIDE, WORD_LEVEL, WORD_OTHER, WORD_LONG };

/* Cells in the order of the text, blank ones too, and what each of them is. */
struct window {
    struct jx_spot *spots;
    enum word *words;
    enum jx_part *parts;
    size_t count;
};

static enum word word_of(struct jx_reading *reading, struct jx_spot *spot, enum jx_part *part) {
    *part = JX_PART_NONE;
    if (spot->cell == NULL) return WORD_BLANK;
    if (spot->cell->length > LONGEST_LABEL) return WORD_LONG;
    const char *key = jx_spot_key(reading, spot);
    *part = jx_lexicon_heading(reading->lexicon, key);
    if (*part != JX_PART_NONE || jx_lexicon_is(JX_WORD_RESULT, key)) return WORD_PART;
    if (jx_lexicon_is(JX_WORD_ORDINAL, key)) return WORD_SIDE;
    if (jx_level1_canonical(reading->scratch, key) != NULL) return WORD_LEVEL;
    const struct jx_label *label = jx_lexicon_label(reading->lexicon, JX_KIND_PROJECT, key);
    if (label == NULL) return WORD_OTHER;
    return label->value == NULL ? WORD_SIDE : WORD_FACT;
}

/* The cells from `row` on, at most so many of them. */
static void window_fill(struct jx_reading *reading, uint32_t row, uint32_t end, size_t most,
                        struct window *window) {
    window->spots = jx_arena_alloc(reading->scratch, most * sizeof *window->spots);
    window->words = jx_arena_alloc(reading->scratch, most * sizeof *window->words);
    window->parts = jx_arena_alloc(reading->scratch, most * sizeof *window->parts);
    window->count = 0;
    for (; row < end && window->count < most; row++)
        for (uint32_t column = 0; column < reading->sheet->rows[row].count && window->count < most;
             column++) {
            size_t i = window->count++;
            window->spots[i] = (struct jx_spot){.cell = jx_reading_cell(reading, row, column),
                                                .row = row,
                                                .column = column,
                                                .position = column};
            window->words[i] = word_of(reading, &window->spots[i], &window->parts[i]);
        }
}

/* --- the row of headings ---------------------------------------------------------------------------------------------- */

/* Headings from `first` on, up to the first cell that stands below them: `level` is the heading of the level 1, `below` the
 * first level 1. */
struct run {
    size_t first, level, below;
};

/* Whether enough headings stand from `first` on, and where. */
static bool find_run(const struct window *window, size_t first, struct run *run) {
    size_t parts = 0;
    bool name = false;
    *run = (struct run){first, SIZE_MAX, SIZE_MAX};
    for (size_t i = first; i < window->count && i - first <= (size_t)2 * JX_ALIGN_MOST; i++) {
        if (window->words[i] == WORD_LEVEL) {
            run->below = i;
            break;
        }
        parts += window->words[i] == WORD_PART;
        name = name || window->parts[i] == JX_PART_NAME;
        if (window->parts[i] == JX_PART_LEVEL1 && run->level == SIZE_MAX) run->level = i;
    }
    return name && parts >= FEWEST_HEADINGS;
}

/* Level 1 cells after the headings that stand in a column of level 1, and those that do not, up to the form's next label. */
static bool cycle_holds(const struct window *window, const struct run *run, size_t before, size_t length) {
    size_t good = 0, bad = 0;
    for (size_t i = run->below; i < window->count; i++) {
        size_t column = (i - (run->level - before)) % length; /* of the row of headings */
        if (column == 0 && window->words[i] == WORD_FACT) break;
        if (window->words[i] != WORD_LEVEL) continue;
        bool under = window->parts[run->level - before + column] == JX_PART_LEVEL1;
        good += under;
        bad += !under;
    }
    return good > bad;
}

static bool names_project(struct jx_reading *reading, struct jx_spot *heading) {
    const char *key = jx_spot_key(reading, heading);
    const struct jx_label *label = jx_lexicon_label(reading->lexicon, JX_KIND_PROJECT, key);
    const struct jx_piece *piece =
        label == NULL || label->value == NULL ? NULL : jx_pattern_bare(label->value);
    return piece != NULL && piece->field == JX_FIELD_PROJECT_NAME;
}

/* What stands left of the first level 1 must go with the headings left of 一级指标: nothing, or the same again, below the
 * label at the side; no heading below any; and where something does stand there, the form is a list, with a column for
 * the project's name. */
static bool fits_before(struct jx_reading *reading, const struct window *window, const struct run *run,
                        size_t before) {
    bool project = false, facts = false;
    for (size_t i = 1; i <= before; i++) {
        struct jx_spot *heading = &window->spots[run->level - i], *value = &window->spots[run->below - i];
        enum word above = window->words[run->level - i], word = window->words[run->below - i];
        if (word == WORD_PART || word == WORD_LEVEL || above == WORD_BLANK || above == WORD_LONG)
            return false;
        const char *key = jx_spot_key(reading, heading);
        project = project || names_project(reading, heading);
        if (word == WORD_BLANK || jx_lexicon_is(JX_WORD_ORDINAL, key)) continue;
        if (strcmp(jx_spot_key(reading, value), key) == 0) continue;
        if (above == WORD_SIDE) return false;
        facts = true;
    }
    return project || !facts;
}

/* How many headings stand left of 一级指标: as many as can be. */
static size_t count_before(struct jx_reading *reading, const struct window *window, const struct run *run) {
    size_t found = 0;
    for (size_t before = 1; before <= run->level && before <= MOST_BEFORE; before++)
        if (fits_before(reading, window, run, before)) found = before;
    return found;
}

/* A name is among the headings, and they begin and end with a word that heads columns: any other at the end could as well be the first value, unless
 * the text itself ends a row there. */
static bool headings_only(const struct window *window, size_t first, size_t level, size_t end) {
    bool name = false;
    for (size_t i = first; i < end; i++) {
        if (window->words[i] == WORD_LONG) return false;
        name = name || window->parts[i] == JX_PART_NAME;
    }
    if (!name) return false;
    bool row_end = window->spots[end].row != window->spots[end - 1].row &&
                   window->spots[level].row == window->spots[end - 1].row;
    return window->words[end - 1] == WORD_PART || (row_end && window->words[end - 1] != WORD_BLANK);
}

static bool settle(struct jx_reading *reading, const struct window *window, const struct run *run,
                   struct jx_stream_headings *found) {
    if (run->level == SIZE_MAX || run->below == SIZE_MAX || run->below <= run->level) return false;
    size_t length = run->below - run->level;
    size_t before = count_before(reading, window, run);
    size_t first = run->level - before, end = run->below - before;
    if (length < FEWEST_HEADINGS || length > JX_ALIGN_MOST || before >= length) return false;
    if (!headings_only(window, first, run->level, end) || !cycle_holds(window, run, before, length))
        return false;
    bool row_starts = window->spots[first].column == 0 && window->spots[end].column == 0;
    if (!row_starts) return false;
    found->spots = window->spots + first;
    found->count = 0;
    for (size_t i = first; i < end; i++) {
        if (window->words[i] == WORD_BLANK) continue;
        found->spots[found->count] = window->spots[i];
        found->spots[found->count++].position = (uint32_t)(i - first);
    }
    found->end = window->spots[end].row;
    found->width = (uint32_t)length;
    return true;
}

/* --- searching -------------------------------------------------------------------------------------------------------- */

/* The row of the cell so many before this row: the window begins there, to see what stands left of 一级指标. */
static uint32_t row_before(const struct jx_reading *reading, const struct jx_region *region, uint32_t row) {
    size_t cells = 0;
    while (row > region->first && cells < MOST_BEFORE) cells += reading->sheet->rows[--row].count;
    return row;
}

/* Whether 一级指标 or 三级指标 stands in the row; `*at` is the cell. */
static bool begins_run(struct jx_reading *reading, uint32_t row, struct jx_spot *at) {
    size_t count;
    struct jx_spot *spots = jx_reading_row(reading, row, &count);
    for (size_t i = 0; i < count; i++) {
        enum jx_part part;
        *at = spots[i];
        word_of(reading, at, &part);
        if (part == JX_PART_LEVEL1 || part == JX_PART_NAME) return true;
    }
    return false;
}

/* Looks at the headings that begin at a cell. */
static enum jx_stream look(struct jx_reading *reading, const struct jx_region *region,
                           const struct jx_spot *at, struct jx_stream_headings *found) {
    struct window window;
    struct run run;
    size_t first = 0;
    window_fill(reading, row_before(reading, region, at->row), region->end, CELLS_FOLLOWED, &window);
    while (first < window.count &&
           (window.spots[first].row != at->row || window.spots[first].column != at->column))
        first++;
    if (first == window.count || !find_run(&window, first, &run)) return JX_STREAM_NONE;
    return settle(reading, &window, &run, found) ? JX_STREAM_FOUND : JX_STREAM_UNDECIDED;
}

enum jx_stream jx_stream_find(struct jx_reading *reading, const struct jx_region *region,
                              struct jx_stream_headings *found) {
    struct jx_arena *scratch = reading->scratch;
    enum jx_stream what = JX_STREAM_NONE;
    size_t tries = 0;
    for (uint32_t row = region->first; row < region->end && what == JX_STREAM_NONE; row++) {
        struct jx_spot at;
        jx_arena_reset(reading->passing);
        reading->scratch = reading->passing;
        if (begins_run(reading, row, &at) && tries++ < MOST_TRIES) what = look(reading, region, &at, found);
        reading->scratch = scratch;
        if (what == JX_STREAM_UNDECIDED) *found = (struct jx_stream_headings){&at, 1, row, 0};
        if (what == JX_STREAM_NONE) continue;
        struct jx_spot *kept = jx_arena_alloc(scratch, found->count * sizeof *kept);
        memcpy(kept, found->spots, found->count * sizeof *kept);
        for (size_t i = 0; i < found->count; i++) kept[i].key = NULL; /* they stand in what passes */
        found->spots = kept;
    }
    jx_arena_reset(reading->passing);
    return what;
}

/* --- cutting ---------------------------------------------------------------------------------------------------------- */

static bool is_endless(struct jx_reading *reading, uint32_t row) {
    size_t parts = 0, levels = 0;
    uint32_t count = reading->sheet->rows[row].count;
    if (count > JX_ALIGN_MOST) return true;
    for (uint32_t i = 0; i < count; i++) {
        enum jx_part part;
        struct jx_spot spot = {.cell = jx_reading_cell(reading, row, i), .row = row, .column = i};
        levels += word_of(reading, &spot, &part) == WORD_LEVEL;
        parts += part != JX_PART_NONE;
    }
    jx_arena_reset(reading->passing);
    return parts >= FEWEST_HEADINGS && levels > 0;
}

/* Which rows are to be cut, and how many there are then. */
static size_t count_cut(struct jx_reading *reading, struct jx_sheet *sheet, bool *endless) {
    struct jx_arena *scratch = reading->scratch;
    struct jx_sheet *read = reading->sheet;
    size_t rows = 0;
    reading->scratch = reading->passing;
    reading->sheet = sheet;
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        endless[row] = is_endless(reading, row);
        rows += endless[row] ? sheet->rows[row].count : 1;
    }
    reading->scratch = scratch;
    reading->sheet = read;
    return rows;
}

void jx_stream_cut(struct jx_reading *reading, struct jx_arena *arena, struct jx_sheet *sheet) {
    if (!sheet->soft_rows || sheet->row_count == 0) return;
    bool *endless = jx_arena_alloc(reading->scratch, sheet->row_count * sizeof *endless);
    size_t rows = count_cut(reading, sheet, endless);
    if (rows == sheet->row_count || rows > UINT32_MAX) return;
    struct jx_row *cut = jx_arena_alloc(arena, rows * sizeof *cut), *next = cut;
    for (uint32_t row = 0; row < sheet->row_count; row++) {
        struct jx_row *whole = &sheet->rows[row];
        if (!endless[row]) *next++ = *whole;
        for (uint32_t i = 0; endless[row] && i < whole->count; i++)
            *next++ = (struct jx_row){.cells = &whole->cells[i], .count = 1, .capacity = 1};
    }
    sheet->rows = cut;
    sheet->row_count = sheet->row_capacity = (uint32_t)rows;
}

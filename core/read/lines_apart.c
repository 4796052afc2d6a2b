#include "core/read/lines_apart.h"

#include <string.h>

#include "core/base/decimal.h"
#include "core/base/numbering.h"
#include "core/base/text.h"
#include "core/model/measure.h"
#include "core/read/fit.h"

/* A cell with more lines holds prose. */
enum { LINES_MOST = 12 };

struct lines {
    const char *texts[LINES_MOST];
    size_t count;
};

struct apart {
    struct jx_reading *reading;
    const struct jx_compiled_table *table;
    struct jx_band_rows rows;
};

/* --- lines ----------------------------------------------------------------------------------------------------------- */

static bool has_lines(const struct jx_spot *spot) {
    return spot && memchr(spot->cell->text, '\n', spot->cell->length);
}

/* The lines of a cell that say something; none: there are too many. */
static struct lines lines_of(struct jx_arena *arena, const struct jx_spot *spot) {
    struct lines lines = {.count = 0};
    const char *at = spot ? spot->cell->text : "";
    while (*at != '\0') {
        size_t length = strcspn(at, "\n");
        const char *line = jx_text_phrase(arena, at, length);
        at += length + (at[length] != '\0');
        if (*line == '\0') continue;
        if (lines.count == LINES_MOST) return (struct lines){.count = 0};
        lines.texts[lines.count++] = line;
    }
    return lines;
}

/* A line behind its number, which is `wanted`: 2. and （2） and 指标2：. NULL: it has none, or another. */
static const char *behind_number(struct jx_arena *arena, const char *line, unsigned wanted) {
    bool worded = false;
    const char *behind = jx_numbering_strip(line, &worded);
    if (worded) return behind;
    unsigned number = 0;
    jx_numbering_read(jx_text_key(arena, line, strlen(line)), &number);
    return number == wanted ? jx_numbering_skip(arena, line) : NULL;
}

/* Counted lines, each with those that go on with it; none: they are not counted from one. */
static struct lines counted(struct jx_arena *arena, const struct lines *lines) {
    struct lines found = {.count = 0};
    for (size_t i = 0; i < lines->count; i++) {
        const char *behind = behind_number(arena, lines->texts[i], (unsigned)found.count + 1);
        if (behind)
            found.texts[found.count++] = behind;
        else if (found.count == 0)
            return found;
        else
            found.texts[found.count - 1] =
                jx_arena_join(arena, found.texts[found.count - 1], lines->texts[i], "");
    }
    return found;
}

static bool all_quantities(struct jx_arena *arena, const struct lines *lines) {
    for (size_t i = 0; i < lines->count; i++)
        if (jx_measure_parse(arena, lines->texts[i], strlen(lines->texts[i])).op == JX_OP_NONE) return false;
    return true;
}

/* The lines as they go with `count` names: counted ones without their numbers. */
static struct lines with_names(struct jx_arena *arena, const struct jx_spot *spot, size_t count) {
    struct lines lines = lines_of(arena, spot), numbered = counted(arena, &lines);
    return numbered.count == count ? numbered : lines;
}

/* --- a row ------------------------------------------------------------------------------------------------------------ */

static enum jx_part target_part(const struct jx_compiled_table *table) {
    if (table->part_column[JX_PART_VALUE] >= 0) return JX_PART_VALUE;
    return table->part_column[JX_PART_TARGET] >= 0 ? JX_PART_TARGET : JX_PART_PERIOD_TARGET;
}

static struct jx_band_row *row_add(struct apart *apart, const struct jx_band_row *row) {
    struct jx_band_rows *rows = &apart->rows;
    rows->rows =
        jx_arena_grow(apart->reading->scratch, rows->rows, rows->count, &rows->capacity, sizeof *rows->rows);
    rows->rows[rows->count] = *row;
    return &rows->rows[rows->count++];
}

static struct jx_spot *line_spot(struct apart *apart, const struct jx_spot *spot, const char *line) {
    struct jx_cell *cell = jx_arena_alloc(apart->reading->scratch, sizeof *cell);
    struct jx_spot *made = jx_arena_alloc(apart->reading->scratch, sizeof *made);
    *cell = *spot->cell;
    cell->text = line;
    cell->length = (uint32_t)strlen(line);
    *made = (struct jx_spot){cell, spot->row, spot->column, NULL};
    return made;
}

/* Scores that are no numbers are told as the cell that they are. */
static bool all_numbers(const struct lines *lines) {
    struct jx_decimal number;
    for (size_t i = 0; i < lines->count; i++)
        if (!jx_decimal_parse(lines->texts[i], jx_score_length(lines->texts[i], strlen(lines->texts[i])),
                              &number))
            return false;
    return true;
}

/* What is of one line, goes to the first row, or belongs to all: signs and units. */
static void parts_share(struct apart *apart, struct jx_band_row *made, const struct jx_band_row *row,
                        enum jx_part part, size_t index, size_t count) {
    struct jx_spot *spot = row->parts[part];
    if (!spot || part == JX_PART_NAME) return;
    struct lines lines = with_names(apart->reading->scratch, spot, count);
    bool common = part == JX_PART_OPERATOR || part == JX_PART_UNIT || part == JX_PART_POLARITY;
    if (lines.count == count && (part != JX_PART_SCORE || all_numbers(&lines)))
        made->parts[part] = line_spot(apart, spot, lines.texts[index]);
    else if (index > 0 && !common)
        made->parts[part] = NULL;
}

/* What the target of this line reaches to. */
static struct jx_spot *end_share(struct apart *apart, struct jx_spot *spot, size_t index, size_t count) {
    if (!spot) return NULL;
    struct lines lines = with_names(apart->reading->scratch, spot, count);
    if (lines.count == count) return line_spot(apart, spot, lines.texts[index]);
    return index == 0 ? spot : NULL;
}

/* Of what stands beside the cell, each line has its end, and the first one the rest. */
static void beside_share(struct apart *apart, struct jx_band_row *made, const struct jx_band_row *row,
                         size_t index, size_t count) {
    if (!row->beside) return;
    made->beside = NULL;
    struct jx_band_beside *beside = jx_band_beside_of(apart->reading, made);
    *beside = *row->beside;
    for (size_t k = 0; k < 2; k++) beside->ends[k] = end_share(apart, row->beside->ends[k], index, count);
    if (index > 0) beside->other_count = 0;
}

static void row_split(struct apart *apart, const struct jx_band_row *row, const struct lines *names) {
    for (size_t i = 0; i < names->count; i++) {
        struct jx_band_row *made = row_add(apart, row);
        made->parts[JX_PART_NAME] = line_spot(apart, row->parts[JX_PART_NAME], names->texts[i]);
        for (enum jx_part part = 0; part < JX_PART_COUNT; part++)
            parts_share(apart, made, row, part, i, names->count);
        beside_share(apart, made, row, i, names->count);
    }
}

/* Names without numbers are several if each has a quantity of its own: a name may well be broken into lines. */
static void row_take(struct apart *apart, const struct jx_band_row *row) {
    struct jx_arena *arena = apart->reading->scratch;
    const struct jx_spot *name = row->parts[JX_PART_NAME];
    if (row->total || !has_lines(name)) {
        row_add(apart, row);
        return;
    }
    struct lines lines = lines_of(arena, name), names = counted(arena, &lines);
    bool numbered = names.count > 1;
    if (!numbered) names = lines;
    struct lines targets = with_names(arena, row->parts[target_part(apart->table)], names.count);
    bool paired = names.count > 1 && targets.count == names.count;
    struct jx_place at = jx_spot_place(apart->reading, name);
    if (paired && (numbered || all_quantities(arena, &targets))) {
        row_split(apart, row, &names);
        JX_DIAG(apart->reading->diags, JX_MSG_LINES_APART, &at, names.texts[0], names.texts[1]);
    } else {
        row_add(apart, row);
        if (numbered)
            JX_DIAG(apart->reading->diags, JX_MSG_LINES_TOGETHER, &at, names.texts[0], names.texts[1]);
    }
}

const struct jx_band_row *jx_lines_apart(struct jx_reading *reading, const struct jx_compiled_table *table,
                                         const struct jx_band_row *rows, size_t *count) {
    struct apart apart = {.reading = reading, .table = table};
    bool any = false;
    for (size_t i = 0; i < *count && !any; i++) any = has_lines(rows[i].parts[JX_PART_NAME]);
    if (!any) return rows;
    for (size_t i = 0; i < *count; i++) row_take(&apart, &rows[i]);
    *count = apart.rows.count;
    return apart.rows.rows;
}

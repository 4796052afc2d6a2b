#include "core/read/generic.h"

#include <string.h>

#include "core/base/text.h"
#include "core/read/align.h"
#include "core/read/columns_old.h"
#include "core/read/stream.h"
#include "core/words/lexicon.h"

enum { LONGEST_LABEL = 150, FEWEST_HEADINGS = 3, ROWS_LOOKED_AT = 40 };

/* --- labels ---------------------------------------------------------------------------------------------------------- */

/* A department's form says so in its title, or lists its duties. */
static enum jx_kind region_kind(struct jx_reading *reading, const struct jx_region *region) {
    for (uint32_t row = region->first; row < region->end && row < region->first + 40; row++) {
        size_t count;
        struct jx_spot *spots = jx_reading_row(reading, row, &count);
        for (size_t i = 0; i < count; i++) {
            if (spots[i].cell->length > LONGEST_LABEL) continue;
            const char *key = jx_spot_key(reading, &spots[i]);
            if (jx_key_is_title(key) && strstr(key, "整体") != NULL) return JX_KIND_DEPARTMENT;
            const struct jx_label *label = jx_lexicon_label(reading->lexicon, JX_KIND_DEPARTMENT, key);
            const struct jx_piece *value =
                label == NULL || label->value == NULL ? NULL : jx_pattern_bare(label->value);
            if (value != NULL && value->field == JX_FIELD_DUTIES) return JX_KIND_DEPARTMENT;
        }
    }
    return JX_KIND_PROJECT;
}

/* A table's labels, but for those that the lexicon knows: one authority may mean something else by them. */
static size_t copy_labels(const struct jx_reading *reading, enum jx_kind kind, struct jx_label *out,
                          const struct jx_compiled_table *table) {
    size_t kept = 0;
    for (size_t i = 0; i < table->label_count; i++) {
        const struct jx_label *label = &table->labels[i], *common = NULL;
        const struct jx_spelled *spelled = label->pattern == NULL ? NULL : &label->pattern->spellings[0];
        if (spelled != NULL && spelled->count == 1 && spelled->pieces[0].kind == JX_PIECE_LITERAL)
            common = jx_lexicon_label(reading->lexicon, kind, spelled->pieces[0].key);
        if (label->inside) common = jx_lexicon_label(reading->lexicon, kind, label->key);
        if (common == NULL || common->value == NULL) out[kept++] = *label;
    }
    return kept;
}

/* The labels, notes and noise words of all tables of this kind, one after the other. */
static void unite_labels(struct jx_reading *reading, struct jx_compiled_table *table) {
    size_t labels = 0, lines = reading->lexicon->line_count, noise = reading->lexicon->noise_count;
    const struct jx_compiled_table *tables[64];
    size_t count = 0;
    for (size_t i = 0; i < reading->layout_count && count < 64; i++) {
        const struct jx_compiled_table *own = jx_compiled_find(reading->layouts[i], table->table->kind);
        if (own == NULL) continue;
        tables[count++] = own;
        labels += own->label_count;
        lines += own->line_count;
        noise += own->noise_count;
    }
    struct jx_label *all_labels = jx_arena_alloc(reading->arena, (labels + 1) * sizeof *all_labels);
    struct jx_whole_line *all_lines = jx_arena_alloc(reading->arena, (lines + 1) * sizeof *all_lines);
    const char **all_noise = jx_arena_alloc(reading->arena, (noise + 1) * sizeof *all_noise);
    for (size_t i = 0; i < count; i++) {
        size_t kept = copy_labels(reading, table->table->kind, all_labels + table->label_count, tables[i]);
        memcpy(all_lines + table->line_count, tables[i]->lines, tables[i]->line_count * sizeof *all_lines);
        memcpy(all_noise + table->noise_count, tables[i]->noise, tables[i]->noise_count * sizeof *all_noise);
        table->label_count += kept;
        table->line_count += tables[i]->line_count;
        table->noise_count += tables[i]->noise_count;
    }
    const struct jx_lexicon *lexicon = reading->lexicon;
    memcpy(all_lines + table->line_count, lexicon->lines, lexicon->line_count * sizeof *all_lines);
    memcpy(all_noise + table->noise_count, lexicon->noise, lexicon->noise_count * sizeof *all_noise);
    table->line_count += lexicon->line_count;
    table->noise_count += lexicon->noise_count;
    table->labels = all_labels;
    table->lines = all_lines;
    table->noise = all_noise;
}

/* --- the band -------------------------------------------------------------------------------------------------------- */

/* A table with room for its band, which lives as long as the document. */
struct made {
    struct jx_compiled_table table;
    struct jx_table source;
    struct jx_layout layout;
    struct jx_column columns[JX_ALIGN_MOST + 1];
    struct jx_compiled_column band[JX_ALIGN_MOST + 1];
};

static const struct jx_pattern *literal(struct jx_reading *reading, const char *text) {
    struct jx_piece *piece = jx_arena_alloc(reading->arena, sizeof *piece);
    *piece = (struct jx_piece){.kind = JX_PIECE_LITERAL, .field = JX_FIELD_COUNT, .text = text, .key = text};
    struct jx_spelled *spelled = jx_arena_alloc(reading->arena, sizeof *spelled);
    *spelled = (struct jx_spelled){piece, 1};
    struct jx_pattern *pattern = jx_arena_alloc(reading->arena, sizeof *pattern);
    *pattern = (struct jx_pattern){spelled, 1, false};
    return pattern;
}

/* The pattern of a project's fact that the heading names, or NULL. */
static const struct jx_pattern *heading_fact(struct jx_reading *reading, enum jx_kind kind, const char *key) {
    for (size_t i = 0; i < reading->layout_count; i++) {
        const struct jx_compiled_table *own = jx_compiled_find(reading->layouts[i], kind);
        for (size_t k = 0; own != NULL && k < own->band_count; k++) {
            struct jx_capture captures[JX_CAPTURES];
            size_t count;
            if (own->band[k].fact != NULL && jx_pattern_match(own->band[k].heading, key, captures, &count))
                return own->band[k].fact;
        }
    }
    const struct jx_label *label = jx_lexicon_label(reading->lexicon, kind, key);
    return label == NULL ? NULL : label->value;
}

/* How many headings of indicators stand in the row. */
static size_t count_headings(struct jx_reading *reading, struct jx_spot *spots, size_t count, bool *name) {
    size_t found = 0;
    *name = false;
    for (size_t i = 0; i < count; i++) {
        if (spots[i].cell->length > LONGEST_LABEL) continue;
        enum jx_part part = jx_lexicon_heading(reading->lexicon, jx_spot_key(reading, &spots[i]));
        found += part != JX_PART_NONE;
        *name = *name || part == JX_PART_NAME;
    }
    return found;
}

/* The headings of a band, in the order of their columns. `parent` are those that only head others, in the row below:
 * 年度指标值 over 目标值 and 计量单位. */
struct headings {
    struct jx_spot *spots;
    bool *parent;
    size_t count;
    uint32_t end; /* the row after them */
    bool in_stream;
    uint32_t width; /* of their row, blank cells too */
};

/* The heading that stands over a cell of the row below, or SIZE_MAX: the last one that begins no further right. */
static size_t heading_over(const struct headings *headings, const struct jx_spot *below) {
    size_t over = SIZE_MAX;
    for (size_t i = 0; i < headings->count; i++)
        if (headings->spots[i].column <= below->column) over = i;
    return over;
}

/* Nothing but headings stands in the row, and none of them under one that already says what its column is. */
static bool is_second_row(struct jx_reading *reading, const struct headings *headings, struct jx_spot *below,
                          size_t count) {
    if (reading->sheet->soft_rows || count == 0 || count + headings->count > JX_ALIGN_MOST) return false;
    for (size_t i = 0; i < count; i++) {
        size_t over = heading_over(headings, &below[i]);
        if (over == SIZE_MAX || below[i].cell->length > LONGEST_LABEL) return false;
        const char *key = jx_spot_key(reading, &below[i]);
        enum jx_part part = jx_lexicon_heading(reading->lexicon, key);
        enum jx_part above =
            jx_lexicon_heading(reading->lexicon, jx_spot_key(reading, &headings->spots[over]));
        bool opens = above == JX_PART_NONE || above == JX_PART_TARGET || above == JX_PART_PERIOD_TARGET;
        if (part == JX_PART_NONE && !jx_lexicon_is(JX_WORD_RESULT, key)) return false;
        if (!opens && headings->spots[over].column == below[i].column) return false;
    }
    return true;
}

/* The second row's headings take the place of those they stand under. */
static void add_second_row(struct jx_reading *reading, struct headings *headings, const struct jx_spot *below,
                           size_t count) {
    struct jx_spot *spots = jx_arena_alloc(reading->scratch, (headings->count + count) * sizeof *spots);
    bool *parent = jx_arena_alloc(reading->scratch, headings->count + count);
    size_t made = 0, next = 0;
    for (size_t i = 0; i < headings->count; i++) {
        size_t first = next;
        uint32_t end = i + 1 < headings->count ? headings->spots[i + 1].column : UINT32_MAX;
        while (next < count && below[next].column < end) next++;
        parent[made] = next > first && below[first].column == headings->spots[i].column;
        spots[made++] = headings->spots[i];
        memcpy(spots + made, below + first, (next - first) * sizeof *spots);
        made += next - first;
    }
    headings->spots = spots;
    headings->parent = parent;
    headings->count = made;
    headings->end++;
}

/* Whether the headings of indicators stand in the row. Of a long list without any, nothing is kept. */
static bool is_heading_row(struct jx_reading *reading, uint32_t row) {
    struct jx_arena *kept = reading->scratch;
    size_t count;
    bool name = false;
    reading->scratch = reading->passing;
    struct jx_spot *spots = jx_reading_row(reading, row, &count);
    bool headings = count >= FEWEST_HEADINGS && count <= JX_ALIGN_MOST &&
                    count_headings(reading, spots, count, &name) >= FEWEST_HEADINGS && name;
    reading->scratch = kept;
    jx_arena_reset(reading->passing);
    return headings;
}

/* In a text of one cell a line the headings are cells one after the other. Where their row cannot be told from what
 * follows, perhaps the text itself ends it. */
static bool find_stream(struct jx_reading *reading, const struct jx_region *region, struct headings *headings,
                        enum jx_stream *what) {
    struct jx_stream_headings found = {.count = 0};
    *what = reading->sheet->soft_rows ? jx_stream_find(reading, region, &found) : JX_STREAM_NONE;
    if (*what != JX_STREAM_FOUND) {
        headings->spots = found.spots;
        return false;
    }
    *headings = (struct headings){found.spots, NULL, found.count, found.end, true, found.width};
    headings->parent = jx_arena_alloc(reading->scratch, headings->count);
    return true;
}

/* More headings, which go with those above in a way that only a row of the paper shows. */
static bool only_headings(struct jx_reading *reading, uint32_t row) {
    bool name;
    size_t count;
    struct jx_spot *spots = jx_reading_row(reading, row, &count);
    return count > 0 && count_headings(reading, spots, count, &name) == count;
}

static bool find_headings(struct jx_reading *reading, const struct jx_region *region,
                          struct headings *headings) {
    enum jx_stream what;
    if (find_stream(reading, region, headings, &what)) return true;
    const struct jx_spot *undecided = what == JX_STREAM_UNDECIDED ? headings->spots : NULL;
    for (uint32_t row = region->first; row < region->end; row++) {
        size_t below_count;
        if (!is_heading_row(reading, row) || (undecided != NULL && only_headings(reading, row + 1))) continue;
        headings->spots = jx_reading_row(reading, row, &headings->count);
        headings->parent = jx_arena_alloc(reading->scratch, headings->count);
        headings->end = row + 1;
        headings->in_stream = false;
        headings->width = reading->sheet->rows[row].count;
        struct jx_spot *below = jx_reading_row(reading, row + 1, &below_count);
        if (row + 1 < region->end && is_second_row(reading, headings, below, below_count))
            add_second_row(reading, headings, below, below_count);
        return true;
    }
    if (undecided != NULL) {
        struct jx_place at = jx_spot_place(reading, undecided);
        JX_DIAG(reading->diags, JX_MSG_STREAM_UNDECIDED, &at, undecided->cell->text);
    }
    return false;
}

/* The same for a text of one cell a line: the first row below the headings, in which the first level 1 stands, says it. */
static bool stream_holds_value(struct jx_reading *reading, const struct headings *headings,
                               const struct jx_spot *heading) {
    uint32_t left = heading->position, rows = reading->sheet->row_count;
    for (uint32_t row = headings->end; row < rows; left -= reading->sheet->rows[row++].count)
        if (left < reading->sheet->rows[row].count) return jx_reading_cell(reading, row, left) != NULL;
    return false;
}

/* A column left of the indicators of which no fact is known: whether something stands in it. The label at the side has
 * nothing below it, or the same again; a column of row numbers only those. */
static bool holds_values(struct jx_reading *reading, const struct headings *headings,
                         struct jx_spot *heading) {
    const char *key = jx_spot_key(reading, heading);
    if (jx_lexicon_is(JX_WORD_ORDINAL, key)) return false;
    if (reading->sheet->soft_rows)
        return headings->in_stream && stream_holds_value(reading, headings, heading);
    for (uint32_t row = headings->end; row < headings->end + ROWS_LOOKED_AT; row++) {
        struct jx_spot spot = {.cell = jx_reading_cell(reading, row, heading->column)};
        size_t count;
        if (spot.cell == NULL) continue;
        struct jx_spot *spots = jx_reading_row(reading, row, &count);
        if (count < FEWEST_HEADINGS || spots[count - 1].column <= heading->column) return false;
        if (strcmp(jx_spot_key(reading, &spot), key) == 0) continue;
        return jx_lexicon_label(reading->lexicon, JX_KIND_PROJECT, jx_spot_key(reading, &spot)) == NULL &&
               !jx_lexicon_is(JX_WORD_TOTAL, jx_spot_key(reading, &spot));
    }
    return false;
}

/* The part of a heading; a second column of polarity is one of operators, or the other way about (band.c finds out). */
static enum jx_part heading_part(const struct jx_reading *reading, const struct jx_compiled_table *table,
                                 const char *key) {
    enum jx_part part = jx_lexicon_heading(reading->lexicon, key);
    bool again = part == JX_PART_POLARITY && table->part_column[JX_PART_POLARITY] >= 0;
    return again && table->part_column[JX_PART_OPERATOR] < 0 ? JX_PART_OPERATOR : part;
}

/* The levels and the name again: a second panel begins. */
static bool begins_panel(const struct jx_compiled_table *table, enum jx_part part) {
    if (part != JX_PART_LEVEL1 && part != JX_PART_LEVEL2 && part != JX_PART_NAME) return false;
    return table->part_column[part] >= 0 && table->part_column[JX_PART_NAME] >= 0;
}

/* A panel has targets of its own: 指标内容 behind everything else only explains the indicator. */
static bool panel_follows(struct jx_reading *reading, const struct headings *headings, size_t number) {
    for (size_t i = number + 1; i < headings->count; i++) {
        enum jx_part part = jx_lexicon_heading(reading->lexicon, jx_spot_key(reading, &headings->spots[i]));
        if (part == JX_PART_TARGET || part == JX_PART_PERIOD_TARGET) return true;
    }
    return false;
}

/* No other heading is one of operators or polarities: if there are two, the band finds out which is which. */
static bool only_sign(struct jx_reading *reading, const struct headings *headings, size_t number) {
    for (size_t i = 0; i < headings->count; i++) {
        enum jx_part part = jx_lexicon_heading(reading->lexicon, jx_spot_key(reading, &headings->spots[i]));
        if (i != number && (part == JX_PART_POLARITY || part == JX_PART_OPERATOR)) return false;
    }
    return true;
}

/* One heading: a part, a fact of the project (left of the indicators), the label at the side, or a column of which the
 * model knows nothing. */
static void make_column(struct jx_reading *reading, struct made *made, const struct headings *headings,
                        size_t number, unsigned *panel) {
    struct jx_compiled_table *table = &made->table;
    struct jx_spot *spot = &headings->spots[number];
    const char *key = jx_arena_string(reading->arena, jx_spot_key(reading, spot));
    struct jx_column *column = &made->columns[table->band_count];
    struct jx_compiled_column *compiled = &made->band[table->band_count];
    enum jx_part part = headings->parent[number] ? JX_PART_NONE : heading_part(reading, table, key);
    bool before_levels = table->part_column[JX_PART_LEVEL1] < 0 && table->part_column[JX_PART_LEVEL2] < 0 &&
                         table->part_column[JX_PART_NAME] < 0;
    bool known = part != JX_PART_NONE || headings->parent[number] || jx_lexicon_is(JX_WORD_RESULT, key);
    const struct jx_pattern *fact = known ? NULL : heading_fact(reading, made->source.kind, key);
    if (part == JX_PART_OPERATOR && table->part_column[JX_PART_POLARITY] < 0 && /* 指标方向: 正向 */
        jx_column_by_values(reading, headings->end, spot->position, headings->width) == JX_PART_POLARITY)
        part = JX_PART_POLARITY;
    if (part == JX_PART_POLARITY && only_sign(reading, headings, number) && /* 指标性质: ≥ */
        jx_column_by_values(reading, headings->end, spot->position, headings->width) == JX_PART_OPERATOR)
        part = JX_PART_OPERATOR;
    if (!known && fact == NULL) {
        part = jx_column_by_values(reading, headings->end, spot->position, headings->width);
        if (part == JX_PART_LEVEL1 && !before_levels) part = JX_PART_NONE;
    }

    *column = (struct jx_column){.heading = key, .look = JX_LOOK_CENTRE};
    *compiled = (struct jx_compiled_column){.column = column, .heading = literal(reading, key)};
    compiled->first = compiled->last = spot->position;
    table->band_count++;
    if (begins_panel(table, part) && *panel == 0 && !panel_follows(reading, headings, number))
        part = part == JX_PART_NAME ? JX_PART_REMARK : JX_PART_NONE;
    else if (begins_panel(table, part))
        *panel = 1;
    bool taken = part != JX_PART_NONE && *panel == 0 && table->part_column[part] >= 0;
    if (part != JX_PART_NONE && !taken) {
        column->part = part;
        column->panel = *panel;
        if (table->part_column[part] < 0) table->part_column[part] = (int)table->band_count - 1;
    } else if (fact != NULL && (before_levels || table->list)) {
        column->fact = key;
        compiled->fact = fact;
        table->list = true;
    } else if (!headings->parent[number]) {
        bool ordinal = jx_lexicon_is(JX_WORD_ORDINAL, key);
        compiled->extra = before_levels ? holds_values(reading, headings, spot) : !ordinal;
    }
}

static void rename_part(struct jx_compiled_table *table, struct jx_column *columns, enum jx_part from,
                        enum jx_part to) {
    columns[table->part_column[from]].part = to;
    table->part_column[to] = table->part_column[from];
    table->part_column[from] = -1;
}

/* Its columns are kept as ones of which the model knows nothing. */
static void drop_part(struct made *made, enum jx_part part) {
    for (size_t i = 0; i < made->table.band_count; i++) {
        if (made->columns[i].part != part) continue;
        made->columns[i].part = JX_PART_NONE;
        made->band[i].extra = true;
    }
    made->table.part_column[part] = -1;
}

/* 指标值 beside 计量单位 or an operator is only the number; on the left of two panels it is the mid-term target. */
static void settle_targets(struct made *made, unsigned panels) {
    struct jx_compiled_table *table = &made->table;
    int target = table->part_column[JX_PART_TARGET];
    table->panels = panels;
    bool split = table->part_column[JX_PART_UNIT] >= 0 || table->part_column[JX_PART_OPERATOR] >= 0;
    if (target < 0) return;
    if (panels == 2 && split) {
        drop_part(made, JX_PART_UNIT);
        drop_part(made, JX_PART_OPERATOR);
    }
    if (panels == 2) {
        if (table->part_column[JX_PART_PERIOD_TARGET] >= 0 || made->columns[target].panel == 1) return;
        rename_part(table, made->columns, JX_PART_TARGET, JX_PART_PERIOD_TARGET);
        for (size_t i = 0; i < table->band_count; i++)
            if (made->columns[i].part == JX_PART_TARGET) table->part_column[JX_PART_TARGET] = (int)i;
    } else if (split) {
        rename_part(table, made->columns, JX_PART_TARGET, JX_PART_VALUE);
    }
}

/* A column called 指标性质 may hold operators (band.h finds out): there must be a column for them to go to. */
static void open_operator(struct jx_reading *reading, struct made *made) {
    struct jx_compiled_table *table = &made->table;
    if (table->part_column[JX_PART_POLARITY] < 0 || table->part_column[JX_PART_OPERATOR] >= 0 ||
        table->part_column[JX_PART_VALUE] < 0 || table->band_count == JX_ALIGN_MOST)
        return;
    made->columns[table->band_count] = (struct jx_column){.heading = "", .part = JX_PART_OPERATOR};
    made->band[table->band_count] = (struct jx_compiled_column){.column = &made->columns[table->band_count],
                                                                .heading = literal(reading, "\x01")};
    table->part_column[JX_PART_OPERATOR] = (int)table->band_count++;
}

/* A form that tells what was achieved is a self-evaluation: that is no target, and is kept beside them. */
static void report_results(struct jx_reading *reading, const struct made *made,
                           const struct headings *headings) {
    const char *words = "";
    for (size_t i = 0; i < made->table.band_count; i++) {
        const char *heading = made->columns[i].heading;
        if (made->band[i].extra && jx_lexicon_is(JX_WORD_RESULT, heading))
            words = jx_arena_format(reading->arena, "%s%s%s", words, *words == '\0' ? "" : "、", heading);
    }
    struct jx_place at = jx_spot_place(reading, &headings->spots[0]);
    if (*words != '\0') JX_DIAG(reading->diags, JX_MSG_SELF_EVALUATION, &at, words);
}

bool jx_table_is_generic(const struct jx_compiled_table *table) {
    return strcmp(table->layout->id, JX_LAYOUT_GENERIC) == 0;
}

static bool same_band(const struct jx_compiled_table *a, const struct jx_compiled_table *b) {
    if (a->band_count != b->band_count || a->table->kind != b->table->kind) return false;
    for (size_t i = 0; i < a->band_count; i++)
        if (strcmp(a->band[i].column->heading, b->band[i].column->heading) != 0) return false;
    return true;
}

const struct jx_compiled_table *jx_generic_table(struct jx_reading *reading, const struct jx_region *region,
                                                 const struct jx_compiled_table *previous) {
    struct headings headings;
    unsigned panel = 0;
    if (!find_headings(reading, region, &headings)) return NULL;
    struct made *made = jx_arena_alloc(reading->arena, sizeof *made);
    made->layout = (struct jx_layout){.id = JX_LAYOUT_GENERIC, .chinese = "通用", .english = "generic"};
    made->source = (struct jx_table){.kind = region_kind(reading, region), .money_unit = "万元"};
    made->table = (struct jx_compiled_table){
        .table = &made->source,
        .layout = &made->layout,
        .title = reading->lexicon->title,
        .band = made->band,
        .prints_unit = true,
    };
    for (size_t i = 0; i < JX_PART_COUNT; i++) made->table.part_column[i] = -1;
    for (size_t i = 0; i < headings.count; i++) make_column(reading, made, &headings, i, &panel);
    if (made->table.part_column[JX_PART_NAME] < 0) return NULL; /* its heading only heads others */
    settle_targets(made, panel + 1);
    open_operator(reading, made);
    if (previous != NULL && same_band(previous, &made->table)) return previous;
    unite_labels(reading, &made->table);
    jx_band_index(reading->arena, &made->table);
    report_results(reading, made, &headings);
    return &made->table;
}

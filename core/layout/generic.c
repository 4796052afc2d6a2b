#include "core/layout/generic.h"

#include <string.h>

#include "core/base/text.h"
#include "core/layout/align.h"
#include "core/layout/lexicon.h"

enum { LONGEST_LABEL = 150, FEWEST_HEADINGS = 3 };

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
        memcpy(all_labels + table->label_count, tables[i]->labels,
               tables[i]->label_count * sizeof *all_labels);
        memcpy(all_lines + table->line_count, tables[i]->lines, tables[i]->line_count * sizeof *all_lines);
        memcpy(all_noise + table->noise_count, tables[i]->noise, tables[i]->noise_count * sizeof *all_noise);
        table->label_count += tables[i]->label_count;
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

static struct jx_spot *find_headings(struct jx_reading *reading, const struct jx_region *region,
                                     size_t *count) {
    for (uint32_t row = region->first; row < region->end; row++) {
        bool name;
        struct jx_spot *spots = jx_reading_row(reading, row, count);
        if (*count >= FEWEST_HEADINGS && *count <= JX_ALIGN_MOST &&
            count_headings(reading, spots, *count, &name) >= FEWEST_HEADINGS && name)
            return spots;
    }
    return NULL;
}

/* One heading: a part, a fact of the project (left of the indicators), the label at the side, or a column of which the
 * model knows nothing. */
static void make_column(struct jx_reading *reading, struct made *made, struct jx_spot *spot,
                        unsigned *panel) {
    struct jx_compiled_table *table = &made->table;
    const char *key = jx_arena_string(reading->arena, jx_spot_key(reading, spot));
    struct jx_column *column = &made->columns[table->band_count];
    struct jx_compiled_column *compiled = &made->band[table->band_count];
    enum jx_part part = jx_lexicon_heading(reading->lexicon, key);
    bool before_levels = table->part_column[JX_PART_LEVEL1] < 0 && table->part_column[JX_PART_LEVEL2] < 0 &&
                         table->part_column[JX_PART_NAME] < 0;
    const struct jx_pattern *fact =
        part == JX_PART_NONE ? heading_fact(reading, made->source.kind, key) : NULL;

    *column = (struct jx_column){.heading = key, .look = JX_LOOK_CENTRE};
    *compiled = (struct jx_compiled_column){.column = column, .heading = literal(reading, key)};
    compiled->first = compiled->last = spot->position;
    if (part == JX_PART_LEVEL2 && table->part_column[JX_PART_LEVEL2] >= 0) *panel = 1;
    if (part == JX_PART_NAME && table->part_column[JX_PART_NAME] >= 0) *panel = 1;
    bool taken = part != JX_PART_NONE && *panel == 0 && table->part_column[part] >= 0;
    if (part != JX_PART_NONE && !taken) {
        column->part = part;
        column->panel = *panel;
        if (table->part_column[part] < 0) table->part_column[part] = (int)table->band_count;
    } else if (fact != NULL) {
        column->fact = key;
        compiled->fact = fact;
        table->list = true;
    } else if (!before_levels) {
        compiled->extra = true;
    }
    table->band_count++;
}

static void rename_part(struct jx_compiled_table *table, struct jx_column *columns, enum jx_part from,
                        enum jx_part to) {
    columns[table->part_column[from]].part = to;
    table->part_column[to] = table->part_column[from];
    table->part_column[from] = -1;
}

/* 指标值 beside 计量单位 or an operator is only the number; on the left of two panels it is the mid-term target. */
static void settle_targets(struct made *made, unsigned panels) {
    struct jx_compiled_table *table = &made->table;
    table->panels = panels;
    bool split = table->part_column[JX_PART_UNIT] >= 0 || table->part_column[JX_PART_OPERATOR] >= 0;
    if (table->part_column[JX_PART_TARGET] < 0) return;
    if (panels == 2) {
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

static bool same_band(const struct jx_compiled_table *a, const struct jx_compiled_table *b) {
    if (a->band_count != b->band_count || a->table->kind != b->table->kind) return false;
    for (size_t i = 0; i < a->band_count; i++)
        if (strcmp(a->band[i].column->heading, b->band[i].column->heading) != 0) return false;
    return true;
}

const struct jx_compiled_table *jx_generic_table(struct jx_reading *reading, const struct jx_region *region,
                                                 const struct jx_compiled_table *previous) {
    size_t count;
    unsigned panel = 0;
    struct jx_spot *spots = find_headings(reading, region, &count);
    if (spots == NULL) return NULL;
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
    for (size_t i = 0; i < count; i++) make_column(reading, made, &spots[i], &panel);
    settle_targets(made, panel + 1);
    open_operator(reading, made);
    if (previous != NULL && same_band(previous, &made->table)) return previous;
    unite_labels(reading, &made->table);
    jx_band_index(reading->arena, &made->table);
    return &made->table;
}

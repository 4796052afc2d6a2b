#include "core/read/block_rows.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/vocabulary.h"
#include "core/read/block_table.h"
#include "core/read/block_told.h"
#include "core/read/reach.h"
#include "core/read/rows.h"
#include "core/read/untold.h"
#include "core/read/values.h"

/* Headings, numbers of rows, and what stands at the side. */
static void claim_labels(struct jx_terms *terms, const struct jx_block *block) {
    for (uint32_t row = block->head; row < block->stop; row++) {
        size_t count;
        struct jx_seen *cells = jx_shape_row(block->shape, row, &count);
        for (size_t i = 0; i < count; i++) {
            bool heading = row < block->head + block->depth || row == block->numbers;
            bool side =
                !block->list && cells[i].column < block->first && jx_cell_is_side(terms, block, &cells[i]);
            size_t index = jx_block_column_at(block, cells[i].column);
            bool ordinal = index != SIZE_MAX && block->columns[index].part == JX_HEAD_ORDINAL;
            bool taken = cells[i].cell->claim == JX_CLAIM_VALUE; /* a fact beside the indicators */
            if ((heading || side || ordinal) && !taken) cells[i].cell->claim = JX_CLAIM_LABEL;
        }
    }
}

bool jx_block_of_period(const struct jx_block *block, uint32_t first) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(block->shape, block->head, &count);
    for (size_t i = 0; i < count && cells[i].column < block->first; i++)
        if (jx_tags_have(cells[i].term->phrase.tags, JX_TAG_PERIOD) &&
            !jx_tags_have(cells[i].term->phrase.tags, JX_TAG_YEAR) &&
            !jx_shape_at(block->shape, block->head + block->depth,
                         cells[i].column)) /* at the side, over nothing */
            return true;
    uint32_t from = block->head > first + 4 ? block->head - 4 : first;
    for (uint32_t row = from; row < block->head; row++) {
        cells = jx_shape_row(block->shape, row, &count);
        bool goal = count == 1 && row + 1 == block->head &&
                    jx_tags_have(cells->term->phrase.tags, JX_TAG_GOAL); /* over the block */
        if (count != 1 || (!jx_tags_have(cells->term->phrase.tags, JX_TAG_INDICATOR) && !goal)) continue;
        if (jx_tags_have(cells->term->phrase.tags, JX_TAG_PERIOD) &&
            !jx_tags_have(cells->term->phrase.tags, JX_TAG_YEAR))
            return true;
    }
    return false;
}

static struct jx_spot *make_spot(struct jx_reading *reading, const struct jx_seen *seen) {
    struct jx_spot *spot = jx_arena_alloc(reading->scratch, sizeof *spot);
    *spot = jx_seen_spot(seen);
    return spot;
}

static struct jx_band_row *append_row(struct jx_reading *reading, struct jx_band_rows *rows) {
    rows->rows =
        jx_arena_grow(reading->scratch, rows->rows, rows->count, &rows->capacity, sizeof *rows->rows);
    return &rows->rows[rows->count++];
}

static void add_other(struct jx_reading *reading, struct jx_band_row *row, struct jx_spot *spot,
                      const char *heading, size_t room) {
    struct jx_band_beside *beside = jx_band_beside_of(reading, row);
    if (!beside->others) beside->others = jx_arena_alloc(reading->scratch, room * sizeof *beside->others);
    beside->others[beside->other_count++] = (struct jx_band_other){spot, heading};
}

/* / under 下限 beside 900 under 上限: there is no such end. */
static bool is_no_end(struct jx_arena *arena, const struct jx_block_column *column,
                      const struct jx_seen *seen) {
    return column->part == JX_PART_TARGET && column->bound != JX_OP_NONE &&
           jx_text_placeholder(arena, seen->cell->text);
}

/* Several targets side by side are those of towns: where they say the same it is the target, else none is sure. */
static bool same_targets(struct jx_arena *arena, const struct jx_block *block, const struct jx_block_row *row,
                         unsigned panel) {
    const struct jx_seen *first = NULL;
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_seen *seen = row->cells[i];
        if (!seen || block->columns[i].part != JX_PART_TARGET || block->columns[i].panel != panel) continue;
        if (is_no_end(arena, &block->columns[i], seen)) continue;
        if (first && strcmp(first->term->key, seen->term->key) != 0) return false;
        first = seen;
    }
    return true;
}

/* Levels in front of both panels are those of the second one, too, unless it has its own. */
static bool is_shared(const struct jx_block *block, enum jx_part part, unsigned panel) {
    return part == JX_PART_LEVEL1 ||
           (part == JX_PART_LEVEL2 && !jx_block_has_part(block, JX_PART_LEVEL2, panel));
}

static bool is_fact_beside(const struct jx_block *block, const struct jx_seen *seen) {
    return !block->list && seen->column < block->first && seen->cell->claim == JX_CLAIM_VALUE;
}

/* The signs of the period's target: in columns of their own, or in those of both targets. */
static void take_period_sign(struct jx_reading *reading, const struct jx_block *block,
                             const struct jx_block_column *column, struct jx_spot *spot, const char *heading,
                             struct jx_band_row *out) {
    size_t index = column->part == JX_PART_UNIT;
    bool own = jx_column_of_period(block, column);
    bool both = !own && !column->year && jx_block_has_part(block, JX_PART_PERIOD_TARGET, column->panel);
    if (!own && !both) return;
    struct jx_band_other *sign = &jx_band_beside_of(reading, out)->signs[index];
    if (own || !sign->spot) *sign = (struct jx_band_other){spot, heading};
}

/* Targets, and what is theirs: where no target is sure, its unit alone is none. */
static bool is_of_target(const struct jx_block_column *column) {
    return column->part == JX_PART_TARGET || column->part == JX_PART_OPERATOR || column->part == JX_PART_UNIT;
}

/* The group stands at the first of its indicators; what has no name of its own has that of the group. */
static void take_group(struct jx_reading *reading, const struct jx_block *block, unsigned panel,
                       struct jx_spot **group, struct jx_band_row *row) {
    size_t index = jx_block_group_column(block, panel);
    if (index == SIZE_MAX) return;
    struct jx_spot *own = row->facts ? row->facts[index] : NULL;
    if (own || row->parts[JX_PART_LEVEL1] || row->parts[JX_PART_LEVEL2]) *group = own;
    if (!row->parts[JX_PART_NAME] && own) {
        row->parts[JX_PART_NAME] = own;
        row->facts[index] = *group = NULL;
    } else if (row->parts[JX_PART_NAME] && *group) {
        if (!row->facts)
            row->facts = jx_arena_alloc(reading->scratch, block->column_count * sizeof *row->facts);
        row->facts[index] = *group;
    }
}

/* What targets reach to, and ～ before it. */
static bool take_end(struct jx_reading *reading, const struct jx_block *block,
                     const struct jx_row_reach reach[2], size_t index, struct jx_spot *spot,
                     struct jx_band_row *out) {
    for (size_t i = 0; i < 2; i++)
        if (reach[i].end == index) {
            jx_band_beside_of(reading, out)->ends[i] = spot;
            return true;
        }
    return block->columns[index].reach == JX_REACH_DASH;
}

/* The text does not tell under which of two columns it stands: neither is sure. */
static void take_untold(struct jx_reading *reading, const struct jx_block *block,
                        const struct jx_block_row *row, struct jx_untold untold, struct jx_spot *spot,
                        struct jx_band_row *out) {
    size_t first = untold.at < untold.other ? untold.at : untold.other,
           second = untold.at + untold.other - first;
    const struct jx_term *one = block->columns[first].word, *two = block->columns[second].word;
    const char *left = !one ? "" : jx_text_phrase(reading->arena, one->text, one->length),
               *right = !two ? "" : jx_text_phrase(reading->arena, two->text, two->length), *name = "";
    for (size_t i = 0; i < block->column_count; i++)
        if (block->columns[i].part == JX_PART_NAME && row->cells[i]) name = row->cells[i]->cell->text;
    struct jx_place at = jx_spot_place(reading, spot);
    JX_DIAG(reading->diags, JX_MSG_CELL_UNTOLD, &at, spot->cell->text, name, left, right);
    add_other(reading, out, spot, jx_arena_format(reading->arena, "%s/%s", left, right), block->column_count);
}

/* Sorts a row's cells of one panel under their parts; whether there are any. */
static bool fill_row(struct jx_reading *reading, const struct jx_block *block,
                     const struct jx_compiled_table *table, const struct jx_block_row *row, unsigned panel,
                     struct jx_band_row *out) {
    struct jx_untold untold = jx_row_untold(reading, block, row, panel);
    struct jx_row_reach reach[2];
    for (size_t i = 0; i < 2; i++) reach[i] = jx_row_reach(reading->passing, block, row, panel, i == 1);
    bool any = false, same = reach[0].end != SIZE_MAX || same_targets(reading->passing, block, row, panel);
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_compiled_column *column = &table->band[i];
        enum jx_part part = column->column->part;
        bool shared = column->column->panel == 0 && is_shared(block, part, panel);
        if (!row->cells[i] || (column->column->panel != panel && !shared)) continue;
        if (block->columns[i].part == JX_HEAD_ORDINAL || is_fact_beside(block, row->cells[i])) continue;
        any = any || column->column->panel == panel;
        struct jx_spot *spot = make_spot(reading, row->cells[i]);
        jx_spot_claim(spot, JX_CLAIM_VALUE);
        if (is_no_end(reading->passing, &block->columns[i], row->cells[i])) continue;
        if (take_end(reading, block, reach, i, spot, out)) continue;
        if (i == untold.at) {
            take_untold(reading, block, row, untold, spot, out);
            continue;
        }
        if (block->columns[i].part == JX_PART_OPERATOR || block->columns[i].part == JX_PART_UNIT)
            take_period_sign(reading, block, &block->columns[i], spot, column->column->heading, out);
        if (jx_column_of_period(block, &block->columns[i])) continue;
        bool region = block->columns[i].part == JX_PART_TARGET && out->parts[part];
        /* Both ends of a reach say the same. */
        enum jx_operator bound = region || i == reach[0].begin ? JX_OP_NONE : block->columns[i].bound;
        if (!same && is_of_target(&block->columns[i])) {
            add_other(reading, out, spot, column->column->heading, block->column_count);
        } else if (part != JX_PART_NONE) {
            if (!region) out->parts[part] = spot;
            if (block->columns[i].part == JX_PART_TARGET) out->bound = bound;
            if (part == JX_PART_PERIOD_TARGET) out->period_bound = block->columns[i].bound;
        } else {
            if (!out->facts)
                out->facts = jx_arena_alloc(reading->scratch, block->column_count * sizeof *out->facts);
            out->facts[i] = spot;
        }
    }
    if (!same && jx_band_beside(out)->other_count > 0 && untold.at == SIZE_MAX) {
        struct jx_place at = jx_spot_place(reading, jx_band_beside(out)->others[0].spot);
        JX_DIAG(reading->diags, JX_MSG_TARGETS_DIFFER, &at,
                !out->parts[JX_PART_NAME] ? "" : out->parts[JX_PART_NAME]->cell->text);
    }
    return any;
}

/* The row's words in one line, for messages. */
static const char *row_words(struct jx_reading *reading, const struct jx_block *block,
                             const struct jx_block_row *row) {
    const char *words = "";
    for (size_t i = 0; i < block->column_count; i++) {
        if (!row->cells[i]) continue;
        const struct jx_cell *cell = row->cells[i]->cell;
        words = jx_arena_format(reading->scratch, "%s%s%s", words, *words == '\0' ? "" : " | ",
                                jx_text_phrase(reading->scratch, cell->text, cell->length));
    }
    return words;
}

static struct jx_seen *first_cell(const struct jx_block *block, const struct jx_block_row *row) {
    for (size_t i = 0; i < block->column_count; i++)
        if (row->cells[i]) return row->cells[i];
    return NULL;
}

static bool says_year(const struct jx_block *block, unsigned panel) {
    for (size_t i = 0; i < block->column_count; i++)
        if (block->columns[i].panel == panel && block->columns[i].year) return true;
    return false;
}

/* The same category or name stands in both panels: they are of two times. Where none does, the right one goes on where the left
 * one ends. */
static bool panels_share(const struct jx_block *block, const struct jx_seen *seen) {
    for (size_t i = 0; i < block->row_count; i++)
        for (size_t k = 0; k < block->column_count; k++) {
            const struct jx_seen *other = block->rows[i].cells[k];
            if (block->columns[k].panel == 1 && other && other->term == seen->term) return true;
        }
    return false;
}

static bool are_of_two_times(const struct jx_block *block) {
    enum { ROWS_LOOKED_AT = 16 };
    bool words = false;
    for (size_t i = 0; i < block->row_count && i < ROWS_LOOKED_AT; i++)
        for (size_t k = 0; k < block->column_count; k++) {
            const struct jx_block_column *column = &block->columns[k];
            const struct jx_seen *seen = block->rows[i].cells ? block->rows[i].cells[k] : NULL;
            if (!seen || *seen->term->key == '\0' || column->panel != 0 || block->rows[i].aside) continue;
            if (column->part != JX_PART_LEVEL2 && column->part != JX_PART_NAME) continue;
            if (panels_share(block, seen)) return true;
            words = true;
        }
    return !words;
}

bool jx_panel_of_period(const struct jx_block *block, unsigned panel) {
    if (block->panels == 1) return false;
    unsigned period = says_year(block, 0) && !says_year(block, 1) ? 1 : 0;
    bool said = jx_block_has_part(block, JX_PART_PERIOD_TARGET, 0) ||
                jx_block_has_part(block, JX_PART_PERIOD_TARGET, 1);
    return panel == period && !said && (says_year(block, 1 - period) || are_of_two_times(block));
}

/* Where nothing was adjusted, what was set at first is still in force. */
static void keep_initial(struct jx_reading *reading, const struct jx_block *block,
                         const struct jx_block_row *row) {
    if (!block->adjusted || block->initial == SIZE_MAX || !row->cells[block->initial]) return;
    for (size_t i = 0; i < block->column_count; i++) {
        if (block->columns[i].part != JX_PART_TARGET) continue;
        struct jx_seen *adjusted = row->cells[i];
        if (adjusted && !jx_text_placeholder(reading->passing, adjusted->cell->text)) return;
        row->cells[i] = row->cells[block->initial];
        row->cells[block->initial] = adjusted;
        return;
    }
}

static void add_row(struct jx_reading *reading, const struct jx_block *block,
                    const struct jx_compiled_table *table, const struct jx_block_row *row, bool period,
                    struct jx_spot *groups[2], struct jx_band_rows *rows) {
    struct jx_seen *first = first_cell(block, row);
    if (!first) return;
    keep_initial(reading, block, row);
    for (unsigned panel = 0; panel < block->panels; panel++) {
        struct jx_band_row made = {
            .origin = row->moved ? JX_REALIGNED : JX_READ,
            .panel = (uint8_t)panel,
            .period = period || jx_panel_of_period(block, panel),
        };
        if (!fill_row(reading, block, table, row, panel, &made)) continue;
        take_group(reading, block, panel, &groups[panel], &made);
        made.at = make_spot(reading, first);
        *append_row(reading, rows) = made;
    }
    if (!row->moved) return;
    struct jx_spot spot = jx_seen_spot(first);
    struct jx_place at = jx_spot_place(reading, &spot);
    JX_DIAG(reading->diags, JX_MSG_ROW_REALIGNED, &at, row_words(reading, block, row));
}

/* A row of a list that names no project and holds no indicator: the sum of a department. */
static bool is_subtotal(const struct jx_block *block, const struct jx_block_row *row) {
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_block_column *column = &block->columns[i];
        if (!row->cells[i]) continue;
        if (column->part != JX_PART_NONE && column->part != JX_HEAD_ORDINAL) return false;
        if (column->fact && column->fact->field == JX_FIELD_PROJECT_NAME) return false;
    }
    return block->list;
}

/* Whether a row of a list names a project, and holds nothing else if `alone`. */
static bool names_project(const struct jx_block *block, const struct jx_block_row *row, bool alone) {
    bool named = false;
    for (size_t i = 0; i < block->column_count; i++) {
        if (!row->cells[i]) continue;
        const struct jx_sense *fact = block->columns[i].fact;
        bool project = fact && fact->field == JX_FIELD_PROJECT_NAME;
        if (alone && !project) return false;
        named = named || project;
    }
    return named;
}

/* A name alone, with the name of a project right below: that of a unit whose projects follow. */
static bool is_heading_of_projects(const struct jx_block *block, size_t index) {
    return block->list && index + 1 < block->row_count && names_project(block, &block->rows[index], true) &&
           names_project(block, &block->rows[index + 1], false);
}

/* A unit with the sums of its projects, which stand below it: whose they are is found when the list is sorted. */
static bool is_group(const struct jx_block *block, size_t index) {
    const struct jx_block_row *row = &block->rows[index], *next = row + 1;
    if (!is_subtotal(block, row) || index + 1 == block->row_count || next->aside ||
        !(names_project(block, next, false) || is_subtotal(block, next)))
        return false;
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_sense *fact = block->columns[i].fact;
        if (row->cells[i] && fact &&
            (fact->field == JX_FIELD_UNIT_NAME || fact->field == JX_FIELD_DEPARTMENT_NAME))
            return !jx_lexicon_is(JX_WORD_TOTAL, row->cells[i]->term->key);
    }
    return false;
}

/* A name with amounts but no indicator, and the name of another project right below: a unit and the sums of its projects. */
static bool is_sum_of_projects(const struct jx_block *block, size_t index) {
    const struct jx_block_row *row = &block->rows[index], *next = row + 1;
    if (!block->list || index + 1 == block->row_count || next->aside || !names_project(block, row, false) ||
        !names_project(block, next, false))
        return false;
    for (size_t i = 0; i < block->column_count; i++) {
        const struct jx_block_column *column = &block->columns[i];
        bool goal = column->fact && (column->fact->field == JX_FIELD_GOAL_ANNUAL ||
                                     column->fact->field == JX_FIELD_GOAL_PERIOD);
        if (row->cells[i] && ((column->part != JX_PART_NONE && column->part != JX_HEAD_ORDINAL) || goal))
            return false;
    }
    return true;
}

/* What stands beside the indicators, or sums them up: 总分 (分值). */
static void take_aside(struct jx_reading *reading, const struct jx_compiled_table *table,
                       const struct jx_block_row *row, struct jx_seen *label, struct jx_draft *head) {
    const char *words = jx_text_phrase(reading->arena, label->cell->text, label->cell->length);
    bool any = false;
    for (size_t i = 0; i < table->band_count; i++) {
        struct jx_seen *seen = row->cells[i];
        if (!seen || seen == label || seen->cell->claim != JX_CLAIM_NONE) continue;
        struct jx_spot spot = jx_seen_spot(seen);
        any = true;
        jx_spot_claim(&spot, JX_CLAIM_EXTRA);
        jx_extra_take(reading, head, jx_extra_label(reading->arena, words, table->band[i].column->heading),
                      seen->cell->text, seen->cell->length, jx_spot_place(reading, &spot));
    }
    if (any) label->cell->claim = JX_CLAIM_LABEL;
}

/* 合计 of a list: what its amounts must add up to. 小计 is the sum of some of them only. */
static void take_total(struct jx_reading *reading, const struct jx_block *block,
                       const struct jx_compiled_table *table, const struct jx_block_row *row,
                       struct jx_draft *head) {
    if (strstr(row->label->term->key, "小计")) return;
    for (size_t i = 0; block->list && i < block->column_count; i++) {
        const struct jx_sense *fact = block->columns[i].fact;
        struct jx_seen *seen = row->cells[i];
        if (!fact || fact->field != JX_FIELD_FUND_TOTAL || !seen || !seen->term->number) continue;
        struct jx_spot spot = jx_seen_spot(seen);
        head->total = jx_text_trim(reading->arena, seen->cell->text, seen->cell->length);
        head->total_at = jx_spot_place(reading, &spot);
        head->total_label = jx_extra_label(
            reading->arena, jx_text_phrase(reading->arena, row->label->cell->text, row->label->cell->length),
            table->band[i].column->heading);
        row->label->cell->claim = JX_CLAIM_LABEL;
        jx_spot_claim(&spot, JX_CLAIM_VALUE);
        return;
    }
}

/* The sums of a unit are said once, at the project below them: a long list has many. */
static void take_sums(struct jx_reading *reading, const struct jx_compiled_table *table,
                      const struct jx_block_row *row, struct jx_seen *label, struct jx_band_rows *rows) {
    struct jx_draft said = {.table = table};
    take_aside(reading, table, row, label, &said);
    for (size_t i = 0; i < said.form.extra_count; i++) {
        jx_band_sum_add(reading, rows, rows->count, &said.form.extras[i]);
    }
}

void jx_block_rows(struct jx_reading *reading, struct jx_terms *terms, const struct jx_block *block,
                   const struct jx_compiled_table *table, bool period, struct jx_draft *head,
                   struct jx_band_rows *rows) {
    claim_labels(terms, block);
    jx_block_tell(reading, block, table, &head->form);
    struct jx_spot *groups[2] = {NULL, NULL};
    for (size_t i = 0; i < block->row_count; i++) {
        const struct jx_block_row *row = &block->rows[i];
        if (!first_cell(block, row)) continue; /* its cells stand under none of the columns */
        if (row->aside && !head->total) take_total(reading, block, table, row, head);
        if (row->aside)
            take_aside(reading, table, row, row->label, head);
        else if (is_heading_of_projects(block, i))
            continue;
        else if (!is_group(block, i) && (is_subtotal(block, row) || is_sum_of_projects(block, i)))
            take_sums(reading, table, row, first_cell(block, row), rows);
        else
            add_row(reading, block, table, row, period, groups, rows);
    }
}

/*
 * The indicators of a blank: which columns hold what, which rows belong to which category, and where further rows are put in.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill.h"
#include "core/grid/grid.h"
#include "core/model/measure.h"
#include "core/model/vocabulary.h"

enum { BAND_COLUMNS = 64, GROUPS_ROW_MOST = 20000 };

/* A row of the band as the blank has it. Levels are canonical, or the form's own words. */
struct line {
    uint32_t row;
    const char *level1, *level2;
    bool opens; /* its category is a free one: …… */
    size_t group;
    bool used;
};

/* Rows of one category, one after the other. */
struct group {
    const char *level1, *level2;
    bool opens;
    size_t first, count; /* of the lines */
    uint32_t inserted;
    size_t facts; /* placed so far, for numbering */
};

struct rows {
    struct jx_fill *fill;
    struct jx_fill_band *band;
    struct line *lines;
    size_t line_count, line_capacity;
    struct group *groups;
    size_t group_count, group_capacity;
    bool free_levels; /* levels are typed on each row */
    size_t lost[JX_PART_COUNT];
};

/* --- the band ---------------------------------------------------------------------------------------------------- */

static int part_column(const struct jx_fill_band *band, enum jx_part part) {
    for (size_t i = 0; i < band->count; i++)
        if (band->parts[i] == part) return (int)i;
    return -1;
}

/* The fact that a heading in front of a list's indicators names. */
static enum jx_field heading_fact(struct jx_fill *fill, const char *key) {
    const struct jx_label *label = jx_lexicon_label(fill->library->lexicon, JX_KIND_PROJECT, key);
    if (label == NULL || label->value == NULL) return JX_FIELD_COUNT;
    const struct jx_spelled *spelled = &label->value->spellings[0];
    for (size_t i = 0; i < spelled->count; i++)
        if (spelled->pieces[i].kind == JX_PIECE_FIELD) return spelled->pieces[i].field;
    return JX_FIELD_COUNT;
}

static bool heading_row(struct jx_fill *fill, uint32_t row, struct jx_fill_band *band, uint32_t *depth) {
    const struct jx_row *cells = &fill->sheet->rows[row];
    bool name = false, target = false, split = false, names = false;
    size_t facts = 0;
    *band = (struct jx_fill_band){.head = row};
    *depth = 1;
    for (uint32_t column = 0; column < cells->count && band->count < BAND_COLUMNS; column++) {
        const struct jx_cell *cell = &cells->cells[column];
        if (cell->kind == JX_CELL_COVERED || cell->text == NULL) continue;
        const char *key = jx_label_bare(fill->arena, cell->text);
        enum jx_part part = jx_lexicon_heading(fill->library->lexicon, key);
        enum jx_field fact = part == JX_PART_NONE ? heading_fact(fill, key) : JX_FIELD_COUNT;
        if (part == JX_PART_NONE && fact == JX_FIELD_COUNT) continue;
        if (part != JX_PART_NONE && cell->rows > *depth) *depth = cell->rows;
        name = name || part == JX_PART_NAME;
        target = target || part == JX_PART_TARGET || part == JX_PART_VALUE || part == JX_PART_PERIOD_TARGET;
        split = split || part == JX_PART_OPERATOR || part == JX_PART_UNIT;
        band->columns[band->count] = column;
        band->widths[band->count] = cell->columns;
        band->parts[band->count] = part;
        band->facts[band->count] = fact;
        names = names || fact == JX_FIELD_PROJECT_NAME;
        facts += fact != JX_FIELD_COUNT;
        band->count++;
    }
    band->list = names && facts >= 2; /* 项目 alone stands over the word at the side, too */
    for (size_t i = 0; i < band->count && !band->list; i++) band->facts[i] = JX_FIELD_COUNT;
    for (size_t i = 0; i < band->count && split; i++)
        if (band->parts[i] == JX_PART_TARGET) band->parts[i] = JX_PART_VALUE;
    return name && target;
}

/* A row that tells people what to write where. */
static bool instructs(struct jx_fill *fill, uint32_t row) {
    size_t prompts = 0;
    if (row >= fill->sheet->row_count) return false;
    for (uint32_t column = 0; column < fill->sheet->rows[row].count; column++) {
        const struct jx_cell *cell = &fill->sheet->rows[row].cells[column];
        if (cell->kind == JX_CELL_COVERED || cell->text == NULL || jx_text_is_blank(cell->text)) continue;
        const struct jx_trait *trait = jx_fill_trait(fill, row, column);
        bool hint = trait != NULL && (trait->flags & JX_TRAIT_HINT) != 0;
        if (!hint && jx_slot_state_of(fill->arena, cell->text) == JX_SLOT_OCCUPIED) return false;
        prompts += hint || jx_slot_state_of(fill->arena, cell->text) == JX_SLOT_PROMPT;
    }
    return prompts >= 3;
}

/* A sum, a note, a label of what stands below: the band is over. */
static bool ends_band(struct jx_fill *fill, const struct jx_fill_band *band, uint32_t row) {
    int name = part_column(band, JX_PART_NAME);
    uint32_t name_column = band->columns[name];
    if (row >= fill->sheet->row_count) return true;
    const struct jx_row *cells = &fill->sheet->rows[row];
    for (uint32_t column = 0; column < cells->count; column++) {
        const struct jx_cell *cell = &cells->cells[column];
        if (cell->kind == JX_CELL_COVERED || cell->text == NULL || jx_text_is_blank(cell->text)) continue;
        const char *key = jx_label_bare(fill->arena, cell->text);
        if (jx_lexicon_is(JX_WORD_TOTAL, key)) return true;
        if (column > name_column) break;
        if (column < name_column && column + cell->columns > name_column) return true;
        if (column == 0 &&
            (strncmp(key, "注", 3) == 0 || strncmp(key, "说明", 6) == 0 || strstr(key, "意见") != NULL ||
             strncmp(key, "填表人", 9) == 0 || strncmp(key, "填报人", 9) == 0))
            return true;
    }
    return false;
}

/* Whether there is a row of the form here, though nothing stands in it. */
static bool row_there(struct jx_fill *fill, const struct jx_fill_band *band, uint32_t row) {
    uint32_t column = band->columns[part_column(band, JX_PART_NAME)];
    if (jx_fill_trait(fill, row, column) != NULL || strcmp(fill->blank->carrier->id, "docx") == 0)
        return true;
    if (row >= fill->sheet->row_count) return false;
    for (uint32_t i = 0; i < fill->sheet->rows[row].count; i++)
        if (fill->sheet->rows[row].cells[i].kind == JX_CELL_COVERED ||
            fill->sheet->rows[row].cells[i].text != NULL)
            return true;
    return false;
}

bool jx_fill_band_find(struct jx_fill *fill, struct jx_fill_band *band) {
    for (uint32_t row = 0; row < fill->sheet->row_count; row++) {
        uint32_t depth;
        if (!heading_row(fill, row, band, &depth)) continue;
        band->first = row + depth;
        while (instructs(fill, band->first)) band->first++;
        band->end = band->first;
        while (band->end - band->first < GROUPS_ROW_MOST && !ends_band(fill, band, band->end) &&
               row_there(fill, band, band->end))
            band->end++;
        return band->end > band->first;
    }
    return false;
}

/* --- categories -------------------------------------------------------------------------------------------------- */

static const char *level_text(struct rows *rows, uint32_t row, enum jx_part part, bool *own) {
    int column = part_column(rows->band, part);
    *own = false;
    if (column < 0) return NULL;
    uint32_t at_row = row, at = rows->band->columns[column];
    const struct jx_cell *cell = jx_fill_cell(rows->fill, &at_row, &at);
    if (cell == NULL || cell->text == NULL || jx_text_is_blank(cell->text)) return NULL;
    *own = at_row == row;
    return cell->text;
}

static void lines_read(struct rows *rows) {
    const char *level1 = NULL, *level2 = NULL;
    struct jx_arena *arena = rows->fill->arena;
    bool any = false, opens = false;
    for (uint32_t row = rows->band->first; row < rows->band->end; row++) {
        bool own1, own2;
        const char *text1 = level_text(rows, row, JX_PART_LEVEL1, &own1);
        const char *text2 = level_text(rows, row, JX_PART_LEVEL2, &own2);
        any = any || text1 || text2;
        if (text1 != NULL && own1) {
            level1 = jx_level1_canonical(arena, text1);
            if (level1 == NULL) level1 = jx_text_phrase(arena, text1, strlen(text1));
            level2 = NULL;
            opens = false;
        }
        if (text2 != NULL && own2) {
            opens = jx_slot_state_of(arena, text2) == JX_SLOT_PROMPT;
            level2 = opens ? NULL : jx_level2_canonical(arena, text2);
            if (level2 == NULL && !opens) level2 = jx_text_phrase(arena, text2, strlen(text2));
        }
        bool begins = rows->group_count == 0 || own1 || own2;
        if (begins) {
            rows->groups = jx_arena_grow(arena, rows->groups, rows->group_count, &rows->group_capacity,
                                         sizeof *rows->groups);
            rows->groups[rows->group_count++] =
                (struct group){.level1 = level1, .level2 = level2, .opens = opens, .first = rows->line_count};
        }
        struct group *group = &rows->groups[rows->group_count - 1];
        bool same = rows->group_count > 1 && begins && group->level2 && group[-1].level2 &&
                    strcmp(group->level2, group[-1].level2) == 0 && group[-1].level1 == group->level1;
        if (same) rows->group_count--, group--; /* typed again on each row */
        group->count++;
        rows->lines =
            jx_arena_grow(arena, rows->lines, rows->line_count, &rows->line_capacity, sizeof *rows->lines);
        rows->lines[rows->line_count++] = (struct line){
            .row = row, .level1 = level1, .level2 = level2, .opens = opens, .group = rows->group_count - 1};
    }
    rows->free_levels = !any && part_column(rows->band, JX_PART_LEVEL2) >= 0;
}

static bool same_word(const char *a, const char *b) {
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* The category of an indicator: by both levels, by level 2 alone, cost among costs; else a free one. NULL: none. */
static struct group *group_of(struct rows *rows, const struct jx_indicator *indicator) {
    struct group *best = NULL;
    int least = 100;
    for (size_t i = 0; i < rows->group_count; i++) {
        struct group *group = &rows->groups[i];
        bool one = same_word(group->level1, indicator->level1),
             two = same_word(group->level2, indicator->level2);
        bool cost = group->level2 && indicator->level2 && strcmp(indicator->level2, "成本指标") == 0 &&
                    strcmp(group->level2, "经济成本指标") == 0;
        bool levels = part_column(rows->band, JX_PART_LEVEL2) >= 0;
        int rank = one && two ? 0 : two ? 1 : cost ? 2 : one && !levels ? 3 : one && group->opens ? 4 : 100;
        if (rows->free_levels || rows->group_count == 1) rank = 50;
        if (rank < least) least = rank, best = group;
    }
    return best;
}

/* --- cells ------------------------------------------------------------------------------------------------------- */

/* A row to be written: one of the blank, or the nth of those put in. */
struct target_row {
    uint32_t row, insertion, nth;
};

static const char *without_number(struct jx_arena *arena, const char *text) {
    for (const char *at = text; *at != '\0'; at++) {
        size_t size = *at == ':' ? 1 : strncmp(at, "：", 3) == 0 ? 3 : 0;
        if (size == 0) continue;
        const char *front = jx_arena_copy(arena, text, (size_t)(at - text) + size);
        return jx_prompt_number(arena, front, NULL) > 0 ? at + size : text;
    }
    return text;
}

static bool same_text(struct jx_arena *arena, const char *a, const char *b) {
    struct jx_decimal left, right;
    if (jx_text_same(arena, a, b)) return true;
    return jx_decimal_parse(a, strlen(a), &left) && jx_decimal_parse(b, strlen(b), &right) &&
           jx_decimal_compare(left, right) == 0;
}

/* Writes a text into a cell of the band, if the cell lets it. */
static void cell_write(struct rows *rows, const struct target_row *at, size_t column, const char *text,
                       bool number, const char *level1) {
    struct jx_fill *fill = rows->fill;
    struct jx_arena *arena = fill->arena;
    uint32_t row = at->row, place = rows->band->columns[column];
    const struct jx_trait *trait = jx_fill_trait(fill, row, place);
    struct jx_place where = jx_fill_place(fill, row, place);
    struct jx_decimal decimal;
    if (trait != NULL && (trait->flags & JX_TRAIT_FORMULA) != 0) return;
    if (at->insertion == 0) {
        const char *now = jx_fill_text_at(fill, row, place);
        enum jx_slot_state state = jx_slot_state_of(arena, now);
        if (text == NULL || *text == '\0') {
            if (state == JX_SLOT_PROMPT) jx_fill_put(fill, row, place, "");
            return;
        }
        const char *plain = rows->band->parts[column] == JX_PART_NAME ? without_number(arena, now) : now;
        const char *wanted = rows->band->parts[column] == JX_PART_NAME ? without_number(arena, text) : text;
        if (state >= JX_SLOT_SAMPLE && same_text(arena, plain, wanted)) return;
        if (state >= JX_SLOT_SAMPLE && (state != JX_SLOT_OCCUPIED || !fill->target->overwrite_slots)) {
            JX_DIAG(fill->diags, JX_MSG_SLOT_OCCUPIED, &where, now, text);
            return;
        }
    }
    if (text == NULL || *text == '\0') return;
    text = jx_fill_choose(fill, row, place, text, level1);
    struct jx_fill_edit *edit = jx_fill_put(fill, row, place, text);
    edit->insertion = at->insertion;
    edit->nth = at->nth;
    edit->cell.number = number && jx_decimal_parse(text, strlen(text), &decimal) &&
                        (trait == NULL || (trait->flags & (JX_TRAIT_AS_TEXT | JX_TRAIT_AS_DATE)) == 0);
    if (edit->cell.number) {
        edit->cell.text = jx_decimal_text(arena, decimal);
        edit->cell.length = (uint32_t)strlen(edit->cell.text);
    }
}

/* Forms of 2021 and later have costs as a level 1 of their own: where a list knows no cost under 产出指标, a cost in money goes
 * there. */
static bool cost_apart(struct rows *rows, const struct jx_indicator *indicator) {
    const struct jx_survey *survey = &rows->fill->blank->survey;
    bool under_output = false, apart = false;
    if (indicator->level2 == NULL || strcmp(indicator->level2, "成本指标") != 0) return false;
    if (indicator->target.unit == NULL || strstr(indicator->target.unit, "元") == NULL) return false;
    for (uint32_t i = 0; i < survey->choice_count; i++) {
        const struct jx_choices *choices = &survey->choices[i];
        if (choices->name == NULL) continue;
        for (uint32_t n = 0; n < choices->count; n++) {
            under_output = under_output || (strcmp(choices->name, "产出指标") == 0 &&
                                            strcmp(choices->items[n], "成本指标") == 0);
            apart = apart || (strcmp(choices->name, "成本指标") == 0 &&
                              strcmp(choices->items[n], "经济成本指标") == 0);
        }
    }
    return apart && !under_output;
}

static const char *part_text(struct rows *rows, const struct jx_indicator *indicator, enum jx_part part) {
    struct jx_arena *arena = rows->fill->arena;
    const struct jx_measure *target = &indicator->target;
    switch (part) {
    case JX_PART_LEVEL1:
        return !rows->free_levels ? NULL : cost_apart(rows, indicator) ? "成本指标" : indicator->level1;
    case JX_PART_LEVEL2:
        return !rows->free_levels ? NULL : cost_apart(rows, indicator) ? "经济成本指标" : indicator->level2;
    case JX_PART_TARGET: return jx_measure_text(arena, target);
    case JX_PART_PERIOD_TARGET: return jx_measure_text(arena, &indicator->period_target);
    case JX_PART_STANDARD: return indicator->standard;
    case JX_PART_POLARITY: return jx_polarity_text(indicator->polarity);
    case JX_PART_OPERATOR: return target->value ? jx_operator_text(target->op) : "";
    case JX_PART_VALUE: return target->value ? target->value : target->text;
    case JX_PART_UNIT: return target->unit;
    case JX_PART_SCORE: return indicator->score;
    case JX_PART_REMARK: return indicator->remark;
    default: return NULL;
    }
}

/* What the blank has no column for. A target may stand whole or in pieces. */
static void parts_count(struct rows *rows, const struct jx_indicator *indicator) {
    static const enum jx_part parts[] = {JX_PART_TARGET,   JX_PART_PERIOD_TARGET, JX_PART_STANDARD,
                                         JX_PART_POLARITY, JX_PART_SCORE,         JX_PART_REMARK};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *text = part_text(rows, indicator, parts[i]);
        if (text == NULL || *text == '\0' || part_column(rows->band, parts[i]) >= 0) continue;
        if (parts[i] == JX_PART_TARGET && part_column(rows->band, JX_PART_VALUE) >= 0) continue;
        if (parts[i] == JX_PART_POLARITY && indicator->polarity_derived) continue;
        rows->lost[parts[i]]++;
    }
}

/* `number` is what the indicator's name is numbered by, 0: it is not. */
static void indicator_write(struct rows *rows, const struct target_row *at,
                            const struct jx_indicator *indicator, unsigned number, const char *words) {
    struct jx_arena *arena = rows->fill->arena;
    for (size_t i = 0; i < rows->band->count; i++) {
        enum jx_part part = rows->band->parts[i];
        if (part == JX_PART_NONE) continue;
        const char *text = part_text(rows, indicator, part);
        if (part == JX_PART_NAME) {
            text = indicator->name == NULL ? "" : indicator->name;
            if (number > 0 && *text != '\0') text = jx_arena_format(arena, "%s%u：%s", words, number, text);
        }
        bool level = part == JX_PART_LEVEL1 || part == JX_PART_LEVEL2;
        if (level && !rows->free_levels) continue;
        cell_write(rows, at, i, text, part == JX_PART_SCORE || part == JX_PART_VALUE,
                   part == JX_PART_LEVEL2 ? part_text(rows, indicator, JX_PART_LEVEL1) : NULL);
    }
    parts_count(rows, indicator);
    rows->fill->filled++;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static void insertion_add(struct jx_fill *fill, uint32_t before, uint32_t count, uint32_t pattern) {
    fill->rows =
        jx_arena_grow32(fill->arena, fill->rows, fill->row_count, &fill->row_capacity, sizeof *fill->rows);
    fill->rows[fill->row_count++] = (struct jx_patch_rows){fill->sheet_index, before, count, pattern};
    fill->rows_added += count;
}

static void merge_add(struct jx_fill *fill, const struct jx_merge *area, bool undo) {
    fill->merges = jx_arena_grow32(fill->arena, fill->merges, fill->merge_count, &fill->merge_capacity,
                                   sizeof *fill->merges);
    fill->merges[fill->merge_count++] = (struct jx_patch_merge){fill->sheet_index, *area, undo};
}

/* A category printed in one row that is not merged: it covers its new rows, too. Where levels are typed on each row they are
 * typed on the new ones. */
static void levels_extend(struct rows *rows, const struct group *group, uint32_t count) {
    struct jx_fill *fill = rows->fill;
    uint32_t pattern = rows->lines[group->first + group->count - 1].row;
    uint32_t name = rows->band->columns[part_column(rows->band, JX_PART_NAME)];
    for (uint32_t column = 0; column < name; column++) {
        uint32_t row = pattern, at = column;
        const struct jx_cell *cell = jx_fill_cell(fill, &row, &at);
        if (cell == NULL || cell->text == NULL || at != column || row != pattern || cell->rows != 1) continue;
        if (jx_text_is_blank(cell->text) || cell->columns != 1) continue;
        if (group->count == 1) {
            const struct jx_merge area = {pattern, column, count + 1, 1};
            merge_add(fill, &area, false);
        } else {
            for (uint32_t n = 0; n < count; n++) {
                struct jx_fill_edit *edit = jx_fill_put(fill, pattern, column, cell->text);
                edit->insertion = fill->row_count;
                edit->nth = n;
            }
        }
    }
}

static bool row_free(struct rows *rows, const struct line *line) {
    uint32_t column = rows->band->columns[part_column(rows->band, JX_PART_NAME)];
    return !line->used && jx_slot_state_of(rows->fill->arena,
                                           jx_fill_text_at(rows->fill, line->row, column)) <= JX_SLOT_PROMPT;
}

/* The row of the category in which this name stands already; NULL: none. */
static struct line *row_named(struct rows *rows, const struct group *group, const char *name) {
    uint32_t column = rows->band->columns[part_column(rows->band, JX_PART_NAME)];
    for (size_t i = 0; i < group->count && name != NULL; i++) {
        struct line *line = &rows->lines[group->first + i];
        const char *text = jx_fill_text_at(rows->fill, line->row, column);
        if (!line->used && !jx_text_is_blank(text) &&
            jx_text_same(rows->fill->arena, without_number(rows->fill->arena, text), name))
            return line;
    }
    return NULL;
}

/* How names are numbered in a category: as its first prompt says. */
static bool group_numbers(struct rows *rows, const struct group *group, const char **words) {
    uint32_t column = rows->band->columns[part_column(rows->band, JX_PART_NAME)];
    for (size_t i = 0; i < group->count; i++) {
        const char *text = jx_fill_text_at(rows->fill, rows->lines[group->first + i].row, column);
        const char *plain = without_number(rows->fill->arena, text);
        const char *front =
            plain == text ? text : jx_arena_copy(rows->fill->arena, text, (size_t)(plain - text));
        if (jx_prompt_number(rows->fill->arena, front, words) > 0 && **words != '\0') return true;
    }
    return false;
}

static void indicator_lost(struct rows *rows, const struct jx_indicator *indicator) {
    struct jx_fill *fill = rows->fill;
    struct jx_item *item = jx_fill_item(fill, JX_ITEM_LOSS, indicator->at);
    item->part = JX_PART_NAME;
    item->name = jx_part_name(JX_PART_NAME, fill->language);
    item->value = indicator->name;
    JX_DIAG(fill->diags, JX_MSG_SLOT_NO_ROW, &indicator->at, indicator->name ? indicator->name : "",
            indicator->level2 ? indicator->level2 : "");
}

/* The indicators of one category: those that stand there already, then free rows, then new ones. */
static void group_fill(struct rows *rows, struct group *group, const struct jx_indicator *const *indicators,
                       size_t count) {
    struct jx_fill *fill = rows->fill;
    const char *words = "";
    bool numbers = group_numbers(rows, group, &words);
    size_t waiting = 0;
    const struct jx_indicator **rest = jx_arena_alloc(fill->arena, (count + 1) * sizeof *rest);
    for (size_t i = 0; i < count; i++) {
        struct line *line = row_named(rows, group, indicators[i]->name);
        if (line == NULL) {
            rest[waiting++] = indicators[i];
            continue;
        }
        line->used = true;
        const struct target_row at = {.row = line->row};
        indicator_write(rows, &at, indicators[i], 0, "");
    }
    size_t placed = 0;
    for (size_t i = 0; i < group->count && placed < waiting; i++) {
        struct line *line = &rows->lines[group->first + i];
        if (!row_free(rows, line)) continue;
        line->used = true;
        const struct target_row at = {.row = line->row};
        indicator_write(rows, &at, rest[placed++], numbers ? (unsigned)i + 1 : 0, words);
    }
    uint32_t more = (uint32_t)(waiting - placed);
    bool refused = fill->target->no_insert ||
                   (fill->target->max_insert > 0 && fill->rows_added + more > fill->target->max_insert);
    if (more == 0) return;
    if (refused) {
        for (; placed < waiting; placed++) indicator_lost(rows, rest[placed]);
        return;
    }
    uint32_t pattern = rows->lines[group->first + group->count - 1].row;
    insertion_add(fill, pattern + 1, more, pattern);
    levels_extend(rows, group, more);
    for (uint32_t n = 0; n < more; n++) {
        const struct target_row at = {.row = pattern, .insertion = fill->row_count, .nth = n};
        indicator_write(rows, &at, rest[placed + n], numbers ? (unsigned)(group->count + n) + 1 : 0, words);
    }
}

/* Prompts that nobody needed go; the rows stay. */
static void prompts_clear(struct rows *rows) {
    for (size_t i = 0; i < rows->line_count; i++) {
        const struct target_row at = {.row = rows->lines[i].row};
        if (rows->lines[i].used) continue;
        for (size_t column = 0; column < rows->band->count; column++)
            if (rows->band->parts[column] >= JX_PART_NAME && rows->band->parts[column] < JX_PART_COUNT)
                cell_write(rows, &at, column, "", false, NULL);
    }
}

static void lost_tell(struct rows *rows) {
    struct jx_fill *fill = rows->fill;
    for (int part = 0; part < JX_PART_COUNT; part++) {
        const struct jx_place nowhere = {NULL, 0, 0, 0};
        if (rows->lost[part] == 0) continue;
        struct jx_item *item = jx_fill_item(fill, JX_ITEM_LOSS, nowhere);
        item->part = (enum jx_part)part;
        item->name = jx_part_name((enum jx_part)part, fill->language);
        JX_DIAG(fill->diags, JX_MSG_LOSS_PART, NULL, item->name,
                jx_arena_format(fill->arena, "%zu", rows->lost[part]), jx_fill_name(fill));
    }
}

void jx_fill_rows(struct jx_fill *fill, struct jx_fill_band *band) {
    struct rows rows = {.fill = fill, .band = band};
    const struct jx_form *form = fill->form;
    const struct jx_indicator **own = jx_arena_alloc(fill->arena, (form->indicator_count + 1) * sizeof *own);
    struct group **groups = jx_arena_alloc(fill->arena, (form->indicator_count + 1) * sizeof *groups);
    lines_read(&rows);
    for (size_t i = 0; i < form->indicator_count; i++) {
        groups[i] = form->indicators[i].name == NULL ? NULL : group_of(&rows, &form->indicators[i]);
        if (groups[i] == NULL && form->indicators[i].name != NULL)
            indicator_lost(&rows, &form->indicators[i]);
    }
    for (size_t g = 0; g < rows.group_count; g++) {
        size_t count = 0;
        for (size_t i = 0; i < form->indicator_count; i++)
            if (groups[i] == &rows.groups[g]) own[count++] = &form->indicators[i];
        group_fill(&rows, &rows.groups[g], own, count);
    }
    prompts_clear(&rows);
    lost_tell(&rows);
}

/* --- lists ------------------------------------------------------------------------------------------------------- */

static void facts_write(struct rows *rows, const struct target_row *at, uint32_t like) {
    struct jx_fill *fill = rows->fill;
    for (size_t i = 0; i < rows->band->count; i++) {
        enum jx_field field = rows->band->facts[i];
        if (field == JX_FIELD_COUNT) continue;
        fill->has_slot[field] = true;
        const char *text = jx_fill_print(fill, field);
        if (text == NULL) continue;
        size_t before = fill->edit_count;
        cell_write(rows, at, i, text, jx_field_type_is_money(field), NULL);
        if (fill->edit_count > before && like > 0) fill->edits[before].cell.like = like;
        fill->stated[field] = true;
        fill->filled++;
    }
}

/* The rows of the project that stands in the list already; 0: it does not. */
static uint32_t block_named(struct rows *rows, const char *name, uint32_t *first) {
    struct jx_fill *fill = rows->fill;
    uint32_t column = 0;
    for (size_t i = 0; i < rows->band->count; i++)
        if (rows->band->facts[i] == JX_FIELD_PROJECT_NAME) column = rows->band->columns[i];
    for (uint32_t row = rows->band->first; row < rows->band->end && name != NULL; row++) {
        const struct jx_cell *cell = jx_sheet_at(fill->sheet, row, column);
        if (cell == NULL || cell->text == NULL || cell->kind == JX_CELL_COVERED) continue;
        if (!jx_text_same(fill->arena, cell->text, name)) continue;
        *first = row;
        return cell->rows;
    }
    return 0;
}

static bool band_used(struct rows *rows) {
    for (uint32_t row = rows->band->first; row < rows->band->end; row++)
        for (size_t i = 0; i < rows->band->count; i++)
            if (jx_slot_state_of(rows->fill->arena,
                                 jx_fill_text_at(rows->fill, row, rows->band->columns[i])) ==
                JX_SLOT_OCCUPIED)
                return true;
    return false;
}

static struct target_row list_row(const struct jx_fill *fill, const struct jx_fill_band *band,
                                  uint32_t offset) {
    uint32_t own = band->end - band->first;
    if (offset < own) return (struct target_row){.row = band->first + offset};
    return (struct target_row){.row = band->end - 1, .insertion = fill->row_count, .nth = offset - own};
}

/* The facts of each project are merged over its rows, as those of the blank's one project were. */
static void blocks_merge(struct rows *rows, const uint32_t *sizes, size_t count, uint32_t all) {
    struct jx_fill *fill = rows->fill;
    const struct jx_fill_band *band = rows->band;
    for (size_t i = 0; i < band->count; i++) {
        const struct jx_cell *cell = jx_sheet_at(fill->sheet, band->first, band->columns[i]);
        if (band->facts[i] == JX_FIELD_COUNT || cell == NULL || cell->rows != band->end - band->first)
            continue;
        struct jx_merge area = {band->first, band->columns[i], all, cell->columns};
        merge_add(fill, &area, true);
        for (size_t n = 0; n < count; n++) {
            area.rows = n + 1 == count ? all - (area.row - band->first) : sizes[n];
            if (area.rows > 1 || area.columns > 1) merge_add(fill, &area, false);
            area.row += area.rows;
        }
    }
}

static void block_write(struct rows *rows, struct jx_form *form, uint32_t offset, bool again, uint32_t like) {
    struct jx_fill *fill = rows->fill;
    fill->form = form;
    struct target_row at = again ? (struct target_row){.row = offset} : list_row(fill, rows->band, offset);
    facts_write(rows, &at, like);
    for (size_t i = 0; i < form->indicator_count; i++) {
        if (form->indicators[i].name == NULL) continue;
        indicator_write(rows, &at, &form->indicators[i], 0, "");
        offset++;
        at = again ? (struct target_row){.row = offset} : list_row(fill, rows->band, offset);
    }
}

static uint32_t rows_of(const struct jx_form *form) {
    uint32_t rows = 0;
    for (size_t i = 0; i < form->indicator_count; i++) rows += form->indicators[i].name != NULL;
    return rows == 0 ? 1 : rows;
}

void jx_fill_list(struct jx_fill *fill, struct jx_fill_band *band, struct jx_form *const *forms,
                  size_t count) {
    struct rows rows = {.fill = fill, .band = band, .free_levels = true};
    uint32_t *sizes = jx_arena_alloc(fill->arena, (count + 1) * sizeof *sizes), need = 0,
             own = band->end - band->first, first;
    if (band_used(&rows)) {
        for (size_t i = 0; i < count; i++) {
            const char *name = forms[i]->fields[JX_FIELD_PROJECT_NAME].value;
            if (block_named(&rows, name, &first) >= rows_of(forms[i]))
                block_write(&rows, forms[i], first, true, 0);
            else
                JX_DIAG(fill->diags, JX_MSG_SLOT_LIST_USED, NULL, name ? name : "");
        }
        lost_tell(&rows);
        return;
    }
    for (size_t i = 0; i < count; i++) need += sizes[i] = rows_of(forms[i]);
    uint32_t most = fill->target->max_insert;
    bool refused = need > own && (fill->target->no_insert || (most > 0 && need - own > most));
    while (refused && count > 0 && need > own) {
        const struct jx_place nowhere = {NULL, 0, 0, 0};
        struct jx_item *item = jx_fill_item(fill, JX_ITEM_REFUSED, nowhere);
        item->name = forms[--count]->fields[JX_FIELD_PROJECT_NAME].value;
        JX_DIAG(fill->diags, JX_MSG_SLOT_NO_ROW, NULL, item->name ? item->name : "", "");
        need -= sizes[count];
    }
    if (need > own) insertion_add(fill, band->end, need - own, band->end - 1);
    fill->merges_final = true;
    if (count > 1) blocks_merge(&rows, sizes, count, need > own ? need : own);
    for (size_t i = 0, offset = 0; i < count; offset += sizes[i++])
        block_write(&rows, forms[i], (uint32_t)offset, false, offset > 0 ? band->first + 1 : 0);
    lost_tell(&rows);
}

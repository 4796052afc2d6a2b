#include "core/write/compose.h"

#include <string.h>

#include <jixiao/jixiao.h>
#include <jixiao/paper.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/measure.h"
#include "core/model/vocabulary.h"
#include "core/paper/heights.h"
#include "core/paper/names.h"
#include "core/paper/paper.h"
#include "core/write/order.h"
#include "core/write/printing.h"

/* A line of a title, and what is above and below it. */
#define TITLE_LINE 22.0
#define TITLE_ROOM 14.0

struct composer {
    struct jx_arena *arena;
    struct jx_arena *scratch; /* what is only looked at, until the form or the row is put */
    const struct jx_paper *paper;
    struct jx_book *book;
    struct jx_sheet *sheet;
    const struct jx_compiled_table *table;
    struct jx_printing printing;
    uint32_t row;     /* the next one */
    const char *mark; /* of a category without indicators; NULL: nothing is printed there */
};

/* --- cells --------------------------------------------------------------------------------------------------------------- */

/* Where something is put: rows [row, row + rows), columns [first, last]. */
struct box {
    uint32_t row, rows, first, last;
};

static struct jx_cell *put(struct composer *composer, struct box box, enum jx_look look, const char *text) {
    struct jx_cell *cell = jx_sheet_cell(composer->arena, composer->sheet, box.row, box.first);
    cell->look = (uint8_t)look;
    if (text && *text != '\0') {
        cell->kind = JX_CELL_TEXT;
        cell->text = text;
        cell->length = (uint32_t)strlen(text);
    }
    if (box.rows > 1 || box.last > box.first) {
        struct jx_merge merge = {box.row, box.first, box.rows, box.last - box.first + 1};
        jx_sheet_merge(composer->arena, composer->sheet, &merge);
    }
    return jx_sheet_cell(composer->arena, composer->sheet, box.row, box.first);
}

static void put_number(struct composer *composer, struct box box, enum jx_look look, struct jx_decimal number,
                       int decimals) {
    struct jx_cell *cell = put(composer, box, look, jx_decimal_fixed(composer->arena, number, decimals));
    cell->kind = JX_CELL_NUMBER;
    cell->decimals = (uint8_t)decimals;
}

/* A pattern: as a number where it is an amount and nothing else. */
static void put_pattern(struct composer *composer, struct box box, enum jx_look look,
                        const struct jx_pattern *pattern) {
    struct jx_decimal amount;
    if (jx_print_amount(&composer->printing, pattern, &amount)) {
        put_number(composer, box, look, amount, jx_print_decimals(composer->table, amount));
        return;
    }
    put(composer, box, look,
        jx_pattern_render(composer->arena, pattern, jx_print_piece, &composer->printing, NULL));
}

/* What a pattern would print, to be measured only. `some`, if not NULL: how many of its facts are there. */
static const char *glance(struct composer *composer, const struct jx_pattern *pattern, size_t *some) {
    struct jx_printing printing = composer->printing;
    printing.arena = composer->scratch;
    return jx_pattern_render(composer->scratch, pattern, jx_print_piece, &printing, some);
}

/* --- rows of slots --------------------------------------------------------------------------------------------------------- */

static bool is_optional(const struct jx_compiled_row *row) {
    for (size_t i = 0; i < row->slot_count; i++)
        if (row->slots[i].slot->flags & JX_SLOT_OPTIONAL) return true;
    return false;
}

/* An optional row is printed only for the sake of a value. */
static bool row_wanted(struct composer *composer, const struct jx_compiled_row *row) {
    if (!is_optional(row)) return true;
    for (size_t i = 0; i < row->slot_count; i++) {
        size_t some = 0;
        if (row->slots[i].slot->kind == JX_SLOT_VALUE) glance(composer, row->slots[i].pattern, &some);
        if (some > 0) return true;
    }
    return false;
}

/* How many rows of the sheet a row of the form takes: more than one only if a text in it is higher than a row can be. */
static uint32_t row_parts(struct composer *composer, const struct jx_compiled_row *row) {
    double most = 0;
    for (size_t i = 0; i < row->slot_count; i++) {
        const struct jx_compiled_slot *slot = &row->slots[i];
        if (!slot->pattern || slot->slot->rows > 1) continue;
        const char *text = glance(composer, slot->pattern, NULL);
        double height =
            jx_text_height(text, composer->sheet->widths, slot->first, slot->last, composer->paper->spacing);
        if (height > most) most = height;
    }
    return 1 + (uint32_t)(most / composer->paper->height_most);
}

/* The row of the sheet on which each row of the form starts; `starts[row_count]` is the end. Valid from one band to the
 * next, for labels that reach down. */
static void put_slots(struct composer *composer, size_t index, const uint32_t *starts) {
    const struct jx_compiled_row *row = &composer->table->rows[index];
    for (size_t i = 0; i < row->slot_count; i++) {
        const struct jx_compiled_slot *slot = &row->slots[i];
        unsigned down = slot->slot->rows == 0 ? 1 : slot->slot->rows;
        struct box box = {starts[index], starts[index + down] - starts[index], slot->first, slot->last};
        if (!slot->pattern)
            put(composer, box, slot->slot->look, NULL);
        else
            put_pattern(composer, box, slot->slot->look, slot->pattern);
    }
}

static void put_title(struct composer *composer) {
    struct box box = {composer->row, 1, 0, composer->table->columns - 1};
    const char *title = jx_table_title(composer->arena, composer->table, composer->printing.forms[0]);
    put(composer, box, JX_LOOK_TITLE, title);
    unsigned lines = jx_text_lines(title, composer->sheet->widths, box.first, box.last, JX_TYPE_TITLE,
                                   composer->paper->spacing);
    composer->sheet->rows[composer->row].height = lines * TITLE_LINE + TITLE_ROOM;
}

const char *jx_table_title(struct jx_arena *arena, const struct jx_compiled_table *table,
                           const struct jx_form *form) {
    const struct jx_form *forms[] = {form};
    struct jx_printing printing = {arena, table, forms, 1};
    const char *own = form->fields[JX_FIELD_TITLE].value;
    if (own && strcmp(form->layout, table->layout->id) == 0) return own;
    return jx_pattern_render(arena, table->title, jx_print_piece, &printing, NULL);
}

/* --- the band ---------------------------------------------------------------------------------------------------------------- */

static const char *spelled(const struct jx_compiled_table *table, const char *canonical) {
    for (const struct jx_spelling *spelling = table->table->spellings; spelling && spelling->canonical;
         spelling++)
        if (canonical && strcmp(spelling->canonical, canonical) == 0) return spelling->printed;
    return canonical;
}

/* 指标1：… ; a row that says 不适用 has no number. */
static const char *numbered_name(struct composer *composer, const struct jx_indicator *indicator,
                                 unsigned number) {
    const char *numbering = composer->table->table->numbering;
    const char *name = indicator->name;
    if (!name || !numbering || indicator->not_applicable) return name;
    const char *slot = strstr(numbering, "{n}");
    if (!slot) return name;
    char digits[12], *at = digits + sizeof digits;
    *--at = '\0';
    do *--at = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    const char *before = jx_arena_copy(composer->scratch, numbering, (size_t)(slot - numbering));
    return jx_arena_join(composer->arena, jx_arena_join(composer->scratch, before, at, slot + 3), name, "");
}

/* The value by itself; behind its operator where the form has no column for that, and = goes without saying. */
static const char *value_text(struct composer *composer, const struct jx_measure *target) {
    if (target->op == JX_OP_NONE) return target->text;
    if (composer->table->part_column[JX_PART_OPERATOR] >= 0 || target->op == JX_OP_EQ) return target->value;
    return jx_arena_join(composer->arena, jx_operator_text(target->op), target->value, "");
}

static const char *part_text(struct composer *composer, const struct jx_indicator *indicator,
                             enum jx_part part) {
    const struct jx_measure *target = &indicator->target;
    switch (part) {
    case JX_PART_TARGET: return jx_measure_text(composer->arena, target);
    case JX_PART_PERIOD_TARGET: return jx_measure_text(composer->arena, &indicator->period_target);
    case JX_PART_STANDARD: return indicator->standard;
    case JX_PART_POLARITY: return jx_polarity_text(indicator->polarity);
    case JX_PART_OPERATOR:
        if (target->op == JX_OP_NONE) return NULL;
        return composer->table->table->signs ? jx_operator_text(target->op) : jx_operator_word(target->op);
    case JX_PART_VALUE: return value_text(composer, target);
    case JX_PART_UNIT: return target->op == JX_OP_NONE ? NULL : target->unit;
    case JX_PART_REMARK: return indicator->remark;
    default: return NULL;
    }
}

static void put_score(struct composer *composer, const struct jx_compiled_column *column, struct box box,
                      const char *text) {
    struct jx_decimal score;
    if (text && jx_decimal_parse(text, strlen(text), &score))
        put_number(composer, box, column->column->look, score, score.scale);
    else
        put(composer, box, column->column->look, NULL);
}

/* What one column says of an indicator. A category without any prints the form's mark for a name. */
static void put_part(struct composer *composer, const struct jx_compiled_column *column,
                     const struct jx_ordered *row, struct box box) {
    const struct jx_indicator *indicator = row->indicators[column->column->panel];
    bool empty = !row->indicators[0] && !row->indicators[1] && !row->unsure;
    enum jx_part part = column->column->part;
    if (!indicator)
        put(composer, box, column->column->look, empty && part == JX_PART_NAME ? composer->mark : NULL);
    else if (part == JX_PART_NAME)
        put(composer, box, column->column->look, numbered_name(composer, indicator, row->number));
    else if (part == JX_PART_SCORE)
        put_score(composer, column, box, indicator->score);
    else
        put(composer, box, column->column->look, part_text(composer, indicator, part));
}

/* A level's cell, merged down over its rows; nothing in those it covers. */
static void put_level(struct composer *composer, const struct jx_compiled_column *column,
                      const struct jx_ordered *row, const uint32_t *starts) {
    bool first_level = column->column->part == JX_PART_LEVEL1;
    unsigned rows = first_level ? row->level1_rows : row->level2_rows;
    if (rows == 0) return;
    struct box box = {starts[0], starts[rows] - starts[0], column->first, column->last};
    put(composer, box, column->column->look,
        first_level ? row->level1 : spelled(composer->table, row->level2));
}

/* `starts` are the rows of the sheet on which this row and those after it begin. */
static void put_band_row(struct composer *composer, const struct jx_ordered *row, const uint32_t *starts) {
    for (size_t i = 0; i < composer->table->band_count; i++) {
        const struct jx_compiled_column *column = &composer->table->band[i];
        struct box box = {starts[0], starts[1] - starts[0], column->first, column->last};
        switch (column->column->part) {
        case JX_PART_NONE:
            if (column->extra) put(composer, box, column->column->look, NULL);
            break;
        case JX_PART_LEVEL1:
        case JX_PART_LEVEL2: put_level(composer, column, row, starts); break;
        default: put_part(composer, column, row, box);
        }
    }
}

/* The project's facts beside its rows. */
static void put_facts(struct composer *composer, uint32_t first, uint32_t end) {
    for (size_t i = 0; i < composer->table->band_count; i++) {
        const struct jx_compiled_column *column = &composer->table->band[i];
        if (!column->fact) continue;
        struct box box = {first, end - first, column->first, column->last};
        put_pattern(composer, box, column->column->look, column->fact);
    }
}

/* How many rows the project's highest fact needs at the least. */
static uint32_t fact_rows(struct composer *composer) {
    double most = 0;
    for (size_t i = 0; i < composer->table->band_count; i++) {
        const struct jx_compiled_column *column = &composer->table->band[i];
        if (!column->fact) continue;
        const char *text = glance(composer, column->fact, NULL);
        double height = jx_text_height(text, composer->sheet->widths, column->first, column->last,
                                       composer->paper->spacing);
        if (height > most) most = height;
    }
    return 1 + (uint32_t)(most / composer->paper->height_most);
}

/* One form's indicators, from composer->row on. A project without any still gets a row. */
static void put_indicators(struct composer *composer, const struct jx_form *form) {
    size_t count;
    struct jx_ordering ordering = {.levels = composer->table->part_column[JX_PART_LEVEL2] >= 0,
                                   .all = composer->table->table->empty_mark,
                                   .cost_first = composer->table->table->cost_first,
                                   .panels = composer->table->panels};
    const struct jx_ordered *rows = jx_indicators_order(composer->scratch, form, ordering, &count);
    static const struct jx_ordered nothing = {.level1_rows = 1, .level2_rows = 1};
    if (count == 0) {
        rows = &nothing;
        count = 1;
    }
    uint32_t least = composer->table->list ? fact_rows(composer) : 1;
    uint32_t *starts = jx_arena_alloc(composer->scratch, (count + 1) * sizeof *starts);
    for (size_t i = 0; i <= count; i++) starts[i] = composer->row + (uint32_t)i;
    if (least > count)
        starts[count] = composer->row + least; /* the last indicator takes the rows that are left */

    for (size_t i = 0; i < count; i++) put_band_row(composer, &rows[i], &starts[i]);
    put_facts(composer, composer->row, starts[count]);
    composer->row = starts[count];
    jx_arena_reset(composer->scratch);
}

static bool is_side(const struct jx_compiled_column *column) {
    return column->column->part == JX_PART_NONE && !column->fact && !column->extra;
}

static const char *heading_text(struct composer *composer, const struct jx_pattern *heading) {
    return jx_pattern_render(composer->arena, heading, jx_print_piece, &composer->printing, NULL);
}

/* What stands over a column's own heading, in one cell over all columns that share it. */
static void put_above(struct composer *composer, uint32_t row, size_t number) {
    const struct jx_compiled_table *table = composer->table;
    const struct jx_compiled_column *column = &table->band[number];
    for (unsigned i = 0; i < column->above_count; i++) {
        if (jx_heading_shared(table, number, i)) continue;
        size_t last = number;
        while (last + 1 < table->band_count && jx_heading_shared(table, last + 1, i)) last++;
        struct box box = {row + i, 1, column->first, table->band[last].last};
        put(composer, box, JX_LOOK_LABEL, heading_text(composer, column->above[i]));
    }
}

/* Headings of one row, or of several, through which those without one above them reach down. */
static void put_headings(struct composer *composer, uint32_t row) {
    const struct jx_compiled_table *table = composer->table;
    for (size_t i = 0; i < table->band_count; i++) {
        const struct jx_compiled_column *column = &table->band[i];
        if (is_side(column)) continue;
        put_above(composer, row, i);
        struct box box = {row + column->above_count, 1 + table->above - column->above_count, column->first,
                          column->last};
        put(composer, box, JX_LOOK_LABEL, heading_text(composer, column->heading));
    }
}

/* The label at the side, from the headings to the last indicator. */
static void put_sides(struct composer *composer, uint32_t first, uint32_t end) {
    for (size_t i = 0; i < composer->table->band_count; i++) {
        const struct jx_compiled_column *column = &composer->table->band[i];
        if (!is_side(column)) continue;
        struct box box = {first, end - first, column->first, column->last};
        put(composer, box, column->column->look,
            jx_pattern_render(composer->arena, column->heading, jx_print_piece, &composer->printing, NULL));
    }
}

static void put_band(struct composer *composer, const struct jx_form *const *forms, size_t count) {
    struct jx_printing all = composer->printing;
    uint32_t first = composer->row;
    composer->row += 1 + composer->table->above;
    put_headings(composer, first);
    composer->sheet->head_first = first;
    composer->sheet->head_count = 1 + composer->table->above;
    composer->sheet->head_if_paged = !composer->table->list;
    for (size_t i = 0; i < count; i++) {
        composer->printing.forms = &forms[i];
        composer->printing.count = 1;
        put_indicators(composer, forms[i]);
    }
    composer->printing = all;
    put_sides(composer, first, composer->row);
}

/* --- sheets -------------------------------------------------------------------------------------------------------------------- */

/* The row of the sheet on which each row of the form begins, from `index` to the next row that is no row of slots. */
static size_t lay_out_rows(struct composer *composer, size_t index, uint32_t *starts) {
    uint32_t row = composer->row;
    while (index < composer->table->row_count && composer->table->rows[index].row->kind == JX_ROW_SLOTS) {
        starts[index] = row;
        if (row_wanted(composer, &composer->table->rows[index]))
            row += row_parts(composer, &composer->table->rows[index]);
        starts[++index] = row;
    }
    return index;
}

static void put_sheet(struct composer *composer, const struct jx_form *const *forms, size_t count) {
    const struct jx_compiled_table *table = composer->table;
    uint32_t *starts = jx_arena_alloc(composer->arena, (table->row_count + 1) * sizeof *starts);
    for (size_t i = 0; i < table->row_count;) {
        size_t next = i + 1;
        switch (table->rows[i].row->kind) {
        case JX_ROW_TITLE:
            put_title(composer);
            composer->row++;
            break;
        case JX_ROW_BAND: put_band(composer, forms, count); break;
        case JX_ROW_SLOTS:
            next = lay_out_rows(composer, i, starts);
            for (size_t k = i; k < next; k++)
                if (starts[k + 1] > starts[k]) put_slots(composer, k, starts);
            composer->row = starts[next];
            jx_arena_reset(composer->scratch);
            break;
        case JX_ROW_END: break;
        }
        i = next;
    }
}

/* A form's sheet is called after its project or department, a list's after its title. */
static const char *sheet_words(struct jx_arena *arena, const struct jx_compiled_table *table,
                               const struct jx_form *const *forms) {
    enum jx_field field =
        table->table->kind == JX_KIND_PROJECT ? JX_FIELD_PROJECT_NAME : JX_FIELD_DEPARTMENT_NAME;
    const char *name = table->list ? NULL : forms[0]->fields[field].value;
    return !name || *name == '\0' ? jx_table_title(arena, table, forms[0]) : name;
}

static void compose_sheet(const struct composer *blank, struct jx_names *names,
                          const struct jx_form *const *forms, size_t count) {
    struct composer composer = *blank;
    struct jx_book *book = composer.book;
    const struct jx_compiled_table *table = composer.table;
    const char *words = sheet_words(composer.scratch, table, forms);
    composer.printing = (struct jx_printing){book->arena, table, forms, count};
    composer.sheet = jx_book_add(book, jx_sheet_name(names, words));
    composer.sheet->widths = table->table->widths;
    composer.sheet->width_count = table->table->width_count;
    composer.sheet->landscape = table->table->landscape;
    put_sheet(&composer, forms, count);
}

/* Whether two forms of a list say the same above and below it. */
static bool share_sheet(struct jx_arena *arena, const struct jx_compiled_table *table,
                        const struct jx_form *a, const struct jx_form *b) {
    const struct jx_form *forms[][1] = {{a}, {b}};
    if (strcmp(jx_table_title(arena, table, a), jx_table_title(arena, table, b)) != 0) return false;
    for (size_t i = 0; i < table->row_count; i++)
        for (size_t s = 0; s < table->rows[i].slot_count; s++) {
            const struct jx_compiled_slot *slot = &table->rows[i].slots[s];
            if (slot->slot->kind != JX_SLOT_NOTE) continue;
            const char *texts[2];
            for (size_t k = 0; k < 2; k++) {
                struct jx_printing printing = {arena, table, forms[k], 1};
                texts[k] = jx_pattern_render(arena, slot->pattern, jx_print_piece, &printing, NULL);
            }
            if (strcmp(texts[0], texts[1]) != 0) return false;
        }
    return true;
}

size_t jx_forms_compose(struct jx_book *book, const struct jx_composing *how,
                        const struct jx_compiled_table *table, const struct jx_form *const *forms,
                        size_t count) {
    struct jx_arena *scratch = how->scratch;
    size_t taken = 1;
    const struct composer blank = {.arena = book->arena,
                                   .scratch = scratch,
                                   .paper = how->paper,
                                   .book = book,
                                   .table = table,
                                   .mark = how->unmarked ? NULL : table->table->empty_mark};
    while (table->list && taken < count && share_sheet(scratch, table, forms[0], forms[taken])) {
        jx_arena_reset(scratch);
        taken++;
    }
    compose_sheet(&blank, how->names, forms, taken);
    jx_arena_reset(scratch);
    return taken;
}

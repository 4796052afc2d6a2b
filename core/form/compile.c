/*
 * From constant tables to compiled ones. Faults are collected, one line each, and any fault refuses the layout.
 */
#include "core/form/compile.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/place.h"
#include "core/base/text.h"
#include "core/form/lint.h"
#include "core/form/table.h"

enum {
    MOST_LABELS = 96,
    MOST_LINES = 8,
    MOST_NOISE = 16,
    MOST_EXTRAS = 16,
    MOST_ROWS = 64,
    MOST_COLUMNS = 64
};

/* The table under construction: lists with room, and where faults go. */
struct builder {
    struct jx_arena *arena;
    struct jx_lint *lint;
    struct jx_compiled_table *table;
    struct jx_label labels[MOST_LABELS];
    struct jx_whole_line lines[MOST_LINES];
    const char *noise[MOST_NOISE];
    const char *extras[MOST_EXTRAS];
    bool after_band;
};

static const struct jx_pattern *parse(struct builder *builder, const char *text) {
    const char *reason = NULL;
    const struct jx_pattern *pattern = jx_pattern_parse(builder->arena, text, &reason);
    if (!pattern) jx_lint_fault(builder->lint, "“%s”: %s", text, jx_lint_words(builder->lint, reason));
    return pattern;
}

/* A pattern of one literal, made from a part of another one. */
static const char *key_of(struct builder *builder, const char *text, size_t length) {
    return jx_text_key(builder->arena, text, length);
}

static void add_noise(struct builder *builder, const char *text, size_t length) {
    const char *key = key_of(builder, text, length);
    if (*key == '\0') return;
    for (size_t i = 0; i < builder->table->noise_count; i++)
        if (strcmp(builder->noise[i], key) == 0) return;
    if (builder->table->noise_count < MOST_NOISE) builder->noise[builder->table->noise_count++] = key;
}

static struct jx_label *add_label(struct builder *builder) {
    if (builder->table->label_count == MOST_LABELS) {
        jx_lint_fault(builder->lint, "too many labels");
        return &builder->labels[MOST_LABELS - 1];
    }
    struct jx_label *label = &builder->labels[builder->table->label_count++];
    *label = (struct jx_label){.after_band = builder->after_band};
    return label;
}

/* What a pattern's captures let the table carry. */
static void note_captures(struct builder *builder, const struct jx_pattern *pattern, bool optional) {
    struct jx_compiled_table *table = builder->table;
    for (size_t s = 0; s < pattern->count; s++)
        for (size_t p = 0; p < pattern->spellings[s].count; p++) {
            const struct jx_piece *piece = &pattern->spellings[s].pieces[p];
            if (piece->kind == JX_PIECE_FIELD) {
                table->optional[piece->field] = optional;
                table->fields[piece->field] = true;
                if (piece->field == JX_FIELD_MONEY_UNIT) table->prints_unit = true;
            } else if (piece->kind == JX_PIECE_EXTRA && table->extra_count < MOST_EXTRAS) {
                builder->extras[table->extra_count++] = piece->text;
            }
        }
}

/* --- notes --------------------------------------------------------------------------------------------------------- */

/* Splits the words before a capture, `填报单位：（盖章）` or `其中：一般公共预算：`, into its label, the last words before a
 * colon, and noise that may stand before and behind it. NULL: there is no label. */
static const char *split_note_label(struct builder *builder, const char *literal) {
    const char *end = literal + strlen(literal), *last = NULL, *before = literal, *rest = literal, *behind;
    for (const char *at = literal; (at = jx_text_colon(at, end, &behind)); at = behind) {
        before = rest;
        last = at;
        rest = behind;
    }
    if (!last) return NULL;
    add_noise(builder, literal, (size_t)(before - literal));
    add_noise(builder, rest, (size_t)(end - rest));
    return jx_text_trim(builder->arena, before, (size_t)(last - before));
}

/* A pattern that is just this capture. */
static const struct jx_pattern *capture_pattern(struct builder *builder, const struct jx_piece *piece) {
    struct jx_piece *copy = jx_arena_alloc(builder->arena, sizeof *copy);
    *copy = *piece;
    copy->group = 0;
    struct jx_spelled *spelled = jx_arena_alloc(builder->arena, sizeof *spelled);
    *spelled = (struct jx_spelled){.pieces = copy, .count = 1, .needed = ""};
    struct jx_pattern *pattern = jx_arena_alloc(builder->arena, sizeof *pattern);
    *pattern = (struct jx_pattern){spelled, 1, true};
    return pattern;
}

/* `填表人：{preparer}    联系电话：{phone}` becomes labels to be looked for inside cells; a note without a label becomes
 * a line that is matched whole. */
static void add_note(struct builder *builder, const struct jx_pattern *pattern) {
    const struct jx_spelled *spelled = &pattern->spellings[0];
    bool labelled = false;
    for (size_t i = 0; i < spelled->count; i++) {
        const struct jx_piece *piece = &spelled->pieces[i];
        if (piece->kind == JX_PIECE_LITERAL) {
            if (i + 1 == spelled->count && labelled) add_noise(builder, piece->text, strlen(piece->text));
            continue;
        }
        if (i == 0 || spelled->pieces[i - 1].kind != JX_PIECE_LITERAL) continue;
        const char *text = split_note_label(builder, spelled->pieces[i - 1].text);
        if (!text) continue;
        struct jx_label *label = add_label(builder);
        label->text = text;
        label->key = key_of(builder, text, strlen(text));
        label->inside = true;
        label->value = capture_pattern(builder, piece);
        label->side = JX_VALUE_RIGHT;
        labelled = true;
    }
    if (labelled || !pattern->captures || builder->table->line_count == MOST_LINES) return;
    builder->lines[builder->table->line_count++] = (struct jx_whole_line){pattern, builder->after_band};
}

/* --- rows ---------------------------------------------------------------------------------------------------------- */

/* The slot of the next row that stands exactly below, if it is a value. */
static const struct jx_compiled_slot *value_below(const struct jx_compiled_slot *slot,
                                                  const struct jx_compiled_row *next) {
    for (size_t i = 0; next && i < next->slot_count; i++)
        if (next->slots[i].first == slot->first && next->slots[i].last == slot->last)
            return next->slots[i].slot->kind == JX_SLOT_VALUE ? &next->slots[i] : NULL;
    return NULL;
}

/* The value a label names: the slot to its right, or else the one right below it. */
static void tie_value(struct jx_label *label, const struct jx_compiled_row *row, size_t slot,
                      const struct jx_compiled_row *next) {
    const struct jx_compiled_slot *below = value_below(&row->slots[slot], next);
    label->side = JX_VALUE_NONE;
    if (slot + 1 < row->slot_count && row->slots[slot + 1].slot->kind == JX_SLOT_VALUE) {
        label->value = row->slots[slot + 1].pattern;
        label->side = JX_VALUE_RIGHT;
    } else if (below) {
        label->value = below->pattern;
        label->side = JX_VALUE_BELOW;
    }
}

static void add_row_labels(struct builder *builder, size_t index, const struct jx_compiled_row *next) {
    const struct jx_compiled_row *row = &builder->table->rows[index];
    bool optional = false;
    for (size_t i = 0; i < row->slot_count; i++) {
        const struct jx_compiled_slot *slot = &row->slots[i];
        optional = optional || (slot->slot->flags & JX_SLOT_OPTIONAL) != 0;
        if (!slot->pattern) continue;
        note_captures(builder, slot->pattern, optional);
        if (slot->slot->kind == JX_SLOT_NOTE) add_note(builder, slot->pattern);
        if (slot->slot->kind != JX_SLOT_LABEL) continue;
        struct jx_label *label = add_label(builder);
        label->pattern = slot->pattern;
        label->text = slot->slot->pattern;
        label->row = index;
        label->anchor = (slot->slot->flags & JX_SLOT_OPTIONAL) == 0;
        tie_value(label, row, i, next);
    }
}

static void compile_slots(struct builder *builder, struct jx_compiled_row *row) {
    size_t count = 0;
    while (row->row->slots[count].kind != JX_SLOT_END) count++;
    struct jx_compiled_slot *slots = jx_arena_alloc(builder->arena, (count + 1) * sizeof *slots);
    for (size_t i = 0; i < count; i++) {
        const struct jx_slot *slot = &row->row->slots[i];
        slots[i].slot = slot;
        if (!jx_columns_parse(slot->columns, &slots[i].first, &slots[i].last))
            jx_lint_fault(builder->lint, "“%s” is no range of columns", slot->columns);
        if (slot->kind != JX_SLOT_FILLER) slots[i].pattern = parse(builder, slot->pattern);
    }
    row->slots = slots;
    row->slot_count = count;
}

/* 指标值/近两年指标值: the headings over a column's own. */
static void compile_above(struct builder *builder, struct jx_compiled_column *column) {
    const char *at = column->column->above;
    while (at && *at != '\0') {
        size_t length = strcspn(at, "/");
        if (column->above_count == JX_ABOVE) {
            jx_lint_fault(builder->lint, "more than three rows of headings");
            return;
        }
        column->above[column->above_count++] = parse(builder, jx_arena_copy(builder->arena, at, length));
        at += at[length] == '/' ? length + 1 : length;
    }
    if (column->above_count > builder->table->above) builder->table->above = column->above_count;
}

static void compile_band(struct builder *builder, const struct jx_column *columns) {
    struct jx_compiled_table *table = builder->table;
    size_t count = 0;
    while (columns[count].columns) count++;
    struct jx_compiled_column *band = jx_arena_alloc(builder->arena, (count + 1) * sizeof *band);
    for (size_t i = 0; i < JX_PART_COUNT; i++) table->part_column[i] = -1;
    for (size_t i = 0; i < count; i++) {
        band[i].column = &columns[i];
        if (!jx_columns_parse(columns[i].columns, &band[i].first, &band[i].last))
            jx_lint_fault(builder->lint, "“%s” is no range of columns", columns[i].columns);
        band[i].heading = parse(builder, columns[i].heading);
        compile_above(builder, &band[i]);
        if (columns[i].fact && *columns[i].fact == '\0') {
            band[i].extra = true;
        } else if (columns[i].fact) {
            band[i].fact = parse(builder, columns[i].fact);
            if (band[i].fact) note_captures(builder, band[i].fact, false);
            table->list = true;
        }
        enum jx_part part = columns[i].part;
        if (part != JX_PART_NONE && table->part_column[part] < 0) table->part_column[part] = (int)i;
        if (columns[i].panel >= table->panels) table->panels = columns[i].panel + 1;
    }
    table->band = band;
    table->band_count = count;
    jx_band_index(builder->arena, table);
}

/* --- a table, a layout ------------------------------------------------------------------------------------------------ */

static void *keep(struct jx_arena *arena, const void *items, size_t count, size_t size) {
    void *kept = jx_arena_alloc(arena, (count + 1) * size);
    memcpy(kept, items, count * size);
    return kept;
}

static void compile_rows(struct builder *builder) {
    struct jx_compiled_table *table = builder->table;
    size_t count = 0;
    while (table->table->rows[count].kind != JX_ROW_END) count++;
    struct jx_compiled_row *rows = jx_arena_alloc(builder->arena, (count + 1) * sizeof *rows);
    table->band_row = count;
    for (size_t i = 0; i < count; i++) {
        rows[i].row = &table->table->rows[i];
        switch (rows[i].row->kind) {
        case JX_ROW_TITLE: table->title = rows[i].title = parse(builder, rows[i].row->pattern); break;
        case JX_ROW_SLOTS: compile_slots(builder, &rows[i]); break;
        case JX_ROW_BAND:
            table->band_row = i;
            compile_band(builder, rows[i].row->band);
            break;
        case JX_ROW_END: break;
        }
    }
    table->rows = rows;
    table->row_count = count;
}

static void compile_labels(struct builder *builder) {
    struct jx_compiled_table *table = builder->table;
    for (size_t i = 0; i < table->row_count; i++) {
        builder->after_band = i > table->band_row;
        bool last = i + 1 == table->row_count || i + 1 == table->band_row;
        if (table->rows[i].row->kind == JX_ROW_SLOTS)
            add_row_labels(builder, i, last ? NULL : &table->rows[i + 1]);
        if (table->rows[i].title) note_captures(builder, table->rows[i].title, false);
    }
}

static void compile_table(struct jx_arena *arena, struct jx_lint *lint, const struct jx_layout *layout,
                          const struct jx_table *source, struct jx_compiled_table *table) {
    struct builder *builder = jx_arena_alloc(arena, sizeof *builder);
    *table = (struct jx_compiled_table){.table = source, .layout = layout, .columns = source->width_count};
    builder->arena = arena;
    builder->lint = lint;
    builder->table = table;
    compile_rows(builder);
    if (jx_lint_clean(lint)) compile_labels(builder);
    table->fields[JX_FIELD_TITLE] = true;
    table->labels = keep(arena, builder->labels, table->label_count, sizeof builder->labels[0]);
    table->notes = jx_notes_of(arena, table->labels, table->label_count);
    table->lines = keep(arena, builder->lines, table->line_count, sizeof builder->lines[0]);
    table->noise = keep(arena, builder->noise, table->noise_count, sizeof builder->noise[0]);
    table->extras = keep(arena, builder->extras, table->extra_count, sizeof builder->extras[0]);
    if (jx_lint_clean(lint)) jx_lint_table(lint, table);
}

const struct jx_compiled_layout *jx_layout_compile(struct jx_arena *arena, const struct jx_layout *layout,
                                                   enum jx_language language, const char **reason) {
    struct jx_lint lint = {.arena = arena, .language = language};
    struct jx_compiled_layout *compiled = jx_arena_alloc(arena, sizeof *compiled);
    compiled->layout = layout;
    jx_lint_layout(&lint, layout);
    if (jx_lint_clean(&lint)) {
        size_t count = 0;
        while (layout->tables[count]) count++;
        struct jx_compiled_table *tables = jx_arena_alloc(arena, (count + 1) * sizeof *tables);
        for (size_t i = 0; i < count; i++) {
            lint.table = layout->tables[i];
            compile_table(arena, &lint, layout, layout->tables[i], &tables[i]);
        }
        compiled->tables = tables;
        compiled->table_count = count;
    }
    *reason = lint.faults;
    return jx_lint_clean(&lint) ? compiled : NULL;
}

const struct jx_layout *jx_compiled_descriptor(const struct jx_compiled_layout *layout) {
    return layout->layout;
}

const struct jx_compiled_table *jx_compiled_find(const struct jx_compiled_layout *layout, enum jx_kind kind) {
    for (size_t i = 0; i < layout->table_count; i++)
        if (layout->tables[i].table->kind == kind) return &layout->tables[i];
    return NULL;
}

void jx_band_index(struct jx_arena *arena, struct jx_compiled_table *table) {
    for (size_t i = 0; i < table->band_count; i++)
        jx_index_add(arena, &table->headings, table->band[i].heading);
    jx_index_finish(arena, &table->headings);
}

bool jx_heading_shared(const struct jx_compiled_table *table, size_t column, unsigned row) {
    if (column == 0 || row >= table->band[column].above_count) return false;
    const struct jx_compiled_column *left = &table->band[column - 1], *right = &table->band[column];
    for (unsigned i = 0; i <= row; i++)
        if (i >= left->above_count || strcmp(left->above[i]->spellings[0].pieces[0].text,
                                             right->above[i]->spellings[0].pieces[0].text) != 0)
            return false;
    return true;
}

bool jx_table_carries_part(const struct jx_compiled_table *table, enum jx_part part) {
    if (part == JX_PART_TARGET && table->part_column[JX_PART_VALUE] >= 0) return true;
    /* Without a column of its own it stands before the value. */
    if (part == JX_PART_OPERATOR && table->part_column[JX_PART_VALUE] >= 0) return true;
    if (part == JX_PART_OPERATOR || part == JX_PART_VALUE || part == JX_PART_UNIT)
        return table->part_column[part] >= 0 || table->part_column[JX_PART_TARGET] >= 0;
    return table->part_column[part] >= 0;
}

/* The faults of a layout are those that compiling it finds. */
char *jx_layout_lint(const struct jx_layout *layout, enum jx_language language) {
    struct jx_arena *arena = jx_arena_new();
    if (!arena) return NULL;
    char *copy = NULL;
    const char *reason = NULL;
    if (setjmp(*jx_arena_guard(arena)) == 0 && !jx_layout_compile(arena, layout, language, &reason))
        copy = strdup(reason);
    jx_arena_free(arena);
    return copy;
}

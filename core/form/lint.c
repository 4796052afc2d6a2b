#include "core/form/lint.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jixiao/jixiao.h>

#include "core/base/arena.h"
#include "core/form/table.h"
#include "core/model/money.h"
#include "core/model/vocabulary.h"

void jx_lint_fault(struct jx_lint *lint, const char *format, ...) {
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, jx_lint_words(lint, format), arguments);
    va_end(arguments);
    const char *kind =
        !lint->table
            ? ""
            : jx_lint_words(lint, lint->table->kind == JX_KIND_PROJECT ? "project: " : "department: ");
    lint->faults = !lint->faults ? jx_arena_format(lint->arena, "%s%s", kind, line)
                                 : jx_arena_format(lint->arena, "%s\n%s%s", lint->faults, kind, line);
}

bool jx_lint_clean(const struct jx_lint *lint) {
    return !lint->faults;
}

/* --- the descriptor ------------------------------------------------------------------------------------------------- */

static bool good_id(const char *id) {
    if (!id || *id == '\0') return false;
    for (; *id != '\0'; id++)
        if (!((*id >= 'a' && *id <= 'z') || (*id >= '0' && *id <= '9') || *id == '-')) return false;
    return true;
}

static void lint_form(struct jx_lint *lint, const struct jx_table *table) {
    lint->table = table;
    if (!table->rows || !table->widths || table->width_count == 0 || table->width_count > 256) {
        jx_lint_fault(lint, "a form needs rows and widths");
        return;
    }
    struct jx_money_unit unit = jx_money_unit_of(lint->arena, table->money_unit);
    if (unit.says != JX_MONEY_KNOWN || strcmp(unit.word, table->money_unit) != 0)
        jx_lint_fault(lint, "money_unit is 万元, 元 or another unit of money (core/model/money.c)");
    unsigned bands = 0, titles = 0;
    for (const struct jx_table_row *row = table->rows; row->kind != JX_ROW_END; row++) {
        bands += row->kind == JX_ROW_BAND && row->band;
        titles += row->kind == JX_ROW_TITLE && row->pattern;
        if (row->kind == JX_ROW_SLOTS && !row->slots) jx_lint_fault(lint, "a row without slots");
    }
    if (bands != 1) jx_lint_fault(lint, "a form has one band of indicators, not %u", bands);
    if (titles != 1) jx_lint_fault(lint, "a form has one title, not %u", titles);
}

void jx_lint_layout(struct jx_lint *lint, const struct jx_layout *layout) {
    if (!good_id(layout->id)) jx_lint_fault(lint, "the id is not made of a-z, 0-9 and -");
    if (!layout->chinese || !layout->english || !layout->source)
        jx_lint_fault(lint, "names and source must be given");
    if (!layout->tables || !layout->tables[0]) {
        jx_lint_fault(lint, "a layout needs a form");
        return;
    }
    for (size_t i = 0; layout->tables[i]; i++) {
        lint_form(lint, layout->tables[i]);
        for (size_t k = 0; k < i; k++)
            if (layout->tables[k]->kind == layout->tables[i]->kind)
                jx_lint_fault(lint, "two forms of one kind");
    }
    lint->table = NULL;
}

/* --- a compiled table ------------------------------------------------------------------------------------------------ */

/* Which columns are taken, and for how many rows more, while going down the paper. */
struct paper {
    unsigned left[256];
};

static void lint_range(struct jx_lint *lint, struct paper *paper, const struct jx_compiled_table *table,
                       const struct jx_compiled_slot *slot) {
    if (slot->last >= table->columns) {
        jx_lint_fault(lint, "“%s” leaves the paper, which has %u columns", slot->slot->columns,
                      table->columns);
        return;
    }
    for (uint32_t column = slot->first; column <= slot->last; column++) {
        if (paper->left[column] != 0) {
            jx_lint_fault(lint, "“%s” (%s) overlaps what stands above it or beside it", slot->slot->pattern,
                          slot->slot->columns);
            return;
        }
        paper->left[column] = slot->slot->rows == 0 ? 1 : slot->slot->rows;
    }
}

static void lint_geometry(struct jx_lint *lint, const struct jx_compiled_table *table) {
    struct paper paper = {{0}};
    for (size_t i = 0; i < table->row_count; i++) {
        const struct jx_compiled_row *row = &table->rows[i];
        for (size_t s = 0; s < row->slot_count; s++) lint_range(lint, &paper, table, &row->slots[s]);
        for (uint32_t column = 0; column < table->columns; column++) {
            if (row->row->kind != JX_ROW_SLOTS && paper.left[column] > 0)
                jx_lint_fault(lint, "a label reaches down into the title or the indicators");
            if (paper.left[column] > 0) paper.left[column]--;
        }
    }
    for (uint32_t column = 0; column < table->columns; column++)
        if (paper.left[column] > 0) {
            jx_lint_fault(lint, "a label reaches down past the end of the form");
            return;
        }
}

static void lint_missing_column(struct jx_lint *lint, enum jx_part part) {
    jx_lint_fault(lint, "the band lacks the column %s", jx_part_name(part, JX_LANGUAGE_CHINESE));
}

static void lint_band(struct jx_lint *lint, const struct jx_compiled_table *table) {
    uint32_t next = 0;
    for (size_t i = 0; i < table->band_count; i++) {
        const struct jx_compiled_column *column = &table->band[i];
        if (column->first != next)
            jx_lint_fault(lint, "the band's columns leave a gap or overlap at %s", column->column->columns);
        next = column->last + 1;
        for (size_t k = 0; k < i; k++)
            if (column->column->part != JX_PART_NONE && table->band[k].column->part == column->column->part &&
                table->band[k].column->panel == column->column->panel)
                jx_lint_fault(lint, "two band columns for one part: %s", column->column->heading);
    }
    if (next != table->columns) jx_lint_fault(lint, "the band is not as wide as the paper");
    if (table->part_column[JX_PART_NAME] < 0) lint_missing_column(lint, JX_PART_NAME);
    /* A form prints both levels or none. */
    if (table->part_column[JX_PART_LEVEL1] < 0 && table->part_column[JX_PART_LEVEL2] >= 0)
        lint_missing_column(lint, JX_PART_LEVEL1);
    if (table->part_column[JX_PART_LEVEL2] < 0 && table->part_column[JX_PART_LEVEL1] >= 0)
        lint_missing_column(lint, JX_PART_LEVEL2);
    bool whole = table->part_column[JX_PART_TARGET] >= 0;
    bool split = table->part_column[JX_PART_VALUE] >= 0;
    if (whole == split) jx_lint_fault(lint, "the band has either a target column or a value column");
    if (split && table->part_column[JX_PART_UNIT] < 0) jx_lint_fault(lint, "a value column needs its unit");
    if (whole && (table->part_column[JX_PART_OPERATOR] >= 0 || table->part_column[JX_PART_UNIT] >= 0))
        jx_lint_fault(lint, "a target column holds operator and unit itself");
}

/* The key by which two labels would be taken for each other; NULL if it has captures. */
static const char *plain_key(const struct jx_label *label) {
    if (label->inside) return label->key;
    if (label->pattern->captures || label->pattern->spellings[0].count != 1) return NULL;
    return label->pattern->spellings[0].pieces[0].key;
}

static void lint_labels(struct jx_lint *lint, const struct jx_compiled_table *table) {
    size_t anchors = 0;
    for (size_t i = 0; i < table->label_count; i++) {
        const struct jx_label *label = &table->labels[i];
        anchors += label->anchor;
        const char *key = plain_key(label);
        if (key && *key == '\0') jx_lint_fault(lint, "an empty label");
        for (size_t k = 0; k < i && key; k++) {
            const char *other = plain_key(&table->labels[k]);
            bool one_row = !label->inside && table->labels[k].row == label->row;
            if (other && strcmp(key, other) == 0 && !one_row)
                jx_lint_fault(lint, "the label “%s” stands twice and is ambiguous", label->text);
        }
    }
    if (anchors + table->band_count < 5) jx_lint_fault(lint, "too few labels to tell the form by");
    if (!table->fields[JX_FIELD_PROJECT_NAME] && table->table->kind == JX_KIND_PROJECT)
        jx_lint_fault(lint, "a project form must show {project_name}");
}

/* A value slot that no label names could be written but never read. */
static void lint_values(struct jx_lint *lint, const struct jx_compiled_table *table) {
    for (size_t i = 0; i < table->row_count; i++)
        for (size_t s = 0; s < table->rows[i].slot_count; s++) {
            const struct jx_compiled_slot *slot = &table->rows[i].slots[s];
            if (slot->slot->kind != JX_SLOT_VALUE) continue;
            bool named = false;
            for (size_t k = 0; k < table->label_count && !named; k++)
                named = table->labels[k].value == slot->pattern;
            if (!named) jx_lint_fault(lint, "no label names the value “%s”", slot->slot->pattern);
        }
}

/* Two captures with nothing between them that counts when texts are compared (a blank does not): what is read could not
 * be told apart. */
static void lint_captures(struct jx_lint *lint, const struct jx_pattern *pattern, const char *text) {
    for (size_t s = 0; pattern && s < pattern->count; s++) {
        bool open = false;
        for (size_t p = 0; p < pattern->spellings[s].count; p++) {
            const struct jx_piece *piece = &pattern->spellings[s].pieces[p];
            bool capture = piece->kind != JX_PIECE_LITERAL;
            if (capture && open)
                jx_lint_fault(lint,
                              "“%s”: two values need words or punctuation between them; blanks do not count",
                              text);
            if (capture || *piece->key != '\0') open = capture;
        }
    }
}

static void lint_patterns(struct jx_lint *lint, const struct jx_compiled_table *table) {
    for (size_t i = 0; i < table->row_count; i++) {
        lint_captures(lint, table->rows[i].title, table->rows[i].row->pattern);
        for (size_t s = 0; s < table->rows[i].slot_count; s++)
            lint_captures(lint, table->rows[i].slots[s].pattern, table->rows[i].slots[s].slot->pattern);
    }
    for (size_t i = 0; i < table->band_count; i++)
        lint_captures(lint, table->band[i].fact, table->band[i].column->fact);
}

/* Reading knows the vocabulary's spellings only: another one would come back as the form's own words. */
static void lint_spellings(struct jx_lint *lint, const struct jx_compiled_table *table) {
    for (const struct jx_spelling *spelling = table->table->spellings; spelling && spelling->canonical;
         spelling++) {
        const char *read = jx_level2_canonical(lint->arena, spelling->printed);
        if (!read || strcmp(read, spelling->canonical) != 0)
            jx_lint_fault(lint,
                          "the spelling “%s” is not read as %s: core/model/vocabulary.c does not know it",
                          spelling->printed, spelling->canonical);
    }
}

void jx_lint_table(struct jx_lint *lint, const struct jx_compiled_table *table) {
    lint_patterns(lint, table);
    lint_spellings(lint, table);
    lint_geometry(lint, table);
    lint_band(lint, table);
    lint_labels(lint, table);
    lint_values(lint, table);
}

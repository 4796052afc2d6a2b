/*
 * The changes of a blank made: rows in their order, heights that show the texts, and what the form's formulas say then.
 */
#include "core/convert/fill.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/grid/grid.h"
#include "core/paper/heights.h"
#include "core/plugin/host.h"

/* In points: a spreadsheet's row is no higher than 409. */
#define HEIGHT_MOST 400.0

/* Spreadsheets leave no space between Chinese and other letters (paper.h). */
#define SPACING 0.0

static uint32_t row_after(const struct jx_fill *fill, uint32_t row) {
    uint32_t moved = row;
    for (uint32_t i = 0; i < fill->row_count; i++)
        if (fill->rows[i].before <= row) moved += fill->rows[i].count;
    return moved;
}

static uint32_t edit_row(const struct jx_fill *fill, const struct jx_fill_edit *edit) {
    if (edit->cell.sheet != fill->at.index) return edit->cell.row; /* a cover's */
    if (edit->insertion == 0) return row_after(fill, edit->cell.row);
    const struct jx_patch_rows *rows = &fill->rows[edit->insertion - 1];
    return row_after(fill, rows->before) - rows->count + edit->nth;
}

/* What is said of a row's height; NULL: nothing. Heights come in the order of their rows. */
static const struct jx_extent *height_said(const struct jx_fill *fill, uint32_t sheet, uint32_t row) {
    const struct jx_survey *survey = &fill->blank->survey;
    uint32_t low = 0, high = survey->height_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct jx_extent *extent = &survey->heights[middle];
        if (extent->sheet != sheet ? extent->sheet < sheet : extent->index < row)
            low = middle + 1;
        else
            high = middle;
    }
    const struct jx_extent *extent = low < survey->height_count ? &survey->heights[low] : NULL;
    return extent && extent->sheet == sheet && extent->index == row ? extent : NULL;
}

/* The height of a row that is fixed; 0: it is not. */
static double height_fixed(const struct jx_fill *fill, uint32_t row) {
    const struct jx_extent *extent = height_said(fill, fill->at.index, row);
    return extent && extent->fixed ? extent->size : 0;
}

/* A row of fixed height that would hide some of a text is made higher. Rows of documents have no height here: the carrier lets
 * those grow that are fixed, for only a word processor knows how high their text is. */
static void height_mend(struct jx_fill *fill, const struct jx_fill_edit *edit, uint32_t row,
                        struct jx_patch *patch, struct jx_patch_height *heights) {
    uint32_t at_row = edit->cell.row, column = edit->cell.column;
    if (!edit->cell.whole || edit->cell.number || edit->cell.length == 0) return;
    if (edit->cell.sheet != fill->at.index) return;
    const struct jx_cell *cell = jx_sheet_at(fill->at.sheet, at_row, column);
    uint32_t last = column + (cell && cell->kind != JX_CELL_COVERED ? cell->columns : 1) - 1;
    if (last >= JX_BLANK_COLUMNS || (cell && cell->kind != JX_CELL_COVERED && cell->rows > 1)) return;
    double now = height_fixed(fill, at_row);
    if (now <= 0) return;
    double needed =
        jx_text_height(edit->cell.text, fill->blank->sheets[fill->at.index].widths, column, last, SPACING);
    if (needed > HEIGHT_MOST) needed = HEIGHT_MOST;
    if (needed <= now + 3) return;
    for (uint32_t i = 0; i < patch->height_count; i++)
        if (heights[i].row == row) {
            if (heights[i].height < needed) heights[i].height = needed;
            return;
        }
    heights[patch->height_count++] = (struct jx_patch_height){fill->at.index, row, needed};
    struct jx_place where = jx_fill_place(fill, at_row, column);
    JX_DIAG(fill->diags, JX_MSG_SLOT_HEIGHT, &where, NULL);
}

static bool same_cell(const struct jx_fill_edit *a, const struct jx_fill_edit *b) {
    return a->cell.sheet == b->cell.sheet && a->cell.row == b->cell.row && a->cell.column == b->cell.column &&
           a->insertion == b->insertion && a->nth == b->nth;
}

/* Cells that somebody who opens the file cannot correct. Copies of a row are locked as it is. */
static void locked_tell(struct jx_fill *fill) {
    const struct jx_fill_edit *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < fill->edit_count; i++) {
        const struct jx_fill_edit *edit = &fill->edits[i];
        const struct jx_trait *trait =
            jx_blank_trait(fill->blank, edit->cell.sheet, edit->cell.row, edit->cell.column);
        bool again = i > 0 && same_cell(edit, edit - 1); /* parts of one text */
        if (!trait || (trait->flags & JX_TRAIT_LOCKED) == 0 || again) continue;
        if (!first) first = edit;
        count++;
    }
    if (!first) return;
    struct jx_place where = jx_fill_place_in(fill, first->cell.sheet, first->cell.row, first->cell.column);
    JX_DIAG(fill->diags, JX_MSG_SLOT_LOCKED, &where, jx_arena_format(fill->arena, "%zu", count));
}

/* Cells that nobody sees who opens the file: what a form hides it may not ask for. Copies of a hidden row are hidden as it is. */
static void hidden_tell(struct jx_fill *fill) {
    const struct jx_fill_edit *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < fill->edit_count; i++) {
        const struct jx_fill_edit *edit = &fill->edits[i];
        bool again = i > 0 && same_cell(edit, edit - 1); /* parts of one text */
        if (edit->cell.length == 0 || again) continue;
        const struct jx_extent *extent = height_said(fill, edit->cell.sheet, edit->cell.row);
        if (!extent || extent->size > 0) continue;
        if (!first) first = edit;
        count++;
    }
    if (!first) return;
    struct jx_place where = jx_fill_place_in(fill, first->cell.sheet, first->cell.row, first->cell.column);
    JX_DIAG(fill->diags, JX_MSG_SLOT_HIDDEN, &where, jx_arena_format(fill->arena, "%zu", count));
}

/* Whether a formula's result is what the fact says: the same number, or the same words. */
static bool says_so(const struct jx_fill *fill, const char *says, const char *value) {
    struct jx_decimal a, b;
    if (jx_decimal_parse(says, strlen(says), &a) && jx_decimal_parse(value, strlen(value), &b))
        return jx_decimal_compare(a, b) == 0;
    return jx_text_same(fill->arena, says, value);
}

/* What a formula of the form says, against the fact. */
static void results_compare(struct jx_fill *fill, const struct jx_patch *patch) {
    for (size_t i = 0; i < fill->at.slot_count; i++) {
        const struct jx_fill_slot *slot = &fill->at.slots[i];
        if (!slot->formula) continue;
        const char *value = jx_fill_slot_value(fill, slot);
        if (!value) value = jx_fill_total_derived(fill, slot);
        struct jx_place where = jx_fill_place(fill, slot->row, slot->column);
        const struct jx_trait *trait = jx_fill_trait(fill, slot->row, slot->column);
        const char *says = slot->text, *formula = trait && trait->formula ? trait->formula : "=";
        struct jx_decimal amount;
        for (uint32_t n = 0; value && n < patch->result_count; n++) {
            const struct jx_patch_result *result = &patch->results[n];
            if (result->sheet != fill->at.index || result->row != row_after(fill, slot->row) ||
                result->column != slot->column)
                continue;
            says = result->value;
            formula = result->formula;
        }
        bool words = slot->field == JX_FIELD_COUNT; /* of an indicator */
        if (!value || (!words && !jx_decimal_parse(value, strlen(value), &amount))) continue;
        if (!says || *says == '\0')
            says = fill->language == JX_LANGUAGE_CHINESE ? "不出结果" : "no result"; /* that is stored */
        if (!says_so(fill, says, value))
            JX_DIAG(fill->diags, JX_MSG_SLOT_FORMULA, &where, says, formula, value);
    }
}

static int edit_order(const void *a, const void *b) {
    const struct jx_patch_cell *left = a, *right = b;
    if (left->sheet != right->sheet) return left->sheet < right->sheet ? -1 : 1;
    if (left->row != right->row) return left->row < right->row ? -1 : 1;
    return left->column < right->column ? -1 : left->column > right->column;
}

/* Those of one row come in their order, and most rows do. */
static void cells_sort(struct jx_patch_cell *cells, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (edit_order(&cells[i - 1], &cells[i]) > 0) {
            qsort(cells, count, sizeof *cells, edit_order);
            return;
        }
}

enum jx_status jx_fill_patch(struct jx_fill *fill, bool write) {
    const struct jx_blank *blank = fill->blank;
    struct jx_patch_cell *cells = jx_arena_alloc(fill->arena, (fill->edit_count + 1) * sizeof *cells);
    struct jx_patch_height *heights = jx_arena_alloc(fill->arena, (fill->edit_count + 1) * sizeof *heights);
    struct jx_patch patch = {.rows = fill->rows,
                             .row_count = fill->row_count,
                             .cells = cells,
                             .cell_count = (uint32_t)fill->edit_count,
                             .merges = fill->merges,
                             .merge_count = fill->merge_count,
                             .heights = heights,
                             .kept = blank->survey.kept};
    for (size_t i = 0; i < fill->edit_count; i++) {
        cells[i] = fill->edits[i].cell;
        cells[i].row = edit_row(fill, &fill->edits[i]);
        height_mend(fill, &fill->edits[i], cells[i].row, &patch, heights);
    }
    for (uint32_t i = 0; i < fill->merge_count && !fill->merges_final; i++)
        fill->merges[i].area.row = row_after(fill, fill->merges[i].area.row);
    cells_sort(cells, fill->edit_count);
    struct jx_call call;
    struct jx_limits limits = blank->limits;
    if (fill->target->limits.milliseconds > 0) limits.milliseconds = fill->target->limits.milliseconds;
    if (fill->target->limits.bytes > 0) limits.bytes = fill->target->limits.bytes;
    jx_call_begin(&call, fill->arena, fill->diags, &limits);
    call.progress = fill->target->progress;
    call.user = fill->target->user;
    jx_call_writes(&call);
    size_t mark = jx_arena_mark(fill->arena);
    enum jx_status status = blank->carrier->patch(&jx_host, &call, &blank->input, &patch);
    jx_arena_release(fill->arena, mark);
    if (status == JX_FATAL) jx_arena_exhausted(fill->arena);
    if (status >= JX_FAIL) return status;
    if (call.limited || call.expired) return JX_FAIL;
    results_compare(fill, &patch);
    locked_tell(fill);
    hidden_tell(fill);
    if (write) fill->conversion->bytes = call.output;
    if (write) fill->conversion->length = call.output_length;
    return status;
}

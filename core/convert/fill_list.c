/*
 * Lists of projects: a block of rows for each, its facts merged down.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill_rows.h"
#include "core/grid/grid.h"

static void facts_write(struct jx_band_fill *rows, const struct jx_target_row *at, uint32_t like) {
    struct jx_fill *fill = rows->fill;
    for (size_t i = 0; i < rows->band->count; i++) {
        const struct jx_fill_column *column = &rows->band->columns[i];
        enum jx_field field = column->field;
        if (field == JX_FIELD_COUNT) continue;
        const char *text = jx_fill_print_both(fill, field, column->second, &column->unit);
        if (!text) continue;
        size_t before = fill->edit_count;
        bool there = jx_band_write(rows, at, i, text, jx_field_type_is_money(field), NULL);
        if (fill->edit_count > before && like > 0) fill->edits[before].cell.like = like;
        if (!there) continue;
        fill->stated[field] = fill->stated[column->second] = true;
        fill->filled++;
    }
}

/* The rows of the project that stands in the list already, behind `before` others of its name; 0: it does not. */
static uint32_t block_named(struct jx_band_fill *rows, const char *name, size_t before, uint32_t *first) {
    struct jx_fill *fill = rows->fill;
    uint32_t column = 0;
    *first = 0;
    for (size_t i = 0; i < rows->band->count; i++)
        if (rows->band->columns[i].field == JX_FIELD_PROJECT_NAME) column = rows->band->columns[i].column;
    for (size_t i = 0; i < rows->band->row_count && name; i++) {
        uint32_t row = rows->band->rows[i];
        const struct jx_cell *cell = jx_sheet_at(fill->sheet, row, column);
        if (!cell || !cell->text || cell->kind == JX_CELL_COVERED) continue;
        if (!jx_text_same(fill->arena, cell->text, name) || before-- > 0) continue;
        *first = row;
        return cell->rows;
    }
    return 0;
}

static bool band_used(struct jx_band_fill *rows) {
    const struct jx_fill_band *band = rows->band;
    for (size_t r = 0; r < band->row_count; r++)
        for (size_t i = 0; i < band->count; i++) {
            const char *text = jx_fill_text_at(rows->fill, band->rows[r], band->columns[i].column);
            if (jx_slot_state_of(rows->fill->arena, text) == JX_SLOT_OCCUPIED) return true;
        }
    return false;
}

static struct jx_target_row list_row(const struct jx_fill *fill, const struct jx_fill_band *band,
                                     uint32_t offset) {
    uint32_t own = (uint32_t)band->row_count;
    if (offset < own) return (struct jx_target_row){.row = band->rows[offset]};
    return (struct jx_target_row){band->rows[own - 1], fill->row_count, offset - own};
}

/* The facts of each project are merged over its rows, as those of the blank's one project were. */
static void blocks_merge(struct jx_band_fill *rows, const uint32_t *sizes, size_t count, uint32_t all) {
    struct jx_fill *fill = rows->fill;
    const struct jx_fill_band *band = rows->band;
    for (size_t i = 0; i < band->count; i++) {
        uint32_t first = band->rows[0], column = band->columns[i].column;
        const struct jx_cell *cell = jx_sheet_at(fill->sheet, first, column);
        uint32_t down = !cell || cell->rows == 0 ? 1 : cell->rows;
        uint32_t wide = !cell || cell->columns == 0 ? 1 : cell->columns;
        if (band->columns[i].field == JX_FIELD_COUNT || down != band->row_count) continue;
        struct jx_merge area = {first, column, all, wide};
        if (down > 1 || wide > 1) jx_merge_add(fill, &area, true);
        for (size_t n = 0; n < count; n++) {
            area.rows = n + 1 == count ? all - (area.row - first) : sizes[n];
            if (area.rows > 1 || area.columns > 1) jx_merge_add(fill, &area, false);
            area.row += area.rows;
        }
    }
}

/* A row of a block that stood there before, else one of the rows that are made. */
static struct jx_target_row block_row(struct jx_fill *fill, const struct jx_fill_band *band, uint32_t offset,
                                      bool again) {
    struct jx_target_row there = {.row = offset};
    return again ? there : list_row(fill, band, offset);
}

static void block_write(struct jx_band_fill *rows, struct jx_form *form, uint32_t offset, bool again,
                        uint32_t like) {
    struct jx_fill *fill = rows->fill;
    fill->form = form;
    struct jx_target_row at = block_row(fill, rows->band, offset, again);
    facts_write(rows, &at, like);
    for (size_t i = 0; i < form->indicator_count; i++) {
        if (!form->indicators[i].name) continue;
        jx_indicator_write(rows, &at, &form->indicators[i], (struct jx_indicator_how){.words = ""});
        offset++;
        at = block_row(fill, rows->band, offset, again);
    }
}

static uint32_t rows_of(const struct jx_form *form) {
    uint32_t rows = 0;
    for (size_t i = 0; i < form->indicator_count; i++) rows += form->indicators[i].name ? 1 : 0;
    return rows == 0 ? 1 : rows;
}

/* How many forms before this one have its project's name. */
static size_t namesakes(struct jx_fill *fill, struct jx_form *const *forms, size_t index) {
    const char *name = forms[index]->fields[JX_FIELD_PROJECT_NAME].value;
    size_t count = 0;
    for (size_t i = 0; i < index && name; i++) {
        const char *other = forms[i]->fields[JX_FIELD_PROJECT_NAME].value;
        count += other && jx_text_same(fill->arena, other, name);
    }
    return count;
}

/* Writes the block of the form of this number, and keeps what of it stands there then. */
static void form_write(struct jx_band_fill *rows, struct jx_form *const *forms, size_t index, uint32_t offset,
                       bool again, uint32_t like) {
    struct jx_fill *fill = rows->fill;
    fill->form_index = fill->form_indexes[index];
    memset(fill->stated, 0, sizeof fill->stated);
    block_write(rows, forms[index], offset, again, like);
    jx_parts_lost(rows);
    memcpy(fill->stated_by[index], fill->stated, sizeof fill->stated);
}

void jx_fill_list(struct jx_fill *fill, struct jx_fill_band *band, struct jx_form *const *forms,
                  size_t count) {
    struct jx_band_fill rows = {.fill = fill, .band = band, .free_levels = true};
    uint32_t *sizes = jx_arena_alloc(fill->arena, (count + 1) * sizeof *sizes), need = 0,
             own = (uint32_t)band->row_count, first, nth;
    if (band_used(&rows)) {
        for (size_t i = 0; i < count; i++) {
            const char *name = forms[i]->fields[JX_FIELD_PROJECT_NAME].value;
            if (block_named(&rows, name, namesakes(fill, forms, i), &first) >= rows_of(forms[i]))
                form_write(&rows, forms, i, first, true, 0);
            else
                JX_DIAG(fill->diags, JX_MSG_SLOT_LIST_USED, NULL, name ? name : "");
        }
        jx_parts_tell(&rows);
        return;
    }
    for (size_t i = 0; i < count; i++) need += sizes[i] = rows_of(forms[i]);
    uint32_t most = fill->target->max_insert;
    bool refused = need > own && (fill->target->no_insert || (most > 0 && need - own > most));
    while (refused && count > 0 && need > own) {
        const struct jx_place nowhere = {NULL, 0, 0, 0};
        fill->form_index = fill->form_indexes[count - 1];
        struct jx_item *item = jx_fill_item(fill, JX_ITEM_REFUSED, nowhere);
        item->name = forms[--count]->fields[JX_FIELD_PROJECT_NAME].value;
        JX_DIAG(fill->diags, JX_MSG_SLOT_NO_ROW, NULL, item->name ? item->name : "", "");
        need -= sizes[count];
    }
    if (need > own) jx_rows_insert(fill, need - own, band->rows[own - 1], &nth);
    fill->merges_final = true;
    if (count > 1 || own == 1) blocks_merge(&rows, sizes, count, need > own ? need : own);
    for (size_t i = 0, offset = 0; i < count; offset += sizes[i++])
        form_write(&rows, forms, i, (uint32_t)offset, false, offset > 0 ? band->rows[0] + 1 : 0);
    jx_parts_tell(&rows);
}

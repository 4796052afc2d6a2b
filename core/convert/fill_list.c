/*
 * Lists of projects: a block of rows for each, its facts merged down.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill_rows.h"
#include "core/grid/grid.h"
#include "core/model/fields.h"
#include "core/model/vocabulary.h"

static void facts_write(struct jx_band_fill *rows, const struct jx_target_row *at, uint32_t like) {
    struct jx_fill *fill = rows->fill;
    for (size_t i = 0; i < rows->band->count; i++) {
        const struct jx_fill_column *column = &rows->band->columns[i];
        enum jx_field field = column->field;
        if (field == JX_FIELD_COUNT) continue;
        const char *text = jx_fill_print_both(fill, field, column->second, &column->unit);
        if (!text) continue;
        size_t before = fill->edit_count;
        if (at->insertion == 0) jx_fill_calculated(fill, field, at->row, column->column, text);
        bool there = jx_band_write(rows, at, i, text, jx_field_is_money(field), NULL);
        if (fill->edit_count > before && like > 0) fill->edits[before].cell.like = like;
        if (!there) continue;
        fill->stated[field] = fill->stated[column->second] = true;
        fill->filled++;
    }
}

/* Columns of a list that are looked at for merged cells. */
enum { COLUMNS_MOST = 256 };

/* The rows of the project that stands in the list already, behind `before` others of its name; 0: it does not. */
static uint32_t block_named(struct jx_band_fill *rows, const char *name, size_t before, uint32_t *first) {
    struct jx_fill *fill = rows->fill;
    uint32_t column = 0;
    *first = 0;
    for (size_t i = 0; i < rows->band->count; i++)
        if (rows->band->columns[i].field == JX_FIELD_PROJECT_NAME) column = rows->band->columns[i].column;
    for (size_t i = 0; i < rows->band->row_count && name; i++) {
        uint32_t row = rows->band->rows[i];
        const struct jx_cell *cell = jx_sheet_at(fill->at.sheet, row, column);
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
            const struct jx_fill_column *column = &band->columns[i];
            const struct jx_trait *trait = jx_fill_trait(rows->fill, band->rows[r], column->column);
            /* levels, numbers of rows and what is calculated may be printed beforehand */
            if (column->part != JX_PART_NAME && column->field == JX_FIELD_COUNT) continue;
            if (trait && (trait->flags & JX_TRAIT_FORMULA) != 0) continue;
            const char *text = jx_fill_text_at(rows->fill, band->rows[r], column->column);
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

/* Whether the cells of a column are not merged downwards anywhere in the list's rows. */
static bool is_unmerged(const struct jx_fill *fill, const struct jx_fill_band *band, uint32_t column) {
    for (size_t r = 0; r < band->row_count; r++) {
        const struct jx_cell *cell = jx_sheet_at(fill->at.sheet, band->rows[r], column);
        if (cell && (cell->kind == JX_CELL_COVERED || cell->rows > 1)) return false;
    }
    return true;
}

/* The facts of each project are merged over its rows, as those of the blank's one project were; in a list of plain rows each over its
 * own. */
static void blocks_merge(struct jx_band_fill *rows, const uint32_t *sizes, size_t count, uint32_t all) {
    struct jx_fill *fill = rows->fill;
    const struct jx_fill_band *band = rows->band;
    for (size_t i = 0; i < band->count; i++) {
        uint32_t first = band->rows[0], column = band->columns[i].column;
        const struct jx_cell *cell = jx_sheet_at(fill->at.sheet, first, column);
        uint32_t down = !cell || cell->rows == 0 ? 1 : cell->rows;
        uint32_t wide = !cell || cell->columns == 0 ? 1 : cell->columns;
        bool plain = is_unmerged(fill, band, column) && band->row_count > 1;
        if (band->columns[i].field == JX_FIELD_COUNT || (down != band->row_count && !plain)) continue;
        if (count == 1 && !plain && band->row_count > 1) continue; /* it is merged so already */
        struct jx_merge area = {first, column, all, wide};
        if (down > 1 || wide > 1) jx_merge_add(fill, &area, true);
        for (size_t n = 0; n < count; n++) {
            area.rows = n + 1 == count && !plain ? all - (area.row - first) : sizes[n];
            if (area.rows > 1 || area.columns > 1) jx_merge_add(fill, &area, false);
            area.row += area.rows;
        }
    }
}

/* Where a project's rows are: from the row `first` that stood there before, or the one with this `offset` of those that are
 * made; in a list that prints blocks the `rows` rows from `first`, and behind them those of an insertion. */
struct spot {
    enum { SPOT_AGAIN, SPOT_MADE, SPOT_BLOCK } kind;
    uint32_t first, rows;
    uint32_t pattern, insertion, nth;
    uint32_t like;
};

static struct jx_target_row spot_row(const struct jx_band_fill *rows, const struct spot *spot, uint32_t at) {
    struct jx_target_row there = {.row = spot->first + at};
    if (spot->kind == SPOT_MADE) return list_row(rows->fill, rows->band, spot->first + at);
    if (spot->kind == SPOT_AGAIN || at < spot->rows) return there;
    return (struct jx_target_row){spot->pattern, spot->insertion, spot->nth + at - spot->rows};
}

static void block_write(struct jx_band_fill *rows, struct jx_form *form, const struct spot *spot) {
    uint32_t next = 0;
    rows->fill->form = form;
    struct jx_target_row at = spot_row(rows, spot, 0);
    facts_write(rows, &at, spot->like);
    for (size_t i = 0; i < form->indicator_count; i++) {
        if (!jx_fill_takes_row(&form->indicators[i])) continue;
        at = spot_row(rows, spot, next++);
        jx_indicator_write(rows, &at, &form->indicators[i], (struct jx_indicator_how){.words = ""});
    }
}

static uint32_t rows_of(const struct jx_form *form) {
    uint32_t rows = 0;
    for (size_t i = 0; i < form->indicator_count; i++) rows += jx_fill_takes_row(&form->indicators[i]);
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
static void form_write(struct jx_band_fill *rows, struct jx_form *const *forms, size_t index,
                       const struct spot *spot) {
    struct jx_fill *fill = rows->fill;
    fill->form_index = fill->form_indexes[index];
    memset(fill->stated, 0, sizeof fill->stated);
    block_write(rows, forms[index], spot);
    jx_parts_lost(rows);
    memcpy(fill->stated_by[index], fill->stated, sizeof fill->stated);
}

static void form_refuse(struct jx_fill *fill, struct jx_form *const *forms, size_t index) {
    const struct jx_place nowhere = {NULL, 0, 0, 0};
    fill->form_index = fill->form_indexes[index];
    struct jx_item *item = jx_fill_item(fill, JX_ITEM_REFUSED, nowhere);
    item->name = forms[index]->fields[JX_FIELD_PROJECT_NAME].value;
    JX_DIAG(fill->diags, JX_MSG_SLOT_NO_ROW, NULL, item->name ? item->name : "", "");
}

/* A list that is filled already: each project in its own rows. */
static void again_fill(struct jx_band_fill *rows, struct jx_form *const *forms, size_t count) {
    struct jx_fill *fill = rows->fill;
    for (size_t i = 0; i < count; i++) {
        const char *name = forms[i]->fields[JX_FIELD_PROJECT_NAME].value;
        struct spot spot = {.kind = SPOT_AGAIN};
        if (block_named(rows, name, namesakes(fill, forms, i), &spot.first) >= rows_of(forms[i]))
            form_write(rows, forms, i, &spot);
        else
            JX_DIAG(fill->diags, JX_MSG_SLOT_LIST_USED, NULL, name ? name : "");
    }
}

/* The column in front of the list in which its rows are numbered from 1; UINT32_MAX: none is. */
static uint32_t numbers_column(const struct jx_fill *fill, const struct jx_fill_band *band) {
    uint32_t names = 0;
    for (size_t i = 0; i < band->count; i++)
        if (band->columns[i].field == JX_FIELD_PROJECT_NAME) names = band->columns[i].column;
    for (uint32_t column = 0; column < names && band->row_count > 1; column++)
        if (strcmp(jx_fill_text_at(fill, band->rows[0], column), "1") == 0 &&
            strcmp(jx_fill_text_at(fill, band->rows[1], column), "2") == 0)
            return column;
    return UINT32_MAX;
}

/* The numbers that a list prints are those of its projects: the first row of each has its own, and no other row has one. */
static void number_rows(struct jx_band_fill *rows, const struct spot *spot, uint32_t size, size_t number) {
    struct jx_fill *fill = rows->fill;
    uint32_t column = numbers_column(fill, rows->band);
    const struct jx_merge area = {rows->band->rows[0] + spot->first, column, size, 1};
    if (column != UINT32_MAX && size > 1 && is_unmerged(fill, rows->band, column))
        jx_merge_add(fill, &area, false);
    for (uint32_t i = 0; i < size && column != UINT32_MAX; i++) {
        struct jx_target_row at = spot_row(rows, spot, i);
        const char *text = i == 0 ? jx_arena_format(fill->arena, "%zu", number) : "";
        const char *there = at.insertion > 0 ? "" : jx_fill_text_at(fill, at.row, column);
        const struct jx_cell *first = jx_sheet_at(fill->at.sheet, rows->band->rows[0], column);
        if (strcmp(there, text) == 0) continue;
        struct jx_fill_edit *edit = jx_fill_put(fill, at.row, column, text);
        edit->insertion = at.insertion;
        edit->nth = at.nth;
        edit->cell.number = i == 0 && first && first->kind == JX_CELL_NUMBER;
    }
}

/* A list of free rows: the projects follow one another. */
static void free_fill(struct jx_band_fill *rows, struct jx_form *const *forms, size_t count) {
    struct jx_fill *fill = rows->fill;
    const struct jx_fill_band *band = rows->band;
    uint32_t *sizes = jx_arena_alloc(fill->arena, (count + 1) * sizeof *sizes), need = 0,
             own = (uint32_t)band->row_count, nth;
    for (size_t i = 0; i < count; i++) need += sizes[i] = rows_of(forms[i]);
    uint32_t most = fill->target->max_insert;
    bool refused = need > own && (fill->target->no_insert || (most > 0 && need - own > most));
    while (refused && count > 0 && need > own) {
        form_refuse(fill, forms, --count);
        need -= sizes[count];
    }
    if (need > own) jx_rows_insert(fill, need - own, band->rows[own - 1], &nth);
    fill->merges_final = true;
    blocks_merge(rows, sizes, count, need > own ? need : own);
    struct spot spot = {.kind = SPOT_MADE};
    for (size_t i = 0; i < count; spot.first += sizes[i++]) {
        spot.like = spot.first > 0 ? band->rows[0] + 1 : 0;
        form_write(rows, forms, i, &spot);
        number_rows(rows, &spot, sizes[i], i + 1);
    }
}

/* --- a list that prints several blocks --------------------------------------------------------------------------------- */

/* A block of rows that the list prints for a project: `first` of the band's rows, and how many. */
struct tile {
    size_t first;
    uint32_t rows, inserted;
};

/* The blocks over which the project's name is merged, if there are several; `*count` of them, 0: the rows are free. */
static struct tile *tiles_find(const struct jx_band_fill *rows, size_t *count) {
    const struct jx_fill_band *band = rows->band;
    struct tile *tiles = jx_arena_alloc(rows->fill->arena, (band->row_count + 1) * sizeof *tiles);
    uint32_t column = UINT32_MAX;
    *count = 0;
    for (size_t i = 0; i < band->count; i++)
        if (band->columns[i].field == JX_FIELD_PROJECT_NAME) column = band->columns[i].column;
    for (size_t at = 0; at < band->row_count && column != UINT32_MAX;) {
        const struct jx_cell *cell = jx_sheet_at(rows->fill->at.sheet, band->rows[at], column);
        uint32_t down = !cell || cell->kind == JX_CELL_COVERED ? 1 : cell->rows;
        bool whole = down > 1 && at + down <= band->row_count;
        if (!whole || band->rows[at + down - 1] != band->rows[at] + down - 1) return *count = 0, tiles;
        tiles[(*count)++] = (struct tile){.first = at, .rows = down};
        at += down;
    }
    if (*count < 2) *count = 0;
    return tiles;
}

/* The blocks of further projects follow the last one, each merged as that is; a number in front of a project goes on. */
static void tiles_merge(struct jx_band_fill *rows, const struct tile *last, uint32_t before, size_t count,
                        const uint32_t *sizes, size_t more) {
    struct jx_fill *fill = rows->fill;
    const struct jx_fill_band *band = rows->band;
    uint32_t top = band->rows[last->first];
    for (uint32_t column = 0; column < COLUMNS_MOST; column++) {
        const struct jx_cell *cell = jx_sheet_at(fill->at.sheet, top, column);
        if (!cell || cell->kind == JX_CELL_COVERED || cell->rows != last->rows) continue;
        struct jx_merge area = {top + before, column, last->rows + last->inserted, cell->columns};
        const char *number = jx_arena_format(fill->arena, "%zu", count);
        bool numbered = cell->text && strcmp(cell->text, number) == 0;
        jx_merge_add(fill, &area, true);
        for (size_t n = 0; n < more; n++) area.rows -= sizes[n];
        jx_merge_add(fill, &area, false);
        for (size_t n = 0; n < more; n++) {
            area.row += area.rows;
            area.rows = sizes[n];
            if (area.rows > 1 || area.columns > 1) jx_merge_add(fill, &area, false);
            if (!numbered) continue;
            struct jx_fill_edit *edit =
                jx_fill_put(fill, top, column, jx_arena_format(fill->arena, "%zu", count + n + 1));
            edit->insertion = fill->row_count;
            edit->nth = area.row - (top + before) - last->rows;
            edit->cell.number = cell->kind == JX_CELL_NUMBER;
            edit->cell.like = top + 1;
        }
    }
}
/* Whether so many more rows may be put in. */
static bool may_insert(const struct jx_fill *fill, uint32_t more) {
    uint32_t most = fill->target->max_insert;
    return more == 0 || (!fill->target->no_insert && (most == 0 || fill->rows_added + more <= most));
}

/* A list that prints blocks: a project to each, and behind the last one those that are more. */
static void tiles_fill(struct jx_band_fill *rows, struct jx_form *const *forms, size_t count,
                       struct tile *tiles, size_t tile_count) {
    struct jx_fill *fill = rows->fill;
    const struct jx_fill_band *band = rows->band;
    uint32_t *sizes = jx_arena_alloc(fill->arena, (count + 1) * sizeof *sizes), before = 0;
    struct tile *last = &tiles[tile_count - 1];
    size_t more = 0;
    fill->merges_final = true;
    for (size_t i = 0; i < count; i++) {
        struct tile *tile = i < tile_count ? &tiles[i] : last;
        uint32_t size = rows_of(forms[i]), first = band->rows[tile->first],
                 own = i < tile_count ? tile->rows : 0;
        uint32_t extra = size > own ? size - own : 0;
        struct spot spot = {
            .kind = SPOT_BLOCK, .first = first, .rows = own, .pattern = first + tile->rows - 1};
        if (!may_insert(fill, extra)) {
            form_refuse(fill, forms, i);
            continue;
        }
        if (extra > 0) spot.insertion = jx_rows_insert(fill, extra, spot.pattern, &spot.nth);
        if (own == 0) spot.like = first + 1, sizes[more++] = size;
        tile->inserted += extra;
        if (tile != last) before += extra;
        form_write(rows, forms, i, &spot);
    }
    if (more > 0) tiles_merge(rows, last, before, tile_count, sizes, more);
}

/* 例：某某项目 is the form's own, and stays: whoever reads the list takes it for a project. */
static void example_tell(struct jx_fill *fill, const struct jx_fill_band *band) {
    for (size_t i = 0; i < band->count && band->instructing > 0; i++) {
        const char *text = jx_fill_text_at(fill, band->instructing, band->columns[i].column);
        bool fact = band->columns[i].field != JX_FIELD_COUNT || band->columns[i].part == JX_PART_NAME;
        if (!fact || !jx_text_example(fill->arena, text)) continue;
        struct jx_place where = jx_fill_place(fill, band->instructing, band->columns[i].column);
        JX_DIAG(fill->diags, JX_MSG_SLOT_EXAMPLE, &where, jx_text_phrase(fill->arena, text, strlen(text)));
        return;
    }
}

void jx_fill_list(struct jx_fill *fill, const struct jx_fill_band *band, struct jx_form *const *forms,
                  size_t count) {
    struct jx_band_fill rows = {.fill = fill, .band = band, .free_levels = true};
    size_t tile_count;
    struct tile *tiles = tiles_find(&rows, &tile_count);
    if (band_used(&rows))
        again_fill(&rows, forms, count);
    else if (tile_count > 0)
        tiles_fill(&rows, forms, count, tiles, tile_count);
    else
        free_fill(&rows, forms, count);
    jx_parts_tell(&rows);
    example_tell(fill, band);
}

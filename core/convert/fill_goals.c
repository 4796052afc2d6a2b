/*
 * Goals in rows: 目标1：, 目标2：, 目标3：, one below the other beside one label. Each line of the facts' goal has a row then.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill.h"
#include "core/grid/grid.h"

enum { GOALS_MOST = 20 };

/* The cell below one that shows at a place; false: there is none. */
static bool row_below(const struct jx_fill *fill, uint32_t *row, uint32_t column) {
    const struct jx_cell *cell = jx_sheet_at(fill->at.sheet, *row, column);
    uint32_t next = *row + (cell && cell->rows > 0 ? cell->rows : 1), own = next, at = column;
    if (next >= fill->at.sheet->row_count) return false;
    jx_fill_cell(fill, &own, &at);
    *row = next;
    return own == next && at == column;
}

/* The rows of 目标1：, 目标2： … from the slot's own on. */
static size_t goal_rows(const struct jx_fill *fill, const struct jx_fill_slot *slot,
                        uint32_t rows[GOALS_MOST]) {
    uint32_t row = slot->row;
    size_t count = 0;
    do {
        const char *words, *text = jx_fill_text_at(fill, row, slot->column);
        if (jx_prompt_number(fill->arena, text, &words) != count + 1 || strcmp(words, "目标") != 0) break;
        rows[count++] = row;
    } while (count < GOALS_MOST && row_below(fill, &row, slot->column));
    return count;
}

static bool is_goal(const struct jx_fill_slot *slot) {
    return slot->whole && (slot->field == JX_FIELD_GOAL_ANNUAL || slot->field == JX_FIELD_GOAL_PERIOD);
}

bool jx_fill_goal_rows(struct jx_fill *fill, const struct jx_fill_slot *slot, const char *value) {
    uint32_t rows[GOALS_MOST];
    size_t count = is_goal(slot) ? goal_rows(fill, slot, rows) : 0;
    for (size_t i = 0; i < count && count > 1; i++) {
        size_t line = i + 1 < count ? strcspn(value, "\n") : strlen(value);
        jx_fill_put(fill, rows[i], slot->column, jx_arena_copy(fill->arena, value, line));
        value += line + (value[line] == '\n');
    }
    return count > 1;
}

bool jx_fill_goal_stands(const struct jx_fill *fill, const struct jx_fill_slot *slot, const char *value) {
    const char *text = slot->text;
    uint32_t row = slot->row;
    if (!is_goal(slot) || !strchr(value, '\n')) return false;
    for (size_t i = 1; i < GOALS_MOST && row_below(fill, &row, slot->column); i++) {
        const char *more = jx_fill_text_at(fill, row, slot->column);
        if (jx_text_is_blank(more)) break;
        text = jx_arena_join(fill->arena, text, "\n", more);
        if (jx_text_same(fill->arena, text, value)) return true;
    }
    return false;
}

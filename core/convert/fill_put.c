/*
 * Changes of a blank: cells, rows that are put in, merges; what a fact prints there, by the unit and the lists of the form.
 */
#include "core/convert/fill_rows.h"

#include <string.h>

#include "core/base/text.h"
#include "core/grid/grid.h"
#include "core/model/fields.h"
#include "core/model/measure.h"

/* The row, from one, of a cell near by in the same column that waits for something as this one does, but does not look like a hint;
 * 0: there is none. */
static uint32_t plain_like(const struct jx_fill *fill, uint32_t row, uint32_t column) {
    enum { NEAR = 40 };
    const struct jx_trait *own = jx_fill_trait(fill, row, column);
    const struct jx_cell *cell = jx_sheet_at(fill->at.sheet, row, column);
    if (!own || (own->flags & JX_TRAIT_HINT) == 0) return 0;
    for (uint32_t step = 2; step < 2 * NEAR; step++) {
        uint32_t away = step / 2, at = step % 2 == 0 ? row + away : row - away;
        if (step % 2 != 0 && away > row) continue;
        const struct jx_trait *trait = jx_fill_trait(fill, at, column);
        const struct jx_cell *other = jx_sheet_at(fill->at.sheet, at, column);
        bool covered = other && other->kind == JX_CELL_COVERED;
        bool blank = !other || !other->text || jx_text_is_blank(other->text);
        if (!trait || covered || !blank || trait->flags != (own->flags & ~(uint32_t)JX_TRAIT_HINT)) continue;
        if ((other && other->columns > 0 ? other->columns : 1) ==
            (cell && cell->columns > 0 ? cell->columns : 1))
            return at + 1;
    }
    return 0;
}

struct jx_fill_edit *jx_fill_put(struct jx_fill *fill, uint32_t row, uint32_t column, const char *text) {
    fill->edits =
        jx_arena_grow(fill->arena, fill->edits, fill->edit_count, &fill->edit_capacity, sizeof *fill->edits);
    struct jx_fill_edit *edit = &fill->edits[fill->edit_count++];
    *edit = (struct jx_fill_edit){.cell = {.sheet = fill->at.index,
                                           .row = row,
                                           .column = column,
                                           .text = text,
                                           .length = (uint32_t)strlen(text),
                                           .like = plain_like(fill, row, column),
                                           .whole = true}};
    return edit;
}

void jx_fill_put_part(struct jx_fill *fill, const struct jx_fill_slot *slot, uint32_t first, uint32_t last,
                      const char *text) {
    struct jx_fill_edit *edit = jx_fill_put(fill, slot->row, slot->column, text);
    edit->cell.whole = false;
    edit->cell.like = 0;
    edit->cell.first = first;
    edit->cell.last = last;
    edit->cell.number = false;
}

void jx_fill_gap(struct jx_fill *fill, const struct jx_fill_slot *slot, const char *value) {
    const char *text = jx_fill_text_at(fill, slot->row, slot->column);
    size_t width, wanted = jx_text_width(value, strlen(value));
    uint32_t end = jx_gap_end(text, slot->first, slot->last, &width);
    const char *out = value;
    if (slot->underlined) {
        size_t rest = width > wanted + 2 ? width - wanted - 2 : 0;
        char *blanks = jx_arena_alloc(fill->arena, rest + 2);
        memset(blanks, ' ', rest + 1);
        out = jx_arena_format(fill->arena, " %s%s", value, blanks);
    } else if (!slot->tight && width > 0) {
        bool more = end < strlen(text);
        size_t rest = more ? (width > wanted + 2 ? width - wanted : 2) : 0;
        char *blanks = jx_arena_alloc(fill->arena, rest + 1);
        memset(blanks, ' ', rest);
        out = jx_arena_format(fill->arena, "%s%s", value, blanks);
    }
    jx_fill_put_part(fill, slot, slot->first, end, out);
}

void jx_fill_number(struct jx_fill *fill, struct jx_fill_edit *edit) {
    const struct jx_trait *trait = jx_fill_trait(fill, edit->cell.row, edit->cell.column);
    uint32_t flags = !trait ? 0 : trait->flags;
    const char *point = strchr(edit->cell.text, '.');
    int shown = jx_trait_decimals(flags), own = !point ? 0 : (int)strlen(point + 1);
    struct jx_decimal decimal;
    edit->cell.number = (flags & (JX_TRAIT_AS_TEXT | JX_TRAIT_AS_DATE)) == 0 &&
                        jx_decimal_parse(edit->cell.text, edit->cell.length, &decimal);
    if (!edit->cell.number || shown < 0 || own <= shown) return;
    struct jx_place where = jx_fill_place(fill, edit->cell.row, edit->cell.column);
    JX_DIAG(fill->diags, JX_MSG_SLOT_DECIMALS, &where, edit->cell.text,
            jx_arena_format(fill->arena, "%d", shown));
}

struct jx_item *jx_fill_item(struct jx_fill *fill, enum jx_item_kind kind, struct jx_place at) {
    struct jx_conversion *conversion = fill->conversion;
    conversion->items = jx_arena_grow(fill->arena, conversion->items, conversion->item_count,
                                      &fill->item_capacity, sizeof *conversion->items);
    struct jx_item *item = &conversion->items[conversion->item_count++];
    struct jx_place *place = jx_arena_alloc(fill->arena, sizeof *place);
    *place = at;
    *item = (struct jx_item){.kind = kind,
                             .form = fill->form_index,
                             .field = JX_FIELD_COUNT,
                             .part = JX_PART_NONE,
                             .name = "",
                             .places = place,
                             .place_count = at.row == 0 && at.line == 0 ? 0 : 1};
    item->sources[0] = item->sources[1] = JX_FIELD_COUNT;
    if (kind == JX_ITEM_LOSS || kind == JX_ITEM_REFUSED) conversion->loss_count++;
    return item;
}

const char *jx_fill_print(const struct jx_fill *fill, enum jx_field field, const struct jx_money_unit *unit) {
    const char *value = fill->form->fields[field].value;
    struct jx_decimal amount;
    if (!value) return NULL;
    if (jx_field_type(field) == JX_TYPE_DATE) return jx_date_chinese(fill->arena, value);
    if (!jx_field_is_money(field)) return value;
    if (!unit || unit->says == JX_MONEY_SILENT) unit = &fill->unit;
    if (!jx_decimal_parse(value, strlen(value), &amount) || !jx_money_from_yuan(unit, amount, &amount))
        return NULL;
    return jx_decimal_text(fill->arena, amount);
}

const char *jx_fill_print_both(const struct jx_fill *fill, enum jx_field field, enum jx_field second,
                               const struct jx_money_unit *unit) {
    const char *value = field == JX_FIELD_COUNT ? NULL : jx_fill_print(fill, field, unit);
    const char *more = second == JX_FIELD_COUNT ? NULL : jx_fill_print(fill, second, unit);
    if (!value || !more) return value ? value : more;
    bool code = jx_field_type(second) == JX_TYPE_CODE;
    return code && fill->blank->code_first ? jx_arena_join(fill->arena, more, "-", value)
                                           : jx_arena_join(fill->arena, value, code ? "-" : " ", more);
}

uint32_t jx_rows_insert(struct jx_fill *fill, uint32_t count, uint32_t pattern, uint32_t *nth) {
    fill->rows_added += count;
    for (uint32_t i = 0; i < fill->row_count; i++) {
        if (fill->rows[i].pattern != pattern) continue;
        *nth = fill->rows[i].count;
        fill->rows[i].count += count;
        return i + 1;
    }
    fill->rows =
        jx_arena_grow32(fill->arena, fill->rows, fill->row_count, &fill->row_capacity, sizeof *fill->rows);
    fill->rows[fill->row_count++] = (struct jx_patch_rows){fill->at.index, pattern + 1, count, pattern};
    *nth = 0;
    return fill->row_count;
}

void jx_merge_add(struct jx_fill *fill, const struct jx_merge *area, bool undo) {
    fill->merges = jx_arena_grow32(fill->arena, fill->merges, fill->merge_count, &fill->merge_capacity,
                                   sizeof *fill->merges);
    fill->merges[fill->merge_count++] = (struct jx_patch_merge){fill->at.index, *area, undo};
}

/* --- lists to choose from ---------------------------------------------------------------------------------------- */

static const struct jx_choices *choices_of(const struct jx_fill *fill, const struct jx_trait *trait,
                                           const char *level1) {
    const struct jx_survey *survey = &fill->blank->survey;
    if (!trait || trait->choices == 0) return NULL;
    const struct jx_choices *choices = &survey->choices[trait->choices - 1];
    if (choices->by_column == 0) return choices;
    for (uint32_t i = 0; i < survey->choice_count && level1; i++)
        if (survey->choices[i].name && strcmp(survey->choices[i].name, level1) == 0)
            return &survey->choices[i];
    return NULL;
}

/* 01-新增, 3.特定目标类: behind the code that a list puts before the words of an entry. Without a sign between them only a code that begins
 * with 0 is one: 10公里 may be a unit. */
static const char *behind_code(const char *key) {
    static const char *const signs[] = {"-", ".", "_", ":", "、", "—", "–"};
    size_t digits = strspn(key, "0123456789"), sign = 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs && sign == 0; i++)
        if (jx_text_starts(key + digits, signs[i])) sign = strlen(signs[i]);
    const char *words = key + digits + sign;
    bool code = digits > 0 && (sign > 0 || *key == '0') && (unsigned char)*words >= 0x80;
    return code ? words : key;
}

/* How many bytes of a key say what it means: 数量 of 数量指标, 新增 of 新增项目. */
static size_t meaning_length(const char *key) {
    static const char *const endings[] = {"指标", "项目"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (strlen(key) > strlen(endings[i]) && jx_text_ends(key, endings[i]))
            return strlen(key) - strlen(endings[i]);
    return strlen(key);
}

/* The words of a level or an operator may be spelled otherwise in the list. */
static bool means_same(struct jx_arena *arena, const char *entry, const char *text) {
    enum jx_operator op = jx_operator_parse(arena, text);
    if (jx_text_same(arena, entry, text)) return true;
    if (op != JX_OP_NONE && jx_operator_parse(arena, entry) == op) return true;
    const char *a = behind_code(jx_text_key(arena, entry, strlen(entry))),
               *b = behind_code(jx_text_key(arena, text, strlen(text)));
    size_t left = meaning_length(a), right = meaning_length(b);
    return left == right && memcmp(a, b, left) == 0;
}

bool jx_fill_is_chosen(const struct jx_fill *fill, uint32_t row, uint32_t column, const char *text) {
    const struct jx_choices *choices = choices_of(fill, jx_fill_trait(fill, row, column), NULL);
    const char *now = jx_fill_text_at(fill, row, column);
    for (uint32_t i = 0; choices && i < choices->count; i++)
        if (jx_text_same(fill->arena, choices->items[i], now)) return means_same(fill->arena, now, text);
    return false;
}

const char *jx_fill_choose(struct jx_fill *fill, uint32_t row, uint32_t column, const char *text,
                           const char *level1) {
    const struct jx_trait *trait = jx_fill_trait(fill, row, column);
    const struct jx_choices *choices = choices_of(fill, trait, level1);
    struct jx_place where = jx_fill_place(fill, row, column);
    const char *known = "";
    if (!choices) {
        /* Where nothing is listed an operator's own column has words in some forms; those of the list decide. */
        return text;
    }
    for (uint32_t i = 0; i < choices->count; i++)
        if (means_same(fill->arena, choices->items[i], text)) return choices->items[i];
    for (uint32_t i = 0; i < choices->count && i < 8; i++)
        known = jx_arena_format(fill->arena, "%s%s%s", known, i ? "、" : "", choices->items[i]);
    if (!choices->open) JX_DIAG(fill->diags, JX_MSG_SLOT_LIST, &where, text, known);
    return text;
}

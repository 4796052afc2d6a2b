/*
 * From facts to the changes of a blank, and what is told of them.
 */
#include "core/convert/fill.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/convert/given.h"
#include "core/grid/grid.h"
#include "core/model/compare.h"
#include "core/model/derive.h"
#include "core/model/fields.h"
#include "core/model/measure.h"
#include "core/paper/heights.h"
#include "core/plugin/host.h"
#include "core/read/pairs.h"
#include "core/write/order.h"

/* In points: a spreadsheet's row is no higher than 409. */
#define HEIGHT_MOST 400.0

enum { WIDTHS_MOST = 256 };

/* --- changes ----------------------------------------------------------------------------------------------------- */

struct jx_fill_edit *jx_fill_put(struct jx_fill *fill, uint32_t row, uint32_t column, const char *text) {
    fill->edits =
        jx_arena_grow(fill->arena, fill->edits, fill->edit_count, &fill->edit_capacity, sizeof *fill->edits);
    struct jx_fill_edit *edit = &fill->edits[fill->edit_count++];
    *edit = (struct jx_fill_edit){.cell = {.sheet = fill->sheet_index,
                                           .row = row,
                                           .column = column,
                                           .text = text,
                                           .length = (uint32_t)strlen(text),
                                           .whole = true}};
    return edit;
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

bool jx_field_type_is_money(enum jx_field field) {
    return jx_field_type(field) == JX_TYPE_MONEY;
}

const char *jx_fill_print(const struct jx_fill *fill, enum jx_field field, const struct jx_money_unit *unit) {
    const char *value = fill->form->fields[field].value;
    struct jx_decimal amount;
    if (!value) return NULL;
    if (jx_field_type(field) == JX_TYPE_DATE) return jx_date_chinese(fill->arena, value);
    if (jx_field_type(field) != JX_TYPE_MONEY) return value;
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

/* The words of a level or an operator may be spelled otherwise in the list. */
static bool means_same(struct jx_arena *arena, const char *entry, const char *text) {
    enum jx_operator op = jx_operator_parse(arena, text);
    if (jx_text_same(arena, entry, text)) return true;
    if (op != JX_OP_NONE && jx_operator_parse(arena, entry) == op) return true;
    const char *a = jx_text_key(arena, entry, strlen(entry)), *b = jx_text_key(arena, text, strlen(text));
    size_t left = strlen(a), right = strlen(b), ending = strlen("指标");
    if (left > ending && strcmp(a + left - ending, "指标") == 0) left -= ending;
    if (right > ending && strcmp(b + right - ending, "指标") == 0) right -= ending;
    return left == right && memcmp(a, b, left) == 0;
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

/* --- facts ------------------------------------------------------------------------------------------------------- */

/* Facts that follow from others, where the blank asks for them. */
static const struct jx_derived *facts_derive(struct jx_fill *fill, size_t *count) {
    bool wanted[JX_FIELD_COUNT];
    *count = 0;
    if (fill->target->no_derive) return NULL;
    for (int i = 0; i < JX_FIELD_COUNT; i++)
        wanted[i] = fill->has_slot[i] && !fill->calculated[i] && !fill->form->fields[i].value;
    const struct jx_derived *derived =
        jx_derive_fields(fill->arena, fill->form, wanted, fill->language, count);
    for (size_t i = 0; i < *count; i++) {
        struct jx_item *item =
            jx_fill_item(fill, JX_ITEM_DERIVED, fill->source->fields[derived[i].source].at);
        item->field = derived[i].field;
        item->name = jx_field_name(derived[i].field, fill->language);
        item->value = derived[i].value;
        item->rule = derived[i].rule;
        item->sources[0] = derived[i].source;
        item->sources[1] = derived[i].source2;
        JX_DIAG(fill->diags, JX_MSG_DERIVED, &fill->source->fields[derived[i].source].at, item->name,
                derived[i].rule, derived[i].value);
    }
    return derived;
}

/* 财政局审核意见, 附件2: what the form's own words say already. */
static bool is_printed(struct jx_fill *fill, enum jx_field field) {
    const char *value = fill->source->fields[field].value;
    if (field != JX_FIELD_OPINION_AUTHORITY && field != JX_FIELD_FORM_NUMBER) return false;
    const char *key = jx_text_key(fill->arena, value, strlen(value));
    for (size_t i = 0; i < fill->map->shape->count; i++) {
        const char *words = fill->map->shape->cells[i].term->key;
        bool whole = strcmp(words, key) == 0, begins = jx_text_starts(words, key) && strstr(words, "意见");
        if (field == JX_FIELD_FORM_NUMBER ? whole : begins) return true;
    }
    return false;
}

static void facts_lost(struct jx_fill *fill, const struct jx_derived *derived, size_t count) {
    for (int i = 0; i < JX_FIELD_COUNT; i++) {
        const struct jx_fact *fact = &fill->source->fields[i];
        bool stands_in = false, own = i == JX_FIELD_TITLE || i == JX_FIELD_MONEY_UNIT;
        for (size_t n = 0; n < count; n++)
            stands_in =
                stands_in || derived[n].source == (enum jx_field)i || derived[n].source2 == (enum jx_field)i;
        if (!fact->value || fill->stated[i] || stands_in || own || is_printed(fill, (enum jx_field)i))
            continue;
        struct jx_item *item = jx_fill_item(fill, JX_ITEM_LOSS, fact->at);
        item->field = (enum jx_field)i;
        item->name = jx_field_name((enum jx_field)i, fill->language);
        item->value = fact->value;
        if (!fill->has_slot[i] || fill->stated_by)
            JX_DIAG(fill->diags, JX_MSG_LOSS_FIELD, &fact->at, item->name, jx_fill_name(fill), fact->value);
    }
}

/* Bare amounts that were given are in the unit that the blank prints, or else the source. */
static struct jx_giving giving_to(struct jx_fill *fill, const struct jx_form *source) {
    const char *unit = fill->blank->sheets[fill->sheet_index].unit.says != JX_MONEY_KNOWN && source
                           ? source->fields[JX_FIELD_MONEY_UNIT].value
                           : fill->unit.word;
    return (struct jx_giving){fill->arena, fill->diags, fill->target->given, fill->target->overwrite, unit};
}

/* Indicators in the order in which forms print categories: rows whose levels are typed then read as they were meant. */
static void indicators_sort(struct jx_fill *fill, struct jx_form *form) {
    size_t count;
    const struct jx_ordered *ordered =
        jx_indicators_order(fill->arena, form, (struct jx_ordering){.levels = true, .panels = 1}, &count);
    struct jx_indicator *sorted = jx_arena_alloc(fill->arena, (count + 1) * sizeof *sorted);
    if (count != form->indicator_count) return;
    for (size_t i = 0; i < count; i++) sorted[i] = *ordered[i].indicators[0];
    form->indicators = sorted;
}

static struct jx_form *form_copy(struct jx_fill *fill, const struct jx_form *source, struct jx_tally *tally) {
    struct jx_form *form = jx_arena_alloc(fill->arena, sizeof *form);
    bool used[JX_FIELD_COUNT] = {false};
    *form = *source;
    indicators_sort(fill, form);
    if (!fill->target->given) return form;
    struct jx_giving giving = giving_to(fill, source);
    *form = *jx_givens_apply(&giving, form, used);
    for (int i = 0; i < JX_FIELD_COUNT; i++)
        if (used[i]) jx_given_count(&giving, tally, form, (enum jx_field)i);
    return form;
}

/* --- the patch --------------------------------------------------------------------------------------------------- */

static uint32_t row_after(const struct jx_fill *fill, uint32_t row) {
    uint32_t moved = row;
    for (uint32_t i = 0; i < fill->row_count; i++)
        if (fill->rows[i].before <= row) moved += fill->rows[i].count;
    return moved;
}

static uint32_t edit_row(const struct jx_fill *fill, const struct jx_fill_edit *edit) {
    if (edit->insertion == 0) return row_after(fill, edit->cell.row);
    const struct jx_patch_rows *rows = &fill->rows[edit->insertion - 1];
    return row_after(fill, rows->before) - rows->count + edit->nth;
}

static double width_of(const struct jx_fill *fill, uint32_t column) {
    const struct jx_survey *survey = &fill->blank->survey;
    for (uint32_t i = 0; i < survey->width_count; i++)
        if (survey->widths[i].sheet == fill->sheet_index && survey->widths[i].index == column)
            return survey->widths[i].size;
    return 8.43;
}

/* A row of fixed height that would hide some of a text is made higher. */
static void height_mend(struct jx_fill *fill, const struct jx_fill_edit *edit, uint32_t row,
                        struct jx_patch *patch, struct jx_patch_height *heights) {
    const struct jx_survey *survey = &fill->blank->survey;
    double widths[WIDTHS_MOST], now = 0;
    uint32_t at_row = edit->cell.row, column = edit->cell.column;
    const struct jx_cell *cell = jx_sheet_at(fill->sheet, at_row, column);
    uint32_t last = column + (cell && cell->kind != JX_CELL_COVERED ? cell->columns : 1) - 1;
    if (!edit->cell.whole || edit->cell.number || edit->cell.length == 0 || last >= WIDTHS_MOST) return;
    if (cell && cell->kind != JX_CELL_COVERED && cell->rows > 1) return;
    for (uint32_t i = 0; i < survey->height_count; i++)
        if (survey->heights[i].sheet == fill->sheet_index && survey->heights[i].index == at_row &&
            survey->heights[i].fixed)
            now = survey->heights[i].size;
    if (now <= 0) return;
    for (uint32_t i = column; i <= last; i++) widths[i] = width_of(fill, i);
    double needed = jx_text_height(edit->cell.text, widths, column, last);
    if (needed > HEIGHT_MOST) needed = HEIGHT_MOST;
    if (needed <= now + 3) return;
    for (uint32_t i = 0; i < patch->height_count; i++)
        if (heights[i].row == row) {
            if (heights[i].height < needed) heights[i].height = needed;
            return;
        }
    heights[patch->height_count++] = (struct jx_patch_height){fill->sheet_index, row, needed};
    struct jx_place where = jx_fill_place(fill, at_row, column);
    JX_DIAG(fill->diags, JX_MSG_SLOT_HEIGHT, &where, NULL);
}

/* What a formula of the form says, against the fact. */
static void results_compare(struct jx_fill *fill, const struct jx_patch *patch) {
    for (size_t i = 0; i < fill->slot_count; i++) {
        const struct jx_fill_slot *slot = &fill->slots[i];
        const char *value = slot->formula ? jx_fill_slot_value(fill, slot) : NULL;
        struct jx_place where = jx_fill_place(fill, slot->row, slot->column);
        const struct jx_trait *trait = jx_fill_trait(fill, slot->row, slot->column);
        const char *says = slot->text, *formula = trait && trait->formula ? trait->formula : "=";
        struct jx_decimal a, b;
        for (uint32_t n = 0; value && n < patch->result_count; n++) {
            const struct jx_patch_result *result = &patch->results[n];
            if (result->sheet != fill->sheet_index || result->row != row_after(fill, slot->row) ||
                result->column != slot->column)
                continue;
            says = result->value;
            formula = result->formula;
        }
        if (!value || !jx_decimal_parse(value, strlen(value), &b)) continue;
        if (!says || *says == '\0') says = "?"; /* the form has no result of it */
        if (!jx_decimal_parse(says, strlen(says), &a) || jx_decimal_compare(a, b) != 0)
            JX_DIAG(fill->diags, JX_MSG_SLOT_FORMULA, &where, says, formula, value);
    }
}

static int edit_order(const void *a, const void *b) {
    const struct jx_patch_cell *left = a, *right = b;
    if (left->row != right->row) return left->row < right->row ? -1 : 1;
    return left->column < right->column ? -1 : left->column > right->column;
}

static enum jx_status patch_write(struct jx_fill *fill, bool write) {
    const struct jx_blank *blank = fill->blank;
    struct jx_patch_cell *cells = jx_arena_alloc(fill->arena, (fill->edit_count + 1) * sizeof *cells);
    struct jx_patch_height *heights = jx_arena_alloc(fill->arena, (fill->edit_count + 1) * sizeof *heights);
    struct jx_patch patch = {.rows = fill->rows,
                             .row_count = fill->row_count,
                             .cells = cells,
                             .cell_count = (uint32_t)fill->edit_count,
                             .merges = fill->merges,
                             .merge_count = fill->merge_count,
                             .heights = heights};
    for (size_t i = 0; i < fill->edit_count; i++) {
        cells[i] = fill->edits[i].cell;
        cells[i].row = edit_row(fill, &fill->edits[i]);
        height_mend(fill, &fill->edits[i], cells[i].row, &patch, heights);
    }
    for (uint32_t i = 0; i < fill->merge_count && !fill->merges_final; i++)
        fill->merges[i].area.row = row_after(fill, fill->merges[i].area.row);
    if (fill->edit_count > 0) qsort(cells, fill->edit_count, sizeof *cells, edit_order);
    struct jx_call call;
    struct jx_limits limits = blank->limits;
    if (fill->target->limits.milliseconds > 0) limits.milliseconds = fill->target->limits.milliseconds;
    if (fill->target->limits.bytes > 0) limits.bytes = fill->target->limits.bytes;
    jx_call_begin(&call, fill->arena, fill->diags, &limits);
    call.progress = fill->target->progress;
    call.user = fill->target->user;
    size_t mark = jx_arena_mark(fill->arena);
    enum jx_status status = blank->carrier->patch(&jx_host, &call, &blank->input, &patch);
    jx_arena_release(fill->arena, mark);
    if (status == JX_FATAL) jx_arena_exhausted(fill->arena);
    if (status >= JX_FAIL) return status;
    if (call.limited || call.expired) return JX_FAIL;
    results_compare(fill, &patch);
    if (write) fill->conversion->bytes = call.output;
    if (write) fill->conversion->length = call.output_length;
    return status;
}

/* --- all --------------------------------------------------------------------------------------------------------- */

static bool is_instructions(const char *name) {
    return strstr(name, "说明") || strstr(name, "代码");
}

/* The first visible sheet with indicators, else the first one with places. */
static bool sheet_choose(struct jx_fill *fill) {
    const struct jx_book *book = fill->blank->book;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < book->sheet_count; i++) {
            const struct jx_slots *map = fill->blank->sheets[i].slots;
            if (!map || (pass == 0 && is_instructions(book->sheets[i]->name))) continue;
            fill->sheet = book->sheets[i];
            fill->sheet_index = (uint32_t)i;
            fill->map = map;
            fill->kind = fill->blank->sheets[i].kind;
            if (map->block_count > 0 || (pass == 1 && map->cell_count > 2)) return true;
        }
    return false;
}

/* The words of a unit that is none of ours, as the form prints them. */
static const char *unit_shown(const struct jx_fill *fill) {
    for (size_t i = 0; i < fill->map->shape->count; i++) {
        const struct jx_cell *cell = fill->map->shape->cells[i].cell;
        struct jx_money_unit unit = jx_money_unit_of(fill->arena, cell->text);
        if (unit.says == JX_MONEY_STRANGE) return jx_text_phrase(fill->arena, cell->text, cell->length);
        const char *words =
            *cell->text == '\0' ? NULL : jx_unit_words(fill->arena, fill->map->shape->cells[i].term);
        if (words && jx_money_unit_of(fill->arena, words).says == JX_MONEY_STRANGE) return words;
    }
    return "?";
}

/* The unit of the form's amounts: 万元 where it prints none. */
static void unit_choose(struct jx_fill *fill, const struct jx_form *form) {
    bool asked = false;
    fill->unit = fill->blank->sheets[fill->sheet_index].unit;
    for (int i = 0; i < JX_FIELD_COUNT; i++)
        asked = asked || (fill->has_slot[i] && jx_field_type_is_money((enum jx_field)i));
    const char *facts = form->fields[JX_FIELD_MONEY_UNIT].value;
    struct jx_money_unit own = jx_money_unit_of(fill->arena, facts);
    if (asked && fill->unit.says == JX_MONEY_STRANGE)
        JX_DIAG(fill->diags, JX_MSG_SLOT_STRANGE_UNIT, NULL, unit_shown(fill));
    if (asked && fill->unit.says == JX_MONEY_KNOWN && own.says == JX_MONEY_KNOWN &&
        strcmp(own.word, fill->unit.word) != 0)
        JX_DIAG(fill->diags, JX_MSG_SLOT_UNIT, NULL, fill->unit.word, own.word);
    if (fill->unit.says != JX_MONEY_SILENT) return;
    fill->unit = jx_money_unit_of(fill->arena, "万元");
    if (asked) JX_DIAG(fill->diags, JX_MSG_UNIT_MISSING, NULL, fill->unit.word);
}

static void refuse(struct jx_fill *fill, const struct jx_form *form, enum jx_code code) {
    enum jx_field field = form->kind == JX_KIND_PROJECT ? JX_FIELD_PROJECT_NAME : JX_FIELD_DEPARTMENT_NAME;
    struct jx_item *item = jx_fill_item(fill, JX_ITEM_REFUSED, form->fields[field].at);
    item->name = form->fields[field].value ? form->fields[field].value : "";
    JX_DIAG(fill->diags, code, &form->fields[field].at, jx_fill_name(fill), item->name);
    fill->conversion->refused++;
}

/* The forms that the blank takes: of a list all of its kind, else the first. */
static size_t forms_choose(struct jx_fill *fill, const struct jx_document *document, bool list,
                           struct jx_form **forms, struct jx_tally *tally) {
    size_t count = 0;
    fill->form_indexes = jx_arena_alloc(fill->arena, (document->form_count + 1) * sizeof *fill->form_indexes);
    for (size_t i = 0; i < document->form_count; i++) {
        const struct jx_form *form = &document->forms[i];
        fill->form_index = i;
        if (form->kind != fill->kind)
            refuse(fill, form,
                   form->kind == JX_KIND_DEPARTMENT ? JX_MSG_LOSS_FORM : JX_MSG_LOSS_PROJECT_FORM);
        else if (count > 0 && !list)
            refuse(fill, form, JX_MSG_SLOT_ONE_FORM);
        else
            fill->form_indexes[count] = i, forms[count++] = form_copy(fill, form, tally);
    }
    fill->form_index = count == 0 ? 0 : fill->form_indexes[0];
    return count;
}

static void blanks_tell(struct jx_fill *fill) {
    const char *names = "";
    for (size_t i = 0; i < fill->conversion->item_count; i++) {
        const struct jx_item *item = &fill->conversion->items[i];
        if (item->kind == JX_ITEM_BLANK)
            names = jx_arena_format(fill->arena, "%s%s%s", names, *names ? "、" : "", item->name);
    }
    if (*names != '\0') JX_DIAG(fill->diags, JX_MSG_BLANK, NULL, names);
}

static void sum_tell(struct jx_fill *fill) {
    size_t blank = 0, lost = 0;
    fill->conversion->filled = fill->filled;
    fill->conversion->rows_added = fill->rows_added;
    for (size_t i = 0; i < fill->conversion->item_count; i++) {
        blank += fill->conversion->items[i].kind == JX_ITEM_BLANK;
        lost += fill->conversion->items[i].kind == JX_ITEM_LOSS;
    }
    JX_DIAG(fill->diags, JX_MSG_SLOT_SUM, NULL, jx_arena_format(fill->arena, "%zu", fill->filled),
            jx_arena_format(fill->arena, "%zu", blank), jx_arena_format(fill->arena, "%zu", lost),
            jx_arena_format(fill->arena, "%u", fill->rows_added));
}

/* The form whose facts are filled in, with what has a label in the blank but no field. */
static void form_take(struct jx_fill *fill, struct jx_form *form) {
    fill->form = form;
    fill->stated_extras = jx_arena_alloc(fill->arena, form->extra_count + 1);
    jx_fill_extras(fill);
}

static void extras_lost(struct jx_fill *fill) {
    for (size_t i = 0; i < fill->form->extra_count; i++) {
        const struct jx_extra *extra = &fill->form->extras[i];
        if (fill->stated_extras[i]) continue;
        struct jx_item *item = jx_fill_item(fill, JX_ITEM_LOSS, extra->at);
        item->name = item->label = extra->label;
        item->value = extra->value;
        JX_DIAG(fill->diags, JX_MSG_LOSS_EXTRA, &extra->at, extra->label, jx_fill_name(fill), extra->value);
    }
}

/* A form as it is before anything is derived. */
static const struct jx_form *source_keep(struct jx_fill *fill, const struct jx_form *form) {
    struct jx_form *before = jx_arena_alloc(fill->arena, sizeof *before);
    *before = *form;
    return before;
}

/* What stands above a list is said of the first form: another one that says it otherwise is not told there. */
static void heads_differ(struct jx_fill *fill, const struct jx_form *first, const struct jx_form *form) {
    for (size_t i = 0; i < fill->slot_count; i++) {
        enum jx_field field = fill->slots[i].field;
        if (field == JX_FIELD_COUNT || form == first || !form->fields[field].value) continue;
        if (!jx_values_same(fill->arena, field, first->fields[field].value, form->fields[field].value))
            fill->stated[field] = false;
    }
}

static void list_fill(struct jx_fill *fill, struct jx_fill_band *band, struct jx_form **forms, size_t count) {
    const struct jx_form **sources = jx_arena_alloc(fill->arena, (count + 1) * sizeof *sources);
    const struct jx_derived **derived = jx_arena_alloc(fill->arena, (count + 1) * sizeof *derived);
    size_t *derived_counts = jx_arena_alloc(fill->arena, (count + 1) * sizeof *derived_counts);
    for (size_t i = 0; i < count; i++) {
        fill->form_index = fill->form_indexes[i];
        fill->form = forms[i];
        fill->source = sources[i] = source_keep(fill, forms[i]);
        derived[i] = facts_derive(fill, &derived_counts[i]);
    }
    fill->stated_by = jx_arena_alloc(fill->arena, (count + 1) * sizeof *fill->stated_by);
    jx_fill_list(fill, band, forms, count);
    memset(fill->stated, 0, sizeof fill->stated);
    form_take(fill, forms[0]);
    jx_fill_slots(fill);
    bool head[JX_FIELD_COUNT + 1];
    memcpy(head, fill->stated, sizeof head);
    for (size_t i = 0; i < count; i++) {
        fill->form_index = fill->form_indexes[i];
        fill->source = sources[i];
        memcpy(fill->stated, head, sizeof head);
        heads_differ(fill, forms[0], forms[i]);
        for (size_t field = 0; field < JX_FIELD_COUNT; field++)
            fill->stated[field] = fill->stated[field] || fill->stated_by[i][field];
        facts_lost(fill, derived[i], derived_counts[i]);
        fill->form = forms[i];
        if (i > 0) fill->stated_extras = jx_arena_alloc(fill->arena, forms[i]->extra_count + 1);
        extras_lost(fill);
    }
}

static void form_fill(struct jx_fill *fill, struct jx_fill_band *bands, size_t band_count,
                      struct jx_form *form) {
    size_t derived_count = 0;
    fill->source = source_keep(fill, form);
    form_take(fill, form);
    const struct jx_derived *derived = facts_derive(fill, &derived_count);
    jx_fill_slots(fill);
    if (band_count > 0)
        jx_fill_rows(fill, bands, band_count);
    else if (form->indicator_count > 0)
        JX_DIAG(fill->diags, JX_MSG_SLOT_NO_ROW, NULL, jx_part_name(JX_PART_NAME, fill->language), "");
    facts_lost(fill, derived, derived_count);
    extras_lost(fill);
}

enum jx_status jx_fill_run(struct jx_library *library, const struct jx_document *document,
                           const struct jx_target *target, struct jx_conversion *conversion,
                           struct jx_diags *diags, bool write) {
    struct jx_fill *fill = jx_arena_alloc(conversion->arena, sizeof *fill);
    struct jx_tally tally = {.count = 0};
    size_t band_count;
    conversion->blank = true;
    *fill = (struct jx_fill){.arena = conversion->arena,
                             .diags = diags,
                             .library = library,
                             .blank = target->blank,
                             .target = target,
                             .conversion = conversion,
                             .language = diags->language};
    if (!sheet_choose(fill)) {
        JX_DIAG(diags, JX_MSG_BLANK_NOTHING, NULL, jx_fill_name(fill));
        return JX_FAIL;
    }
    struct jx_fill_band *bands = jx_fill_bands(fill, &band_count);
    bool list = band_count > 0 && bands[0].list;
    jx_fill_places(fill);
    struct jx_form **forms = jx_arena_alloc(fill->arena, (document->form_count + 1) * sizeof *forms);
    size_t count = forms_choose(fill, document, list, forms, &tally);
    if (count == 0) return JX_FAIL;
    jx_fill_slots_count(fill, list ? &bands[0] : NULL);
    unit_choose(fill, forms[0]);
    if (list)
        list_fill(fill, &bands[0], forms, count);
    else
        form_fill(fill, bands, band_count, forms[0]);
    conversion->converted = count;
    if (target->given) {
        struct jx_giving giving = giving_to(fill, NULL);
        jx_givens_report(&giving, &tally);
    }
    blanks_tell(fill);
    if (target->no_loss && conversion->loss_count > 0) {
        JX_DIAG(diags, JX_MSG_LOSS_REFUSED, NULL,
                jx_arena_format(fill->arena, "%zu", conversion->loss_count));
        return JX_FAIL;
    }
    enum jx_status status = patch_write(fill, write);
    if (status < JX_FAIL) sum_tell(fill);
    return status;
}

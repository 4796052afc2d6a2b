/*
 * From facts to what stands in their places: cells, gaps inside texts, dates, boxes.
 */
#include <string.h>

#include "core/base/numbering.h"
#include "core/base/text.h"
#include "core/convert/fill.h"
#include "core/grid/grid.h"
#include "core/model/compare.h"
#include "core/model/fields.h"
#include "core/model/measure.h"
#include "core/model/period.h"
#include "core/plugin/host.h"
#include "core/read/boxes.h"
#include "core/read/pairs.h"

/* What will stand in the place of the amount whose label lends its unit; "": nothing. */
static const char *lender_text(const struct jx_fill *fill, const struct jx_fill_slot *slot) {
    for (size_t i = 0; i < fill->at.slot_count; i++) {
        const struct jx_fill_slot *lender = &fill->at.slots[i];
        if (lender->row != slot->lender_row || lender->column != slot->lender_column) continue;
        bool stands = lender->state == JX_SLOT_OCCUPIED && !lender->formula && !fill->target->overwrite_slots;
        const char *text = stands ? lender->text : jx_fill_print(fill, lender->field, &lender->unit);
        return text ? jx_text_key(fill->arena, text, strlen(text)) : "";
    }
    return "";
}

/* The unit of a place for an amount, as a reader will take it there. */
static const struct jx_money_unit *slot_unit(const struct jx_fill *fill, const struct jx_fill_slot *slot) {
    if (slot->lent.says != JX_MONEY_KNOWN) return &slot->unit;
    const char *text = jx_fill_print(fill, slot->field, &slot->unit);
    bool lent =
        text && jx_pair_unit_is_lent(&slot->lent, &fill->unit, jx_text_key(fill->arena, text, strlen(text)),
                                     lender_text(fill, slot));
    return lent ? &slot->lent : &slot->unit;
}

const char *jx_fill_slot_value(struct jx_fill *fill, const struct jx_fill_slot *slot) {
    enum jx_field second = slot->second;
    if (slot->extra) return slot->extra->value;
    if (slot->wanted) return slot->wanted;
    for (size_t i = 0; i < fill->at.slot_count; i++) /* a code with a place of its own stands there */
        if (second != JX_FIELD_COUNT && fill->at.slots[i].field == second) second = JX_FIELD_COUNT;
    return jx_fill_print_both(fill, slot->field, second, slot_unit(fill, slot));
}

/* □新增 □延续: the box of the word that the fact says. */
static bool box_fill(struct jx_fill *fill, const struct jx_fill_slot *slot, const char *value, bool *there) {
    struct jx_box boxes[JX_BOXES_MOST];
    const char *text = jx_fill_text_at(fill, slot->row, slot->column);
    const char *from = slot->whole ? text : text + slot->first;
    size_t count = jx_boxes_find(from, slot->whole ? text + strlen(text) : text + slot->last, boxes);
    const char *key = jx_text_key(fill->arena, value, strlen(value));
    *there = false;
    for (size_t i = 0; i < count && !*there; i++) {
        const char *option = jx_text_key(fill->arena, boxes[i].words, boxes[i].length);
        option += jx_numbering_length(option);
        if (*option == '\0' || (!jx_text_starts(key, option) && !jx_text_starts(option, key))) continue;
        *there = true;
        if (boxes[i].ticked) break;
        uint32_t at = (uint32_t)(boxes[i].at - text);
        jx_fill_put_part(fill, slot, at, at + (uint32_t)boxes[i].size,
                         boxes[i].bracket ? "√" : fill->blank->tick);
    }
    return count > 0;
}

static void slot_blank(struct jx_fill *fill, const struct jx_fill_slot *slot) {
    if (slot->field == JX_FIELD_COUNT || slot->state > JX_SLOT_PROMPT) return;
    struct jx_item *item = jx_fill_item(fill, JX_ITEM_BLANK, jx_fill_place(fill, slot->row, slot->column));
    item->field = slot->field;
    item->name = jx_field_name(slot->field, fill->language);
}

static void slot_stated(struct jx_fill *fill, const struct jx_fill_slot *slot) {
    if (slot->extra) fill->stated_extras[slot->extra - fill->form->extras] = true;
    fill->stated[slot->field] = fill->stated[slot->second] = true;
}

static bool same_date(const struct jx_fill *fill, enum jx_field field, const char *date) {
    const char *value = fill->form->fields[field].value;
    return value && strcmp(value, date) == 0;
}

static bool slot_same(struct jx_fill *fill, const struct jx_fill_slot *slot, const char *value) {
    struct jx_decimal a, b;
    if (jx_text_same(fill->arena, slot->text, value) || jx_fill_goal_stands(fill, slot, value)) return true;
    if (slot->whole && jx_fill_is_chosen(fill, slot->row, slot->column, value)) return true;
    if (slot->field == JX_FIELD_OPINION && jx_text_starts(slot->text, value)) return true;
    const char *date = jx_date_parse(fill->arena, slot->text);
    if (date && same_date(fill, slot->field, date)) return true;
    bool dates = slot->field == JX_FIELD_PREPARED_ON || slot->field == JX_FIELD_PERIOD;
    if (dates && jx_fill_dates_same(fill, slot->field, slot->text)) return true;
    return jx_field_is_money(slot->field) && jx_decimal_parse(slot->text, strlen(slot->text), &a) &&
           jx_decimal_parse(value, strlen(value), &b) && jx_decimal_compare(a, b) == 0;
}

/* 20    年度: the century is printed. */
static const char *year_rest(const struct jx_fill *fill, const struct jx_fill_slot *slot, const char *year) {
    const char *text = jx_fill_text_at(fill, slot->row, slot->column);
    bool century = slot->field == JX_FIELD_YEAR && slot->state == JX_SLOT_EMPTY && slot->first >= 2 &&
                   strlen(year) == 4 && memcmp(text + slot->first - 2, year, 2) == 0;
    return century ? year + 2 : year;
}

static void slot_filled(struct jx_fill *fill, const struct jx_fill_slot *slot) {
    struct jx_place where = jx_fill_place(fill, slot->row, slot->column);
    const struct jx_money_unit *unit = slot_unit(fill, slot);
    if (slot->borrows)
        JX_DIAG(fill->diags, JX_MSG_SLOT_BORROWED, &where, jx_field_name(slot->field, fill->language),
                unit == &slot->lent ? unit->word : fill->unit.word);
    slot_stated(fill, slot);
    fill->filled++;
}

/* Nothing is to be written: the form calculates it, there is no such fact, or it stands there. */
static bool is_settled(struct jx_fill *fill, const struct jx_fill_slot *slot, const char *value) {
    bool stands = slot->formula || (value && slot_same(fill, slot, value));
    if (stands)
        slot_stated(fill, slot);
    else if (!value && !fill->covering)
        slot_blank(fill, slot);
    return stands || !value;
}

/* An opinion above its seal, or a date in its gaps. */
static bool fill_around(struct jx_fill *fill, const struct jx_fill_slot *slot, const char *value) {
    bool dates = slot->field == JX_FIELD_PREPARED_ON || slot->field == JX_FIELD_PERIOD;
    if (slot->state == JX_SLOT_AUTHORITY) {
        const char *above = *slot->text == '\n' ? value : jx_arena_join(fill->arena, value, "\n", "");
        jx_fill_put_part(fill, slot, 0, 0, above);
        return true;
    }
    return dates && (slot->state != JX_SLOT_EMPTY || !slot->whole) && jx_fill_date_gaps(fill, slot);
}

/* The value where nothing stands, or in the place of what may be written over. */
static void put_value(struct jx_fill *fill, const struct jx_fill_slot *slot, const char *value) {
    if (!slot->whole && jx_slot_names_nobody(fill->arena, slot->text)) {
        jx_fill_put_part(fill, slot, slot->first, slot->last, value);
        return;
    }
    if (!slot->whole) {
        jx_fill_gap(fill, slot, year_rest(fill, slot, value));
        return;
    }
    if (jx_fill_goal_rows(fill, slot, value)) return;
    struct jx_fill_edit *edit = jx_fill_put(fill, slot->row, slot->column,
                                            jx_fill_choose(fill, slot->row, slot->column, value, NULL));
    if (jx_field_is_money(slot->field)) jx_fill_number(fill, edit);
}

/* A date that is begun in other figures than ours cannot go on in its gaps. */
static bool is_begun(const struct jx_fill *fill, const struct jx_fill_slot *slot) {
    bool dates = slot->field == JX_FIELD_PREPARED_ON || slot->field == JX_FIELD_PERIOD;
    return dates && jx_fill_date_begun(fill, slot);
}

static void slot_fill(struct jx_fill *fill, const struct jx_fill_slot *slot) {
    struct jx_place where = jx_fill_place(fill, slot->row, slot->column);
    const char *value = jx_fill_slot_value(fill, slot);
    bool occupied = slot->state == JX_SLOT_OCCUPIED, ticked;
    if (is_settled(fill, slot, value)) return;
    if (slot->state != JX_SLOT_AUTHORITY && box_fill(fill, slot, value, &ticked)) {
        if (ticked)
            slot_filled(fill, slot);
        else
            JX_DIAG(fill->diags, JX_MSG_SLOT_LIST, &where, value, slot->text);
    } else if (occupied && slot->field == JX_FIELD_YEAR) {
        JX_DIAG(fill->diags, JX_MSG_SLOT_YEAR, &where, slot->text, value);
        slot_stated(fill, slot);
    } else if (fill_around(fill, slot, value)) {
        slot_filled(fill, slot);
    } else if (is_begun(fill, slot)) {
        JX_DIAG(fill->diags, JX_MSG_SLOT_DATE_BEGUN, &where, slot->text, value);
    } else if (slot->state > JX_SLOT_PROMPT && !(occupied && fill->target->overwrite_slots)) {
        JX_DIAG(fill->diags, JX_MSG_SLOT_OCCUPIED, &where, slot->text, value);
    } else {
        slot_filled(fill, slot);
        put_value(fill, slot, value);
    }
}

/* --- who files the form ------------------------------------------------------------------------------------------- */

void jx_fill_slots_filer(struct jx_fill *fill) {
    const char *filer = fill->form->fields[JX_FIELD_FILING_UNIT].value;
    struct jx_fill_slot *slots = fill->at.slots;
    bool others = false, any = false;
    for (size_t i = 0; i < fill->at.slot_count; i++) {
        bool unit = slots[i].field == JX_FIELD_UNIT_NAME;
        any = any || slots[i].filer;
        others = others || slots[i].field == JX_FIELD_FILING_UNIT || (unit && !slots[i].filer);
    }
    if (!filer || !any || others || fill->has_slot[JX_FIELD_FILING_UNIT]) return;
    fill->at.slots =
        jx_arena_alloc(fill->arena, fill->at.slot_count * sizeof *slots); /* they are the blank's */
    memcpy(fill->at.slots, slots, fill->at.slot_count * sizeof *slots);
    for (size_t i = 0; i < fill->at.slot_count; i++) {
        if (!slots[i].filer) continue;
        fill->at.slots[i].field = JX_FIELD_FILING_UNIT;
        fill->at.slots[i].second = JX_FIELD_COUNT;
    }
    fill->has_slot[JX_FIELD_FILING_UNIT] = true;
    fill->has_slot[JX_FIELD_UNIT_NAME] = false;
    for (size_t n = 0; n < fill->cover_count; n++)
        for (size_t i = 0; i < fill->covers[n].slot_count; i++)
            if (fill->covers[n].slots[i].field == JX_FIELD_UNIT_NAME)
                fill->has_slot[JX_FIELD_UNIT_NAME] = true;
}

/* --- whether a place is one for the facts at hand ---------------------------------------------------------------- */

/* The year that the form prints for itself; 0: none. */
static int year_printed(const struct jx_fill *fill) {
    for (size_t i = 0; i < fill->at.slot_count; i++) {
        const struct jx_fill_slot *slot = &fill->at.slots[i];
        if (slot->field == JX_FIELD_YEAR && slot->state == JX_SLOT_OCCUPIED)
            return jx_year_parse(fill->arena, slot->text);
    }
    return 0;
}

int jx_fill_year(const struct jx_fill *fill) {
    int own = jx_year_parse(fill->arena, fill->form->fields[JX_FIELD_YEAR].value);
    return own > 0 ? own : year_printed(fill);
}

static bool same_line(const struct jx_fact *a, const struct jx_fact *b) {
    bool sheet =
        a->at.sheet == b->at.sheet || (a->at.sheet && b->at.sheet && strcmp(a->at.sheet, b->at.sheet) == 0);
    return a->value && b->value && sheet && a->at.row == b->at.row && a->at.line == b->at.line &&
           (a->at.row > 0 || a->at.line > 0);
}

/* A telephone is that of the person in whose line it stands, if nobody else stands there; one that was given is whoever's. */
static bool is_phone_of(const struct jx_fill *fill, enum jx_field whose) {
    static const enum jx_field people[] = {JX_FIELD_PROJECT_OWNER, JX_FIELD_PREPARER, JX_FIELD_HEAD};
    const struct jx_fact *facts = fill->form->fields, *phone = &facts[JX_FIELD_PHONE];
    if (phone->origin == JX_GIVEN) return true;
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        if (same_line(phone, &facts[people[i]]) != (people[i] == whose)) return false;
    return true;
}

static bool is_suited(const struct jx_fill *fill, const struct jx_fill_slot *slot) {
    if (slot->whose != JX_FIELD_COUNT && !is_phone_of(fill, slot->whose)) return false;
    return slot->year == 0 || slot->year == jx_fill_year(fill);
}

static bool has_suited(const struct jx_fill *fill, const struct jx_fill_sheet *sheet, enum jx_field field) {
    for (size_t i = 0; i < sheet->slot_count; i++)
        if ((sheet->slots[i].field == field || sheet->slots[i].second == field) &&
            is_suited(fill, &sheet->slots[i]))
            return true;
    return false;
}

void jx_fill_slots_suit(struct jx_fill *fill) {
    for (size_t i = 0; i < fill->at.slot_count; i++) {
        enum jx_field field = fill->at.slots[i].field;
        if (is_suited(fill, &fill->at.slots[i])) continue;
        bool elsewhere = has_suited(fill, &fill->at, field);
        for (size_t n = 0; n < fill->cover_count && !elsewhere; n++)
            elsewhere = has_suited(fill, &fill->covers[n], field);
        fill->has_slot[field] = elsewhere;
    }
}

/* --- all --------------------------------------------------------------------------------------------------------- */

/* What forms ask for more than once: the year, who files the form, at its head and by the seal; names on a cover page. */
static bool is_repeated(const struct jx_fill_slot *slot) {
    bool name = slot->field == JX_FIELD_PROJECT_NAME || slot->field == JX_FIELD_UNIT_NAME ||
                slot->field == JX_FIELD_DEPARTMENT_NAME;
    return slot->field == JX_FIELD_YEAR || slot->field == JX_FIELD_FILING_UNIT ||
           slot->field == JX_FIELD_COUNT || (name && !slot->whole && slot->state <= JX_SLOT_PROMPT);
}

/* The first of several places of a field is its, but for those that are asked for again; one that a person has filled in comes
 * behind blank ones. */
void jx_fill_slots(struct jx_fill *fill) {
    bool done[JX_FIELD_COUNT + 1] = {false};
    for (size_t i = 0; i < fill->at.slot_count; i++) {
        const struct jx_fill_slot *slot = &fill->at.slots[i];
        bool again = done[slot->field] && !is_repeated(slot);
        if (slot->wanted || again || !is_suited(fill, slot)) continue;
        done[slot->field] = true;
        slot_fill(fill, slot);
    }
}

void jx_fill_calculated(struct jx_fill *fill, enum jx_field field, uint32_t row, uint32_t column,
                        const char *text) {
    const struct jx_trait *trait = jx_fill_trait(fill, row, column);
    const struct jx_sense sense = {JX_SENSE_FACT, field, JX_FIELD_COUNT, 0, ""};
    if (!trait || (trait->flags & JX_TRAIT_FORMULA) == 0) return;
    struct jx_fill_slot *slot = jx_fill_slot_add(fill, &sense, row, column);
    slot->formula = true;
    slot->wanted = text;
    slot->text = jx_fill_text_at(fill, row, column);
}

/* Which facts have a place. One that a formula calculates is not asked for. */
void jx_fill_slots_count(struct jx_fill *fill, const struct jx_fill_band *list) {
    for (size_t i = 0; list && i < list->count; i++)
        fill->has_slot[list->columns[i].field] = fill->has_slot[list->columns[i].second] = true;
    for (size_t i = 0; i < fill->at.slot_count; i++) {
        const struct jx_fill_slot *slot = &fill->at.slots[i];
        if (slot->formula) fill->calculated[slot->field] = true;
        fill->has_slot[slot->field] = fill->has_slot[slot->second] = true;
    }
}

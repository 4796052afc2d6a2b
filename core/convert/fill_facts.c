/*
 * The facts of a form that is filled in: what follows from others, and what has no slot.
 */
#include "core/convert/fill.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/derive.h"
#include "core/model/fields.h"
#include "core/model/shown.h"

static bool is_dated(const struct jx_fill_slot *slot, enum jx_field field) {
    return slot->field == field && slot->dated;
}

/* 开始日期 asks for more than the year: the month that the period names. */
static void ends_date(struct jx_fill *fill, struct jx_derived *derived, size_t count) {
    for (size_t i = 0; i < count; i++) {
        enum jx_field field = derived[i].field;
        if (field != JX_FIELD_PERIOD_START && field != JX_FIELD_PERIOD_END) continue;
        bool dated = false;
        for (size_t n = 0; n < fill->at.slot_count; n++) dated = dated || is_dated(&fill->at.slots[n], field);
        for (size_t c = 0; c < fill->cover_count; c++)
            for (size_t n = 0; n < fill->covers[c].slot_count; n++)
                dated = dated || is_dated(&fill->covers[c].slots[n], field);
        const char *date = dated ? jx_fill_end_of_period(fill, field == JX_FIELD_PERIOD_END) : NULL;
        if (date) derived[i].value = fill->form->fields[field].value = date;
    }
}

/* The whole total is not this level's money where the form shows beside it what else is in the total. */
static bool parts_asked(const struct jx_fill *fill) {
    static const enum jx_field parts[] = {JX_FIELD_FUND_FISCAL, JX_FIELD_FUND_CARRYOVER, JX_FIELD_FUND_OTHER};
    const char *total = fill->form->fields[JX_FIELD_FUND_TOTAL].value;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && total; i++) {
        const char *part = fill->form->fields[parts[i]].value;
        if (fill->has_slot[parts[i]] && part && strcmp(part, "0") != 0 && strcmp(part, total) != 0)
            return true;
    }
    return false;
}

static void derived_tell(struct jx_fill *fill, const struct jx_derived *derived, const struct jx_item *item) {
    const struct jx_place *at = &fill->source->fields[derived->source].at;
    const char *others = jx_derived_others(fill->arena, fill->source, derived, fill->language);
    char room[JX_AMOUNT_ROOM];
    if (*others == '\0')
        JX_DIAG(fill->diags, JX_MSG_DERIVED, at, item->name, derived->rule, item->shown);
    else
        JX_DIAG(fill->diags, JX_MSG_DERIVED_TOTAL, at, item->name, derived->rule,
                jx_fact_shown(fill->source, JX_FIELD_FUND_TOTAL, room), others);
}

/* Facts that follow from others, where the blank asks for them. */
const struct jx_derived *jx_fill_derive(struct jx_fill *fill, size_t *count) {
    bool wanted[JX_FIELD_COUNT];
    *count = 0;
    if (fill->target->no_derive) return NULL;
    for (int i = 0; i < JX_FIELD_COUNT; i++)
        wanted[i] = fill->has_slot[i] && !fill->calculated[i] && !fill->form->fields[i].value;
    wanted[JX_FIELD_FUND_LOCAL] = wanted[JX_FIELD_FUND_LOCAL] && !parts_asked(fill);
    struct jx_derived *derived = jx_derive_fields(fill->arena, fill->form, wanted, fill->language, count);
    ends_date(fill, derived, *count);
    for (size_t i = 0; i < *count; i++) {
        struct jx_item *item =
            jx_fill_item(fill, JX_ITEM_DERIVED, fill->source->fields[derived[i].source].at);
        item->field = derived[i].field;
        item->name = jx_field_name(derived[i].field, fill->language);
        item->value = derived[i].value;
        item->shown =
            jx_value_shown(fill->arena, derived[i].field, derived[i].value, jx_form_unit(fill->source));
        item->rule = derived[i].rule;
        item->sources[0] = derived[i].source;
        item->sources[1] = derived[i].source2;
        derived_tell(fill, &derived[i], item);
    }
    return derived;
}

const char *jx_fill_total_derived(struct jx_fill *fill, const struct jx_fill_slot *slot) {
    static const bool wanted[JX_FIELD_COUNT] = {[JX_FIELD_FUND_TOTAL] = true};
    struct jx_form *form = fill->form, with_total = *form;
    size_t count;
    if (slot->field != JX_FIELD_FUND_TOTAL || slot->wanted || fill->stated_by) return NULL;
    jx_derive_fields(fill->arena, &with_total, wanted, fill->language, &count);
    fill->form = &with_total;
    const char *value = jx_fill_print(fill, slot->field, &slot->unit);
    fill->form = form;
    return value;
}

/* 财政局审核意见, 附件2: what the form's own words say already. */
static bool is_printed(struct jx_fill *fill, enum jx_field field) {
    const char *value = fill->source->fields[field].value;
    if (field != JX_FIELD_OPINION_AUTHORITY && field != JX_FIELD_FORM_NUMBER) return false;
    const char *key = jx_text_key(fill->arena, value, strlen(value));
    for (size_t i = 0; i < fill->at.map->shape->count; i++) {
        const char *words = fill->at.map->shape->cells[i].term->key;
        bool whole = strcmp(words, key) == 0, begins = jx_text_starts(words, key) && strstr(words, "意见");
        if (field == JX_FIELD_FORM_NUMBER ? whole : begins) return true;
    }
    return false;
}

/* 正向, 反向 and 定性 follow from the targets where the form asks for them. */
void jx_fill_derive_polarity(struct jx_fill *fill, const struct jx_fill_band *bands, size_t count,
                             struct jx_form *form) {
    struct jx_indicator *indicators =
        jx_arena_alloc(fill->arena, (form->indicator_count + 1) * sizeof *indicators);
    bool asked = false;
    for (size_t i = 0; i < count; i++) asked = asked || jx_fill_column(&bands[i], JX_PART_POLARITY) >= 0;
    if (!asked || fill->target->no_derive || form->indicator_count == 0) return;
    memcpy(indicators, form->indicators, form->indicator_count * sizeof *indicators);
    form->indicators = indicators;
    size_t derived = jx_derive_polarity(form);
    if (derived == 0) return;
    struct jx_item *item = jx_fill_item(fill, JX_ITEM_DERIVED, indicators[0].at);
    item->part = JX_PART_POLARITY;
    item->name = jx_part_name(JX_PART_POLARITY, fill->language);
    item->rule = jx_part_name(JX_PART_TARGET, fill->language);
    JX_DIAG(fill->diags, JX_MSG_DERIVED_POLARITY, &indicators[0].at,
            jx_arena_format(fill->arena, "%zu", derived));
}

static bool same_place(const struct jx_place *a, const struct jx_place *b) {
    return a->row == b->row && a->column == b->column && a->line == b->line && (a->row > 0 || a->line > 0) &&
           (a->sheet == b->sheet || (a->sheet && b->sheet && strcmp(a->sheet, b->sheet) == 0));
}

/* What stands once above or below a list is told once, not for each of its projects. */
static bool is_shared(const struct jx_fill *fill, enum jx_field field) {
    return fill->first && fill->first != fill->source &&
           same_place(&fill->first->fields[field].at, &fill->source->fields[field].at);
}

static bool is_shared_extra(const struct jx_fill *fill, const struct jx_extra *extra) {
    for (size_t i = 0; fill->first && fill->first != fill->source && i < fill->first->extra_count; i++)
        if (same_place(&fill->first->extras[i].at, &extra->at)) return true;
    return false;
}

void jx_fill_facts_lost(struct jx_fill *fill, const struct jx_derived *derived, size_t count) {
    const char *unit = jx_form_unit(fill->source);
    for (int i = 0; i < JX_FIELD_COUNT; i++) {
        const struct jx_fact *fact = &fill->source->fields[i];
        bool own = i == JX_FIELD_TITLE || i == JX_FIELD_MONEY_UNIT;
        bool stands_in = jx_derived_say(fill->source, derived, count, (enum jx_field)i);
        if (!fact->value || fill->stated[i] || stands_in || own || is_printed(fill, (enum jx_field)i))
            continue;
        struct jx_item *item = jx_fill_item(fill, JX_ITEM_LOSS, fact->at);
        item->field = (enum jx_field)i;
        item->name = jx_field_name((enum jx_field)i, fill->language);
        item->value = fact->value;
        item->shown = jx_value_shown(fill->arena, (enum jx_field)i, fact->value, unit);
        if ((!fill->has_slot[i] || fill->stated_by) && !is_shared(fill, (enum jx_field)i))
            JX_DIAG(fill->diags, JX_MSG_LOSS_FIELD, &fact->at, item->name, jx_fill_name(fill), item->shown);
    }
}

static const char *extra_shown(struct jx_fill *fill, const struct jx_extra *extra) {
    char room[JX_AMOUNT_ROOM];
    const char *shown = jx_extra_shown(fill->form, extra, room);
    return shown == room ? jx_arena_string(fill->arena, room) : shown;
}

void jx_fill_extras_lost(struct jx_fill *fill) {
    for (size_t i = 0; i < fill->form->extra_count; i++) {
        const struct jx_extra *extra = &fill->form->extras[i];
        if (fill->stated_extras[i]) continue;
        struct jx_item *item = jx_fill_item(fill, JX_ITEM_LOSS, extra->at);
        item->name = item->label = extra->label;
        item->value = extra->value;
        item->shown = extra_shown(fill, extra);
        if (!is_shared_extra(fill, extra))
            JX_DIAG(fill->diags, JX_MSG_LOSS_EXTRA, &extra->at, extra->label, jx_fill_name(fill),
                    item->shown);
    }
}

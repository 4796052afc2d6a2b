/*
 * From facts to what stands in their places: cells, gaps inside texts, dates, boxes.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill.h"
#include "core/grid/grid.h"
#include "core/model/compare.h"
#include "core/model/fields.h"
#include "core/model/measure.h"
#include "core/plugin/host.h"
#include "core/read/pairs.h"

const char *jx_fill_slot_value(struct jx_fill *fill, const struct jx_fill_slot *slot) {
    enum jx_field second = slot->second;
    if (slot->extra) return slot->extra->value;
    for (size_t i = 0; i < fill->slot_count; i++) /* a code with a place of its own stands there */
        if (second != JX_FIELD_COUNT && fill->slots[i].field == second) second = JX_FIELD_COUNT;
    return jx_fill_print_both(fill, slot->field, second, &slot->unit);
}

/* Replaces part of the slot's cell. */
static void gap_put(struct jx_fill *fill, const struct jx_fill_slot *slot, uint32_t first, uint32_t last,
                    const char *text) {
    struct jx_fill_edit *edit = jx_fill_put(fill, slot->row, slot->column, text);
    edit->cell.whole = false;
    edit->cell.first = first;
    edit->cell.last = last;
    edit->cell.number = false;
}

/* A value in a gap takes as much white space away as it is wide. */
static void gap_fill(struct jx_fill *fill, const struct jx_fill_slot *slot, const char *value) {
    const char *text = jx_fill_text_at(fill, slot->row, slot->column);
    size_t width, wanted = jx_text_width(value, strlen(value));
    uint32_t end = jx_gap_end(text, slot->first, slot->last, &width);
    const char *out = value;
    if (slot->underlined) {
        size_t rest = width > wanted + 2 ? width - wanted - 2 : 0;
        char *blanks = jx_arena_alloc(fill->arena, rest + 2);
        memset(blanks, ' ', rest + 1);
        out = jx_arena_format(fill->arena, " %s%s", value, blanks);
    } else if (!slot->year_before && width > 0) {
        bool more = end < strlen(text);
        size_t rest = more ? (width > wanted + 2 ? width - wanted : 2) : 0;
        char *blanks = jx_arena_alloc(fill->arena, rest + 1);
        memset(blanks, ' ', rest);
        out = jx_arena_format(fill->arena, "%s%s", value, blanks);
    }
    gap_put(fill, slot, slot->first, end, out);
}

static size_t numbers_read(const char *text, unsigned numbers[6]) {
    size_t count = 0;
    for (const char *at = text; at && *at;) {
        at += strcspn(at, "0123456789");
        if (*at == '\0' || count == 6) break;
        char *end;
        numbers[count++] = (unsigned)strtoul(at, &end, 10);
        at = end;
    }
    return count;
}

/* Numbers of a date for the gaps before 年 月 日. */
static size_t date_numbers(struct jx_fill *fill, const struct jx_fill_slot *slot, unsigned numbers[6]) {
    const char *texts[2] = {NULL, NULL};
    size_t count = 0;
    if (slot->field == JX_FIELD_PREPARED_ON) texts[0] = fill->form->fields[JX_FIELD_PREPARED_ON].value;
    if (slot->field == JX_FIELD_PERIOD) {
        texts[0] = fill->form->fields[JX_FIELD_PERIOD].value;
        if (!texts[0] || strcspn(texts[0], "0123456789") == strlen(texts[0]))
            texts[0] = fill->form->fields[JX_FIELD_PERIOD_START].value,
            texts[1] = fill->form->fields[JX_FIELD_PERIOD_END].value;
    }
    for (int i = 0; i < 2; i++) {
        unsigned own[6];
        size_t more = numbers_read(texts[i], own);
        for (size_t n = 0; n < more && count < 6; n++) numbers[count++] = own[n];
    }
    return count;
}

/* The gaps before 年, 月 and 日 in a text; how many. */
static size_t date_gaps(const char *text, uint32_t first, uint32_t last, uint32_t begins[6], uint32_t ends[6],
                        char kinds[6]) {
    static const char *const units[] = {"年", "月", "日"};
    size_t count = 0, width;
    for (uint32_t at = first; at < last && count < 6;) {
        uint32_t end = jx_gap_end(text, at, last, &width);
        int unit = -1;
        for (int i = 0; i < 3 && last - end >= 3; i++)
            if (memcmp(text + end, units[i], 3) == 0) unit = i;
        bool digit = at > first && text[at - 1] >= '0' && text[at - 1] <= '9';
        if (unit >= 0 && !(digit && end == at)) {
            begins[count] = at;
            ends[count] = end;
            kinds[count++] = "ymd"[unit];
        }
        if (unit >= 0 || end > at) {
            at = end + (unit >= 0 ? 3 : 0);
            continue;
        }
        const char *next = text + at;
        jx_text_next(&next, text + last);
        at = (uint32_t)(next - text);
    }
    return count;
}

/* 自 年 月至 年 月: each number into its gap. false: the slot has no such gaps, or the fact does not say so much. */
static bool date_fill(struct jx_fill *fill, const struct jx_fill_slot *slot) {
    const char *text = jx_fill_text_at(fill, slot->row, slot->column);
    uint32_t begins[6], ends[6], first = slot->whole ? 0 : slot->first;
    uint32_t last = slot->whole ? (uint32_t)strlen(text) : slot->last;
    /* The region may go on behind the first gap. */
    if (!slot->whole) {
        const char *colon = text + last;
        while (*colon && *colon != ':' && *colon != '\n' && strncmp(colon, "：", 3) != 0) colon++;
        last = (uint32_t)(colon - text);
    }
    char kinds[6];
    unsigned numbers[6];
    size_t gaps = date_gaps(text, first, last, begins, ends, kinds),
           count = date_numbers(fill, slot, numbers);
    if (gaps < 2 || count == 0 || (kinds[0] == 'y' && numbers[0] < 1000)) return false; /* 3年 */
    size_t n = 0;
    for (size_t i = 0; i < gaps && n < count; i++) {
        bool year = numbers[n] > 1000;
        /* 2024年1月-12月: the second year is the first one. */
        unsigned number = kinds[i] == 'y' && !year ? numbers[0] : numbers[n++];
        if (kinds[i] != 'y' && year) return false;
        struct jx_fill_slot gap = *slot;
        gap.first = begins[i];
        gap.last = ends[i];
        const char *digits = jx_arena_format(fill->arena, "%u", number);
        gap.year_before = !slot->underlined;
        gap_fill(fill, &gap, digits);
    }
    return true;
}

/* □新增 □延续: the box before the word that the fact says. */
static bool box_fill(struct jx_fill *fill, const struct jx_fill_slot *slot, const char *value, bool *there) {
    static const char *const boxes[] = {"□", "☐", "○", "〇"}, *const ticked[] = {"☑", "√", "■", "☒", "●"};
    const char *text = jx_fill_text_at(fill, slot->row, slot->column);
    const char *key = jx_text_key(fill->arena, value, strlen(value));
    size_t found = 0;
    *there = false;
    for (const char *at = text; *at != '\0'; at++) {
        size_t size = 0;
        bool ticks = false;
        for (size_t i = 0; i < 4 && size == 0; i++)
            if (strncmp(at, boxes[i], strlen(boxes[i])) == 0) size = strlen(boxes[i]);
        for (size_t i = 0; i < 5 && size == 0; i++)
            if (strncmp(at, ticked[i], strlen(ticked[i])) == 0) size = strlen(ticked[i]), ticks = true;
        if (size == 0) continue;
        const char *word = at + size, *end = word;
        found++;
        while (*end != '\0' && strncmp(end, "□", 3) != 0 && strncmp(end, "☐", 3) != 0 &&
               strncmp(end, "☑", 3) != 0 && strncmp(end, "√", 3) != 0 && strncmp(end, "○", 3) != 0 &&
               *end != '\n')
            end++;
        const char *option = jx_text_key(fill->arena, word, (size_t)(end - word));
        if (*option == '\0' ||
            (strncmp(key, option, strlen(option)) != 0 && strncmp(option, key, strlen(key)) != 0))
            continue;
        if (ticks) return *there = true;
        gap_put(fill, slot, (uint32_t)(at - text), (uint32_t)(at - text + (ptrdiff_t)size),
                fill->blank->tick);
        return *there = true;
    }
    return found > 0;
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

/* 2024年1月-12月 and 自2024年1月至2024年12月. */
static bool same_period(const struct jx_fill *fill, const char *text) {
    unsigned a[6], b[6];
    const char *value = fill->form->fields[JX_FIELD_PERIOD].value;
    size_t first = numbers_read(value, a), last = numbers_read(text, b);
    if (first == 3 && last == 4 && a[2] < 1000) a[3] = a[2], a[2] = a[0], first = 4;
    return first == last && first > 1 && memcmp(a, b, first * sizeof *a) == 0;
}

/* 2024年3月 in its gaps: 2024年3月  日. */
static bool same_numbers(const char *a, const char *b) {
    unsigned left[6], right[6];
    size_t count = numbers_read(a, left);
    return count > 1 && count == numbers_read(b, right) && memcmp(left, right, count * sizeof *left) == 0;
}

static bool slot_same(struct jx_fill *fill, const struct jx_fill_slot *slot, const char *value) {
    struct jx_decimal a, b;
    if (jx_text_same(fill->arena, slot->text, value)) return true;
    if (slot->field == JX_FIELD_OPINION && jx_text_starts(slot->text, value)) return true;
    const char *date = jx_date_parse(fill->arena, slot->text);
    if (slot->field == JX_FIELD_PERIOD && same_period(fill, slot->text)) return true;
    if (date && same_date(fill, slot->field, date)) return true;
    if (slot->field == JX_FIELD_PREPARED_ON && same_numbers(slot->text, value)) return true;
    return jx_field_type_is_money(slot->field) && jx_decimal_parse(slot->text, strlen(slot->text), &a) &&
           jx_decimal_parse(value, strlen(value), &b) && jx_decimal_compare(a, b) == 0;
}

static void slot_fill(struct jx_fill *fill, const struct jx_fill_slot *slot) {
    struct jx_place where = jx_fill_place(fill, slot->row, slot->column);
    const char *value = jx_fill_slot_value(fill, slot);
    bool there;
    if (slot->formula) {
        slot_stated(fill, slot);
        return;
    }
    if (!value) {
        slot_blank(fill, slot);
        return;
    }
    if (slot_same(fill, slot, value)) {
        slot_stated(fill, slot);
        return;
    }
    if (slot->state == JX_SLOT_AUTHORITY) {
        /* an opinion stands above its seal */
        gap_put(fill, slot, 0, 0, *slot->text == '\n' ? value : jx_arena_join(fill->arena, value, "\n", ""));
        slot_stated(fill, slot);
        fill->filled++;
        return;
    }
    if (slot->whole && box_fill(fill, slot, value, &there)) {
        if (!there) JX_DIAG(fill->diags, JX_MSG_SLOT_LIST, &where, value, slot->text);
        if (there) slot_stated(fill, slot), fill->filled++;
        return;
    }
    if (slot->state == JX_SLOT_OCCUPIED && slot->field == JX_FIELD_YEAR) {
        JX_DIAG(fill->diags, JX_MSG_SLOT_YEAR, &where, slot->text, value);
        slot_stated(fill, slot);
        return;
    }
    bool dates = slot->field == JX_FIELD_PREPARED_ON || slot->field == JX_FIELD_PERIOD;
    if (dates && slot->state != JX_SLOT_EMPTY && date_fill(fill, slot)) {
        slot_stated(fill, slot);
        fill->filled++;
        return;
    }
    if (dates && !slot->whole && date_fill(fill, slot)) {
        slot_stated(fill, slot);
        fill->filled++;
        return;
    }
    if (slot->state > JX_SLOT_PROMPT && (slot->state != JX_SLOT_OCCUPIED || !fill->target->overwrite_slots)) {
        JX_DIAG(fill->diags, JX_MSG_SLOT_OCCUPIED, &where, slot->text, value);
        return;
    }
    slot_stated(fill, slot);
    fill->filled++;
    if (!slot->whole) {
        gap_fill(fill, slot, value);
        return;
    }
    struct jx_fill_edit *edit = jx_fill_put(fill, slot->row, slot->column,
                                            jx_fill_choose(fill, slot->row, slot->column, value, NULL));
    if (slot->field != JX_FIELD_COUNT && jx_field_type_is_money(slot->field)) jx_fill_number(fill, edit);
}

/* The first of several places of a field is its; one that a person has filled in comes behind blank ones. */
void jx_fill_slots(struct jx_fill *fill) {
    bool done[JX_FIELD_COUNT + 1] = {false};
    for (size_t i = 0; i < fill->slot_count; i++) {
        const struct jx_fill_slot *slot = &fill->slots[i];
        bool again = slot->field != JX_FIELD_YEAR && slot->field != JX_FIELD_COUNT;
        if (done[slot->field] && again) continue;
        done[slot->field] = true;
        slot_fill(fill, slot);
    }
}

/* Which facts have a place. One that a formula calculates is not asked for. */
void jx_fill_slots_count(struct jx_fill *fill, const struct jx_fill_band *list) {
    for (size_t i = 0; list && i < list->count; i++)
        fill->has_slot[list->columns[i].field] = fill->has_slot[list->columns[i].second] = true;
    for (size_t i = 0; i < fill->slot_count; i++) {
        const struct jx_fill_slot *slot = &fill->slots[i];
        if (slot->formula) fill->calculated[slot->field] = true;
        fill->has_slot[slot->field] = fill->has_slot[slot->second] = true;
    }
}

/*
 * Dates and periods in the gaps that a form leaves for their numbers: 自  年  月至  年  月,     年-    年.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill.h"

enum { YEAR, MONTH, DAY, PARTS, GAPS_MOST = 6 };

/* One date, or the first and the last of a period; 0: a part that is not said. */
struct dates {
    unsigned part[2][PARTS];
    size_t count;
};

/* A gap before 年, 月 or 日. `date`: which of the two dates it is of. */
struct gap {
    uint32_t first, last;
    unsigned part;
    size_t date;
};

/* --- dates of a text ----------------------------------------------------------------------------------------------- */

/* What the sign behind a number says of it; PARTS: nothing. */
static unsigned part_behind(const char *at) {
    static const char *const signs[] = {"年", "月", "日"};
    while (*at == ' ') at++;
    if (strncmp(at, "号", strlen("号")) == 0) return DAY;
    for (unsigned i = 0; i < PARTS; i++)
        if (strncmp(at, signs[i], strlen(signs[i])) == 0) return i;
    return PARTS;
}

static bool date_begin(struct dates *dates, const unsigned like[PARTS], unsigned known) {
    if (dates->count == 2) return false;
    for (unsigned i = 0; i < known; i++) dates->part[dates->count][i] = like[i];
    dates->count++;
    return true;
}

/* The next number of a text: a year, or a part of the date at hand. A month or day that is known begins another date: 1月-12月. */
static bool number_take(struct dates *dates, unsigned number, unsigned sign) {
    enum { COMPACT = 10000000, LEAST_YEAR = 1000 };
    if (number >= COMPACT) {
        if (!date_begin(dates, NULL, 0)) return false;
        unsigned *part = dates->part[dates->count - 1];
        part[YEAR] = number / 10000;
        part[MONTH] = number / 100 % 100;
        part[DAY] = number % 100;
        return part[YEAR] < 10000;
    }
    if (number >= LEAST_YEAR) {
        if (!date_begin(dates, NULL, 0)) return false;
        dates->part[dates->count - 1][YEAR] = number;
        return true;
    }
    if (dates->count == 0 || sign == YEAR) return false; /* 3年 */
    unsigned *now = dates->part[dates->count - 1];
    unsigned part = sign != PARTS ? sign : now[MONTH] == 0 ? MONTH : DAY;
    if (number == 0 || number > (part == MONTH ? 12U : 31U)) return false;
    if (now[part] != 0 && !date_begin(dates, now, part)) return false;
    dates->part[dates->count - 1][part] = number;
    return true;
}

static bool dates_read(const char *text, struct dates *dates) {
    *dates = (struct dates){.count = 0};
    for (const char *at = text; at && *at != '\0';) {
        char *end;
        at += strcspn(at, "0123456789");
        if (*at == '\0') break;
        unsigned long number = strtoul(at, &end, 10);
        if (end - at > 8 || !number_take(dates, (unsigned)number, part_behind(end))) return false;
        at = end;
    }
    return dates->count > 0;
}

/* What the facts say for a slot: the two ends of a period where they are facts of their own, else its text. */
static bool dates_of(const struct jx_fill *fill, enum jx_field field, struct dates *dates) {
    const struct jx_fact *facts = fill->form->fields;
    const struct jx_fact *start = &facts[JX_FIELD_PERIOD_START], *end = &facts[JX_FIELD_PERIOD_END];
    struct dates last;
    bool ends = start->value && end->value && start->origin != JX_DERIVED && end->origin != JX_DERIVED;
    if (field == JX_FIELD_PERIOD && ends && dates_read(start->value, dates) && dates->count == 1 &&
        dates_read(end->value, &last) && last.count == 1) {
        memcpy(dates->part[1], last.part[0], sizeof last.part[0]);
        dates->count = 2;
        return true;
    }
    return dates_read(facts[field].value, dates);
}

bool jx_fill_dates_same(const struct jx_fill *fill, enum jx_field field, const char *text) {
    struct dates facts, there;
    if (!dates_of(fill, field, &facts) || !dates_read(text, &there)) return false;
    /* 2024年 is a period from and to the same year */
    if (facts.count == 1 && there.count == 2 && field == JX_FIELD_PERIOD)
        facts.count = 2, memcpy(facts.part[1], facts.part[0], sizeof facts.part[0]);
    if (facts.count != there.count) return false;
    for (size_t i = 0; i < facts.count; i++)
        for (unsigned part = 0; part < PARTS; part++)
            if (there.part[i][part] != 0 && there.part[i][part] != facts.part[i][part]) return false;
    return true;
}

const char *jx_fill_end_of_period(const struct jx_fill *fill, bool last) {
    struct dates dates;
    const struct jx_fact *period = &fill->form->fields[JX_FIELD_PERIOD];
    if (!period->value || period->origin == JX_DERIVED || !dates_read(period->value, &dates)) return NULL;
    const unsigned *part = dates.part[last ? dates.count - 1 : 0];
    if (part[MONTH] == 0) return NULL;
    return part[DAY] == 0 ? jx_arena_format(fill->arena, "%u年%u月", part[YEAR], part[MONTH])
                          : jx_arena_format(fill->arena, "%u年%u月%u日", part[YEAR], part[MONTH], part[DAY]);
}

/* --- gaps ------------------------------------------------------------------------------------------------------------ */

/* Which date a gap is of: its own part again begins the next one. */
static size_t date_of_gap(const struct gap *gaps, size_t count, unsigned part) {
    size_t date = count == 0 ? 0 : gaps[count - 1].date;
    for (size_t i = 0; i < count; i++)
        if (gaps[i].date == date && gaps[i].part >= part) return date + 1;
    return date;
}

/* The gaps before 年, 月 and 日 in a text; how many. One that a number stands in already is none. */
static size_t gaps_find(const char *text, uint32_t first, uint32_t last, struct gap gaps[GAPS_MOST]) {
    size_t count = 0, width;
    for (uint32_t at = first; at < last && count < GAPS_MOST;) {
        uint32_t end = jx_gap_end(text, at, last, &width);
        unsigned part = last - end < 3 ? PARTS : part_behind(text + end);
        bool digit = at > first && text[at - 1] >= '0' && text[at - 1] <= '9';
        if (part != PARTS && !(digit && end == at)) {
            size_t date = date_of_gap(gaps, count, part);
            gaps[count++] = (struct gap){at, end, part, date};
        }
        if (part != PARTS || end > at) {
            at = end + (part != PARTS ? 3 : 0);
            continue;
        }
        const char *next = text + at;
        jx_text_next(&next, text + last);
        at = (uint32_t)(next - text);
    }
    return count;
}

/* Where a gap's region ends: it may go on behind the first gap, up to the next label. */
static uint32_t region_end(const struct jx_fill_slot *slot, const char *text) {
    if (slot->whole) return (uint32_t)strlen(text);
    const char *from = text + slot->last, *end = from + strcspn(from, "\n"), *behind;
    const char *colon = jx_text_colon(from, end, &behind);
    return (uint32_t)((!colon ? end : colon) - text);
}

/* Whether the facts say what the gaps ask for: a date for each, and its year. `*less`: the gaps do not ask for all of it. */
static bool gaps_suit(const struct gap *gaps, size_t count, struct dates *dates, enum jx_field field,
                      bool *less) {
    bool asked[2][PARTS] = {{false}};
    size_t wanted = count == 0 ? 0 : gaps[count - 1].date + 1;
    *less = false;
    if (count < 2 || wanted > 2) return false;
    if (wanted == 2 && dates->count == 1 && field == JX_FIELD_PERIOD)
        memcpy(dates->part[1], dates->part[0], sizeof dates->part[0]), dates->count = 2;
    if (wanted != dates->count) return false;
    for (size_t i = 0; i < count; i++) asked[gaps[i].date][gaps[i].part] = true;
    for (size_t date = 0; date < wanted; date++)
        for (unsigned part = MONTH; part < PARTS; part++)
            *less = *less || (dates->part[date][part] != 0 && !asked[date][part]);
    return true;
}

bool jx_fill_date_gaps(struct jx_fill *fill, const struct jx_fill_slot *slot) {
    const char *text = jx_fill_text_at(fill, slot->row, slot->column);
    struct gap gaps[GAPS_MOST];
    struct dates dates;
    bool less;
    if (!dates_of(fill, slot->field, &dates)) return false;
    size_t count = gaps_find(text, slot->whole ? 0 : slot->first, region_end(slot, text), gaps);
    if (!gaps_suit(gaps, count, &dates, slot->field, &less)) return false;
    for (size_t i = 0; i < count; i++) {
        unsigned number = dates.part[gaps[i].date][gaps[i].part];
        struct jx_fill_slot gap = *slot;
        if (number == 0) continue; /* 2024年 says no month */
        gap.first = gaps[i].first;
        gap.last = gaps[i].last;
        gap.tight = !slot->underlined;
        jx_fill_gap(fill, &gap, jx_arena_format(fill->arena, "%u", number));
    }
    struct jx_place where = jx_fill_place(fill, slot->row, slot->column);
    if (less) JX_DIAG(fill->diags, JX_MSG_SLOT_DATE_LESS, &where, fill->form->fields[slot->field].value);
    return true;
}

/*
 * Dates and periods in the gaps that a form leaves for their numbers: 自  年  月至  年  月,     年-    年.
 */
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill.h"
#include "core/model/dated.h"

enum { GAPS_MOST = 6 };

/* A gap before 年, 月 or 日. `date`: which of the two dates it is of. */
struct gap {
    uint32_t first, last;
    unsigned part;
    size_t date;
    unsigned century; /* 20  年: its first two digits are printed; 0: they are not */
    bool figures;     /* 二〇二  年: it goes on in Chinese figures */
};

/* --- what the facts say -------------------------------------------------------------------------------------------- */

/* What the facts say for a slot: the two ends of a period where they are facts of their own, else its text. */
static bool dates_of(const struct jx_fill *fill, enum jx_field field, struct jx_dates *dates) {
    const struct jx_fact *facts = fill->form->fields;
    const struct jx_fact *start = &facts[JX_FIELD_PERIOD_START], *end = &facts[JX_FIELD_PERIOD_END];
    struct jx_dates last;
    bool ends = start->value && end->value && start->origin != JX_DERIVED && end->origin != JX_DERIVED;
    if (field == JX_FIELD_PERIOD && ends && jx_dates_read(start->value, dates) && dates->count == 1 &&
        jx_dates_read(end->value, &last) && last.count == 1) {
        memcpy(dates->part[1], last.part[0], sizeof last.part[0]);
        dates->count = 2;
        return true;
    }
    return jx_dates_read(facts[field].value, dates);
}

bool jx_fill_dates_same(const struct jx_fill *fill, enum jx_field field, const char *text) {
    struct jx_dates facts, there;
    if (!dates_of(fill, field, &facts) || !jx_dates_read(text, &there)) return false;
    /* 2024年 is a period from and to the same year */
    if (facts.count == 1 && there.count == 2 && field == JX_FIELD_PERIOD)
        facts.count = 2, memcpy(facts.part[1], facts.part[0], sizeof facts.part[0]);
    if (facts.count != there.count) return false;
    for (size_t i = 0; i < facts.count; i++)
        for (unsigned part = 0; part < JX_DATE_PARTS; part++)
            if (there.part[i][part] != 0 && there.part[i][part] != facts.part[i][part]) return false;
    return true;
}

const char *jx_fill_end_of_period(const struct jx_fill *fill, bool last) {
    struct jx_dates dates;
    const struct jx_fact *period = &fill->form->fields[JX_FIELD_PERIOD];
    if (!period->value || period->origin == JX_DERIVED || !jx_dates_read(period->value, &dates)) return NULL;
    const unsigned *part = dates.part[last ? dates.count - 1 : 0];
    if (part[JX_DATE_MONTH] == 0) return NULL;
    return part[JX_DATE_DAY] == 0
               ? jx_arena_format(fill->arena, "%u年%u月", part[JX_DATE_YEAR], part[JX_DATE_MONTH])
               : jx_arena_format(fill->arena, "%u年%u月%u日", part[JX_DATE_YEAR], part[JX_DATE_MONTH],
                                 part[JX_DATE_DAY]);
}

/* --- gaps ------------------------------------------------------------------------------------------------------------ */

/* Which date a gap is of: its own part again begins the next one. */
static size_t date_of_gap(const struct gap *gaps, size_t count, unsigned part) {
    size_t date = count == 0 ? 0 : gaps[count - 1].date;
    for (size_t i = 0; i < count; i++)
        if (gaps[i].date == date && gaps[i].part >= part) return date + 1;
    return date;
}

/* ××年×月: crosses hold the place of a number. Where they begin that end at `last`. */
static uint32_t marks_begin(const char *text, uint32_t first, uint32_t last) {
    static const char *const marks[] = {"×", "X", "x", "Ｘ", "*", "＊"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        uint32_t length = (uint32_t)strlen(marks[i]);
        if (last < first + length || memcmp(text + last - length, marks[i], length) != 0) continue;
        last -= length;
        i = (size_t)-1;
    }
    return last;
}

/* How many digits end at `last`. */
static uint32_t digits_before(const char *text, uint32_t last) {
    uint32_t at = last;
    while (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9') at--;
    return last - at;
}

static bool figure_before(const char *text, uint32_t last) {
    static const char *const figures[] = {"〇", "○",  "零", "一", "二", "三",
                                          "四", "五", "六", "七", "八", "九"};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        uint32_t length = (uint32_t)strlen(figures[i]);
        if (last >= length && memcmp(text + last - length, figures[i], length) == 0) return true;
    }
    return false;
}

/* The gap [at, end) before a sign; false: a number stands in it already. */
static bool gap_make(const char *text, uint32_t first, uint32_t at, uint32_t end, unsigned part,
                     struct gap *gap) {
    uint32_t from = end == at ? marks_begin(text, first, at) : at, digits = digits_before(text, from);
    bool century = part == JX_DATE_YEAR && digits == 2 && from < end;
    if (digits > 0 && !century) return false;
    *gap = (struct gap){.first = from, .last = end, .part = part};
    if (century) gap->century = (unsigned)strtoul(text + from - digits, NULL, 10);
    gap->figures = figure_before(text, from);
    return true;
}

/* The gaps before 年, 月 and 日 in a text; how many. One that a number stands in already is none. */
static size_t gaps_find(const char *text, uint32_t first, uint32_t last, struct gap gaps[GAPS_MOST]) {
    size_t count = 0, width;
    for (uint32_t at = first; at < last && count < GAPS_MOST;) {
        uint32_t end = jx_gap_end(text, at, last, &width);
        unsigned part = last - end < 3 ? JX_DATE_PARTS : jx_date_part(text + end);
        if (part != JX_DATE_PARTS && gap_make(text, first, at, end, part, &gaps[count])) {
            gaps[count].date = date_of_gap(gaps, count, part);
            count++;
        }
        if (part != JX_DATE_PARTS || end > at) {
            at = end + (part != JX_DATE_PARTS ? 3 : 0);
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

/* Whether a number can go on behind what is printed of it. */
static bool goes_on(const struct gap *gap, const struct jx_dates *dates) {
    return !gap->figures && (gap->century == 0 || gap->century == dates->part[gap->date][gap->part] / 100);
}

/* Whether the facts say what the gaps ask for: a date for each, and its year. `*less`: the gaps do not ask for all of it. */
static bool gaps_suit(const struct gap *gaps, size_t count, struct jx_dates *dates, enum jx_field field,
                      bool *less) {
    bool asked[2][JX_DATE_PARTS] = {{false}};
    size_t wanted = count == 0 ? 0 : gaps[count - 1].date + 1;
    *less = false;
    if (count < 2 || wanted > 2) return false;
    if (wanted == 2 && dates->count == 1 && field == JX_FIELD_PERIOD)
        memcpy(dates->part[1], dates->part[0], sizeof dates->part[0]), dates->count = 2;
    if (wanted != dates->count) return false;
    for (size_t i = 0; i < count; i++) asked[gaps[i].date][gaps[i].part] = true;
    for (size_t i = 0; i < count; i++)
        if (!goes_on(&gaps[i], dates)) return false;
    for (size_t date = 0; date < wanted; date++)
        for (unsigned part = JX_DATE_MONTH; part < JX_DATE_PARTS; part++)
            *less = *less || (dates->part[date][part] != 0 && !asked[date][part]);
    return true;
}

bool jx_fill_date_gaps(struct jx_fill *fill, const struct jx_fill_slot *slot) {
    const char *text = jx_fill_text_at(fill, slot->row, slot->column);
    struct gap gaps[GAPS_MOST];
    struct jx_dates dates;
    bool less;
    size_t width;
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
        const char *digits = jx_arena_format(fill->arena, "%u", number) + (gaps[i].century ? 2 : 0);
        bool marks = jx_gap_end(text, gap.first, gap.last, &width) < gap.last;
        if (marks)
            jx_fill_put_part(fill, &gap, gap.first, gap.last, digits);
        else
            jx_fill_gap(fill, &gap, digits);
    }
    struct jx_place where = jx_fill_place(fill, slot->row, slot->column);
    if (less) JX_DIAG(fill->diags, JX_MSG_SLOT_DATE_LESS, &where, fill->form->fields[slot->field].value);
    return true;
}

bool jx_fill_date_begun(const struct jx_fill *fill, const struct jx_fill_slot *slot) {
    const char *text = jx_fill_text_at(fill, slot->row, slot->column);
    struct gap gaps[GAPS_MOST];
    bool begun = false;
    size_t count = gaps_find(text, slot->whole ? 0 : slot->first, region_end(slot, text), gaps);
    for (size_t i = 0; i < count; i++) begun = begun || gaps[i].figures || gaps[i].century > 0;
    return begun;
}

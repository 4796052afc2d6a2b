#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/model/period.h"
#include "core/read/facts.h"
#include "core/read/pair_parts.h"
#include "core/read/regions.h"
#include "core/read/shared.h"
#include "core/read/years.h"
#include "core/words/title.h"

/* Characters that a project's name has beyond the words of labels. */
enum { NAME_UNKNOWN = 2 };

static void take_field(struct jx_reading *reading, struct jx_draft *draft, enum jx_field field,
                       const struct jx_seen *seen, const char *text, size_t length) {
    struct jx_spot spot = jx_seen_spot(seen);
    jx_field_take(reading, draft, field, text, length, jx_spot_place(reading, &spot), JX_READ);
    jx_spot_claim(&spot, JX_CLAIM_VALUE);
}

/* --- titles ----------------------------------------------------------------------------------------------------------------------- */

/* 年度绩效指标表, 长期绩效目标表: of the year's or the whole period's, so that it heads a part of a form. */
static bool heads_part(const struct jx_term *term) {
    const struct jx_tags tags = term->phrase.tags;
    if (jx_key_heads_part(term->key)) return true;
    bool time = jx_tags_have(tags, JX_TAG_YEAR) || jx_tags_have(tags, JX_TAG_PERIOD);
    return time && jx_tags_have(tags, JX_TAG_GOAL) && term->phrase.unknown <= 1 &&
           !jx_tags_have(tags, JX_TAG_PROJECT) && !jx_tags_have(tags, JX_TAG_SPENDING) &&
           !jx_tags_have(tags, JX_TAG_DEPARTMENT) && !jx_tags_have(tags, JX_TAG_PROJECT_SPENDING) &&
           !strpbrk(term->key, "0123456789");
}

bool jx_row_is_title(const struct jx_shape *shape, uint32_t row) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    if (count == 0 || count > 2) return false;
    if (jx_key_is_own_title(cells[0].term->key)) return !heads_part(cells[0].term);
    return count == 1 && jx_text_ends(cells[0].term->key, "项目绩效目标");
}

/* --- years -------------------------------------------------------------------------------------------------------------------------- */

/* The year's four digits in a line, one of `count` cells of its row; NULL: it tells none. `*alone`: it tells nothing else. */
static const char *line_year(struct jx_arena *arena, const struct jx_term *term, size_t count, bool *alone) {
    const char *key = term->key, *year = jx_term_tells_year(term, count) ? jx_key_year_digits(key) : NULL;
    *alone = year && jx_key_is_year(key);
    if (year || count > 1) return year;
    year = jx_key_chinese_year(arena, key, alone);
    return *alone || jx_key_is_own_title(key) ? year : NULL;
}

bool jx_line_take_span(struct jx_reading *reading, struct jx_draft *draft, const char *key,
                       struct jx_place at) {
    const struct jx_fact *fields = draft->form.fields;
    const char *last, *first = jx_key_span(key, &last);
    if (!first) return false;
    if (fields[JX_FIELD_PERIOD_START].value || fields[JX_FIELD_PERIOD_END].value) return true;
    jx_field_take(reading, draft, JX_FIELD_PERIOD_START, first, 4, at, JX_READ);
    jx_field_take(reading, draft, JX_FIELD_PERIOD_END, last, 4, at, JX_READ);
    return true;
}

void jx_lines_year(struct jx_reading *reading, struct jx_draft *draft, const struct jx_shape *shape,
                   uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end && !draft->form.fields[JX_FIELD_YEAR].value; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(shape, row, &count);
        for (size_t i = 0; i < count && !draft->form.fields[JX_FIELD_YEAR].value; i++) {
            bool alone;
            const char *year = line_year(reading->passing, cells[i].term, count, &alone);
            if (!year) continue;
            struct jx_spot spot = jx_seen_spot(&cells[i]);
            struct jx_place at = jx_spot_place(reading, &spot);
            if (!jx_line_take_span(reading, draft, cells[i].term->key, at))
                jx_field_take(reading, draft, JX_FIELD_YEAR, year, 4, at, JX_READ);
            if (alone) jx_spot_claim(&spot, JX_CLAIM_VALUE);
        }
    }
}

/* 2023年目标值 beside 2024年目标值: neither says which is the form's. */
static bool years_differ(const struct jx_seen *cells, size_t count, int year) {
    for (size_t i = 0; i < count; i++) {
        int other = jx_key_year(cells[i].term->key);
        if (other != 0 && other != year) return true;
    }
    return false;
}

static void take_label_year(struct jx_reading *reading, struct jx_draft *draft, const struct jx_seen *cells,
                            size_t count, const struct jx_seen *seen) {
    if (draft->form.fields[JX_FIELD_YEAR].value || !jx_key_labels_year(seen->term->key)) return;
    if (years_differ(cells, count, jx_key_year(seen->term->key))) return;
    struct jx_spot spot = jx_seen_spot(seen);
    jx_field_take(reading, draft, JX_FIELD_YEAR, seen->term->key, 4, jx_spot_place(reading, &spot), JX_READ);
}

/* 截止2027年: the year that something lasts until, 0: none. */
static int year_until(struct jx_arena *arena, const char *words) {
    static const char *const before[] = {"截止", "截至", "到", "至"};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (jx_text_starts(words, before[i])) return jx_year_parse(arena, words + strlen(before[i]));
    return 0;
}

/* 中期目标（2024年—2026年）: the years of a label of the period are the project's first and last. */
static void take_label_period(struct jx_reading *reading, struct jx_draft *draft,
                              const struct jx_seen *seen) {
    const char *key = seen->term->key, *open = strchr(key, '(');
    struct jx_period period;
    if (!open || !jx_tags_have(seen->term->phrase.tags, JX_TAG_PERIOD)) return;
    const char *words = jx_arena_copy(reading->passing, open + 1, strcspn(open + 1, ")"));
    if (!jx_period_parse(reading->passing, words, 0, &period)) {
        period = (struct jx_period){0, year_until(reading->passing, words)};
        if (period.last == 0) return;
    }
    struct jx_spot spot = jx_seen_spot(seen);
    const enum jx_field fields[] = {JX_FIELD_PERIOD_START, JX_FIELD_PERIOD_END};
    const int years[] = {period.first, period.last};
    for (size_t i = 0; i < 2; i++) {
        if (years[i] == 0 || draft->form.fields[fields[i]].value) continue;
        const char *year = jx_arena_format(reading->passing, "%d", years[i]);
        jx_field_take(reading, draft, fields[i], year, strlen(year), jx_spot_place(reading, &spot), JX_READ);
    }
}

/* 表6-1, 附件2: lines that the lexicon knows by their shape. */
static void take_known_line(struct jx_reading *reading, struct jx_draft *draft, const struct jx_seen *seen) {
    const struct jx_lexicon *lexicon = reading->lexicon;
    struct jx_spot spot = jx_seen_spot(seen);
    for (size_t i = 0; i < lexicon->line_count; i++) {
        struct jx_capture captures[JX_CAPTURES];
        size_t count;
        if (!jx_pattern_match(lexicon->lines[i].pattern, seen->term->key, captures, &count)) continue;
        jx_captures_take(reading, draft, captures, count, jx_spot_place(reading, &spot));
        jx_spot_claim(&spot, JX_CLAIM_VALUE);
        return;
    }
}

/* --- names and units ------------------------------------------------------------------------------------------------------------------ */

/* 水库移民后期扶持项目绩效目标 in a line of its own names the project. */
static void take_name(struct jx_reading *reading, struct jx_draft *draft, struct jx_terms *terms,
                      const struct jx_seen *seen) {
    static const char *const tails[] = {"项目绩效目标", "绩效目标"};
    const char *key = seen->term->key;
    if (draft->form.kind != JX_KIND_PROJECT || draft->form.fields[JX_FIELD_PROJECT_NAME].value) return;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        if (!jx_text_ends(key, tails[i])) continue;
        size_t length = strlen(key) - strlen(tails[i]);
        struct jx_term *name = jx_term_of(terms, jx_arena_copy(terms->arena, key, length), length);
        if (length > 0 && name->phrase.unknown > NAME_UNKNOWN)
            take_field(reading, draft, JX_FIELD_PROJECT_NAME, seen, key, length);
        return;
    }
}

/* 金额（万元） | 10 */
static bool labels_amount(const struct jx_seen *cells, size_t count, size_t index) {
    return jx_pair_bare_sum(&cells[index]) && index + 1 < count && cells[index + 1].term->amount;
}

/* 单位：万元, （万元）, or in the brackets of a label or title: of a cell among those of its row. With an amount behind it, 金额（万元） is
 * its label, too. */
static void take_unit(struct jx_reading *reading, struct jx_draft *draft, struct jx_terms *terms,
                      const struct jx_seen *cells, size_t count, size_t index) {
    const struct jx_seen *seen = &cells[index], *before = index == 0 ? NULL : seen - 1;
    if (draft->form.fields[JX_FIELD_MONEY_UNIT].value) return;
    const char *key = jx_key_behind_year(seen->term->key);
    struct jx_money_unit whole = jx_money_unit_read(key, strlen(key));
    struct jx_spot spot = jx_seen_spot(seen);
    whole.alone = whole.alone && whole.says != JX_MONEY_SILENT && !whole.other;
    const char *words = whole.alone ? key : jx_unit_words(terms->arena, seen->term);
    if (!words) return;
    struct jx_money_unit unit = jx_money_unit_of(terms->arena, words);
    if (unit.says == JX_MONEY_KNOWN) words = unit.word;
    jx_field_take(reading, draft, JX_FIELD_MONEY_UNIT, words, strlen(words), jx_spot_place(reading, &spot),
                  JX_READ);
    draft->unit_of_amount = !whole.alone && index + 1 < count && seen[1].term->amount;
    if (!whole.alone || labels_amount(cells, count, index)) return;
    jx_spot_claim(&spot, JX_CLAIM_VALUE);
    if (before && strcmp(before->term->key, "单位") == 0) before->cell->claim = JX_CLAIM_LABEL;
}

void jx_lines_unit(struct jx_reading *reading, struct jx_draft *draft, struct jx_terms *terms,
                   const struct jx_shape *shape, uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(shape, row, &count);
        for (size_t i = 0; i < count; i++)
            if (*cells[i].term->key != '\0') take_unit(reading, draft, terms, cells, count, i);
    }
}

void jx_lines_unit_below(struct jx_reading *reading, struct jx_draft *draft, struct jx_terms *terms,
                         const struct jx_shape *shape, uint32_t first, uint32_t end) {
    if (draft->form.fields[JX_FIELD_MONEY_UNIT].value || draft->strange_unit) return;
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(shape, row, &count);
        for (size_t i = 0; i < count; i++) {
            const char *words = jx_unit_words(terms->arena, cells[i].term);
            struct jx_money_unit unit = jx_money_unit_of(terms->arena, words);
            if (unit.says == JX_MONEY_KNOWN) take_unit(reading, draft, terms, cells, count, i);
        }
    }
}

/* A project's own label, before which no line above the table names it. */
static bool has_name_label(struct jx_terms *terms, const struct jx_shape *shape, uint32_t first,
                           uint32_t end) {
    for (uint32_t row = first; row < end; row++)
        if (jx_row_names_project(terms, shape, row)) return true;
    return false;
}

void jx_lines_take(struct jx_reading *reading, struct jx_draft *draft, struct jx_terms *terms,
                   const struct jx_shape *shape, uint32_t first, uint32_t end) {
    const bool named = has_name_label(terms, shape, first, end);
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(shape, row, &count);
        for (size_t i = 0; i < count; i++) {
            if (*cells[i].term->key == '\0') continue;
            if (count <= 2 && jx_key_is_own_title(cells[i].term->key) &&
                !draft->form.fields[JX_FIELD_TITLE].value)
                take_field(reading, draft, JX_FIELD_TITLE, &cells[i], cells[i].cell->text,
                           cells[i].cell->length);
            if (count == 1 && !named) take_name(reading, draft, terms, &cells[i]);
            take_unit(reading, draft, terms, cells, count, i);
            if (count <= 2 && cells[i].cell->claim == JX_CLAIM_NONE)
                take_known_line(reading, draft, &cells[i]);
        }
    }
    jx_lines_year(reading, draft, shape, first, end);
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(shape, row, &count);
        for (size_t i = 0; i < count; i++) {
            take_label_year(reading, draft, cells, count, &cells[i]);
            take_label_period(reading, draft, &cells[i]);
        }
    }
}

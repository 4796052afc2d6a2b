#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/model/period.h"
#include "core/read/facts.h"
#include "core/read/regions.h"
#include "core/words/title.h"

/* In characters: the longest line that may name a year; characters that a project's name has beyond the words of labels. */
enum { LONGEST_LINE = 40, NAME_UNKNOWN = 2 };

static void take_field(struct jx_reading *reading, struct jx_draft *draft, enum jx_field field,
                       const struct jx_seen *seen, const char *text, size_t length) {
    struct jx_spot spot = jx_seen_spot(seen);
    jx_field_take(reading, draft, field, text, length, jx_spot_place(reading, &spot), JX_READ);
    jx_spot_claim(&spot, JX_CLAIM_VALUE);
}

/* --- titles ----------------------------------------------------------------------------------------------------------------------- */

/* A title, but not 附件：…表. */
static bool is_title(const struct jx_term *term) {
    return jx_key_is_title(term->key) && !jx_text_starts(term->key, "附");
}

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
    if (is_title(cells[0].term)) return !heads_part(cells[0].term);
    return count == 1 && jx_text_ends(cells[0].term->key, "项目绩效目标");
}

/* --- years -------------------------------------------------------------------------------------------------------------------------- */

/* The four digits of the first 20xx年 or (20xx) in a key, or NULL. */
static const char *year_in(const char *key) {
    for (const char *at = strstr(key, "20"); at; at = strstr(at + 1, "20")) {
        if (strspn(at, "0123456789") != 4) continue;
        if (jx_text_starts(at + 4, "年") || (at > key && at[-1] == '(' && at[4] == ')')) return at;
    }
    return NULL;
}

/* Behind the months of a part of the year: 1-7月, 1至6月; the words themselves if they are none. */
static const char *behind_months(const char *words) {
    const char *at = words + strspn(words, "0123456789");
    if (at == words) return words;
    if (jx_text_starts(at, "至"))
        at += strlen("至");
    else
        at += strspn(at, "-~");
    at += strspn(at, "0123456789");
    return jx_text_starts(at, "月") ? at + strlen("月") : words;
}

/* (2024年度), 2024年度, (2024), (2024年度1-7月), or half of a pair of brackets: a line that is a year and nothing else. */
static bool is_year_line(const char *key) {
    const char *year = year_in(key);
    if (!year) return false;
    const char *behind = year + 4;
    if (jx_text_starts(behind, "年")) behind += strlen("年");
    if (jx_text_starts(behind, "度")) behind += strlen("度");
    behind = behind_months(behind);
    return year == key + (*key == '(') && strcmp(behind + (*behind == ')'), "") == 0;
}

/* （二〇二四年度）: the year of a line in Chinese figures; NULL: it says none. */
static const char *chinese_year(struct jx_arena *arena, const char *key) {
    const char *from = key + (*key == '('), *year = strstr(from, "年");
    if (!year || year - from != 4 * (ptrdiff_t)strlen("〇")) return NULL;
    const char *behind = year + strlen("年");
    if (jx_text_starts(behind, "度")) behind += strlen("度");
    if (strcmp(behind + (*behind == ')'), "") != 0) return NULL;
    const char *digits = jx_arena_copy(arena, from, (size_t)(year - from));
    const char *date = jx_date_parse(arena, jx_arena_format(arena, "%s年1月1日", digits));
    return !date ? NULL : jx_arena_copy(arena, date, 4);
}

/* …(2024年度) at the end of a line. */
static bool ends_in_year(const char *key) {
    const char *open = strrchr(key, '(');
    return open && is_year_line(open);
}

/* 2024年度 in front of 单位：万元 without brackets. */
static const char *behind_plain_year(const char *key) {
    static const char *const words[] = {"单位", "金额单位", "(单位"};
    if (year_in(key) != key) return NULL;
    const char *behind = key + 4;
    if (jx_text_starts(behind, "年")) behind += strlen("年");
    if (jx_text_starts(behind, "度")) behind += strlen("度");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (jx_text_starts(behind, words[i])) return behind;
    return NULL;
}

/* Behind a year in front of other words: （2024年度） 单位：万元. The key itself where there is none. */
static const char *behind_year(const char *key) {
    const char *plain = behind_plain_year(key);
    if (plain) return plain;
    size_t length = strcspn(key, ")");
    const char *year = year_in(key);
    return *key == '(' && year == key + 1 && key[length] == ')' && length < strlen("(2024年度") + 1
               ? key + length + 1
               : key;
}

static bool tells_year(const struct jx_term *term, size_t count) {
    if (count > 2 || !year_in(term->key)) return false;
    if (behind_year(term->key) != term->key) return true;
    if (is_title(term) || (count == 1 && is_year_line(term->key)) || ends_in_year(term->key)) return true;
    return count == 1 && strstr(term->key, "绩效") &&
           jx_text_characters(term->key, strlen(term->key)) < LONGEST_LINE;
}

void jx_lines_year(struct jx_reading *reading, struct jx_draft *draft, const struct jx_shape *shape,
                   uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end && !draft->form.fields[JX_FIELD_YEAR].value; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(shape, row, &count);
        for (size_t i = 0; i < count && !draft->form.fields[JX_FIELD_YEAR].value; i++) {
            const char *key = cells[i].term->key,
                       *year = tells_year(cells[i].term, count) ? year_in(key) : NULL;
            bool alone = year && is_year_line(key);
            if (!year && count == 1) alone = (year = chinese_year(reading->passing, key));
            if (!year) continue;
            struct jx_spot spot = jx_seen_spot(&cells[i]);
            jx_field_take(reading, draft, JX_FIELD_YEAR, year, 4, jx_spot_place(reading, &spot), JX_READ);
            if (alone) jx_spot_claim(&spot, JX_CLAIM_VALUE);
        }
    }
}

/* 2024年度目标, 2024年预算数: the year of a label is the form's. */
static bool is_label_of_year(const char *key) {
    static const char *const words[] = {"绩效目标", "目标", "金额", "预算金额", "预算数", "预算"};
    if (year_in(key) != key) return false;
    const char *behind = key + 4 + strlen("年");
    if (jx_text_starts(behind, "度")) behind += strlen("度");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(behind, words[i]) == 0) return true;
    return false;
}

static void take_label_year(struct jx_reading *reading, struct jx_draft *draft, const struct jx_seen *seen) {
    if (draft->form.fields[JX_FIELD_YEAR].value || !is_label_of_year(seen->term->key)) return;
    struct jx_spot spot = jx_seen_spot(seen);
    jx_field_take(reading, draft, JX_FIELD_YEAR, seen->term->key, 4, jx_spot_place(reading, &spot), JX_READ);
}

int jx_key_year(const char *key) {
    const char *year = year_in(key);
    return !year ? 0 : (int)strtol(year, NULL, 10);
}

int jx_rows_year(const struct jx_shape *shape, uint32_t head) {
    for (uint32_t row = head; row-- > 0;) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(shape, row, &count);
        for (size_t i = 0; i < count; i++)
            if (tells_year(cells[i].term, count) || is_label_of_year(cells[i].term->key))
                return jx_key_year(cells[i].term->key);
    }
    return 0;
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

/* 单位：万元, （万元）, or in the brackets of a label or title; `before` is the cell at its left, NULL: there is none. */
static void take_unit(struct jx_reading *reading, struct jx_draft *draft, struct jx_terms *terms,
                      const struct jx_seen *seen, const struct jx_seen *before) {
    if (draft->form.fields[JX_FIELD_MONEY_UNIT].value) return;
    const char *key = behind_year(seen->term->key);
    struct jx_money_unit whole = jx_money_unit_read(key, strlen(key));
    struct jx_spot spot = jx_seen_spot(seen);
    whole.alone = whole.alone && whole.says != JX_MONEY_SILENT && !whole.other;
    const char *words = whole.alone ? key : jx_unit_words(terms->arena, seen->term);
    if (!words) return;
    struct jx_money_unit unit = jx_money_unit_of(terms->arena, words);
    if (unit.says == JX_MONEY_KNOWN) words = unit.word;
    jx_field_take(reading, draft, JX_FIELD_MONEY_UNIT, words, strlen(words), jx_spot_place(reading, &spot),
                  JX_READ);
    if (!whole.alone) return;
    jx_spot_claim(&spot, JX_CLAIM_VALUE);
    if (before && strcmp(before->term->key, "单位") == 0) before->cell->claim = JX_CLAIM_LABEL;
}

void jx_lines_unit(struct jx_reading *reading, struct jx_draft *draft, struct jx_terms *terms,
                   const struct jx_shape *shape, uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(shape, row, &count);
        for (size_t i = 0; i < count; i++)
            if (*cells[i].term->key != '\0') take_unit(reading, draft, terms, &cells[i], NULL);
    }
}

void jx_lines_take(struct jx_reading *reading, struct jx_draft *draft, struct jx_terms *terms,
                   const struct jx_shape *shape, uint32_t first, uint32_t end) {
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(shape, row, &count);
        for (size_t i = 0; i < count; i++) {
            if (*cells[i].term->key == '\0') continue;
            if (count <= 2 && is_title(cells[i].term) && !draft->form.fields[JX_FIELD_TITLE].value)
                take_field(reading, draft, JX_FIELD_TITLE, &cells[i], cells[i].cell->text,
                           cells[i].cell->length);
            if (count == 1) take_name(reading, draft, terms, &cells[i]);
            take_unit(reading, draft, terms, &cells[i], i == 0 ? NULL : &cells[i - 1]);
            if (count <= 2 && cells[i].cell->claim == JX_CLAIM_NONE)
                take_known_line(reading, draft, &cells[i]);
        }
    }
    jx_lines_year(reading, draft, shape, first, end);
    for (uint32_t row = first; row < end; row++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(shape, row, &count);
        for (size_t i = 0; i < count; i++) {
            take_label_year(reading, draft, &cells[i]);
            take_label_period(reading, draft, &cells[i]);
        }
    }
}

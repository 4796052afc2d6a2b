#include "core/read/years.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/period.h"
#include "core/words/title.h"

/* In characters: the longest line that may name a year. */
enum { LONGEST_LINE = 40 };

const char *jx_key_year_digits(const char *key) {
    for (const char *at = strstr(key, "20"); at; at = strstr(at + 1, "20")) {
        if (strspn(at, "0123456789") != 4) continue;
        if (jx_text_starts(at + 4, "年") || (at > key && at[-1] == '(' && at[4] == ')')) return at;
    }
    return NULL;
}

static const char *behind_word(const char *at) {
    if (jx_text_starts(at, "年")) at += strlen("年");
    if (jx_text_starts(at, "度")) at += strlen("度");
    return at;
}

const char *jx_behind_year(const char *digits) {
    return behind_word(digits + 4);
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

bool jx_key_is_year(const char *key) {
    const char *year = jx_key_year_digits(key);
    if (!year) return false;
    const char *behind = behind_months(jx_behind_year(year));
    return year == key + (*key == '(') && strcmp(behind + (*behind == ')'), "") == 0;
}

/* The four digits of what stands before 年, from the beginning of a key or a bracket on; NULL: it is no year. */
static const char *chinese_digits(struct jx_arena *arena, const char *key, const char *year) {
    const size_t length = 4 * strlen("〇");
    if ((size_t)(year - key) < length) return NULL;
    const char *from = year - length;
    if (from > key && from[-1] != '(') return NULL;
    const char *date =
        jx_date_parse(arena, jx_arena_format(arena, "%s年1月1日", jx_arena_copy(arena, from, length)));
    return !date ? NULL : jx_arena_copy(arena, date, 4);
}

const char *jx_key_chinese_year(struct jx_arena *arena, const char *key, bool *alone) {
    const char *digits = NULL, *year = key;
    for (; !digits && (year = strstr(year, "年")); year += strlen("年"))
        digits = chinese_digits(arena, key, year);
    if (!digits) return NULL;
    const char *behind = behind_word(year - strlen("年"));
    size_t before = (size_t)(year - key) - 5 * strlen("〇");
    *alone = before == (*key == '(') && strcmp(behind + (*behind == ')'), "") == 0;
    return digits;
}

/* …(2024年度) at the end of a line. */
static bool ends_in_year(const char *key) {
    const char *open = strrchr(key, '(');
    return open && jx_key_is_year(open);
}

/* 2024年度 in front of 单位：万元 without brackets. */
static const char *behind_plain_year(const char *key) {
    static const char *const words[] = {"单位", "金额单位", "(单位"};
    if (jx_key_year_digits(key) != key) return NULL;
    const char *behind = jx_behind_year(key);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (jx_text_starts(behind, words[i])) return behind;
    return NULL;
}

const char *jx_key_behind_year(const char *key) {
    const char *plain = behind_plain_year(key);
    if (plain) return plain;
    size_t length = strcspn(key, ")");
    const char *year = jx_key_year_digits(key);
    return *key == '(' && year == key + 1 && key[length] == ')' && length < strlen("(2024年度") + 1
               ? key + length + 1
               : key;
}

bool jx_term_tells_year(const struct jx_term *term, size_t count) {
    if (!jx_key_year_digits(term->key)) return false;
    if (count == 3 && jx_key_is_year(term->key)) return true; /* 编制单位：某某局 | 2020年 | 单位：万元 */
    if (count > 2) return false;
    if (jx_key_behind_year(term->key) != term->key) return true;
    if (jx_key_is_own_title(term->key) || (count == 1 && jx_key_is_year(term->key)) ||
        ends_in_year(term->key))
        return true;
    return count == 1 && strstr(term->key, "绩效") &&
           jx_text_characters(term->key, strlen(term->key)) < LONGEST_LINE;
}

bool jx_key_labels_year(const char *key) {
    static const char *const words[] = {"绩效目标", "目标", "金额",   "预算金额",
                                        "预算数",   "预算", "目标值", "指标值"};
    if (jx_key_year_digits(key) != key) return false;
    const char *behind = jx_behind_year(key);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(behind, words[i]) == 0) return true;
    return false;
}

int jx_key_year(const char *key) {
    const char *year = jx_key_year_digits(key);
    return !year ? 0 : (int)strtol(year, NULL, 10);
}

int jx_label_year(enum jx_field field, const char *key) {
    const char *year = jx_key_year_digits(key);
    bool goal = field == JX_FIELD_GOAL_ANNUAL, former = field == JX_FIELD_FUND_CARRYOVER;
    bool period = field == JX_FIELD_PERIOD_FUND_TOTAL || field == JX_FIELD_PERIOD_FUND_FISCAL ||
                  field == JX_FIELD_PERIOD_FUND_OTHER;
    if (!year || former || period || (!goal && !jx_field_is_money(field))) return 0;
    bool several = strstr(key, "20") != year || jx_key_year_digits(year + 4);
    return several ? 0 : jx_key_year(key);
}

const char *jx_key_span(const char *key, const char **last) {
    for (const char *at = strstr(key, "20"); at; at = strstr(at + 1, "20")) {
        if (strspn(at, "0123456789") != 4) continue;
        const char *behind = jx_behind_year(at);
        *last = behind + strcspn(behind, "20");
        if (jx_dash_length(behind) > 0 && strspn(*last, "0123456789") == 4) return at;
    }
    return NULL;
}

bool jx_key_is_span(const char *key) {
    const char *last;
    return jx_key_span(key, &last);
}

/* 2023年决算 | 2024年预算 | 2025年申请: a row that names several years says none of the form. */
static bool names_years(const struct jx_seen *cells, size_t count) {
    int first = 0;
    for (size_t i = 0; i < count; i++) {
        int year = jx_key_year(cells[i].term->key);
        if (year != 0 && first != 0 && year != first) return true;
        if (year != 0) first = year;
    }
    return false;
}

/* 2025 behind 预算年度 */
static int labelled_year(const struct jx_seen *cells, size_t count) {
    static const char *const words[] = {"预算年度", "年度", "所属年度", "申报年度", "填报年度", "项目年度"};
    for (size_t i = 0; i + 1 < count; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
            const char *key = cells[i + 1].term->key;
            if (strcmp(cells[i].term->key, words[k]) != 0 || !jx_text_starts(key, "20")) continue;
            if (strspn(key, "0123456789") == 4 && *jx_behind_year(key) == '\0')
                return (int)strtol(key, NULL, 10);
        }
    return 0;
}

/* Behind the longest of these words that a text begins with; the text itself: it begins with none. */
static const char *behind_words(const char *text, const char *const *words, size_t count) {
    size_t longest = 0;
    for (size_t i = 0; i < count; i++)
        if (jx_text_starts(text, words[i]) && strlen(words[i]) > longest) longest = strlen(words[i]);
    return text + longest;
}

/* Whether a year's words say nothing but that money was or will be given: 已安排, 拟申请资金. `spent`: or what came of it. */
static bool says_given(const char *words, bool *spent) {
    static const char *const given[] = {"预算", "资金", "金额", "申请", "安排", "计划", "投资",
                                        "投入", "经费", "需求", "预计", "已",   "拟",   "下达",
                                        "批复", "核定", "落实", "筹措", "总",   "额",   "数"};
    static const char *const came[] = {"执行", "决算", "实际", "完成", "到位", "支付", "支出", "使用"};
    while (*words != '\0') {
        const char *behind = behind_words(words, given, sizeof given / sizeof *given);
        if (behind == words) {
            behind = behind_words(words, came, sizeof came / sizeof *came);
            *spent = true;
        }
        if (behind == words) return false;
        words = behind;
    }
    return true;
}

bool jx_key_is_bare_year(const char *key) {
    return jx_text_starts(key, "20") && strspn(key, "0123456789") == 4 && key[4] == '\0';
}

int jx_key_of_year(const char *key, bool *spent) {
    static const char *const others[] = {"以前年度", "以后年度", "往年",   "以后各年", "上年度",
                                         "上年",     "去年",     "下年度", "下年",     "明年"};
    *spent = false;
    if (!strstr(key, "结") && /* 上年结转: of this year's */
        behind_words(key, others, sizeof others / sizeof *others) != key)
        return JX_YEAR_OTHER;
    if (jx_key_is_bare_year(key)) return (int)strtol(key, NULL, 10);
    if (jx_key_year_digits(key) != key || !says_given(jx_behind_year(key), spent)) return 0;
    return jx_key_year(key);
}

bool jx_term_says_time(const struct jx_term *term) {
    static const enum jx_tag times[] = {JX_TAG_HALF, JX_TAG_FORMER, JX_TAG_YEAR, JX_TAG_PERIOD,
                                        JX_TAG_OVERALL};
    if (jx_key_is_span(term->key) || jx_key_is_year(term->key)) return true;
    for (size_t i = 0; i < sizeof times / sizeof *times && term->phrase.unknown == 0; i++)
        if (jx_tags_have(term->phrase.tags, times[i])) return true;
    return false;
}

/* Whether a row tells the year of what stands below it. */
static bool row_tells_year(const struct jx_shape *shape, uint32_t row, int *year) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(shape, row, &count);
    *year = labelled_year(cells, count);
    if (*year != 0) return true;
    for (size_t i = 0; i < count && !names_years(cells, count); i++) {
        if (!jx_term_tells_year(cells[i].term, count) && !jx_key_labels_year(cells[i].term->key)) continue;
        *year = jx_key_year(cells[i].term->key);
        return true;
    }
    return false;
}

/* A sheet may have thousands of forms, none of which says its year: what was searched for one is not searched for the next. */
int jx_rows_year(const struct jx_shape *shape, uint32_t head) {
    struct jx_shape_year *known = shape->year;
    int year = 0;
    if (head >= known->from && head <= known->searched) return known->year;
    bool goes_on = known->from <= known->searched && head > known->searched;
    for (uint32_t row = head, stop = goes_on ? known->searched : 0; row-- > stop;)
        if (row_tells_year(shape, row, &year)) {
            *known = (struct jx_shape_year){row + 1, head, year};
            return year;
        }
    if (goes_on)
        known->searched = head;
    else
        *known = (struct jx_shape_year){0, head, 0};
    return known->year;
}

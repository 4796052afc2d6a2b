/*
 * What may stand behind a number for a text to be a quantity and nothing else.
 *
 * 人, %, 个乡镇, 元/人 are units; 完成, 以上, 月底前, 余人 are words that make the number part of a sentence. The rule leans
 * to the safe side: a quantity taken for words still prints as it was, while a sentence taken for a quantity would be
 * weighed, summed and compared as if it were one.
 */
#include "core/model/unit.h"

#include <string.h>

#include "core/base/text.h"

/* Characters in one part of a unit (个有效工作日), and parts of it (元/人/月). */
enum { PART_LONGEST = 6, PARTS_MOST = 3 };

static bool is_among(uint32_t c, const uint32_t *characters) {
    for (; *characters != 0; characters++)
        if (*characters == c) return true;
    return false;
}

/* Letters, Chinese characters, and the signs of which units are made; no digits, no punctuation. */
static bool is_unit_sign(uint32_t c) {
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x4e00, 0x9fff}, {'%', '%'},         {'A', 'Z'},       {'a', 'z'},       {0xb0, 0xb0},
        {0xb2, 0xb3},     {0xb5, 0xb5},       {0xb7, 0xb7},     {0xc0, 0x24f},    {0x370, 0x3ff},
        {0x2030, 0x2031}, {0x2032, 0x2033},   {0x2100, 0x214f}, {0x3300, 0x33ff}, {0x3400, 0x4dbf},
        {0xf900, 0xfaff}, {0x20000, 0x3134f},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i].first && c <= ranges[i].last) return true;
    return false;
}

/* Words that go on with the sentence, of one character each: at its beginning, anywhere, at its end. */
static const uint32_t heads[] = U"多来几上下";
static const uint32_t anywhere[] = U"完达到每各且或和及与不无是为已未均都其含以之第约超余半至";
static const uint32_t tails[] = U"内前后底末初起止间多";

/* The same of two characters. */
static bool goes_on_in_words(const char *part, size_t length) {
    static const char *const inside[] = {"左右", "期间", "年间", "上旬", "中旬", "下旬"};
    static const char last[][sizeof "合格"] = {"合格", "覆盖", "发放", "参加", "开展", "通过", "办结", "支付",
                                               "拨付", "落实", "实施", "提高", "提升", "增长", "下降", "降低",
                                               "减少", "增加", "及时", "准确", "满意", "达标"};
    enum { WORD = sizeof last[0] - 1 };
    if (length < WORD) return false; /* as most units */
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
        if (memmem(part, length, inside[i], strlen(inside[i]))) return true;
    for (size_t i = 0; i < sizeof last / sizeof *last; i++)
        if (memcmp(part + length - WORD, last[i], WORD) == 0) return true;
    return false;
}

/* 100人参加, 余人, 多次, 人以上, 月底. */
static bool goes_on(const char *part, size_t length) {
    const char *at = part, *end = part + length;
    uint32_t c = jx_text_next(&at, end);
    /* 3起 (cases) and 20间 (rooms) are counts, though what ends in them is not. */
    if (at == end && (c == U'起' || c == U'间')) return false;
    if (is_among(c, heads)) return true;
    for (;; c = jx_text_next(&at, end)) {
        if (is_among(c, anywhere)) return true;
        if (at == end) break;
    }
    return is_among(c, tails) || goes_on_in_words(part, length);
}

/* 台（套）: another word for the unit in brackets behind it, of two characters at most. Where the brackets begin; `end`: there are
 * none, or something else stands in them. */
static const char *behind_unit(const char *part, const char *end) {
    const char *open = end > part && end[-1] == ')' ? memchr(part, '(', (size_t)(end - part)) : NULL;
    size_t characters = 0;
    if (!open || open == part) return end;
    for (const char *at = open + 1; at < end - 1; characters++)
        if (!is_unit_sign(jx_text_next(&at, end - 1))) return end;
    bool unit = characters > 0 && characters <= 2 && !goes_on(open + 1, (size_t)(end - open) - 2);
    return unit ? open : end;
}

/* One part, between two strokes: 元, 万元, 人, %. A percent sign stands alone: what follows it is a sentence. */
static bool is_part(const char *part, const char *end) {
    end = behind_unit(part, end);
    size_t length = (size_t)(end - part);
    size_t characters = 0;
    bool percent = false;
    for (const char *p = part; p < end; characters++) {
        uint32_t c = jx_text_next(&p, end);
        if (!is_unit_sign(c)) return false;
        percent = percent || c == '%' || c == 0x2030;
    }
    if (percent) return characters == 1;
    return characters && characters <= PART_LONGEST && !goes_on(part, length);
}

/* ² and ³ belong to what stands before them, which may be the number: 12²公里. */
static bool begins_raised(const char *text, size_t length) {
    static const char two[] = "²", three[] = "³";
    return length >= strlen(two) && (!memcmp(text, two, strlen(two)) || !memcmp(text, three, strlen(three)));
}

bool jx_is_unit(const char *text, size_t length) {
    const char *end = text + length;
    if (begins_raised(text, length)) return false;
    for (int parts = 0; parts < PARTS_MOST; parts++) {
        const char *stroke = memchr(text, '/', (size_t)(end - text));
        if (!is_part(text, stroke ? stroke : end)) return false;
        if (!stroke) return true;
        text = stroke + 1;
    }
    return false;
}

bool jx_is_common_unit(const char *key) {
    static const char *const units[] = {
        "%",      "个",   "人",     "人次",   "次", "户", "元", "万元", "亿元", "米", "亩",   "万亩", "公里",
        "千米",   "公顷", "平方米", "立方米", "台", "套", "项", "件",   "份",   "处", "座",   "家",   "所",
        "吨",     "万吨", "公斤",   "千克",   "辆", "本", "篇", "场",   "场次", "批", "批次", "个月", "小时",
        "工作日", "万人", "条",     "头",     "株", "棵", "起", "宗",   "册",   "盏", "间",   "只",   "‰",
        "台套",   "km",   "天",     "名",     "例", "支", "栋", "幢",   "张",   "℃",  "分钟"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(key, units[i]) == 0) return true;
    return false;
}

static bool is_word(const char *text, size_t length, const char *word) {
    return length == strlen(word) && !memcmp(text, word, length);
}

/* The number before it as an integer, or -1: a date has no point and no more than four digits. */
static int small_integer(const char *number) {
    int value = 0;
    size_t digits = strspn(number, "0123456789");
    if (!digits || digits > 4 || number[digits]) return -1;
    for (const char *p = number; *p; p++) value = value * 10 + (*p - '0');
    return value;
}

/* 2024.12 and 2024.6 stand for months. */
static bool is_year_and_month(const char *number) {
    if (strspn(number, "0123456789") != 4 || number[4] != '.') return false;
    int month = small_integer(number + 5);
    return (number[0] == '1' || number[0] == '2') && month >= 1 && month <= 12 && strlen(number + 5) <= 2;
}

bool jx_is_date(const char *number, const char *unit, size_t length) {
    int value = small_integer(number);
    if (!length) return is_year_and_month(number);
    if (is_word(unit, length, "月") || is_word(unit, length, "月份")) return value >= 1 && value <= 12;
    if (is_word(unit, length, "季度")) return value >= 1 && value <= 4;
    if (is_word(unit, length, "号")) return value >= 1 && value <= 31;
    if (is_word(unit, length, "年") || is_word(unit, length, "年度") || is_word(unit, length, "年份"))
        return value >= 1900 && value <= 2099;
    return false;
}

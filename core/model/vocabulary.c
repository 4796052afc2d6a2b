/*
 * The words of the two upper levels of indicators, and the few other words that mean something by themselves.
 *
 * Spellings are compared by a stem: no white space, half-width signs, without marks, a number or letter in front, 指标 at the end and
 * what stands behind it in brackets or in another language, such as ★数量指标（必填）, 产出指标(50分), （一）数量指标 or A数量指标.
 */
#include "core/model/vocabulary.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/numbering.h"
#include "core/base/scripts.h"
#include "core/base/text.h"
#include "core/model/marks.h"

#define OUTPUT       "产出指标"
#define COST         JX_LEVEL1_COST
#define BENEFIT      "效益指标"
#define SATISFACTION JX_LEVEL1_SATISFACTION
#define SATISFIED    "服务对象满意度指标"

/* 成本指标 is a level 2 of 产出 in the form of 2015 and a level 1 in that of 2021; forms that only half changed over
 * print it under itself. */
const struct jx_category jx_categories[] = {
    {OUTPUT, "数量指标", true},        {OUTPUT, "质量指标", true},
    {OUTPUT, "时效指标", true},        {OUTPUT, COST, true},
    {COST, "经济成本指标", false},     {COST, "社会成本指标", false},
    {COST, "生态环境成本指标", false}, {COST, COST, false},
    {BENEFIT, "经济效益指标", true},   {BENEFIT, "社会效益指标", true},
    {BENEFIT, "生态效益指标", true},   {BENEFIT, "可持续影响指标", true},
    {SATISFACTION, SATISFIED, true},   {NULL, NULL, false},
};

static const char *const level1_names[] = {OUTPUT, COST, BENEFIT, SATISFACTION};

/* What forms print for the one category of 满意度, as stems. */
static const char *const satisfaction_words[] = {
    "满意度",
    "服务对象满意度",
    "服务对象的满意度",
    "社会公众满意度",
    "社会公众或服务对象满意度",
    "服务对象或社会公众满意度",
    "受益对象满意度",
    "受益人满意度",
    "受益群体满意度",
    "受益群众满意度",
    "项目受益人满意度",
    "服务对象或项目受益人满意度",
    "服务对象和项目受益人满意度",
    "服务对象、项目受益人满意度",
    "社会公众或受益对象满意度",
};

/* Nothing that is a category's name is longer than this, so that a page of prose is not copied to be compared. */
enum { LONGEST = 240 };

/* A spelling without what may stand around the name: so many bytes of its key, none where it cannot be one. */
struct stem {
    const char *key;
    size_t length;
};

static bool ends_with(struct stem stem, const char *tail) {
    size_t length = strlen(tail);
    return stem.length > length && !memcmp(stem.key + stem.length - length, tail, length);
}

/* Letters in front of the words; behind them there must be a word of letters. */
enum { LETTERS_BEFORE = 1, LETTERS_BEHIND = 4 };

/* Behind the marks, the number or the letters that a key begins with: ★1.数量指标, 1.★数量指标. */
static const char *stem_begin(const char *key) {
    size_t length;
    key += jx_numbering_length(key);
    unsigned char first = (unsigned char)*key;
    if (first == '\0' || (first > 0xE3 && first < 0xEA)) return key; /* Chinese, as most */
    size_t marks = jx_marks_length(key);
    if (marks > 0) key += marks + jx_numbering_length(key + marks);
    first = (unsigned char)*key;
    if (first > 0xE1 && first < 0xEA) return key;
    return strnlen(key, LONGEST + 1) > LONGEST
               ? key
               : jx_text_chinese(key, LETTERS_BEFORE, LETTERS_BEHIND, &length);
}

/* Without a number, without a closing bracket of remarks, then without a closing 指标. */
static struct stem stem_of(const char *key) {
    key = stem_begin(key);
    struct stem stem = {key, strnlen(key, LONGEST + 1)};
    if (stem.length > LONGEST) return (struct stem){"", 0};
    jx_text_chinese(key, LETTERS_BEFORE, LETTERS_BEHIND, &stem.length);
    stem.length = jx_marks_cut(stem.key, stem.length);
    if (ends_with(stem, ")")) {
        const char *open = strrchr(stem.key, '(');
        if (open && open != stem.key) stem.length = (size_t)(open - stem.key);
    }
    if (ends_with(stem, "指标")) stem.length -= strlen("指标");
    return stem;
}

/* Whether a stem is just this word, but for `tail` bytes at the word's end. Most cells of a list are none of our words, and
 * differ in the first character. */
static inline bool is_stem(struct stem stem, const char *word, size_t tail) {
    if (stem.key[0] != word[0] || stem.key[1] != word[1] || stem.key[2] != word[2]) return false;
    return stem.length + tail == strlen(word) && !memcmp(stem.key, word, stem.length);
}

/* The first characters of all names of both levels. */
#define BIT JX_TEXT_BIT
static const uint64_t firsts = BIT(U'产') | BIT(U'成') | BIT(U'效') | BIT(U'满') | BIT(U'数') | BIT(U'质') |
                               BIT(U'时') | BIT(U'经') | BIT(U'社') | BIT(U'生') | BIT(U'可') | BIT(U'服') |
                               BIT(U'受') | BIT(U'项');

static const char *level1_of_stem(struct stem stem) {
    if (!jx_text_may_begin(stem.key, firsts)) return NULL;
    for (size_t i = 0; i < sizeof level1_names / sizeof *level1_names; i++)
        if (is_stem(stem, level1_names[i], strlen("指标"))) return level1_names[i];
    return NULL;
}

static const char *level2_of_stem(struct stem stem) {
    if (!jx_text_may_begin(stem.key, firsts)) return NULL;
    for (const struct jx_category *c = jx_categories; c->level1; c++)
        if (is_stem(stem, c->level2, strlen("指标"))) return c->level2;
    for (size_t i = 0; i < sizeof satisfaction_words / sizeof *satisfaction_words; i++)
        if (is_stem(stem, satisfaction_words[i], 0)) return SATISFIED;
    return NULL;
}

/* 产出数量, 产出质量指标: both levels in one word. */
static bool run_together(const char *key, struct jx_level_words *pair) {
    for (size_t i = 0; i < sizeof level1_names / sizeof *level1_names; i++) {
        size_t length = strlen(level1_names[i]) - strlen("指标");
        if (strncmp(key, level1_names[i], length) != 0 || key[length] == '\0') continue;
        *pair = (struct jx_level_words){level1_names[i], level2_of_stem(stem_of(key + length))};
        if (pair->level2) return true;
    }
    return false;
}

static const char *behind_word(const char *text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (jx_text_starts(text, words[i])) return text + strlen(words[i]);
    return NULL;
}

/* Behind the name of a level 1, with or without 指标; NULL: none begins here. */
static const char *behind_level1(const char *text, size_t *which) {
    for (size_t i = 0; i < sizeof level1_names / sizeof *level1_names; i++) {
        size_t stem = strlen(level1_names[i]) - strlen("指标");
        if (strncmp(text, level1_names[i], stem) != 0) continue;
        *which = i;
        text += stem;
        return jx_text_starts(text, "指标") ? text + strlen("指标") : text;
    }
    return NULL;
}

bool jx_level1_among(const char *key, const char *level1) {
    static const char *const between[] = {"和", "与", "及", "以及", "、"};
    size_t which, count = 0;
    bool found = false;
    const char *at = key, *behind;
    while ((behind = behind_level1(at, &which))) {
        found = found || !level1 || strcmp(level1_names[which], level1) == 0;
        count++;
        at = *behind == '\0' ? NULL : behind_word(behind, between, sizeof between / sizeof *between);
        if (!at) return *behind == '\0' && count > 1 && found;
    }
    return false;
}

bool jx_level_pair(struct jx_arena *arena, const char *key, struct jx_level_words *pair) {
    static const char *const between[] = {"-", "—", "/", ">", "·", "_", "、"};
    size_t length = strnlen(key, LONGEST + 1);
    for (size_t i = 0; i < sizeof between / sizeof *between && length <= LONGEST; i++) {
        const char *at = strstr(key, between[i]);
        if (!at || at == key) continue;
        const char *behind = at;
        while (jx_text_starts(behind, between[i])) behind += strlen(between[i]);
        const char *before = jx_arena_copy(arena, key, (size_t)(at - key));
        *pair = (struct jx_level_words){level1_of_stem(stem_of(before)), level2_of_stem(stem_of(behind))};
        if (!pair->level1 || !pair->level2) continue;
        bool under = strcmp(jx_level1_of(pair->level2, pair->level1), pair->level1) == 0;
        if (under || !jx_level1_among(key, NULL)) return true; /* 效益、满意度指标 are two levels 1 */
    }
    return length <= LONGEST && run_together(key, pair);
}

struct jx_level_words jx_level_words(const char *key) {
    if (!jx_text_may_begin(stem_begin(key), firsts)) return (struct jx_level_words){NULL, NULL};
    struct stem stem = stem_of(key);
    return (struct jx_level_words){level1_of_stem(stem), level2_of_stem(stem)};
}

const char *jx_level1_canonical(struct jx_arena *arena, const char *text) {
    return level1_of_stem(stem_of(jx_text_as_key(arena, text)));
}

const char *jx_level2_canonical(struct jx_arena *arena, const char *text) {
    static const char word[] = "满意度";
    struct stem stem = stem_of(jx_text_as_key(arena, text));
    const char *known = level2_of_stem(stem);
    if (known) return known;
    return memmem(stem.key, stem.length, word, strlen(word)) ? SATISFIED : NULL;
}

const char *jx_level1_of(const char *level2, const char *under) {
    const char *first = NULL;
    if (!level2) return NULL;
    for (const struct jx_category *c = jx_categories; c->level1; c++) {
        if (strcmp(c->level2, level2)) continue;
        if (under && !strcmp(c->level1, under)) return c->level1;
        if (!first) first = c->level1;
    }
    return first;
}

const char *jx_level2_only(const char *level1) {
    const char *only = NULL;
    if (!level1) return NULL;
    for (const struct jx_category *c = jx_categories; c->level1; c++) {
        if (strcmp(c->level1, level1)) continue;
        if (only) return NULL;
        only = c->level2;
    }
    return only;
}

/* Even numbers are categories, the odd one behind a level 1's last category is what else stands under it. */
size_t jx_category_order(const char *level1, const char *level2) {
    size_t order = 0;
    size_t behind = 2 * sizeof jx_categories / sizeof *jx_categories;
    for (const struct jx_category *c = jx_categories; level1 && c->level1; c++, order += 2) {
        if (strcmp(c->level1, level1)) continue;
        if (level2 && !strcmp(c->level2, level2)) return order;
        behind = order + 1;
    }
    return behind;
}

/* Whether a text begins with a Chinese character (U+4000 to U+9FFF, which is the same in its key) that is none of a set. */
static bool begins_otherwise(const char *text, uint64_t set) {
    unsigned char first = (unsigned char)*text;
    return first >= 0xE4 && first <= 0xE9 && !jx_text_may_begin(text, set);
}

/* Nothing, or 该项目, 本指标, 此类指标 …: of what something is said. */
static bool is_subject(const char *text, size_t length) {
    static const char *const these[] = {"该", "本", "此"};
    static const char *const things[] = {"项目",   "指标",   "项",       "类",
                                         "项指标", "类指标", "绩效指标", "项绩效指标"};
    if (!length) return true;
    for (size_t i = 0; i < sizeof these / sizeof *these; i++) {
        size_t head = strlen(these[i]);
        if (length < head || memcmp(text, these[i], head)) continue;
        for (size_t j = 0; j < sizeof things / sizeof *things; j++)
            if (strlen(things[j]) == length - head && !memcmp(text + head, things[j], length - head))
                return true;
    }
    return false;
}

/* [subject]不适用[于][subject], perhaps in brackets or with a full stop. */
bool jx_text_not_applicable(struct jx_arena *arena, const char *text) {
    static const char words[] = "不适用", at[] = "于", stop[] = "。";
    static const uint64_t begin = BIT(U'不') | BIT(U'该') | BIT(U'本') | BIT(U'此');
    if (!text || begins_otherwise(text, begin) || strlen(text) > LONGEST) return false;
    const char *key = jx_text_as_key(arena, text);
    const char *end = key + strlen(key);
    if (end - key >= 2 && *key == '(' && end[-1] == ')') key++, end--;
    if ((size_t)(end - key) > strlen(stop) && !memcmp(end - strlen(stop), stop, strlen(stop)))
        end -= strlen(stop);
    const char *found = memmem(key, (size_t)(end - key), words, strlen(words));
    if (!found || !is_subject(key, (size_t)(found - key))) return false;
    found += strlen(words);
    if ((size_t)(end - found) > strlen(at) && !memcmp(found, at, strlen(at))) found += strlen(at);
    return is_subject(found, (size_t)(end - found));
}

/* What the name of every standard ends in. */
static const char standard[] = "标准";

/* Whether the bytes from `word` to `end` are the name of a standard. */
static bool is_standard(const char *word, const char *end) {
    static const char *const kinds[] = {"历史", "计划",     "行业", "基本", "国家", "地方", "通用", "专业",
                                        "预算", "预算支出", "其他", "经验", "国际", "部门", "企业", "团体"};
    size_t tail = strlen(standard);
    if ((size_t)(end - word) <= tail || strncmp(end - tail, standard, tail)) return false;
    size_t length = (size_t)(end - word) - tail;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strlen(kinds[i]) == length && !strncmp(kinds[i], word, length)) return true;
    return false;
}

bool jx_text_standard(struct jx_arena *arena, const char *text) {
    static const char *const breaks[] = {"、", "/", ",", ";", "和", "及"};
    static const char first_bytes[] = "\xE3/,;\xE5";
    if (!text || strlen(text) > LONGEST) return false;
    const char *word = jx_text_as_key(arena, text);
    if (!jx_text_ends(word, standard)) return false;
    for (const char *p = strpbrk(word, first_bytes); p; p = strpbrk(p + 1, first_bytes)) {
        for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
            if (!jx_text_starts(p, breaks[i])) continue;
            if (!is_standard(word, p)) return false;
            word = p + strlen(breaks[i]);
        }
    }
    return is_standard(word, word + strlen(word));
}

/* Signs of which a text may wholly consist and still say nothing. */
static bool is_filler(uint32_t c) {
    static const char signs[] = "*/\\-_.#?~^Xx";
    if (c < 0x80) return c && strchr(signs, (int)c);
    return c == 0xd7 || c == 0xb7 || (c >= 0x2010 && c <= 0x2015) || (c >= 0x2024 && c <= 0x2026) ||
           c == 0x22ef || (c >= 0x25a0 && c <= 0x25ff) || c == 0x2573 || c == 0x3007 || c == 0x2212 ||
           c == 0x2716 || c == 0x2500 || c == 0x2501;
}

/* 20××, 20XX, 20**, and 20××+n: a year that nobody has filled in. */
static bool is_open_year(const char *key) {
    static const char *const open[] = {"20××", "20XX", "20xx", "20**", "20__"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        if (!jx_text_starts(key, open[i])) continue;
        const char *rest = key + strlen(open[i]);
        return *rest == '\0' || strcmp(rest, "+n") == 0 || strcmp(rest, "年") == 0 ||
               strcmp(rest, "+n年") == 0;
    }
    return false;
}

/* 年月至年月, 自年月至年月, 20年月—20年月: the gaps of a date or a span that nobody has filled in. */
static bool is_open_span(const char *key, const char *end) {
    static const char *const words[] = {"20年", "年", "月", "日", "自", "从", "至", "到", "起", "止"};
    bool year = false;
    int count = 0;
    while (key < end) {
        size_t length = 0;
        for (size_t i = 0; i < sizeof words / sizeof *words && length == 0; i++)
            if (jx_text_starts(key, words[i])) length = strlen(words[i]), year = year || i < 2;
        if (length == 0 && !is_filler(jx_text_next(&key, end))) return false;
        count += length > 0;
        key += length;
    }
    return year && count > 1; /* 年 alone is a unit */
}

bool jx_text_example(struct jx_arena *arena, const char *text) {
    static const char *const words[] = {"例", "示例", "样例", "例如", "举例", "如"};
    static const uint64_t begin = BIT(U'例') | BIT(U'示') | BIT(U'样') | BIT(U'举') | BIT(U'如');
    if (!text || begins_otherwise(text, begin)) return false;
    const char *key = jx_text_as_key(arena, text);
    char close = *key == '(' ? ')' : *key == '[' ? ']' : ':';
    if (close != ':') key++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (jx_text_starts(key, words[i]) && key[strlen(words[i])] == close) return true;
    return false;
}

/* 200字以内, 限300字左右: how long a text may be that nobody has written yet. */
static bool is_length(const char *key, const char *end) {
    static const char *const tails[] = {"字以内", "字以下", "字左右", "字内"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t tail = strlen(tails[i]);
        if ((size_t)(end - key) > tail && !memcmp(end - tail, tails[i], tail)) return true;
    }
    return false;
}

bool jx_text_placeholder(struct jx_arena *arena, const char *text) {
    static const char *const words[] = {"分级填报", "请填写", "此处填写", "待填", "待填报", "略"};
    static const uint64_t begin =
        BIT(U'分') | BIT(U'年') | BIT(U'请') | BIT(U'此') | BIT(U'待') | BIT(U'略') | BIT(U'自') | BIT(U'从');
    if (!text || begins_otherwise(text, begin) || strlen(text) > LONGEST) return false;
    const char *key = jx_text_as_key(arena, text);
    const char *end = key + strlen(key);
    if (key == end) return false;
    bool closed = *key == '(' && end[-1] == ')' && end - key >= 2;
    if (closed) key++, end--;
    if (closed && is_length(key, end)) return true;
    if (is_open_year(key) || is_open_span(key, end)) return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i][1] == key[1] && strlen(words[i]) == (size_t)(end - key) &&
            !strncmp(words[i], key, (size_t)(end - key)))
            return true;
    while (key < end)
        if (!is_filler(jx_text_next(&key, end))) return false;
    return true;
}

/*
 * What stands in a slot of a blank.
 */
#include <string.h>

#include "core/base/numbering.h"
#include "core/base/text.h"
#include "core/convert/fill.h"
#include "core/model/measure.h"
#include "core/model/vocabulary.h"
#include "core/words/seals.h"

static bool is_in(const char *key, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strstr(key, words[i])) return true;
    return false;
}

/* Dots, stars and crosses that hold a place open. */
static bool only_marks(const char *key) {
    static const char *const marks[] = {"…", "⋯",  "×",  "*", "＊", ".",  "_",  "X",
                                        "x", "。", "、", "‥", "﹍", "﹎", "﹏", "·"};
    while (*key != '\0') {
        size_t i = 0, count = sizeof marks / sizeof *marks;
        while (i < count && strncmp(key, marks[i], strlen(marks[i])) != 0) i++;
        if (i == count) return false;
        key += strlen(marks[i]);
    }
    return true;
}

unsigned jx_prompt_number(struct jx_arena *arena, const char *text, const char **words) {
    static const char *const names[] = {"绩效指标", "三级指标", "指标", "目标", ""};
    const char *key = jx_text_key(arena, text, strlen(text));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t length = strlen(names[i]);
        if (strncmp(key, names[i], length) != 0) continue;
        const char *at = key + length;
        unsigned number = 0;
        bool bracket = *at == '('; /* (1) numbers by itself, 1 may be a value */
        if (bracket) at++;
        for (; *at >= '0' && *at <= '9' && number < 1000; at++) number = number * 10 + (unsigned)(*at - '0');
        if (*at == ')') at++;
        if (words) *words = names[i];
        if (number > 0 &&
            (*at == '\0' || strcmp(at, ":") == 0 || strcmp(at, ".") == 0 || strcmp(at, "、") == 0 ||
             only_marks(at)) &&
            (length > 0 || bracket || *at != '\0'))
            return number;
    }
    return 0;
}

/* The length of the bracket that a text begins with, if the one that closes it ends the text; 0: it does not. */
static size_t bracket_around(const char *key, const char *open, const char *close) {
    size_t before = strlen(open), after = strlen(close), length = strlen(key);
    if (length <= before + after || !jx_text_starts(key, open) || !jx_text_ends(key, close)) return 0;
    return strstr(key, close) == key + length - after ? before : 0;
}

bool jx_slot_bracketed(const char *key, bool round) {
    static const char *const brackets[][2] = {{"(", ")"},   {"【", "】"}, {"〔", "〕"}, {"〖", "〗"},
                                              {"〈", "〉"}, {"<", ">"},   {"[", "]"},   {"{", "}"}};
    for (size_t i = round ? 0 : 1; i < sizeof brackets / sizeof *brackets; i++) {
        size_t before = bracket_around(key, brackets[i][0], brackets[i][1]);
        if (before > 0 && strlen(key) >= 2 * before + strlen("填写")) return true;
    }
    return false;
}

/* （分级填报）, 请选择, 单击此处输入文字: words that ask for something, behind a number or not. */
static bool asks(const char *key) {
    static const char *const inside[] = {"分级填报", "必填", "选填", "系统自动", "字内", "不超过",
                                         "简要",     "请填", "请选", "请输入",   "下拉", "单击此处",
                                         "点击此处", "填写", "描述", "如实",     "逐条", "字以内"};
    bool numberless =
        strcspn(key, "0123456789") == strlen(key); /* 【2025】 is a year, and no words for people */
    if (numberless && jx_slot_bracketed(key, false)) return true;
    key += jx_numbering_length(key);
    size_t length = strlen(key);
    bool bracketed = length > 2 && key[0] == '(' && key[length - 1] == ')';
    bracketed = bracketed || jx_slot_bracketed(key, false);
    if (bracketed && is_in(key, inside, sizeof inside / sizeof *inside)) return true;
    return strncmp(key, "请选择", 9) == 0 || strncmp(key, "下拉选择", 12) == 0 ||
           strncmp(key, "单击", 6) == 0 || strncmp(key, "点击", 6) == 0 || strncmp(key, "请填写", 9) == 0 ||
           strncmp(key, "请输入", 9) == 0;
}

/* Each line is a prompt by itself: 目标1： / 目标2： / …… */
static bool lines_prompt(struct jx_arena *arena, const char *text) {
    size_t lines = 0;
    if (!strchr(text, '\n')) return false; /* one line is a prompt or none, which was asked */
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        const char *line = jx_arena_copy(arena, text, length);
        const char *key = jx_text_key(arena, line, length);
        if (*key != '\0' && !only_marks(key) && !asks(key) && jx_prompt_number(arena, line, NULL) == 0)
            return false;
        lines += *key != '\0';
        text += length + (text[length] == '\n');
    }
    return lines > 0;
}

/* The length of the marks that a text begins with, where they hold the place of a number; 0: none. */
static size_t marks_length(const char *key) {
    static const char *const marks[] = {"**", "××", "XX", "xx", "__"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (jx_text_starts(key, marks[i])) return strlen(marks[i]);
    return 0;
}

/* ≥**%, **人: a target whose number alone is missing. */
static bool is_open_target(const char *key) {
    static const char *const signs[] = {"≥", "≤", ">", "<", "="};
    enum { UNIT_LONGEST = 24, BARE_LONGEST = 12 };
    bool sign = false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs && !sign; i++) {
        sign = jx_text_starts(key, signs[i]);
        if (sign) key += strlen(signs[i]);
    }
    size_t marks = marks_length(key), rest = strlen(key) - marks;
    if (marks == 0) return false;
    if (sign) return rest <= UNIT_LONGEST;
    bool stars = *key == '*' || *key == '_'; /* ××项目 may be a name */
    return rest <= (stars ? BARE_LONGEST : strlen("人")) || jx_text_ends(key, "%");
}

bool jx_prompt_measure(struct jx_arena *arena, const char *text, enum jx_operator *sign, const char **unit) {
    const char *key = jx_text_key(arena, text, strlen(text));
    size_t begin = strcspn(key, "*_xX"), marks = 0;
    const char *cross = strstr(key, "×");
    if (cross && (size_t)(cross - key) < begin) begin = (size_t)(cross - key);
    const char *front = jx_arena_copy(arena, key, begin);
    *sign = *front == '\0' ? JX_OP_NONE : jx_operator_parse(arena, front);
    for (const char *at = key + begin; (marks = marks_length(at)) > 0 || *at == '_' || *at == '*';)
        at += marks > 0 ? marks : 1, begin = (size_t)(at - key);
    *unit = key + begin;
    return is_open_target(key) && (*front == '\0' || *sign != JX_OP_NONE);
}

/* **年**月底前: a date whose numbers are missing. */
static bool is_open_date(const char *key) {
    static const char *const words[] = {"年", "月", "日", "底", "末", "初", "前", "旬", "上", "中", "下"};
    size_t found = 0;
    while (*key != '\0') {
        size_t length = marks_length(key);
        found += length > 0;
        for (size_t i = 0; i < sizeof words / sizeof *words && length == 0; i++)
            if (jx_text_starts(key, words[i])) length = strlen(words[i]);
        if (length == 0) return false;
        key += length;
    }
    return found > 0;
}

static bool is_authority(struct jx_arena *arena, const char *key) {
    static const char *const others[] = {"年",     "月", "日",   "审核人", "负责人",
                                         "经办人", ":",  "单位", "(",      ")"};
    size_t length;
    if (!jx_seal_word_find(key, &length)) return false;
    char *rest = jx_arena_string(arena, key);
    for (const char *seal; (seal = jx_seal_word_find(rest, &length));) {
        char *at = rest + (seal - rest);
        memmove(at, at + length, strlen(at + length) + 1);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        for (char *at; (at = strstr(rest, others[i]));)
            memmove(at, at + strlen(others[i]), strlen(at + strlen(others[i])) + 1);
    return *rest == '\0';
}

/*     万元, ____%: a unit behind white space. */
static bool is_unit_alone(const char *text) {
    size_t width;
    const char *unit = text + jx_gap_end(text, 0, (uint32_t)strlen(text), &width);
    size_t money = jx_money_unit_first(unit);
    bool alone = (money > 0 && unit[money] == '\0') || strcmp(unit, "%") == 0 || strcmp(unit, "％") == 0;
    return width > 1 && alone;
}

enum jx_slot_state jx_slot_state_of(struct jx_arena *arena, const char *text) {
    if (!text || jx_text_is_blank(text)) return JX_SLOT_EMPTY;
    const char *key = jx_text_key(arena, text, strlen(text));
    if (*key == '\0') return JX_SLOT_EMPTY;
    if (strcmp(key, "/") == 0 || strcmp(key, "\\") == 0 || strcmp(key, "-") == 0 || strcmp(key, "--") == 0 ||
        strcmp(key, "—") == 0 || strcmp(key, "——") == 0)
        return JX_SLOT_CLOSED;
    if (is_authority(arena, key)) return JX_SLOT_AUTHORITY;
    if (strcmp(key, "年月日") == 0 || strcmp(key, "年月") == 0 || strcmp(key, "年") == 0)
        return JX_SLOT_PROMPT;
    if (only_marks(key) || is_open_target(key) || is_open_date(key) || is_unit_alone(text) || asks(key) ||
        jx_prompt_number(arena, text, NULL) > 0 || lines_prompt(arena, text) ||
        jx_text_placeholder(arena, text))
        return JX_SLOT_PROMPT;
    if (jx_text_example(arena, key) || jx_text_starts(key, "示例") || jx_text_starts(key, "例如"))
        return JX_SLOT_SAMPLE;
    return JX_SLOT_OCCUPIED;
}

bool jx_slot_names_nobody(struct jx_arena *arena, const char *text) {
    static const char *const crosses[] = {"××", "XX", "xx", "**", "某某"};
    const char *key = jx_text_key(arena, text, strlen(text));
    return is_in(key, crosses, sizeof crosses / sizeof *crosses);
}

enum jx_slot_state jx_slot_place_state(struct jx_arena *arena, const char *text) {
    enum jx_slot_state state = jx_slot_state_of(arena, text);
    return state == JX_SLOT_OCCUPIED && jx_slot_names_nobody(arena, text) ? JX_SLOT_PROMPT : state;
}

/* Characters of lines to write on: …… ____ ﹏﹏. */
static bool is_leader(uint32_t c) {
    return c == '_' || c == 0xFF3F || c == 0x2026 || c == 0x22EF || c == 0x2025 ||
           (c >= 0xFE4D && c <= 0xFE4F);
}

/* How many bytes a row of the same sign has that is a line only where there are many of them: ...... ．．．． ------; 0: fewer. */
static uint32_t leaders_length(const char *text, const char *stop) {
    enum { FEWEST = 4 };
    const char *at = text;
    uint32_t first = jx_text_next(&at, stop), count = 1;
    if (first != '.' && first != 0xFF0E && first != 0xB7 && first != '-' && first != 0xFF0D &&
        first != 0x2014 && first != 0x2500)
        return 0;
    for (const char *next = at; at < stop; at = next, count++)
        if (jx_text_next(&next, stop) != first) break;
    return count < FEWEST ? 0 : (uint32_t)(at - text);
}

uint32_t jx_gap_end(const char *text, uint32_t first, uint32_t end, size_t *width) {
    const char *at = text + first, *stop = text + end;
    *width = 0;
    while (at < stop) {
        const char *here = at;
        uint32_t c = jx_text_next(&at, stop), line = leaders_length(here, stop);
        if (line == 0 && ((!jx_text_is_space(c) && !is_leader(c)) || c == '\n' || c == '\r'))
            return (uint32_t)(here - text);
        if (line > 0) at = here + line;
        *width += line > 0 ? jx_text_width(here, line) : c == 0x3000 || c > 0x2000 ? 2 : 1;
    }
    return end;
}

const char *jx_word_begin(const char *text, const char *at) {
    while (at > text) {
        const char *before = at - 1;
        while (before > text && ((unsigned char)*before & 0xC0) == 0x80) before--;
        const char *next = before;
        uint32_t c = jx_text_next(&next, at);
        if (jx_text_is_space(c) || is_leader(c) || c == 0xFF1B || c == ';') break;
        at = before;
    }
    return at;
}

#include "core/model/money.h"

#include <ctype.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"

/* In bytes: what says a unit is short. Longer texts are sentences. */
enum { LONGEST = 120 };

/* The units, by powers of ten; with 元 behind them they are as forms print them. */
static const struct unit {
    const char *word;
    const char *brief; /* 万 for 万元; NULL: the word without 元 says too little */
    int power;
} units[] = {
    {"亿元", "亿", 8}, {"千万元", "千万", 7}, {"百万元", "百万", 6}, {"十万元", "十万", 5}, {"万元", "万", 4},
    {"千元", NULL, 3}, {"百元", NULL, 2},     {"十元", NULL, 1},     {"元", NULL, 0},
};

enum { UNITS = sizeof units / sizeof *units };

/* Other ways to write the characters above. */
static const struct {
    const char *variant, *usual;
} variants[] = {{"仟", "千"}, {"佰", "百"}, {"拾", "十"}, {"萬", "万"},
                {"億", "亿"}, {"圆", "元"}, {"圓", "元"}};

/* Words that say: what stands beside me is a unit. */
static const char *const labels[] = {"金额单位", "货币单位", "计价单位", "资金单位",
                                     "计量单位", "单位",     "币种",     "货币"};

/* Words that go with a unit and change nothing. The longer ones first. */
static const char *const fillers[] = {"人民币", "RMB",  "rmb",          "CNY",         "cny", "¥",  "￥",
                                      "金额",   "下同", "保留两位小数", "保留2位小数", "以",  "均", "按",
                                      "为",     "是",   "计",           "整",          "%"};

static const char *const signs[] = {"(",  ")",  "[",  "]",  "{",  "}",  "<",  ">",  ":", ";", ",",  ".",
                                    "_",  "*",  "/",  "|",  "-",  "=",  "\"", "'",  "—", "·", "、", "。",
                                    "【", "】", "〔", "〕", "《", "》", "「", "」", "“", "”"};

/* Money of other countries, at the end of a text: 美元, 港币, 英镑 … */
static const char *const currencies[] = {"元", "币", "镑",  "美金", "法郎", "卢布", "外汇", "$",
                                         "€",  "£",  "USD", "HKD",  "EUR",  "JPY",  "GBP"};

/* Words that end as money does. */
static const char *const not_money[] = {"单元", "公元", "多元", "次元", "状元", "纪元", "神经元"};

static const char *one_of(const char *text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (jx_text_starts(text, words[i])) return text + strlen(words[i]);
    return NULL;
}

/* How long the word is that the text ends with; 0: it ends with none. */
static size_t ends_with_one(const char *text, size_t length, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t tail = strlen(words[i]);
        if (tail <= length && text[length - 1] == words[i][tail - 1] &&
            memcmp(text + length - tail, words[i], tail) == 0)
            return tail;
    }
    return 0;
}

#define ONE_OF(text, words)            one_of(text, words, sizeof(words) / sizeof *(words))
#define ENDS_WITH(text, length, words) ends_with_one(text, length, words, sizeof(words) / sizeof *(words))

/* 2024年 or 2024年度: the year of the amounts. */
static const char *behind_year(const char *text) {
    static const char *const words[] = {"年度", "年"};
    return strspn(text, "0123456789") == 4 ? ONE_OF(text + 4, words) : NULL;
}

/* The text with the usual characters, in `usual` of LONGEST + 1 bytes. They are as long as their variants. */
static void write_usual(const char *text, size_t length, char *usual) {
    memcpy(usual, text, length);
    usual[length] = '\0';
    for (size_t i = 0; i < sizeof variants / sizeof *variants; i++)
        for (char *at = strstr(usual, variants[i].variant); at; at = strstr(at, variants[i].variant))
            memcpy(at, variants[i].usual, strlen(variants[i].usual));
}

/* What was found in a text from its beginning to its end. */
struct scan {
    const struct unit *unit;
    bool brief;  /* the unit stands there without its 元 */
    bool again;  /* another unit, too */
    bool label;  /* 单位, with nothing else before it */
    bool year;   /* 2024年度: beside a unit it is another fact */
    bool other;  /* words that are none of ours */
    bool number; /* digits among them: 311元 is an amount, no unit */
};

/* Whether a word or sign of ours may begin with this character. Most do not, and are not compared with all of them. Beyond
 * ASCII they stand in the order of their codes. */
static bool begins_ours(uint32_t c) {
    static const uint32_t firsts[] = U"¥·—“”、。《》「」【】〔〕万下为人亿以保元十千单均币按整是百计货资金￥";
    if (c < 0x80) return !isalpha((int)c) || strchr("rcRC", (int)c);
    size_t low = 0, high = sizeof firsts / sizeof *firsts - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (firsts[middle] < c)
            low = middle + 1;
        else
            high = middle;
    }
    return firsts[low] == c;
}

static const char *scan_unit(struct scan *scan, const char *at) {
    for (size_t i = 0; i < UNITS; i++) {
        bool brief = !jx_text_starts(at, units[i].word);
        if (brief && (!units[i].brief || !jx_text_starts(at, units[i].brief))) continue;
        scan->again = scan->again || (scan->unit && scan->unit != &units[i]);
        scan->unit = &units[i];
        scan->brief = brief;
        return at + strlen(brief ? units[i].brief : units[i].word);
    }
    return NULL;
}

/* One word or sign of ours; NULL: there is none. */
static const char *scan_ours(struct scan *scan, const char *at) {
    const char *behind = ONE_OF(at, labels);
    if (behind) {
        scan->label = scan->label || !scan->other;
        return behind;
    }
    if (jx_text_starts(at, "人民币")) scan->label = scan->label || !scan->other;
    if ((behind = ONE_OF(at, fillers)) || (behind = ONE_OF(at, signs))) return behind;
    if ((behind = scan_unit(scan, at))) return behind;
    if ((behind = behind_year(at))) scan->year = true;
    return behind;
}

/* The same, or one character that is none. */
static const char *scan_word(struct scan *scan, const char *at, const char *end) {
    const char *next = at;
    const char *behind = begins_ours(jx_text_next(&next, end)) ? scan_ours(scan, at) : NULL;
    if (behind) return behind;
    scan->other = true;
    scan->number = scan->number || (*at >= '0' && *at <= '9');
    return next;
}

/* A text of which some words are none of ours: whether it speaks of money all the same. */
static bool is_strange(const struct scan *scan, const char *text, size_t length) {
    if (scan->number) return false;
    if (scan->unit && !scan->brief && scan->unit->power > 0) return true;
    for (size_t sign; length > 0 && (sign = ENDS_WITH(text, length, signs));) length -= sign;
    return length > 0 && ENDS_WITH(text, length, currencies) && !ENDS_WITH(text, length, not_money);
}

/* A unit and nothing else, as layouts and models have them. */
static const struct unit *unit_itself(const char *key, size_t length) {
    for (size_t i = 0; i < UNITS; i++)
        if (strlen(units[i].word) == length && memcmp(units[i].word, key, length) == 0) return &units[i];
    return NULL;
}

struct jx_money_unit jx_money_unit_read(const char *key, size_t length) {
    const struct unit *itself = unit_itself(key, length);
    if (itself) return (struct jx_money_unit){.says = JX_MONEY_KNOWN, .word = itself->word, .alone = true};
    struct jx_money_unit result = {.says = JX_MONEY_SILENT, .other = length > LONGEST};
    struct scan scan = {.unit = NULL};
    char text[LONGEST + 1];
    if (length == 0 || length > LONGEST) return result;
    write_usual(key, length, text);
    for (const char *at = text, *end = text + length; at < end;) at = scan_word(&scan, at, end);
    result.alone = scan.label || (text[0] == '(' && text[length - 1] == ')');
    result.other = scan.other;
    if (scan.unit && !scan.other && !scan.again) {
        result.says = JX_MONEY_KNOWN;
        result.word = scan.unit->word;
        result.alone = (result.alone || !scan.brief) && !scan.year;
    } else if (scan.again || (scan.other && is_strange(&scan, text, length))) {
        result.says = JX_MONEY_STRANGE;
    }
    return result;
}

bool jx_money_is_unit(const char *key) {
    struct jx_money_unit unit = jx_money_unit_read(key, strlen(key));
    return unit.says == JX_MONEY_KNOWN && unit.alone;
}

#define BIT(c) ((uint64_t)1 << ((c)&63))

/* One of these stands in every text that names a unit of money: in the units, or at the end of a currency. */
bool jx_money_may_name(const char *key, size_t length) {
    static const uint32_t telling[] = U"元圆圓亿億万萬币镑金郎布汇€£$DRYP";
    static const uint64_t mask = BIT(U'元') | BIT(U'圆') | BIT(U'圓') | BIT(U'亿') | BIT(U'億') | BIT(U'万') |
                                 BIT(U'萬') | BIT(U'币') | BIT(U'镑') | BIT(U'金') | BIT(U'郎') | BIT(U'布') |
                                 BIT(U'汇') | BIT(U'€') | BIT(U'£') | BIT(U'$') | BIT(U'D') | BIT(U'R') |
                                 BIT(U'Y') | BIT(U'P');
    for (const char *at = key, *end = key + length; at < end;) {
        uint32_t c = jx_text_next(&at, end);
        if ((mask >> (c & 63) & 1) == 0) continue;
        for (size_t i = 0; telling[i] != 0; i++)
            if (telling[i] == c) return true;
    }
    return false;
}

size_t jx_money_unit_first(const char *text) {
    for (size_t i = 0; i < UNITS; i++)
        if (jx_text_starts(text, units[i].word)) return strlen(units[i].word);
    return 0;
}

struct jx_money_unit jx_money_unit_of(struct jx_arena *arena, const char *text) {
    const char *key = jx_text_as_key(arena, text);
    return jx_money_unit_read(key, strlen(key));
}

static bool find_power(const struct jx_money_unit *unit, int *power) {
    for (size_t i = 0; unit->says == JX_MONEY_KNOWN && i < UNITS; i++)
        if (strcmp(units[i].word, unit->word) == 0) {
            *power = units[i].power;
            return true;
        }
    return false;
}

bool jx_money_to_yuan(const struct jx_money_unit *unit, struct jx_decimal amount, struct jx_decimal *yuan) {
    int power;
    return find_power(unit, &power) && jx_decimal_shift(amount, power, yuan);
}

bool jx_money_from_yuan(const struct jx_money_unit *unit, struct jx_decimal yuan, struct jx_decimal *amount) {
    int power;
    return find_power(unit, &power) && jx_decimal_shift(yuan, -power, amount);
}

/* --- several amounts in one text ------------------------------------------------------------------------------------ */

/* Figures as a text has them: digits, points and commas, with ' ' for a single blank between them and '\n' for any other gap. */
struct figures {
    char text[LONGEST + 1];
    size_t length;
};

static bool is_figure(uint32_t c) {
    return c < 0x80 && c != 0 && strchr("0123456789.,", (int)c);
}

/* Spaces without a width part nothing that a reader sees. */
static bool is_unseen(uint32_t c) {
    return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

/* What a gap becomes with one more space in it. A wide blank, a tab or a line end is never one within a number. */
static char gap_with(char gap, uint32_t c) {
    bool narrow = c == ' ' || c == 0xA0 || c == 0x2009 || c == 0x202F;
    return gap == '\0' && narrow ? ' ' : '\n';
}

/* The next figures of a text. false: there are none, or more than any amount has. */
static bool figures_next(const char **at, const char *end, struct figures *figures) {
    char gap = '\0';
    figures->length = 0;
    while (*at < end && figures->length + 2 < sizeof figures->text) {
        uint32_t c = jx_text_fold(jx_text_next(at, end));
        if (is_unseen(c)) continue;
        if (is_figure(c)) {
            if (gap != '\0' && figures->length > 0) figures->text[figures->length++] = gap;
            figures->text[figures->length++] = (char)c;
            gap = '\0';
        } else if (jx_text_is_space(c)) {
            gap = gap_with(gap, c);
        } else if (figures->length > 0) {
            break;
        }
    }
    figures->text[figures->length] = '\0';
    return figures->length > 0;
}

static bool is_gap(char c) {
    return c == ' ' || c == '\n';
}

/* Without the gaps beside a point or before a comma: 280. 50 is one number, for 280. is none. */
static void close_gaps(char *text) {
    char *to = text;
    for (const char *at = text; *at; at++)
        if (!is_gap(*at) || ((to == text || to[-1] != '.') && !strchr(".,", at[1]))) *to++ = *at;
    *to = '\0';
}

/* 1 2 8 0 . 5 0: characters set apart. */
static bool is_spaced(const char *text, size_t length) {
    for (size_t i = 1; i < length; i += 2)
        if (text[i] != ' ') return false;
    return length >= 5 && length % 2 == 1;
}

/*
 * 1 280 300.50: groups of three. But 280 300 could as well be two amounts. It is one where there are more groups than two,
 * where the first is a single digit, or where what follows a gap begins as no amount does: 10 000, and 12,805, 000.00.
 */
static bool in_threes(const char *text) {
    static const char digits[] = "0123456789";
    size_t first = strspn(text, digits), groups = 1;
    bool zeros = true, commas = false;
    if (first == 0 || first > 3) return false;
    for (text += first; *text == ' ' || *text == ','; text += 3, groups++) {
        bool comma = *text == ',', gap = !comma;
        text++;
        if (comma && is_gap(*text)) text++, gap = true;
        if (strspn(text, digits) != 3) return false;
        commas = commas || comma;
        zeros = zeros && (!gap || *text == '0');
    }
    if (*text == '.') text += 1 + strspn(text + 1, digits);
    return *text == '\0' && (zeros || (!commas && (groups > 2 || first == 1)));
}

/* Figures that gaps part into more numbers than one. */
static bool is_parted(struct figures *figures) {
    if (!strpbrk(figures->text, " \n") || is_spaced(figures->text, figures->length)) return false;
    close_gaps(figures->text);
    return strpbrk(figures->text, " \n") && !in_threes(figures->text);
}

bool jx_money_misleads(const char *text) {
    struct figures figures;
    const char *at = text, *end = text + strlen(text);
    if (strchr(text, '%') || strstr(text, "％") || strstr(text, "﹪")) return true;
    while (figures_next(&at, end, &figures))
        if (is_parted(&figures)) return true;
    return false;
}

/* --- amounts ------------------------------------------------------------------------------------------------------- */

static const char *behind_currency(const char *key) {
    static const char *const words[] = {"人民币", "RMB", "CNY", "¥", "￥"};
    const char *behind = ONE_OF(key, words);
    if (!behind) return key;
    return *behind == ':' ? behind + 1 : behind;
}

/* Behind the minus that the text may begin with. */
static const char *behind_minus(const char *key, bool *minus) {
    static const char *const words[] = {"-", "−"};
    const char *behind = ONE_OF(key, words);
    if (!behind) return key;
    *minus = !*minus;
    return behind;
}

bool jx_money_has_sign(const char *text) {
    bool minus = false;
    const char *at = behind_minus(text, &minus);
    return behind_currency(at) != at;
}

/* The number's text, what stands behind it, and whether it is below zero. */
struct split {
    const char *number, *rest;
    size_t length;
    bool minus;
};

static bool split_amount(const char *key, struct split *split) {
    bool minus = false;
    const char *number = behind_currency(behind_minus(key, &minus));
    bool brackets = *number == '(';
    if (brackets) number = behind_currency(number + 1);
    if (!minus && !brackets) number = behind_minus(number, &minus);
    size_t length = strspn(number, "0123456789.,+");
    const char *rest = number + length;
    if (length == 0 || (brackets && *rest++ != ')')) return false;
    *split = (struct split){number, rest, length, minus || brackets};
    return !minus || !brackets;
}

bool jx_money_read(const char *key, struct jx_decimal *amount, struct jx_money_unit *unit) {
    struct split split;
    if (!split_amount(key, &split)) return false;
    *unit = jx_money_unit_read(split.rest, strlen(split.rest));
    if (unit->says == JX_MONEY_STRANGE || unit->other) return false;
    if (!jx_decimal_parse(split.number, split.length, amount)) return false;
    if (split.minus) amount->digits = -amount->digits;
    return true;
}

bool jx_money_is_amount(const char *key) {
    struct split split;
    struct jx_decimal number;
    if (!split_amount(key, &split) || !jx_decimal_parse(split.number, split.length, &number)) return false;
    struct jx_money_unit unit = jx_money_unit_read(split.rest, strlen(split.rest));
    return unit.says != JX_MONEY_SILENT || !unit.other;
}

bool jx_money_is_some(const char *key) {
    static const struct jx_decimal nothing;
    struct jx_money_unit said;
    struct jx_decimal amount;
    return jx_money_read(key, &amount, &said) && jx_decimal_compare(amount, nothing) != 0;
}

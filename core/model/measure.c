/*
 * Targets: [operator] number [unit], or words.
 *
 * The text is taken apart from the left: the longest spelling of an operator, a number, a unit that reaches the end.
 * Whatever does not come out even stays words as they are printed. Full-width signs count as half-width ones
 * throughout; white space may stand between the three parts but not inside the number or the unit.
 */
#include "core/model/measure.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/unit.h"
#include "core/model/vocabulary.h"

#include <jixiao/jixiao.h>

/* A target of one operator, number and unit is never longer than this many bytes. */
enum { LONGEST = 160 };

/* 大于或等于, ﹥﹦: no operator is longer than the one, none made of signs longer than the other; in bytes. */
enum { LONGEST_OPERATOR = 15, LONGEST_SIGN = 6 };

static const struct {
    char spelling[LONGEST_OPERATOR + 1];
    enum jx_operator op;
} spellings[] = {
    {"=", JX_OP_EQ},
    {"==", JX_OP_EQ},
    {"等于", JX_OP_EQ},
    {"≥", JX_OP_GE},
    {"≧", JX_OP_GE},
    {"⩾", JX_OP_GE},
    {"≮", JX_OP_GE},
    {">=", JX_OP_GE},
    {"=>", JX_OP_GE},
    {"大于等于", JX_OP_GE},
    {"大于或等于", JX_OP_GE},
    {"不少于", JX_OP_GE},
    {"不低于", JX_OP_GE},
    {"不小于", JX_OP_GE},
    {"至少", JX_OP_GE},
    {"最少", JX_OP_GE},
    {"≤", JX_OP_LE},
    {"≦", JX_OP_LE},
    {"⩽", JX_OP_LE},
    {"≯", JX_OP_LE},
    {"<=", JX_OP_LE},
    {"=<", JX_OP_LE},
    {"小于等于", JX_OP_LE},
    {"小于或等于", JX_OP_LE},
    {"不超过", JX_OP_LE},
    {"不高于", JX_OP_LE},
    {"不大于", JX_OP_LE},
    {"不多于", JX_OP_LE},
    {"至多", JX_OP_LE},
    {"最多", JX_OP_LE},
    {">", JX_OP_GT},
    {"大于", JX_OP_GT},
    {"高于", JX_OP_GT},
    {"超过", JX_OP_GT},
    {"多于", JX_OP_GT},
    {"<", JX_OP_LT},
    {"小于", JX_OP_LT},
    {"低于", JX_OP_LT},
    {"少于", JX_OP_LT},
    /* places of the typeface Symbol, which is lost where a text was copied */
    {"\uF0B3", JX_OP_GE},
    {"\uF0A3", JX_OP_LE},
};

/* A target taken apart; pieces of one buffer. */
struct pieces {
    enum jx_operator op; /* NONE where none is printed */
    const char *number;  /* without grouping */
    const char *unit;    /* "" where none is printed */
};

const char *jx_operator_text(enum jx_operator op) {
    static const char *const texts[] = {"", "=", "≥", "≤", ">", "<"};
    return (unsigned)op <= JX_OP_LT ? texts[op] : "";
}

const char *jx_operator_word(enum jx_operator op) {
    static const char *const words[] = {"", "等于", "大于等于", "小于等于", "大于", "小于"};
    return (unsigned)op <= JX_OP_LT ? words[op] : "";
}

const char *jx_polarity_text(enum jx_polarity polarity) {
    static const char *const texts[] = {"", "正向", "反向", "定性"};
    return (unsigned)polarity <= JX_POLARITY_QUALITATIVE ? texts[polarity] : "";
}

/* What the small forms that fold() knows begin with. */
static const char small_form[] = "\xEF";

/* One character as the one of its kin that keys have; the small forms ﹤﹥﹦﹪ and the minus sign, too; any space is ' '. */
static uint32_t fold(uint32_t c) {
    if (c != '\n' && jx_text_is_space(c)) return ' ';
    switch (c) {
    case 0xfe63:
    case 0x2212: return '-';
    case 0xfe64: return '<';
    case 0xfe65: return '>';
    case 0xfe66: return '=';
    case 0xfe6a: return '%';
    default: return jx_text_fold(c);
    }
}

/* Whether something in a text may be folded: a few blanks, signs, radicals and full-width forms. */
static bool may_fold(const char *text) {
    return strpbrk(text, "\t\v\f\r\xC2\xE1\xE2\xE3\xEF");
}

/* The text with all its characters folded; never longer. */
static const char *folded(struct jx_arena *arena, const char *text) {
    if (!may_fold(text)) return text;
    const char *end = text + strlen(text);
    char *copy = jx_arena_copy(arena, text, (size_t)(end - text));
    char *out = copy;
    while (text < end) {
        const char *start = text;
        uint32_t typed = jx_text_next(&text, end), c = fold(typed);
        if (c != typed) {
            out = jx_text_put(out, c);
        } else {
            memcpy(out, start, (size_t)(text - start));
            out += text - start;
        }
    }
    *out = '\0';
    return copy;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Whether two texts begin with the same character of at most three bytes: most words are no operators, and this is asked
 * of every cell of a list. */
static bool same_character(const char *a, const char *b) {
    return a[0] == b[0] && ((a[0] & 0x80) == 0 || (a[1] == b[1] && a[2] == b[2]));
}

/* The first characters of all spellings. */
#define BIT JX_TEXT_BIT
static const uint64_t firsts = BIT(U'=') | BIT(U'<') | BIT(U'>') | BIT(U'≥') | BIT(U'≧') | BIT(U'⩾') |
                               BIT(U'≮') | BIT(U'≤') | BIT(U'≦') | BIT(U'⩽') | BIT(U'≯') | BIT(U'等') |
                               BIT(U'大') | BIT(U'小') | BIT(U'不') | BIT(U'至') | BIT(U'最') | BIT(U'高') |
                               BIT(U'低') | BIT(U'超') | BIT(U'多') | BIT(U'少') | BIT(U'\uF0B3') |
                               BIT(U'\uF0A3');

/* The longest operator at `*text`, which moves past it. */
static enum jx_operator take_operator(const char **text) {
    size_t longest = 0;
    enum jx_operator op = JX_OP_NONE;
    if (!jx_text_may_begin(*text, firsts)) return op;
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        if (!same_character(spellings[i].spelling, *text)) continue;
        size_t length = strlen(spellings[i].spelling);
        if (length > longest && jx_text_starts(*text, spellings[i].spelling)) {
            longest = length;
            op = spellings[i].op;
        }
    }
    *text += longest;
    return op;
}

/* Moves past a comma and the three digits it groups. */
static bool take_group(const char **text, char *out) {
    const char *p = *text;
    if (p[0] != ',' || !is_digit(p[1]) || !is_digit(p[2]) || !is_digit(p[3]) || is_digit(p[4])) return false;
    memcpy(out, p + 1, 3);
    *text += 4;
    return true;
}

/* The number at `*text`, which moves past it, as its digits without grouping; NULL if there is none. `1,2` is none:
 * a comma that does not group leaves a rest that is no unit. */
static const char *take_number(struct jx_arena *arena, const char **text) {
    struct jx_decimal ignored;
    const char *p = *text;
    if (!is_digit(p[*p == '-'])) return NULL;
    char *number = jx_arena_copy(arena, p, strlen(p));
    char *out = number;
    if (*p == '-') *out++ = *p++;
    const char *first = p;
    while (is_digit(*p)) *out++ = *p++;
    if (p - first <= 3)
        while (take_group(&p, out)) out += 3;
    if (p[0] == '.' && is_digit(p[1])) {
        *out++ = *p++;
        while (is_digit(*p)) *out++ = *p++;
    }
    *out = '\0';
    if (!jx_decimal_parse(number, (size_t)(out - number), &ignored)) return NULL;
    *text = p;
    return number;
}

static const char *skip_blanks(const char *text) {
    while (*text == ' ' || *text == '\n') text++;
    return text;
}

/* 100(%) is in percent as 100% is. */
static const char *without_brackets(struct jx_arena *arena, const char *unit) {
    size_t length = strlen(unit);
    bool whole = length > 2 && unit[0] == '(' && unit[length - 1] == ')';
    return whole ? jx_arena_copy(arena, unit + 1, length - 2) : unit;
}

/* Takes a folded text apart; false: it is words. */
static bool take_apart(struct jx_arena *arena, const char *text, struct pieces *pieces) {
    text = skip_blanks(text);
    pieces->op = take_operator(&text);
    text = skip_blanks(text);
    pieces->number = take_number(arena, &text);
    if (!pieces->number) return false;
    pieces->unit = without_brackets(arena, skip_blanks(text));
    size_t length = strlen(pieces->unit);
    if (length && !jx_is_unit(pieces->unit, length)) return false;
    return pieces->op != JX_OP_NONE || !jx_is_date(pieces->number, pieces->unit, length);
}

/* The text of a quantity. = is not printed, save where the rest would then read as a date: =2024年. */
static const char *print(struct jx_arena *arena, enum jx_operator op, const char *number, const char *unit) {
    const char *sign = jx_operator_text(op);
    if (op == JX_OP_EQ && !jx_is_date(number, unit, strlen(unit))) sign = "";
    return jx_arena_join(arena, sign, number, unit);
}

/* Brackets among Chinese words are as wide as these: 台（套）, whichever were typed. */
static const char *with_wide_brackets(struct jx_arena *arena, const char *unit) {
    const char *open = strchr(unit, '('), *close = open ? strchr(open, ')') : NULL;
    if (!close || (unsigned char)open[1] < 0x80) return unit;
    return jx_arena_format(arena, "%.*s（%.*s）%s", (int)(open - unit), unit, (int)(close - open - 1),
                           open + 1, close + 1);
}

static struct jx_measure quantity(struct jx_arena *arena, const struct pieces *pieces) {
    struct jx_measure measure = {.op = pieces->op ? pieces->op : JX_OP_EQ, .value = pieces->number};
    const char *unit = with_wide_brackets(arena, pieces->unit);
    if (*unit) measure.unit = unit;
    measure.text = print(arena, measure.op, pieces->number, unit);
    return measure;
}

struct jx_measure jx_measure_parse(struct jx_arena *arena, const char *text, size_t length) {
    struct jx_measure measure = {.op = JX_OP_NONE};
    struct pieces pieces;
    const char *words = text ? jx_text_words(arena, text, strnlen(text, length)) : "";
    if (!*words) return measure;
    if (strlen(words) <= LONGEST && take_apart(arena, folded(arena, words), &pieces))
        return quantity(arena, &pieces);
    measure.text = words;
    return measure;
}

enum jx_operator jx_measure_operator(struct jx_arena *arena, const char *key) {
    struct pieces pieces;
    if (strlen(key) > LONGEST || !take_apart(arena, folded(arena, key), &pieces)) return JX_OP_NONE;
    return pieces.op ? pieces.op : JX_OP_EQ;
}

bool jx_begins_with_operator(struct jx_arena *arena, const char *text) {
    if (strlen(text) > LONGEST) return false;
    const char *words = skip_blanks(folded(arena, text));
    return take_operator(&words) != JX_OP_NONE;
}

const char *jx_number_plain(struct jx_arena *arena, const char *text) {
    if (strlen(text) > LONGEST) return NULL;
    const char *rest = skip_blanks(folded(arena, text));
    const char *number = take_number(arena, &rest);
    if (number && !*skip_blanks(rest)) return number;
    struct jx_decimal decimal; /* +5, and whatever else counts as a number elsewhere */
    return jx_decimal_parse(text, strlen(text), &decimal) ? jx_decimal_text(arena, decimal) : NULL;
}

/* The length without white space behind the text. */
static size_t trimmed_length(const char *text, size_t length) {
    size_t kept = 0;
    for (const char *at = text, *end = text + length; at < end;)
        if (!jx_text_is_space(jx_text_next(&at, end))) kept = (size_t)(at - text);
    return kept;
}

size_t jx_score_length(const char *text, size_t length) {
    static const char *const ends[] = {"分", "%", "％"};
    length = trimmed_length(text, length);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);
        if (length > end && !memcmp(text + length - end, ends[i], end)) return length - end;
    }
    return length;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* O in 15O个, 15O% and 1O5, but not in 15OW; an l alone is a litre, and I nothing. */
static bool looks_like_digit(const char *letter) {
    char next = letter[1];
    if (!strchr("OoIl", *letter)) return false;
    if (is_digit(next)) return true;
    if (next == '\0') return *letter == 'O' || *letter == 'o';
    return *letter != 'l' && (next == '%' || (next & 0x80) != 0);
}

bool jx_letter_in_number(const char *key) {
    bool number = false; /* behind one, and no letter before it: H2O */
    for (const char *at = key; *at != '\0'; at++) {
        if (number && is_letter(*at) && looks_like_digit(at)) return true;
        bool apart = at == key || !is_letter(at[-1]);
        number = is_digit(*at) && (number || apart);
    }
    return false;
}

/* A cell's text on one line, "" for NULL. */
static const char *phrase(struct jx_arena *arena, const char *text) {
    return text ? jx_text_phrase(arena, text, strlen(text)) : "";
}

/* A unit in a column of its own need not be told from a sentence; it must only not run into the number. */
static bool is_column_unit(const char *unit) {
    return !is_digit(*unit) && *unit != '.' && *unit != ',' && strlen(unit) <= LONGEST;
}

/* The operator's column and the value's together as a quantity; false: they are words. The value's cell may print the
 * same operator once more, or the unit. */
static bool join_quantity(struct jx_arena *arena, enum jx_operator op, const char *value, const char *unit,
                          struct pieces *pieces) {
    if (strlen(value) > LONGEST || !take_apart(arena, folded(arena, value), pieces)) {
        pieces->number = jx_number_plain(arena, value);
        pieces->op = JX_OP_NONE;
        pieces->unit = "";
        if (!pieces->number) return false;
    }
    if (pieces->op != JX_OP_NONE && pieces->op != op) return false;
    pieces->op = op;
    if (!*unit || jx_text_same(arena, unit, pieces->unit)) return true;
    pieces->unit = *pieces->unit ? pieces->unit : unit;
    return pieces->unit == unit && is_column_unit(unit);
}

/* A column's text, or "" where it only holds the place open, as / does. */
static const char *column(struct jx_arena *arena, const char *text) {
    const char *words = phrase(arena, text);
    return jx_text_placeholder(arena, words) ? "" : words;
}

/* An operator's cell; ~ before a number is no open place there, but says that it is about that. */
static const char *sign_column(struct jx_arena *arena, const char *op) {
    const char *words = phrase(arena, op);
    return strcmp(jx_text_as_key(arena, words), "~") == 0 ? "~" : column(arena, op);
}

/* 提高, 2024年8月底前: words have no unit; 5-8 | 次 and what an operator stands before may have one. */
static bool is_words(struct jx_arena *arena, const char *sign, const char *text) {
    const char *key = folded(arena, text);
    size_t length = strlen(key);
    if (length == 0) return false;
    if (!strpbrk(key, "0123456789")) return true;
    return *sign == '\0' && (unsigned char)key[length - 1] >= 0x80 && take_operator(&key) == JX_OP_NONE;
}

struct jx_measure jx_measure_join(struct jx_arena *arena, const char *op, const char *value,
                                  const char *unit) {
    struct pieces pieces;
    const char *sign = sign_column(arena, op), *behind = column(arena, unit);
    const char *folded_unit = folded(arena, behind);
    enum jx_operator parsed = jx_operator_parse(arena, sign);

    if (jx_polarity_parse(arena, sign) == JX_POLARITY_QUALITATIVE) sign = "";
    if (parsed != JX_OP_NONE && join_quantity(arena, parsed, phrase(arena, value), folded_unit, &pieces))
        return quantity(arena, &pieces);
    const char *text = value ? jx_text_words(arena, value, strlen(value)) : "";
    if (parsed == JX_OP_EQ) sign = ""; /* = before words says nothing */
    if (is_words(arena, sign, text)) {
        behind = "";
        if (strchr(sign, '/')) sign = ""; /* 是/否 */
    }
    const char *gap = *behind && !is_column_unit(folded_unit) ? " " : "";
    text = jx_arena_format(arena, "%s%s%s%s", sign, text, gap, behind);
    /* | 95 | % and >=8 | | %: where the operator's cell says nothing, or too much, the whole may still be a quantity */
    return jx_measure_parse(arena, text, strlen(text));
}

const char *jx_measure_text(struct jx_arena *arena, const struct jx_measure *measure) {
    if (measure->op == JX_OP_NONE || !measure->value) return measure->text ? measure->text : "";
    return print(arena, measure->op, measure->value, measure->unit ? measure->unit : "");
}

bool jx_measure_empty(const struct jx_measure *measure) {
    return !measure->value && jx_text_is_blank(measure->text);
}

static bool numbers_same(struct jx_arena *arena, const char *a, const char *b) {
    struct jx_decimal x, y;
    if (jx_decimal_parse(a, strlen(a), &x) && jx_decimal_parse(b, strlen(b), &y))
        return !jx_decimal_compare(x, y);
    return jx_text_same(arena, a, b);
}

bool jx_measure_same(struct jx_arena *arena, const struct jx_measure *a, const struct jx_measure *b) {
    if (a->op != JX_OP_NONE && a->op == b->op && a->value && b->value)
        return numbers_same(arena, a->value, b->value) &&
               jx_text_same(arena, a->unit ? a->unit : "", b->unit ? b->unit : "");
    return jx_text_same(arena, jx_measure_text(arena, a), jx_measure_text(arena, b));
}

/* 大于等于(≥): the same one twice. */
static enum jx_operator said_twice(struct jx_arena *arena, const char *key) {
    const char *open = jx_text_may_begin(key, firsts) ? strchr(key, '(') : NULL;
    size_t length = open ? strlen(open) : 0;
    if (length < 3 || length > LONGEST_OPERATOR + 2 || open - key > LONGEST_OPERATOR ||
        open[length - 1] != ')')
        return JX_OP_NONE;
    enum jx_operator op = jx_operator_of_key(arena, jx_arena_copy(arena, key, (size_t)(open - key)));
    return op == jx_operator_of_key(arena, jx_arena_copy(arena, open + 1, length - 2)) ? op : JX_OP_NONE;
}

enum jx_operator jx_operator_of_key(struct jx_arena *arena, const char *key) {
    enum { LONGEST_TWICE = 2 * LONGEST_OPERATOR + 2 };
    size_t length = strnlen(key, LONGEST_TWICE + 1);
    if (length > LONGEST_TWICE) return JX_OP_NONE;
    if (length > 3 && key[length - 1] == ')') return said_twice(arena, key);
    if (length > LONGEST_OPERATOR) return JX_OP_NONE;
    if (length <= LONGEST_SIGN && strpbrk(key, small_form)) key = folded(arena, key);
    if (!jx_text_may_begin(key, firsts)) return JX_OP_NONE;
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (same_character(spellings[i].spelling, key) && !strcmp(spellings[i].spelling, key))
            return spellings[i].op;
    return JX_OP_NONE;
}

enum jx_operator jx_operator_parse(struct jx_arena *arena, const char *text) {
    if (!text || strlen(text) > LONGEST) return JX_OP_NONE;
    return jx_operator_of_key(arena, jx_text_as_key(arena, text));
}

/* 越大越好: which way is better, in words. */
static enum jx_polarity polarity_in_words(const char *key, size_t length) {
    static const struct {
        const char *words;
        enum jx_polarity polarity;
    } sayings[] = {
        {"越大越好", JX_POLARITY_POSITIVE},    {"越高越好", JX_POLARITY_POSITIVE},
        {"越多越好", JX_POLARITY_POSITIVE},    {"越小越好", JX_POLARITY_NEGATIVE},
        {"越低越好", JX_POLARITY_NEGATIVE},    {"越少越好", JX_POLARITY_NEGATIVE},
        {"文字描述", JX_POLARITY_QUALITATIVE}, /* stands where others say 定性 */
    };
    for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++)
        if (length == strlen(sayings[i].words) && memcmp(key, sayings[i].words, length) == 0)
            return sayings[i].polarity;
    return JX_POLARITY_NONE;
}

enum jx_polarity jx_polarity_of_key(const char *key) {
    static const char kind[] = "指标";
    static const struct {
        const char *word;
        enum jx_polarity polarity;
    } words[] = {
        {"正向", JX_POLARITY_POSITIVE}, {"反向", JX_POLARITY_NEGATIVE},    {"负向", JX_POLARITY_NEGATIVE},
        {"逆向", JX_POLARITY_NEGATIVE}, {"定性", JX_POLARITY_QUALITATIVE},
    };
    size_t length = strnlen(key, LONGEST), word = strlen(words[0].word); /* they are of one length */
    if (length != word && (length != word + strlen(kind) || !jx_text_ends(key, kind)))
        return polarity_in_words(key, length);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!memcmp(key, words[i].word, word)) return words[i].polarity;
    return JX_POLARITY_NONE;
}

enum jx_polarity jx_polarity_parse(struct jx_arena *arena, const char *text) {
    return jx_polarity_of_key(jx_text_as_key(arena, text));
}

enum jx_polarity jx_polarity_of(const struct jx_measure *measure) {
    if (jx_measure_empty(measure)) return JX_POLARITY_NONE;
    switch (measure->op) {
    case JX_OP_EQ:
    case JX_OP_GE:
    case JX_OP_GT: return JX_POLARITY_POSITIVE;
    case JX_OP_LE:
    case JX_OP_LT: return JX_POLARITY_NEGATIVE;
    case JX_OP_NONE: break;
    }
    return JX_POLARITY_QUALITATIVE;
}

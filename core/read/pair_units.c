#include "core/read/pair_parts.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/money.h"
#include "core/read/segments.h"

/* Behind the colon of 单位：, or behind 为 of 金额单位均为; NULL: `at` is at neither. */
static const char *behind_says(const char *at, const char *end) {
    static const char *const words[] = {"均为", "为", "是"};
    const char *behind = at = jx_text_skip(at, end);
    if (at < end && jx_text_fold(jx_text_next(&behind, end)) == ':') return behind;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if ((behind = jx_text_behind(at, end, words[i]))) return behind;
    return NULL;
}

/* Behind what a text says its unit with, at its word: 单位：, 金额单位为; NULL: it does not say it here. */
static const char *behind_word(const char *at, const char *end, bool begins) {
    static const struct {
        const char *word;
        bool plain; /* it may stand within a sentence; others are words of their own: not 填报单位 */
    } words[] = {{"单位", false}, {"金额单位", true}, {"货币单位", true}, {"计量单位", false}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *behind = begins || words[i].plain ? jx_text_behind(at, end, words[i].word) : NULL;
        if (behind && (behind = behind_says(behind, end)) && behind < end) return behind;
    }
    return NULL;
}

/* What stands behind the last 单位： of a text. */
static const char *behind_unit_word(const char *text, size_t length) {
    const char *end = text + length, *last = NULL;
    bool begins = true; /* a word may begin here */
    for (const char *at = text; at < end;) {
        const char *behind = behind_word(at, end, begins);
        if (behind) last = behind;
        uint32_t c = jx_text_fold(jx_text_next(&at, end));
        begins = jx_text_is_space(c) || c == '(' || c == 0x3010 || c == '[' || c == ',' || c == ';';
    }
    return last;
}

/* The length of a text up to where its sentence ends, or a label begins: 元，保留两位小数。 元  填表人：某某 */
static size_t words_length(const char *text, const char *end) {
    const char *at = text, *behind;
    const char *colon = jx_colon_find(text, (size_t)(end - text), &behind);
    while (at < end) {
        const char *next = at;
        uint32_t c = jx_text_fold(jx_text_next(&next, end));
        if (c == ',' || c == ';' || c == 0x3002 || c == '\n') break;
        if (colon && at > text && at < colon && jx_text_is_space(c)) break;
        at = next;
    }
    return (size_t)(at - text);
}

const char *jx_unit_named(struct jx_arena *arena, const char *text, size_t length) {
    const char *behind = behind_unit_word(text, length);
    if (!behind) return NULL;
    const char *unit = jx_text_key(arena, behind, words_length(behind, text + length));
    return *unit == '\0' ? NULL : unit;
}

const char *jx_unit_words(struct jx_arena *arena, const struct jx_term *term) {
    return term->phrase.unit ? term->phrase.unit : jx_unit_named(arena, term->text, term->length);
}

/* 120 | 万元: the cell behind an amount, or before it, says what it is in. NULL: neither does. */
static const char *unit_beside(const struct jx_pairs *pairs, const struct jx_seen *label,
                               const struct jx_seen *value) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, value->row, &count);
    const struct jx_seen *beside[] = {value + 1 < cells + count ? value + 1 : NULL,
                                      value > cells && value - 1 != label ? value - 1 : NULL};
    if (value < cells || value >= cells + count) return NULL;
    for (size_t i = 0; i < 2; i++) {
        const char *key = !beside[i] ? "" : beside[i]->term->key;
        struct jx_money_unit unit = jx_money_unit_read(key, strlen(key));
        if (unit.says == JX_MONEY_KNOWN && unit.alone) return unit.word;
    }
    return NULL;
}

/* In yuan, where the amount itself says its unit or the cell beside it. */
static bool said_in_yuan(const struct jx_pairs *pairs, const struct jx_seen *seen, struct jx_decimal *yuan) {
    struct jx_money_unit said;
    struct jx_decimal amount;
    if (!jx_money_read(seen->term->key, &amount, &said)) return false;
    const char *unit = said.says == JX_MONEY_KNOWN ? NULL : unit_beside(pairs, NULL, seen);
    if (unit) said = jx_money_unit_read(unit, strlen(unit));
    return jx_money_to_yuan(&said, amount, yuan);
}

bool jx_seen_is_more(const struct jx_seen *amount, const struct jx_seen *other) {
    struct jx_money_unit said;
    struct jx_decimal x, y;
    return jx_money_read(amount->term->key, &x, &said) && jx_money_read(other->term->key, &y, &said) &&
           jx_decimal_compare(x, y) > 0;
}

bool jx_pair_is_more(const struct jx_pairs *pairs, const struct jx_seen *amount,
                     const struct jx_seen *other) {
    struct jx_decimal x, y;
    bool said = said_in_yuan(pairs, amount, &x) && said_in_yuan(pairs, other, &y);
    return said ? jx_decimal_compare(x, y) > 0 : jx_seen_is_more(amount, other);
}

/* The unit that another label says: the total's, or one before in the row or above. */
static struct jx_pair_unit unit_of_other(const struct jx_pairs *pairs, const struct jx_seen *label) {
    struct jx_arena *arena = pairs->terms->arena;
    const struct jx_seen *total = jx_pair_total_over(pairs, label), *from = total != label ? total : NULL;
    const char *unit = from ? jx_unit_words(arena, from->term) : NULL;
    for (uint32_t up = 0; !unit && up < JX_PAIR_ROWS_UP && label->row >= pairs->first + up; up++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(pairs->shape, label->row - up, &count);
        for (size_t i = 0; !unit && i < count && cells[i].column < label->column; i++)
            if ((unit = jx_unit_words(arena, cells[i].term))) from = &cells[i];
    }
    if (!unit) return (struct jx_pair_unit){.words = NULL};
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, from->row, &count);
    const struct jx_seen *below = jx_shape_at(pairs->shape, from->row + from->rows, from->column);
    const struct jx_seen *right = from + 1 < cells + count && from[1].term->amount ? from + 1 : NULL;
    return (struct jx_pair_unit){unit, right ? right : below && below->term->amount ? below : NULL};
}

/* In yuan; false: nobody can say. */
static bool yuan_of(const char *key, const struct jx_money_unit *unit, struct jx_decimal *yuan) {
    struct jx_money_unit said;
    struct jx_decimal amount;
    return jx_money_read(key, &amount, &said) &&
           jx_money_to_yuan(said.says == JX_MONEY_KNOWN ? &said : unit, amount, yuan);
}

bool jx_pair_unit_is_lent(const struct jx_money_unit *lent, const struct jx_money_unit *all,
                          const char *amount, const char *other) {
    struct jx_decimal part, total;
    if (all->says == JX_MONEY_SILENT) return true;
    if (lent->says == JX_MONEY_KNOWN && all->word && strcmp(lent->word, all->word) == 0) return true;
    return yuan_of(amount, all, &part) && yuan_of(other, lent, &total) && jx_decimal_compare(part, total) > 0;
}

struct jx_pair_unit jx_pairs_unit(const struct jx_pairs *pairs, const struct jx_seen *label,
                                  const struct jx_seen *value) {
    struct jx_arena *arena = pairs->terms->arena;
    const char *unit = jx_unit_words(arena, label->term);
    if (!unit) unit = unit_beside(pairs, label, value);
    for (uint32_t up = 1; !unit && up < JX_PAIR_ROWS_UP && value->row >= pairs->first + up; up++) {
        if (!pairs->heads[value->row - up - pairs->first]) continue;
        const struct jx_seen *over = jx_shape_at(pairs->shape, value->row - up, value->column);
        if (over) unit = jx_unit_words(arena, over->term);
    }
    return unit ? (struct jx_pair_unit){unit, NULL} : unit_of_other(pairs, label);
}

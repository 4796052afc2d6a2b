#include "core/read/pair_parts.h"

#include <string.h>

#include "core/base/text.h"
#include "core/model/money.h"

/* What stands behind the last 单位： of a text that is a word of its own: 单位, 金额单位, 货币单位, but not 填报单位. */
static const char *behind_unit_word(const char *text, size_t length) {
    static const char *const words[] = {"单位", "金额单位", "货币单位", "计量单位"};
    const char *end = text + length, *last = NULL;
    bool begins = true; /* a word may begin here */
    for (const char *at = text; at < end;) {
        for (size_t i = 0; begins && i < sizeof words / sizeof *words; i++) {
            const char *behind = jx_text_behind(at, end, words[i]);
            if (!behind || (behind = jx_text_skip(behind, end)) >= end) continue;
            if (jx_text_fold(jx_text_next(&behind, end)) == ':') last = behind;
        }
        uint32_t c = jx_text_fold(jx_text_next(&at, end));
        begins = jx_text_is_space(c) || c == '(' || c == 0x3010 || c == '[' || c == ',' || c == ';';
    }
    return last;
}

const char *jx_unit_words(struct jx_arena *arena, const struct jx_term *term) {
    if (term->phrase.unit) return term->phrase.unit;
    const char *behind = behind_unit_word(term->text, term->length);
    if (!behind) return NULL;
    const char *unit = jx_text_key(arena, behind, (size_t)(term->text + term->length - behind));
    return *unit == '\0' ? NULL : unit;
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

const char *jx_pairs_unit(const struct jx_pairs *pairs, const struct jx_seen *label,
                          const struct jx_seen *value) {
    struct jx_arena *arena = pairs->terms->arena;
    const char *unit = jx_unit_words(arena, label->term);
    if (!unit) unit = unit_beside(pairs, label, value);
    for (uint32_t up = 1; !unit && up < JX_PAIR_ROWS_UP && value->row >= pairs->first + up; up++) {
        if (!pairs->heads[value->row - up - pairs->first]) continue;
        const struct jx_seen *over = jx_shape_at(pairs->shape, value->row - up, value->column);
        if (over) unit = jx_unit_words(arena, over->term);
    }
    const struct jx_seen *total = unit ? NULL : jx_pair_total_over(pairs, label);
    if (total && total != label) unit = jx_unit_words(arena, total->term);
    for (uint32_t up = 0; !unit && up < JX_PAIR_ROWS_UP && label->row >= pairs->first + up; up++) {
        size_t count;
        const struct jx_seen *cells = jx_shape_row(pairs->shape, label->row - up, &count);
        for (size_t i = 0; !unit && i < count && cells[i].column < label->column; i++)
            unit = jx_unit_words(arena, cells[i].term);
    }
    return unit;
}

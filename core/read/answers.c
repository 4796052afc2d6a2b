#include "core/read/answers.h"

#include <string.h>

#include "core/base/text.h"
#include "core/read/pair_parts.h"

static bool is_claimed(const struct jx_seen *seen) {
    return seen->cell->claim != JX_CLAIM_NONE;
}

/* 资金性质, 预算级次, 资金来源: it asks for one of several words, which may be those of a label. */
static bool asks_for_kind(const struct jx_seen *seen) {
    static const enum jx_tag kinds[] = {JX_TAG_KIND, JX_TAG_NATURE, JX_TAG_RANK, JX_TAG_ORIGIN};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (jx_seen_tagged(seen, kinds[i])) return true;
    return false;
}

/* 财政拨款, 一般公共预算, 项目支出: words that money is called by. */
static bool calls_money(const struct jx_pairs *pairs, const struct jx_seen *seen) {
    const struct jx_senses *senses = jx_pairs_label(pairs, seen);
    if (!senses) return false;
    bool fact = senses->items[0].kind == JX_SENSE_FACT && jx_field_is_money(senses->items[0].field);
    return fact || jx_seen_tagged(seen, JX_TAG_PROJECT_SPENDING) || jx_seen_tagged(seen, JX_TAG_BASIC);
}

/* 财政拨款 |  | 其他资金 | 20: one of several amounts, of which it has none. */
static bool waits_beside_another(const struct jx_pairs *pairs, const struct jx_seen *label) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count);
    const struct jx_seen *next = label + 1 < cells + count ? label + 1 : NULL;
    return next && calls_money(pairs, next) && next->column > label->column + label->columns;
}

/* Another label or the end of the row stands at the right, and below stands nothing of its own: what stands there in the column of
 * `before` or further left begins another row of labels. */
static bool labels_nothing(const struct jx_pairs *pairs, const struct jx_seen *before,
                           const struct jx_seen *label) {
    size_t count, below_count = 0;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count);
    const uint32_t row = label->row + label->rows;
    if (is_claimed(label) || pairs->heads[label->row - pairs->first]) return false;
    const struct jx_seen *next = label + 1 < cells + count ? label + 1 : NULL;
    if (next && !jx_pairs_label(pairs, next) && !is_claimed(next) && !asks_for_kind(next)) return false;
    const struct jx_seen *below = row < pairs->end ? jx_shape_row(pairs->shape, row, &below_count) : NULL;
    if (below_count == 0 || below->column <= before->column) return true;
    return !jx_shape_at(pairs->shape, row, label->column);
}

/* No blank cell is at the right of a label for its value to be written into: another text stands there, or the table ends. */
static bool leaves_no_room(const struct jx_pairs *pairs, const struct jx_seen *label) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, label->row, &count);
    const uint32_t behind = label->column + label->columns;
    if (label + 1 < cells + count) return label[1].column == behind;
    for (uint32_t row = pairs->first; row < pairs->end; row++) {
        cells = jx_shape_row(pairs->shape, row, &count);
        if (count > 0 && cells[count - 1].column + cells[count - 1].columns > behind) return false;
    }
    return true;
}

/* Short words that are neither an amount nor a label's. */
static bool is_unknown_label(const struct jx_seen *seen) {
    enum { LONGEST = 12 };
    const char *key = seen->term->key;
    return *key != '\0' && jx_text_characters(key, strlen(key)) <= LONGEST && !seen->term->amount &&
           !seen->term->quantity;
}

bool jx_answer_stands(const struct jx_pairs *pairs, const struct jx_seen *before,
                      const struct jx_seen *label) {
    if (!calls_money(pairs, label) || is_claimed(before) || !labels_nothing(pairs, before, label))
        return false;
    if (asks_for_kind(before)) return !waits_beside_another(pairs, label);
    return before->column + before->columns == label->column && !jx_pairs_label(pairs, before) &&
           is_unknown_label(before) && leaves_no_room(pairs, label);
}

/* Whether a label has a value that was taken. */
static bool has_value(const struct jx_pairs *pairs, const struct jx_seen *label) {
    for (size_t i = 0; i < pairs->taken_count; i++)
        if (pairs->taken[i].label == label || pairs->taken[i].value == label) return true;
    return false;
}

bool jx_answer_perhaps(const struct jx_pairs *pairs, const struct jx_seen *cells, size_t index) {
    const struct jx_seen *label = &cells[index], *before = label - 1;
    const struct jx_senses *senses = index == 0 ? NULL : jx_pairs_label(pairs, before);
    return senses && senses->items[0].kind == JX_SENSE_FACT && !calls_money(pairs, before) &&
           calls_money(pairs, label) && before->column + before->columns == label->column &&
           !has_value(pairs, before) && labels_nothing(pairs, before, label) && leaves_no_room(pairs, label);
}

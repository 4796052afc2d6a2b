#include "core/read/pair_parts.h"

/* Whether a label asks for a project's name, with the text at its right and no room between. */
static bool asks_name(const struct jx_pairs *pairs, const struct jx_seen *label,
                      const struct jx_seen *value) {
    const struct jx_senses *senses = jx_pairs_label(pairs, label);
    return senses && senses->items[0].kind == JX_SENSE_FACT &&
           senses->items[0].field == JX_FIELD_PROJECT_NAME && senses->items[0].cost < JX_PAIR_SURE_LABEL &&
           label->column + label->columns == value->column;
}

/* Labels that stand below one another have their values at the right; headings have theirs below, in a row without labels. */
static bool is_heading(const struct jx_pairs *pairs, const struct jx_seen *label) {
    size_t count = 0;
    uint32_t row = label->row + label->rows;
    const struct jx_seen *cells = row < pairs->end ? jx_shape_row(pairs->shape, row, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        if (!cells[i].term->amount && jx_pair_sure(pairs, &cells[i])) return false;
    return true;
}

bool jx_pair_is_name(const struct jx_pairs *pairs, const struct jx_seen *value) {
    size_t count;
    const struct jx_seen *cells = jx_shape_row(pairs->shape, value->row, &count), *end = cells + count;
    if (pairs->shape->guessed || value == cells || !asks_name(pairs, value - 1, value)) return false;
    if (jx_seen_ends_in_colon(value) || jx_seen_tagged(value, JX_TAG_SUM)) return false;
    if ((value + 1 < end && value[1].term->amount) || is_heading(pairs, value - 1)) return false;
    const struct jx_senses *senses = jx_pairs_label(pairs, value);
    return !senses || jx_sense_may_be_name(&senses->items[0]);
}

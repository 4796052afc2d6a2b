#include "core/read/amounts.h"

#include <string.h>

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/read/align.h"
#include "core/read/matrix.h"
#include "core/read/values.h"

enum { LONGEST_WORD = 60, FEWEST_WORDS = 3, FEWEST_AMOUNTS = 2 };

/* An amount and the word that stands over it. */
struct amount {
    struct jx_spot *word, *value;
    const struct jx_label *label; /* of an amount of money, or NULL */
    bool total;                   /* the word is 合计 */
    struct jx_decimal number;
};

static const struct jx_label *money_label(const struct jx_reading *reading, enum jx_kind kind,
                                          struct jx_spot *spot) {
    const struct jx_label *label = jx_lexicon_label(reading->lexicon, kind, jx_spot_key(reading, spot));
    const struct jx_piece *piece =
        label == NULL || label->value == NULL ? NULL : jx_pattern_bare(label->value);
    bool money =
        piece != NULL && piece->kind == JX_PIECE_FIELD && jx_field_type(piece->field) == JX_TYPE_MONEY;
    return money ? label : NULL;
}

static bool is_word(const struct jx_reading *reading, struct jx_spot *spot) {
    return spot->cell->length <= LONGEST_WORD && !jx_matrix_is_number(reading, spot) &&
           strchr(jx_spot_key(reading, spot), ':') == NULL;
}

static struct jx_spot *word_over(struct jx_spot *words, size_t count, const struct jx_spot *value) {
    for (size_t i = 0; i < count; i++) {
        uint32_t columns = words[i].cell->columns > 1 ? words[i].cell->columns : 1;
        if (value->column >= words[i].column && value->column < words[i].column + columns) return &words[i];
    }
    return NULL;
}

/* The amounts of the row below, each under a word of its own; 0: something else stands there. */
static size_t find_amounts(struct jx_reading *reading, enum jx_kind kind, struct jx_spot *words,
                           size_t word_count, uint32_t row, struct amount *amounts) {
    size_t count, known = 0;
    struct jx_spot *below = jx_reading_row(reading, row, &count);
    if (count < FEWEST_AMOUNTS || count > JX_ALIGN_MOST) return 0;
    for (size_t i = 0; i < count; i++) {
        struct amount *amount = &amounts[i];
        *amount = (struct amount){.word = word_over(words, word_count, &below[i]), .value = &below[i]};
        const char *key = jx_spot_key(reading, &below[i]);
        struct jx_money_unit unit;
        if (amount->word == NULL || !jx_money_read(key, &amount->number, &unit)) return 0;
        if (unit.says == JX_MONEY_KNOWN && !jx_money_to_yuan(&unit, amount->number, &amount->number))
            return 0;
        if (i > 0 && amount->word == amounts[i - 1].word) return 0;
        amount->label = money_label(reading, kind, amount->word);
        amount->total = jx_lexicon_is(JX_WORD_TOTAL, jx_spot_key(reading, amount->word));
        known += amount->label != NULL || amount->total;
    }
    return known >= FEWEST_AMOUNTS ? count : 0;
}

/* The amount is what all the others add up to. */
static bool is_sum(const struct amount *amounts, size_t count, size_t total) {
    struct jx_decimal sum = {0, 0};
    for (size_t i = 0; i < count; i++)
        if (i != total && !jx_decimal_add(sum, amounts[i].number, &sum)) return false;
    return jx_decimal_compare(sum, amounts[total].number) == 0;
}

static void take_amount(struct jx_reading *reading, struct jx_draft *draft, const struct amount *amount,
                        bool sum) {
    const struct jx_cell *cell = amount->value->cell, *word = amount->word->cell;
    struct jx_place at = jx_spot_place(reading, amount->value);
    enum jx_field field =
        amount->label == NULL ? JX_FIELD_FUND_TOTAL : jx_pattern_bare(amount->label->value)->field;
    if (draft->form.kind == JX_KIND_DEPARTMENT && amount->label == NULL) field = JX_FIELD_BUDGET_TOTAL;
    bool free = draft->form.fields[field].value == NULL && (amount->label != NULL || sum);
    jx_spot_claim(amount->value, free ? JX_CLAIM_VALUE : JX_CLAIM_EXTRA);
    if (free)
        jx_field_take(reading, draft, field, cell->text, cell->length, at, JX_READ);
    else
        jx_extra_take(reading, draft, jx_text_phrase(reading->arena, word->text, word->length), cell->text,
                      cell->length, at);
}

bool jx_amounts_take(struct jx_reading *reading, struct jx_draft *draft, uint32_t row, uint32_t end,
                     struct jx_spot *spots, size_t count) {
    struct amount amounts[JX_ALIGN_MOST];
    if (reading->sheet->soft_rows || count < FEWEST_WORDS || row + 1 >= end) return false;
    for (size_t i = 0; i < count; i++)
        if (!is_word(reading, &spots[i])) return false;
    size_t found = find_amounts(reading, draft->form.kind, spots, count, row + 1, amounts);
    if (found == 0) return false;
    for (size_t i = 0; i < count; i++) {
        struct jx_place at = jx_spot_place(reading, &spots[i]);
        jx_spot_claim(&spots[i], JX_CLAIM_LABEL);
        jx_remark_take_unit(reading, draft, jx_spot_key(reading, &spots[i]), at);
    }
    for (size_t i = 0; i < found; i++)
        take_amount(reading, draft, &amounts[i], amounts[i].total && is_sum(amounts, found, i));
    return true;
}

#include "core/read/beside.h"

#include "core/base/text.h"
#include "core/model/measure.h"
#include "core/model/vocabulary.h"
#include "core/read/targets.h"
#include "core/read/values.h"

/* A column left of the indicators speaks of the whole project. */
static bool before_indicators(const struct jx_compiled_table *table, size_t column) {
    for (enum jx_part part = JX_PART_LEVEL1; part <= JX_PART_NAME; part++)
        if (table->part_column[part] >= 0 && (size_t)table->part_column[part] < column) return false;
    return true;
}

/* Sums below the indicators: `总分 (分值)`. */
static void take_total_cell(struct jx_reading *reading, struct jx_draft *draft, const struct jx_band_row *row,
                            struct jx_spot *spot, const char *heading) {
    struct jx_arena *arena = reading->arena;
    const char *word = jx_text_phrase(arena, row->at->cell->text, row->at->cell->length);
    jx_spot_claim(spot, JX_CLAIM_EXTRA);
    jx_extra_take(reading, draft, jx_extra_label(arena, word, heading), spot->cell->text, spot->cell->length,
                  jx_spot_place(reading, spot));
}

void jx_beside_total(struct jx_reading *reading, struct jx_draft *draft, const struct jx_band_row *row) {
    const struct jx_compiled_table *table = draft->table;
    for (int part = 0; part < JX_PART_COUNT; part++)
        if (row->parts[part])
            take_total_cell(reading, draft, row, row->parts[part],
                            table->band[table->part_column[part]].column->heading);
    for (size_t i = 0; row->facts && i < table->band_count; i++)
        if (row->facts[i])
            take_total_cell(reading, draft, row, row->facts[i], table->band[i].column->heading);
}

void jx_beside_take(struct jx_reading *reading, struct jx_draft *draft, struct jx_spot *spot,
                    const char *heading, const char *name) {
    const char *label = !name ? heading : jx_extra_label(reading->arena, heading, name);
    jx_spot_claim(spot, JX_CLAIM_EXTRA);
    jx_extra_take(reading, draft, label, spot->cell->text, spot->cell->length, jx_spot_place(reading, spot));
}

/* What stands under the polarities and is none is kept; but 定量 says no more than that the target is a number, where it is one. */
static void take_no_polarity(struct jx_reading *reading, struct jx_draft *draft,
                             const struct jx_band_row *row, const struct jx_indicator *indicator) {
    struct jx_spot *spot = row->parts[JX_PART_POLARITY];
    struct jx_arena *arena = reading->passing;
    const char *key = !spot ? "" : jx_text_key(arena, spot->cell->text, spot->cell->length);
    bool number = indicator->target.op != JX_OP_NONE;
    if (*key == '\0' || jx_polarity_of_key(key) != JX_POLARITY_NONE || jx_text_placeholder(arena, key))
        return;
    if (number && jx_quantitative_word(key)) return;
    const struct jx_compiled_table *table = draft->table;
    jx_beside_take(reading, draft, spot, table->band[table->part_column[JX_PART_POLARITY]].column->heading,
                   indicator->name);
}

/* A unit or another word that was not needed for the target is kept. */
static void take_unused(struct jx_reading *reading, struct jx_draft *draft, struct jx_band_other sign,
                        bool is_operator, const struct jx_measure *target, const char *name) {
    if (jx_sign_is_unused(reading, sign.spot, is_operator, target))
        jx_beside_take(reading, draft, sign.spot, sign.heading, name);
}

static void take_unused_signs(struct jx_reading *reading, struct jx_draft *draft,
                              const struct jx_band_row *row, const struct jx_indicator *indicator) {
    static const enum jx_part parts[] = {JX_PART_OPERATOR, JX_PART_UNIT};
    const struct jx_compiled_table *table = draft->table;
    bool moved = row->period && jx_measure_empty(&indicator->target); /* in a block of the period's targets */
    const struct jx_measure *target = moved ? &indicator->period_target : &indicator->target;
    for (size_t i = 0; i < 2; i++) {
        const struct jx_band_other *period = &jx_band_beside(row)->signs[i];
        struct jx_spot *spot = table->part_column[JX_PART_VALUE] < 0 ? NULL : row->parts[parts[i]];
        if (spot)
            take_unused(
                reading, draft,
                (struct jx_band_other){spot, table->band[table->part_column[parts[i]]].column->heading},
                i == 0, target, indicator->name);
        if (period->spot && period->spot != spot)
            take_unused(reading, draft, *period, i == 0, &indicator->period_target, indicator->name);
    }
}

void jx_beside_take_all(struct jx_reading *reading, struct jx_draft *draft, const struct jx_band_row *row,
                        const char *name, const struct jx_measure *target) {
    const struct jx_compiled_table *table = draft->table;
    for (size_t i = 0; row->facts && i < table->band_count; i++)
        if (table->band[i].extra && row->facts[i])
            jx_beside_take(reading, draft, row->facts[i], table->band[i].column->heading,
                           before_indicators(table, i) ? NULL : name);
    const struct jx_band_beside *beside = jx_band_beside(row);
    for (size_t i = 0; i < beside->other_count; i++)
        if (target && beside->others[i].spot == beside->unit &&
            !jx_sign_is_unused(reading, beside->unit, false, target))
            jx_spot_claim(beside->unit, JX_CLAIM_VALUE);
        else
            jx_beside_take(reading, draft, beside->others[i].spot, beside->others[i].heading, name);
}

/* What may be an operator, in a column of other things; `any`: where its heading says operators, whatever stands there. */
static bool may_be_sign(struct jx_arena *arena, const char *text, bool any) {
    enum jx_operator op = jx_operator_parse(arena, text);
    if (op != JX_OP_NONE || !any) return op != JX_OP_NONE && op != JX_OP_EQ;
    return !jx_text_placeholder(arena, text) && jx_polarity_parse(arena, text) == JX_POLARITY_NONE &&
           !jx_quantitative_word(jx_text_as_key(arena, text));
}

static void tell_sign(struct jx_reading *reading, struct jx_spot *spot, bool any,
                      const struct jx_indicator *indicator) {
    struct jx_arena *arena = reading->passing;
    if (!spot || !may_be_sign(arena, spot->cell->text, any)) return;
    struct jx_place at = jx_spot_place(reading, spot);
    JX_DIAG(reading->diags, JX_MSG_SIGN_UNUSED, &at, spot->cell->text,
            !indicator->name ? "" : indicator->name, jx_measure_text(arena, &indicator->target));
}

/* ≤ beside a number, in a column that was not understood as one of operators. */
static void tell_signs(struct jx_reading *reading, struct jx_draft *draft, const struct jx_band_row *row,
                       const struct jx_indicator *indicator) {
    static const enum jx_part parts[] = {JX_PART_POLARITY, JX_PART_STANDARD, JX_PART_REMARK};
    const struct jx_compiled_table *table = draft->table;
    if (indicator->target.op != JX_OP_EQ) return;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        tell_sign(reading, row->parts[parts[i]], false, indicator);
    for (size_t i = 0; row->facts && i < table->band_count; i++)
        tell_sign(reading, row->facts[i], table->band[i].signs, indicator);
    const struct jx_band_beside *beside = jx_band_beside(row);
    for (size_t i = 0; i < beside->other_count; i++)
        tell_sign(reading, beside->others[i].spot, false, indicator);
}

bool jx_beside_any(const struct jx_draft *draft, const struct jx_band_row *row) {
    const struct jx_compiled_table *table = draft->table;
    if (jx_band_beside(row)->other_count > 0) return true;
    for (size_t i = 0; row->facts && i < table->band_count; i++)
        if (table->band[i].extra && row->facts[i]) return true;
    return false;
}

void jx_beside_indicator(struct jx_reading *reading, struct jx_draft *draft, const struct jx_band_row *row,
                         const struct jx_indicator *indicator) {
    jx_beside_take_all(reading, draft, row, indicator->name, &indicator->target);
    take_no_polarity(reading, draft, row, indicator);
    tell_signs(reading, draft, row, indicator);
    take_unused_signs(reading, draft, row, indicator);
}

#include "core/read/matrix.h"

#include <string.h>

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/model/vocabulary.h"
#include "core/read/values.h"

enum { LONGEST_LABEL = 96 };

/* --- words ------------------------------------------------------------------------------------------------------------ */

/* The label that a cell is, for either kind of form; 其中： before it says nothing more. */
static const struct jx_label *spot_label(const struct jx_reading *reading, struct jx_spot *spot) {
    if (spot->cell->length > LONGEST_LABEL) return NULL;
    const char *key = jx_spot_key(reading, spot);
    if (jx_text_starts(key, "其中:")) key += strlen("其中:");
    const struct jx_label *label = jx_lexicon_label(reading->lexicon, JX_KIND_PROJECT, key);
    return label != NULL ? label : jx_lexicon_label(reading->lexicon, JX_KIND_DEPARTMENT, key);
}

static bool is_word(const struct jx_reading *reading, struct jx_spot *spot) {
    if (spot->cell->length > LONGEST_LABEL) return false;
    const char *key = jx_spot_key(reading, spot);
    return jx_lexicon_is(JX_WORD_COLUMN, key) || jx_lexicon_is(JX_WORD_RESULT, key);
}

static bool is_label(const struct jx_reading *reading, struct jx_spot *spot) {
    return is_word(reading, spot) || spot_label(reading, spot) != NULL;
}

bool jx_matrix_is_number(const struct jx_reading *reading, struct jx_spot *spot) {
    struct jx_decimal number;
    if (spot->cell->length > LONGEST_LABEL) return false;
    const char *key = jx_spot_key(reading, spot);
    size_t length = strlen(key);
    if (length > 1 && key[length - 1] == '%') length--;
    return jx_decimal_parse(key, length, &number) || jx_money_is_amount(key);
}

/* A label that only heads others: 项目资金, 年度主要任务. */
static bool only_heads(const struct jx_reading *reading, struct jx_spot *spot) {
    const struct jx_label *label = spot_label(reading, spot);
    return !is_word(reading, spot) && label != NULL && label->value == NULL;
}

static bool is_money(const struct jx_label *label) {
    const struct jx_piece *piece = label->value == NULL ? NULL : jx_pattern_bare(label->value);
    return piece != NULL && piece->kind == JX_PIECE_FIELD && jx_field_type(piece->field) == JX_TYPE_MONEY;
}

/* --- headings --------------------------------------------------------------------------------------------------------- */

static uint32_t last_column(const struct jx_spot *spot) {
    return spot->column + (spot->cell->columns > 1 ? spot->cell->columns - 1 : 0);
}

bool jx_row_is_labels(struct jx_reading *reading, uint32_t row, struct jx_spot *spots, size_t count) {
    size_t below_count;
    if (reading->sheet->soft_rows || count < 2) return false;
    for (size_t i = 0; i < count; i++)
        if (!is_label(reading, &spots[i])) return false;
    struct jx_spot *below = jx_reading_row(reading, row + 1, &below_count);
    bool value = false;
    for (size_t i = 0; i < below_count; i++) {
        if (is_label(reading, &below[i])) return false;
        for (size_t k = 0; k < count; k++)
            value =
                value || (below[i].column >= spots[k].column && below[i].column <= last_column(&spots[k]));
    }
    return value;
}

/* Headings of columns: nothing but labels, and among them two words that are nothing else (one, in the row below such). */
static bool are_headings(struct jx_reading *reading, const struct jx_matrix *matrix, uint32_t row,
                         struct jx_spot *spots, size_t count) {
    size_t words = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_label(reading, &spots[i])) return false;
        words += is_word(reading, &spots[i]);
    }
    return words >= 2 || (words == 1 && matrix->count > 0 && row == matrix->last_row + 1);
}

static void drop_columns(struct jx_matrix *matrix, uint32_t first, uint32_t last) {
    size_t kept = 0;
    for (size_t i = 0; i < matrix->count; i++)
        if (matrix->columns[i].last < first || matrix->columns[i].first > last)
            matrix->columns[kept++] = matrix->columns[i];
    matrix->count = kept;
}

static void take_headings(struct jx_reading *reading, struct jx_draft *draft, struct jx_matrix *matrix,
                          uint32_t row, struct jx_spot *spots, size_t count) {
    if (matrix->count == 0 || row != matrix->last_row + 1) *matrix = (struct jx_matrix){.count = 0};
    matrix->last_row = row;
    for (size_t i = 0; i < count; i++) {
        const char *key = jx_spot_key(reading, &spots[i]);
        struct jx_place at = jx_spot_place(reading, &spots[i]);
        jx_spot_claim(&spots[i], JX_CLAIM_LABEL);
        jx_remark_take_unit(reading, draft, key, at);
        if (only_heads(reading, &spots[i])) continue;
        drop_columns(matrix, spots[i].column, last_column(&spots[i]));
        if (matrix->count == JX_ALIGN_MOST) continue;
        bool plan = !jx_lexicon_is(JX_WORD_RESULT, key) && strcmp(key, "分值") != 0;
        matrix->columns[matrix->count++] =
            (struct jx_matrix_column){spots[i].column, last_column(&spots[i]), key, plan};
        matrix->tasks = matrix->tasks || strstr(key, "任务") != NULL;
    }
}

/* --- rows below them -------------------------------------------------------------------------------------------------- */

static const struct jx_matrix_column *column_over(const struct jx_matrix *matrix,
                                                  const struct jx_spot *spot) {
    for (size_t i = 0; i < matrix->count; i++)
        if (spot->column >= matrix->columns[i].first && spot->column <= matrix->columns[i].last)
            return &matrix->columns[i];
    return NULL;
}

static void take_extra(struct jx_reading *reading, struct jx_draft *draft, const char *row_label,
                       const struct jx_matrix_column *column, struct jx_spot *spot) {
    struct jx_place at = jx_spot_place(reading, spot);
    const char *text = jx_text_trim(reading->arena, spot->cell->text, spot->cell->length);
    const char *label = jx_arena_format(reading->arena, "%s (%s)", row_label, column->heading);
    if (jx_text_placeholder(reading->arena, text)) {
        jx_spot_claim(spot, JX_CLAIM_VALUE);
        JX_DIAG(reading->diags, JX_MSG_PLACEHOLDER, &at, text, label);
        return;
    }
    jx_spot_claim(spot, JX_CLAIM_EXTRA);
    jx_extra_take(reading, draft, label, text, strlen(text), at);
}

/* The row's cells behind its label. */
static void take_cells(struct jx_reading *reading, struct jx_draft *draft, const struct jx_matrix *matrix,
                       const struct jx_label *label, struct jx_spot *spots, size_t count) {
    const char *words = jx_text_phrase(reading->arena, spots[0].cell->text, spots[0].cell->length);
    bool given = label == NULL || matrix->tasks;
    jx_spot_claim(&spots[0], JX_CLAIM_LABEL);
    for (size_t i = 1; i < count; i++) {
        const struct jx_matrix_column *column = column_over(matrix, &spots[i]);
        if (column->plan && !given) {
            given = true;
            jx_spot_claim(&spots[i], JX_CLAIM_VALUE);
            jx_value_take(reading, draft, label->value, label->text, spots[i].cell->text,
                          spots[i].cell->length, jx_spot_place(reading, &spots[i]), JX_READ);
        } else {
            take_extra(reading, draft, words, column, &spots[i]);
        }
    }
}

bool jx_matrix_row(struct jx_reading *reading, struct jx_draft *draft, struct jx_matrix *matrix, uint32_t row,
                   struct jx_spot *spots, size_t count) {
    if (reading->sheet->soft_rows || count == 0) return false;
    if (are_headings(reading, matrix, row, spots, count)) {
        take_headings(reading, draft, matrix, row, spots, count);
        return true;
    }
    if (matrix->count == 0) return false;
    struct jx_spot *first = spots, *side = NULL;
    if (count > 1 && only_heads(reading, first)) side = first++;
    size_t left = count - (size_t)(first - spots);
    const struct jx_label *label = spot_label(reading, first);
    bool good = left > 1 && first->cell->length <= LONGEST_LABEL * 2 &&
                !jx_matrix_is_number(reading, first) &&
                (label == NULL || (is_money(label) && !matrix->tasks));
    for (size_t i = 1; good && i < left; i++) good = column_over(matrix, &first[i]) != NULL;
    if (!good) {
        matrix->count = 0;
        return false;
    }
    if (side != NULL) jx_spot_claim(side, JX_CLAIM_LABEL);
    take_cells(reading, draft, matrix, label, first, left);
    return true;
}

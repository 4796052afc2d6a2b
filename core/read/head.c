#include "core/read/head.h"

#include <string.h>

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/money.h"
#include "core/read/head_parts.h"
#include "core/read/recognise.h"
#include "core/read/regions.h"
#include "core/read/segments.h"
#include "core/read/values.h"

/* In bytes. A stray pair of cells is kept as an extra when the first one is no longer than labels are. */
enum { LONGEST_EXTRA_LABEL = 36 };

/* --- values ----------------------------------------------------------------------------------------------------------- */

/* The label of the row above that a cell stands under; or, where only one waits, that one, from which it has slipped. */
static const struct jx_waiting *waiting_above(const struct jx_head *head, const struct jx_spot *spot) {
    if (head->labels) return NULL;
    for (size_t i = 0; i < head->above.count; i++) {
        const struct jx_waiting *waiting = &head->above.items[i];
        if (spot->column >= waiting->first && spot->column <= waiting->last) return waiting;
    }
    bool one = head->above.count == 1 && head->above.items[0].label->side == JX_VALUE_BELOW;
    return one ? &head->above.items[0] : NULL;
}

/* A value that does not stand where its form has it has slipped. */
static enum jx_origin above_origin(const struct jx_waiting *waiting, const struct jx_spot *spot) {
    bool under = spot->column >= waiting->first && spot->column <= waiting->last;
    bool meant = waiting->label->side == JX_VALUE_BELOW;
    return under && meant ? JX_READ : JX_REALIGNED;
}

/* `年度目标 | 年度目标：…`: the label said twice is no part of the value, `*rest` is. */
static bool said_again(const struct jx_head *head, const struct jx_label *label, struct jx_spot *spot,
                       const char **rest) {
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    if (spot->cell->length > JX_HEAD_LONGEST_LABEL) return false;
    struct jx_label_key key = jx_label_key(head->reading->arena, jx_spot_key(head->reading, spot));
    return jx_label_match(label, &key, captures, &count, rest);
}

static bool take_value(struct jx_head *head, struct jx_spot *spot) {
    struct jx_waiting waiting = head->right;
    enum jx_origin origin = JX_READ;
    if (!waiting.label) {
        const struct jx_waiting *above = waiting_above(head, spot);
        if (!above) return false;
        waiting = *above;
        origin = above_origin(above, spot);
    }
    const struct jx_label *label = waiting.label;
    jx_spot_claim(spot, JX_CLAIM_VALUE);
    const char *rest = "";
    bool again = said_again(head, label, spot, &rest);
    struct jx_place at = jx_spot_place(head->reading, spot);
    const char *words = jx_arena_copy(head->reading->arena, label->text, strcspn(label->text, "|"));
    if (origin == JX_REALIGNED) JX_DIAG(head->reading->diags, JX_MSG_VALUE_REALIGNED, &at, words);
    if (spot->cell->hidden)
        JX_DIAG(head->reading->diags, JX_MSG_HIDDEN_READ, &at, words,
                jx_text_phrase(head->reading->arena, spot->cell->text, spot->cell->length));
    jx_head_give(head, label, waiting.row, waiting.first,
                 again && *rest != '\0' ? jx_head_behind_colon(head, spot) : spot->cell->text, spot, origin);
    return true;
}

/* --- what belongs to nothing -------------------------------------------------------------------------------------------- */

static void drop_stray(struct jx_head *head) {
    if (!head->has_stray) return;
    head->has_stray = false;
    if (jx_goes_on_claim(head->reading, head->stray.cell)) return;
    jx_spot_claim(&head->stray, JX_CLAIM_UNREAD);
    jx_reading_unread(head->reading, head->stray.cell->text, head->stray.cell->length,
                      jx_spot_place(head->reading, &head->stray));
}

/* 128, 98.5%, 12万元 */
static bool is_number(const struct jx_reading *reading, struct jx_spot *spot) {
    struct jx_decimal number;
    if (spot->cell->length > JX_HEAD_LONGEST_LABEL) return false;
    const char *key = jx_spot_key(reading, spot);
    size_t length = strlen(key);
    if (length > 1 && key[length - 1] == '%') length--;
    return jx_decimal_parse(key, length, &number) || jx_money_is_amount(key);
}

/* `label：value` of our own finding, or two cells side by side of which the first could be a label. */
static void take_stray(struct jx_head *head, struct jx_spot *spot) {
    const char *behind = NULL;
    const char *colon = jx_colon_find(spot->cell->text, spot->cell->length, &behind);
    struct jx_place at = jx_spot_place(head->reading, spot);
    /* A number behind an amount that has its label: it is more of the same. */
    if (!head->has_stray && head->row_label && is_number(head->reading, spot)) {
        jx_spot_claim(spot, JX_CLAIM_EXTRA);
        jx_extra_take(head->reading, head->draft, head->row_label, spot->cell->text, spot->cell->length, at);
        return;
    }
    if (head->has_stray && head->stray.row == spot->row && head->stray.cell->length <= LONGEST_EXTRA_LABEL &&
        !is_number(head->reading, &head->stray)) {
        struct jx_cell *label = head->stray.cell;
        head->has_stray = false;
        jx_spot_claim(&head->stray, JX_CLAIM_LABEL);
        jx_spot_claim(spot, JX_CLAIM_EXTRA);
        jx_extra_take(head->reading, head->draft,
                      jx_text_phrase(head->reading->arena, label->text, label->length), spot->cell->text,
                      spot->cell->length, at);
        return;
    }
    drop_stray(head);
    const char *key = jx_spot_key(head->reading, spot);
    if (jx_behind_of_which(key) != key && !strchr(jx_behind_of_which(key), ':')) colon = NULL; /* 其中：… */
    if (colon && colon > spot->cell->text && colon - spot->cell->text <= LONGEST_EXTRA_LABEL &&
        !jx_text_is_blank(behind)) {
        jx_spot_claim(spot, JX_CLAIM_EXTRA);
        jx_extra_take(
            head->reading, head->draft,
            jx_text_phrase(head->reading->arena, spot->cell->text, (size_t)(colon - spot->cell->text)),
            behind, strlen(behind), at);
        return;
    }
    head->stray = *spot;
    head->has_stray = true;
}

/* --- rows ------------------------------------------------------------------------------------------------------------- */

static void begin_row(struct jx_head *head) {
    head->right = (struct jx_waiting){NULL, 0, 0, 0};
    head->here.count = 0;
    head->labels = head->values = false;
    head->row_label = NULL;
    drop_stray(head);
}

/* Labels wait for the next row if their form has the value there, or if this row was nothing but labels. */
static void end_row(struct jx_head *head) {
    if (!head->labels && !head->values) return;
    head->above.count = 0;
    for (size_t i = 0; i < head->here.count; i++)
        if (head->here.items[i].label->side == JX_VALUE_BELOW || !head->values)
            head->above.items[head->above.count++] = head->here.items[i];
}

static void take_spot(struct jx_head *head, struct jx_spot *spot, size_t count) {
    if (jx_head_take_unit(head, spot)) return;
    if (jx_head_take_title(head, spot, count)) return;
    if (jx_head_take_label(head, spot, jx_head_table_label)) return;
    if (jx_head_take_segments(head, spot)) return;
    if (!jx_head_awaits(head, spot) && jx_head_take_label(head, spot, jx_head_common_label)) return;
    if (take_value(head, spot)) return;
    if (jx_head_take_line(head, spot)) return;
    take_stray(head, spot);
}

/* What hidden columns hold comes last: a cell between a label and its value is nobody's value then. */
static void read_row(struct jx_head *head, uint32_t row) {
    size_t count;
    struct jx_spot *spots = jx_reading_row(head->reading, row, &count);
    begin_row(head);
    for (size_t i = 0; i < count; i++)
        if ((spots[i].cell->hidden & JX_HIDDEN_COLUMN) == 0) take_spot(head, &spots[i], count);
    for (size_t i = 0; i < count; i++)
        if ((spots[i].cell->hidden & JX_HIDDEN_COLUMN) != 0) take_spot(head, &spots[i], count);
    end_row(head);
}

void jx_head_read(struct jx_reading *reading, struct jx_draft *draft, uint32_t first, uint32_t end) {
    struct jx_head head = {.reading = reading, .draft = draft};
    head.used = jx_arena_alloc(reading->arena, draft->table->label_count + 1);
    for (uint32_t row = first; row < end; row++) read_row(&head, row);
    drop_stray(&head);
    jx_head_budgets(&head);
}

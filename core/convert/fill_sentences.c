/*
 * Amounts in a sentence: 申请资金总额____万元，其中：财政资金____万元，其他资金____万元。
 */
#include <string.h>

#include "core/base/text.h"
#include "core/convert/fill.h"
#include "core/grid/grid.h"
#include "core/model/fields.h"

/* In tenths of a label: what words before a gap may cost; behind it stands a unit of money, which says that they are of an amount. */
enum { LABEL_COST = 22 };

/* Where the gap or the number at `at` ends, if a unit of money stands behind it; `at`: there is none. */
static uint32_t place_end(const char *text, uint32_t at, uint32_t length, size_t *unit) {
    size_t width;
    uint32_t end = jx_gap_end(text, at, length, &width);
    if (end < length && width < 2) {
        end = at + (uint32_t)strspn(text + at, "0123456789.,");
        while (end > at && text[end] == ' ') end++;
    }
    *unit = end > at ? jx_money_unit_first(text + end) : 0;
    return *unit == 0 ? at : end;
}

/* （  ）万元: where the gap between brackets begins and ends, and where its unit does; false: there is none. */
static bool place_in_brackets(const char *text, uint32_t at, uint32_t length, uint32_t *first, uint32_t *last,
                              size_t *unit) {
    static const char *const brackets[][2] = {{"（", "）"}, {"(", ")"}, {"[", "]"}, {"【", "】"}};
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        size_t width;
        if (!jx_text_starts(text + at, brackets[i][0])) continue;
        *first = at + (uint32_t)strlen(brackets[i][0]);
        *last = jx_gap_end(text, *first, length, &width);
        if (!jx_text_starts(text + *last, brackets[i][1])) continue;
        *unit = jx_money_unit_first(text + *last + strlen(brackets[i][1]));
        *unit += *unit == 0 ? 0 : strlen(brackets[i][1]);
        return *unit > 0 && *last > *first;
    }
    return false;
}

/* The words between the last mark of punctuation and the gap. */
static const char *label_before(struct jx_arena *arena, const char *text, uint32_t first, uint32_t at) {
    uint32_t begin = first;
    for (const char *next = text + first; next < text + at;) {
        uint32_t c = jx_text_fold(jx_text_next(&next, text + at));
        bool mark = c == 0x3002 || c == 0x3001 || c == ',' || c == ';' || c == '(' || c == '\n';
        bool colon = c == ':' && next < text + at;
        if (mark || colon) begin = (uint32_t)(next - text);
    }
    return jx_arena_copy(arena, text + begin, at - begin);
}

/* 其中： stands before the parts of a sum; a colon right before the gap is the label's own. */
static const struct jx_sense *sense_of(struct jx_fill *fill, const char *label) {
    struct jx_terms terms = {.arena = fill->arena, .lexicon = fill->library->lexicon, .blank = true};
    struct jx_term *term = jx_term_of(&terms, label, strlen(label));
    const struct jx_sense *sense = jx_term_label(&terms, term, fill->kind);
    bool money = sense && sense->kind == JX_SENSE_FACT && jx_field_is_money(sense->field);
    return money && sense->cost < LABEL_COST ? sense : NULL;
}

/* What stands in a gap, and the unit behind it. */
static void gap_look(struct jx_fill *fill, struct jx_fill_slot *slot, size_t unit) {
    const char *text = jx_fill_text_at(fill, slot->row, slot->column);
    slot->tight = true;
    slot->text = jx_arena_copy(fill->arena, text + slot->first, slot->last - slot->first);
    slot->state = jx_slot_state_of(fill->arena, slot->text);
    if (slot->state == JX_SLOT_PROMPT) slot->state = JX_SLOT_EMPTY; /* __ */
    slot->underlined = jx_fill_is_underlined(fill, slot);
    slot->unit = jx_money_unit_of(fill->arena, jx_arena_copy(fill->arena, text + slot->last, unit));
}

void jx_fill_amount_gap(struct jx_fill *fill, struct jx_fill_slot *slot) {
    const char *text = jx_fill_text_at(fill, slot->row, slot->column);
    uint32_t length = (uint32_t)strlen(text);
    size_t unit;
    uint32_t end = place_end(text, 0, length, &unit);
    if (!jx_field_is_money(slot->field) || end == 0 || end + unit != length) return;
    slot->whole = false;
    slot->first = 0;
    slot->last = end;
    gap_look(fill, slot, unit);
}

bool jx_fill_sentence(struct jx_fill *fill, uint32_t row, uint32_t column) {
    const char *text = jx_fill_text_at(fill, row, column);
    uint32_t length = (uint32_t)strlen(text), behind = 0;
    size_t unit, count = 0;
    if (!strstr(text, "元")) return false;
    for (uint32_t at = 0; at < length;) {
        uint32_t first = at, end = place_end(text, at, length, &unit);
        if (end == at && !place_in_brackets(text, at, length, &first, &end, &unit)) first = end = at;
        const struct jx_sense *sense =
            end > at ? sense_of(fill, label_before(fill->arena, text, behind, at)) : NULL;
        if (sense) {
            struct jx_fill_slot *slot = jx_fill_slot_add(fill, sense, row, column);
            slot->first = first;
            slot->last = end;
            gap_look(fill, slot, unit);
            count++;
        }
        if (end > at) {
            at = behind = end + (uint32_t)unit;
            continue;
        }
        const char *next = text + at;
        jx_text_next(&next, text + length);
        at = (uint32_t)(next - text);
    }
    return count > 0;
}

#include "core/batch/weight.h"

#include <string.h>

static const char *const words[JX_WEIGHTS] = {"error", "money", "table", "fact", "place", "note"};

const char *jx_weight_word(enum jx_weight weight) {
    return words[weight];
}

enum jx_weight jx_weight_parse(const char *word) {
    for (int i = 0; word && i < JX_WEIGHTS; i++)
        if (!strcmp(word, words[i])) return (enum jx_weight)i;
    return JX_WEIGHT_NOTE;
}

static bool is_money(enum jx_code code) {
    switch ((int)code) {
    case JX_MSG_UNIT_MISSING:
    case JX_MSG_UNIT_MARGIN:
    case JX_MSG_UNIT_BORROWED:
    case JX_MSG_UNIT_STRANGE:
    case JX_MSG_AMOUNT_UNREADABLE:
    case JX_MSG_AMOUNT_STRANGE:
    case JX_MSG_AMOUNT_ADJUSTED:
    case JX_MSG_AMOUNT_APPROVED:
    case JX_MSG_FUND_LEVELS:
    case JX_MSG_FUND_BUDGETS:
    case JX_MSG_FUNDS_UNPLACED:
    case JX_MSG_PART_TIME:
    case JX_MSG_TOTAL_DIFFERS:
    case JX_MSG_DERIVED_TOTAL:
    case JX_MSG_GIVEN_NO_UNIT:
    case JX_MSG_SLOT_FORMULA:
    case JX_MSG_SLOT_STRANGE_UNIT:
    case JX_MSG_SLOT_BORROWED: return true;
    default: return false;
    }
}

bool jx_code_whole_table(enum jx_code code) {
    switch ((int)code) {
    case JX_MSG_FORM_UNSURE:
    case JX_MSG_FORM_TIE:
    case JX_MSG_FORM_FOREIGN:
    case JX_MSG_FORM_FORCED:
    case JX_MSG_SELF_EVALUATION:
    case JX_MSG_ROWS_JOINED:
    case JX_MSG_UNIT_MISSING:
    case JX_MSG_UNIT_MARGIN:
    case JX_MSG_PAGE_BREAK_MOVED:
    case JX_MSG_PAGE_BREAK_HINT:
    case JX_MSG_CARRY_DAMAGED: return true;
    default: return false;
    }
}

/* Whether whole rows are missing from the result. */
static bool is_of_rows(enum jx_code code) {
    return code == JX_MSG_ROW_UNREADABLE || code == JX_MSG_HEAD_ALONE || code == JX_MSG_TARGETS_NONE;
}

enum jx_weight jx_weight_of(enum jx_code code, enum jx_severity severity, enum jx_concern concern) {
    if (severity == JX_ERROR) return JX_WEIGHT_ERROR;
    if (severity < JX_WARNING) return JX_WEIGHT_NOTE;
    if (concern == JX_CONCERN_PLACE) return JX_WEIGHT_PLACE;
    if (is_money(code)) return JX_WEIGHT_MONEY;
    return jx_code_whole_table(code) || is_of_rows(code) ? JX_WEIGHT_TABLE : JX_WEIGHT_FACT;
}

bool jx_item_placeless(const struct jx_item *item) {
    return item->kind == JX_ITEM_LOSS && item->name && *item->name != '\0';
}

static void add_messages(struct jx_burden *burden, const struct jx_diag *diags, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct jx_diag *diag = &diags[i];
        enum jx_weight weight = jx_weight_of(diag->code, diag->severity, diag->concern);
        if (weight < burden->worst) burden->worst = weight;
        burden->look += diag->severity == JX_ERROR || diag->concern == JX_CONCERN_LOOK;
    }
}

struct jx_burden jx_burden_of(const struct jx_document *document, const struct jx_conversion *conversion) {
    struct jx_burden burden = {.worst = JX_WEIGHT_NOTE};
    if (document) add_messages(&burden, document->diags, document->diag_count);
    if (!conversion) return burden;
    add_messages(&burden, conversion->diags, conversion->diag_count);
    for (size_t i = 0; i < conversion->item_count; i++)
        burden.placeless += jx_item_placeless(&conversion->items[i]);
    return burden;
}

/*
 * Forms that are read whole, into the document.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/model/fields.h"
#include "core/model/money.h"
#include "core/read/block_table.h"
#include "core/read/values.h"
#include "core/words/phrase.h"

static void add_form(struct jx_reading *reading, const struct jx_form *form) {
    struct jx_document *document = reading->document;
    jx_reading_count(reading, document->form_count);
    document->forms = jx_arena_grow(reading->arena, document->forms, document->form_count,
                                    &reading->room.forms, sizeof *document->forms);
    document->forms[document->form_count++] = *form;
}

void jx_forms_expect(struct jx_reading *reading, size_t more) {
    struct jx_document *document = reading->document;
    document->forms = jx_arena_expect(reading->arena, document->forms, document->form_count, more,
                                      &reading->room.forms, sizeof *document->forms);
}

/* --- funds that were not understood --------------------------------------------------------------------------------- */

static bool has_funds(const struct jx_form *form) {
    for (int field = 0; field < JX_FIELD_COUNT; field++)
        if (jx_field_is_money((enum jx_field)field) && form->fields[field].value) return true;
    return false;
}

/* 资金, 投资, 预算金额: words of money that is planned for the year or the project; not 执行数, 上年预算. */
static bool calls_funds(struct jx_tags tags) {
    static const enum jx_tag funds[] = {JX_TAG_FUND,   JX_TAG_BUDGET,  JX_TAG_INVESTMENT,
                                        JX_TAG_FISCAL, JX_TAG_GENERAL, JX_TAG_CENTRAL};
    static const enum jx_tag others[] = {JX_TAG_RESULT, JX_TAG_RATE, JX_TAG_SCORE,
                                         JX_TAG_FORMER, JX_TAG_HALF, JX_TAG_INDICATOR};
    bool calls = false;
    for (size_t i = 0; i < sizeof funds / sizeof *funds; i++) calls = calls || jx_tags_have(tags, funds[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        calls = calls && !jx_tags_have(tags, others[i]);
    return calls;
}

/* 120, 总额100万元，其中：…, or such a text without a unit below 预算资金（万元）: money, be it an amount or a text that holds one. */
static bool says_money(const char *label, const char *key) {
    bool unit = strstr(key, "元") || strstr(label, "元");
    return jx_money_is_some(key) || (unit && strpbrk(key, "0123456789"));
}

/* The form of a project that no layout claims, and none of whose amounts found its field: nobody would see that they are missing. */
static void tell_unplaced(struct jx_reading *reading, const struct jx_form *form) {
    if (strcmp(form->layout, JX_LAYOUT_GENERIC) != 0 || form->kind != JX_KIND_PROJECT || has_funds(form))
        return;
    for (size_t i = 0; i < form->extra_count; i++) {
        const struct jx_extra *extra = &form->extras[i];
        const char *label = jx_text_key(reading->arena, extra->label, strlen(extra->label));
        if (!says_money(label, jx_text_key(reading->arena, extra->value, strlen(extra->value))) ||
            !calls_funds(jx_phrase_of(reading->lexicon->morphemes, reading->arena, label).tags))
            continue;
        JX_DIAG(reading->diags, JX_MSG_FUNDS_UNPLACED, &extra->at, extra->label, extra->value);
        return;
    }
}

void jx_draft_finish(struct jx_reading *reading, struct jx_draft *draft) {
    jx_form_scale(reading, draft);
    tell_unplaced(reading, &draft->form);
    add_form(reading, &draft->form);
}

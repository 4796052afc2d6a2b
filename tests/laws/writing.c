/*
 * Laws about writing. Each is tried for every layout and every carrier; what is lost between two forms must be exactly
 * what the plan announced, no more (silent loss) and no less (false alarm).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/model/compare.h"
#include "tests/laws/laws.h"

/* A fixed date, so that the same facts give the same bytes. */
enum { CREATED = 1700000000 };

/* One conversion and what is read back from it. */
struct law_step {
    const char *layout, *extension;
    struct jx_conversion *conversion;
    struct jx_document *back;
    char name[64]; /* for the messages: "to anhui.csv" */
};

static void step_free(struct law_step *step) {
    jx_document_free(step->back);
    jx_conversion_free(step->conversion);
}

/* Converts and reads back. false: nothing was written, which is no breach where every form was refused. */
static bool step_make(struct law_run *run, struct law_step *step, const struct jx_document *document,
                      const char *layout, const char *extension, bool derive) {
    struct jx_target target = {
        .layout = layout, .extension = extension, .created = CREATED, .no_derive = !derive};
    *step = (struct law_step){.layout = layout, .extension = extension};
    snprintf(step->name, sizeof step->name, "to %s.%s", layout ? layout : "model", extension);
    enum jx_status status = jx_convert(run->library, document, &target, &step->conversion);
    if (!step->conversion || !step->conversion->bytes || status > JX_WARN) {
        if (!step->conversion || step->conversion->converted)
            law_broken(run, "%s: not written, status %d", step->name, (int)status);
        return false;
    }
    char file[64];
    snprintf(file, sizeof file, "out.%s", extension);
    struct jx_source source = {
        .name = file, .bytes = step->conversion->bytes, .length = step->conversion->length};
    status = jx_read(run->library, &source, NULL, &step->back);
    if (status > JX_WARN || !step->back) {
        law_broken(run, "%s: what was written cannot be read, status %d", step->name, (int)status);
        return false;
    }
    return true;
}

/* The form of the source that became the n-th written one: refused forms are skipped. SIZE_MAX: there is none. */
static size_t source_of(const struct jx_document *document, const struct jx_conversion *conversion,
                        size_t n) {
    for (size_t form = 0; form < document->form_count; form++) {
        bool refused = false;
        for (size_t i = 0; i < conversion->item_count; i++)
            refused |= conversion->items[i].kind == JX_ITEM_REFUSED && conversion->items[i].form == form;
        if (!refused && !n--) return form;
    }
    return SIZE_MAX;
}

/* --- losses against differences ---------------------------------------------------------------------------------- */

/* Counts of what differs or was announced: for each field, for each part (of how many indicators), extras, and whole
 * indicators, which no plan announces. */
struct law_tally {
    bool fields[JX_FIELD_COUNT];
    size_t parts[JX_PART_COUNT];
    size_t extras, indicators;
};

/* A category that the source leaves empty may print as 不适用, and is then read back as such: no invention. */
static bool empty_category(const struct jx_form *source, const struct jx_indicator *back) {
    if (!back->not_applicable) return false;
    for (size_t i = 0; i < source->indicator_count; i++)
        if (source->indicators[i].level2 && back->level2 &&
            !strcmp(source->indicators[i].level2, back->level2))
            return false;
    return true;
}

/* That a category is 不适用 is lost with its levels. */
static void tally_differences(struct law_tally *tally, struct jx_arena *arena, const struct jx_form *left,
                              const struct jx_form *right) {
    size_t count;
    const struct jx_difference *found = jx_forms_compare(arena, left, right, &count);
    for (size_t i = 0; i < count; i++) {
        const struct jx_difference *one = &found[i];
        if (one->field != JX_FIELD_COUNT) {
            tally->fields[one->field] = true;
        } else if (one->part != JX_PART_NONE) {
            tally->parts[one->part]++;
        } else if (one->label) {
            tally->extras++;
        } else if (one->right_index == SIZE_MAX && left->indicators[one->left_index].not_applicable) {
            tally->parts[JX_PART_LEVEL1] += left->indicators[one->left_index].level1 ? 1 : 0;
            tally->parts[JX_PART_LEVEL2] += left->indicators[one->left_index].level2 ? 1 : 0;
        } else if (one->left_index != SIZE_MAX || one->right_index == SIZE_MAX ||
                   !empty_category(left, &right->indicators[one->right_index])) {
            tally->indicators++;
        }
    }
}

/* Losses, and stand-ins: what the target says and the source did not. */
static void tally_items(struct law_tally *tally, const struct jx_conversion *conversion, size_t form) {
    for (size_t i = 0; i < conversion->item_count; i++) {
        const struct jx_item *item = &conversion->items[i];
        if ((item->kind != JX_ITEM_LOSS && item->kind != JX_ITEM_DERIVED) || item->form != form) continue;
        if (item->field != JX_FIELD_COUNT)
            tally->fields[item->field] = true;
        else if (item->part != JX_PART_NONE)
            tally->parts[item->part] += item->place_count;
        else if (item->label)
            tally->extras++;
    }
    /* What a form prints by itself is no fact. */
    tally->fields[JX_FIELD_TITLE] = tally->fields[JX_FIELD_MONEY_UNIT] = false;
}

static void tally_check(struct law_run *run, const char *where, size_t form,
                        const struct law_tally *announced, const struct law_tally *found) {
    for (int f = 0; f < JX_FIELD_COUNT; f++)
        if (announced->fields[f] != found->fields[f])
            law_broken(run, "%s, form %zu: %s %s", where, form + 1, jx_field_key((enum jx_field)f),
                       found->fields[f] ? "differs and was not announced"
                                        : "was announced and does not differ");
    for (int p = 0; p < JX_PART_COUNT; p++)
        if (announced->parts[p] != found->parts[p])
            law_broken(run, "%s, form %zu: %s of %zu indicators differs, of %zu was announced", where,
                       form + 1, jx_part_name((enum jx_part)p, JX_LANGUAGE_ENGLISH), found->parts[p],
                       announced->parts[p]);
    if (announced->extras != found->extras)
        law_broken(run, "%s, form %zu: %zu extras differ, %zu were announced", where, form + 1, found->extras,
                   announced->extras);
    if (found->indicators)
        law_broken(run, "%s, form %zu: %zu whole indicators differ", where, form + 1, found->indicators);
}

/* A fact without a place of its own that lives on in a stand-in is not lost: 年度资金总额 as 年度本级预算金额. The stand-in's
 * rule names it. */
static void tally_stood_in(struct law_run *run, struct law_tally *tally,
                           const struct jx_conversion *conversion, size_t form,
                           const struct law_tally *found) {
    enum jx_language language = jx_library_language(run->library);
    for (size_t i = 0; i < conversion->item_count; i++) {
        const struct jx_item *item = &conversion->items[i];
        if (item->kind != JX_ITEM_DERIVED || item->form != form || !item->rule) continue;
        for (int f = 0; f < JX_FIELD_COUNT; f++)
            if (found->fields[f] && strstr(item->rule, jx_field_name((enum jx_field)f, language)))
                tally->fields[f] = true;
    }
}

/* There and back differ by the losses announced, and by nothing else. */
static void check_identity(struct law_run *run, const struct jx_document *document,
                           const struct law_step *step) {
    struct jx_arena *arena = jx_arena_new();
    if (step->back->form_count != step->conversion->converted)
        law_broken(run, "%s: %zu forms converted, %zu read back", step->name, step->conversion->converted,
                   step->back->form_count);
    for (size_t i = 0; i < step->back->form_count; i++) {
        size_t form = source_of(document, step->conversion, i);
        if (form == SIZE_MAX) break;
        struct law_tally announced = {0}, found = {0};
        tally_items(&announced, step->conversion, form);
        tally_differences(&found, arena, &document->forms[form], &step->back->forms[i]);
        tally_stood_in(run, &announced, step->conversion, form, &found);
        tally_check(run, step->name, form, &announced, &found);
    }
    jx_arena_free(arena);
}

/* Which form read back came of this one; SIZE_MAX: none. */
static size_t result_of(const struct law_step *step, const struct jx_document *document, size_t form) {
    for (size_t i = 0; i < step->back->form_count; i++)
        if (source_of(document, step->conversion, i) == form) return i;
    return SIZE_MAX;
}

/* A to B to A: what both carry is kept. */
static void check_return(struct law_run *run, const struct jx_document *document,
                         const struct law_step *there) {
    for (size_t i = 0; i < there->back->form_count; i++) {
        size_t form = source_of(document, there->conversion, i);
        if (form == SIZE_MAX) return;
        const char *home = document->forms[form].layout;
        if (!strcmp(home, "generic")) continue;
        struct law_step back;
        bool made = step_make(run, &back, there->back, home, there->extension, false);
        size_t home_form = made ? result_of(&back, there->back, i) : SIZE_MAX;
        if (home_form != SIZE_MAX) {
            struct jx_arena *arena = jx_arena_new();
            struct law_tally announced = {0}, found = {0};
            char where[160];
            snprintf(where, sizeof where, "%s and %s", there->name, back.name);
            tally_items(&announced, there->conversion, form);
            tally_items(&announced, back.conversion, i);
            tally_differences(&found, arena, &document->forms[form], &back.back->forms[home_form]);
            tally_check(run, where, form, &announced, &found);
            jx_arena_free(arena);
        }
        step_free(&back);
    }
}

/* --- the other laws ---------------------------------------------------------------------------------------------- */

static void check_idempotent(struct law_run *run, const struct law_step *step) {
    struct law_step again;
    if (step_make(run, &again, step->back, step->layout, step->extension, false)) {
        const struct jx_conversion *a = step->conversion, *b = again.conversion;
        if (a->length != b->length || memcmp(a->bytes, b->bytes, a->length))
            law_broken(run, "%s: written, read and written again gives other bytes (%zu, then %zu)",
                       step->name, a->length, b->length);
    }
    step_free(&again);
}

/* The same input gives the same bytes. */
static void check_reproducible(struct law_run *run, const struct jx_document *document,
                               const struct law_step *step) {
    struct law_step again;
    if (step_make(run, &again, document, step->layout, step->extension, false)) {
        const struct jx_conversion *a = step->conversion, *b = again.conversion;
        if (a->length != b->length || memcmp(a->bytes, b->bytes, a->length))
            law_broken(run, "%s: the same document gave other bytes", step->name);
    }
    step_free(&again);
}

/* Amounts are the same digit for digit. */
static void check_money(struct law_run *run, const struct jx_document *document,
                        const struct law_step *step) {
    static const enum jx_field money[] = {
        JX_FIELD_FUND_TOTAL,
        JX_FIELD_FUND_FISCAL,
        JX_FIELD_FUND_CARRYOVER,
        JX_FIELD_FUND_OTHER,
        JX_FIELD_FUND_LOCAL,
        JX_FIELD_FUND_SUPERIOR,
        JX_FIELD_BUDGET_TOTAL,
        JX_FIELD_INCOME_GENERAL,
        JX_FIELD_INCOME_GOVERNMENT_FUND,
        JX_FIELD_INCOME_OTHER,
        JX_FIELD_EXPENSE_BASIC,
        JX_FIELD_EXPENSE_PROJECT,
        JX_FIELD_INCOME_SPECIAL_ACCOUNT,
    };
    for (size_t i = 0; i < step->back->form_count; i++) {
        size_t form = source_of(document, step->conversion, i);
        if (form == SIZE_MAX) return;
        for (size_t f = 0; f < sizeof money / sizeof *money; f++) {
            const char *before = document->forms[form].fields[money[f]].value;
            const char *after = step->back->forms[i].fields[money[f]].value;
            if (before && after && strcmp(before, after))
                law_broken(run, "%s: %s was %s, is %s", step->name, jx_field_key(money[f]), before, after);
        }
    }
}

/* A form that the layout has no room for is refused by name, and what the plan says is what is done. */
static void check_refused(struct law_run *run, const struct jx_document *document, const char *layout) {
    struct jx_target target = {.layout = layout, .extension = "csv", .created = CREATED, .no_derive = true};
    struct jx_conversion *plan = NULL;
    if (jx_plan(run->library, document, &target, &plan) == JX_FATAL || !plan) {
        law_broken(run, "to %s: no plan", layout);
        return;
    }
    const struct jx_layout *found = jx_library_layout(run->library, layout);
    for (size_t form = 0; found && form < document->form_count; form++) {
        bool has = false, refused = false;
        for (size_t t = 0; found->tables[t]; t++) has |= found->tables[t]->kind == document->forms[form].kind;
        for (size_t i = 0; i < plan->item_count; i++)
            refused |= plan->items[i].kind == JX_ITEM_REFUSED && plan->items[i].form == form;
        if (has == refused)
            law_broken(run, "to %s: form %zu is %s", layout, form + 1, refused ? "refused" : "not refused");
    }
    if (plan->converted + plan->refused != document->form_count)
        law_broken(run, "to %s: %zu converted and %zu refused of %zu", layout, plan->converted, plan->refused,
                   document->form_count);
    jx_conversion_free(plan);
}

static bool same_items(const struct jx_conversion *a, const struct jx_conversion *b) {
    if (a->item_count != b->item_count || a->loss_count != b->loss_count) return false;
    for (size_t i = 0; i < a->item_count; i++) {
        const struct jx_item *x = &a->items[i], *y = &b->items[i];
        if (x->kind != y->kind || x->form != y->form || x->field != y->field || x->part != y->part)
            return false;
    }
    return true;
}

/* What is planned is what is done; and who allows no loss gets a file if nothing is lost, and none otherwise. */
static void check_planned(struct law_run *run, const struct jx_document *document,
                          const struct law_step *step) {
    struct jx_target target = {.layout = step->layout, .extension = step->extension, .created = CREATED};
    struct jx_conversion *plan = NULL, *lossless = NULL;
    jx_plan(run->library, document, &target, &plan);
    if (!plan || !same_items(plan, step->conversion))
        law_broken(run, "%s: the plan says %zu, the conversion %zu", step->name, plan ? plan->item_count : 0,
                   step->conversion->item_count);
    target.no_loss = true;
    jx_convert(run->library, document, &target, &lossless);
    if (!lossless || !lossless->bytes == (step->conversion->loss_count == 0))
        law_broken(run, "%s: %zu losses, none allowed, and %s was written", step->name,
                   step->conversion->loss_count, lossless && lossless->bytes ? "a file" : "nothing");
    jx_conversion_free(plan);
    jx_conversion_free(lossless);
}

static bool stop(void *user, size_t done, size_t all) {
    (void)user, (void)done, (void)all;
    return false;
}

static bool said(const struct jx_conversion *conversion, enum jx_code code) {
    for (size_t i = 0; conversion && i < jx_conversion_diag_count(conversion); i++)
        if (jx_conversion_diag(conversion, i)->code == code) return true;
    return false;
}

/* Who allows fewer bytes than come out, or cancels, gets no file and is told why; who allows just as many gets it. */
static void check_bounded(struct law_run *run, const struct jx_document *document,
                          const struct law_step *step) {
    struct jx_target target = {
        .layout = step->layout, .extension = step->extension, .created = CREATED, .no_derive = true};
    struct jx_conversion *small = NULL, *enough = NULL, *cancelled = NULL;
    target.limits.bytes = step->conversion->length;
    jx_convert(run->library, document, &target, &enough);
    target.limits.bytes--;
    enum jx_status status = jx_convert(run->library, document, &target, &small);
    if (!enough || !enough->bytes)
        law_broken(run, "%s: not written, though it is no larger than allowed", step->name);
    if (status != JX_FAIL || !small || small->bytes || !said(small, JX_MSG_OUTPUT_LARGE))
        law_broken(run, "%s: written, though it is larger than allowed", step->name);
    target.limits.bytes = 0;
    target.progress = stop;
    status = jx_convert(run->library, document, &target, &cancelled);
    if (!cancelled ||
        (status == JX_FAIL ? cancelled->bytes || !said(cancelled, JX_MSG_FILE_CANCELLED) : !cancelled->bytes))
        law_broken(run, "%s: cancelled, with status %d and %s", step->name, (int)status,
                   cancelled && cancelled->bytes ? "a file" : "none");
    jx_conversion_free(small);
    jx_conversion_free(enough);
    jx_conversion_free(cancelled);
}

/* A stand-in that was announced stands in the result. */
static void check_derived(struct law_run *run, const struct jx_document *document,
                          const struct law_step *step) {
    for (size_t i = 0; i < step->conversion->item_count; i++) {
        const struct jx_item *item = &step->conversion->items[i];
        if (item->kind != JX_ITEM_DERIVED || item->field == JX_FIELD_COUNT) continue;
        for (size_t n = 0; n < step->back->form_count; n++) {
            if (source_of(document, step->conversion, n) != item->form) continue;
            const char *after = step->back->forms[n].fields[item->field].value;
            struct jx_arena *arena = jx_arena_new();
            if (!jx_values_same(arena, item->field, item->value, after))
                law_broken(run, "%s: %s was derived as %s, and is %s", step->name, jx_field_key(item->field),
                           item->value ? item->value : "nothing", after ? after : "blank");
            jx_arena_free(arena);
        }
    }
}

/* --- trying them -------------------------------------------------------------------------------------------------- */

typedef void law_check(struct law_run *, const struct jx_document *, const struct law_step *);

/* One document in all layouts and carriers that this run tries: made once, and looked at by one law after the other. */
struct law_steps {
    struct law_step *steps;
    size_t count;
};

static struct law_steps steps_make(struct law_run *run, const struct jx_document *document, bool derive) {
    struct law_steps made = {0};
    made.steps = calloc(run->layout_count * run->extension_count, sizeof *made.steps);
    if (!made.steps) abort();
    for (size_t l = 0; l < run->layout_count; l++)
        for (size_t c = 0; c < run->extension_count; c++) {
            if (!law_tries(run, l, c)) continue;
            struct law_step *step = &made.steps[made.count];
            if (step_make(run, step, document, run->layouts[l], run->extensions[c], derive))
                made.count++;
            else
                step_free(step);
        }
    return made;
}

static void steps_free(struct law_steps *made) {
    for (size_t i = 0; i < made->count; i++) step_free(&made->steps[i]);
    free(made->steps);
}

static void check_idempotence(struct law_run *run, const struct jx_document *document,
                              const struct law_step *step) {
    (void)document;
    check_idempotent(run, step);
}

/* What jixiao wrote, jixiao understands to the last cell. */
static void check_understood(struct law_run *run, const struct jx_document *document,
                             const struct law_step *step) {
    (void)document;
    law_accounted(run, step->back, step->name);
    for (size_t i = 0; i < step->back->unread_count; i++)
        law_broken(run, "%s: unread: %s", step->name, step->back->unread[i].text);
    for (size_t i = 0; i < step->back->form_count; i++)
        if (step->layout && strcmp(step->back->forms[i].layout, step->layout) != 0)
            law_broken(run, "%s: read back as %s", step->name, step->back->forms[i].layout);
}

static void try_all(struct law_run *run, const struct jx_document *document, const char *law,
                    law_check *check, const struct law_steps *made) {
    law_begin(run, law);
    for (size_t i = 0; i < made->count; i++) check(run, document, &made->steps[i]);
    law_end(run);
}

/* The model in JSON keeps everything. */
static void try_json(struct law_run *run, const struct jx_document *document) {
    struct law_step step;
    law_begin(run, "json keeps everything");
    if (step_make(run, &step, document, NULL, "json", false)) {
        check_identity(run, document, &step);
        if (step.back->unread_count != document->unread_count)
            law_broken(run, "%zu unread became %zu", document->unread_count, step.back->unread_count);
    }
    step_free(&step);
    law_end(run);
}

void law_writing(struct law_run *run, const struct jx_document *document) {
    law_begin(run, "written and read");
    struct law_steps plain = steps_make(run, document, false);
    struct law_steps derived = steps_make(run, document, true);
    law_end(run);
    try_all(run, document, "differs by what was announced", check_identity, &plain);
    try_all(run, document, "there and back", check_return, &plain);
    try_all(run, document, "written again the same", check_idempotence, &plain);
    try_all(run, document, "reproducible", check_reproducible, &plain);
    try_all(run, document, "understood", check_understood, &plain);
    try_all(run, document, "money exact", check_money, &plain);
    try_all(run, document, "stand-ins stand", check_derived, &derived);
    try_all(run, document, "differs by what was announced, stand-ins too", check_identity, &derived);
    try_all(run, document, "done as planned", check_planned, &derived);
    try_all(run, document, "bounded and cancelled", check_bounded, &plain);
    steps_free(&plain);
    steps_free(&derived);
    law_begin(run, "refused by name");
    for (size_t l = 0; l < run->layout_count; l++) check_refused(run, document, run->layouts[l]);
    law_end(run);
    try_json(run, document);
}

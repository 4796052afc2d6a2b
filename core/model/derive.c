/*
 * Stand-ins: facts that follow from others.
 *
 * The table at the top is all there is. A rule only looks at facts that the source itself states, never at what another
 * rule has put in, so that no chain of them can lead away from the paper; and the order of the table does not matter.
 */
#include "core/model/derive.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/model/dated.h"
#include "core/model/measure.h"
#include "core/model/period.h"

/* What a rule is given, and where it leaves its result. */
struct work {
    struct jx_arena *arena;
    const struct jx_form *form;
    const char *value;
    enum jx_field used, used2; /* the sources it came from; JX_FIELD_COUNT for none */
};

/* One rule. `derive` fills `value` and the sources used, or leaves `value` NULL. */
struct rule {
    enum jx_field field;
    enum jx_field source, source2;
    void (*derive)(struct work *work, const struct rule *rule);
};

static void copy_source(struct work *work, const struct rule *rule);
static void add_sources(struct work *work, const struct rule *rule);
static void total_alone(struct work *work, const struct rule *rule);
static void first_year(struct work *work, const struct rule *rule);
static void last_year(struct work *work, const struct rule *rule);
static void both_years(struct work *work, const struct rule *rule);

static const struct rule rules[] = {
    {JX_FIELD_FUND_TOTAL, JX_FIELD_FUND_LOCAL, JX_FIELD_FUND_SUPERIOR, add_sources},
    {JX_FIELD_FUND_LOCAL, JX_FIELD_FUND_TOTAL, JX_FIELD_FUND_SUPERIOR, total_alone},
    {JX_FIELD_UNIT_NAME, JX_FIELD_DEPARTMENT_NAME, JX_FIELD_COUNT, copy_source},
    {JX_FIELD_DEPARTMENT_NAME, JX_FIELD_UNIT_NAME, JX_FIELD_COUNT, copy_source},
    {JX_FIELD_PERIOD_START, JX_FIELD_PERIOD, JX_FIELD_YEAR, first_year},
    {JX_FIELD_PERIOD_END, JX_FIELD_PERIOD, JX_FIELD_YEAR, last_year},
    {JX_FIELD_PERIOD, JX_FIELD_PERIOD_START, JX_FIELD_PERIOD_END, both_years},
};

/* What the source states of a field, or NULL: derived facts are no source. */
static const char *stated(const struct work *work, enum jx_field field) {
    if (field >= JX_FIELD_COUNT || work->form->fields[field].origin == JX_DERIVED) return NULL;
    const char *value = work->form->fields[field].value;
    return jx_text_is_blank(value) ? NULL : value;
}

/* Whether something stands for an amount that is none: 约128万, 见附件. Its words are kept under the field's own name, and no sum is
 * whole without it. */
static bool in_words(const struct work *work, enum jx_field field) {
    const char *name = jx_field_name(field, JX_LANGUAGE_CHINESE);
    size_t length = strlen(name);
    for (size_t i = 0; i < work->form->extra_count; i++) {
        const char *label = work->form->extras[i].label;
        if (jx_text_starts(label, name) && (label[length] == '\0' || jx_text_starts(label + length, "（")))
            return true;
    }
    return false;
}

static void copy_source(struct work *work, const struct rule *rule) {
    work->value = stated(work, rule->source);
    work->used = rule->source;
}

/* The sum of two amounts, of which one may be absent. */
static void add_sources(struct work *work, const struct rule *rule) {
    if (in_words(work, rule->field) || in_words(work, rule->source) || in_words(work, rule->source2)) return;
    const char *a = stated(work, rule->source), *b = stated(work, rule->source2);
    struct jx_decimal x = {0}, y = {0}, sum;
    if ((!a && !b) || (a && !jx_decimal_parse(a, strlen(a), &x)) ||
        (b && !jx_decimal_parse(b, strlen(b), &y)))
        return;
    if (!jx_decimal_add(x, y, &sum)) return;
    work->value = jx_decimal_text(work->arena, sum);
    work->used = a ? rule->source : rule->source2;
    if (a && b) work->used2 = rule->source2;
}

/* The total is this level's money where no money from above is stated. */
static void total_alone(struct work *work, const struct rule *rule) {
    if (stated(work, rule->source2) || in_words(work, rule->source2) || in_words(work, rule->field)) return;
    copy_source(work, rule);
}

/* Reads the period; the form's year counts as a source only where the period does not name its own. */
static bool read_period(struct work *work, const struct rule *rule, struct jx_period *period) {
    const char *text = stated(work, rule->source);
    if (!text) return false;
    work->used = rule->source;
    if (jx_period_parse(work->arena, text, 0, period)) return true;
    work->used2 = rule->source2;
    return jx_period_parse(work->arena, text, jx_year_parse(work->arena, stated(work, rule->source2)),
                           period);
}

static void first_year(struct work *work, const struct rule *rule) {
    struct jx_period period;
    if (read_period(work, rule, &period)) work->value = jx_arena_format(work->arena, "%d", period.first);
}

static void last_year(struct work *work, const struct rule *rule) {
    struct jx_period period;
    if (read_period(work, rule, &period)) work->value = jx_arena_format(work->arena, "%d", period.last);
}

/* 2022年-2099年, or 2024年 where both are the same. Without one of them nothing is said: an open end is printed as such. */
static void both_years(struct work *work, const struct rule *rule) {
    int first = jx_year_parse(work->arena, stated(work, rule->source));
    int last = jx_year_parse(work->arena, stated(work, rule->source2));
    if (!first || !last || first > last) return;
    work->used = rule->source;
    work->used2 = rule->source2;
    work->value = first == last ? jx_arena_format(work->arena, "%d年", first)
                                : jx_arena_format(work->arena, "%d年-%d年", first, last);
}

static const char *rule_words(struct work *work, enum jx_language language) {
    const char *name = jx_field_name(work->used, language);
    if (work->used2 >= JX_FIELD_COUNT) return name;
    return jx_arena_format(work->arena, "%s + %s", name, jx_field_name(work->used2, language));
}

struct jx_derived *jx_derive_fields(struct jx_arena *arena, struct jx_form *form,
                                    const bool wanted[JX_FIELD_COUNT], enum jx_language language,
                                    size_t *count) {
    struct jx_derived done[sizeof rules / sizeof *rules];
    *count = 0;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct jx_fact *fact = &form->fields[rules[i].field];
        struct work work = {.arena = arena, .form = form, .used = JX_FIELD_COUNT, .used2 = JX_FIELD_COUNT};
        if (!wanted[rules[i].field] || !jx_text_is_blank(fact->value)) continue;
        rules[i].derive(&work, &rules[i]);
        if (!work.value) continue;
        *fact = (struct jx_fact){.value = work.value, .at = form->fields[work.used].at, .origin = JX_DERIVED};
        done[(*count)++] = (struct jx_derived){.field = rules[i].field,
                                               .source = work.used,
                                               .source2 = work.used2,
                                               .value = work.value,
                                               .rule = rule_words(&work, language)};
    }
    struct jx_derived *kept = *count == 0 ? NULL : jx_arena_alloc(arena, *count * sizeof *kept);
    if (kept) memcpy(kept, done, *count * sizeof *kept);
    return kept;
}

const char *jx_derived_others(struct jx_arena *arena, const struct jx_form *form,
                              const struct jx_derived *derived, enum jx_language language) {
    static const enum jx_field parts[] = {JX_FIELD_FUND_FISCAL, JX_FIELD_FUND_CARRYOVER, JX_FIELD_FUND_OTHER};
    const char *list = "", *comma = language == JX_LANGUAGE_ENGLISH ? ", " : "、";
    char room[JX_AMOUNT_ROOM];
    if (derived->field != JX_FIELD_FUND_LOCAL || derived->source != JX_FIELD_FUND_TOTAL) return list;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *part = form->fields[parts[i]].value;
        if (!part || strcmp(part, "0") == 0 || strcmp(part, derived->value) == 0) continue;
        list = jx_arena_format(arena, "%s%s%s %s", list, *list == '\0' ? "" : comma,
                               jx_field_name(parts[i], language), jx_fact_shown(form, parts[i], room));
    }
    return list;
}

static bool says(const struct jx_form *form, const struct jx_derived *derived, enum jx_field field) {
    const char *value = form->fields[field].value;
    bool source = derived->source == field || derived->source2 == field;
    if (!source || field == JX_FIELD_YEAR) return source;
    if (derived->field == JX_FIELD_FUND_TOTAL) return derived->source2 == JX_FIELD_COUNT;
    bool years = derived->field == JX_FIELD_PERIOD_START || derived->field == JX_FIELD_PERIOD_END ||
                 derived->field == JX_FIELD_PERIOD;
    bool cut =
        years && value && jx_dates_cut(value, field != JX_FIELD_PERIOD_END, field != JX_FIELD_PERIOD_START);
    return !cut || strstr(derived->value, "月");
}

/* 2024年3月至2025年2月, of which one end alone stands somewhere. */
static bool lacks_an_end(const struct jx_form *form, const struct jx_derived *derived, size_t count) {
    const char *value = form->fields[JX_FIELD_PERIOD].value, *end = NULL;
    for (size_t i = 0; i < count; i++) {
        if (derived[i].source != JX_FIELD_PERIOD) continue;
        bool one = derived[i].field == JX_FIELD_PERIOD_START || derived[i].field == JX_FIELD_PERIOD_END;
        if (!one || end) return false;
        end = derived[i].value;
    }
    if (!value || !end) return false;
    return !jx_text_starts(value, end) || strpbrk(value + strlen(end), "0123456789");
}

bool jx_derived_say(const struct jx_form *form, const struct jx_derived *derived, size_t count,
                    enum jx_field field) {
    bool say = false;
    if (field == JX_FIELD_PERIOD && lacks_an_end(form, derived, count)) return false;
    for (size_t i = 0; i < count; i++) {
        bool source = derived[i].source == field || derived[i].source2 == field;
        if (source && !says(form, &derived[i], field)) return false;
        say = say || source;
    }
    return say;
}

size_t jx_derive_polarity(struct jx_form *form) {
    size_t count = 0;
    for (size_t i = 0; i < form->indicator_count; i++) {
        struct jx_indicator *indicator = &form->indicators[i];
        if (indicator->polarity != JX_POLARITY_NONE || indicator->not_applicable) continue;
        indicator->polarity = jx_polarity_of(&indicator->target);
        if (indicator->polarity == JX_POLARITY_NONE) continue;
        indicator->polarity_derived = true;
        count++;
    }
    return count;
}

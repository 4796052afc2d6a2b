/*
 * Three-way merging, fact by fact.
 *
 * Facts are compared strictly: a comma made wide by a person is an edit, though it means the same. Only numbers are
 * compared by value, for a spreadsheet program may show 2.50 as 2.5 without anybody having touched it.
 */
#include "core/convert/merge.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/convert/carry.h"
#include "core/model/compare.h"
#include "core/model/fields.h"
#include "core/model/measure.h"
#include "core/model/shown.h"

/* --- the same, or edited ----------------------------------------------------------------------------------------- */

static bool blank(const char *text) {
    return !text || *text == '\0';
}

static bool texts_same(const char *a, const char *b) {
    return strcmp(!a ? "" : a, !b ? "" : b) == 0;
}

static bool numbers_same(const char *a, const char *b) {
    struct jx_decimal x, y;
    if (!blank(a) && !blank(b) && jx_decimal_parse(a, strlen(a), &x) && jx_decimal_parse(b, strlen(b), &y))
        return jx_decimal_compare(x, y) == 0;
    return texts_same(a, b);
}

static bool facts_same(enum jx_field field, const struct jx_fact *a, const struct jx_fact *b) {
    if (jx_field_is_money(field)) return numbers_same(a->value, b->value);
    return texts_same(a->value, b->value);
}

static bool measures_same(struct jx_arena *arena, const struct jx_measure *a, const struct jx_measure *b) {
    return a->op == b->op && texts_same(jx_measure_text(arena, a), jx_measure_text(arena, b));
}

/* What a message quotes: never nothing. */
static const char *quoted(const char *text) {
    return blank(text) ? "—" : text;
}

static void say_edited(struct jx_merging *merging, const struct jx_place *at, const char *name,
                       const char *now, const char *was) {
    JX_DIAG(merging->diags, JX_MSG_CARRY_EDITED, at->row == 0 && at->line == 0 ? &merging->sheet : at, name,
            quoted(now), quoted(was));
}

/* --- fields ------------------------------------------------------------------------------------------------------ */

static const char *field_name(const struct jx_merging *merging, enum jx_field field) {
    return jx_field_name(field, merging->diags->language);
}

/* A fact as people read it, in the unit of the table that they see. */
static const char *words_of(struct jx_merging *merging, enum jx_field field, const struct jx_fact *fact) {
    return jx_value_shown(merging->arena, field, fact->value, jx_form_unit(merging->visible));
}

static bool edited(const struct jx_merging *merging, enum jx_field field) {
    return !facts_same(field, &merging->shown->fields[field], &merging->visible->fields[field]);
}

/* What a fact that was edited had been derived from, and what no cell shows, the edit contradicts: a person who changes
 * the total does not mean its parts to stay as they were. */
static void find_stale(struct jx_merging *merging, bool stale[JX_FIELD_COUNT]) {
    for (size_t i = 0; i < merging->derived_count; i++) {
        const struct jx_derived *derived = &merging->derived[i];
        const enum jx_field sources[] = {derived->source, derived->source2};
        if (!edited(merging, derived->field)) continue;
        for (size_t k = 0; k < 2; k++) {
            enum jx_field source = sources[k];
            if (source >= JX_FIELD_COUNT || stale[source] || merging->shown->fields[source].value) continue;
            stale[source] = true;
            JX_DIAG(merging->diags, JX_MSG_CARRY_STALE, &merging->visible->fields[derived->field].at,
                    field_name(merging, derived->field), field_name(merging, source),
                    quoted(words_of(merging, source, &merging->carried->fields[source])));
        }
    }
}

/* A stand-in is no fact of the carried form; but where the fact it stood for is gone, it is all that is left. */
static bool stands_alone(const struct jx_merging *merging, enum jx_field field,
                         const bool stale[JX_FIELD_COUNT]) {
    for (size_t i = 0; i < merging->derived_count; i++) {
        const struct jx_derived *derived = &merging->derived[i];
        if (derived->field != field) continue;
        return stale[derived->source] || (derived->source2 < JX_FIELD_COUNT && stale[derived->source2]);
    }
    return false;
}

static struct jx_fact merge_field(struct jx_merging *merging, enum jx_field field,
                                  const bool stale[JX_FIELD_COUNT]) {
    const struct jx_fact *shown = &merging->shown->fields[field];
    const struct jx_fact *visible = &merging->visible->fields[field];
    struct jx_fact fact = merging->carried->fields[field];
    if (edited(merging, field)) {
        say_edited(merging, &visible->at, field_name(merging, field), words_of(merging, field, visible),
                   words_of(merging, field, shown));
        return *visible;
    }
    if (stale[field]) return (struct jx_fact){.value = NULL};
    if (stands_alone(merging, field, stale)) return *visible;
    if (!fact.value) return fact;
    fact.at = !visible->value ? merging->sheet : visible->at;
    bool of_layout = field == JX_FIELD_TITLE || field == JX_FIELD_MONEY_UNIT;
    if (!of_layout && !facts_same(field, &fact, visible)) merging->restored++;
    return fact;
}

/* An edit that makes one doubt all that was carried along: another year, another project. */
static void doubt(struct jx_merging *merging, enum jx_field field) {
    const struct jx_fact *shown = &merging->shown->fields[field];
    const struct jx_fact *visible = &merging->visible->fields[field];
    if (!shown->value || !visible->value || facts_same(field, shown, visible)) return;
    JX_DIAG(merging->diags, JX_MSG_CARRY_OLD, &visible->at, field_name(merging, field), visible->value,
            shown->value);
}

static void merge_fields(struct jx_merging *merging, struct jx_form *form) {
    bool stale[JX_FIELD_COUNT] = {false};
    find_stale(merging, stale);
    for (int field = 0; field < JX_FIELD_COUNT; field++)
        form->fields[field] = merge_field(merging, (enum jx_field)field, stale);
    doubt(merging, JX_FIELD_YEAR);
    doubt(merging, JX_FIELD_PROJECT_NAME);
}

/* --- pairing indicators ------------------------------------------------------------------------------------------ */

static const char *key_of(struct jx_arena *arena, const char *text) {
    return !text ? "" : jx_text_key(arena, text, strlen(text));
}

/* How two indicators are known to be the same one, the surest first: all of level 2, name and target; level 2 and name;
 * where the name was edited, level 2 and target; where it was moved, name and target. NULL: it says too little. */
enum { WAYS = 4 };

static const char *indicator_key(struct jx_arena *arena, const struct jx_indicator *indicator, int way) {
    const char *level2 = key_of(arena, indicator->level2), *name = key_of(arena, indicator->name);
    const char *target = key_of(arena, jx_measure_text(arena, &indicator->target));
    switch (way) {
    case 0: return jx_arena_format(arena, "%s\n%s\n%s", level2, name, target);
    case 1: return jx_arena_format(arena, "%s\n%s", level2, name);
    case 2: return *target == '\0' ? NULL : jx_arena_format(arena, "%s\n%s", level2, target);
    default: return *target == '\0' || *name == '\0' ? NULL : jx_arena_format(arena, "%s\n%s", name, target);
    }
}

static const char **indicator_keys(struct jx_arena *arena, const struct jx_form *form, int way,
                                   const size_t *partner) {
    const char **keys = jx_arena_alloc(arena, (form->indicator_count + 1) * sizeof *keys);
    for (size_t i = 0; i < form->indicator_count; i++)
        if (partner[i] == SIZE_MAX) keys[i] = indicator_key(arena, &form->indicators[i], way);
    return keys;
}

static size_t *nobody(struct jx_arena *arena, size_t count) {
    size_t *partner = jx_arena_alloc(arena, (count + 1) * sizeof *partner);
    for (size_t i = 0; i < count; i++) partner[i] = SIZE_MAX;
    return partner;
}

/* For each indicator on the left its partner on the right, and the other way round; SIZE_MAX for none. */
static void pair_indicators(struct jx_arena *arena, const struct jx_form *left, const struct jx_form *right,
                            size_t **of_left, size_t **of_right) {
    *of_left = nobody(arena, left->indicator_count);
    *of_right = nobody(arena, right->indicator_count);
    for (int way = 0; way < WAYS; way++) {
        const size_t *found =
            jx_keys_pair(arena, indicator_keys(arena, left, way, *of_left), left->indicator_count,
                         indicator_keys(arena, right, way, *of_right), right->indicator_count);
        for (size_t i = 0; i < left->indicator_count; i++) {
            if (found[i] == SIZE_MAX) continue;
            (*of_left)[i] = found[i];
            (*of_right)[found[i]] = i;
        }
    }
}

/* --- one indicator ----------------------------------------------------------------------------------------------- */

/* What is merged, where it stands, and whether anything of it was edited. */
struct merged {
    struct jx_merging *merging;
    const struct jx_indicator *shown, *visible;
    struct jx_indicator result;
    bool edited;
};

/* The parts that are a text. */
static const struct {
    enum jx_part part;
    size_t offset;
} texts[] = {
    {JX_PART_NAME, offsetof(struct jx_indicator, name)},
    {JX_PART_STANDARD, offsetof(struct jx_indicator, standard)},
    {JX_PART_SCORE, offsetof(struct jx_indicator, score)},
    {JX_PART_REMARK, offsetof(struct jx_indicator, remark)},
};

static const char **text_at(struct jx_indicator *indicator, size_t offset) {
    return (const char **)((char *)indicator + offset);
}

static const char *text_of(const struct jx_indicator *indicator, size_t offset) {
    return *(const char *const *)((const char *)indicator + offset);
}

static const char *called(const struct jx_indicator *indicator) {
    if (!blank(indicator->name)) return indicator->name;
    return quoted(blank(indicator->level2) ? indicator->level1 : indicator->level2);
}

/* Says what was edited; or counts what comes back. */
static void settle(struct merged *m, enum jx_part part, bool was_edited, const char *now, const char *was,
                   const char *carried) {
    struct jx_arena *arena = m->merging->arena;
    if (!was_edited) {
        if (!blank(carried) && !texts_same(carried, now)) m->merging->restored++;
        return;
    }
    m->edited = true;
    const char *name = jx_part_name(part, m->merging->diags->language);
    say_edited(m->merging, &m->visible->at, jx_arena_format(arena, "%s (%s)", name, called(m->visible)), now,
               was);
}

static void merge_texts(struct merged *m) {
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *was = text_of(m->shown, texts[i].offset), *now = text_of(m->visible, texts[i].offset);
        const char *carried = text_of(&m->result, texts[i].offset);
        bool number = texts[i].part == JX_PART_SCORE;
        bool changed = !(number ? numbers_same(was, now) : texts_same(was, now));
        settle(m, texts[i].part, changed, now, was, number && numbers_same(carried, now) ? now : carried);
        if (changed) *text_at(&m->result, texts[i].offset) = now;
    }
}

static void merge_measure(struct merged *m, enum jx_part part, const struct jx_measure *was,
                          const struct jx_measure *now, struct jx_measure *result) {
    struct jx_arena *arena = m->merging->arena;
    bool changed = !measures_same(arena, was, now);
    settle(m, part, changed, jx_measure_text(arena, now), jx_measure_text(arena, was),
           jx_measure_text(arena, result));
    if (changed) *result = *now;
}

/* A level's canonical name and its printed words are one thing. */
static void merge_levels(struct merged *m) {
    const struct jx_indicator *was = m->shown, *now = m->visible;
    bool changed1 = !texts_same(was->level1, now->level1) || !texts_same(was->level1_text, now->level1_text);
    bool changed2 = !texts_same(was->level2, now->level2) || !texts_same(was->level2_text, now->level2_text);
    settle(m, JX_PART_LEVEL1, changed1, now->level1, was->level1, NULL);
    settle(m, JX_PART_LEVEL2, changed2, now->level2, was->level2, NULL);
    if (changed1) {
        m->result.level1 = now->level1;
        m->result.level1_text = now->level1_text;
    }
    if (changed2) {
        m->result.level2 = now->level2;
        m->result.level2_text = now->level2_text;
    }
}

static void merge_marks(struct merged *m) {
    const struct jx_indicator *was = m->shown, *now = m->visible;
    bool derived = m->result.polarity == JX_POLARITY_NONE || m->result.polarity_derived;
    settle(m, JX_PART_POLARITY, was->polarity != now->polarity, jx_polarity_text(now->polarity),
           jx_polarity_text(was->polarity), derived ? NULL : jx_polarity_text(m->result.polarity));
    if (was->polarity != now->polarity) {
        m->result.polarity = now->polarity;
        m->result.polarity_derived = now->polarity_derived;
    }
    if (was->not_applicable != now->not_applicable) m->result.not_applicable = now->not_applicable;
}

static struct jx_indicator merge_indicator(struct jx_merging *merging, const struct jx_indicator *carried,
                                           const struct jx_indicator *shown,
                                           const struct jx_indicator *visible) {
    struct merged m = {.merging = merging, .shown = shown, .visible = visible, .result = *carried};
    m.result.at = visible->at;
    merge_levels(&m);
    merge_texts(&m);
    merge_measure(&m, JX_PART_TARGET, &shown->target, &visible->target, &m.result.target);
    merge_measure(&m, JX_PART_PERIOD_TARGET, &shown->period_target, &visible->period_target,
                  &m.result.period_target);
    merge_marks(&m);
    if (m.edited) m.result.origin = visible->origin;
    return m.result;
}

/* --- all indicators ---------------------------------------------------------------------------------------------- */

/* Who is whose partner, SIZE_MAX for none: of the carried ones in the shown, of the shown in the visible, and back. */
struct partners {
    size_t *shown_of_carried, *carried_of_shown;
    size_t *visible_of_shown, *shown_of_visible;
};

static void append(struct jx_form *form, struct jx_indicator indicator) {
    form->indicators[form->indicator_count++] = indicator;
}

/* Rows that the layout prints by itself, such as 不适用 in a category without indicators, are no person's. */
static bool printed_by_itself(struct jx_merging *merging, const struct partners *partners, size_t row) {
    size_t shown = partners->shown_of_visible[row];
    if (shown == SIZE_MAX) return false;
    const struct jx_indicator *was = &merging->shown->indicators[shown];
    const struct jx_indicator *now = &merging->visible->indicators[row];
    return texts_same(was->name, now->name) && measures_same(merging->arena, &was->target, &now->target) &&
           measures_same(merging->arena, &was->period_target, &now->period_target) &&
           texts_same(was->standard, now->standard) && numbers_same(was->score, now->score) &&
           texts_same(was->remark, now->remark);
}

/* The rows from `row` on, up to the next one that was carried along, are new. */
static void append_added(struct jx_merging *merging, const struct partners *partners, size_t row,
                         struct jx_form *form) {
    for (; row < merging->visible->indicator_count; row++) {
        const struct jx_indicator *visible = &merging->visible->indicators[row];
        size_t shown = partners->shown_of_visible[row];
        if (shown != SIZE_MAX && partners->carried_of_shown[shown] != SIZE_MAX) return;
        if (printed_by_itself(merging, partners, row)) continue;
        JX_DIAG(merging->diags, JX_MSG_CARRY_ADDED, &visible->at, called(visible));
        append(form, *visible);
    }
}

static void merge_row(struct jx_merging *merging, const struct partners *partners, size_t row,
                      struct jx_form *form) {
    const struct jx_indicator *carried = &merging->carried->indicators[row];
    size_t shown = partners->shown_of_carried[row];
    if (shown == SIZE_MAX) {
        append(form, *carried);
        form->indicators[form->indicator_count - 1].at = merging->sheet;
        merging->restored++;
        return;
    }
    size_t visible = partners->visible_of_shown[shown];
    if (visible == SIZE_MAX) {
        JX_DIAG(merging->diags, JX_MSG_CARRY_DELETED, &merging->sheet, called(carried));
        return;
    }
    append(form, merge_indicator(merging, carried, &merging->shown->indicators[shown],
                                 &merging->visible->indicators[visible]));
    append_added(merging, partners, visible + 1, form);
}

static void merge_indicators(struct jx_merging *merging, struct jx_form *form) {
    struct jx_arena *arena = merging->arena;
    struct partners partners;
    pair_indicators(arena, merging->carried, merging->shown, &partners.shown_of_carried,
                    &partners.carried_of_shown);
    pair_indicators(arena, merging->shown, merging->visible, &partners.visible_of_shown,
                    &partners.shown_of_visible);
    size_t most = merging->carried->indicator_count + merging->visible->indicator_count + 1;
    form->indicators = jx_arena_alloc(arena, most * sizeof *form->indicators);
    append_added(merging, &partners, 0, form);
    for (size_t i = 0; i < merging->carried->indicator_count; i++) merge_row(merging, &partners, i, form);
}

/* --- extras ------------------------------------------------------------------------------------------------------ */

static const char **extra_keys(struct jx_arena *arena, const struct jx_form *form, bool whole) {
    const char **keys = jx_arena_alloc(arena, (form->extra_count + 1) * sizeof *keys);
    for (size_t i = 0; i < form->extra_count; i++) {
        const char *label = key_of(arena, form->extras[i].label);
        keys[i] =
            whole ? jx_arena_format(arena, "%s\n%s", label, key_of(arena, form->extras[i].value)) : label;
    }
    return keys;
}

static size_t *pair_extras(struct jx_arena *arena, const struct jx_form *left, const struct jx_form *right) {
    size_t *of_left = nobody(arena, left->extra_count), *of_right = nobody(arena, right->extra_count);
    for (int way = 0; way < 2; way++) {
        const char **ours = extra_keys(arena, left, way == 0), **theirs = extra_keys(arena, right, way == 0);
        for (size_t i = 0; i < left->extra_count; i++)
            if (of_left[i] != SIZE_MAX) ours[i] = NULL;
        for (size_t i = 0; i < right->extra_count; i++)
            if (of_right[i] != SIZE_MAX) theirs[i] = NULL;
        const size_t *found = jx_keys_pair(arena, ours, left->extra_count, theirs, right->extra_count);
        for (size_t i = 0; i < left->extra_count; i++) {
            if (found[i] == SIZE_MAX) continue;
            of_left[i] = found[i];
            of_right[found[i]] = i;
        }
    }
    return of_left;
}

static void merge_extra(struct jx_merging *merging, struct jx_extra extra, const struct jx_extra *was,
                        const struct jx_extra *now, struct jx_form *form) {
    if (!was) {
        extra.at = merging->sheet;
        merging->restored++;
    } else if (!now) {
        JX_DIAG(merging->diags, JX_MSG_CARRY_DELETED, &merging->sheet, quoted(extra.label));
        return;
    } else {
        extra.at = now->at;
        if (!texts_same(was->value, now->value)) {
            say_edited(merging, &now->at, quoted(extra.label), now->value, was->value);
            extra.value = now->value;
        }
    }
    form->extras[form->extra_count++] = extra;
}

static void merge_extras(struct jx_merging *merging, struct jx_form *form) {
    struct jx_arena *arena = merging->arena;
    const struct jx_form *carried = merging->carried, *shown = merging->shown, *visible = merging->visible;
    const size_t *in_shown = pair_extras(arena, carried, shown);
    const size_t *in_visible = pair_extras(arena, shown, visible);
    bool *old = jx_arena_alloc(arena, visible->extra_count + 1);
    for (size_t i = 0; i < shown->extra_count; i++)
        if (in_visible[i] != SIZE_MAX) old[in_visible[i]] = true;
    form->extras =
        jx_arena_alloc(arena, (carried->extra_count + visible->extra_count + 1) * sizeof *form->extras);
    for (size_t i = 0; i < carried->extra_count; i++) {
        const struct jx_extra *was = in_shown[i] == SIZE_MAX ? NULL : &shown->extras[in_shown[i]];
        size_t now = !was ? SIZE_MAX : in_visible[in_shown[i]];
        merge_extra(merging, carried->extras[i], was, now == SIZE_MAX ? NULL : &visible->extras[now], form);
    }
    for (size_t i = 0; i < visible->extra_count; i++) {
        if (old[i]) continue;
        JX_DIAG(merging->diags, JX_MSG_CARRY_ADDED, &visible->extras[i].at, quoted(visible->extras[i].label));
        form->extras[form->extra_count++] = visible->extras[i];
    }
}

struct jx_form jx_form_merge(struct jx_merging *merging) {
    struct jx_form form = {
        .layout = merging->carried->layout, .kind = merging->carried->kind, .score = merging->visible->score};
    merge_fields(merging, &form);
    merge_indicators(merging, &form);
    merge_extras(merging, &form);
    return form;
}

/* --- whole forms ------------------------------------------------------------------------------------------------- */

unsigned jx_form_likeness(struct jx_arena *arena, const struct jx_form *shown,
                          const struct jx_form *visible) {
    size_t all = 0, same = 0, *of_shown, *of_visible;
    if (shown->kind != visible->kind) return 0;
    for (int i = 0; i < JX_FIELD_COUNT; i++) {
        enum jx_field field = (enum jx_field)i;
        if (field == JX_FIELD_TITLE || field == JX_FIELD_MONEY_UNIT || !shown->fields[field].value) continue;
        all++;
        same += facts_same(field, &shown->fields[field], &visible->fields[field]);
    }
    pair_indicators(arena, shown, visible, &of_shown, &of_visible);
    all += shown->indicator_count;
    for (size_t i = 0; i < shown->indicator_count; i++) same += of_shown[i] != SIZE_MAX;
    return all == 0 ? 0 : (unsigned)(same * 100 / all);
}

static uint64_t digest_more(uint64_t digest, const char *text) {
    if (text) digest = jx_carry_check(digest, text, strlen(text));
    return jx_carry_check(digest, "", 1);
}

const char *jx_form_digest(struct jx_arena *arena, const struct jx_form *form) {
    uint64_t digest = jx_carry_check(JX_CARRY_CHECK, form->kind == JX_KIND_PROJECT ? "p" : "d", 1);
    for (int field = 0; field < JX_FIELD_COUNT; field++)
        digest = digest_more(digest, form->fields[field].value);
    for (size_t i = 0; i < form->indicator_count; i++) {
        const struct jx_indicator *one = &form->indicators[i];
        const char *const said[] = {one->level1,
                                    one->level2,
                                    one->name,
                                    jx_measure_text(arena, &one->target),
                                    jx_measure_text(arena, &one->period_target),
                                    one->standard,
                                    one->score,
                                    one->remark};
        for (size_t k = 0; k < sizeof said / sizeof *said; k++) digest = digest_more(digest, said[k]);
    }
    for (size_t i = 0; i < form->extra_count; i++)
        digest = digest_more(digest_more(digest, form->extras[i].label), form->extras[i].value);
    return jx_arena_format(arena, "%016" PRIx64, digest);
}

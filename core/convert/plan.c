#include "core/convert/plan.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/convert/totals.h"
#include "core/model/derive.h"
#include "core/model/fields.h"
#include "core/model/measure.h"
#include "core/model/shown.h"
#include "core/model/vocabulary.h"
#include "core/plugin/registry.h"
#include "core/write/compose.h"
#include "core/write/order.h"

/* --- items -------------------------------------------------------------------------------------------------------------- */

static struct jx_item *add_item(struct jx_planning *planning, enum jx_item_kind kind, size_t form) {
    struct jx_conversion *conversion = planning->conversion;
    conversion->items = jx_arena_grow(planning->arena, conversion->items, conversion->item_count,
                                      &planning->item_capacity, sizeof *conversion->items);
    struct jx_item *item = &conversion->items[conversion->item_count++];
    *item = (struct jx_item){
        .kind = kind, .form = form, .field = JX_FIELD_COUNT, .part = JX_PART_NONE, .name = ""};
    item->sources[0] = item->sources[1] = JX_FIELD_COUNT;
    if (kind == JX_ITEM_LOSS || kind == JX_ITEM_REFUSED) conversion->loss_count++;
    return item;
}

static void set_place(struct jx_planning *planning, struct jx_item *item, struct jx_place at) {
    struct jx_place *place = jx_arena_alloc(planning->arena, sizeof *place);
    *place = at;
    item->places = place;
    item->place_count = at.row == 0 && at.line == 0 ? 0 : 1;
}

/* `shown` is the value as people read it. */
static void set_value(struct jx_item *item, const char *value, const char *shown) {
    item->value = value;
    item->shown = shown;
}

/* What people call the layout that is written. */
static const char *layout_name(const struct jx_planning *planning) {
    return jx_library_layout_called(planning->library, jx_compiled_descriptor(planning->layout)->id);
}

static const char *list_comma(const struct jx_planning *planning) {
    return planning->diags->language == JX_LANGUAGE_CHINESE ? "、" : ", ";
}

/* --- losses ------------------------------------------------------------------------------------------------------------- */

/* A title is a fact only where it says more than its own layout prints by itself. */
static bool title_is_lost(struct jx_planning *planning, const struct jx_planned *planned) {
    const char *title = planned->source->fields[JX_FIELD_TITLE].value;
    struct jx_capture captures[JX_CAPTURES];
    size_t count;
    if (jx_text_same(planning->arena, title,
                     jx_table_title(planning->arena, planned->table, planned->printed)))
        return false;
    const char *key = jx_text_key(planning->arena, title, strlen(title));
    for (size_t i = 0; i < planning->library->layout_count; i++) {
        const struct jx_compiled_layout *layout = planning->library->layouts[i];
        const struct jx_compiled_table *own = jx_compiled_find(layout, planned->source->kind);
        if (own && strcmp(jx_compiled_descriptor(layout)->id, planned->source->layout) == 0)
            return !jx_pattern_match(own->title, key, captures, &count);
    }
    return true;
}

static void find_lost_fields(struct jx_planning *planning, const struct jx_planned *planned, size_t form,
                             const struct jx_derived *derived, size_t derived_count) {
    const char *unit = jx_form_unit(planned->source);
    for (int i = 0; i < JX_FIELD_COUNT; i++) {
        enum jx_field field = (enum jx_field)i;
        const struct jx_fact *fact = &planned->source->fields[field];
        if (!fact->value || field == JX_FIELD_MONEY_UNIT) continue;
        if (planned->given && planned->given[field]) continue; /* the source loses nothing by it */
        bool lost =
            field == JX_FIELD_TITLE ? title_is_lost(planning, planned) : !planned->table->fields[field];
        if (!lost || jx_derived_say(planned->source, derived, derived_count, field)) continue;
        struct jx_item *item = add_item(planning, JX_ITEM_LOSS, form);
        item->field = field;
        item->name = jx_field_name(field, planning->diags->language);
        set_value(item, fact->value, jx_value_shown(planning->arena, field, fact->value, unit));
        set_place(planning, item, fact->at);
        JX_DIAG(planning->diags, JX_MSG_LOSS_FIELD, &fact->at, item->name, layout_name(planning),
                item->shown);
    }
}

/* Whether the indicator says something in this part. Names every table has. */
static bool part_said(const struct jx_indicator *indicator, enum jx_part part) {
    switch (part) {
    case JX_PART_LEVEL1: return indicator->level1;
    case JX_PART_LEVEL2: return indicator->level2;
    case JX_PART_TARGET: return !jx_measure_empty(&indicator->target);
    case JX_PART_PERIOD_TARGET: return !jx_measure_empty(&indicator->period_target);
    case JX_PART_STANDARD: return indicator->standard;
    case JX_PART_POLARITY: return indicator->polarity != JX_POLARITY_NONE && !indicator->polarity_derived;
    case JX_PART_SCORE: return indicator->score;
    case JX_PART_REMARK: return indicator->remark;
    default: return false;
    }
}

static const char *part_value(struct jx_arena *arena, const struct jx_indicator *indicator,
                              enum jx_part part) {
    switch (part) {
    case JX_PART_LEVEL1: return indicator->level1;
    case JX_PART_LEVEL2: return indicator->level2;
    case JX_PART_TARGET: return jx_measure_text(arena, &indicator->target);
    case JX_PART_PERIOD_TARGET: return jx_measure_text(arena, &indicator->period_target);
    case JX_PART_STANDARD: return indicator->standard;
    case JX_PART_POLARITY: return jx_polarity_text(indicator->polarity);
    case JX_PART_SCORE: return indicator->score;
    case JX_PART_REMARK: return indicator->remark;
    default: return NULL;
    }
}

/* Where the indicators stand that say something in this part (or, with `said` false, that say nothing); and the value
 * that they share, NULL if they differ. */
static void gather_places(struct jx_planning *planning, const struct jx_form *form, enum jx_part part,
                          bool said, struct jx_item *item) {
    struct jx_place *places = jx_arena_alloc(planning->arena, (form->indicator_count + 1) * sizeof *places);
    bool alike = true;
    for (size_t i = 0; i < form->indicator_count; i++) {
        if (part_said(&form->indicators[i], part) != said) continue;
        const char *value = said ? part_value(planning->arena, &form->indicators[i], part) : NULL;
        if (item->place_count == 0) item->value = value;
        alike = alike && value && item->value && strcmp(item->value, value) == 0;
        places[item->place_count++] = form->indicators[i].at;
    }
    if (!alike) item->value = NULL;
    item->shown = item->value;
    item->places = places;
}

static size_t count_said(const struct jx_form *form, enum jx_part part) {
    size_t count = 0;
    for (size_t i = 0; i < form->indicator_count; i++) count += part_said(&form->indicators[i], part);
    return count;
}

static void find_lost_parts(struct jx_planning *planning, const struct jx_planned *planned, size_t form) {
    for (int i = JX_PART_NONE + 1; i < JX_PART_COUNT; i++) {
        enum jx_part part = (enum jx_part)i;
        if (jx_table_carries_part(planned->table, part) || count_said(planned->source, part) == 0) continue;
        struct jx_item *item = add_item(planning, JX_ITEM_LOSS, form);
        item->part = part;
        item->name = jx_part_name(part, planning->diags->language);
        gather_places(planning, planned->source, part, true, item);
        JX_DIAG(planning->diags, JX_MSG_LOSS_PART, &item->places[0], item->name,
                jx_arena_format(planning->arena, "%zu", item->place_count), layout_name(planning));
    }
}

static bool table_has_extra(const struct jx_compiled_table *table, const char *label) {
    for (size_t i = 0; i < table->extra_count; i++)
        if (strcmp(table->extras[i], label) == 0) return true;
    return false;
}

static void find_lost_extras(struct jx_planning *planning, const struct jx_planned *planned, size_t form) {
    for (size_t i = 0; i < planned->source->extra_count; i++) {
        const struct jx_extra *extra = &planned->source->extras[i];
        if (table_has_extra(planned->table, extra->label)) continue;
        struct jx_item *item = add_item(planning, JX_ITEM_LOSS, form);
        item->name = item->label = extra->label;
        char room[JX_AMOUNT_ROOM];
        const char *shown = jx_extra_shown(planned->source, extra, room);
        set_value(item, extra->value, shown == room ? jx_arena_string(planning->arena, room) : shown);
        set_place(planning, item, extra->at);
        JX_DIAG(planning->diags, JX_MSG_LOSS_EXTRA, &extra->at, extra->label, layout_name(planning),
                item->shown);
    }
}

/* Whether the reading has reported every unread text. */
static bool unread_was_said(const struct jx_document *document) {
    for (size_t i = 0; i < document->diag_count; i++)
        if (document->diags[i].code == JX_MSG_CELL_UNREAD) return true;
    return false;
}

static void find_lost_unread(struct jx_planning *planning) {
    bool said = unread_was_said(planning->document);
    for (size_t i = 0; i < planning->document->unread_count; i++) {
        const struct jx_unread *unread = &planning->document->unread[i];
        struct jx_item *item = add_item(planning, JX_ITEM_LOSS, planning->document->form_count);
        set_value(item, unread->text, unread->text);
        set_place(planning, item, unread->at);
        if (!said) JX_DIAG(planning->diags, JX_MSG_LOSS_UNREAD, &unread->at, unread->text);
    }
}

/* --- stand-ins and blanks ----------------------------------------------------------------------------------------------- */

/* The total stands for the money of this level, though the form says what else is in it: 年度资金总额 90, 财政拨款 76.5. */
static bool tell_other_parts(struct jx_planning *planning, const struct jx_form *form,
                             const struct jx_derived *derived, const struct jx_item *item) {
    char room[JX_AMOUNT_ROOM];
    const char *list = jx_derived_others(planning->arena, form, derived, planning->diags->language);
    if (*list == '\0') return false;
    JX_DIAG(planning->diags, JX_MSG_DERIVED_TOTAL, &form->fields[derived->source].at, item->name, item->rule,
            jx_fact_shown(form, JX_FIELD_FUND_TOTAL, room), list);
    return true;
}

static const struct jx_derived *derive(struct jx_planning *planning, struct jx_planned *planned, size_t form,
                                       size_t *count) {
    const struct jx_derived *derived =
        jx_stand_ins(planning->arena, planned, planning->diags->language, count);
    const char *unit = planned->table->table->money_unit;
    for (size_t i = 0; i < *count; i++) {
        struct jx_item *item = add_item(planning, JX_ITEM_DERIVED, form);
        item->field = derived[i].field;
        item->name = jx_field_name(derived[i].field, planning->diags->language);
        set_value(item, derived[i].value,
                  jx_value_shown(planning->arena, derived[i].field, derived[i].value, unit));
        item->rule = derived[i].rule;
        item->sources[0] = derived[i].source;
        item->sources[1] = derived[i].source2;
        struct jx_place at = planned->source->fields[derived[i].source].at;
        set_place(planning, item, at);
        if (!tell_other_parts(planning, planned->source, &derived[i], item))
            JX_DIAG(planning->diags, JX_MSG_DERIVED, &at, item->name, item->rule, item->shown);
    }
    return derived;
}

/* Lists the polarities that were derived. */
static void list_polarities(struct jx_planning *planning, const struct jx_planned *planned, size_t form) {
    const struct jx_form *printed = planned->printed;
    size_t derived = 0;
    for (size_t i = 0; i < printed->indicator_count; i++)
        derived +=
            printed->indicators[i].polarity_derived && !planned->source->indicators[i].polarity_derived;
    if (derived == 0) return;
    struct jx_item *item = add_item(planning, JX_ITEM_DERIVED, form);
    item->part = JX_PART_POLARITY;
    item->name = jx_part_name(JX_PART_POLARITY, planning->diags->language);
    item->rule = jx_part_name(JX_PART_TARGET, planning->diags->language);
    struct jx_place *places = jx_arena_alloc(planning->arena, printed->indicator_count * sizeof *places);
    for (size_t i = 0; i < printed->indicator_count; i++)
        if (printed->indicators[i].polarity_derived && !planned->source->indicators[i].polarity_derived)
            places[item->place_count++] = printed->indicators[i].at;
    item->places = places;
    JX_DIAG(planning->diags, JX_MSG_DERIVED_POLARITY, &places[0],
            jx_arena_format(planning->arena, "%zu", item->place_count));
}

/* 填表人、联系电话、分值 (7) */
static const char *list_more(struct jx_planning *planning, const char *list, const char *name, size_t count) {
    list = *list == '\0' ? name : jx_arena_join(planning->arena, list, list_comma(planning), name);
    return count == 0 ? list : jx_arena_format(planning->arena, "%s (%zu)", list, count);
}

static const char *find_blank_fields(struct jx_planning *planning, const struct jx_planned *planned,
                                     size_t form) {
    const char *list = "";
    for (int i = 0; i < JX_FIELD_COUNT; i++) {
        enum jx_field field = (enum jx_field)i;
        bool wanted = planned->table->fields[field] && !planned->table->optional[field];
        if (!wanted || field == JX_FIELD_TITLE || field == JX_FIELD_MONEY_UNIT) continue;
        if (planned->printed->fields[field].value) continue;
        struct jx_item *item = add_item(planning, JX_ITEM_BLANK, form);
        item->field = field;
        item->name = jx_field_name(field, planning->diags->language);
        list = list_more(planning, list, item->name, 0);
    }
    return list;
}

static const char *find_blank_parts(struct jx_planning *planning, const struct jx_planned *planned,
                                    size_t form, const char *list) {
    for (int i = JX_PART_TARGET; i < JX_PART_COUNT; i++) {
        enum jx_part part = (enum jx_part)i;
        bool column = planned->table->part_column[part] >= 0 ||
                      (part == JX_PART_TARGET && planned->table->part_column[JX_PART_VALUE] >= 0);
        if (!column || part == JX_PART_OPERATOR || part == JX_PART_VALUE || part == JX_PART_UNIT) continue;
        const struct jx_form *printed = planned->printed;
        size_t blank = 0;
        for (size_t k = 0; k < printed->indicator_count; k++) {
            bool derived = part == JX_PART_POLARITY && printed->indicators[k].polarity_derived;
            blank += !part_said(&printed->indicators[k], part) && !derived &&
                     !printed->indicators[k].not_applicable;
        }
        if (blank == 0) continue;
        struct jx_item *item = add_item(planning, JX_ITEM_BLANK, form);
        item->part = part;
        item->name = jx_part_name(part, planning->diags->language);
        gather_places(planning, printed, part, false, item);
        list = list_more(planning, list, item->name, blank);
    }
    return list;
}

/* --- forms --------------------------------------------------------------------------------------------------------------- */

static void refuse(struct jx_planning *planning, const struct jx_form *form, size_t index) {
    bool project = form->kind == JX_KIND_PROJECT;
    struct jx_item *item = add_item(planning, JX_ITEM_REFUSED, index);
    const struct jx_fact *name = &form->fields[project ? JX_FIELD_PROJECT_NAME : JX_FIELD_DEPARTMENT_NAME];
    if (!name->value) name = &form->fields[JX_FIELD_TITLE];
    item->name = !name->value ? "" : name->value;
    set_value(item, item->name, item->name);
    set_place(planning, item, name->at);
    planning->conversion->refused++;
    JX_DIAG(planning->diags, project ? JX_MSG_LOSS_PROJECT_FORM : JX_MSG_LOSS_FORM, &name->at,
            layout_name(planning), item->value);
}

static struct jx_giving giving_to(const struct jx_planning *planning, const struct jx_compiled_table *table) {
    return (struct jx_giving){planning->arena, planning->diags, planning->given, planning->overwrite,
                              !table ? NULL : table->table->money_unit};
}

/* Puts in what the user gave. */
static void give(struct jx_planning *planning, struct jx_planned *planned) {
    if (!planning->given) return;
    bool *used = jx_arena_alloc(planning->arena, JX_FIELD_COUNT * sizeof *used);
    struct jx_giving giving = giving_to(planning, planned->table);
    planned->source = jx_givens_apply(&giving, planned->source, used);
    planned->given = used;
}

/* Which of the given facts the form shows, or says by a stand-in. One that was given on the command line and has no place
 * is a disappointment; of defaults for many layouts some always have none. */
static void count_given(struct jx_planning *planning, const struct jx_planned *planned,
                        const struct jx_derived *derived, size_t derived_count) {
    struct jx_giving giving = giving_to(planning, planned->table);
    for (int i = 0; planned->given && i < JX_FIELD_COUNT; i++) {
        enum jx_field field = (enum jx_field)i;
        if (!planned->given[field]) continue;
        if (planned->table->fields[field] || jx_derived_say(planned->source, derived, derived_count, field) ||
            planning->carry)
            jx_given_count(&giving, &planning->tally, planned->source, field);
        else if (planning->given->facts[field].firm)
            JX_DIAG(planning->diags, JX_MSG_GIVEN_NO_PLACE, NULL,
                    jx_field_name(field, planning->diags->language), layout_name(planning));
    }
}

/* Amounts that are written in another unit than they were read in; once for all forms. */
static void tell_unit(struct jx_planning *planning, const struct jx_planned *planned) {
    const char *unit = jx_form_unit(planned->source), *written = planned->table->table->money_unit;
    if (planning->unit_told || !unit || strcmp(unit, written) == 0) return;
    for (int field = 0; field < JX_FIELD_COUNT; field++) {
        const struct jx_fact *fact = &planned->printed->fields[field];
        if (!jx_field_is_money((enum jx_field)field) || !fact->value || !planned->table->fields[field])
            continue;
        planning->unit_told = true;
        JX_DIAG(planning->diags, JX_MSG_UNIT_CHANGED, &planned->source->fields[JX_FIELD_MONEY_UNIT].at, unit,
                written);
        return;
    }
}

/* The categories in which the form prints 不适用, because the source has no indicator in them. */
static void tell_marks(struct jx_planning *planning, const struct jx_planned *planned) {
    const char *mark = planned->table->table->empty_mark, *list = "";
    if (planning->blank || !mark || *mark == '\0') return;
    for (const struct jx_category *category = jx_categories; category->level1; category++)
        if (category->always && !jx_category_used(planned->printed, category) &&
            !jx_category_unsure(planned->printed, category))
            list = list_more(planning, list, category->level2, 0);
    const struct jx_fact *name = &planned->source->fields[JX_FIELD_PROJECT_NAME];
    if (*list != '\0') JX_DIAG(planning->diags, JX_MSG_CATEGORY_MARKED, &name->at, list, mark);
}

static void plan_form(struct jx_planning *planning, struct jx_planned *planned, size_t index) {
    const struct jx_derived *derived = NULL;
    size_t count = 0;
    give(planning, planned);
    planned->printed = planned->source;
    if (planning->derive) {
        derived = derive(planning, planned, index, &count);
        list_polarities(planning, planned, index);
    }
    count_given(planning, planned, derived, count);
    find_lost_fields(planning, planned, index, derived, count);
    find_lost_parts(planning, planned, index);
    find_lost_extras(planning, planned, index);
    const char *blank =
        find_blank_parts(planning, planned, index, find_blank_fields(planning, planned, index));
    if (*blank != '\0') {
        const struct jx_fact *name = &planned->source->fields[JX_FIELD_PROJECT_NAME];
        JX_DIAG(planning->diags, JX_MSG_BLANK, &name->at, blank);
    }
    tell_unit(planning, planned);
    tell_marks(planning, planned);
    planning->conversion->converted++;
}

/* In a list a project begins where another name stands. One without a name, or of the same name and with nothing else that
 * tells it from the one before, would be read as part of that. */
static void find_lost_project(struct jx_planning *planning, const struct jx_planned *planned, size_t before,
                              size_t index) {
    const struct jx_planned pair[] = {planned[before], planned[index]};
    const struct jx_fact *name = &pair[1].printed->fields[JX_FIELD_PROJECT_NAME];
    const char *other = pair[0].printed->fields[JX_FIELD_PROJECT_NAME].value;
    bool same = name->value && other && jx_text_same(planning->arena, name->value, other);
    if (name->value && (!same || !jx_planned_joined(planning, pair))) return;
    struct jx_item *item = add_item(planning, JX_ITEM_LOSS, index);
    struct jx_place at = name->at;
    if (!name->value && pair[1].source->indicator_count > 0) at = pair[1].source->indicators[0].at;
    item->field = JX_FIELD_PROJECT_NAME;
    item->name = jx_field_name(JX_FIELD_PROJECT_NAME, planning->diags->language);
    if (same) set_value(item, name->value, name->value);
    set_place(planning, item, at);
    if (same)
        JX_DIAG(planning->diags, JX_MSG_LOSS_NAMESAKE, &at, name->value, layout_name(planning));
    else
        JX_DIAG(planning->diags, JX_MSG_LOSS_NAMELESS, &at, layout_name(planning));
}

static void find_lost_projects(struct jx_planning *planning, const struct jx_planned *planned, size_t count) {
    size_t before = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        if (!planned[i].table) continue;
        if (before != SIZE_MAX && planned[before].table == planned[i].table && planned[i].table->list)
            find_lost_project(planning, planned, before, i);
        before = i;
    }
}

/* Room for the items of all forms, were the others like those that are planned: an array of a long list that grows is copied, and what
 * it grew out of is held as well. The first forms may be richer than the others: there is a limit to what they promise. */
static void expect_items(struct jx_planning *planning, size_t forms) {
    enum { EACH_MOST = 16 };
    struct jx_conversion *conversion = planning->conversion;
    size_t each = (conversion->item_count + forms - 1) / forms, left = planning->document->form_count - forms;
    size_t more = left * (each < EACH_MOST ? each : EACH_MOST);
    conversion->items = jx_arena_expect(planning->arena, conversion->items, conversion->item_count, more,
                                        &planning->item_capacity, sizeof *conversion->items);
}

struct jx_planned *jx_plan_forms(struct jx_planning *planning) {
    enum { SAMPLE = 64 };
    const struct jx_document *document = planning->document;
    struct jx_planned *planned =
        jx_arena_alloc(planning->arena, (document->form_count + 1) * sizeof *planned);
    for (size_t i = 0; i < document->form_count; i++) {
        if (i == SAMPLE) expect_items(planning, i);
        planned[i].source = &document->forms[i];
        planned[i].table = jx_compiled_find(planning->layout, document->forms[i].kind);
        jx_diags_fold(planning->diags);
        if (!planned[i].table)
            refuse(planning, planned[i].source, i);
        else
            plan_form(planning, &planned[i], i);
    }
    jx_diags_fold(planning->diags);
    struct jx_giving giving = giving_to(planning, NULL);
    jx_givens_report(&giving, &planning->tally);
    find_lost_projects(planning, planned, document->form_count);
    find_lost_unread(planning);
    jx_diags_fold(planning->diags);
    jx_totals_tell(planning, planned, document->form_count);
    jx_diags_fold(planning->diags);
    return planned;
}

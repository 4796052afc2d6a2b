/*
 * From facts to the changes of a blank, and what is told of them.
 */
#include "core/convert/fill.h"

#include <string.h>

#include "core/base/text.h"
#include "core/convert/given.h"
#include "core/grid/grid.h"
#include "core/model/compare.h"
#include "core/model/fields.h"
#include "core/read/pairs.h"
#include "core/write/order.h"

/* --- the forms that are filled in ------------------------------------------------------------------------------ */

/* Bare amounts that were given are in the unit that the blank prints, or else the source. */
static struct jx_giving giving_to(struct jx_fill *fill, const struct jx_form *source) {
    const char *unit = fill->blank->sheets[fill->at.index].unit.says != JX_MONEY_KNOWN && source
                           ? source->fields[JX_FIELD_MONEY_UNIT].value
                           : fill->unit.word;
    return (struct jx_giving){fill->arena, fill->diags, fill->target->given, fill->target->overwrite, unit};
}

/* Indicators in the order in which forms print categories: rows whose levels are typed then read as they were meant. */
static void indicators_sort(struct jx_fill *fill, struct jx_form *form) {
    size_t count;
    const struct jx_ordered *ordered =
        jx_indicators_order(fill->arena, form, (struct jx_ordering){.levels = true, .panels = 1}, &count);
    struct jx_indicator *sorted = jx_arena_alloc(fill->arena, (count + 1) * sizeof *sorted);
    if (count != form->indicator_count) return;
    for (size_t i = 0; i < count; i++) sorted[i] = *ordered[i].indicators[0];
    form->indicators = sorted;
}

static struct jx_form *form_copy(struct jx_fill *fill, const struct jx_form *source, struct jx_tally *tally) {
    struct jx_form *form = jx_arena_alloc(fill->arena, sizeof *form);
    bool used[JX_FIELD_COUNT] = {false};
    *form = *source;
    indicators_sort(fill, form);
    if (!fill->target->given) return form;
    struct jx_giving giving = giving_to(fill, source);
    *form = *jx_givens_apply(&giving, form, used);
    for (int i = 0; i < JX_FIELD_COUNT; i++)
        if (used[i]) jx_given_count(&giving, tally, form, (enum jx_field)i);
    return form;
}

/* --- all --------------------------------------------------------------------------------------------------------- */

/* The words of a unit that is none of ours, as the form prints them. */
static const char *unit_shown(const struct jx_fill *fill) {
    for (size_t i = 0; i < fill->at.map->shape->count; i++) {
        const struct jx_cell *cell = fill->at.map->shape->cells[i].cell;
        struct jx_money_unit unit = jx_money_unit_of(fill->arena, cell->text);
        if (unit.says == JX_MONEY_STRANGE) return jx_text_phrase(fill->arena, cell->text, cell->length);
        const char *words =
            *cell->text == '\0' ? NULL : jx_unit_words(fill->arena, fill->at.map->shape->cells[i].term);
        if (words && jx_money_unit_of(fill->arena, words).says == JX_MONEY_STRANGE) return words;
    }
    return "?";
}

/* Whether a place takes an amount in the form's unit, for it has none of its own. */
static bool unit_wanted(enum jx_field field, const struct jx_money_unit *own) {
    return jx_field_is_money(field) && own->says == JX_MONEY_SILENT;
}

/* The unit of the form's amounts: 万元 where it prints none. */
static void unit_choose(struct jx_fill *fill, const struct jx_form *form, const struct jx_fill_band *list) {
    bool asked = false;
    fill->unit = fill->blank->sheets[fill->at.index].unit;
    for (size_t i = 0; i < fill->at.slot_count; i++)
        asked = asked || unit_wanted(fill->at.slots[i].field, &fill->at.slots[i].unit);
    for (size_t i = 0; list && i < list->count; i++)
        asked = asked || unit_wanted(list->columns[i].field, &list->columns[i].unit);
    const char *facts = form->fields[JX_FIELD_MONEY_UNIT].value;
    struct jx_money_unit own = jx_money_unit_of(fill->arena, facts);
    if (asked && fill->unit.says == JX_MONEY_STRANGE)
        JX_DIAG(fill->diags, JX_MSG_SLOT_STRANGE_UNIT, NULL, unit_shown(fill));
    if (asked && fill->unit.says == JX_MONEY_KNOWN && own.says == JX_MONEY_KNOWN &&
        strcmp(own.word, fill->unit.word) != 0)
        JX_DIAG(fill->diags, JX_MSG_SLOT_UNIT, NULL, fill->unit.word, own.word);
    if (fill->unit.says != JX_MONEY_SILENT) return;
    fill->unit = jx_money_unit_of(fill->arena, "万元");
    if (asked) JX_DIAG(fill->diags, JX_MSG_UNIT_MISSING, NULL, fill->unit.word);
}

static struct jx_item *refused_add(struct jx_fill *fill, const struct jx_form *form) {
    bool project = form->kind == JX_KIND_PROJECT;
    const struct jx_fact *name = &form->fields[project ? JX_FIELD_PROJECT_NAME : JX_FIELD_DEPARTMENT_NAME];
    if (!name->value) name = &form->fields[JX_FIELD_TITLE];
    struct jx_item *item = jx_fill_item(fill, JX_ITEM_REFUSED, name->at);
    item->name = item->value = item->shown = name->value ? name->value : "";
    fill->conversion->refused++;
    return item;
}

static void refuse(struct jx_fill *fill, const struct jx_form *form, enum jx_code code) {
    const struct jx_item *item = refused_add(fill, form);
    JX_DIAG(fill->diags, code, &item->places[0], jx_fill_name(fill), item->name);
}

/* The forms that the blank takes: of a list all of its kind, else the first. */
static size_t forms_choose(struct jx_fill *fill, const struct jx_document *document, bool list,
                           struct jx_form **forms, struct jx_tally *tally) {
    size_t count = 0;
    fill->form_indexes = jx_arena_alloc(fill->arena, (document->form_count + 1) * sizeof *fill->form_indexes);
    for (size_t i = 0; i < document->form_count; i++) {
        const struct jx_form *form = &document->forms[i];
        fill->form_index = i;
        if (form->kind != fill->kind)
            refuse(fill, form,
                   form->kind == JX_KIND_DEPARTMENT ? JX_MSG_LOSS_FORM : JX_MSG_LOSS_PROJECT_FORM);
        else if (count > 0 && !list)
            refuse(fill, form, JX_MSG_SLOT_ONE_FORM);
        else
            fill->form_indexes[count] = i, forms[count++] = form_copy(fill, form, tally);
    }
    fill->form_index = count == 0 ? 0 : fill->form_indexes[0];
    return count;
}

static void blanks_tell(struct jx_fill *fill) {
    const char *names = "";
    for (size_t i = 0; i < fill->conversion->item_count; i++) {
        const struct jx_item *item = &fill->conversion->items[i];
        if (item->kind == JX_ITEM_BLANK)
            names = jx_arena_format(fill->arena, "%s%s%s", names, *names ? "、" : "", item->name);
    }
    if (*names != '\0') JX_DIAG(fill->diags, JX_MSG_BLANK, NULL, names);
}

static void sum_tell(struct jx_fill *fill) {
    size_t blank = 0, lost = 0;
    fill->conversion->filled = fill->filled;
    fill->conversion->rows_added = fill->rows_added;
    for (size_t i = 0; i < fill->conversion->item_count; i++) {
        blank += fill->conversion->items[i].kind == JX_ITEM_BLANK;
        lost += fill->conversion->items[i].kind == JX_ITEM_LOSS;
    }
    JX_DIAG(fill->diags, JX_MSG_SLOT_SUM, NULL, jx_arena_format(fill->arena, "%zu", fill->filled),
            jx_arena_format(fill->arena, "%zu", blank), jx_arena_format(fill->arena, "%zu", lost),
            jx_arena_format(fill->arena, "%u", fill->rows_added));
}

/* The form whose facts are filled in, with what has a label in the blank but no field. */
static void form_take(struct jx_fill *fill, struct jx_form *form) {
    fill->form = form;
    fill->stated_extras = jx_arena_alloc(fill->arena, form->extra_count + 1);
    jx_fill_extras(fill);
}

/* A form as it is before anything is derived. */
static const struct jx_form *source_keep(struct jx_fill *fill, const struct jx_form *form) {
    struct jx_form *before = jx_arena_alloc(fill->arena, sizeof *before);
    *before = *form;
    return before;
}

/* What stands above a list is said of the first form: another one that says it otherwise is not told there. */
static void heads_differ(struct jx_fill *fill, const struct jx_form *first, const struct jx_form *form) {
    for (size_t i = 0; i < fill->at.slot_count; i++) {
        enum jx_field field = fill->at.slots[i].field;
        if (field == JX_FIELD_COUNT || fill->at.slots[i].wanted || form == first ||
            !form->fields[field].value)
            continue;
        if (!jx_values_same(fill->arena, field, first->fields[field].value, form->fields[field].value))
            fill->stated[field] = false;
    }
}

static void list_fill(struct jx_fill *fill, const struct jx_fill_band *band, struct jx_form **forms,
                      size_t count) {
    const struct jx_form **sources = jx_arena_alloc(fill->arena, (count + 1) * sizeof *sources);
    const struct jx_derived **derived = jx_arena_alloc(fill->arena, (count + 1) * sizeof *derived);
    size_t *derived_counts = jx_arena_alloc(fill->arena, (count + 1) * sizeof *derived_counts);
    for (size_t i = 0; i < count; i++) {
        fill->form_index = fill->form_indexes[i];
        fill->form = forms[i];
        fill->source = sources[i] = source_keep(fill, forms[i]);
        derived[i] = jx_fill_derive(fill, &derived_counts[i]);
        jx_fill_derive_polarity(fill, band, 1, forms[i]);
    }
    fill->stated_by = jx_arena_alloc(fill->arena, (count + 1) * sizeof *fill->stated_by);
    jx_fill_list(fill, band, forms, count);
    memset(fill->stated, 0, sizeof fill->stated);
    form_take(fill, forms[0]);
    jx_fill_slots(fill);
    jx_fill_covers(fill);
    fill->first = sources[0];
    bool head[JX_FIELD_COUNT + 1];
    memcpy(head, fill->stated, sizeof head);
    for (size_t i = 0; i < count; i++) {
        fill->form_index = fill->form_indexes[i];
        fill->source = sources[i];
        memcpy(fill->stated, head, sizeof head);
        heads_differ(fill, forms[0], forms[i]);
        for (size_t field = 0; field < JX_FIELD_COUNT; field++)
            fill->stated[field] = fill->stated[field] || fill->stated_by[i][field];
        jx_fill_facts_lost(fill, derived[i], derived_counts[i]);
        fill->form = forms[i];
        if (i > 0) fill->stated_extras = jx_arena_alloc(fill->arena, forms[i]->extra_count + 1);
        jx_fill_extras_lost(fill);
    }
}

/* The words of a project's or a department's name by which two are compared: 河道清淤项目 is 河道清淤. */
static const char *name_key(struct jx_fill *fill, const char *name) {
    static const char tail[] = "项目";
    const char *key = jx_text_key(fill->arena, name, strlen(name));
    size_t length = strlen(key), cut = sizeof tail - 1;
    return length > cut && jx_text_ends(key, tail) ? jx_arena_copy(fill->arena, key, length - cut) : key;
}

/* The name of another project, or of another department, that somebody filled in; NULL: there is none. */
static const char *another_named(struct jx_fill *fill, const struct jx_form *form) {
    enum jx_field field = form->kind == JX_KIND_PROJECT ? JX_FIELD_PROJECT_NAME : JX_FIELD_DEPARTMENT_NAME;
    const char *own = form->fields[field].value;
    for (size_t i = 0; i < fill->at.slot_count && own && !fill->target->overwrite_slots; i++) {
        const struct jx_fill_slot *slot = &fill->at.slots[i];
        if (slot->field != field || slot->formula) continue;
        if (slot->state != JX_SLOT_OCCUPIED || jx_text_is_blank(slot->text)) return NULL;
        const char *printed = jx_fill_slot_value(fill, slot), *there = name_key(fill, slot->text);
        bool same = strcmp(there, name_key(fill, own)) == 0 || strcmp(there, name_key(fill, printed)) == 0;
        return same ? NULL : jx_text_phrase(fill->arena, slot->text, strlen(slot->text));
    }
    return NULL;
}

/* A form that holds another project would come out as neither of the two: nothing is filled in. */
static bool is_anothers(struct jx_fill *fill, struct jx_form *form) {
    fill->form = form;
    const char *name = another_named(fill, form);
    if (!name) return false;
    struct jx_item *item = refused_add(fill, form);
    JX_DIAG(fill->diags, JX_MSG_SLOT_ANOTHER, &item->places[0], name, item->name);
    return true;
}

static void form_fill(struct jx_fill *fill, struct jx_form *form) {
    size_t derived_count = 0;
    fill->source = source_keep(fill, form);
    form_take(fill, form);
    jx_fill_slots_filer(fill);
    jx_fill_slots_suit(fill);
    jx_fill_bands_turn(fill);
    const struct jx_derived *derived = jx_fill_derive(fill, &derived_count);
    jx_fill_derive_polarity(fill, fill->bands, fill->band_count, form);
    jx_fill_slots(fill);
    jx_fill_others_tell(fill);
    jx_fill_covers(fill);
    jx_fill_rows(fill, fill->bands, fill->band_count);
    jx_fill_facts_lost(fill, derived, derived_count);
    jx_fill_extras_lost(fill);
}

enum jx_status jx_fill_run(struct jx_library *library, const struct jx_document *document,
                           const struct jx_target *target, struct jx_conversion *conversion,
                           struct jx_diags *diags, bool write) {
    struct jx_fill *fill = jx_arena_alloc(conversion->arena, sizeof *fill);
    struct jx_tally tally = {.count = 0};
    conversion->blank = true;
    if (target->carry) {
        JX_DIAG(diags, JX_MSG_CARRY_BLANK, NULL, NULL);
        return JX_FAIL;
    }
    enum jx_kind kind = document->form_count > 0 ? document->forms[0].kind : JX_KIND_PROJECT;
    if (!jx_fill_begin(fill, target->blank, kind, conversion->arena)) {
        JX_DIAG(diags, JX_MSG_BLANK_NOTHING, NULL, jx_blank_name(target->blank));
        return JX_FAIL;
    }
    fill->diags = diags;
    fill->library = library;
    fill->target = target;
    fill->conversion = conversion;
    fill->language = diags->language;
    bool list = fill->band_count > 0 && fill->bands[0].list;
    struct jx_form **forms = jx_arena_alloc(fill->arena, (document->form_count + 1) * sizeof *forms);
    size_t count = forms_choose(fill, document, list, forms, &tally);
    if (count == 0) return JX_FAIL;
    if (!list && is_anothers(fill, forms[0])) return JX_FAIL;
    unit_choose(fill, forms[0], list ? &fill->bands[0] : NULL);
    if (list)
        list_fill(fill, &fill->bands[0], forms, count);
    else
        form_fill(fill, forms[0]);
    jx_fill_forms_tell(fill);
    conversion->converted = count;
    if (target->given) {
        struct jx_giving giving = giving_to(fill, NULL);
        jx_givens_report(&giving, &tally);
    }
    blanks_tell(fill);
    if (target->no_loss && conversion->loss_count > 0) {
        JX_DIAG(diags, JX_MSG_LOSS_REFUSED, NULL,
                jx_arena_format(fill->arena, "%zu", conversion->loss_count));
        return JX_FAIL;
    }
    enum jx_status status = jx_fill_patch(fill, write);
    if (status < JX_FAIL) sum_tell(fill);
    return status;
}

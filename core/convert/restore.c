/*
 * What a workbook carried along, put together with what it shows: which form is which.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/convert/carry.h"
#include "core/convert/merge.h"
#include "core/convert/plan.h"
#include "core/model/compare.h"

/* A workbook from which a person deleted tables carries more than it shows, but one that carries enormously more was
 * made to cost time. */
enum { FORMS_SPARE = 64, FORMS_TIMES = 8, INDICATORS_SPARE = 10000, INDICATORS_TIMES = 8 };

/* How many of the forms that are left are looked at to find one that was renamed, and how like it must be, of 100. */
enum { LOOK_AHEAD = 16, LIKE = 50 };

/* `planned` and `derived` go with the carried forms; `shown` are the forms that were written, in the same order but for
 * those that were refused, and `carried_of_shown` says which they are. */
struct restoring {
    const struct jx_reading *reading;
    const struct jx_book_read_options *asked;
    const struct jx_carried *carried;
    struct jx_planned *planned;
    const struct jx_derived **derived;
    size_t *derived_counts;
    const struct jx_document *shown;
    size_t *carried_of_shown;
    size_t written;
    size_t restored;
};

/* --- what the sheets showed -------------------------------------------------------------------------------------- */

/* The forms as they were when they were written, stand-ins filled in as jx_plan_forms does. */
static void plan_again(struct restoring *restoring) {
    struct jx_arena *arena = restoring->reading->arena;
    const struct jx_document *document = restoring->carried->document;
    size_t room = document->form_count + 1;
    restoring->planned = jx_arena_alloc(arena, room * sizeof *restoring->planned);
    restoring->derived = jx_arena_alloc(arena, room * sizeof *restoring->derived);
    restoring->derived_counts = jx_arena_alloc(arena, room * sizeof *restoring->derived_counts);
    restoring->carried_of_shown = jx_arena_alloc(arena, room * sizeof *restoring->carried_of_shown);
    for (size_t i = 0; i < document->form_count; i++) {
        struct jx_planned *planned = &restoring->planned[i];
        planned->source = &document->forms[i];
        if (!restoring->carried->kinds[planned->source->kind]) continue;
        planned->table = jx_compiled_find(restoring->carried->layout, planned->source->kind);
        if (!planned->table) continue;
        planned->printed = planned->source;
        restoring->carried_of_shown[restoring->written++] = i;
        if (!restoring->carried->derived) continue;
        restoring->derived[i] =
            jx_stand_ins(arena, planned, restoring->reading->diags->language, &restoring->derived_counts[i]);
    }
}

/* Writes them in memory and reads that, unheard. false: not every form is read as one form, as where two projects of a
 * list have one name; then nobody knows which is which. */
static bool read_again(struct restoring *restoring) {
    struct jx_arena *arena = restoring->reading->arena;
    struct jx_diags unheard;
    struct jx_document *shown = jx_arena_alloc(arena, sizeof *shown);
    struct jx_book *book = jx_book_new(arena);
    struct jx_reading reading = *restoring->reading;
    const struct jx_paper paper = jx_paper_of(NULL);
    jx_planned_compose(book, &paper, restoring->planned, restoring->carried->document->form_count, false);
    struct jx_place first;
    if (restoring->asked->plain) jx_book_plain(book, &first);
    jx_diags_init(&unheard, arena, reading.diags->language);
    shown->arena = arena;
    reading.document = shown;
    reading.diags = &unheard;
    reading.room = (struct jx_room){0};
    reading.headings = NULL;
    jx_book_read(&reading, book, restoring->asked);
    restoring->shown = shown;
    return shown->form_count == restoring->written;
}

static bool plausible(const struct restoring *restoring) {
    const struct jx_document *visible = restoring->reading->document;
    const struct jx_document *carried = restoring->carried->document;
    size_t seen = 0, said = 0;
    for (size_t i = 0; i < visible->form_count; i++) seen += visible->forms[i].indicator_count;
    for (size_t i = 0; i < carried->form_count; i++) said += carried->forms[i].indicator_count;
    return visible->form_count > 0 &&
           carried->form_count <= FORMS_SPARE + FORMS_TIMES * visible->form_count &&
           said <= INDICATORS_SPARE + INDICATORS_TIMES * seen;
}

/* --- which form is which ----------------------------------------------------------------------------------------- */

static const char *form_name(const struct jx_form *form) {
    enum jx_field field = form->kind == JX_KIND_PROJECT ? JX_FIELD_PROJECT_NAME : JX_FIELD_DEPARTMENT_NAME;
    return form->fields[field].value;
}

static const char *form_key(struct jx_arena *arena, const struct jx_form *form, bool whole) {
    if (whole) return jx_form_digest(arena, form);
    const char *name = form_name(form);
    return jx_arena_format(arena, "%d %s", (int)form->kind,
                           !name ? "" : jx_text_key(arena, name, strlen(name)));
}

static const char **form_keys(struct jx_arena *arena, const struct jx_document *document, bool whole,
                              const size_t *partner) {
    const char **keys = jx_arena_alloc(arena, (document->form_count + 1) * sizeof *keys);
    for (size_t i = 0; i < document->form_count; i++)
        if (partner[i] == SIZE_MAX) keys[i] = form_key(arena, &document->forms[i], whole);
    return keys;
}

/* Those that are left and of which at least half still stands: the project's name was edited. */
static void pair_renamed(const struct restoring *restoring, size_t *of_shown, size_t *of_visible) {
    const struct jx_document *shown = restoring->shown, *visible = restoring->reading->document;
    size_t first = 0;
    for (size_t i = 0; i < visible->form_count; i++) {
        if (of_visible[i] != SIZE_MAX) continue;
        size_t looked = 0;
        while (first < shown->form_count && of_shown[first] != SIZE_MAX) first++;
        for (size_t k = first; k < shown->form_count && looked < LOOK_AHEAD; k++) {
            if (of_shown[k] != SIZE_MAX) continue;
            looked++;
            if (jx_form_likeness(restoring->reading->arena, &shown->forms[k], &visible->forms[i]) < LIKE)
                continue;
            of_shown[k] = i;
            of_visible[i] = k;
            break;
        }
    }
}

static void pair_forms(const struct restoring *restoring, size_t *of_shown, size_t *of_visible) {
    struct jx_arena *arena = restoring->reading->arena;
    const struct jx_document *shown = restoring->shown, *visible = restoring->reading->document;
    for (size_t i = 0; i < shown->form_count; i++) of_shown[i] = SIZE_MAX;
    for (size_t i = 0; i < visible->form_count; i++) of_visible[i] = SIZE_MAX;
    for (int whole = 1; whole >= 0; whole--) {
        const size_t *found = jx_keys_pair(arena, form_keys(arena, shown, whole, of_shown), shown->form_count,
                                           form_keys(arena, visible, whole, of_visible), visible->form_count);
        for (size_t i = 0; i < shown->form_count; i++) {
            if (found[i] == SIZE_MAX) continue;
            of_shown[i] = found[i];
            of_visible[found[i]] = i;
        }
    }
    pair_renamed(restoring, of_shown, of_visible);
}

/* --- putting together -------------------------------------------------------------------------------------------- */

/* The sheet a form stands on, as a place. */
static struct jx_place sheet_of(const struct jx_form *form) {
    struct jx_place place = {0};
    for (int field = 0; field < JX_FIELD_COUNT && !place.sheet; field++)
        if (form->fields[field].value) place.sheet = form->fields[field].at.sheet;
    for (size_t i = 0; i < form->indicator_count && !place.sheet; i++)
        place.sheet = form->indicators[i].at.sheet;
    return place;
}

static struct jx_form merge_form(struct restoring *restoring, size_t shown, size_t visible) {
    size_t carried = restoring->carried_of_shown[shown];
    struct jx_merging merging = {
        .arena = restoring->reading->arena,
        .diags = restoring->reading->diags,
        .carried = &restoring->carried->document->forms[carried],
        .shown = &restoring->shown->forms[shown],
        .visible = &restoring->reading->document->forms[visible],
        .derived = restoring->derived[carried],
        .derived_count = restoring->derived_counts[carried],
        .sheet = sheet_of(&restoring->reading->document->forms[visible]),
    };
    jx_diags_fold(merging.diags);
    struct jx_form form = jx_form_merge(&merging);
    restoring->restored += merging.restored;
    return form;
}

static const char *name_or_title(const struct jx_form *form) {
    const char *name = form_name(form);
    if (!name) name = form->fields[JX_FIELD_TITLE].value;
    return !name ? "—" : name;
}

/* The forms that the layout has no table for, from `*next` up to `end`. */
static void bring_back_refused(struct restoring *restoring, size_t *next, size_t end, struct jx_form *forms,
                               size_t *count) {
    for (; *next < end; ++*next) {
        const struct jx_form *form = &restoring->carried->document->forms[*next];
        if (restoring->planned[*next].table) continue;
        JX_DIAG(restoring->reading->diags, JX_MSG_CARRY_FORM_BACK, NULL, name_or_title(form),
                jx_compiled_descriptor(restoring->carried->layout)->id);
        forms[(*count)++] = *form;
    }
}

/* What nothing claimed in the first file comes back too, once. */
static void bring_back_unread(struct restoring *restoring) {
    struct jx_document *document = restoring->reading->document;
    const struct jx_document *carried = restoring->carried->document;
    size_t count = document->unread_count + carried->unread_count;
    struct jx_unread *unread = jx_arena_alloc(restoring->reading->arena, (count + 1) * sizeof *unread);
    for (size_t i = 0; i < document->unread_count; i++) unread[i] = document->unread[i];
    for (size_t i = 0; i < carried->unread_count; i++)
        unread[document->unread_count + i] = (struct jx_unread){.text = carried->unread[i].text};
    restoring->restored += carried->unread_count;
    document->unread = unread;
    document->unread_count = count;
}

static void say_deleted(const struct restoring *restoring, const size_t *of_shown) {
    jx_diags_fold(restoring->reading->diags);
    for (size_t i = 0; i < restoring->shown->form_count; i++)
        if (of_shown[i] == SIZE_MAX)
            JX_DIAG(restoring->reading->diags, JX_MSG_CARRY_DELETED, NULL,
                    name_or_title(&restoring->shown->forms[i]));
}

/* The visible forms in their order, each with what was carried of it. */
static void put_together(struct restoring *restoring, const size_t *of_visible) {
    struct jx_document *document = restoring->reading->document;
    const struct jx_document *carried = restoring->carried->document;
    size_t room = document->form_count + carried->form_count + 1, count = 0, next = 0;
    struct jx_form *forms = jx_arena_alloc(restoring->reading->arena, room * sizeof *forms);
    for (size_t i = 0; i < document->form_count; i++) {
        if (of_visible[i] == SIZE_MAX) {
            struct jx_place at = sheet_of(&document->forms[i]);
            JX_DIAG(restoring->reading->diags, JX_MSG_CARRY_ADDED, &at, name_or_title(&document->forms[i]));
            forms[count++] = document->forms[i];
            continue;
        }
        bring_back_refused(restoring, &next, restoring->carried_of_shown[of_visible[i]], forms, &count);
        forms[count++] = merge_form(restoring, of_visible[i], i);
    }
    jx_diags_fold(restoring->reading->diags);
    bring_back_refused(restoring, &next, carried->form_count, forms, &count);
    document->forms = forms;
    document->form_count = count;
}

static bool any_pair(const size_t *partner, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (partner[i] != SIZE_MAX) return true;
    return false;
}

/* Whether what is visible is read just as what was written. */
static bool unedited(const struct restoring *restoring) {
    struct jx_arena *arena = restoring->reading->arena;
    const struct jx_document *shown = restoring->shown, *visible = restoring->reading->document;
    if (!shown || shown->form_count != visible->form_count) return false;
    for (size_t i = 0; i < shown->form_count; i++)
        if (strcmp(jx_form_digest(arena, &shown->forms[i]), jx_form_digest(arena, &visible->forms[i])) != 0)
            return false;
    return true;
}

static size_t count_facts(const struct jx_form *forms, size_t count) {
    size_t facts = 0;
    for (size_t i = 0; i < count; i++) {
        facts += forms[i].extra_count;
        for (int field = 0; field < JX_FIELD_COUNT; field++) facts += forms[i].fields[field].value ? 1 : 0;
    }
    return facts;
}

/* Nobody knows which form is which, but nothing was edited: they all are as they were. */
static void bring_back_all(struct restoring *restoring) {
    struct jx_document *document = restoring->reading->document;
    const struct jx_document *carried = restoring->carried->document;
    size_t visible = count_facts(document->forms, document->form_count);
    size_t all = count_facts(carried->forms, carried->form_count);
    restoring->restored = all > visible ? all - visible : 0;
    document->forms = carried->forms;
    document->form_count = carried->form_count;
}

static void say_restored(const struct restoring *restoring) {
    if (restoring->restored == 0) return;
    JX_DIAG(restoring->reading->diags, JX_MSG_CARRY_RESTORED, NULL,
            jx_arena_format(restoring->reading->arena, "%zu", restoring->restored), JX_CARRY_SHEET,
            jx_compiled_descriptor(restoring->carried->layout)->id);
}

void jx_carry_restore(const struct jx_reading *reading, const struct jx_book_read_options *asked,
                      const struct jx_carried *carried) {
    struct restoring restoring = {.reading = reading, .asked = asked, .carried = carried};
    struct jx_arena *arena = reading->arena;
    struct jx_document *visible = reading->document;
    jx_diags_fold(reading->diags);
    bool matched = plausible(&restoring);
    if (matched) {
        plan_again(&restoring);
        matched = read_again(&restoring);
    }
    size_t *of_visible = jx_arena_alloc(arena, (visible->form_count + 1) * sizeof *of_visible),
           *of_shown = NULL;
    if (matched) {
        of_shown = jx_arena_alloc(arena, (restoring.shown->form_count + 1) * sizeof *of_shown);
        pair_forms(&restoring, of_shown, of_visible);
        matched = any_pair(of_visible, visible->form_count);
    }
    if (!matched && unedited(&restoring)) {
        bring_back_all(&restoring);
        bring_back_unread(&restoring);
        say_restored(&restoring);
        return;
    }
    if (!matched) {
        JX_DIAG(reading->diags, JX_MSG_CARRY_UNMATCHED, NULL, NULL);
        return;
    }
    put_together(&restoring, of_visible);
    say_deleted(&restoring, of_shown);
    bring_back_unread(&restoring);
    say_restored(&restoring);
}

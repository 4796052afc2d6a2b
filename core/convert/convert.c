/*
 * From a document to a file in another layout: plan, compose, write.
 */
#include <string.h>

#include "core/base/text.h"

#include "core/convert/carry.h"
#include "core/convert/fill.h"
#include "core/convert/plan.h"
#include "core/convert/session.h"
#include "core/grid/grid.h"
#include "core/model/json.h"
#include "core/paper/paper.h"
#include "core/plugin/host.h"
#include "core/write/compose.h"

static struct jx_conversion *conversion_new(void) {
    struct jx_arena *arena = jx_arena_new();
    if (!arena) return NULL;
    if (setjmp(*jx_arena_guard(arena)) != 0) {
        jx_arena_free(arena);
        return NULL;
    }
    struct jx_conversion *conversion = jx_arena_alloc(arena, sizeof *conversion);
    conversion->arena = arena;
    return conversion;
}

void jx_conversion_free(struct jx_conversion *conversion) {
    if (conversion) jx_arena_free(conversion->arena);
}

static void hand_over(struct jx_conversion *conversion, const struct jx_diags *diags) {
    conversion->diags = diags->items;
    conversion->diag_count = diags->count;
    conversion->diag_capacity = diags->capacity;
}

/* The carrier that writes what is wanted; NULL, reported: there is none, or it cannot take anything along. */
static const struct jx_carrier *find_carrier(struct jx_library *library, struct jx_arena *arena,
                                             struct jx_diags *diags, const struct jx_target *target) {
    const struct jx_carrier *carrier = jx_registry_writer(library, target->extension);
    if (!carrier || !carrier->write) {
        JX_DIAG(diags, JX_MSG_FILE_NO_WRITER, NULL, target->extension,
                jx_registry_extensions(library, arena));
        return NULL;
    }
    if (!target->carry || jx_carrier_able(carrier, JX_CARRIER_HIDES)) return carrier;
    JX_DIAG(diags, JX_MSG_CARRY_UNABLE, NULL, target->extension);
    return NULL;
}

/* One cleaning for all carriers that cannot write just any character, told once. */
struct cleaning {
    struct jx_arena *arena;
    size_t changed;
    struct jx_place first;
};

static void clean_book(struct cleaning *cleaning, struct jx_book *book) {
    struct jx_place first;
    cleaning->changed += jx_book_plain(book, &first);
    if (cleaning->first.row > 0 || first.row == 0) return;
    cleaning->first = first;
    cleaning->first.sheet = jx_arena_string(cleaning->arena, first.sheet);
}

static void say_cleaned(const struct cleaning *cleaning, struct jx_diags *diags) {
    const struct jx_place *first = cleaning->first.row ? &cleaning->first : NULL;
    if (cleaning->changed > 0)
        JX_DIAG(diags, JX_MSG_TEXT_PLAIN, first, jx_arena_format(cleaning->arena, "%zu", cleaning->changed));
}

/* Sheets made one by one, for a carrier that takes them so: thousands of projects need not be thousands of sheets at a time. */
struct making {
    struct jx_planned_walk walk;
    struct jx_arena *arena;    /* of the sheet at hand */
    struct cleaning *cleaning; /* NULL: it is not wanted */
};

static const struct jx_sheet *make_next(void *user) {
    struct making *making = user;
    jx_arena_reset(making->arena);
    struct jx_book *book = jx_book_new(making->arena);
    if (!jx_planned_next(&making->walk, book)) return NULL;
    if (making->cleaning) clean_book(making->cleaning, book);
    return book->sheets[0];
}

/* `making` NULL: the book has all its sheets. */
static enum jx_status write_book(const struct jx_planning *planning, const struct jx_target *target,
                                 const struct jx_carrier *carrier, struct jx_book *book,
                                 struct making *making) {
    struct jx_conversion *conversion = planning->conversion;
    struct jx_call call;
    jx_call_begin(&call, conversion->arena, planning->diags, &target->limits);
    call.progress = target->progress;
    call.user = target->user;
    if (making) {
        call.make = make_next;
        call.maker = making;
    }
    struct jx_output output = {.encoding = target->encoding,
                               .created = target->created,
                               .unguarded = target->no_guard,
                               .limits = &call.limits};
    jx_call_writes(&call);
    size_t mark = jx_arena_mark(conversion->arena);
    enum jx_status status = carrier->write(&jx_host, &call, &output, book);
    jx_arena_release(conversion->arena, mark);
    if (status >= JX_FAIL) return status;
    if (call.limited) return JX_FAIL;
    conversion->bytes = call.output;
    conversion->length = call.output_length;
    return status;
}

/* The model has a place for all that is given. */
static struct jx_document give_all(struct jx_conversion *conversion, struct jx_diags *diags,
                                   const struct jx_document *document, const struct jx_target *target) {
    struct jx_arena *arena = conversion->arena;
    struct jx_document filled = *document;
    struct jx_giving giving = {arena, diags, target->given, target->overwrite, NULL};
    struct jx_tally tally = {0};
    filled.forms = jx_arena_alloc(arena, (document->form_count + 1) * sizeof *filled.forms);
    for (size_t i = 0; i < document->form_count; i++) {
        bool used[JX_FIELD_COUNT];
        jx_diags_fold(diags);
        filled.forms[i] = *jx_givens_apply(&giving, &document->forms[i], used);
        for (int f = 0; f < JX_FIELD_COUNT; f++)
            if (used[f]) jx_given_count(&giving, &tally, &filled.forms[i], (enum jx_field)f);
    }
    jx_diags_fold(diags);
    jx_givens_report(&giving, &tally);
    return filled;
}

static enum jx_status write_model(struct jx_conversion *conversion, struct jx_diags *diags,
                                  const struct jx_document *document, const struct jx_target *target) {
    struct jx_document filled;
    if (target->given) {
        filled = give_all(conversion, diags, document, target);
        document = &filled;
    }
    conversion->bytes = jx_json_write(conversion->arena, document, &conversion->length);
    conversion->converted = document->form_count;
    return JX_OK;
}

/* What is lost need not be: it travels along, or could. */
static void say_carried(const struct jx_conversion *conversion, struct jx_diags *diags,
                        const struct jx_target *target) {
    if (conversion->loss_count == 0) return;
    if (!target->carry)
        JX_DIAG(diags, JX_MSG_CARRY_COULD, NULL, NULL);
    else
        JX_DIAG(diags, JX_MSG_CARRY_TAKEN, NULL, JX_CARRY_SHEET,
                jx_arena_format(conversion->arena, "%zu", conversion->loss_count));
}

/* What is carried is what was planned: with the facts that were given. */
static void carry(struct jx_book *book, const struct jx_document *document, const struct jx_planned *planned,
                  const struct jx_planning *planning) {
    struct jx_document given = *document;
    given.forms = jx_arena_alloc(book->arena, (document->form_count + 1) * sizeof *given.forms);
    for (size_t i = 0; i < document->form_count; i++) given.forms[i] = *planned[i].source;
    jx_carry_add(book, &given, planning->layout, planning->derive);
}

static enum jx_status write_whole(const struct jx_planning *planning, const struct jx_target *target,
                                  const struct jx_carrier *carrier, const struct jx_planned *planned) {
    const struct jx_document *document = planning->document;
    const struct jx_paper paper = jx_paper_of(carrier);
    struct jx_book *book = jx_book_new(planning->arena);
    struct cleaning cleaning = {.arena = planning->arena};
    jx_planned_compose(book, &paper, planned, document->form_count, target->unmarked);
    jx_paper_lay_out(&paper, book);
    if (target->carry) carry(book, document, planned, planning);
    if (!jx_carrier_able(carrier, JX_CARRIER_HOLDS)) clean_book(&cleaning, book);
    say_cleaned(&cleaning, planning->diags);
    book->title = book->sheet_count == 0 ? NULL : book->sheets[0]->name;
    enum jx_status status = write_book(planning, target, carrier, book, NULL);
    if (status <= JX_WARN && target->carry) say_carried(planning->conversion, planning->diags, target);
    return status;
}

static enum jx_status write_flowing(const struct jx_planning *planning, const struct jx_target *target,
                                    const struct jx_carrier *carrier, const struct jx_planned *planned) {
    const struct jx_paper paper = jx_paper_of(carrier);
    struct jx_book *book = jx_book_new(planning->arena);
    struct cleaning cleaning = {.arena = planning->arena};
    struct making making = {.arena = jx_arena_scratch(planning->arena)};
    if (!jx_carrier_able(carrier, JX_CARRIER_HOLDS)) making.cleaning = &cleaning;
    jx_planned_begin(&making.walk, book, &paper, planned, planning->document->form_count, target->unmarked);
    enum jx_status status = write_book(planning, target, carrier, book, &making);
    jx_arena_reset(making.arena);
    say_cleaned(&cleaning, planning->diags);
    return status;
}

static enum jx_status convert(struct jx_library *library, const struct jx_document *document,
                              const struct jx_target *target, struct jx_conversion *conversion,
                              struct jx_diags *diags, bool write) {
    bool model = target->extension && strcmp(target->extension, "json") == 0;
    if (model && write) return write_model(conversion, diags, document, target);
    if (target->blank) return jx_fill_run(library, document, target, conversion, diags, write);
    struct jx_planning planning = {
        .arena = conversion->arena,
        .diags = diags,
        .library = library,
        .document = document,
        .derive = !target->no_derive,
        .overwrite = target->overwrite,
        .carry = target->carry,
        .blank = target->unmarked,
        .given = target->given,
        .conversion = conversion,
    };
    planning.layout = jx_layout_need(library, diags, !target->layout ? "" : target->layout);
    if (!planning.layout) return JX_FAIL;
    const struct jx_planned *planned = jx_plan_forms(&planning);
    if (conversion->converted == 0) return JX_FAIL;
    if (target->no_loss && !target->carry && conversion->loss_count > 0) {
        JX_DIAG(diags, JX_MSG_LOSS_REFUSED, NULL,
                jx_arena_format(conversion->arena, "%zu", conversion->loss_count));
        return JX_FAIL;
    }
    if (!write) return say_carried(conversion, diags, target), JX_OK;
    const struct jx_carrier *carrier = find_carrier(library, conversion->arena, diags, target);
    if (!carrier) return JX_FAIL;
    return jx_carrier_able(carrier, JX_CARRIER_FLOWS) ? write_flowing(&planning, target, carrier, planned)
                                                      : write_whole(&planning, target, carrier, planned);
}

/* The time allowed and the caller's wish to cancel, for as long as the conversion takes. */
static void watch_begin(struct jx_conversion *conversion, struct jx_diags *diags,
                        const struct jx_target *target) {
    struct jx_call *call = jx_arena_alloc(conversion->arena, sizeof *call);
    jx_call_begin(call, conversion->arena, diags, &target->limits);
    call->progress = target->progress;
    call->user = target->user;
    jx_call_watch(call);
}

/* Converts, and says what became of it: done, left because of a limit (reported), or out of memory (FATAL). */
static enum jx_status run_guarded(struct jx_library *library, const struct jx_document *document,
                                  const struct jx_target *target, struct jx_conversion *conversion,
                                  struct jx_diags *diags, bool write) {
    volatile enum jx_status status = JX_FAIL;
    switch (setjmp(*jx_arena_guard(conversion->arena))) {
    case 0:
        jx_diags_init(diags, conversion->arena, library->diags.language);
        watch_begin(conversion, diags, target);
        status = convert(library, document, target, conversion, diags, write);
        break;
    case JX_ARENA_LEFT: conversion->bytes = NULL; break;
    default: return JX_FATAL;
    }
    jx_arena_watch(conversion->arena, NULL, NULL);
    hand_over(conversion, diags);
    if (status >= JX_FAIL) return status;
    return diags->worst == JX_NOTE ? JX_OK : JX_WARN;
}

static enum jx_status run(struct jx_library *library, const struct jx_document *document,
                          const struct jx_target *target, struct jx_conversion **result, bool write) {
    struct jx_conversion *conversion = *result = conversion_new();
    struct jx_diags diags = {0};
    if (!conversion) return JX_FATAL;
    size_t refusals = jx_library_refusals(library);
    enum jx_status status = run_guarded(library, document, target, conversion, &diags, write);
    if (status != JX_FATAL && jx_library_refusals(library) == refusals) return status;
    jx_conversion_free(conversion);
    *result = NULL;
    return JX_FATAL;
}

enum jx_status jx_plan(struct jx_library *library, const struct jx_document *document,
                       const struct jx_target *target, struct jx_conversion **conversion) {
    return run(library, document, target, conversion, false);
}

enum jx_status jx_convert(struct jx_library *library, const struct jx_document *document,
                          const struct jx_target *target, struct jx_conversion **conversion) {
    return run(library, document, target, conversion, true);
}

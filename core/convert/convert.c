/*
 * From a document to a file in another layout: plan, compose, write.
 */
#include <string.h>

#include "core/convert/plan.h"
#include "core/convert/session.h"
#include "core/grid/grid.h"
#include "core/layout/compose.h"
#include "core/model/json.h"
#include "core/plugin/host.h"

static struct jx_conversion *conversion_new(void) {
    struct jx_arena *arena = jx_arena_new();
    if (arena == NULL) return NULL;
    if (setjmp(*jx_arena_guard(arena)) != 0) {
        jx_arena_free(arena);
        return NULL;
    }
    struct jx_conversion *conversion = jx_arena_alloc(arena, sizeof *conversion);
    conversion->arena = arena;
    return conversion;
}

void jx_conversion_free(struct jx_conversion *conversion) {
    if (conversion != NULL) jx_arena_free(conversion->arena);
}

static void hand_over(struct jx_conversion *conversion, const struct jx_diags *diags) {
    conversion->diags = diags->items;
    conversion->diag_count = diags->count;
    conversion->diag_capacity = diags->capacity;
}

/* The forms that go into one table, one after the other as they came, become sheets. */
static void compose(struct jx_book *book, const struct jx_planned *planned, size_t count) {
    const struct jx_form **forms = jx_arena_alloc(book->arena, (count + 1) * sizeof *forms);
    for (size_t first = 0, end; first < count; first = end) {
        size_t run = 0;
        for (end = first; end < count && planned[end].table == planned[first].table; end++)
            forms[run++] = planned[end].copy;
        if (planned[first].table != NULL) jx_forms_compose(book, planned[first].table, forms, run);
    }
}

static enum jx_status write_book(struct jx_library *library, struct jx_conversion *conversion,
                                 struct jx_diags *diags, const struct jx_target *target,
                                 const struct jx_book *book) {
    struct jx_call call;
    const struct jx_limits limits = {0};
    const struct jx_carrier *carrier = jx_registry_writer(library, target->extension);
    if (carrier == NULL || carrier->write == NULL) {
        JX_DIAG(diags, JX_MSG_FILE_NO_WRITER, NULL, target->extension,
                jx_registry_extensions(library, conversion->arena));
        return JX_FAIL;
    }
    jx_call_begin(&call, conversion->arena, diags, &limits);
    struct jx_output output = {.encoding = target->encoding, .created = target->created};
    size_t mark = jx_arena_mark(conversion->arena);
    enum jx_status status = carrier->write(&jx_host, &call, &output, book);
    jx_arena_release(conversion->arena, mark);
    if (status >= JX_FAIL) return status;
    conversion->bytes = call.output;
    conversion->length = call.output_length;
    return status;
}

static enum jx_status write_model(struct jx_conversion *conversion, const struct jx_document *document) {
    conversion->bytes = jx_json_write(conversion->arena, document, &conversion->length);
    conversion->converted = document->form_count;
    return JX_OK;
}

static enum jx_status convert(struct jx_library *library, const struct jx_document *document,
                              const struct jx_target *target, struct jx_conversion *conversion,
                              struct jx_diags *diags, bool write) {
    bool model = target->extension != NULL && strcmp(target->extension, "json") == 0;
    if (model && write) return write_model(conversion, document);
    struct jx_planning planning = {
        .arena = conversion->arena,
        .diags = diags,
        .library = library,
        .document = document,
        .derive = !target->no_derive,
        .conversion = conversion,
    };
    planning.layout = jx_layout_need(library, diags, target->layout == NULL ? "" : target->layout);
    if (planning.layout == NULL) return JX_FAIL;
    const struct jx_planned *planned = jx_plan_forms(&planning);
    if (conversion->converted == 0) return JX_FAIL;
    if (target->no_loss && conversion->loss_count > 0) {
        JX_DIAG(diags, JX_MSG_LOSS_REFUSED, NULL,
                jx_arena_format(conversion->arena, "%zu", conversion->loss_count));
        return JX_FAIL;
    }
    if (!write) return JX_OK;
    struct jx_book *book = jx_book_new(conversion->arena);
    compose(book, planned, document->form_count);
    book->title = book->sheet_count == 0 ? NULL : book->sheets[0]->name;
    return write_book(library, conversion, diags, target, book);
}

static enum jx_status run(struct jx_library *library, const struct jx_document *document,
                          const struct jx_target *target, struct jx_conversion **result, bool write) {
    struct jx_conversion *conversion = *result = conversion_new();
    struct jx_diags diags;
    if (conversion == NULL) return JX_FATAL;
    if (setjmp(*jx_arena_guard(conversion->arena)) != 0) {
        jx_conversion_free(conversion);
        *result = NULL;
        return JX_FATAL;
    }
    jx_diags_init(&diags, conversion->arena, library->diags.language);
    enum jx_status status = convert(library, document, target, conversion, &diags, write);
    hand_over(conversion, &diags);
    if (status >= JX_FAIL) return status;
    return diags.worst == JX_NOTE ? JX_OK : JX_WARN;
}

enum jx_status jx_plan(struct jx_library *library, const struct jx_document *document,
                       const struct jx_target *target, struct jx_conversion **conversion) {
    return run(library, document, target, conversion, false);
}

enum jx_status jx_convert(struct jx_library *library, const struct jx_document *document,
                          const struct jx_target *target, struct jx_conversion **conversion) {
    return run(library, document, target, conversion, true);
}

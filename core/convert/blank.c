/*
 * An authority's own blank, opened to be filled.
 */
#include <string.h>

#include "core/convert/fill.h"
#include "core/convert/session.h"
#include "core/convert/strangers.h"
#include "core/grid/grid.h"
#include "core/plugin/host.h"

static enum jx_status blank_read(struct jx_blank *blank, const struct jx_source *source) {
    struct jx_call call;
    void *bytes = jx_arena_alloc(blank->arena, source->length + 1);
    memcpy(bytes, source->bytes, source->length);
    jx_call_begin(&call, blank->arena, &blank->diags, &blank->limits);
    blank->limits = call.limits;
    blank->input = (struct jx_input){.name = blank->name,
                                     .extension = blank->extension,
                                     .bytes = bytes,
                                     .length = source->length,
                                     .limits = &blank->limits};
    if (source->length == 0) {
        JX_DIAG(&blank->diags, JX_MSG_FILE_EMPTY, NULL, NULL);
        return JX_FAIL;
    }
    size_t mark = jx_arena_mark(blank->arena);
    if (jx_stranger_told(&blank->diags, &blank->input)) return JX_FAIL;
    blank->carrier = jx_registry_reader(blank->library, &call, &blank->input);
    if (!blank->carrier) {
        jx_stranger_tell(&blank->diags, &blank->input);
        return JX_FAIL;
    }
    if (!jx_carrier_patches(blank->carrier)) {
        JX_DIAG(&blank->diags, JX_MSG_BLANK_KIND, NULL, blank->carrier->id);
        return JX_FAIL;
    }
    blank->book = jx_book_new(blank->arena);
    enum jx_status status = blank->carrier->read(&jx_host, &call, &blank->input, blank->book);
    if (status < JX_FAIL) {
        jx_call_begin(&call, blank->arena, &blank->diags, &blank->limits);
        status = blank->carrier->survey(&jx_host, &call, &blank->input, &blank->survey);
    }
    jx_arena_release(blank->arena, mark);
    if (status >= JX_FAIL || call.limited || call.expired) return JX_FAIL;
    jx_blank_traits(blank);
    jx_blank_map(blank);
    jx_fill_ready(blank);
    return JX_OK;
}

static enum jx_status open_guarded(struct jx_library *library, const struct jx_source *source,
                                   struct jx_blank **result) {
    struct jx_arena *arena = jx_arena_new();
    *result = NULL;
    if (!arena) return JX_FATAL;
    if (setjmp(*jx_arena_guard(arena)) != 0) {
        jx_arena_free(arena);
        *result = NULL;
        return JX_FATAL;
    }
    struct jx_blank *blank = *result = jx_arena_alloc(arena, sizeof *blank);
    blank->arena = arena;
    blank->library = library;
    blank->name = jx_arena_string(arena, !source->name ? "" : source->name);
    blank->extension = jx_name_extension(arena, blank->name);
    jx_diags_init(&blank->diags, arena, library->diags.language);
    return blank_read(blank, source);
}

enum jx_status jx_blank_open(struct jx_library *library, const struct jx_source *source,
                             struct jx_blank **result) {
    size_t refusals = jx_library_refusals(library);
    enum jx_status status = open_guarded(library, source, result);
    if (jx_library_refusals(library) == refusals) return status;
    jx_blank_free(*result);
    *result = NULL;
    return JX_FATAL;
}

void jx_blank_free(struct jx_blank *blank) {
    if (blank) jx_arena_free(blank->arena);
}

const struct jx_diag *jx_blank_diags(const struct jx_blank *blank, size_t *count) {
    *count = blank->diags.count;
    return blank->diags.items;
}

const char *jx_blank_extension(const struct jx_blank *blank) {
    return !blank->carrier ? "" : blank->carrier->id;
}

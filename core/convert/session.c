#include "core/convert/session.h"

#include <string.h>

#include "core/convert/strangers.h"
#include "core/form/compile.h"
#include "core/grid/grid.h"
#include "core/plugin/host.h"

const struct jx_compiled_layout *jx_layout_need(const struct jx_library *library, struct jx_diags *diags,
                                                const char *id) {
    const char *known = "";
    for (size_t i = 0; i < library->layout_count; i++) {
        const char *name = jx_compiled_descriptor(library->layouts[i])->id;
        if (strcmp(name, id) == 0) return library->layouts[i];
        known = jx_arena_format(diags->arena, "%s%s%s", known, i == 0 ? "" : ", ", name);
    }
    JX_DIAG(diags, JX_MSG_PLUGIN_UNKNOWN, NULL, id, known);
    return NULL;
}

struct jx_document *jx_document_new(const char *name) {
    struct jx_arena *arena = jx_arena_new();
    if (!arena) return NULL;
    if (setjmp(*jx_arena_guard(arena)) != 0) {
        jx_arena_free(arena);
        return NULL;
    }
    struct jx_document *document = jx_arena_alloc(arena, sizeof *document);
    document->arena = arena;
    document->file = jx_arena_string(arena, !name ? "" : name);
    document->carrier = "";
    return document;
}

void jx_document_free(struct jx_document *document) {
    if (document) jx_arena_free(document->arena);
}

const char *jx_name_extension(struct jx_arena *arena, const char *name) {
    const char *slash = strrchr(name, '/'), *point = strrchr(name, '.');
    if (!point || (slash && point < slash)) return "";
    char *extension = jx_arena_string(arena, point + 1);
    for (char *c = extension; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z') *c = (char)(*c - 'A' + 'a');
    return extension;
}

/* Places name their sheet for as long as the document lives, which is longer than the book does. */
static void note_sheets(struct jx_document *document, const struct jx_book *book) {
    document->sheets = jx_arena_alloc(document->arena, (book->sheet_count + 1) * sizeof *document->sheets);
    for (size_t i = 0; i < book->sheet_count; i++) {
        struct jx_sheet *sheet = book->sheets[i];
        sheet->name = jx_arena_string(document->arena, sheet->name);
        if (*sheet->name != '\0') document->sheets[document->sheet_count++] = sheet->name;
    }
}

struct jx_book *jx_source_open(struct jx_library *library, struct jx_document *document,
                               struct jx_diags *diags, const struct jx_source *source,
                               const struct jx_read_options *options) {
    struct jx_call call;
    struct jx_arena *arena = jx_arena_scratch(document->arena);
    jx_call_begin(&call, arena, diags, &options->limits);
    call.progress = options->progress;
    call.no_programs = options->no_programs;
    call.user = options->user;
    struct jx_input input = {
        .name = document->file,
        .extension = jx_name_extension(arena, document->file),
        .bytes = source->bytes,
        .length = source->length,
        .encoding = options->encoding,
        .limits = &call.limits,
        .unguarded = options->no_guard,
        .via_office = options->via_office,
    };
    if (jx_lock_told(diags, &input)) return NULL; /* which may be empty, too */
    if (input.length == 0) {
        JX_DIAG(diags, JX_MSG_FILE_EMPTY, NULL, "");
        return NULL;
    }
    if (input.length > call.limits.bytes) {
        JX_DIAG(diags, JX_MSG_FILE_LARGE, NULL,
                jx_arena_format(arena, "%llu", (unsigned long long)call.limits.bytes));
        return NULL;
    }
    if (jx_stranger_told(diags, &input)) return NULL;
    size_t mark = jx_arena_mark(arena);
    const struct jx_carrier *carrier = jx_registry_reader(library, &call, &input);
    if (!carrier) {
        jx_stranger_tell(diags, &input);
        return NULL;
    }
    document->carrier = carrier->id;
    if (jx_call_bars(&call, carrier)) return NULL;
    struct jx_book *book = jx_book_new(arena);
    enum jx_status status = carrier->read(&jx_host, &call, &input, book);
    jx_arena_release(arena, mark);
    if (status == JX_FATAL) jx_arena_exhausted(arena); /* another library was refused memory */
    if (status >= JX_FAIL || call.limited || call.expired) return NULL;
    note_sheets(document, book);
    return book;
}

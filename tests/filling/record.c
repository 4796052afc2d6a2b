/*
 * What a carrier notes of its changes, for tests/filling/undone.py to undo: the linker gives it this in place of
 * jx_splices_apply, which it calls. A line for each part that is put together, and one for each replacement: where, what
 * stood there, and how long what came is. Rows that are copied are put together, too, before they are put in.
 */
#include <stdio.h>

#include "plugins/carriers/shared/splice.h"

/* Where to write; NULL: nowhere. */
static FILE *recorded_splices;

JX_API void jx_record_begin(FILE *file);

JX_API void jx_record_begin(FILE *file) {
    recorded_splices = file;
}

/* Names that the linker asks for. NOLINTBEGIN(bugprone-reserved-identifier) */
bool __real_jx_splices_apply(struct jx_splices *splices, const char *part, size_t length,
                             struct jx_bytes *out);
bool __wrap_jx_splices_apply(struct jx_splices *splices, const char *part, size_t length,
                             struct jx_bytes *out);
/* NOLINTEND(bugprone-reserved-identifier) */

bool __wrap_jx_splices_apply(struct jx_splices *splices, const char *part, size_t length,
                             struct jx_bytes *out) {
    size_t before = out->length;
    bool done = __real_jx_splices_apply(splices, part, length, out); /* they are in their order then */
    if (!recorded_splices || !done) return done;
    fprintf(recorded_splices, "spliced %zu %zu\n", length, out->length - before);
    for (uint32_t i = 0; i < splices->count; i++) {
        const struct jx_splice *splice = &splices->items[i];
        fprintf(recorded_splices, "splice %zu %zu ", splice->at, splice->size);
        for (size_t n = 0; n < splice->length; n++)
            fprintf(recorded_splices, "%02x", (unsigned char)part[splice->at + n]);
        fprintf(recorded_splices, "\n");
    }
    return done;
}

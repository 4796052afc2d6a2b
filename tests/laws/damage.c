/*
 * Laws about damaged tables. Each line of a text fixture is dropped, doubled, pushed one cell to the right and emptied of
 * its second half, one at a time: what comes of it may be wrong, but no cell may vanish, no error may pass in silence, and
 * whatever was read can be written.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/laws/laws.h"

enum damage { DROP, DOUBLE, PUSH, HALVE, DAMAGES };

static const char *const damage_names[] = {"dropped", "doubled", "pushed", "halved"};

/* The source with the line at `at`, `length` bytes with its end, damaged. Returns the new length; `out` has room. */
static size_t damage_line(char *out, const struct jx_source *source, size_t at, size_t length,
                          enum damage how, char separator) {
    const char *bytes = source->bytes;
    size_t n = at;
    memcpy(out, bytes, at);
    if (how == PUSH) out[n++] = separator;
    if (how != DROP) {
        size_t kept = how == HALVE ? length / 2 : length;
        while (how == HALVE && kept && ((unsigned char)bytes[at + kept] & 0xC0) == 0x80) kept--;
        memcpy(out + n, bytes + at, kept);
        n += kept;
        if (how == HALVE) out[n++] = '\n';
    }
    if (how == DOUBLE) {
        memcpy(out + n, bytes + at, length);
        n += length;
    }
    memcpy(out + n, bytes + at + length, source->length - at - length);
    return n + source->length - at - length;
}

static bool has_error(const struct jx_diag *diags, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (diags[i].severity == JX_ERROR) return true;
    return false;
}

static void check_written(struct law_run *run, const struct jx_document *document, const char *layout,
                          const char *what) {
    struct jx_target target = {.layout = layout, .extension = "csv"};
    struct jx_conversion *conversion = NULL;
    enum jx_status status = jx_convert(run->library, document, &target, &conversion);
    if (!conversion || status == JX_FATAL || (status == JX_FAIL && conversion->converted))
        law_broken(run, "%s: cannot be written as %s", what, layout);
    jx_conversion_free(conversion);
}

static void check_damaged(struct law_run *run, const struct jx_source *source, const char *what,
                          const char *layout) {
    struct jx_document *document = NULL;
    enum jx_status status = jx_read(run->library, source, NULL, &document);
    if (!document) {
        law_broken(run, "%s: no document", what);
        return;
    }
    if (status <= JX_WARN) {
        law_accounted(run, document, what);
        check_written(run, document, layout, what);
    } else if (!has_error(document->diags, document->diag_count)) {
        law_broken(run, "%s: refused without an error", what);
    }
    jx_document_free(document);
}

void law_damaged(struct law_run *run, const struct jx_source *source) {
    const char *ending = strrchr(source->name, '.');
    bool csv = ending && !strcmp(ending, ".csv");
    if (!csv && !(ending && !strcmp(ending, ".txt"))) return;
    const char *bytes = source->bytes;
    char *out = malloc(source->length * 2 + 2);
    if (!out || !run->layout_count) return free(out);
    law_begin(run, "damaged");
    size_t line = 1;
    for (size_t at = 0, length; at < source->length; at += length, line++) {
        const char *end = memchr(bytes + at, '\n', source->length - at);
        length = end ? (size_t)(end - bytes) + 1 - at : source->length - at;
        for (int how = 0; how < DAMAGES; how++) {
            char what[64];
            struct jx_source damaged = {.name = source->name, .bytes = out};
            damaged.length = damage_line(out, source, at, length, (enum damage)how, csv ? ',' : '\t');
            snprintf(what, sizeof what, "line %zu %s", line, damage_names[how]);
            check_damaged(run, &damaged, what, run->layouts[line % run->layout_count]);
        }
    }
    law_end(run);
    free(out);
}

/*
 * laws [-v] [-s I/N] BUILD [FIXTURE...]: tries the laws on the fixtures with the plugins of BUILD. Silent about what holds,
 * unless -v; the last line counts: N passed, N failed. -s takes every N-th fixture from the I-th on, so that N processes
 * side by side try them all.
 */
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/laws/laws.h"

enum { SHOWN = 6 };

void law_begin(struct law_run *run, const char *law) {
    run->law = law;
    run->breaches = 0;
}

void law_end(struct law_run *run) {
    if (run->breaches > SHOWN) printf("    and %u more\n", run->breaches - SHOWN);
    if (run->breaches) {
        run->failed++;
    } else {
        run->passed++;
        if (run->verbose) printf("ok %s %s\n", run->fixture, run->law);
    }
    run->law = NULL;
}

void law_broken(struct law_run *run, const char *format, ...) {
    if (!run->breaches) printf("not ok %s %s\n", run->fixture, run->law);
    if (run->breaches++ >= SHOWN) return;
    va_list arguments;
    va_start(arguments, format);
    printf("    ");
    vprintf(format, arguments);
    printf("\n");
    va_end(arguments);
}

/* Every fixture goes into every layout as a table and as a workbook. The other carriers know nothing of layouts, so that they
 * take turns: each layout by each of them with every fourth fixture, and with all that are called plain. */
bool law_tries(const struct law_run *run, size_t layout, size_t extension) {
    const char *kind = run->extensions[extension];
    if (!strcmp(kind, "csv") || !strcmp(kind, "xlsx") || strstr(run->fixture, "plain")) return true;
    return (run->number + layout + extension) % 4 == 0;
}

/* The whole file, or NULL; to be freed. */
static char *file_read(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    size_t capacity = 1 << 16;
    char *bytes = malloc(capacity);
    *length = 0;
    for (size_t got = 1; bytes && got;) {
        got = fread(bytes + *length, 1, capacity - *length, file);
        *length += got;
        if (*length < capacity) continue;
        char *larger = realloc(bytes, capacity *= 2);
        if (!larger) free(bytes);
        bytes = larger;
    }
    fclose(file);
    return bytes;
}

static void try_source(struct law_run *run, const struct jx_source *source) {
    struct jx_document *document = NULL;
    law_begin(run, "readable");
    enum jx_status status = jx_read(run->library, source, NULL, &document);
    if (status > JX_WARN) law_broken(run, "status %d", (int)status);
    law_end(run);
    if (!document) return;
    if (status <= JX_WARN) {
        law_recognised(run, source, document);
        law_begin(run, "accounted");
        law_accounted(run, document, "the input");
        law_end(run);
        law_origins(run, document);
        law_writing(run, document);
        law_carried(run, document);
        law_damaged(run, source);
        law_mutated(run, source, document);
    }
    jx_document_free(document);
}

static void try_input(struct law_run *run, const char *path) {
    char folder[1024];
    snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
    struct jx_source source = {.name = path};
    char *bytes = file_read(path, &source.length);
    run->fixture = folder;
    run->number = 0;
    for (const char *at = folder; *at; at++) run->number += (unsigned char)*at;
    source.bytes = bytes;
    if (bytes) {
        try_source(run, &source);
    } else {
        run->failed++;
        printf("not ok %s: cannot be opened\n", path);
    }
    free(bytes);
    run->fixture = NULL;
}

/* Which fixtures this process takes. */
struct shard {
    size_t first, of;
};

static void try_pattern(struct law_run *run, const char *pattern, struct shard shard) {
    glob_t found;
    if (glob(pattern, 0, NULL, &found)) {
        printf("not ok: nothing is called %s\n", pattern);
        run->failed++;
        return;
    }
    for (size_t i = shard.first; i < found.gl_pathc; i += shard.of) try_input(run, found.gl_pathv[i]);
    globfree(&found);
}

/* All layouts, and the first extension of each carrier that writes and reads. JSON is a file of the model and has laws of its own. */
static void find_plugins(struct law_run *run) {
    size_t count;
    const struct jx_plugin *plugins = jx_library_plugins(run->library, true, &count);
    for (size_t i = 0; i < count; i++) {
        const struct jx_carrier *carrier = plugins[i].carrier;
        if (plugins[i].layout && run->layout_count < LAW_LAYOUTS)
            run->layouts[run->layout_count++] = plugins[i].id;
        if (carrier && carrier->write && carrier->read && run->extension_count < LAW_LAYOUTS)
            sscanf(carrier->extensions, "%15s", run->extensions[run->extension_count++]);
    }
    if (run->layout_count && run->extension_count) return;
    printf("not ok: there are %zu layouts, and %zu carriers write\n", run->layout_count,
           run->extension_count);
    run->failed++;
}

static bool shard_parse(const char *text, struct shard *shard) {
    char *slash, *end;
    shard->first = strtoul(text, &slash, 10);
    if (*slash != '/') return false;
    shard->of = strtoul(slash + 1, &end, 10);
    return *end == '\0' && shard->first-- >= 1 && shard->first < shard->of;
}

int main(int argc, char **argv) {
    struct law_run run = {0};
    struct shard shard = {0, 1};
    int at = 1;
    if (at < argc && !strcmp(argv[at], "-v")) run.verbose = at++;
    if (at + 1 < argc && !strcmp(argv[at], "-s") && shard_parse(argv[at + 1], &shard)) at += 2;
    if (at == argc || argv[at][0] == '-') {
        fputs("usage: laws [-v] [-s I/N] BUILD [FIXTURE...]\n", stderr);
        return 2;
    }
    char path[1024];
    snprintf(path, sizeof path, "%s/plugins", argv[at++]);
    run.library = jx_library_open(&(struct jx_library_options){.plugin_path = path});
    if (!run.library) return 2;
    find_plugins(&run);
    if (at == argc) try_pattern(&run, "fixtures/*/*/input.*", shard);
    for (; at < argc; at++) {
        snprintf(path, sizeof path, "%s/input.*", argv[at]);
        try_pattern(&run, path, (struct shard){0, 1});
    }
    jx_library_close(run.library);
    if (run.mutants)
        printf("%u tables changed a little: %u read the same, of the others something was said\n",
               run.mutants, run.mutants_same);
    printf("%u passed, %u failed\n", run.passed, run.failed);
    return run.failed || !run.passed;
}

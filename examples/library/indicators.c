/*
 * indicators FILE…: every indicator of every form as a line of tabs: file, project, level 1, level 2, name, target. What a
 * program sees of a table is the same whatever layout it came in.
 */
#include <stdio.h>
#include <stdlib.h>

#include <jixiao/jixiao.h>

/* The bytes of a file, to be freed; NULL if it cannot be read. */
static char *whole_file(const char *name, size_t *length) {
    FILE *in = fopen(name, "rb");
    if (!in) return NULL;
    size_t room = 1 << 16;
    char *bytes = malloc(room);
    *length = 0;
    while (bytes) {
        *length += fread(bytes + *length, 1, room - *length, in);
        if (*length < room) break;
        char *more = realloc(bytes, room *= 2);
        if (!more) free(bytes);
        bytes = more;
    }
    if (ferror(in)) {
        free(bytes);
        bytes = NULL;
    }
    fclose(in);
    return bytes;
}

static const char *or_nothing(const char *text) {
    return text ? text : "";
}

/* Fields are called by their keys, so that the program runs with a library that knows more of them. */
static void print_form(const char *file, const struct jx_form *form) {
    const char *key = jx_form_kind(form) == JX_KIND_PROJECT ? "project_name" : "department_name";
    for (size_t i = 0; i < jx_form_indicator_count(form); i++) {
        const struct jx_indicator *indicator = jx_form_indicator(form, i);
        printf("%s\t%s\t%s\t%s\t%s\t%s\n", file, or_nothing(jx_form_value(form, key)),
               or_nothing(indicator->level1), or_nothing(indicator->level2), or_nothing(indicator->name),
               or_nothing(indicator->target.text));
    }
}

int main(int argc, char *argv[]) {
    struct jx_library *library = jx_library_open(NULL);
    int failed = 0;
    for (int i = 1; i < argc; i++) {
        struct jx_source source = {.name = argv[i]};
        char *bytes = whole_file(argv[i], &source.length);
        source.bytes = bytes;
        struct jx_document *document = NULL;
        if (!bytes || jx_read(library, &source, NULL, &document) > JX_WARN) {
            fprintf(stderr, "%s: not read\n", argv[i]);
            failed = 1;
        } else {
            for (size_t k = 0; k < jx_document_form_count(document); k++)
                print_form(argv[i], jx_document_form(document, k));
        }
        jx_document_free(document);
        free(bytes);
    }
    jx_library_close(library);
    return failed;
}

/*
 * The number formats of a workbook, by the numbers that its cells' styles name.
 */
#include "plugins/carriers/shared/number.h"

#include <stdlib.h>

/* A format's code, and the format once it was asked for. */
struct jx_number_definition {
    uint32_t id;
    uint32_t order; /* in the file */
    bool compiled;
    const char *code;
    const struct jx_number_format *format;
};

void jx_number_formats_add(const struct jx_host *host, struct jx_call *call,
                           struct jx_number_formats *formats, uint32_t id, const char *code) {
    enum { FORMATS_MOST = 1 << 17 };
    if (formats->count >= FORMATS_MOST) return;
    formats->items =
        host->grow(call, formats->items, formats->count, &formats->capacity, sizeof *formats->items);
    struct jx_number_definition *definition = &formats->items[formats->count];
    *definition = (struct jx_number_definition){.id = id, .order = formats->count++, .code = code};
    formats->sorted = false;
}

static int definitions_order(const void *a, const void *b) {
    const struct jx_number_definition *left = a, *right = b;
    if (left->id != right->id) return left->id < right->id ? -1 : 1;
    return (left->order > right->order) - (left->order < right->order);
}

/* The first definition with this number, or NULL. */
static struct jx_number_definition *definition_find(struct jx_number_formats *formats, uint32_t id) {
    uint32_t first = 0, last = formats->count;
    if (!formats->sorted && formats->count > 0)
        qsort(formats->items, formats->count, sizeof *formats->items, definitions_order);
    formats->sorted = true;
    while (first < last) {
        uint32_t middle = first + (last - first) / 2;
        if (formats->items[middle].id < id)
            first = middle + 1;
        else
            last = middle;
    }
    return first < formats->count && formats->items[first].id == id ? &formats->items[first] : NULL;
}

const struct jx_number_format *jx_number_formats_find(const struct jx_host *host, struct jx_call *call,
                                                      struct jx_number_formats *formats, uint32_t id) {
    struct jx_number_definition *definition = definition_find(formats, id);
    if (!definition) {
        const char *code = jx_number_format_builtin(id);
        if (!code) return NULL;
        jx_number_formats_add(host, call, formats, id, code);
        definition = definition_find(formats, id);
        if (!definition) return NULL;
    }
    if (!definition->compiled) {
        definition->compiled = true;
        definition->format = jx_number_format_compile(host, call, definition->code);
    }
    return definition->format;
}

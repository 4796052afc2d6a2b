/*
 * The relationships of parts: which part holds what another one names by an id.
 */
#include "plugins/carriers/shared/package.h"

#include <stdlib.h>
#include <string.h>

struct relations_reader {
    struct jx_package *package;
    struct jx_relations *relations;
    const char *folder; /* of the part whose relationships these are, with its closing / */
};

/* The name of the part that a target means: absolute, or relative to the folder, with . and .. taken out. */
static const char *target_resolve(struct relations_reader *reader, const char *target) {
    const struct jx_host *host = reader->package->host;
    size_t folder = *target == '/' ? 0 : strlen(reader->folder), length = strlen(target);
    char *path = host->allocate(reader->package->call, folder + length + 2), *out = path;
    memcpy(path, reader->folder, folder);
    memcpy(path + folder, target, length);
    for (const char *in = path; *in;) {
        const char *slash = strpbrk(in, "/\\");
        size_t piece = slash ? (size_t)(slash - in) : strlen(in);
        if (piece == 2 && memcmp(in, "..", 2) == 0) {
            if (out > path) out--;
            while (out > path && out[-1] != '/') out--;
        } else if (piece > 0 && !(piece == 1 && *in == '.')) {
            memmove(out, in, piece);
            out += piece;
            if (slash) *out++ = '/';
        }
        in += piece + (slash ? 1 : 0);
    }
    *out = '\0';
    return path;
}

static void on_relation(void *user, const char *name, const char **attributes) {
    struct relations_reader *reader = user;
    const struct jx_host *host = reader->package->host;
    struct jx_call *call = reader->package->call;
    if (strcmp(name, "Relationship") != 0) return;
    const char *id = jx_xml_attribute(attributes, "Id"), *type = jx_xml_attribute(attributes, "Type");
    const char *target = jx_xml_attribute(attributes, "Target");
    const char *mode = jx_xml_attribute(attributes, "TargetMode");
    if (!id || !type || !target || (mode && strcmp(mode, "External") == 0)) return;
    const char *slash = strrchr(type, '/');
    if (slash) type = slash + 1;
    struct jx_relations *relations = reader->relations;
    relations->items =
        host->grow(call, relations->items, relations->count, &relations->capacity, sizeof *relations->items);
    relations->items[relations->count++] = (struct jx_relation){.id = host->text(call, id, strlen(id)),
                                                                .type = host->text(call, type, strlen(type)),
                                                                .target = target_resolve(reader, target)};
}

static int relations_order(const void *a, const void *b) {
    const struct jx_relation *left = a, *right = b;
    return strcmp(left->id, right->id);
}

enum jx_status jx_relations_read(struct jx_package *package, const char *part,
                                 struct jx_relations *relations) {
    static const struct jx_xml_handlers handlers = {.start = on_relation, .again = true};
    const struct jx_host *host = package->host;
    const char *slash = strrchr(part, '/');
    size_t folder = slash ? (size_t)(slash - part) + 1 : 0, length = strlen(part);
    char *name = host->allocate(package->call, length + sizeof "_rels/.rels");
    memcpy(name, part, folder);
    memcpy(name + folder, "_rels/", 6);
    memcpy(name + folder + 6, part + folder, length - folder);
    memcpy(name + length + 6, ".rels", 5);

    *relations = (struct jx_relations){0};
    if (!jx_package_has(package, name)) return JX_OK;
    struct relations_reader reader = {
        .package = package, .relations = relations, .folder = host->text(package->call, part, folder)};
    enum jx_status status = jx_package_parse(package, name, &handlers, &reader);
    if (relations->count > 0)
        qsort(relations->items, relations->count, sizeof *relations->items, relations_order);
    return status;
}

const struct jx_relation *jx_relation_by_id(const struct jx_relations *relations, const char *id) {
    struct jx_relation key = {.id = id};
    if (relations->count == 0) return NULL;
    return bsearch(&key, relations->items, relations->count, sizeof key, relations_order);
}

const struct jx_relation *jx_relation_by_type(const struct jx_relations *relations, const char *type) {
    for (uint32_t i = 0; i < relations->count; i++)
        if (strcmp(relations->items[i].type, type) == 0) return &relations->items[i];
    return NULL;
}

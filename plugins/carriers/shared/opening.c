#include "plugins/carriers/shared/opening.h"

#include <string.h>

enum { FRONT = 1 << 20, TYPES = 64 * 1024 };

static const char types_part[] = "[Content_Types].xml";

static bool mentions(const void *bytes, size_t length, const char *word) {
    return memmem(bytes, length, word, strlen(word));
}

bool jx_opening_zip(const struct jx_input *input) {
    return input->length >= 4 && memcmp(input->bytes, "PK\3\4", 4) == 0;
}

/* A zip whose end is missing has no list of its members; the first of them still tell what it was. */
static bool looks_cut_short(const struct jx_input *input, const struct jx_opening *opening) {
    size_t length = input->length < FRONT ? input->length : FRONT;
    return mentions(input->bytes, length, opening->folder) &&
           (mentions(input->bytes, length, types_part) || mentions(input->bytes, length, opening->front));
}

static bool has_main_part(struct jx_package *package, const struct jx_opening *opening) {
    for (const char *const *part = opening->parts; *part; part++)
        if (jx_package_has(package, *part)) return true;
    char *bytes = package->host->allocate(package->call, TYPES);
    size_t length = jx_package_peek(package, types_part, bytes, TYPES);
    for (const char *const *type = opening->types; *type; type++)
        if (mentions(bytes, length, *type)) return true;
    return false;
}

int jx_opening_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                   const struct jx_opening *opening) {
    if (!jx_opening_zip(input)) return 0;
    struct jx_package *package = host->allocate(call, sizeof *package);
    if (jx_package_open(package, host, call, input, true) != JX_OK)
        return looks_cut_short(input, opening) ? 40 : 0;
    bool ours = jx_package_has(package, types_part) && has_main_part(package, opening);
    jx_package_close(package);
    return ours ? 95 : 0;
}

bool jx_opening_says(struct jx_package *package, const char *kind) {
    char *bytes = package->host->allocate(package->call, TYPES);
    size_t length = jx_package_peek(package, "mimetype", bytes, TYPES);
    if (length == 0) length = jx_package_peek(package, "META-INF/manifest.xml", bytes, TYPES);
    return mentions(bytes, length, kind);
}

enum jx_status jx_opening_open(struct jx_package *package, const struct jx_host *host, struct jx_call *call,
                               const struct jx_input *input, const struct jx_opening *opening,
                               const char **part) {
    struct jx_relations relations;
    enum jx_status status = jx_package_open(package, host, call, input, false);
    if (status == JX_OK) status = jx_relations_read(package, "", &relations);
    if (status > JX_WARN) return status;
    const struct jx_relation *relation = jx_relation_by_type(&relations, "officeDocument");
    *part = relation ? relation->target : opening->parts[0];
    return status;
}

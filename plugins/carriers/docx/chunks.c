/*
 * Files that stand in a document as pieces of its text (altChunk): programs that put documents together leave it to Word
 * to make them a part of it. Each is read by the carrier of its kind, into sheets of its own.
 */
#include "document.h"

#include <string.h>
#include <strings.h>

/* The carrier of a kind of file, by its ending; NULL: none. */
static const char *carrier_of(const char *extension) {
    static const struct {
        const char *extension, *carrier;
    } kinds[] = {
        {"html", "html"},  {"htm", "html"},   {"xhtml", "html"}, {"mht", "html"},
        {"mhtml", "html"}, {"docx", "docx"},  {"docm", "docx"},  {"dotx", "docx"},
        {"doc", "doc"},    {"rtf", "office"}, {"txt", "txt"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcasecmp(kinds[i].extension, extension) == 0) return kinds[i].carrier;
    return NULL;
}

/* The bytes of a part. false: they are missing, or more than are allowed. */
static bool part_take(struct jx_package *package, const char *part, struct jx_input *input) {
    enum { ROOM = 64 * 1024 };
    const struct jx_host *host = package->host;
    for (size_t room = ROOM;; room *= 4) {
        char *bytes = host->allocate(package->call, room);
        size_t length = jx_package_peek(package, part, bytes, room);
        if (length < room) {
            input->bytes = (const unsigned char *)bytes;
            input->length = length;
            return length > 0;
        }
        if (room > package->input->limits->bytes) return false;
    }
}

static enum jx_status chunk_read(struct jx_flow *flow, struct jx_package *package, const char *target) {
    const char *point = strrchr(target, '.');
    const char *extension = !point ? "" : point + 1, *carrier = carrier_of(extension);
    struct jx_input input = {.name = target, .extension = extension, .limits = flow->input->limits};
    if (carrier && part_take(package, target, &input))
        return flow->host->read_as(flow->call, carrier, &input, flow->into);
    JX_REPORT(flow->host, flow->call, JX_MSG_DOCUMENT_CHUNK, NULL, target);
    return JX_WARN;
}

enum jx_status jx_docx_chunks_read(struct jx_flow *flow, struct jx_package *package, const char *part,
                                   const struct jx_docx_chunks *chunks) {
    struct jx_relations relations;
    if (chunks->count == 0) return JX_OK;
    enum jx_status worst = jx_relations_read(package, part, &relations);
    for (uint32_t i = 0; i < chunks->count && worst <= JX_WARN; i++) {
        const struct jx_relation *relation = jx_relation_by_id(&relations, chunks->ids[i]);
        enum jx_status status = chunk_read(flow, package, !relation ? chunks->ids[i] : relation->target);
        if (status > worst) worst = status;
    }
    return worst;
}

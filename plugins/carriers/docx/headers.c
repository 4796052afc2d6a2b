/*
 * What stands at the head and foot of pages, and notes below the text: parts of their own, which are looked at but not read.
 */
#include "document.h"

#include <string.h>

/* A document may have three kinds of headers and footers in each of its sections. */
enum { HEADERS_MOST = 30 };

enum jx_status jx_docx_headers_tell(struct jx_flow *flow, struct jx_package *package, const char *part) {
    struct jx_relations relations;
    enum jx_status status = jx_relations_read(package, part, &relations);
    uint32_t count = 0;
    for (uint32_t i = 0; i < relations.count && count < HEADERS_MOST && status <= JX_WARN; i++) {
        const struct jx_relation *relation = &relations.items[i];
        if (strcmp(relation->type, "header") != 0 && strcmp(relation->type, "footer") != 0) continue;
        if (!jx_package_has(package, relation->target)) continue;
        struct jx_flow_blocks blocks;
        uint32_t length = 0;
        count++;
        status = jx_docx_part_read(flow, package, relation->target, &blocks);
        const char *text = status <= JX_WARN ? jx_flow_text(flow, &blocks, &length) : NULL;
        if (text) jx_flow_header_tell(flow, text, length);
    }
    return status;
}

enum jx_status jx_docx_notes_tell(struct jx_flow *flow, struct jx_package *package, const char *part) {
    struct jx_relations relations;
    enum jx_status status = jx_relations_read(package, part, &relations);
    struct jx_flow_blocks all = {NULL, NULL};
    for (uint32_t i = 0, count = 0; i < relations.count && count < 2 && status <= JX_WARN; i++) {
        const struct jx_relation *relation = &relations.items[i];
        if (strcmp(relation->type, "footnotes") != 0 && strcmp(relation->type, "endnotes") != 0) continue;
        if (!jx_package_has(package, relation->target)) continue;
        struct jx_flow_blocks blocks;
        count++;
        status = jx_docx_part_read(flow, package, relation->target, &blocks);
        if (status <= JX_WARN) jx_flow_append(&all, blocks.first, blocks.last);
    }
    return status > JX_WARN ? status : jx_flow_notes_tell(flow, &all);
}

/*
 * What a document holds and no table: told, for nothing is left out in silence.
 */
#include "plugins/carriers/shared/flow.h"
#include "plugins/carriers/shared/margin.h"

#include <stdio.h>
#include <string.h>

void jx_flow_header_tell(struct jx_flow *flow, const char *text, uint32_t length) {
    jx_margin_tell(flow->host, flow->call, flow->into, NULL, text, length);
}

enum jx_status jx_flow_notes_tell(struct jx_flow *flow, const struct jx_flow_blocks *blocks) {
    uint32_t length = 0;
    const char *text = jx_flow_text(flow, blocks, &length);
    if (!text) return JX_FAIL;
    if (length == 0 || flow->traces) return JX_OK;
    JX_REPORT(flow->host, flow->call, JX_MSG_DOCUMENT_NOTES, NULL,
              flow->host->text(flow->call, text, jx_margin_told(text, length)));
    return JX_OK;
}

void jx_flow_fate_count(struct jx_flow_left_out *left_out, enum jx_fate fate) {
    left_out->hidden += fate == JX_HIDES;
    left_out->struck += fate == JX_STRUCK;
    left_out->white += fate == JX_UNSEEN;
}

void jx_flow_left_out_tell(struct jx_flow *flow, const struct jx_flow_left_out *left_out) {
    const struct {
        enum jx_code code;
        uint64_t count;
    } all[] = {
        {JX_MSG_DOCUMENT_NUMBERS, left_out->numbered}, {JX_MSG_DOCUMENT_DELETIONS, left_out->deletions},
        {JX_MSG_DOCUMENT_HIDDEN, left_out->hidden},    {JX_MSG_DOCUMENT_STRUCK, left_out->struck},
        {JX_MSG_DOCUMENT_WHITE, left_out->white},      {JX_MSG_DOCUMENT_FORMULAS, left_out->formulas},
        {JX_MSG_DOCUMENT_OBJECTS, left_out->objects},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char number[24];
        snprintf(number, sizeof number, "%llu", (unsigned long long)all[i].count);
        if (all[i].count > 0) JX_REPORT(flow->host, flow->call, all[i].code, NULL, number);
    }
}

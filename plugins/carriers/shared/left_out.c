/*
 * What a document holds and no table: told, for nothing is left out in silence.
 *
 * What stands at the head and foot of pages is printed on every page and belongs to no table, so it is not read. But a
 * form's number may stand there.
 */
#include "plugins/carriers/shared/flow.h"

#include <stdio.h>
#include <string.h>

enum { TOLD_MOST = 120 };

/* Whether the text is only a page number: 3, - 3 -, 第3页 共12页, Page 3 of 12. */
static bool only_numbers(const char *text, uint32_t length) {
    static const char *const words[] = {"第", "页", "共", "/", "-", "—", "–", "－", "Page", "of", ".", "　"};
    while (length > 0) {
        size_t step = (*text >= '0' && *text <= '9') || jx_flow_blank(text, 1);
        for (size_t i = 0; step == 0 && i < sizeof words / sizeof *words; i++)
            if (length >= strlen(words[i]) && memcmp(text, words[i], strlen(words[i])) == 0)
                step = strlen(words[i]);
        if (step == 0) return false;
        text += step;
        length -= (uint32_t)step;
    }
    return true;
}

void jx_flow_header_tell(struct jx_flow *flow, const char *text, uint32_t length) {
    struct jx_book *book = flow->into;
    if (only_numbers(text, length)) return;
    if (book) {
        book->margins = flow->host->grow(flow->call, book->margins, book->margin_count,
                                         &book->margin_capacity, sizeof *book->margins);
        book->margins[book->margin_count++] = flow->host->text(flow->call, text, length);
    }
    if (length > TOLD_MOST) {
        length = TOLD_MOST;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) length--;
        text = flow->host->text(flow->call, text, length);
    }
    JX_REPORT(flow->host, flow->call, JX_MSG_DOCUMENT_HEADER, NULL, text);
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

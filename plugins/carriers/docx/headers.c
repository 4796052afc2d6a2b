/*
 * What stands at the head and foot of pages.
 *
 * It is printed on every page and belongs to no table, so it is not read. But a form's number may stand there, and nothing
 * is left out in silence.
 */
#include "document.h"

#include <string.h>

/* A document may have three kinds of headers and footers in each of its sections. */
enum { HEADERS_MOST = 30, TOLD_MOST = 120 };

/* Whether the text is only a page number: 3, - 3 -, 第3页 共12页, Page 3 of 12. */
static bool only_numbers(const char *text, uint32_t length) {
    static const char *const words[] = {"第", "页", "共", "/", "-", "—", "–", "－", "Page", "of", ".", "　"};
    while (length > 0) {
        size_t step = (*text >= '0' && *text <= '9') || jx_docx_blank(text, 1);
        for (size_t i = 0; step == 0 && i < sizeof words / sizeof *words; i++)
            if (length >= strlen(words[i]) && memcmp(text, words[i], strlen(words[i])) == 0)
                step = strlen(words[i]);
        if (step == 0) return false;
        text += step;
        length -= (uint32_t)step;
    }
    return true;
}

static void header_tell(struct jx_docx_sheet *sheet, const char *text, uint32_t length) {
    const struct jx_package *package = sheet->package;
    if (length > TOLD_MOST) {
        length = TOLD_MOST;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) length--;
        text = package->host->text(package->call, text, length);
    }
    JX_REPORT(package->host, package->call, JX_MSG_DOCUMENT_HEADER, NULL, text);
}

enum jx_status jx_docx_headers_tell(struct jx_docx_sheet *sheet, const char *part) {
    struct jx_relations relations;
    enum jx_status status = jx_relations_read(sheet->package, part, &relations);
    uint32_t count = 0;
    for (uint32_t i = 0; i < relations.count && count < HEADERS_MOST && status <= JX_WARN; i++) {
        const struct jx_relation *relation = &relations.items[i];
        if (strcmp(relation->type, "header") != 0 && strcmp(relation->type, "footer") != 0) continue;
        if (!jx_package_has(sheet->package, relation->target)) continue;
        struct jx_docx_blocks blocks;
        uint32_t length = 0;
        count++;
        status = jx_docx_part_read(sheet, relation->target, &blocks);
        const char *text = status <= JX_WARN ? jx_docx_text(sheet, &blocks, &length) : NULL;
        if (text && !only_numbers(text, length)) header_tell(sheet, text, length);
    }
    return status;
}

/*
 * Texts that grow, under a limit.
 */
#include "plugins/carriers/shared/scratch.h"

#include <stdio.h>
#include <string.h>

/* Bytes of one cell; spreadsheets allow 32,767 characters. */
enum { TEXT_LONGEST = 4 * 1024 * 1024 };

bool jx_scratch_put(const struct jx_host *host, struct jx_call *call, const char *part,
                    struct jx_scratch *scratch, const char *text, size_t length) {
    if (length == 0) return true;
    if (length > TEXT_LONGEST - scratch->length) {
        char limit[24];
        snprintf(limit, sizeof limit, "%d", TEXT_LONGEST);
        JX_REPORT(host, call, JX_MSG_TEXT_LONG, NULL, part, limit);
        return false;
    }
    while (scratch->capacity < scratch->length + length)
        scratch->bytes =
            host->grow(call, scratch->bytes, scratch->capacity, &scratch->capacity, sizeof *scratch->bytes);
    memcpy(scratch->bytes + scratch->length, text, length);
    scratch->length += (uint32_t)length;
    return true;
}

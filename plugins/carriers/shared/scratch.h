/*
 * A text being collected from pieces.
 */
#ifndef JX_SHARED_SCRATCH_H
#define JX_SHARED_SCRATCH_H

#include <jixiao/carrier.h>

struct jx_scratch {
    char *bytes;
    uint32_t length;
    uint32_t capacity;
};

/* Adds to it. false: a text of this length is no cell's, which is reported; `part` is the part of the file it stands in. */
bool jx_scratch_put(const struct jx_host *host, struct jx_call *call, const char *part,
                    struct jx_scratch *scratch, const char *text, size_t length);

#endif

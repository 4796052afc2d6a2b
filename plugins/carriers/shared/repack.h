/*
 * A package with some of its parts changed: the others keep their packed bytes, their order and their attributes.
 */
#ifndef JX_SHARED_REPACK_H
#define JX_SHARED_REPACK_H

#include "plugins/carriers/shared/package.h"

/* A part as it is to be; `bytes` NULL: it goes. */
struct jx_changed {
    const char *part;
    const char *bytes;
    size_t length;
};

struct jx_repack {
    const struct jx_host *host;
    struct jx_call *call;
    struct jx_changed *items;
    uint32_t count, capacity;
};

/* Whether the package lets itself be changed: not where it is signed, or its directory and its members disagree.
 * Reported. */
bool jx_repack_allowed(struct jx_package *package);

/* Notes a part to be replaced or, with NULL, to be taken out. `part` and `bytes` must stay. */
void jx_repack_put(struct jx_repack *repack, const char *part, const char *bytes, size_t length);

/* Appends the changed package to the output. The same changes give the same bytes. FAIL, reported. */
enum jx_status jx_repack_finish(struct jx_repack *repack, const struct jx_input *input);

#endif

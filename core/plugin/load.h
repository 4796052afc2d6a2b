/*
 * One module at a time: is it a whole file, does it load, is it for this ABI, and what does it hold.
 */
#ifndef JX_PLUGIN_LOAD_H
#define JX_PLUGIN_LOAD_H

#include <jixiao/carrier.h>
#include <jixiao/layout.h>

#include "core/base/diags.h"

/* A loaded module. It is closed when the arena of its library dies. */
struct jx_module {
    void *handle; /* of dlopen; NULL: not loaded, or built in */
    bool tried;   /* loading was tried: it is not tried twice */
};

/* A module that closes itself with the arena; made before dlopen so that running out of memory leaks no handle. */
struct jx_module *jx_module_new(struct jx_arena *arena);

/* Loads `path` and returns what it exports; NULL when it is refused, and the last message in `diags` says why. */
const struct jx_layout *jx_load_layout(struct jx_module *module, const char *path, struct jx_diags *diags);
const struct jx_carrier *jx_load_carrier(struct jx_module *module, const char *path, struct jx_diags *diags);

/* Whether a file is a shared object with all of its segments. The dynamic linker maps what the headers promise and
 * dies of a bus error where the file is shorter, as after a broken copy. A file it cannot judge is left to dlopen. */
bool jx_module_whole(const char *path);

#endif

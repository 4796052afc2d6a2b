/*
 * A layout table made ready for use: columns as numbers, patterns taken apart, labels indexed. This is done once, when
 * the plugin is loaded; what the tables leave ambiguous is refused here, before it is ever used.
 */
#ifndef JX_FORM_COMPILE_H
#define JX_FORM_COMPILE_H

#include <jixiao/jixiao.h>

struct jx_arena;
struct jx_compiled_layout;

/* Compiles a layout; or NULL, and `*reason` says in the language what is wrong, one line for each fault. */
const struct jx_compiled_layout *jx_layout_compile(struct jx_arena *arena, const struct jx_layout *layout,
                                                   enum jx_language language, const char **reason);

/* The descriptor it was made from. */
const struct jx_layout *jx_compiled_descriptor(const struct jx_compiled_layout *layout);

#endif

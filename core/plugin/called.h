/*
 * What people call layouts: by their id, or in Chinese or English by whom they are from.
 */
#ifndef JX_PLUGIN_CALLED_H
#define JX_PLUGIN_CALLED_H

#include <jixiao/jixiao.h>

struct jx_arena;

/* Gives each layout among the plugins the name that messages call it: in Chinese by its province (湖南), or with all of its
 * Chinese name where two are from one province; in English its id. */
void jx_layouts_call(struct jx_arena *arena, enum jx_language language, struct jx_plugin *plugins,
                     size_t count);

#endif

/*
 * Where plugins are looked for.
 */
#ifndef JX_PLUGIN_SEARCH_H
#define JX_PLUGIN_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

struct jx_arena;

/*
 * The folders in which to look, in order: `path` (colons between; NULL: JIXIAO_PLUGIN_PATH, which a set-uid program
 * ignores), then `plugins` beside this library and beside the executable; where there is none, the installed folder.
 * Each is named once.
 */
const char **jx_search_folders(struct jx_arena *arena, const char *path, size_t *count);

/* The modules (*.so) in `folder`/`axis`, as whole paths in the order of their names; none if it is not there. */
const char **jx_search_modules(struct jx_arena *arena, const char *folder, const char *axis, size_t *count);

/*
 * Whether others than the user could have put code into this folder or module: it belongs neither to root, nor to the
 * user, nor to whom the program belongs, or all or a strange group may write it. `why` then holds its owner and mode.
 */
enum { JX_SEARCH_WHY = 64 };
bool jx_search_open_to_others(const char *path, char why[JX_SEARCH_WHY]);

/* The name of a module without folder and ending: xlsx of …/carriers/xlsx.so. */
const char *jx_search_stem(struct jx_arena *arena, const char *path);

#endif

/*
 * Finding and loading plugins: the search path, dlopen, and the gate that refuses a bad module with its reason.
 *
 * Layouts are loaded when the library opens, for they are tiny; a carrier is loaded when a job needs it, so that a CSV
 * never loads an XML library. A carrier's file is named after what it reads (xlsx.so): the one with the name of the
 * file's extension is asked first, and taken at once if it is certain; else all carriers bid and the content decides.
 * One in a file called after an extension and -out (pdf-out.so) only writes, and is loaded for nothing else.
 */
#ifndef JX_PLUGIN_REGISTRY_H
#define JX_PLUGIN_REGISTRY_H

#include <pthread.h>

#include <jixiao/jixiao.h>

#include "core/base/diags.h"
#include "core/plugin/host.h"

/* A layout whose tables have been compiled (core/form/compile.h) and passed the lint. */
struct jx_compiled_layout;

/* The words that forms use, whoever prescribes them (core/words/lexicon.h). */
struct jx_lexicon;
struct jx_openers;
struct jx_recogniser;

struct jx_module;

struct jx_library {
    struct jx_arena *arena;
    struct jx_diags diags;
    const char **folders;
    size_t folder_count;
    struct jx_plugin *plugins;
    struct jx_module **modules; /* beside the plugins, same index; core/plugin/load.h */
    size_t plugin_count, plugin_capacity, module_capacity;
    const struct jx_compiled_layout **layouts;
    size_t layout_count, layout_capacity;
    const struct jx_lexicon *lexicon;
    const struct jx_openers *openers;
    const struct jx_recogniser *recogniser; /* core/read/recognise.h */
    pthread_mutex_t lock;                   /* over the loading of carriers */
    size_t (*refusals)(void);               /* of memory, in this process; NULL: not counted */
};

/* So far. A result that was made while this went up may lack anything. */
size_t jx_library_refusals(const struct jx_library *library);

/* The model itself as a carrier, "json": built in, always first. It has no functions, for it goes around the grids; the
 * pipeline reads and writes it with core/model/json.h. jx_registry_reader never answers it, jx_registry_writer does. */
extern const struct jx_carrier jx_carrier_json;

/* The carrier that reads these bytes, loading no more modules than needed; NULL if none bids. The call remembers the
 * library, so that a carrier can have others read for it. */
const struct jx_carrier *jx_registry_reader(struct jx_library *library, struct jx_call *call,
                                            const struct jx_input *input);

/* The carrier of this id, loaded; NULL if there is none, or it was refused. */
const struct jx_carrier *jx_registry_carrier(struct jx_library *library, const char *id);

/* The carrier that writes files of this extension, or NULL. */
const struct jx_carrier *jx_registry_writer(struct jx_library *library, const char *extension);

/* All extensions that can be written, separated by blanks, for messages. */
const char *jx_registry_extensions(struct jx_library *library, struct jx_arena *arena);

#endif

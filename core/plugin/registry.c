/*
 * The registry: which layouts and carriers there are, and which of them a job gets.
 *
 * A library's list of plugins is complete when it has been opened: one entry for each module found, refused ones with
 * their reason. Later only carriers are filled in, under the lock.
 */
#include "core/plugin/registry.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/form/compile.h"
#include "core/plugin/called.h"
#include "core/plugin/load.h"
#include "core/plugin/search.h"
#include "core/read/recognise.h"
#include "core/read/regions.h"
#include "core/words/sense.h"

/* A bid of so much needs no rival, and one below the other is no bid. */
enum { BID_CERTAIN = 90, BID_LEAST = 10 };

/* The folders of the two axes. */
static const char LAYOUTS[] = "layouts", CARRIERS[] = "carriers";

const struct jx_carrier jx_carrier_json = {
    .abi = JX_CARRIER_ABI,
    .size = sizeof(struct jx_carrier),
    .id = "json",
    .chinese = "指标模型（JSON）",
    .english = "the indicator model as JSON",
    .extensions = "json",
    .packages = "libjansson4",
};

/* --- the list ---------------------------------------------------------------------------------------------------- */

static struct jx_plugin *add_plugin(struct jx_library *library, const char *id, const char *path) {
    struct jx_arena *arena = library->arena;
    library->plugins = jx_arena_grow(arena, library->plugins, library->plugin_count,
                                     &library->plugin_capacity, sizeof *library->plugins);
    library->modules = jx_arena_grow(arena, library->modules, library->plugin_count,
                                     &library->module_capacity, sizeof *library->modules);
    library->modules[library->plugin_count] = jx_module_new(arena);
    struct jx_plugin *plugin = &library->plugins[library->plugin_count++];
    *plugin = (struct jx_plugin){.id = id, .path = path};
    return plugin;
}

static const char *last_message(const struct jx_library *library) {
    return library->diags.count ? library->diags.items[library->diags.count - 1].message : "";
}

/* Each module is a group of messages of its own: of six bad ones all six are named, for one line each is what whoever
 * mends them needs. */
static void begin_module(struct jx_library *library) {
    jx_diags_fold(&library->diags);
}

/* The entry before `plugin` on the same axis that has this id and was not refused. */
static struct jx_plugin *earlier(struct jx_library *library, const struct jx_plugin *plugin, const char *id,
                                 bool carriers) {
    for (size_t i = 0; i < library->plugin_count; i++) {
        struct jx_plugin *other = &library->plugins[i];
        if (other == plugin || other->reason || !other->layout != carriers) continue;
        if (!strcmp(other->id, id)) return other;
    }
    return NULL;
}

static void refuse_duplicate(struct jx_library *library, struct jx_plugin *plugin,
                             const struct jx_plugin *first) {
    JX_DIAG(&library->diags, JX_MSG_PLUGIN_DUPLICATE, NULL, first->id,
            *first->path ? first->path : "(built in)", plugin->path);
    plugin->reason = last_message(library);
}

/* --- layouts ----------------------------------------------------------------------------------------------------- */

static void add_layout(struct jx_library *library, const char *path) {
    struct jx_arena *arena = library->arena;
    begin_module(library);
    struct jx_plugin *plugin = add_plugin(library, jx_search_stem(arena, path), path);
    struct jx_module *module = library->modules[library->plugin_count - 1];
    const struct jx_layout *layout = jx_load_layout(module, path, &library->diags);
    if (!layout) {
        plugin->reason = last_message(library);
        return;
    }
    plugin->id = layout->id;
    const struct jx_plugin *first = earlier(library, plugin, layout->id, false);
    if (first) {
        refuse_duplicate(library, plugin, first);
        return;
    }
    const char *reason = NULL;
    const struct jx_compiled_layout *compiled =
        jx_layout_compile(arena, layout, library->diags.language, &reason);
    if (!compiled) {
        JX_DIAG(&library->diags, JX_MSG_PLUGIN_LINT, NULL, layout->id, reason ? reason : "?");
        plugin->reason = reason ? jx_arena_string(arena, reason) : last_message(library);
        return;
    }
    plugin->layout = layout;
    library->layouts = jx_arena_grow(arena, library->layouts, library->layout_count,
                                     &library->layout_capacity, sizeof *library->layouts);
    library->layouts[library->layout_count++] = compiled;
}

const struct jx_layout *jx_library_layout(const struct jx_library *library, const char *id) {
    for (size_t i = 0; i < library->plugin_count; i++)
        if (library->plugins[i].layout && !strcmp(library->plugins[i].id, id))
            return library->plugins[i].layout;
    return NULL;
}

/* --- carriers ---------------------------------------------------------------------------------------------------- */

/* A carrier is an entry with no layout; it is known by its file's name until it is loaded. */
static void add_carrier(struct jx_library *library, const char *path) {
    begin_module(library);
    struct jx_plugin *plugin = add_plugin(library, jx_search_stem(library->arena, path), path);
    const struct jx_plugin *first = earlier(library, plugin, plugin->id, true);
    if (first) refuse_duplicate(library, plugin, first);
}

static void load_now(struct jx_library *library, size_t index) {
    struct jx_plugin *plugin = &library->plugins[index];
    struct jx_module *module = library->modules[index];
    begin_module(library);
    const struct jx_carrier *carrier = jx_load_carrier(module, plugin->path, &library->diags);
    if (!carrier) {
        plugin->reason = last_message(library);
        return;
    }
    const struct jx_plugin *first = earlier(library, plugin, carrier->id, true);
    if (first) {
        refuse_duplicate(library, plugin, first);
        return;
    }
    plugin->id = carrier->id;
    plugin->carrier = carrier;
}

/* A carrier in a file of this ending writes only. It is loaded for files of its extension and for no others: what it
 * stands on may be large. */
#define WRITES_ONLY "-out"

static bool writes_only(const struct jx_plugin *plugin) {
    size_t length = strlen(plugin->id), ending = strlen(WRITES_ONLY);
    return !plugin->layout && length > ending && strcmp(plugin->id + length - ending, WRITES_ONLY) == 0;
}

/* The carrier of an entry, loaded if it was not yet; NULL: refused, or no carrier. Out of memory leaves it untried:
 * the arena of the library unwinds to here, and the caller's own memory will say so soon enough. */
static const struct jx_carrier *carrier_at(struct jx_library *library, size_t index) {
    struct jx_plugin *plugin = &library->plugins[index];
    const struct jx_carrier *carrier = NULL;
    pthread_mutex_lock(&library->lock);
    if (setjmp(*jx_arena_guard(library->arena))) {
        pthread_mutex_unlock(&library->lock);
        return NULL;
    }
    if (!plugin->layout && !plugin->reason && !plugin->carrier && !library->modules[index]->tried)
        load_now(library, index);
    carrier = plugin->carrier;
    pthread_mutex_unlock(&library->lock);
    return carrier;
}

/* The entry of the carrier's module with this name, or plugin_count. */
static size_t carrier_named(struct jx_library *library, const char *name) {
    size_t found = library->plugin_count;
    pthread_mutex_lock(&library->lock);
    for (size_t i = 0; i < library->plugin_count && found == library->plugin_count; i++) {
        const struct jx_plugin *plugin = &library->plugins[i];
        if (!plugin->layout && !plugin->reason && !strcmp(plugin->id, name)) found = i;
    }
    pthread_mutex_unlock(&library->lock);
    return found;
}

static int bid_of(const struct jx_carrier *carrier, struct jx_call *call, const struct jx_input *input) {
    if (!carrier || !carrier->read || !carrier->bid) return 0;
    return carrier->bid(&jx_host, call, input);
}

const struct jx_carrier *jx_registry_reader(struct jx_library *library, struct jx_call *call,
                                            const struct jx_input *input) {
    const struct jx_carrier *best = NULL;
    int best_bid = BID_LEAST - 1;
    const char *extension = input->extension ? input->extension : "";
    call->library = library;
    size_t named = carrier_named(library, extension);
    if (named < library->plugin_count) {
        const struct jx_carrier *carrier = carrier_at(library, named);
        int bid = bid_of(carrier, call, input);
        if (bid >= BID_CERTAIN) return carrier;
        if (bid > best_bid) best = carrier, best_bid = bid;
    }
    for (size_t i = 0; i < library->plugin_count; i++) {
        if (i == named || writes_only(&library->plugins[i])) continue;
        const struct jx_carrier *carrier = carrier_at(library, i);
        int bid = bid_of(carrier, call, input);
        if (bid > best_bid) best = carrier, best_bid = bid;
    }
    return best;
}

const struct jx_carrier *jx_registry_carrier(struct jx_library *library, const char *id) {
    size_t named = carrier_named(library, id);
    return named < library->plugin_count ? carrier_at(library, named) : NULL;
}

/* Whether a list separated by blanks has this word. */
static bool has_word(const char *list, const char *word) {
    size_t length = strlen(word);
    while (*list) {
        list += strspn(list, " ");
        size_t next = strcspn(list, " ");
        if (next == length && length && !strncmp(list, word, length)) return true;
        list += next;
    }
    return false;
}

static bool writes(const struct jx_carrier *carrier, const char *extension) {
    return carrier && (carrier->write || carrier == &jx_carrier_json) &&
           has_word(carrier->extensions, extension);
}

/* The carrier called so, if it writes this extension. */
static const struct jx_carrier *writer_named(struct jx_library *library, const char *name,
                                             const char *extension) {
    size_t named = carrier_named(library, name);
    const struct jx_carrier *carrier = named < library->plugin_count ? carrier_at(library, named) : NULL;
    return writes(carrier, extension) ? carrier : NULL;
}

const struct jx_carrier *jx_registry_writer(struct jx_library *library, const char *extension) {
    char name[32];
    const struct jx_carrier *found = NULL;
    if (snprintf(name, sizeof name, "%s" WRITES_ONLY, extension) < (int)sizeof name)
        found = writer_named(library, name, extension);
    if (!found) found = writer_named(library, extension, extension);
    if (found) return found;
    for (size_t i = 0; i < library->plugin_count; i++) {
        const struct jx_carrier *carrier = carrier_at(library, i);
        if (writes(carrier, extension)) return carrier;
    }
    return NULL;
}

const struct jx_carrier *jx_library_writer(struct jx_library *library, const char *extension) {
    return jx_registry_writer(library, extension);
}

const char *jx_registry_extensions(struct jx_library *library, struct jx_arena *arena) {
    const char *all = "";
    for (size_t i = 0; i < library->plugin_count; i++) {
        const struct jx_carrier *carrier = carrier_at(library, i);
        if (!carrier || !(carrier->write || carrier == &jx_carrier_json) || !*carrier->extensions) continue;
        all = jx_arena_format(arena, "%s%s%s", all, *all ? " " : "", carrier->extensions);
    }
    return all;
}

/* --- the library ------------------------------------------------------------------------------------------------- */

static void report_none(struct jx_library *library) {
    const char *looked = "";
    for (size_t i = 0; i < library->folder_count; i++)
        looked = jx_arena_format(library->arena, "%s%s%s", looked, i ? ", " : "", library->folders[i]);
    JX_DIAG(&library->diags, JX_MSG_PLUGIN_NONE, NULL, looked);
}

/* Whether the modules of this folder may be loaded; says so if not. Each place is told of once. */
static bool folder_fine(struct jx_library *library, const char *folder, const char *axis) {
    const char *path = jx_arena_format(library->arena, "%s/%s", folder, axis);
    char why[JX_SEARCH_WHY];
    bool whole = jx_search_open_to_others(folder, why);
    if (!whole && !jx_search_open_to_others(path, why)) return true;
    begin_module(library);
    if (!whole || !strcmp(axis, LAYOUTS))
        JX_DIAG(&library->diags, JX_MSG_PLUGIN_WRITABLE, NULL, whole ? folder : path, why);
    return false;
}

static void find_axis(struct jx_library *library, const char *axis,
                      void (*add)(struct jx_library *library, const char *path)) {
    for (size_t i = 0; i < library->folder_count; i++) {
        size_t count;
        if (!folder_fine(library, library->folders[i], axis)) continue;
        const char **paths = jx_search_modules(library->arena, library->folders[i], axis, &count);
        for (size_t k = 0; k < count; k++) add(library, paths[k]);
    }
}

static void find_all(struct jx_library *library) {
    find_axis(library, LAYOUTS, add_layout);
    struct jx_plugin *json = add_plugin(library, jx_carrier_json.id, "");
    json->carrier = &jx_carrier_json;
    find_axis(library, CARRIERS, add_carrier);
    if (!library->layout_count) report_none(library);
    jx_diags_fold(&library->diags);
}

static struct jx_library *fill(struct jx_arena *arena, const struct jx_library_options *options) {
    struct jx_library *library = jx_arena_alloc(arena, sizeof *library);
    library->arena = arena;
    library->refusals = options ? options->refusals : NULL;
    jx_diags_init(&library->diags, arena, options ? options->language : JX_LANGUAGE_ENGLISH);
    library->folders =
        jx_search_folders(arena, options ? options->plugin_path : NULL, &library->folder_count);
    find_all(library);
    pthread_mutex_init(&library->lock, NULL);
    jx_layouts_call(arena, library->diags.language, library->plugins, library->plugin_count);
    library->lexicon = jx_words_new(arena);
    library->openers = jx_openers_new(arena, library->layouts, library->layout_count, library->lexicon);
    library->recogniser = jx_recogniser_new(arena, library->layouts, library->layout_count);
    return library;
}

struct jx_library *jx_library_open(const struct jx_library_options *options) {
    struct jx_arena *arena = jx_arena_new();
    if (!arena) return NULL;
    if (setjmp(*jx_arena_guard(arena))) {
        jx_arena_free(arena);
        return NULL;
    }
    size_t before = options && options->refusals ? options->refusals() : 0;
    struct jx_library *library = fill(arena, options);
    if (jx_library_refusals(library) == before) return library;
    jx_library_close(library);
    return NULL;
}

size_t jx_library_refusals(const struct jx_library *library) {
    return library->refusals ? library->refusals() : 0;
}

void jx_library_close(struct jx_library *library) {
    if (!library) return;
    pthread_mutex_destroy(&library->lock);
    jx_arena_free(library->arena);
}

enum jx_language jx_library_language(const struct jx_library *library) {
    return library->diags.language;
}

const struct jx_diag *jx_library_diags(const struct jx_library *library, size_t *count) {
    *count = library->diags.count;
    return library->diags.items;
}

const char *const *jx_library_folders(const struct jx_library *library, size_t *count) {
    *count = library->folder_count;
    return library->folders;
}

/* Asked only when carriers are listed: a job finds out by itself. */
static const char *carrier_missing(struct jx_library *library, const struct jx_carrier *carrier) {
    const struct jx_limits limits = {0};
    size_t needed = offsetof(struct jx_carrier, missing) + sizeof carrier->missing;
    if (!carrier || carrier->size < needed || !carrier->missing) return NULL;
    if (setjmp(*jx_arena_guard(library->arena))) return NULL;
    struct jx_call *call = jx_arena_alloc(library->arena, sizeof *call);
    jx_call_begin(call, library->arena, &library->diags, &limits);
    return carrier->missing(&jx_host, call);
}

static void load_all(struct jx_library *library) {
    for (size_t i = 0; i < library->plugin_count; i++) {
        const struct jx_carrier *carrier = carrier_at(library, i);
        library->plugins[i].missing = carrier_missing(library, carrier);
    }
}

const struct jx_plugin *jx_library_plugins(struct jx_library *library, bool load, size_t *count) {
    if (load) load_all(library);
    *count = library->plugin_count;
    return library->plugins;
}

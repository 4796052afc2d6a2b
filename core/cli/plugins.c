/*
 * jixiao plugins: which modules were found where, which were refused and why; and the lint of the layouts' tables.
 */
#include <stdlib.h>
#include <string.h>

#include "core/cli/cli.h"
#include "core/cli/json.h"
#include "core/cli/listing.h"
#include "core/cli/print.h"
#include "core/cli/session.h"

static const char *axis_words(const struct jx_cli *cli, const struct jx_plugin *plugin) {
    if (plugin->layout) return jx_pick(cli, "layout", "布局");
    if (plugin->carrier) return jx_pick(cli, "carrier", "载体");
    /* A refused one is known by the folder it was found in. */
    return strstr(plugin->path, "/layouts/") ? jx_pick(cli, "layout", "布局")
                                             : jx_pick(cli, "carrier", "载体");
}

static const char *state_words(const struct jx_cli *cli, const struct jx_plugin *plugin) {
    if (plugin->reason) return jx_pick(cli, "refused", "已拒绝");
    if (!*plugin->path) return jx_pick(cli, "built in", "内置");
    if (plugin->layout || plugin->carrier) return jx_pick(cli, "loaded", "已加载");
    return jx_pick(cli, "found", "已找到");
}

static void print_folders(const struct jx_cli *cli, const struct jx_library *library) {
    size_t count;
    const char *const *folders = jx_library_folders(library, &count);
    puts(jx_pick(cli, "searched, in this order:", "查找顺序："));
    for (size_t i = 0; i < count; i++) {
        printf("  ");
        jx_print_clean(stdout, folders[i]);
        putchar('\n');
    }
    putchar('\n');
}

static void print_plugins(const struct jx_cli *cli, const struct jx_plugin *plugins, size_t count,
                          bool verbose) {
    struct jx_listing listing = {.columns = 5};
    JX_LIST(&listing, jx_pick(cli, "plugin", "插件"), jx_pick(cli, "kind", "类别"),
            jx_pick(cli, "state", "状态"), jx_pick(cli, "file", "文件"), jx_pick(cli, "reason", "原因"));
    for (size_t i = 0; i < count; i++)
        JX_LIST(&listing, plugins[i].id, axis_words(cli, &plugins[i]), state_words(cli, &plugins[i]),
                verbose ? plugins[i].path : NULL, verbose ? plugins[i].reason : NULL);
    jx_listing_print(&listing, stdout, 1, 0, verbose ? 0 : jx_print_width());
    jx_listing_free(&listing);
}

static enum jx_exit emit_plugins(const struct jx_library *library, const struct jx_plugin *plugins,
                                 size_t count, bool lint) {
    struct jx_emitter json = {.out = stdout};
    bool faulty = false;
    size_t folder_count;
    const char *const *folders = jx_library_folders(library, &folder_count);
    jx_emit_open(&json, NULL, '{');
    jx_emit_open(&json, "folders", '[');
    for (size_t i = 0; i < folder_count; i++) jx_emit_string(&json, NULL, folders[i]);
    jx_emit_close(&json, ']');
    jx_emit_open(&json, "plugins", '[');
    static const struct jx_cli english = {.language = JX_LANGUAGE_ENGLISH};
    for (size_t i = 0; i < count; i++) {
        jx_emit_open(&json, NULL, '{');
        jx_emit_string(&json, "id", plugins[i].id);
        jx_emit_string(&json, "kind", axis_words(&english, &plugins[i]));
        jx_emit_string(&json, "state", state_words(&english, &plugins[i]));
        jx_emit_string(&json, "path", plugins[i].path);
        jx_emit_string(&json, "reason", plugins[i].reason);
        if (lint && plugins[i].layout) {
            char *faults = jx_layout_lint(plugins[i].layout, jx_library_language(library));
            jx_emit_string(&json, "faults", faults);
            faulty = faulty || faults;
            free(faults);
        }
        faulty = faulty || plugins[i].reason;
        jx_emit_close(&json, '}');
    }
    jx_emit_close(&json, ']');
    jx_emit_close(&json, '}');
    return lint && faulty ? JX_EXIT_PART : JX_EXIT_DONE;
}

/* Faults of every layout, refused ones with the reason for which they were; JX_EXIT_PART if there is any. What is found
 * is data, the answer to the question asked, and not a message about it. */
static enum jx_exit print_lint(const struct jx_cli *cli, const struct jx_plugin *plugins, size_t count) {
    size_t faulty = 0, looked = 0;
    for (size_t i = 0; i < count; i++) {
        char *faults = plugins[i].layout ? jx_layout_lint(plugins[i].layout, cli->language) : NULL;
        const char *told = faults ? faults : plugins[i].reason;
        looked += plugins[i].layout || plugins[i].reason;
        if (told) {
            faulty++;
            printf("%s: ", plugins[i].id);
            fputs(told, stdout);
            if (!*told || told[strlen(told) - 1] != '\n') putchar('\n');
        }
        free(faults);
    }
    printf(jx_pick(cli, "%zu looked at, %zu faulty\n", "检查 %zu 个，%zu 个有错误\n"), looked, faulty);
    return faulty ? JX_EXIT_PART : JX_EXIT_DONE;
}

enum jx_exit jx_command_plugins(struct jx_cli *cli, struct jx_arguments *arguments) {
    struct jx_session session;
    enum jx_exit exit = jx_session_open(&session, cli, false);
    if (!exit) {
        size_t count;
        bool load = arguments->verbose || arguments->lint || arguments->json;
        const struct jx_plugin *plugins = jx_library_plugins(session.library, load, &count);
        jx_session_say(&session);
        if (arguments->json) {
            exit = emit_plugins(session.library, plugins, count, arguments->lint);
        } else {
            if (arguments->verbose) print_folders(cli, session.library);
            if (arguments->verbose || !arguments->lint)
                print_plugins(cli, plugins, count, arguments->verbose);
        }
        if (arguments->lint && !arguments->json) exit = print_lint(cli, plugins, count);
    }
    jx_session_close(&session);
    return exit;
}

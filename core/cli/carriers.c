/*
 * jixiao carriers: the kinds of file that can be read and written.
 */
#include "core/cli/cli.h"
#include "core/cli/json.h"
#include "core/cli/listing.h"
#include "core/cli/print.h"
#include "core/cli/session.h"

/* The one that is built in has no functions, for it goes around the grids: it both reads and writes. */
static bool built_in(const struct jx_plugin *plugin) {
    return !*plugin->path;
}

static void emit_carriers(const struct jx_plugin *plugins, size_t count) {
    struct jx_emitter json = {.out = stdout};
    jx_emit_open(&json, NULL, '[');
    for (size_t i = 0; i < count; i++) {
        const struct jx_carrier *carrier = plugins[i].carrier;
        if (!carrier) continue;
        jx_emit_open(&json, NULL, '{');
        jx_emit_string(&json, "id", carrier->id);
        jx_emit_string(&json, "chinese", carrier->chinese);
        jx_emit_string(&json, "english", carrier->english);
        jx_emit_bool(&json, "reads", carrier->read || built_in(&plugins[i]));
        jx_emit_bool(&json, "writes", carrier->write || built_in(&plugins[i]));
        jx_emit_string(&json, "extensions", carrier->extensions);
        jx_emit_string(&json, "packages", carrier->packages);
        jx_emit_string(&json, "path", plugins[i].path);
        jx_emit_string(&json, "missing", plugins[i].missing);
        jx_emit_close(&json, '}');
    }
    jx_emit_close(&json, ']');
}

static void print_carriers(const struct jx_cli *cli, const struct jx_plugin *plugins, size_t count) {
    struct jx_listing listing = {.columns = 7};
    JX_LIST(&listing, jx_pick(cli, "carrier", "载体"), jx_pick(cli, "name", "名称"),
            jx_pick(cli, "reads", "读"), jx_pick(cli, "writes", "写"), jx_pick(cli, "written as", "写出后缀"),
            jx_pick(cli, "stands on", "依赖软件包"), jx_pick(cli, "missing here", "本机缺少"));
    for (size_t i = 0; i < count; i++) {
        const struct jx_carrier *carrier = plugins[i].carrier;
        if (!carrier) continue;
        const char *yes = jx_pick(cli, "yes", "是"), *no = jx_pick(cli, "no", "否");
        bool writes = carrier->write || built_in(&plugins[i]);
        JX_LIST(&listing, carrier->id, jx_pick(cli, carrier->english, carrier->chinese),
                carrier->read || built_in(&plugins[i]) ? yes : no, writes ? yes : no,
                writes ? carrier->extensions : "—", carrier->packages,
                plugins[i].missing ? plugins[i].missing : "");
    }
    jx_listing_print(&listing, stdout, 1, 0, jx_print_width());
    jx_listing_free(&listing);
}

enum jx_exit jx_command_carriers(struct jx_cli *cli, struct jx_arguments *arguments) {
    struct jx_session session;
    enum jx_exit exit = jx_session_open(&session, cli, false);
    if (!exit) {
        size_t count;
        const struct jx_plugin *plugins = jx_library_plugins(session.library, true, &count);
        jx_session_say(&session);
        if (arguments->json)
            emit_carriers(plugins, count);
        else
            print_carriers(cli, plugins, count);
    }
    jx_session_close(&session);
    return exit;
}

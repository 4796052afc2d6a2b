/*
 * What the ways of converting share: names of outputs, what was written, how a run ends.
 */
#include "core/cli/converting.h"

#include <stdlib.h>
#include <string.h>

#include "core/cli/output.h"
#include "core/cli/print.h"

char *jx_converting_name(const struct jx_converting *run, const char *input, const char *more) {
    if (run->output) return strdup(run->output);
    if (!strcmp(input, "-")) input = run->arguments->stdin_name ? run->arguments->stdin_name : "stdin";
    const char *slash = strrchr(input, '/'), *name = slash ? slash + 1 : input;
    const char *ending = jx_ending_of(name);
    size_t length = *ending ? (size_t)(ending - name) - 1 : strlen(name);
    const char *folder = run->folder, *layout = run->aim.blank ? "filled" : run->aim.target.layout;
    bool between = *folder && folder[strlen(folder) - 1] != '/';
    char *path = NULL;
    if (asprintf(&path, "%s%s%.*s%s%s%s.%s", folder, between ? "/" : "", (int)(length < 4096 ? length : 4096),
                 name, layout ? "-" : "", layout ? layout : "", more, run->aim.target.extension) < 0)
        return NULL;
    return path;
}

size_t jx_converting_indicators(const struct jx_document *document, const struct jx_conversion *conversion) {
    size_t all = 0;
    bool *refused = calloc(document->form_count + 1, sizeof *refused);
    for (size_t i = 0; refused && i < conversion->item_count; i++)
        if (conversion->items[i].kind == JX_ITEM_REFUSED && conversion->items[i].form < document->form_count)
            refused[conversion->items[i].form] = true;
    for (size_t i = 0; i < document->form_count; i++)
        if (!refused || !refused[i]) all += document->forms[i].indicator_count;
    free(refused);
    return all;
}

size_t jx_converting_warnings(const struct jx_document *document, const struct jx_conversion *conversion) {
    return jx_print_count(document->diags, document->diag_count, JX_WARNING) +
           jx_print_count(conversion->diags, conversion->diag_count, JX_WARNING);
}

void jx_converting_report(const struct jx_cli *cli, const char *path, size_t forms, size_t indicators) {
    jx_print_path(stderr, strcmp(path, "-") ? path : jx_pick(cli, "standard output", "标准输出"));
    if (cli->language == JX_LANGUAGE_CHINESE)
        fprintf(stderr, "：%zu 张表，%zu 个指标", forms, indicators);
    else
        fprintf(stderr, ": %zu form%s, %zu indicator%s", forms, forms == 1 ? "" : "s", indicators,
                indicators == 1 ? "" : "s");
}

enum jx_exit jx_converting_why(const struct jx_converting *run, enum jx_status status,
                               const struct jx_conversion *conversion) {
    enum jx_exit exit = jx_session_blame(conversion->diags, conversion->diag_count, JX_EXIT_DONE);
    if (exit) return exit;
    if (status == JX_FATAL) return JX_EXIT_SYSTEM;
    bool refused = run->arguments->no_loss && !run->arguments->carry && conversion->loss_count;
    return refused ? JX_EXIT_LOSS : JX_EXIT_INPUT;
}

const char *jx_converting_layout(const struct jx_converting *run) {
    const char *layout = run->aim.target.layout;
    if (run->aim.target.blank) { /* the file's name stands for it */
        const char *slash = strrchr(run->arguments->to, '/');
        return !slash ? run->arguments->to : slash + 1;
    }
    return jx_library_layout_called(run->session.library, !layout ? "" : layout);
}

bool jx_converting_noted(const struct jx_converting *run, const char *path) {
    for (size_t i = 0; i < run->written_count; i++)
        if (!strcmp(run->written[i], path)) return true;
    return false;
}

bool jx_converting_note(struct jx_converting *run, char *path) {
    if (run->written_count == run->written_room) {
        size_t room = run->written_room ? 2 * run->written_room : 64;
        char **more = reallocarray(run->written, room, sizeof *more);
        if (!more) return free(path), false;
        run->written = more;
        run->written_room = room;
    }
    run->written[run->written_count++] = path;
    return true;
}

enum jx_exit jx_converting_sum(const struct jx_converting *run, size_t whole, enum jx_exit worst) {
    if (whole == run->arguments->input_count) return JX_EXIT_DONE;
    return run->written_count ? JX_EXIT_PART : worst;
}

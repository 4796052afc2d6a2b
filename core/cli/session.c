/*
 * Opening the library and reading documents, for all subcommands alike.
 */
#include "core/cli/session.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/batch/refusals.h"
#include "core/cli/apart.h"
#include "core/cli/blank.h"
#include "core/cli/print.h"
#include "core/cli/tell.h"

static enum jx_exit out_of_memory(const struct jx_cli *cli, const char *subject) {
    JX_SAY(cli, subject, JX_MSG_FILE_MEMORY, NULL);
    return JX_EXIT_SYSTEM;
}

static bool has_layouts(struct jx_library *library) {
    size_t count;
    const struct jx_plugin *plugins = jx_library_plugins(library, false, &count);
    for (size_t i = 0; i < count; i++)
        if (plugins[i].layout) return true;
    return false;
}

enum jx_exit jx_session_open(struct jx_session *session, const struct jx_cli *cli, bool needs_layouts) {
    struct jx_library_options options = {.language = cli->language, .refusals = jx_refusals};
    *session = (struct jx_session){.cli = cli, .library = jx_library_open(&options)};
    if (!session->library) return out_of_memory(cli, "jixiao");
    if (cli->apart && cli->apart->again) jx_library_diags(session->library, &session->said);
    jx_session_say(session);
    enum jx_exit exit = jx_apart_confine(cli, session->library);
    if (exit) return exit;
    return needs_layouts && !has_layouts(session->library) ? JX_EXIT_SYSTEM : JX_EXIT_DONE;
}

void jx_session_close(struct jx_session *session) {
    jx_library_close(session->library);
    session->library = NULL;
}

void jx_session_say(struct jx_session *session) {
    size_t count;
    const struct jx_diag *diags = jx_library_diags(session->library, &count);
    while (session->said < count) jx_print_diag(session->cli, "jixiao", &diags[session->said++]);
}

char *jx_session_layouts(const struct jx_session *session) {
    size_t count, length = 0;
    char *names = NULL;
    FILE *out = open_memstream(&names, &length);
    if (!out) return NULL;
    const struct jx_plugin *plugins = jx_library_plugins(session->library, false, &count);
    const char *between = "";
    for (size_t i = 0; i < count; i++) {
        if (!plugins[i].layout) continue;
        fprintf(out, "%s%s", between, plugins[i].id);
        if (strcmp(plugins[i].id, plugins[i].called) != 0) fprintf(out, "（%s）", plugins[i].called);
        between = jx_pick(session->cli, ", ", "、");
    }
    if (!fclose(out)) return names;
    free(names);
    return NULL;
}

/* `anhui（安徽）` */
static void name_layout(const struct jx_session *session, const char *id, char *room, size_t size) {
    const char *called = jx_library_layout_called(session->library, id);
    if (strcmp(called, id) == 0)
        snprintf(room, size, "%s", id);
    else
        snprintf(room, size, "%s（%s）", id, called);
}

enum jx_exit jx_session_layout(const struct jx_session *session, const char **name) {
    const char *meant = NULL, *id = *name;
    if (!id) return JX_EXIT_DONE;
    id = jx_library_layout_named(session->library, *name, &meant);
    if (id) return *name = id, JX_EXIT_DONE;
    if (!strcmp(*name, "json")) {
        JX_SAY(session->cli, "jixiao", JX_MSG_USAGE_LAYOUT_JSON, *name);
        return JX_EXIT_USAGE;
    }
    char *known = jx_session_layouts(session), near[256];
    if (meant) {
        name_layout(session, meant, near, sizeof near);
        JX_SAY(session->cli, "jixiao", JX_MSG_LAYOUT_NEAR, *name, near, known ? known : "?");
    } else {
        JX_SAY(session->cli, "jixiao", JX_MSG_PLUGIN_UNKNOWN, *name, known ? known : "?");
    }
    free(known);
    return JX_EXIT_USAGE;
}

enum jx_exit jx_session_target(const struct jx_session *session, struct jx_arguments *arguments) {
    if (arguments->to && strcasecmp(arguments->to, "json") == 0) arguments->to = "json";
    bool layout = arguments->to && strcmp(arguments->to, "json") != 0 && !jx_blank_named(arguments->to);
    enum jx_exit exit = layout ? jx_session_layout(session, &arguments->to) : JX_EXIT_DONE;
    if (exit == JX_EXIT_DONE) exit = jx_session_layout(session, &arguments->from);
    arguments->read.layout = arguments->from;
    return exit;
}

enum jx_exit jx_session_blame(const struct jx_diag *diags, size_t count, enum jx_exit otherwise) {
    for (size_t i = 0; i < count; i++) {
        switch ((int)diags[i].code) {
        case JX_MSG_WORKBOOK_WRITE:
        case JX_MSG_DOCUMENT_WRITE:
        case JX_MSG_PDF_UNOPENED:
        case JX_MSG_FILE_MEMORY: return JX_EXIT_SYSTEM;
        case JX_MSG_FILE_ENCODING_NAME:
        case JX_MSG_FILE_NO_WRITER:
        case JX_MSG_CARRY_UNABLE:
        case JX_MSG_CARRY_BLANK:
        case JX_MSG_PLUGIN_UNKNOWN: return JX_EXIT_USAGE;
        default: break;
        }
    }
    return otherwise;
}

enum jx_exit jx_session_read(struct jx_session *session, const struct jx_arguments *arguments,
                             const char *path, struct jx_reading *reading) {
    const struct jx_cli *cli = session->cli;
    *reading = (struct jx_reading){0};
    enum jx_exit exit =
        jx_file_read(cli, path, arguments->stdin_name, arguments->read.limits.bytes, &reading->file);
    if (exit) return exit;
    struct jx_source source = {reading->file.name, reading->file.bytes, reading->file.length};
    struct jx_read_options options = arguments->read;
    options.no_programs = cli->apart && !cli->apart->programs;
    enum jx_status status = jx_read(session->library, &source, &options, &reading->document);
    /* The document stands by itself. */
    free(reading->file.bytes);
    reading->file.bytes = NULL;
    const struct jx_document *document = reading->document;
    if (document) jx_apart_ask(cli, document->diags, document->diag_count);
    jx_session_say(session);
    if (!document) return out_of_memory(cli, reading->file.name);
    exit = status == JX_FAIL ? jx_session_blame(document->diags, document->diag_count, JX_EXIT_DONE)
                             : JX_EXIT_DONE;
    if (status == JX_FATAL || exit || !document->form_count) {
        /* There will be no conversion whose messages could come between. */
        jx_tell(cli, reading->file.name, &(struct jx_tale){.document = document});
        reading->told = true;
    }
    if (status == JX_FATAL) {
        /* Whatever stopped it, there must be a word of it. */
        if (!jx_print_count(document->diags, document->diag_count, JX_ERROR))
            return out_of_memory(cli, reading->file.name);
        return jx_session_blame(document->diags, document->diag_count, JX_EXIT_SYSTEM);
    }
    if (!document->form_count && !jx_print_count(document->diags, document->diag_count, JX_ERROR))
        JX_SAY(cli, reading->file.name, JX_MSG_INPUT_NO_FORM, NULL);
    if (status == JX_FAIL) reading->incomplete = true;
    return exit;
}

enum jx_exit jx_session_each(const struct jx_cli *cli, const struct jx_arguments *arguments,
                             enum jx_exit (*job)(void *user, const char *input), void *user) {
    enum jx_exit worst = JX_EXIT_DONE;
    bool some = false;
    for (size_t i = 0; i < arguments->input_count; i++) {
        enum jx_exit exit = JX_EXIT_DONE;
        if (!jx_apart_begin(cli, i, &exit)) exit = job(user, arguments->inputs[i]);
        fflush(stdout);
        jx_apart_end(cli, i, exit);
        some = some || exit == JX_EXIT_DONE || exit == JX_EXIT_PART;
        if (exit > worst) worst = exit;
    }
    return some && worst != JX_EXIT_DONE ? JX_EXIT_PART : worst;
}

void jx_session_tell(const struct jx_session *session, struct jx_reading *reading,
                     const struct jx_conversion *conversion, const char *layout, bool carried) {
    jx_tell(session->cli, reading->file.name,
            &(struct jx_tale){reading->told ? NULL : reading->document, conversion, layout, carried});
    reading->told = true;
}

void jx_session_done(struct jx_reading *reading) {
    jx_document_free(reading->document);
    reading->document = NULL;
    jx_file_free(&reading->file);
}

enum jx_exit jx_session_recognised(const struct jx_reading *reading) {
    if (!reading->document || !reading->document->form_count) return JX_EXIT_INPUT;
    return reading->incomplete ? JX_EXIT_PART : JX_EXIT_DONE;
}

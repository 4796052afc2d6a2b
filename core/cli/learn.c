/*
 * jixiao learn: a layout's table in C, from a form.
 */
#include <string.h>

#include "core/cli/apart.h"
#include "core/cli/cli.h"
#include "core/cli/files.h"
#include "core/cli/print.h"
#include "core/cli/session.h"
#include "core/cli/tell.h"

enum { LONGEST_ID = 32 };

static bool id_fine(const char *id) {
    return *id && strlen(id) <= LONGEST_ID &&
           strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id);
}

static const char *file_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The id of linhai.c is linhai, if that can be one. */
static const char *id_of_output(const char *output, char room[LONGEST_ID + 1]) {
    const char *name = output ? file_name(output) : "";
    size_t length = strcspn(name, ".");
    if (length == 0 || length > LONGEST_ID) return NULL;
    memcpy(room, name, length);
    room[length] = '\0';
    return id_fine(room) ? room : NULL;
}

/* What is wrong with the options is said before anything is read. */
static enum jx_exit check(const struct jx_cli *cli, const struct jx_arguments *arguments) {
    const char *output = arguments->output;
    if (arguments->id && !id_fine(arguments->id)) {
        JX_SAY(cli, "jixiao", JX_MSG_USAGE_LEARN_ID, arguments->id);
        return JX_EXIT_USAGE;
    }
    if (!output || !strcmp(output, "-")) return JX_EXIT_DONE;
    size_t length = strlen(output);
    if (length < 3 || strcmp(output + length - 2, ".c") != 0) {
        JX_SAY(cli, "jixiao", JX_MSG_USAGE_LEARN_KIND, output);
        return JX_EXIT_USAGE;
    }
    enum jx_exit exit =
        jx_file_writable(cli, output, arguments->inputs, arguments->input_count, arguments->force);
    return exit ? exit : jx_file_place(cli, output);
}

static enum jx_exit learn(struct jx_session *session, const struct jx_arguments *arguments,
                          const struct jx_file *file) {
    const struct jx_cli *cli = session->cli;
    char room[LONGEST_ID + 1];
    struct jx_source source = {file->name, file->bytes, file->length};
    struct jx_learn_options options = {arguments->id, arguments->read};
    struct jx_learned *learned = NULL;
    if (!options.id) options.id = id_of_output(arguments->output, room);
    options.read.no_programs = cli->apart && !cli->apart->programs;
    enum jx_status status = jx_learn(session->library, &source, &options, &learned);
    if (learned) jx_apart_ask(cli, learned->document->diags, learned->document->diag_count);
    jx_session_say(session);
    if (!learned) {
        JX_SAY(cli, file->name, JX_MSG_FILE_MEMORY, NULL);
        return JX_EXIT_SYSTEM;
    }
    jx_tell(cli, file->name, &(struct jx_tale){.document = learned->document});
    enum jx_exit exit = learned->faults ? JX_EXIT_PART : JX_EXIT_DONE;
    if (status >= JX_FAIL || !learned->text) {
        exit = jx_session_blame(learned->document->diags, learned->document->diag_count, JX_EXIT_INPUT);
    } else {
        const char *output = arguments->output ? arguments->output : "-";
        enum jx_exit written = jx_file_write(cli, output, learned->text, learned->length, arguments->force);
        if (written) exit = written;
    }
    jx_learned_free(learned);
    return exit;
}

enum jx_exit jx_command_learn(struct jx_cli *cli, struct jx_arguments *arguments) {
    struct jx_session session;
    struct jx_file file = {0};
    enum jx_exit exit = check(cli, arguments);
    if (exit) return exit;
    exit = jx_session_open(&session, cli, false);
    if (!exit)
        exit = jx_file_read(cli, arguments->inputs[0], arguments->stdin_name, arguments->read.limits.bytes,
                            &file);
    if (!exit) exit = learn(&session, arguments, &file);
    jx_file_free(&file);
    jx_session_close(&session);
    return exit;
}

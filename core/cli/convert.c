/*
 * jixiao convert: files in, files out, and every way in which that may go wrong told.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/batch/refusals.h"
#include "core/cli/apart.h"
#include "core/cli/blank.h"
#include "core/cli/converting.h"
#include "core/cli/files.h"
#include "core/cli/output.h"
#include "core/cli/print.h"

/* --- what to write, and where ------------------------------------------------------------------------------------ */

/* A blank takes one form, and --split makes several files: these need a folder where there are several. */
static enum jx_exit need_folder(const struct jx_converting *run, const char *output) {
    if (!strcmp(output, "-"))
        JX_SAY(run->cli, "jixiao", JX_MSG_USAGE_STDOUT_MANY, NULL);
    else
        JX_SAY(run->cli, "jixiao", JX_MSG_USAGE_FOLDER, output);
    return JX_EXIT_USAGE;
}

/* -o: a folder, a file, or standard output. */
static enum jx_exit choose_output(struct jx_converting *run) {
    const struct jx_arguments *arguments = run->arguments;
    const char *output = arguments->output;
    bool blank = arguments->to && jx_blank_named(arguments->to);
    run->extension = arguments->carrier;
    if (!output) {
        run->folder = "";
    } else if (jx_names_folder(output)) {
        run->folder = output;
    } else if (arguments->split || (blank && arguments->input_count > 1)) {
        return need_folder(run, output);
    } else {
        run->output = output;
        if (!run->extension && *jx_ending_of(output)) run->extension = jx_ending_of(output);
    }
    return JX_EXIT_DONE;
}

/* What kind of file, when neither the name nor --to-carrier said so. */
static enum jx_exit choose_carrier(struct jx_converting *run) {
    bool standard = run->output && !strcmp(run->output, "-");
    if (!run->aim.target.extension && standard) run->aim.target.extension = "csv";
    if (!run->aim.target.extension && run->folder) run->aim.target.extension = "xlsx";
    if (!run->aim.target.extension) {
        JX_SAY(run->cli, "jixiao", JX_MSG_USAGE_EXTENSION, run->output);
        return JX_EXIT_USAGE;
    }
    if (standard && isatty(STDOUT_FILENO) && strcmp(run->aim.target.extension, "csv") != 0 &&
        strcmp(run->aim.target.extension, "json") != 0) {
        JX_SAY(run->cli, "jixiao", JX_MSG_USAGE_TERMINAL, run->aim.target.extension);
        return JX_EXIT_USAGE;
    }
    return JX_EXIT_DONE;
}

/* --- one file ---------------------------------------------------------------------------------------------------- */

/* `OUT: 3 forms, 28 indicators; 5 to look at, 7 without a place`. */
static void report(const struct jx_cli *cli, const char *path, const struct jx_document *document,
                   const struct jx_conversion *conversion) {
    if (cli->quiet) return;
    struct jx_tally tally = jx_tally_of(document, conversion);
    jx_converting_report(cli, path, conversion->converted, jx_converting_indicators(document, conversion));
    jx_tally_print(stderr, cli, conversion, &tally);
    fputc('\n', stderr);
}

static enum jx_exit deliver(const struct jx_converting *run, const struct jx_reading *reading,
                            enum jx_status status, const struct jx_conversion *conversion, const char *path) {
    const struct jx_cli *cli = run->cli;
    if (!conversion->bytes || status > JX_FAIL) return jx_converting_why(run, status, conversion);
    enum jx_exit exit = JX_EXIT_DONE;
    if (run->folder && *run->folder) exit = jx_file_folder(cli, run->folder);
    if (!exit) exit = jx_file_write(cli, path, conversion->bytes, conversion->length, run->arguments->force);
    if (exit) return exit;
    report(cli, path, reading->document, conversion);
    if (conversion->refused || status == JX_FAIL) return JX_EXIT_PART;
    if (run->arguments->strict && jx_converting_warnings(reading->document, conversion)) return JX_EXIT_PART;
    return jx_session_recognised(reading);
}

static enum jx_exit convert_reading(struct jx_converting *run, struct jx_reading *reading, const char *path) {
    enum jx_exit exit = jx_session_recognised(reading);
    if (exit == JX_EXIT_INPUT) {
        /* Nothing was recognised, and the messages of the reading say why. */
        return exit;
    }
    struct jx_conversion *conversion = NULL;
    enum jx_status status =
        jx_convert(run->session.library, reading->document, &run->aim.target, &conversion);
    jx_session_say(&run->session);
    if (!conversion) {
        JX_SAY(run->cli, reading->file.name, JX_MSG_FILE_MEMORY, NULL);
        return JX_EXIT_SYSTEM;
    }
    jx_session_tell(&run->session, reading, conversion, jx_converting_layout(run), run->aim.target.carry);
    exit = deliver(run, reading, status, conversion, path);
    jx_conversion_free(conversion);
    return exit;
}

static enum jx_exit out_of_memory(const struct jx_converting *run, const char *input) {
    JX_SAY(run->cli, input, JX_MSG_FILE_MEMORY, NULL);
    return JX_EXIT_SYSTEM;
}

static enum jx_exit convert_one(struct jx_converting *run, const char *input) {
    const struct jx_arguments *arguments = run->arguments;
    char *path = jx_converting_name(run, input, "");
    if (!path) return out_of_memory(run, input);
    struct jx_reading reading = {0};
    enum jx_exit exit = JX_EXIT_DONE;
    if (jx_converting_noted(run, path)) {
        JX_SAY(run->cli, input, JX_MSG_USAGE_OUTPUT_TWICE, path);
        exit = JX_EXIT_EXISTS;
    }
    if (!exit) exit = jx_output_writable(run->cli, arguments, path);
    if (!exit && !run->folder && strcmp(path, "-") != 0) exit = jx_file_place(run->cli, path);
    if (!exit) exit = jx_session_read(&run->session, arguments, input, &reading);
    if (!exit) exit = convert_reading(run, &reading, path);
    jx_session_done(&reading);
    if (exit != JX_EXIT_DONE && exit != JX_EXIT_PART) return free(path), exit;
    return jx_converting_note(run, path) ? exit : out_of_memory(run, input);
}

/* --- all of them ------------------------------------------------------------------------------------------------- */

/* What an earlier process has done of this run. */
static void recall(struct jx_converting *run, const char *input, enum jx_exit exit) {
    char *path = exit == JX_EXIT_DONE || exit == JX_EXIT_PART ? jx_converting_name(run, input, "") : NULL;
    if (path) jx_converting_note(run, path);
}

static enum jx_exit convert_all(struct jx_converting *run) {
    const struct jx_arguments *arguments = run->arguments;
    enum jx_exit worst = JX_EXIT_DONE;
    size_t whole = 0;
    for (size_t i = 0; i < arguments->input_count; i++) {
        enum jx_exit exit = JX_EXIT_DONE;
        if (jx_apart_begin(run->cli, i, &exit))
            recall(run, arguments->inputs[i], exit);
        else
            exit = convert_one(run, arguments->inputs[i]);
        jx_apart_end(run->cli, i, exit);
        if (exit == JX_EXIT_DONE) whole++;
        if (exit > worst) worst = exit;
    }
    return jx_converting_sum(run, whole, worst);
}

static enum jx_exit prepare(struct jx_converting *run) {
    const struct jx_arguments *arguments = run->arguments;
    enum jx_exit exit = choose_output(run);
    if (!exit) exit = jx_aim_layout(&run->session, arguments, run->extension, &run->aim);
    if (!exit) exit = choose_carrier(run);
    if (!exit) exit = jx_aim_options(run->cli, arguments, &run->aim);
    if (!exit) exit = jx_aim_carrier(&run->session, &run->aim);
    /* A module that could not be loaded for want of memory may be loaded at the second try; nobody knows what else is missing. */
    if (exit || !jx_refusals()) return exit;
    JX_SAY(run->cli, "jixiao", JX_MSG_FILE_MEMORY, NULL);
    return JX_EXIT_SYSTEM;
}

enum jx_exit jx_command_convert(struct jx_cli *cli, struct jx_arguments *arguments) {
    struct jx_converting run = {.cli = cli, .arguments = arguments};
    enum jx_exit exit = jx_session_open(&run.session, cli, true);
    if (!exit) exit = jx_session_target(&run.session, arguments);
    if (!exit) exit = prepare(&run);
    if (!exit && jx_output_collects(arguments))
        exit = jx_converting_collect(&run);
    else if (!exit)
        exit = arguments->split ? jx_converting_split(&run) : convert_all(&run);
    for (size_t i = 0; i < run.written_count; i++) free(run.written[i]);
    free(run.written);
    jx_aim_free(&run.aim);
    jx_session_close(&run.session);
    return exit;
}

#include "core/cli/table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/batch/list.h"
#include "core/cli/apart.h"
#include "core/cli/files.h"
#include "core/cli/inputs.h"
#include "core/cli/print.h"
#include "core/cli/rows.h"
#include "core/cli/session.h"
#include "core/cli/summarise.h"

enum kind { CSV, XLSX, LINES };

static enum jx_exit out_of_memory(const struct jx_cli *cli) {
    JX_SAY(cli, "jixiao", JX_MSG_FILE_MEMORY, NULL);
    return JX_EXIT_SYSTEM;
}

/* --- the process at work ------------------------------------------------------------------------------------------- */

/* The rows of one input, behind those of the inputs before. */
static enum jx_exit note_rows(const struct jx_cli *cli, const struct jx_reading *reading) {
    int fd = dup(cli->spool);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "ab");
    if (!out) return out_of_memory(cli);
    bool put = jx_rows_put(out, reading->file.name, reading->document);
    int error = errno;
    if (fclose(out)) put = false, error = errno;
    if (put) return JX_EXIT_DONE;
    JX_SAY(cli, "jixiao", JX_MSG_FILE_WRITE, jx_pick(cli, "a temporary file", "临时文件"),
           jx_print_errno(cli, error));
    return JX_EXIT_SYSTEM;
}

static enum jx_exit read_one(struct jx_session *session, const struct jx_arguments *arguments,
                             const char *input) {
    struct jx_reading reading = {0};
    enum jx_exit exit = jx_session_read(session, arguments, input, &reading);
    if (!exit) exit = jx_session_recognised(&reading);
    if (exit == JX_EXIT_DONE || exit == JX_EXIT_PART) {
        jx_session_tell(session, &reading, NULL, NULL, false);
        enum jx_exit noted = note_rows(session->cli, &reading);
        if (noted) exit = noted;
    }
    jx_session_done(&reading);
    return exit;
}

enum jx_exit jx_command_table(struct jx_cli *cli, struct jx_arguments *arguments) {
    struct jx_session session;
    enum jx_exit exit = jx_session_open(&session, cli, true);
    if (!exit) exit = jx_session_target(&session, arguments);
    for (size_t i = 0; !exit && i < arguments->input_count; i++) {
        enum jx_exit one = JX_EXIT_DONE;
        if (!jx_apart_begin(cli, i, &one)) one = read_one(&session, arguments, arguments->inputs[i]);
        jx_apart_end(cli, i, one);
    }
    jx_session_close(&session);
    return exit ? exit : jx_apart_sum(cli);
}

/* --- inputs --------------------------------------------------------------------------------------------------------- */

static bool is_folder(const char *path) {
    struct stat status;
    return !stat(path, &status) && S_ISDIR(status.st_mode);
}

/* Adds a path; false: no memory. */
static bool add_path(char ***paths, size_t *count, const char *path) {
    char **more = reallocarray(*paths, *count + 1, sizeof *more);
    if (!more) return false;
    *paths = more;
    more[*count] = strdup(path);
    return more[(*count)++];
}

/* The files of a folder and those below, in their order, but for the output, which may lie there. */
static bool add_folder(const struct jx_arguments *arguments, const char *folder, char ***paths,
                       size_t *count) {
    const struct jx_batch_arguments *asked = &arguments->batch;
    struct jx_filter filter = {.include = asked->include.items,
                               .include_count = asked->include.count,
                               .exclude = asked->exclude.items,
                               .exclude_count = asked->exclude.count};
    struct jx_list list = {0};
    jx_list_add(&list, folder, &filter, false);
    jx_list_finish(&list, "csv", 1, 1);
    bool fine = !list.failed;
    for (size_t i = 0; fine && i < list.count; i++)
        if (!arguments->output || !jx_file_same(list.jobs[i].path, arguments->output))
            fine = add_path(paths, count, list.jobs[i].path);
    jx_list_free(&list);
    return fine;
}

static bool find_inputs(const struct jx_arguments *arguments, char ***paths, size_t *count) {
    for (size_t i = 0; i < arguments->input_count; i++) {
        const char *input = arguments->inputs[i];
        if (!(is_folder(input) ? add_folder(arguments, input, paths, count) : add_path(paths, count, input)))
            return false;
    }
    return true;
}

/* --- output --------------------------------------------------------------------------------------------------------- */

static enum jx_exit choose_kind(const struct jx_cli *cli, const struct jx_arguments *arguments,
                                enum kind *kind) {
    static const char *const endings[] = {[CSV] = "csv", [XLSX] = "xlsx", [LINES] = "jsonl"};
    bool standard = !arguments->output || !strcmp(arguments->output, "-");
    const char *point = standard ? NULL : strrchr(arguments->output, '.');
    const char *ending = arguments->carrier ? arguments->carrier : standard ? "csv" : point ? point + 1 : "";
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (!strcasecmp(ending, endings[i])) return *kind = (enum kind)i, JX_EXIT_DONE;
    JX_SAY(
        cli, "jixiao", JX_MSG_USAGE_VALUE, "--output", standard ? ending : arguments->output,
        jx_pick(cli, "a name that ends with .csv, .xlsx or .jsonl", "以 .csv、.xlsx 或 .jsonl 结尾的文件名"));
    return JX_EXIT_USAGE;
}

static int temporary_file(void) {
    const char *folder = secure_getenv("TMPDIR");
    char *path = NULL;
    int fd = open(folder && *folder ? folder : "/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0) return fd;
    if (asprintf(&path, "%s/jixiao-table-XXXXXX", folder && *folder ? folder : "/tmp") < 0) return -1;
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0) unlink(path);
    free(path);
    return fd;
}

/* A text that spreadsheet programs would calculate when they open the file; a sign alone, such as an operator, they leave. */
static bool needs_guard(const char *text) {
    static const char *const wide[] = {"＝", "＋", "－", "＠"};
    if (!*text || !text[1]) return false;
    if (strchr("=+-@\t\r", *text)) return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (!strncmp(text, wide[i], strlen(wide[i]))) return true;
    return false;
}

static void put_csv(FILE *out, const char *text, bool number, bool guard) {
    if (!text) return;
    bool guarded = guard && !number && needs_guard(text);
    bool quoted = strpbrk(text, ",\"\r\n");
    if (quoted) fputc('"', out);
    if (guarded) fputc('\'', out);
    for (; *text; text++) {
        if (*text == '"') fputc('"', out);
        fputc(*text, out);
    }
    if (quoted) fputc('"', out);
}

/* As spreadsheet programs on Windows take it: a mark at its beginning, lines that end with CR LF. */
static bool write_csv(const struct jx_cli *cli, const struct jx_rows *rows, int fd, bool guard) {
    const char **cells = calloc(rows->column_count, sizeof *cells);
    FILE *out = fdopen(dup(fd), "wb");
    if (!cells || !out) return free(cells), false;
    fputs("\xEF\xBB\xBF", out);
    for (size_t i = 0; i < rows->column_count; i++) {
        if (i) fputc(',', out);
        put_csv(out, jx_pick(cli, rows->columns[i].english, rows->columns[i].chinese), false, guard);
    }
    fputs("\r\n", out);
    while (rows->next(rows->user, cells)) {
        for (size_t i = 0; i < rows->column_count; i++) {
            if (i) fputc(',', out);
            put_csv(out, cells[i], rows->columns[i].number, guard);
        }
        fputs("\r\n", out);
    }
    free(cells);
    bool failed = ferror(out);
    return !fclose(out) && !failed;
}

static bool write_lines(const struct jx_rows *rows, const struct jx_rows_reader *reader, int fd) {
    const char **cells = calloc(rows->column_count, sizeof *cells);
    FILE *out = fdopen(dup(fd), "wb");
    if (!cells || !out) return free(cells), false;
    while (rows->next(rows->user, cells)) fputs(reader->line, out);
    free(cells);
    bool failed = ferror(out);
    return !fclose(out) && !failed;
}

static enum jx_exit write_kind(struct jx_session *session, const struct jx_arguments *arguments,
                               enum kind kind, const struct jx_rows *rows, int fd) {
    const struct jx_cli *cli = session->cli;
    const char *name = arguments->output ? arguments->output : "-";
    bool written = false;
    errno = 0;
    if (kind == XLSX) return jx_summary_rows(session, name, rows, fd);
    if (kind == CSV) written = write_csv(cli, rows, fd, !arguments->read.no_guard);
    if (kind == LINES) written = write_lines(rows, rows->user, fd);
    if (written) return JX_EXIT_DONE;
    JX_SAY(cli, "jixiao", JX_MSG_FILE_WRITE, name, jx_print_errno(cli, errno ? errno : ENOMEM));
    return JX_EXIT_SYSTEM;
}

/* `all.csv: 120 rows of 12 files` */
static void report(const struct jx_cli *cli, const char *name, const struct jx_rows_reader *reader) {
    if (cli->quiet) return;
    jx_print_path(stderr, strcmp(name, "-") ? name : jx_pick(cli, "standard output", "标准输出"));
    fprintf(stderr, jx_pick(cli, ": %zu row%s of %zu file%s\n", "：%zu 行%s，来自 %zu 个文件%s\n"),
            reader->rows, cli->language == JX_LANGUAGE_CHINESE || reader->rows == 1 ? "" : "s", reader->files,
            cli->language == JX_LANGUAGE_CHINESE || reader->files == 1 ? "" : "s");
}

/* Writes the output from the rows that were noted; nothing is written if there are none. */
static enum jx_exit write_all(const struct jx_cli *cli, const struct jx_arguments *arguments,
                              enum kind kind) {
    const char *name = arguments->output ? arguments->output : "-";
    struct jx_session session = {.cli = cli, .library = NULL};
    struct jx_rows_reader reader = {.in = fdopen(dup(cli->spool), "rb")};
    struct jx_rows rows = {.next = jx_rows_next, .user = &reader};
    struct stat status;
    int fd = temporary_file();
    rows.columns = jx_rows_columns(&rows.column_count);
    enum jx_exit exit = JX_EXIT_DONE;
    if (fd < 0 || !reader.in) exit = out_of_memory(cli);
    if (!exit && kind == XLSX) exit = jx_session_open(&session, cli, false);
    if (!exit && !fstat(cli->spool, &status) && status.st_size) {
        rewind(reader.in);
        exit = write_kind(&session, arguments, kind, &rows, fd);
        if (!exit) exit = jx_summary_put(cli, name, fd, arguments->force);
        if (!exit) report(cli, name, &reader);
    }
    jx_rows_end(&reader);
    if (fd >= 0) close(fd);
    jx_session_close(&session);
    return exit;
}

static enum jx_exit check_output(const struct jx_cli *cli, const struct jx_arguments *arguments) {
    if (!arguments->output || !strcmp(arguments->output, "-")) return JX_EXIT_DONE;
    enum jx_exit exit =
        jx_file_writable(cli, arguments->output, arguments->inputs, arguments->input_count, arguments->force);
    return exit ? exit : jx_file_place(cli, arguments->output);
}

enum jx_exit jx_table_run(struct jx_cli *cli, const struct jx_command *command,
                          const struct jx_arguments *arguments) {
    struct jx_arguments expanded = *arguments;
    char **paths = NULL;
    size_t count = 0;
    enum kind kind = CSV;
    enum jx_exit exit = choose_kind(cli, arguments, &kind);
    if (!exit) exit = check_output(cli, arguments);
    if (exit) return exit;
    if (!find_inputs(arguments, &paths, &count)) exit = out_of_memory(cli);
    cli->spool = temporary_file();
    if (!exit && cli->spool < 0) exit = out_of_memory(cli);
    expanded.inputs = paths;
    expanded.input_count = jx_inputs_once(cli, paths, count);
    if (!exit && !count) JX_SAY(cli, "jixiao", JX_MSG_BATCH_NONE, NULL), exit = JX_EXIT_INPUT;
    if (!exit) {
        enum jx_exit read = jx_apart_run(cli, command, &expanded);
        exit = read == JX_EXIT_USAGE || read == JX_EXIT_SYSTEM ? read : write_all(cli, arguments, kind);
        if (!exit) exit = read;
    }
    if (cli->spool >= 0) close(cli->spool);
    for (size_t i = 0; i < count; i++) free(paths[i]);
    free(paths);
    return exit;
}

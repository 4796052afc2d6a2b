/*
 * Of each file the message that weighs most, what failed first, then by weight; of many files the first ones, and where the
 * others stand. With -v all messages of all files.
 */
#include "core/cli/findings.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/cli/print.h"

enum { FAILURES_MOST = 10, WARNED_MOST = 20, CHANGED_MOST = 10, WORDS_MOST = 160 };

/* --- messages of the journal --------------------------------------------------------------------------------------- */

static const char *string_of(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static enum jx_severity severity_of(const json_t *message) {
    const char *severity = string_of(message, "severity");
    if (!strcmp(severity, "note")) return JX_NOTE;
    return strcmp(severity, "warning") != 0 ? JX_ERROR : JX_WARNING;
}

static enum jx_weight weight_of(const json_t *message) {
    const char *code = string_of(message, "code"), *concern = string_of(message, "concern");
    int number = *code ? JX_CODE(*code, (int)strtol(code + 1, NULL, 10)) : 0;
    enum jx_concern about = JX_CONCERN_INFO;
    if (!strcmp(concern, jx_concern_name(JX_CONCERN_LOOK))) about = JX_CONCERN_LOOK;
    if (!strcmp(concern, jx_concern_name(JX_CONCERN_PLACE))) about = JX_CONCERN_PLACE;
    return jx_weight_of((enum jx_code)number, severity_of(message), about);
}

/* The first of those that weigh most; NULL: there is none. */
static const json_t *worst_of(const json_t *messages) {
    const json_t *worst = NULL;
    for (size_t i = 0; i < json_array_size(messages); i++) {
        const json_t *message = json_array_get(messages, i);
        if (!worst || weight_of(message) < weight_of(worst)) worst = message;
    }
    return worst;
}

/* `in/a.csv!A3: error F003: …`, without the end of the line; of what there is no message, that it is an error. */
static void print_message(const struct jx_cli *cli, const char *path, const json_t *message, size_t width) {
    static const char *const words[] = {"note", "warning", "error"},
                             *const chinese[] = {"提示", "警告", "错误"},
                             *const colours[] = {"\033[36m", "\033[33m", "\033[1;31m"};
    enum jx_severity severity = severity_of(message);
    const char *at = string_of(message, "at");
    jx_print_path(stderr, path);
    if (*at) fputc('!', stderr);
    jx_print_clean(stderr, at);
    fprintf(stderr, ": %s%s %s%s%s", cli->colour ? colours[severity] : "",
            jx_pick(cli, words[severity], chinese[severity]), string_of(message, "code"),
            cli->colour ? "\033[0m" : "", jx_pick(cli, ": ", " "));
    jx_print_cut(stderr, string_of(message, "message"), width);
}

/* The line of the report of a file; to be given back by json_decref. */
static json_t *report_of(const struct jx_findings *findings, const struct jx_job *job) {
    struct jx_line object = {0};
    json_t *report = jx_journal_report(findings->journal, job, &object)
                         ? json_loadb(object.bytes, object.length, 0, NULL)
                         : NULL;
    jx_line_free(&object);
    return report;
}

/* --- one line for a file ------------------------------------------------------------------------------------------- */

/* ` (3 to look at, 5 without a place)`, where the message that is shown is not all. */
static void print_rest(const struct jx_cli *cli, const struct jx_job *job) {
    const char *between = jx_pick(cli, " (", "（");
    if (job->look + job->placeless < 2) return;
    if (job->look) fprintf(stderr, jx_pick(cli, "%s%u to look at", "%s请核对 %u 处"), between, job->look);
    if (job->look) between = jx_pick(cli, ", ", "，");
    if (job->placeless)
        fprintf(stderr, jx_pick(cli, "%s%u without a place", "%s放不下 %u 项"), between, job->placeless);
    fputs(jx_pick(cli, ")", "）"), stderr);
}

static void tell_worst(const struct jx_findings *findings, const struct jx_job *job, bool bad) {
    json_t *report = report_of(findings, job);
    print_message(findings->cli, job->path, worst_of(json_object_get(report, "messages")),
                  bad ? 0 : WORDS_MOST);
    if (!bad) print_rest(findings->cli, job);
    fputc('\n', stderr);
    json_decref(report);
}

static bool is_bad(const struct jx_job *job) {
    return job->mine && jx_outcome_bad((enum jx_outcome)job->outcome);
}

/* Whether there is a result, now or from before. */
static bool is_made(const struct jx_job *job) {
    return job->mine && !is_bad(job) && job->outcome != JX_WAITING;
}

static void tell_failures(const struct jx_findings *findings) {
    size_t failed = 0;
    for (size_t i = 0; i < findings->list->count; i++) {
        const struct jx_job *job = &findings->list->jobs[i];
        if (!is_bad(job)) continue;
        if (failed++ < FAILURES_MOST) tell_worst(findings, job, true);
    }
    if (failed <= FAILURES_MOST) return;
    fprintf(stderr, jx_pick(findings->cli, "… and %zu more, see ", "……另有 %zu 个，见 "),
            failed - FAILURES_MOST);
    jx_print_path(stderr, findings->report ? findings->report : findings->journal->path);
    fputc('\n', stderr);
}

/* Where all messages of all files stand, or how to have them. */
static void tell_where(const struct jx_findings *findings, size_t more) {
    const struct jx_cli *cli = findings->cli;
    const char *where = findings->report ? findings->report : findings->summary;
    if (more)
        fprintf(stderr,
                jx_pick(cli, "… and %zu more with warnings; all messages: ",
                        "……另有 %zu 个文件有警告；全部提示："),
                more);
    else
        fputs(jx_pick(cli, "of each file the weightiest warning is shown; all messages: ",
                      "以上每个文件只列最要紧的一条；全部提示："),
              stderr);
    if (where)
        jx_print_path(stderr, where);
    else if (findings->dry)
        fputs(jx_pick(cli, "the same command with -v, or --summary FILE.xlsx",
                      "同样的命令加 -v 或 --summary 文件.xlsx"),
              stderr);
    else
        fputs(jx_pick(cli, "the same command with --resume and -v, or --summary FILE.xlsx",
                      "同样的命令加 --resume 和 -v，或加 --resume 和 --summary 文件.xlsx"),
              stderr);
    fputc('\n', stderr);
}

/* What would be lost is summed up over all files where nothing is written, so that it need not be told again. */
static void tell_warned(const struct jx_findings *findings) {
    size_t warned = 0;
    bool partly = false;
    int least = findings->dry ? JX_WEIGHT_PLACE : JX_WEIGHT_NOTE;
    for (int weight = JX_WEIGHT_ERROR; weight < least; weight++)
        for (size_t i = 0; i < findings->list->count; i++) {
            const struct jx_job *job = &findings->list->jobs[i];
            if (!is_made(job) || job->worst != weight) continue;
            partly = partly || job->look + job->placeless > 1;
            if (warned++ < WARNED_MOST) tell_worst(findings, job, false);
        }
    if (warned > WARNED_MOST || partly) tell_where(findings, warned > WARNED_MOST ? warned - WARNED_MOST : 0);
}

/* --- all of it ----------------------------------------------------------------------------------------------------- */

static void tell_all_of(const struct jx_findings *findings, const struct jx_job *job) {
    json_t *report = report_of(findings, job);
    const json_t *messages = json_object_get(report, "messages");
    for (size_t i = 0; i < json_array_size(messages); i++) {
        print_message(findings->cli, job->path, json_array_get(messages, i), 0);
        fputc('\n', stderr);
    }
    json_decref(report);
}

static void tell_all(const struct jx_findings *findings) {
    for (int bad = 1; bad >= 0; bad--)
        for (size_t i = 0; i < findings->list->count; i++) {
            const struct jx_job *job = &findings->list->jobs[i];
            if (bad ? is_bad(job) : is_made(job)) tell_all_of(findings, job);
        }
}

/* Results of an earlier run in whose place something else was found. */
static void tell_found(const struct jx_findings *findings, enum jx_found found, enum jx_code code) {
    size_t count = 0, most = findings->cli->verbose ? (size_t)-1 : CHANGED_MOST;
    for (size_t i = 0; i < findings->list->count; i++) {
        const struct jx_job *job = &findings->list->jobs[i];
        char *path = NULL;
        if (!is_made(job) || job->found != found || count++ >= most) continue;
        if (asprintf(&path, "%s/%s", findings->folder, job->output) < 0) continue;
        JX_SAY(findings->cli, job->path, code, path);
        free(path);
    }
    if (count <= most || findings->cli->quiet) return;
    fprintf(stderr, jx_pick(findings->cli, "… and %zu more like this, see ", "……另有 %zu 个同样的，见 "),
            count - most);
    if (findings->report)
        jx_print_path(stderr, findings->report);
    else
        fputs(jx_pick(findings->cli, "the same command with -v", "同样的命令加 -v"), stderr);
    fputc('\n', stderr);
}

void jx_findings_tell(const struct jx_findings *findings) {
    const struct jx_cli *cli = findings->cli;
    if (cli->verbose && !cli->quiet)
        tell_all(findings);
    else
        tell_failures(findings);
    if (!cli->verbose && !cli->quiet) tell_warned(findings);
    tell_found(findings, JX_FOUND_REMADE, JX_MSG_BATCH_REMADE);
    tell_found(findings, JX_FOUND_EDITED, JX_MSG_BATCH_EDITED);
}

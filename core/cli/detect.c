/*
 * jixiao detect: which layout each table of a file is in, how sure that is, and what is missing.
 */
#include <stdlib.h>
#include <string.h>

#include "core/cli/apart.h"
#include "core/cli/cli.h"
#include "core/cli/files.h"
#include "core/cli/json.h"
#include "core/cli/listing.h"
#include "core/cli/print.h"
#include "core/cli/session.h"
#include "core/cli/tell.h"

/* By how much any other explanation costs more than that by the first layout. */
static unsigned lead_of(const struct jx_detected *table) {
    if (!table->candidate_count) return 0;
    int best = table->candidates[0].cost, next = table->none;
    for (size_t i = 1; i < table->candidate_count; i++)
        if (table->candidates[i].cost < next) next = table->candidates[i].cost;
    return next > best ? (unsigned)(next - best) : 0;
}

/* One line of what decided, left out where there is nothing to say. */
static void print_words(const char *what, const char *words, size_t width) {
    size_t used = 3 + jx_display_width(what, strlen(what));
    if (!*words) return;
    printf("   %s", what);
    jx_print_cut(stdout, words, width > used ? width - used : width);
    printf("\n");
}

/* What speaks for and against the first layout, and what the others would cost. */
static void print_reasons(const struct jx_cli *cli, const struct jx_detected *table, size_t width) {
    const struct jx_candidate *best = &table->candidates[0];
    print_words(jx_pick(cli, "for it:  ", "相符："), best->present, width);
    print_words(jx_pick(cli, "missing: ", "缺少："), best->missing, width);
    print_words(jx_pick(cli, "strange: ", "多出："), best->strange, width);
    printf(jx_pick(cli, "   cost: %d, by labels alone %d\n", "   代价：%d，仅凭标签 %d\n"), best->cost,
           table->none);
}

/* Of the layouts, nearest first; more of them say nothing to a person. All stand there in full width (`width` is 0). */
enum { SHOWN = 6 };

static void print_table(const struct jx_cli *cli, const struct jx_library *library, size_t number,
                        const struct jx_detected *table, size_t width) {
    const char *nearest = jx_library_layout_called(library, table->candidates[0].layout);
    struct jx_listing listing = {.columns = 7};
    char place[JX_PLACE_ROOM];
    const char *at = jx_place_format(&table->at, place);
    printf("\n%zu. ", number);
    jx_print_clean(stdout, *at ? at : jx_pick(cli, "table", "表"));
    if (table->claimed)
        printf(jx_pick(cli, ": recognised as %s, %u of 100, %u ahead\n", "：识别为 %s，%u 分，领先 %u\n"),
               nearest, table->candidates[0].score, lead_of(table));
    else
        printf(jx_pick(cli, ": not recognised for sure; nearest is %s, %u of 100\n",
                       "：不能确定，最接近 %s，%u 分\n"),
               nearest, table->candidates[0].score);
    print_reasons(cli, table, width);
    JX_LIST(&listing, jx_pick(cli, "layout", "布局"), jx_pick(cli, "form", "表"),
            jx_pick(cli, "score", "得分"), jx_pick(cli, "labels", "标签"), jx_pick(cli, "strange", "多出"),
            jx_pick(cli, "cost", "代价"), jx_pick(cli, "missing", "缺少"));
    for (size_t i = 0; i < table->candidate_count && (i < SHOWN || width == 0); i++) {
        const struct jx_candidate *candidate = &table->candidates[i];
        char score[16], labels[32], strange[16], cost[16];
        snprintf(score, sizeof score, "%u", candidate->score);
        snprintf(labels, sizeof labels, "%u/%u", candidate->found, candidate->labels);
        snprintf(strange, sizeof strange, "%u", candidate->foreign);
        snprintf(cost, sizeof cost, "%d", candidate->cost);
        JX_LIST(&listing, jx_library_layout_called(library, candidate->layout),
                jx_print_kind(cli, candidate->kind), score, labels, strange, cost, candidate->missing);
    }
    jx_listing_print(&listing, stdout, 1, 3, width);
    jx_listing_free(&listing);
}

static void emit_candidate(struct jx_emitter *json, const struct jx_candidate *candidate) {
    jx_emit_open(json, NULL, '{');
    jx_emit_string(json, "layout", candidate->layout);
    jx_emit_string(json, "kind", candidate->kind == JX_KIND_DEPARTMENT ? "department" : "project");
    jx_emit_number(json, "score", candidate->score);
    jx_emit_number(json, "found", candidate->found);
    jx_emit_number(json, "labels", candidate->labels);
    jx_emit_string(json, "missing", candidate->missing);
    jx_emit_number(json, "cost", (unsigned)candidate->cost);
    jx_emit_number(json, "foreign", candidate->foreign);
    jx_emit_string(json, "present", candidate->present);
    jx_emit_string(json, "strange", candidate->strange);
    jx_emit_close(json, '}');
}

static void emit_detection(const struct jx_detection *detection, const char *name) {
    struct jx_emitter json = {.out = stdout};
    char place[JX_PLACE_ROOM];
    jx_emit_open(&json, NULL, '{');
    jx_emit_string(&json, "file", name);
    jx_emit_string(&json, "carrier", detection->document ? detection->document->carrier : NULL);
    jx_emit_open(&json, "tables", '[');
    for (size_t i = 0; i < detection->table_count; i++) {
        const struct jx_detected *table = &detection->tables[i];
        jx_emit_open(&json, NULL, '{');
        jx_emit_string(&json, "at", jx_place_format(&table->at, place));
        jx_emit_bool(&json, "claimed", table->claimed);
        jx_emit_number(&json, "lead", lead_of(table));
        jx_emit_number(&json, "without_layout", (unsigned)table->none);
        jx_emit_open(&json, "candidates", '[');
        for (size_t k = 0; k < table->candidate_count; k++) emit_candidate(&json, &table->candidates[k]);
        jx_emit_close(&json, ']');
        jx_emit_close(&json, '}');
    }
    jx_emit_close(&json, ']');
    jx_emit_close(&json, '}');
}

static void print_detection(const struct jx_session *session, const struct jx_detection *detection,
                            const char *name, size_t width) {
    const struct jx_cli *cli = session->cli;
    const char *carrier = detection->document ? detection->document->carrier : NULL;
    jx_print_path(stdout, name);
    printf(jx_pick(cli, ": %s, %zu table%s\n", "：%s，%zu 张表%s\n"), carrier ? carrier : "?",
           detection->table_count,
           cli->language == JX_LANGUAGE_CHINESE || detection->table_count == 1 ? "" : "s");
    for (size_t i = 0; i < detection->table_count; i++)
        print_table(cli, session->library, i + 1, &detection->tables[i], width);
}

static enum jx_exit outcome(enum jx_status status, const struct jx_detection *detection) {
    const struct jx_document *document = detection->document;
    size_t claimed = 0;
    for (size_t i = 0; i < detection->table_count; i++) claimed += detection->tables[i].claimed;
    if (status == JX_FATAL) return JX_EXIT_SYSTEM;
    if (!claimed)
        return document ? jx_session_blame(document->diags, document->diag_count, JX_EXIT_INPUT)
                        : JX_EXIT_INPUT;
    return claimed == detection->table_count ? JX_EXIT_DONE : JX_EXIT_PART;
}

static enum jx_exit detect(struct jx_session *session, const struct jx_arguments *arguments,
                           const struct jx_file *file) {
    const struct jx_cli *cli = session->cli;
    struct jx_source source = {file->name, file->bytes, file->length};
    struct jx_detection *detection = NULL;
    struct jx_read_options options = arguments->read;
    options.no_programs = cli->apart && !cli->apart->programs;
    enum jx_status status = jx_detect(session->library, &source, &options, &detection);
    const struct jx_document *document = detection ? detection->document : NULL;
    if (document) jx_apart_ask(cli, document->diags, document->diag_count);
    jx_session_say(session);
    if (!detection) {
        JX_SAY(cli, file->name, JX_MSG_FILE_MEMORY, NULL);
        return JX_EXIT_SYSTEM;
    }
    if (detection->document) jx_tell(cli, file->name, &(struct jx_tale){.document = detection->document});
    if (!detection->table_count &&
        !(detection->document &&
          jx_print_count(detection->document->diags, detection->document->diag_count, JX_ERROR)))
        JX_SAY(cli, file->name, JX_MSG_INPUT_NO_FORM, NULL);
    enum jx_exit exit = outcome(status, detection);
    if (arguments->json)
        emit_detection(detection, file->name);
    else if (detection->table_count)
        print_detection(session, detection, file->name, arguments->full ? 0 : jx_print_width());
    jx_detection_free(detection);
    return exit;
}

enum jx_exit jx_command_detect(struct jx_cli *cli, struct jx_arguments *arguments) {
    struct jx_session session;
    struct jx_file file = {0};
    enum jx_exit exit = jx_session_open(&session, cli, true);
    if (!exit)
        exit = jx_file_read(cli, arguments->inputs[0], arguments->stdin_name, arguments->read.limits.bytes,
                            &file);
    if (!exit) exit = detect(&session, arguments, &file);
    jx_file_free(&file);
    jx_session_close(&session);
    return exit;
}

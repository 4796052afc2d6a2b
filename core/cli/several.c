/*
 * jixiao convert, many into one and one into many. In both, each input's messages are those of a plan of its own, so that
 * they name the file; the conversions that write add only what concerns the output.
 */
#include <stdlib.h>
#include <string.h>

#include "core/cli/apart.h"
#include "core/cli/converting.h"
#include "core/cli/files.h"
#include "core/cli/output.h"
#include "core/cli/print.h"

/* --- what both do -------------------------------------------------------------------------------------------------- */

static enum jx_exit out_of_memory(const struct jx_converting *run, const char *subject) {
    JX_SAY(run->cli, subject, JX_MSG_FILE_MEMORY, NULL);
    return JX_EXIT_SYSTEM;
}

static void add_tally(struct jx_tally *sum, const struct jx_tally *more) {
    sum->look += more->look;
    sum->placeless += more->placeless;
    sum->unconverted += more->unconverted;
}

/* Whether a message of a conversion that writes was said of an input already: all that planning says. */
static bool is_planned(const struct jx_diag *diag) {
    char code[8];
    jx_code_format(diag->code, code);
    return diag->code != JX_MSG_LOSS_REFUSED && diag->code != JX_MSG_CARRY_TAKEN &&
           (*code == 'D' || *code == 'L');
}

/* What a total lacks is to be said of the output's totals, not of each input's; and what is told of the places of a blank, of
 * the file that comes of it. */
static void drop_said_of_output(struct jx_conversion *plan) {
    size_t kept = 0;
    for (size_t i = 0; i < plan->diag_count; i++) {
        enum jx_code code = plan->diags[i].code;
        bool total = code == JX_MSG_TOTAL_PARTIAL || code == JX_MSG_TOTAL_INEXACT;
        if (!total && (!plan->blank || is_planned(&plan->diags[i]))) plan->diags[kept++] = plan->diags[i];
    }
    plan->diag_count = kept;
}

/* What there is to say of forms of one input; `sum` and `warnings` grow. Whether losses forbid writing is found out later. */
static enum jx_exit tell_plan(struct jx_converting *run, struct jx_reading *reading,
                              const struct jx_document *forms, struct jx_tally *sum, size_t *warnings) {
    struct jx_target target = run->aim.target;
    struct jx_conversion *plan = NULL;
    target.no_loss = false;
    jx_plan(run->session.library, forms, &target, &plan);
    jx_session_say(&run->session);
    if (!plan) return out_of_memory(run, reading->file.name);
    if (!plan->blank) drop_said_of_output(plan);
    struct jx_tally tally = jx_tally_of(NULL, plan);
    *warnings += jx_converting_warnings(forms, plan);
    if (plan->blank) drop_said_of_output(plan);
    jx_session_tell(&run->session, reading, plan, jx_converting_layout(run), target.carry);
    add_tally(sum, &tally);
    jx_conversion_free(plan);
    return JX_EXIT_DONE;
}

/* A document of one of the forms. */
static struct jx_document piece_of(const struct jx_document *document, size_t index) {
    struct jx_document piece = *document;
    piece.forms = &document->forms[index];
    piece.form_count = 1;
    piece.unread_count = 0;
    return piece;
}

/* What there is to say of one input. JSON has a place for all, so that there is nothing to plan. A blank takes one form, and
 * each is planned for itself. */
static enum jx_exit tell_input(struct jx_converting *run, struct jx_reading *reading, struct jx_tally *sum,
                               size_t *warnings) {
    const struct jx_document *document = reading->document;
    struct jx_tally tally = jx_tally_of(document, NULL);
    enum jx_exit exit = JX_EXIT_DONE;
    add_tally(sum, &tally);
    if (run->aim.blank) {
        *warnings += jx_print_count(document->diags, document->diag_count, JX_WARNING);
        for (size_t i = 0; i < document->form_count && !exit; i++) {
            struct jx_document piece = piece_of(document, i);
            piece.diag_count = 0;
            exit = tell_plan(run, reading, &piece, sum, warnings);
        }
        return exit;
    }
    if (run->aim.target.layout) return tell_plan(run, reading, document, sum, warnings);
    jx_session_tell(&run->session, reading, NULL, NULL, false);
    return exit;
}

static void tell_output(const struct jx_converting *run, const char *path,
                        const struct jx_conversion *conversion) {
    for (size_t i = 0; i < conversion->diag_count; i++) {
        const struct jx_diag *diag = &conversion->diags[i];
        bool wanted = run->cli->verbose || diag->severity == JX_ERROR || diag->concern == JX_CONCERN_LOOK;
        if (wanted && !is_planned(diag)) jx_print_diag(run->cli, path, diag);
    }
}

static enum jx_exit write_output(const struct jx_converting *run, const char *path,
                                 const struct jx_conversion *conversion) {
    enum jx_exit exit = JX_EXIT_DONE;
    if (run->folder && *run->folder) exit = jx_file_folder(run->cli, run->folder);
    if (exit) return exit;
    return jx_file_write(run->cli, path, conversion->bytes, conversion->length, run->arguments->force);
}

/* --- many into one ------------------------------------------------------------------------------------------------- */

/* What was read of all inputs, and needed until it is written. */
struct collection {
    struct jx_reading *readings;
    size_t count, files, warnings;
    struct jx_tally tally;
    bool part;
};

/* Reads an input and tells of it, or, where an earlier process has told, reads it again without a word. */
static enum jx_exit add_input(struct jx_converting *run, struct collection *collection, const char *input,
                              bool again) {
    struct jx_reading *reading = &collection->readings[collection->count];
    struct jx_cli mute = *run->cli;
    mute.mute = again;
    run->session.cli = &mute;
    enum jx_exit exit = jx_session_read(&run->session, run->arguments, input, reading);
    if (!exit) exit = jx_session_recognised(reading);
    if (exit == JX_EXIT_DONE || exit == JX_EXIT_PART) {
        enum jx_exit told = tell_input(run, reading, &collection->tally, &collection->warnings);
        if (told) exit = told;
    }
    run->session.cli = run->cli;
    if (exit != JX_EXIT_DONE && exit != JX_EXIT_PART) {
        jx_session_done(reading);
        return exit;
    }
    collection->count++;
    collection->part = collection->part || exit == JX_EXIT_PART;
    return exit;
}

static enum jx_exit add_inputs(struct jx_converting *run, struct collection *collection) {
    const struct jx_arguments *arguments = run->arguments;
    enum jx_exit worst = JX_EXIT_DONE;
    for (size_t i = 0; i < arguments->input_count; i++) {
        enum jx_exit exit = JX_EXIT_DONE;
        bool again = jx_apart_begin(run->cli, i, &exit);
        if (again && (exit == JX_EXIT_DONE || exit == JX_EXIT_PART)) {
            jx_apart_again(run->cli, i);
            exit = add_input(run, collection, arguments->inputs[i], true);
        } else if (!again) {
            exit = add_input(run, collection, arguments->inputs[i], false);
        }
        jx_apart_end(run->cli, i, exit);
        if (exit > worst) worst = exit;
    }
    return worst;
}

/* Whether one sheet of the layout takes many projects: then facts stand beside the indicators. */
static bool is_list(const struct jx_layout *layout) {
    for (size_t i = 0; layout && layout->tables[i]; i++)
        for (const struct jx_table_row *row = layout->tables[i]->rows; row->kind != JX_ROW_END; row++)
            for (const struct jx_column *column = row->band; column && column->columns; column++)
                if (column->fact) return true;
    return false;
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Whether what stands above a list may be the same for both: those that differ go to sheets of their own. */
static bool same_head(const struct jx_form *a, const struct jx_form *b) {
    static const enum jx_field head[] = {JX_FIELD_DEPARTMENT_NAME, JX_FIELD_DEPARTMENT_CODE,
                                         JX_FIELD_FILING_UNIT,     JX_FIELD_YEAR,
                                         JX_FIELD_FORM_NUMBER,     JX_FIELD_TITLE};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        if (!same_text(a->fields[head[i]].value, b->fields[head[i]].value)) return false;
    return a->kind == b->kind;
}

/* All forms, in the order of the inputs. Of a list those of one head stand together, so that a department whose files are not
 * neighbours has one sheet: each form goes behind the last one of its head, and heads keep the order in which they came. */
static void join_forms(const struct collection *collection, bool list, struct jx_document *all) {
    for (size_t i = 0; i < collection->count; i++) {
        const struct jx_document *document = collection->readings[i].document;
        for (size_t k = 0; k < document->unread_count; k++)
            all->unread[all->unread_count++] = document->unread[k];
        for (size_t k = 0; k < document->form_count; k++) {
            const struct jx_form *form = &document->forms[k];
            size_t at = all->form_count++;
            while (list && at > 0 && !same_head(&all->forms[at - 1], form)) at--;
            if (at == 0) at = all->form_count - 1;
            memmove(&all->forms[at + 1], &all->forms[at], (all->form_count - 1 - at) * sizeof *all->forms);
            all->forms[at] = *form;
        }
    }
}

/* A document of all forms; what it points to stays the readings'. false: no memory. */
static bool join(const struct collection *collection, bool list, struct jx_document *all) {
    size_t forms = 0, unread = 0;
    for (size_t i = 0; i < collection->count; i++) {
        forms += collection->readings[i].document->form_count;
        unread += collection->readings[i].document->unread_count;
    }
    all->forms = calloc(forms + 1, sizeof *all->forms);
    all->unread = calloc(unread + 1, sizeof *all->unread);
    if (!all->forms || !all->unread) return false;
    join_forms(collection, list, all);
    return true;
}

/* `all.xlsx: 12 forms, 90 indicators of 3 files; 5 to look at, 7 without a place` */
static void report(const struct jx_converting *run, const struct collection *collection,
                   const struct jx_document *all, const struct jx_conversion *conversion) {
    if (run->cli->quiet) return;
    jx_converting_report(run->cli, run->output, conversion->converted,
                         jx_converting_indicators(all, conversion));
    fprintf(stderr, jx_pick(run->cli, " of %zu file%s", "，来自 %zu 个文件%s"), collection->count,
            run->cli->language == JX_LANGUAGE_CHINESE || collection->count == 1 ? "" : "s");
    jx_tally_print(stderr, run->cli, conversion, &collection->tally);
    fputc('\n', stderr);
}

/* How it ends where the output is written, and all inputs went well. */
static enum jx_exit judge(const struct jx_converting *run, const struct collection *collection,
                          enum jx_status status, const struct jx_conversion *conversion) {
    bool part = conversion->refused || status == JX_FAIL || collection->part;
    bool strict = run->arguments->strict && (collection->warnings || status == JX_WARN);
    return part || strict ? JX_EXIT_PART : JX_EXIT_DONE;
}

static enum jx_exit write_all(struct jx_converting *run, const struct collection *collection,
                              const struct jx_document *all) {
    struct jx_conversion *conversion = NULL;
    enum jx_status status = jx_convert(run->session.library, all, &run->aim.target, &conversion);
    jx_session_say(&run->session);
    if (!conversion) return out_of_memory(run, run->output);
    tell_output(run, run->output, conversion);
    enum jx_exit exit = JX_EXIT_DONE;
    if (!conversion->bytes || status > JX_FAIL)
        exit = jx_converting_why(run, status, conversion);
    else
        exit = write_output(run, run->output, conversion);
    if (!exit) {
        report(run, collection, all, conversion);
        exit = judge(run, collection, status, conversion);
    }
    jx_conversion_free(conversion);
    return exit;
}

static enum jx_exit collect(struct jx_converting *run, struct collection *collection) {
    const char *layout = run->aim.target.layout;
    size_t last = run->arguments->input_count;
    enum jx_exit worst = add_inputs(run, collection), exit = JX_EXIT_DONE;
    jx_apart_begin(run->cli, last, &exit);
    exit = worst;
    if (collection->count) {
        struct jx_document all = {.file = run->output, .carrier = ""};
        bool list = layout && is_list(jx_library_layout(run->session.library, layout));
        exit =
            join(collection, list, &all) ? write_all(run, collection, &all) : out_of_memory(run, run->output);
        if (exit == JX_EXIT_DONE && worst != JX_EXIT_DONE) exit = JX_EXIT_PART;
        free(all.forms);
        free(all.unread);
    }
    jx_apart_end(run->cli, last, exit);
    return exit;
}

enum jx_exit jx_converting_collect(struct jx_converting *run) {
    const struct jx_arguments *arguments = run->arguments;
    struct collection collection = {0};
    enum jx_exit exit = jx_output_writable(run->cli, arguments, run->output);
    if (!exit && strcmp(run->output, "-") != 0) exit = jx_file_place(run->cli, run->output);
    if (exit) return exit;
    collection.readings = calloc(arguments->input_count, sizeof *collection.readings);
    exit = collection.readings ? collect(run, &collection) : out_of_memory(run, run->output);
    for (size_t i = 0; i < collection.count; i++) jx_session_done(&collection.readings[i]);
    free(collection.readings);
    return exit;
}

/* --- one into many ------------------------------------------------------------------------------------------------- */

/* Bytes of a form's name in the name of its file. */
enum { NAME_MOST = 120 };

/* `-02-农村公路养护`: its number in the input, so that names are told apart and keep its order, then its project or
 * department, without what some system takes for more than a letter. */
static void name_form(const struct jx_document *document, size_t index, char *room, size_t size) {
    const struct jx_form *form = &document->forms[index];
    const char *name = form->fields[JX_FIELD_PROJECT_NAME].value;
    char digits[24];
    if (form->kind == JX_KIND_DEPARTMENT || !name) name = form->fields[JX_FIELD_DEPARTMENT_NAME].value;
    int width = snprintf(digits, sizeof digits, "%zu", document->form_count);
    size_t used = (size_t)snprintf(room, size, "-%0*zu%s", width > 2 ? width : 2, index + 1,
                                   !name || *name == '\0' ? "" : "-");
    size_t length = !name ? 0 : strlen(name);
    if (length > NAME_MOST) {
        length = NAME_MOST;
        while (length > 0 && ((unsigned char)name[length] & 0xC0) == 0x80) length--;
    }
    for (size_t i = 0; i < length && used + 1 < size; i++) {
        bool plain = (unsigned char)name[i] >= 0x20 && name[i] != 0x7F && !strchr("/\\:*?\"<>|", name[i]);
        room[used++] = plain ? name[i] : '_';
    }
    room[used] = '\0';
}

/* What has become of one input. */
struct pieces {
    const char *input;
    char *first; /* the first file's name; NULL: none was written */
    size_t files, indicators, warnings;
    struct jx_tally tally;
};

static enum jx_exit write_piece(struct jx_converting *run, struct pieces *pieces,
                                const struct jx_document *piece, char *path) {
    struct jx_conversion *conversion = NULL;
    enum jx_status status = jx_convert(run->session.library, piece, &run->aim.target, &conversion);
    enum jx_exit exit = JX_EXIT_DONE;
    jx_session_say(&run->session);
    if (!conversion) return out_of_memory(run, path);
    tell_output(run, path, conversion);
    if (!conversion->bytes || status > JX_FAIL)
        exit = jx_converting_why(run, status, conversion);
    else
        exit = write_output(run, path, conversion);
    if (!exit) {
        if (!pieces->first) pieces->first = strdup(path);
        pieces->files++;
        pieces->indicators += jx_converting_indicators(piece, conversion);
        if (status == JX_FAIL) exit = JX_EXIT_PART;
    }
    jx_conversion_free(conversion);
    return exit;
}

static enum jx_exit split_form(struct jx_converting *run, struct pieces *pieces,
                               const struct jx_document *document, size_t index) {
    const struct jx_arguments *arguments = run->arguments;
    const struct jx_document piece = piece_of(document, index);
    char more[NAME_MOST + 48];
    name_form(document, index, more, sizeof more);
    char *path = jx_converting_name(run, pieces->input, more);
    if (!path) return out_of_memory(run, pieces->input);
    enum jx_exit exit = JX_EXIT_DONE;
    if (jx_converting_noted(run, path)) {
        JX_SAY(run->cli, pieces->input, JX_MSG_USAGE_OUTPUT_TWICE, path);
        exit = JX_EXIT_EXISTS;
    }
    if (!exit) exit = jx_output_writable(run->cli, arguments, path);
    if (!exit) exit = write_piece(run, pieces, &piece, path);
    if (exit != JX_EXIT_DONE && exit != JX_EXIT_PART) return free(path), exit;
    return jx_converting_note(run, path) ? exit : out_of_memory(run, pieces->input);
}

/* `out/list-anhui-01-….xlsx and 11 more: 12 forms, 90 indicators; 5 to look at` */
static void report_pieces(const struct jx_converting *run, const struct pieces *pieces) {
    if (run->cli->quiet || !pieces->first) return;
    char *name = NULL;
    bool chinese = run->cli->language == JX_LANGUAGE_CHINESE;
    if (pieces->files > 1 && asprintf(&name, chinese ? "%s 等 %zu 个文件" : "%s and %zu more", pieces->first,
                                      chinese ? pieces->files : pieces->files - 1) < 0)
        name = NULL;
    jx_converting_report(run->cli, name ? name : pieces->first, pieces->files, pieces->indicators);
    jx_tally_print(stderr, run->cli, NULL, &pieces->tally);
    fputc('\n', stderr);
    free(name);
}

static enum jx_exit split_reading(struct jx_converting *run, struct pieces *pieces,
                                  struct jx_reading *reading) {
    enum jx_exit exit = jx_session_recognised(reading), worst;
    if (exit == JX_EXIT_INPUT) return exit;
    worst = tell_input(run, reading, &pieces->tally, &pieces->warnings);
    for (size_t i = 0; !worst && i < reading->document->form_count; i++) {
        enum jx_exit one = split_form(run, pieces, reading->document, i);
        if (one == JX_EXIT_SYSTEM) return one;
        if (one > exit) exit = one;
    }
    if (worst) return worst;
    report_pieces(run, pieces);
    if (pieces->files && exit != JX_EXIT_DONE) return JX_EXIT_PART;
    return pieces->files && run->arguments->strict && pieces->warnings ? JX_EXIT_PART : exit;
}

enum jx_exit jx_converting_split(struct jx_converting *run) {
    const struct jx_arguments *arguments = run->arguments;
    enum jx_exit worst = JX_EXIT_DONE;
    size_t whole = 0;
    for (size_t i = 0; i < arguments->input_count; i++) {
        struct jx_reading reading = {0};
        struct pieces pieces = {.input = arguments->inputs[i]};
        enum jx_exit exit = JX_EXIT_DONE;
        if (!jx_apart_begin(run->cli, i, &exit)) {
            exit = jx_session_read(&run->session, arguments, arguments->inputs[i], &reading);
            if (!exit) exit = split_reading(run, &pieces, &reading);
        } else if (exit == JX_EXIT_DONE || exit == JX_EXIT_PART) {
            char *name = strdup(arguments->inputs[i]); /* that something of it was written */
            if (name) jx_converting_note(run, name);
        }
        jx_session_done(&reading);
        free(pieces.first);
        jx_apart_end(run->cli, i, exit);
        if (exit == JX_EXIT_DONE) whole++;
        if (exit > worst) worst = exit;
    }
    return jx_converting_sum(run, whole, worst);
}

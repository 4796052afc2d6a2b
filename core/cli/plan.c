/*
 * jixiao plan: what a conversion would lose, leave blank and derive, project by project, before it is done.
 */
#include <stdlib.h>
#include <string.h>

#include "core/cli/blank.h"
#include "core/cli/cli.h"
#include "core/cli/json.h"
#include "core/cli/listing.h"
#include "core/cli/print.h"
#include "core/cli/session.h"
#include "core/cli/tell.h"

/* Where a kind stands in the order in which people want to hear it; by enum jx_item_kind. */
static const int rank[] = {
    [JX_ITEM_REFUSED] = 0, [JX_ITEM_LOSS] = 1, [JX_ITEM_DERIVED] = 2, [JX_ITEM_BLANK] = 3};

static int by_form_and_rank(const void *a, const void *b) {
    const struct jx_item *one = *(const struct jx_item *const *)a, *two = *(const struct jx_item *const *)b;
    if (one->form != two->form) return one->form < two->form ? -1 : 1;
    if (rank[one->kind] != rank[two->kind]) return rank[one->kind] - rank[two->kind];
    return one < two ? -1 : one > two; /* as they came */
}

/* The items form by form, to be freed; NULL for want of memory. A list of thousands of projects is walked once. */
static const struct jx_item **sorted_items(const struct jx_conversion *conversion) {
    const struct jx_item **items = calloc(conversion->item_count + 1, sizeof *items);
    if (!items) return NULL;
    for (size_t i = 0; i < conversion->item_count; i++) items[i] = &conversion->items[i];
    qsort(items, conversion->item_count, sizeof *items, by_form_and_rank);
    return items;
}

static const char *kind_words(const struct jx_cli *cli, enum jx_item_kind kind) {
    static const char *const english[] = {"lost", "blank", "derived", "not converted"}, *const chinese[] = {
                                                                                            "丢失", "留空",
                                                                                            "推出", "不转换"};
    return jx_pick(cli, english[kind], chinese[kind]);
}

static size_t count_kind(const struct jx_conversion *conversion, enum jx_item_kind kind) {
    size_t count = 0;
    for (size_t i = 0; i < conversion->item_count; i++) count += conversion->items[i].kind == kind;
    return count;
}

/* The places of an item, the first few of many. */
static void format_places(const struct jx_item *item, bool all, char *room, size_t size) {
    size_t used = 0, shown = all || item->place_count <= 4 ? item->place_count : 3;
    char place[JX_PLACE_ROOM];
    room[0] = '\0';
    for (size_t i = 0; i < shown && used < size; i++)
        used += (size_t)snprintf(room + used, size - used, "%s%s", i ? " " : "",
                                 jx_place_format(&item->places[i], place));
    if (shown < item->place_count && used < size)
        snprintf(room + used, size - used, " … (%zu)", item->place_count);
}

static const char *item_name(const struct jx_cli *cli, const struct jx_item *item) {
    if (item->name) return item->name;
    return item->label ? item->label : jx_pick(cli, "unread text", "未读取的文字");
}

static void list_item(const struct jx_cli *cli, struct jx_listing *listing, const struct jx_item *item,
                      bool full) {
    size_t size = 64 + (full ? item->place_count : 4) * (size_t)JX_PLACE_ROOM;
    char *places = malloc(size);
    char many[64] = "";
    if (places) format_places(item, full, places, size);
    if (item->part != JX_PART_NONE && item->place_count > 1)
        snprintf(many, sizeof many, jx_pick(cli, "of %zu indicators", "%zu 个指标"), item->place_count);
    const char *value = item->shown ? item->shown : many;
    JX_LIST(listing, kind_words(cli, item->kind), item_name(cli, item), value,
            item->kind == JX_ITEM_DERIVED ? item->rule : places);
    free(places);
}

/* `items` from those of this form on, ended by NULL; answers where those of the next one begin. */
static const struct jx_item **print_form(const struct jx_cli *cli, const struct jx_document *document,
                                         const struct jx_item **items, size_t form, size_t width) {
    struct jx_listing listing = {.columns = 4};
    for (; *items && (*items)->form <= form; items++) list_item(cli, &listing, *items, !width);
    if (form < document->form_count) {
        const struct jx_form *facts = &document->forms[form];
        const char *name = facts->fields[JX_FIELD_PROJECT_NAME].value;
        if (!name) name = facts->fields[JX_FIELD_DEPARTMENT_NAME].value;
        printf("\n%zu. %s", form + 1, jx_print_kind(cli, facts->kind));
        if (name) {
            fputs(jx_pick(cli, ": ", "："), stdout);
            jx_print_path(stdout, name);
        }
        putchar('\n');
        if (!listing.rows) printf("   %s\n", jx_pick(cli, "nothing is lost", "没有丢失"));
    } else if (listing.rows) {
        printf("\n%s\n", jx_pick(cli, "of no form", "不属于任何表的内容"));
    }
    jx_listing_print(&listing, stdout, 0, 3, width);
    jx_listing_free(&listing);
    return items;
}

static enum jx_exit print_plan(const struct jx_cli *cli, const struct jx_document *document, const char *name,
                               const char *layout, const struct jx_conversion *conversion, size_t width) {
    const struct jx_item **items = sorted_items(conversion), **next = items;
    if (!items) {
        JX_SAY(cli, name, JX_MSG_FILE_MEMORY, NULL);
        return JX_EXIT_SYSTEM;
    }
    jx_print_path(stdout, name);
    struct jx_tally tally = jx_tally_of(document, conversion);
    printf(jx_pick(cli, " → %s: %zu of %zu forms, derived %zu, blank %zu",
                   " → %s：可转换 %zu 张表（共 %zu 张），推出 %zu 项，留空 %zu 项"),
           layout, conversion->converted, document->form_count, count_kind(conversion, JX_ITEM_DERIVED),
           count_kind(conversion, JX_ITEM_BLANK));
    jx_tally_print(stdout, cli, conversion, &tally);
    putchar('\n');
    for (size_t form = 0; form <= document->form_count; form++)
        next = print_form(cli, document, next, form, width);
    free(items);
    return JX_EXIT_DONE;
}

/* Parts as the model's JSON calls them. */
static const char *part_key(enum jx_part part) {
    static const char *const keys[JX_PART_COUNT] = {
        [JX_PART_LEVEL1] = "level1",     [JX_PART_LEVEL2] = "level2",
        [JX_PART_NAME] = "name",         [JX_PART_TARGET] = "target",
        [JX_PART_STANDARD] = "standard", [JX_PART_PERIOD_TARGET] = "period_target",
        [JX_PART_POLARITY] = "polarity", [JX_PART_OPERATOR] = "operator",
        [JX_PART_VALUE] = "value",       [JX_PART_UNIT] = "unit",
        [JX_PART_SCORE] = "score",       [JX_PART_REMARK] = "remark",
    };
    return (size_t)part < JX_PART_COUNT ? keys[part] : NULL;
}

static void emit_item(struct jx_emitter *json, const struct jx_document *document,
                      const struct jx_item *item) {
    static const char *const kinds[] = {"loss", "blank", "derived", "refused"};
    char place[JX_PLACE_ROOM];
    jx_emit_open(json, NULL, '{');
    jx_emit_string(json, "kind", kinds[item->kind]);
    if (item->form < document->form_count)
        jx_emit_number(json, "form", item->form);
    else
        jx_emit_string(json, "form", NULL);
    if (item->field < JX_FIELD_COUNT) jx_emit_string(json, "field", jx_field_key(item->field));
    if (item->part != JX_PART_NONE) jx_emit_string(json, "part", part_key(item->part));
    jx_emit_string(json, "name", item->name);
    if (item->label) jx_emit_string(json, "label", item->label);
    jx_emit_string(json, "value", item->value);
    if (item->rule) jx_emit_string(json, "rule", item->rule);
    jx_emit_open(json, "at", '[');
    for (size_t i = 0; i < item->place_count; i++)
        jx_emit_string(json, NULL, jx_place_format(&item->places[i], place));
    jx_emit_close(json, ']');
    jx_emit_close(json, '}');
}

/* What is told of a blank: a formula that disagrees, a word that its list lacks, another year. */
static void emit_messages(struct jx_emitter *json, const struct jx_conversion *conversion) {
    static const char *const severities[] = {"note", "warning", "error"};
    jx_emit_open(json, "messages", '[');
    for (size_t i = 0; i < conversion->diag_count; i++) {
        const struct jx_diag *diag = &conversion->diags[i];
        char code[8], at[JX_PLACE_ROOM];
        jx_emit_open(json, NULL, '{');
        jx_emit_string(json, "severity", severities[diag->severity]);
        jx_emit_string(json, "concern", jx_concern_name(diag->concern));
        jx_emit_string(json, "code", jx_code_format(diag->code, code));
        jx_emit_string(json, "at", jx_place_format(&diag->place, at));
        jx_emit_string(json, "message", diag->message);
        jx_emit_close(json, '}');
    }
    jx_emit_close(json, ']');
}

static void emit_plan(const struct jx_document *document, const char *name, const char *layout,
                      const struct jx_conversion *conversion) {
    struct jx_emitter json = {.out = stdout};
    struct jx_tally tally = jx_tally_of(document, conversion);
    jx_emit_open(&json, NULL, '{');
    jx_emit_string(&json, "file", name);
    jx_emit_string(&json, "layout", layout);
    jx_emit_number(&json, "forms", document->form_count);
    jx_emit_number(&json, "converted", conversion->converted);
    jx_emit_number(&json, "refused", conversion->refused);
    jx_emit_number(&json, "losses", conversion->loss_count);
    jx_emit_number(&json, "look", tally.look);
    jx_emit_number(&json, "placeless", tally.placeless);
    if (conversion->blank) {
        jx_emit_number(&json, "filled", conversion->filled);
        jx_emit_number(&json, "rows_added", conversion->rows_added);
        emit_messages(&json, conversion);
    }
    jx_emit_open(&json, "items", '[');
    for (size_t i = 0; i < conversion->item_count; i++) emit_item(&json, document, &conversion->items[i]);
    jx_emit_close(&json, ']');
    jx_emit_close(&json, '}');
}

/* One run over all inputs, and the sums of what it found. */
struct run {
    struct jx_session session;
    const struct jx_arguments *arguments;
    struct jx_givens *givens;
    struct jx_blank *blank;
    size_t files, forms, converted, derived, left_blank;
    struct jx_tally tally;
};

static void add_sums(struct run *run, const struct jx_document *document,
                     const struct jx_conversion *conversion) {
    struct jx_tally tally = jx_tally_of(document, conversion);
    run->files++;
    run->forms += document->form_count;
    run->converted += conversion->converted;
    run->derived += count_kind(conversion, JX_ITEM_DERIVED);
    run->left_blank += count_kind(conversion, JX_ITEM_BLANK);
    run->tally.look += tally.look;
    run->tally.placeless += tally.placeless;
}

/* `3 files → anhui: 5 of 5 forms, derived 4, blank 5; 1 to look at` */
static void print_sums(const struct run *run) {
    const struct jx_cli *cli = run->session.cli;
    if (run->files < 2 || run->arguments->json) return;
    printf(jx_pick(cli, "\n%zu files → %s: %zu of %zu forms, derived %zu, blank %zu",
                   "\n%zu 个文件 → %s：可转换 %zu 张表（共 %zu 张），推出 %zu 项，留空 %zu 项"),
           run->files, jx_library_layout_called(run->session.library, run->arguments->to), run->converted,
           run->forms, run->derived, run->left_blank);
    jx_tally_print(stdout, cli, NULL, &run->tally);
    putchar('\n');
}

static enum jx_exit plan(struct run *run, struct jx_reading *reading) {
    const struct jx_arguments *arguments = run->arguments;
    const struct jx_cli *cli = run->session.cli;
    const struct jx_document *document = reading->document;
    bool to_json = !strcmp(arguments->to, "json");
    struct jx_target target = {.layout = to_json ? NULL : arguments->to,
                               .extension = to_json ? "json" : "xlsx",
                               .no_derive = arguments->no_derive,
                               .unmarked = arguments->blank,
                               .overwrite = arguments->force,
                               .limits = arguments->read.limits,
                               .given = run->givens,
                               .blank = run->blank,
                               .no_insert = arguments->no_insert,
                               .max_insert = (uint32_t)arguments->max_insert,
                               .overwrite_slots = arguments->overwrite};
    struct jx_conversion *conversion = NULL;
    enum jx_status status = jx_plan(run->session.library, document, &target, &conversion);
    jx_session_say(&run->session);
    if (!conversion) {
        JX_SAY(cli, reading->file.name, JX_MSG_FILE_MEMORY, NULL);
        return JX_EXIT_SYSTEM;
    }
    /* What has no place stands in the plan itself. */
    jx_session_tell(&run->session, reading, conversion, NULL, false);
    for (size_t i = 0; i < conversion->diag_count && !cli->verbose; i++)
        if (conversion->diags[i].code == JX_MSG_CARRY_COULD)
            jx_print_diag(cli, reading->file.name, &conversion->diags[i]);
    enum jx_exit printed = JX_EXIT_DONE;
    if (arguments->json)
        emit_plan(document, reading->file.name, arguments->to, conversion);
    else
        printed = print_plan(cli, document, reading->file.name,
                             jx_library_layout_called(run->session.library, arguments->to), conversion,
                             arguments->full ? 0 : jx_print_width());
    add_sums(run, document, conversion);
    enum jx_exit exit = jx_session_recognised(reading);
    if (conversion->refused) exit = conversion->converted ? JX_EXIT_PART : JX_EXIT_INPUT;
    if (status == JX_FATAL || printed) exit = JX_EXIT_SYSTEM;
    jx_conversion_free(conversion);
    return exit;
}

static enum jx_exit plan_input(void *user, const char *input) {
    struct run *run = user;
    struct jx_reading reading = {0};
    enum jx_exit exit = jx_session_read(&run->session, run->arguments, input, &reading);
    if (!exit) exit = jx_session_recognised(&reading);
    if (run->files && !run->arguments->json) putchar('\n');
    if (exit == JX_EXIT_DONE || (exit == JX_EXIT_PART && reading.document)) exit = plan(run, &reading);
    jx_session_done(&reading);
    return exit;
}

static enum jx_exit need_target(const struct run *run) {
    if (run->arguments->to) return JX_EXIT_DONE;
    char *known = jx_session_layouts(&run->session);
    JX_SAY(run->session.cli, "jixiao", JX_MSG_USAGE_TARGET, known ? known : "?");
    free(known);
    return JX_EXIT_USAGE;
}

enum jx_exit jx_command_plan(struct jx_cli *cli, struct jx_arguments *arguments) {
    struct run run = {.arguments = arguments};
    enum jx_exit exit = jx_session_open(&run.session, cli, true);
    if (!exit) exit = need_target(&run);
    if (!exit) exit = jx_session_target(&run.session, arguments);
    if (!exit && jx_blank_named(arguments->to))
        exit = jx_session_blank(&run.session, arguments->to, NULL, &run.blank);
    if (!exit) exit = jx_session_givens(cli, arguments, &run.givens);
    if (!exit) exit = jx_session_each(cli, arguments, plan_input, &run);
    print_sums(&run);
    jx_givens_free(run.givens);
    jx_blank_free(run.blank);
    jx_session_close(&run.session);
    return exit;
}

/*
 * jixiao inspect: what was understood of a file, as a tree for people or as JSON for programs.
 */
#include <stdlib.h>
#include <string.h>

#include <jixiao/map.h>

#include "core/cli/cli.h"
#include "core/cli/listing.h"
#include "core/cli/print.h"
#include "core/cli/session.h"

/* How a value is known, in words; nothing for what simply stands in the cell. */
static const char *origin_words(const struct jx_cli *cli, enum jx_origin origin) {
    static const char *const chinese[] = {"", "沿用上方", "错位归位", "推出", "分页修正", "命令行指定"};
    if (origin == JX_READ || (size_t)origin >= sizeof chinese / sizeof *chinese) return "";
    return jx_pick(cli, jx_origin_name(origin), chinese[origin]);
}

static void print_fields(const struct jx_cli *cli, const struct jx_form *form, size_t width) {
    struct jx_listing listing = {.columns = 4};
    char place[JX_PLACE_ROOM], amount[JX_AMOUNT_ROOM];
    for (enum jx_field field = 0; field < JX_FIELD_COUNT; field++) {
        const struct jx_fact *fact = &form->fields[field];
        if (!fact->value) continue;
        JX_LIST(&listing, jx_field_name(field, cli->language), jx_fact_shown(form, field, amount),
                jx_place_format(&fact->at, place), origin_words(cli, fact->origin));
    }
    jx_listing_print(&listing, stdout, 0, 3, width);
    jx_listing_free(&listing);
}

/* A target as it was understood: the parts with blanks between, `≥ 90 %`; words as they are. Room is cut, not passed. */
static const char *measure_words(const struct jx_measure *measure, char *room, size_t size) {
    if (!measure->value) return measure->text;
    const char *op = jx_operator_text(measure->op);
    snprintf(room, size, "%s%s%s%s%s", op, *op ? " " : "", measure->value, measure->unit ? " " : "",
             measure->unit ? measure->unit : "");
    return room;
}

static void add_heading(const struct jx_cli *cli, struct jx_listing *listing) {
    static const enum jx_part parts[] = {JX_PART_LEVEL1,   JX_PART_LEVEL2,        JX_PART_NAME,
                                         JX_PART_TARGET,   JX_PART_PERIOD_TARGET, JX_PART_STANDARD,
                                         JX_PART_POLARITY, JX_PART_SCORE,         JX_PART_REMARK};
    const char *cells[JX_LISTING_COLUMNS] = {NULL};
    size_t count = sizeof parts / sizeof *parts;
    for (size_t i = 0; i < count; i++) cells[i] = jx_part_name(parts[i], cli->language);
    cells[count] = jx_pick(cli, "at", "位置");
    cells[count + 1] = jx_pick(cli, "known by", "来源");
    jx_listing_add(listing, cells);
}

static const char *unless_same(const char *text, const char *above) {
    return text && above && !strcmp(text, above) ? NULL : text;
}

static void print_indicators(const struct jx_cli *cli, const struct jx_form *form, size_t width) {
    struct jx_listing listing = {.columns = 11};
    if (!form->indicator_count) return;
    printf("   %s (%zu)\n", jx_pick(cli, "indicators", "绩效指标"), form->indicator_count);
    add_heading(cli, &listing);
    for (size_t i = 0; i < form->indicator_count; i++) {
        const struct jx_indicator *this = &form->indicators[i], *above = i ? this - 1 : NULL;
        bool same1 = above && this->level1 && above->level1 && !strcmp(this->level1, above->level1);
        char target[512], period[512], place[JX_PLACE_ROOM];
        const char *name = this->name;
        if (!name && this->not_applicable) name = jx_pick(cli, "(not applicable)", "（不适用）");
        JX_LIST(&listing, same1 ? NULL : this->level1,
                same1 ? unless_same(this->level2, above->level2) : this->level2, name,
                measure_words(&this->target, target, sizeof target),
                measure_words(&this->period_target, period, sizeof period), this->standard,
                jx_polarity_text(this->polarity), this->score, this->remark,
                jx_place_format(&this->at, place), origin_words(cli, this->origin));
    }
    jx_listing_print(&listing, stdout, 1, 5, width);
    jx_listing_free(&listing);
}

static void print_extras(const struct jx_cli *cli, const struct jx_form *form, size_t width) {
    struct jx_listing listing = {.columns = 3};
    char place[JX_PLACE_ROOM], amount[JX_AMOUNT_ROOM];
    if (!form->extra_count) return;
    printf("   %s (%zu)\n", jx_pick(cli, "without a field of their own", "没有对应字段的内容"),
           form->extra_count);
    for (size_t i = 0; i < form->extra_count; i++)
        JX_LIST(&listing, form->extras[i].label, jx_extra_shown(form, &form->extras[i], amount),
                jx_place_format(&form->extras[i].at, place));
    jx_listing_print(&listing, stdout, 0, 5, width);
    jx_listing_free(&listing);
}

/* What else it might be: `other (C4), 15 dearer`. */
static const char *other_words(const struct jx_cli *cli, const struct jx_map_entry *entry, char *room,
                               size_t size) {
    char place[JX_PLACE_ROOM];
    if (!entry->other) return NULL;
    jx_place_format(&entry->other_at, place);
    snprintf(room, size, jx_pick(cli, "else “%s”%s%s%s, %d dearer", "其次：“%s”%s%s%s，差 %d"), entry->other,
             *place ? jx_pick(cli, " (", "（") : "", place, *place ? jx_pick(cli, ")", "）") : "",
             entry->margin);
    return room;
}

/* Whether a person asked for this one: by its key, or by what it is called in either language; "" asks for all. */
static bool is_asked(const struct jx_map_entry *entry, const char *why) {
    return !*why || (entry->key && !strcmp(entry->key, why)) ||
           !strcmp(jx_map_entry_name(entry, JX_LANGUAGE_CHINESE), why) ||
           !strcmp(jx_map_entry_name(entry, JX_LANGUAGE_ENGLISH), why);
}

static void list_reason(const struct jx_cli *cli, struct jx_listing *listing,
                        const struct jx_map_entry *entry) {
    char place[JX_PLACE_ROOM], cost[16], other[512];
    bool weighed = entry->label;
    snprintf(cost, sizeof cost, "%d", entry->cost);
    JX_LIST(listing, jx_map_entry_name(entry, cli->language), weighed ? entry->label : entry->value,
            jx_place_format(weighed ? &entry->label_at : &entry->at, place),
            jx_evidence_name(entry->evidence, cli->language), weighed ? cost : NULL,
            other_words(cli, entry, other, sizeof other));
}

/* Why each fact was read so, or the one that is asked for. What a layout claims is read by its own table, and of all of it there
 * is nothing more to say. */
static void print_reasons(const struct jx_cli *cli, const struct jx_document *document, size_t form,
                          const char *why, size_t width) {
    struct jx_listing listing = {.columns = 6};
    struct jx_map *map = jx_map_of(document, form);
    size_t count = 0;
    for (size_t i = 0; map && i < jx_map_count(map); i++) {
        const struct jx_map_entry *entry = jx_map_entry(map, i);
        if (!is_asked(entry, why) || (!*why && entry->evidence == JX_EVIDENCE_DECLARED)) continue;
        list_reason(cli, &listing, entry);
        count++;
    }
    if (count)
        printf("   %s\n", jx_pick(cli, "why (fact, label, place, evidence, cost, next reading)",
                                  "依据（内容、标签、位置、依据、代价、其次的读法）"));
    else if (*why)
        printf(jx_pick(cli, "   why: the form does not say %s\n", "   依据：表中没有“%s”\n"), why);
    else
        printf("   %s\n", jx_pick(cli, "why: by the layout's own table", "依据：布局自己的表格"));
    jx_listing_print(&listing, stdout, 0, 5, width);
    jx_listing_free(&listing);
    jx_map_free(map);
}

/* So many unread cells are listed; a file of another kind may have thousands. */
enum { UNREAD_MOST = 30 };

static void print_unread(const struct jx_cli *cli, const struct jx_document *document, size_t width) {
    struct jx_listing listing = {.columns = 2};
    char place[JX_PLACE_ROOM];
    if (!document->unread_count) return;
    printf("\n%s (%zu)\n", jx_pick(cli, "unread", "未读取的文字"), document->unread_count);
    size_t shown = document->unread_count;
    if (width > 0 && shown > UNREAD_MOST) shown = UNREAD_MOST - 1;
    for (size_t i = 0; i < shown; i++)
        JX_LIST(&listing, jx_place_format(&document->unread[i].at, place), document->unread[i].text);
    jx_listing_print(&listing, stdout, 0, 3, width);
    jx_listing_free(&listing);
    if (shown < document->unread_count)
        printf(
            jx_pick(cli, "   … and %zu more; --full lists them all\n", "   ……还有 %zu 处；--full 列出全部\n"),
            document->unread_count - shown);
}

/* What people call the layout of a form; one that nobody declared has no name. */
static const char *layout_words(const struct jx_cli *cli, const struct jx_library *library, const char *id) {
    if (!id) return "?";
    if (strcmp(id, "generic") == 0) return jx_pick(cli, id, "未知布局，凭标签读取");
    return jx_library_layout_called(library, id);
}

static void print_document(const struct jx_cli *cli, const struct jx_library *library,
                           const struct jx_document *document, const char *name, size_t width,
                           const char *why) {
    const struct jx_account *account = &document->account;
    jx_print_path(stdout, name);
    if (cli->language == JX_LANGUAGE_CHINESE)
        printf("：%s，%zu 张表\n", document->carrier ? document->carrier : "?", document->form_count);
    else
        printf(": %s, %zu form%s\n", document->carrier ? document->carrier : "?", document->form_count,
               document->form_count == 1 ? "" : "s");
    for (size_t i = 0; i < document->form_count; i++) {
        const struct jx_form *form = &document->forms[i];
        printf("\n%zu. %s%s%s\n", i + 1, layout_words(cli, library, form->layout), jx_pick(cli, ", ", "，"),
               jx_print_kind(cli, form->kind));
        print_fields(cli, form, width);
        print_indicators(cli, form, width);
        print_extras(cli, form, width);
        if (why) print_reasons(cli, document, i, why, width);
    }
    print_unread(cli, document, width);
    if (!account->cells) return;
    printf(jx_pick(cli, "\n%zu cells: %zu labels, %zu values, %zu extras, %zu unread\n",
                   "\n共 %zu 个单元格：标签 %zu，内容 %zu，附加 %zu，未读取 %zu\n"),
           account->cells, account->labels, account->values, account->extras, account->unread);
}

static enum jx_exit print_json(const struct jx_cli *cli, struct jx_reading *reading) {
    size_t length = 0;
    const char *json = jx_document_json(reading->document, &length);
    if (!json) {
        JX_SAY(cli, reading->file.name, JX_MSG_FILE_MEMORY, NULL);
        return JX_EXIT_SYSTEM;
    }
    fwrite(json, 1, length, stdout);
    if (!length || json[length - 1] != '\n') fputc('\n', stdout);
    return JX_EXIT_DONE;
}

struct inspection {
    struct jx_session session;
    const struct jx_arguments *arguments;
    bool printed; /* something, so that a blank line comes before the next file */
};

static enum jx_exit inspect(void *user, const char *input) {
    struct inspection *inspection = user;
    const struct jx_arguments *arguments = inspection->arguments;
    const struct jx_cli *cli = inspection->session.cli;
    struct jx_reading reading = {0};
    enum jx_exit exit = jx_session_read(&inspection->session, arguments, input, &reading);
    if (!exit) {
        exit = jx_session_recognised(&reading);
        jx_session_tell(&inspection->session, &reading, NULL, NULL, false);
        /* JSON is printed even of what was not recognised: the program that asked finds the messages in it. */
        if (arguments->json) {
            enum jx_exit printed = print_json(cli, &reading);
            if (printed) exit = printed;
        } else if (exit != JX_EXIT_INPUT) {
            if (inspection->printed) putchar('\n');
            inspection->printed = true;
            print_document(cli, inspection->session.library, reading.document, reading.file.name,
                           arguments->full ? 0 : jx_print_width(), arguments->why);
        }
    }
    jx_session_done(&reading);
    return exit;
}

enum jx_exit jx_command_inspect(struct jx_cli *cli, struct jx_arguments *arguments) {
    struct inspection inspection = {.arguments = arguments};
    enum jx_exit exit = jx_session_open(&inspection.session, cli, true);
    if (!exit) exit = jx_session_target(&inspection.session, arguments);
    if (!exit) exit = jx_session_each(cli, arguments, inspect, &inspection);
    jx_session_close(&inspection.session);
    return exit;
}

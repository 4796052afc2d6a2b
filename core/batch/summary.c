/*
 * Four sheets: the totals, the files with what became of them, all messages, all that was lost. The reports are read twice,
 * for the totals and for the rows, which are written as they come, so that the summary of a large archive takes no more
 * memory than that of a small one. Yellow is for what a person should look at, and for nothing else.
 */
#include "core/batch/summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <xlsxwriter.h>

/* A spreadsheet's rows, and what a cell shows of a text; the whole of it is in the report. */
enum { ROWS_MOST = 1048576, TEXT_MOST = 1500 };

enum colour { GOOD, FAIR, IDLE, BAD, COLOURS };
static const lxw_color_t colours[COLOURS] = {0xC6EFCE, 0xFFEB9C, 0xEDEDED, 0xFFC7CE};

/* Of one kind of message or lost fact: what it says, in how many files and how often. `last`: the file it came in last. */
struct kind {
    char *name, *words;
    size_t files, times, last;
};
struct kinds {
    struct kind *items;
    size_t count, room;
};

struct totals {
    size_t files, outcomes[COLOURS], look_files, forms, indicators;
    size_t look, place, info; /* messages to look at, facts without a place, messages for information */
    struct kinds messages, losses;
};

struct book {
    lxw_workbook *workbook;
    lxw_worksheet *totals, *files, *messages, *losses;
    lxw_row_t file_rows, message_rows, loss_rows;
    lxw_format *head, *text, *wrapped, *number, *link, *title, *outcome[COLOURS];
    enum jx_language language;
    const struct jx_summary *summary;
    struct totals sum;
};

static const char *pick(const struct book *book, const char *english, const char *chinese) {
    return book->language == JX_LANGUAGE_CHINESE ? chinese : english;
}

static const char *string_of(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

/* --- cells ------------------------------------------------------------------------------------------------------- */

/* A text as a cell can hold it: no control characters, which no XML can, and not too long. */
static void write_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text,
                       lxw_format *format) {
    char room[TEXT_MOST + 8];
    size_t length = strlen(text), used = length < TEXT_MOST ? length : TEXT_MOST;
    while (used < length && used && ((unsigned char)text[used] & 0xC0) == 0x80) used--;
    memcpy(room, text, used);
    room[used] = '\0';
    if (used < length) memcpy(room + used, "…", sizeof "…");
    for (char *c = room; *c; c++) {
        if ((unsigned char)*c < 0x20 && *c != '\n') *c = ' ';
        if ((unsigned char)*c == 0xEF && !memcmp(c, "\xEF\xBF", 2) && (unsigned char)c[2] >= 0xBE)
            c[2] = '\xBD'; /* U+FFFE and U+FFFF */
    }
    worksheet_write_string(sheet, row, column, room, format);
}

/* What a text takes in a column of this width. Spreadsheet programs do not always make rows of wrapped texts higher by
 * themselves. */
static unsigned lines_of(const char *text, double width) {
    size_t length = strlen(text), used = jx_display_width(text, length < TEXT_MOST ? length : TEXT_MOST);
    return 1 + (unsigned)((double)used / (width - 1));
}

static void set_height(lxw_worksheet *sheet, lxw_row_t row, const unsigned *lines, size_t count) {
    enum { LINE = 15, LINES_MOST = 27 }; /* points; a row is at most 409 of them high */
    unsigned most = 1;
    for (size_t i = 0; i < count; i++)
        if (lines[i] > most) most = lines[i];
    if (most > LINES_MOST) most = LINES_MOST;
    if (most > 1) worksheet_set_row(sheet, row, LINE * most, NULL);
}
#define SET_HEIGHT(sheet, row, ...)                                                                          \
    set_height((sheet), (row), (const unsigned[]){__VA_ARGS__},                                              \
               sizeof((const unsigned[]){__VA_ARGS__}) / sizeof(unsigned))

static void write_number(struct book *book, lxw_col_t column, const json_t *object, const char *key) {
    json_int_t number = json_integer_value(json_object_get(object, key));
    worksheet_write_number(book->files, book->file_rows, column, (double)number, book->number);
}

/* --- one file ---------------------------------------------------------------------------------------------------- */

/* What a file's messages ask for. */
struct counts {
    size_t errors, look, place, info;
    const char *first; /* the first error's words, or the first of what to look at */
};

/* Reports of older programs do not tell what a message is about. */
static bool is_look(const json_t *message) {
    const char *concern = string_of(message, "concern"), *severity = string_of(message, "severity");
    if (!strcmp(severity, "error")) return true;
    return *concern ? !strcmp(concern, "look") : !strcmp(severity, "warning");
}

static void count_message(struct counts *counts, const json_t *message) {
    bool error = !strcmp(string_of(message, "severity"), "error"), look = is_look(message);
    if ((error && !counts->errors) || (look && !counts->errors && !counts->look))
        counts->first = string_of(message, "message");
    counts->errors += error;
    counts->look += look;
    counts->place += !look && !strcmp(string_of(message, "concern"), "place");
    counts->info += !look && strcmp(string_of(message, "concern"), "place") != 0;
}

static struct counts count_messages(const json_t *report) {
    struct counts counts = {.first = ""};
    const json_t *messages = json_object_get(report, "messages");
    for (size_t i = 0; i < json_array_size(messages); i++)
        count_message(&counts, json_array_get(messages, i));
    return counts;
}

static void describe_outcome(const struct book *book, const json_t *report, size_t look, const char **words,
                             enum colour *colour) {
    static const struct {
        const char *outcome, *english, *chinese;
        enum colour colour;
    } outcomes[] = {
        {"converted", "converted", "成功", GOOD},
        {"partly", "in part", "部分转换", FAIR},
        {"skipped", "done before", "以前已完成", IDLE},
        {"failed", "failed", "失败", BAD},
        {"refused", "refused: facts would be lost", "拒绝：会丢失内容", BAD},
        {"crashed", "crashed", "进程异常终止", BAD},
        {"timeout", "took too long", "超时", BAD},
    };
    const char *outcome = string_of(report, "outcome");
    *words = outcome;
    *colour = BAD;
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
        if (strcmp(outcomes[i].outcome, outcome) != 0) continue;
        *words = pick(book, outcomes[i].english, outcomes[i].chinese);
        *colour = outcomes[i].colour;
    }
    if (*colour == GOOD && look) {
        *words = pick(book, "converted; look at it", "成功，请核对");
        *colour = FAIR;
    }
}

static const char *concern_words(const struct book *book, const json_t *message) {
    if (!strcmp(string_of(message, "severity"), "error")) return pick(book, "error", "错误");
    if (is_look(message)) return pick(book, "look at this", "请核对");
    return strcmp(string_of(message, "concern"), "place") ? pick(book, "for information", "供参考")
                                                          : pick(book, "no place", "放不下");
}

static void add_message(struct book *book, const char *path, const json_t *message) {
    bool error = !strcmp(string_of(message, "severity"), "error");
    if (book->message_rows >= ROWS_MOST - 1) return;
    lxw_row_t row = book->message_rows++;
    const char *at = string_of(message, "at"), *words = string_of(message, "message");
    SET_HEIGHT(book->messages, row, lines_of(path, 40), lines_of(at, 16), lines_of(words, 80));
    write_text(book->messages, row, 0, path, book->wrapped);
    write_text(book->messages, row, 1, at, book->wrapped);
    write_text(book->messages, row, 2, concern_words(book, message),
               error              ? book->outcome[BAD]
               : is_look(message) ? book->outcome[FAIR]
                                  : book->text);
    write_text(book->messages, row, 3, string_of(message, "code"), book->text);
    write_text(book->messages, row, 4, words, book->wrapped);
}

static void add_loss(struct book *book, const char *path, const json_t *loss) {
    char places[TEXT_MOST / 4] = "";
    const json_t *at = json_object_get(loss, "at");
    size_t length = 0;
    if (book->loss_rows >= ROWS_MOST - 1) return;
    for (size_t i = 0; i < json_array_size(at); i++) {
        const char *text = json_string_value(json_array_get(at, i));
        size_t more = text ? strlen(text) : 0;
        if (!more || length + more + 8 > sizeof places) break;
        length += (size_t)snprintf(places + length, sizeof places - length, "%s%s", i ? " " : "", text);
    }
    const char *shown = string_of(loss, "shown"), *form = string_of(loss, "form");
    if (*shown == '\0') shown = string_of(loss, "value");
    lxw_row_t row = book->loss_rows++;
    SET_HEIGHT(book->losses, row, lines_of(path, 40), lines_of(form, 30), lines_of(shown, 50),
               lines_of(places, 30));
    write_text(book->losses, row, 0, path, book->wrapped);
    write_text(book->losses, row, 1, form, book->wrapped);
    write_text(book->losses, row, 2, string_of(loss, "what"), book->wrapped);
    write_text(book->losses, row, 3, shown, book->wrapped);
    write_text(book->losses, row, 4, places, book->wrapped);
}

/* Whether a name can stand in a link as it is. */
static bool is_linkable(const char *name) {
    for (const char *c = name; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F || strchr("#%\"<>", *c)) return false;
    return true;
}

/* The result, as a link to it where it is known where it lies. A spreadsheet takes so many links, and none of some names. */
static void write_output(struct book *book, lxw_row_t row, lxw_col_t column, const json_t *report) {
    enum { LINKS_MOST = 65000, LINK_MOST = 2000 };
    char url[2 * LINK_MOST + 32];
    const char *base = book->summary->outputs, *output = string_of(report, "output");
    bool fits = base && *output && strlen(base) + strlen(output) < LINK_MOST && row < LINKS_MOST;
    /* A name that is no UTF-8 stands there as people can read it, which is not how the disk knows it. */
    if (fits && is_linkable(output) && !json_object_get(report, "output_hex")) {
        snprintf(url, sizeof url, "%s%s%s", base, *base ? "/" : "", output);
        if (!worksheet_write_url_opt(book->files, row, column, url, book->link, output, NULL)) return;
    }
    write_text(book->files, row, column, output, book->wrapped);
}

/* The layouts of a file, as people call them: `湖南、安徽` of "hunan,anhui". */
static void write_layouts(struct book *book, lxw_row_t row, lxw_col_t column, const char *ids) {
    char names[512] = "", id[64];
    size_t used = 0;
    while (*ids && book->summary->called) {
        size_t length = strcspn(ids, ",");
        snprintf(id, sizeof id, "%.*s", (int)(length < sizeof id ? length : sizeof id - 1), ids);
        int more = snprintf(names + used, sizeof names - used, "%s%s", used ? pick(book, ", ", "、") : "",
                            book->summary->called(book->summary->user, id));
        if (more < 0 || (used += (size_t)more) >= sizeof names) break;
        ids += length + (ids[length] == ',');
    }
    write_text(book->files, row, column, *names ? names : ids, book->wrapped);
}

static void add_file(struct book *book, const json_t *report) {
    const char *path = string_of(report, "path"), *words;
    struct counts counts = count_messages(report);
    enum colour colour;
    const json_t *messages = json_object_get(report, "messages"), *losses = json_object_get(report, "lost");
    for (size_t i = 0; i < json_array_size(messages); i++)
        add_message(book, path, json_array_get(messages, i));
    for (size_t i = 0; i < json_array_size(losses); i++) add_loss(book, path, json_array_get(losses, i));
    if (book->file_rows >= ROWS_MOST - 1) return;
    describe_outcome(book, report, counts.look, &words, &colour);
    lxw_row_t row = book->file_rows;
    SET_HEIGHT(book->files, row, lines_of(path, 40), lines_of(counts.first, 48),
               lines_of(string_of(report, "output"), 36));
    write_text(book->files, row, 0, path, book->wrapped);
    write_text(book->files, row, 1, words, colour == GOOD ? book->text : book->outcome[colour]);
    worksheet_write_number(book->files, row, 2, (double)counts.look, book->number);
    write_number(book, 3, report, "losses");
    write_text(book->files, row, 4, counts.first, book->wrapped);
    write_output(book, row, 5, report);
    write_number(book, 6, report, "forms");
    write_number(book, 7, report, "indicators");
    write_layouts(book, row, 8, string_of(report, "layout"));
    write_text(book->files, row, 9, string_of(report, "carrier"), book->text);
    /* No score is not a bad one: the cell stays empty. */
    if (json_is_integer(json_object_get(report, "score"))) write_number(book, 10, report, "score");
    write_number(book, 11, report, "derived");
    write_number(book, 12, report, "milliseconds");
    /* Of blanks that were filled; else the cells stay empty. */
    if (json_is_integer(json_object_get(report, "filled"))) {
        write_number(book, 13, report, "filled");
        write_number(book, 14, report, "blank");
        write_number(book, 15, report, "rows_added");
    }
    book->file_rows++;
}

/* --- totals -------------------------------------------------------------------------------------------------------- */

/* Of a strange archive's thousand kinds of loss the first ones are enough. */
enum { KINDS_MOST = 2000 };

static void add_kind(struct kinds *kinds, const char *name, const char *words, size_t times, size_t file) {
    size_t at = 0;
    while (at < kinds->count && strcmp(kinds->items[at].name, name) != 0) at++;
    if (at == kinds->count) {
        if (kinds->count == KINDS_MOST) return;
        if (kinds->count == kinds->room) {
            size_t room = kinds->room ? 2 * kinds->room : 32;
            struct kind *more = reallocarray(kinds->items, room, sizeof *more);
            if (!more) return;
            kinds->items = more;
            kinds->room = room;
        }
        struct kind new = {strdup(name), strdup(words), 0, 0, (size_t)-1};
        if (!new.name || !new.words) {
            free(new.name);
            free(new.words);
            return;
        }
        kinds->items[kinds->count++] = new;
    }
    struct kind *kind = &kinds->items[at];
    kind->times += times;
    kind->files += kind->last != file;
    kind->last = file;
}

static void free_kinds(struct kinds *kinds) {
    for (size_t i = 0; i < kinds->count; i++) {
        free(kinds->items[i].name);
        free(kinds->items[i].words);
    }
    free(kinds->items);
}

static int by_files(const void *left, const void *right) {
    const struct kind *a = left, *b = right;
    if (a->files != b->files) return a->files > b->files ? -1 : 1;
    if (a->times != b->times) return a->times > b->times ? -1 : 1;
    return strcmp(a->name, b->name);
}

static void add_totals(struct book *book, const json_t *report, size_t file) {
    struct totals *sum = &book->sum;
    struct counts counts = count_messages(report);
    const json_t *messages = json_object_get(report, "messages"), *losses = json_object_get(report, "lost");
    const char *words;
    enum colour colour;
    describe_outcome(book, report, 0, &words, &colour);
    sum->files++;
    sum->outcomes[colour]++;
    sum->look_files += colour != BAD && counts.look > 0;
    sum->forms += (size_t)json_integer_value(json_object_get(report, "forms"));
    sum->indicators += (size_t)json_integer_value(json_object_get(report, "indicators"));
    sum->look += counts.look;
    sum->info += counts.info;
    sum->place += json_array_size(losses);
    for (size_t i = 0; i < json_array_size(messages); i++) {
        const json_t *message = json_array_get(messages, i);
        if (is_look(message))
            add_kind(&sum->messages, string_of(message, "code"), string_of(message, "message"), 1, file);
    }
    for (size_t i = 0; i < json_array_size(losses); i++) {
        const json_t *loss = json_array_get(losses, i);
        size_t places = json_array_size(json_object_get(loss, "at"));
        add_kind(&sum->losses, string_of(loss, "what"), "", places ? places : 1, file);
    }
}

static void write_total(struct book *book, lxw_row_t row, const char *english, const char *chinese,
                        size_t number, enum colour colour) {
    bool marked = number && colour != GOOD && colour != IDLE;
    write_text(book->totals, row, 0, pick(book, english, chinese), book->text);
    worksheet_write_number(book->totals, row, 1, (double)number,
                           marked ? book->outcome[colour] : book->number);
}

static lxw_row_t write_kinds(struct book *book, lxw_row_t row, const char *title, const char *name,
                             const struct kinds *kinds) {
    if (!kinds->count) return row;
    qsort(kinds->items, kinds->count, sizeof *kinds->items, by_files);
    SET_HEIGHT(book->totals, ++row, 2);
    write_text(book->totals, row, 0, title, book->title);
    row++;
    write_text(book->totals, row, 0, name, book->head);
    write_text(book->totals, row, 1, pick(book, "files", "文件数"), book->head);
    write_text(book->totals, row, 2, pick(book, "times", "次数"), book->head);
    write_text(book->totals, row, 3, pick(book, "for example", "例如"), book->head);
    for (size_t i = 0; i < kinds->count; i++) {
        const struct kind *kind = &kinds->items[i];
        const char *unread = pick(book, "unread text", "未读文字");
        row++;
        SET_HEIGHT(book->totals, row, lines_of(kind->words, 90));
        write_text(book->totals, row, 0, *kind->name ? kind->name : unread, book->text);
        worksheet_write_number(book->totals, row, 1, (double)kind->files, book->number);
        worksheet_write_number(book->totals, row, 2, (double)kind->times, book->number);
        write_text(book->totals, row, 3, kind->words, book->wrapped);
    }
    return row + 1;
}

static void write_totals(struct book *book) {
    const struct totals *sum = &book->sum;
    lxw_row_t row = 0;
    SET_HEIGHT(book->totals, row, 2);
    write_text(book->totals, row++, 0, pick(book, "What became of the files", "批量转换结果"), book->title);
    write_total(book, row++, "files", "文件", sum->files, GOOD);
    write_total(book, row++, "converted", "成功", sum->outcomes[GOOD], GOOD);
    write_total(book, row++, "in part", "部分转换", sum->outcomes[FAIR], FAIR);
    write_total(book, row++, "done before", "以前已完成", sum->outcomes[IDLE], IDLE);
    write_total(book, row++, "failed", "失败", sum->outcomes[BAD], BAD);
    write_total(book, row++, "of those converted, to look at", "转换成功但请核对的文件", sum->look_files,
                FAIR);
    write_total(book, row++, "forms", "表", sum->forms, GOOD);
    write_total(book, row++, "indicators", "指标", sum->indicators, GOOD);
    write_total(book, row++, "messages to look at", "请核对的消息", sum->look, FAIR);
    write_total(book, row++, "facts without a place", "放不下的内容", sum->place, GOOD);
    write_total(book, row++, "messages for information", "供参考的消息", sum->info, GOOD);
    row = write_kinds(book, row, pick(book, "What to look at", "请核对"), pick(book, "code", "代码"),
                      &sum->messages);
    write_kinds(book, row, pick(book, "What has no place in the new form", "新表放不下的内容"),
                pick(book, "what", "内容"), &sum->losses);
}

/* --- sheets ------------------------------------------------------------------------------------------------------ */

struct heading {
    const char *english, *chinese;
    double width;
};

static const struct heading file_headings[] = {
    {"file", "文件", 40},
    {"result", "结果", 16},
    {"to look at", "请核对", 9},
    {"no place", "放不下", 9},
    {"first problem", "首要问题", 48},
    {"output", "结果文件", 36},
    {"forms", "表", 7},
    {"indicators", "指标", 9},
    {"layout", "布局", 14},
    {"kind", "类型", 8},
    {"score", "识别分", 8},
    {"derived", "推出", 8},
    {"milliseconds", "毫秒", 11},
    {"filled", "已填", 8},
    {"stayed blank", "留空", 12},
    {"rows added", "添加行", 11},
};
/* The columns behind the results are for the screen: with them on paper the print would be too small to read. */
enum { FILE_COLUMNS_PRINTED = 6 };
static const struct heading message_headings[] = {
    {"file", "文件", 40}, {"place", "位置", 16},   {"class", "类别", 14},
    {"code", "代码", 8},  {"message", "消息", 80},
};
static const struct heading loss_headings[] = {
    {"file", "文件", 40},  {"form", "表", 30},     {"what", "内容", 20},
    {"value", "原文", 50}, {"places", "位置", 30},
};
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A4 on its side, as wide as a page, with the sheet's name above and the page's number below. */
static void set_page(const struct book *book, lxw_worksheet *sheet) {
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6);
    worksheet_set_header(sheet, "&C&A");
    worksheet_set_footer(sheet, pick(book, "&CPage &P of &N", "&C第 &P 页，共 &N 页"));
}

static lxw_worksheet *add_totals_sheet(struct book *book) {
    static const double widths[] = {34, 10, 10, 90};
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, pick(book, "totals", "合计"));
    if (!sheet) return NULL;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL);
    set_page(book, sheet);
    return sheet;
}

static lxw_worksheet *add_sheet(struct book *book, const char *name, const struct heading *headings,
                                size_t count) {
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, name);
    if (!sheet) return NULL;
    for (size_t i = 0; i < count; i++) {
        lxw_col_t column = (lxw_col_t)i;
        worksheet_set_column(sheet, column, column, headings[i].width, NULL);
        write_text(sheet, 0, column, pick(book, headings[i].english, headings[i].chinese), book->head);
    }
    worksheet_freeze_panes(sheet, 1, 1);
    set_page(book, sheet);
    worksheet_repeat_rows(sheet, 0, 0);
    return sheet;
}

/* A list that is longer than a sheet says so in its last row, and all have filters. */
static void end_sheet(struct book *book, lxw_worksheet *sheet, lxw_row_t rows, size_t columns) {
    if (rows >= ROWS_MOST - 1)
        write_text(sheet, rows, 0, pick(book, "… more in the report", "……其余见报告"), book->text);
    worksheet_autofilter(sheet, 0, 0, rows > 1 ? rows - 1 : 1, (lxw_col_t)(columns - 1));
}

static lxw_format *add_format(struct book *book) {
    lxw_format *format = workbook_add_format(book->workbook);
    format_set_font_name(format, pick(book, "Calibri", "宋体"));
    format_set_font_size(format, 11);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

static void add_formats(struct book *book) {
    book->text = add_format(book);
    book->wrapped = add_format(book);
    format_set_text_wrap(book->wrapped);
    book->link = add_format(book);
    format_set_text_wrap(book->link);
    format_set_font_color(book->link, LXW_COLOR_BLUE);
    format_set_underline(book->link, LXW_UNDERLINE_SINGLE);
    book->title = add_format(book);
    format_set_bold(book->title);
    format_set_font_size(book->title, 14);
    book->number = add_format(book);
    format_set_num_format(book->number, "0");
    book->head = add_format(book);
    format_set_bold(book->head);
    format_set_bg_color(book->head, 0xD9E1F2);
    format_set_border(book->head, LXW_BORDER_THIN);
    for (int i = 0; i < COLOURS; i++) {
        book->outcome[i] = add_format(book);
        format_set_bg_color(book->outcome[i], colours[i]);
    }
}

/* Hands each report to `take`, with its number. */
static void each_report(struct book *book,
                        void (*take)(struct book *book, const json_t *report, size_t index)) {
    const struct jx_summary *summary = book->summary;
    struct jx_line room = {0};
    for (size_t i = 0; i < summary->count; i++) {
        const char *line = summary->line(summary->user, i, &room);
        json_t *report = line ? json_loads(line, 0, NULL) : NULL;
        if (json_is_object(report)) take(book, report, i);
        json_decref(report);
    }
    free(room.bytes);
}

static void add_rows(struct book *book, const json_t *report, size_t index) {
    (void)index;
    add_file(book, report);
}

static void fill(struct book *book) {
    each_report(book, add_totals);
    write_totals(book);
    each_report(book, add_rows);
    end_sheet(book, book->files, book->file_rows, COUNT(file_headings));
    worksheet_print_area(book->files, 0, 0, book->file_rows > 1 ? book->file_rows - 1 : 1,
                         FILE_COLUMNS_PRINTED - 1);
    end_sheet(book, book->messages, book->message_rows, COUNT(message_headings));
    end_sheet(book, book->losses, book->loss_rows, COUNT(loss_headings));
}

JX_API jx_summary_writer jx_summary_write;

const char *jx_summary_write(const char *path, enum jx_language language, const struct jx_summary *summary) {
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    struct book book = {
        .workbook = workbook_new_opt(path, &options), .language = language, .summary = summary};
    if (!book.workbook) return "out of memory";
    add_formats(&book);
    book.file_rows = book.message_rows = book.loss_rows = 1;
    book.totals = add_totals_sheet(&book);
    book.files = add_sheet(&book, pick(&book, "files", "文件"), file_headings, COUNT(file_headings));
    book.messages =
        add_sheet(&book, pick(&book, "messages", "消息"), message_headings, COUNT(message_headings));
    book.losses = add_sheet(&book, pick(&book, "losses", "损失"), loss_headings, COUNT(loss_headings));
    if (book.totals && book.files && book.messages && book.losses) fill(&book);
    free_kinds(&book.sum.messages);
    free_kinds(&book.sum.losses);
    lxw_error error = workbook_close(book.workbook);
    return error ? lxw_strerror(error) : NULL;
}

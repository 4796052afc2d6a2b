/*
 * Three sheets: the files with what became of them, all messages, all that was lost. Written row by row as the reports
 * are read, so that the summary of a large archive takes no more memory than that of a small one.
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

struct book {
    lxw_workbook *workbook;
    lxw_worksheet *files, *messages, *losses;
    lxw_row_t file_rows, message_rows, loss_rows;
    lxw_format *head, *text, *number, *outcome[COLOURS];
    enum jx_language language;
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

static void write_number(struct book *book, lxw_col_t column, const json_t *object, const char *key) {
    json_int_t number = json_integer_value(json_object_get(object, key));
    worksheet_write_number(book->files, book->file_rows, column, (double)number, book->number);
}

/* --- one file ---------------------------------------------------------------------------------------------------- */

static void describe_outcome(const struct book *book, const json_t *report, size_t warnings,
                             const char **words, enum colour *colour) {
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
    if (*colour == GOOD && warnings) {
        *words = pick(book, "converted, with warnings", "成功，有警告");
        *colour = FAIR;
    }
}

static const char *severity_words(const struct book *book, const char *severity) {
    if (!strcmp(severity, "error")) return pick(book, "error", "错误");
    return strcmp(severity, "warning") ? pick(book, "note", "提示") : pick(book, "warning", "警告");
}

/* How many messages there are of each kind, and the first of the gravest kind. */
struct counts {
    size_t errors, warnings;
    const char *first;
};

static void add_message(struct book *book, const char *path, const json_t *message, struct counts *counts) {
    const char *severity = string_of(message, "severity"), *words = string_of(message, "message");
    bool error = !strcmp(severity, "error"), warning = !strcmp(severity, "warning");
    if ((error && !counts->errors) || (warning && !counts->errors && !counts->warnings))
        counts->first = words;
    counts->errors += error;
    counts->warnings += warning;
    if (book->message_rows >= ROWS_MOST - 1) return;
    lxw_row_t row = book->message_rows++;
    write_text(book->messages, row, 0, path, book->text);
    write_text(book->messages, row, 1, string_of(message, "at"), book->text);
    write_text(book->messages, row, 2, severity_words(book, severity),
               book->outcome[error     ? BAD
                             : warning ? FAIR
                                       : IDLE]);
    write_text(book->messages, row, 3, string_of(message, "code"), book->text);
    write_text(book->messages, row, 4, words, book->text);
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
    lxw_row_t row = book->loss_rows++;
    write_text(book->losses, row, 0, path, book->text);
    write_text(book->losses, row, 1, string_of(loss, "form"), book->text);
    write_text(book->losses, row, 2, string_of(loss, "what"), book->text);
    const char *shown = string_of(loss, "shown");
    write_text(book->losses, row, 3, *shown != '\0' ? shown : string_of(loss, "value"), book->text);
    write_text(book->losses, row, 4, places, book->text);
}

static void add_file(struct book *book, const json_t *report) {
    const char *path = string_of(report, "path"), *words;
    struct counts counts = {.first = ""};
    enum colour colour;
    const json_t *messages = json_object_get(report, "messages"), *losses = json_object_get(report, "lost");
    for (size_t i = 0; i < json_array_size(messages); i++)
        add_message(book, path, json_array_get(messages, i), &counts);
    for (size_t i = 0; i < json_array_size(losses); i++) add_loss(book, path, json_array_get(losses, i));
    if (book->file_rows >= ROWS_MOST - 1) return;
    describe_outcome(book, report, counts.warnings, &words, &colour);
    lxw_row_t row = book->file_rows;
    write_text(book->files, row, 0, path, book->text);
    write_text(book->files, row, 1, words, book->outcome[colour]);
    write_text(book->files, row, 2, counts.first, book->text);
    write_text(book->files, row, 3, string_of(report, "output"), book->text);
    write_text(book->files, row, 4, string_of(report, "carrier"), book->text);
    write_text(book->files, row, 5, string_of(report, "layout"), book->text);
    /* No score is not a bad one: the cell stays empty. */
    if (json_is_integer(json_object_get(report, "score"))) write_number(book, 6, report, "score");
    write_number(book, 7, report, "forms");
    write_number(book, 8, report, "indicators");
    worksheet_write_number(book->files, row, 9, (double)counts.errors, book->number);
    worksheet_write_number(book->files, row, 10, (double)counts.warnings, book->number);
    write_number(book, 11, report, "losses");
    write_number(book, 12, report, "derived");
    write_number(book, 13, report, "milliseconds");
    /* Of blanks that were filled; else the cells stay empty. */
    if (json_is_integer(json_object_get(report, "filled"))) {
        write_number(book, 14, report, "filled");
        write_number(book, 15, report, "blank");
        write_number(book, 16, report, "rows_added");
    }
    book->file_rows++;
}

/* --- sheets ------------------------------------------------------------------------------------------------------ */

struct heading {
    const char *english, *chinese;
    double width;
};

static const struct heading file_headings[] = {
    {"file", "文件", 44},         {"result", "结果", 22},       {"first problem", "首要问题", 50},
    {"output", "输出", 40},       {"kind", "类型", 8},          {"layout", "布局", 12},
    {"score", "识别分", 8},       {"forms", "表", 8},           {"indicators", "指标", 10},
    {"errors", "错误", 8},        {"warnings", "警告", 10},     {"losses", "丢失", 8},
    {"derived", "推出", 9},       {"milliseconds", "毫秒", 12}, {"filled", "已填", 8},
    {"stayed blank", "留空", 12}, {"rows added", "添加行", 11},
};
static const struct heading message_headings[] = {
    {"file", "文件", 44}, {"place", "位置", 16},   {"severity", "级别", 10},
    {"code", "代码", 8},  {"message", "消息", 90},
};
static const struct heading loss_headings[] = {
    {"file", "文件", 44},  {"form", "表", 30},     {"what", "内容", 20},
    {"value", "原文", 50}, {"places", "位置", 40},
};
#define COUNT(array) (sizeof(array) / sizeof *(array))

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
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_fit_to_pages(sheet, 1, 0);
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

static void fill(struct book *book, const struct jx_summary *summary) {
    struct jx_line room = {0};
    for (size_t i = 0; i < summary->count; i++) {
        const char *line = summary->line(summary->user, i, &room);
        json_t *report = line ? json_loads(line, 0, NULL) : NULL;
        if (json_is_object(report)) add_file(book, report);
        json_decref(report);
    }
    free(room.bytes);
}

JX_API jx_summary_writer jx_summary_write;

const char *jx_summary_write(const char *path, enum jx_language language, const struct jx_summary *summary) {
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    struct book book = {.workbook = workbook_new_opt(path, &options), .language = language};
    if (!book.workbook) return "out of memory";
    add_formats(&book);
    book.file_rows = book.message_rows = book.loss_rows = 1;
    book.files = add_sheet(&book, pick(&book, "files", "概况"), file_headings, COUNT(file_headings));
    book.messages =
        add_sheet(&book, pick(&book, "messages", "消息"), message_headings, COUNT(message_headings));
    book.losses = add_sheet(&book, pick(&book, "losses", "损失"), loss_headings, COUNT(loss_headings));
    if (book.files && book.messages && book.losses) {
        fill(&book, summary);
        end_sheet(&book, book.files, book.file_rows, COUNT(file_headings));
        end_sheet(&book, book.messages, book.message_rows, COUNT(message_headings));
        end_sheet(&book, book.losses, book.loss_rows, COUNT(loss_headings));
    }
    lxw_error error = workbook_close(book.workbook);
    return error ? lxw_strerror(error) : NULL;
}

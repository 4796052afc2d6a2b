/*
 * Printing: messages in two languages, and columns that line up though a Chinese character takes two.
 */
#include "core/cli/print.h"

#include <errno.h>
#include <poll.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "core/batch/refusals.h"
#include "core/batch/text.h"

/* --- text -------------------------------------------------------------------------------------------------------- */

/* How many bytes the character at `text` has, by its first byte; a broken one is one byte. Never passes the NUL. */
static size_t character_length(const char *text) {
    unsigned char first = (unsigned char)*text;
    size_t length = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
    for (size_t i = 1; i < length; i++)
        if (((unsigned char)text[i] & 0xC0) != 0x80) return 1;
    return length;
}

/* Characters that do something to a terminal instead of being printed: C0, DEL, C1, broken bytes, and the marks that
 * turn the direction of writing (U+200E, 200F, 202A to 202E, 2066 to 2069). */
static bool is_harmful(const char *text, size_t length) {
    const unsigned char *byte = (const unsigned char *)text;
    if (length == 1) return byte[0] < 0x20 || byte[0] >= 0x7F;
    if (length == 2) return byte[0] == 0xC2 && byte[1] < 0xA0;
    if (length != 3 || byte[0] != 0xE2) return false;
    return (byte[1] == 0x80 &&
            (byte[2] == 0x8E || byte[2] == 0x8F || (byte[2] >= 0xAA && byte[2] <= 0xAE))) ||
           (byte[1] == 0x81 && byte[2] >= 0xA6 && byte[2] <= 0xA9);
}

/* What is printed in place of the character at `*text`, which moves past it; its length goes to `*length`. */
static const char *next_printed(const char **text, size_t *length) {
    const char *here = *text;
    *length = character_length(here);
    *text += *length;
    if (*here == '\r' && **text == '\n') ++*text;
    const char *instead = NULL;
    if (*here == '\n' || *here == '\r')
        instead = "↵";
    else if (*here == '\t')
        instead = " ";
    else if (is_harmful(here, *length))
        instead = "\xEF\xBF\xBD";
    if (!instead) return here;
    *length = strlen(instead);
    return instead;
}

size_t jx_print_cut(FILE *out, const char *text, size_t width) {
    size_t used = 0, length;
    const char *end = text; /* up to where it fits with room for the … */
    size_t end_used = 0;
    if (width) {
        const char *ahead = text;
        size_t all = 0;
        while (*ahead && all <= width) {
            const char *printed = next_printed(&ahead, &length);
            all += jx_display_width(printed, length);
            if (all < width) end = ahead, end_used = all;
        }
        if (all > width) {
            while (text < end) {
                const char *printed = next_printed(&text, &length);
                fwrite(printed, 1, length, out);
            }
            fputs("…", out);
            return end_used + jx_display_width("…", strlen("…"));
        }
    }
    while (*text) {
        const char *printed = next_printed(&text, &length);
        fwrite(printed, 1, length, out);
        used += jx_display_width(printed, length);
    }
    return used;
}

void jx_print_clean(FILE *out, const char *text) {
    jx_print_cut(out, text, 0);
}

void jx_print_path(FILE *out, const char *path) {
    char *readable = jx_path_readable(path);
    jx_print_clean(out, readable ? readable : path);
    free(readable);
}

static void blanks(FILE *out, size_t count) {
    while (count--) fputc(' ', out);
}

void jx_print_cell(FILE *out, const char *text, size_t width) {
    size_t used = jx_print_cut(out, text, width);
    if (used < width) blanks(out, width - used);
}

void jx_print_padded(FILE *out, const char *text, size_t column) {
    size_t used = jx_print_cut(out, text, 0);
    blanks(out, used + 2 <= column ? column - used : 2);
}

/* Marks that no line begins with. */
static bool is_closing(const char *text) {
    static const char *const marks[] = {"）", "。", "，", "、", "；", "：", "”", "》", "…"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0) return true;
    return false;
}

void jx_print_wrapped(FILE *out, const char *text, size_t indent, size_t width) {
    size_t used = indent;
    while (*text) {
        /* The next piece that stays together: a word with the blank before it, or one wide character. */
        const char *end = text;
        size_t columns = 0;
        do {
            size_t length = character_length(end);
            columns += jx_display_width(end, length);
            end += length;
        } while (is_closing(end) ||
                 (*end && *end != ' ' && (unsigned char)*end < 0x80 && (unsigned char)end[-1] < 0x80));
        if (used + columns > width && used > indent) {
            fputc('\n', out);
            blanks(out, indent);
            used = indent;
            while (*text == ' ') text++, columns--;
        }
        fwrite(text, 1, (size_t)(end - text), out);
        used += columns;
        text = end;
    }
    fputc('\n', out);
}

size_t jx_print_width(void) {
    struct winsize size;
    if (isatty(STDOUT_FILENO) && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col) return size.ws_col;
    const char *columns = getenv("COLUMNS");
    long number = columns ? strtol(columns, NULL, 10) : 0;
    return number >= 20 && number <= 10000 ? (size_t)number : 0;
}

/* --- messages ---------------------------------------------------------------------------------------------------- */

static void print_head(const struct jx_cli *cli, const char *file, const struct jx_place *place,
                       enum jx_severity severity, enum jx_code code) {
    static const char *const words[] = {"note", "warning", "error"},
                             *const chinese[] = {"提示", "警告", "错误"},
                             *const colours[] = {"\033[36m", "\033[33m", "\033[1;31m"};
    char room[JX_PLACE_ROOM], number[8];
    const char *at = place ? jx_place_format(place, room) : "";
    jx_print_path(stderr, file);
    if (*at) fputc('!', stderr);
    jx_print_clean(stderr, at);
    fprintf(stderr, ": %s%s %s%s%s", cli->colour ? colours[severity] : "",
            jx_pick(cli, words[severity], chinese[severity]), jx_code_format(code, number),
            cli->colour ? "\033[0m" : "", jx_pick(cli, ": ", " "));
}

void jx_print_diag(const struct jx_cli *cli, const char *file, const struct jx_diag *diag) {
    if (cli->mute || (cli->quiet && diag->severity < JX_ERROR)) return;
    print_head(cli, file, &diag->place, diag->severity, diag->code);
    jx_print_clean(stderr, diag->message ? diag->message : "");
    fputc('\n', stderr);
}

void jx_print_diags(const struct jx_cli *cli, const char *file, const struct jx_diag *diags, size_t count) {
    for (size_t i = 0; i < count; i++) jx_print_diag(cli, file, &diags[i]);
}

void jx_print_message(const struct jx_cli *cli, const char *subject, enum jx_code code,
                      const char *const *arguments) {
    enum jx_severity severity = jx_message_severity(code);
    if (cli->mute || (cli->quiet && severity < JX_ERROR)) return;
    char *text = jx_message_readable(code, cli->language, arguments);
    print_head(cli, subject, NULL, severity, code);
    jx_print_clean(stderr, text ? text : jx_pick(cli, "out of memory", "内存不足"));
    fputc('\n', stderr);
    free(text);
}

const char *jx_print_errno(const struct jx_cli *cli, int number) {
    static const struct {
        int number;
        const char *chinese;
    } usual[] = {
        {ENOENT, "文件不存在"},
        {EACCES, "没有权限"},
        {EPERM, "不允许此操作"},
        {EISDIR, "这是文件夹，不是文件"},
        {ENOTDIR, "路径中有一段不是文件夹"},
        {ENOSPC, "磁盘空间已满"},
        {EDQUOT, "超出磁盘配额"},
        {EROFS, "磁盘是只读的"},
        {EIO, "磁盘读写出错"},
        {ENAMETOOLONG, "文件名太长"},
        {EMFILE, "打开的文件太多"},
        {ENFILE, "系统打开的文件太多"},
        {EPIPE, "接收输出的程序已经结束"},
        {EFBIG, "文件太大"},
        {ELOOP, "符号链接太多"},
        {EBUSY, "文件正在使用"},
        {ENOMEM, "内存不足"},
        {EEXIST, "已存在"},
    };
    if (cli->language == JX_LANGUAGE_CHINESE)
        for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
            if (usual[i].number == number) return usual[i].chinese;
    if (number == EISDIR) return "it is a folder, not a file";
    return strerror(number);
}

size_t jx_print_count(const struct jx_diag *diags, size_t count, enum jx_severity severity) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) found += diags[i].severity == severity;
    return found;
}

const char *jx_print_kind(const struct jx_cli *cli, enum jx_kind kind) {
    if (kind == JX_KIND_DEPARTMENT) return jx_pick(cli, "department form", "部门整体支出绩效目标表");
    return jx_pick(cli, "project form", "项目支出绩效目标表");
}

/* Where memory was refused, what was printed may lack anything, and what was found wrong need not be wrong. Files are put in
 * place whole, or their fault was told. */
static bool ended_well(const struct jx_cli *cli, enum jx_exit exit) {
    if (exit == JX_EXIT_SYSTEM) return true;
    return cli->writes && (exit == JX_EXIT_DONE || exit == JX_EXIT_PART || exit == JX_EXIT_BATCH);
}

/* Whether standard output is a pipe that nobody reads from any more. */
static bool reader_gone(void) {
    struct pollfd output = {.fd = STDOUT_FILENO};
    return poll(&output, 1, 0) > 0 && output.revents & POLLERR;
}

/* It has been said: neither what could not be written nor the mark of it is there any more. */
static void forget_output(void) {
    __fpurge(stdout);
    clearerr(stdout);
}

enum jx_exit jx_print_finish(const struct jx_cli *cli, enum jx_exit exit) {
    /* Of a write that failed earlier only that it failed is known; flushing what is left mostly tells why. */
    errno = 0;
    bool failed = ferror(stdout) != 0;
    if (fflush(stdout)) failed = true;
    if (!failed && jx_refusals() && !ended_well(cli, exit)) {
        JX_SAY(cli, "jixiao", JX_MSG_FILE_MEMORY, NULL);
        return JX_EXIT_SYSTEM;
    }
    if (!failed) return exit;
    if (reader_gone()) return forget_output(), JX_EXIT_SYSTEM; /* `| head -1`: who ended knows it */
    JX_SAY(cli, "jixiao", JX_MSG_FILE_WRITE, jx_pick(cli, "standard output", "标准输出"),
           errno ? jx_print_errno(cli, errno)
                 : jx_pick(cli, "the disk is full or the reading program has ended",
                           "磁盘已满，或接收输出的程序已结束"));
    forget_output();
    return JX_EXIT_SYSTEM;
}

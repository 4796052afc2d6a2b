/*
 * The options: a table of what they are called, which commands take them, and where their value goes.
 */
#include "core/cli/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "core/cli/print.h"
#include "core/cli/typed.h"

/* FLAG sets a bool; MAYBE keeps the words behind =, "" if there are none; TEXT keeps the words; TEXTS too, of each time it is given; LANGUAGE too, but only zh or en; COUNT is
 * a whole number above zero, with K, M or G behind it perhaps; SECONDS is kept in milliseconds; READ_IN and WRITE_IN are
 * encodings, which are right or wrong for all files alike. */
enum option_kind { FLAG, MAYBE, TEXT, TEXTS, LANGUAGE, COUNT, SECONDS, READ_IN, WRITE_IN };

struct entry {
    char letter; /* 0: none */
    const char *name;
    enum option_kind kind;
    const char *value, *value_chinese;
    size_t offset; /* into struct jx_arguments */
    unsigned commands;
    const char *help, *help_chinese;
};

#define AT(member) offsetof(struct jx_arguments, member)
#define LIMIT(name, value, value_chinese, member, help, chinese)                                             \
    { 0, name, COUNT, value, value_chinese, AT(read.limits.member), JX_COMMANDS_READING, help, chinese }

static const struct entry entries[] = {
    {'f', "from", TEXT, "LAYOUT", "布局", AT(from),
     JX_COMMANDS_READING & ~(unsigned)(JX_COMMAND_DETECT | JX_COMMAND_LEARN),
     "read as this layout instead of finding it out", "按此布局读取，不自动识别"},
    {'t', "to", TEXT, "LAYOUT", "布局", AT(to), JX_COMMAND_CONVERT | JX_COMMAND_PLAN | JX_COMMAND_BATCH,
     "the layout to write, or an authority's own blank to fill (.xlsx, .docx); json writes what was "
     "understood",
     "要写成的布局，或要填写的空白表文件（.xlsx、.docx）；json 表示写出读到的内容"},
    {'o', "output", TEXT, "OUT", "输出", AT(output), JX_COMMAND_CONVERT,
     "the file to write, its ending says which kind (several inputs are collected in it); a folder; or - for "
     "standard output",
     "输出文件，按后缀决定类型（多个输入汇总到其中）；也可以是文件夹；- 表示标准输出"},
    {'o', "output", TEXT, "OUT", "输出", AT(output), JX_COMMAND_TABLE,
     "the file to write: .csv, .xlsx, or .jsonl (a line of JSON for each row); else .csv on standard output",
     "输出文件：.csv、.xlsx 或 .jsonl（每行一个 JSON）；不写则以 .csv 写到标准输出"},
    {'o', "output", TEXT, "DIR", "文件夹", AT(output), JX_COMMAND_BATCH,
     "the folder for the results; it is made if it is not there", "存放结果的文件夹；没有则新建"},
    {'o', "output", TEXT, "OUT", "输出", AT(output), JX_COMMAND_MERGE_REPORTS,
     "the report to write; else standard output", "写出的报告；否则写到标准输出"},
    {'o', "output", TEXT, "OUT.c", "输出.c", AT(output), JX_COMMAND_LEARN,
     "the C file to write; else standard output", "写出的 C 文件；否则写到标准输出"},
    {0, "id", TEXT, "ID", "名称", AT(id), JX_COMMAND_LEARN, "what the layout is called; else after the file",
     "布局的名称；否则取自文件名"},
    {0, "to-carrier", TEXT, "EXT", "后缀", AT(carrier),
     JX_COMMAND_CONVERT | JX_COMMAND_BATCH | JX_COMMAND_TABLE,
     "the kind of file to write, whatever the name says (xlsx, csv, json …)",
     "输出文件的类型，不看文件名（xlsx、csv、json 等）"},
    {0, "force", FLAG, NULL, NULL, AT(force),
     JX_COMMAND_CONVERT | JX_COMMAND_BATCH | JX_COMMAND_MERGE_REPORTS | JX_COMMAND_TABLE | JX_COMMAND_LEARN,
     "replace a file that exists already", "覆盖已存在的文件"},
    {0, "force", FLAG, NULL, NULL, AT(force), JX_COMMAND_PLAN,
     "let --set and --defaults overwrite what was read", "让 --set 和 --defaults 覆盖读到的内容"},
    {0, "split", FLAG, NULL, NULL, AT(split), JX_COMMAND_CONVERT,
     "a file for each form, NAME-LAYOUT-01-PROJECT.xlsx and so on, instead of one for each input",
     "每张表写成一个文件：“文件名-布局-01-项目名称.xlsx”等"},
    {0, "no-loss", FLAG, NULL, NULL, AT(no_loss), JX_COMMAND_CONVERT | JX_COMMAND_BATCH,
     "write nothing if any fact has no place in the layout", "若有内容放不进目标布局，则不写出"},
    {0, "overwrite", FLAG, NULL, NULL, AT(overwrite), JX_COMMAND_CONVERT | JX_COMMAND_PLAN | JX_COMMAND_BATCH,
     "of a blank: write over what stands in its slots already", "填写空白表时，覆盖栏目中已有的内容"},
    {0, "no-insert", FLAG, NULL, NULL, AT(no_insert), JX_COMMAND_CONVERT | JX_COMMAND_PLAN | JX_COMMAND_BATCH,
     "of a blank: add no rows", "填写空白表时，不添加行"},
    {0, "max-insert", COUNT, "N", "数", AT(max_insert),
     JX_COMMAND_CONVERT | JX_COMMAND_PLAN | JX_COMMAND_BATCH, "of a blank: add at most N rows",
     "填写空白表时，最多添加的行数"},
    {0, "no-derive", FLAG, NULL, NULL, AT(no_derive), JX_COMMAND_CONVERT | JX_COMMAND_PLAN | JX_COMMAND_BATCH,
     "leave blank what the source does not say, even if it follows from another fact",
     "原表没有写的一律留空，即使能由其他内容推出"},
    {0, "blank", FLAG, NULL, NULL, AT(blank), JX_COMMAND_CONVERT | JX_COMMAND_PLAN | JX_COMMAND_BATCH,
     "leave categories without indicators blank, without the mark that the form prints there",
     "没有指标的类别留空，不印“不适用”"},
    {0, "carry", FLAG, NULL, NULL, AT(carry), JX_COMMAND_CONVERT | JX_COMMAND_BATCH,
     "take along, hidden in the file, what the layout does not show; converting back restores it (.xlsx, "
     ".docx)",
     "把目标布局不显示的内容附带在文件内不显示的部分，转换回来即可恢复（.xlsx、.docx）"},
    {0, "set", TEXTS, "KEY=VALUE", "名称=内容", AT(set),
     JX_COMMAND_CONVERT | JX_COMMAND_PLAN | JX_COMMAND_BATCH,
     "fill in what the source leaves blank: preparer=…, phone=…; several are possible; with --force it "
     "overwrites, too",
     "填写原表空缺的内容，如 填表人=…、phone=…；可多次使用；加 --force 时也覆盖读到的内容"},
    {0, "defaults", TEXT, "FILE", "文件", AT(defaults),
     JX_COMMAND_CONVERT | JX_COMMAND_PLAN | JX_COMMAND_BATCH,
     "a file of such facts, one KEY=VALUE a line, or a JSON object",
     "由文件给出这些内容：每行一个“名称=内容”，或 JSON 对象"},
    {0, "strict", FLAG, NULL, NULL, AT(strict), JX_COMMAND_CONVERT | JX_COMMAND_BATCH,
     "exit with 1 when there are warnings", "有警告时以 1 退出"},
    {0, "out-encoding", WRITE_IN, "NAME", "编码", AT(out_encoding), JX_COMMAND_CONVERT | JX_COMMAND_BATCH,
     "encoding of text that is written: utf-8 (no mark), gb18030 …",
     "输出文本的编码：utf-8（不带标记）、gb18030 等"},
    {0, "json", FLAG, NULL, NULL, AT(json),
     JX_COMMANDS_ALL & ~(unsigned)(JX_COMMAND_CONVERT | JX_COMMAND_BATCH | JX_COMMAND_MERGE_REPORTS |
                                   JX_COMMAND_TABLE | JX_COMMAND_LEARN),
     "print JSON, for other programs", "输出 JSON，供其他程序使用"},
    {0, "full", FLAG, NULL, NULL, AT(full), JX_COMMAND_INSPECT | JX_COMMAND_DETECT | JX_COMMAND_PLAN,
     "do not cut long texts to the width of the terminal", "长文字不按终端宽度截断"},
    {0, "why", MAYBE, "KEY", "名称", AT(why), JX_COMMAND_INSPECT,
     "say of each fact what decided that it was read so, and what else it might be",
     "逐项说明为什么这样读，以及还可能是什么"},
    {'v', "verbose", FLAG, NULL, NULL, AT(verbose), JX_COMMANDS_TELLING,
     "say also what needs no attention: what followed from other facts, what stays blank",
     "也显示无须处理的提示：由其他内容推出的、留空的"},
    {'v', "verbose", FLAG, NULL, NULL, AT(verbose), JX_COMMAND_BATCH,
     "say all messages of all files, not the weightiest of each of the first 20",
     "显示全部文件的全部提示，而不只是前 20 个文件中最要紧的一条"},
    {'v', "verbose", FLAG, NULL, NULL, AT(verbose), JX_COMMAND_PLUGINS | JX_COMMAND_LAYOUTS,
     "more: folders, paths, reasons; the fields of each form", "显示更多：文件夹、路径、原因；各表的字段"},
    {0, "no-sandbox", FLAG, NULL, NULL, AT(no_sandbox), JX_COMMANDS_READING,
     "read files without giving up the right to reach others first", "读取文件时不进入沙箱"},
    {0, "lint", FLAG, NULL, NULL, AT(lint), JX_COMMAND_PLUGINS,
     "look for faults in the tables of each layout", "检查各布局表格的错误"},
    {0, "encoding", READ_IN, "NAME", "编码", AT(read.encoding), JX_COMMANDS_READING,
     "encoding of text that is read, instead of finding it out", "读取文本时使用的编码，不自动识别"},
    {0, "hidden", FLAG, NULL, NULL, AT(read.hidden), JX_COMMANDS_READING, "read hidden sheets too",
     "也读取隐藏的工作表"},
    {0, "no-carried", FLAG, NULL, NULL, AT(read.no_carried), JX_COMMANDS_READING,
     "read what is visible only, not what --carry took along", "只读取可见内容，不读取 --carry 附带的内容"},
    {0, "no-guard", FLAG, NULL, NULL, AT(read.no_guard), JX_COMMANDS_READING,
     "of CSV: no apostrophe before texts that begin with = + - @, neither written nor taken off",
     "CSV：以 = + - @ 开头的文字前，写出时不加、读取时不去掉单引号"},
    {0, "via-office", FLAG, NULL, NULL, AT(read.via_office), JX_COMMANDS_READING,
     "have LibreOffice convert .doc, too, as it does .rtf and .odt",
     ".doc 也由 LibreOffice 转换后读取（与 .rtf、.odt 相同）"},
    {0, "no-repair", FLAG, NULL, NULL, AT(read.no_repair), JX_COMMANDS_READING,
     "leave rows where they are printed, even if a page break put them under the wrong project",
     "各行保持原位，即使分页使其落在别的项目下"},
    {0, "stdin-name", TEXT, "NAME", "文件名", AT(stdin_name),
     JX_COMMANDS_READING & ~(unsigned)JX_COMMAND_BATCH,
     "what to call standard input, for messages and its ending", "标准输入的名称，用于提示和后缀"},
    LIMIT("max-bytes", "N", "数", bytes, "largest file, also unpacked (K, M, G may follow)",
          "文件大小上限，解压后同样（可带 K、M、G）"),
    LIMIT("max-ratio", "N", "数", ratio, "largest ratio of packing, for parts above 16 MiB",
          "压缩比上限（仅对 16 MiB 以上的部分）"),
    LIMIT("max-rows", "N", "数", rows, "most rows of a sheet", "每个工作表的行数上限"),
    LIMIT("max-columns", "N", "数", columns, "most columns of a sheet", "每个工作表的列数上限"),
    LIMIT("max-cells", "N", "数", cells, "most cells of a file", "整个文件的单元格上限"),
    LIMIT("max-merge-area", "N", "数", merge_area, "most merged cells of a sheet",
          "每个工作表合并单元格总数上限"),
    LIMIT("max-strings", "N", "数", strings, "most texts of a workbook", "工作簿中文本条数上限"),
    LIMIT("max-depth", "N", "数", depth, "deepest nesting of markup", "标记嵌套层数上限"),
    LIMIT("max-sheets", "N", "数", sheets, "most sheets of a workbook, read or written",
          "工作簿的工作表数上限（读取或写出）"),
    LIMIT("max-forms", "N", "数", forms, "most forms of a file", "一个文件中表格数上限"),
    {0, "max-time", SECONDS, "SECONDS", "秒", AT(read.limits.milliseconds), JX_COMMANDS_READING,
     "longest time for one file", "处理一个文件的时间上限"},
    {'j', "jobs", COUNT, "N", "数", AT(batch.workers), JX_COMMAND_BATCH,
     "convert N files at a time; else two for each processor, one where no disk is waited for",
     "同时处理的文件数；否则为处理器数的两倍，不等待磁盘时为一倍"},
    {0, "include", TEXTS, "GLOB", "通配符", AT(batch.include), JX_COMMAND_BATCH | JX_COMMAND_TABLE,
     "of folders take only files like this, such as '*.xls*'; may be given several times",
     "文件夹中只取这样的文件，例如 '*.xls*'；可多次给出"},
    {0, "exclude", TEXTS, "GLOB", "通配符", AT(batch.exclude), JX_COMMAND_BATCH | JX_COMMAND_TABLE,
     "of folders leave out files and folders like this", "文件夹中略过这样的文件和文件夹"},
    {0, "files-from", TEXT, "FILE", "文件", AT(batch.files_from), JX_COMMAND_BATCH,
     "take the files whose paths stand in FILE, one a line (- is standard input)",
     "处理此文件中列出的文件，每行一个路径（- 表示标准输入）"},
    {'0', "null", FLAG, NULL, NULL, AT(batch.nul), JX_COMMAND_BATCH,
     "the paths of --files-from end with NUL, as find -print0 writes them",
     "--files-from 的路径以 NUL 结尾，如 find -print0 的输出"},
    {0, "dry-run", FLAG, NULL, NULL, AT(batch.dry_run), JX_COMMAND_BATCH,
     "write nothing but --report and --summary: tell what would be lost, summed up over all files",
     "只写 --report 和 --summary，不写结果：列出全部文件会丢失的内容合计"},
    {0, "resume", FLAG, NULL, NULL, AT(batch.resume), JX_COMMAND_BATCH,
     "go on with an earlier run: what is done and unchanged is not done again",
     "接着以前的运行做：已完成且未变的文件不再处理"},
    {0, "report", TEXT, "FILE", "文件", AT(batch.report), JX_COMMAND_BATCH,
     "tell of each file in one line of JSON", "每个文件写一行 JSON 报告"},
    {0, "summary", TEXT, "FILE.xlsx", "文件.xlsx", AT(batch.summary),
     JX_COMMAND_BATCH | JX_COMMAND_MERGE_REPORTS, "a workbook for people: all files, messages and losses",
     "供人查看的汇总工作簿：文件、消息、损失"},
    {0, "timeout", SECONDS, "SECONDS", "秒", AT(batch.timeout), JX_COMMAND_BATCH,
     "stop a file that takes longer (60)", "单个文件超过此时间即中止（60）"},
    {0, "max-memory", COUNT, "N", "数", AT(memory), JX_COMMANDS_READING, "memory a file may take (2G)",
     "单个文件可用的内存（2G）"},
    {0, "shard", TEXT, "I/N", "I/N", AT(batch.shard), JX_COMMAND_BATCH,
     "do the Ith of N shares of the files, so that N machines do them all",
     "只处理 N 份中的第 I 份，N 台机器合起来处理全部"},
    {0, "no-fsync", FLAG, NULL, NULL, AT(batch.no_fsync), JX_COMMAND_BATCH,
     "wait for the disk at the end only, not after each file: faster, but less sure in a power cut",
     "最后才等待磁盘，不在每个文件写出后等待：更快，但断电时较不安全"},
    {0, "progress", TEXT, "bar|json|none", "bar|json|none", AT(batch.progress), JX_COMMAND_BATCH,
     "a bar (on a terminal), a line of JSON every second on standard error, or nothing",
     "进度条（终端上）、每秒在标准错误输出一行 JSON，或不显示"},
    {'q', "quiet", FLAG, NULL, NULL, AT(quiet), JX_COMMANDS_ALL, "say errors only", "只显示错误"},
    {0, "lang", LANGUAGE, "zh|en", "zh|en", AT(language), JX_COMMANDS_ALL,
     "language of messages; else JIXIAO_LANG, else the locale", "提示语言；否则按 JIXIAO_LANG 或系统语言"},
    {'h', "help", FLAG, NULL, NULL, AT(help), JX_COMMANDS_ALL, "this help", "显示本帮助"},
    {'V', "version", FLAG, NULL, NULL, AT(version), JX_COMMANDS_ALL, "the version", "显示版本"},
};
enum { ENTRY_COUNT = sizeof entries / sizeof *entries, FIRST_LONG = 256 };

/* --- language ---------------------------------------------------------------------------------------------------- */

static bool language_named(const char *name, enum jx_language *language) {
    if (!strcmp(name, "zh")) return *language = JX_LANGUAGE_CHINESE, true;
    if (!strcmp(name, "en")) return *language = JX_LANGUAGE_ENGLISH, true;
    return false;
}

enum jx_language jx_options_language(int argc, char *const argv[]) {
    enum jx_language language;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (!strncmp(argv[i], "--lang=", 7) && language_named(argv[i] + 7, &language)) return language;
        if (!strcmp(argv[i], "--lang") && i + 1 < argc && language_named(argv[i + 1], &language))
            return language;
    }
    const char *asked = getenv("JIXIAO_LANG");
    if (asked && language_named(asked, &language)) return language;
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *locale = getenv(variables[i]);
        if (locale && *locale) return strncmp(locale, "zh", 2) ? JX_LANGUAGE_ENGLISH : JX_LANGUAGE_CHINESE;
    }
    return JX_LANGUAGE_ENGLISH;
}

/* --- values ------------------------------------------------------------------------------------------------------ */

/* Decimal digits up to the first other character; false: there are none, or too many. */
static bool parse_digits(const char **text, uint64_t *number) {
    const char *start = *text;
    *number = 0;
    for (; **text >= '0' && **text <= '9'; ++*text) {
        unsigned digit = (unsigned)(**text - '0');
        if (*number > (UINT64_MAX - digit) / 10) return false;
        *number = *number * 10 + digit;
    }
    return *text > start;
}

static bool parse_count(const char *text, uint64_t *number) {
    if (!parse_digits(&text, number) || !*number) return false;
    unsigned shift = 0;
    if (*text) {
        const char *units = "KMG", *unit = strchr(units, *text & ~0x20);
        if (!unit) return false;
        shift = 10u * (unsigned)(unit - units + 1);
        text++;
    }
    if (*text || *number > UINT64_MAX >> shift) return false;
    *number <<= shift;
    return true;
}

/* 5, or 0.25; in milliseconds. */
static bool parse_seconds(const char *text, uint64_t *milliseconds) {
    uint64_t whole, part = 0;
    if (!parse_digits(&text, &whole) || whole > UINT64_MAX / 2000) return false;
    if (*text == '.') {
        const char *start = ++text;
        if (!parse_digits(&text, &part) || text - start > 3) return false;
        for (ptrdiff_t places = text - start; places < 3; places++) part *= 10;
    }
    *milliseconds = whole * 1000 + part;
    return !*text && *milliseconds > 0;
}

static enum jx_exit store_text(const struct jx_cli *cli, const struct entry *entry, const char *value,
                               struct jx_texts *texts) {
    char most[8];
    if (texts->count < JX_TEXTS_MOST) return texts->items[texts->count++] = value, JX_EXIT_DONE;
    snprintf(most, sizeof most, "%d", JX_TEXTS_MOST);
    JX_SAY(cli, "jixiao", JX_MSG_USAGE_BATCH_MANY, entry->name, most);
    return JX_EXIT_USAGE;
}

static enum jx_exit store_encoding(const struct jx_cli *cli, const struct entry *entry, const char *value,
                                   const char **text) {
    *text = value;
    if (jx_encoding_known(value, entry->kind == WRITE_IN)) return JX_EXIT_DONE;
    JX_SAY(cli, "jixiao", JX_MSG_FILE_ENCODING_NAME, value);
    return JX_EXIT_USAGE;
}

static enum jx_exit store(const struct jx_cli *cli, const struct entry *entry, const char *value,
                          struct jx_arguments *arguments) {
    void *target = (char *)arguments + entry->offset;
    const char *expected = NULL;
    enum jx_language language;
    switch (entry->kind) {
    case FLAG: *(bool *)target = true; break;
    case MAYBE: *(const char **)target = value ? value : ""; break;
    case LANGUAGE:
        if (!language_named(value, &language)) expected = jx_pick(cli, "zh or en", " zh 或 en");
        *(const char **)target = value;
        break;
    case TEXT:
        if (!*value) expected = jx_pick(cli, "some text", "非空文字");
        *(const char **)target = value;
        break;
    case TEXTS: return store_text(cli, entry, value, target);
    case READ_IN:
    case WRITE_IN:
        if (*value) return store_encoding(cli, entry, value, target);
        expected = jx_pick(cli, "some text", "非空文字");
        break;
    case COUNT:
        if (!parse_count(value, target))
            expected = jx_pick(cli, "a whole number above zero, such as 5000 or 64M",
                               "大于零的整数，例如 5000 或 64M");
        break;
    case SECONDS:
        if (!parse_seconds(value, target))
            expected = jx_pick(cli, "seconds, 0.001 at least, such as 30 or 0.5",
                               "不小于 0.001 的秒数，例如 30 或 0.5");
        break;
    }
    if (!expected) return JX_EXIT_DONE;
    char name[32];
    snprintf(name, sizeof name, "--%s", entry->name);
    JX_SAY(cli, "jixiao", JX_MSG_USAGE_VALUE, name, value, expected);
    return JX_EXIT_USAGE;
}

/* --- parsing ----------------------------------------------------------------------------------------------------- */

/* What getopt_long needs, made of the entries that a command takes. */
struct grammar {
    char letters[2 * ENTRY_COUNT + 2];
    struct option names[ENTRY_COUNT + 1];
};

static void make_grammar(const struct jx_command *command, struct grammar *grammar) {
    char *letter = grammar->letters;
    struct option *name = grammar->names;
    *letter++ = ':'; /* tells a missing value from an unknown option */
    for (int i = 0; i < ENTRY_COUNT; i++) {
        const struct entry *entry = &entries[i];
        if (!(entry->commands & command->bit)) continue;
        int has_value = entry->kind == FLAG    ? no_argument
                        : entry->kind == MAYBE ? optional_argument
                                               : required_argument;
        if (entry->letter) {
            *letter++ = entry->letter;
            if (has_value) *letter++ = ':';
        }
        *name++ = (struct option){entry->name, has_value, NULL, FIRST_LONG + i};
    }
    *letter = '\0';
    *name = (struct option){NULL, 0, NULL, 0};
}

static const struct entry *entry_of(const struct jx_command *command, int value) {
    if (value >= FIRST_LONG) return &entries[value - FIRST_LONG];
    for (int i = 0; i < ENTRY_COUNT; i++)
        if (entries[i].letter == value && entries[i].commands & command->bit) return &entries[i];
    return NULL;
}

/* The option that getopt stumbled over, as it was typed: the whole word if it is a long one, else its letter. */
static void complain(const struct jx_cli *cli, const struct jx_command *command, bool missing,
                     char *const argv[]) {
    char letter[] = {'-', (char)optopt, '\0'};
    const char *typed = argv[optind - 1];
    if (strncmp(typed, "--", 2) != 0) typed = letter;
    if (!missing && optopt >= FIRST_LONG)
        JX_SAY(cli, "jixiao", JX_MSG_USAGE_VALUE_EXTRA, entry_of(command, optopt)->name);
    else if (missing)
        JX_SAY(cli, "jixiao", JX_MSG_USAGE_VALUE_NONE, typed);
    else
        JX_SAY(cli, "jixiao", JX_MSG_USAGE_OPTION, typed, command->name);
}

static enum jx_exit check_inputs(const struct jx_cli *cli, const struct jx_command *command,
                                 const struct jx_arguments *arguments) {
    size_t count = arguments->input_count, stdins = 0;
    for (size_t i = 0; i < count; i++) stdins += !strcmp(arguments->inputs[i], "-");
    if (count < command->inputs_least) {
        JX_SAY(cli, "jixiao", JX_MSG_USAGE_INPUT_NONE, command->name);
    } else if (count > command->inputs_most) {
        char most[24], found[24];
        snprintf(most, sizeof most, "%zu", command->inputs_most);
        snprintf(found, sizeof found, "%zu", count);
        JX_SAY(cli, "jixiao", JX_MSG_USAGE_INPUT_MANY, command->name, most, found);
    } else if (stdins > 1) {
        JX_SAY(cli, "jixiao", JX_MSG_USAGE_STDIN_TWICE, NULL);
    } else {
        return JX_EXIT_DONE;
    }
    return JX_EXIT_USAGE;
}

/* Puts what was meant in the place of what was typed. It stays until the program ends, as its arguments do. */
static void mend_options(int argc, char *argv[]) {
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        char *meant = jx_typed_option(argv[i]);
        if (meant) argv[i] = meant;
    }
}

static void mend_paths(int argc, char *argv[], struct jx_arguments *arguments) {
    const char **named[] = {&arguments->output, &arguments->defaults, &arguments->batch.files_from,
                            &arguments->batch.report, &arguments->batch.summary};
    for (int i = optind; i < argc; i++) {
        char *meant = jx_typed_path(argv[i]);
        if (meant) argv[i] = meant;
    }
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        const char *meant = !*named[i] ? NULL : jx_typed_path(*named[i]);
        if (meant) *named[i] = meant;
    }
}

enum jx_exit jx_options_parse(const struct jx_cli *cli, const struct jx_command *command, int argc,
                              char *argv[], struct jx_arguments *arguments) {
    struct grammar grammar = {.letters = ""};
    make_grammar(command, &grammar);
    mend_options(argc, argv);
    *arguments = (struct jx_arguments){0};
    opterr = 0;
    optind = 1;
    for (int value; (value = getopt_long(argc, argv, grammar.letters, grammar.names, NULL)) != -1;) {
        const struct entry *entry = value == '?' || value == ':' ? NULL : entry_of(command, value);
        if (!entry) return complain(cli, command, value == ':', argv), JX_EXIT_USAGE;
        enum jx_exit stored = store(cli, entry, optarg, arguments);
        if (stored) return stored;
    }
    mend_paths(argc, argv, arguments);
    arguments->inputs = argv + optind;
    arguments->input_count = (size_t)(argc - optind);
    arguments->read.layout = arguments->from;
    if (arguments->help || arguments->version) return JX_EXIT_DONE;
    return check_inputs(cli, command, arguments);
}

/* --- help -------------------------------------------------------------------------------------------------------- */

enum { HELP_COLUMN = 28 };

void jx_options_help(const struct jx_cli *cli, const struct jx_command *command, FILE *out) {
    for (int i = 0; i < ENTRY_COUNT; i++) {
        const struct entry *entry = &entries[i];
        if (!(entry->commands & command->bit)) continue;
        char head[64];
        const char *value = entry->value ? jx_pick(cli, entry->value, entry->value_chinese) : "";
        char letter[] = {'-', entry->letter, ',', ' ', '\0'};
        bool maybe = entry->kind == MAYBE;
        snprintf(head, sizeof head, "  %s--%s%s%s%s", entry->letter ? letter : "    ", entry->name,
                 maybe    ? "[="
                 : *value ? " "
                          : "",
                 value, maybe ? "]" : "");
        jx_print_padded(out, head, HELP_COLUMN);
        jx_print_wrapped(out, jx_pick(cli, entry->help, entry->help_chinese), HELP_COLUMN, 100);
    }
}

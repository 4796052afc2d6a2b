/*
 * The subcommands: one table, from which both what is run and what is told about it come.
 */
#include <string.h>

#include "core/cli/cli.h"

const struct jx_command jx_commands[] = {
    {"convert", JX_COMMAND_CONVERT, jx_command_convert, 1, (size_t)-1, "[-f LAYOUT] -t LAYOUT [-o OUT] FILE…",
     "[-f 布局] -t 布局 [-o 输出] 文件…", "convert tables into another layout", "把表格转换成另一种布局",
     "Reads performance target tables in any layout and writes them in the one named with -t. Without -o the "
     "result is\n"
     "NAME-LAYOUT.xlsx in the current folder; several files go to a folder, or are collected where -o names "
     "a "
     "file: all\n"
     "projects in one list with its total, or all forms as sheets of one workbook. --split makes a file of "
     "each form.\n"
     "Inputs are never changed, files that exist are never replaced without --force, and what the layout has "
     "no place\n"
     "for is told.\n"
     "\n"
     "  jixiao convert -t anhui old.xlsx                  writes old-anhui.xlsx\n"
     "  jixiao convert -t neimenggu -o 2024/ *.txt        many files, into the folder 2024\n"
     "  jixiao convert -t neimenggu -o all.xlsx *.csv     many files, collected in one list\n"
     "  jixiao convert -t anhui --split -o 2024/ list.xls a file for each project of a list\n"
     "  jixiao convert -t json -o - old.csv | …           what was understood, to another program",
     "读取任何布局的绩效目标表，按 -t 指定的布局写出。不写 -o 时，结果是当前文件夹中的“文件名-布局.xlsx”；\n"
     "多个文件写入一个文件夹；-o 是文件名时汇总到其中：全部项目成为一张清单并有合计，或每张表一个工作表。\n"
     "--split 把每张表写成一个文件。原文件绝不会被改动；没有 --force "
     "不覆盖已有的文件；放不进目标布局的内容都会列出。\n"
     "\n"
     "  jixiao convert -t anhui 旧表.xlsx                 写出 旧表-anhui.xlsx\n"
     "  jixiao convert -t neimenggu -o 2024/ *.txt        多个文件，写入文件夹 2024\n"
     "  jixiao convert -t neimenggu -o 汇总.xlsx *.csv    多个文件，汇总成一张清单\n"
     "  jixiao convert -t anhui --split -o 2024/ 清单.xls 清单中每个项目写成一个文件\n"
     "  jixiao convert -t json -o - 旧表.csv | …          把读到的内容交给其他程序"},
    {"inspect", JX_COMMAND_INSPECT, jx_command_inspect, 1, (size_t)-1, "[--json] [--why[=KEY]] FILE…",
     "[--json] [--why[=名称]] 文件…", "show what is understood of a file", "显示从文件中读到了什么",
     "Prints every form with its fields and indicators, each with its place in the file. A target that was "
     "understood as\n"
     "a number stands in its parts (≥ 90 %); one that stays words stands as printed. --json prints the whole "
     "model, which\n"
     "convert takes as input; of several files one object after the other, as jq reads them.",
     "逐表列出字段和绩效指标，并注明在文件中的位置。能读成数字的指标值分开显示（≥ 90 %），其余按原文显示。\n"
     "--json 输出完整内容，可再作为 convert 的输入；多个文件时逐个输出，jq 可直接读取。"},
    {"detect", JX_COMMAND_DETECT, jx_command_detect, 1, 1, "[--json] FILE", "[--json] 文件",
     "tell which layout a file is in, how surely, and why", "判断文件是哪种布局、有多大把握、依据是什么",
     "For each table: which labels speak for the nearest layout and which against it, and what each layout's "
     "explanation costs:\n"
     "for labels that are missing, and for labels and columns that it has no place for. A form is recognised "
     "when its\n"
     "explanation costs clearly less than any other and than reading by labels alone.",
     "对每张表列出哪些标签支持、哪些标签反对最接近的布局，以及各布局的代价：缺少的标签、布局中没有位置的标签"
     "和列\n"
     "都计入代价。代价明显低于其他布局、也低于仅凭标签读取时，才算识别。"},
    {"plan", JX_COMMAND_PLAN, jx_command_plan, 1, (size_t)-1, "[-f LAYOUT] -t LAYOUT [--json] FILE…",
     "[-f 布局] -t 布局 [--json] 文件…", "tell what a conversion would lose, without doing it",
     "只说明转换会丢失什么，不转换",
     "For each project: what the layout has no place for, with addresses; what follows from other facts; and "
     "what stays\n"
     "blank because the source does not say. Of several files the last line has the sums.",
     "对每个项目列出：目标布局放不下的内容及其位置、由其他内容推出的内容，以及原表没有因而留空的内容。\n"
     "多个文件时最后一行是合计。"},
    {"table", JX_COMMAND_TABLE, jx_command_table, 1, (size_t)-1, "[-o OUT.csv|.xlsx|.jsonl] FILE|FOLDER…",
     "[-o 输出.csv|.xlsx|.jsonl] 文件|文件夹…", "put the indicators of many files into one table",
     "把许多文件的指标汇成一张明细表",
     "One row for each indicator: its file, sheet and cell, the facts of its form but the long texts, its "
     "levels, its target\n"
     "in parts, its score and what else the form says. Amounts are in yuan. A form without indicators has "
     "one "
     "row. Files\n"
     "that fail are told, and the others go on; the exit code is then 6, as of batch.\n"
     "\n"
     "  jixiao table -o all.xlsx 2024/                    all files of a folder\n"
     "  jixiao table -o - --to-carrier jsonl *.docx | jq -r .name",
     "每个指标一行：所在文件、工作表和单元格，表上除长文字以外的各项内容，各级指标，拆开的指标值，分值等。\n"
     "金额以元为单位。没有指标的表占一行。读不了的文件会指出来，其余继续；退出码同 batch，有文件失败时为 "
     "6。\n"
     "\n"
     "  jixiao table -o 明细.xlsx 2024/                   文件夹中的全部文件\n"
     "  jixiao table -o - --to-carrier jsonl *.docx | jq -r .name"},
    {"learn", JX_COMMAND_LEARN, jx_command_learn, 1, 1, "[-o OUT.c] [--id ID] FORM",
     "[-o 输出.c] [--id 名称] 表样", "write a layout's table from a form", "从表样生成布局文件",
     "Reads a form of an authority, blank or filled in, and writes the table of a layout in C: where labels "
     "and values "
     "stand,\n"
     "the columns of the indicators, the spellings. What a table cannot say, or what is not sure, stands in "
     "comments "
     "(UNSURE).\n"
     "\n"
     "  jixiao learn -o linhai.c blank.xlsx               then build it, see docs/adding-a-layout.md",
     "读取主管部门的表样（空白或已填），生成 C 语言的布局文件：标签和内容的位置、指标各列、各种写法。\n"
     "布局表达不了或不能确定的，写在注释（UNSURE）中。\n"
     "\n"
     "  jixiao learn -o linhai.c 空白表.xlsx              然后编译，见 docs/adding-a-layout.md"},
    {"layouts", JX_COMMAND_LAYOUTS, jx_command_layouts, 0, 0, "[-v] [--json]", "[-v] [--json]",
     "list the layouts", "列出各种布局", "With -v, what each form has a place for.",
     "加 -v 列出每张表能放哪些内容。"},
    {"fields", JX_COMMAND_FIELDS, jx_command_fields, 0, 0, "[--json]", "[--json]",
     "list the facts that forms have, with their Chinese names", "列出各项内容的名称（中文和英文）",
     "What --set, --defaults, layouts and inspect --json call each fact. --set takes the Chinese name as "
     "well.",
     "--set、--defaults、布局文件和 inspect --json 中各项内容的名称；--set 也可用中文名称。"},
    {"carriers", JX_COMMAND_CARRIERS, jx_command_carriers, 0, 0, "[--json]", "[--json]",
     "list the kinds of file that can be read and written", "列出能读写的文件类型",
     "What can be read is decided by the content of a file, never by its name.",
     "读取时按文件内容判断类型，不看文件名。"},
    {"plugins", JX_COMMAND_PLUGINS, jx_command_plugins, 0, 0, "[-v] [--lint] [--json]",
     "[-v] [--lint] [--json]", "list the plugins, where they were found, and why one was refused",
     "列出插件、所在位置和被拒绝的原因",
     "Looked into are the folders in JIXIAO_PLUGIN_PATH, then plugins/ beside the program, then the "
     "installed ones.\n"
     "--lint exits with 1 when a table is faulty.",
     "依次查找 JIXIAO_PLUGIN_PATH 中的文件夹、程序旁的 plugins/、系统安装的文件夹。\n"
     "--lint 发现错误时以 1 退出。"},
    {"batch", JX_COMMAND_BATCH, jx_command_batch, 0, (size_t)-1, "-t LAYOUT -o DIR [OPTION]… FILE|FOLDER…",
     "-t 布局 -o 文件夹 [选项]… 文件|文件夹…", "convert whole folders, and survive anything",
     "批量转换整个文件夹，遇到任何问题都能继续",
     "Converts all files of the folders named, by several processes at a time; the results lie in DIR as the "
     "files lie in\n"
     "their folder. A file that crashes or hangs is named, and the others go on. DIR keeps a journal, so "
     "that a "
     "run that was\n"
     "stopped, by whatever, goes on with --resume. Ctrl-C ends it once the files at work are done, 5 seconds "
     "later at\n"
     "most; a second one at once. Of each file with warnings the weightiest is told, of many files the first "
     "20; -v tells\n"
     "all of them.\n"
     "\n"
     "  jixiao batch -t anhui --dry-run 2024/                     what all of it would lose\n"
     "  jixiao batch -t anhui -o out/ 2024/ --summary summary.xlsx\n"
     "  jixiao batch -t anhui -o out/ 2024/ --resume              after a power cut\n"
     "  find 2024 -name '*.csv' -print0 | jixiao batch -t anhui -o out/ --files-from - -0\n"
     "  jixiao batch -t anhui -o out/ 2024/ --shard 2/4           the second of four machines",
     "转换所指定文件夹中的全部文件，多个进程同时进行；结果在输出文件夹中，层次与原文件夹相同。\n"
     "某个文件崩溃或卡住时会指出它，其余的继续。输出文件夹中有运行记录，中断后加 --resume 即可接着做。\n"
     "按 Ctrl-C 时正在处理的文件做完即停（最多等 5 秒），再按一次立即停止。\n"
     "每个有警告的文件列出最要紧的一条，文件多时只列前 20 个；加 -v 列出全部提示。\n"
     "\n"
     "  jixiao batch -t anhui --dry-run 2024/                     全部转换会丢失什么\n"
     "  jixiao batch -t anhui -o out/ 2024/ --summary 汇总.xlsx\n"
     "  jixiao batch -t anhui -o out/ 2024/ --resume              断电之后\n"
     "  find 2024 -name '*.csv' -print0 | jixiao batch -t anhui -o out/ --files-from - -0\n"
     "  jixiao batch -t anhui -o out/ 2024/ --shard 2/4           四台机器中的第二台"},
    {"merge-reports", JX_COMMAND_MERGE_REPORTS, jx_command_merge_reports, 1, (size_t)-1,
     "[-o OUT.jsonl] [--summary FILE.xlsx] REPORT…", "[-o 输出.jsonl] [--summary 文件.xlsx] 报告…",
     "join the reports of several batches", "合并多份批量报告",
     "Joins reports of jixiao batch, sorted by path; of a file that is told of several times the last word "
     "counts.",
     "合并 jixiao batch 的报告，按路径排序；同一文件出现多次时以最后一次为准。"},
    {.name = NULL},
};

const struct jx_command *jx_command_find(const char *name) {
    for (const struct jx_command *command = jx_commands; command->name; command++)
        if (!strcmp(command->name, name)) return command;
    return NULL;
}

/*
 * jixiao, the program: finds its language, its subcommand and its options, and ends with a number that means something.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/batch/refusals.h"
#include "core/cli/apart.h"
#include "core/cli/cli.h"
#include "core/cli/files.h"
#include "core/cli/inputs.h"
#include "core/cli/options.h"
#include "core/cli/output.h"
#include "core/cli/print.h"
#include "core/cli/table.h"

static const char exits_english[] =
    "Exit codes: 0 done, 1 done in part, 2 wrong command line, 3 input unreadable or not\n"
    "recognised, 4 facts would be lost (--no-loss), 5 disk, memory, or a folder that is not to be\n"
    "used, 6 some files of a batch or a table failed, 7 the output exists already, is an input, or\n"
    "is open in another program.\n";
static const char exits_chinese[] = "退出码：0 完成；1 部分完成；2 命令行有误；3 输入无法读取或无法识别；\n"
                                    "4 会丢失内容（--no-loss）；5 磁盘、内存或结果文件夹有问题；\n"
                                    "6 批量处理或明细表中有文件失败；7 结果文件已存在、就是原文件，\n"
                                    "或正在其他程序中打开。\n";

static void help_all(const struct jx_cli *cli) {
    puts(jx_pick(cli, "jixiao converts budget performance target tables between regional layouts.\n",
                 "jixiao 在各地布局之间转换预算绩效目标表。\n"));
    puts(jx_pick(cli, "usage: jixiao COMMAND [OPTION]… [FILE]…\n", "用法：jixiao 命令 [选项]… [文件]…\n"));
    for (const struct jx_command *command = jx_commands; command->name; command++) {
        printf("  ");
        jx_print_cell(stdout, command->name, 15);
        puts(jx_pick(cli, command->summary, command->summary_chinese));
    }
    printf("  ");
    jx_print_cell(stdout, "help", 15);
    puts(
        jx_pick(cli, "tell about a command: jixiao help convert", "查看某个命令的用法：jixiao help convert"));
    puts(jx_pick(cli,
                 "\nA file named - is standard input or output. Data goes to standard output, messages to "
                 "standard error.",
                 "\n文件名 - 表示标准输入或标准输出。数据写到标准输出，提示写到标准错误。"));
    fputs(jx_pick(cli, exits_english, exits_chinese), stdout);
}

static void help_command(const struct jx_cli *cli, const struct jx_command *command) {
    printf("%sjixiao %s %s\n\n%s\n\n", jx_pick(cli, "usage: ", "用法："), command->name,
           jx_pick(cli, command->synopsis, command->synopsis_chinese),
           jx_pick(cli, command->about, command->about_chinese));
    jx_options_help(cli, command, stdout);
    fputc('\n', stdout);
    fputs(jx_pick(cli, exits_english, exits_chinese), stdout);
}

static enum jx_exit unknown_command(const struct jx_cli *cli, const char *name) {
    bool file = access(name, F_OK) == 0;
    JX_SAY(cli, "jixiao", file ? JX_MSG_USAGE_COMMAND_FILE : JX_MSG_USAGE_COMMAND, name);
    return JX_EXIT_USAGE;
}

static enum jx_exit run_help(const struct jx_cli *cli, const char *topic) {
    const struct jx_command *command = topic ? jx_command_find(topic) : NULL;
    if (topic && !command && strcmp(topic, "help") != 0) return unknown_command(cli, topic);
    if (command)
        help_command(cli, command);
    else
        help_all(cli);
    return JX_EXIT_DONE;
}

static enum jx_exit run_command(struct jx_cli *cli, const struct jx_command *command, int argc,
                                char *argv[]) {
    static struct jx_arguments arguments; /* as long as the process, as the words that they are made of */
    enum jx_exit exit = jx_options_parse(cli, command, argc, argv, &arguments);
    if (exit || jx_refusals()) return exit; /* which jx_print_finish tells */
    if (arguments.help) {
        help_command(cli, command);
    } else if (arguments.version) {
        printf("jixiao %s\n", jx_version());
    } else {
        cli->quiet = arguments.quiet;
        cli->verbose = arguments.verbose;
        cli->writes = command->bit & (JX_COMMAND_CONVERT | JX_COMMAND_BATCH | JX_COMMAND_LEARN);
        if (command->bit == JX_COMMAND_TABLE) return jx_table_run(cli, command, &arguments);
        bool together = command->bit == JX_COMMAND_CONVERT && jx_output_collects(&arguments);
        if (together && !jx_inputs_single(cli, &arguments)) return JX_EXIT_SYSTEM;
        if (command->bit & JX_COMMANDS_APART) return jx_apart_run(cli, command, &arguments);
        return command->run(cli, &arguments);
    }
    return JX_EXIT_DONE;
}

/* jixiao --help, --version, and --lang before the command's name, which has been looked at already. */
static enum jx_exit run(struct jx_cli *cli, int argc, char *argv[]) {
    int at = 1;
    while (at < argc && !strncmp(argv[at], "--lang", 6)) at += strcmp(argv[at], "--lang") ? 1 : 2;
    if (at >= argc) {
        fputs(jx_pick(cli, "usage: jixiao COMMAND [OPTION]… [FILE]…; jixiao --help tells more\n",
                      "用法：jixiao 命令 [选项]… [文件]…；详见 jixiao --help\n"),
              stderr);
        return JX_EXIT_USAGE;
    }
    const char *name = argv[at];
    if (!strcmp(name, "--help") || !strcmp(name, "-h")) return run_help(cli, NULL);
    if (!strcmp(name, "help")) return run_help(cli, at + 1 < argc ? argv[at + 1] : NULL);
    if (!strcmp(name, "--version") || !strcmp(name, "-V")) {
        printf("jixiao %s\n", jx_version());
        return JX_EXIT_DONE;
    }
    const struct jx_command *command = jx_command_find(name);
    return command ? run_command(cli, command, argc - at, argv + at) : unknown_command(cli, name);
}

/* A program may be started with its first three files closed; the next file opened would then take their place, and a
 * message might be written into a table. They are filled with what fails when it is used. */
static void fill_standard_files(void) {
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF) continue;
        if (open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd) _exit(JX_EXIT_SYSTEM);
    }
}

int main(int argc, char *argv[]) {
    fill_standard_files();
    const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");
    char unit_told[JX_UNIT_ROOM] = "";
    struct jx_cli cli = {
        .unit_told = unit_told,
        .spool = -1,
        .language = jx_options_language(argc, argv),
        .colour =
            isatty(STDERR_FILENO) && !(no_colour && *no_colour) && terminal && strcmp(terminal, "dumb") != 0,
    };
    setvbuf(stderr, NULL, _IOLBF, BUFSIZ); /* one write a message, so that those of two programs do not mix */
    jx_file_signals();
    return (int)jx_print_finish(&cli, run(&cli, argc, argv));
}

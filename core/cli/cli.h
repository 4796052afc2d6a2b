/*
 * The program jixiao: what its files share. It stands on the public headers alone, as any other program could.
 *
 * Data goes to standard output, everything said about it to standard error, and every way out has a number that a
 * script can rely on.
 */
#ifndef JX_CLI_CLI_H
#define JX_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <jixiao/jixiao.h>

/*   DONE    all of it
 *   PART    some of it: forms refused, files failed, warnings under --strict, a fault found by a check
 *   USAGE   the command line is wrong; nothing was begun
 *   INPUT   the input cannot be read, or nothing in it is recognised
 *   LOSS    facts would be lost and --no-loss forbids it
 *   SYSTEM  disk, memory, an output that cannot be written
 *   BATCH   some files of a batch failed
 *   EXISTS  the output is there already, is an input, or is open in another program: another name helps */
enum jx_exit {
    JX_EXIT_DONE,
    JX_EXIT_PART,
    JX_EXIT_USAGE,
    JX_EXIT_INPUT,
    JX_EXIT_LOSS,
    JX_EXIT_SYSTEM,
    JX_EXIT_BATCH,
    JX_EXIT_EXISTS
};

struct jx_apart;

enum { JX_UNIT_ROOM = 160 };

/* How this run speaks. */
struct jx_cli {
    enum jx_language language;
    bool quiet;             /* errors only */
    bool mute;              /* nothing: an earlier process has said it */
    bool verbose;           /* what needs no attention too, and each message by itself */
    bool colour;            /* standard error is a terminal that wants it */
    char *unit_told;        /* JX_UNIT_ROOM: the change of units that was told last in this run, or "" */
    int spool;              /* of `table`: the temporary file of its rows */
    bool writes;            /* the command puts files in place, and tells of each one how it ended */
    struct jx_apart *apart; /* of a process that works for another one (apart.h); NULL: it works for itself */
};

/* An option that may be given several times. */
enum { JX_TEXTS_MOST = 64 };
struct jx_texts {
    const char *items[JX_TEXTS_MOST];
    size_t count;
};

/* The memory of a process that works on files, where --max-memory does not say. */
#define JX_MEMORY_DEFAULT ((uint64_t)2 << 30)

/* What only batches take. `timeout` is in milliseconds; zero means the default. */
struct jx_batch_arguments {
    struct jx_texts include, exclude;
    const char *files_from, *shard, *report, *summary, *progress;
    uint64_t workers, timeout;
    bool nul, resume, no_fsync, dry_run;
};

/* What was asked for. `inputs` points into argv. */
struct jx_arguments {
    bool help, version, quiet;
    bool json, full, verbose, lint, no_sandbox;
    bool no_loss, no_derive, blank, strict, force, carry, split;
    bool no_insert, overwrite; /* of blanks */
    uint64_t max_insert;
    const char *language;
    const char *id;  /* of a layout that is learned */
    const char *why; /* of which fact, "" of all; NULL: nobody asked */
    const char *from, *to, *output, *carrier, *out_encoding, *stdin_name, *defaults;
    struct jx_texts set;
    struct jx_read_options read;
    uint64_t memory; /* of a process that works on files, bytes; 0: the default */
    struct jx_batch_arguments batch;
    char *const *inputs;
    size_t input_count;
};

/* A subcommand: one line of the table in commands.c. `inputs_least` and `inputs_most` are how many files it takes. The
 * texts are for help; `synopsis` is what stands behind the name, `about` may have several lines. */
struct jx_command {
    const char *name;
    unsigned bit; /* JX_COMMAND_…: which options are its own */
    enum jx_exit (*run)(struct jx_cli *cli, struct jx_arguments *arguments);
    size_t inputs_least, inputs_most;
    const char *synopsis, *synopsis_chinese;
    const char *summary, *summary_chinese;
    const char *about, *about_chinese;
};

enum {
    JX_COMMAND_CONVERT = 1,
    JX_COMMAND_INSPECT = 2,
    JX_COMMAND_DETECT = 4,
    JX_COMMAND_PLAN = 8,
    JX_COMMAND_LAYOUTS = 16,
    JX_COMMAND_CARRIERS = 32,
    JX_COMMAND_PLUGINS = 64,
    JX_COMMAND_FIELDS = 128,
    JX_COMMAND_TABLE = 512,
    JX_COMMAND_BATCH = 1024,
    JX_COMMAND_MERGE_REPORTS = 2048,
    JX_COMMAND_LEARN = 4096,
    JX_COMMANDS_TELLING =
        JX_COMMAND_CONVERT | JX_COMMAND_INSPECT | JX_COMMAND_DETECT | JX_COMMAND_PLAN | JX_COMMAND_TABLE,
    JX_COMMANDS_APART = JX_COMMANDS_TELLING | JX_COMMAND_LEARN,
    JX_COMMANDS_READING = JX_COMMANDS_APART | JX_COMMAND_BATCH,
    JX_COMMANDS_ALL = ~0u >> 1
};

extern const struct jx_command jx_commands[]; /* ended by a NULL name */
const struct jx_command *jx_command_find(const char *name);

enum jx_exit jx_command_convert(struct jx_cli *cli, struct jx_arguments *arguments);
enum jx_exit jx_command_inspect(struct jx_cli *cli, struct jx_arguments *arguments);
enum jx_exit jx_command_detect(struct jx_cli *cli, struct jx_arguments *arguments);
enum jx_exit jx_command_plan(struct jx_cli *cli, struct jx_arguments *arguments);
enum jx_exit jx_command_layouts(struct jx_cli *cli, struct jx_arguments *arguments);
enum jx_exit jx_command_learn(struct jx_cli *cli, struct jx_arguments *arguments);
enum jx_exit jx_command_fields(struct jx_cli *cli, struct jx_arguments *arguments);
enum jx_exit jx_command_carriers(struct jx_cli *cli, struct jx_arguments *arguments);
enum jx_exit jx_command_plugins(struct jx_cli *cli, struct jx_arguments *arguments);
enum jx_exit jx_command_table(struct jx_cli *cli, struct jx_arguments *arguments);
enum jx_exit jx_command_batch(struct jx_cli *cli, struct jx_arguments *arguments);
enum jx_exit jx_command_merge_reports(struct jx_cli *cli, struct jx_arguments *arguments);

/* The text in the language of this run. */
static inline const char *jx_pick(const struct jx_cli *cli, const char *english, const char *chinese) {
    return cli->language == JX_LANGUAGE_CHINESE ? chinese : english;
}

#endif

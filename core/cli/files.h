/*
 * Files in and out: inputs read whole and within bounds, outputs replaced whole or not at all.
 */
#ifndef JX_CLI_FILES_H
#define JX_CLI_FILES_H

#include <signal.h>
#include <sys/types.h>

#include "core/cli/cli.h"

/* The bytes of an input, and which file they came from. `name` is for messages: the path, or what standard input is
 * called. */
struct jx_file {
    const char *name;
    unsigned char *bytes;
    size_t length;
};

/* Reads a file, or standard input for "-", of at most `limit` bytes (0: the library's default). What goes wrong is
 * said, and answered with JX_EXIT_INPUT, or JX_EXIT_SYSTEM for want of memory. jx_file_free in every case. */
enum jx_exit jx_file_read(const struct jx_cli *cli, const char *path, const char *stdin_name, uint64_t limit,
                          struct jx_file *file);
void jx_file_free(struct jx_file *file);

/* Whether two paths lead to one regular file. */
bool jx_file_same(const char *a, const char *b);

/* Whether writing to this path is allowed before anything is read: neither an input, nor there already without `force`.
 * Nor open in an office program. Says so if not, and answers JX_EXIT_EXISTS, or JX_EXIT_SYSTEM for what is a folder. */
enum jx_exit jx_file_writable(const struct jx_cli *cli, const char *path, char *const *inputs,
                              size_t input_count, bool force);

/* Whether a file could be made there, as far as its folder goes. Says so if not, and answers JX_EXIT_SYSTEM. */
enum jx_exit jx_file_place(const struct jx_cli *cli, const char *path);

/*
 * Writes a file whole: into a temporary one beside it, to the disk, then under its name. Without `force` a file that is
 * there, or that comes to be there meanwhile, stays and this fails. Whatever fails is said and leaves nothing behind.
 * "-" is standard output; a device or a pipe is written as it is.
 */
enum jx_exit jx_file_write(const struct jx_cli *cli, const char *path, const char *bytes, size_t length,
                           bool force);

/* Makes a folder and those above it; fine if it is there. */
enum jx_exit jx_file_folder(const struct jx_cli *cli, const char *path);

/* Where the name of the temporary file is kept, and whether it is there: for another process that looks after it. */
void jx_file_share(char *name, volatile sig_atomic_t *pending);

/* From now on SIGINT, SIGTERM and SIGHUP take a half-written temporary file with them, and a closed pipe or a
 * limit on file sizes is an error of writing instead of a sudden end. */
void jx_file_signals(void);

#endif

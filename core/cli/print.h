/*
 * Everything that is printed: messages, aligned text, and text of strangers made harmless.
 */
#ifndef JX_CLI_PRINT_H
#define JX_CLI_PRINT_H

#include "core/cli/cli.h"

/*
 * Text from a file, for a terminal: control characters and the signs that turn the direction of writing become �, so
 * that no cell can move the cursor or rewrite what stands above; line ends become ↵.
 */
void jx_print_clean(FILE *out, const char *text);

/* The path of a file, as harmless; where it is no UTF-8, as people can read it. */
void jx_print_path(FILE *out, const char *path);

/* As jx_print_clean, at most `width` columns of it, with … where it was cut. Returns the columns used. Width 0: all of it. */
size_t jx_print_cut(FILE *out, const char *text, size_t width);

/* Cut to `width` and filled up with blanks to it. */
void jx_print_cell(FILE *out, const char *text, size_t width);

/* The text, then blanks up to the column; at least two of them. */
void jx_print_padded(FILE *out, const char *text, size_t column);

/* Breaks lines at blanks, or between Chinese characters; lines after the first begin at `indent`. Ends the line. */
void jx_print_wrapped(FILE *out, const char *text, size_t indent, size_t width);

/* Columns of the terminal that standard output is; else of COLUMNS; else 0: no limit. */
size_t jx_print_width(void);

/* One message: `file!Sheet1!C4: warning R014: …`. Notes and warnings are not said under --quiet. */
void jx_print_diag(const struct jx_cli *cli, const char *file, const struct jx_diag *diag);
void jx_print_diags(const struct jx_cli *cli, const char *file, const struct jx_diag *diags, size_t count);

/* A message of the program itself: JX_SAY(cli, subject, code, "argument" …) with the texts of messages.h. `subject` is
 * the file it is about. */
void jx_print_message(const struct jx_cli *cli, const char *subject, enum jx_code code,
                      const char *const *arguments);
#define JX_SAY(cli, subject, code, ...)                                                                      \
    jx_print_message((cli), (subject), (code), (const char *const[]){__VA_ARGS__, NULL})

/* What errno says, in the language of this run where it is one of the usual misfortunes. */
const char *jx_print_errno(const struct jx_cli *cli, int number);

/* How many of these diagnostics have this severity. */
size_t jx_print_count(const struct jx_diag *diags, size_t count, enum jx_severity severity);

const char *jx_print_kind(const struct jx_cli *cli, enum jx_kind kind);

/* Flushes standard output; JX_EXIT_SYSTEM, said, when it could not all be written, or memory was wanting for it. To be asked before every end. */
enum jx_exit jx_print_finish(const struct jx_cli *cli, enum jx_exit exit);

#endif

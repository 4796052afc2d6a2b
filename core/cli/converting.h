/*
 * A run of `jixiao convert`: what its ways of writing share. Mostly each input becomes one output (convert.c); several may be
 * collected in one output, or the forms of each may go to outputs of their own (several.c).
 */
#ifndef JX_CLI_CONVERTING_H
#define JX_CLI_CONVERTING_H

#include "core/cli/cli.h"
#include "core/cli/session.h"
#include "core/cli/target.h"
#include "core/cli/tell.h"

/* One run over all inputs. `folder`: each output is named after its input, in this folder ("" is the current one);
 * NULL: all goes to `output`. `written` are the names used so far. */
struct jx_converting {
    struct jx_session session;
    const struct jx_cli *cli;
    const struct jx_arguments *arguments;
    struct jx_aim aim;
    const char *folder;
    const char *output;
    const char *extension; /* the kind of file that the output's name or --to-carrier asks for, or NULL */
    char **written;
    size_t written_count, written_room;
};

/* FOLDER/NAME-LAYOUT.xlsx of an input, with `more` before the ending; or the one output. To be freed; NULL for want of
 * memory. */
char *jx_converting_name(const struct jx_converting *run, const char *input, const char *more);

/* Notes that this was written, and takes the name; and whether it was already: two inputs of one name from different folders
 * must not end in one file, not even with --force. */
bool jx_converting_note(struct jx_converting *run, char *path);
bool jx_converting_noted(const struct jx_converting *run, const char *path);

/* The layout that is written, as messages call it. */
const char *jx_converting_layout(const struct jx_converting *run);

/* The indicators of the forms that were converted. */
size_t jx_converting_indicators(const struct jx_document *document, const struct jx_conversion *conversion);

/* `OUT: 3 forms, 28 indicators`, without an end of the line. */
void jx_converting_report(const struct jx_cli *cli, const char *path, size_t forms, size_t indicators);

/* How many messages make --strict fail. */
size_t jx_converting_warnings(const struct jx_document *document, const struct jx_conversion *conversion);

/* Why there are no bytes: memory, refused losses, a name that was wrong, or nothing that could be converted. */
enum jx_exit jx_converting_why(const struct jx_converting *run, enum jx_status status,
                               const struct jx_conversion *conversion);

/* How a run over several inputs ends: done if all are, in part if anything was written, else as the gravest of them. */
enum jx_exit jx_converting_sum(const struct jx_converting *run, size_t whole, enum jx_exit worst);

/* All inputs into one output; each form of each input into one of its own. */
enum jx_exit jx_converting_collect(struct jx_converting *run);
enum jx_exit jx_converting_split(struct jx_converting *run);

#endif

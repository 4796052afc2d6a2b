/*
 * What the options ask to be written, for convert and batch alike: one place where an option becomes part of a
 * conversion, so that what one command can do the other can too.
 */
#ifndef JX_CLI_TARGET_H
#define JX_CLI_TARGET_H

#include "core/cli/session.h"

/* `target` is what the library is asked for; it points into the rest, which must stay where it is. `dated`:
 * SOURCE_DATE_EPOCH says which date outputs bear. */
struct jx_aim {
    struct jx_target target;
    struct jx_givens *givens;
    struct jx_blank *blank; /* -t FILE */
    char extension[16];
    bool dated;
};

/* What does not depend on where the output goes: how to convert, which date, what is given. */
enum jx_exit jx_aim_options(const struct jx_cli *cli, const struct jx_arguments *arguments,
                            struct jx_aim *aim);

/* -t, as jx_session_target has left it: a layout, or json, or nothing where the output is to be JSON anyway. `extension` is the kind of file asked for,
 * or NULL where nothing says so; then target.extension stays NULL, unless -t json does. */
enum jx_exit jx_aim_layout(const struct jx_session *session, const struct jx_arguments *arguments,
                           const char *extension, struct jx_aim *aim);

/* Whether anything writes such files, and what else is asked of them, before the first of many is read. */
enum jx_exit jx_aim_carrier(struct jx_session *session, const struct jx_aim *aim);

/* The options by which results depend, as a journal keeps them: all that is here, and what says how inputs are read. To
 * be freed; NULL for want of memory. */
char *jx_aim_describe(const struct jx_arguments *arguments, const struct jx_aim *aim);

void jx_aim_free(struct jx_aim *aim);

#endif

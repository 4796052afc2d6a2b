/*
 * What most subcommands begin with: the library open, its messages said, a document read.
 */
#ifndef JX_CLI_SESSION_H
#define JX_CLI_SESSION_H

#include "core/cli/cli.h"
#include "core/cli/files.h"

struct jx_session {
    const struct jx_cli *cli;
    struct jx_library *library;
    size_t said; /* of the library's messages: carriers are loaded late and may add some */
};

/* A document and the file it was read from, which it needs as long as it is read. `incomplete`: some of it was refused,
 * and the messages say what. `told`: its messages were said. */
struct jx_reading {
    struct jx_file file;
    struct jx_document *document;
    bool incomplete, told;
};

/* Opens the library. Where a job `needs_layouts` and there is none, that is the end (JX_EXIT_SYSTEM). jx_session_close
 * in every case. */
enum jx_exit jx_session_open(struct jx_session *session, const struct jx_cli *cli, bool needs_layouts);
void jx_session_close(struct jx_session *session);

/* Says what the library has come to say since the last time. */
void jx_session_say(struct jx_session *session);

/* Puts the id of the layout that a person called so in place of its name. If there is none, that is said, and answered with
 * JX_EXIT_USAGE. NULL is fine. */
enum jx_exit jx_session_layout(const struct jx_session *session, const char **name);

/* The same for -t and -f; -t may be json as well. */
enum jx_exit jx_session_target(const struct jx_session *session, struct jx_arguments *arguments);

/* The names of all layouts, joined for a message. To be freed; NULL for want of memory. */
char *jx_session_layouts(const struct jx_session *session);

/* The facts that --set and --defaults give, to be freed whatever the answer; NULL where there are none. What is wrong
 * with them is said, and answered with JX_EXIT_USAGE. */
enum jx_exit jx_session_givens(const struct jx_cli *cli, const struct jx_arguments *arguments,
                               struct jx_givens **givens);

/* Reads a file. DONE even if nothing in it was recognised: ask jx_session_recognised. Its messages are said at once only
 * where nothing can come of it; else by jx_session_tell. */
enum jx_exit jx_session_read(struct jx_session *session, const struct jx_arguments *arguments,
                             const char *path, struct jx_reading *reading);
void jx_session_done(struct jx_reading *reading);

/* Says the messages of a reading and of what came of it (NULL: nothing more is done with it), the important first. `layout`
 * as in struct jx_tale. */
void jx_session_tell(const struct jx_session *session, struct jx_reading *reading,
                     const struct jx_conversion *conversion, const char *layout, bool carried);

/* How a job on this reading ends if all else goes well: DONE, PART or INPUT. */
enum jx_exit jx_session_recognised(const struct jx_reading *reading);

/* Does a job on each input; `job` answers how it went. All is done if each is, in part if any is, even in part, else it ends as
 * the gravest of them. What was printed of an input stands before the next one is begun. */
enum jx_exit jx_session_each(const struct jx_cli *cli, const struct jx_arguments *arguments,
                             enum jx_exit (*job)(void *user, const char *input), void *user);

/* The exit that these diagnostics ask for if the call failed: USAGE for a name that was wrong on the command line,
 * SYSTEM for memory, else `otherwise`. */
enum jx_exit jx_session_blame(const struct jx_diag *diags, size_t count, enum jx_exit otherwise);

#endif

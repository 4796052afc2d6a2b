/*
 * -t FILE: an authority's own blank instead of a layout.
 */
#ifndef JX_CLI_BLANK_H
#define JX_CLI_BLANK_H

#include "core/cli/session.h"

/* Whether what -t names is a file and no layout: it ends as files do, or leads somewhere. */
bool jx_blank_named(const char *to);

/* Opens the blank and says what is to be said of it. `extension` is what the output is to be, NULL: nothing says so. USAGE where
 * the blank cannot be filled, or would be something else. jx_blank_free in every case. */
enum jx_exit jx_session_blank(const struct jx_session *session, const char *path, const char *extension,
                              struct jx_blank **blank);

#endif

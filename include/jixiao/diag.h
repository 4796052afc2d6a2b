/*
 * What happened, and where: statuses, places and diagnostics.
 *
 * A function that can go wrong returns a status; the words go to a list of diagnostics that the caller of the
 * library prints. Nothing in the library or in a plugin prints anything itself.
 */
#ifndef JIXIAO_DIAG_H
#define JIXIAO_DIAG_H

#include <stddef.h>
#include <stdint.h>

#include <jixiao/api.h>
#include <jixiao/messages.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How a step ended. OK: use the result. WARN: use it and look at the messages. FAIL: this form or file is
 * unusable, others may go on. FATAL: stop (out of memory, disk). */
enum jx_status { JX_OK, JX_WARN, JX_FAIL, JX_FATAL };

enum jx_severity { JX_NOTE, JX_WARNING, JX_ERROR };

/*
 * What a reader has to do with a message.
 *
 *   LOOK   compare with the source, or act: what was moved, doubtful, unread, refused
 *   PLACE  the form that is written has no such place; what is lost is known exactly, and there is nothing to compare
 *   INFO   nothing to do: what followed from other facts, what stays blank
 */
enum jx_concern { JX_CONCERN_LOOK, JX_CONCERN_PLACE, JX_CONCERN_INFO };

/*
 * A place in an input. Rows and columns count from one; zero means "not known". A carrier of running text sets
 * `line`, the line of the file on which the cell begins, and is then quoted by it; others are quoted as a
 * spreadsheet does. `sheet` is NULL or empty where the container has no sheets.
 */
struct jx_place {
    const char *sheet;
    uint32_t row;
    uint32_t column;
    uint32_t line;
};

/* One message. The text is whole and already in the reader's language; `place` may be all zero. */
struct jx_diag {
    enum jx_code code;
    enum jx_severity severity;
    struct jx_place place;
    const char *message;
    enum jx_concern concern;
};

/* Room that a place's text needs at most, with its ending NUL; longer sheet names are cut. */
enum { JX_PLACE_ROOM = 192 };

/* Writes a place the way people quote it: `Sheet1!C4`, `C4`, `L12` (line 12), `L12.3` (its third cell), `Sheet1`
 * (all of it), or nothing at all. A cell in column L of a sheet without name is `$L12`. Returns the buffer. */
JX_API const char *jx_place_format(const struct jx_place *place, char buffer[JX_PLACE_ROOM]);

#ifdef __cplusplus
}
#endif

#endif

/*
 * Texts as XML can hold them.
 */
#ifndef JX_XLSX_ESCAPE_H
#define JX_XLSX_ESCAPE_H

#include <jixiao/carrier.h>

/*
 * The text with what XML or the format cannot hold written as _xHHHH_: control characters, U+FFFE and U+FFFF, and what
 * already looks like such an escape. Bad UTF-8 becomes U+FFFD. The text itself if it needs none of this. `*units` is
 * its length in UTF-16, by which spreadsheets count.
 */
const char *jx_xlsx_escape(const struct jx_host *host, struct jx_call *call, const char *text, size_t length,
                           size_t *units);

/* For properties and names, which know no escapes: such characters become blanks. NULL stays NULL. */
const char *jx_xlsx_plain(const struct jx_host *host, struct jx_call *call, const char *text);

#endif

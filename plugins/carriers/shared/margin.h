/*
 * What stands at the head and foot of pages: printed on every page, and in no cell. It is handed to the library, for it may say
 * what the amounts are in, and told, for it is not read.
 */
#ifndef JX_SHARED_MARGIN_H
#define JX_SHARED_MARGIN_H

#include <jixiao/carrier.h>

/* A text of them; one that is only a page number is nobody's loss. `book` may be NULL; `sheet` is the name of the sheet whose
 * pages they are, NULL: it has none. */
void jx_margin_tell(const struct jx_host *host, struct jx_call *call, struct jx_book *book, const char *sheet,
                    const char *text, size_t length);

/* As much of a text as a message shows, in bytes. */
size_t jx_margin_told(const char *text, size_t length);

/* The same with the codes that Excel writes into it: &L, &C, &R begin its parts, others stand for looks, pages and names. */
void jx_margin_codes_tell(const struct jx_host *host, struct jx_call *call, struct jx_book *book,
                          const char *sheet, const char *text, size_t length);

#endif

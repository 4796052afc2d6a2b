/*
 * A document of Word being read: what the files of the carrier share.
 */
#ifndef JX_DOCX_DOCUMENT_H
#define JX_DOCX_DOCUMENT_H

#include "plugins/carriers/shared/flow.h"
#include "plugins/carriers/shared/package.h"

/* Reads the main part. */
enum jx_status jx_docx_document_read(struct jx_flow *flow, struct jx_package *package, const char *part);

/* Reads another part, such as a page header, as one would read a cell. */
enum jx_status jx_docx_part_read(struct jx_flow *flow, struct jx_package *package, const char *part,
                                 struct jx_flow_blocks *blocks);

/* Tells what stands in the headers and footers of the main part's pages, which are not read. */
enum jx_status jx_docx_headers_tell(struct jx_flow *flow, struct jx_package *package, const char *part);

/* The carrier's functions. */
int jx_docx_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input);
enum jx_status jx_docx_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                            struct jx_book *book);

#endif

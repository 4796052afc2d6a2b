/*
 * A document of Word being read: what the files of the carrier share.
 */
#ifndef JX_DOCX_DOCUMENT_H
#define JX_DOCX_DOCUMENT_H

#include "plugins/carriers/shared/flow.h"
#include "plugins/carriers/shared/package.h"

/* Files that the document has in it as pieces of its text, by the ids of their relationships. */
enum { JX_DOCX_CHUNKS_MOST = 100 };
struct jx_docx_chunks {
    const char *ids[JX_DOCX_CHUNKS_MOST];
    uint32_t count;
};

struct jx_docx_styles;
struct jx_docx_numbers;

/* Reads the main part; NULL: the input itself, which is XML and no zip. `styles`: what its styles say, NULL: nothing; `numbers`: what it
 * writes before paragraphs, NULL: that is not known. `chunks` are noted. */
enum jx_status jx_docx_document_read(struct jx_flow *flow, struct jx_package *package, const char *part,
                                     const struct jx_docx_styles *styles, struct jx_docx_numbers *numbers,
                                     struct jx_docx_chunks *chunks);

/* Reads the chunks of the main part, each into sheets of its own. */
enum jx_status jx_docx_chunks_read(struct jx_flow *flow, struct jx_package *package, const char *part,
                                   const struct jx_docx_chunks *chunks);

/* What the value of a switch says (ST_OnOff, ECMA-376 part 1, 22.9.2.7); and whether an element is one that is on: unless it says
 * off. */
bool jx_docx_says_on(const char *value);
bool jx_docx_is_on(const char **attributes);

/* Whether a part of this content type is a document's main one. */
bool jx_docx_is_main(const char *type);

/* Reads another part, such as a page header, as one would read a cell. */
enum jx_status jx_docx_part_read(struct jx_flow *flow, struct jx_package *package, const char *part,
                                 struct jx_flow_blocks *blocks);

/* Tells what stands in the headers and footers of the main part's pages, which are not read. */
enum jx_status jx_docx_headers_tell(struct jx_flow *flow, struct jx_package *package, const char *part);

/* Tells what the notes at the foot of its pages and at its end say, which are not read. */
enum jx_status jx_docx_notes_tell(struct jx_flow *flow, struct jx_package *package, const char *part);

/* Reads the sheets that the main part's document keeps hidden in a part of its own (hidden.c). */
enum jx_status jx_docx_hidden_read(struct jx_flow *flow, struct jx_package *package, const char *part);

/* The carrier's functions. */
int jx_docx_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input);
enum jx_status jx_docx_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                            struct jx_book *book);

#endif

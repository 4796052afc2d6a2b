/*
 * What a reading or a conversion owns while it runs: the arena that everything lives in, and the messages.
 */
#ifndef JX_CONVERT_SESSION_H
#define JX_CONVERT_SESSION_H

#include <jixiao/jixiao.h>

#include "core/base/arena.h"
#include "core/base/diags.h"
#include "core/plugin/registry.h"
#include "core/read/reading.h"

/* The compiled layout of this id, or NULL with a message that lists those there are. */
const struct jx_compiled_layout *jx_layout_need(const struct jx_library *library, struct jx_diags *diags,
                                                const char *id);

/* A document with its arena, empty; NULL only for want of memory. */
struct jx_document *jx_document_new(const char *name);

/* The file's ending in lower case, without its point; "" if there is none. */
const char *jx_name_extension(struct jx_arena *arena, const char *name);

/* Turns the source's bytes into a book, by the carrier that bids most. NULL, reported, if that fails. The book has an arena
 * of its own, which may be reset once nothing refers to its cells; else it goes with the document's. */
struct jx_book *jx_source_open(struct jx_library *library, struct jx_document *document,
                               struct jx_diags *diags, const struct jx_source *source,
                               const struct jx_read_options *options);

/* What every step of reading shares. */
struct jx_reading jx_reading_begin(const struct jx_library *library, struct jx_document *document,
                                   struct jx_diags *diags, const struct jx_read_options *options);

#endif

/*
 * A part as a tree that knows where each element stands in the part's bytes, for those who edit it. Nothing of the part is
 * copied: names and values are looked up in its bytes.
 */
#ifndef JX_SHARED_MARKUP_H
#define JX_SHARED_MARKUP_H

#include "plugins/carriers/shared/package.h"
#include "plugins/carriers/shared/splice.h"

/* An element. Offsets into the part: of its tag, of what it holds (inner to outer), and of its end. Elements are numbered in
 * the order of the part; number 0 is none. */
struct jx_node {
    uint32_t start, inner, outer, end;
    uint32_t name; /* offset of the name behind its prefix */
    uint16_t name_length;
    bool empty; /* written as <name/> */
    uint32_t parent, first, last, next;
};

struct jx_markup {
    const struct jx_host *host;
    struct jx_call *call;
    const char *bytes;
    size_t length;
    struct jx_node *nodes;
    uint32_t count, capacity;
};

/* A part's bytes. NULL, reported: it is missing, damaged, or larger than what is edited. */
const char *jx_markup_load(struct jx_package *package, const char *part, size_t *length);

/* The tree of a part's bytes, which must stay. FAIL, reported: it is damaged, declares a document type, is nested too deep,
 * has too many elements, or is in an encoding other than UTF-8. */
enum jx_status jx_markup_read(struct jx_markup *markup, struct jx_package *package, const char *part,
                              const char *bytes, size_t length);

/* Whether the element is called so. */
bool jx_node_is(const struct jx_markup *markup, uint32_t node, const char *name);

/* The first child of this name, and the next element of the same name beside it; 0: there is none. */
uint32_t jx_node_child(const struct jx_markup *markup, uint32_t node, const char *name);
uint32_t jx_node_next(const struct jx_markup *markup, uint32_t node);
/* The first element of this name anywhere in the part; 0: there is none. */
uint32_t jx_node_find(const struct jx_markup *markup, const char *name);
/* The element whose tag stands at this offset; 0: there is none. */
uint32_t jx_node_at(const struct jx_markup *markup, uint32_t start);

/* The value of an attribute as it stands in the bytes; NULL: there is none. `prefix` false looks behind prefixes. */
const char *jx_node_raw(const struct jx_markup *markup, uint32_t node, const char *name, size_t *length);
/* The same with its entities resolved, closed by NUL. */
const char *jx_node_value(const struct jx_markup *markup, uint32_t node, const char *name);
/* As a number; UINT32_MAX: none. */
uint32_t jx_node_number(const struct jx_markup *markup, uint32_t node, const char *name);
/* The text that an element holds, without that of its tags, entities resolved. */
const char *jx_node_text(const struct jx_markup *markup, uint32_t node, size_t *length);

/* Notes that the attribute is to have another value: in its place, or as a further one. */
void jx_node_set(const struct jx_markup *markup, struct jx_splices *splices, uint32_t node, const char *name,
                 const char *value);
/* Notes that the attribute is to go. */
void jx_node_unset(const struct jx_markup *markup, struct jx_splices *splices, uint32_t node,
                   const char *name);
/* Notes that the element is to hold this text. */
void jx_node_fill(const struct jx_markup *markup, struct jx_splices *splices, uint32_t node, const char *text,
                  size_t length);
/* Notes that these bytes are to be added at the end of what the element holds. */
void jx_node_append(const struct jx_markup *markup, struct jx_splices *splices, uint32_t node,
                    const char *bytes, size_t length);

/* Text of a part's bytes with its entities resolved. */
const char *jx_markup_decode(const struct jx_host *host, struct jx_call *call, const char *bytes,
                             size_t length, size_t *decoded);

#endif

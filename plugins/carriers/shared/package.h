/*
 * The package that an office file is: a zip of XML parts, which may refer to each other.
 *
 * Parts are unpacked, small ones at once and others a block at a time, and handed to an XML parser under the limits of the input. All that
 * other libraries hold for a package is given back when it is closed, or when the call ends.
 */
#ifndef JX_SHARED_PACKAGE_H
#define JX_SHARED_PACKAGE_H

#include <expat.h>

#include "plugins/carriers/shared/scratch.h"
#include "plugins/carriers/shared/zip.h"

/* What is called for the content of a part. Names of elements come without their prefixes. Texts may come in pieces. `end`,
 * `text` and `declared` may be NULL. */
struct jx_xml_handlers {
    void (*start)(void *user, const char *name, const char **attributes);
    void (*end)(void *user, const char *name);
    void (*text)(void *user, const char *text, size_t length);
    void (*declared)(void *user, const char *encoding); /* where the part names one, but for UTF-8 */
    bool again; /* the part is often the same in other files (retell.h); nobody asks where its tags stand */
};

/* A relationship: what the part needs is called `id` there and found in `target`, a part's name without leading /. */
struct jx_relation {
    const char *id;
    const char *type; /* the last piece of its URI: worksheet, sharedStrings … */
    const char *target;
};

struct jx_relations {
    struct jx_relation *items;
    uint32_t count;
    uint32_t capacity;
};

struct jx_scan;
struct jx_told;

struct jx_package {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_input *input;
    struct jx_zip directory;
    const struct jx_zip *zip; /* the same; NULL: the input is XML as it is */
    char *room;               /* for a small part */
    size_t room_size;
    struct libdeflate_decompressor *inflater;
    bool decoded;      /* the input is UTF-8, whatever it declares */
    uint64_t unpacked; /* bytes, of all parts together */
    bool retells;      /* and keeps what other packages could tell again */

    /* of the part being parsed */
    const char *part;
    const struct jx_xml_handlers *handlers;
    void *user;
    uint64_t depth;
    bool stopped; /* and reported why */

    /* where its bytes come from: the zip, or memory, of which `left` has not been read */
    struct jx_zip_reader file;
    const unsigned char *bytes, *left;
    size_t length;
    char *whole; /* these bytes, which may be written over, with room for one more; NULL: they may not */
    uint64_t fed, packed; /* how many came out of the zip, and how many they are in it */
    struct jx_told *told; /* what is known of it from before; NULL: nothing */

    /* who reads it (parse.c) */
    XML_Parser parser;
    struct jx_scan *scan;
    bool scanned;
    char *window; /* for the scanner, where the part's bytes are not to be changed */
    size_t window_size;
    uint64_t dropped; /* bytes before the window */
    uint64_t given;   /* tags and bytes of text that the scanner handed out; expat does not do so again */
};

/* Opens the zip. FAIL, reported unless `quiet`: it is damaged or protected. */
enum jx_status jx_package_open(struct jx_package *package, const struct jx_host *host, struct jx_call *call,
                               const struct jx_input *input, bool quiet);
void jx_package_close(struct jx_package *package);

/* Whether there is a part of this name. Case makes no difference. */
bool jx_package_has(const struct jx_package *package, const char *part);

/* The first bytes of a part, as many as there are and fit; 0 if there are none. */
size_t jx_package_peek(struct jx_package *package, const char *part, char *bytes, size_t room);

/* A part's bytes, in the call's memory, with a NUL behind them. NULL, reported: it is missing, damaged, or has more than `most`. */
const char *jx_part_load(struct jx_package *package, const char *part, size_t most, size_t *length);

/* Parses a part from end to end. FAIL, reported: it is missing, damaged, passes a limit, or a handler stopped it. */
enum jx_status jx_package_parse(struct jx_package *package, const char *part,
                                const struct jx_xml_handlers *handlers, void *user);

/* For handlers: nothing more is to be read. What is wrong has been reported. */
void jx_package_stop(struct jx_package *package);

/* Parses the input itself, which is XML as it is and no zip. The package need not be opened. */
enum jx_status jx_package_parse_flat(struct jx_package *package, const struct jx_xml_handlers *handlers,
                                     void *user);

/* Parses the bytes of a part that was loaded. */
enum jx_status jx_package_parse_bytes(struct jx_package *package, const char *part, const char *bytes,
                                      size_t length, const struct jx_xml_handlers *handlers, void *user);

/* For handlers of tags: where the tag stands in the part, and how long it is. Of the end of an element that is written as
 * <name/> it says nothing. */
size_t jx_package_offset(const struct jx_package *package, size_t *length);

/* For handlers of XML as it is: the line that the event stands in. */
size_t jx_package_line(const struct jx_package *package);

/* The part at hand, for the parser: opens it; begins anew; its next bytes, 0 at its end; gives back what it holds. What is
 * wrong has been reported. */
enum jx_status jx_part_open(struct jx_package *package);
enum jx_status jx_part_again(struct jx_package *package);
enum jx_status jx_part_read(struct jx_package *package, void *bytes, size_t room, size_t *length);
void jx_part_close(struct jx_package *package);

/* Reads the relationships of a part ("": of the package), sorted by id. A part without any has none. */
enum jx_status jx_relations_read(struct jx_package *package, const char *part,
                                 struct jx_relations *relations);

/* By id, or the first of a type; NULL if there is none. */
const struct jx_relation *jx_relation_by_id(const struct jx_relations *relations, const char *id);
const struct jx_relation *jx_relation_by_type(const struct jx_relations *relations, const char *type);

/* Adds to a text. false: one of this length is no cell's; reported, and parsing stopped. */
bool jx_scratch_add(struct jx_package *package, struct jx_scratch *scratch, const char *text, size_t length);

/* The value of an attribute, or NULL. */
const char *jx_xml_attribute(const char **attributes, const char *name);

/* A number that is digits and nothing else, at most UINT32_MAX - 1; UINT32_MAX if it is none. NULL is none. */
uint32_t jx_xml_number(const char *text);

/* The boolean of an attribute: 1 or true. */
bool jx_xml_truth(const char *text);

/* What the elements of a kind of part are called: a table sorted by name, and what the carrier knows them as. */
struct jx_xml_element {
    const char *name;
    int element;
};

/* The element of this name; 0 if the table has none. */
int jx_xml_find(const struct jx_xml_element *elements, size_t count, const char *name);

/* The name behind the prefix. */
const char *jx_xml_local(const char *name);

#endif

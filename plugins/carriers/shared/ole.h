/*
 * The compound file of OLE2, in which the office programs before 2007 keep what they write: a small file system with
 * streams in it ([MS-CFB]).
 *
 * Every number of the file is checked before it is followed, so that no file, however it is damaged, takes more memory or
 * time than one of its size may.
 */
#ifndef JX_SHARED_OLE_H
#define JX_SHARED_OLE_H

#include <jixiao/carrier.h>

/* A table that says of each sector which follows it: the sectors in which it stands. */
struct jx_ole_table {
    uint32_t *sectors;
    uint32_t count;
};

struct jx_ole {
    const struct jx_host *host;
    struct jx_call *call;
    const unsigned char *bytes; /* of the file */
    size_t length;
    unsigned shift;   /* of a sector's size */
    uint32_t sectors; /* of the file, the last perhaps cut short */
    struct jx_ole_table table;
    const unsigned char *directory;
    uint32_t entries;
    uint32_t *children; /* the entries of the outermost folder */
    uint32_t child_count;

    /* where small streams stand, once one is read */
    const unsigned char *small;
    size_t small_length;
    struct jx_ole_table small_table;
};

/* A stream. */
struct jx_ole_stream {
    const unsigned char *bytes;
    size_t length;
};

/* Whether the input begins as such a file. */
bool jx_ole_begins(const struct jx_input *input);

/* Reads the directory. false: the file is damaged; nothing is reported. */
bool jx_ole_open(struct jx_ole *ole, const struct jx_host *host, struct jx_call *call,
                 const struct jx_input *input);

/* Whether the outermost folder has a stream or folder of this name. Case makes no difference. */
bool jx_ole_has(const struct jx_ole *ole, const char *name);

/* Reads a stream of the outermost folder: what the file has in one piece is not copied. false: there is none, or it is
 * damaged; nothing is reported. */
bool jx_ole_read(struct jx_ole *ole, const char *name, struct jx_ole_stream *stream);

#endif

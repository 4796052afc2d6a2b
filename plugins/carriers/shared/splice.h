/*
 * Editing the bytes of a part: a list of replacements, and bytes being put together. What no replacement names stays as
 * it is, byte for byte.
 */
#ifndef JX_SHARED_SPLICE_H
#define JX_SHARED_SPLICE_H

#include <string.h>

#include <jixiao/carrier.h>

/* Bytes that grow, in the call's memory. The first two members are the caller's to set. */
struct jx_bytes {
    const struct jx_host *host;
    struct jx_call *call;
    char *bytes;
    size_t length, capacity;
};

/* The same where there is no such room yet. */
char *jx_bytes_widen(struct jx_bytes *bytes, size_t length);

/* Room for so many bytes more, to be written where it begins and then counted: bytes->length += … */
static inline char *jx_bytes_room(struct jx_bytes *bytes, size_t length) {
    return bytes->capacity - bytes->length > length ? bytes->bytes + bytes->length
                                                    : jx_bytes_widen(bytes, length);
}

/* Here, so that the length of a text between quotes is known where it is added: parts are put together of hundreds of them. */
static inline void jx_bytes_add(struct jx_bytes *bytes, const void *more, size_t length) {
    if (length == 0) return;
    memcpy(jx_bytes_room(bytes, length), more, length);
    bytes->length += length;
    bytes->bytes[bytes->length] = '\0';
}

static inline void jx_bytes_text(struct jx_bytes *bytes, const char *text) {
    jx_bytes_add(bytes, text, strlen(text));
}

void jx_bytes_number(struct jx_bytes *bytes, uint64_t number);
/* Text as it stands between tags and in attributes: < > & " escaped, line ends as \n; what XML cannot hold becomes a
 * blank. */
void jx_bytes_escaped(struct jx_bytes *bytes, const char *text, size_t length);

/* One replacement: `length` bytes at `at` become `size` bytes; length 0 inserts. */
struct jx_splice {
    size_t at, length;
    const char *bytes;
    size_t size;
    uint32_t order;
};

/* The first two members are the caller's to set. */
struct jx_splices {
    const struct jx_host *host;
    struct jx_call *call;
    struct jx_splice *items;
    uint32_t count, capacity;
};

/* Notes a replacement; `bytes` must stay. Of several insertions at one place the first noted comes first. */
void jx_splice_add(struct jx_splices *splices, size_t at, size_t length, const char *bytes, size_t size);
void jx_splice_text(struct jx_splices *splices, size_t at, size_t length, const char *text);

/* The part with all replacements made. false: two overlap, or one reaches beyond the part: a mistake of the caller. */
bool jx_splices_apply(struct jx_splices *splices, const char *part, size_t length, struct jx_bytes *out);

#endif

#include "plugins/carriers/shared/splice.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 64 }; /* most are a tag with little in it */

char *jx_bytes_widen(struct jx_bytes *bytes, size_t length) {
    size_t capacity = bytes->capacity == 0 ? FIRST_ROOM : bytes->capacity * 2,
           needed = bytes->length + length + 1;
    if (capacity < needed) capacity = needed;
    char *larger = bytes->host->allocate(bytes->call, capacity);
    if (bytes->length > 0) memcpy(larger, bytes->bytes, bytes->length);
    bytes->bytes = larger;
    bytes->capacity = capacity;
    return bytes->bytes + bytes->length;
}

void jx_bytes_number(struct jx_bytes *bytes, uint64_t number) {
    char digits[20];
    size_t at = sizeof digits;
    do digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    jx_bytes_add(bytes, digits + at, sizeof digits - at);
}

/* How a byte is written; NULL: as it is. */
static const char *escape_of(unsigned char c) {
    switch (c) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    default: return c < 0x20 && c != '\t' && c != '\n' ? " " : NULL;
    }
}

void jx_bytes_escaped(struct jx_bytes *bytes, const char *text, size_t length) {
    size_t from = 0;
    for (size_t i = 0; i < length; i++) {
        const char *other = (unsigned char)text[i] > '>' ? NULL : escape_of((unsigned char)text[i]);
        if (!other) continue; /* nearly all: those of Chinese are above */
        jx_bytes_add(bytes, text + from, i - from);
        jx_bytes_text(bytes, other);
        from = i + 1;
    }
    jx_bytes_add(bytes, text + from, length - from);
}

void jx_splice_add(struct jx_splices *splices, size_t at, size_t length, const char *bytes, size_t size) {
    splices->items = splices->host->grow(splices->call, splices->items, splices->count, &splices->capacity,
                                         sizeof *splices->items);
    splices->items[splices->count] =
        (struct jx_splice){.at = at, .length = length, .bytes = bytes, .size = size, .order = splices->count};
    splices->count++;
}

void jx_splice_text(struct jx_splices *splices, size_t at, size_t length, const char *text) {
    jx_splice_add(splices, at, length, text, strlen(text));
}

/* Insertions stand before a replacement that begins at the same place. */
static int splice_order(const void *a, const void *b) {
    const struct jx_splice *left = a, *right = b;
    if (left->at != right->at) return left->at < right->at ? -1 : 1;
    if ((left->length > 0) != (right->length > 0)) return left->length > 0 ? 1 : -1;
    return left->order < right->order ? -1 : left->order > right->order;
}

/* They are mostly noted in the order of the part. */
static void splices_sort(struct jx_splices *splices) {
    for (uint32_t i = 1; i < splices->count; i++)
        if (splice_order(&splices->items[i - 1], &splices->items[i]) > 0) {
            qsort(splices->items, splices->count, sizeof *splices->items, splice_order);
            return;
        }
}

bool jx_splices_apply(struct jx_splices *splices, const char *part, size_t length, struct jx_bytes *out) {
    size_t done = 0, most = length;
    splices_sort(splices);
    for (uint32_t i = 0; i < splices->count; i++) most += splices->items[i].size;
    jx_bytes_room(out, most);
    for (uint32_t i = 0; i < splices->count; i++) {
        const struct jx_splice *splice = &splices->items[i];
        if (splice->at < done || splice->at > length || splice->length > length - splice->at) return false;
        jx_bytes_add(out, part + done, splice->at - done);
        jx_bytes_add(out, splice->bytes, splice->size);
        done = splice->at + splice->length;
    }
    jx_bytes_add(out, part + done, length - done);
    return true;
}

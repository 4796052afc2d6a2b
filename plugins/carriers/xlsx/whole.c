/*
 * Whether a workbook that was just written holds what it was given.
 *
 * The library that writes it does not look whether its temporary files took all that it put into them, nor always whether it
 * got the memory it asked for; parts of the package then lack pieces, and it answers that all is well. So those that hold
 * what the book says are unpacked once more: they must be well formed, lists as long as they say, and cells, their contents,
 * merges and sheets as many as were written. Looks and properties are left out, to save time.
 */
#include "looks.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { WINDOW = 16 * 1024, DEPTH_MOST = 32, TAG_KEPT = 256, NAME_MOST = 31, UNKNOWN = -1 };

/* An open element: how many children it says it has, and how many there were. */
struct element {
    char name[NAME_MOST + 1];
    long long declared, children;
};

/* One member on its way through: the tag that has begun, of which the beginning is kept, and what was counted. */
struct scan {
    char tag[TAG_KEPT + 1];
    size_t length;
    char last;
    bool inside, broken;
    unsigned depth;
    struct element open[DEPTH_MOST];
    uint64_t cells, values, merges, sheets, overrides;
};

/* --- markup ------------------------------------------------------------------------------------------------------ */

/* What is counted, and lists that say how long they are: count="3". The table of texts counts their uses there. */
static const struct known {
    const char *name, *attribute;
    size_t at; /* in struct scan */
} known[] = {
    {"c", NULL, offsetof(struct scan, cells)},
    {"v", NULL, offsetof(struct scan, values)},
    {"mergeCell", NULL, offsetof(struct scan, merges)},
    {"sheet", NULL, offsetof(struct scan, sheets)},
    {"Override", NULL, offsetof(struct scan, overrides)},
    {"mergeCells", " count=\"", 0},
    {"rowBreaks", " count=\"", 0},
    {"sst", " uniqueCount=\"", 0},
};

/* The number of children that the element declares. */
static long long know(struct scan *scan, const char *name) {
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].name[0] != name[0] || strcmp(known[i].name, name) != 0) continue;
        if (known[i].at != 0) ++*(uint64_t *)(void *)((char *)scan + known[i].at);
        const char *at = known[i].attribute ? strstr(scan->tag, known[i].attribute) : NULL;
        return at ? strtoll(at + strlen(known[i].attribute), NULL, 10) : UNKNOWN;
    }
    return UNKNOWN;
}

static bool element_begins(struct scan *scan) {
    size_t length = strcspn(scan->tag, " /");
    if (length == 0 || length > NAME_MOST || scan->depth == DEPTH_MOST) return false;
    if (scan->depth > 0) scan->open[scan->depth - 1].children++;
    struct element *element = &scan->open[scan->depth++];
    memcpy(element->name, scan->tag, length);
    element->name[length] = '\0';
    element->declared = know(scan, element->name);
    element->children = 0;
    return true;
}

static bool element_ends(struct scan *scan, const char *name) {
    if (scan->depth == 0) return false;
    const struct element *element = &scan->open[--scan->depth];
    if (name && strcmp(element->name, name) != 0) return false;
    /* The library declares merges by a number of 16 bits: of 70,000 it says 4,464. */
    return element->declared == UNKNOWN || (uint16_t)element->declared == (uint16_t)element->children;
}

static bool tag_ends(struct scan *scan) {
    scan->tag[scan->length < TAG_KEPT ? scan->length : TAG_KEPT] = '\0';
    if (scan->tag[0] == '?') return true;
    if (scan->tag[0] == '/') return element_ends(scan, scan->tag + 1);
    return element_begins(scan) && (scan->last != '/' || element_ends(scan, NULL));
}

static void tag_add(struct scan *scan, const char *bytes, size_t length) {
    size_t kept = scan->length < TAG_KEPT ? TAG_KEPT - scan->length : 0;
    if (kept > length) kept = length;
    memcpy(scan->tag + scan->length, bytes, kept);
    if (length > 0) scan->last = bytes[length - 1];
    scan->length += length;
}

/* The next bytes of the member. Within tags < and > stand for themselves only at their ends. */
static void scan_bytes(struct scan *scan, const char *bytes, size_t length) {
    const char *at = bytes, *end = bytes + length;
    while (at < end && !scan->broken) {
        const char *found = memchr(at, scan->inside ? '>' : '<', (size_t)(end - at));
        const char *stop = found ? found : end;
        if (scan->inside) tag_add(scan, at, (size_t)(stop - at));
        if (!found) return;
        if (scan->inside) scan->broken = !tag_ends(scan);
        scan->inside = !scan->inside;
        scan->length = 0;
        at = found + 1;
    }
}

/* --- the package ------------------------------------------------------------------------------------------------- */

struct member {
    const unsigned char *name, *packed;
    size_t name_length, packed_length, length;
};

struct package {
    const unsigned char *bytes;
    size_t length;
    const unsigned char *next; /* in the directory at its end */
    unsigned members;
};

static size_t number(const unsigned char *at, int bytes) {
    size_t value = 0;
    while (bytes-- > 0) value = value << 8 | at[bytes];
    return value;
}

/* The library writes no comment behind the directory's end, and members that are packed. */
static bool directory_find(struct package *package) {
    enum { END = 22 };
    const unsigned char *end = package->bytes + package->length - END;
    if (package->length < END || memcmp(end, "PK\5\6", 4) != 0) return false;
    package->members = (unsigned)number(end + 10, 2);
    size_t size = number(end + 12, 4), at = number(end + 16, 4);
    package->next = package->bytes + at;
    return at <= package->length - END && package->length - END - at == size;
}

static bool member_next(struct package *package, struct member *member) {
    enum { CENTRAL = 46, LOCAL = 30 };
    const unsigned char *at = package->next, *end = package->bytes + package->length;
    if ((size_t)(end - at) < CENTRAL || memcmp(at, "PK\1\2", 4) != 0 || number(at + 10, 2) != Z_DEFLATED)
        return false;
    size_t local = number(at + 42, 4);
    *member = (struct member){.name = at + CENTRAL,
                              .name_length = number(at + 28, 2),
                              .packed_length = number(at + 20, 4),
                              .length = number(at + 24, 4)};
    size_t more = CENTRAL + member->name_length + number(at + 30, 2) + number(at + 32, 2);
    if (more > (size_t)(end - at) || local > package->length - LOCAL) return false;
    package->next = at + more;
    const unsigned char *head = package->bytes + local;
    size_t skipped = local + LOCAL + number(head + 26, 2) + number(head + 28, 2);
    member->packed = package->bytes + skipped;
    return skipped <= package->length && member->packed_length <= package->length - skipped;
}

/* Whether the member's name begins so. */
static bool is_named(const struct member *member, const char *with) {
    size_t length = strlen(with);
    return member->name_length >= length && memcmp(member->name, with, length) == 0;
}

/* Unpacks the member; false: it is damaged, or no markup that is whole. */
static bool member_scan(z_stream *stream, const struct member *member, unsigned char *window,
                        struct scan *scan) {
    *scan = (struct scan){.depth = 0};
    if (inflateReset(stream) != Z_OK || member->packed_length > UINT32_MAX) return false;
    stream->next_in = (unsigned char *)(uintptr_t)member->packed;
    stream->avail_in = (uInt)member->packed_length;
    int result;
    do {
        stream->next_out = window;
        stream->avail_out = WINDOW;
        /* In one go zlib needs no window of its own. */
        result = inflate(stream, member->length <= WINDOW ? Z_FINISH : Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END) return false;
        scan_bytes(scan, (const char *)window, WINDOW - stream->avail_out);
    } while (result == Z_OK && !scan->broken);
    return result == Z_STREAM_END && stream->total_out == member->length && !scan->broken && !scan->inside &&
           scan->depth == 0;
}

/* --- both -------------------------------------------------------------------------------------------------------- */

static bool package_scan(struct jx_xlsx_writer *writer, z_stream *stream, unsigned char *window,
                         struct jx_xlsx_count *found) {
    struct package package = {.bytes = writer->bytes, .length = writer->length};
    uint64_t relations = 0, listed = 0, typed = 0;
    struct member member;
    struct scan *scan = writer->host->allocate(writer->call, sizeof *scan);
    if (!directory_find(&package)) return false;
    for (unsigned i = 0; i < package.members; i++) {
        if (!member_next(&package, &member)) return false;
        bool sheet = is_named(&member, "xl/worksheets/sheet"), list = is_named(&member, "xl/workbook.xml");
        bool types = is_named(&member, "[Content_Types].xml");
        relations += member.name_length > 5 && memcmp(member.name + member.name_length - 5, ".rels", 5) == 0;
        if (!sheet && !list && !types && !is_named(&member, "xl/sharedStrings.xml")) continue;
        if (!member_scan(stream, &member, window, scan)) return false;
        found->cells += scan->cells;
        found->values += scan->values;
        found->merges += scan->merges;
        found->sheets += sheet;
        listed += scan->sheets;
        typed += scan->overrides;
    }
    /* The list of types has all parts but itself and the relationships. */
    return listed == found->sheets && typed + 1 + relations == package.members;
}

static void stream_release(void *stream) {
    inflateEnd(stream);
}

bool jx_xlsx_whole(struct jx_xlsx_writer *writer) {
    const struct jx_xlsx_count *given = &writer->given;
    struct jx_xlsx_count found = {.cells = 0};
    z_stream *stream = writer->host->allocate(writer->call, sizeof *stream);
    unsigned char *window = writer->host->allocate(writer->call, WINDOW);
    if (inflateInit2(stream, -MAX_WBITS) != Z_OK) return false;
    writer->host->defer(writer->call, stream_release, stream);
    uint64_t sheets =
        given->sheets == 0 ? 1 : given->sheets; /* the library puts one into a workbook without any */
    return package_scan(writer, stream, window, &found) && found.sheets == sheets &&
           found.cells == given->cells && found.values == given->values && found.merges == given->merges;
}

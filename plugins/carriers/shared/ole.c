/*
 * Sectors, their chains, the directory, and streams ([MS-CFB] 2.2 to 2.6).
 */
#include "plugins/carriers/shared/ole.h"

#include <string.h>

#include "plugins/carriers/shared/little.h"

enum {
    HEADER = 512,
    HEADER_SECTORS = 109, /* of the table that the header itself lists */
    ENTRY = 128,          /* of the directory */
    ENTRIES_MOST = 4096,  /* workbooks with hundreds of embedded objects have as many */
    SMALL_SHIFT = 6,      /* small streams stand in sectors of 64 bytes */
    SMALL_BELOW = 4096
};
static const uint32_t END_OF_CHAIN = 0xFFFFFFFE;

/* Of an entry ([MS-CFB] 2.6.1). */
enum {
    NAME_LENGTH = 0x40,
    TYPE = 0x42,
    BEFORE = 0x44,
    BEHIND = 0x48,
    BELOW = 0x4C,
    START = 0x74,
    SIZE = 0x78
};
enum { TYPE_STREAM = 2 };

bool jx_ole_begins(const struct jx_input *input) {
    static const unsigned char magic[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    return input->length >= sizeof magic && memcmp(input->bytes, magic, sizeof magic) == 0;
}

/* --- sectors ----------------------------------------------------------------------------------------------------- */

/* The content of a sector, and how many bytes of it there are; NULL: the file has no such sector. */
static const unsigned char *sector_at(const struct jx_ole *ole, uint32_t sector, size_t *length) {
    size_t size = (size_t)1 << ole->shift, offset = ((size_t)sector + 1) << ole->shift;
    if (sector >= ole->sectors || offset >= ole->length) return NULL;
    *length = ole->length - offset < size ? ole->length - offset : size;
    return ole->bytes + offset;
}

/* The same, where all of it is wanted. */
static const unsigned char *sector_whole(const struct jx_ole *ole, uint32_t sector) {
    size_t length;
    const unsigned char *content = sector_at(ole, sector, &length);
    return content && length == (size_t)1 << ole->shift ? content : NULL;
}

/* The sector that follows; END_OF_CHAIN also where the table does not say. */
static uint32_t sector_after(const struct jx_ole *ole, const struct jx_ole_table *table, uint32_t sector) {
    uint32_t part = sector >> (ole->shift - 2), mask = (1u << (ole->shift - 2)) - 1;
    const unsigned char *next = part < table->count ? sector_whole(ole, table->sectors[part]) : NULL;
    return !next ? END_OF_CHAIN : jx_u32(next + 4 * (size_t)(sector & mask));
}

/* Finds where the table stands: the header lists its first sectors, the others stand in a chain of sectors, each of which
 * ends with the number of the next one (2.5). */
static bool table_find(struct jx_ole *ole) {
    const unsigned char *header = ole->bytes;
    uint32_t per_sector = (1u << (ole->shift - 2)) - 1, sector = jx_u32(header + 0x44), filled = 0;
    struct jx_ole_table *table = &ole->table;
    table->count = jx_u32(header + 0x2C);
    if (table->count == 0 || table->count > ole->sectors) return false;
    table->sectors = ole->host->allocate(ole->call, table->count * sizeof *table->sectors);
    for (; filled < table->count && filled < HEADER_SECTORS; filled++)
        table->sectors[filled] = jx_u32(header + 0x4C + 4 * (size_t)filled);
    while (filled < table->count) {
        const unsigned char *list = sector_whole(ole, sector);
        if (!list) return false;
        for (uint32_t i = 0; i < per_sector && filled < table->count; i++)
            table->sectors[filled++] = jx_u32(list + 4 * (size_t)i);
        sector = jx_u32(list + 4 * (size_t)per_sector);
    }
    return true;
}

/* The numbers of a chain's sectors, at most so many. */
static uint32_t *chain_follow(const struct jx_ole *ole, uint32_t sector, uint32_t most, uint32_t *count) {
    uint32_t *chain = NULL, capacity = 0;
    *count = 0;
    for (; sector < ole->sectors && *count < most; sector = sector_after(ole, &ole->table, sector)) {
        chain = ole->host->grow(ole->call, chain, *count, &capacity, sizeof *chain);
        chain[(*count)++] = sector;
    }
    /* cppcheck-suppress returnDanglingLifetime ; the capacity is only where grow notes it */
    return chain;
}

/* A map of sectors in which none is marked. */
static unsigned char *marks_new(const struct jx_ole *ole, size_t sectors) {
    return ole->host->allocate(ole->call, sectors / 8 + 1);
}

/* Marks one. false: it has been marked before, so that its chain is a circle. */
static bool mark(unsigned char *marks, uint32_t sector) {
    unsigned char bit = (unsigned char)(1u << (sector & 7));
    if (marks[sector >> 3] & bit) return false;
    marks[sector >> 3] |= bit;
    return true;
}

/* A stream of the file's sectors, as a piece of the file where they follow one another in it. */
static bool stream_read(const struct jx_ole *ole, uint32_t sector, size_t size,
                        struct jx_ole_stream *stream) {
    size_t filled = 0, length;
    unsigned char *room = NULL, *marks = marks_new(ole, ole->sectors);
    const unsigned char *piece = NULL;
    if (size > ole->length) return false;
    for (; filled < size; sector = sector_after(ole, &ole->table, sector)) {
        const unsigned char *content = sector_at(ole, sector, &length);
        if (!content || !mark(marks, sector)) return false;
        if (length > size - filled) length = size - filled;
        if (filled + length < size && length < (size_t)1 << ole->shift) return false;
        if (filled == 0) piece = content;
        if (!room && content != piece + filled) {
            room = ole->host->allocate(ole->call, size);
            memcpy(room, piece, filled);
        }
        if (room) memcpy(room + filled, content, length);
        filled += length;
    }
    *stream = (struct jx_ole_stream){!room ? piece : room, size};
    return true;
}

/* --- the directory ----------------------------------------------------------------------------------------------- */

/* The directory in one piece. false: its chain of sectors does not end, or is too long. */
static bool directory_read(struct jx_ole *ole) {
    size_t size = (size_t)1 << ole->shift, most = ENTRIES_MOST * (size_t)ENTRY / size, count = 0;
    struct jx_ole_stream stream;
    uint32_t start = jx_u32(ole->bytes + 0x30);
    for (uint32_t sector = start; sector != END_OF_CHAIN; sector = sector_after(ole, &ole->table, sector))
        if (!sector_whole(ole, sector) || ++count > most) return false;
    if (count == 0 || !stream_read(ole, start, count * size, &stream)) return false;
    ole->directory = stream.bytes;
    ole->entries = (uint32_t)(stream.length / ENTRY);
    return true;
}

static const unsigned char *entry_at(const struct jx_ole *ole, uint32_t entry) {
    return ole->directory + entry * (size_t)ENTRY;
}

/* The entries of a folder are a tree: each has some before it and some behind it. false: one is reached twice. */
static bool children_find(struct jx_ole *ole) {
    uint32_t *waiting = ole->host->allocate(ole->call, ((size_t)ole->entries + 2) * sizeof *waiting);
    bool *seen = ole->host->allocate(ole->call, ole->entries);
    uint32_t count = 0;
    ole->children = ole->host->allocate(ole->call, ole->entries * sizeof *ole->children);
    seen[0] = true;
    waiting[count++] = jx_u32(entry_at(ole, 0) + BELOW);
    while (count > 0) {
        uint32_t entry = waiting[--count];
        if (entry >= ole->entries) continue; /* none, or nonsense that is not followed */
        if (seen[entry]) return false;
        seen[entry] = true;
        ole->children[ole->child_count++] = entry;
        waiting[count++] = jx_u32(entry_at(ole, entry) + BEHIND);
        waiting[count++] = jx_u32(entry_at(ole, entry) + BEFORE);
    }
    return true;
}

bool jx_ole_open(struct jx_ole *ole, const struct jx_host *host, struct jx_call *call,
                 const struct jx_input *input) {
    *ole = (struct jx_ole){.host = host, .call = call, .bytes = input->bytes, .length = input->length};
    if (!jx_ole_begins(input) || input->length <= HEADER) return false;
    ole->shift = jx_u16(input->bytes + 0x1E);
    if ((ole->shift != 9 && ole->shift != 12) || jx_u16(input->bytes + 0x20) != SMALL_SHIFT) return false;
    size_t size = (size_t)1 << ole->shift;
    if (input->length <= size) return false;
    size_t sectors = (input->length - 1) / size;
    if (sectors > UINT32_MAX - 16) return false;
    ole->sectors = (uint32_t)sectors;
    return table_find(ole) && directory_read(ole) && children_find(ole);
}

/* Names are of at most 31 characters in UTF-16, with a closing zero. */
static bool entry_is_named(const unsigned char *entry, const char *name) {
    size_t length = strlen(name);
    if (jx_u16(entry + NAME_LENGTH) != 2 * (length + 1)) return false;
    for (size_t i = 0; i < length; i++) {
        uint32_t c = jx_u16(entry + 2 * i), wanted = (unsigned char)name[i];
        if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
        if (wanted >= 'A' && wanted <= 'Z') wanted += 'a' - 'A';
        if (c != wanted) return false;
    }
    return true;
}

static const unsigned char *child_find(const struct jx_ole *ole, const char *name) {
    for (uint32_t i = 0; i < ole->child_count; i++)
        if (entry_is_named(entry_at(ole, ole->children[i]), name)) return entry_at(ole, ole->children[i]);
    return NULL;
}

bool jx_ole_has(const struct jx_ole *ole, const char *name) {
    return child_find(ole, name);
}

/* --- small streams ----------------------------------------------------------------------------------------------- */

/* They stand in a stream of their own, which is that of the outermost folder, and have a table of their own (2.4). */
static bool small_open(struct jx_ole *ole) {
    const unsigned char *root = entry_at(ole, 0);
    struct jx_ole_stream stream;
    if (ole->small) return true;
    if (!stream_read(ole, jx_u32(root + START), jx_u32(root + SIZE), &stream)) return false;
    ole->small = stream.bytes;
    ole->small_length = stream.length;
    ole->small_table.sectors =
        chain_follow(ole, jx_u32(ole->bytes + 0x3C), jx_u32(ole->bytes + 0x40), &ole->small_table.count);
    return ole->small;
}

static bool small_read(struct jx_ole *ole, uint32_t sector, size_t size, struct jx_ole_stream *stream) {
    enum { PIECE = 1 << SMALL_SHIFT };
    size_t filled = 0;
    if (!small_open(ole)) return false;
    unsigned char *room = ole->host->allocate(ole->call, size);
    unsigned char *marks = marks_new(ole, ole->small_length >> SMALL_SHIFT);
    while (filled < size) {
        size_t offset = (size_t)sector << SMALL_SHIFT, length = size - filled < PIECE ? size - filled : PIECE;
        if (offset > ole->small_length || length > ole->small_length - offset || !mark(marks, sector))
            return false;
        memcpy(room + filled, ole->small + offset, length);
        filled += length;
        sector = sector_after(ole, &ole->small_table, sector);
    }
    *stream = (struct jx_ole_stream){room, size};
    return true;
}

/* Of a file with small sectors only half of a size's eight bytes counts. */
bool jx_ole_read(struct jx_ole *ole, const char *name, struct jx_ole_stream *stream) {
    const unsigned char *entry = child_find(ole, name);
    if (!entry || entry[TYPE] != TYPE_STREAM) return false;
    size_t size = jx_u32(entry + SIZE);
    if (ole->shift == 12 && jx_u32(entry + SIZE + 4) != 0) return false;
    if (size == 0 || size > ole->length) return false;
    return size < SMALL_BELOW ? small_read(ole, jx_u32(entry + START), size, stream)
                              : stream_read(ole, jx_u32(entry + START), size, stream);
}

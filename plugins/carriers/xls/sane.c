/*
 * A look at a compound file before libgsf opens it ([MS-CFB]).
 *
 * libgsf takes memory from the stack for as many sectors as the header claims, and recurses once for each entry of the
 * directory; a file made for it could overrun the stack. So the header must be one that programs write, and the directory
 * a tree of a sensible size.
 */
#include "xls.h"

#include <string.h>

enum {
    HEADER = 512,
    HEADER_FATS = 109,  /* sectors of the table that the header itself lists */
    ENTRY = 128,        /* of the directory */
    ENTRIES_MOST = 4096 /* workbooks with hundreds of embedded objects have as many */
};

/* The table that says, of each sector, which follows it. */
struct table {
    const unsigned char *bytes;
    size_t length;
    unsigned shift;  /* of a sector's size */
    size_t sectors;  /* of the file, the last perhaps cut short */
    uint32_t *parts; /* the sectors in which the table is */
    uint32_t count;
};

enum { END_OF_CHAIN = 0xFFFFFFFE };

static uint32_t u16_at(const unsigned char *bytes) {
    return (uint32_t)(bytes[0] | bytes[1] << 8);
}

static uint32_t u32_at(const unsigned char *bytes) {
    return u16_at(bytes) | u16_at(bytes + 2) << 16;
}

/* The content of a sector; NULL: the file has no such sector, or not all of it. */
static const unsigned char *sector_at(const struct table *table, uint32_t sector) {
    size_t offset = ((size_t)sector + 1) << table->shift;
    if (sector >= table->sectors || offset > table->length) return NULL;
    return table->length - offset >= (size_t)1 << table->shift ? table->bytes + offset : NULL;
}

/* The sector that follows; END_OF_CHAIN also where the table does not say. */
static uint32_t sector_after(const struct table *table, uint32_t sector) {
    uint32_t part = sector >> (table->shift - 2), mask = (1u << (table->shift - 2)) - 1;
    const unsigned char *entries = part < table->count ? sector_at(table, table->parts[part]) : NULL;
    return entries ? u32_at(entries + 4 * (size_t)(sector & mask)) : (uint32_t)END_OF_CHAIN;
}

/* Finds the table's own sectors: the first are listed in the header, the others in a chain of sectors that end with the
 * number of the next one. */
static bool table_find(const struct jx_host *host, struct jx_call *call, struct table *table) {
    const unsigned char *header = table->bytes;
    uint32_t per_sector = (1u << (table->shift - 2)) - 1, more = u32_at(header + 0x48);
    uint32_t sector = u32_at(header + 0x44), filled = 0;
    table->count = u32_at(header + 0x2C);
    if (table->count == 0 || table->count > table->sectors / (per_sector + 1) + 2) return false;
    if (more > table->sectors || (uint64_t)more * per_sector > (uint64_t)table->count + per_sector)
        return false;
    table->parts = host->allocate(call, table->count * sizeof *table->parts);
    for (; filled < table->count && filled < HEADER_FATS; filled++)
        table->parts[filled] = u32_at(header + 0x4C + 4 * (size_t)filled);
    for (; more > 0 && filled < table->count; more--) {
        const unsigned char *list = sector_at(table, sector);
        if (!list) return false;
        for (uint32_t i = 0; i < per_sector && filled < table->count; i++)
            table->parts[filled++] = u32_at(list + 4 * (size_t)i);
        sector = u32_at(list + 4 * (size_t)per_sector);
    }
    return filled == table->count;
}

/* The directory in one piece; NULL: its chain of sectors does not end, or it is too large. */
static const unsigned char *directory_read(const struct jx_host *host, struct jx_call *call,
                                           const struct table *table, uint32_t *entries) {
    size_t size = (size_t)1 << table->shift, most = ENTRIES_MOST * (size_t)ENTRY / size, count = 0;
    unsigned char *directory = host->allocate(call, ENTRIES_MOST * (size_t)ENTRY);
    for (uint32_t sector = u32_at(table->bytes + 0x30); sector != END_OF_CHAIN;
         sector = sector_after(table, sector)) {
        const unsigned char *content = sector_at(table, sector);
        if (!content || count == most) return NULL;
        memcpy(directory + count++ * size, content, size);
    }
    *entries = (uint32_t)(count * size / ENTRY);
    return count > 0 ? directory : NULL;
}

/* Each entry has one before it, one behind it and, if it is a folder, one below it: none may be reached twice. */
static bool directory_is_tree(const struct jx_host *host, struct jx_call *call,
                              const unsigned char *directory, uint32_t entries) {
    uint32_t *waiting = host->allocate(call, ((size_t)entries + 1) * sizeof *waiting);
    bool *seen = host->allocate(call, entries);
    uint32_t count = 1;
    seen[0] = true;
    while (count > 0) {
        const unsigned char *entry = directory + waiting[--count] * (size_t)ENTRY;
        for (size_t link = 0x44; link <= 0x4C; link += 4) {
            uint32_t next = u32_at(entry + link);
            if (next >= entries) continue; /* none, or nonsense that is not followed */
            if (seen[next]) return false;
            seen[next] = true;
            waiting[count++] = next;
        }
    }
    return true;
}

bool jx_xls_container_is_sane(const struct jx_host *host, struct jx_call *call,
                              const struct jx_input *input) {
    struct table table = {.bytes = input->bytes, .length = input->length};
    if (input->length <= HEADER) return false;
    table.shift = u16_at(input->bytes + 0x1E);
    if ((table.shift != 9 && table.shift != 12) || u16_at(input->bytes + 0x20) != 6) return false;
    size_t size = (size_t)1 << table.shift;
    if (input->length <= size) return false;
    table.sectors = (input->length - size + size - 1) / size;
    if (table.sectors > UINT32_MAX - 16 || u32_at(input->bytes + 0x40) > table.sectors) return false;
    uint32_t entries;
    if (!table_find(host, call, &table)) return false;
    const unsigned char *directory = directory_read(host, call, &table, &entries);
    return directory && directory_is_tree(host, call, directory, entries);
}

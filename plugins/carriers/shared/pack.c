#include "plugins/carriers/shared/pack.h"

#include <libdeflate.h>
#include <string.h>

enum { LEVEL = 6, DEFLATED = 8, VERSION = 20, LOCAL = 30, CENTRAL = 46, END = 22 };

/* What the directory says of a member. */
struct jx_pack_member {
    const char *part;
    uint64_t at;
    size_t packed, length;
    uint32_t sum;
};

static void pack_release(void *thing) {
    struct jx_pack *pack = thing;
    if (pack->compressor) libdeflate_free_compressor(pack->compressor);
    pack->compressor = NULL;
}

bool jx_pack_open(struct jx_pack *pack) {
    pack->compressor = libdeflate_alloc_compressor(LEVEL);
    if (!pack->compressor) return false;
    pack->host->defer(pack->call, pack_release, pack);
    return true;
}

/* Little-endian numbers, one after the other. */
static unsigned char *put(unsigned char *at, uint64_t number, int bytes) {
    for (int i = 0; i < bytes; i++) *at++ = (unsigned char)(number >> 8 * i);
    return at;
}

/* What the local header and the directory have in common, from the version that unpacking needs. */
static unsigned char *put_member(unsigned char *at, const struct jx_pack_member *member) {
    enum { DATE_1980 = 1 << 5 | 1 };
    at = put(at, VERSION, 2);
    at = put(at, 0, 2); /* flags */
    at = put(at, DEFLATED, 2);
    at = put(at, 0, 2); /* time */
    at = put(at, DATE_1980, 2);
    at = put(at, member->sum, 4);
    at = put(at, member->packed, 4);
    at = put(at, member->length, 4);
    at = put(at, strlen(member->part), 2);
    return put(at, 0, 2); /* of what else is said of it */
}

static void write_bytes(struct jx_pack *pack, const void *bytes, size_t length) {
    pack->host->append(pack->call, bytes, length);
    pack->length += length;
}

void jx_pack_add_packed(struct jx_pack *pack, const char *part, const unsigned char *bytes, size_t packed,
                        size_t length, uint32_t sum) {
    unsigned char head[LOCAL];
    pack->members =
        pack->host->grow(pack->call, pack->members, pack->count, &pack->capacity, sizeof *pack->members);
    struct jx_pack_member *member = &pack->members[pack->count++];
    *member = (struct jx_pack_member){part, pack->length, packed, length, sum};
    put_member(put(head, 0x04034B50, 4), member);
    write_bytes(pack, head, LOCAL);
    write_bytes(pack, part, strlen(part));
    write_bytes(pack, bytes, packed);
}

void jx_pack_add(struct jx_pack *pack, const char *part, const char *bytes, size_t length) {
    size_t most = libdeflate_deflate_compress_bound(pack->compressor, length);
    if (pack->room_size < most) {
        pack->room = pack->host->allocate(pack->call, most);
        pack->room_size = most;
    }
    size_t packed = libdeflate_deflate_compress(pack->compressor, bytes, length, pack->room, most);
    jx_pack_add_packed(pack, part, pack->room, packed, length, libdeflate_crc32(0, bytes, length));
}

static void write_entry(struct jx_pack *pack, const struct jx_pack_member *member) {
    unsigned char entry[CENTRAL] = {0};
    put_member(put(put(entry, 0x02014B50, 4), VERSION, 2), member);
    put(entry + CENTRAL - 4, member->at, 4);
    write_bytes(pack, entry, CENTRAL);
    write_bytes(pack, member->part, strlen(member->part));
}

bool jx_pack_close(struct jx_pack *pack) {
    unsigned char end[END] = {0}, *at = end;
    uint64_t start = pack->length;
    bool fine = pack->count < UINT16_MAX;
    for (uint32_t i = 0; i < pack->count; i++) {
        fine = fine && pack->members[i].length < UINT32_MAX;
        write_entry(pack, &pack->members[i]);
    }
    at = put(put(at, 0x06054B50, 4), 0, 4); /* of the only disk */
    at = put(put(at, pack->count, 2), pack->count, 2);
    put(put(at, pack->length - start, 4), start, 4);
    write_bytes(pack, end, END);
    pack_release(pack);
    return fine && pack->length < UINT32_MAX;
}

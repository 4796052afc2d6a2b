#include "plugins/carriers/shared/pack.h"

#include <libdeflate.h>
#include <string.h>

#include "plugins/carriers/shared/little.h"
#include "plugins/carriers/shared/recall.h"

enum { DEFLATED = 8, VERSION = 20, LOCAL = 30, CENTRAL = 46, END = 22, DESCRIBED = 8 };

/* libdeflate's levels. A form's parts are small: to pack them as well as zlib does at its usual level, 6, takes a third as long
 * again and saves 2 in a hundred of the file. In a long list it saves 13. */
enum { LEVEL_SMALL = 3, LEVEL_LARGE = 5, SMALL_MOST = 64 * 1024 };

/* What the directory says of a member; of one that comes from another zip that is `kept`. */
struct jx_pack_member {
    const char *part;
    uint64_t at;
    size_t packed, length;
    uint32_t sum;
    const struct jx_zip_member *kept;
};

static void pack_release(void *thing) {
    struct jx_pack *pack = thing;
    if (pack->small) libdeflate_free_compressor(pack->small);
    if (pack->large) libdeflate_free_compressor(pack->large);
    pack->small = pack->large = NULL;
}

void jx_pack_open(struct jx_pack *pack) {
    pack->host->defer(pack->call, pack_release, pack);
}

/* What packs a part of this length; NULL: there is no memory, as jx_pack_close says then. */
static struct libdeflate_compressor *compressor_for(struct jx_pack *pack, size_t length) {
    bool small = length <= SMALL_MOST;
    struct libdeflate_compressor **one = small ? &pack->small : &pack->large;
    if (!*one) *one = libdeflate_alloc_compressor(small ? LEVEL_SMALL : LEVEL_LARGE);
    if (!*one) pack->starved = true;
    return *one;
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

static struct jx_pack_member *add_member(struct jx_pack *pack) {
    pack->members =
        pack->host->grow(pack->call, pack->members, pack->count, &pack->capacity, sizeof *pack->members);
    struct jx_pack_member *member = &pack->members[pack->count++];
    *member = (struct jx_pack_member){.at = pack->length};
    return member;
}

void jx_pack_add_packed(struct jx_pack *pack, const char *part, const unsigned char *bytes, size_t packed,
                        size_t length, uint32_t sum) {
    unsigned char head[LOCAL];
    struct jx_pack_member *member = add_member(pack);
    member->part = part;
    member->packed = packed;
    member->length = length;
    member->sum = sum;
    put_member(put(head, 0x04034B50, 4), member);
    write_bytes(pack, head, LOCAL);
    write_bytes(pack, part, strlen(part));
    write_bytes(pack, bytes, packed);
}

unsigned char *jx_pack_room(struct jx_pack *pack, size_t length) {
    if (pack->room_size < length) {
        pack->room = pack->host->allocate(pack->call, length);
        pack->room_size = length;
    }
    return pack->room;
}

void jx_pack_add(struct jx_pack *pack, const char *part, const char *bytes, size_t length) {
    struct libdeflate_compressor *compressor = compressor_for(pack, length);
    if (!compressor) return;
    size_t most = libdeflate_deflate_compress_bound(compressor, length);
    unsigned char *room = jx_pack_room(pack, most);
    size_t packed = jx_packed_recall(part, JX_PACKED_WHOLE, bytes, length, room);
    if (packed == 0) {
        packed = libdeflate_deflate_compress(compressor, bytes, length, room, most);
        jx_packed_keep(part, JX_PACKED_WHOLE, bytes, length, room, packed);
    }
    jx_pack_add_packed(pack, part, room, packed, length, libdeflate_crc32(0, bytes, length));
}

/* Whether a member's own header says what the directory says of it. Sizes may stand behind the member. */
bool jx_pack_keeps(const struct jx_zip *zip, const struct jx_zip_member *member) {
    const unsigned char *entry = member->entry, *head = zip->bytes + member->at;
    if (!jx_zip_packed(zip, member) || jx_u32(entry + 20) == UINT32_MAX || jx_u32(entry + 24) == UINT32_MAX)
        return false;
    size_t name = jx_u16(entry + 28);
    bool behind = jx_u16(head + 6) & DESCRIBED;
    return jx_u16(head + 8) == member->method && jx_u16(head + 26) == name &&
           memcmp(head + LOCAL, entry + CENTRAL, name) == 0 &&
           (behind || memcmp(head + 14, entry + 16, 12) == 0);
}

/* The header is made of the directory's entry, so that nothing stands behind the member. */
bool jx_pack_keep(struct jx_pack *pack, const struct jx_zip *zip, const struct jx_zip_member *member) {
    const unsigned char *head = zip->bytes + member->at;
    unsigned char made[LOCAL];
    if (!jx_pack_keeps(zip, member)) return false;
    add_member(pack)->kept = member;
    memcpy(put(made, 0x04034B50, 4), member->entry + 6, LOCAL - 4);
    made[6] = (unsigned char)(made[6] & ~DESCRIBED);
    put(made + 28, jx_u16(head + 28), 2);
    write_bytes(pack, made, LOCAL);
    write_bytes(pack, head + LOCAL, (size_t)jx_u16(head + 26) + jx_u16(head + 28));
    write_bytes(pack, jx_zip_packed(zip, member), (size_t)member->packed);
    return true;
}

static void write_kept(struct jx_pack *pack, const struct jx_pack_member *member) {
    const struct jx_zip_member *kept = member->kept;
    unsigned char entry[CENTRAL];
    memcpy(entry, kept->entry, CENTRAL);
    entry[8] = (unsigned char)(entry[8] & ~DESCRIBED);
    put(entry + CENTRAL - 4, member->at, 4);
    write_bytes(pack, entry, CENTRAL);
    write_bytes(pack, kept->entry + CENTRAL, kept->entry_length - CENTRAL);
}

static void write_entry(struct jx_pack *pack, const struct jx_pack_member *member) {
    unsigned char entry[CENTRAL] = {0};
    put_member(put(put(entry, 0x02014B50, 4), VERSION, 2), member);
    put(entry + CENTRAL - 4, member->at, 4);
    write_bytes(pack, entry, CENTRAL);
    write_bytes(pack, member->part, strlen(member->part));
}

enum jx_status jx_pack_close(struct jx_pack *pack) {
    unsigned char end[END] = {0}, *at = end;
    uint64_t start = pack->length;
    bool fine = pack->count < UINT16_MAX;
    for (uint32_t i = 0; i < pack->count; i++) {
        const struct jx_pack_member *member = &pack->members[i];
        fine = fine && member->length < UINT32_MAX;
        member->kept ? write_kept(pack, member) : write_entry(pack, member);
    }
    at = put(put(at, 0x06054B50, 4), 0, 4); /* of the only disk */
    at = put(put(at, pack->count, 2), pack->count, 2);
    put(put(at, pack->length - start, 4), start, 4);
    write_bytes(pack, end, END);
    pack_release(pack);
    if (pack->starved) return JX_FATAL;
    return fine && pack->length < UINT32_MAX ? JX_OK : JX_FAIL;
}

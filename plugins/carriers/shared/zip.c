/*
 * The directory of a zip.
 */
#include "plugins/carriers/shared/zip.h"

#include <string.h>
#include <strings.h>

#include "plugins/carriers/shared/little.h"

enum { LOCAL = 30, CENTRAL = 46, END = 22, END64 = 56, LOCATOR64 = 20, COMMENT_LONGEST = 0xFFFF };

/* More than any office file has; and how many ends of a directory are looked at. */
enum { MEMBERS_MOST = 100000, ENDS_MOST = 8 };

/* Where the directory is, as the end of the zip says. */
struct place {
    uint64_t at, length, count;
};

static bool is(const unsigned char *at, const char *signature) {
    return memcmp(at, signature, 4) == 0;
}

/* What does not fit the end's own fields stands in a longer record before it. false: there should be one, and is not. */
static bool place_read(const struct jx_zip *zip, size_t end, struct place *place) {
    const unsigned char *at = zip->bytes + end;
    *place = (struct place){.count = jx_u16(at + 10), .length = jx_u32(at + 12), .at = jx_u32(at + 16)};
    if (place->count < UINT16_MAX && place->length < UINT32_MAX && place->at < UINT32_MAX) return true;
    if (end < LOCATOR64 || !is(at - LOCATOR64, "PK\6\7")) return place->at < UINT32_MAX;
    uint64_t record = jx_u64(at - LOCATOR64 + 8);
    if (end < END64 || record > end - END64 || !is(zip->bytes + record, "PK\6\6")) return false;
    at = zip->bytes + record;
    *place = (struct place){.count = jx_u64(at + 32), .length = jx_u64(at + 40), .at = jx_u64(at + 48)};
    return true;
}

/* Sizes that do not fit the entry's own fields stand in a field beside it. false: they should, and do not. */
static bool wide_read(struct jx_zip_member *member, const unsigned char *extra, size_t length) {
    uint64_t *wide[] = {&member->size, &member->packed, &member->at};
    size_t next = 0, taken = 4;
    while (next < 3 && *wide[next] < UINT32_MAX) next++;
    while (next < 3 && length >= 4) {
        size_t field = (size_t)4 + jx_u16(extra + 2);
        if (field > length) return false;
        for (; jx_u16(extra) == 1 && next < 3 && taken + 8 <= field; taken += 8) {
            *wide[next++] = jx_u64(extra + taken);
            while (next < 3 && *wide[next] < UINT32_MAX) next++;
        }
        extra += field;
        length -= field;
    }
    return next == 3;
}

/* Reads an entry of the directory. Its length; 0: it is none. */
static size_t entry_read(struct jx_zip_member *member, const struct jx_host *host, struct jx_call *call,
                         const unsigned char *at, size_t left) {
    if (left < CENTRAL || !is(at, "PK\1\2")) return 0;
    size_t name = jx_u16(at + 28), extra = jx_u16(at + 30), length = CENTRAL + name + extra + jx_u16(at + 32);
    if (length > left) return 0;
    *member = (struct jx_zip_member){.name = host->text(call, (const char *)at + CENTRAL, name),
                                     .entry = at,
                                     .entry_length = length,
                                     .at = jx_u32(at + 42),
                                     .packed = jx_u32(at + 20),
                                     .size = jx_u32(at + 24),
                                     .sum = jx_u32(at + 16),
                                     .method = jx_u16(at + 10),
                                     .locked = jx_u16(at + 8) & 1};
    return wide_read(member, at + CENTRAL + name, extra) ? length : 0;
}

static bool directory_read(struct jx_zip *zip, const struct jx_host *host, struct jx_call *call, size_t end) {
    struct place place;
    if (!place_read(zip, end, &place) || place.count == 0 || place.length > end ||
        place.at > end - place.length || place.count > MEMBERS_MOST || place.count > place.length / CENTRAL)
        return false;
    const unsigned char *at = zip->bytes + place.at;
    size_t left = (size_t)place.length;
    zip->members = host->allocate(call, ((size_t)place.count + 1) * sizeof *zip->members);
    for (zip->count = 0; zip->count < place.count; zip->count++) {
        size_t length = entry_read(&zip->members[zip->count], host, call, at, left);
        if (length == 0) return false;
        at += length;
        left -= length;
    }
    return true;
}

/* The end is the last thing in a zip, but for a comment, and for what was put behind it by mistake. */
bool jx_zip_open(struct jx_zip *zip, const struct jx_host *host, struct jx_call *call,
                 const unsigned char *bytes, size_t length) {
    *zip = (struct jx_zip){.bytes = bytes, .length = length};
    if (length < END) return false;
    size_t first = length - END > COMMENT_LONGEST ? length - END - COMMENT_LONGEST : 0;
    int ends = 0;
    for (size_t at = length - END + 1; at-- > first && ends < ENDS_MOST;)
        if (is(bytes + at, "PK\5\6") && ++ends && directory_read(zip, host, call, at)) return true;
    return false;
}

const struct jx_zip_member *jx_zip_find(const struct jx_zip *zip, const char *name) {
    for (uint32_t i = 0; i < zip->count; i++)
        if (strcasecmp(zip->members[i].name, name) == 0) return &zip->members[i];
    return NULL;
}

const unsigned char *jx_zip_packed(const struct jx_zip *zip, const struct jx_zip_member *member) {
    if (zip->length < LOCAL || member->at > zip->length - LOCAL || !is(zip->bytes + member->at, "PK\3\4"))
        return NULL;
    const unsigned char *at = zip->bytes + member->at;
    uint64_t from = member->at + LOCAL + jx_u16(at + 26) + jx_u16(at + 28);
    return from <= zip->length && member->packed <= zip->length - from ? zip->bytes + from : NULL;
}

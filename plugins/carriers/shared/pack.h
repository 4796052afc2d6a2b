/*
 * A package being written: a zip whose members are packed by libdeflate and all have the same date, so that the same parts
 * give the same bytes. It goes to the output member by member.
 */
#ifndef JX_SHARED_PACK_H
#define JX_SHARED_PACK_H

#include "plugins/carriers/shared/zip.h"

struct libdeflate_compressor;
struct jx_pack_member;

/* The first two members are the caller's to set. */
struct jx_pack {
    const struct jx_host *host;
    struct jx_call *call;
    struct libdeflate_compressor *small, *large; /* for parts of either length; NULL: none was packed */
    struct jx_pack_member *members;
    uint32_t count, capacity;
    uint64_t length; /* of what was written */
    unsigned char *room;
    size_t room_size;
    struct z_stream_s *stream; /* for pieces; NULL: none was packed */
    bool starved;              /* there was no memory for one of these */
};

/* What a package takes is given back when the call ends, if jx_pack_close does not. */
void jx_pack_open(struct jx_pack *pack);

/* A part as it is, to be packed. `part` must stay. */
void jx_pack_add(struct jx_pack *pack, const char *part, const char *bytes, size_t length);

/* As jx_pack_add, for a part that is the same in most packages but for what stands at `from` up to `to` (frame.c). */
void jx_pack_add_framed(struct jx_pack *pack, const char *part, const char *bytes, size_t length, size_t from,
                        size_t to);

/* Room for a part being packed, up to the next use of the package. */
unsigned char *jx_pack_room(struct jx_pack *pack, size_t length);

/* A part that is packed already; `length` and `sum`, a CRC-32, are those of its bytes unpacked. */
void jx_pack_add_packed(struct jx_pack *pack, const char *part, const unsigned char *bytes, size_t packed,
                        size_t length, uint32_t sum);

/* A member of another zip, packed as it is there, with all that the directory says of it. false: there, the directory and the
 * member disagree, or it is too long for this; jx_pack_keeps asks for that alone. */
bool jx_pack_keeps(const struct jx_zip *zip, const struct jx_zip_member *member);
bool jx_pack_keep(struct jx_pack *pack, const struct jx_zip *zip, const struct jx_zip_member *member);

/* Writes the directory. JX_FAIL: there are more members, or more bytes, than a zip can name; JX_FATAL: there was no memory. */
enum jx_status jx_pack_close(struct jx_pack *pack);

#endif

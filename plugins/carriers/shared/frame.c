/*
 * Parts that are the same in most packages but for a name or two: their beginnings and ends are packed once, and what varies
 * is put between as it is. Packing three such parts took as long as packing the texts of a form.
 *
 * DEFLATE (RFC 1951) is a row of blocks. zlib ends one at a byte when it is asked to flush, by an empty block that is stored and
 * not packed: its length, 0, and the complement of that. What varies becomes the bytes of that block.
 */
#include <libdeflate.h>
#include <string.h>
#include <zlib.h>

#include "plugins/carriers/shared/pack.h"
#include "plugins/carriers/shared/recall.h"

/* Stored bytes are paid for by the file's size: more of them are packed with the rest. */
enum { VARYING_MOST = 512, SMALL_MOST = 2048, LENGTHS = 4 };

static void *from_call(void *pack, unsigned count, unsigned size) {
    struct jx_pack *at = pack;
    return at->host->allocate(at->call, (size_t)count * size);
}

/* It is given back with the call, as the stream is: there is nothing to be ended. */
static void leave(void *pack, void *room) {
    (void)pack;
    (void)room;
}

/* zlib's stream for the pieces of a package, at the beginning of one; NULL: it cannot be had. A small window does. */
static z_stream *stream_of(struct jx_pack *pack) {
    enum { WINDOW = 12, MEMORY = 4 };
    if (pack->stream) return deflateReset(pack->stream) == Z_OK ? pack->stream : NULL;
    z_stream *stream = pack->host->allocate(pack->call, sizeof *stream);
    *stream = (z_stream){.zalloc = from_call, .zfree = leave, .opaque = pack};
    if (deflateInit2(stream, Z_BEST_COMPRESSION, Z_DEFLATED, -WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        return NULL;
    return pack->stream = stream;
}

/* Packs one piece, up to a byte's end. Returns its size; 0: it could not be done. */
static size_t piece_pack(struct jx_pack *pack, const char *bytes, size_t length, int flush,
                         unsigned char *room, size_t most) {
    z_stream *stream = stream_of(pack);
    if (!stream) return 0;
    stream->next_in = (unsigned char *)(uintptr_t)bytes; /* zlib does not write there */
    stream->avail_in = (unsigned)length;
    stream->next_out = room;
    stream->avail_out = (unsigned)most;
    int outcome = deflate(stream, flush);
    return outcome == (flush == Z_FINISH ? Z_STREAM_END : Z_OK) ? (size_t)(stream->next_out - room) : 0;
}

static size_t piece_put(struct jx_pack *pack, const char *part, enum jx_packed_piece piece, const char *bytes,
                        size_t length, unsigned char *room, size_t most) {
    size_t packed = jx_packed_recall(part, piece, bytes, length, room);
    if (packed > 0) return packed;
    packed = piece_pack(pack, bytes, length, piece == JX_PACKED_END ? Z_FINISH : Z_SYNC_FLUSH, room, most);
    if (packed > 0) jx_packed_keep(part, piece, bytes, length, room, packed);
    return packed;
}

/* The stored block's length, its complement, and the bytes. */
static void stored_put(unsigned char *at, const char *bytes, size_t length) {
    for (int i = 0; i < LENGTHS / 2; i++) {
        at[i] = (unsigned char)(length >> 8 * i);
        at[i + LENGTHS / 2] = (unsigned char)~at[i];
    }
    memcpy(at + LENGTHS, bytes, length);
}

void jx_pack_add_framed(struct jx_pack *pack, const char *part, const char *bytes, size_t length, size_t from,
                        size_t to) {
    size_t varying = to - from, most = 2 * (size_t)SMALL_MOST, begin = 0, end = 0;
    unsigned char *room = jx_pack_room(pack, 2 * most + VARYING_MOST);
    if (varying <= VARYING_MOST && length <= SMALL_MOST)
        begin = piece_put(pack, part, JX_PACKED_BEGIN, bytes, from, room, most);
    if (begin > LENGTHS) {
        stored_put(room + begin - LENGTHS, bytes + from, varying);
        end = piece_put(pack, part, JX_PACKED_END, bytes + to, length - to, room + begin + varying, most);
    }
    if (end > 0)
        jx_pack_add_packed(pack, part, room, begin + varying + end, length,
                           libdeflate_crc32(0, bytes, length));
    else
        jx_pack_add(pack, part, bytes, length);
}

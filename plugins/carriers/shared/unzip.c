/*
 * Members of a zip unpacked: at once, which is faster, or piece by piece.
 */
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "plugins/carriers/shared/zip.h"

/* Whether a member is packed in one of the ways that office programs read. */
static bool is_usual(const struct jx_zip_member *member) {
    return !member->locked && (member->method == JX_ZIP_DEFLATED ||
                               (member->method == JX_ZIP_STORED && member->packed == member->size));
}

bool jx_zip_unpack(const struct jx_zip *zip, const struct jx_zip_member *member,
                   struct libdeflate_decompressor **inflater, void *room) {
    const unsigned char *packed = jx_zip_packed(zip, member);
    size_t size = (size_t)member->size, got = 0;
    if (!packed || !is_usual(member)) return false;
    if (member->method == JX_ZIP_STORED) {
        memcpy(room, packed, size);
    } else {
        if (!*inflater) *inflater = libdeflate_alloc_decompressor();
        if (!*inflater ||
            libdeflate_deflate_decompress(*inflater, packed, (size_t)member->packed, room, size, &got) !=
                LIBDEFLATE_SUCCESS ||
            got != size)
            return false;
    }
    return libdeflate_crc32(0, room, size) == member->sum;
}

/* NULL: there is no memory. */
static z_stream *stream_new(void) {
    z_stream *stream = calloc(1, sizeof *stream);
    if (stream && inflateInit2(stream, -MAX_WBITS) == Z_OK) return stream;
    free(stream);
    return NULL;
}

bool jx_zip_reader_open(struct jx_zip_reader *reader, const struct jx_zip *zip,
                        const struct jx_zip_member *member) {
    *reader = (struct jx_zip_reader){.packed = jx_zip_packed(zip, member), .left = member->packed};
    if (!reader->packed || !is_usual(member)) return false;
    if (member->method == JX_ZIP_DEFLATED && !(reader->stream = stream_new())) return false;
    reader->member = member;
    return true;
}

/* How many bytes came; -1: they do not unpack. */
static int64_t inflate_some(struct jx_zip_reader *reader, void *bytes, unsigned room) {
    z_stream *stream = reader->stream;
    stream->next_out = bytes;
    stream->avail_out = room;
    while (stream->avail_out > 0 && !reader->over) {
        unsigned given = reader->left < UINT32_MAX ? (unsigned)reader->left : UINT32_MAX;
        stream->next_in = (unsigned char *)(uintptr_t)reader->packed; /* zlib does not write there */
        stream->avail_in = given;
        int outcome = inflate(stream, Z_NO_FLUSH);
        reader->packed += given - stream->avail_in;
        reader->left -= given - stream->avail_in;
        reader->over = outcome == Z_STREAM_END;
        if (outcome != Z_OK && outcome != Z_STREAM_END) return -1;
    }
    return room - stream->avail_out;
}

static int64_t copy_some(struct jx_zip_reader *reader, void *bytes, unsigned room) {
    unsigned length = reader->left < room ? (unsigned)reader->left : room;
    memcpy(bytes, reader->packed, length);
    reader->packed += length;
    reader->left -= length;
    reader->over = reader->left == 0;
    return length;
}

int64_t jx_zip_reader_read(struct jx_zip_reader *reader, void *bytes, size_t room) {
    unsigned most = room < INT32_MAX ? (unsigned)room : INT32_MAX;
    int64_t got = reader->stream ? inflate_some(reader, bytes, most) : copy_some(reader, bytes, most);
    if (got > 0) reader->sum = libdeflate_crc32(reader->sum, bytes, (size_t)got);
    return reader->over && reader->sum != reader->member->sum ? -1 : got;
}

void jx_zip_reader_close(struct jx_zip_reader *reader) {
    if (reader->stream) inflateEnd(reader->stream);
    free(reader->stream);
    *reader = (struct jx_zip_reader){0};
}

/*
 * A zip in memory: the list of its members, and their bytes unpacked.
 *
 * Nothing of it is trusted: sizes may be lies, members may lie over one another. What a member unpacks to is checked against
 * its sum when it comes to its end. PKWARE's APPNOTE.TXT, 4.3.
 *
 * libzip did this before. It brings libcrypto, a fifth of the time of a small file; it is asked for each part by its number,
 * and asks the system for the time zone of each member of each zip.
 */
#ifndef JX_SHARED_ZIP_H
#define JX_SHARED_ZIP_H

#include <jixiao/carrier.h>

enum { JX_ZIP_STORED = 0, JX_ZIP_DEFLATED = 8 };

struct jx_zip_member {
    const char *name;
    const unsigned char *entry; /* in the directory; so many bytes */
    size_t entry_length;
    uint64_t at, packed, size; /* its local header, its bytes as they are in the zip, and unpacked */
    uint32_t sum;              /* CRC-32 */
    uint16_t method;
    bool locked; /* encrypted */
};

struct jx_zip {
    const unsigned char *bytes;
    size_t length;
    struct jx_zip_member *members;
    uint32_t count;
};

/* Reads the directory. `bytes` must stay. false: there is none, it is damaged, or has more members than any office file. */
bool jx_zip_open(struct jx_zip *zip, const struct jx_host *host, struct jx_call *call,
                 const unsigned char *bytes, size_t length);

/* The first member of this name, whatever its case; NULL: there is none. */
const struct jx_zip_member *jx_zip_find(const struct jx_zip *zip, const char *name);

/* The packed bytes of a member; NULL: they are not where the directory says. */
const unsigned char *jx_zip_packed(const struct jx_zip *zip, const struct jx_zip_member *member);

/* Unpacks a member at once, into room for its size; `inflater` is made if it is NULL. false: it is damaged, encrypted or
 * packed in another way, or there is no memory. */
struct libdeflate_decompressor;
bool jx_zip_unpack(const struct jx_zip *zip, const struct jx_zip_member *member,
                   struct libdeflate_decompressor **inflater, void *room);

/* A member unpacked piece by piece. */
struct z_stream_s;
struct jx_zip_reader {
    const struct jx_zip_member *member; /* NULL: it is closed */
    struct z_stream_s *stream;          /* NULL: it is not packed */
    const unsigned char *packed;        /* so much is left of it */
    uint64_t left;
    uint32_t sum; /* of what came out */
    bool over;
};

/* false: as with jx_zip_unpack, so far as can be told. */
bool jx_zip_reader_open(struct jx_zip_reader *reader, const struct jx_zip *zip,
                        const struct jx_zip_member *member);
/* The next bytes, at most `room`; 0: the member has come to its end, whole; -1: it is damaged. */
int64_t jx_zip_reader_read(struct jx_zip_reader *reader, void *bytes, size_t room);
void jx_zip_reader_close(struct jx_zip_reader *reader);

#endif

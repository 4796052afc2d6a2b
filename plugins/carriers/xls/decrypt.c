/*
 * Workbooks whose structure is protected.
 *
 * When somebody protects the structure of a workbook, as authorities do with the forms that they send out, Excel 97 to
 * 2003 encrypts it with a password that every spreadsheet program knows and opens it without asking. It is decrypted here
 * likewise, by the method of those versions ([MS-OFFCRYPTO] 2.3.6, [MS-XLS] 2.2.10): RC4 with a new key for every 1,024
 * bytes of the stream, over everything but the heads of the records and the content of some.
 */
#include "xls.h"

#include <string.h>

#include <glib.h>

enum { HASH = 16, KEY = 5, BLOCK = 1024 };

/* VelvetSweatshop in sixteen-bit characters, which the password is taken in. */
static const char password[] = "V\0e\0l\0v\0e\0t\0S\0w\0e\0a\0t\0s\0h\0o\0p";

static void md5(const void *bytes, size_t length, unsigned char hash[HASH]) {
    gsize size = HASH;
    GChecksum *checksum = g_checksum_new(G_CHECKSUM_MD5);
    g_checksum_update(checksum, bytes, (gssize)length);
    g_checksum_get_digest(checksum, hash, &size);
    g_checksum_free(checksum);
}

/* The key stream of the whole file, at one of its bytes. */
struct cipher {
    unsigned char base[KEY];
    size_t offset;
    unsigned char state[256];
    unsigned char i, j;
};

static void block_begin(struct cipher *cipher) {
    unsigned char key[KEY + 4], hash[HASH], j = 0;
    size_t block = cipher->offset / BLOCK;
    memcpy(key, cipher->base, KEY);
    for (int i = 0; i < 4; i++) key[KEY + i] = (unsigned char)(block >> 8 * i);
    md5(key, sizeof key, hash);
    for (int i = 0; i < 256; i++) cipher->state[i] = (unsigned char)i;
    for (int i = 0; i < 256; i++) {
        unsigned char swapped = cipher->state[i];
        j = (unsigned char)(j + swapped + hash[i % HASH]);
        cipher->state[i] = cipher->state[j];
        cipher->state[j] = swapped;
    }
    cipher->i = cipher->j = 0;
}

static unsigned char cipher_next(struct cipher *cipher) {
    unsigned char *state = cipher->state, swapped;
    if (cipher->offset % BLOCK == 0) block_begin(cipher);
    cipher->offset++;
    swapped = state[++cipher->i];
    cipher->j = (unsigned char)(cipher->j + swapped);
    state[cipher->i] = state[cipher->j];
    state[cipher->j] = swapped;
    return state[(unsigned char)(state[cipher->i] + swapped)];
}

/* Decrypts bytes that begin at an offset not before that of the cipher. */
static void cipher_apply(struct cipher *cipher, size_t offset, unsigned char *bytes, size_t length) {
    while (cipher->offset < offset) cipher_next(cipher);
    for (size_t i = 0; i < length; i++) bytes[i] ^= cipher_next(cipher);
}

/* Makes the cipher from the salt, and looks whether the password is the right one: the file has sixteen bytes and their
 * hash, both encrypted. */
static bool cipher_make(struct cipher *cipher, const unsigned char salt[HASH],
                        const unsigned char proof[2 * HASH]) {
    unsigned char hash[HASH], salted[16 * (KEY + HASH)], opened[2 * HASH];
    md5(password, sizeof password, hash); /* its last zero byte is half of the p */
    for (size_t i = 0; i < 16; i++) {
        memcpy(salted + i * (KEY + HASH), hash, KEY);
        memcpy(salted + i * (KEY + HASH) + KEY, salt, HASH);
    }
    md5(salted, sizeof salted, hash);
    memcpy(cipher->base, hash, KEY);
    memcpy(opened, proof, sizeof opened);
    cipher->offset = 0;
    cipher_apply(cipher, 0, opened, sizeof opened);
    md5(opened, HASH, hash);
    cipher->offset = 0;
    return memcmp(hash, opened + HASH, HASH) == 0;
}

/* How many bytes at the beginning of a record's content are not encrypted. */
static size_t clear_length(uint16_t type, size_t length) {
    enum { INTERFACEHDR = 0x00E1, RRDHEAD = 0x0138, USREXCL = 0x0194, FILELOCK = 0x0195, RRDINFO = 0x0196 };
    switch (type) {
    case JX_XLS_BOF:
    case JX_XLS_FILEPASS:
    case INTERFACEHDR:
    case RRDHEAD:
    case USREXCL:
    case FILELOCK:
    case RRDINFO: return length;
    case JX_XLS_BOUNDSHEET: return length < 4 ? length : 4;
    default: return 0;
    }
}

bool jx_xls_decrypt(struct jx_xls_book *book, struct jx_xls_record *record) {
    enum { RC4 = 1, VERSION = 1 };
    struct cipher cipher;
    if (book->version != 8 || jx_xls_left(record) < 6 + 3 * HASH) return false;
    if (jx_xls_u16(record) != RC4 || jx_xls_u16(record) != VERSION || jx_xls_u16(record) != VERSION)
        return false;
    if (!cipher_make(&cipher, record->at, record->at + HASH)) return false;

    unsigned char *bytes = book->host->allocate(book->call, book->length);
    memcpy(bytes, book->bytes, book->length);
    struct jx_xls_record each = jx_xls_records(bytes, book->length, record->next);
    while (jx_xls_next(&each) == JX_XLS_RECORD) {
        size_t length = jx_xls_left(&each), clear = clear_length(each.type, length);
        size_t offset = (size_t)(each.at - bytes) + clear;
        cipher_apply(&cipher, offset, bytes + offset, length - clear);
    }
    book->bytes = record->bytes = bytes;
    record->at = record->end = bytes;
    return true;
}

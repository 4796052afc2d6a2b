/*
 * Workbooks whose structure is protected.
 *
 * When somebody protects the structure of a workbook, as authorities do with the forms that they send out, Excel
 * encrypts it with a password that every spreadsheet program knows and opens it without asking. It is decrypted here
 * likewise, by the two methods that Excel 97 and later have for .xls ([MS-OFFCRYPTO] 2.3.5 and 2.3.6, [MS-XLS] 2.2.10):
 * RC4 with a new key for every 1,024 bytes of the stream, over everything but the heads of the records and the content of
 * some.
 */
#include "xls.h"

#include <string.h>

#include <nettle/md5.h>
#include <nettle/sha1.h>

enum { MD5 = 16, SHA1 = 20, SALT = 16, BLOCK = 1024 };

/* VelvetSweatshop in sixteen-bit characters, which the password is taken in; the closing zero is half of the p. */
static const char password[] = "V\0e\0l\0v\0e\0t\0S\0w\0e\0a\0t\0s\0h\0o\0p";

/* The key stream of the whole file, at one of its bytes. */
struct cipher {
    unsigned char base[SHA1]; /* what the keys of the blocks are made of */
    size_t base_length;
    size_t hash_length; /* which tells the kind of hash, too */
    size_t key_length;
    size_t key_kept; /* of the key; the rest is zero */
    size_t offset;
    unsigned char state[256];
    unsigned char i, j;
};

/* What a FILEPASS has for finding out whether a password is right: sixteen bytes and their hash, both encrypted. */
struct proof {
    unsigned char salt[SALT];
    unsigned char bytes[SALT + SHA1];
};

static void hash_make(size_t hash_length, const void *bytes, size_t length, unsigned char hash[SHA1]) {
    struct md5_ctx md5;
    struct sha1_ctx sha1;
    if (hash_length == MD5) {
        md5_init(&md5);
        md5_update(&md5, length, bytes);
        md5_digest(&md5, MD5, hash);
    } else {
        sha1_init(&sha1);
        sha1_update(&sha1, length, bytes);
        sha1_digest(&sha1, SHA1, hash);
    }
}

static void block_begin(struct cipher *cipher) {
    unsigned char numbered[SHA1 + 4], key[SHA1], j = 0;
    size_t block = cipher->offset / BLOCK;
    memcpy(numbered, cipher->base, cipher->base_length);
    for (size_t i = 0; i < 4; i++) numbered[cipher->base_length + i] = (unsigned char)(block >> 8 * i);
    hash_make(cipher->hash_length, numbered, cipher->base_length + 4, key);
    memset(key + cipher->key_kept, 0, SHA1 - cipher->key_kept);
    for (size_t i = 0; i < 256; i++) cipher->state[i] = (unsigned char)i;
    for (size_t i = 0; i < 256; i++) {
        unsigned char swapped = cipher->state[i];
        j = (unsigned char)(j + swapped + key[i % cipher->key_length]);
        cipher->state[i] = cipher->state[j];
        cipher->state[j] = swapped;
    }
    cipher->i = cipher->j = 0;
}

static unsigned char cipher_next(struct cipher *cipher) {
    unsigned char *state = cipher->state;
    if (cipher->offset % BLOCK == 0) block_begin(cipher);
    cipher->offset++;
    unsigned char swapped = state[++cipher->i];
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

static bool cipher_proves(struct cipher *cipher, struct proof *proof) {
    unsigned char hash[SHA1];
    cipher_apply(cipher, 0, proof->bytes, SALT + cipher->hash_length);
    cipher->offset = 0;
    hash_make(cipher->hash_length, proof->bytes, SALT, hash);
    return memcmp(hash, proof->bytes + SALT, cipher->hash_length) == 0;
}

static void bytes_take(struct jx_xls_record *record, unsigned char *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) bytes[i] = jx_xls_u8(record);
}

/* The older method: MD5 of the password, of which five bytes are kept, with the salt, sixteen times over. */
static bool older_make(struct jx_xls_record *record, struct cipher *cipher) {
    enum { KEPT = 5, TIMES = 16 };
    unsigned char hash[SHA1], salted[TIMES * (KEPT + SALT)];
    struct proof proof;
    bytes_take(record, proof.salt, SALT);
    bytes_take(record, proof.bytes, SALT + MD5);
    hash_make(MD5, password, sizeof password, hash);
    for (size_t i = 0; i < TIMES; i++) {
        memcpy(salted + i * (KEPT + SALT), hash, KEPT);
        memcpy(salted + i * (KEPT + SALT) + KEPT, proof.salt, SALT);
    }
    *cipher = (struct cipher){.base_length = KEPT, .hash_length = MD5, .key_length = MD5, .key_kept = MD5};
    hash_make(MD5, salted, sizeof salted, hash);
    memcpy(cipher->base, hash, KEPT);
    return !record->cut && cipher_proves(cipher, &proof);
}

/* The newer one: SHA-1 of salt and password. The key has as many bits as the header says; 40 are filled up with zeroes. */
static bool newer_make(struct jx_xls_record *record, struct cipher *cipher) {
    enum { ALGORITHM = 0x6801, HASH = 0x8004, HEADER = 32, SHORT = 5, FULL = 16 };
    unsigned char salted[SALT + sizeof password];
    struct proof proof;
    jx_xls_skip(record, 4);
    uint32_t size = jx_xls_u32(record);
    jx_xls_skip(record, 8);
    bool known = jx_xls_u32(record) == ALGORITHM && jx_xls_u32(record) == HASH;
    uint32_t bits = jx_xls_u32(record);
    if (!known || size < HEADER) return false;
    jx_xls_skip(record, size - 20);
    if (jx_xls_u32(record) != SALT) return false;
    bytes_take(record, proof.salt, SALT);
    bytes_take(record, proof.bytes, SALT);
    if (jx_xls_u32(record) != SHA1) return false;
    bytes_take(record, proof.bytes + SALT, SHA1);
    size_t kept = bits == 0 ? SHORT : bits / 8;
    if (record->cut || kept < SHORT || kept > FULL) return false;
    *cipher = (struct cipher){.base_length = SHA1, .hash_length = SHA1, .key_kept = kept};
    cipher->key_length = kept == SHORT ? FULL : kept;
    memcpy(salted, proof.salt, SALT);
    memcpy(salted + SALT, password, sizeof password);
    hash_make(SHA1, salted, sizeof salted, cipher->base);
    return cipher_proves(cipher, &proof);
}

/* [MS-XLS] 2.4.117. */
static bool cipher_make(struct jx_xls_record *record, struct cipher *cipher) {
    enum { RC4 = 1 };
    if (jx_xls_u16(record) != RC4) return false;
    uint16_t major = jx_xls_u16(record), minor = jx_xls_u16(record);
    if (major == 1 && minor == 1) return older_make(record, cipher);
    return major >= 2 && major <= 4 && minor == 2 && newer_make(record, cipher);
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
    struct cipher cipher;
    if (book->version != 8 || !cipher_make(record, &cipher)) return false;

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

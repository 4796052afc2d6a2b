#include "tests/fuzz/packed.h"

#include <stdlib.h>
#include <string.h>

struct writer {
    uint8_t *at;
};

static void put(struct writer *writer, uint32_t number, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) *writer->at++ = (uint8_t)(number >> 8 * i);
}

static void put_bytes(struct writer *writer, const void *bytes, size_t length) {
    memcpy(writer->at, bytes, length);
    writer->at += length;
}

static uint32_t checksum(const uint8_t *bytes, size_t length) {
    uint32_t sum = 0xFFFFFFFF;
    for (size_t i = 0; i < length; i++) {
        sum ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320 : 0);
    }
    return ~sum;
}

/* What the header before a part and its line in the directory have in common. */
static void put_facts(struct writer *writer, const struct packed_part *part) {
    put(writer, 20, 2); /* version */
    put(writer, 0, 2);  /* flags */
    put(writer, 0, 2);  /* stored */
    put(writer, 0x00210000, 4);
    put(writer, checksum(part->bytes, part->length), 4);
    put(writer, (uint32_t)part->length, 4);
    put(writer, (uint32_t)part->length, 4);
    put(writer, (uint32_t)strlen(part->name), 2);
    put(writer, 0, 2);
}

uint8_t *packed_make(const struct packed_part *parts, size_t count, size_t *length) {
    enum { HEADER = 30, LINE = 46, END = 22, PARTS_MOST = 16 };
    uint32_t starts[PARTS_MOST];
    size_t room = END;
    for (size_t i = 0; i < count; i++) room += HEADER + LINE + 2 * strlen(parts[i].name) + parts[i].length;
    uint8_t *bytes = malloc(room);
    struct writer writer = {bytes};
    if (!bytes || count > PARTS_MOST) abort();
    for (size_t i = 0; i < count; i++) {
        starts[i] = (uint32_t)(writer.at - bytes);
        put(&writer, 0x04034B50, 4);
        put_facts(&writer, &parts[i]);
        put_bytes(&writer, parts[i].name, strlen(parts[i].name));
        put_bytes(&writer, parts[i].bytes, parts[i].length);
    }
    uint32_t directory = (uint32_t)(writer.at - bytes);
    for (size_t i = 0; i < count; i++) {
        put(&writer, 0x02014B50, 4);
        put(&writer, 20, 2);
        put_facts(&writer, &parts[i]);
        put(&writer, 0, 2); /* remark */
        put(&writer, 0, 2); /* disk */
        put(&writer, 0, 2);
        put(&writer, 0, 4);
        put(&writer, starts[i], 4);
        put_bytes(&writer, parts[i].name, strlen(parts[i].name));
    }
    uint32_t size = (uint32_t)(writer.at - bytes) - directory;
    put(&writer, 0x06054B50, 4);
    put(&writer, 0, 4);
    put(&writer, (uint32_t)count, 2);
    put(&writer, (uint32_t)count, 2);
    put(&writer, size, 4);
    put(&writer, directory, 4);
    put(&writer, 0, 2);
    *length = (size_t)(writer.at - bytes);
    return bytes;
}

/*
 * Records and their numbers.
 */
#include "record.h"

#include <string.h>

enum { HEADER = 4 };

static uint16_t u16_at(const unsigned char *bytes) {
    return (uint16_t)(bytes[0] | bytes[1] << 8);
}

struct jx_xls_record jx_xls_records(const unsigned char *bytes, size_t length, size_t offset) {
    return (struct jx_xls_record){.bytes = bytes, .length = length, .next = offset};
}

/* Some programs fill the stream up with zeroes, or put some between records; no record has the type 0. */
enum jx_xls_step jx_xls_next(struct jx_xls_record *record) {
    static const unsigned char nothing[HEADER];
    record->cut = false;
    while (record->next < record->length && record->length - record->next >= HEADER &&
           memcmp(record->bytes + record->next, nothing, HEADER) == 0)
        record->next += HEADER;
    record->offset = record->next;
    record->at = record->end = record->bytes;
    if (record->offset > record->length || record->length - record->offset < HEADER) return JX_XLS_END;
    const unsigned char *header = record->bytes + record->offset;
    size_t length = u16_at(header + 2);
    record->type = u16_at(header);
    if (length > record->length - record->offset - HEADER) return JX_XLS_BROKEN;
    record->at = header + HEADER;
    record->end = record->at + length;
    record->next = record->offset + HEADER + length;
    return JX_XLS_RECORD;
}

bool jx_xls_continues(const struct jx_xls_record *record) {
    return record->length - record->next >= HEADER && u16_at(record->bytes + record->next) == JX_XLS_CONTINUE;
}

bool jx_xls_continue(struct jx_xls_record *record) {
    size_t rest = record->length - record->next;
    const unsigned char *header = record->bytes + record->next;
    if (rest < HEADER || u16_at(header) != JX_XLS_CONTINUE) return false;
    size_t length = u16_at(header + 2);
    if (length > rest - HEADER) return false;
    record->at = header + HEADER;
    record->end = record->at + length;
    record->next += HEADER + length;
    return true;
}

uint8_t jx_xls_u8(struct jx_xls_record *record) {
    while (record->at == record->end)
        if (!jx_xls_continue(record)) {
            record->cut = true;
            return 0;
        }
    return *record->at++;
}

uint16_t jx_xls_u16(struct jx_xls_record *record) {
    uint16_t low = jx_xls_u8(record);
    return (uint16_t)(low | jx_xls_u8(record) << 8);
}

uint32_t jx_xls_u32(struct jx_xls_record *record) {
    uint32_t low = jx_xls_u16(record);
    return low | (uint32_t)jx_xls_u16(record) << 16;
}

double jx_xls_double(struct jx_xls_record *record) {
    uint64_t low = jx_xls_u32(record), bits = low | (uint64_t)jx_xls_u32(record) << 32;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

void jx_xls_skip(struct jx_xls_record *record, uint64_t count) {
    while (count > jx_xls_left(record)) {
        count -= jx_xls_left(record);
        if (!jx_xls_continue(record)) {
            record->at = record->end;
            record->cut = true;
            return;
        }
    }
    record->at += count;
}

size_t jx_xls_left(const struct jx_xls_record *record) {
    return (size_t)(record->end - record->at);
}

/*
 * Numbers as zips and the office programs before 2007 write them: least byte first.
 */
#ifndef JX_SHARED_LITTLE_H
#define JX_SHARED_LITTLE_H

#include <stdint.h>

static inline uint16_t jx_u16(const unsigned char *bytes) {
    return (uint16_t)(bytes[0] | bytes[1] << 8);
}

static inline uint32_t jx_u32(const unsigned char *bytes) {
    return jx_u16(bytes) | (uint32_t)jx_u16(bytes + 2) << 16;
}

static inline uint64_t jx_u64(const unsigned char *bytes) {
    return jx_u32(bytes) | (uint64_t)jx_u32(bytes + 4) << 32;
}

#endif

/*
 * Characters in UTF-8.
 */
#include "plugins/carriers/shared/utf8.h"

size_t jx_utf8_write(char out[4], uint32_t character) {
    static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t length = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = length; --i > 0; character >>= 6) out[i] = (char)(0x80 | (character & 0x3F));
    out[0] = (char)(marks[length] | character);
    return length;
}

/*
 * Characters in UTF-8.
 */
#include "plugins/carriers/shared/utf8.h"

#include <string.h>

size_t jx_utf8_write(char out[4], uint32_t character) {
    static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t length = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = length; --i > 0; character >>= 6) out[i] = (char)(0x80 | (character & 0x3F));
    out[0] = (char)(marks[length] | character);
    return length;
}

bool jx_utf8_blank(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
        if (length - i >= 2 && memcmp(text + i, "\xC2\xA0", 2) == 0)
            i += 1;
        else if (length - i >= 3 && memcmp(text + i, "\xE3\x80\x80", 3) == 0)
            i += 2;
        else
            return false;
    }
    return true;
}

/*
 * Small words that belong to no part: codes in writing, the library's version.
 */

#include <jixiao/jixiao.h>

const char *jx_code_format(enum jx_code code, char buffer[8]) {
    unsigned letter = (unsigned)code / 1000, number = (unsigned)code % 1000;

    buffer[0] = (char)(letter < 'A' || letter > 'Z' ? '?' : letter);
    for (int i = 3; i > 0; i--, number /= 10) buffer[i] = (char)('0' + number % 10);
    buffer[4] = '\0';
    return buffer;
}

const char *jx_version(void) {
    return JX_VERSION;
}

int jx_version_number(void) {
    return JX_VERSION_NUMBER;
}

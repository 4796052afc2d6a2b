/*
 * Small words that belong to no part: codes in writing, the library's version.
 */
#include <stdio.h>

#include <jixiao/jixiao.h>

const char *jx_code_format(enum jx_code code, char buffer[8]) {
    unsigned letter = (unsigned)code / 1000, number = (unsigned)code % 1000;

    if (letter < 'A' || letter > 'Z') letter = '?';
    snprintf(buffer, 8, "%c%03u", (char)letter, number);
    return buffer;
}

const char *jx_version(void) {
    return JX_VERSION;
}

int jx_version_number(void) {
    return JX_VERSION_NUMBER;
}

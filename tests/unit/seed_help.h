/*
 * What the tests of carriers can read, kept as seeds of fuzzing where the environment names a folder for them
 * (tests/fuzz/seeds.py). Of each program the first are enough: the others are the same ones damaged in many ways.
 */
#ifndef JX_TESTS_SEED_HELP_H
#define JX_TESTS_SEED_HELP_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <jixiao/diag.h>

static inline void seed_keep(const char *carrier, enum jx_status status, const void *bytes, size_t length) {
    enum { LARGEST = 100000, MOST = 150 };
    static unsigned kept;
    const char *folder = getenv("JIXIAO_SEEDS");
    const unsigned char *byte = bytes;
    char path[4096];
    uint64_t hash = 0xCBF29CE484222325; /* FNV-1a */
    if (!folder || status > JX_WARN || length == 0 || length > LARGEST || kept == MOST) return;
    for (size_t i = 0; i < length; i++) hash = (hash ^ byte[i]) * 0x100000001B3;
    snprintf(path, sizeof path, "%s/%016llx.%s", folder, (unsigned long long)hash, carrier);
    FILE *file = fopen(path, "wbx"); /* the same one is not counted twice */
    if (!file) return;
    kept++;
    fwrite(bytes, 1, length, file);
    fclose(file);
}

#endif

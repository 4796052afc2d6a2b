/*
 * Inputs made by chance, the same ones at every run: seeds, or words, changed a few times.
 */
#include "tests/fuzz/mutate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 0x9E3779B97F4A7C15u;

static size_t chance(size_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return below ? (size_t)(state % below) : 0;
}

struct fuzz_bytes fuzz_load(const char *path) {
    struct fuzz_bytes bytes = {malloc(FUZZ_LONGEST), 0};
    FILE *file = fopen(path, "rb");
    if (!file || !bytes.at) abort();
    bytes.length = fread(bytes.at, 1, FUZZ_LONGEST, file);
    fclose(file);
    return bytes;
}

/* What forms are made of, and what trips parsers. */
static const char *const words[] = {"项目名称",
                                    "一级指标",
                                    "二级指标",
                                    "三级指标",
                                    "指标值",
                                    "≥",
                                    "≤90%",
                                    "单位：万元",
                                    "千元",
                                    "1,234.50",
                                    "合计",
                                    "\"",
                                    ",",
                                    "\t",
                                    "\n",
                                    "\r\n",
                                    "<td",
                                    "</table>",
                                    "colspan=9",
                                    "<!--",
                                    "]]>",
                                    "&#0;",
                                    "{",
                                    "[[",
                                    "\"forms\":[",
                                    "999999999999999999999",
                                    "-",
                                    "=1+1",
                                    "\xEF\xBB\xBF",
                                    "\xFF\xFE",
                                    "\xC2\x85",
                                    "（{money_unit}）",
                                    "不适用",
                                    "%",
                                    "年度"};
enum { WORD_COUNT = sizeof words / sizeof *words };

static void insert(struct fuzz_bytes *bytes, size_t at, const void *more, size_t length) {
    if (bytes->length + length > FUZZ_LONGEST) return;
    memmove(bytes->at + at + length, bytes->at + at, bytes->length - at);
    memcpy(bytes->at + at, more, length);
    bytes->length += length;
}

static void mutate(struct fuzz_bytes *bytes) {
    static uint8_t piece[FUZZ_LONGEST];
    size_t at = chance(bytes->length + 1), most = bytes->length - at;
    size_t length = chance(1 + (chance(4) ? (most < 16 ? most : 16) : most));
    const char *word = words[chance(WORD_COUNT)];
    switch (chance(6)) {
    case 0:
        if (most) bytes->at[at] = (uint8_t)chance(256);
        break;
    case 1:
        if (most) bytes->at[at] ^= (uint8_t)(1u << chance(8));
        break;
    case 2:
        memmove(bytes->at + at, bytes->at + at + length, most - length);
        bytes->length -= length;
        break;
    case 3:
        memcpy(piece, bytes->at + at, length);
        insert(bytes, chance(bytes->length + 1), piece, length);
        break;
    default: insert(bytes, at, word, strlen(word));
    }
}

struct fuzz_bytes fuzz_make(const struct fuzz_bytes *seeds, size_t count, uint8_t *room) {
    struct fuzz_bytes bytes = {room, 0};
    if (count) {
        const struct fuzz_bytes *seed = &seeds[chance(count)];
        memcpy(room, seed->at, seed->length);
        bytes.length = seed->length;
    }
    for (size_t times = 1 + chance(count ? 6 : 12); times > 0; times--) mutate(&bytes);
    return bytes;
}

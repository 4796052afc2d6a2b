/*
 * smoke RUNS SEED…: every target on so many mutations of its seeds, always the same ones. What it finds ends it, with the
 * target and the number of the run on standard error; the last line is `N passed, 0 failed`.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/target.h"

enum { LONGEST = 200000 };

static uint64_t state = 0x9E3779B97F4A7C15u;

static size_t chance(size_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return below ? (size_t)(state % below) : 0;
}

struct bytes {
    uint8_t *at;
    size_t length;
};

static struct bytes load(const char *path) {
    struct bytes bytes = {malloc(LONGEST), 0};
    FILE *file = fopen(path, "rb");
    if (!file || !bytes.at) abort();
    bytes.length = fread(bytes.at, 1, LONGEST, file);
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

static void insert(struct bytes *bytes, size_t at, const void *more, size_t length) {
    if (bytes->length + length > LONGEST) return;
    memmove(bytes->at + at + length, bytes->at + at, bytes->length - at);
    memcpy(bytes->at + at, more, length);
    bytes->length += length;
}

static void mutate(struct bytes *bytes) {
    static uint8_t piece[LONGEST];
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

/* One input: a seed, or words, changed a few times. */
static struct bytes make(const struct bytes *seeds, size_t count, uint8_t *room) {
    struct bytes bytes = {room, 0};
    if (count) {
        const struct bytes *seed = &seeds[chance(count)];
        memcpy(room, seed->at, seed->length);
        bytes.length = seed->length;
    }
    for (size_t times = 1 + chance(count ? 6 : 12); times > 0; times--) mutate(&bytes);
    return bytes;
}

static bool ends(const char *path, const char *ending) {
    size_t length = strlen(path), tail = strlen(ending);
    return length >= tail && !strcmp(path + length - tail, ending);
}

int main(int argc, char **argv) {
    static uint8_t room[LONGEST];
    struct bytes *seeds = calloc((size_t)argc + 1, sizeof *seeds);
    unsigned long runs = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
    size_t passed = 0;
    if (!seeds) return 1;
    fuzz_open();
    for (const struct fuzz_target *target = fuzz_targets; target->name; target++, passed++) {
        size_t count = 0;
        for (int i = 2; i < argc; i++)
            if (target->ending && ends(argv[i], target->ending)) seeds[count++] = load(argv[i]);
        for (unsigned long run = 0; run < (target->ending ? runs : 50 * runs); run++) {
            struct bytes bytes = make(seeds, count, room);
            if (getenv("FUZZ_TELL")) fprintf(stderr, "%s %lu\n", target->name, run);
            target->run(bytes.at, bytes.length);
        }
        for (size_t i = 0; i < count; i++) free(seeds[i].at);
    }
    free(seeds);
    printf("%zu passed, 0 failed\n", passed);
    return 0;
}

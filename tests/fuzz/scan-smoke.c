/*
 * scan-smoke RUNS PART…: the scanner of XML and expat on parts of files, and on so many mutations of them, always the same ones.
 * tests/fuzz/scan.py unpacks the parts, the shortest first. All parts as they are must be read by the scanner to their ends but for those whose names
 * begin with "left-"; the last line is `N passed, N failed`, of parts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/mutate.h"
#include "tests/fuzz/scan.h"

/* What trips parsers of XML. */
static const char *const words[] = {
    "<",
    ">",
    "/>",
    "</a>",
    "<a>",
    "<a/>",
    "<a b='c'/>",
    " b=\"c\"",
    " b=\"c\" bb='' b=\"d\"",
    " r=\"A1\"",
    " b='<'",
    " b='>'",
    " b = \"\t\r\n \"",
    "b=c",
    "&amp;",
    "&lt;",
    "&quot;&apos;&gt;",
    "&",
    "&nbsp;",
    "&#65;",
    "&#x10FFFF;",
    "&#x110000;",
    "&#xD800;",
    "&#0;",
    "&#x;",
    "&#13;",
    "&#9999999999;",
    "&#4294967361;",
    "&;",
    "<!--",
    "-->",
    "<!-- a -->",
    "<!-- a -- -->",
    "<!--->",
    "<![CDATA[a]]>",
    "]]>",
    "]]",
    "<?a?>",
    "<?a b?>",
    "<?a b",
    "<?XML a?>",
    "<?xml version='1.0'?>",
    "<?xml version='1.0' encoding='GB18030'?>",
    "<!DOCTYPE a>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "\r",
    "\r\n",
    "\n",
    "\t",
    " ",
    "\xEF\xBB\xBF",
    "\xEF\xBF\xBE",
    "\xEF\xBF\xBD",
    "\xED\xA0\x80",
    "\xE0\x80\x80",
    "\xC0\x80",
    "\xC2\x85",
    "\xF4\x90\x80\x80",
    "\xF0\x9F\x98\x80",
    "\xF0\x8F\x80\x80",
    "\xE5\xB9",
    "\xE5\xB9\xB4",
    "\x7F",
    "\x01",
    "\xFF\xFE",
    "<\xE5\xB9\xB4>",
    " \xE5\xB9\xB4='1'",
    ":",
    "<a:b:c>",
    " :a=''",
    "<-a>",
};
enum { WORD_COUNT = sizeof words / sizeof *words, SHORT = 3000 };

static uint64_t state = 0x9E3779B97F4A7C15u;

static size_t chance(size_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return below ? (size_t)(state % below) : 0;
}

/* A place just before or behind what means something, most of the time. */
static size_t place(const struct fuzz_bytes *bytes) {
    size_t at = chance(bytes->length + 1);
    if (chance(4) == 0) return at;
    while (at < bytes->length && !strchr("<>\"'=&/ ", bytes->at[at])) at++;
    return at < bytes->length ? at + chance(2) : at;
}

static void put(struct fuzz_bytes *bytes) {
    const char *word = words[chance(WORD_COUNT)];
    size_t at = place(bytes), length = strlen(word);
    size_t gone = chance(2) ? 0 : chance(4), left = bytes->length - at;
    if (gone > left) gone = left;
    if (bytes->length + length > FUZZ_LONGEST) return;
    memmove(bytes->at + at + length, bytes->at + at + gone, left - gone);
    memcpy(bytes->at + at, word, length);
    bytes->length += length - gone;
}

/* A short part whole, of a long one its beginning: a mutation that is found at once says little of what follows. */
static struct fuzz_bytes made(const struct fuzz_bytes *seed, uint8_t *room) {
    struct fuzz_bytes bytes = {room, seed->length};
    if (bytes.length > SHORT && chance(8) > 0) bytes.length = chance(SHORT);
    memcpy(room, seed->at, bytes.length);
    for (size_t times = 1 + chance(2); times > 0; times--) put(&bytes);
    return bytes;
}

int main(int argc, char **argv) {
    static uint8_t room[FUZZ_LONGEST];
    struct fuzz_bytes *seeds = calloc((size_t)argc + 1, sizeof *seeds);
    unsigned long runs = argc > 1 ? strtoul(argv[1], NULL, 10) : 0, taken = 0;
    size_t count = 0, few = 1, failed = 0;
    if (!seeds || argc < 3) return 1;
    for (int i = 2; i < argc; i++) {
        const char *slash = strrchr(argv[i], '/'), *name = slash ? slash + 1 : argv[i];
        seeds[count] = fuzz_load(argv[i]);
        bool cut = seeds[count].length == FUZZ_LONGEST, left = strncmp(name, "left-", 5) == 0;
        if (fuzz_scan(seeds[count].at, seeds[count].length) == left && !cut) {
            printf("not ok %s: %s\n", name, left ? "the scanner has read it" : "it is left to expat");
            failed++;
        }
        count++;
    }
    while (few < count && seeds[few].length <= SHORT) few++;
    for (unsigned long run = 0; run < runs; run++) {
        struct fuzz_bytes bytes = made(&seeds[chance(2) ? chance(count) : chance(few)], room);
        if (getenv("FUZZ_TELL")) fprintf(stderr, "scan %lu\n", run);
        taken += fuzz_scan(bytes.at, bytes.length);
    }
    for (size_t i = 0; i < count; i++) free(seeds[i].at);
    free(seeds);
    if (runs > 1000 && (taken < runs / 20 || taken > runs / 2)) {
        printf("not ok mutations: %lu of %lu are read to their ends\n", taken, runs);
        failed++;
    }
    printf("%zu passed, %zu failed\n", count + 1 - failed, failed);
    return failed ? 1 : 0;
}

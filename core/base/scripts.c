#include "core/base/scripts.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "core/base/ranges.h"
#include "core/base/text.h"

enum { LAST_LATIN = 0x24F, FEWEST_LETTERS = 2 };

/* Letters with their marks, from Greek to Mongolian, Yi, Hangul, and the forms of Arabic ones; and what joins them. */
static const struct jx_range letters[] = {
    {'A', 'Z'},       {'a', 'z'},       {0xC0, 0xD6},     {0xD8, 0xF6},
    {0xF8, 0x1CFF},   {0x1E00, 0x1FFF}, {0x200C, 0x200F}, {0x202F, 0x202F},
    {0xA000, 0xA4FF}, {0xA980, 0xD7FF}, {0xFB00, 0xFDFF}, {0xFE70, 0xFEFE},
};

static bool is_letter(uint32_t c) {
    return jx_ranges_hold(letters, sizeof letters / sizeof *letters, c);
}

static bool is_chinese(uint32_t c) {
    return c >= 0x3400 && c <= 0x9FFF;
}

/* How many letters a run has; enough of Latin ones are asked for by the caller. */
struct run {
    int count;
    bool latin;
};

static void add(struct run *run, uint32_t c) {
    run->latin = run->count == 0 ? c <= LAST_LATIN : run->latin && c <= LAST_LATIN;
    run->count++;
}

static bool is_enough(const struct run *run, int latin) {
    return run->count >= (run->latin ? latin : FEWEST_LETTERS);
}

/* Where the Chinese begins that stands behind letters: A、数量指标. */
static const char *behind_letters(const char *key, const char *end, int least) {
    struct run run = {0, true};
    const char *at = key, *here = key;
    while (here < end) {
        uint32_t c = jx_text_next(&at, end);
        if (is_chinese(c)) break;
        if (is_letter(c)) add(&run, c);
        if (run.count == 0) return key;
        here = at;
    }
    return here < end && is_enough(&run, least) ? here : key;
}

/* Where the letters begin that stand behind the Chinese, with the mark that parts them. */
static const char *before_letters(const char *key, const char *end, int least) {
    if (end - key >= 3 && (unsigned char)end[-3] >= 0xE4 && (unsigned char)end[-3] <= 0xE9)
        return end; /* most end so */
    struct run run = {0, true};
    const char *at = key, *chinese = key;
    while (at < end) {
        uint32_t c = jx_text_next(&at, end);
        if (is_letter(c)) add(&run, c);
        bool closes = c == ')' && run.count == 0 && chinese > key; /* 项目资金（万元） and then letters */
        if (!is_chinese(c) && !closes) continue;
        if (run.count > 0) return end;
        chinese = at;
    }
    if (chinese == key || !is_enough(&run, least)) return end;
    return strpbrk(chinese, "0123456789%") ? end : chinese;
}

const char *jx_text_chinese(const char *key, int before, int behind, size_t *length) {
    const char *end = key + strlen(key), *from = behind_letters(key, end, before);
    *length = (size_t)(before_letters(from, end, behind) - from);
    return from;
}

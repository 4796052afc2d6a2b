#include "core/base/near.h"

#include <stdint.h>
#include <string.h>

#include "core/base/text.h"

enum { CHARACTERS_MOST = 40 };

static size_t characters_of(const char *text, uint32_t characters[CHARACTERS_MOST]) {
    const char *end = text + strlen(text);
    size_t count = 0;
    while (text < end && count < CHARACTERS_MOST) characters[count++] = jx_text_next(&text, end);
    return count;
}

size_t jx_text_distance(const char *a, const char *b) {
    uint32_t left[CHARACTERS_MOST], right[CHARACTERS_MOST];
    size_t rows = characters_of(a, left), columns = characters_of(b, right), costs[CHARACTERS_MOST + 1];
    for (size_t k = 0; k <= columns; k++) costs[k] = k;
    for (size_t i = 1; i <= rows; i++) {
        size_t corner = costs[0];
        costs[0] = i;
        for (size_t k = 1; k <= columns; k++) {
            size_t change = corner + (left[i - 1] != right[k - 1]);
            corner = costs[k];
            if (corner + 1 < change) change = corner + 1;
            if (costs[k - 1] + 1 < change) change = costs[k - 1] + 1;
            costs[k] = change;
        }
    }
    return costs[columns];
}

bool jx_text_near(const char *typed, const char *name, size_t *how) {
    uint32_t unused[CHARACTERS_MOST];
    size_t length = characters_of(name, unused);
    *how = jx_text_distance(typed, name);
    if (strlen(typed) >= 3 && (strstr(name, typed) || strstr(typed, name))) {
        *how = 1;
        return true;
    }
    return *how <= ((unsigned char)*name < 0x80 ? length / 3 + 1 : length / 2);
}

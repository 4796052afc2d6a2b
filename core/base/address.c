/*
 * Addresses in writing: B, B:F, Sheet1!C4, L12.3.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/place.h"

/* Bijective base 26, from the last letter: there is no letter for zero, so each step takes one off. */
const char *jx_column_name(uint32_t column, char buffer[8]) {
    char letters[8];
    uint64_t rest = (uint64_t)column + 1;
    size_t count = 0, i;

    for (; rest > 0; rest = (rest - 1) / 26) letters[count++] = (char)('A' + (rest - 1) % 26);
    for (i = 0; i < count; i++) buffer[i] = letters[count - 1 - i];
    buffer[count] = '\0';
    return buffer;
}

/* Reads letters as a column, from zero; where they end, or NULL: there are none, or too many. */
static const char *jx_column_read(const char *text, uint32_t *column) {
    uint64_t value = 0;

    if (*text < 'A' || *text > 'Z') return NULL;
    for (; *text >= 'A' && *text <= 'Z'; text++) {
        value = value * 26 + (uint64_t)(*text - 'A') + 1;
        if (value > UINT32_MAX) return NULL;
    }
    *column = (uint32_t)(value - 1);
    return text;
}

bool jx_columns_parse(const char *text, uint32_t *first, uint32_t *last) {
    uint32_t from, to;

    if (!text || !(text = jx_column_read(text, &from))) return false;
    to = from;
    if (*text == ':' && !(text = jx_column_read(text + 1, &to))) return false;
    if (*text != '\0' || to < from) return false;
    *first = from;
    *last = to;
    return true;
}

/* Reads digits as a number from one; where they end, or NULL. */
static const char *jx_number_read(const char *text, uint32_t *number) {
    uint64_t value = 0;

    if (*text < '1' || *text > '9') return NULL;
    for (; *text >= '0' && *text <= '9'; text++) {
        value = value * 10 + (uint64_t)(*text - '0');
        if (value > UINT32_MAX) return NULL;
    }
    *number = (uint32_t)value;
    return text;
}

/* L12 or L12.3, all of the text. */
static bool jx_line_read(const char *text, struct jx_place *place) {
    if (*text != 'L' || !(text = jx_number_read(text + 1, &place->line))) return false;
    if (*text == '.' && !(text = jx_number_read(text + 1, &place->column))) return false;
    return *text == '\0';
}

/* C4, $L12, C, 4 or nothing, all of the text. */
static bool jx_cell_read(const char *text, struct jx_place *place) {
    uint32_t column;
    const char *after;

    if (*text == '$') text++;
    after = jx_column_read(text, &column);
    if (after && column < UINT32_MAX) {
        place->column = column + 1;
        text = after;
    }
    if (*text != '\0' && !(text = jx_number_read(text, &place->row))) return false;
    return *text == '\0';
}

bool jx_place_is_name(const char *text) {
    struct jx_place place = {NULL, 0, 0, 0};

    return !strchr(text, '!') && !jx_line_read(text, &place) && !jx_cell_read(text, &place);
}

struct jx_place jx_place_parse(struct jx_arena *arena, const char *text) {
    static const struct jx_place nowhere = {NULL, 0, 0, 0};
    struct jx_place place = nowhere;
    const char *mark;

    if (!text) return nowhere;
    if (jx_place_is_name(text)) {
        place.sheet = jx_arena_string(arena, text);
        return place;
    }
    mark = strrchr(text, '!');
    if (!mark && jx_line_read(text, &place)) return place;
    place = nowhere;
    if (!jx_cell_read(!mark ? text : mark + 1, &place)) return nowhere;
    if (mark && mark != text) place.sheet = jx_arena_copy(arena, text, (size_t)(mark - text));
    return place;
}

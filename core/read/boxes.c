#include "core/read/boxes.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/text.h"

static const char *const open_boxes[] = {"□", "☐"}, *const ticks[] = {"☑", "☒"};

/* The length of a box that the text begins with, 0: it does not. */
static size_t box_length(const char *text, bool *ticked) {
    *ticked = false;
    for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++)
        if (jx_text_starts(text, ticks[i])) {
            *ticked = true;
            return strlen(ticks[i]);
        }
    for (size_t i = 0; i < sizeof open_boxes / sizeof *open_boxes; i++)
        if (jx_text_starts(text, open_boxes[i])) {
            size_t length = strlen(open_boxes[i]);
            *ticked = jx_text_starts(text + length, "√"); /* □√ */
            return length + (*ticked ? strlen("√") : 0);
        }
    if (!jx_text_starts(text, "√")) return 0;
    *ticked = true;
    return strlen("√");
}

/* Where the words behind a box end. */
static const char *option_end(const char *text) {
    bool ticked;
    while (*text != '\0' && *text != '\n' && box_length(text, &ticked) == 0) text++;
    return text;
}

bool jx_boxes_blank(const char *text) {
    bool ticked, any = false;
    if (!jx_text_starts(text, open_boxes[0]) && !jx_text_starts(text, open_boxes[1])) return false;
    for (const char *at = text; *at != '\0'; at++)
        if (box_length(at, &ticked) > 0) any = any || ticked;
    return !any;
}

const char *jx_boxes_ticked(struct jx_arena *arena, const char *text) {
    const char *words = NULL;
    bool ticked;
    size_t length = box_length(text, &ticked);
    if (length == 0) return NULL;
    for (const char *at = text; *at != '\0';) {
        length = box_length(at, &ticked);
        if (length == 0) {
            at++;
            continue;
        }
        const char *end = option_end(at + length);
        const char *word = jx_text_trim(arena, at + length, (size_t)(end - at) - length);
        if (ticked && *word != '\0') words = !words ? word : jx_arena_join(arena, words, "、", word);
        at = end;
    }
    return words;
}

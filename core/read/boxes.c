#include "core/read/boxes.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/numbering.h"
#include "core/base/text.h"
#include "core/words/phrase.h"

enum kind { NONE, OPEN, TICKED, BULLET }; /* BULLET: ticked where an open one stands beside it */

static const struct {
    const char *sign;
    enum kind kind;
} signs[] = {
    {"□", OPEN},   {"☐", OPEN},   {"○", OPEN},   {"▢", OPEN},   {"☑", TICKED}, {"☒", TICKED},
    {"√", TICKED}, {"✓", TICKED}, {"✔", TICKED}, {"■", BULLET}, {"●", BULLET},
};

/* All signs begin with this byte, and hardly any text holds it. */
static const unsigned char lead = 0xE2;

static enum kind sign_at(const char *text, const char *end, size_t *size) {
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        *size = strlen(signs[i].sign);
        if ((size_t)(end - text) >= *size && memcmp(text, signs[i].sign, *size) == 0) return signs[i].kind;
    }
    *size = 0;
    return NONE;
}

/* A box that the text begins with; □√ is one that is ticked. */
static bool box_at(const char *text, const char *end, struct jx_box *box, bool *bullet) {
    size_t more;
    enum kind kind = sign_at(text, end, &box->size);
    if (kind == NONE) return false;
    bool ticked = kind == OPEN && sign_at(text + box->size, end, &more) == TICKED;
    if (ticked) box->size += more;
    box->at = text;
    box->ticked = ticked || kind != OPEN;
    *bullet = kind == BULLET;
    return true;
}

static size_t find_signs(const char *text, const char *end, struct jx_box boxes[JX_BOXES_MOST]) {
    size_t count = 0, open = 0, bullets = 0;
    for (const char *at = text; count < JX_BOXES_MOST && (at = memchr(at, lead, (size_t)(end - at)));) {
        bool bullet;
        if (!box_at(at, end, &boxes[count], &bullet)) {
            at++;
            continue;
        }
        at += boxes[count].size;
        bullets += bullet;
        open += !boxes[count++].ticked;
    }
    return bullets > 0 && open == 0 ? 0 : count;
}

/* 新增□ 延续√: words first, and a box last. */
static bool stand_behind(const char *text, const char *end, const struct jx_box *boxes, size_t count) {
    const struct jx_box *last = &boxes[count - 1];
    return count > 1 && jx_text_skip(text, end) != boxes[0].at &&
           jx_text_skip(last->at + last->size, end) == end;
}

size_t jx_boxes_find(const char *text, const char *end, struct jx_box boxes[JX_BOXES_MOST]) {
    size_t count = find_signs(text, end, boxes);
    bool behind = count > 0 && stand_behind(text, end, boxes, count);
    for (size_t i = 0; i < count; i++) {
        const char *own = boxes[i].at + boxes[i].size;
        const char *from = !behind ? own : i == 0 ? text : boxes[i - 1].at + boxes[i - 1].size;
        const char *to = behind ? boxes[i].at : i + 1 < count ? boxes[i + 1].at : end;
        const char *line = memchr(from, '\n', (size_t)(to - from));
        if (line && !behind) to = line;
        boxes[i].words = from;
        boxes[i].length = (size_t)(to - from);
    }
    return count;
}

/* A row of boxes, and nothing before the first one's. */
static size_t row_of_boxes(const char *text, struct jx_box boxes[JX_BOXES_MOST]) {
    const char *end = text + strlen(text);
    size_t count = jx_boxes_find(text, end, boxes);
    return count > 0 && (boxes[0].at == text || boxes[0].words == text) ? count : 0;
}

bool jx_boxes_row(const char *text) {
    struct jx_box boxes[JX_BOXES_MOST];
    return row_of_boxes(text, boxes) > 0;
}

bool jx_boxes_blank(const char *text) {
    struct jx_box boxes[JX_BOXES_MOST];
    size_t count = row_of_boxes(text, boxes);
    for (size_t i = 0; i < count; i++)
        if (boxes[i].ticked) return false;
    return count > 0;
}

/* 1、部门预算项目☑: without its number. */
static const char *words_of(struct jx_arena *arena, const struct jx_box *box) {
    return jx_numbering_skip(arena, jx_text_trim(arena, box->words, box->length));
}

const char *jx_boxes_ticked(struct jx_arena *arena, const char *text) {
    struct jx_box boxes[JX_BOXES_MOST];
    const char *ticked = NULL;
    size_t count = row_of_boxes(text, boxes);
    for (size_t i = 0; i < count; i++) {
        const char *words = boxes[i].ticked ? words_of(arena, &boxes[i]) : "";
        if (*words != '\0') ticked = !ticked ? words : jx_arena_join(arena, ticked, "、", words);
    }
    return ticked;
}

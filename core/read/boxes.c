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
    {"□", OPEN},   {"☐", OPEN},   {"○", OPEN},   {"▢", OPEN},   {"◯", OPEN},   {"☑", TICKED},
    {"☒", TICKED}, {"√", TICKED}, {"✓", TICKED}, {"✔", TICKED}, {"■", BULLET}, {"●", BULLET},
};

/* Places of the typefaces Wingdings and Wingdings 2, which are lost where a text was copied. */
static const struct {
    uint32_t place;
    enum kind kind;
} places[] = {
    {0xF06F, OPEN},   {0xF071, OPEN},   {0xF0A8, OPEN},   {0xF0A3, OPEN},
    {0xF0FC, TICKED}, {0xF0FD, TICKED}, {0xF0FE, TICKED}, {0xF078, TICKED},
    {0xF050, TICKED}, {0xF051, TICKED}, {0xF052, TICKED}, {0xF053, TICKED},
};

/* All signs begin with this byte, and hardly any text holds it; and places with this one, as half of all punctuation does. */
static const unsigned char lead = 0xE2, lead_place = 0xEF;

static enum kind place_at(const char *text, const char *end, size_t *size) {
    const char *behind = text;
    uint32_t place = jx_text_next(&behind, end);
    *size = 0;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (places[i].place != place) continue;
        *size = (size_t)(behind - text);
        return places[i].kind;
    }
    return NONE;
}

static enum kind sign_at(const char *text, const char *end, size_t *size) {
    if (text < end && (unsigned char)*text == lead_place) return place_at(text, end, size);
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
    box->bracket = false;
    box->ticked = ticked || kind != OPEN;
    *bullet = kind == BULLET;
    return true;
}

/* Whether places are boxes here: one of them is ≤ in another typeface, and a box only beside others. */
static bool has_places(const char *text, const char *end) {
    static const char either[] = "\uF0A3";
    const char *unsure = NULL;
    size_t size;
    for (const char *at = text; (at = memchr(at, lead_place, (size_t)(end - at))); at++) {
        if (end - at < 3 || ((unsigned char)at[1] & 0xFC) != 0x80 || place_at(at, end, &size) == NONE)
            continue;
        if (memcmp(at, either, sizeof either - 1) != 0) return true;
        unsure = at;
    }
    for (const char *at = text; unsure && (at = memchr(at, lead, (size_t)(end - at))); at++)
        if (sign_at(at, end, &size) != NONE) return true;
    return false;
}

/* Where the next sign may begin; NULL: there is none. */
static const char *lead_next(const char *at, const char *end, bool by_place) {
    if (!by_place) return memchr(at, lead, (size_t)(end - at));
    while (at < end && (unsigned char)*at != lead && (unsigned char)*at != lead_place) at++;
    return at < end ? at : NULL;
}

static size_t find_signs(const char *text, const char *end, struct jx_box boxes[JX_BOXES_MOST]) {
    size_t count = 0, open = 0, bullets = 0;
    const bool by_place = has_places(text, end);
    for (const char *at = text; count < JX_BOXES_MOST && (at = lead_next(at, end, by_place));) {
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

/* --- brackets and characters that are typed for boxes ------------------------------------------------------------------ */

static const struct {
    const char *open, *close;
} brackets[] = {{"（", "）"}, {"(", ")"}, {"[", "]"}, {"［", "］"}, {"【", "】"}, {"〔", "〕"}};

static bool begins(const char *text, const char *end, const char *word) {
    size_t length = strlen(word);
    return (size_t)(end - text) >= length && memcmp(text, word, length) == 0;
}

/* A tick between brackets, of which V, x and * are typed; `*at` goes behind it. `*cross`: it is x or *, which may as well say no where
 * another is ticked. */
static bool tick_at(const char **at, const char *end, bool *cross) {
    size_t size;
    bool ticked = sign_at(*at, end, &size) > OPEN;
    *cross = !ticked && *at < end && strchr("xX*", **at);
    if (!ticked && *at < end && strchr("VvxX*", **at)) ticked = true, size = 1;
    if (ticked) *at += size;
    return ticked;
}

/* A pair of brackets with nothing between them but a tick: where it ends; NULL: there is none. */
static const char *bracket_at(const char *text, const char *end, struct jx_box *box, bool *cross) {
    *cross = false;
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        if (!begins(text, end, brackets[i].open)) continue;
        const char *inside = text + strlen(brackets[i].open), *at = jx_text_skip(inside, end);
        bool ticked = tick_at(&at, end, cross);
        at = jx_text_skip(at, end);
        for (size_t k = i > 1 ? i : 0; k < (i > 1 ? i + 1 : 2); k++) { /* (） is as good */
            if (!begins(at, end, brackets[k].close)) continue;
            *box = (struct jx_box){
                .at = inside, .size = (size_t)(at - inside), .ticked = ticked, .bracket = true};
            return at + strlen(brackets[k].close);
        }
    }
    return NULL;
}

/* 口 and 〇, which look like boxes, where a word begins. */
static const char *typed_at(const char *text, const char *at, const char *end, struct jx_box *box) {
    static const char *const typed[] = {"口", "〇"};
    bool first = at == text || at[-1] == ' ' || at[-1] == '\n' || at[-1] == '\t' ||
                 (at - text >= 3 && memcmp(at - 3, "　", 3) == 0);
    for (size_t i = 0; first && i < sizeof typed / sizeof *typed; i++)
        if (begins(at, end, typed[i])) {
            *box = (struct jx_box){.at = at, .size = strlen(typed[i])};
            return at + strlen(typed[i]);
        }
    return NULL;
}

enum row { SIGNS, BRACKETS, TYPED };

/* What a row of boxes is made of, by what it begins or ends with. */
static enum row row_of(const char *text, const char *end) {
    struct jx_box box;
    bool cross;
    const char *first = jx_text_skip(text, end);
    while (end > first && (end[-1] == ' ' || end[-1] == '\n')) end--;
    if (first == end) return SIGNS;
    if (bracket_at(first, end, &box, &cross)) return BRACKETS;
    if (typed_at(first, first, end, &box)) return TYPED;
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++)
        if ((size_t)(end - text) >= strlen(brackets[i].close) &&
            memcmp(end - strlen(brackets[i].close), brackets[i].close, strlen(brackets[i].close)) == 0)
            return BRACKETS;
    return SIGNS;
}

/* At least two of them, for one may be a gap: 其他（  ）. */
static size_t find_others(enum row row, const char *text, const char *end,
                          struct jx_box boxes[JX_BOXES_MOST]) {
    size_t count = 0, crosses = 0, ticks = 0;
    for (const char *at = text; at < end && count < JX_BOXES_MOST;) {
        bool bullet, found, cross = false;
        struct jx_box *box = &boxes[count];
        const char *behind =
            row == BRACKETS ? bracket_at(at, end, box, &cross) : typed_at(text, at, end, box);
        found = behind || (row == TYPED && box_at(at, end, box, &bullet));
        count += found;
        crosses += behind && cross;
        ticks += found && box->ticked;
        if (behind)
            at = behind;
        else if (found)
            at += box->size;
        else
            jx_text_next(&at, end);
    }
    return count > 1 && (crosses == 0 || (crosses == ticks && crosses < count)) ? count : 0;
}

/* --- all ---------------------------------------------------------------------------------------------------------------- */

/* Where the words before a box end, and those behind it begin. */
static const char *box_begin(const struct jx_box *box) {
    const char *at = box->at;
    if (box->bracket) do
            at--;
        while (((unsigned char)*at & 0xC0) == 0x80);
    return at;
}

static const char *box_end(const struct jx_box *box, const char *end) {
    const char *at = box->at + box->size;
    if (box->bracket) jx_text_next(&at, end);
    return at;
}

/* 新增□ 延续√: words first, and a box last. */
static bool stand_behind(const char *text, const char *end, const struct jx_box *boxes, size_t count) {
    return count > 1 && jx_text_skip(text, end) != box_begin(&boxes[0]) &&
           jx_text_skip(box_end(&boxes[count - 1], end), end) == end;
}

size_t jx_boxes_find(const char *text, const char *end, struct jx_box boxes[JX_BOXES_MOST]) {
    enum row row = row_of(text, end);
    size_t count = row == SIGNS ? 0 : find_others(row, text, end, boxes);
    if (count == 0) count = find_signs(text, end, boxes);
    bool behind = count > 0 && stand_behind(text, end, boxes, count);
    for (size_t i = 0; i < count; i++) {
        const char *own = box_end(&boxes[i], end);
        const char *from = !behind ? own : i == 0 ? text : box_end(&boxes[i - 1], end);
        const char *to = behind ? box_begin(&boxes[i]) : i + 1 < count ? box_begin(&boxes[i + 1]) : end;
        const char *line = memchr(from, '\n', (size_t)(to - from));
        if (line && !behind) to = line;
        const char *crossed = behind ? NULL : memmem(from, (size_t)(to - from), " ×", strlen(" ×"));
        if (crossed) to = crossed; /* √是 ×否 */
        boxes[i].words = from;
        boxes[i].length = (size_t)(to - from);
    }
    return count;
}

/* A row of boxes, and nothing before the first one's: no label either, as in 项目类型：人员类□ 运转类□. */
static size_t row_of_boxes(const char *text, struct jx_box boxes[JX_BOXES_MOST]) {
    const char *end = text + strlen(text);
    size_t count = jx_boxes_find(text, end, boxes);
    if (count == 0) return 0;
    if (box_begin(&boxes[0]) == text) return count;
    return boxes[0].words == text && !jx_text_has_colon(text, boxes[0].length) ? count : 0;
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

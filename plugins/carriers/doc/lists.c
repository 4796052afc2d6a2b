/*
 * Lists, and what paragraphs name of them (2.9.131, PlfLst; 2.9.132, PlfLfo).
 *
 * A list has one level or nine, which stand behind all lists, in their order. A paragraph names no list, but by its number one that
 * leads to it, and may begin it anew or write some levels otherwise.
 */
#include "doc.h"
#include "plugins/carriers/shared/utf8.h"

#include <string.h>

/* The sizes of what is read, and where in it something is (2.9.147, LSTF; 2.9.149, LVLF; 2.9.130, LFO; 2.9.134, LFOLVL). */
enum {
    LIST_SIZE = 28,
    LIST_SIMPLE_AT = 26,
    LEVEL_SIZE = 28,
    LEVEL_FORMAT_AT = 4,
    LEVEL_FLAGS_AT = 5,
    LEVEL_LOOKS_AT = 24,
    NAMED_SIZE = 16,
    NAMED_LEVELS_AT = 12,
    OTHER_SIZE = 8
};

static uint8_t format_of(unsigned number) {
    static const uint8_t formats[] = {
        [0] = JX_LIST_DECIMAL,  [1] = JX_LIST_ROMAN,    [2] = JX_LIST_SMALL_ROMAN, [3] = JX_LIST_UPPER,
        [4] = JX_LIST_LOWER,    [10] = JX_LIST_CHINESE, [11] = JX_LIST_CHINESE,    [14] = JX_LIST_WIDE,
        [15] = JX_LIST_DECIMAL, [18] = JX_LIST_CIRCLE,  [19] = JX_LIST_WIDE,       [22] = JX_LIST_ZERO,
        [23] = JX_LIST_BULLET,  [28] = JX_LIST_CIRCLE,  [30] = JX_LIST_STEMS,      [33] = JX_LIST_CHINESE,
        [35] = JX_LIST_CHINESE, [37] = JX_LIST_CHINESE, [39] = JX_LIST_CHINESE,
    };
    if (number == 0xFF) return JX_LIST_NOTHING;
    return number < sizeof formats ? formats[number] : JX_LIST_UNKNOWN;
}

/* The text of a level, with %1 where the number of the first level stands; NULL: it has a % of its own, or is damaged. */
static const char *template_read(struct jx_doc *doc, const unsigned char *at, uint32_t count) {
    char text[4 * JX_LIST_TEXT_MOST + 1];
    size_t length = 0;
    if (count > JX_LIST_TEXT_MOST) return NULL;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t c = jx_u16(at + 2 * (size_t)i);
        if (c == '%' || (c >= 0xD800 && c < 0xE000)) return NULL;
        if (c < JX_LIST_LEVELS) text[length++] = '%', c += '1';
        length += jx_utf8_write(text + length, c);
    }
    /* cppcheck-suppress returnDanglingLifetime ; the host keeps a copy */
    return doc->host->text(doc->call, text, length);
}

/* A level (2.9.148, LVL) at `*at`, which goes behind it; false: it is cut short. Levels that begin anew in their own way, or write
 * the others in figures, nobody here knows. */
static bool level_read(struct jx_doc *doc, struct jx_doc_span span, size_t *at, struct jx_list_level *level) {
    enum { IN_FIGURES = 1 << 2, NO_RESTART = 1 << 3 };
    if (span.length < *at || span.length - *at < LEVEL_SIZE) return false;
    const unsigned char *head = span.bytes + *at;
    size_t text = *at + LEVEL_SIZE + head[LEVEL_LOOKS_AT] + head[LEVEL_LOOKS_AT + 1];
    if (span.length < text + 2) return false;
    uint32_t count = jx_u16(span.bytes + text);
    if ((span.length - text - 2) / 2 < count) return false;
    bool plain = (head[LEVEL_FLAGS_AT] & (IN_FIGURES | NO_RESTART)) == 0;
    *level = (struct jx_list_level){.start = jx_u32(head), .format = format_of(head[LEVEL_FORMAT_AT])};
    if (plain) level->text = template_read(doc, span.bytes + text + 2, count);
    *at = text + 2 + 2 * (size_t)count;
    return true;
}

/* The levels are behind the table of the lists, and its length does not count them. */
static void lists_read(struct jx_doc *doc) {
    struct jx_doc_span table = jx_doc_table(doc, JX_DOC_LISTS);
    if (table.length < 2) return;
    size_t count = jx_u16(table.bytes), begin = (size_t)(table.bytes - doc->table.bytes),
           at = 2 + count * LIST_SIZE;
    if (table.length < at) return;
    struct jx_doc_span all = {table.bytes, doc->table.length - begin};
    for (size_t i = 0; i < count; i++) {
        const unsigned char *head = table.bytes + 2 + i * LIST_SIZE;
        struct jx_list *list = jx_list_add(doc->host, doc->call, &doc->lists, jx_u32(head));
        uint32_t levels = (head[LIST_SIMPLE_AT] & 1) != 0 ? 1 : JX_LIST_LEVELS;
        for (uint32_t level = 0; level < levels; level++)
            if (!list || !level_read(doc, all, &at, &list->levels[level])) return;
    }
}

/* What one that leads to a list says of its levels; false: it is cut short. */
static bool others_read(struct jx_doc *doc, struct jx_doc_span table, size_t *at, uint32_t count,
                        struct jx_list_item *item) {
    enum { LEVEL = 0xF, STARTS = 1 << 4, OWN = 1 << 5, CHARACTERS = 4 };
    *at += CHARACTERS;
    for (uint32_t i = 0; i < count; i++) {
        if (table.length < *at || table.length - *at < OTHER_SIZE) return false;
        uint32_t start = jx_u32(table.bytes + *at), flags = jx_u32(table.bytes + *at + 4),
                 level = flags & LEVEL;
        struct jx_list_level own;
        *at += OTHER_SIZE;
        if ((flags & OWN) != 0 && !level_read(doc, table, at, &own)) return false;
        if (level >= JX_LIST_LEVELS) continue;
        if ((flags & STARTS) != 0) item->starts[level] = (flags & OWN) != 0 ? own.start : start;
        if ((flags & OWN) == 0) continue;
        item->own[level] = doc->host->allocate(doc->call, sizeof own);
        *item->own[level] = own;
    }
    return true;
}

void jx_doc_lists_read(struct jx_doc *doc) {
    struct jx_doc_span table = jx_doc_table(doc, JX_DOC_LISTED);
    lists_read(doc);
    uint32_t count = table.length < 4 ? 0 : jx_u32(table.bytes);
    if (count > JX_LISTS_MOST || (table.length - 4) / NAMED_SIZE < count) count = 0;
    size_t at = 4 + (size_t)count * NAMED_SIZE;
    bool good = true;
    for (uint32_t i = 0; i < count && good; i++) {
        const unsigned char *head = table.bytes + 4 + (size_t)i * NAMED_SIZE;
        struct jx_list_item *item = jx_list_item_add(doc->host, doc->call, &doc->lists, i + 1);
        if (!item) break;
        item->list = jx_u32(head);
        good = others_read(doc, table, &at, head[NAMED_LEVELS_AT], item);
        if (!good) doc->lists.item_count--; /* nobody knows what it says */
    }
    jx_lists_begin(doc->host, doc->call, &doc->lists);
}

const char *jx_doc_number_next(struct jx_doc *doc, const struct jx_doc_listed *listed) {
    return jx_lists_next(doc->host, doc->call, &doc->lists, listed->number, listed->level);
}

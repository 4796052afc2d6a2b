#include "lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "utf8.h"

enum { NUMBER_ROOM = 64 };

/* --- numbers as texts -------------------------------------------------------------------------------------------- */

/* A to Z, AA, BB … */
static bool letters_write(char *out, uint32_t number, char first) {
    uint32_t times = (number - 1) / 26 + 1;
    if (times > 8) return false;
    for (uint32_t i = 0; i < times; i++) *out++ = (char)(first + (char)((number - 1) % 26));
    *out = '\0';
    return true;
}

static bool roman_write(char *out, uint32_t number, bool small) {
    static const struct {
        uint32_t value;
        const char *upper, *lower;
    } parts[] = {{100, "C", "c"}, {90, "XC", "xc"}, {50, "L", "l"},  {40, "XL", "xl"}, {10, "X", "x"},
                 {9, "IX", "ix"}, {5, "V", "v"},    {4, "IV", "iv"}, {1, "I", "i"}};
    if (number > 300) return false;
    *out = '\0';
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (; number >= parts[i].value; number -= parts[i].value)
            out = stpcpy(out, small ? parts[i].lower : parts[i].upper);
    return true;
}

/* 一 to 九十九 */
static bool chinese_write(char *out, uint32_t number) {
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (number > 99) return false;
    *out = '\0';
    if (number >= 20) out = stpcpy(out, digits[number / 10]);
    if (number >= 10) out = stpcpy(out, "十");
    strcpy(out, digits[number % 10]);
    return true;
}

/* One character of a row that begins with `first`. */
static bool character_write(char *out, uint32_t number, uint32_t first, uint32_t most) {
    if (number > most) return false;
    out[jx_utf8_write(out, first + number - 1)] = '\0';
    return true;
}

static bool wide_write(char *out, uint32_t number) {
    char digits[16];
    snprintf(digits, sizeof digits, "%u", number);
    for (const char *digit = digits; *digit; digit++)
        out += jx_utf8_write(out, 0xFF10u + (uint32_t)(*digit - '0'));
    *out = '\0';
    return true;
}

static bool number_write(char out[NUMBER_ROOM], enum jx_list_format format, uint32_t number) {
    static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
    *out = '\0';
    if (number == 0 && format != JX_LIST_DECIMAL && format != JX_LIST_ZERO) return false;
    switch (format) {
    case JX_LIST_NOTHING: return true;
    case JX_LIST_DECIMAL: snprintf(out, NUMBER_ROOM, "%u", number); return true;
    case JX_LIST_ZERO: snprintf(out, NUMBER_ROOM, "%02u", number); return true;
    case JX_LIST_UPPER: return letters_write(out, number, 'A');
    case JX_LIST_LOWER: return letters_write(out, number, 'a');
    case JX_LIST_ROMAN: return roman_write(out, number, false);
    case JX_LIST_SMALL_ROMAN: return roman_write(out, number, true);
    case JX_LIST_CHINESE: return chinese_write(out, number);
    case JX_LIST_CIRCLE: return character_write(out, number, 0x2460, 20);
    case JX_LIST_WIDE: return wide_write(out, number);
    case JX_LIST_STEMS:
        if (number > sizeof stems / sizeof *stems) return false;
        strcpy(out, stems[number - 1]);
        return true;
    default: return false;
    }
}

/* Whether a text ends in what a word could go on with: a blank parts it then. */
static bool ends_in_word(const char *text, size_t length) {
    if (length == 0) return false;
    unsigned char last = (unsigned char)text[length - 1];
    if (last < 0x80) return (last >= '0' && last <= '9') || ((last | 0x20) >= 'a' && (last | 0x20) <= 'z');
    unsigned char lead = length >= 3 ? (unsigned char)text[length - 3] : 0;
    return lead >= 0xE4 && lead <= 0xE9; /* an ideograph */
}

/* --- what a document says ---------------------------------------------------------------------------------------- */

struct jx_list *jx_list_add(const struct jx_host *host, struct jx_call *call, struct jx_lists *lists,
                            uint32_t id) {
    if (lists->count >= JX_LISTS_MOST) return NULL;
    lists->lists = host->grow(call, lists->lists, lists->count, &lists->capacity, sizeof *lists->lists);
    struct jx_list *list = &lists->lists[lists->count++];
    *list = (struct jx_list){.id = id};
    for (uint32_t i = 0; i < JX_LIST_LEVELS; i++) list->levels[i].start = 1;
    return list;
}

struct jx_list_item *jx_list_item_add(const struct jx_host *host, struct jx_call *call,
                                      struct jx_lists *lists, uint32_t id) {
    if (lists->item_count >= JX_LISTS_MOST) return NULL;
    lists->items =
        host->grow(call, lists->items, lists->item_count, &lists->item_capacity, sizeof *lists->items);
    struct jx_list_item *item = &lists->items[lists->item_count++];
    *item = (struct jx_list_item){.id = id};
    for (uint32_t i = 0; i < JX_LIST_LEVELS; i++) item->starts[i] = UINT32_MAX;
    return item;
}

static int by_list(const void *a, const void *b) {
    const struct jx_list *one = a, *other = b;
    return one->id < other->id ? -1 : one->id > other->id;
}

static int by_item(const void *a, const void *b) {
    const struct jx_list_item *one = a, *other = b;
    return one->id < other->id ? -1 : one->id > other->id;
}

/* --- counting ---------------------------------------------------------------------------------------------------- */

void jx_lists_begin(const struct jx_host *host, struct jx_call *call, struct jx_lists *lists) {
    if (lists->count > 0) qsort(lists->lists, lists->count, sizeof *lists->lists, by_list);
    if (lists->item_count > 0) qsort(lists->items, lists->item_count, sizeof *lists->items, by_item);
    lists->counts = host->allocate(call, (lists->count + 1) * sizeof *lists->counts);
    lists->used = host->allocate(call, lists->item_count + 1);
}

static const struct jx_list_level *level_of(const struct jx_list *list, const struct jx_list_item *item,
                                            uint32_t level) {
    return item->own[level] ? item->own[level] : &list->levels[level];
}

/* Counts on: a count is one more than its number, so that a list may begin with nought. */
static void count_on(struct jx_lists *lists, const struct jx_list *list, const struct jx_list_item *item,
                     uint32_t level) {
    uint32_t *counts = lists->counts[list - lists->lists];
    bool *used = &lists->used[item - lists->items];
    for (uint32_t i = 0; !*used && i < JX_LIST_LEVELS; i++)
        if (item->starts[i] != UINT32_MAX) counts[i] = 0;
    *used = true;
    for (uint32_t i = 0; i <= level; i++) {
        uint32_t start = item->starts[i] != UINT32_MAX ? item->starts[i] : level_of(list, item, i)->start;
        if (counts[i] == 0)
            counts[i] = start + 1;
        else if (i == level)
            counts[i]++;
    }
    for (uint32_t i = level + 1; i < JX_LIST_LEVELS; i++) counts[i] = 0;
}

/* %1 and the like in a level's text become the numbers of those levels. false: of some nobody knows how they are written. */
static bool level_write(const struct jx_lists *lists, const struct jx_list *list,
                        const struct jx_list_item *item, uint32_t level, char *out, size_t room) {
    const uint32_t *counts = lists->counts[list - lists->lists];
    size_t length = 0;
    for (const char *at = level_of(list, item, level)->text; *at != '\0'; at++) {
        char number[NUMBER_ROOM] = {*at};
        if (*at == '%' && at[1] >= '1' && at[1] <= '9') {
            uint32_t other = (uint32_t)(*++at - '1');
            if (other > level ||
                !number_write(number, (enum jx_list_format)level_of(list, item, other)->format,
                              counts[other] - 1))
                return false;
        }
        if (length + strlen(number) + 2 > room) return false;
        length = (size_t)(stpcpy(out + length, number) - out);
    }
    if (ends_in_word(out, length)) strcpy(out + length, " ");
    return true;
}

const char *jx_lists_next(const struct jx_host *host, struct jx_call *call, struct jx_lists *lists,
                          uint32_t id, uint32_t level) {
    const struct jx_list_item item_key = {.id = id};
    const struct jx_list_item *item =
        lists->item_count == 0
            ? NULL
            : bsearch(&item_key, lists->items, lists->item_count, sizeof item_key, by_item);
    const struct jx_list list_key = {.id = item ? item->list : 0};
    const struct jx_list *list =
        !item || lists->count == 0 ? NULL
                                   : bsearch(&list_key, lists->lists, lists->count, sizeof list_key, by_list);
    char text[4 * NUMBER_ROOM] = "";
    if (!list || level >= JX_LIST_LEVELS || !level_of(list, item, level)->text) return NULL;
    count_on(lists, list, item, level);
    if (level_of(list, item, level)->format == JX_LIST_BULLET) return "";
    if (!level_write(lists, list, item, level, text, sizeof text)) return NULL;
    return *text == '\0' ? "" : host->text(call, text, strlen(text));
}

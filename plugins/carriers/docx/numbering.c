#include "numbering.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugins/carriers/shared/utf8.h"

enum { LISTS_MOST = 10000, TEXT_MOST = 60, NUMBER_ROOM = 64 };

enum format {
    UNKNOWN,
    BULLET,
    DECIMAL,
    ZERO,
    UPPER,
    LOWER,
    ROMAN,
    SMALL_ROMAN,
    CHINESE,
    CIRCLE,
    WIDE,
    STEMS,
    NOTHING
};

static uint8_t format_of(const char *name) {
    static const struct {
        const char *name;
        enum format format;
    } formats[] = {
        {"bullet", BULLET},
        {"none", NOTHING},
        {"decimal", DECIMAL},
        {"decimalHalfWidth", DECIMAL},
        {"decimalZero", ZERO},
        {"decimalFullWidth", WIDE},
        {"decimalFullWidth2", WIDE},
        {"upperLetter", UPPER},
        {"lowerLetter", LOWER},
        {"upperRoman", ROMAN},
        {"lowerRoman", SMALL_ROMAN},
        {"chineseCounting", CHINESE},
        {"chineseCountingThousand", CHINESE},
        {"japaneseCounting", CHINESE},
        {"taiwaneseCounting", CHINESE},
        {"taiwaneseCountingThousand", CHINESE},
        {"ideographDigital", CHINESE},
        {"decimalEnclosedCircle", CIRCLE},
        {"decimalEnclosedCircleChinese", CIRCLE},
        {"ideographTraditional", STEMS},
    };
    for (size_t i = 0; name && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(name, formats[i].name) == 0) return (uint8_t)formats[i].format;
    return UNKNOWN;
}

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

static bool number_write(char out[NUMBER_ROOM], enum format format, uint32_t number) {
    static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
    *out = '\0';
    if (number == 0 && format != DECIMAL && format != ZERO) return false;
    switch (format) {
    case NOTHING: return true;
    case DECIMAL: snprintf(out, NUMBER_ROOM, "%u", number); return true;
    case ZERO: snprintf(out, NUMBER_ROOM, "%02u", number); return true;
    case UPPER: return letters_write(out, number, 'A');
    case LOWER: return letters_write(out, number, 'a');
    case ROMAN: return roman_write(out, number, false);
    case SMALL_ROMAN: return roman_write(out, number, true);
    case CHINESE: return chinese_write(out, number);
    case CIRCLE: return character_write(out, number, 0x2460, 20);
    case WIDE: return wide_write(out, number);
    case STEMS:
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

/* --- reading ----------------------------------------------------------------------------------------------------- */

struct numbers_reader {
    struct jx_package *package;
    struct jx_docx_numbers *numbers;
    bool in_list, in_item;
    uint32_t level; /* that is open; JX_DOCX_NUMBER_LEVELS: none */
};

static void list_start(struct numbers_reader *reader, const char **attributes) {
    struct jx_docx_numbers *numbers = reader->numbers;
    const struct jx_package *package = reader->package;
    if (numbers->list_count >= LISTS_MOST) return;
    numbers->lists = package->host->grow(package->call, numbers->lists, numbers->list_count,
                                         &numbers->list_capacity, sizeof *numbers->lists);
    struct jx_docx_list *list = &numbers->lists[numbers->list_count++];
    *list = (struct jx_docx_list){.id = jx_xml_number(jx_xml_attribute(attributes, "abstractNumId"))};
    for (uint32_t i = 0; i < JX_DOCX_NUMBER_LEVELS; i++) list->levels[i].start = 1;
    reader->in_list = true;
}

static void item_start(struct numbers_reader *reader, const char **attributes) {
    struct jx_docx_numbers *numbers = reader->numbers;
    const struct jx_package *package = reader->package;
    if (numbers->item_count >= LISTS_MOST) return;
    numbers->items = package->host->grow(package->call, numbers->items, numbers->item_count,
                                         &numbers->item_capacity, sizeof *numbers->items);
    struct jx_docx_number *item = &numbers->items[numbers->item_count++];
    *item = (struct jx_docx_number){.id = jx_xml_number(jx_xml_attribute(attributes, "numId"))};
    for (uint32_t i = 0; i < JX_DOCX_NUMBER_LEVELS; i++) item->starts[i] = UINT32_MAX;
    reader->in_item = true;
}

static void level_start(struct numbers_reader *reader, const char **attributes) {
    uint32_t level = jx_xml_number(jx_xml_attribute(attributes, "ilvl"));
    reader->level = level < JX_DOCX_NUMBER_LEVELS ? level : JX_DOCX_NUMBER_LEVELS;
}

static void level_note(struct numbers_reader *reader, const char *name, const char *value) {
    const struct jx_package *package = reader->package;
    struct jx_docx_number_level *level =
        &reader->numbers->lists[reader->numbers->list_count - 1].levels[reader->level];
    uint32_t number = jx_xml_number(value);
    if (strcmp(name, "start") == 0 && number != UINT32_MAX) level->start = number;
    if (strcmp(name, "numFmt") == 0) level->format = format_of(value);
    if (strcmp(name, "lvlText") == 0 && value)
        level->text = package->host->text(package->call, value, strnlen(value, TEXT_MOST));
}

static void on_start(void *user, const char *name, const char **attributes) {
    struct numbers_reader *reader = user;
    const char *value = jx_xml_attribute(attributes, "val");
    struct jx_docx_number *item =
        reader->in_item ? &reader->numbers->items[reader->numbers->item_count - 1] : NULL;
    if (strcmp(name, "abstractNum") == 0)
        list_start(reader, attributes);
    else if (strcmp(name, "num") == 0)
        item_start(reader, attributes);
    else if (strcmp(name, "lvl") == 0 || strcmp(name, "lvlOverride") == 0)
        level_start(reader, attributes);
    else if (item && strcmp(name, "abstractNumId") == 0)
        item->list = jx_xml_number(value);
    else if (item && strcmp(name, "startOverride") == 0 && reader->level < JX_DOCX_NUMBER_LEVELS)
        item->starts[reader->level] = jx_xml_number(value);
    else if (reader->in_list && !item && reader->level < JX_DOCX_NUMBER_LEVELS)
        level_note(reader, name, value);
}

static void on_end(void *user, const char *name) {
    struct numbers_reader *reader = user;
    if (strcmp(name, "abstractNum") == 0) reader->in_list = false;
    if (strcmp(name, "num") == 0) reader->in_item = false;
    if (strcmp(name, "lvl") == 0 || strcmp(name, "lvlOverride") == 0) reader->level = JX_DOCX_NUMBER_LEVELS;
}

static int by_list(const void *a, const void *b) {
    const struct jx_docx_list *one = a, *other = b;
    return one->id < other->id ? -1 : one->id > other->id;
}

static int by_item(const void *a, const void *b) {
    const struct jx_docx_number *one = a, *other = b;
    return one->id < other->id ? -1 : one->id > other->id;
}

enum jx_status jx_docx_numbers_read(struct jx_package *package, const char *main,
                                    struct jx_docx_numbers *numbers) {
    static const struct jx_xml_handlers handlers = {.start = on_start, .end = on_end};
    struct numbers_reader reader = {.package = package, .numbers = numbers, .level = JX_DOCX_NUMBER_LEVELS};
    struct jx_relations relations;
    *numbers = (struct jx_docx_numbers){0};
    if (!main) return JX_OK;
    enum jx_status status = jx_relations_read(package, main, &relations);
    const struct jx_relation *part = status > JX_WARN ? NULL : jx_relation_by_type(&relations, "numbering");
    if (part && jx_package_has(package, part->target))
        status = jx_package_parse(package, part->target, &handlers, &reader);
    if (numbers->list_count > 0) qsort(numbers->lists, numbers->list_count, sizeof *numbers->lists, by_list);
    if (numbers->item_count > 0) qsort(numbers->items, numbers->item_count, sizeof *numbers->items, by_item);
    return status;
}

/* --- counting ---------------------------------------------------------------------------------------------------- */

void jx_docx_numbers_begin(const struct jx_host *host, struct jx_call *call,
                           struct jx_docx_numbers *numbers) {
    numbers->counts = host->allocate(call, (numbers->list_count + 1) * sizeof *numbers->counts);
    numbers->used = host->allocate(call, numbers->item_count + 1);
    numbers->marks = NULL;
    numbers->mark_count = numbers->mark_capacity = 0;
}

/* Counts on: a count is one more than its number, so that a list may begin with nought. */
static void count_on(struct jx_docx_numbers *numbers, const struct jx_docx_list *list,
                     const struct jx_docx_number *item, uint32_t level) {
    uint32_t *counts = numbers->counts[list - numbers->lists];
    bool *used = &numbers->used[item - numbers->items];
    for (uint32_t i = 0; !*used && i < JX_DOCX_NUMBER_LEVELS; i++)
        if (item->starts[i] != UINT32_MAX) counts[i] = 0;
    *used = true;
    for (uint32_t i = 0; i <= level; i++) {
        uint32_t start = item->starts[i] != UINT32_MAX ? item->starts[i] : list->levels[i].start;
        if (counts[i] == 0)
            counts[i] = start + 1;
        else if (i == level)
            counts[i]++;
    }
    for (uint32_t i = level + 1; i < JX_DOCX_NUMBER_LEVELS; i++) counts[i] = 0;
}

/* %1 and the like in a level's text become the numbers of those levels. false: of some nobody knows how they are written. */
static bool level_write(const struct jx_docx_numbers *numbers, const struct jx_docx_list *list,
                        uint32_t level, char *out, size_t room) {
    const uint32_t *counts = numbers->counts[list - numbers->lists];
    size_t length = 0;
    for (const char *at = list->levels[level].text; *at != '\0'; at++) {
        char number[NUMBER_ROOM] = {*at};
        if (*at == '%' && at[1] >= '1' && at[1] <= '9') {
            uint32_t other = (uint32_t)(*++at - '1');
            if (other > level ||
                !number_write(number, (enum format)list->levels[other].format, counts[other] - 1))
                return false;
        }
        if (length + strlen(number) + 2 > room) return false;
        length = (size_t)(stpcpy(out + length, number) - out);
    }
    if (ends_in_word(out, length)) strcpy(out + length, " ");
    return true;
}

const char *jx_docx_number_next(const struct jx_host *host, struct jx_call *call,
                                struct jx_docx_numbers *numbers, uint32_t id, uint32_t level) {
    const struct jx_docx_number item_key = {.id = id};
    const struct jx_docx_number *item =
        numbers->item_count == 0
            ? NULL
            : bsearch(&item_key, numbers->items, numbers->item_count, sizeof item_key, by_item);
    const struct jx_docx_list list_key = {.id = item ? item->list : 0};
    const struct jx_docx_list *list =
        !item || numbers->list_count == 0
            ? NULL
            : bsearch(&list_key, numbers->lists, numbers->list_count, sizeof list_key, by_list);
    char text[4 * NUMBER_ROOM] = "";
    if (!list || level >= JX_DOCX_NUMBER_LEVELS || !list->levels[level].text) return NULL;
    count_on(numbers, list, item, level);
    if (list->levels[level].format == BULLET) return "";
    if (!level_write(numbers, list, level, text, sizeof text)) return NULL;
    return *text == '\0' ? "" : host->text(call, text, strlen(text));
}

void jx_docx_number_mark(const struct jx_host *host, struct jx_call *call, struct jx_docx_numbers *numbers,
                         size_t at, const char *text) {
    numbers->marks = host->grow(call, numbers->marks, numbers->mark_count, &numbers->mark_capacity,
                                sizeof *numbers->marks);
    uint32_t place = numbers->mark_count++; /* text boxes end before the paragraph that holds them */
    for (; place > 0 && numbers->marks[place - 1].at > at; place--)
        numbers->marks[place] = numbers->marks[place - 1];
    numbers->marks[place] = (struct jx_docx_number_mark){at, text};
}

const char *jx_docx_number_at(const struct jx_docx_numbers *numbers, size_t at) {
    uint32_t low = 0, high = numbers->mark_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (numbers->marks[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < numbers->mark_count && numbers->marks[low].at == at ? numbers->marks[low].text : NULL;
}

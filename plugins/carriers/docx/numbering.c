#include "numbering.h"

#include <string.h>

static uint8_t format_of(const char *name) {
    static const struct {
        const char *name;
        enum jx_list_format format;
    } formats[] = {
        {"bullet", JX_LIST_BULLET},
        {"none", JX_LIST_NOTHING},
        {"decimal", JX_LIST_DECIMAL},
        {"decimalHalfWidth", JX_LIST_DECIMAL},
        {"decimalZero", JX_LIST_ZERO},
        {"decimalFullWidth", JX_LIST_WIDE},
        {"decimalFullWidth2", JX_LIST_WIDE},
        {"upperLetter", JX_LIST_UPPER},
        {"lowerLetter", JX_LIST_LOWER},
        {"upperRoman", JX_LIST_ROMAN},
        {"lowerRoman", JX_LIST_SMALL_ROMAN},
        {"chineseCounting", JX_LIST_CHINESE},
        {"chineseCountingThousand", JX_LIST_CHINESE},
        {"japaneseCounting", JX_LIST_CHINESE},
        {"taiwaneseCounting", JX_LIST_CHINESE},
        {"taiwaneseCountingThousand", JX_LIST_CHINESE},
        {"ideographDigital", JX_LIST_CHINESE},
        {"decimalEnclosedCircle", JX_LIST_CIRCLE},
        {"decimalEnclosedCircleChinese", JX_LIST_CIRCLE},
        {"ideographTraditional", JX_LIST_STEMS},
    };
    for (size_t i = 0; name && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(name, formats[i].name) == 0) return (uint8_t)formats[i].format;
    return JX_LIST_UNKNOWN;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

struct numbers_reader {
    struct jx_package *package;
    struct jx_lists *lists;
    struct jx_list *list; /* that is open, NULL: none */
    struct jx_list_item *item;
    uint32_t level; /* that is open; JX_LIST_LEVELS: none */
};

static void level_start(struct numbers_reader *reader, const char **attributes) {
    uint32_t level = jx_xml_number(jx_xml_attribute(attributes, "ilvl"));
    reader->level = level < JX_LIST_LEVELS ? level : JX_LIST_LEVELS;
}

/* The level at hand: of the list, or of what has one of its own; NULL: none. */
static struct jx_list_level *level_open(struct numbers_reader *reader) {
    const struct jx_package *package = reader->package;
    if (reader->level == JX_LIST_LEVELS) return NULL;
    if (!reader->item) return reader->list ? &reader->list->levels[reader->level] : NULL;
    struct jx_list_level **own = &reader->item->own[reader->level];
    if (!*own) {
        *own = package->host->allocate(package->call, sizeof **own);
        (*own)->start = 1;
    }
    return *own;
}

static void level_note(struct numbers_reader *reader, struct jx_list_level *level, const char *name,
                       const char *value) {
    const struct jx_package *package = reader->package;
    uint32_t number = jx_xml_number(value);
    if (strcmp(name, "start") == 0 && number != UINT32_MAX) level->start = number;
    if (strcmp(name, "numFmt") == 0) level->format = format_of(value);
    if (strcmp(name, "lvlText") == 0 && value)
        level->text = package->host->text(package->call, value, strnlen(value, JX_LIST_TEXT_MOST));
}

static bool is_of_level(const char *name) {
    return strcmp(name, "start") == 0 || strcmp(name, "numFmt") == 0 || strcmp(name, "lvlText") == 0;
}

static void on_start(void *user, const char *name, const char **attributes) {
    struct numbers_reader *reader = user;
    const struct jx_package *package = reader->package;
    const char *value = jx_xml_attribute(attributes, "val");
    if (strcmp(name, "abstractNum") == 0) {
        reader->list = jx_list_add(package->host, package->call, reader->lists,
                                   jx_xml_number(jx_xml_attribute(attributes, "abstractNumId")));
    } else if (strcmp(name, "num") == 0) {
        reader->item = jx_list_item_add(package->host, package->call, reader->lists,
                                        jx_xml_number(jx_xml_attribute(attributes, "numId")));
    } else if (strcmp(name, "lvl") == 0 || strcmp(name, "lvlOverride") == 0) {
        level_start(reader, attributes);
    } else if (reader->item && strcmp(name, "abstractNumId") == 0) {
        reader->item->list = jx_xml_number(value);
    } else if (reader->item && strcmp(name, "startOverride") == 0 && reader->level < JX_LIST_LEVELS) {
        reader->item->starts[reader->level] = jx_xml_number(value);
    } else if (is_of_level(name)) {
        struct jx_list_level *level = level_open(reader);
        if (level) level_note(reader, level, name, value);
    }
}

static void on_end(void *user, const char *name) {
    struct numbers_reader *reader = user;
    if (strcmp(name, "abstractNum") == 0) reader->list = NULL;
    if (strcmp(name, "num") == 0) reader->item = NULL;
    if ((strcmp(name, "lvl") == 0 && !reader->item) || strcmp(name, "lvlOverride") == 0)
        reader->level = JX_LIST_LEVELS;
}

enum jx_status jx_docx_numbers_read(struct jx_package *package, const char *main,
                                    struct jx_docx_numbers *numbers) {
    static const struct jx_xml_handlers handlers = {.start = on_start, .end = on_end, .again = true};
    struct numbers_reader reader = {.package = package, .lists = &numbers->all, .level = JX_LIST_LEVELS};
    struct jx_relations relations;
    *numbers = (struct jx_docx_numbers){.mark_count = 0};
    if (!main) return JX_OK;
    enum jx_status status = jx_relations_read(package, main, &relations);
    const struct jx_relation *part = status > JX_WARN ? NULL : jx_relation_by_type(&relations, "numbering");
    if (part && jx_package_has(package, part->target))
        status = jx_package_parse(package, part->target, &handlers, &reader);
    return status;
}

/* --- marks ------------------------------------------------------------------------------------------------------- */

void jx_docx_numbers_begin(const struct jx_host *host, struct jx_call *call,
                           struct jx_docx_numbers *numbers) {
    jx_lists_begin(host, call, &numbers->all);
    numbers->marks = NULL;
    numbers->mark_count = numbers->mark_capacity = 0;
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

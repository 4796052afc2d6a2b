/*
 * Texts: the table of shared strings, rich text, and the escapes for characters that XML does not allow.
 */
#include "plugins/carriers/shared/utf8.h"
#include "workbook.h"

#include <stdio.h>
#include <string.h>

/* The code unit of an escape _xHHHH_ at `text`, or -1. */
static int32_t escape_value(const char *text, size_t length) {
    int32_t value = 0;
    if (length < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return -1;
    for (int i = 2; i < 6; i++) {
        int c = (unsigned char)text[i];
        if (c >= '0' && c <= '9')
            c -= '0';
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            c = (c | 0x20) - 'a' + 10;
        else
            return -1;
        value = value * 16 + c;
    }
    return value;
}

void jx_xlsx_unescape(struct jx_scratch *scratch) {
    if (scratch->length < 7 || !memchr(scratch->bytes, '_', scratch->length)) return;
    const char *in = scratch->bytes, *end = in + scratch->length;
    char *out = scratch->bytes;
    while (in < end) {
        int32_t c = escape_value(in, (size_t)(end - in));
        size_t read = 7;
        if (c >= 0xD800 && c < 0xDC00) { /* half of a pair */
            int32_t low = escape_value(in + 7, (size_t)(end - in) - 7);
            c = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00) : -1;
            read = 14;
        } else if (c >= 0xDC00 && c < 0xE000) {
            c = -1;
        }
        if (c <= 0) { /* none, or a NUL, which no text can hold: it stays as it is written */
            *out++ = *in++;
        } else {
            out += jx_utf8_write(out, (uint32_t)c);
            in += read;
        }
    }
    scratch->length = (uint32_t)(out - scratch->bytes);
}

/* What stands in a text's place and is none: how it is spoken, how it looks. */
static bool is_no_text(const char *name) {
    switch (name[0]) {
    case 'r': return strcmp(name, "rPh") == 0 || strcmp(name, "rPr") == 0;
    case 'p': return strcmp(name, "phoneticPr") == 0;
    case 'e': return strcmp(name, "extLst") == 0;
    default: return false;
    }
}

/* Asked of all elements of a table of texts. */
static bool is_text(const char *name) {
    return name[0] == 't' && name[1] == '\0';
}

void jx_xlsx_rich_begin(struct jx_xlsx_rich *rich, const struct jx_xlsx_workbook *workbook) {
    struct jx_scratch own = rich->own; /* its room is used again */
    own.length = 0;
    *rich = (struct jx_xlsx_rich){.wanted = workbook->struck, .own = own};
}

static void looks_start(struct jx_xlsx_rich *rich, const char *name, const char **attributes) {
    if (rich->in_looks && strcmp(name, "strike") == 0) {
        const char *value = jx_xml_attribute(attributes, "val");
        rich->crossed = !value || jx_xml_truth(value);
    } else if (rich->skipped == 0 && name[0] == 'r' && strcmp(name, "rPr") == 0) {
        rich->in_looks = rich->dressed = true;
    }
}

void jx_xlsx_rich_start(struct jx_xlsx_rich *rich, const char *name, const char **attributes) {
    bool text = is_text(name);
    if (rich->skipped > 0 || rich->in_text || (!text && is_no_text(name))) {
        looks_start(rich, name, attributes);
        rich->skipped++;
    } else if (text) {
        rich->in_text = true;
    }
}

void jx_xlsx_rich_end(struct jx_xlsx_rich *rich, const char *name) {
    if (rich->skipped > 0) {
        rich->skipped--;
        if (rich->skipped == 0) rich->in_looks = false;
    } else if (is_text(name)) {
        rich->in_text = false;
    } else if (name[0] == 'r' && name[1] == '\0') {
        rich->dressed = rich->crossed = false;
    }
}

void jx_xlsx_rich_text(struct jx_package *package, struct jx_xlsx_rich *rich, struct jx_scratch *scratch,
                       const char *text, size_t length) {
    if (!rich->in_text || rich->skipped > 0) return;
    if (rich->crossed) {
        rich->struck = rich->struck || !jx_utf8_blank(text, length);
        return;
    }
    jx_scratch_add(package, scratch, text, length);
    if (!rich->wanted) return;
    if (rich->dressed)
        jx_scratch_add(package, &rich->own, text, length);
    else
        rich->plain = rich->plain || !jx_utf8_blank(text, length);
}

struct jx_xlsx_dress jx_xlsx_rich_dress(struct jx_package *package, struct jx_xlsx_rich *rich) {
    struct jx_xlsx_dress dress = {.struck = rich->struck, .plain = rich->plain};
    jx_xlsx_unescape(&rich->own);
    dress.own_length = rich->own.length;
    if (dress.own_length > 0)
        dress.own = package->host->text(package->call, rich->own.bytes, dress.own_length);
    return dress;
}

/* --- the table --------------------------------------------------------------------------------------------------- */

struct strings_reader {
    struct jx_xlsx_workbook *workbook;
    struct jx_scratch scratch;
    struct jx_xlsx_rich rich;
    bool in_item;
};

static void strings_start(void *user, const char *name, const char **attributes) {
    struct strings_reader *reader = user;
    if (reader->in_item) {
        jx_xlsx_rich_start(&reader->rich, name, attributes);
    } else if (strcmp(name, "si") == 0) {
        reader->in_item = true;
        jx_xlsx_rich_begin(&reader->rich, reader->workbook);
        reader->scratch.length = 0;
    }
}

static void strings_text(void *user, const char *text, size_t length) {
    struct strings_reader *reader = user;
    if (reader->in_item)
        jx_xlsx_rich_text(&reader->workbook->package, &reader->rich, &reader->scratch, text, length);
}

/* Most texts look the same all over, or as if nothing of that mattered. */
static uint32_t dress_note(struct strings_reader *reader) {
    struct jx_xlsx_workbook *workbook = reader->workbook;
    struct jx_package *package = &workbook->package;
    if (!reader->rich.struck && reader->rich.own.length == 0) return 0;
    workbook->dresses = package->host->grow(package->call, workbook->dresses, workbook->dress_count,
                                            &workbook->dress_capacity, sizeof *workbook->dresses);
    workbook->dresses[workbook->dress_count] = jx_xlsx_rich_dress(package, &reader->rich);
    return ++workbook->dress_count;
}

static void string_finish(struct strings_reader *reader) {
    struct jx_xlsx_workbook *workbook = reader->workbook;
    struct jx_package *package = &workbook->package;
    const struct jx_host *host = package->host;
    uint64_t most = package->input->limits->strings;
    if (workbook->string_count >= most) {
        char limit[24];
        snprintf(limit, sizeof limit, "%llu", (unsigned long long)most);
        JX_REPORT(host, package->call, JX_MSG_STRING_COUNT, NULL, limit);
        jx_package_stop(package);
        return;
    }
    jx_xlsx_unescape(&reader->scratch);
    workbook->strings = host->grow(package->call, workbook->strings, workbook->string_count,
                                   &workbook->string_capacity, sizeof *workbook->strings);
    struct jx_xlsx_string *string = &workbook->strings[workbook->string_count++];
    string->length = reader->scratch.length;
    string->text =
        string->length > 0 ? host->text(package->call, reader->scratch.bytes, string->length) : NULL;
    string->dress = dress_note(reader);
}

static void strings_end(void *user, const char *name) {
    struct strings_reader *reader = user;
    if (!reader->in_item) return;
    if (reader->rich.skipped == 0 && strcmp(name, "si") == 0) {
        reader->in_item = false;
        string_finish(reader);
    } else {
        jx_xlsx_rich_end(&reader->rich, name);
    }
}

enum jx_status jx_xlsx_strings_read(struct jx_xlsx_workbook *workbook, const char *part) {
    static const struct jx_xml_handlers handlers = {
        .start = strings_start, .end = strings_end, .text = strings_text};
    struct strings_reader reader = {.workbook = workbook};
    return jx_package_parse(&workbook->package, part, &handlers, &reader);
}

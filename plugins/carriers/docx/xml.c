/*
 * XML in memory.
 */
#include "writer.h"

#include <stdio.h>
#include <string.h>

static void add(struct jx_docx_writer *writer, const char *bytes, size_t length) {
    while (length > 0) {
        if (writer->length == writer->capacity)
            writer->bytes =
                writer->host->grow(writer->call, writer->bytes, writer->length, &writer->capacity, 1);
        size_t room = writer->capacity - writer->length, some = length < room ? length : room;
        memcpy(writer->bytes + writer->length, bytes, some);
        writer->length += (uint32_t)some;
        bytes += some;
        length -= some;
    }
}

void jx_docx_mark(struct jx_docx_writer *writer, const char *markup) {
    add(writer, markup, strlen(markup));
}

void jx_docx_mark_number(struct jx_docx_writer *writer, const char *before, uint64_t number,
                         const char *after) {
    char text[24];
    snprintf(text, sizeof text, "%llu", (unsigned long long)number);
    jx_docx_mark(writer, before);
    jx_docx_mark(writer, text);
    jx_docx_mark(writer, after);
}

/* What the character at `text` is written as, NULL: as it is. XML 1.0, 2.2: no control characters but three, no U+FFFE,
 * no U+FFFF. */
static const char *instead(const char *text, size_t left, size_t *length) {
    unsigned char c = (unsigned char)*text;
    *length = 1;
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\t':
    case '\n': return NULL;
    default: break;
    }
    if (c < 0x20) return "\xEF\xBF\xBD";
    if (left < 3 || (memcmp(text, "\xEF\xBF\xBE", 3) != 0 && memcmp(text, "\xEF\xBF\xBF", 3) != 0))
        return NULL;
    *length = 3;
    return "\xEF\xBF\xBD";
}

void jx_docx_mark_text(struct jx_docx_writer *writer, const char *text, size_t length) {
    const char *end = text + length, *plain = text;
    size_t step;
    for (; text < end; text += step) {
        const char *other = instead(text, (size_t)(end - text), &step);
        if (!other) continue;
        add(writer, plain, (size_t)(text - plain));
        jx_docx_mark(writer, other);
        plain = text + step;
    }
    add(writer, plain, (size_t)(end - plain));
}

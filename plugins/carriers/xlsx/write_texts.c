/*
 * The table of texts: each is kept once, and cells name it by its number.
 */
#include "writer.h"

#include <stdio.h>
#include <string.h>

#define PART      "xl/sharedStrings.xml"
#define NAMESPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

enum { FIRST_ROOM = 256, TEXT_ROOM = 48 };

static uint32_t hash_of(const char *text, size_t length) {
    uint64_t hash = length;
    for (; length >= 8; text += 8, length -= 8) {
        uint64_t part;
        memcpy(&part, text, sizeof part);
        hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    uint64_t rest = 0;
    memcpy(&rest, text, length);
    hash = (hash ^ rest) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(hash >> 32);
}

/* Half of the table stays free. */
static void table_enlarge(struct jx_xlsx_writer *writer) {
    uint32_t room = writer->text_room == 0 ? FIRST_ROOM : writer->text_room * 2;
    uint32_t *table = writer->host->allocate(writer->call, room * sizeof *table);
    for (uint32_t i = 0; i < writer->text_count; i++) {
        uint32_t at = writer->texts[i].hash & (room - 1);
        while (table[at] != 0) at = (at + 1) & (room - 1);
        table[at] = i + 1;
    }
    writer->text_table = table;
    writer->text_room = room;
}

/* The place of a text in the table, or the free one where it belongs. */
static uint32_t *place_of(const struct jx_xlsx_writer *writer, const struct jx_xlsx_text *text) {
    uint32_t at = text->hash & (writer->text_room - 1);
    for (; writer->text_table[at] != 0; at = (at + 1) & (writer->text_room - 1)) {
        const struct jx_xlsx_text *other = &writer->texts[writer->text_table[at] - 1];
        if (other->hash == text->hash && other->length == text->length &&
            memcmp(other->text, text->text, text->length) == 0)
            break;
    }
    return &writer->text_table[at];
}

uint32_t jx_xlsx_text_number(struct jx_xlsx_writer *writer, const char *text, size_t length) {
    struct jx_xlsx_text new = {text, (uint32_t)length, hash_of(text, length)};
    if (2 * writer->text_count >= writer->text_room) table_enlarge(writer);
    uint32_t *place = place_of(writer, &new);
    writer->text_uses++;
    if (*place != 0) return *place - 1;
    writer->texts = writer->host->grow(writer->call, writer->texts, writer->text_count,
                                       &writer->text_capacity, sizeof *writer->texts);
    writer->texts[writer->text_count++] = new;
    writer->text_bytes += length;
    *place = writer->text_count;
    return writer->text_count - 1;
}

/* Else some programs take white space at its ends away. */
static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n';
}

/* Between tags only these three stand for something else. */
static void text_add(struct jx_bytes *xml, const char *text, size_t length) {
    enum { LONGEST = 5 };
    char *at = jx_bytes_room(xml, LONGEST * length);
    const char *begun = at;
    if (!memchr(text, '&', length) && !memchr(text, '<', length) && !memchr(text, '>', length)) {
        memcpy(at, text, length);
        xml->length += length;
        return;
    }
    for (const char *end = text + length; text < end; text++) {
        const char *other = *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : NULL;
        if (!other)
            *at++ = *text;
        else
            at = stpcpy(at, other);
    }
    xml->length += (size_t)(at - begun);
}

void jx_xlsx_texts_write(struct jx_xlsx_writer *writer) {
    char counts[80];
    snprintf(counts, sizeof counts, "\" count=\"%llu\" uniqueCount=\"%u\">",
             (unsigned long long)writer->text_uses, writer->text_count);
    jx_bytes_room(&writer->xml, writer->text_bytes + (uint64_t)TEXT_ROOM * writer->text_count);
    jx_xlsx_put(writer, JX_XML_HEAD "<sst xmlns=\"" NAMESPACE, counts);
    for (uint32_t i = 0; i < writer->text_count; i++) {
        const struct jx_xlsx_text *text = &writer->texts[i];
        bool kept = is_blank(text->text[0]) || is_blank(text->text[text->length - 1]);
        jx_bytes_text(&writer->xml, kept ? "<si><t xml:space=\"preserve\">" : "<si><t>");
        text_add(&writer->xml, text->text, text->length);
        jx_bytes_text(&writer->xml, "</t></si>");
    }
    jx_bytes_text(&writer->xml, "</sst>");
    jx_xlsx_part_end(writer, PART);
}

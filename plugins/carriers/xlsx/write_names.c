/*
 * Names of sheets.
 */
#include "escape.h"
#include "writer.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { UNITS_MOST = 31 };

/* Names that were given away, whatever their case: a table of hashes, at least half of which is free. */
struct taken {
    const char **names;
    size_t room;
};

static size_t hash_of(const char *name) {
    uint32_t hash = 2166136261u;
    for (; *name != '\0'; name++) hash = (hash ^ (uint32_t)tolower((unsigned char)*name)) * 16777619u;
    return hash;
}

/* false: it is taken. */
static bool take(struct taken *taken, const char *name) {
    size_t at = hash_of(name) & (taken->room - 1);
    for (; taken->names[at]; at = (at + 1) & (taken->room - 1))
        if (strcasecmp(taken->names[at], name) == 0) return false;
    taken->names[at] = name;
    return true;
}

/* The length in units of UTF-16: of a character above U+FFFF, which is four bytes long, two. */
static size_t units_of(const char *name) {
    size_t units = 0;
    for (const unsigned char *at = (const unsigned char *)name; *at != '\0'; at++) {
        if ((*at & 0xC0) == 0x80) continue;
        units += *at >= 0xF0 ? 2 : 1;
    }
    return units;
}

static bool is_name(const char *name) {
    size_t length = name ? strlen(name) : 0;
    return length > 0 && units_of(name) <= UNITS_MOST && !strpbrk(name, "[]:*?/\\") && name[0] != '\'' &&
           name[length - 1] != '\'';
}

static const char *numbered(struct jx_xlsx_writer *writer, struct taken *taken, size_t number) {
    enum { ROOM = 32 };
    char *name = writer->host->allocate(writer->call, ROOM);
    do snprintf(name, ROOM, "Sheet%zu", number++);
    while (!take(taken, name));
    return name;
}

void jx_xlsx_names_make(struct jx_xlsx_writer *writer) {
    struct taken taken = {.room = 4};
    while (taken.room < 4 * writer->sheet_count) taken.room *= 2;
    taken.names = writer->host->allocate(writer->call, taken.room * sizeof *taken.names);
    writer->names = writer->host->allocate(writer->call, writer->sheet_count * sizeof *writer->names);
    for (size_t i = 0; i < writer->sheet_count; i++) {
        const char *name = jx_xlsx_plain(writer->host, writer->call, writer->sheets[i]->name);
        if (is_name(name) && take(&taken, name)) writer->names[i] = name;
    }
    for (size_t i = 0; i < writer->sheet_count; i++)
        if (!writer->names[i]) writer->names[i] = numbered(writer, &taken, i + 1);
}

void jx_xlsx_name_quoted(struct jx_xlsx_writer *writer, const char *name) {
    jx_bytes_text(&writer->xml, "'");
    for (const char *quote; (quote = strchr(name, '\'')); name = quote + 1) {
        jx_bytes_escaped(&writer->xml, name, (size_t)(quote - name));
        jx_bytes_text(&writer->xml, "''");
    }
    jx_bytes_escaped(&writer->xml, name, strlen(name));
    jx_bytes_text(&writer->xml, "'");
}

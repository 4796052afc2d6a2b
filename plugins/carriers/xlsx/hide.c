/*
 * Sheets so hidden that the program does not even list them to be shown again. The library that writes workbooks knows
 * only the ordinary kind, so the one word that says so is exchanged in the finished package; all other members are
 * copied as they are.
 */
#include "looks.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define PART     "xl/workbook.xml"
#define ORDINARY "state=\"hidden\""
#define VERY     "state=\"veryHidden\""

enum { PART_MOST = 64 * 1024 * 1024 };

struct hiding {
    zip_source_t *source;
    zip_t *archive;
    char *bytes, *part; /* of malloc: the archive frees them once they are handed over */
};

static void hiding_release(void *thing) {
    struct hiding *hiding = thing;
    if (hiding->archive) zip_discard(hiding->archive);
    if (hiding->source) zip_source_free(hiding->source);
    free(hiding->bytes);
    free(hiding->part);
    *hiding = (struct hiding){0};
}

/* The part with every ORDINARY as VERY, in memory of malloc; `*length` in and out. */
static char *part_exchange(const char *part, size_t *length) {
    size_t count = 0, grows = strlen(VERY) - strlen(ORDINARY);
    const char *end = part + *length, *at = part, *next;
    while ((next = memmem(at, (size_t)(end - at), ORDINARY, strlen(ORDINARY)))) {
        at = next + strlen(ORDINARY);
        count++;
    }
    char *changed = malloc(*length + count * grows + 1), *out = changed;
    if (!changed) return NULL;
    for (at = part; (next = memmem(at, (size_t)(end - at), ORDINARY, strlen(ORDINARY)));
         at = next + strlen(ORDINARY)) {
        memcpy(out, at, (size_t)(next - at));
        out += next - at;
        memcpy(out, VERY, strlen(VERY));
        out += strlen(VERY);
    }
    memcpy(out, at, (size_t)(end - at));
    *length += count * grows;
    return changed;
}

static char *part_read(zip_t *archive, zip_uint64_t index, size_t *length) {
    zip_stat_t stat;
    if (zip_stat_index(archive, index, 0, &stat) != 0 || stat.size > PART_MOST) return NULL;
    zip_file_t *file = zip_fopen_index(archive, index, 0);
    char *part = file ? malloc(stat.size + 1) : NULL;
    *length = (size_t)stat.size;
    bool fine = part && zip_fread(file, part, stat.size) == (zip_int64_t)stat.size;
    if (file) zip_fclose(file);
    if (fine) return part;
    free(part);
    return NULL;
}

/* The same date as the library gives to all members. */
static bool part_replace(struct hiding *hiding) {
    enum { DOS_1980 = 1 << 5 | 1 };
    zip_int64_t index = zip_name_locate(hiding->archive, PART, 0);
    size_t length;
    char *part = index < 0 ? NULL : part_read(hiding->archive, (zip_uint64_t)index, &length);
    if (!part) return false;
    hiding->part = part_exchange(part, &length);
    free(part);
    if (!hiding->part) return false;
    zip_source_t *source = zip_source_buffer(hiding->archive, hiding->part, length, 1);
    if (!source) return false;
    hiding->part = NULL;
    if (zip_file_replace(hiding->archive, (zip_uint64_t)index, source, 0) != 0)
        return zip_source_free(source), false;
    return zip_file_set_dostime(hiding->archive, (zip_uint64_t)index, 0, DOS_1980, 0) == 0;
}

/* Everything the source holds now goes to the output. */
static bool source_append(struct jx_xlsx_writer *writer, zip_source_t *source) {
    char buffer[1 << 16];
    zip_int64_t got = -1;
    if (zip_source_open(source) != 0) return false;
    while ((got = zip_source_read(source, buffer, sizeof buffer)) > 0)
        writer->host->append(writer->call, buffer, (size_t)got);
    zip_source_close(source);
    return got == 0;
}

bool jx_xlsx_append_hidden(struct jx_xlsx_writer *writer) {
    struct hiding *hiding = writer->host->allocate(writer->call, sizeof *hiding);
    writer->host->defer(writer->call, hiding_release, hiding);
    /* The archive keeps what stands before the changed part, and in keeping it takes the bytes for its own: they must
     * be of malloc, and handed over. */
    hiding->bytes = malloc(writer->length);
    if (!hiding->bytes) return false;
    memcpy(hiding->bytes, writer->bytes, writer->length);
    hiding->source = zip_source_buffer_create(hiding->bytes, writer->length, 1, NULL);
    if (!hiding->source) return false;
    hiding->bytes = NULL;
    hiding->archive = zip_open_from_source(hiding->source, 0, NULL);
    if (!hiding->archive) return false;
    zip_source_keep(hiding->source); /* one for the archive, one for here */
    if (!part_replace(hiding) || zip_close(hiding->archive) != 0) return false;
    hiding->archive = NULL;
    return source_append(writer, hiding->source);
}

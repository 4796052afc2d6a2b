/*
 * Unpacking and parsing parts under limits.
 */
#include "plugins/carriers/shared/package.h"
#include "plugins/carriers/shared/memory.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK = 64 * 1024,
    SMALL = 1024 * 1024,           /* a part that is unpacked at once */
    RATIO_FROM = 16 * 1024 * 1024, /* below this a high ratio is harmless */
    TOKEN_LONGEST = 8 * 1024 * 1024,
    MEMBERS_MOST = 100000
};

/* More members than any office file has. The zip library makes a record of each one, so they are counted by their
 * signatures before it is asked. */
static bool members_too_many(const struct jx_input *input) {
    const unsigned char *at = input->bytes, *end = at + input->length;
    size_t members = 0;
    while ((at = memmem(at, (size_t)(end - at), "PK\1\2", 4))) {
        if (++members > MEMBERS_MOST) return true;
        at += 4;
    }
    return false;
}

static void package_release(void *package) {
    jx_package_close(package);
}

static void damaged_report(struct jx_package *package, const char *what) {
    JX_REPORT(package->host, package->call, JX_MSG_ZIP_DAMAGED, NULL, what);
}

enum jx_status jx_package_open(struct jx_package *package, const struct jx_host *host, struct jx_call *call,
                               const struct jx_input *input, bool quiet) {
    *package = (struct jx_package){.host = host, .call = call, .input = input};
    zip_error_t error;
    zip_error_init(&error);
    if (!members_too_many(input)) {
        zip_source_t *source = zip_source_buffer_create(input->bytes, input->length, 0, &error);
        if (source) {
            package->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
            if (!package->zip) zip_source_free(source);
        }
    }
    zip_error_fini(&error);
    if (!package->zip) {
        if (!quiet) damaged_report(package, "ZIP");
        return JX_FAIL;
    }
    host->defer(call, package_release, package);
    return JX_OK;
}

static void part_close(struct jx_package *package) {
    if (package->parser) jx_xml_memory_release();
    package->parser = NULL;
    if (package->file) zip_fclose(package->file);
    package->file = NULL;
}

void jx_package_close(struct jx_package *package) {
    part_close(package);
    if (package->zip) zip_discard(package->zip);
    package->zip = NULL;
    if (package->decompressor) libdeflate_free_decompressor(package->decompressor);
    package->decompressor = NULL;
}

/* Some programs write the names of parts with backslashes. */
static zip_int64_t part_find(const struct jx_package *package, const char *part) {
    zip_int64_t index = zip_name_locate(package->zip, part, ZIP_FL_NOCASE);
    char other[512];
    if (index >= 0 || strlen(part) >= sizeof other) return index;
    strcpy(other, part);
    for (char *c = other; (c = strchr(c, '/'));) *c = '\\';
    return zip_name_locate(package->zip, other, ZIP_FL_NOCASE);
}

bool jx_package_has(const struct jx_package *package, const char *part) {
    return part_find(package, part) >= 0;
}

size_t jx_package_peek(struct jx_package *package, const char *part, char *bytes, size_t room) {
    zip_int64_t index = part_find(package, part);
    if (index < 0) return 0;
    package->file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    if (!package->file) return 0;
    zip_int64_t length = zip_fread(package->file, bytes, room);
    part_close(package);
    return length > 0 ? (size_t)length : 0;
}

/* Reports a part that passes the bounds on unpacked bytes; also what all parts make together. */
static bool size_allowed(struct jx_package *package, uint64_t unpacked, uint64_t packed) {
    const struct jx_limits *limits = package->input->limits;
    char limit[24];
    enum jx_code code = JX_MSG_NONE;
    if (unpacked > limits->bytes) {
        code = JX_MSG_ZIP_BOMB;
        snprintf(limit, sizeof limit, "%llu", (unsigned long long)limits->bytes);
    } else if (unpacked > RATIO_FROM && unpacked / limits->ratio > packed) {
        code = JX_MSG_ZIP_RATIO;
        snprintf(limit, sizeof limit, "%llu", (unsigned long long)limits->ratio);
    }
    if (code == JX_MSG_NONE) return true;
    JX_REPORT(package->host, package->call, code, NULL, package->part, limit);
    return false;
}

/* --- the parser's callbacks -------------------------------------------------------------------------------------- */

static void XMLCALL on_start(void *user, const char *name, const char **attributes) {
    struct jx_package *package = user;
    if (package->stopped) return;
    if (++package->depth > package->input->limits->depth) {
        char limit[24];
        snprintf(limit, sizeof limit, "%llu", (unsigned long long)package->input->limits->depth);
        JX_REPORT(package->host, package->call, JX_MSG_XML_DEPTH, NULL, package->part, limit);
        jx_package_stop(package);
        return;
    }
    package->handlers->start(package->user, jx_xml_local(name), attributes);
}

static void XMLCALL on_end(void *user, const char *name) {
    struct jx_package *package = user;
    if (package->stopped) return;
    package->depth--;
    if (package->handlers->end) package->handlers->end(package->user, jx_xml_local(name));
}

static void XMLCALL on_text(void *user, const char *text, int length) {
    struct jx_package *package = user;
    if (!package->stopped) package->handlers->text(package->user, text, (size_t)length);
}

static void XMLCALL on_doctype(void *user, const char *name, const char *system, const char *public,
                               int subset) {
    (void)name, (void)system, (void)public, (void)subset;
    struct jx_package *package = user;
    if (package->stopped) return;
    JX_REPORT(package->host, package->call, JX_MSG_XML_DOCTYPE, NULL, package->part);
    jx_package_stop(package);
}

void jx_package_stop(struct jx_package *package) {
    package->stopped = true;
    if (package->parser) XML_StopParser(package->parser, XML_FALSE);
}

static void xml_report(struct jx_package *package) {
    char line[24];
    snprintf(line, sizeof line, "%lu", (unsigned long)XML_GetCurrentLineNumber(package->parser));
    JX_REPORT(package->host, package->call, JX_MSG_XML_DAMAGED, NULL, package->part,
              XML_ErrorString(XML_GetErrorCode(package->parser)), line);
}

/* --- parsing ----------------------------------------------------------------------------------------------------- */

/* The packed bytes of a part; false: they cannot be had. */
static bool packed_read(struct jx_package *package, zip_uint64_t index, unsigned char *bytes, size_t length) {
    zip_file_t *file = zip_fopen_index(package->zip, index, ZIP_FL_COMPRESSED);
    bool whole = file && zip_fread(file, bytes, length) == (zip_int64_t)length;
    if (file) zip_fclose(file);
    return whole;
}

/* Unpacks a small part at once, which is faster; false: it is not small, or not what the zip's directory says of it, and
 * is left to be unpacked block by block, by which it is found what is wrong. */
static bool small_unpack(struct jx_package *package, zip_uint64_t index, const zip_stat_t *stat) {
    const zip_uint64_t wanted = ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
    size_t size = (size_t)stat->size, packed = (size_t)stat->comp_size, got = 0;
    if ((stat->valid & wanted) != wanted || stat->comp_method != ZIP_CM_DEFLATE || stat->size == 0 ||
        stat->size > SMALL || stat->comp_size > SMALL)
        return false;
    if (!package->decompressor) package->decompressor = libdeflate_alloc_decompressor();
    if (!package->decompressor) return false;
    if (package->room_size < size + packed) {
        package->room_size = 2 * (size + packed);
        package->room = package->host->allocate(package->call, package->room_size);
    }
    if (!packed_read(package, index, package->room + size, packed) ||
        libdeflate_deflate_decompress(package->decompressor, package->room + size, packed, package->room,
                                      size, &got) != LIBDEFLATE_SUCCESS ||
        got != size || libdeflate_crc32(0, package->room, size) != stat->crc)
        return false;
    package->flat = package->room;
    package->flat_length = size;
    return true;
}

/* Opens the part. The sizes that the zip's directory gives are checked here, and again as the
 * bytes come, for they may be lies. */
static enum jx_status part_open(struct jx_package *package, uint64_t *packed) {
    zip_int64_t index = part_find(package, package->part);
    zip_stat_t stat;
    if (index < 0 || zip_stat_index(package->zip, (zip_uint64_t)index, 0, &stat) != 0 ||
        !(stat.valid & ZIP_STAT_SIZE) || !(stat.valid & ZIP_STAT_COMP_SIZE)) {
        damaged_report(package, package->part);
        return JX_FAIL;
    }
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) {
        JX_REPORT(package->host, package->call, JX_MSG_ZIP_ENCRYPTED, NULL, NULL);
        return JX_FAIL;
    }
    *packed = stat.comp_size;
    if (!size_allowed(package, stat.size, stat.comp_size)) return JX_FAIL;
    if (small_unpack(package, (zip_uint64_t)index, &stat)) return JX_OK;
    package->file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    if (package->file) return JX_OK;
    damaged_report(package, package->part);
    return JX_FAIL;
}

static enum jx_status parser_make(struct jx_package *package) {
    package->parser = XML_ParserCreate_MM(package->encoding, &jx_xml_memory, NULL);
    if (!package->parser) return JX_FATAL;
    XML_SetUserData(package->parser, package);
    XML_SetElementHandler(package->parser, on_start, on_end);
    if (package->handlers->text) XML_SetCharacterDataHandler(package->parser, on_text);
    XML_SetStartDoctypeDeclHandler(package->parser, on_doctype);
    return JX_OK;
}

/* A tag of many megabytes would be kept whole by the parser. `*parsed` is how far it has come; it does not say so each
 * time. */
static bool token_allowed(struct jx_package *package, uint64_t fed, uint64_t *parsed) {
    XML_Index at = XML_GetCurrentByteIndex(package->parser);
    if (at > 0) *parsed = (uint64_t)at;
    if (fed - *parsed <= TOKEN_LONGEST) return true;
    damaged_report(package, package->part);
    return false;
}

/* The next bytes of the part; -1: it is damaged. */
static zip_int64_t part_read(struct jx_package *package, void *buffer) {
    if (package->file) return zip_fread(package->file, buffer, BLOCK);
    size_t length = package->flat_length < BLOCK ? (size_t)package->flat_length : BLOCK;
    memcpy(buffer, package->flat, length);
    package->flat += length;
    package->flat_length -= length;
    return (zip_int64_t)length;
}

static enum jx_status part_run(struct jx_package *package, uint64_t packed) {
    uint64_t fed = 0, parsed = 0;
    for (;;) {
        if (package->host->expired(package->call)) return JX_FAIL;
        void *buffer = XML_GetBuffer(package->parser, BLOCK);
        if (!buffer) return JX_FATAL;
        zip_int64_t got = part_read(package, buffer);
        if (got < 0) {
            damaged_report(package, package->part);
            return JX_FAIL;
        }
        fed += (uint64_t)got;
        package->unpacked += (uint64_t)got;
        if (!size_allowed(package, fed, packed) ||
            !size_allowed(package, package->unpacked, package->input->length))
            return JX_FAIL;
        enum XML_Status status = XML_ParseBuffer(package->parser, (int)got, got == 0);
        if (package->stopped) return JX_FAIL;
        if (status != XML_STATUS_OK) {
            xml_report(package);
            return JX_FAIL;
        }
        if (got == 0) return JX_OK;
        if (!token_allowed(package, fed, &parsed)) return JX_FAIL;
    }
}

static void part_begin(struct jx_package *package, const char *part, const struct jx_xml_handlers *handlers,
                       void *user) {
    package->part = part;
    package->handlers = handlers;
    package->user = user;
    package->depth = 0;
    package->stopped = false;
}

enum jx_status jx_package_parse(struct jx_package *package, const char *part,
                                const struct jx_xml_handlers *handlers, void *user) {
    uint64_t packed = 0;
    part_begin(package, part, handlers, user);
    enum jx_status status = part_open(package, &packed);
    if (status == JX_OK) status = parser_make(package);
    if (status == JX_OK) status = part_run(package, packed);
    part_close(package);
    return status;
}

enum jx_status jx_package_parse_flat(struct jx_package *package, const struct jx_xml_handlers *handlers,
                                     void *user) {
    part_begin(package, package->input->name, handlers, user);
    package->flat = package->input->bytes;
    package->flat_length = package->input->length;
    package->host->defer(package->call, package_release, package);
    enum jx_status status = parser_make(package);
    if (status == JX_OK) status = part_run(package, package->input->length);
    part_close(package);
    return status;
}

bool jx_scratch_add(struct jx_package *package, struct jx_scratch *scratch, const char *text, size_t length) {
    bool good = jx_scratch_put(package->host, package->call, package->part, scratch, text, length);
    if (!good) jx_package_stop(package);
    return good;
}

/* --- attributes -------------------------------------------------------------------------------------------------- */

const char *jx_xml_local(const char *name) {
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *jx_xml_attribute(const char **attributes, const char *name) {
    for (; attributes[0]; attributes += 2)
        if (strcmp(jx_xml_local(attributes[0]), name) == 0) return attributes[1];
    return NULL;
}

static int compare_names(const void *name, const void *element) {
    return strcmp(name, ((const struct jx_xml_element *)element)->name);
}

int jx_xml_find(const struct jx_xml_element *elements, size_t count, const char *name) {
    const struct jx_xml_element *found = bsearch(name, elements, count, sizeof *elements, compare_names);
    return found ? found->element : 0;
}

uint32_t jx_xml_number(const char *text) {
    uint64_t number = 0;
    if (!text || !*text) return UINT32_MAX;
    for (; *text; text++) {
        if (*text < '0' || *text > '9') return UINT32_MAX;
        number = number * 10 + (uint64_t)(*text - '0');
        if (number >= UINT32_MAX) return UINT32_MAX;
    }
    return (uint32_t)number;
}

bool jx_xml_truth(const char *text) {
    return text && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
}

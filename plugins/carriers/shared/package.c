/*
 * Unpacking parts under limits.
 */
#include "plugins/carriers/shared/package.h"
#include "plugins/carriers/shared/memory.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SMALL = 1024 * 1024,           /* a part that is unpacked at once */
    RATIO_FROM = 16 * 1024 * 1024, /* below this a high ratio is harmless */
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

void jx_part_close(struct jx_package *package) {
    if (package->parser) jx_xml_memory_release();
    package->parser = NULL;
    if (package->file) zip_fclose(package->file);
    package->file = NULL;
}

void jx_package_close(struct jx_package *package) {
    jx_part_close(package);
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
    jx_part_close(package);
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

/* --- the part at hand --------------------------------------------------------------------------------------------- */

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
    if (package->room_size < size + 1 + packed) {
        package->room_size = 2 * (size + 1 + packed);
        package->room = package->host->allocate(package->call, package->room_size);
    }
    unsigned char *room = (unsigned char *)package->room, *from = room + size + 1;
    if (!packed_read(package, index, from, packed) ||
        libdeflate_deflate_decompress(package->decompressor, from, packed, room, size, &got) !=
            LIBDEFLATE_SUCCESS ||
        got != size || libdeflate_crc32(0, room, size) != stat->crc)
        return false;
    package->whole = package->room;
    package->bytes = package->left = room;
    package->length = package->fed = size;
    package->unpacked += size;
    return true;
}

enum jx_status jx_part_open(struct jx_package *package) {
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
    package->packed = stat.comp_size;
    if (!size_allowed(package, stat.size, stat.comp_size)) return JX_FAIL;
    if (small_unpack(package, (zip_uint64_t)index, &stat))
        return size_allowed(package, package->unpacked, package->input->length) ? JX_OK : JX_FAIL;
    package->file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    if (package->file) return JX_OK;
    damaged_report(package, package->part);
    return JX_FAIL;
}

enum jx_status jx_part_again(struct jx_package *package) {
    package->left = package->bytes;
    if (!package->file && !package->whole) return JX_OK;
    if (package->file) zip_fclose(package->file);
    package->file = NULL;
    package->whole = NULL;
    package->unpacked -= package->fed;
    package->fed = 0;
    return jx_part_open(package);
}

/* What lies in memory has been measured when it came there. */
static size_t left_read(struct jx_package *package, void *bytes, size_t room) {
    size_t left = package->length - (size_t)(package->left - package->bytes);
    if (left > room) left = room;
    memcpy(bytes, package->left, left);
    package->left += left;
    return left;
}

enum jx_status jx_part_read(struct jx_package *package, void *bytes, size_t room, size_t *length) {
    if (package->host->expired(package->call)) return JX_FAIL;
    if (!package->file) {
        *length = left_read(package, bytes, room);
        return JX_OK;
    }
    zip_int64_t got = zip_fread(package->file, bytes, room);
    if (got < 0) {
        damaged_report(package, package->part);
        return JX_FAIL;
    }
    *length = (size_t)got;
    package->fed += *length;
    package->unpacked += *length;
    bool allowed = size_allowed(package, package->fed, package->packed) &&
                   size_allowed(package, package->unpacked, package->input->length);
    return allowed ? JX_OK : JX_FAIL;
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

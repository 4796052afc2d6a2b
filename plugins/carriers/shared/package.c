/*
 * Unpacking parts under limits.
 */
#include "plugins/carriers/shared/package.h"
#include "plugins/carriers/shared/memory.h"
#include "plugins/carriers/shared/retell.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SMALL = 1024 * 1024,          /* a part that is unpacked at once */
    RATIO_FROM = 16 * 1024 * 1024 /* below this a high ratio is harmless */
};

static void package_release(void *package) {
    jx_package_close(package);
}

static void damaged_report(struct jx_package *package, const char *what) {
    JX_REPORT(package->host, package->call, JX_MSG_ZIP_DAMAGED, NULL, what);
}

enum jx_status jx_package_open(struct jx_package *package, const struct jx_host *host, struct jx_call *call,
                               const struct jx_input *input, bool quiet) {
    *package = (struct jx_package){.host = host, .call = call, .input = input};
    if (!jx_zip_open(&package->directory, host, call, input->bytes, input->length)) {
        if (!quiet) damaged_report(package, "ZIP");
        return JX_FAIL;
    }
    package->zip = &package->directory;
    host->defer(call, package_release, package);
    return JX_OK;
}

void jx_part_close(struct jx_package *package) {
    if (package->parser) jx_xml_memory_release();
    package->parser = NULL;
    jx_zip_reader_close(&package->file);
}

void jx_package_close(struct jx_package *package) {
    jx_part_close(package);
    package->zip = NULL;
    jx_told_leave(package);
    if (package->inflater) libdeflate_free_decompressor(package->inflater);
    package->inflater = NULL;
}

/* Some programs write the names of parts with backslashes. */
static const struct jx_zip_member *part_find(const struct jx_package *package, const char *part) {
    const struct jx_zip_member *member = jx_zip_find(package->zip, part);
    char other[512];
    if (member || strlen(part) >= sizeof other) return member;
    strcpy(other, part);
    for (char *c = other; (c = strchr(c, '/'));) *c = '\\';
    return jx_zip_find(package->zip, other);
}

bool jx_package_has(const struct jx_package *package, const char *part) {
    return part_find(package, part);
}

size_t jx_package_peek(struct jx_package *package, const char *part, char *bytes, size_t room) {
    const struct jx_zip_member *member = part_find(package, part);
    if (!member || !jx_zip_reader_open(&package->file, package->zip, member)) return 0;
    int64_t length = jx_zip_reader_read(&package->file, bytes, room);
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

/* Unpacks a small part at once, which is faster; false: it is not small, or not what the zip's directory says of it, and
 * is left to be unpacked block by block, by which it is found what is wrong. */
static bool small_unpack(struct jx_package *package, const struct jx_zip_member *member) {
    if (member->size == 0 || member->size > SMALL) return false;
    size_t size = (size_t)member->size;
    if (package->room_size < size + 1) {
        package->room_size = 2 * size + 1;
        package->room = package->host->allocate(package->call, package->room_size);
    }
    if (!jx_zip_unpack(package->zip, member, &package->inflater, package->room)) return false;
    package->whole = package->room;
    package->bytes = package->left = (const unsigned char *)package->room;
    package->length = package->fed = size;
    package->unpacked += size;
    return true;
}

/* Counts a part that need not be unpacked, for all that it says is known; false: it has to be. */
static bool told_again(struct jx_package *package, const struct jx_zip_member *member) {
    if (!package->told || !jx_told_whole(package->told, package->input->limits->depth)) return false;
    package->unpacked += member->size;
    return true;
}

/* The member of the part; NULL, reported: it is missing or encrypted. */
static const struct jx_zip_member *part_member(struct jx_package *package) {
    const struct jx_zip_member *member = part_find(package, package->part);
    if (!member)
        damaged_report(package, package->part);
    else if (member->locked)
        JX_REPORT(package->host, package->call, JX_MSG_ZIP_ENCRYPTED, NULL, NULL);
    return member && !member->locked ? member : NULL;
}

enum jx_status jx_part_open(struct jx_package *package) {
    const struct jx_zip_member *member = part_member(package);
    if (!member || !size_allowed(package, member->size, member->packed)) return JX_FAIL;
    package->packed = member->packed;
    package->told = package->handlers->again ? jx_told_find(package, member) : NULL;
    if (told_again(package, member) || small_unpack(package, member))
        return size_allowed(package, package->unpacked, package->input->length) ? JX_OK : JX_FAIL;
    if (jx_zip_reader_open(&package->file, package->zip, member)) return JX_OK;
    damaged_report(package, package->part);
    return JX_FAIL;
}

enum jx_status jx_part_again(struct jx_package *package) {
    package->left = package->bytes;
    if (!package->file.member && !package->whole) return JX_OK;
    jx_zip_reader_close(&package->file);
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
    if (!package->file.member) {
        *length = left_read(package, bytes, room);
        return JX_OK;
    }
    int64_t got = jx_zip_reader_read(&package->file, bytes, room);
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

const char *jx_part_load(struct jx_package *package, const char *part, size_t most, size_t *length) {
    package->part = part;
    const struct jx_zip_member *member = part_member(package);
    if (!member) return NULL;
    if (member->size > most || member->size > package->input->limits->bytes) {
        char limit[24];
        snprintf(limit, sizeof limit, "%zu", most);
        JX_REPORT(package->host, package->call, JX_MSG_BLANK_LARGE, NULL, part, limit);
        return NULL;
    }
    char *bytes = package->host->allocate(package->call, (size_t)member->size + 1);
    if (!jx_zip_unpack(package->zip, member, &package->inflater, bytes)) {
        damaged_report(package, part);
        return NULL;
    }
    *length = (size_t)member->size;
    return bytes;
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

#include "plugins/carriers/shared/repack.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DOS_1980 = 1 << 5 | 1, DEFLATE_LEVEL = 6 };

void jx_repack_put(struct jx_repack *repack, const char *part, const char *bytes, size_t length) {
    repack->items = repack->host->grow(repack->call, repack->items, repack->count, &repack->capacity,
                                       sizeof *repack->items);
    repack->items[repack->count++] = (struct jx_changed){part, bytes, length};
}

static bool refused(struct jx_package *package, enum jx_code code, const char *what) {
    JX_REPORT(package->host, package->call, code, NULL, what);
    return false;
}

/* Whether the directory says of each member what the member says itself. */
static bool agrees(const struct jx_input *input) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(input->bytes, input->length, 0, &error);
    zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) : NULL;
    if (archive)
        zip_discard(archive);
    else if (source)
        zip_source_free(source);
    zip_error_fini(&error);
    return archive;
}

bool jx_repack_allowed(struct jx_package *package) {
    zip_int64_t count = zip_get_num_entries(package->zip, 0);
    if (!agrees(package->input)) return refused(package, JX_MSG_BLANK_PACKAGE, NULL);
    for (zip_int64_t i = 0; i < count; i++) {
        const char *name = zip_get_name(package->zip, (zip_uint64_t)i, 0);
        zip_stat_t stat;
        if (!name) continue;
        if (strncasecmp(name, "_xmlsignatures/", 15) == 0 || strcasestr(name, "vbaProjectSignature"))
            return refused(package, JX_MSG_BLANK_SIGNED, name);
        if (zip_stat_index(package->zip, (zip_uint64_t)i, 0, &stat) == 0 &&
            (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
            return refused(package, JX_MSG_ZIP_ENCRYPTED, NULL);
        for (zip_int64_t j = 0; j < i && count < 2000; j++)
            if (strcasecmp(name, zip_get_name(package->zip, (zip_uint64_t)j, 0)) == 0)
                return refused(package, JX_MSG_ZIP_DAMAGED, name);
    }
    return true;
}

/* --- parts packed by libdeflate, for the zip library to copy --------------------------------------------------------- */

struct packed {
    const struct jx_changed *changed;
    unsigned char *bytes;
    size_t length, given;
    uint32_t sum;
};

static zip_int64_t packed_tell(const struct packed *packed, zip_stat_t *stat) {
    zip_stat_init(stat);
    stat->size = packed->changed->length;
    stat->comp_size = packed->length;
    stat->crc = packed->sum;
    stat->comp_method = ZIP_CM_DEFLATE;
    stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD;
    return sizeof *stat;
}

static zip_int64_t packed_give(void *user, void *data, zip_uint64_t length, zip_source_cmd_t command) {
    struct packed *packed = user;
    size_t left = packed->length - packed->given, given = length < left ? (size_t)length : left;
    switch (command) {
    case ZIP_SOURCE_OPEN: packed->given = 0; return 0;
    case ZIP_SOURCE_READ:
        memcpy(data, packed->bytes + packed->given, given);
        packed->given += given;
        return (zip_int64_t)given;
    case ZIP_SOURCE_STAT: return packed_tell(packed, data);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE: return 0;
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                              ZIP_SOURCE_STAT, ZIP_SOURCE_FREE, -1);
    default: return -1;
    }
}

/* --- the package ----------------------------------------------------------------------------------------------------- */

/* What other libraries hold. */
struct packing {
    const struct jx_host *host;
    struct jx_call *call;
    zip_source_t *source;
    zip_t *archive;
    void *copy; /* until it is handed over */
    struct libdeflate_compressor *compressor;
};

static void packing_release(void *thing) {
    struct packing *packing = thing;
    if (packing->archive) zip_discard(packing->archive);
    if (packing->source) zip_source_free(packing->source);
    free(packing->copy);
    if (packing->compressor) libdeflate_free_compressor(packing->compressor);
    *packing = (struct packing){0};
}

static bool packing_open(struct packing *packing, const struct jx_input *input) {
    packing->compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
    if (!packing->compressor) return false;
    packing->copy = malloc(input->length);
    if (!packing->copy) return false;
    memcpy(packing->copy, input->bytes, input->length);
    packing->source = zip_source_buffer_create(packing->copy, input->length, 1, NULL);
    if (!packing->source) return false;
    packing->copy = NULL;
    packing->archive = zip_open_from_source(packing->source, 0, NULL);
    if (!packing->archive) return false;
    zip_source_keep(packing->source); /* one for the archive, one for here */
    return true;
}

static struct packed *part_pack(struct packing *packing, const struct jx_changed *changed) {
    struct packed *packed = packing->host->allocate(packing->call, sizeof *packed);
    size_t most = libdeflate_deflate_compress_bound(packing->compressor, changed->length);
    packed->changed = changed;
    packed->bytes = packing->host->allocate(packing->call, most);
    packed->length = libdeflate_deflate_compress(packing->compressor, changed->bytes, changed->length,
                                                 packed->bytes, most);
    packed->sum = libdeflate_crc32(0, changed->bytes, changed->length);
    return packed;
}

static bool part_change(struct packing *packing, const struct jx_changed *changed) {
    zip_int64_t index = zip_name_locate(packing->archive, changed->part, ZIP_FL_NOCASE);
    if (index < 0) return false;
    if (!changed->bytes) return zip_delete(packing->archive, (zip_uint64_t)index) == 0;
    zip_source_t *source = zip_source_function(packing->archive, packed_give, part_pack(packing, changed));
    if (!source) return false;
    if (zip_file_replace(packing->archive, (zip_uint64_t)index, source, 0) != 0)
        return zip_source_free(source), false;
    return zip_file_set_dostime(packing->archive, (zip_uint64_t)index, 0, DOS_1980, 0) == 0 &&
           zip_set_file_compression(packing->archive, (zip_uint64_t)index, ZIP_CM_DEFLATE, DEFLATE_LEVEL) ==
               0;
}

static bool packing_finish(struct packing *packing, const struct jx_repack *repack) {
    char buffer[1 << 16];
    zip_int64_t got = -1;
    if (zip_close(packing->archive) != 0) return false;
    packing->archive = NULL;
    if (zip_source_open(packing->source) != 0) return false;
    while ((got = zip_source_read(packing->source, buffer, sizeof buffer)) > 0)
        repack->host->append(repack->call, buffer, (size_t)got);
    zip_source_close(packing->source);
    return got == 0;
}

enum jx_status jx_repack_finish(struct jx_repack *repack, const struct jx_input *input) {
    if (repack->count == 0) {
        repack->host->append(repack->call, input->bytes, input->length);
        return JX_OK;
    }
    struct packing *packing = repack->host->allocate(repack->call, sizeof *packing);
    packing->host = repack->host;
    packing->call = repack->call;
    repack->host->defer(repack->call, packing_release, packing);
    bool good = packing_open(packing, input);
    for (uint32_t i = 0; i < repack->count && good; i++) good = part_change(packing, &repack->items[i]);
    if (good && packing_finish(packing, repack)) return JX_OK;
    JX_REPORT(repack->host, repack->call, JX_MSG_BLANK_PACKAGE, NULL, NULL);
    return JX_FAIL;
}

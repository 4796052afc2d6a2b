#include "plugins/carriers/shared/repack.h"

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

bool jx_repack_allowed(struct jx_package *package) {
    zip_int64_t count = zip_get_num_entries(package->zip, 0);
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

/* What the zip library holds and what it will free once it is handed over. */
struct packing {
    zip_source_t *source;
    zip_t *archive;
    void *copy, *part;
};

static void packing_release(void *thing) {
    struct packing *packing = thing;
    if (packing->archive) zip_discard(packing->archive);
    if (packing->source) zip_source_free(packing->source);
    free(packing->copy);
    free(packing->part);
    *packing = (struct packing){0};
}

static bool packing_open(struct packing *packing, const struct jx_input *input) {
    packing->copy = malloc(input->length);
    if (!packing->copy) return false;
    memcpy(packing->copy, input->bytes, input->length);
    packing->source = zip_source_buffer_create(packing->copy, input->length, 1, NULL);
    if (!packing->source) return false;
    packing->copy = NULL;
    packing->archive = zip_open_from_source(packing->source, ZIP_CHECKCONS, NULL);
    if (!packing->archive) return false;
    zip_source_keep(packing->source); /* one for the archive, one for here */
    return true;
}

static bool part_change(struct packing *packing, const struct jx_changed *changed) {
    zip_int64_t index = zip_name_locate(packing->archive, changed->part, ZIP_FL_NOCASE);
    if (index < 0) return false;
    if (!changed->bytes) return zip_delete(packing->archive, (zip_uint64_t)index) == 0;
    packing->part = malloc(changed->length + 1);
    if (!packing->part) return false;
    memcpy(packing->part, changed->bytes, changed->length);
    zip_source_t *source = zip_source_buffer(packing->archive, packing->part, changed->length, 1);
    if (!source) return false;
    packing->part = NULL;
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
    repack->host->defer(repack->call, packing_release, packing);
    bool good = packing_open(packing, input);
    for (uint32_t i = 0; i < repack->count && good; i++) good = part_change(packing, &repack->items[i]);
    if (good && packing_finish(packing, repack)) return JX_OK;
    JX_REPORT(repack->host, repack->call, JX_MSG_BLANK_PACKAGE, NULL, NULL);
    return JX_FAIL;
}

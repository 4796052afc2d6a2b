#include "plugins/carriers/shared/repack.h"

#include <string.h>
#include <strings.h>

#include "plugins/carriers/shared/pack.h"

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
    const struct jx_zip *zip = package->zip;
    for (uint32_t i = 0; i < zip->count; i++)
        if (!jx_pack_keeps(zip, &zip->members[i])) return refused(package, JX_MSG_BLANK_PACKAGE, NULL);
    for (uint32_t i = 0; i < zip->count; i++) {
        const char *name = zip->members[i].name;
        if (strncasecmp(name, "_xmlsignatures/", 15) == 0 || strcasestr(name, "vbaProjectSignature"))
            return refused(package, JX_MSG_BLANK_SIGNED, name);
        if (zip->members[i].locked) return refused(package, JX_MSG_ZIP_ENCRYPTED, NULL);
        for (uint32_t j = 0; j < i && zip->count < 2000; j++)
            if (strcasecmp(name, zip->members[j].name) == 0)
                return refused(package, JX_MSG_ZIP_DAMAGED, name);
    }
    return true;
}

/* The last that was noted of the member; NULL: it stays as it is. */
static const struct jx_changed *change_of(const struct jx_repack *repack,
                                          const struct jx_zip_member *member) {
    for (uint32_t i = repack->count; i-- > 0;)
        if (strcasecmp(repack->items[i].part, member->name) == 0) return &repack->items[i];
    return NULL;
}

/* JX_FAIL: the zip has no such part, or is not such that jx_repack_allowed lets it through. */
static enum jx_status repack_members(const struct jx_repack *repack, const struct jx_zip *zip,
                                     struct jx_pack *pack) {
    for (uint32_t i = 0; i < repack->count; i++)
        if (!jx_zip_find(zip, repack->items[i].part)) return JX_FAIL;
    for (uint32_t i = 0; i < zip->count; i++) {
        const struct jx_changed *changed = change_of(repack, &zip->members[i]);
        if (!changed && !jx_pack_keep(pack, zip, &zip->members[i])) return JX_FAIL;
        if (changed && changed->bytes)
            jx_pack_add(pack, zip->members[i].name, changed->bytes, changed->length);
    }
    return jx_pack_close(pack);
}

enum jx_status jx_repack_finish(struct jx_repack *repack, const struct jx_input *input) {
    if (repack->count == 0) {
        repack->host->append(repack->call, input->bytes, input->length);
        return JX_OK;
    }
    struct jx_pack *pack = repack->host->allocate(repack->call, sizeof *pack);
    struct jx_zip zip;
    *pack = (struct jx_pack){.host = repack->host, .call = repack->call};
    jx_pack_open(pack);
    enum jx_status status = JX_FAIL;
    if (jx_zip_open(&zip, repack->host, repack->call, input->bytes, input->length))
        status = repack_members(repack, &zip, pack);
    if (status == JX_FAIL) JX_REPORT(repack->host, repack->call, JX_MSG_BLANK_PACKAGE, NULL, NULL);
    return status;
}

/*
 * Spreadsheets of OpenDocument, which LibreOffice writes, and WPS on request.
 */
#include "spreadsheet.h"

#include <string.h>

#include "plugins/carriers/shared/opening.h"

static const char kind[] = "application/vnd.oasis.opendocument.spreadsheet";

static bool mentions(const char *bytes, size_t length, const char *word) {
    return memmem(bytes, length, word, strlen(word));
}

/* The first bytes of the input, as far as they are looked at. */
static size_t input_front(const struct jx_input *input, size_t most) {
    return input->length < most ? input->length : most;
}

/* One XML file with all in it. Its first element declares many namespaces before it says what it is. */
static bool looks_flat(const struct jx_input *input) {
    enum { HEAD = 16384 };
    const char *bytes = (const char *)input->bytes;
    size_t length = input_front(input, HEAD);
    return mentions(bytes, length, "<office:document") && mentions(bytes, length, kind);
}

int jx_ods_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    if (!jx_opening_zip(input)) return looks_flat(input) ? 95 : 0;
    struct jx_package *package = host->allocate(call, sizeof *package);
    if (jx_package_open(package, host, call, input, true) != JX_OK)
        return mentions((const char *)input->bytes, input_front(input, 1 << 20), kind) ? 40 : 0;
    bool ours = jx_opening_says(package, kind);
    jx_package_close(package);
    return ours ? 95 : 0;
}

/* Its parts are locked one by one, or as a package inside of the package; the list of parts says so. */
static bool is_locked(struct jx_package *package) {
    enum { ROOM = 256 * 1024 };
    char *room = package->host->allocate(package->call, ROOM);
    size_t length = jx_package_peek(package, "META-INF/manifest.xml", room, ROOM);
    return mentions(room, length, "encryption-data");
}

static enum jx_status package_read(struct jx_package *package, struct jx_book *book) {
    if (is_locked(package)) {
        JX_REPORT(package->host, package->call, JX_MSG_ZIP_ENCRYPTED, NULL, NULL);
        return JX_FAIL;
    }
    struct jx_ods_pages pages = {0};
    enum jx_status status = jx_ods_content_read(package, "content.xml", book, &pages);
    enum jx_status margins =
        status <= JX_WARN ? jx_ods_margins_read(package, "styles.xml", &pages, book) : JX_OK;
    return margins > status ? margins : status;
}

/* One file with all in it: heads and feet of pages stand before the sheets, but which pages are used is known only behind. */
static enum jx_status flat_read(struct jx_package *package, struct jx_book *book) {
    struct jx_ods_pages pages = {0};
    enum jx_status status = jx_ods_content_read(package, NULL, book, &pages);
    enum jx_status margins = status <= JX_WARN ? jx_ods_margins_read(package, NULL, &pages, book) : JX_OK;
    return margins > status ? margins : status;
}

enum jx_status jx_ods_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                           struct jx_book *book) {
    struct jx_package *package = host->allocate(call, sizeof *package);
    enum jx_status status = JX_OK;
    if (looks_flat(input) && !jx_opening_zip(input)) {
        *package = (struct jx_package){.host = host, .call = call, .input = input};
        status = flat_read(package, book);
    } else {
        status = jx_package_open(package, host, call, input, false);
        if (status <= JX_WARN) status = package_read(package, book);
    }
    jx_package_close(package);
    return jx_fill_finish(host, call, book, status);
}

static const struct jx_carrier ods = {
    .abi = JX_CARRIER_ABI,
    .size = sizeof(struct jx_carrier),
    .id = "ods",
    .chinese = "OpenDocument 表格",
    .english = "OpenDocument spreadsheet",
    .extensions = "ods ots fods",
    .packages = "zlib1g libexpat1 libdeflate0",
    .bid = jx_ods_bid,
    .read = jx_ods_read,
};

JX_CARRIER_PLUGIN(ods) {
    return &ods;
}

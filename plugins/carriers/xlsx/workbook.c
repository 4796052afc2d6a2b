/*
 * Reading a workbook: which sheets it lists, in which order, and what they share.
 */
#include "workbook.h"

#include <string.h>

/* --- the list of sheets ------------------------------------------------------------------------------------------ */

static void workbook_start(void *user, const char *name, const char **attributes) {
    struct jx_xlsx_workbook *workbook = user;
    const struct jx_host *host = workbook->package.host;
    struct jx_call *call = workbook->package.call;
    if (strcmp(name, "workbookPr") == 0) {
        workbook->date1904 = jx_xml_truth(jx_xml_attribute(attributes, "date1904"));
    } else if (strcmp(name, "sheet") == 0) {
        const char *title = jx_xml_attribute(attributes, "name");
        const char *id = jx_xml_attribute(attributes, "id");
        const char *state = jx_xml_attribute(attributes, "state");
        if (!id) return;
        if (!title) title = "";
        workbook->listings = host->grow(call, workbook->listings, workbook->listing_count,
                                        &workbook->listing_capacity, sizeof *workbook->listings);
        workbook->listings[workbook->listing_count++] = (struct jx_xlsx_listing){
            .name = host->text(call, title, strlen(title)),
            .relation = host->text(call, id, strlen(id)),
            .hidden = state && (strcmp(state, "hidden") == 0 || strcmp(state, "veryHidden") == 0)};
    }
}

/* The workbook's own part, by the package's relationships or where it usually is. */
static enum jx_status workbook_locate(struct jx_xlsx_workbook *workbook) {
    struct jx_relations relations;
    enum jx_status status = jx_relations_read(&workbook->package, "", &relations);
    if (status > JX_WARN) return status;
    const struct jx_relation *relation = jx_relation_by_type(&relations, "officeDocument");
    workbook->part = relation ? relation->target : "xl/workbook.xml";
    return JX_OK;
}

enum jx_status jx_xlsx_workbook_open(struct jx_xlsx_workbook *workbook) {
    static const struct jx_xml_handlers handlers = {.start = workbook_start};
    struct jx_package *package = &workbook->package;
    enum jx_status status = workbook_locate(workbook);
    if (status > JX_WARN) return status;
    size_t length = strlen(workbook->part);
    if (length > 4 && strcmp(workbook->part + length - 4, ".bin") == 0) {
        JX_REPORT(package->host, package->call, JX_MSG_WORKBOOK_BINARY, NULL, NULL);
        return JX_FAIL;
    }
    status = jx_package_parse(package, workbook->part, &handlers, workbook);
    if (status <= JX_WARN) status = jx_relations_read(package, workbook->part, &workbook->relations);
    if (status > JX_WARN) return status;
    const struct jx_relation *styles = jx_relation_by_type(&workbook->relations, "styles");
    const struct jx_relation *strings = jx_relation_by_type(&workbook->relations, "sharedStrings");
    if (styles) status = jx_xlsx_styles_read(workbook, styles->target);
    if (status <= JX_WARN && strings) status = jx_xlsx_strings_read(workbook, strings->target);
    return status;
}

/* --- the carrier ------------------------------------------------------------------------------------------------- */

/* A zip whose end is missing has no list of its members; the first of them still tell what it was. */
static bool looks_cut_short(const struct jx_input *input) {
    size_t length = input->length < 1 << 20 ? input->length : 1 << 20;
    return memmem(input->bytes, length, "xl/", 3) != NULL &&
           (memmem(input->bytes, length, "[Content_Types].xml", 19) != NULL ||
            memmem(input->bytes, length, "xl/w", 4) != NULL);
}

/* The part need not be called xl/workbook.xml; its content type is what makes it a workbook. */
static bool has_workbook(struct jx_package *package) {
    static const char *const types[] = {"spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml",
                                        "ms-excel.sheet.macroEnabled.main+xml",
                                        "ms-excel.template.macroEnabled.main+xml"};
    if (jx_package_has(package, "xl/workbook.xml") || jx_package_has(package, "xl/workbook.bin")) return true;
    enum { ROOM = 64 * 1024 };
    char *bytes = package->host->allocate(package->call, ROOM);
    size_t length = jx_package_peek(package, "[Content_Types].xml", bytes, ROOM);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (memmem(bytes, length, types[i], strlen(types[i]))) return true;
    return false;
}

int jx_xlsx_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    if (input->length < 4 || memcmp(input->bytes, "PK\3\4", 4) != 0) return 0;
    struct jx_package *package = host->allocate(call, sizeof *package);
    if (jx_package_open(package, host, call, input, true) != JX_OK) return looks_cut_short(input) ? 40 : 0;
    bool ours = jx_package_has(package, "[Content_Types].xml") && has_workbook(package);
    jx_package_close(package);
    return ours ? 95 : 0;
}

/* Charts, dialogs and macros have sheets of their own that hold no cells. A sheet's part is read once only, whatever the
 * list says: a small file could otherwise ask for the same large one a thousand times. */
static enum jx_status listing_read(struct jx_xlsx_workbook *workbook, struct jx_book *book,
                                   const struct jx_xlsx_listing *listing, bool *used) {
    struct jx_package *package = &workbook->package;
    const struct jx_relation *relation = jx_relation_by_id(&workbook->relations, listing->relation);
    if (relation && strcmp(relation->type, "worksheet") != 0) return JX_OK;
    if (!relation || used[relation - workbook->relations.items]) {
        JX_REPORT(package->host, package->call, JX_MSG_ZIP_DAMAGED, NULL, listing->name);
        return JX_FAIL;
    }
    used[relation - workbook->relations.items] = true;
    struct jx_sheet *sheet = package->host->sheet(package->call, book, listing->name);
    sheet->hidden = listing->hidden;
    return jx_xlsx_sheet_read(workbook, relation->target, sheet);
}

enum jx_status jx_xlsx_read(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                            struct jx_book *book) {
    struct jx_xlsx_workbook *workbook = host->allocate(call, sizeof *workbook);
    workbook->fill = (struct jx_fill_book){.host = host, .call = call, .limits = input->limits};
    enum jx_status status = jx_package_open(&workbook->package, host, call, input, false);
    if (status == JX_OK) status = jx_xlsx_workbook_open(workbook);
    if (status > JX_WARN) return status;
    bool *used = host->allocate(call, workbook->relations.count + 1);
    for (uint32_t i = 0; i < workbook->listing_count && status <= JX_WARN; i++)
        status = listing_read(workbook, book, &workbook->listings[i], used);
    jx_package_close(&workbook->package);
    if (status > JX_WARN) return status;

    bool cells = false;
    for (size_t i = 0; i < book->sheet_count; i++) cells = cells || book->sheets[i]->row_count > 0;
    if (cells) return status;
    JX_REPORT(host, call, JX_MSG_SHEET_NONE, NULL, NULL);
    return JX_FAIL;
}

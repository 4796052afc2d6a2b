/*
 * Reading a workbook: which sheets it lists, in which order, and what they share.
 */
#include "workbook.h"

#include <string.h>

#include "plugins/carriers/shared/opening.h"

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

enum jx_status jx_xlsx_workbook_open(struct jx_xlsx_workbook *workbook) {
    static const struct jx_xml_handlers handlers = {.start = workbook_start, .again = true};
    struct jx_package *package = &workbook->package;
    size_t length = strlen(workbook->part);
    if (length > 4 && strcmp(workbook->part + length - 4, ".bin") == 0) {
        JX_REPORT(package->host, package->call, JX_MSG_WORKBOOK_BINARY, NULL, NULL);
        return JX_FAIL;
    }
    enum jx_status status = jx_package_parse(package, workbook->part, &handlers, workbook);
    if (status <= JX_WARN) status = jx_relations_read(package, workbook->part, &workbook->relations);
    if (status > JX_WARN) return status;
    const struct jx_relation *styles = jx_relation_by_type(&workbook->relations, "styles");
    const struct jx_relation *strings = jx_relation_by_type(&workbook->relations, "sharedStrings");
    if (styles && !workbook->raw && jx_package_has(package, styles->target))
        status = jx_xlsx_styles_read(workbook, styles->target);
    if (status <= JX_WARN && strings && jx_package_has(package, strings->target))
        status = jx_xlsx_strings_read(workbook, strings->target);
    else if (status <= JX_WARN && strings)
        JX_REPORT(package->host, package->call, JX_MSG_STRINGS_PARTLESS, NULL, strings->target);
    return status;
}

/* --- the carrier ------------------------------------------------------------------------------------------------- */

static const struct jx_opening opening = {
    .folder = "xl/",
    .front = "xl/w",
    .parts = (const char *const[]){"xl/workbook.xml", "xl/workbook.bin", NULL},
    .types = (const char *const[]){"spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml",
                                   "ms-excel.sheet.macroEnabled.main+xml",
                                   "ms-excel.template.macroEnabled.main+xml", NULL},
};

int jx_xlsx_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    return jx_opening_bid(host, call, input, &opening);
}

/* Charts, dialogs and macros have sheets of their own that hold no cells. A sheet's part is read once only, whatever the
 * list says: a small file could otherwise ask for the same large one a thousand times. */
static enum jx_status listing_read(struct jx_xlsx_workbook *workbook, struct jx_book *book,
                                   const struct jx_xlsx_listing *listing, bool *used) {
    struct jx_package *package = &workbook->package;
    const struct jx_relation *relation = jx_relation_by_id(&workbook->relations, listing->relation);
    if (relation && strcmp(relation->type, "worksheet") != 0) return JX_OK;
    if (!relation && *listing->relation == '\0') return JX_OK; /* an old macro module: it has no part */
    if (!relation || !jx_package_has(package, relation->target)) {
        JX_REPORT(package->host, package->call, JX_MSG_SHEET_PARTLESS, NULL, listing->name);
        return JX_WARN;
    }
    if (used[relation - workbook->relations.items]) {
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
    workbook->fill = (struct jx_fill_book){.host = host, .call = call, .limits = input->limits, .into = book};
    enum jx_status status = jx_opening_open(&workbook->package, host, call, input, &opening, &workbook->part);
    if (status == JX_OK) status = jx_xlsx_workbook_open(workbook);
    if (status > JX_WARN) return status;
    bool *used = host->allocate(call, workbook->relations.count + 1);
    for (uint32_t i = 0; i < workbook->listing_count && status <= JX_WARN; i++)
        status = listing_read(workbook, book, &workbook->listings[i], used);
    jx_package_close(&workbook->package);
    return jx_fill_finish(host, call, book, status);
}

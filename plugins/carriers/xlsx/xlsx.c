/*
 * Workbooks, .xlsx and .xlsm; WPS writes the same under its own endings.
 */
#include "patch.h"
#include "workbook.h"

static const struct jx_carrier xlsx = {
    .abi = JX_CARRIER_ABI,
    .size = sizeof(struct jx_carrier),
    .id = "xlsx",
    .chinese = "Excel 工作簿",
    .english = "Excel workbook",
    .extensions = "xlsx",
    .packages = "zlib1g libexpat1 libdeflate0",
    .bid = jx_xlsx_bid,
    .read = jx_xlsx_read,
    .write = jx_xlsx_write,
    .abilities = JX_CARRIER_HIDES | JX_CARRIER_PRINTS | JX_CARRIER_PAGES | JX_CARRIER_HOLDS,
    .patch = jx_xlsx_patch_write,
    .survey = jx_xlsx_survey,
};

JX_CARRIER_PLUGIN(xlsx) {
    return &xlsx;
}

/*
 * Workbooks of the old kind: .xls of Excel 2 to 2003, and .et of WPS, which are the same. They are only read.
 */
#include "xls.h"

static const struct jx_carrier xls = {
    .abi = JX_CARRIER_ABI,
    .size = sizeof(struct jx_carrier),
    .id = "xls",
    .chinese = "Excel 97-2003 工作簿（.xls、.et）",
    .english = "Excel 97-2003 workbook (.xls, .et)",
    .extensions = "xls et xlt ett",
    .packages = "",
    .bid = jx_xls_bid,
    .read = jx_xls_read,
};

JX_CARRIER_PLUGIN(xls) {
    return &xls;
}

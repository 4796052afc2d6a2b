/*
 * XML Spreadsheet 2003: what many systems export under the name of .xls, for it is text and easily put together.
 */
#include "table.h"

static const struct jx_carrier xml = {
    .abi = JX_CARRIER_ABI,
    .size = sizeof(struct jx_carrier),
    .id = "xml",
    .chinese = "XML 表格 2003",
    .english = "XML Spreadsheet 2003",
    .extensions = "xml",
    .packages = "zlib1g libexpat1 libdeflate0",
    .bid = jx_xml_bid,
    .read = jx_xml_read,
};

JX_CARRIER_PLUGIN(xml) {
    return &xml;
}

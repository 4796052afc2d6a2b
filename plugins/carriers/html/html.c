/*
 * Web pages, .html, .htm and .mht, and the ".xls" that is one: what many systems call an export to Excel.
 */
#include "html.h"

#include <libxml/parser.h>

static const struct jx_carrier html = {
    .abi = JX_CARRIER_ABI,
    .size = sizeof(struct jx_carrier),
    .id = "html",
    .chinese = "网页",
    .english = "web page",
    .extensions = "html htm",
    .packages = "libxml2",
    .bid = jx_html_bid,
    .read = jx_html_read,
    .write = jx_html_write,
    .abilities = JX_CARRIER_PRINTS,
    .height_most = JX_UNLIMITED,
};

/* Plugins are loaded by one thread at a time; the library that parses asks to be set up before there are several. */
JX_CARRIER_PLUGIN(html) {
    xmlInitParser();
    return &html;
}

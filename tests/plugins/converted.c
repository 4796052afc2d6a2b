/*
 * Stands in for the carrier that reads what another program made: the bytes of the input become the first cell. Asked
 * for "again", it has itself read once more.
 */
#include <string.h>

#include <jixiao/carrier.h>

static int converted_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    (void)host;
    (void)call;
    return input->length >= 5 && !memcmp(input->bytes, "again", 5) ? 95 : 0;
}

static enum jx_status converted_read(const struct jx_host *host, struct jx_call *call,
                                     const struct jx_input *input, struct jx_book *book) {
    if (converted_bid(host, call, input)) return host->read_as(call, "docx", input, book);
    struct jx_cell *cell = host->cell(call, host->sheet(call, book, ""), 0, 0);
    if (!cell) return JX_FAIL;
    cell->text = host->text(call, (const char *)input->bytes, input->length);
    cell->length = (uint32_t)strlen(cell->text);
    cell->kind = JX_CELL_TEXT;
    return JX_OK;
}

JX_CARRIER_PLUGIN(converted) {
    static const struct jx_carrier carrier = {
        .abi = JX_CARRIER_ABI,
        .size = sizeof(struct jx_carrier),
        .id = "docx",
        .chinese = "试探",
        .english = "a probe",
        .extensions = "",
        .packages = "",
        .bid = converted_bid,
        .read = converted_read,
    };
    return &carrier;
}

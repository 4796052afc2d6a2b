/*
 * A carrier that bids BID for everything and can neither read nor write, and with a macro defined wrong in one way.
 */
#include <stddef.h>

#include <jixiao/carrier.h>

#ifndef ID
#define ID "probe"
#endif
#ifndef ABI
#define ABI JX_CARRIER_ABI
#endif
#ifndef SIZE
#define SIZE sizeof(struct jx_carrier)
#endif
#ifndef BID
#define BID 50
#endif
#ifndef EXTENSIONS
#define EXTENSIONS ""
#endif

static int probe_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    (void)host;
    (void)call;
    (void)input;
    return BID;
}

static enum jx_status probe_read(const struct jx_host *host, struct jx_call *call,
                                 const struct jx_input *input, struct jx_book *book) {
    (void)host;
    (void)call;
    (void)input;
    (void)book;
    return JX_FAIL;
}

static enum jx_status probe_write(const struct jx_host *host, struct jx_call *call,
                                  const struct jx_output *output, const struct jx_book *book) {
    (void)host;
    (void)call;
    (void)output;
    (void)book;
    return JX_FAIL;
}

static const struct jx_carrier carrier = {
    .abi = ABI,
    .size = SIZE,
    .id = ID,
    .chinese = "试探",
    .english = "a probe",
    .extensions = EXTENSIONS,
    .packages = "",
#ifndef NO_BID
    .bid = probe_bid,
#endif
    .read = probe_read,
#ifdef WRITER
    .write = probe_write,
#endif
};

JX_CARRIER_PLUGIN(probe) {
    (void)probe_bid;
    (void)probe_write;
    return &carrier;
}

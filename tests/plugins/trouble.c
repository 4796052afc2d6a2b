/*
 * A carrier for files that make trouble: what a damaged library or a hostile file would do, on request. The first word of
 * the file says what: CRASH! EXIT! HANG! EATMEM!, LOOP! (which takes the processor, as HANG! does not), or
 * FORK!, which hangs and has a child that hangs as well; its number is left in the file child.pid of
 * the folder out, the only one where a worker may write.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jixiao/carrier.h>

static const char *const words[] = {"CRASH!", "EXIT!", "HANG!", "LOOP!", "EATMEM!", "FORK!"};

static int trouble_bid(const struct jx_host *host, struct jx_call *call, const struct jx_input *input) {
    (void)host;
    (void)call;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (input->length >= strlen(words[i]) && !memcmp(input->bytes, words[i], strlen(words[i])))
            return 100;
    return 0;
}

static void leave_child(void) {
    FILE *file = fopen("out/child.pid", "w");
    pid_t child = file ? fork() : -1;
    if (child == 0) {
        setpgid(0, 0);
        for (;;) pause();
    }
    if (file) fprintf(file, "%d", (int)child);
    if (file) fclose(file);
}

static enum jx_status trouble_read(const struct jx_host *host, struct jx_call *call,
                                   const struct jx_input *input, struct jx_book *book) {
    (void)book;
    switch (input->bytes[0]) {
    case 'C': abort();
    case 'F': leave_child(); /* fall through */
    case 'H':
        for (;;) pause();
    case 'L':
        for (volatile unsigned i = 0;; i++) continue;
    case 'E':
        if (input->bytes[1] == 'X') _exit(7);
        for (;;) memset(host->allocate(call, 1 << 20), 1, 1 << 20);
    default: return JX_FAIL;
    }
}

static const struct jx_carrier carrier = {
    .abi = JX_CARRIER_ABI,
    .size = sizeof(struct jx_carrier),
    .id = "trouble",
    .chinese = "麻烦",
    .english = "trouble",
    .extensions = "",
    .packages = "",
    .bid = trouble_bid,
    .read = trouble_read,
};

JX_CARRIER_PLUGIN(trouble) {
    return &carrier;
}

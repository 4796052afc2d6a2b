#include "core/words/seals.h"

#include <string.h>

static const char *const seals[] = {"（盖章）", "(盖章)",   "（公章）", "(公章)",   "（签章）",
                                    "(签章)",   "（签字）", "(签字)",   "（签名）", "(签名)"};

enum { SEALS = sizeof seals / sizeof *seals };

size_t jx_seal_first(const char *text, size_t length) {
    for (size_t i = 0; i < SEALS; i++) {
        size_t own = strlen(seals[i]);
        if (length >= own && memcmp(text, seals[i], own) == 0) return own;
    }
    return 0;
}

size_t jx_seal_last(const char *text, size_t length) {
    for (size_t i = 0; i < SEALS; i++) {
        size_t own = strlen(seals[i]);
        if (length >= own && memcmp(text + length - own, seals[i], own) == 0) return own;
    }
    return 0;
}

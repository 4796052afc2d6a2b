#include "core/words/seals.h"

#include <string.h>

#define WORDS(X) X("盖章") X("公章") X("签章") X("签字") X("签名")

static const char *const words[] = {
#define X(word) word,
    WORDS(X)
#undef X
};

static const char *const seals[] = {
#define X(word) "（" word "）", "(" word ")",
    WORDS(X)
#undef X
};

enum { SEALS = sizeof seals / sizeof *seals, SEAL_WORDS = sizeof words / sizeof *words };

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

size_t jx_seal_word_last(const char *text, size_t length) {
    for (size_t i = 0; i < SEAL_WORDS; i++) {
        size_t own = strlen(words[i]);
        if (length >= own && memcmp(text + length - own, words[i], own) == 0) return own;
    }
    return 0;
}

const char *jx_seal_word_find(const char *text, size_t *length) {
    for (size_t i = 0; i < SEAL_WORDS; i++) {
        const char *at = strstr(text, words[i]);
        if (at) return *length = strlen(words[i]), at;
    }
    return NULL;
}

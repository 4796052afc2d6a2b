/*
 * How the limits of a batch are said in messages.
 */
#include <stdio.h>

#include "core/batch/batch.h"

enum jx_code jx_batch_memory(const struct jx_batch *batch, char *words, size_t room) {
    snprintf(words, room, "%llu", (unsigned long long)(batch->memory >> 20));
    return batch->memory ? JX_MSG_BATCH_MEMORY : JX_MSG_FILE_MEMORY;
}

void jx_batch_seconds(uint64_t milliseconds, char *words, size_t room) {
    int length = snprintf(words, room, "%llu.%03llu", (unsigned long long)(milliseconds / 1000),
                          (unsigned long long)(milliseconds % 1000));
    while (length > 1 && words[length - 1] == '0') words[--length] = '\0';
    if (length > 1 && words[length - 1] == '.') words[length - 1] = '\0';
}

#include "core/words/label.h"

#include <string.h>

#include "core/base/arena.h"

struct jx_notes jx_notes_of(struct jx_arena *arena, const struct jx_label *labels, size_t count) {
    struct jx_notes notes = {.labels = jx_arena_alloc(arena, count * sizeof *notes.labels)};
    for (size_t i = 0; i < count; i++) {
        if (!labels[i].inside) continue;
        const char *key = labels[i].key, *behind = key;
        jx_text_next(&behind, key + strlen(key));
        size_t length = (size_t)(behind - key);
        notes.firsts |= length > 0 ? jx_notes_bit(key, length < 3 ? length : 3) : UINT64_MAX;
        notes.labels[notes.count++] = &labels[i];
    }
    return notes;
}

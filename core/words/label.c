#include "core/words/label.h"

#include "core/base/arena.h"

struct jx_notes jx_notes_of(struct jx_arena *arena, const struct jx_label *labels, size_t count) {
    struct jx_notes notes = {jx_arena_alloc(arena, count * sizeof *notes.labels), 0};
    for (size_t i = 0; i < count; i++)
        if (labels[i].inside) notes.labels[notes.count++] = &labels[i];
    return notes;
}

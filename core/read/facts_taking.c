#include "core/read/facts_taking.h"

#include "core/base/text.h"

struct jx_place jx_taking_place(const struct jx_taking *taking, const struct jx_seen *seen) {
    struct jx_spot spot = jx_seen_spot(seen);
    return jx_spot_place(taking->reading, &spot);
}

const char *jx_taking_phrase(const struct jx_taking *taking, const struct jx_seen *seen) {
    return jx_text_phrase(taking->reading->arena, seen->cell->text, seen->cell->length);
}

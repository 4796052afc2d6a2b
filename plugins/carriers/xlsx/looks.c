#include "looks.h"

const struct jx_xlsx_look jx_xlsx_looks[JX_LOOK_COUNT] = {
    [JX_LOOK_PLAIN] = {JX_XLSX_NEITHER, false, false, false},
    [JX_LOOK_TITLE] = {JX_XLSX_CENTRE, true, false, true},
    [JX_LOOK_NOTE] = {JX_XLSX_LEFT, false, false, true},
    [JX_LOOK_NOTE_CENTRE] = {JX_XLSX_CENTRE, false, false, true},
    [JX_LOOK_NOTE_RIGHT] = {JX_XLSX_RIGHT, false, false, true},
    [JX_LOOK_LABEL] = {JX_XLSX_CENTRE, false, true, true},
    [JX_LOOK_LABEL_LEFT] = {JX_XLSX_LEFT, false, true, true},
    [JX_LOOK_LABEL_RIGHT] = {JX_XLSX_RIGHT, false, true, true},
    [JX_LOOK_TEXT] = {JX_XLSX_LEFT, false, true, true},
    [JX_LOOK_CENTRE] = {JX_XLSX_CENTRE, false, true, true},
};

/* The first look that is the same as this one: a label's and a centred text's, say. */
static unsigned first_like(unsigned look) {
    const struct jx_xlsx_look *own = &jx_xlsx_looks[look];
    for (unsigned i = 0; i < look; i++) {
        const struct jx_xlsx_look *other = &jx_xlsx_looks[i];
        if (other->align == own->align && other->title == own->title && other->ruled == own->ruled &&
            other->wrapped == own->wrapped)
            return i;
    }
    return look;
}

unsigned jx_xlsx_slot(unsigned look, bool lines, unsigned kind) {
    look = first_like(look < JX_LOOK_COUNT ? look : JX_LOOK_PLAIN);
    if (jx_xlsx_looks[look].wrapped) lines = false; /* it wraps them as it is */
    return (look * 2 + lines) * JX_XLSX_KINDS + kind;
}

struct jx_xlsx_slot jx_xlsx_slot_parts(unsigned slot) {
    return (struct jx_xlsx_slot){.look = slot / JX_XLSX_KINDS / 2,
                                 .kind = slot % JX_XLSX_KINDS,
                                 .lines = slot / JX_XLSX_KINDS % 2 != 0};
}

bool jx_xlsx_slot_used(unsigned slot) {
    struct jx_xlsx_slot parts = jx_xlsx_slot_parts(slot);
    return jx_xlsx_slot(parts.look, parts.lines, parts.kind) == slot;
}

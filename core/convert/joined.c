/*
 * Whether a list, once written, is read as the projects that were put into it: asked of the reader itself, which has its
 * reasons to take two tables of one name for one project or for two.
 */
#include "core/base/arena.h"
#include "core/convert/plan.h"
#include "core/convert/session.h"
#include "core/grid/grid.h"
#include "core/read/read.h"

bool jx_planned_joined(const struct jx_planning *planning, const struct jx_planned pair[2]) {
    const struct jx_read_options options = {.no_repair = false};
    const struct jx_book_read_options asked = {.layout = planning->layout};
    struct jx_arena *arena = jx_arena_scratch(planning->arena);
    struct jx_document *document = jx_arena_alloc(arena, sizeof *document);
    struct jx_book *book = jx_book_new(arena);
    const struct jx_paper paper = jx_paper_of(NULL);
    struct jx_diags unheard;
    document->arena = arena;
    jx_diags_init(&unheard, arena, planning->diags->language);
    jx_planned_compose(book, &paper, pair, 2, planning->blank);
    struct jx_reading reading = jx_reading_begin(planning->library, document, &unheard, &options);
    jx_book_read(&reading, book, &asked);
    bool joined = document->form_count < 2;
    jx_arena_reset(arena);
    return joined;
}

#include "core/layout/names.h"

#include <string.h>
#include <strings.h>

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/layout/compose.h"

/* In UTF-16 code units, as the programs count. */
enum { LONGEST_NAME = 31 };

static bool forbidden(uint32_t c) {
    return c < 0x20 || c == 0x7F || (c < 0x80 && strchr("[]:*?/\\", (int)c) != NULL);
}

/* The first `room` units of the text, without what is forbidden. */
static char *clean(struct jx_arena *arena, const char *text, size_t room) {
    const char *end = text + strlen(text);
    char *name = jx_arena_alloc(arena, strlen(text) + 1);
    size_t length = 0;
    while (text < end) {
        const char *start = text;
        uint32_t c = jx_text_next(&text, end);
        size_t units = c > 0xFFFF ? 2 : 1;
        if (forbidden(c)) continue;
        if (units > room) break;
        room -= units;
        memcpy(name + length, start, (size_t)(text - start));
        length += (size_t)(text - start);
    }
    while (length > 0 && (name[length - 1] == '\'' || name[length - 1] == ' ')) length--;
    name[length] = '\0';
    while (*name == '\'' || *name == ' ') name++;
    return name;
}

static bool taken(const struct jx_book *book, const char *name) {
    for (size_t i = 0; i < book->sheet_count; i++)
        if (strcasecmp(book->sheets[i]->name, name) == 0) return true;
    return false;
}

const char *jx_sheet_name(const struct jx_book *book, const struct jx_compiled_table *table,
                          const struct jx_form *const *forms, size_t count) {
    const char *title = jx_table_title(book->arena, table, forms[0]), *wanted = NULL;
    enum jx_field field =
        table->table->kind == JX_KIND_PROJECT ? JX_FIELD_PROJECT_NAME : JX_FIELD_DEPARTMENT_NAME;
    if (!table->list || count == 0) wanted = forms[0]->fields[field].value;
    if (wanted == NULL || *wanted == '\0') wanted = title;
    const char *name = clean(book->arena, wanted, LONGEST_NAME);
    if (*name == '\0') name = "Sheet";
    for (unsigned number = 2; taken(book, name); number++) {
        const char *tail = jx_arena_format(book->arena, "(%u)", number);
        name = jx_arena_format(book->arena, "%s%s", clean(book->arena, wanted, LONGEST_NAME - strlen(tail)),
                               tail);
    }
    return name;
}

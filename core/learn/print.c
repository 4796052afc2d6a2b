/*
 * A table as C, the way the other layouts are written.
 */
#include <string.h>

#include "core/base/text.h"
#include "core/learn/learn.h"

/* In columns of a terminal: the longest line. */
enum { LINE = 105 };

struct printer {
    struct jx_arena *arena;
    char *text;
    size_t length, capacity;
    size_t column; /* where the line is */
};

static void put(struct printer *printer, const char *text) {
    size_t length = strlen(text);
    if (printer->length + length + 1 > printer->capacity) {
        size_t room = (printer->capacity + length) * 2 + 4096;
        char *larger = jx_arena_alloc(printer->arena, room);
        if (printer->length > 0) memcpy(larger, printer->text, printer->length);
        printer->text = larger;
        printer->capacity = room;
    }
    memcpy(printer->text + printer->length, text, length + 1);
    printer->length += length;
    const char *line = strrchr(text, '\n');
    printer->column =
        !line ? printer->column + jx_text_width(text, length) : jx_text_width(line + 1, strlen(line + 1));
}

/* A string of C. */
static const char *quoted(struct jx_arena *arena, const char *text) {
    char *out = jx_arena_alloc(arena, strlen(text) * 2 + 3), *to = out;
    *to++ = '"';
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\') *to++ = '\\';
        *to++ = c < 0x20 ? ' ' : *text;
    }
    *to++ = '"';
    return out;
}

/* A comment for each line of remarks; what would end it is taken apart. */
static void put_remarks(struct printer *printer, const char *remarks, const char *indent) {
    while (remarks && *remarks != '\0') {
        size_t length = strcspn(remarks, "\n");
        char *line = jx_arena_copy(printer->arena, remarks, length);
        for (char *at = line; (at = strstr(at, "*/"));) at[1] = '|';
        for (char *at = line; (at = strstr(at, "/*"));) at[0] = '|';
        put(printer, jx_arena_format(printer->arena, "%s/* UNSURE: %s */\n", indent, line));
        remarks += length + (remarks[length] == '\n');
    }
}

/* --- slots --------------------------------------------------------------------------------------------------------- */

static const char *label_word(const struct jx_slot *slot) {
    if (slot->rows > 1) return "JX_LABEL_DOWN";
    return slot->look == JX_LOOK_LABEL_LEFT    ? "JX_LABEL_LEFT"
           : slot->look == JX_LOOK_LABEL_RIGHT ? "JX_LABEL_RIGHT"
                                               : "JX_LABEL";
}

static const char *note_word(const struct jx_slot *slot) {
    switch (slot->look) {
    case JX_LOOK_NOTE: return "JX_NOTE";
    case JX_LOOK_NOTE_CENTRE: return "JX_NOTE_CENTRE";
    case JX_LOOK_NOTE_RIGHT: return "JX_NOTE_RIGHT";
    default: return slot->rows > 1 ? "JX_LINE_DOWN" : "JX_LINE";
    }
}

static const char *slot_words(struct jx_arena *arena, const struct jx_slot *slot) {
    const char *word;
    switch (slot->kind) {
    case JX_SLOT_LABEL: word = label_word(slot); break;
    case JX_SLOT_NOTE: word = note_word(slot); break;
    case JX_SLOT_FILLER:
        return slot->rows > 1
                   ? jx_arena_format(arena, "JX_FILLER_DOWN(\"%s\", %u)", slot->columns, slot->rows)
                   : jx_arena_format(arena, "JX_FILLER(\"%s\")", slot->columns);
    default:
        word = slot->look == JX_LOOK_CENTRE ? (slot->rows > 1 ? "JX_CENTRE_DOWN" : "JX_CENTRE")
                                            : (slot->rows > 1 ? "JX_TEXT_DOWN" : "JX_TEXT");
    }
    const char *pattern = quoted(arena, slot->pattern);
    return slot->rows > 1
               ? jx_arena_format(arena, "%s(\"%s\", %u, %s)", word, slot->columns, slot->rows, pattern)
               : jx_arena_format(arena, "%s(\"%s\", %s)", word, slot->columns, pattern);
}

static void put_row(struct printer *printer, const struct jx_table_row *row) {
    put(printer, "    JX_ROW(");
    for (const struct jx_slot *slot = row->slots; slot->kind != JX_SLOT_END; slot++) {
        const char *words = slot_words(printer->arena, slot);
        if (slot != row->slots) {
            bool fits = printer->column + 4 + jx_text_width(words, strlen(words)) <= LINE;
            put(printer, fits ? ", " : ",\n           ");
        }
        put(printer, words);
    }
    put(printer, "),\n");
}

/* --- the band ------------------------------------------------------------------------------------------------------ */

static const char *part_word(enum jx_part part) {
    static const char *const words[] = {"NONE",          "LEVEL1",   "LEVEL2",   "NAME",     "TARGET",
                                        "PERIOD_TARGET", "STANDARD", "POLARITY", "OPERATOR", "VALUE",
                                        "UNIT",          "SCORE",    "REMARK"};
    return (size_t)part < sizeof words / sizeof *words ? words[part] : words[0];
}

/* Of a column without a word of its own: a list's fact below other headings, a second panel there. */
static void put_members(struct printer *printer, const struct jx_column *column) {
    struct jx_arena *arena = printer->arena;
    put(printer, jx_arena_format(arena, "    {\"%s\", %s, JX_PART_%s, ", column->columns,
                                 quoted(arena, column->heading), part_word(column->part)));
    put(printer, !column->fact ? "NULL" : quoted(arena, column->fact));
    put(printer, jx_arena_format(arena, ", %s, %u, %s},\n",
                                 column->look == JX_LOOK_TEXT ? "JX_LOOK_TEXT" : "JX_LOOK_CENTRE",
                                 column->panel, !column->above ? "NULL" : quoted(arena, column->above)));
}

static void put_column(struct printer *printer, const struct jx_column *column) {
    struct jx_arena *arena = printer->arena;
    const char *heading = quoted(arena, column->heading), *words, *part = part_word(column->part);
    bool text = column->look == JX_LOOK_TEXT, blank = column->fact && *column->fact == '\0';
    if (column->above && (column->panel > 0 || text || (column->fact && !blank))) {
        put_members(printer, column);
        return;
    }
    const char *above = !column->above ? NULL : quoted(arena, column->above);
    if (blank)
        words = !above ? jx_arena_format(arena, "JX_COLUMN_BLANK(\"%s\", %s)", column->columns, heading)
                       : jx_arena_format(arena, "JX_BLANK_UNDER(\"%s\", %s, %s)", column->columns, above,
                                         heading);
    else if (above && column->part != JX_PART_NONE)
        words = jx_arena_format(arena, "JX_COLUMN_UNDER(\"%s\", %s, %s, %s)", column->columns, above, heading,
                                part);
    else if (column->fact)
        words = jx_arena_format(arena, "JX_FACT%s(\"%s\", %s, %s)", text ? "_TEXT" : "", column->columns,
                                heading, quoted(arena, column->fact));
    else if (column->part == JX_PART_NONE)
        words = jx_arena_format(arena, "JX_SIDE(\"%s\", %s)", column->columns, heading);
    else
        words = jx_arena_format(arena, "%s%s(\"%s\", %s, %s)", column->panel > 0 ? "JX_RIGHT" : "JX_COLUMN",
                                text ? "_TEXT" : "", column->columns, heading, part);
    put(printer, jx_arena_format(arena, "    %s,\n", words));
}

static void put_band(struct printer *printer, struct jx_lesson *lesson) {
    const struct jx_table_row *row = lesson->table.rows;
    while (row->kind != JX_ROW_BAND && row->kind != JX_ROW_END) row++;
    put(printer, "static const struct jx_column band[] = {\n");
    put_remarks(printer, lesson->band_remarks, "    ");
    for (size_t i = 0; row->kind == JX_ROW_BAND && i < lesson->band_count; i++)
        put_column(printer, &row->band[i]);
    put(printer, "    JX_BAND_END,\n};\n\n");
}

/* --- all ----------------------------------------------------------------------------------------------------------- */

static void put_rows(struct printer *printer, const struct jx_lesson *lesson) {
    put(printer, "static const struct jx_table_row rows[] = {\n");
    for (size_t i = 0; i < lesson->row_count; i++) {
        const struct jx_table_row *row = &lesson->table.rows[i];
        put_remarks(printer, lesson->rows[i].remarks, "    ");
        if (row->kind == JX_ROW_TITLE)
            put(printer,
                jx_arena_format(printer->arena, "    JX_TITLE(%s),\n", quoted(printer->arena, row->pattern)));
        if (row->kind == JX_ROW_SLOTS) put_row(printer, row);
        if (row->kind == JX_ROW_BAND) put(printer, "    JX_BAND(band),\n");
    }
    put(printer, "    JX_TABLE_END,\n};\n\n");
}

static void put_spellings(struct printer *printer, const struct jx_spelling *spelling) {
    if (!spelling) return;
    put(printer, "static const struct jx_spelling spellings[] = {\n");
    for (; spelling->canonical; spelling++)
        put(printer,
            jx_arena_format(printer->arena, "    {%s, %s},\n", quoted(printer->arena, spelling->canonical),
                            quoted(printer->arena, spelling->printed)));
    put(printer, "    {NULL, NULL},\n};\n\n");
}

static void put_table(struct printer *printer, const struct jx_lesson *lesson) {
    struct jx_arena *arena = printer->arena;
    const struct jx_table *table = &lesson->table;
    bool project = table->kind == JX_KIND_PROJECT;
    put(printer,
        jx_arena_format(arena,
                        "static const struct jx_table table = {\n    .kind = %s,\n    .money_unit = %s,\n"
                        "    .rows = rows,\n    .widths = widths,\n    .width_count = %u,\n",
                        project ? "JX_KIND_PROJECT" : "JX_KIND_DEPARTMENT", quoted(arena, table->money_unit),
                        table->width_count));
    if (table->landscape) put(printer, "    .landscape = true,\n");
    if (table->spellings) put(printer, "    .spellings = spellings,\n");
    if (table->numbering)
        put(printer, jx_arena_format(arena, "    .numbering = %s,\n", quoted(arena, table->numbering)));
    if (table->empty_mark)
        put(printer, jx_arena_format(arena, "    .empty_mark = %s,\n", quoted(arena, table->empty_mark)));
    put(printer, "};\n\nstatic const struct jx_table *const tables[] = {&table, NULL};\n\n");
}

static void put_layout(struct printer *printer, const struct jx_layout *layout) {
    struct jx_arena *arena = printer->arena;
    put(printer,
        jx_arena_format(arena,
                        "static const struct jx_layout layout = {\n    .abi = JX_LAYOUT_ABI,\n"
                        "    .size = sizeof layout,\n    .id = %s,\n    .chinese = %s,\n    .english = %s,\n"
                        "    .source = %s,\n    .tables = tables,\n};\n\n",
                        quoted(arena, layout->id), quoted(arena, layout->chinese),
                        quoted(arena, layout->english), quoted(arena, layout->source)));
    char *name = jx_arena_string(arena, layout->id);
    for (char *c = name; *c != '\0'; c++)
        if (*c == '-') *c = '_';
    put(printer, jx_arena_format(arena, "JX_LAYOUT_PLUGIN(%s) {\n    return &layout;\n}\n", name));
}

const char *jx_lesson_print(struct jx_lesson *lesson, const char *faults, size_t *length) {
    struct printer printer = {.arena = lesson->arena};
    put(&printer, "/*\n * Learned from a form by jixiao learn. What stands behind UNSURE is to be looked at "
                  "by a person.\n */\n");
    put_remarks(&printer, faults, "");
    put(&printer, "#include <jixiao/layout.h>\n\nstatic const double widths[] = {");
    for (unsigned i = 0; i < lesson->table.width_count; i++)
        put(&printer, jx_arena_format(lesson->arena, i == 0 ? "%d" : ", %d", (int)lesson->table.widths[i]));
    put(&printer, "};\n\n");
    put_band(&printer, lesson);
    put_rows(&printer, lesson);
    put_spellings(&printer, lesson->table.spellings);
    put_table(&printer, lesson);
    put_layout(&printer, &lesson->layout);
    *length = printer.length;
    return printer.text;
}

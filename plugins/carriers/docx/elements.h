/*
 * The elements of a document's main part that its reader (document.c) knows: what each is for, under whatever prefix.
 */
#ifndef JX_DOCX_ELEMENTS_H
#define JX_DOCX_ELEMENTS_H

enum element {
    OTHER,
    SKIPPED, /* with all that it holds */
    ALTERNATES,
    ALTERNATIVE,
    ANNOTATION,
    CHUNK,
    PACKAGE,
    PART,
    SECTION,
    HEADER,
    NOTE,
    FORMULA,
    BASE,
    RAISED,
    LOWERED,
    OVER,
    OBJECT,
    ENTRY,
    CHOICE,
    TICK_BOX,
    TICK,
    PARAGRAPH,
    PARAGRAPH_LOOKS,
    RUN,
    RUN_LOOKS,
    TEXT,
    TAB,
    LINE_BREAK,
    HYPHEN,
    SYMBOL,
    HIDDEN,
    LOOK,
    STYLE,
    FIELD,
    SIMPLE_FIELD,
    INSTRUCTION,
    DELETION,
    NUMBERING,
    NUMBER_LEVEL,
    CONTROL,
    CONTROL_CONTENT,
    PROMPT,
    BOX,
    TABLE,
    TABLE_LOOKS,
    BACKGROUND,
    GRID,
    GRID_COLUMN,
    ROW,
    ROW_LOOKS,
    GRID_BEFORE,
    CELL,
    CELL_LOOKS,
    GRID_SPAN,
    MERGE_DOWN,
    MERGE_RIGHT
};

/* OTHER: it is none of them. `name` is without its prefix. */
enum element jx_docx_element_find(const char *name);

#endif

/*
 * Changing cells of an existing document of Word: what the files that do it share.
 */
#ifndef JX_DOCX_PATCH_H
#define JX_DOCX_PATCH_H

#include "document.h"
#include "looks.h"
#include "numbering.h"
#include "plugins/carriers/shared/markup.h"
#include "plugins/carriers/shared/repack.h"

/* The main part as bytes, its tree, and where the cells of the grid stand in it. */
struct jx_docx_word {
    const struct jx_host *host;
    struct jx_call *call;
    const struct jx_input *input;
    struct jx_package *package;
    const char *part;
    const char *bytes;
    size_t length;
    struct jx_markup markup;
    const struct jx_flow_spot *spots; /* sorted by row and column */
    uint32_t spot_count;
    const char *prefix;    /* of the part's elements, as in w:p */
    bool tracked, guarded; /* changes are tracked; it is protected */
    uint32_t fresh_id;     /* the last that was given to a copied control */
    struct jx_docx_styles styles;
    struct jx_docx_numbers numbers;
    uint32_t size; /* of letters where nothing else is said, in halves of a point */
};

enum jx_status jx_docx_word_open(struct jx_docx_word *word, const struct jx_host *host, struct jx_call *call,
                                 const struct jx_input *input);
/* Reads the tree and the spots of these bytes. */
enum jx_status jx_docx_word_read(struct jx_docx_word *word, const char *bytes, size_t length);

/* The spot at a place of the grid; NULL: there is none. And the element that is it: a cell or a paragraph. */
const struct jx_flow_spot *jx_docx_spot_find(const struct jx_docx_word *word, uint32_t row, uint32_t column);
uint32_t jx_docx_spot_node(const struct jx_docx_word *word, const struct jx_flow_spot *spot);
/* The nearest element of this name that holds the element; 0: there is none. */
uint32_t jx_docx_above(const struct jx_markup *markup, uint32_t node, const char *name);
bool jx_docx_switched_on(const struct jx_markup *markup, uint32_t node);

enum jx_status jx_docx_no_place(const struct jx_docx_word *word, uint32_t row, uint32_t column);

/* --- the texts of a cell ----------------------------------------------------------------------------------------- */

/* A piece of a cell's text. CHARACTER: an element that stands for one, such as a tab. CONTROL: a control that shows its prompt,
 * which is no text. BREAK: between paragraphs. */
enum jx_docx_piece_kind { JX_DOCX_TEXT, JX_DOCX_CHARACTER, JX_DOCX_CONTROL, JX_DOCX_BREAK };

struct jx_docx_piece {
    enum jx_docx_piece_kind kind;
    uint32_t node, run, paragraph;
    uint32_t first, last; /* in the cell's text */
};

struct jx_docx_pieces {
    struct jx_docx_piece *items;
    uint32_t count, capacity;
    struct jx_bytes text;
    bool known;  /* the text is the one that was read, and every piece is where it says */
    bool struck; /* there are words that are struck out, which are no piece */
};

/* Takes a cell's text apart. */
void jx_docx_pieces_read(const struct jx_docx_word *word, const struct jx_flow_spot *spot,
                         struct jx_docx_pieces *pieces);

/* Whether a run looks like a hint: grey, italic, or of the style of prompts. */
bool jx_docx_run_hints(const struct jx_markup *markup, uint32_t run);

/* Puts rows in and merges cells. The word is read anew afterwards. */
enum jx_status jx_docx_rows_edit(struct jx_docx_word *word, const struct jx_patch *patch);
/* Changes cells. */
enum jx_status jx_docx_cells_edit(struct jx_docx_word *word, const struct jx_patch *patch,
                                  struct jx_splices *splices);

/* The carrier's functions. */
enum jx_status jx_docx_patch(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                             struct jx_patch *patch);
enum jx_status jx_docx_survey(const struct jx_host *host, struct jx_call *call, const struct jx_input *input,
                              struct jx_survey *survey);

#endif

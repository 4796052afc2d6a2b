/*
 * The model as JSON, schema "jixiao-1", in and out.
 */
#ifndef JX_MODEL_JSON_H
#define JX_MODEL_JSON_H

#include <jixiao/model.h>

struct jx_diags;

/* Whether these bytes look like a model: an object that names the schema, or that has forms with indicators. */
bool jx_json_sniff(const unsigned char *bytes, size_t length);

/*
 * Fills the document's forms, unread texts and accounting, and its source where the caller has not set that already;
 * FAIL with a message that names the JSON path of what is wrong (forms[2].indicators[5].target.op), and no forms.
 *
 * Missing optional keys are fine, a field may be its plain value, and a target its text. The diagnostics of the
 * document are not read: they were given when the table was. A target's `text` is made anew from op, value and unit.
 */
enum jx_status jx_json_read(struct jx_document *document, struct jx_diags *diags, const unsigned char *bytes,
                            size_t length);
/* The same, with a limit on how many forms there may be. */
enum jx_status jx_json_read_most(struct jx_document *document, struct jx_diags *diags,
                                 const unsigned char *bytes, size_t length, uint64_t forms_most);

/* The document as text, in `arena`. */
const char *jx_json_write(struct jx_arena *arena, const struct jx_document *document, size_t *length);

#endif
